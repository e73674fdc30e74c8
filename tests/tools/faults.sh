#!/bin/sh
# faults.sh [NAME…]: plants each fault of tests/tools/faults.list in a copy of the
# sources, builds it and runs the tests that should see it. Prints a line a fault,
# caught or survived; exit status 1 if one survived or could not be planted. A tool
# for those who change tests; not part of `make check`.
# A line of the list, separated by tabs: name, file, sed expression, tests (suites
# of the runner or shell tests, by spaces; `build`: it must not compile).
set -u
here=$(cd "$(dirname "$0")/../.." && pwd)
copy=$(mktemp -d) || exit 2
trap 'rm -rf "$copy"' EXIT
cp -R "$here/src" "$here/include" "$here/tests" "$here/lessons" "$here/Makefile" "$here"/*.md "$here/.clang-format" "$copy"
[ ! -d "$here/build" ] || cp -Rp "$here/build" "$copy"
cd "$copy" || exit 2
export TCPSTEP="$copy/build/tcpstep" LESSONS="$copy/lessons" TERM=xterm
export XDG_CONFIG_HOME="$copy/config" XDG_STATE_HOME="$copy/state"
survived=0

# sees TEST…: whether one of the tests fails with the sources as they are now.
sees() {
	make build/tcpstep build/run-tests >"$copy/log" 2>&1 || return 0
	for test in "$@"; do
		case $test in
		build) continue ;;
		tests/tools/layers.sh) sh "$test" >"$copy/log" 2>&1 || return 0 ;;
		*.sh) timeout 120 sh "$test" >"$copy/log" 2>&1 || return 0 ;;
		*) timeout 120 build/run-tests "$test" >"$copy/log" 2>&1 || return 0 ;;
		esac
	done
	return 1
}

make build/tcpstep build/run-tests >"$copy/log" 2>&1 || { cat "$copy/log"; exit 2; }
tab=$(printf '\t')
while IFS=$tab read -r name file expression tests; do
	case $name in '' | '#'*) continue ;; esac
	[ $# = 0 ] || case " $* " in *" $name "*) ;; *) continue ;; esac
	cp "$file" "$copy/kept"
	sed "$expression" "$copy/kept" >"$file"
	if cmp -s "$file" "$copy/kept"; then
		echo "not planted: $name"
		survived=1
	elif sees $tests </dev/null; then
		echo "caught: $name"
	else
		echo "survived: $name"
		survived=1
	fi
	cp "$copy/kept" "$file"
done <tests/tools/faults.list
exit "$survived"
