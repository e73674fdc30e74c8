#!/bin/sh
# Tests that every example of the author's guide, in both languages, is a script that passes
# `check` without a warning, and that the Korean guide has the same examples, apart from
# comments and texts, and the same rows in its tables. Ends with "N passed, N failed".
program=${TCPSTEP:-build/tcpstep}
folder=${LESSONS:-$(dirname "$0")/../../lessons}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0
for guide in README README.ko; do
	awk -v name="$work/example-$guide-" '/^```tcpstep$/ { n++; in_block = 1; next } /^```$/ { in_block = 0 } in_block { print > (name n) }' "$folder/$guide.md"
	# Its statements without comments, and the first column of its tables.
	awk '/^```tcpstep$/ { on = 1; next } /^```$/ { on = 0 } on' "$folder/$guide.md" | sed 's/ *\(^\| \)#\( .*\)*$//; s/^title .*//' | grep -v '^$' >"$work/$guide.same"
	grep '^| `' "$folder/$guide.md" | sed 's/` | .*//' >>"$work/$guide.same"
done
if cmp "$work/README.same" "$work/README.ko.same"; then
	passed=$((passed + 1))
	echo "ok the Korean guide has the same examples and tables"
else
	failed=$((failed + 1))
	echo "FAILED the Korean guide has the same examples and tables"
	diff "$work/README.same" "$work/README.ko.same"
fi
# The examples of homework: the make file renews the grades, and the last line of the workflow
# grades.
mkdir "$work/class" "$work/class/submissions" "$work/class/handed-in" "$work/bin"
printf 's1\tA\ns2\tB\n' >"$work/class/students.tsv"
head -c 32 /dev/zero >"$work/class/quiz.key"
printf '#!/bin/sh\nexec "%s" "$@"\n' "$(cd "$(dirname "$program")" && pwd)/$(basename "$program")" >"$work/bin/tcpstep"
chmod +x "$work/bin/tcpstep"
PATH=$work/bin:$PATH
for guide in README README.ko; do
	awk '/^    tcpstep 1$/ { on = 1 } /^$/ { on = 0 } on { print substr($0, 5) }' "$folder/$guide.md" >"$work/class/homework.tcpstep"
	sed '$d' "$work/class/homework.tcpstep" >"$work/class/submissions/part.tcpstep"
	cp "$work/class/homework.tcpstep" "$work/class/submissions/whole.tcpstep"
	awk '/^```make$/ { on = 1; next } /^```$/ { on = 0 } on' "$folder/$guide.md" >"$work/class/Makefile"
	rm -f "$work/class/grades.tsv"
	(cd "$work/class" && MAKEFLAGS= ${MAKE:-make} -s grades.tsv && cut -f3 grades.tsv | tr '\n' ' ') >"$work/out" 2>&1
	said=$(cat "$work/out")
	workflow=$(sed -n 's/^      - run: \(tcpstep .*\)/\1/p' "$folder/$guide.md")
	(cd "$work/class" && $workflow) >"$work/out" 2>&1
	if [ $? = 0 ] && [ "$said" = "reached no yes " ] && grep -q yes "$work/out"; then
		passed=$((passed + 1))
		echo "ok the examples of homework in $guide"
	else
		failed=$((failed + 1))
		echo "FAILED the examples of homework in $guide: $said"
		cat "$work/out"
	fi
done
# The example of the quiz on paper: two students' sheets, of which one is filled in rightly, one not
# at all.
for guide in README README.ko; do
	awk '/^```make$/ { on = 1; next } /^```$/ { on = 0 } on' "$folder/$guide.md" >"$work/class/Makefile"
	rm -rf "$work/class/sheets" "$work/class/answers" "$work/class/quiz.tsv" "$work/class/handed-in"/*
	(
		cd "$work/class" || exit
		MAKEFLAGS= ${MAKE:-make} -s sheets
		cp sheets/s1.md sheets/s2.md handed-in
		grep -q '<html' sheets/s1.html && grep -q '✓' answers/s2.html && ! grep -q '✓' sheets/s2.html &&
			tcpstep quiz --key quiz.key --seed s1 --count 10 --paper --answers -o own.md &&
			sed '/^ *tcpstep-quiz /s/ answers$//' own.md >handed-in/s1.md # its own answers are no sheet to grade
		MAKEFLAGS= ${MAKE:-make} -s quiz.tsv && awk -F'\t' '$3 == "all" { print $2, $6, $7 }' quiz.tsv | tr '\n' ' '
	) >"$work/out" 2>&1
	if [ "$(cat "$work/out")" = "s1 10 10 s2 0 10 " ]; then
		passed=$((passed + 1))
		echo "ok the example of the quiz on paper in $guide"
	else
		failed=$((failed + 1))
		echo "FAILED the example of the quiz on paper in $guide"
		cat "$work/out"
	fi
done
# The Korean README has the same command lines.
for readme in README README.ko; do
	grep -E '^    (make|tcpstep|ssh) ' "$(dirname "$0")/../../$readme.md" | sed 's/  *#.*//; s/파일/FILE/' >"$work/$readme.lines"
done
if [ -s "$work/README.lines" ] && diff "$work/README.lines" "$work/README.ko.lines"; then
	passed=$((passed + 1))
	echo "ok the Korean README has the same command lines"
else
	failed=$((failed + 1))
	echo "FAILED the Korean README has the same command lines"
fi
for script in "$work"/example-*; do
	if "$program" check "$script" >"$work/out" 2>&1 && ! grep -q warning "$work/out"; then
		passed=$((passed + 1))
		echo "ok $(basename "$script")"
	else
		failed=$((failed + 1))
		echo "FAILED $(basename "$script")"
		cat "$work/out"
	fi
done
[ "$passed" -ge 20 ] || failed=$((failed + 1))
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
