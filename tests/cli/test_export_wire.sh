#!/bin/sh
# Tests what export writes for other programs: captures, read again by import and by tshark,
# and scripts of packetdrill, by its grammar. Ends "N passed, N failed".
. "$(dirname "$0")/../tools/shell.sh"
lessons=${LESSONS:-$(dirname "$0")/../../lessons}
scripts=$(dirname "$0")/../scripts

# Prints the segments on an end's wire: flags, seq, ack, len. awk -v end=client.
wire='BEGIN { FS = "\t" }
NR > 1 && $4 == end && ($3 == "send" || $3 == "arrive") {
	split($7, part, " ")
	line = part[2]
	for (i = 3; i in part; i++) if (part[i] ~ /^(seq|ack|len)=/) line = line " " part[i]
	print line
}'

# --- packetdrill: the grammar of its parser.y and lexer.l, as far as it is used here ---

grammar='
function bad(why) { print FILENAME ":" FNR ": " why ": " $0; wrong = 1 }
function fd_used(n) { if (!(n in fds)) bad("no such descriptor") }
function packet(text, from, flags, range, part, n) {
	from = substr(text, 1, 1)
	text = substr(text, 3)
	n = index(text, " ")
	flags = substr(text, 1, n - 1)
	if (flags !~ /^(F?S?R?P?\.?|-)$/ || flags == "") bad("flags")
	text = substr(text, n + 1)
	if (!match(text, /^[0-9]+:[0-9]+\([0-9]+\)/)) { bad("sequence numbers"); return }
	range = substr(text, 1, RLENGTH)
	text = substr(text, RLENGTH + 1)
	split(range, part, /[:()]/)
	if (part[1] + part[3] != part[2] || part[2] > 4294967295 || part[3] > 65535) bad("sequence numbers")
	if (match(text, /^ ack [0-9]+/)) {
		if (substr(text, 6, RLENGTH - 5) + 0 > 4294967295 || flags !~ /\./) bad("ack")
		text = substr(text, RLENGTH + 1)
	} else if (flags ~ /\./) bad("ack")
	if (match(text, /^ win [0-9]+/)) {
		if (substr(text, 6, RLENGTH - 5) + 0 > 65535) bad("win")
		text = substr(text, RLENGTH + 1)
	} else if (from == "<") bad("a window is to be injected")
	if (text == " <...>" && from == ">") text = ""
	if (text !~ /^( <(mss [0-9]+)?(,?nop,nop,TS val [0-9]+ ecr [0-9]+)?>)?$/) bad("options")
}
function syscall(text, name, arguments, result, fd) {
	if (!match(text, /\) = /)) { bad("a call"); return }
	name = substr(text, 1, RSTART)
	result = substr(text, RSTART + 4)
	if (result !~ /^([0-9]+|-1 E[A-Z]+ \([A-Za-z ]+\))$/) bad("a result")
	if (name == "socket(..., SOCK_STREAM, IPPROTO_TCP)") { if (result !~ /^-/) fds[result + 0]; return }
	if (name !~ /^(bind|connect|accept)\([0-9]+, \.\.\., \.\.\.\)$/ && name !~ /^listen\([0-9]+, [0-9]+\)$/ &&
		name !~ /^(write|read)\([0-9]+, \.\.\., [0-9]+\)$/ && name !~ /^close\([0-9]+\)$/ &&
		name !~ /^shutdown\([0-9]+, SHUT_(RD|WR|RDWR)\)$/ &&
		name !~ /^fcntl\([0-9]+, F_SETFL, O_RDWR(\|O_NONBLOCK)?\)$/ &&
		name !~ /^setsockopt\([0-9]+, (SOL_SOCKET|IPPROTO_TCP), [A-Z_]+, \[[0-9]+\], 4\)$/ &&
		name !~ /^setsockopt\([0-9]+, SOL_SOCKET, SO_LINGER, \{onoff=[01], linger=[0-9]+\}, 8\)$/) bad("a call")
	match(name, /[0-9]+/)
	fd = substr(name, RSTART, RLENGTH) + 0
	fd_used(fd)
	if (name ~ /^accept/ && result !~ /^-/) fds[result + 0]
	if (name ~ /^close/) delete fds[fd]
}
FNR == 1 { events = 0; now = 0; busy = 0; for (n in fds) delete fds[n] }
/^\/\// { next }
/^--(ip_version=ipv4|(bind|connect)_port=[0-9]+)$/ { if (events) bad("an option after an event"); next }
/^0 `true`$/ { events++; next }
{
	events++
	if (!match($0, /^[0-9]+\.[0-9][0-9][0-9]/)) { bad("a time"); next }
	time = substr($0, 1, RLENGTH) + 0
	rest = substr($0, RLENGTH + 1)
	if (time < now) bad("earlier than the line before")
	now = time
	till = time
	if (match(rest, /^\.\.\.[0-9]+\.[0-9][0-9][0-9]/)) {
		till = substr(rest, 4, RLENGTH - 3) + 0
		rest = substr(rest, RLENGTH + 1)
		if (till < time) bad("it ends before it begins")
	}
	rest = substr(rest, 2)
	if (rest ~ /^[<>] /) { if (till != time) bad("a range"); packet(rest); next }
	if (time < busy) bad("another call has not returned")
	busy = till
	syscall(rest)
}
END { if (!events) { print FILENAME ": no event"; wrong = 1 } exit wrong }'

