#!/bin/sh
# Tests the quiz on paper: `quiz --key --seed --paper`, its formats and answers, and `--grade`. Ends
# "N passed, N failed".
. "$(dirname "$0")/../tools/shell.sh"
export XDG_CONFIG_HOME="$work/config" XDG_STATE_HOME="$work/state" HOME="$work/home" LC_ALL=C
cd "$work" || exit 2
tab=$(printf '\t')
printf '0123456789abcdef' >key
printf 'fedcba9876543210' >other
paper() { "$program" quiz --key key --seed "$@" --paper; } # paper SEED OPTION...
filled() { paper "$@" --answers | sed '/tcpstep-quiz/s/ answers$//'; } # a sheet with all right
same() { cmp -s "$1" "$2"; ok 0 $? "$3"; }
differs() { cmp -s "$1" "$2"; ok 1 $? "$3"; }
# The rows of a file in the table that was printed last: answers, and right/of.
given() { awk -F'\t' -v f="$1" '$1 == f && $3 != "all" { printf "%s", $4 }' out; }
keys() { awk -F'\t' -v f="$1" '$1 == f && $3 != "all" { printf "%s", $5 }' out; }
sum() { awk -F'\t' -v f="$1" '$1 == f && $3 == "all" { print $2, $6 "/" $7 }' out; }

# --- which sheet ---

for as in markdown html; do
	paper s1 --as $as >one
	ok 0 $? "a sheet as $as"
	paper s1 --as $as >again
	same one again "$as: the same key and seed, the same sheet"
	paper s2 --as $as >two
	differs one two "$as: another seed, another sheet"
	"$program" quiz --key other --seed s1 --paper --as $as >two
	differs one two "$as: another key, another sheet"
	for lang in en ko; do
		paper s1 --as $as --lang $lang >sheet
		paper s1 --as $as --lang $lang --answers >answers
		ok 0 "$(grep -c '✓\|Why:\|이유:\|RFC 9293 [0-9]' sheet)" "$as in $lang: the sheet has no answers"
		ok 10 "$(grep -c '✓' answers)" "$as in $lang: a right choice a question"
		ok 10 "$(grep -c 'Why: .* (.*)\|이유: .* (.*)' answers)" "$as in $lang: a rule a question"
	done
done
paper s1 >sheet.md
ok 10 "$(grep -c '^## Question [0-9]* (' sheet.md)" "ten questions unless --count is given"
ok 10 "$(grep -c '^Answer [0-9]*: $' sheet.md)" "a line for each answer"
paper s1 --count 3 >short.md
ok 3 "$(grep -c '^## Question' short.md)" "--count"
# The questions of four sheets, a line each: those that occur again.
for s in s1 s2 s3 s4; do paper $s --count 20 | awk '/^## Question/ { if (q) print q; q = "" } /^Answer/ { next } { q = q $0 } END { print q }' | sed 's/## Question [0-9]*//'; done | sort | uniq -d >twice
ok 1 "$(($(wc -l <twice) < 4))" "sheets hardly share a question"
status 0 "-o chooses the format" "$program" quiz --key key --seed s1 --paper -o sheet.html
paper s1 --as html >one
same one sheet.html "-o x.html is --as html"
ok 1 "$(grep -c '@page' sheet.html)" "HTML has rules for printing"
status 0 "-o without --as" "$program" quiz --key key --seed s1 --paper -o x.markdown
same x.markdown sheet.md "-o x.markdown is Markdown"

# --- its answers are those of the quiz ---

