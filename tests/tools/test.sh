#!/bin/sh
# test.sh RUNNER SHELL-TEST…: runs all tests, ends with "N passed, N failed".
# Environment: TCPSTEP, the program; LESSONS, the folder of lessons.
set -u
runner=$1
shift
passed=0
failed=0
log=$(mktemp)
# Nothing of whoever runs the tests is read or written: settings, progress.
own=$(mktemp -d)
trap 'rm -rf "$log" "$own"' EXIT
export XDG_CONFIG_HOME="$own/config" XDG_STATE_HOME="$own/state"
# Without a terminal's name, and with this variable, the program goes line by line.
export TERM=xterm
unset TCPSTEP_PLAIN

"$runner" 2>&1 | tee "$log"
line=$(grep -E '^[0-9]+ passed, [0-9]+ failed$' "$log" | tail -1)
if [ -n "$line" ]; then
	passed=$((passed + ${line%% *}))
	rest=${line#* passed, }
	failed=$((failed + ${rest%% *}))
else
	echo "test.sh: the runner ended without a count"
	failed=$((failed + 1))
fi

for test in "$@"; do
	echo "== $test"
	sh "$test" >"$log" 2>&1
	status=$?
	grep -vE '^ok ' "$log"
	line=$(grep -E '^[0-9]+ passed, [0-9]+ failed$' "$log" | tail -1)
	if [ -n "$line" ]; then
		passed=$((passed + ${line%% *}))
		rest=${line#* passed, }
		bad=${rest%% *}
	else
		bad=1
	fi
	[ "$status" = 0 ] || [ "$bad" != 0 ] || bad=1
	failed=$((failed + bad))
done

echo
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
