# Functions that the shell tests share; each test reads this file first. A test ends with
# "N passed, N failed", and with the number of failures as its exit status.
program=${TCPSTEP:-build/tcpstep}
case $program in /*) ;; *) program=$PWD/$program ;; esac
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 2' INT TERM HUP
passed=0
failed=0
newline='
'
# ok WANTED FOUND NAME: of a name with what a program printed only the first line, if all is well.
ok() { if [ "$1" = "$2" ]; then passed=$((passed + 1)); echo "ok ${3%%"$newline"*}"; else failed=$((failed + 1)); echo "FAILED $3: expected '$1', found '$2'"; fi; }
# status WANTED NAME COMMAND…: runs COMMAND; its output goes to out and err in $work.
status() { want=$1; name=$2; shift 2; "$@" >"$work/out" 2>"$work/err" </dev/null; ok "$want" $? "$name"; }
# A function of awk, for programs of it: the words of TCP's flags in the hexadecimal text that tshark prints.
# shellcheck disable=SC2034 # tests use it
tshark_flags='function flags_of(hex,   high, low, flags) {
	hex = substr(hex, length(hex) - 1)
	high = index("0123456789abcdef", substr(hex, 1, 1)) - 1
	low = index("0123456789abcdef", substr(hex, 2, 1)) - 1
	if (int(low / 2) % 2) flags = flags ",SYN"
	if (low % 2) flags = flags ",FIN"
	if (int(low / 4) % 2) flags = flags ",RST"
	if (high % 2) flags = flags ",ACK"
	return flags == "" ? "-" : substr(flags, 2)
}'
# says TEXT NAME, prints TEXT NAME: the last command's err, or out, contains TEXT.
says() { grep -qF -- "$1" "$work/err"; ok 0 $? "$2: says '$1'"; }
prints() { grep -qF -- "$1" "$work/out"; ok 0 $? "$2: prints '$1'"; }
