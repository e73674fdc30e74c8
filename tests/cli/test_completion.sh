#!/bin/sh
# Tests the completion scripts in the installed shells, `tcpstep lessons`, and that
# uninstall removes what install installed. Ends "N passed, N failed".
. "$(dirname "$0")/../tools/shell.sh"
here=$(cd "$(dirname "$0")" && pwd)
# The words on one line, in order.
line() { LC_ALL=C sort | tr '\n' ' ' | sed 's/ $//'; }

export XDG_CONFIG_HOME="$work/config" XDG_STATE_HOME="$work/state" HOME="$work" LC_ALL=C
mkdir "$work/bin" "$work/files" "$work/files/folder"
ln -s "$(readlink -f "$program")" "$work/bin/tcpstep"
PATH=$work/bin:$PATH
touch "$work/files/one.tcpstep" "$work/files/three.tcpstep" "$work/files/other.txt" "$work/files/folder/in.tcpstep"

# --- lessons ---

status 0 "lessons" tcpstep lessons
ok "LESSON DONE PART MIN TITLE" "$(sed -n '1s/  */ /gp' "$work/out")" "lessons: the heading"
ok "sockets - core Sockets and ports" "$(sed -n '2s/  */ /gp' "$work/out" | sed 's/ [0-9][0-9]* / /')" "lessons: the first"
ok "advanced" "$(awk '$1 == "attacks" { print $3 }' "$work/out")" "lessons: the part of the course"
ok 0 "$(awk 'NR > 1 && $4 !~ /^[1-9][0-9]*$/' "$work/out" | wc -l)" "lessons: each has its minutes"
status 0 "lessons in Korean" tcpstep lessons --lang ko
prints "3-way 핸드셰이크" "lessons in Korean"
ok "핵심" "$(awk '$1 == "sockets" { print $3 }' "$work/out")" "lessons in Korean: the part of the course"
status 0 "lessons --names" tcpstep lessons --names
ok "$(printf 'sockets\tSockets and ports')" "$(head -1 "$work/out")" "lessons --names: tabs"
ok "$(tcpstep lessons | awk 'NR > 1 { print $1 }')" "$(cut -f1 "$work/out")" "both have the same order"
ok "" "$(ls "$work/state" 2>/dev/null)" "asking writes nothing"
mkdir -p "$work/state/tcpstep"
printf 'tcpstep-progress 1\ndone handshake\n' >"$work/state/tcpstep/progress"
ok yes "$(tcpstep lessons | awk '$1 == "handshake" { print $2 }')" "a lesson that is finished"
ok - "$(tcpstep lessons | awk '$1 == "half-close" { print $2 }')" "one that is not"
printf 'nonsense\n' >"$work/state/tcpstep/progress"
status 0 "--names leaves progress alone" tcpstep lessons --names
ok nonsense "$(cat "$work/state/tcpstep/progress")" "--names leaves progress alone"
status 2 "damaged progress is told" tcpstep lessons
says ".damaged" "damaged progress is told"
prints "The three-way handshake" "damaged progress: the list is there"
rm -r "$work/state"
status 2 "lessons takes no words" tcpstep lessons handshake
status 2 "--names is of lessons alone" tcpstep run --names

for command in lessons progress settings completion help; do
	status 0 "help on $command" tcpstep help $command
	prints "usage: tcpstep $command" "help on $command"
	awk 'length($0) > 80 { exit 1 }' "$work/out"
	ok 0 $? "help on $command is at most 80 columns"
	status 0 "help on $command in Korean" tcpstep $command --help --lang ko
	prints "사용법: tcpstep $command" "help on $command in Korean"
done

# --- the scripts ---

for shell in bash zsh fish; do
	status 0 "completion $shell" tcpstep completion $shell
	cp "$work/out" "$work/$shell"
	ok "" "$(cat "$work/err")" "completion $shell says nothing"
	for word in $(tcpstep --help | sed -n 's/^ .*tcpstep \([a-z][a-z]*\) .*/\1/p'); do
		grep -qw -- "$word" "$work/$shell"
		ok 0 $? "completion $shell knows $word"
	done
	tcpstep --lang ko completion $shell | cmp -s - "$work/$shell"
	ok 0 $? "completion $shell is the same in any language"
