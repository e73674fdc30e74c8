#!/bin/sh
# Tests a class in real terminals: each student's screen and the instructor's notes show what
# the instructor does, also through a pipe.
# usage: test_class.sh [PROGRAM]     ends with "N passed, N failed"
. "$(dirname "$0")/../tools/tmux.sh"

screen() { mux capture-pane -p -t "$1"; }
keys() { mux send-keys -t "$@"; }
shows() { screen "$1" | grep -qF -- "$2"; }
shows_not() { ! shows "$1" "$2"; }
recorded() { grep -qxF -- "$1" "$work/rec"; }
not_recorded() { ! recorded "$1"; }
is() { [ "$(mux display-message -p -t "$1" "$2")" = "$3" ]; }

# show COMMAND...: the screen that a failed check looked at.
show() { case $2 in class | student | piped | notes) screen "$2" ;; esac; }

cat >"$work/lesson.tcpstep" <<'L'
tcpstep 1
id    lesson
title A lesson
say
  Two hosts.
server socket
note
  Ask who knows bind.
server bind 80
ask
  Which call comes next?
  ( ) accept
    Nothing listens yet.
  (x) listen
  because accept needs a listener.
server listen
client socket
client connect 80
deliver
L
export HOME="$work" XDG_STATE_HOME="$work/state" XDG_CONFIG_HOME="$work/config"
shell="env -u NO_COLOR PS1='\$ ' LC_ALL=C.UTF-8 sh"
mux new-session -d -x 80 -y 24 -s student "$shell" || exit 2
for name in class piped notes; do
	mux new-session -d -x 80 -y 24 -s $name "$shell" || exit 2
done
mux resize-window -t notes -x 40 -y 12

keys student "'$program' follow $work/rec; echo status \$?" Enter
check "a student may come first" shows student "steps appear here"
keys class "'$program' teach $work/lesson.tcpstep -o $work/rec; echo status \$?" Enter
check "where it is recorded is said" shows class "$work/rec"
check "the recording is there" recorded "id lesson"
keys piped "tail -n +1 -F $work/rec 2>/dev/null | '$program' follow -; echo status \$?" Enter
check "one through a pipe" shows piped "A lesson"
keys notes "'$program' notes $work/rec $work/lesson.tcpstep; echo status \$?" Enter
check "the instructor's notes" shows notes "step 0 of 8"

keys class Space Space
check "a step is recorded" recorded "server socket"
for who in student piped; do
	check "$who: is carried along" shows $who "server socket"
	check "$who: is with the class" shows $who "with the class"
done
check "notes: the place" shows notes "step 2 of 8"
check "notes: what to say" shows notes "Ask who knows bind."
keys class Space Space
check "the question is asked" shows class "Which call comes next?"
for who in student piped; do
	check "$who: the question is asked" shows $who "Which call comes next?"
	check "$who: without the answer" shows_not $who "accept needs a listener"
done
check "notes: the answer" shows notes "right: 2. listen"
keys piped 1
check "an answer through a pipe: keys come from the terminal" shows piped "This is your choice"
keys notes L
check "notes: in Korean" shows notes "정답"

keys student u
check "who steps back is behind" shows student "1 behind"
keys class 2 Space Space
check "the class goes on" recorded "client socket"
check "who stepped back stays, further behind" shows student "3 behind"
check "who was there is carried along" shows piped "client socket"
keys student r
check "and catches up" shows student "step 6"
check "to where the class is" shows student "client calls socket()"

keys class u
check "what is taken back is taken out" not_recorded "client socket"
check "and taken back" shows student "step 5"
check "as the class sees it" shows student "❯ server listen"
check "through a pipe, too" shows piped "❯ server listen"
keys class ':go 7' Enter
check "a jump" recorded "client connect 80"
check "is followed" shows student "client connect 80"
check "through a pipe, too" shows piped "client connect 80"
keys class x
check "a detour" recorded "# tcpstep: detour"
check "is followed" shows student "is lost on the way"
check "notes: it is one" shows notes "레슨 밖"
keys class r
check "and left" not_recorded "# tcpstep: detour"

keys class q
check "the instructor is asked" shows class "q again ends it"
keys class q
check "the instructor leaves" shows class "status 0"
check "the end is recorded" recorded "# tcpstep: end"
# on the screen, and after the program has ended by itself
check "a student is told" shows student "The class is over"
check "through a pipe, too" shows piped "The class is over"
check "notes: it is over" shows notes "수업 끝"
for who in student notes; do
	keys $who q
	check "$who: leaves" shows $who "status 0"
	check "$who: the normal screen is back" is $who '#{alternate_on}' 0
done
keys piped q
check "a student is told how to see it again" shows student "tcpstep replay $work/rec"
check "through a pipe: of a copy" shows piped "class-lesson.tcpstep"
check "piped: the normal screen is back" is piped '#{alternate_on}' 0
"$program" run --trace=tsv "$work/rec" >"$work/trace" 2>&1
check "the recording runs" test $? -eq 0
check "to where the class was" grep -q 'connect 80' "$work/trace"

keys class "clear; '$program' teach $work/lesson.tcpstep -o $work/lesson.tcpstep; echo status \$?" Enter
check "another kind of file is not overwritten" shows class "status 2"
check "and that is said" shows class "not the recording of a class"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
