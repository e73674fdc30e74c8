#!/bin/sh
# Compares what import makes of captures with tshark's reading: the connections, and of each the
# segments' senders, flags, relative numbers and lengths, in their order; the session's states at
# its end and its count of `differs` with the row of the summary; and how many segments were lost.
# crafted/ has link layers, fragments, cuts and situations that kernels seldom show;
# tests/tools/craft.py wrote them.
# Ends "N passed, N failed".
. "$(dirname "$0")/../tools/shell.sh"
here=$(dirname "$0")

# How many lines differ where the two must, and why: in a file, or in its connection .N.
cat >"$work/known" <<'END'
gap-at-start 2 import adds what was acknowledged, or must have been sent before
lost-in-parts 1 import adds what was lost before it came by: a part of it came again
many-gaps 12 import adds what was lost before it came by: it came again
overtaken-id 2 import puts a segment that was overtaken where it was sent
overtaken-time 2 the same
overtaken-timestamp 3 the same; what the second gap lacks is added
fragment-missing 2 tshark does not show what there is of the fragments; import adds what was acknowledged
half-open-ahead.2 2 the same
half-open-reuse.2 2 for tshark the server's numbers go on from the connection before
close-wait-reuse.2 2 the same
gap-after-syn 1 import adds what was lost before it came by: it came again
half-close-lost 1 the same
twice-syn 1 the copy is shown once
twice-syn6 1 the same
oneway-client 1 import adds the SYN,ACK that the client acknowledged
refused 2 the server has no SYN, only a RST with the number 0: tshark counts it from the number before
refused6 2 the same
refused-then-opens.1 2 the same
synack-first 2 import puts the SYN before the SYN,ACK that answers it
END

# Where summary and session are apart, and how.
cat >"$work/apart" <<'END'
reuse.1 CLOSED TIME-WAIT 0 the pair is used anew, which the summary sees and the session does not have
scaled.1 TIME-WAIT CLOSED 56 55 segments are beyond the window; the session takes the ACK of those for one too many
END

# How many segments of a connection were lost; 0 where it is not named.
cat >"$work/lost" <<'END'
lost_final_ack.1 2
ack-crosses.1 1
fast-retransmit.1 1
forged-rst-goes-on.1 1
gave-up.1 6
half-open-ahead.2 2
half-open-reuse.2 1
close-wait-reuse.2 1
lost-in-parts.1 1
many-gaps.1 12
never-came.1 4
overtaken-timestamp.1 1
retransmit.1 1
syn-new-isn.1 1
syn-new-isn.2 1
synack-again.1 4
acks-lost.1 2
closed-in-syn-sent.1 1
gap-after-syn.1 1
half-close-lost.1 1
rst-lost.1 2
END

# What the verdict of a connection is, after the number of segments that differ.
cat >"$work/verdicts" <<'END'
snap-options.1 0 the client closed first (packet 10), the server 20 ms later (packet 11); TIME-WAIT at the client
close-crosses-data.1 0 the client closed (packet 7), and answered what still came (packet 6) with RST (packet 9)
shutdown-crosses-data.1 0 the client closed first (packet 5), the server 138 ms later (packet 8); TIME-WAIT at the client
rst-below-fin.1 0 the server closed (packet 9), and answered what still came (packet 8) with RST (packet 13); a RST with numbers that its receiver does not accept is ignored (packet 10)
closes-cross-data.1 0 the server closed (packet 7), and answered what still came (packet 8) with RST (packet 9)
fins-cross-rst.1 0 the client closed first (packet 7), then the server (packet 8), which answered what still came (packet 7) with RST (packet 10)
abort-crosses-ack.1 0 the server aborted (packet 12): RST without a FIN, and no sign of unread data
abort-crosses-ack-server.1 0 the server aborted (packet 11): RST without a FIN, and no sign of unread data
abort-after-fin.1 0 the server closed (packet 8) and reset the connection 85 ms later (packet 12)
fin-after-rst.1 0 the server aborted (packet 4): RST without a FIN, and no sign of unread data
twice-syn.1 0 open when the capture ends: no FIN, no RST; records that are copies: 1
twice-syn6.1 0 open when the capture ends: no FIN, no RST; records that are copies: 1
rst-lost.1 0 the client aborted (packet 4): RST without a FIN, and no sign of unread data; the server sent one segment again (packet 7)
rsts-answer-acks.1 0 the server closed (packet 21), and answered what still came (packet 20) with RST (packet 30); a RST with numbers that its receiver does not accept is ignored (packet 22)
data-after-close.1 0 the client closed (packet 8), and answered what still came (packet 9) with RST (packet 10)
forged-rst-ends.1 0 reset (packet 8), though the client seems not to have sent that RST: it went on with this connection (packet 9)
half-open-reuse.1 0 no FIN and no RST, and then the pair is used anew (packet 6)
close-wait-reuse.1 0 the client closed (packet 8), the server never did, and the pair is used anew 2 s later (packet 10)
END