done
status 2 "completion of no shell" tcpstep completion
status 2 "completion of an unknown shell" tcpstep completion bsh
says "did you mean 'bash'?" "completion of an unknown shell"

# Each line has what was typed, a bar and what is offered; @lessons and @commands are all of them.
lessons=$(tcpstep lessons --names | cut -f1 | line)
commands=$(sed -n "s/.* commands='\([^']*\)'.*/\1/p" "$work/bash" | tr ' ' '\n' | line)
cat >"$work/rows" <<'E'
|@commands
chec|check
--lang |en ko
--lang k|ko
--lang ko |@commands
--ascii prof|profiles
--colo|--color
--no-a|--no-animation --no-ascii
--scheme |default light mono safe
--speed |
learn half|half-close
run |folder/ one.tcpstep three.tcpstep
run on|one.tcpstep
run one.tcpstep t|three.tcpstep
run folder/|folder/in.tcpstep
run --tr|--trace
run --trace |json text tsv
run --trace tsv one|one.tcpstep
check --tra|
path --from o|one.tcpstep
path --lang ko --fr|--from
explore lo|loss
explore loss re|reorder
completion |bash fish zsh
completion bash |
progress |reset submit
progress reset |@lessons
progress submit |@lessons
progress reset time-wait-|time-wait-off
help prof|profiles
lessons --na|--names
settings |
E
rows() {
	while IFS='|' read -r typed wanted; do
		case $1:$wanted in
		zsh:) case $typed in *\ ) continue ;; esac ;; # where no word can stand, zsh offers the options
		esac
		case $wanted in
		@lessons) wanted=$lessons ;;
		@commands) wanted=$commands ;;
		esac
		ok "$wanted" "$(cd "$work/files" && "complete_$1" "tcpstep $typed" </dev/null | line)" "$1: 'tcpstep $typed'"
	done <"$work/rows"
}

# --- bash ---

# Completes as readline does: splits the line into words at spaces and =, then calls
# _tcpstep.
cat >"$work/complete.bash" <<'E'
source "$1"
line=$2
COMP_WORDS=()
while [[ $line =~ ^([^\ =]+|=)(.*)$ || $line =~ ^(\ )(.*)$ ]]; do
	[[ ${BASH_REMATCH[1]} == ' ' ]] || COMP_WORDS+=("${BASH_REMATCH[1]}")
	line=${BASH_REMATCH[2]}
done
[[ $2 == *' ' ]] && COMP_WORDS+=('')
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
_tcpstep tcpstep
for word in "${COMPREPLY[@]}"; do
	[[ -d $word ]] && word=$word/
	printf '%s\n' "$word"
done
E
complete_bash() { bash --norc "$work/complete.bash" "$work/bash" "$1" 2>&1; }
if command -v bash >/dev/null 2>&1; then
	bash -n "$work/bash"
	ok 0 $? "bash reads its script"
	ok "complete -F _tcpstep tcpstep" "$(bash --norc -c '. "$1"; complete -p tcpstep' bash "$work/bash")" "bash: registered"
	rows bash
	ok "$lessons" "$(complete_bash 'tcpstep learn ' | line)" "bash: lessons"
	ok "one.tcpstep" "$(cd "$work/files" && complete_bash 'tcpstep learn on')" "bash: a lesson's file"
	ok "" "$(complete_bash 'tcpstep learn half-close ')" "bash: one lesson"
	ok "" "$(cd "$work/files" && complete_bash 'tcpstep replay one.tcpstep ')" "bash: one file"
	ok "ko" "$(complete_bash 'tcpstep --lang=k')" "bash: a value after ="
	ok "en ko" "$(complete_bash 'tcpstep --lang=' | line)" "bash: all values after ="
	ok "--lang=ko" "$(bash --norc -c '. "$1"; COMP_WORDS=(tcpstep --lang=k); COMP_CWORD=1; _tcpstep; echo "${COMPREPLY[@]}"' bash "$work/bash")" \
		"bash: where = cuts no words"
	ok "" "$(complete_bash 'tcpstep run -- --')" "bash: no options after --"
	for option in -o --output; do
		ok "other.txt" "$(cd "$work/files" && complete_bash "tcpstep run $option oth")" "bash: $option takes any file"
	done
	touch "$work/files/two words.tcpstep"
	ok "two words.tcpstep" "$(cd "$work/files" && complete_bash 'tcpstep run tw')" "bash: a blank in a name"
	rm "$work/files/two words.tcpstep"

	# A lesson's id comes out of a file: nothing in it is performed.
	mkdir "$work/evil"
	cat >"$work/evil/tcpstep" <<'E'
