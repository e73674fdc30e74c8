#!/bin/sh
# Tests `tcpstep follow --trace` on a recording that is written live, in bursts, torn, cut
# off and replaced, from a file and from a pipe; and `tcpstep notes --plain`. Waits for
# each result with a time limit; never just sleeps. Ends "N passed, N failed".
. "$(dirname "$0")/../tools/shell.sh"
pids=
finish() { for pid in $pids; do kill "$pid" 2>/dev/null; done; rm -rf "$work"; }
trap finish EXIT
now() { date +%s%3N; }
export XDG_CONFIG_HOME="$work/config" XDG_STATE_HOME="$work/state" HOME="$work/home" LC_ALL=C
cd "$work" || exit 2

# until_ok COMMAND...: repeats COMMAND until it succeeds, for at most 20 s; sets waited,
# in milliseconds.
until_ok() {
	begun=$(now)
	until "$@"; do
		[ $(($(now) - begun)) -lt 20000 ] || { waited=20000; return 1; }
	done
	waited=$(($(now) - begun))
}
# same_rows A B: the two tables have the same rows, but for the file's name.
same_rows() { cut -f1-9 "$1" >rows.a; cut -f1-9 "$2" | cmp -s rows.a -; }
row_of() { tail -c 4000 "$1" 2>/dev/null | grep -q "^$2	"; }
# ends NAME STATUS PID: the process ends with this status.
gone() { ! kill -0 "$1" 2>/dev/null; }
ends() { until_ok gone "$3"; [ "$waited" -lt 20000 ] || kill "$3"; wait "$3"; ok "$2" $? "$1"; }

# --- a recording of 10,000 steps, written live ---

awk 'BEGIN {
	print "tcpstep 1\n# tcpstep: recording\nid long\ntitle Long\n"
	print "server socket\nserver bind 80\nserver listen\nserver accept\nclient socket\nclient connect 80"
	print "deliver\ndeliver\ndeliver\nexpect client ESTABLISHED"
	for (n = 10; n < 9998; n += 4) print "client send 1\nwait idle\nserver recv\nwait idle"
	print "client send 1\nwait idle"
	print "# tcpstep: end"
}' >whole
header=5 # lines; from step 11 on each odd step is a call, which has a row
"$program" run --trace=tsv whole >run.tsv
ok 0 $? "the recording runs"
ok 10000 "$(tail -1 run.tsv | cut -f1)" "it has 10,000 steps"

"$program" follow --trace=tsv live >live.tsv 2>live.err &
pid=$!
pids="$pids $pid"
size=$(wc -c <whole)
at=0 burst=0 worst=0
while [ "$at" -lt "$size" ]; do
	case $((burst % 9)) in # most of them end within a line
	0) n=1 ;; 1) n=7000 ;; 2) n=333 ;; 3) n=15000 ;; 4) n=13 ;; 5) n=4096 ;; 6) n=2 ;; 7) n=9999 ;; *) n=600 ;;
	esac
	tail -c +$((at + 1)) whole | head -c "$n" >>live
	at=$((at + n))
	burst=$((burst + 1))
	if [ "$burst" = 12 ]; then # cut off, then written again
		: >live
		head -c 30 whole >live
		head -c "$at" whole >live
	elif [ "$burst" = 20 ]; then # replaced
		head -c "$at" whole >new
		mv new live
	fi
	step=$(($(wc -l <live) - header))
	[ $((step % 2)) = 1 ] || step=$((step - 1))
	[ "$step" -ge 11 ] && [ "$at" -lt "$size" ] || continue
	until_ok row_of live.tsv "$step" || break
	[ "$waited" -gt "$worst" ] && worst=$waited
done
ends "followed live: the exit status of run" 0 "$pid"
same_rows run.tsv live.tsv
ok 0 $? "followed live: the same octets as run"
ok "" "$(cat live.err)" "followed live: nothing is complained of"
[ "$worst" -le 1000 ]
ok 0 $? "followed live: never more than a second behind ($worst ms at the worst)"

