#!/bin/sh
# Tests import --calls: real programs on one machine, under strace -f -ttt, captured on the
# loopback interface. NAME.pcap is the capture, NAME.client.strace and NAME.server.strace the
# programs' calls. Ends "N passed, N failed".
. "$(dirname "$0")/../tools/shell.sh"
here=$(dirname "$0")

# import NAME OPTIONS…: imports a capture with the calls of both ends, and runs the script.
import() {
	name=$1
	shift
	"$program" import "$@" "$here/$name.pcap" >"$work/$name.tcpstep" 2>"$work/err" &&
		"$program" run --trace=tsv "$work/$name.tcpstep" >"$work/$name.tsv" 2>>"$work/err"
}

# strace_says NAME HOST: the calls on TCP sockets that the program made, as the script has them.
strace_says() {
	awk '{ split($3, part, /[(,)]/) }
		part[1] ~ /^(socket|accept)$/ { tcp[$NF] = 1 }
		part[1] == "socket" || part[2] in tcp' "$here/$1.$2.strace" | sed -n '
		s/^[0-9]* *[0-9.]* //
		/SO_ERROR/d
		/EAGAIN/d
		s/^socket(.*/socket/p
		s/^setsockopt(.*SO_REUSEADDR.*/reuseaddr/p
		s/^setsockopt(.*SO_LINGER.*/linger/p
		s/^bind(.*/bind/p
		s/^listen(.*/listen/p
		s/^connect(.*/connect/p
		s/^accept4*(.*/accept/p
		s/^sendto(.*/send/p
		s/^write(.*/send/p
		s/^recvfrom(.*/recv/p
		s/^read(.*/recv/p
		s/^shutdown(.*/shutdown/p
		s/^close(.*/close/p'
}

# script_says NAME HOST: the calls of the script that are not inferred.
script_says() { sed -n "s/^$2[.0-9]* \([a-z]*\).*/\1/p" "$work/$1.real" | grep -v '^exit$'; }

for file in "$here"/*.pcap; do
	name=$(basename "$file" .pcap)
	import "$name" --calls "$here/$name.client.strace" --calls "$here/$name.server.strace"
	ok 0 $? "$name is imported and runs"
	ok "" "$(cat "$work/err")" "$name: nothing is said"
	ok 0 "$(grep -c 'differs:' "$work/$name.tsv")" "$name: no segment differs"
	ok 2 "$(grep -c '^say$' "$work/$name.tcpstep")" "$name: no result differs"
	grep -v 'tcpstep: inferred' "$work/$name.tcpstep" >"$work/$name.real"
	for host in client server; do
		strace_says "$name" "$host" >"$work/theirs"
		script_says "$name" "$host" >"$work/ours"
		# a listener may be closed later than the connection
		theirs=$(tr '\n' ' ' <"$work/theirs")
		ours=$(tr '\n' ' ' <"$work/ours")
		[ "$theirs" != "${ours}close " ] || theirs=$ours
		ok "$theirs" "$ours" "$name: the calls of the $host"
	done
	# bind and fork's copies are all that is inferred
	grep '^[a-z].*tcpstep: inferred' "$work/$name.tcpstep" | grep -v '^client bind\|^server[.0-9]* dup' >"$work/rest"
	ok "" "$(cat "$work/rest")" "$name: nothing else is inferred"
	"$program" import "$file" 2>/dev/null | "$program" run --trace=tsv - 2>/dev/null | awk -F'\t' '$3 == "send" { print $7 }' >"$work/a"
	awk -F'\t' '$3 == "send" { print $7 }' "$work/$name.tsv" >"$work/b"
	cmp -s "$work/a" "$work/b"
	ok 0 $? "$name: the same segments as without the calls"
done

# returns NAME HOST CALL: what the calls of a host returned in the model, in one line.
returns() { awk -F'\t' -v host="$2" -v what="$3" '$3 == "return" && $4 == host && $8 ~ "^" what " = " { sub(".* = ", "", $8); printf "%s ", $8 }' "$work/$1.tsv"; }
ok '"request" 0 ' "$(returns half-close server recv)" "half-close: what the server read"
ok '"answer" 3000 0 ' "$(returns half-close client recv)" "half-close: what the client read"
ok '"hello" -1 ECONNRESET ' "$(returns linger0 server recv)" "linger0: the server's recv fails"
ok 'RST,ACK' "$(awk -F'\t' '$3 == "send" && $4 == "server" { split($7, p, " "); f = p[2] } END { print f }' "$work/unread.tsv")" "unread: close sends RST"
grep -q '^client linger 0$' "$work/linger0.tcpstep"
ok 0 $? "linger0: SO_LINGER is a call"
grep -q '^server exit$' "$work/exit.tcpstep"
ok 0 $? "exit: the end of the process is a call"
grep -q '^server dup  # tcpstep: inferred$' "$work/fork.tcpstep"
ok 0 $? "fork: what fork copied is inferred"
grep -q '^# tcpstep: call client connect = -1 EINPROGRESS$' "$work/epoll.tcpstep"
ok 0 $? "epoll: a connect that did not wait is a comment"
grep -q '^# tcpstep: call client getsockopt(3, SOL_SOCKET, SO_ERROR' "$work/epoll.tcpstep"
ok 0 $? "epoll: a call that scripts lack is a comment"
import epoll --calls "$here/epoll.client.strace" --no-data
grep -q '^# tcpstep: call client getsockopt = 0$' "$work/epoll.tcpstep"
ok 0 $? "--no-data: its arguments are left out"

# one end alone
import half-close --calls "$here/half-close.client.strace"
ok 0 $? "the client's calls alone"
ok 0 "$(grep '^client' "$work/half-close.tcpstep" | grep -v bind | grep -c inferred)" "the client's are real"
ok 0 "$(grep '^server' "$work/half-close.tcpstep" | grep -vc inferred)" "the server's are inferred"
# both programs in one file
cat "$here"/half-close.*.strace >"$work/both.strace"
import half-close --calls "$work/both.strace"
ok "0 2" "$(grep -c '^server.*inferred' "$work/half-close.tcpstep") $(grep -c '^server recv' "$work/half-close.tcpstep")" "both programs in one file"

# a clock that is not that of the capture
awk '{ $2 = sprintf("%.6f", $2 + 1000); print }' "$here/half-close.client.strace" >"$work/later.strace"
import half-close --calls "$work/later.strace" --calls "$here/half-close.server.strace"
grep -q 'The clock of strace is not that of the capture' "$work/half-close.tcpstep"
ok 0 $? "a shifted clock is told"
ok '"request" 0 ' "$(returns half-close server recv)" "and the calls are where they were"
real=$(returns half-close server recv)$(grep -n "^server close" "$work/half-close.tcpstep" | cut -d: -f2)
awk '{ $2 = sprintf("%.6f", $2 - 1000); print }' "$here/half-close.server.strace" >"$work/earlier.strace"
import half-close --calls "$here/half-close.client.strace" --calls "$work/earlier.strace"
grep -q 'The clock of strace is not that of the capture' "$work/half-close.tcpstep"
ok 0 $? "a server's clock that is behind is told"
ok "$real" "$(returns half-close server recv)$(grep -n "^server close" "$work/half-close.tcpstep" | cut -d: -f2)" "and its calls are where they were"
ok 0 "$(grep -c 'differs:' "$work/half-close.tsv")" "and nothing differs"

# results that are not the model's
sed 's/"answer", 65536, 0, NULL, NULL) = 6/"answer", 65536, 0, NULL, NULL) = 4/' "$here/half-close.client.strace" >"$work/other.strace"
import half-close --calls "$work/other.strace" --calls "$here/half-close.server.strace"
grep -q "  In the client's program \`recv\` returned 4; in this model it returns 6.$" "$work/half-close.tcpstep"
ok 0 $? "another count is told"
ok 3 "$(grep -c '^say ko$' "$work/half-close.tcpstep")" "in Korean too"
sed 's/^\(.*shutdown(3, SHUT_WR)\).*/\1 = -1 ENOTCONN (Transport endpoint is not connected)/' "$here/half-close.client.strace" >"$work/other.strace"
import half-close --calls "$work/other.strace" --calls "$here/half-close.server.strace"
grep -q '^# tcpstep: call client shutdown = -1 ENOTCONN$' "$work/half-close.tcpstep"
ok 0 $? "a call that failed is not made"
grep -q "returned ENOTCONN" "$work/half-close.tcpstep"
ok 0 $? "and that is told"
ok 1 "$(grep -c 'differs: observed-fin' "$work/half-close.tsv")" "its FIN differs then"

# what is wrong
status 2 "a file that is not there" "$program" import --calls "$work/none" "$here/fork.pcap"
says "none" "a file that is not there"
status 2 "no output of strace" "$program" import --calls "$0" "$here/fork.pcap"
says "To make it: strace -f -ttt" "no output of strace"
sed 's/^\([0-9]*\) *[0-9.]*/\1 12:00:00/' "$here/fork.client.strace" >"$work/t.strace"
status 2 "times of day" "$program" import --calls "$work/t.strace" "$here/fork.pcap"
says "t.strace:1: " "times of day: the place"
status 2 "calls of another connection" "$program" import --calls "$here/exit.client.strace" "$here/fork.pcap"
says "no call in it is of a socket of this connection" "calls of another connection"
ok 0 "$(wc -c <"$work/out")" "and no script"

# the screen's session takes them too
{ echo; echo; echo q; } | "$program" learn --plain --capture "$here/half-close.pcap" --calls "$here/half-close.client.strace" \
	--calls "$here/half-close.server.strace" >"$work/out" 2>"$work/err"
ok 0 $? "learn --capture --calls"
prints "The calls of both programs are those that strace saw." "learn --capture --calls"
{ echo; echo; echo q; } | "$program" learn --plain --capture "$here/fork.pcap" --calls "$here/exit.client.strace" >"$work/out" 2>"$work/err"
prints "No call that strace recorded is of a socket of this connection." "learn with calls of another connection"
status 2 "learn with a file of calls that is not there" "$program" learn --plain --capture "$here/fork.pcap" --calls "$work/none"
status 2 "learn --calls without --capture" "$program" learn --plain --calls "$here/exit.client.strace"
says "learn: --calls needs --capture" "learn --calls without --capture"
echo "$passed passed, $failed failed"
exit "$failed"
