#!/bin/sh
# Tests export: the formats, what a command line may say of them, and that each has what the
# run had. Ends "N passed, N failed".
. "$(dirname "$0")/../tools/shell.sh"
lessons=${LESSONS:-$(dirname "$0")/../../lessons}
page=$(dirname "$0")/../../src/tcpstep
formats=$(echo $(sed -n 's/^EXPORT(\([a-z]*\),.*/\1/p' "$(dirname "$0")/../../src/cli/exports.def"))
completed=$("$program" completion bash | sed -n 's/^	--as) _tcpstep_words \(.*\) ;;$/\1/p')
ok "$formats" "$(echo "$completed" | cut -d' ' -f1-$(echo "$formats" | wc -w))" "the shell completes the formats"
ok 1 "$(($(echo "$formats" | wc -w) >= 3))" "there are formats"

# --- the command line ---

status 2 "no format" "$program" export half-close
says "--as $(echo "$formats" | tr ' ' '|')" "no format"
status 2 "an ending of no format" "$program" export half-close -o "$work/x.odt"
says "x.odt" "an ending of no format"
for format in $formats; do
	[ $format != html ] || continue
	status 0 "a format's name as ending: $format" "$program" export half-close -o "$work/named.$format"
done
rm -f "$work"/named.*
status 2 "a format that there is not" "$program" export half-close --as txt
says "did you mean 'text'?" "a format that there is not"
status 2 "a lesson that there is not" "$program" export half-clos --as text
says "did you mean 'half-close'?" "a lesson that there is not"
status 2 "no such file" "$program" export ./none.tcpstep --as text
says "No such file" "no such file"
status 2 "a step is no end" "$program" export half-close --as text --at 3
says "expected client|server" "a step is no end"
status 2 "an end is no step" "$program" picture half-close --at client
says "expected STEP" "an end is no step"
status 2 "one file" "$program" export half-close handshake --as text
status 2 "no file" "$program" export --as text
for format in $formats; do
	for language in .1 .ko.1; do
		grep -q "^\.[BRI]* \"*$format\b" "$page$language"
		ok 0 $? "tcpstep$language has the format $format"
	done
	"$program" export --help | grep -q "^  --as $format\$"
	ok 0 $? "the page has the format $format"
done

"$program" export half-close --as json >"$work/ports.json"
ok "[49152,80] [80,49152]" "$(sed -n 's/.*"kind":"send".*"flags":"SYN\(,ACK\)*".*"ports":\(\[[0-9,]*\]\).*/\2/p' "$work/ports.json" | xargs)" "json: the sender's port comes first"
rm "$work/ports.json"
# --- the page for browsers: one that stands where an installation has it ---

there=$work/there
mkdir -p "$there/bin" "$there/share/tcpstep"
cp "$program" "$there/bin/tcpstep"
cp -R "$lessons" "$there/share/tcpstep/lessons"
printf 'tcpstep 1\nid odd\ntitle A & B </title><script>\nclient socket\nsay\n  a <b> &lt; &amp; "c" </pre> \\x\r\nwait 1s\n' >"$work/odd.tcpstep"
status 2 "there is no page" "$there/bin/tcpstep" export "$work/odd.tcpstep" --as html
echo '<title>old</title>' >"$there/share/tcpstep/tcpstep.html"
status 2 "a page of another version" "$there/bin/tcpstep" export "$work/odd.tcpstep" --as html
ok 0 "$(wc -c <"$work/out" | tr -d ' ')" "a page of another version: nothing is written"
printf '<head><title>tcpstep</title>\n<pre id="session" hidden></pre>\n<p>&amp;\n' >"$there/share/tcpstep/tcpstep.html"
status 0 "a page" "$there/bin/tcpstep" export "$work/odd.tcpstep" --as html
cp "$work/out" "$work/page"
# What a browser reads in an element: from the mark to the next end, the references replaced.
text_of() { awk -v from="$1" -v to="$2" 'BEGIN { RS = "\001"; ORS = "" } { at = index($0, from); t = substr($0, at + length(from)); print substr(t, 1, index(t, to) - 1) }' "$work/page" | sed "s/&lt;/</g; s/&gt;/>/g; s/&#13;/$(printf '\r')/g; s/&amp;/\&/g"; }
ok 'A & B </title><script>' "$(text_of '<title>' '</title>')" "the page: its title is text"
text_of '<pre id="session" hidden>' '</pre>' | sed 1d >"$work/session"
cmp -s "$work/odd.tcpstep" "$work/session"
ok 0 $? "the page: its session is the script, to the octet"
ok 0 "$(grep -c "$(printf '\r')" "$work/page")" "the page: no carriage return that a browser would drop"
ok '<p>&amp;' "$(tail -1 "$work/page")" "the page: its rest is as it was"

# --- where it goes ---

