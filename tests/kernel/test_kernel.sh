#!/bin/sh
# Tests that the model and two kernels agree on the scripts of this folder and on random walks,
# that a difference is found, what is refused, and that a killed run leaves nothing. As root it
# compares as an ordinary user: where /dev/net/tun is not open to users, in a mount namespace of its own
# in which it is, so the machine is not changed.
# Ends "N passed, N failed", and "1 skipped" where this machine does not allow it.
. "$(dirname "$0")/../tools/shell.sh"
here=$(cd "$(dirname "$0")" && pwd)
export XDG_CONFIG_HOME="$work" XDG_STATE_HOME="$work" LC_ALL=C

# in_open_namespace COMMAND…: /dev/net/tun is open to users there.
in_open_namespace() {
	unshare -m sh -c 'mount --make-rprivate / && mount --bind "$0" /dev/net/tun && : <>/dev/net/tun && exec "$@"' "$work/tun" "$@"
}
if [ -z "$TUN_IS_OPEN" ] && [ "$(id -u)" = 0 ] && [ "$(stat -c %a /dev/net/tun 2>/dev/null)" != 666 ] &&
	mknod -m 666 "$work/tun" c 10 200 2>/dev/null && in_open_namespace true 2>/dev/null; then
	TUN_IS_OPEN=yes in_open_namespace sh "$0"
	exit
fi

"$program" kernel "$here/handshake.tcpstep" >"$work/out" 2>"$work/err"
if [ $? = 2 ]; then
	grep -q 'an administrator\|An administrator\|needs Linux\|cannot be' "$work/err"
	ok 0 $? "what is missing is said: $(cat "$work/err")"
	echo "skipped: $(head -1 "$work/err")"
	echo "$passed passed, $failed failed, 1 skipped"
	exit "$failed"
fi

# as_user COMMAND…: without rights, if that is possible here.
as_user() { "$@"; }
if [ "$(id -u)" = 0 ] && [ "$(stat -c %a /dev/net/tun)" = 666 ] && command -v setpriv >/dev/null; then
	chmod 777 "$work"
	as_user() { setpriv --reuid 65534 --regid 65534 --clear-groups "$@"; }
	as_user "$program" kernel "$here/handshake.tcpstep" >/dev/null 2>"$work/err" || as_user() { "$@"; }
fi
echo "compared as user $(as_user id -u): $(cat "$work/err")"

for script in "$here"/*.tcpstep; do
	name=${script##*/}
	as_user "$program" kernel "$script" >"$work/out" 2>&1
	ok 0 $? "$name: $(grep -A9 '^!' "$work/out")"
	grep -q 'agree at every step' "$work/out"
	ok 0 $? "$name is compared to its end"
done
as_user "$program" kernel --walks 20 >"$work/out" 2>&1
ok 0 $? "twenty walks: $(cat "$work/out")"

# A known difference: TIME-WAIT cannot be aborted on the kernel (tcpstep profiles).
{
	cat "$here/client-closes-first.tcpstep" | sed 's/^client close/client shutdown wr/'
	echo 'client abort'
} >"$work/differs.tcpstep"
"$program" kernel --lang en "$work/differs.tcpstep" >"$work/out" 2>"$work/err"
ok 1 $? "a difference gives exit status 1: $(cat "$work/out" "$work/err")"
grep -q '^! ' "$work/out" && grep -q 'model:  ' "$work/out" && grep -q 'kernel: ' "$work/out"
ok 0 $? "it is marked, with both sides"
grep -q '^compared up to line 17$' "$work/out"
ok 0 $? "the last line that agreed is named"
"$program" kernel --report=tap "$work/differs.tcpstep" >"$work/out" 2>&1
ok 1 $? "a report gives the same exit status"
grep -q '^not ok 1 - ' "$work/out" && grep -q 'differs.tcpstep:18:1' "$work/out" && grep -q "found: '.*TIME-WAIT" "$work/out"
ok 0 $? "and has the difference: $(cat "$work/out")"

# What a kernel cannot be made to do.
printf 'tcpstep 1\nclient socket\nclient connect 80\nretransmit client\n' >"$work/retransmit.tcpstep"
"$program" kernel --lang en "$work/retransmit.tcpstep" >"$work/out" 2>"$work/err"
ok 2 $? "retransmit is refused"
grep -q 'retransmit.tcpstep:4:1: error: ' "$work/err"
ok 0 $? "with its line: $(head -1 "$work/err")"
[ ! -s "$work/out" ]
ok 0 $? "before anything starts"
printf 'tcpstep 1\nset time-wait off\nclient socket\n' >"$work/off.tcpstep"
"$program" kernel --lang en "$work/off.tcpstep" >"$work/out" 2>"$work/err"
ok 2 $? "set time-wait off is refused"
grep -q 'off.tcpstep:2:1: error: ' "$work/err"
ok 0 $? "with its line: $(head -1 "$work/err")"

