#!/bin/sh
# Checks who may include whom (src/README.md), and what each layer must not use.
set -u
bad=0
complain() { echo "layers: $1"; bad=1; }

# allowed FOLDER "FOLDERS": its files include nothing else of ours. A folder of
# ui is named whole ("ui/app"); elsewhere the first word names the layer.
allowed() {
	for file in $(find "src/$1" "include/$1" -name '*.[ch]' 2>/dev/null); do
		for other in $(sed -n -e 's/^#include "\(ui\/[a-z]*\)\/.*/\1/p' -e t -e 's/^#include "\([a-z]*\)\/.*/\1/p' "$file" | sort -u); do
			case " $1 $2 " in *" $other "*) ;; *) complain "$file includes $other/" ;; esac
		done
	done
}
model="lesson session language engine base"
allowed base ""
allowed engine "base"
allowed language "engine base"
allowed session "language engine base"
allowed lesson "session language engine base"
allowed class "lesson session language engine base"
allowed quiz "lesson language engine base"
allowed report "session language engine base"
allowed capture "$model"
allowed kernel "$model"
allowed cli "class quiz report kernel capture $model"
allowed ui/draw "language engine base"
allowed ui/tell "ui/draw $model"
allowed ui/app "ui/draw ui/tell class quiz report capture $model"
allowed ui/panel "ui/app ui/draw ui/tell $model"
allowed ui/term "ui/draw ui/tell base"
allowed ui/export "ui/app ui/draw report $model"
allowed ui/plain "ui/app ui/draw ui/tell class quiz $model"
allowed ui/web "class cli ui/start ui/plain ui/panel ui/app ui/draw ui/tell $model"
allowed ui/notes "ui/app ui/draw ui/tell ui/term class $model"
allowed ui/start "capture class cli ui/export ui/notes ui/plain ui/app ui/draw ui/tell ui/term lesson base"

for file in $(grep -rlE '#include *<(ncursesw/|n)?curses\.h>' src include); do
	[ "$file" = src/ui/term/term.c ] || complain "$file includes curses.h: only src/ui/term/term.c may"
done
for file in $(grep -rlE '#include *<pcap' src include); do
	case $file in src/capture/*) ;; *) complain "$file includes pcap.h: only src/capture may" ;; esac
done
for file in $(grep -rlE '#include *<(sys/socket\.h|netdb\.h|microhttpd\.h|netinet/|linux/)' src include); do
	case $file in src/class/* | src/kernel/*) ;; *) complain "$file uses the system's sockets: only src/class and src/kernel may" ;; esac
done
if grep -rnE '\b(malloc|calloc|realloc|free|fopen|printf|puts|time|clock_gettime|rand|random|getenv|setlocale) *\(' \
	src/engine include/engine; then
	complain "the engine allocates nothing, and knows no file, clock, chance or locale"
fi
if grep -rnE '^[[:space:]]*default:' src/engine; then
	complain "no default: over our own enums"
fi
# Padding inside the world would make equal worlds differ in their bytes. Every
# header that world.h includes is looked at; states.h has no struct of the world.
padding=$(echo '#include "engine/world.h"' |
	${CC:-cc} -std=c11 -Iinclude -Wpadded -fsyntax-only -x c - 2>&1) || complain "engine/world.h does not compile: $padding"
padding=$(echo "$padding" | grep 'Wpadded' | grep -v 'include/engine/states\.h')
[ -z "$padding" ] || complain "struct world has padding:
$padding"
[ "$bad" = 0 ] && echo "layers: ok"
exit "$bad"
