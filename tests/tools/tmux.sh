# What the tests in real terminals share; each reads this file after its own comment, with
# PROGRAM as $1. A test ends with "N passed, N failed", and with exit status 1 if one failed.
program=${1:-${TCPSTEP:-./tcpstep}}
case $program in /*) ;; *) program=$PWD/$program ;; esac
[ -x "$program" ] || { echo "$0: no program '$program'" >&2; exit 2; }
command -v tmux >/dev/null || { echo "$0: tmux is needed" >&2; exit 2; }

work=$(mktemp -d) || exit 2
passed=0 failed=0

mux() { tmux -f /dev/null -S "$work/socket" "$@"; }
quit() { mux kill-server 2>/dev/null; rm -rf "$work"; }
trap quit EXIT
trap 'exit 2' INT TERM HUP

# Repeats the command until it succeeds, for at most 10 s.
until_ok() {
	begun=$(date +%s)
	until "$@"; do
		[ $(($(date +%s) - begun)) -lt 10 ] || return 1
	done
}

check() { # NAME COMMAND...
	name=$1
	shift
	if until_ok "$@"; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "FAILED: $name: $*"
		show "$@" | sed 's/^/    |/'
		mux has-session 2>/dev/null || { echo "$0: the tmux server is gone"; exit 2; }
	fi
}
