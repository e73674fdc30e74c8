#!/bin/sh
# Tests the command line: exit statuses, where output goes, the errors; and that a mutation
# of any shipped script is found. Ends "N passed, N failed".
. "$(dirname "$0")/../tools/shell.sh"
here=$(dirname "$0")
lessons=${LESSONS:-$here/../../lessons}

printf 'tcpstep 1\nclient socket\nexpect client CLOSED\n' >"$work/good"
printf 'tcpstep 1\nclient socket\nexpect client LISTEN\n' >"$work/no"
printf 'tcpstep 1\nclinet socket\n' >"$work/bad"

status 0 "a script that holds" "$program" run "$work/good"
status 1 "an expectation that fails" "$program" run "$work/no"
says "$work/no:3:1: expected client LISTEN, found CLOSED" "an expectation that fails"
status 2 "a script that is not valid" "$program" run "$work/bad"
says "$work/bad:2:1: error:" "a script that is not valid"
says "did you mean 'client'?" "a script that is not valid"
status 2 "of several files, the highest" "$program" run "$work/no" "$work/bad" "$work/good"
status 2 "a file that is not there" "$program" run "$work/none"
says "$work/none: error: No such file" "a file that is not there"
status 2 "the name of a lesson where a file is expected" "$program" replay --plain half-close
says "the lesson of this name is" "the name of a lesson where a file is expected"
status 2 "a folder" "$program" run "$work"
status 2 "no file" "$program" run
status 2 "an unknown command" "$program" rnu
says "did you mean 'run'?" "an unknown command"
status 2 "an unknown option" "$program" run --trcae=tsv "$work/good"
says "did you mean '--trace'?" "an unknown option"
status 2 "an unknown option of another command" "$program" run --frob "$work/good"
ok "" "$(grep -F "did you mean" "$work/err")" "an unknown option: none of another command is suggested"
status 2 "an unknown language" "$program" --lang fr --help
status 0 "help" "$program" --help
prints "examples:" "help"
status 0 "help in Korean" "$program" --help --lang ko
prints "사용법" "help in Korean"
status 0 "version" "$program" --version
prints "tcpstep " "version"
status 0 "check" "$program" check "$work/good"
prints "$work/good: ok (2 steps, 1 expectation)" "check"
status 1 "check finds what fails" "$program" check "$work/no"
status 0 "profiles" "$program" profiles
prints "close-unread-rst" "profiles"
status 2 "no terminal" "$program" sandbox

"$program" run - <"$work/good" >"$work/out" 2>"$work/err"
ok 0 $? "standard input"
"$program" run - <"$work/no" >"$work/out" 2>"$work/err"
says "<stdin>:3:1: expected" "standard input"
"$program" run --trace=tsv "$work/good" "$work/good" >"$work/out"
ok 1 "$(grep -c '^step' "$work/out")" "one header row for all files"
ok "$(printf 'step\ttime_ms\tkind\tactor\tclient\tserver\tsegment\tdetail\tsocket\tfile')" "$(head -1 "$work/out")" "the header row"
ok "$(printf '1\t0\treturn\tclient\tCLOSED\tCLOSED\t-\tsocket = 1\t1\t%s' "$work/good")" "$(sed -n 3p "$work/out")" "a row"
if [ -e /dev/full ]; then
	"$program" run --trace=tsv "$work/good" >/dev/full 2>"$work/err"
	ok 2 $? "a full disk"
	says "No space left" "a full disk"
fi
"$program" run "$lessons"/handshake.tcpstep | awk '{ if (length($0) > 0 && gsub(/[\200-\277]/, "") >= 0 && length($0) > 80) exit 1 }'
ok 0 $? "the ladder is at most 80 columns"
"$program" run "$lessons"/handshake.tcpstep | grep -q "$(printf '\033')"
ok 1 $? "no colours but on a terminal"
"$program" run --color=always "$lessons"/handshake.tcpstep | grep -q "$(printf '\033')"
ok 0 $? "colours when asked for"
"$program" run --ascii "$here"/../captures/refused.tcpstep | LC_ALL=C grep -q '[^ -~]'
ok 1 $? "--ascii is ASCII"

# The screen follows the same rule of colours, tested in full by tests/base/test_scheme.c.
drawn() { env -u COLORFGBG "$@" | cksum; }
picture="$program picture $lessons/handshake.tcpstep"
ok "$(drawn -u NO_COLOR $picture)" "$(drawn NO_COLOR=1 $picture --color always)" "--color always goes before NO_COLOR"
ok "$(drawn -u NO_COLOR $picture --scheme mono)" "$(drawn NO_COLOR=1 $picture)" "NO_COLOR is monochrome"
ok "$(drawn -u NO_COLOR $picture --scheme safe)" "$(drawn NO_COLOR=1 $picture --scheme safe)" "a scheme that is named goes before NO_COLOR"
ok "$(drawn -u NO_COLOR $picture --scheme light)" "$(drawn NO_COLOR=1 COLORFGBG='0;15' $picture --color always)" "a light background"

