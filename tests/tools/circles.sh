#!/bin/sh
# circles.sh FOLDER [OBJECT…]: fails when source files, or folders, need each other in a
# circle.
# It reads the compiled objects, so no header can hide a dependency: an arrow goes from the
# object that uses a symbol to the object that defines it. Without OBJECTs it reads all in
# the folder, even those of deleted sources.
set -u
folder=${1:?usage: circles.sh FOLDER [OBJECT…]}
shift
symbols=$(mktemp) || exit 2
trap 'rm -f "$symbols"' EXIT
# shellcheck disable=SC2046 # no name of ours has a space
[ $# -gt 0 ] || set -- $(find "$folder" -name '*.o')
[ $# -gt 0 ] || { echo "circles: no objects in $folder" >&2; exit 2; }
# Lines "FOLDER/ui/app/app.o: app_open T …".
"${NM:-nm}" -A -P "$@" >"$symbols" || { echo "circles: cannot read the objects" >&2; exit 2; }
# circles OF: prints the circles between files, or between folders. An arrow from A
# to B is part of a circle exactly if B reaches A.
circles() {
	awk -v folder="$folder/" -v of="$1" '
{
	object = substr($0, length(folder) + 1)
	sub(/\.o: .*/, "", object)
	sub(/.*\.o: /, "")
	if (of == "folders")
		sub(/\/[^\/]*$/, "", object)
}
NR == FNR { if ($2 ~ /^[TDBRVWC]$/) home[$1] = object; next }
$2 == "U" && ($1 in home) && home[$1] != object {
	arrow = object " " home[$1]
	if (!(arrow in uses))
		next_of[object] = next_of[object] " " home[$1]
	uses[arrow] = uses[arrow] " " $1
}
function visit(object,    after, n, i) {
	n = split(next_of[object], after, " ")
	for (i = 1; i <= n; i++)
		if (!(after[i] in seen)) {
			seen[after[i]]
			visit(after[i])
		}
}
END {
	for (arrow in uses) {
		split(arrow, end, " ")
		if (!(end[2] in visited)) {
			visited[end[2]]
			split("", seen)
			visit(end[2])
			for (object in seen)
				reaches[end[2] " " object]
		}
		if ((end[2] " " end[1]) in reaches) {
			print "circles: " end[1] " needs " end[2] ":" uses[arrow] | "sort"
			bad = 1
		}
	}
	close("sort")
	exit bad
}' "$symbols" "$symbols"
}
circles files && circles folders && echo "circles: ok"
