# What shell tests have in common; each reads it first. They end with
# "N passed, N failed" and that as their exit status.
program=${TCPSTEP:-build/tcpstep}
case $program in /*) ;; *) program=$PWD/$program ;; esac
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 2' INT TERM HUP
passed=0
failed=0
# ok WANTED FOUND NAME
ok() { if [ "$1" = "$2" ]; then passed=$((passed + 1)); echo "ok $3"; else failed=$((failed + 1)); echo "FAILED $3: expected '$1', found '$2'"; fi; }
# status WANTED NAME COMMAND…: what it prints goes to out and err in $work.
status() { want=$1; name=$2; shift 2; "$@" >"$work/out" 2>"$work/err" </dev/null; ok "$want" $? "$name"; }
# says TEXT NAME, prints TEXT NAME: of the last command, err and out.
says() { grep -qF -- "$1" "$work/err"; ok 0 $? "$2: says '$1'"; }
prints() { grep -qF -- "$1" "$work/out"; ok 0 $? "$2: prints '$1'"; }
