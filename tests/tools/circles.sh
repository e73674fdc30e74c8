#!/bin/sh
# circles.sh OBJECT-FOLDER: fails when source files need each other in a circle.
# It reads the compiled objects, so no header can hide a dependency: an arrow
# goes from the object that uses a symbol to the object that defines it.
set -u
folder=${1:?usage: circles.sh OBJECT-FOLDER}
symbols=$(mktemp) && one=$(mktemp) || exit 2
trap 'rm -f "$symbols" "$one"' EXIT
objects=$(find "$folder" -name '*.o')
[ -n "$objects" ] || { echo "circles: no objects in $folder" >&2; exit 2; }
for object in $objects; do
	name=${object#"$folder"/}
	${NM:-nm} -P "$object" >"$one" || { echo "circles: cannot read $object" >&2; exit 2; }
	awk -v object="${name%.o}" '{ print object, $1, $2 }' "$one" >>"$symbols"
done
# An arrow from A to B is part of a circle exactly if B reaches A.
awk '
NR == FNR { if ($3 ~ /^[TDBRVWC]$/) home[$2] = $1; next }
$3 == "U" && ($2 in home) && home[$2] != $1 {
	arrow = $1 " " home[$2]
	if (!(arrow in uses))
		next_of[$1] = next_of[$1] " " home[$2]
	uses[arrow] = uses[arrow] " " $2
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
			print "circles: " end[1] " needs " end[2] ":" uses[arrow]
			bad = 1
		}
	}
	if (!bad)
		print "circles: ok"
	exit bad
}' "$symbols" "$symbols" >"$one"
status=$?
sort "$one"
exit "$status"