status 0 "to a file" "$program" export half-close -o "$work/half.tsv"
ok "" "$(cat "$work/out")" "to a file: nothing on standard output"
"$program" export half-close --as tsv | cmp -s - "$work/half.tsv"
ok 0 $? "to standard output: the same"
"$program" export - --as tsv <"$lessons/half-close.tcpstep" >"$work/stdin.tsv"
ok "$(cut -f1-9 "$work/half.tsv")" "$(cut -f1-9 "$work/stdin.tsv")" "from standard input: the same"
ok "- file" "$(cut -f10 "$work/stdin.tsv" | sort -u | xargs)" "from standard input: the file's name"
ok "half.tsv stdin.tsv" "$(cd "$work" && echo *.tsv*)" "no file is left over"
cp "$lessons/half-close.tcpstep" "$work/recording"
ok "$(cut -f1-9 "$work/half.tsv")" "$(cd "$work" && "$program" export recording --as tsv | cut -f1-9)" "a file without an ending"
echo old >"$work/kept.json"
printf 'tcpstep 1\nclient bogus\n' >"$work/bad.tcpstep"
status 2 "a script that is not valid" "$program" export "$work/bad.tcpstep" -o "$work/kept.json"
says "bad.tcpstep:2:8: error:" "a script that is not valid"
ok old "$(cat "$work/kept.json")" "the old file is kept"
printf 'tcpstep 1\nclient socket\nexpect client ESTABLISHED\n' >"$work/fails.tcpstep"
status 1 "an expectation that fails" "$program" export "$work/fails.tcpstep" -o "$work/fails.json"
says "fails.tcpstep:3:1: expected client ESTABLISHED, found CLOSED" "an expectation that fails"
ok 2 "$(wc -l <"$work/fails.json" | tr -d ' ')" "it is written all the same"
status 2 "a folder that there is not" "$program" export half-close -o "$work/none/x.tsv"
says "No such file or directory" "a folder that there is not"
if [ -c /dev/full ]; then
	"$program" export half-close --as tsv >/dev/full 2>"$work/err"
	ok 2 $? "a full disk"
	says "No space left on device" "a full disk"
fi

# --- text, tsv and json are the traces of run ---

# Prints a trace of JSON as a table: the columns of tsv, without its header.
as_table='
function value(name, text, m) {
	if (!match(text, "\"" name "\":(null|[0-9]+|\"([^\"\\\\]|\\\\.)*\"|\\{[^}]*\\})")) return "missing"
	m = substr(text, RSTART + length(name) + 3, RLENGTH - length(name) - 3)
	if (m == "null") return "-"
	if (m ~ /^"/) { m = substr(m, 2, length(m) - 2); gsub(/\\"/, "\"", m); gsub(/\\\\/, "\\", m) }
	return m
}
{
	s = value("segment", $0)
	if (s != "-") s = "#" value("number", s) " " value("flags", s) " seq=" value("seq", s) \
		(value("ack", s) == "-" ? "" : " ack=" value("ack", s)) " win=" value("win", s) " len=" value("len", s) \
		(value("tsval", s) == "-" ? "" : " tsval=" value("tsval", s) " tsecr=" value("tsecr", s))
	print value("step", $0) "\t" value("time_ms", $0) "\t" value("kind", $0) "\t" value("actor", $0) "\t" \
		value("client", $0) "\t" value("server", $0) "\t" s "\t" value("detail", $0) "\t" value("socket", $0) "\t" value("file", $0)
}'
for script in "$lessons"/*.tcpstep "$(dirname "$0")"/../scripts/*.tcpstep; do
	name=${script##*/}
	"$program" run --trace=tsv "$script" >"$work/run.tsv" 2>"$work/err"
	want=$?
	[ "$want" != 2 ] || continue
	"$program" run --trace=json "$script" >"$work/run.json" 2>"$work/err"
	ok "$want" $? "run --trace=json of $name"
	awk "$as_table" "$work/run.json" >"$work/table"
	sed 1d "$work/run.tsv" | cmp -s - "$work/table"
	ok 0 $? "json of $name has the fields of tsv"
	"$program" run --trace=text "$script" >"$work/run.text" 2>"$work/err"
	for format in text tsv json; do
		"$program" export "$script" --as $format 2>"$work/err" | cmp -s - "$work/run.$format"
		ok 0 $? "export --as $format of $name is what run prints"
	done
done

# A name and a text with what must not reach a terminal.
name=$(printf 'a\t"\\\342\200\256\363\240\200\201\033\377.tcpstep')
printf 'tcpstep 1\nclient socket\nclient send "\\x1b\\xe2\\x80\\xae\\"\\\\"\n' >"$work/$name"
(cd "$work" && "$program" run --trace=json "./$name" >out 2>err)
prints '"file":"./a\u0009\"\\\u202E\uDB40\uDC01\u001B\uFFFD.tcpstep"' "a name is escaped"
prints '"detail":"send \"\\x1B\\xE2\\x80\\xAE\\\"\\\\\""' "a text is escaped"

# --- the key that shares ---

mkdir "$work/shared"
share() { # share NUMBERS...: chooses these lines of the list
	{
		for line; do printf 'share\n%s\n' "$line"; done
		echo quit
	} | (cd "$work/shared" && "$program" sandbox --begin time-wait --plain >../out 2>../err)
}
share 0
offered=$(sed -n 's/^[1-9][0-9]*\. \([a-z]*\) .*/\1/p' "$work/out")
ok "$(echo $formats film)" "$(echo $offered)" "the key that shares offers every format"
share 1
mv "$work/shared/"*.tcpstep "$work/shared/sandbox"
line=1
for format in $formats; do
	line=$((line + 1))
	[ "$format" = html ] && continue # the page may not be built
	share $line
	written=$(sed -n 's/^Written: //p' "$work/out")
	(cd "$work/shared" && "$program" export ./sandbox --as $format 2>../err) | sed 's/\.\/sandbox/sandbox/' >"$work/want"
	cmp -s "$work/want" "$work/shared/$written"
	ok 0 $? "what is shared as $format is what export writes ($written)"
done
share $((line + 1))
grep -q '@keyframes' "$work/shared/$(sed -n 's/^Written: //p' "$work/out")"
ok 0 $? "a film is shared"

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