# The right answers that the quiz reveals line by line, to who answers 1.
revealed() {
	yes 1 | head -200 | "$program" quiz --key key --seed "$1" --count 20 |
		awk '/^Question /{n++; again=0} /^Once more/{again=1} !again && /^  Right\.$/{a[n]=1} !again && /^  No\. The answer is /{sub(/:$/,"",$5); a[n]=$5+0} END{for(i=1;i<=n;i++)printf "%s",a[i]}'
}
for s in s1 "$(printf '\355\225\231\354\203\235 7')"; do
	said=$(revealed "$s")
	ok 20 "${#said}" "the quiz reveals twenty answers"
	for lang in en ko; do
		paper "$s" --count 20 --answers --lang $lang >answers.md
		cp answers.md own.md
		ok "$said" "$(sed -n 's/^Answer [0-9]*: \(.\)$/\1/p; s/^답 [0-9]*: \(.\)$/\1/p' answers.md | tr -d '\n')" "Markdown in $lang has the answers of the quiz"
		ok "$said" "$(awk '/^- \(/ { if (/✓$/) printf "%s", substr($2, 2, 1) }' answers.md)" "Markdown in $lang marks them"
		status 2 "the sheet with the answers is no student's ($lang)" "$program" quiz --key key --grade answers.md
		says "this is your own sheet, made with --answers" "the sheet with the answers is no student's"
		filled "$s" --count 20 --lang $lang >answers.md
		status 0 "the answers are right ($lang)" "$program" quiz --key key --grade answers.md
		ok "$said" "$(keys answers.md)" "grading has the answers of the quiz"
		ok "$s 20/20" "$(sum answers.md)" "grading: all right"
		paper "$s" --count 20 --answers --lang $lang --as html | awk '/<li/ { if (/<li class="right">①/) print 1; if (/<li class="right">②/) print 2; if (/<li class="right">③/) print 3; if (/<li class="right">④/) print 4 }' | tr -d '\n' >found
		ok "$said" "$(cat found)" "HTML in $lang marks them"
		paper "$s" --count 20 --answers --lang $lang --as gift | awk '/^::/ { n = 0 } /^[~=]/ { n++; if (/^=/) printf "%d", n }' >found
		ok "$said" "$(cat found)" "GIFT in $lang marks them"
		# the wrong choices that are refuted: 2.3 is the third of question 2
		awk '/^(Answer|답) [0-9]/ { q++ } /^(Not|오답) \(/ { sub(/:.*/, ""); while (match($0, /\([0-9]/)) { print q "." substr($0, RSTART + 1, 1); $0 = substr($0, RSTART + 2) } }' own.md | sort >refuted
		paper "$s" --count 20 --answers --lang $lang --as gift | awk '/^::/ { q++; n = 0 } /^[~=]/ { n++; if (/ #/) print q "." n }' | sort >found
		ok 1 "$(($(wc -l <refuted) > 0))" "Markdown in $lang refutes wrong choices"
		same refuted found "GIFT in $lang refutes the choices that Markdown does"
	done
done

# --- how it looks ---

for count in 9 10 11 20; do
	paper s1 --count $count --as html >sheet.html
	ok "$count $count" "$(grep -o '<th>' sheet.html | wc -l | tr -d ' ') $(grep -o '<td>' sheet.html | wc -l | tr -d ' ')" "$count questions: a field each"
done
# The columns of situations: of Markdown, and of HTML with each cell as wide as it says. Of a
# character that is not ASCII, three octets are two columns.
columns() {
	awk 'function plain(s) { gsub(/&quot;/, "\"", s); gsub(/&lt;/, "<", s); gsub(/&gt;/, ">", s); gsub(/&amp;/, "\\&", s); return s }
	/<pre>/ || /^```/ { on = !on || /<pre>/ } /<\/pre>/ { on = 0 } /^```/ || !on { next }
	{ line = ""; rest = $0; sub(/^.*<pre>/, "", rest)
	while (match(rest, /<span style="width:[0-9]*ch">[^<]*<\/span>/)) {
		span = substr(rest, RSTART, RLENGTH); line = line plain(substr(rest, 1, RSTART - 1)); rest = substr(rest, RSTART + RLENGTH)
		width = span; gsub(/[^:]*:|ch.*/, "", width); gsub(/<[^>]*>/, "", span); cell = span = plain(span)
		wide = gsub(/[\200-\377]/, "", span); width -= length(span) + wide * 2 / 3
		line = line cell; while (width-- > 0) line = line " "
	} print line plain(rest) }'
}
for lang in en ko; do
	paper s1 --count 50 --lang $lang | columns >one
	paper s1 --count 50 --lang $lang --as html | columns >two
	ok 1 "$(($(wc -l <one) > 200))" "situations have columns ($lang)"
	same one two "HTML has the columns of Markdown ($lang)"
	paper s1 --count 200 --lang $lang --answers --as html >answers.html
	ok 0 "$(awk '/<h2>/ { split("", named) } /<li class="right"/ { named[substr($2, 15, 3)] = 1 }
		/<p class="why">(Not|오답) / { sub(/:.*/, ""); n += NF < 3; for (i = 3; i <= NF; i++) n += named[substr($i, 1, 3)]++ } END { print n + 0 }' answers.html)" \
		"who chose wrong is told why once ($lang)"
	grep '<p class="why">' answers.html | grep -v '>Not \|>오답 ' | sed 's/.*(\(.*\))<.*/\1/' >one
	paper s1 --count 200 --lang $lang --answers --as gift | grep '^####' | sed 's/\\//g; s/<br>/\
/g' | sed 's/.*(\(.*\))$/\1/' >two
	same one two "GIFT has the sources of HTML ($lang)"
