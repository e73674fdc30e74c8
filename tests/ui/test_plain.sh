# Plain mode as a process: what selects it, pipes and files, and its exit status.
# What it prints is tested in test_plain.c.
set -u
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
export XDG_STATE_HOME="$dir/state" XDG_CONFIG_HOME="$dir/config" TERM=xterm
unset TCPSTEP_PLAIN
passed=0 failed=0
here=$(cd "$(dirname "$0")" && pwd)
lesson=$here/plain.tcpstep

ok() { # description, status
	if [ "$2" -eq 0 ]; then
		passed=$((passed + 1))
		echo "ok $1"
	else
		failed=$((failed + 1))
		echo "FAILED $1"
		sed 's/^/    /' "$dir/out"
	fi
}
plain() { # lines to type, then what to open
	lines=$1
	shift
	printf "$lines" | "$TCPSTEP" "$@" --plain > "$dir/out" 2> "$dir/err"
	status=$?
}
says() { # description, words in the output
	grep -qF -- "$2" "$dir/out"
	ok "$1" $?
}

plain '' learn "$lesson"
ok 'the end of the input ends it well' "$status"
head -n 1 "$dir/out" | grep -q '^Plain mode is on'
ok 'its first line says that it is on' $?
says 'the title is told' 'A lesson to listen to'

plain '\n\n\n\n\n\n\n1\n\n\nd\nclient connect 80\ndeliver #3\nd\n\n\n' learn "$lesson"
says 'a text has a line a paragraph' 'A server listens, a client connects.'
says 'and the next one its own' 'Second paragraph.'
says 'a step is told as a script line' 'Step: client connect 80'
says 'a wrong answer is met' 'It has not seen the SYN.'
says 'and the right one told' 'The right answer is 2: LISTEN'
says 'with the reason' 'only what arrives changes a state.'
says 'a goal says what is to be reached' 'open: the server is ESTABLISHED'
says 'a statement that fails is told with its result' '-1 EISCONN'
says 'a goal says what is reached' 'reached: the client is ESTABLISHED'
says 'and when it is' 'The goal is reached'
says 'the lesson ends' 'Lesson finished'
"$TCPSTEP" progress > "$dir/out" 2>&1
grep -q 'plain .*yes' "$dir/out"
ok 'it counts as done' $?

plain '\n\n' learn "$lesson" --lang ko
says 'Korean too' '줄 단위 모드입니다.'
says 'Korean steps' '실행: server socket'

plain 'play\n' replay "$lesson"
ok 'a replay' "$status"
plain 'play\n\n\nplay\nplay\n' replay "$lesson"
says 'a replay performs the solution itself' 'The replay ends here.'

# what selects it
for way in 'TERM=dumb' 'TERM=' 'TCPSTEP_PLAIN=1'; do
	printf 'q\n' | env "$way" "$TCPSTEP" learn "$lesson" > "$dir/out" 2>&1
	says "$way chooses it" 'Plain mode is on'
done
printf 'q\n' | env -u TERM "$TCPSTEP" sandbox > "$dir/out" 2>&1
says 'so does no TERM at all' 'Plain mode is on'
for way in 'TCPSTEP_PLAIN=0' 'TCPSTEP_PLAIN='; do
	printf 'q\n' | env "$way" "$TCPSTEP" learn "$lesson" > "$dir/out" 2>&1
	[ $? -eq 2 ]
	ok "$way does not" $?
done
printf 'q\n' | TERM=dumb "$TCPSTEP" --no-plain learn "$lesson" > "$dir/out" 2>&1
[ $? -eq 2 ]
ok '--no-plain keeps it away' $?
mkdir -p "$dir/config/tcpstep"
echo 'plain = on' > "$dir/config/tcpstep/config"
printf 'q\n' | "$TCPSTEP" learn "$lesson" > "$dir/out" 2>&1
says 'a setting asks for it' 'Plain mode is on'
rm "$dir/config/tcpstep/config"

# files
cd "$dir" || exit 1
plain 'server socket\nsave there.tcpstep\nsave there.tcpstep\nsave nowhere/there.tcpstep\n' sandbox
says 'it saves' 'Saved: there.tcpstep'
says 'it replaces nothing' 'That file already exists'
says 'it says what cannot be written' 'Not saved:'
"$TCPSTEP" run there.tcpstep > "$dir/out" 2>&1
ok 'what is saved runs' $?

# who reads it may have enough
{ yes next | head -200 | "$TCPSTEP" learn handshake --plain 2>"$dir/err"; } | head -1 >/dev/null
ok 'nothing is said of a closed pipe' "$(wc -c <"$dir/err" | tr -d ' ')"

# the menu
plain '1\n\nq\nq\n'
ok 'the menu' "$status"
says 'the menu has numbers' '2. '
says 'the menu comes again when a lesson is left' 'The menu of lessons.'

# what is refused
plain '' learn nowhere
[ "$status" -eq 2 ] && [ ! -s "$dir/out" ]
ok 'a lesson that is not there' $?
plain '' learn handsahke
grep -q handshake "$dir/err"
ok 'a lesson that is nearly there' $?
printf 'tcpstep 1\nclient sokket\n' > "$dir/bad.tcpstep"
plain '' learn "$dir/bad.tcpstep"
[ "$status" -eq 2 ] && grep -q 'bad.tcpstep:2:8: error' "$dir/err"
ok 'a script that is wrong is told with its place' $?
if [ -e /dev/full ]; then
	printf '\n' | "$TCPSTEP" --plain learn "$lesson" > /dev/full 2> "$dir/err"
	[ $? -eq 2 ]
	ok 'a full disk is told' $?
fi
head -c 300000 /dev/urandom | "$TCPSTEP" --plain sandbox > "$dir/out" 2> "$dir/err"
ok 'noise does no harm' $?
LC_ALL=C tr -d '\n -~\200-\377' < "$dir/out" | grep -q .
[ $? -ne 0 ]
ok 'and acts on no terminal' $?

plain "client socket\nclient connect 80\nwrite\nwrite $dir/mine\nwrite $dir/mine\n" sandbox
says 'write wants a name' 'write my-lesson'
says 'a lesson to narrate is written' "Written as a lesson to narrate: $dir/mine.tcpstep"
says 'but not twice' 'exists'
"$TCPSTEP" check --strict "$dir/mine.tcpstep" > "$dir/out" 2>&1
ok 'it passes check' $?

plain 'quiz\n1\n\n\nq\nquit\n'
says 'a quiz' 'Quiz: question 1'
says 'its question' 'Question: Next: '
says 'what follows is performed' 'Step: '
says 'and the next one comes' 'Quiz: question 2'

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
