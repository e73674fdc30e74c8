#!/bin/sh
# web.sh GOAL COMMAND…: runs the command if the page can be made and driven here; else says
# that GOAL is skipped and why, which fails where CI is set. Called by `make test-web` and
# `make bench-web`.
set -u
goal=$1
shift
why=
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
if ! echo 'int main(void) { return 0; }' | ${WEB_CC:-clang} --target=wasm32-wasi -x c -o "$work/a.wasm" - 2>/dev/null; then
	why="${WEB_CC:-clang} cannot build for wasm32-wasi"
elif ! command -v "${CHROMIUM:-chromium}" >/dev/null 2>&1; then
	why="${CHROMIUM:-chromium} is not installed"
elif ! command -v python3 >/dev/null 2>&1; then
	why="python3 is not installed"
fi
if [ -n "$why" ]; then
	echo "$goal: skipped, $why (make setup $goal installs it)"
	[ -z "${CI-}" ]
	exit
fi
"$@"