done

# --- grading ---

filled s1 >right.md
sed 's/^Answer 3: .*/Answer 3:/' right.md >nine.md
status 1 "an empty sheet, and one with nine" "$program" quiz --key key --grade sheet.md nine.md right.md
ok "file${tab}seed${tab}question${tab}answer${tab}key${tab}right${tab}of" "$(head -1 out)" "the header of the table"
ok 34 "$(wc -l <out | tr -d ' ')" "a row a question and one a sheet"
ok "s1 0/10" "$(sum sheet.md)" "an empty sheet"
ok "----------" "$(given sheet.md)" "an empty sheet's answers"
ok "s1 9/10" "$(sum nine.md)" "one answer is missing"
ok "s1 10/10" "$(sum right.md)" "all right"
ok 0 "$(awk -F'\t' 'NR > 1 && $3 != "all" && ($6 != ($4 == $5) || $7 != 1)' out | wc -l | tr -d ' ')" "each row: right where the answer is the key"
says "nine.md: sheet 's1' was handed in twice, here and as sheet.md" "two files with one sheet"
key=$(keys right.md)
status 0 "a file given twice" "$program" quiz --key key --grade right.md right.md
says "right.md: this file is given twice" "a file given twice"
grep '^    tcpstep-quiz' sheet.md >plain
echo "$key" | sed 's/./&\n/g' | awk 'NF { print "Q" ++n " = " substr("abcd", $1, 1) }' >>plain
status 0 "plain lines under the sheet's line" "$program" quiz --key key --grade plain
ok "s1 10/10" "$(sum plain)" "plain lines"
sed 1d plain >typed
status 2 "no line that says which sheet" "$program" quiz --key key --grade typed
says "typed: it does not say which sheet it is" "no line that says which sheet"
status 0 "--seed says which" "$program" quiz --key key --seed s1 --grade typed plain
ok "s1 10/10" "$(sum typed)" "--seed says which"
status 1 "--seed of another" "$program" quiz --key key --seed s2 --grade typed
cp typed another
status 0 "two files that do not say which sheet" "$program" quiz --key key --seed s1 --grade typed another
ok 0 "$(grep -c 'twice' err)" "two files that do not say which sheet: they may be of one sheet"
cp typed -- "$(printf 'a\tb\033')"
status 0 "a file with an odd name" "$program" quiz --key key --seed s1 --grade "$(printf 'a\tb\033')"
ok 'a\x09b\x1B' "$(awk -F'\t' 'NR == 2 { print $1 }' out)" "its name is escaped"
status 0 "--grade may be repeated" "$program" quiz --grade plain --key key --grade right.md
ok "s1 10/10 s1 10/10" "$(echo $(sum plain) $(sum right.md))" "--grade may be repeated"

