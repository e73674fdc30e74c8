#!/bin/sh
# Tests the program in a real terminal: it starts, steps through a handshake, is resized,
# stopped, killed and quit, and the terminal is then as it was before.
# usage: test_tmux.sh [PROGRAM]     ends with "N passed, N failed"
. "$(dirname "$0")/../tools/tmux.sh"

screen() { mux capture-pane -p -t 0; }
keys() { mux send-keys -t 0 "$@"; }

shows() { screen | grep -qF -- "$1"; }
shows_not() { ! shows "$1"; }
shows_times() { [ "$(screen | grep -oF -- "$1" | wc -l)" -ge "$2" ]; }
is() { [ "$(mux display-message -p -t 0 "$1")" = "$2" ]; }

show() { screen; }

start() { # ARGUMENTS...
	keys "clear; echo be''fore; stty -g >$work/before" Enter
	check "a shell prompt" shows before
	keys "'$program' $*" Enter
	check "it runs in the alternate screen" running
}

# Tests that the terminal is as it was: modes, screen, cursor, keypad, mouse.
restored() { # NAME STATUS
	check "$1: the normal screen is back" is '#{alternate_on}' 0
	rm -f "$work/after"
	keys "echo \$? >$work/status; stty -g >$work/after; echo at-''prompt" Enter
	check "$1: the shell reads a line" shows at-prompt
	check "$1: exit status $2" test "$(cat "$work/status")" = "$2"
	check "$1: the line discipline is as before" cmp -s "$work/before" "$work/after"
	check "$1: what stood there stands there" shows before
	check "$1: the cursor is seen" is '#{cursor_flag}' 1
	check "$1: the cursor keys are plain" is '#{keypad_cursor_flag}' 0
	check "$1: the mouse is off" is '#{mouse_any_flag}' 0
}
running() { is '#{alternate_on}' 1; }
pid_of_program() { # the newest child of the pane's shell; procps is not everywhere
	# A process may end while this looks: mawk would stop at the first file that is gone, cat does not.
	cat /proc/[0-9]*/stat 2>/dev/null |
		awk -v parent="$(mux display-message -p -t 0 '#{pane_pid}')" -v name="($(basename "$program"))" \
			'$2 == name && $4 == parent { print $1 }' | sort -n | tail -1
}

mux new-session -d -x 80 -y 24 "env -u NO_COLOR HOME=$work PS1='\$ ' LC_ALL=C.UTF-8 sh" &&
	mux has-session 2>/dev/null || { echo "test_tmux.sh: tmux cannot start a server here"; exit 2; }

start sandbox
check "both hosts are CLOSED" shows_times CLOSED 2

# A handshake, made with the calls that the menus propose.
keys s Enter
check "the step is on the line of the script" shows "server socket"
keys s Enter
check "the line of the call is there to edit" shows "server bind 80"
keys Enter s Enter
check "the server listens" shows "server listen"
keys c Enter
check "the client has a socket" shows "client socket"
keys c Enter Enter
check "a SYN is in flight" shows SYN
keys Space Space Space
check "established" shows "wait next"

mux resize-window -t 0 -x 120 -y 40
check "a larger window is filled" shows_times ESTABLISHED 2
mux resize-window -t 0 -x 40 -y 12
check "a small window is not refused" shows ESTABLISHED
mux resize-window -t 0 -x 80 -y 24
check "back at the first size" shows_times ESTABLISHED 2

keys BSpace BSpace BSpace BSpace BSpace BSpace BSpace BSpace
check "back at the first step" shows_not "wait next"
check "both hosts are CLOSED again" shows_times CLOSED 2
keys '?'
check "help shows the keys" shows "Undo the last step"
keys '?' Escape
check "Esc does not quit" running

# Ctrl-S does not stop the screen. An input method for Hangul may be on. A paste is no keys.
keys C-s
keys '?'
check "after Ctrl-S keys are still read" shows "Undo the last step"
keys '?'
keys 'ㅊ'
check "a jamo is the key of its place" shows "socket"
keys Escape
mux set-buffer 'quick'
mux paste-buffer -p -t 0
check "a paste is refused with a sentence" shows "The paste was not taken"
mux send-keys -t 0 -H 1b 5b 31 31 38 3b 39 75
check "CSI u does nothing" running
keys ':'
mux set-buffer 'server socket
server bind 80
server listen
'
mux paste-buffer -p -t 0
check "a paste into the command line is performed" shows "Lines performed: 3"
keys R

# Stopped and continued.
keys C-z
check "Ctrl-Z gives the shell" is '#{alternate_on}' 0
keys "fg" Enter
check "fg brings the screen back" running
check "drawn in full" shows_times CLOSED 2
keys q
restored quit 0

# The free session is kept when it is killed, and offered again.
start sandbox
keys s Enter s Enter Enter
check "two steps are done" shows "server bind 80"
kill -s TERM "$(pid_of_program)"
restored "killed in a session" 143
start sandbox
check "the session is offered" shows "last session (steps: 2)"
keys Enter
check "it goes on" shows "server bind 80"
keys q
restored "quit from it" 0
start sandbox
keys c Escape q
restored "declined" 0

# Killed, and crashed.
for signal in TERM:143 HUP:129 INT:130 QUIT:131 SEGV:139 ABRT:134 BUS:135 FPE:136; do
	start sandbox
	pid=$(pid_of_program)
	check "${signal%:*}: the program is found" test -n "$pid"
	[ -n "$pid" ] && kill -s "${signal%:*}" "$pid"
	restored "${signal%:*}" "${signal#*:}"
done

# No terminal at all.
"$program" sandbox </dev/null >"$work/out" 2>&1
check "without a terminal: status 2" test $? -eq 2
check "without a terminal: it says so" grep -q terminal "$work/out"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
