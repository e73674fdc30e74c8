/* `tcpstep grade`: says which goals of a lesson each submission reaches. */
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "cli/cli.h"
#include "lesson/parse.h"
#include "lesson/submission.h"

enum { FILE_OCTETS = 4096 /* of a name, escaped; the rest is cut */ };

static unsigned goals_of(const struct script *lesson)
{
	unsigned n = 0;

	for (size_t i = 0; i < lesson->used; i++)
		n += lesson->statements[i].kind == ST_GOAL;
	return n;
}

/* Reads a submission of the lesson. NULL after printing what is wrong. */
static struct script *read_one(const struct options *o, const struct script *lesson, const char *path)
{
	struct diags errors = { 0 };
	struct source_lines lines = { 0 };
	struct script *s = NULL;
	char *source = NULL;
	struct diag d;
	size_t len;

	if (source_read(path, &source, &len, &errors))
		s = submission_parse(path, source, len, &errors);
	lines.text = source;
	fflush(stdout);
	for (size_t i = 0; !s && i < errors.used; i++)
		diag_print_next(stderr, path, &lines, &errors.at[i], DIAG_LABEL_ERROR, o->lang);
	if (s && strcmp(s->id, lesson->id) != 0) {
		diag_set(&d, 0, DIAG_SUBMISSION_OTHER, path, s->id);
		diag_argument(&d, 3, "%s", lesson->id);
		cli_bad(o, &d);
		script_free(s);
		s = NULL;
	}
	diags_free(&errors);
	mem_free(source);
	return s;
}

static int grade_file(const struct options *o, const struct script *lesson, const char *path, unsigned goals)
{
	struct script *submission = read_one(o, lesson, path);
	char array[FILE_OCTETS];
	struct text name = text_over(array, sizeof array);
	int status = EXIT_OK;

	if (!submission)
		return EXIT_BAD;
	text_add_safe(&name, path, strlen(path));
	for (unsigned nth = 1; nth <= goals; nth++) {
		struct grade g = submission_grade(lesson, submission, nth);

		printf("%s\t%u\t%s\t", array, nth, g.reached ? "yes" : "no");
		if (g.reached)
			printf("%u\t%u\n", g.actions, g.shortest);
		else
			printf("-\t%u\n", g.shortest);
		if (!g.reached)
			status = EXIT_NO;
	}
	script_free(submission);
	return status;
}

static int perform(const struct options *o)
{
	struct script *lesson;
	int status = EXIT_OK, one;
	unsigned goals;

	if (o->words_used < 2)
		return cli_usage(o, DIAG_GRADE_WORDS, "", "");
	lesson = cli_script_open(o, o->words[0]);
	if (!lesson)
		return EXIT_BAD;
	goals = goals_of(lesson);
	if (goals > 0)
		puts("file\tgoal\treached\tactions\tshortest");
	else
		status = cli_usage(o, DIAG_GRADE_NO_GOAL, lesson->id, "");
	for (int i = 1; i < o->words_used && goals > 0; i++) {
		one = grade_file(o, lesson, o->words[i], goals);
		status = one > status ? one : status;
	}
	script_free(lesson);
	return cli_finish(o, stdout, status);
}

const struct cli_command cmd_grade = {
	.name = "grade",
	.usage = { "LESSON FILE…", "레슨 파일…" },
	.about = { "grade what students handed in", "학생이 제출한 파일 채점" },
	.help = { "usage: tcpstep grade LESSON FILE…\n"
		  "\n"
		  "Performs what each student did, in the lesson itself: its settings, its rules\n"
		  "(forbid, within) and its goals count, whatever the file says. Prints a table,\n"
		  "separated by tabs, a row a file and goal:\n"
		  "  file goal reached actions shortest\n"
		  "reached is yes or no; actions, how many were needed (- if it is not reached);\n"
		  "shortest, how many the lesson's own solution has. A student makes the file with\n"
		  "`tcpstep progress submit LESSON`.\n"
		  "\n"
		  "Exit status 0: every goal of every file is reached. 1: one is not. 2: a file\n"
		  "is no submission of this lesson.\n"
		  "\n"
		  "example: tcpstep grade half-close submissions/*.tcpstep\n",
		  "사용법: tcpstep grade 레슨 파일…\n"
		  "\n"
		  "학생이 한 동작을 레슨에서 그대로 다시 해 봅니다. 파일에 무엇이 쓰여 있든 레슨의\n"
		  "설정, 규칙(forbid, within), 목표를 따릅니다. 파일과 목표마다 한 줄인, 탭으로\n"
		  "나눈 표를 출력합니다.\n"
		  "  file goal reached actions shortest\n"
		  "reached는 yes나 no, actions는 목표에 이를 때까지의 동작 수(이르지 못하면 -),\n"
		  "shortest는 레슨의 풀이에 든 동작 수입니다. 학생은\n"
		  "`tcpstep progress submit 레슨`으로 파일을 만듭니다.\n"
		  "\n"
		  "종료 상태 0: 모든 파일이 모든 목표에 이름. 1: 이르지 못한 것이 있음. 2: 이\n"
		  "레슨의 제출 파일이 아님.\n"
		  "\n"
		  "예: tcpstep grade half-close submissions/*.tcpstep\n" },
	.words = WORDS_LESSON,
	.perform = perform,
};
