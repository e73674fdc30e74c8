#!/bin/sh
# Checks that every C file is formatted as clang-format does.
set -u
if ! command -v clang-format >/dev/null 2>&1; then
	[ -z "${CI:-}" ] || { echo "format: clang-format is missing; make setup installs it" >&2; exit 1; }
	echo "format: skipped, clang-format is not installed"
	exit 0
fi
find src include tests -name '*.[ch]' | sort | xargs clang-format --dry-run -Werror && echo "format: ok"
