#!/bin/sh
# Tests homework: `progress submit`, `grade`, and run and check --report. Ends
# "N passed, N failed".
. "$(dirname "$0")/../tools/shell.sh"
lessons=$(cd "${LESSONS:-$(dirname "$0")/../../lessons}" && pwd)
export XDG_CONFIG_HOME="$work/config" XDG_STATE_HOME="$work/state" HOME="$work/home" LC_ALL=C
cd "$work" || exit 2
tab=$(printf '\t')

# --- grade ---

# A lesson's own solutions, as a submission.
own() {
	printf 'tcpstep 1\nid %s\n' "$1"
	awk '/^goal / { on = $2 != "ko"; s = 0; if (on) print; next }
	/^[^ ]/ { on = 0 }
	on && /^  solution/ { s = 1; print; next }
	on && s && /^    / && $1 != "expect" { print }' "$lessons/$1.tcpstep"
}
for lesson in $("$program" lessons --names | cut -f1); do
	own "$lesson" >"own.$lesson"
	grep -q '^goal' "own.$lesson" || continue
	status 0 "the solutions of $lesson reach its goals" "$program" grade "$lesson" "own.$lesson"
	ok "file${tab}goal${tab}reached${tab}actions${tab}shortest" "$(head -1 out)" "grade: the header"
	ok 0 "$(awk -F'\t' 'NR > 1 && ($1 != "own.'"$lesson"'" || $2 != NR - 1 || $3 != "yes" || $4 != $5)' out | wc -l)" \
		"the rows of $lesson"
done

goal=$(sed -n 's/^goal \("[^"]*"\)$/\1/p' "$lessons/half-close.tcpstep")
korean=$(sed -n 's/^goal ko \("[^"]*"\)$/\1/p' "$lessons/half-close.tcpstep")
# handed NAME ACTION...: a submission for half-close
handed() {
	name=$1
	shift
	printf 'tcpstep 1\nid half-close\ngoal %s\n  solution\n' "$goal" >"$name"
	printf '    %s\n' "$@" >>"$name"
}
row() { awk -F'\t' -v f="$1" '$1 == f { print $3, $4, $5 }' out; }
handed good 'server close' deliver deliver 'client recv'
handed refused 'client crash' 'drop #99' 'server close' deliver deliver 'client recv'
handed longer 'wait 1s' 'server close' deliver deliver 'client recv' 'wait 1s'
handed part 'server close' deliver
sed "s/^goal .*/goal $korean/" good >korean
sed 's/^goal .*/goal "another"/' good >another
status 0 "a submission" "$program" grade half-close good
status 0 "the goal's text in the other language" "$program" grade half-close korean
status 1 "one file of two does not reach it" "$program" grade half-close refused longer part another
ok "yes 4 4" "$(row refused)" "what the rules or the stack refuse is not done, and does not count"
ok "yes 5 4" "$(row longer)" "actions are counted until the goal is reached"
ok "no - 4" "$(row part)" "a part of the way"
ok "no - 4" "$(row another)" "a goal that the lesson does not have"
status 0 "a lesson's file" "$program" grade "$lessons/half-close.tcpstep" good

# within
cat >small.tcpstep <<'E'
tcpstep 1
id small
goal "Two sockets"
  reach client.2 CLOSED
  within 2
  solution
    client socket
    client socket
E
printf 'tcpstep 1\nid small\ngoal "Two sockets"\n  solution\n    server socket\n    client socket\n    client socket\n' >slow
status 1 "more actions than the goal allows" "$program" grade ./small.tcpstep slow
ok "no - 2" "$(row slow)" "more actions than the goal allows"

# What is no submission.
bad() { # bad NAME MESSAGE: of the file `forged`. Not behind a pipe: a subshell would keep the counts
	status 2 "$1" "$program" grade half-close forged good
	says "$2" "$1"
	ok "yes 4 4" "$(row good)" "$1: the other file is graded"
	ok "" "$(row forged)" "$1: it has no row"
}
{ printf 'tcpstep 1\nset time-wait off\n'; tail -n +2 good; } >forged
bad "a setting" "a submission has no settings"
{ cat good; echo 'client socket'; } >forged
bad "a statement" "only goals, each with its solution"
sed 's/^  solution/  reach client CLOSED\n  solution/' good >forged
bad "a goal of its own" "only goals, each with its solution"
sed 's/^  solution/  within 9\n  solution/' good >forged
bad "a rule of its own" "only goals, each with its solution"
sed '/^id/d' good >forged
bad "no id" "names its lesson: id LESSON"
sed 's/half-close/handshake/' good >forged
bad "another lesson" "a submission for lesson 'handshake', not for 'half-close'"
sed 's/deliver/delivr/' good >forged
bad "a word that there is not" "did you mean 'deliver'"
{ head -4 good; yes '    wait 1ms' | head -10001; } >forged
bad "a solution without end" "at most 10000 lines"
printf 'tcpstep-progress 3\n' >forged
bad "a progress file" "tcpstep 1"
status 2 "a file that is not there" "$program" grade half-close none
status 2 "no file" "$program" grade half-close
status 2 "no such lesson" "$program" grade half-clos good
printf 'tcpstep 1\nclient socket\n' >empty.tcpstep
status 2 "a lesson without goals" "$program" grade ./empty.tcpstep good
says "no goal to grade" "a lesson without goals"
name=$(printf 'a\tb\033')
cp good "$name"
status 0 "a file with an odd name" "$program" grade half-close "$name"
ok 'a\x09b\x1B yes' "$(awk -F'\t' 'NR == 2 { print $1, $3 }' out)" "its name is escaped"

