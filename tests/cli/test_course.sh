#!/bin/sh
# Tests a course of one's own (--lessons, TCPSTEP_LESSONS), and that commands take a lesson's
# name; `sandbox --set` and `replay --once`. Ends "N passed, N failed".
. "$(dirname "$0")/../tools/shell.sh"
export XDG_CONFIG_HOME="$work/config" XDG_STATE_HOME="$work/state" HOME="$work/home" LC_ALL=C
cd "$work" || exit 2
mkdir course empty
printf 'tcpstep 1\nid mine\ntitle My lesson\nclient socket\nsay\n  Done.\n' >course/mine.tcpstep

# --- a folder of lessons ---

status 0 "a course of one's own" "$program" lessons --names --lessons course
ok "$(printf 'mine\tMy lesson')" "$(cat out)" "it has its lessons alone"
TCPSTEP_LESSONS=course status 0 "by the environment" "$program" lessons --names
ok "$(printf 'mine\tMy lesson')" "$(cat out)" "the environment's folder"
TCPSTEP_LESSONS=empty status 0 "the option before the environment" "$program" lessons --names --lessons course
ok "$(printf 'mine\tMy lesson')" "$(cat out)" "the option's folder"
TCPSTEP_LESSONS= status 0 "an empty variable" "$program" lessons --names
prints handshake "an empty variable names no folder"
for folder in nowhere course/mine.tcpstep; do
	status 2 "$folder is no folder" "$program" lessons --lessons $folder
	says "--lessons: '$folder' is not a folder" "$folder is no folder"
	TCPSTEP_LESSONS=$folder status 2 "$folder is no folder in the environment" "$program" lessons
	says "TCPSTEP_LESSONS: '$folder' is not a folder" "$folder in the environment"
done
TCPSTEP_LESSONS=course status 0 "the menu is the course's" sh -c "echo quit | '$program' --plain"
prints "1. My lesson" "the menu is the course's"

# --- names of lessons ---

for command in run check picture "run --trace=tsv"; do
	status 0 "$command takes a lesson's name" "$program" $command handshake
	TCPSTEP_LESSONS=course status 0 "$command takes a name of the course" "$program" $command mine
	TCPSTEP_LESSONS=course status 0 "$command takes a name that the course lacks" "$program" $command handshake
	status 2 "$command: a wrong name" "$program" $command handshke
	says "did you mean 'handshake'?" "$command: a wrong name"
done
"$program" run --trace=tsv handshake | cut -f10 | sort -u >out
ok "file handshake" "$(sort -r out | tr '\n' ' ' | sed 's/ $//;s/^handshake file$/file handshake/')" "the trace has the name as given"
TCPSTEP_LESSONS=course status 2 "a name near one of both" "$program" run mne
says "did you mean 'mine'?" "a name near one of both"

# --- settings of the free session ---

free() { # free INPUT ARGUMENT...: plain mode
	input=$1
	shift
	printf "$input" | "$program" sandbox --plain "$@" >out 2>err
}
free 'save kept.tcpstep\nquit\n' --begin connected --set profile=linux --set client.iss=300 --set 'delay 10ms'
ok "set profile linux;set client.iss 300;set delay 10ms;" "$(grep '^set' kept.tcpstep | tr -s ' ' | tr '\n' ';')" \
	"settings of the free session"
free 'quit\n' --begin last
free 'save again.tcpstep\nquit\n' --begin last
cmp -s kept.tcpstep again.tcpstep
ok 0 $? "a session that is resumed has its settings"
for set in profle=linux profile=lnux profile "profile=linux
client=2"; do
	status 2 "--set $(echo $set)" "$program" sandbox --set "$set"
done
status 2 "a setting that there is not" "$program" sandbox --set profle=linux
says "no such setting: 'profle'" "a setting that there is not"
status 2 "--set is the sandbox's" "$program" run --set profile=linux handshake

# --- a replay that ends ---

status 2 "--once is replay's" "$program" run --once handshake
if command -v tmux >/dev/null; then
	timeout 60 tmux -L "tcpstep-$$" -f /dev/null new-session -d -x 80 -y 24 \
		"'$program' replay --once --speed 6000 course/mine.tcpstep; echo \$? >'$work/ended'; tmux -L 'tcpstep-$$' wait-for -S done"
	timeout 60 tmux -L "tcpstep-$$" wait-for done
	ok 0 "$(cat ended)" "a replay ends by itself"
	tmux -L "tcpstep-$$" kill-server 2>/dev/null
else
	echo "skipped: tmux is missing"
fi

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
