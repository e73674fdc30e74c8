#!/bin/sh
# Tests that what `export --as pcap` writes of every lesson, at both ends, `import` reads back:
# the segments of that end's wire in their order, and where there is one connection the end's
# state after each; and that `import --summary` counts as many segments that differ from RFC 9293
# as the script has. Ends "N passed, N failed".
. "$(dirname "$0")/../tools/shell.sh"
lessons=${LESSONS:-$(dirname "$0")/../../lessons}

# Where packets alone cannot tell: the lesson, the end, how many segments are not as on the wire,
# after how many of the others the end's state is another one, by how much the two counts differ,
# and why.
cat >"$work/known" <<'END'
attacks server 2 0 0 SYNs that a connection before answered seem lost
five-ways server 1 0 0 the same
time-wait-off server 1 0 0 the same
living-with-time-wait server 0 0 1 a SYN has the number of the connection before
close-wait-leak server 1 0 0 a SYN that a full accept queue dropped seems lost
syn-flood server 1 0 0 the same
old-duplicate server 1 0 1 the client acknowledges a FIN of a connection before, which this server did not send
zero-window client 0 1 1 close is called while data wait: its FIN leaves later; in the script a closed window takes no octet
END

# What an end sends and what arrives there, a line each: the segment, and the end's state. `of` is
# the host of the script that is this end. What an import cannot let the host send is forged there:
# the ACK of a connection before.
wire='BEGIN { FS = "\t" }
NR > 1 && $4 == of && ($3 == "send" || $3 == "arrive" || ($3 == "forge" && imported)) {
	split($7, part, " ")
	line = ($3 == "forge" ? "send" : $3) " " part[2]
	for (i = 3; i in part; i++) if (part[i] ~ /^(seq|ack|len)=/) line = line " " part[i]
	print line "\t" (of == "client" ? $5 : $6)
}'

# Prints how many lines of the first file the second one lacks, or has in another order, and how many
# it has besides, then after how many of the others the states differ. Connections come one after the
# other in the second one, so each has its own place in the first.
compare='BEGIN { FS = "\t" }
NR == FNR { want[++n] = $1; states[n] = $2; next }
$0 == "" { at = 0; next }
{
	for (i = at + 1; i <= n && (used[i] || want[i] != $1); i++);
	if (i > n) { other++; next }
	used[i] = 1
	at = i
	found++
	if (states[i] != $2) wrong++
}
END { print n - found + other, wrong + 0 }'

for file in "$lessons"/*.tcpstep; do
	name=$(basename "$file" .tcpstep)
	"$program" run --trace=tsv "$file" >"$work/run.tsv" 2>/dev/null
	for end in client server; do
		address=10.0.0.1
		[ $end = client ] || address=10.0.0.2
		"$program" export "$file" --as pcap --at $end -o "$work/x.pcap" 2>/dev/null
		awk -v of=$end "$wire" "$work/run.tsv" >"$work/wire"
		"$program" import --summary "$work/x.pcap" >"$work/summary" 2>/dev/null
		connections=$(sed 1d "$work/summary" | wc -l)
		counted=$(awk -F'\t' 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "differs") at = i; next } { n += $at } END { print n + 0 }' "$work/summary")
		[ "$connections" = 1 ] || sed -i 's/\t.*//' "$work/wire"
		: >"$work/again"
		: >"$work/differ"
		i=1
		while [ "$i" -le "$connections" ]; do
			"$program" import --connection "$i" "$work/x.pcap" >"$work/i.tcpstep" 2>/dev/null
			"$program" run --trace=tsv "$work/i.tcpstep" >"$work/i.tsv" 2>/dev/null
			of=server
			grep -q "^title   $address:" "$work/i.tcpstep" && of=client
			awk -v of=$of -v imported=1 "$wire" "$work/i.tsv" >"$work/one"
			[ "$connections" = 1 ] || sed -i 's/\t.*//' "$work/one"
			{ cat "$work/one"; echo; } >>"$work/again"
			grep 'differs:' "$work/i.tsv" >>"$work/differ"
			i=$((i + 1))
		done
		known=$(awk -v name="$name" -v end=$end '$1 == name && $2 == end { print $3, $4, $5 }' "$work/known")
		apart=$(($(wc -l <"$work/differ") - counted))
		ok "${known:-0 0 0}" "$(awk "$compare" "$work/wire" "$work/again") $apart" "$name at the $end"
	done
done
echo "$passed passed, $failed failed"
exit "$failed"