# Our segments: the sender, the flags, numbers relative to the SYNs', the length.
ours='BEGIN { FS = "\t" }
function relative(number, host) { return (number - iss[host] + 4294967296) % 4294967296 }
FNR == NR { if ($0 ~ /^set +(client|server)\.iss /) { split($0, w, / +/); iss[substr(w[2], 1, 6)] = w[3] } next }
FNR > 1 && ($3 == "send" || $3 == "forge") {
	split($7, part, " ")
	for (i = 3; i in part; i++) { split(part[i], field, "="); value[field[1]] = field[2] }
	other = $4 == "client" ? "server" : "client"
	printf "%s %s %.0f %s %s\n", $4, part[2], relative(value["seq"], $4), part[2] ~ /ACK/ ? sprintf("%.0f", relative(value["ack"], other)) : "-", value["len"]
}'

# The same from tshark's fields.
theirs=$tshark_flags'
BEGIN { FS = "\t" }
{
	flags = flags_of($2)
	print ($6 == client ? "client" : "server"), flags, $3, flags ~ /ACK/ ? $4 : "-", $5
}'

# Compares the segments of connection i with tshark's.
compare_segments() {
	awk "$ours" "$work/i.tcpstep" "$work/i.tsv" >"$work/ours"
	client=$(sed -n 's/^title .*:\([0-9]*\) > .*/\1/p' "$work/i.tcpstep")
	awk -F'\t' -v n=$((i - 1)) '$1 == n' "$work/all" | awk -v client="$client" "$theirs" >"$work/theirs"
	case $name in twice*) uniq "$work/theirs" >"$work/once" && mv "$work/once" "$work/theirs" ;; esac
	known=$(awk -v name="$name" -v one="$name.$i" '$1 == name || $1 == one { print $2 }' "$work/known")
	diff "$work/theirs" "$work/ours" >"$work/diff"
	ok "${known:-0}" "$(grep -c '^[<>]' "$work/diff")" "$name, connection $i: tshark's segments
$(cat "$work/diff")"
}

tshark=$(command -v tshark)
[ -n "$tshark" ] || echo "skipped: tshark is not installed: its reading is not compared"
for file in "$here"/*.pcap "$here"/crafted/*.pcap "$here"/../calls/*.pcap; do
	name=$(basename "$file" .pcap)
	"$program" import --summary "$file" >"$work/summary" 2>/dev/null
	count=$(sed 1d "$work/summary" | wc -l | tr -d ' ')
	if [ -n "$tshark" ]; then
		HOME=$work "$tshark" -n -r "$file" -Y tcp -T fields -e tcp.stream -e tcp.flags -e tcp.seq -e tcp.ack -e tcp.len \
			-e tcp.srcport >"$work/all" 2>"$work/err"
		ok 0 $? "tshark reads $name"
		ok "$(cut -f1 "$work/all" | sort -u | grep -c .)" "$count" "$name: connections"
	fi
	i=1
	while [ "$i" -le "$count" ]; do
		"$program" import --connection "$i" "$file" >"$work/i.tcpstep" 2>/dev/null
		"$program" run --trace=tsv "$work/i.tcpstep" >"$work/i.tsv" 2>/dev/null
		want=$(awk -F'\t' -v n="$i" 'NR == 1 { for (k = 1; k <= NF; k++) at[$k] = k; next }
			$at["n"] == n { print $at["client_state"], $at["server_state"], $at["differs"] }' "$work/summary")
		known=$(sed -n "s/^$name\\.$i \\([^ ]* [^ ]* [0-9]*\\) .*/\\1/p" "$work/apart")
		ok "${known:-$want}" "$(awk -F'\t' '{ states = $5 " " $6; differs += $8 ~ /^differs:/ } END { print states, differs + 0 }' "$work/i.tsv")" \
			"$name, connection $i: the states and differences of the summary"
		verdict=$(sed -n "s/^$name\\.$i //p" "$work/verdicts")
		[ -z "$verdict" ] || ok "$verdict" "$("$program" import --summary --verdict "$file" 2>/dev/null | awk -F'\t' -v n="$i" '
			NR == 1 { for (k = 1; k <= NF; k++) at[$k] = k; next } $at["n"] == n { print $at["differs"], $at["verdict"] }')" \
			"$name, connection $i: its verdict"
		lost=$(sed -n "s/^$name\\.$i //p" "$work/lost")
		ok "${lost:-0}" "$(awk -F'\t' '$3 == "lose"' "$work/i.tsv" | wc -l | tr -d ' ')" "$name, connection $i: segments lost"
		[ -n "$tshark" ] && compare_segments
		i=$((i + 1))
	done
done

# the figures of a connection whose first SYN was not answered with SYN,ACK, after one that goes on
ok "1700000005.000000 2.020100 0.979900 whole SaRhAFf 1 0 0 0 0.020100 - 0 2
1700000000.000000 0.050000 0.020000 no-end ShADa 0 0 0 0 0.020100 - 0 1" "$("$program" import --summary "$here/crafted/half-open-reuse.pcap" 2>/dev/null |
	sed 1d | cut -f9-21 | tr '\t' ' ')" "the figures of half-open-reuse"
# a segment of which pieces are missing stands where it is in the file
ok "observe client ACK seq=1001" "$("$program" import "$here/crafted/fragment-missing.pcap" 2>/dev/null |
	sed -n 's/^\(observe client ACK seq=1001\) .*len=780$/\1/p; /ack=3001/q')" "fragment-missing: before the ACK of it"

echo "$passed passed, $failed failed"
exit "$failed"
