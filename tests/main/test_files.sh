#!/bin/sh
# Files that are not what is expected, and streams that are too long: each is
# refused with a message, never waited on. Ends "N passed, N failed".
. "$(dirname "$0")/../tools/shell.sh"
export HOME="$work/home" XDG_CONFIG_HOME="$work/config" XDG_STATE_HOME="$work/state" LC_ALL=C
# soon COMMAND…: 124 when it has not ended after a generous time.
soon() { timeout 20 "$@"; }
refused="not a plain file"

mkdir -p "$work/config/tcpstep" "$work/state/tcpstep" "$work/folder"
mkfifo "$work/config/tcpstep/config"
status 0 "settings are a FIFO: --help" soon "$program" --help
status 0 "settings are a FIFO: --version" soon "$program" --version
status 2 "settings are a FIFO: lessons" soon "$program" lessons
says "$refused" "settings are a FIFO"
rm "$work/config/tcpstep/config"

mkfifo "$work/state/tcpstep/progress"
status 2 "progress is a FIFO: lessons" soon "$program" lessons
status 2 "progress is a FIFO: progress" soon "$program" progress
says "$refused" "progress is a FIFO"
rm "$work/state/tcpstep/progress"

mkfifo "$work/folder/b.tcpstep" "$work/folder/course"
printf 'tcpstep 1\nafter x\nclient socket\n' >"$work/folder/a.tcpstep"
status 0 "a neighbour is a FIFO: check" soon "$program" check "$work/folder/a.tcpstep"
for command in run check handout; do
	status 2 "a FIFO: $command" soon "$program" "$command" "$work/folder/b.tcpstep"
	says "$refused" "a FIFO: $command"
	status 2 "a device: $command" soon "$program" "$command" /dev/zero
	says "$refused" "a device: $command"
	status 2 "a folder: $command" soon "$program" "$command" "$work/folder/"
	says "folder" "a folder: $command"
done
status 2 "a FIFO: handout -o" soon "$program" handout "$work/folder/a.tcpstep" -o "$work/folder/b.tcpstep"
says "$refused" "a FIFO: handout -o"

# The stream passes the limit of a script: it is refused, and the writer ends.
{ head -c 5000000 /dev/zero | tr '\0' a; echo; } 2>/dev/null | soon "$program" follow --trace=tsv - >"$work/out" 2>"$work/err"
ok 2 $? "follow: a stream that is too long"
says "larger than 4 MiB" "follow: a stream that is too long"

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
