#!/bin/sh
# Tests the commands for authors: `tcpstep new`, `check` on lessons with one weak spot
# each, `handout`. Ends "N passed, N failed".
. "$(dirname "$0")/../tools/shell.sh"
# has FILE NAME TEXT, lacks FILE NAME TEXT
has() { grep -qF -- "$3" "$work/$1"; ok 0 $? "$2: '$3'"; }
lacks() { grep -qF -- "$3" "$work/$1"; ok 1 $? "$2: no '$3'"; }
export XDG_CONFIG_HOME="$work/config" XDG_STATE_HOME="$work/state" HOME="$work/home" LC_ALL=C
here=$(cd "$(dirname "$0")" && pwd)
cd "$work" || exit 2

# --- new ---

status 0 "new" "$program" new mine
has out "new says what comes next" "tcpstep check mine.tcpstep"
status 0 "what new wrote passes check, and nothing is doubtful" "$program" check --strict mine.tcpstep
ok "" "$(cat err)" "check has nothing to say of it"
status 0 "it runs" "$program" run mine.tcpstep
ok "mine" "$(sed -n 's/^id *//p' mine.tcpstep)" "its id is its name"
cp mine.tcpstep before
status 2 "new leaves a file alone that is there" "$program" new mine
has err "new: an existing file" "already exists"
cmp -s mine.tcpstep before
ok 0 $? "that file is as it was"
status 0 "new -o" "$program" new other -o here.tcpstep
status 0 "new -o writes there" "$program" check --strict here.tcpstep
for name in "" Upper 1st with/slash "a b" "../up"; do
	status 2 "new '$name'" "$program" new "$name"
	has err "new '$name'" "lower-case letters"
done
status 2 "new without a name" "$program" new
status 2 "new into a folder that is not there" "$program" new third -o nowhere/third.tcpstep
has err "new into a folder that is not there" "nowhere"
status 0 "new in Korean" "$program" new korean --lang ko
has out "new in Korean" "만들었습니다"

# --- check ---

# doubtful NAME LINE TEXT < LESSON: check warns of that line but exits with 0; with
# --strict it exits with 1.
doubtful() {
	{ printf 'tcpstep 1\n'; cat; } >doubtful.tcpstep
	status 0 "check takes $1" "$program" check doubtful.tcpstep
	has err "check: $1" "doubtful.tcpstep:$2:"
	has err "check: $1" "warning: $3"
	ok 1 "$(grep -c warning: err)" "check: $1: nothing else"
	status 1 "check --strict: $1" "$program" check --strict doubtful.tcpstep
}

doubtful "a lesson before it that is not there" 2 "there is no lesson 'handshak'" <<'E'
after handshak
client socket
E
has err "the near name" "did you mean 'handshake'"
doubtful "a setting given twice" 3 "this setting is given twice" <<'E'
set rto 1s
set rto 2s
client socket
E
doubtful "a lesson before itself" 3 "a lesson cannot come after itself" <<'E'
id this
after this
client socket
E
printf 'tcpstep 1\nid beside\nclient socket\n' >beside.tcpstep
printf 'tcpstep 1\nafter beside handshake\nclient socket\n' >second.tcpstep
status 0 "lessons before it, one beside it, one of the course" "$program" check --strict second.tcpstep

long="A line of words which is so long that it takes all the columns that there are."
doubtful "a text that is longer than the screen" 2 "this text fills 5 lines of 78 columns in 'en'; the screen shows 4" <<E
say
  $long
  $long
  $long
  $long
  One more.
E
{ printf 'tcpstep 1\nsay\n'; for i in 1 2 3 4; do echo "  $long"; done; } >four.tcpstep
status 0 "four whole lines" "$program" check --strict four.tcpstep
doubtful "a goal that is longer" 2 "this text fills 5 lines" <<'E'
goal "Open"
  reach client SYN-SENT
  reach client blocked connect
  reach flight 1
  reach client timer rto
  solution
    client socket
    client connect 80
E
doubtful "a question that is longer" 2 "this question and its choices fill 6 lines" <<E
ask
  $long
  $long
  $long
  (x) One
  ( ) Two
      It is not.
  ( ) Three
      It is not.
  because It is so.
