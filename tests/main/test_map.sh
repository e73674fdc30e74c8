#!/bin/sh
# Tests that src/README.md, the map, has a section for every folder which names every source
# file, and no file that does not exist.
. "$(dirname "$0")/../tools/shell.sh"
cd "$(dirname "$0")/../.." || exit 2

# names FOLDER: prints the words in backticks of the folder's section, one a line.
names() {
	awk -v folder="$1" '/^#/ { on = $1 == "###" && $2 == folder ":" } on' src/README.md |
		grep -o '`[a-z0-9_*]*`' | tr -d '`'
}

for folder in $(cd src && find . -type d | sed -e 's/^\.\///' -e '/^\.$/d' | sort); do
	[ -n "$(find "src/$folder" -maxdepth 1 -name '*.[ch]')" ] || continue
	names "$folder" >"$work/names"
	[ -s "$work/names" ]
	ok 0 $? "the map has a part '### $folder:'"
	stems=$(find "src/$folder" "include/$folder" -maxdepth 1 -type f 2>/dev/null | sed -e 's/.*\///' -e 's/\..*//' | sort -u)
	for stem in $stems; do
		found=missing
		while read -r name; do
			# shellcheck disable=SC2254 # a pattern on purpose
			case $stem in $name) found=named ;; esac
		done <"$work/names"
		ok named $found "$folder/$stem is on the map"
	done
	# Names before the colon of "- `a`, `b`: …" are files of this folder.
	for name in $(awk -v folder="$folder" '/^#/ { on = $1 == "###" && $2 == folder ":" } on && /^- `/' src/README.md |
		sed 's/:.*//' | grep -o '`[a-z0-9_]*`' | tr -d '`'); do
		case " $(echo $stems) " in *" $name "*) found=there ;; *) found=gone ;; esac
		ok there $found "$folder has the file '$name' of the map"
	done
done

echo "$passed passed, $failed failed"
exit "$failed"
