#!/bin/sh
# Tests import --summary: on a kernel's captures, on streams, on files that are cut off or no
# captures. Ends "N passed, N failed".
. "$(dirname "$0")/../tools/shell.sh"
captures=$(dirname "$0")/../captures

# row NAME COLUMNS: what is found of the one connection of a capture.
row() { ok "$2" "$("$program" import --summary "$captures/$1.pcap" | sed -n '2s/	/ /gp' | cut -d' ' -f1-8)" "$1"; }
ends='10.0.0.1:40000 10.0.0.2:5000'
row normal_close "$ends 11 300 TIME-WAIT CLOSED client fin"
row half_close "$ends 15 350 TIME-WAIT CLOSED client fin"
row simultaneous_close "$ends 7 0 TIME-WAIT TIME-WAIT both simultaneous"
row refused "$ends 2 0 CLOSED CLOSED - refused"
row linger0_close "$ends 6 100 CLOSED CLOSED client rst"
row lost_final_ack "$ends 11 0 TIME-WAIT CLOSED client fin"

# The words of how and of cause: the help has each, and no other.
words=$(dirname "$0")/../../include/capture/words.def
for lang in en ko; do
	"$program" import --help --lang $lang | sed -n '/^how:/,/^differs:/p' >"$work/help"
	for kind in ENDING:how CAUSE:cause; do
		ok "$(sed -n "s/^${kind%:*}([A-Z_]*, \"\([a-z-]*\)\").*/\1/p" "$words" | grep '[a-z]' | sort)" \
			"$(awk -v k="${kind#*:}:" '/^[a-z]+:/ { on = $1 == k } on' "$work/help" | sed 's/^[a-z]*://; s/of a RST://; s/(.*)//' | tr -c 'a-z-' '\n' | grep '[a-z]' | sort)" \
			"the help in $lang has the words of ${kind#*:}"
	done
done

capture=$captures/half_close.pcap
status 0 "a capture" "$program" import --summary "$capture"
ok "client	server	packets	bytes	client_state	server_state	closed_by	how" "$(sed q "$work/out" | cut -f1-8)" "the columns"
ok n "$(sed q "$work/out" | awk '{ print $NF }')" "the last column"
"$program" import --summary - <"$capture" | cmp -s - "$work/out"
ok 0 $? "standard input gives the same"
status 0 "JSON" "$program" import --summary --json "$capture"
prints '"bytes":350,"client_state":"TIME-WAIT"' "JSON"
status 0 "JSON of a refused connection" "$program" import --summary --json "$captures/refused.pcap"
prints '"closed_by":null,"how":"refused"' "JSON of a refused connection"

status 0 "a verdict" "$program" import --summary --verdict "$capture"
prints "the client closed first (packet 5), the server 736 ms later (packet 14); TIME-WAIT at the client" "a verdict"
ok verdict "$(sed q "$work/out" | awk '{ print $NF }')" "the column of verdicts"
status 0 "a verdict in Korean" "$program" import --summary --verdict --lang ko "$capture"
prints "클라이언트가 먼저 닫고(패킷 5)" "a verdict in Korean"
status 0 "a verdict in JSON" "$program" import --summary --verdict --json "$captures/refused.pcap"
prints ',"n":1,"verdict":"the server refused: RST (packet 2) answers the SYN (packet 1)' "a verdict in JSON"

head -c 400 "$capture" >"$work/cut.pcap"
status 0 "a file that is cut off" "$program" import --summary "$work/cut.pcap"
says "ends in the middle of a packet" "a file that is cut off"
ok 2 "$(wc -l <"$work/out" | tr -d ' ')" "what a file has that is cut off"
# each length: never anything but these two answers
size=$(wc -c <"$capture")
at=0
wrong=
while [ "$at" -lt "$size" ]; do
	head -c "$at" "$capture" | "$program" import --summary - >/dev/null 2>&1
	case $? in 0 | 1 | 2) ;; *) wrong="$wrong $at" ;; esac
	at=$((at + 37))
done
ok "" "$wrong" "a file cut off anywhere"
head -c 24 "$capture" >"$work/empty.pcap"
status 1 "a capture without TCP" "$program" import --summary "$work/empty.pcap"
says "no TCP in it" "a capture without TCP"

# pcapng with an interface of Ethernet and one that is cooked
section() { printf '\001\0\0\0\024\0\0\0%b\0\0\0\0\0\0\0\024\0\0\0' "$1"; }
{
	printf '\012\015\015\012\034\0\0\0\115\074\053\032\001\0\0\0'
	printf '\377\377\377\377\377\377\377\377\034\0\0\0'
	section '\0001'
	section '\0161'
} >"$work/mixed.pcapng"
status 2 "interfaces of two link types" "$program" import --summary "$work/mixed.pcapng"
says "editcap -F pcap -T ether" "interfaces of two link types"

echo "tcpstep 1" >"$work/script"
status 2 "not a capture" "$program" import --summary "$work/script"
says "not a capture" "not a capture"
status 2 "a folder" "$program" import --summary "$work"
status 2 "a file that is not there" "$program" import --summary "$work/none"
status 2 "no file" "$program" import --summary

status 1 "--fail-on finds how" "$program" import --summary --fail-on refused,rst "$captures/linger0_close.pcap"
says "connections that --fail-on refused,rst finds: 1" "--fail-on finds how"
status 1 "--fail-on finds a state" "$program" import --summary --fail-on time_wait "$capture"
status 0 "--fail-on finds nothing" "$program" import --summary --fail-on rst,CLOSE-WAIT "$capture"
for state in TIME-WAIT CLOSED; do
	status 1 "--fail-on finds $state at either end" "$program" import --summary --fail-on $state "$capture"
done
for option in --verdict --json --fail-on=rst; do
	status 2 "$option without --summary" "$program" import $option "$capture"
	says "${option%=*} " "$option without --summary"
done
"$program" export "$(dirname "$0")/../../lessons/syn-flood.tcpstep" --as pcap --at server -o "$work/several.pcap" 2>/dev/null
status 1 "--fail-on finds several" "$program" import --summary --fail-on rst,open "$work/several.pcap"
says "$(awk -F'\t' 'NR > 1 && $8 ~ /rst|open/ { n++; if (n == 1) first = $NF } END { print "finds: " n ", one of them is n " first }' "$work/out")" "--fail-on names one"
status 2 "--fail-on with an unknown word" "$program" import --summary --fail-on rts "$capture"
says "did you mean 'rst'?" "--fail-on with an unknown word"

status 2 "--verdict without --summary" "$program" import --verdict "$0"
says "import: --verdict needs --summary" "--verdict without --summary"
echo "$passed passed, $failed failed"
exit "$failed"
