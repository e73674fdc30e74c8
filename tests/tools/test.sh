#!/bin/sh
# test.sh RUNNER SHELL-TEST…: runs all tests, ends with "N passed, N failed".
# Each suite of the runner and each shell test is a job. $JOBS of them (as many
# as there are processors) run at a time; the output of a job is kept together.
# Environment: TCPSTEP, the program; LESSONS, the folder of lessons.
set -u

# count LINE: "N passed, N failed" or "N passed, N failed, N skipped".
counts='^[0-9]+ passed, [0-9]+ failed(, [0-9]+ skipped)?$'

# One job, called again from below: its log and its exit status go to a folder
# of its own, which holds its settings and progress too. Its name is printed
# when it is done.
if [ "${1-}" = --job ]; then
	own=$2/$(echo "$3" | tr / -)
	mkdir "$own" || exit 2
	export XDG_CONFIG_HOME="$own/config" XDG_STATE_HOME="$own/state"
	case $3 in
	*.sh) sh "$3" ;;
	*) "$RUNNER" "$3" ;;
	esac >"$own/log" 2>&1 </dev/null
	echo $? >"$own/status"
	echo "$3"
	exit 0
fi

RUNNER=$1
shift
case $RUNNER in /*) ;; *) RUNNER=$PWD/$RUNNER ;; esac
export RUNNER
# Without TERM, or with TCPSTEP_PLAIN, the program would run in plain mode.
export TERM=xterm
unset TCPSTEP_PLAIN

all=$(mktemp -d) || exit 2
trap 'rm -rf "$all"' EXIT
trap 'exit 2' INT TERM HUP
processors=$(getconf _NPROCESSORS_ONLN 2>/dev/null) || processors=1
suites=$("$RUNNER" --list) || { echo "test.sh: $RUNNER does not list its suites"; suites=; }

# The shell tests wait for terminals, so they are started first.
printf '%s\n' "$@" $suites >"$all.jobs"
trap 'rm -rf "$all" "$all.jobs"' EXIT
xargs -P "${JOBS:-$processors}" -n 1 sh "$0" --job "$all" <"$all.jobs" | {
	passed=0 failed=0 skipped=0 done=0
	while read -r job; do
		own=$all/$(echo "$job" | tr / -)
		done=$((done + 1))
		line=$(grep -E "$counts" "$own/log" | tail -1)
		status=$(cat "$own/status")
		echo "$job: ${line:-ended without a count, status $status}"
		case $job in
		*.sh) grep -vE "^ok |$counts" "$own/log" ;;
		*) grep -vE "^Running suite|^100%: Checks|$counts" "$own/log" ;;
		esac
		bad=1
		if [ -n "$line" ]; then
			passed=$((passed + ${line%% *}))
			rest=${line#* passed, }
			bad=${rest%% *}
			case $line in *skipped) rest=${line#* failed, } skipped=$((skipped + ${rest%% *})) ;; esac
		fi
		[ "$status" = 0 ] || [ "$bad" != 0 ] || bad=1
		failed=$((failed + bad))
	done
	wanted=$(($(wc -l <"$all.jobs")))
	[ "$done" = "$wanted" ] || { echo "test.sh: $((wanted - done)) of $wanted jobs did not end"; failed=$((failed + 1)); }
	[ -n "$suites" ] || failed=$((failed + 1))
	echo
	if [ "$skipped" = 0 ]; then echo "$passed passed, $failed failed"; else echo "$passed passed, $failed failed, $skipped skipped"; fi
	[ "$failed" = 0 ]
}
