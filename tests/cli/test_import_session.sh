#!/bin/sh
# Tests import into a session script: a kernel's captures give the kernel's states and the
# file's segments. Ends "N passed, N failed".
. "$(dirname "$0")/../tools/shell.sh"
captures=$(dirname "$0")/../captures

# trace NAME OPTIONS…: imports a capture, runs the script.
trace() {
	name=$1
	shift
	"$program" import "$@" "$captures/$name.pcap" >"$work/$name.tcpstep" 2>"$work/err" &&
		"$program" run --trace=tsv "$work/$name.tcpstep" >"$work/$name.tsv" 2>>"$work/err"
}

# pairs NAME: both states from SYN-SENT on, and how many ms they last. The server's socket that
# is CLOSED is shown as the listener.
pairs() {
	awk -F'\t' -v refused="$([ "$1" = refused ] && echo 1)" '
		NR > 1 && (begun || $5 == "SYN-SENT") {
			begun = 1
			now = $5 " " ($6 == "CLOSED" && !refused ? "LISTEN" : $6)
			if (now != pair) { if (pair != "") print pair, $2 - since; pair = now; since = $2 }
		}
		END { print pair, 1000 }' "$work/$1.tsv"
}

# unlike NAME: what is not as the kernel's pairs. The kernel was looked at every 8 ms: ours
# have all of its pairs in their order, and no other that lasts so long. 2MSL are not waited for.
unlike() {
	awk '/^TIME-WAIT/ { seen = 1 } !(seen && /^CLOSED/)' "$captures/$1.pairs" >"$work/kernel"
	pairs "$1" | awk -v kernel="$work/kernel" '
		BEGIN { while ((getline line < kernel) > 0) { want[++n] = line; known[line] = 1 } at = 1 }
		{ pair = $1 " " $2 }
		pair == want[at] { at++ }
		$3 >= 8 && !known[pair] { print "not the kernel: " pair }
		END { for (; at <= n; at++) print "missing: " want[at] }'
}

for file in "$captures"/*.pcap; do
	name=$(basename "$file" .pcap)
	trace "$name"
	ok 0 $? "$name is imported and runs"
	ok "" "$(cat "$work/err")" "$name: nothing is said"
	ok "" "$(unlike "$name")" "$name: the kernel's states"
	ok 0 "$(grep -c 'differs:' "$work/$name.tsv")" "$name: the kernel does what RFC 9293 says"
	ok 0 "$("$program" import --summary --json "$file" | sed 's/.*"differs":\([0-9]*\).*/\1/')" "$name: the summary says so too"
	"$program" check --strict "$work/$name.tcpstep" >/dev/null 2>"$work/err"
	ok 0 $? "$name: check finds nothing: $(cat "$work/err")"
	if command -v tshark >/dev/null 2>&1; then
		tshark -r "$file" -o tcp.relative_sequence_numbers:FALSE -T fields -e tcp.flags -e tcp.seq -e tcp.ack -e tcp.len 2>/dev/null |
			awk -F'\t' '{ print substr($1, length($1) - 1), $2, $3, $4 }' >"$work/theirs"
		awk -F'\t' '$3 == "send" { print $7 }' "$work/$name.tsv" | awk '
			{ bits = 0; ack = 0
			  if ($2 ~ /FIN/) bits += 1
			  if ($2 ~ /SYN/) bits += 2
			  if ($2 ~ /RST/) bits += 4
			  if ($2 ~ /ACK/) bits += 16
			  for (i = 3; i <= NF; i++) { split($i, f, "="); v[f[1]] = f[2] }
			  if ($2 ~ /ACK/) ack = v["ack"]
			  printf "%02x %s %s %s\n", bits, v["seq"], ack, v["len"] }' >"$work/ours"
		sed 's/^18 /10 /; s/^19 /11 /' "$work/theirs" >"$work/without-psh"
		cmp -s "$work/without-psh" "$work/ours"
		ok 0 $? "$name: tshark's segments, in their order"
	else
		echo "$name: tshark's segments: skipped, tshark is not installed"
	fi
done

trace half_close
grep -q '^client shutdown wr  # tcpstep: inferred$' "$work/half_close.tcpstep"
ok 0 $? "who goes on reading has shut down"
grep -q '^client close  # tcpstep: inferred$' "$work/half_close.tcpstep"
ok 0 $? "and closed in the end"
trace linger0_close
grep -q '^client abort  # tcpstep: inferred$' "$work/linger0_close.tcpstep"
ok 0 $? "a RST for no segment is an abort"
trace normal_close
grep -q 'taken at the client' "$work/normal_close.tcpstep"
ok 0 $? "where the capture was taken"
grep -q '10\.0\.0\.1:40000' "$work/normal_close.tcpstep"
ok 0 $? "the addresses"
trace normal_close --anonymize
grep -q '10\.0\.0\.' "$work/normal_close.tcpstep"
ok 1 $? "no address with --anonymize"
trace normal_close
cp "$work/normal_close.tsv" "$work/with"
trace normal_close --no-data
ok 0 "$(grep -c '^observe.*"' "$work/normal_close.tcpstep")" "no data with --no-data"
cut -f7 "$work/with" >"$work/a"
cut -f7 "$work/normal_close.tsv" >"$work/b"
cmp -s "$work/a" "$work/b"
ok 0 $? "the same segments with --no-data"
trace lost_final_ack
ok 2 "$(grep -c '^drop ' "$work/lost_final_ack.tcpstep")" "the two ACKs that the wire lost"

