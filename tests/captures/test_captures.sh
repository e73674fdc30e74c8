#!/bin/sh
# Tests that each re-enacted capture holds and goes through the kernel's own sequence of
# state pairs (NAME.pairs). A server whose connection is gone shows LISTEN while its
# listener is open. Ends with "N passed, N failed".
program=${TCPSTEP:-build/tcpstep}
here=$(dirname "$0")
passed=0
failed=0
ok() { if [ "$1" = 0 ]; then passed=$((passed + 1)); echo "ok $2"; else failed=$((failed + 1)); echo "FAILED $2"; fi; }

for script in "$here"/*.tcpstep; do
	name=$(basename "$script" .tcpstep)
	"$program" run "$script" >/dev/null
	ok $? "$name: every expectation holds"
	expected=$(cat "$here/$name.pairs")
	found=$("$program" run --trace=tsv "$script" | awk -F'\t' -v refused="$([ "$name" = refused ] && echo 1)" '
		function pair() {
			if (!begun && client != "SYN-SENT") return
			begun = 1
			if (server == "CLOSED" && !refused) server = "LISTEN"
			if (client " " server != last) print client " " server
			last = client " " server
		}
		NR > 2 && $1 != step { pair() }
		NR > 1 { step = $1; client = $5; server = $6 }
		END { pair() }')
	[ "$expected" = "$found" ]
	status=$?
	ok $status "$name: the kernel's sequence of states"
	[ $status = 0 ] || printf 'expected:\n%s\nfound:\n%s\n' "$expected" "$found"
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
