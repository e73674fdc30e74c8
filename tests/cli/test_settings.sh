#!/bin/sh
# Tests the settings file: what it sets, what overrides it, how its errors are reported.
# Ends "N passed, N failed".
. "$(dirname "$0")/../tools/shell.sh"
# value NAME: prints the setting's value and source, as `settings` has them.
value() { awk -v name="$1" '$1 == name { print $2, $NF }' "$work/out"; }
file() { printf "$1" >"$config"; }

export XDG_CONFIG_HOME="$work/config" HOME="$work/home" LC_ALL=C
unset NO_COLOR
config=$work/config/tcpstep/config
mkdir -p "$work/config/tcpstep" "$work/home/.config/tcpstep"
printf 'tcpstep 1\nclient socket\nexpect client CLOSED\n' >"$work/good"

status 0 "no file" "$program" settings
prints "settings file: $config (does not exist yet)" "no file"
ok "en default" "$(value lang)" "no file: the language"
ok "off default" "$(value ascii)" "no file: ascii"
ok "on default" "$(value animation)" "no file: animation"
ok "- default" "$(value speed)" "no file: speed"
ok "" "$(cat "$work/err")" "no file: nothing is told"

file ''
status 0 "an empty file" "$program" settings
prints "settings file: $config" "an empty file"
ok 0 "$(grep -c 'not there' "$work/out")" "an empty file is there"

file '\357\273\277# mine\r\nlang = ko  # Korean\r\n\r\n\tascii=on\ncolor =never\nscheme= light\nanimation = off\nmouse = off\nplain = on\nspeed = 30'
status 0 "a file" "$program" settings
prints "설정 파일: $config" "a file"
ok "ko $config:2" "$(value lang)" "a file: lang"
ok "on $config:4" "$(value ascii)" "a file: ascii"
ok "never $config:5" "$(value color)" "a file: color"
ok "light $config:6" "$(value scheme)" "a file: scheme"
ok "off $config:7" "$(value animation)" "a file: animation"
ok "off $config:8" "$(value mouse)" "a file: mouse"
ok "on $config:9" "$(value plain)" "a file: plain"
ok "30 $config:10" "$(value speed)" "a file: speed, on a line without an end"

status 0 "the command line goes before it" "$program" settings --lang en --no-ascii --color=auto --scheme mono \
	--animation --mouse --no-plain --speed 7
ok "en --lang" "$(value lang)" "the command line: lang"
ok "off --no-ascii" "$(value ascii)" "the command line: ascii"
ok "auto --color" "$(value color)" "the command line: color"
ok "mono --scheme" "$(value scheme)" "the command line: scheme"
ok "on --animation" "$(value animation)" "the command line: animation"
ok "on --mouse" "$(value mouse)" "the command line: mouse"
ok "off --no-plain" "$(value plain)" "the command line: plain"
ok "7 --speed" "$(value speed)" "the command line: speed"

file 'lang = en\nascii = off\nanimation = on\nmouse = on\nplain = off\n'
status 0 "what is so anyway may be said" "$program" settings --ascii --no-animation
ok "on --ascii" "$(value ascii)" "a flag against the file"
ok "off --no-animation" "$(value animation)" "a flag --no- against the file"
ok "on $config:4" "$(value mouse)" "mouse = on"

# It applies to every command, and overrides the locale.
file 'lang = ko\nascii = on\ncolor = always\n'
status 0 "help in the file's language" env LC_ALL=en_US.UTF-8 "$program" --help
prints "사용법" "the file goes before the locale"
status 0 "the command line before both" env LC_ALL=ko_KR.UTF-8 "$program" --help --lang en
prints "usage:" "the command line before both"
"$program" run --lang en "$work/good" >"$work/out" 2>"$work/err"
ok 0 $? "run with a settings file"
grep -q "$(printf '\033')" "$work/out"
ok 0 $? "color = always"
sed "s/$(printf '\033')\[[0-9;]*m//g" "$work/out" | LC_ALL=C grep -q '[^ -~]'
ok 1 $? "ascii = on"

