#!/bin/sh
# Tests that every command and its options are in the overview of --help, on its help page,
# in both languages, in the manual page and in the completion scripts. The names come from
# the completion script, which the program makes from the rows.
# Ends "N passed, N failed".
. "$(dirname "$0")/../tools/shell.sh"
page=$(dirname "$0")/../../src/tcpstep.1
korean_page=$(dirname "$0")/../../src/tcpstep.ko.1
export LC_ALL=C XDG_CONFIG_HOME="$work" XDG_STATE_HOME="$work"

# Prints the manual page's text without backslashes, macros and quotes.
plain_man() { sed -e 's/\\f[BIRP]//g' -e 's/\\-/-/g' -e 's/^\.[A-Z]* *//' -e 's/"//g'; }
sed '/^\.SH OPTIONS/,/^\.SH KEYS/!d' "$page" | plain_man >"$work/options"
sed '/^\.SH OPTIONS/,/^\.SH KEYS/!d' "$korean_page" | plain_man >"$work/options.ko"
for shell in bash zsh fish; do
	"$program" completion $shell >"$work/$shell"
	ok 0 $? "a script for $shell"
done
names=$(sed -n "s/.* commands='\([^']*\)' common=.*/\1/p" "$work/bash")
common=$(sed -n "s/.* common='\([^']*\)'.*/\1/p" "$work/bash")
ok 1 "$(($(echo "$names" | wc -w) >= 20))" "the rows have names"
ok 1 "$(($(echo "$common" | wc -w) >= 10))" "there are common options"
"$program" --help --lang en >"$work/overview.en"
"$program" --help --lang ko >"$work/overview.ko"
ok "$names" "$(echo $(sed -n 's/^        *tcpstep \([a-z][a-z]*\) .*/\1/p' "$work/overview.en"))" "the overview has the rows, in their order"
ok "$names" "$(echo $(sed -n 's/^        *tcpstep \([a-z][a-z]*\) .*/\1/p' "$work/overview.ko"))" "the overview in Korean too"
for language in "" .ko; do
	file=${page%.1}$language.1
	sed '/^\.SH SYNOPSIS/,/^\.SH DESCRIPTION/!d' "$file" | plain_man >"$work/synopsis$language"
	sed '/^\.SH COMMANDS/,/^\.SH OPTIONS/!d' "$file" >"$work/commands"
	ok "$(echo "$names" | tr ' ' '\n' | sort)" "$(sed -n 's/^tcpstep \([a-z][a-z]*\).*/\1/p' "$work/synopsis$language" | sort)" \
		"the synopsis of ${file##*/} has the rows and nothing else"
	ok "$(echo "$names" | tr ' ' '\n' | sort)" "$(grep -A1 '^\.TP' "$work/commands" | grep -v '^\.TP\|^--' | plain_man | awk '{ print $1 }' | sort)" \
		"${file##*/} says what each row does and nothing else"
done
# The keys, the exit statuses, the variables and the files are the same in the Korean page.
for part in KEYS 'EXIT STATUS' ENVIRONMENT FILES; do
	for file in "$page" "$korean_page"; do
		sed "/^\.SH $part/,/^\.SH [^K]/!d" "$file" | sed '1!{/^\.SH/,$d}' | grep -A1 '^\.TP' >"$work/heads.${file##*/}"
	done
	[ -s "$work/heads.tcpstep.1" ] && cmp -s "$work/heads.tcpstep.1" "$work/heads.tcpstep.ko.1"
	ok 0 $? "the Korean manual page has the same $part"
done

# korean FILE: tests whether it contains a Korean syllable.
korean() { grep -q "$(printf '[\352-\355][\200-\277][\200-\277]')" "$1"; }

for command in $names; do
	for lang in en ko; do
		grep -E "^ +tcpstep $command( |\$)" "$work/overview.$lang" >"$work/line"
		status 0 "help $command in $lang" "$program" help "$command" --lang $lang
		cp "$work/out" "$work/page.$lang"
		"$program" "$command" --help --lang $lang | cmp -s - "$work/page.$lang"
		ok 0 $? "$command --help is help $command in $lang"
		[ $lang = ko ] || continue
		korean "$work/line"
		ok 0 $? "the overview says what $command does in Korean"
		korean "$work/page.ko"
		ok 0 $? "the page of $command is Korean"
		ok "사용법: tcpstep $command" "$(head -1 "$work/page.ko" | cut -d' ' -f1-3)" "the page of $command begins with its use"
		grep -q '^예:' "$work/page.ko"
		ok 0 $? "the page of $command has an example in Korean"
	done
	ok "usage: tcpstep $command" "$(head -1 "$work/page.en" | cut -d' ' -f1-3)" "the page of $command begins with its use"
	sed -n '/^examples*:/,$p' "$work/page.en" | grep -q "tcpstep $command"
	ok 0 $? "the page of $command has an example"
	# What it does not understand, it says in the language asked for, and in that of the locale.
	for words in --bogus=1 "a b c d" "--lang=xx"; do
		for way in "LC_ALL=C --lang=ko" "LC_ALL=ko_KR.UTF-8" "LC_ALL=C"; do
			status 2 "$way $command $words" env ${way%% *} "$program" "$command" $words $([ "$way" = "${way#* }" ] || echo "${way#* }")
			korean "$work/err"
			is_korean=$?
			[ "$way" = LC_ALL=C ]
			ok $((1 - $?)) $is_korean "$way $command $words: the language of the error"
			grep -qE 'error:|try:|unknown|did you mean|No such' "$work/err"
			ok $((1 - is_korean)) $? "$way $command $words: no other language"
		done
	done
	# Its synopsis in the manual page: from its name to the next command.
	awk -v name="$command" '/^tcpstep/ { on = $2 == name } on' "$work/synopsis" >"$work/synopsis.one"
	grep -q "^	$command) words=" "$work/bash"
	ok 0 $? "bash completes after $command"
	grep -q "^	word:$command) " "$work/zsh"
	ok 0 $? "zsh completes after $command"
	for option in $(sed -n "s/^	$command) words=.* options='\([^']*\)'.*/\1/p" "$work/bash"); do
		short=$option
		[ "$option" != --output ] || short=-o
		for file in page.en page.ko synopsis.one; do
			grep -qE -- "$short([^a-z]|\$)" "$work/$file"
			ok 0 $? "$command: $file has $short"
		done
		grep -qE -- "$option([^a-z]|\$)" "$work/options"
		ok 0 $? "$command: the manual page explains $option"
		grep -qE -- "$option([^a-z]|\$)" "$work/options.ko"
		ok 0 $? "$command: the Korean manual page explains $option"
		grep "^	word:$command) " "$work/zsh" | grep -qF -- "$option"
		ok 0 $? "$command: zsh has $option"
		grep "__tcpstep_at -1 $command'" "$work/fish" | grep -qE -- "-l ${option#--}( |\$)"
		ok 0 $? "$command: fish has $option"
	done
	# An option that a page names, the program knows.
	for option in $(grep -oE -- '--[a-z][a-z-]*' "$work/page.en" | sort -u); do
		grep -qE -- "( |'|\|)$option( |'|\|)" "$work/bash"
		ok 0 $? "$option of the page of $command exists"
	done
done
for option in $common; do
	grep -qE -- "(^|[ ,])$option([^a-z]|\$)" "$work/options"
	ok 0 $? "the manual page explains $option"
	grep -qE -- "(^|[ ,])$option([^a-z]|\$)" "$work/options.ko"
	ok 0 $? "the Korean manual page explains $option"
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
