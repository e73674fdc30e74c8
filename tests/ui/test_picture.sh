# Tests `tcpstep picture`: it draws what was asked for and reports errors, and the README's
# pictures are what the program draws now.
set -u
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
passed=0 failed=0
root=$(dirname "$0")/../..

check() { # description, then a command that must succeed
	what=$1
	shift
	if "$@" > /dev/null 2>&1; then
		passed=$((passed + 1))
		echo "ok $what"
	else
		failed=$((failed + 1))
		echo "FAILED $what"
	fi
}
exits() { # status, then a command
	want=$1
	shift
	"$@" > "$dir/out" 2> "$dir/err"
	[ $? -eq "$want" ]
}
says() { grep -q -- "$1" "$dir/$2"; }
picture() { "$TCPSTEP" picture "$@"; }

TCPSTEP=$TCPSTEP sh "$root/tests/tools/pictures.sh" "$dir"
while read -r name rest; do
	case $name in '#'* | '') continue ;; esac
	check "$name is what make pictures draws" cmp "$root/tests/pictures/$name" "$dir/$name"
done < "$root/tests/pictures/list"

lesson=$LESSONS/half-close.tcpstep
check 'a picture goes to standard output' exits 0 picture "$lesson"
check 'it is an SVG' says '^<svg xmlns="http://www.w3.org/2000/svg"' out
check 'it has a title' says '<title>Half-close</title>' out
check 'it says what is seen' says '<desc>The client is in TIME-WAIT, the server in CLOSED' out
check 'it is whole' sh -c "tail -n 1 '$dir/out' | grep -qx '</svg>'"
picture "$lesson" > "$dir/again" 2>&1
check 'the same again is the same' cmp "$dir/out" "$dir/again"
check 'a moment' exits 0 picture "$lesson" --at 9
check 'the moment is the one asked for' says 'The client is in ESTABLISHED, the server in' out
check 'the start' exits 0 picture "$lesson" --at 0
check 'at the start nothing is open' says 'The client is in CLOSED, the server in CLOSED' out
check 'the step that the screen shows' exits 0 picture "$lesson" --at 14/30
check 'it is that step' says '14/30' out
check 'it has its question' says 'Question' out
check 'steps of another lesson' exits 2 picture "$lesson" --at 14/31
check 'it says how many the screen counts' says 'has 30 steps' err
check 'beyond the end of the screen' exits 2 picture "$lesson" --at 31/30
check 'a size' exits 0 picture "$lesson" --size 40x12
check 'a small picture is small' says 'width="380" height="248"' out
check 'Korean' exits 0 picture "$lesson" --lang ko
check 'Korean is told' says '클라이언트는 TIME-WAIT' out
check 'a light background' exits 0 picture "$lesson" --scheme light
check 'light is light' says 'fill="#ffffff"' out
check 'from standard input' sh -c "'$TCPSTEP' picture - < '$lesson' | grep -q Half-close"
check 'beyond the end' exits 2 picture "$lesson" --at 9999
check 'it says how many steps there are' says 'the script has [0-9]* steps' err
check 'no such file' exits 2 picture "$dir/nowhere.tcpstep"
check 'two files' exits 2 picture "$lesson" "$lesson"
check 'a size that is none' exits 2 picture "$lesson" --size 80
check 'a place that cannot be written' exits 2 picture "$lesson" -o "$dir/no/such/folder.svg"
printf 'tcpstep 1\ntitle "<script>&\033[31m"\nclient socket\n' > "$dir/bad.tcpstep"
check 'a hostile title' exits 0 picture "$dir/bad.tcpstep"
check 'it is text and no more' says '<title>&lt;script&gt;&amp;\\x1B\[31m</title>' out
printf 'tcpstep 1\nclient sokket\n' > "$dir/wrong.tcpstep"
check 'a wrong script' exits 2 picture "$dir/wrong.tcpstep"
check 'its place is told' says 'wrong.tcpstep:2:8: error' err
if command -v xmllint > /dev/null; then
	check 'well-formed' xmllint --noout "$dir"/*.svg
fi

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