# Errors are all reported, each at its place, and help works nevertheless.
file 'lagn = ko\nlang ko\n= x\nascii = onn\nplain =\nspeed = 0\nscheme = lihgt # no\n한글 = 3\nascii = on\ncolor = a\033[31m\nmouse off = on\nlang = ko\n'
status 2 "errors in the file's language" "$program" settings
says "$config:1:1: 오류: 없는 설정입니다: 'lagn'" "errors in the file's language"
status 2 "errors" "$program" settings --lang en
says "$config:1:1: error: there is no setting 'lagn'" "an unknown name"
says "did you mean 'lang'?" "an unknown name"
says "$config:2:6: error: '=' is missing" "no ="
says "$config:3:1: error: a name is missing" "no name"
says "$config:4:9: error: 'onn' is not a value of 'ascii': expected on|off" "an unknown value"
says "did you mean 'on'?" "an unknown value"
says "$config:5:8: error: the value of 'plain' is missing: expected on|off" "no value"
says "$config:6:9: error: '0' is not a value of 'speed': expected 1-60000" "a number out of range"
says "$config:7:10: error: 'lihgt' is not a value of 'scheme': expected default|light|safe|mono" "a comment is no value"
says "did you mean 'light'?" "a comment is no value"
says "$config:8:1: error: there is no setting '한글'" "a name in Korean"
says "$config:9:1: error: 'ascii' is already set in line 4" "set twice"
says "  lagn = ko" "the line is shown"
says "       ^" "the caret"
says 'a\x1B[31m' "what could act on a terminal is escaped"
ok 0 "$(grep -c "$(printf '\033')" "$work/err")" "no escape reaches the terminal"
says "$config:11:7: error: '=' is missing after the name" "two words before ="
ok 11 "$(grep -c ': error: ' "$work/err")" "each error is told once"
ok "" "$(cat "$work/out")" "nothing is printed"
status 2 "no command runs" "$program" run "$work/good"
status 2 "a wrong command line too" "$program" --lang en --hlep
says "did you mean '--help'?" "a wrong command line too"
says "lagn" "a wrong command line too"
for words in --help --version help "help run" "run --help"; do
	status 0 "$words works" "$program" $words
	ok "" "$(cat "$work/err")" "$words says nothing of it"
done
status 0 "what is sound in it counts for help" "$program" --help
prints "사용법" "what is sound in it counts for help"

printf 'lang = en\nascii = \000on\n' >"$config"
status 2 "a NUL octet" "$program" settings
says "$config:2:9: error: a NUL octet" "a NUL octet"
printf 'lang = \377\n' >"$config"
status 2 "broken UTF-8" "$program" settings
says "'\\xFF' is not a value" "broken UTF-8"
awk 'BEGIN { for (i = 0; i < 5000; i++) print "x = " i }' >"$config"
status 2 "very many errors" "$program" settings
ok 1000 "$(grep -c ': error: ' "$work/err")" "very many errors: not without end"
says "too many errors" "very many errors"
rm "$config"
mkdir "$config"
status 2 "a folder in its place" "$program" settings
says "$config: error: this is a folder" "a folder in its place"
status 0 "a folder in its place: help" "$program" --help

# Where the file is.
printf 'speed = 11\n' >"$work/home/.config/tcpstep/config"
for folder in '' relative; do
	status 0 "XDG_CONFIG_HOME '$folder' is ignored" env XDG_CONFIG_HOME="$folder" "$program" settings
	ok "11 $work/home/.config/tcpstep/config:1" "$(value speed)" "XDG_CONFIG_HOME '$folder' is ignored"
done
status 0 "nowhere" env -u XDG_CONFIG_HOME -u HOME "$program" settings
prints "settings file: none" "nowhere"
status 0 "under a file" env XDG_CONFIG_HOME="$work/good" "$program" settings
status 2 "settings takes no words" env -u XDG_CONFIG_HOME -u HOME "$program" settings lang
if [ -e /dev/full ]; then
	XDG_CONFIG_HOME=/none "$program" settings >/dev/full 2>"$work/err"
	ok 2 $? "a full disk"
fi
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
