#!/bin/sh
# Tests that every example of the author's guide is a script that passes `check` without a
# warning. Ends with "N passed, N failed".
program=${TCPSTEP:-build/tcpstep}
guide=${LESSONS:-$(dirname "$0")/../../lessons}/README.md
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0
awk -v dir="$work" '/^```tcpstep$/ { n++; in_block = 1; next } /^```$/ { in_block = 0 } in_block { print > (dir "/example-" n) }' "$guide"
for script in "$work"/example-*; do
	if "$program" check "$script" >"$work/out" 2>&1 && ! grep -q warning "$work/out"; then
		passed=$((passed + 1))
		echo "ok $(basename "$script")"
	else
		failed=$((failed + 1))
		echo "FAILED $(basename "$script")"
		cat "$work/out"
	fi
done
[ "$passed" -ge 5 ] || failed=$((failed + 1))
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