#!/bin/sh
printf '%s\tx\n' '$(touch ran)' 'a;touch ran' '`touch ran`'
E
	chmod +x "$work/evil/tcpstep"
	found=$(cd "$work/evil" && PATH=$work/evil:$PATH && complete_bash 'tcpstep learn ')
	ok '\$\(touch\ ran\) \`touch\ ran\` a\;touch\ ran' "$(echo "$found" | line)" "bash: ids are quoted"
	ok tcpstep "$(ls "$work/evil")" "bash: an id is not performed"
else
	echo "skipped: bash is not installed"
fi

# --- zsh ---

# Completes the line in a zsh on its own terminal and prints what was added.
cat >"$work/complete.zsh" <<'E'
zmodload zsh/zpty
zpty z zsh -f -i
zpty -w z "source $1/setup.zsh $1"
zpty -r z seen '*READY-NOW*'
zpty -n -w z "$2"$'\t'
zpty -r z seen '*END-OF-LIST*'
print -r -- "${${seen#*BEGIN-OF-LIST}%END-OF-LIST*}" | tr -d '\r' | grep .
E
cat >"$work/setup.zsh" <<'E'
PS1= PS2= RPS1=
unset zle_bracketed_paste
autoload -U compinit
compinit -u -d "$1/zcompdump"
source "$1/zsh"
zstyle ':completion:*' completer _complete
compadd() {
	local -a options=("${(@)@[1,(i)(-|--)]}") hits
	if [[ $options == *-(O|A|D)\ * ]]; then
		builtin compadd "$@"
		return
	fi
	builtin compadd -A hits "$@"
	local at=$options[(i)-p] before= hit
	((at < $#options)) && before=$options[at+1]
	for hit in $hits; do
		hit=$before$hit
		[[ -d $hit ]] && hit=$hit/
		print -r -- ${hit%=}
	done
	builtin compadd "$@"
}
start() { print BEGIN-OF-LIST; }
finish() { print END-OF-LIST; exit; }
compprefuncs=(start)
comppostfuncs=(finish)
zle -C all list-choices _main_complete
bindkey '^I' all
print READY-"NOW"
E
complete_zsh() { zsh -f "$work/complete.zsh" "$work" "$1" 2>&1 | LC_ALL=C sort -u; }
if command -v zsh >/dev/null 2>&1; then
	zsh -n "$work/zsh"
	ok 0 $? "zsh reads its script"
	rows zsh
else
	echo "skipped: zsh is not installed"
fi

# --- fish ---

complete_fish() { fish --no-config -c 'source $argv[1]; complete -C $argv[2]' "$work/fish" "$1" 2>&1 | cut -f1; }
if command -v fish >/dev/null 2>&1; then
	fish --no-config -n "$work/fish"
	ok 0 $? "fish reads its script"
	rows fish
	ok "--lang=ko" "$(complete_fish 'tcpstep --lang=k')" "fish: a value after ="
	ok "The three-way handshake" "$(fish --no-config -c 'source $argv[1]; complete -C "tcpstep learn hand"' "$work/fish" | cut -f2)" \
		"fish: titles beside the lessons"
else
	echo "skipped: fish is not installed"
fi

# --- install, uninstall ---

# Uses the program as it is: nothing is built.
makes() {
	env -u MAKEFLAGS -u MAKELEVEL make -s -C "$here/../.." BUILD="$work/bin" -o "$work/bin/tcpstep" \
		DESTDIR="$work/root" PREFIX=/usr "$@"
}
makes install >"$work/out" 2>&1
ok 0 $? "install"
for pair in bash:bash-completion/completions/tcpstep zsh:zsh/site-functions/_tcpstep fish:fish/vendor_completions.d/tcpstep.fish; do
	cmp -s "$work/${pair%%:*}" "$work/root/usr/share/${pair#*:}"
	ok 0 $? "install: ${pair#*:}"
done
makes uninstall >"$work/out" 2>&1
ok 0 $? "uninstall"
ok "" "$(find "$work/root" ! -type d)" "uninstall leaves no file"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