E
doubtful "a choice that is longer than its line" 2 "choice 1 is longer than a line of 72 columns in 'en'" <<E
ask
  Which?
  (x) $long
  ( ) Two
      It is not.
  because It is so.
E
doubtful "a wrong choice that nothing refutes" 2 "choice 2 is wrong, but has no feedback" <<'E'
ask
  Which?
  (x) One
  ( ) Two
  because It is so.
E
doubtful "a question without a reason" 2 "this question has no 'because'" <<'E'
ask
  Which?
  (x) One
  ( ) Two
      It is not.
E
doubtful "a question without a wrong choice" 2 "every choice of this question is right" <<'E'
ask
  Which?
  (x) One
  (x) Two
  because It is so.
E
doubtful "a call that fails" 3 "this call returns -1 EDESTADDRREQ, and no 'expect server returned' follows" <<'E'
server socket
server listen
client socket
server bind 80
E
printf 'tcpstep 1\nserver socket\nserver listen\nexpect server returned EDESTADDRREQ\n' >failing.tcpstep
status 0 "a call that fails as expected" "$program" check --strict failing.tcpstep
cat >waiting.tcpstep <<'E'
tcpstep 1
id x
set profile linux
server socket
server bind 80
server listen
server socket
server bind 81
server listen
client socket
client reuseaddr on
client bind 5001
client connect 80
wait idle
server.1 accept
client close
wait idle
server.3 close
wait idle
expect client TIME-WAIT
client socket
client reuseaddr on
client bind 5001
client connect 80
expect client returned EADDRNOTAVAIL
client connect 81
wait idle
E
status 0 "a call that waits after one that failed" "$program" check --strict waiting.tcpstep
doubtful "a language that is missing" 6 "this block has no text in 'ko'" <<'E'
say
  One.
say ko
  하나.
say
  Two.
E

# claims QUESTION CHOICE: a question before the client's connect.
claims() {
	printf 'tcpstep 1\nserver socket\nserver bind 80\nserver listen\nclient socket\nask\n  %s\n  ( ) Other\n      No.\n  (x) %s\n  because It is so.\nclient connect 80\n' "$1" "$2" >claim.tcpstep
	"$program" check claim.tcpstep >out 2>err && ! grep -q warning: err
}
claims "In which state is the client then?" SYN-SENT
ok 0 $? "a state that comes true after the question"
claims "In which state is the client now?" "CLOSED: nothing was sent"
ok 0 $? "a state that is true already"
claims "In which state is the client then?" ESTABLISHED
ok 1 $? "a state that the engine contradicts"
has err "a state that the engine contradicts" "claim.tcpstep:6:1: warning: the right choice names the client's ESTABLISHED, but client and server are CLOSED and LISTEN here, and SYN-SENT and LISTEN at the next question"
claims "In which state is the server then?" SYN-SENT
ok 1 $? "a state that is the other end's"
claims "The server waits. And then?" "The client is in SYN-SENT"
ok 0 $? "whose state it is the choice may say"
claims "Which arrow?" "From CLOSED to ESTABLISHED"
ok 0 $? "two states claim nothing"
claims "Which?" "FIN-WAIT-3 is none, nor is CLOSED-2"
ok 0 $? "what only begins like a state"

doubtful "a goal that is met already" 4 "this goal is met before anything is done for it" <<'E'
client socket
client connect 80
goal "Begin"
  reach client SYN-SENT
  solution
    wait 1ms
E
cat >unreached.tcpstep <<'E'
tcpstep 1
client socket
goal "Begin"
  reach client SYN-SENT
  solution
    wait 1ms
E
status 1 "a goal that its solution does not reach" "$program" check unreached.tcpstep
has err "a goal that its solution does not reach" "unreached.tcpstep:4:3: expected client SYN-SENT, found CLOSED"
has err "the solver knows better" "a way to this goal: client connect 80"
cat >impossible.tcpstep <<'E'
tcpstep 1
goal "Both"
  reach client LISTEN
  reach client CLOSED
  solution
    client socket
E
status 1 "a goal that cannot be reached" "$program" check impossible.tcpstep
has err "a goal that cannot be reached" "impossible.tcpstep:2:1: warning: no way to this goal was found"

