#!/bin/sh
# Who may include whom (src/README.md), and what each layer keeps out of.
set -u
bad=0
complain() { echo "layers: $1"; bad=1; }

# allowed LAYER "LAYERS": its files include no other layer of ours.
allowed() {
	for file in $(find "src/$1" "include/$1" -name '*.[ch]' 2>/dev/null); do
		for other in $(sed -n 's/^#include "\([a-z]*\)\/.*/\1/p' "$file" | sort -u); do
			case " $1 $2 " in *" $other "*) ;; *) complain "$file includes $other/" ;; esac
		done
	done
}
allowed base ""
allowed engine "base"
allowed session "engine base"
allowed lesson "session engine base"
allowed report "session engine base"
allowed capture "session engine base"
allowed ui "lesson session report capture engine base"
allowed cli "lesson session report capture engine base"

for file in $(grep -rlE '#include *<(ncursesw/|n)?curses\.h>' src include); do
	[ "$file" = src/ui/term.c ] || complain "$file includes curses.h: only src/ui/term.c may"
done
for file in $(grep -rlE '#include *<pcap' src include); do
	case $file in src/capture/*) ;; *) complain "$file includes pcap.h: only src/capture may" ;; esac
done
if grep -rnE '\b(malloc|calloc|realloc|free|fopen|printf|puts|time|clock_gettime|rand|random|getenv|setlocale) *\(' \
	src/engine include/engine; then
	complain "the engine allocates nothing, and knows no file, clock, chance or locale"
fi
if grep -rnE '^[[:space:]]*default:' src/engine | grep -v words.c; then
	complain "no default: over our own enums"
fi
echo '#include "engine/world.h"' | ${CC:-cc} -std=c11 -Iinclude -Wpadded -fsyntax-only -x c - 2>&1 |
	grep -E 'include/engine/(world|net|segment|octets)\.h.*padding' && complain "struct world has padding"
[ "$bad" = 0 ] && echo "layers: ok"
exit "$bad"