# A wait that is too long.
printf 'tcpstep 1\nclient socket\nwait 1h\n' >"$work/long.tcpstep"
"$program" kernel --lang en "$work/long.tcpstep" >"$work/out" 2>&1
ok 0 $? "a long wait is skipped"
grep -q '^compared up to line 2$' "$work/out"
ok 0 $? "and ends the comparison"

# Waits are rounded up to the kernel's clock, so its timer expires before the model's: the retransmission is not compared.
{
	cat "$here/handshake.tcpstep"
	printf 'client send 5\nhold\n'
	i=0
	while [ $i -lt 160 ]; do i=$((i + 1)); echo 'wait 5ms'; done
	printf 'release\ndeliver\ndeliver\n'
} >"$work/early.tcpstep"
status 0 "a kernel's timer that is early" "$program" kernel --lang en "$work/early.tcpstep"
prints "retransmissions that came before the model's timer, and were not compared: " "it is counted"
status 0 "in a report" "$program" kernel --report=tap "$work/early.tcpstep"
prints "# retransmissions that came before the model's timer" "TAP"
status 0 "in a report" "$program" kernel --report=junit "$work/early.tcpstep"
prints "<system-out>retransmissions that came" "JUnit"

# The capture.
"$program" kernel --pcap "$work/wire.pcap" "$here/handshake.tcpstep" >/dev/null 2>&1
ok a1b2c3d4 "$(od -An -tx4 -N4 "$work/wire.pcap" | tr -d ' ')" "the capture has the header of pcap"

# Over loopback: without rights, where nothing is lost. The machine's ports stay as they are.
ports=$(cat /proc/sys/net/ipv4/ip_local_port_range)
for name in handshake half-close client-closes-first server-closes-first close-wait refused unread linger-0 backlog-full exit; do
	as_user "$program" kernel --loopback --lang en "$here/$name.tcpstep" >"$work/out" 2>"$work/err"
	ok 0 $? "--loopback, $name: $(cat "$work/out" "$work/err")"
	prints 'The model and the kernel agree' "--loopback"
	prints 'the steps where the model has none in flight' "--loopback"
done
ok "$ports" "$(cat /proc/sys/net/ipv4/ip_local_port_range)" "the ports of the machine"
grep -q '^ *[0-9]*  client connect 80     SYN-SENT     -' "$work/out"
ok 0 $? "nothing is compared while a segment is in flight: $(cat "$work/out")"
# refused_over_loopback SCRIPT LINE
refused_over_loopback() {
	"$program" kernel --loopback --lang en "$1" >"$work/out" 2>"$work/err"
	ok 2 $? "--loopback refuses ${1##*/}"
	says ":$2:1: error: over loopback " "with its line"
	[ ! -s "$work/out" ]
	ok 0 $? "before anything starts"
}
refused_over_loopback "$here/lost-last-ack.tcpstep" 16
refused_over_loopback "$here/rst-listen.tcpstep" 5
refused_over_loopback "$here/simultaneous-close.tcpstep" 12
printf 'tcpstep 1\nserver socket\nserver bind 80\nserver listen\nclient socket\nclient connect 80\nwait idle\nclient abort\nwait idle\nserver socket\nserver.3 bind 80\n' >"$work/bound.tcpstep"
"$program" kernel --loopback --lang en "$work/bound.tcpstep" >"$work/out" 2>"$work/err"
ok 0 $? "a port that is taken is taken there, too: $(cat "$work/out" "$work/err")"
"$program" kernel --loopback --walks 2 >"$work/out" 2>"$work/err"
ok 2 $? "no walks over loopback"

# Where there is no device, the error names --loopback.
if [ "$(id -u)" = 0 ] && unshare -m true 2>/dev/null; then
	unshare -m sh -c 'mount --make-rprivate / && mount --bind /dev/null /dev/net/tun && exec "$@"' sh \
		"$program" kernel --lang en "$here/handshake.tcpstep" >"$work/out" 2>"$work/err"
	ok 2 $? "without a device"
	says '`tcpstep kernel --loopback`' "without a device"
fi

