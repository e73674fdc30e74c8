#!/bin/sh
# Tests `tcpstep progress`: what it counts, what reset removes and keeps. Ends
# "N passed, N failed".
. "$(dirname "$0")/../tools/shell.sh"
# row TITLE: prints what follows the title, with runs of spaces made one.
row() { sed -n "s/^$1  *//p" "$work/out" | sed 's/  */ /g'; }

export XDG_CONFIG_HOME="$work/config" XDG_STATE_HOME="$work/state" HOME="$work/home" LC_ALL=C
file=$work/state/tcpstep/progress
lessons=$("$program" lessons --names | wc -l | tr -d ' ')

status 0 "no file" "$program" progress
ok "- - -" "$(row 'The three-way handshake')" "no file: a lesson"
ok "0/$lessons - 0 solved, 0 shown" "$(row Total)" "no file: the total"
prints "progress file: $file" "no file: where it will be"
status 0 "nothing to reset" "$program" progress reset
prints "nothing to remove" "nothing to reset"
ok "" "$(ls "$work/state" 2>/dev/null)" "asking makes no file"

mkdir -p "$work/state/tcpstep"
cat >"$work/sound" <<'E'
tcpstep-progress 3
done handshake
done "m\x1By"
goal handshake 1 solved 1
goal half-close 1 shown
goal mine 2 solved 4
goal mine 3 shown
ask handshake 1 right
ask handshake 2 wrong
ask handshake 3 right
ask half-close 1 wrong
E
cp "$work/sound" "$file"
status 0 "a file" "$program" progress
ok "yes 2 of 3 solved, 1 action" "$(row 'The three-way handshake')" "a lesson finished"
ok "- 0 of 1 shown" "$(row Half-close)" "a lesson begun"
ok "- - -" "$(row 'Both close at once')" "a lesson not begun"
ok "- - #2 solved, 4 actions, #3 shown" "$(row mine)" "a lesson that is not among those here"
ok "yes - -" "$(row 'm.x1By')" "an id is made safe"
ok "2/$((lessons + 2)) 2 of 4 2 solved, 2 shown" "$(row Total)" "the total"
ok "" "$(cat "$work/err")" "nothing is told"
cmp -s "$work/sound" "$file"
ok 0 $? "asking changes nothing"
ok 0 "$(grep -c "$(printf '\033')" "$work/out")" "no escape reaches the terminal"
grep -v -e '^mine' -e '^kept' "$work/out" | awk 'length($0) > 80 { exit 1 }'
ok 0 $? "at most 80 columns"
status 0 "in Korean" "$program" progress --lang ko
ok "예 3개 중 2개 해결(동작 1번)" "$(row '3-way 핸드셰이크')" "in Korean: a lesson"
ok "2/$((lessons + 2)) 4개 중 2개 해결 2, 풀이를 봄 2" "$(row 합계)" "in Korean: the total"
prints "기록 파일: $file" "in Korean"

status 0 "reset a lesson" "$program" progress reset handshake
prints "handshake: removed: 1 lesson finished, 3 questions, 1 goal" "reset a lesson"
prints "previous file: $file.before-reset" "reset a lesson"
cmp -s "$work/sound" "$file.before-reset"
ok 0 $? "reset a lesson: the copy"
grep -v handshake "$work/sound" | cmp -s - "$file"
ok 0 $? "reset a lesson: the others stay"
cp "$file" "$work/less"
status 0 "reset it again" "$program" progress reset handshake
prints "nothing to remove" "reset it again"
cmp -s "$work/sound" "$file.before-reset"
ok 0 $? "where nothing is removed the copy stays"
status 0 "reset in Korean" "$program" progress reset --lang ko
prints "완료한 레슨 1개, 질문 1개, 목표 3개의 기록을 지웠습니다" "reset in Korean"
prints "지우기 전의 파일: $file.before-reset" "reset in Korean"
ok "tcpstep-progress 3" "$(cat "$file")" "reset all"
cmp -s "$work/less" "$file.before-reset"
ok 0 $? "reset all: the copy"
mv "$file.before-reset" "$file"
status 0 "the copy put back" "$program" progress
ok "- - #2 solved, 4 actions, #3 shown" "$(row mine)" "the copy put back"

printf 'tcpstep-progress 1\ndone handshake\n' >"$file"
status 0 "an older file" "$program" progress
ok "yes - -" "$(row 'The three-way handshake')" "an older file"
ok "tcpstep-progress 1" "$(head -1 "$file")" "an older file stays as it is until something is added"
status 0 "reset of an older file" "$program" progress reset handshake
ok "tcpstep-progress 3" "$(cat "$file")" "reset of an older file"

status 2 "an unknown lesson" "$program" progress reset handshak
says "did you mean 'handshake'?" "an unknown lesson"
status 2 "an unknown word" "$program" progress rest
says "did you mean 'reset'?" "an unknown word"
status 2 "too many words" "$program" progress reset handshake half-close

printf 'tcpstep-progress 3\ndone handshake\nnonsense\n' >"$file"
status 2 "a damaged file" "$program" progress
says "$file: damaged" "a damaged file"
ok "yes - -" "$(row 'The three-way handshake')" "a damaged file: what can be read counts"
ok nonsense "$(tail -1 "$file.damaged")" "a damaged file is kept beside"
status 0 "once" "$program" progress
printf 'tcpstep-progress 99\nwonders\n' >"$file"
status 2 "a later version" "$program" progress
says "newer version of tcpstep" "a later version"
status 2 "a later version is not reset" "$program" progress reset
ok wonders "$(tail -1 "$file")" "a later version is left alone"
ok "" "$(cat "$work/out")" "a later version: nothing is said to be removed"

cp "$work/sound" "$file"
rm -f "$file.before-reset"
mkdir "$file.before-reset"
status 2 "no copy can be made" "$program" progress reset
says "before-reset" "no copy can be made"
cmp -s "$work/sound" "$file"
ok 0 $? "no copy can be made: nothing is removed"
status 0 "nowhere" env -u XDG_STATE_HOME -u HOME "$program" progress
if [ -e /dev/full ]; then
	"$program" progress >/dev/full 2>"$work/err"
	ok 2 $? "a full disk"
fi
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
