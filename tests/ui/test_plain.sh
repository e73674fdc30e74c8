# The program line by line, as someone who listens to a terminal has it: over a
# pipe, where it behaves alike.
set -u
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
export XDG_STATE_HOME="$dir/state" XDG_CONFIG_HOME="$dir/config"
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
silent() {
	! grep -qF -- "$2" "$dir/out"
	ok "$1" $?
}

plain '' learn "$lesson"
ok 'the end of the input ends it well' "$status"
head -n 1 "$dir/out" | grep -q '^Plain mode is on'
ok 'its first line says that it is on' $?

plain '\n\n\n\n\n\n\n' learn "$lesson"
says 'a text has a line a paragraph' 'A server listens, a client connects.'
says 'and the next one its own' 'Second paragraph.'
says 'a step is told as a script line' 'Step: client connect 80'
says 'and as a sentence' 'The client goes from CLOSED to SYN-SENT.'
says 'with the rule' '(RFC 9293 3.10.1)'
says 'what changed is a name and a value' 'client: SYN-SENT'
says 'segments too' 'segment 1: SYN from client to server, seq 100, due in 50ms'
says 'timers too' 'client timer rto: 1s left'
says 'a question has numbers' '2. LISTEN'

plain '\n\n\n\n\n\n\n1\n\n\nd\nclient connect 80\ndeliver #3\nd\n\n\n' learn "$lesson"
says 'a wrong answer is met' 'It has not seen the SYN.'
says 'and the right one told' 'Right is 2: LISTEN'
says 'with the reason' 'only what arrives changes a state.'
says 'a goal says what is to be reached' 'open: server ESTABLISHED'
says 'a statement that fails is told with its result' '-1 EISCONN'
says 'a goal says what is reached' 'reached: client ESTABLISHED'
says 'and when it is' 'The goal is reached'
says 'the lesson ends' 'The lesson ends here.'

plain '\n\n\n\n\n\n\n2\n\nH\nH\nH\n4\n' learn "$lesson"
says 'hints come in degrees' 'Think: a segment on its way to the server has yet to arrive.'
says 'the rule second' 'The rule:'
says 'the action third' 'The next action: deliver'

plain 's\n1\ns\n1\nu\nstatus\nserver bind 80\nserver listen\nsockets\ntcb\ntimers\nsegments\nlog\nLISTEN\nw\nq\nb\nq\nA\nq\nserver sokket\nq\n' sandbox
ok 'a free session' "$status"
says 'calls have numbers' '1. server socket'
says 'a number takes one' 'Step: server socket'
says 'sockets are told' 'server socket 1: LISTEN, local port 80, peer port 0'
says 'no timer' 'no timer'
says 'no segment' 'No segment is in flight.'
says 'the log counts its sentences' '2. The server calls bind(80).'
says 'a state is explained by its name' 'LISTEN: A listener: it waits for a SYN from anyone.'
says 'what if is a numbered list' 'client socket socket = 1'
says 'branches are a list' 'the start CLOSED | CLOSED'
says 'arrows are a list' 'CLOSED -> LISTEN passive OPEN'
says 'a wrong word has its near one' "Did you mean 'socket'?"

LC_ALL=C grep -q '[^ -~]' "$dir/out"
[ $? -ne 0 ]
ok 'English is plain ASCII: nothing is drawn' $?

plain '\n\n\n\n\n\n\n1\n\n\n' learn "$lesson" --lang ko
says 'Korean too' '줄 단위 모드입니다.'
says 'Korean steps' '실행: client connect 80'
says 'Korean answers' '정답은 2번입니다: LISTEN'
says 'Korean goals' '아직: server ESTABLISHED'
for glyph in ─ │ ▸ ◂ █ ■ ✓; do
	silent "no $glyph in it" "$glyph"
done

cd "$dir" || exit 1
plain 'server socket\nsave there.tcpstep\nsave there.tcpstep\n' sandbox
says 'it saves' 'Saved: there.tcpstep'
says 'and replaces nothing' 'That file exists already'
"$TCPSTEP" run there.tcpstep > "$dir/out" 2>&1
ok 'what is saved runs' $?

printf 'q\n' | TERM=dumb "$TCPSTEP" learn "$lesson" > "$dir/out" 2>&1
says 'a dumb terminal has it' 'Plain mode is on'
printf 'q\n' | TCPSTEP_PLAIN=1 "$TCPSTEP" learn "$lesson" > "$dir/out" 2>&1
says 'a variable asks for it' 'Plain mode is on'
mkdir -p "$dir/config/tcpstep"
echo 'plain = on' > "$dir/config/tcpstep/config"
printf 'q\n' | "$TCPSTEP" learn "$lesson" > "$dir/out" 2>&1
says 'a setting asks for it' 'Plain mode is on'
rm "$dir/config/tcpstep/config"

printf '1\n\nq\nq\n' | "$TCPSTEP" --plain > "$dir/out" 2>&1
ok 'the menu' $?
says 'the menu has numbers' '2. '
says 'the menu comes again when a lesson is left' 'Type a number.'
plain '' learn nowhere
[ "$status" -eq 2 ]
ok 'a lesson that is not there' $?
printf 'tcpstep 1\nclient sokket\n' > "$dir/bad.tcpstep"
plain '' learn "$dir/bad.tcpstep"
[ "$status" -eq 2 ] && grep -q 'bad.tcpstep:2:8: error' "$dir/err"
ok 'a script that is wrong is told with its place' $?
printf '\n' | "$TCPSTEP" --plain learn "$lesson" > /dev/full 2> "$dir/err"
[ $? -eq 2 ]
ok 'a full disk is told' $?

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