# A sheet that says what it is not.
forged() { # forged MESSAGE NAME OPTION...
	message=$1
	what=$2
	shift 2
	status 2 "$what" "$program" quiz --key key "$@" --grade forged right.md
	says "$message" "$what"
	ok "- -/-" "$(sum forged)" "$what: its row has no points"
	awk -F'\t' '$1 == "forged" { print $4 }' out >reason
	grep -qF -- "${message#*error: }" reason || grep -qF -- "${message#forged: }" reason
	ok 0 $? "$what: its row has the reason"
	ok 0 "$(grep -c '^forged:' reason)" "$what: its row names the file once"
	ok "s1 10/10" "$(sum right.md)" "$what: the other file is graded"
}
sed 's/count 10/count 1/' right.md >forged
forged "another key or by another version" "a smaller count"
sed 's/seed "s1"/seed "s2"/' right.md >forged
forged "another key or by another version" "another seed"
sed 's/tag [0-9a-f]*/tag 0123456789abcdef/' right.md >forged
forged "another key or by another version" "another tag"
"$program" quiz --key other --seed s1 --paper --answers | sed '/tcpstep-quiz/s/ answers$//' >forged
forged "another key or by another version" "another key"
filled s2 >forged
forged "forged: this is sheet 's2', not 's1'" "a sheet of another student" --seed s1
filled s1 --count 2 >forged
forged "forged: this sheet has 2 questions, not 10" "a shorter sheet" --count 10
sed '/tcpstep-quiz/p' right.md >forged
forged "a file has one sheet" "two sheets"
sed 's/tcpstep-quiz 1/tcpstep-quiz 2/' right.md >forged
forged "this line should be as the sheet had it" "a later version"
sed 's/seed "s1"/seed "\\x1b[31m"/' right.md >forged
forged "this line should be as the sheet had it" "a seed that is none"
ok 0 "$(LC_ALL=C grep -c "$(printf '\033')" err)" "nothing of it reaches the terminal unescaped"
sed "s/^Answer 1: .*/Answer 1: $(printf '\033')[31m/" right.md >forged
forged "forged:$(grep -n '^Answer 1:' forged | cut -d: -f1):11: error: expected one choice" "an answer that is none"
ok 0 "$(LC_ALL=C grep -c "$(printf '\033')" err)" "an answer that is none is escaped"
sed 's/^Answer 1: .*/Answer 1: 4\nAnswer 11: 1/' right.md >forged
forged "there is no question 11: the last is 10" "a question that there is not"
sed 's/^Answer 1: .*/Answer 1: 5/' right.md >forged
forged "question 1 has no choice 5: the last is 4" "a choice that there is not"
sed 's/^Answer \([27]\): .*/Answer \1: x/' right.md >forged
forged "expected one choice" "two answers that are none"
line=$(grep -n '^Answer 2:' forged | cut -d: -f1)
ok "line $line" "$(cut -d: -f1 reason)" "two answers that are none: the row names the first one's line"
status 2 "... in Korean" "$program" quiz --key key --lang ko --grade forged
ok "$line번째 줄" "$(awk -F'\t' '$1 == "forged" { print $4 }' out | cut -d: -f1)" "the row names the line in Korean"
head -c 1048577 /dev/zero | tr '\0' '#' >forged
forged "forged: a sheet has 1048576 octets at most, and this file has 1048577" "a sheet without end"
awk 'BEGIN { for (i = 1; i < 3000; i++) printf "%c", (i * i * 7 + i) % 255 + 1 }' >forged
status 2 "octets that are no sheet" "$program" quiz --key key --grade forged
ok 0 "$(LC_ALL=C grep -c "$(printf '[\001-\010\016-\037]')" err)" "octets that are no sheet are escaped"
status 2 "a file that is not there" "$program" quiz --key key --grade none
says "No such file" "a file that is not there"

# --- untrusted seeds ---

odd='<b>&"\`*_~=#{}:$ --> ::![x](y)|@z'
for as in html markdown gift; do
	status 0 "an odd seed as $as" "$program" quiz --key key --seed "$odd" --paper --answers --as $as -o odd.$as