# Right choices are compared with what the next steps return and send.
question() { # question RIGHT WRONG STEP…
	printf 'server socket\nask\n  What comes?\n  (x) %s\n  ( ) %s\n    No.\n  because So it is.\n' "$1" "$2"
	shift 2
	printf '%s\n' "$@"
}
{ printf 'client socket\n'; question ECONNREFUSED EINPROGRESS 'client connect 80' deliver deliver 'expect client returned ECONNREFUSED'; } >steps
{ printf 'tcpstep 1\n'; cat steps; } >right.tcpstep
status 0 "check: an error that is returned" "$program" check right.tcpstep
lacks err "check: an error that is returned" warning:
{ printf 'client socket\n'; question ETIMEDOUT ECONNREFUSED 'client connect 80' deliver deliver 'expect client returned ECONNREFUSED'; } >steps
doubtful "an error that is not returned" 4 "the right choice names ETIMEDOUT, but the steps until the next question show ECONNREFUSED" <steps
{ printf 'client socket\n'; question SYN,ACK RST,ACK 'client connect 80' deliver deliver 'expect client returned ECONNREFUSED'; } >steps
doubtful "a segment that is not sent" 4 "the right choice names SYN,ACK, but the steps until the next question show RST,ACK" <steps
{ printf 'client socket\n'; question RST,ACK SYN,ACK 'client connect 80' deliver deliver 'expect client returned ECONNREFUSED'; } >steps
{ printf 'tcpstep 1\n'; cat steps; } >right.tcpstep
status 0 "check: a segment that is sent" "$program" check right.tcpstep
lacks err "check: a segment that is sent" warning:

# What the guide asks of a lesson, with --strict alone.
question() { # question NAME RIGHT: its right choice is the first or the second
	printf 'ask\n  %s?\n' "$1"
	[ "$2" = 1 ] && printf '  (x) Yes\n'
	printf '  ( ) No\n    It is.\n'
	[ "$2" = 1 ] || printf '  (x) Yes\n'
	printf '  because So it is.\n'
}
whole() { # whole FIRST-WORDS EXPECTATION PLACES GOAL LAST-WORDS: a lesson of these parts; "": without
	printf 'tcpstep 1\n'
	[ -z "$1" ] || printf 'say\n  %s\n' "$1"
	[ -n "$1" ] || question First 2
	printf 'client socket\n'
	[ -z "$2" ] || printf '%s\n' "$2"
	for place in $3; do question "At $place" "$place"; done
	[ -z "$4" ] || printf 'goal "%s"\n  reach client.2 CLOSED\n  solution\n    client socket\n' "$4"
	[ -z "$5" ] || printf 'say\n  %s\n' "$5"
}
guide() { # guide NAME TEXT: of changed.tcpstep
	status 0 "the guide is for --strict: $1" "$program" check changed.tcpstep
	lacks err "the guide is for --strict: $1" warning:
	status 1 "the guide: $1" "$program" check --strict changed.tcpstep
	has err "the guide: $1" "warning: $2"
	ok 1 "$(grep -c warning: err)" "the guide: $1: nothing else"
}
whole Begin 'expect client CLOSED' '1 2 1' Two End >changed.tcpstep
status 0 "the guide is content" "$program" check --strict changed.tcpstep
lacks err "the guide is content" warning:
whole '' 'expect client CLOSED' '1 2' Two End >changed.tcpstep
guide "no words at the beginning" "a lesson begins with a say"
whole Begin 'expect client CLOSED' '1 2' Two '' >changed.tcpstep
guide "no words at the end" "a lesson ends with a say"
whole Begin 'expect client CLOSED' 1 Two End >changed.tcpstep
guide "one question" "a lesson has two questions or more: this one has 1"
whole Begin 'expect client CLOSED' '1 2' '' End >changed.tcpstep
guide "no exercise" "a lesson has an exercise"
whole Begin '' '1 2' Two End >changed.tcpstep
guide "too few expectations" "a lesson expects what its steps change: 0 expectations of 1 actions"
whole Begin 'expect client CLOSED' '2 2 2' Two End >changed.tcpstep
guide "one place" "in every question, choice 2 is the right one"
whole Begin '' '' '' '' >changed.tcpstep
status 0 "a script without questions is no lesson" "$program" check --strict changed.tcpstep

# --- syntax ---