status 0 "a script into a file" "$program" import -o "$work/out.tcpstep" "$captures/half_close.pcap"
cmp -s "$work/out.tcpstep" "$work/half_close.tcpstep"
ok 0 $? "the same as on standard output"
"$program" import - <"$captures/half_close.pcap" | cmp -s - "$work/half_close.tcpstep"
ok 0 $? "standard input gives the same"
status 2 "a connection that there is not" "$program" import --connection 2 "$captures/half_close.pcap"
says "there is no connection 2: the file has 1" "a connection that there is not"
head -c 400 "$captures/half_close.pcap" >"$work/cut.pcap"
status 0 "a file that is cut off" "$program" import "$work/cut.pcap"
says "ends in the middle of a packet" "a file that is cut off"
head -c 24 "$captures/half_close.pcap" >"$work/empty.pcap"
status 1 "a capture without TCP" "$program" import "$work/empty.pcap"
says "no TCP in it" "a capture without TCP"

# figure 9: the client goes on after its RST, which is yet its own
"$program" export "$(dirname "$0")/../scripts/half-open.tcpstep" --as pcap --at client -o "$work/half-open.pcap" 2>/dev/null
"$program" import --connection 2 "$work/half-open.pcap" >"$work/half-open.tcpstep" 2>/dev/null
ok 1 "$(grep -c '^observe client RST' "$work/half-open.tcpstep")" "a RST that was asked for is its host's"
ok 0 "$(grep -c '^inject.*RST' "$work/half-open.tcpstep")" "and nobody forged it"

# a RST that a host did not send, after which it goes on
"$program" export "$(dirname "$0")/../../lessons/attacks.tcpstep" --as pcap --at server -o "$work/attacks.pcap" 2>/dev/null
"$program" import --connection 3 "$work/attacks.pcap" >"$work/attacks.tcpstep" 2>/dev/null
ok 1 "$(grep -c '^inject to server RST seq=100101 .*tcpstep: inferred$' "$work/attacks.tcpstep")" "a forged RST is injected"
ok 1 "$("$program" run --trace=tsv "$work/attacks.tcpstep" | grep -c 'forge.*RST seq=100101')" "and runs"

# the screen's session, line by line
{ echo; echo; echo; echo q; } | "$program" learn --plain --capture "$captures/refused.pcap" >"$work/out" 2>"$work/err"
ok 0 $? "learn --capture"
prints "10.0.0.1:40000 > 10.0.0.2:5000" "learn --capture"
prints "No packet shows a call: this one is inferred" "learn --capture"
status 2 "learn --capture of no capture" "$program" learn --plain --capture "$0"
says "not a capture" "learn --capture of no capture"

# the list of a capture's connections is that of import --summary, by number
for lesson in attacks syn-flood time-wait; do
	"$program" export "$(dirname "$0")/../../lessons/$lesson.tcpstep" --as pcap --at server -o "$work/several.pcap" 2>/dev/null
	"$program" import --summary "$work/several.pcap" |
		awk -F'\t' 'NR > 1 { who = $7 == "client" || $7 == "server" ? " (" $7 ")" : ""; print $NF " " $1 " > " $2 " " $3 " packets, " $8 who }' |
		sort -n >"$work/want"
	echo connections | "$program" learn --plain --capture "$work/several.pcap" |
		sed -n 's/^[0-9]*\. \([0-9].* > .*\)/\1/p' | tr -s ' ' >"$work/list"
	ok 1 "$(($(wc -l <"$work/want") > 1))" "$lesson: there are several connections"
	ok "$(cat "$work/want")" "$(cat "$work/list")" "$lesson: the list has each connection"
done
printf 'connections\n2\nq\n' | "$program" learn --plain --capture "$work/several.pcap" >"$work/out" 2>"$work/err"
ok "$(sed -n 's/^2 \(.* > [^ ]*\) .*/\1/p' "$work/list")" "$(grep -v '^[0-9]*\. ' "$work/out" | sed -n 's/^\(10.*:49[0-9]* > [^ ]*\).*/\1/p' | tail -1)" "the one that is chosen is opened"
echo q | "$program" learn --plain --capture "$work/cut.pcap" >"$work/out" 2>"$work/err"
says "ends in the middle of a packet" "learn --capture of a file that is cut off"

# each length: a script that runs, or an error
size=$(wc -c <"$captures/half_close.pcap")
at=24
wrong=
while [ "$at" -lt "$size" ]; do
	head -c "$at" "$captures/half_close.pcap" | "$program" import - >"$work/some.tcpstep" 2>/dev/null
	case $? in
	0) [ ! -s "$work/some.tcpstep" ] || "$program" run "$work/some.tcpstep" >/dev/null 2>&1 || wrong="$wrong $at" ;;
	1) ;;
	*) wrong="$wrong $at" ;;
	esac
	at=$((at + 53))
done
ok "" "$wrong" "a file cut off anywhere"
echo "$passed passed, $failed failed"
exit "$failed"
