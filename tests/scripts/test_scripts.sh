#!/bin/sh
# Runs every script here except errors and all-kinds, which are samples for the parser. Ends with "N passed, N failed".
program=${TCPSTEP:-build/tcpstep}
here=$(dirname "$0")
passed=0
failed=0
for script in "$here"/*.tcpstep; do
	case $script in */errors.tcpstep | */all-kinds.tcpstep) continue ;; esac
	if "$program" run "$script" >/dev/null; then
		passed=$((passed + 1))
		echo "ok $script"
	else
		failed=$((failed + 1))
		echo "FAILED $script"
	fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
