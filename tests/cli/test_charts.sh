#!/bin/sh
# Tests the formats of export that are looked at: every lesson in each, in both languages.
. "$(dirname "$0")/../tools/shell.sh"
lessons=${LESSONS:-$(dirname "$0")/../../lessons}

# is_xml FILE NAME: every tag is closed, and nothing but references begins with &.
is_xml() {
	if command -v xmllint >/dev/null; then
		xmllint --noout "$1" 2>/dev/null
		ok 0 $? "$2 is well-formed"
		return
	fi
	awk '{ text = text $0 "\n" }
	END {
		gsub(/&(lt|gt|amp|quot);/, "", text)
		if (text ~ /&/) exit 1
		while (match(text, /<[^>]*>/)) {
			tag = substr(text, RSTART + 1, RLENGTH - 2)
			text = substr(text, RSTART + RLENGTH)
			if (tag ~ /\/$/) continue
			split(tag, words, /[ \t\n]/)
			if (tag !~ /^\//) open[++depth] = words[1]
			else if (open[depth--] != substr(words[1], 2)) exit 1
		}
		exit depth != 0
	}' "$1"
	ok 0 $? "$2 is well-formed"
}
# at_most OCTETS FILE NAME
at_most() { ok 1 "$(($(wc -c <"$2") <= $1))" "$3 has at most $1 octets"; }
# lacks WORDS FILE NAME: no line has one of the words, which | separates.
lacks() { grep -qE -- "$1" "$2"; ok 1 $? "$3 has no $1"; }

for lesson in "$lessons"/*.tcpstep; do
	for lang in en ko; do
		it=$(basename "$lesson" .tcpstep).$lang
		status 0 "$it as svg" "$program" export "$lesson" --lang $lang -o "$work/$it.svg"
		is_xml "$work/$it.svg" "$it.svg"
		lacks '<script|href=|url\(|@import' "$work/$it.svg" "$it.svg"
		at_most 102400 "$work/$it.svg" "$it.svg"
		grep -q 'prefers-color-scheme:dark' "$work/$it.svg"
		ok 0 $? "$it.svg is light and dark"
		status 0 "$it as mermaid" "$program" export "$lesson" --lang $lang -o "$work/$it.mmd"
		ok sequenceDiagram "$(head -n 1 "$work/$it.mmd")" "$it.mmd is a sequence diagram"
		ok 0 "$(sed 1d "$work/$it.mmd" | grep -cvE '^    (title|participant (client|server)$|Note (left|right) of (client|server): |Note over client,server: |(client|server)(->>|-->>|-x)(client|server): )')" \
			"$it.mmd has statements that Mermaid knows"
		ok 0 "$(sed -E '1d; s/#[0-9]+;//g; s/-?->>//' "$work/$it.mmd" | grep -c '[;#<>%{}]')" "$it.mmd is escaped"
		at_most 50000 "$work/$it.mmd" "$it.mmd"
		status 0 "$it as a film" "$program" export "$lesson" --film --lang $lang -o "$work/film.svg"
		is_xml "$work/film.svg" "$it's film"
		lacks '<script|href="[^#]|url\(|@import' "$work/film.svg" "$it's film"
		at_most 524288 "$work/film.svg" "$it's film"
		grep -q 'prefers-reduced-motion:reduce){.film{animation:none}}' "$work/film.svg"
		ok 0 $? "$it's film can stand still"
		status 0 "$it as a cast" "$program" export "$lesson" --lang $lang -o "$work/$it.cast"
		ok 1 "$(sed -n '1s/^{"version": 2, "width": 80, "height": 24, "title": ".*}$/1/p' "$work/$it.cast")" "$it.cast has a header"
		ok 0 "$(sed 1d "$work/$it.cast" | grep -cvE '^\[[0-9]+\.[0-9]{3}, "[om]", "([^"\\]|\\["\\]|\\u[0-9A-F]{4})*"\]$')" \
			"$it.cast has events"
		sed '1d; s/^\[//; s/,.*//' "$work/$it.cast" | sort -cn 2>/dev/null
		ok 0 $? "$it.cast goes on in time"
	done
done

# --- the command line, and limits ---

status 2 "a film is SVG" "$program" export half-close --as mermaid --film
says "--film goes with --as svg" "a film is SVG"
status 0 "a large screen" "$program" export handshake --film --size 120x40 -o "$work/film.svg"
grep -q 'width="1100" height="780"' "$work/film.svg"
ok 0 $? "the film has that size"
"$program" export handshake --as svg --film --size 120x40 | cmp -s - "$work/film.svg"
ok 0 $? "the same again is the same film"
status 0 "a cast of that size" "$program" export handshake --as cast --size 120x40
prints '"width": 120, "height": 40,' "a cast of that size"
{ echo tcpstep 1; yes 'client socket' | head -n 600; } >"$work/long.tcpstep"
status 2 "a film that is too long" "$program" export "$work/long.tcpstep" --film -o "$work/long.svg"
says "the film has 602 frames, and 500 at most are written" "a film that is too long"
ok "" "$(ls "$work" | grep '^long.svg')" "a film that is too long is not written"
{
	printf 'tcpstep 1\nserver socket\nserver bind 80\nserver listen\nclient socket\nclient connect 80\nwait idle\nserver accept\n'
	i=0
	while [ $((i += 1)) -le 60 ]; do printf 'client send %s\ndeliver\ndeliver\nserver recv\n' $i; done
} >"$work/large.tcpstep"
status 2 "a film that is too large" "$program" export "$work/large.tcpstep" --film --size 250x250 --no-animation -o "$work/large.svg"
says "octets, and 4194304 at most are written" "a film that is too large"
printf 'tcpstep 1\nclient socket\nexpect client ESTABLISHED\n' >"$work/fails.tcpstep"
for format in svg mermaid cast 'svg --film'; do
	# shellcheck disable=SC2086 # words on purpose
	status 1 "$format of what fails" "$program" export "$work/fails.tcpstep" --as $format
	says "fails.tcpstep:3:1: expected client ESTABLISHED" "$format of what fails"
done

# --- text that others wrote ---

printf 'tcpstep 1\ntitle "</style><script>&\\x1b[31m"\nserver socket\nserver bind 80\nserver listen\nclient socket\nclient connect 80\nwait idle\nclient send "</text><script>]]>&;#\\x1b\\xe2\\x80\\xae"\nwait idle\nsay\n  <script>%%{init}\033]0;x\007\n' >"$work/hostile.tcpstep"
for format in svg 'svg --film' mermaid cast; do
	# shellcheck disable=SC2086 # words on purpose
	status 0 "hostile text as $format" "$program" export "$work/hostile.tcpstep" --as $format -o "$work/hostile.out"
	lacks "$(printf '\033|\007|\342\200\256')" "$work/hostile.out" "hostile text as $format"
	case $format in
	svg*) is_xml "$work/hostile.out" "hostile text as $format"; lacks '<script' "$work/hostile.out" "hostile text as $format" ;;
	mermaid) lacks '[<%]' "$work/hostile.out" "hostile text as $format" ;;
	esac
done
ok 0 "$(grep -c 'u001B\]0;x' "$work/hostile.out")" "no sequence of a text reaches the terminal that plays a cast"

echo "$passed passed, $failed failed"
exit "$failed"