lessons=${LESSONS:-$here/../../lessons}
status 0 "syntax vim" "$program" syntax vim
cp out vim
sed -n 's/^syn keyword tcpstep[A-Za-z]* //p' vim | tr ' ' '\n' | sort >coloured
ok "" "$(uniq -d coloured)" "syntax vim: a word has one colour"
# Each word that starts a line of a lesson, and each state that one expects, is coloured.
cat "$lessons"/*.tcpstep | sed -n 's/^\([a-z]*\).*/\1/p; s/^  \(reach\|hint\|forbid\|within\|solution\|because\).*/\1/p; s/.* \([A-Z]*-WAIT\(-[12]\)*\)$/\1/p' |
	grep . | sort -u >used
ok "" "$(comm -23 used coloured | tr '\n' ' ')" "syntax vim: the words of the lessons"
status 0 "syntax vscode" "$program" syntax vscode
for word in $(grep -v '^client\.\|^server\.' coloured); do
	grep -qE "[(|]$word[|)]" out || echo "$word"
done >missing
ok "" "$(cat missing)" "syntax vscode has the words of syntax vim"
if command -v python3 >/dev/null; then
	python3 -c 'import json, re, sys
for p in json.load(open("out"))["patterns"]: re.compile(p["match"])'
	ok 0 $? "syntax vscode is JSON with patterns that compile"
fi
if command -v vim >/dev/null; then
	vim -Nu NONE -es -c 'syntax on' -c 'source vim' -c 'qa!' "$lessons/half-close.tcpstep" >out 2>&1 </dev/null
	ok "0 " "$? $(cat out)" "vim reads it without a complaint"
fi
status 2 "syntax of no editor" "$program" syntax vi
has err "syntax of no editor" "did you mean 'vim'?"
status 2 "syntax without an editor" "$program" syntax

# --- handout ---

cat >sheet.tcpstep <<'E'
tcpstep 1
id sheet
title A <b>*bold*</b> title & more
title[ko] 학습지
say
  Words with <script>alert(1)</script>, a `tick` and _marks_ | *a* [b](c) # &amp; \.
say ko
  한국어 글.
note
  Let them vote.
note ko
  고르게 하십시오.
client socket
client connect 81
ask
  What comes back?
  ( ) Nothing
      SILENCE-IS-WRONG
  (x) A reset
  because REASON-OF-IT
ask ko
  무엇이 돌아옵니까?
  ( ) 아무것도
      틀린 까닭
  (x) RST
  because 그 까닭
deliver
say
  Then it is told.
say ko
  그래서 그렇습니다.
goal "Let the client know"
  reach client CLOSED
  solution
    deliver last
goal ko "클라이언트가 알게 하십시오"
say
  The end.
say ko
  끝.
E
status 0 "the lesson of this test" "$program" check sheet.tcpstep
status 0 "handout on standard output" "$program" handout ./sheet.tcpstep
has out "its title, not as markup" '# A \<b\>\*bold\*\</b\> title \& more'
has out "its text, not as markup" 'Words with \<script\>alert(1)\</script\>, a `tick` and \_marks\_ \| \*a\* \[b\](c) \# \&amp; \\.'
has out "the question" "### Question 1"
has out "its choices" "2. A reset"
has out "a ladder of what happens before it" "SYN seq=100"
has out "as Mermaid" "Note left of client: #35;1 SYN seq=100 is in flight"
has out "a ladder to fill in" "Draw what happens"
has out "the exercise" "### Exercise 1"
has out "what it wants" "client CLOSED"
for secret in SILENCE-IS-WRONG REASON-OF-IT Right "deliver last" RST,ACK Answers "Let them vote"; do
	lacks out "the students' sheet" "$secret"
done
cp out first
status 0 "handout again" "$program" handout ./sheet.tcpstep
cmp -s out first
ok 0 $? "the same octets"
status 0 "handout --answers" "$program" handout ./sheet.tcpstep --answers
for told in SILENCE-IS-WRONG REASON-OF-IT Right "deliver last" RST,ACK "## Answers" "> Let them vote"; do
	has out "the instructor's sheet" "$told"
done
lacks out "the instructor's sheet" "Draw what happens"
cat >asked.tcpstep <<'E'
tcpstep 1
say
  Q1. What comes back?