"$program" run --trace=text whole >run.txt
status 0 "a finished one, as text" "$program" follow --trace=text whole
cmp -s run.txt out
ok 0 $? "a finished one, as text: the same octets as run"
status 0 "a finished one, with reasons" "$program" follow --trace=text --why whole
"$program" run --why whole | cmp -s - out
ok 0 $? "a finished one, with reasons: the same octets as run"

# --- every lesson, as a recording ---

for lesson in "${LESSONS:-lessons}"/*.tcpstep; do
	{ cat "$lesson"; echo; echo '# tcpstep: end'; } >one
	"$program" run --trace=tsv one >one.tsv 2>one.err
	wanted=$?
	"$program" follow --trace=tsv one >out 2>err
	ok $wanted $? "lesson $(basename "$lesson")"
	cmp -s one.tsv out && cmp -s one.err err
	ok 0 $? "lesson $(basename "$lesson"): the same octets as run"
done

# --- a pipe, slow, and begun anew ---

mkfifo pipe
"$program" follow --trace=tsv - <pipe >pipe.tsv 2>pipe.err &
pid=$!
pids="$pids $pid"
exec 3>pipe
head -n 25 whole >first
for piece in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
	tail -c +$(((piece - 1) * 17 + 1)) first | head -c 17 >&3
done
tail -c +341 first >&3
until_ok row_of pipe.tsv 19
ok 0 $? "a pipe: what came is printed"
cat first >&3 # as tail -F gives a file that was replaced
sed -n '26,29p' whole >&3
until_ok row_of pipe.tsv 23
ok 0 $? "a pipe: a recording begun anew goes on"
printf 'client se' >&3
exec 3>&-
ends "a pipe that ends within a line" 0 "$pid"
head -n 29 whole >first
"$program" run --trace=tsv first | same_rows - pipe.tsv
ok 0 $? "a pipe: the same octets as run"
grep -q 'ended within a line' pipe.err
ok 0 $? "a pipe: what was left out is said"
"$program" follow --trace=tsv - <whole >out 2>err
ok 0 $? "a file as standard input"
same_rows run.tsv out
ok 0 $? "a file as standard input: the same octets as run"
: | "$program" follow --trace=tsv - >out 2>err
ok 2 $? "an empty pipe"
says "nothing was recorded" "an empty pipe"

# --- taken back, not valid, not holding ---

head -n 20 whole >back
"$program" follow --trace=tsv back >back.tsv 2>back.err &
pid=$!
pids="$pids $pid"
until_ok row_of back.tsv 13
head -n 15 whole >new # shorter: it may come again
mv new back
head -n 21 whole >new
echo 'client close' >>new
mv new back
until_ok row_of back.tsv 17
ok 0 $? "what was shorter for a moment goes on"
head -n 18 whole >new
echo 'client crash' >>new
mv new back
ends "what was printed is taken back" 1 "$pid"
grep -q 'taken back' back.err
ok 0 $? "what was printed is taken back: it is said"

"$program" follow --trace=tsv late >late.tsv 2>late.err &
pid=$!
pids="$pids $pid"
until_ok grep -q 'late: waiting: No such file' late.err
ok 0 $? "a missing file is waited for, and it is said"
printf 'tcpstep 1\nclient sokcet\n' >late
until_ok grep -q "did you mean 'socket'" late.err
ok 0 $? "what is not valid is told, and waited for"
printf 'tcpstep 1\nclient socket\nexpect client LISTEN\n# tcpstep: end\n' >new
mv new late
ends "an expectation that fails" 1 "$pid"
grep -q 'late:3:1: expected client LISTEN, found CLOSED' late.err
ok 0 $? "an expectation that fails is told with its place"
printf 'tcpstep 1\nclient sokcet\n# tcpstep: end\n' >bad
status 2 "not valid in the end" "$program" follow --trace=tsv bad
says "bad:2:8: error" "not valid in the end"
printf 'tcpstep 1\ngoal "G"\n  reach client SYN-SENT\n  solution\n    client socket\n# tcpstep: open\n' >goal
"$program" follow --trace=tsv goal >goal.tsv 2>goal.err &
pid=$!
pids="$pids $pid"
printf 'tcpstep 1\ngoal "G"\n  reach client SYN-SENT\n  solution\n    client socket\n    client bind 5\n' >new
mv new goal
until_ok row_of goal.tsv 3
ok 0 $? "an exercise is printed action by action, and not judged yet"
printf '    client connect 80\n# tcpstep: end\n' >>goal
ends "an exercise reached" 0 "$pid"
"$program" run --trace=tsv goal | cmp -s - goal.tsv
ok 0 $? "an exercise: the same octets as run"

# --- usage ---

status 2 "no word" "$program" follow --trace=tsv
status 2 "two words" "$program" follow --trace=tsv a b
status 2 "no terminal" "$program" follow whole
says "--trace=tsv" "no terminal"
status 2 "no terminal, a pipe" "$program" follow -
status 2 "reasons without a trace" "$program" follow --why whole
status 2 "an option that is not its own" "$program" follow --trace=tsv -o x whole
status 2 "teach without a terminal" "$program" teach handshake -o rec
says "terminal" "teach without a terminal"
ok "" "$(ls rec 2>/dev/null)" "teach without a terminal writes nothing"
status 2 "teach without a lesson" "$program" teach
status 2 "notes without a terminal" "$program" notes whole
if [ -e /dev/full ]; then
	"$program" follow --trace=tsv whole >/dev/full 2>err
	ok 2 $? "a full disk"
fi

# --- notes ---

cat >mine.tcpstep <<'E2'
tcpstep 1
title Mine
title[ko] 내 레슨
note
  Ask who has seen this.
client socket
ask
  What does connect send?
  ( ) ACK
    There is nothing to acknowledge.
  (x) SYN
  because A connection begins with SYN.
client connect 80
deliver
E2
head -n 6 mine.tcpstep | sed '1a id mine' >rec
"$program" notes --plain rec mine.tcpstep >notes.txt 2>notes.err &
pid=$!
pids="$pids $pid"
until_ok grep -q 'step 1 of 4' notes.txt
ok 0 $? "notes: the place"
ok 1 "$(grep -c 'Ask who has seen this' notes.txt)" "notes: the note before the step"
ok 1 "$(grep -c 'ask: What does connect send' notes.txt)" "notes: what comes next"
sed -n '7,12p' mine.tcpstep >>rec
until_ok grep -q 'step 2 of 4' notes.txt
ok 0 $? "notes: the next place"
ok 1 "$(grep -c 'right: 2\. SYN' notes.txt)" "notes: the right answer"
ok 1 "$(grep -c 'wrong: 1\. ACK: There is nothing to acknowledge.' notes.txt)" "notes: what a wrong one is met with"
printf '# tcpstep: detour\nclient close\n' >>rec
until_ok grep -q 'off the lesson (1)' notes.txt
ok 0 $? "notes: a detour"
echo '# tcpstep: end' >>rec
ends "notes: the end" 0 "$pid"
ok "class over" "$(tail -1 notes.txt)" "notes: the end is said"
"$program" notes --plain rec mine.tcpstep --lang ko >out 2>err
ok 0 $? "notes in Korean"
grep -q '내 레슨' out
ok 0 $? "notes in Korean: the title"
status 0 "notes without the lesson" "$program" notes --plain rec
grep -q "There is no lesson 'mine' here" out
ok 0 $? "notes without the lesson: it is said"
status 2 "notes of a lesson that is not there" "$program" notes --plain rec nowhere.tcpstep
status 2 "three words" "$program" notes a b c

# --- follow without a screen ---

printf 'tcpstep 1\n# tcpstep: recording\nid short\nserver socket\nserver bind 80\n# tcpstep: end\n' >short
"$program" run short >run.txt
status 0 "follow --plain" "$program" follow --plain short
cmp -s run.txt "$work/out"
ok 0 $? "follow --plain prints the trace"
status 0 "follow on a dumb terminal" env TERM=dumb "$program" follow short
cmp -s run.txt "$work/out"
ok 0 $? "follow on a dumb terminal prints the trace"

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