# Prints a script of packetdrill as the segments that it has.
drilled='/^[0-9].* [<>] / { sub(/^[^<>]*/, ""); sub(/ win [0-9]+/, ""); sub(/ <[^>]*>$/, ""); gsub(/P/, ""); print }'

for script in "$lessons"/*.tcpstep "$scripts"/*.tcpstep; do
	name=${script##*/}
	"$program" run --trace=tsv "$script" >"$work/run.tsv" 2>/dev/null
	[ $? != 2 ] || continue
	for end in client server; do
		"$program" export "$script" --as packetdrill --at $end -o "$work/$name.$end.pkt" 2>/dev/null
		wrong=$(LC_ALL=C awk "$grammar" "$work/$name.$end.pkt")
		ok "" "$wrong" "packetdrill of $name at the $end: its grammar"
		"$program" export "$script" --as pcap --at $end -o "$work/$name.$end.pcap" 2>/dev/null
		awk -v end=$end "$wire" "$work/run.tsv" >"$work/$name.$end.wire"
		grep -q '^// \(left out.* [<>] \|the rest\)' "$work/$name.$end.pkt" && continue
		ok "$(wc -l <"$work/$name.$end.wire" | tr -d ' ')" "$(awk "$drilled" "$work/$name.$end.pkt" | wc -l | tr -d ' ')" \
			"packetdrill of $name at the $end: every segment"
	done
done
"$program" export half-close --as packetdrill | cmp -s - "$work/half-close.tcpstep.client.pkt"
ok 1 $? "the name in a packetdrill script is that of the command line"
"$program" export half-close --as pcap | cmp -s - "$work/half-close.tcpstep.client.pcap"
ok 0 $? "without --at it is the client's end"

# --- captures, read by import ---

# Lessons of one connection: its states in the end, from either end's wire.
for lesson in buffers data half-close loss sliding-window zero-window; do
	states=$("$program" run --trace=tsv "$lessons/$lesson.tcpstep" | tail -1 | cut -f5,6)
	for end in client server; do
		"$program" import --summary "$work/$lesson.tcpstep.$end.pcap" >"$work/out" 2>"$work/err"
		ok "2 $(wc -l <"$work/$lesson.tcpstep.$end.wire" | tr -d ' ') $states" \
			"$(wc -l <"$work/out" | tr -d ' ') $(sed -n 2p "$work/out" | cut -f3,5,6 | sed 's/	/ /')" \
			"import --summary of $lesson at the $end"
	done
done
"$program" import --summary "$work/half-close.tcpstep.client.pcap" >"$work/out"
ok "10.0.0.1:49152 10.0.0.2:80 11 10 TIME-WAIT CLOSED client fin" "$(sed -n '2s/	/ /gp' "$work/out" | cut -d' ' -f1-8)" "half-close as import tells it"

# --- captures, read by tshark ---

# Expert messages of severity warning that a session itself can be the reason of.
session='Connection reset \(RST\)|Previous segment\(s\) not captured|ACKed segment that was.* captured|out-of-order segment|window specified by the receiver is now completely full|TCP Zero Window segment|TCP window full'
if command -v tshark >/dev/null 2>&1; then
	for script in "$lessons"/*.tcpstep "$scripts"/*.tcpstep; do
		# one end of each, for it takes a second
		case $script in */scripts/* | *[t-z].tcpstep) end=server ;; *) end=client ;; esac
		name=${script##*/}.$end.pcap
		capture=$work/$name
		[ -f "$capture" ] || continue
		HOME=$work tshark -n -r "$capture" -o ip.check_checksum:TRUE -o tcp.check_checksum:TRUE \
			-o tcp.relative_sequence_numbers:FALSE -T fields -E separator=/t -E occurrence=a -E aggregator='|' -e tcp.flags -e tcp.seq_raw \
			-e tcp.ack_raw -e tcp.len -e tcp.checksum.status -e ip.checksum.status -e _ws.malformed -e _ws.expert.message \
			-e _ws.expert.severity -e frame.time_relative >"$work/tshark" 2>"$work/err"
		ok 0 $? "tshark reads $name"
		awk -F'\t' "$tshark_flags"'{
			flags = flags_of($1)
			print flags " seq=" $2 (flags ~ /ACK/ ? " ack=" $3 : "") " len=" $4
		}' "$work/tshark" >"$work/seen"
		cmp -s "$work/seen" "${capture%.pcap}.wire"
		ok 0 $? "tshark: $name has the segments of its wire, in their order"
		ok "" "$(awk -F'\t' '$5 != 1 || $6 != 1 || $7 != ""' "$work/tshark")" "tshark: $name: checksums, nothing malformed"
		# 6291456 is a warning, 8388608 an error
		ok "" "$(awk -F'\t' '{ n = split($8, m, "|"); split($9, s, "|"); for (i = 1; i <= n; i++) if (s[i] >= 6291456) print m[i] }' "$work/tshark" |
			grep -Ev "$session" | sort -u)" "tshark: $name: no warning of its own"
	done
else
	echo "skipped: tshark is not installed"
fi

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