# The kernels next to a lesson, line by line.
printf 'next\nnext\nnext\nback\nkernel\nclient socket\nreturn\nquit\n' >"$work/typed"
as_user "$program" learn --kernel --plain --lang en "$here/handshake.tcpstep" <"$work/typed" >"$work/out" 2>"$work/err"
ok 0 $? "learn --kernel: $(cat "$work/err")"
ok 6 "$(grep -c '^The kernels: .*: the same\.$' "$work/out")" "each step on the path has the kernels' states: $(cat "$work/out")"
prints 'client: model CLOSED, kernel CLOSED: the same' "kernel"
ok 1 "$(grep -c '^The kernels follow the lesson only' "$work/out")" "a step off the path has not"
(i=0; while [ $i -lt 20 ]; do i=$((i + 1)); echo next; done; echo kernel; echo quit) >"$work/typed"
"$program" learn --kernel --plain --lang en "$work/differs.tcpstep" <"$work/typed" >"$work/out" 2>&1
ok 0 $? "learn --kernel shows a difference"
prints 'A kernel differs here.' "where it is"
prints 'different' "with the states"
prints 'RFC 9293' "with the rules"
"$program" learn --kernel --plain --lang en "$work/long.tcpstep" <"$work/typed" >"$work/out" 2>&1
prints 'Compared up to line 2.' "learn --kernel"
prints 'a step waits 3600 s for timers, in line 3' "learn --kernel"
"$program" learn --kernel --lang en "$work/off.tcpstep" >"$work/out" 2>"$work/err"
ok 2 $? "learn --kernel refuses before the screen opens"
says 'off.tcpstep:2:1: error: ' "learn --kernel"
"$program" learn --kernel --lang en >"$work/out" 2>"$work/err"
ok 2 $? "learn --kernel needs a lesson"

# A run that is killed, or ended by Ctrl-C, leaves no process; its namespaces and devices are gone with
# the last of them. A host's process that ends leaves a message, and no program that waits for it.
printf 'tcpstep 1\nclient socket\nwait 1h\n' >"$work/killed.tcpstep"
mkfifo "$work/keys"
# children PID…: all that descend from these processes.
children() {
	for pid; do
		for child in $(cat /proc/"$pid"/task/*/children 2>/dev/null); do
			echo "$child"
			children "$child"
		done
	done
}
# run_until PROCESSES COMMAND…: starts it, and waits until it has so many: their ids are in $left.
run_until() {
	want=$1
	shift
	"$@" <"$work/keys" >"$work/out" 2>"$work/err" &
	run=$!
	exec 9>"$work/keys"
	tries=0
	while left=$(children $run) && [ "$(echo "$left" | wc -w)" -lt "$want" ] && [ $tries -lt 2000 ]; do tries=$((tries + 1)); done
	ok "$want" "$(echo "$left" | wc -w)" "processes of: ${*#"$work/"}"
}
alive() { for pid in $left; do grep -qs '^State:.[^Z]' /proc/"$pid"/status && echo "$pid"; done; }
# none_left NAME
none_left() {
	exec 9>&-
	tries=0
	while [ -n "$(alive)" ] && [ $tries -lt 2000 ]; do tries=$((tries + 1)); done
	ok '' "$(alive)" "$1: no process is left"
}
with_ctrl_c() { if env --default-signal=INT true 2>/dev/null; then exec env --default-signal=INT "$@"; else exec "$@"; fi; }
signals='KILL TERM'
env --default-signal=INT true 2>/dev/null && signals="$signals INT" # what a shell starts in the background ignores it
for signal in $signals; do
	run_until 4 with_ctrl_c "$program" kernel --all "$work/killed.tcpstep"
	kill -$signal $run
	wait $run 2>/dev/null
	none_left "kernel, SIG$signal"
	run_until 5 with_ctrl_c "$program" learn --kernel --all --plain "$work/killed.tcpstep"
	kill -$signal $run
	wait $run 2>/dev/null
	none_left "learn --kernel, SIG$signal"
done
run_until 4 "$program" kernel --all --lang en "$work/killed.tcpstep"
kill -9 "${left##*"$newline"}" # a performer: the last host's
wait $run
ok 2 $? "a host's process that ends gives exit status 2: $(cat "$work/out")"
says 'killed.tcpstep:3:1: error: the process of a host has ended: nothing more can be compared' "it is said with the line"
prints 'compared up to line 2' "and how far it came"
none_left "after it"
run_until 4 "$program" kernel --all --report=tap "$work/killed.tcpstep"
kill -9 "${left%%"$newline"*}" # the first host
wait $run
ok 2 $? "so does a host's first process, in a report"
prints 'not ok 1 - ' "the report"
none_left "after it"
run_until 5 "$program" learn --kernel --all --plain --lang en "$work/killed.tcpstep"
kill -9 "${left##*"$newline"}"
printf 'next\nnext\nquit\n' >&9
exec 9>&-
wait $run
ok 0 $? "the screen's session goes on"
prints 'The comparison has ended: the process of a host has ended.' "learn --kernel"
none_left "after it"

echo "$passed passed, $failed failed"
exit "$failed"
