#!/bin/sh
# Tests that the model and two kernels agree on the scripts of this folder and on random walks,
# that a difference is found, what is refused, and that a killed run leaves nothing. As root it
# runs as an ordinary user where /dev/net/tun is open to users.
# Ends "N passed, N failed", and "1 skipped" where this machine does not allow it.
. "$(dirname "$0")/../tools/shell.sh"
here=$(cd "$(dirname "$0")" && pwd)
export XDG_CONFIG_HOME="$work" XDG_STATE_HOME="$work" LC_ALL=C

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
	as_user "$program" --version >/dev/null 2>&1 || as_user() { "$@"; }
fi

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

# The capture.
"$program" kernel --pcap "$work/wire.pcap" "$here/handshake.tcpstep" >/dev/null 2>&1
ok a1b2c3d4 "$(od -An -tx4 -N4 "$work/wire.pcap" | tr -d ' ')" "the capture has the header of pcap"

# A killed run leaves no process; its namespaces and devices are gone with the last of them.
printf 'tcpstep 1\nclient socket\nwait 1h\n' >"$work/killed.tcpstep"
"$program" kernel --all "$work/killed.tcpstep" >/dev/null 2>&1 &
run=$!
# children PID…: all that descend from these processes.
children() {
	for pid; do
		for child in $(cat /proc/"$pid"/task/*/children 2>/dev/null); do
			echo "$child"
			children "$child"
		done
	done
}
tries=0
while left=$(children $run) && [ "$(echo "$left" | wc -w)" -lt 4 ] && [ $tries -lt 2000 ]; do tries=$((tries + 1)); done
ok 4 "$(echo "$left" | wc -w)" "two processes a host"
kill -9 $run
wait $run 2>/dev/null
tries=0
alive() { for pid in $left; do [ -d /proc/"$pid" ] && echo "$pid"; done; }
while [ -n "$(alive)" ] && [ $tries -lt 2000 ]; do tries=$((tries + 1)); done
ok '' "$(alive)" "no process is left"

echo "$passed passed, $failed failed"
exit "$failed"