# A run-time error is reported with its place, and the run continues.
printf 'tcpstep 1\nclient socket\n  \ndeliver #9\nexpect client LISTEN\nexpect client SYN-SENT\n' >"$work/wrong"
status 1 "a run-time error" "$program" run "$work/wrong"
says "$work/wrong:4:1: error: 'deliver #9': no such segment is in flight" "a run-time error"
says "$work/wrong:6:1: expected client SYN-SENT, found CLOSED" "the run goes on"
prints "socket = 1" "the trace is on standard output"
printf 'tcpstep 1\nclient socket\ngoal "Open."\n  reach client ESTABLISHED\n  solution\n    client connect 80\n' >"$work/goal"
status 1 "a goal that its solution does not reach" "$program" run "$work/goal"
says "$work/goal:4:3: expected client ESTABLISHED, found SYN-SENT" "a goal that its solution does not reach"
status 1 "check tells it too" "$program" check "$work/goal"
ok "" "$(cat "$work/out")" "check prints no line for a file that fails"
printf 'tcpstep 1\nclient socket\nclinet socket\nexpect client LSTEN\n' >"$work/two"
status 2 "nothing of a script that is not valid runs" "$program" run --trace=tsv "$work/two"
ok 1 "$(wc -l <"$work/out" | tr -d ' ')" "nothing of a script that is not valid runs: the header row alone"
says "$work/two:3:1: error:" "all errors are told"
says "$work/two:4:15: error:" "all errors are told"
status 2 "the other files run" "$program" run --trace=tsv "$work/two" "$work/good"
prints "socket = 1" "the other files run"

printf 'tcpstep 1\ntitle[ko] X\nsay\n  x\nsay ko\n  y\nnote\n  z\n' >"$work/half"
status 0 "a missing language is a warning" "$program" check "$work/half"
says "$work/half: warning: there is no title in 'en'" "a missing language"
says "$work/half:7:1: warning: this block has no text in 'ko'" "a missing language"
ok 0 "$(grep -c 3:1 "$work/err")" "no warning for a block with both languages"

# Options may be anywhere, with = or a space before the value; -- ends them.
status 0 "an option after the file" "$program" run "$work/good" --trace tsv
prints "$(printf 'step\ttime_ms')" "an option after the file"
cp "$work/good" "$work/--why"
(cd "$work" && "$program" run -- --why) >"$work/out" 2>"$work/err"
ok 0 $? "-- ends the options"
"$program" -- run "$work/good" >"$work/out" 2>"$work/err"
ok 0 $? "-- before the command"
status 2 "an option without its value" "$program" run "$work/good" --trace
says "--trace needs a value" "an option without its value"
status 2 "a value that is none" "$program" run --trace=tvs "$work/good"
says "did you mean 'tsv'?" "a value that is none"
says "try: tcpstep --help" "a value that is none"
status 2 "help on an unknown command" "$program" lern --help
says "did you mean 'learn'?" "help on an unknown command"
# Errors are in the language asked for, wherever --lang is; English is the default.
printf 'tcpstep 1\nclient socket\nexpect client LISTEN\ndeliver\n' >"$work/one"
status 1 "run in Korean" "$program" run "$work/one" --lang ko
says "one:3:1: 기대한 것: client LISTEN, 실제: CLOSED" "run in Korean"
says "one:4:1: 오류: 'deliver': " "run in Korean"
status 1 "run in English" "$program" run "$work/one"
says "one:3:1: expected client LISTEN, found CLOSED" "run in English"
printf 'tcpstep 1\nset mls 2m\n' >"$work/two"
status 2 "check in Korean" "$program" check --lang=ko "$work/two"
says "two:2:5: 오류: 없는 설정입니다: 'mls'" "check in Korean"
says "혹시 'msl'입니까?" "check in Korean"
status 2 "an option before --lang" "$program" run --bogus --lang=ko
says "없는 옵션입니다: '--bogus'" "an option before --lang"
status 2 "a file that is not there, in Korean" "$program" run "$work/none" --lang ko
says "오류: 그런 파일이나 폴더가 없습니다" "a file that is not there, in Korean"
LC_ALL='' LC_MESSAGES='' LANG=ko_KR.UTF-8 "$program" --help >"$work/out"
prints "사용법" "LANG says Korean"
LC_ALL=C LANG=ko_KR.UTF-8 "$program" --help >"$work/out"
prints "usage" "LC_ALL goes before LANG"

# Output that cannot be written.
awk 'BEGIN { print "tcpstep 1"; for (i = 0; i < 3000; i++) print "client socket\nclient close" }' >"$work/long"
{ "$program" run "$work/long" 2>"$work/err"; echo $? >"$work/status"; } | head -1 >/dev/null
ok 2 "$(cat "$work/status")" "a broken pipe"
says "Broken pipe" "a broken pipe"
"$program" --help >&- 2>"$work/err"
ok 2 $? "standard output closed"
"$program" run --why "$work/good" --color never >"$work/out"
prints "CLOSED" "--why without colours"
"$program" run --trace=tsv --color=always "$lessons"/handshake.tcpstep | grep -q "$(printf '\033')"
ok 1 $? "no colours in a tsv trace"