# --- submit ---

status 1 "nothing to hand in" "$program" progress submit ./small.tcpstep
says "no goal of 'small' has been solved yet" "nothing to hand in"
ok "" "$(cat out)" "nothing to hand in: nothing is written"
printf '\nclient socket\nclient socket\n\nquit\n' | "$program" learn --plain ./small.tcpstep >out 2>err
status 0 "what was solved" "$program" progress submit ./small.tcpstep
cp out mine
status 0 "what was solved is graded" "$program" grade ./small.tcpstep mine
ok "yes 2 2" "$(row mine)" "what was solved is graded"
status 0 "to a file" "$program" progress submit ./small.tcpstep -o handed-in
cmp -s handed-in mine
ok 0 $? "to a file: it is the same"
sed -i 's/^\(goal small 1 solved [0-9]*\).*/\1/' state/tcpstep/progress
status 1 "solved, but the way is not kept" "$program" progress submit ./small.tcpstep
printf 'tcpstep-progress 3\ngoal small 1 solved 1 "client crash"\n' >state/tcpstep/progress
status 0 "a forged progress file" "$program" progress submit ./small.tcpstep -o handed-in
status 1 "a forged progress file gains nothing" "$program" grade ./small.tcpstep handed-in
status 2 "submit wants a lesson" "$program" progress submit
status 2 "-o is of submit" "$program" progress -o x
status 2 "a word that there is not" "$program" progress submt
says "did you mean 'submit'" "a word that there is not"

# --- run and check --report ---

printf 'tcpstep 1\nclient socket\nexpect client CLOSED\n' >good.tcpstep
printf 'tcpstep 1\nclient socket\nexpect client ESTABLISHED\ndeliver\n' >fails.tcpstep
printf 'tcpstep 1\nclient sokket\n' >"it's#1.tcpstep"
for command in run check; do
	status 2 "$command --report=tap" "$program" $command --report=tap good.tcpstep fails.tcpstep "it's#1.tcpstep" nolesson
	cat >want <<'E'
TAP version 14
1..4
ok 1 - good.tcpstep
not ok 2 - fails.tcpstep
  ---
  failures:
    - at: 'fails.tcpstep:3:1'
      expected: 'client ESTABLISHED'
      found: 'CLOSED (client.1)'
    - at: 'fails.tcpstep:4:1'
      expected: 'deliver'
      found: 'it could not be done: no such segment is in flight'
  ...
not ok 3 - it's\#1.tcpstep
  ---
  failures:
    - at: 'it''s#1.tcpstep:2:8'
      expected: 'a valid script'
      found: 'expected a call such as connect, send or close, not ''sokket'''
  ...
not ok 4 - nolesson
  ---
  failures:
    - at: 'nolesson'
      expected: 'a valid script'
      found: 'unknown lesson ''nolesson'''
  ...
E
	cmp -s want out
	ok 0 $? "$command --report=tap: what it prints"
	says "fails.tcpstep:3:1: expected client ESTABLISHED, found CLOSED" "$command: standard error is as without a report"
	status 2 "$command --report=junit" "$program" $command --report=junit --lang ko good.tcpstep fails.tcpstep "it's#1.tcpstep"
	prints "<testsuite name=\"tcpstep $command\" tests=\"3\" failures=\"1\" errors=\"1\">" "$command --report=junit: it counts files"
	prints '<testcase classname="tcpstep" name="good.tcpstep"/>' "$command --report=junit: a file that passes"
	prints '<failure message="expected client ESTABLISHED, found CLOSED (client.1)">fails.tcpstep:3:1</failure>' "$command: a failure"
	prints "<error message=\"expected a call such as connect, send or close, not 'sokket'\">it's#1.tcpstep:2:8</error>" "$command: an error"
	if command -v xmllint >/dev/null; then
		xmllint --noout out
		ok 0 $? "$command --report=junit is well-formed"
	fi
	status 0 "$command --report: all is well" "$program" $command --report=tap good.tcpstep
done
printf 'tcpstep 1\nset rto 1s\nset rto 2s\nclient socket\n' >doubtful.tcpstep
status 0 "a warning is no failure" "$program" check --report=tap doubtful.tcpstep
prints "ok 1 - doubtful.tcpstep" "a warning is no failure"
status 1 "a warning is one with --strict" "$program" check --strict --report=tap doubtful.tcpstep
prints "not ok 1 - doubtful.tcpstep" "a warning is a failure with --strict"
prints "found: 'this setting is given twice" "a warning is told with --strict"

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