done
sed '/tcpstep-quiz/s/ answers$//' odd.markdown >odd.md
ok 0 "$(grep -cF '<b>&"' odd.html)" "HTML: the seed is no markup"
grep -qF '<b>&lt;b&gt;&amp;&quot;\`*_~=#{}:$ --&gt; ::![x](y)|@z</b>' odd.html
ok 0 $? "HTML: the seed is text"
ok 1 "$(grep -c '</style>' odd.html)" "HTML: the seed does not end the style"
grep -qF 'content: "\00003Cb\00003E\000026\000022\00005C' odd.html
ok 0 $? "CSS: the seed is text"
grep -qF '**\<b\>\&"\\\`\*\_\~=\#\{\}:\$ --\> ::\!\[x\]\(y\)\|\@z**' odd.markdown
ok 0 $? "Markdown: the seed is text"
status 0 "an odd seed comes back" "$program" quiz --key key --grade odd.md
ok "$odd 10/10" "$(sum odd.md)" "an odd seed comes back"
grep -qF '::&lt;b&gt;&amp;&quot;\\`*_\~\=\#\{\}\:$ --&gt; \:\:![x](y)|@z 001::[html]' odd.gift
ok 0 $? "GIFT: the seed is text"
# Without what is escaped, GIFT's own characters are only where they have a meaning.
sed 's/\\[\\~=#{}:n]//g' odd.gift >bare
ok 10 "$(grep -c '^::[^:]*::[^~=#{}:\\]* {$' bare)" "GIFT: the questions"
ok 0 "$(grep -v '^//\|^::\|^}\?$\|^####' bare | grep -cv '^[~=][^~=#{}:\\]*\( #[^~=#{}:\\]*\)\?$')" "GIFT: the choices"
ok 10 "$(grep -c '^####[^~=#{}:\\]*$' bare)" "GIFT: the reasons"
ok 10 "$(grep -c '^}$' bare)" "GIFT: the ends"
ok 0 "$(awk '/^::/ { open = 1 } open && /^$/ { n++ } /^}$/ { open = 0 } END { print n + 0 }' odd.gift)" "GIFT: no empty line within a question"

# --- seeds that are texts, without a key ---

quizzed() { "$program" quiz "$@" </dev/null; }
quizzed --seed s2024-001 >one
ok 0 $? "a text as seed"
quizzed --seed s2024-001 >again
same one again "the same text, the same questions"
quizzed --seed s2024-002 >two
differs one two "another text, another question"
quizzed --key key --seed s2024-001 >two
differs one two "a key, another question"
quizzed --seed 5000000000 >one
ok 0 $? "a number beyond 32 bits"

# --- wrong usage ---

usage() { # usage MESSAGE OPTION...
	message=$1
	shift
	status 2 "quiz $*" "$program" quiz "$@"
	says "$message" "quiz $*"
	ok "" "$(cat out)" "quiz $*: nothing is printed"
}
usage "--paper needs --key FILE" --paper --seed s1
usage "--paper needs --seed N|TEXT" --key key --paper
usage "--key needs --seed" --key key
usage "--answers needs --paper" --key key --seed s1 --answers
usage "--as needs --paper" --seed s1 --as html
usage "--output needs --paper" --seed s1 -o x
usage "--grade needs --key FILE" --grade right.md
usage "--paper and --grade exclude each other" --key key --seed s1 --paper --grade right.md
usage "--answers and --grade exclude each other" --key key --answers --grade right.md
usage "--as gift needs --answers" --key key --seed s1 --paper --as gift
usage "not a format of sheets: name one with --as html|markdown|gift" --key key --seed s1 --paper --as tsv
usage "the ending of 'x.pdf' is that of no format" --key key --seed s1 --paper -o x.pdf
usage "200 questions at most, not 201" --key key --seed s1 --paper --count 201
usage "--seed has 101 octets, and may have 100" --key key --paper --seed "$(head -c 101 /dev/zero | tr '\0' x)"
usage "--seed is empty" --key key --paper --seed ""
usage "character 2 is a control character" --seed "$(printf 'a\033b')"
usage "key: No such file" --key no/key --seed s1 --paper
usage "this is a folder" --key / --seed s1 --paper
head -c 15 key >short
usage "short: a key has 16 octets at least, and this file has 15" --key short --seed s1 --paper
usage "a key has 16 octets at least" --key short --grade right.md
usage "a key has 16 octets at least" --key short --seed s1
head -c 65536 /dev/zero >long
status 0 "a key of 65536 octets" "$program" quiz --key long --seed s1 --paper
echo >>long
usage "long: a key has 65536 octets at most, and this file has 65537" --key long --seed s1 --paper
usage "quiz takes no arguments" --key key --seed s1 --paper right.md
status 2 "another command's --seed" "$program" kernel --walks 1 --seed s1
says "'s1' is not a value of --seed: expected N" "another command's --seed"
status 2 "export has other formats" "$program" export half-close --as gift
says "name a format: --as text|tsv" "export has other formats"
if [ -e /dev/full ]; then
	paper s1 >/dev/full 2>err
	ok 2 $? "a full disk"
fi

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