# Text that somebody else may have written is escaped before it reaches the terminal: a
# path, a word, another script's id.
esc=$(printf '\033')
no_escape() { cat "$work/out" "$work/err" | grep -q "$esc"; ok 1 $? "no escape sequence: $1"; }
mkdir "$work/hostile"
cp "$work/good" "$work/hostile/${esc}]0;x.tcpstep"
status 0 "check: a path with an escape" "$program" check "$work/hostile/${esc}]0;x.tcpstep"
prints '\x1B]0;x.tcpstep: ok (' "check: a path with an escape"
no_escape "check, its path"
for lang in en ko; do
	status 0 "new: a path with an escape" "$program" new mine --lang $lang -o "$work/hostile/$lang${esc}[31m"
	prints "$lang\\x1B[31m" "new: a path with an escape"
	no_escape "new -o in $lang"
done
status 2 "explore: a word with an escape" "$program" explore "${esc}[31m"
says '\x1B[31m' "explore: a word with an escape"
no_escape "explore, its word"
printf 'tcpstep 1\nid "no\\x1B]0;x\\x07"\nclient socket\n' >"$work/hostile/near.tcpstep"
printf 'tcpstep 1\nafter "no\\x1B]0;x\\x08"\nclient socket\n' >"$work/hostile/hint.tcpstep"
status 0 "check: a hint with an escape" "$program" check "$work/hostile/hint.tcpstep"
says "did you mean 'no\\x1B]0;x\\x07'?" "check: a hint with an escape"
no_escape "check, its hint"

# path prints a script that reaches the state, without unnecessary steps.
for pair in "CLOSING CLOSING" "TIME-WAIT TIME-WAIT" "CLOSE-WAIT FIN-WAIT-2" "FIN-WAIT-2 CLOSING"; do
	"$program" path "client ${pair% *}" "server ${pair#* }" >"$work/path"
	ok 0 $? "path to $pair"
	printf 'expect client %s\nexpect server %s\n' ${pair} >>"$work/path"
	status 0 "path to $pair: the script gets there" "$program" run "$work/path"
done
"$program" path "client SYN-SENT" >"$work/path"
ok 3 "$(wc -l <"$work/path")" "path: nothing that is not needed"

# What is not found is told apart from what cannot be, space by space.
status 1 "path: a pair that cannot be" "$program" path "client FIN-WAIT-2" "server FIN-WAIT-2"
grep -Eqx 'unreachable: between the two ends of one connection \(all [0-9]+ states searched\)' "$work/out"
ok 0 $? "path: a pair that cannot be: the proof"
prints "not found: with two sockets an end, 100000 states searched (the limit)" "path: a pair that cannot be"
prints "not found: with a crash and a boot, 100000 states searched (the limit)" "path: a pair that cannot be"
ok "" "$(cat "$work/err")" "path: no progress where there is no terminal"
"$program" path --lang ko "client returned EMFILE" >"$work/path"
ok 1 $? "path: what no state decides"
ok 0 "$(grep -c unreachable "$work/path")" "path: what no state decides is not unreachable"
ok 5 "$(grep -c '^not found: .* states searched (the limit)$' "$work/path")" "path: what no state decides"
"$program" path "client returned EADDRINUSE" >"$work/path"
ok 0 $? "path to EADDRINUSE"
ok 5 "$(wc -l <"$work/path" | tr -d ' ')" "path to EADDRINUSE: four steps"
printf 'expect client returned EADDRINUSE\n' >>"$work/path"
status 0 "path to EADDRINUSE: the script gets there" "$program" run "$work/path"
"$program" path "client SYN-SENT" "server ESTABLISHED" >"$work/path"
ok 0 $? "path to SYN-SENT and ESTABLISHED"
printf 'expect client SYN-SENT\nexpect server ESTABLISHED\n' >>"$work/path"
status 0 "path to SYN-SENT and ESTABLISHED: the script gets there" "$program" run "$work/path"
status 2 "path: a predicate that cannot be read" "$program" path "client CLOSIN"
says "did you mean 'CLOSING'?" "path"

# If one expected state in a script is changed, the exit status is 1 and the error has the
# line and both states. If one word is misspelt, it is 2, with the place and a hint.
for script in "$lessons"/*.tcpstep "$here"/../captures/*.tcpstep; do
	name=$(basename "$script")
	status 0 "$name holds" "$program" run "$script"
	awk '!done && /^expect (client|server) (ESTABLISHED|SYN-SENT|FIN-WAIT-1|FIN-WAIT-2)$/ { $3 = "LAST-ACK"; done = 1; print NR > "'"$work"'/line" } { print }' \
		"$script" >"$work/mutant"
	status 1 "$name with another state" "$program" run "$work/mutant"
	says "mutant:$(cat "$work/line"):1: expected" "$name with another state"
	says "LAST-ACK, found" "$name with another state"
	sed '0,/^client connect/s//client conect/' "$script" >"$work/mutant"
	status 2 "$name with a broken word" "$program" run "$work/mutant"
	says "did you mean 'connect'?" "$name with a broken word"
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