say
  A1. SECRET-OF-IT
client socket
client connect 81
ask
  Q2. And then?
  ( ) Nothing
      No.
  (x) A reset
  because REASON-OF-IT
deliver
E
status 0 "handout of numbered questions" "$program" handout ./asked.tcpstep
has out "the numbers of the text alone" "Q2. And then?"
lacks out "a second numbering" "Question 1"
lacks out "the students' sheet of answers" SECRET-OF-IT
lacks out "a drawing that was not asked for" "Draw what happens"
status 0 "handout of numbered answers" "$program" handout ./asked.tcpstep --answers
has out "the answer among the answers" "A1. SECRET-OF-IT"
has out "the question's own number" "### Q2"
status 0 "handout of HTML" "$program" handout sheet.tcpstep -o sheet.html --lang ko --answers
ok "" "$(cat out err)" "it says nothing else"
cp sheet.html html
has html "HTML" '<html lang="ko">'
has html "HTML in Korean" "질문 1"
status 0 "handout of HTML in English" "$program" handout sheet.tcpstep -o sheet.html
cp sheet.html html
has html "HTML: nothing is markup" '&#60;script&#62;alert(1)'
lacks html "HTML" "<script"
lacks html "the students' HTML" REASON-OF-IT
lacks html "the students' HTML" "RST,ACK"
has html "HTML: the ladder is a chart" '#1 SYN seq=100</text>'
ok 2 "$(grep -c '^<svg .*class="chart"' html)" "HTML: a chart of what happens, and one to fill in"
status 0 "handout of a lesson by its name" "$program" handout handshake
has out "a lesson by its name" "# The three-way handshake"
has out "its glossary" "## Glossary"
has out "a term with its other names" '**three-way handshake (3-way 핸드셰이크'
has out "where it is taught" "RFC 9293 3.5; lesson handshake)"
lacks out "a term that it does not use" "SYN cookie"
status 0 "handout in Korean" "$program" handout handshake --lang ko -o sheet.html
cp sheet.html html
has html "the glossary in Korean" "<h2>용어집</h2>"
has html "a term in Korean" "<b>초기 순서 번호(ISN"
status 2 "handout of no lesson" "$program" handout handshak
has err "handout of no lesson" "did you mean 'handshake'"
status 2 "handout without a lesson" "$program" handout
status 2 "handout of a file that is not there" "$program" handout ./none.tcpstep
has err "handout of a file that is not there" "none.tcpstep"
status 2 "handout to a folder that is not there" "$program" handout handshake -o nowhere/x.md
printf 'tcpstep 1\nnonsense\n' >bad.tcpstep
status 2 "handout of what is not valid" "$program" handout bad.tcpstep
has err "handout of what is not valid" "bad.tcpstep:2:1: error"
if [ -w /dev/full ]; then
	"$program" handout handshake >/dev/full 2>err
	ok 2 $? "handout onto a full disk"
fi
for lesson in $("$program" lessons --names | cut -f1); do
	for lang in en ko; do
		"$program" handout "$lesson" --lang $lang >out 2>err
		ok 0 $? "handout $lesson in $lang"
		has out "handout $lesson in $lang" "### "
	done
done

