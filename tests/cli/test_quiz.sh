#!/bin/sh
# Tests `tcpstep quiz`: it reveals nothing before an answer, repeats questions answered
# wrong, prints a summary, and ends with q or at the end of the input.
. "$(dirname "$0")/../tools/shell.sh"
has() { grep -qF -- "$1" "$work/out"; ok 0 $? "$2: prints '$1'"; }
count() { grep -cE -- "$1" "$work/out"; }

# answers SEED COUNT: prints the right answers, which a session with wrong ones reveals.
answers() {
	yes 1 | head -$(($2 * 3)) | "$program" quiz --seed "$1" --count "$2" |
		awk '/^Question /{n++; again=0} /^Once more/{again=1} !again && /^  Right\.$/{a[n]=1} !again && /^  No\. The answer is /{sub(/:$/,"",$5); a[n]=$5+0} END{for(i=1;i<=n;i++)print a[i]}'
}

"$program" quiz </dev/null >"$work/out" 2>"$work/err"
ok 0 $? "the input's end"
has "Question 1 of 10" "the input's end"
has "No question was answered." "the input's end"
ok "" "$(cat "$work/err")" "the input's end: nothing on standard error"
ok 0 "$(count '^  (Right|No)\.')" "nothing is revealed before an answer"
ok 0 "$(count 'Why: ')" "no reason is given before an answer"

printf 'q\n' | "$program" quiz --lang ko >"$work/out"
ok 0 $? "q leaves"
has "문제 1/10" "q leaves, in Korean"
has "답한 문제가 없습니다." "q leaves, in Korean"

answers 3 6 >"$work/right"
ok 6 "$(wc -l <"$work/right" | tr -d ' ')" "six answers"
"$program" quiz --seed 3 --count 6 <"$work/right" >"$work/out"
ok 0 $? "all right"
ok 6 "$(count '^  Right\.$')" "all right"
ok 0 "$(count '^Once more')" "what was right does not come again"
has "6 of 6 right at the first try." "all right"
ok 0 "$(count '^To review:')" "nothing to look at again"

# The first answer is wrong: the question is repeated after three others, then answered right.
{ sed -n 1p "$work/right" | tr 1234 2341 | sed 's/4/1/'; sed -n 2,4p "$work/right"; } >"$work/wrong"
"$program" quiz --seed 3 --count 6 <"$work/wrong" >"$work/out"
ok "$(printf 'Question 1 of 6\nQuestion 2 of 6\nQuestion 3 of 6\nQuestion 4 of 6\nOnce more')" \
	"$(grep -E '^(Question|Once more)' "$work/out" | sed 's/ (.*//' | head -5)" "a wrong one comes again after three others"
has "3 of 4 right at the first try." "one wrong"
has "To review:" "one wrong"
ok 1 "$(count '^  No\. The answer is [1-4]: ')" "a wrong answer is told the right one"

# Lines that are no answer are escaped, and the question is asked again.
printf 'x\n7\n\n\033[31m\n  %s  \r\nq\n' "$(head -1 "$work/right")" | "$program" quiz --seed 3 >"$work/out"
ok 0 $? "what is no answer"
ok 1 "$(count '^  Right\.$')" "what is no answer: the answer behind it counts"
grep -q "$(printf '\033')" "$work/out"
ok 1 $? "what is no answer is shown escaped"
head -c 100000 /dev/zero | tr '\0' 1 | "$program" quiz --count 1 >"$work/out"
ok 0 $? "a line without end"

"$program" quiz --seed 3 --count 6 <"$work/wrong" >"$work/again"
"$program" quiz --seed 3 --count 6 <"$work/wrong" >"$work/out"
cmp -s "$work/again" "$work/out"
ok 0 $? "the same seed and answers: the same session"
"$program" quiz --seed 4 --count 6 <"$work/wrong" >"$work/out"
cmp -s "$work/again" "$work/out"
ok 1 $? "another seed: another session"

yes 2 | head -300 | "$program" quiz --seed 9 --count 100 >"$work/out"
ok 0 "$(LC_ALL=C awk 'length($0) > 80' "$work/out" | wc -l | tr -d ' ')" "at most 80 columns"
LC_ALL=C grep -q '[^ -~]' "$work/out"
ok 1 $? "English is ASCII"
ok 0 "$(count '[ ]$')" "no blanks at a line's end"
# In Korean a syllable has three octets and takes two columns.
yes 2 | head -300 | "$program" quiz --seed 9 --count 100 --lang ko >"$work/out"
ok 0 "$(LC_ALL=C awk '{ wide = gsub(/[\340-\357][\200-\277][\200-\277]/, "ww"); if (length($0) > 80) n++ } END { print n + 0 }' "$work/out")" \
	"at most 80 columns in Korean"
ok 0 "$(count ' (client|server) (상태|은|는|이|가)')" "hosts have their Korean names in sentences"

"$program" quiz now </dev/null >"$work/out" 2>&1
ok 2 $? "quiz takes no words"
"$program" quiz --count 0 </dev/null >"$work/out" 2>&1
ok 2 $? "no questions at all"
"$program" quiz --trace=tsv </dev/null >"$work/out" 2>&1
ok 2 $? "an option that is another's"
if [ -e /dev/full ]; then
	yes 1 | head -9 | "$program" quiz >/dev/full 2>"$work/err"
	ok 2 $? "a full disk"
fi
"$program" quiz --help | grep -q -- --seed
ok 0 $? "its help"

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
