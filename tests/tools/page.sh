#!/bin/sh
# page.sh OUT MODULE LESSONS PAGE.html PAGE.css SCRIPT.js…: makes the page for browsers: one
# file with the module, the lessons, the style and the scripts. Its content security policy has
# the hashes of the style and the scripts. Called by `make web`.
set -eu
out=$1 module=$2 lessons=$3 page=$4 style=$5
shift 5
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# hash FILE: prints its SHA-256 in base64, as a policy has it.
hash() {
	# shellcheck disable=SC2046,SC2059 # octal escapes, one for each octet
	printf "$(sha256sum "$1" | cut -c1-64 | fold -w2 | while read -r hex; do printf '\\%03o' "0x$hex"; done)" | base64 -w0
}

# An archive that is the same for the same files.
mkdir "$work/in" "$work/in/lessons"
cp "$module" "$work/in/tcpstep.wasm"
cp "$lessons"/*.tcpstep "$lessons/course" "$work/in/lessons"
tar -C "$work/in" --format=ustar --sort=name --owner=0 --group=0 --numeric-owner --mode=a=r --mtime=@0 -cf "$work/tar" tcpstep.wasm lessons
gzip -9n <"$work/tar" | base64 -w0 >"$work/MODULE"
printf %s "$(cat "$style")" >"$work/STYLE"
printf %s "$(cat "$@")" >"$work/SCRIPT"
hash "$work/STYLE" >"$work/STYLE_HASH"
hash "$work/SCRIPT" >"$work/SCRIPT_HASH"

# Puts the contents in the place of @NAME@; each is read whole, none is interpreted.
awk -v work="$work" '
function content(name,    line, text, first) {
	first = 1
	while ((getline line <(work "/" name)) > 0) {
		text = text (first ? "" : "\n") line
		first = 0
	}
	close(work "/" name)
	return text
}
{
	rest = $0
	while (match(rest, /@[A-Z_]+@/)) {
		printf "%s%s", substr(rest, 1, RSTART - 1), content(substr(rest, RSTART + 1, RLENGTH - 2))
		rest = substr(rest, RSTART + RLENGTH)
	}
	print rest
}' "$page" >"$work/page"
mkdir -p "$(dirname "$out")"
cp "$work/page" "$out"