# What a student writes on, and what only the instructor's sheet has.
status 0 "the student's sheet" "$program" handout half-close
cp out student
status 0 "the instructor's sheet" "$program" handout half-close --answers
has student "a name is written on the sheet" "Name: "
lacks out "the instructor's sheet has no name" "Name: "
has student "calls that follow are named" 'These calls are made, in this order: server send "a b c", client recv, client send 1.'
lacks out "the instructor's sheet has them in its charts" "These calls are made"
has student "room for the exercise" "What you do:"
last=$(awk '/^say$/ { on = 1; s = ""; next } /^[^ ]/ { on = 0 } on { t = substr($0, 3); gsub(/[^A-Za-z ,.].*/, "", t); if (length(t) > length(s)) s = t } END { print s }' "$lessons/half-close.tcpstep")
ok 1 "$((${#last} > 20))" "the last words have a line without markup"
lacks student "the words at the end are an answer" "$last"
has out "the instructor's sheet has the words at the end" "$last"
cat >exercise.tcpstep <<'E'
tcpstep 1
id exercise
say
  An odd ` mark, a | bar.
say ko
  글.
note
  Say what a SYN cookie is.
ask
  Which?
  ( ) Nothing
      EN-WRONG
  (x) A socket
      EN-RIGHT
  because It is made.
ask ko
  무엇입니까?
  ( ) 없음
      KO-WRONG
  (x) 소켓
      KO-RIGHT
  because 만들어집니다.
client socket
goal "Another socket"
  reach client.2 CLOSED
  forbid client crash
  forbid client exit
  within 7
  solution
    client send "a&<b"
    expect client CLOSED
    client socket
goal ko "소켓 하나 더"
say
  FIRST-END
say ko
  끝.
say
  LAST-END
say ko
  끝.
E
status 0 "a student's exercise" "$program" handout ./exercise.tcpstep
has out "a mark of its own is text" 'An odd \` mark, a \| bar.'
has out "what is not allowed" "Not allowed: client crash, client exit"
has out "how many actions" "Actions at most: 7"
ok 4 "$(grep -c '^[0-9]*\. [\\_]*$' out)" "two lines more than the solution has actions"
drawn=$("$program" run --trace=tsv ./exercise.tcpstep | awk -F'\t' 'NR > 1 { n++ } /socket = 1/ { exit } END { print n }')
ok $((drawn + 1)) "$(grep -c '│ *│$' out)" "a line to draw on for each event, and one more"
lacks out "a term of the instructor's notes" "SYN cookie"
for secret in FIRST-END LAST-END EN-RIGHT; do
	lacks out "the students' sheet" "$secret"
done
status 0 "its HTML" "$program" handout ./exercise.tcpstep --answers -o exercise.html
has exercise.html "HTML: a solution is text" 'client send "a&#38;&#60;b"'
has exercise.html "HTML: a mark of its own is text" 'An odd ` mark, a | bar.'
for lang in en ko; do
	right=$(test $lang = en && echo 'Right. EN' || echo '정답. KO') wrong=$(test $lang = en && echo 'Wrong. EN' || echo '오답. KO')
	status 0 "its answers ($lang)" "$program" handout ./exercise.tcpstep --answers --lang $lang
	ok "1. $wrong-WRONG" "$(grep -e -WRONG out)" "the wrong choice ($lang)"
	ok "2. $right-RIGHT" "$(grep -e -RIGHT out)" "the right choice ($lang)"
done
status 0 "its rules in Korean" "$program" handout ./exercise.tcpstep --lang ko
has out "what is not allowed, in Korean" "할 수 없는 동작: client crash, client exit"
has out "how many actions, in Korean" "동작 수: 7번 이하"
printf 'tcpstep 1\nclient socket\nexpect client ESTABLISHED\n' >fails.tcpstep
status 1 "a sheet of what fails" "$program" handout ./fails.tcpstep
has err "a sheet of what fails" "expected client ESTABLISHED, found CLOSED"
status 0 "slides" "$program" handout half-close --slides -o slides.html
texts=$(awk '/^(say|ask|goal)( "|$)/ { n += 1 + ($1 != "say") } END { print n + 1 }' "$lessons/half-close.tcpstep")
ok "$texts" "$(grep -c '<section>' slides.html)" "slides: one for the title and each text, two for a question and an exercise"
ok "$texts" "$(grep -c '</section>' slides.html)" "slides: each ends"
has slides.html "slides show the answers" "✓"
awk '/<section>/ { open = 1 } /<\/section>/ { open = 0 } /<h1>/ && !open { bad = 1 } END { exit bad }' slides.html
ok 0 $? "slides: the title is on one"
awk '/<section>/ { asks = 0 } /<h3>Exercise 1<\/h3>/ { asks = 1 } /<svg/ && asks { bad = 1 } END { exit bad }' slides.html
ok 0 $? "slides: an exercise does not show its solution"
has slides.html "slides: its solution follows" "<h3>Exercise 1: a solution</h3>"
lacks slides.html "slides have no lines to write on" "_____"
status 2 "slides are HTML" "$program" handout half-close --slides -o slides.md
status 2 "slides on standard output" "$program" handout half-close --slides
status 2 "slides have the answers anyway" "$program" handout half-close --slides --answers -o slides.html

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
