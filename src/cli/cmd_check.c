/* `tcpstep check`: reports whether scripts are valid and their expectations hold, and
 * warns of weak spots. */
#include <string.h>

#include "base/mem.h"
#include "cli/cli.h"
#include "lesson/library.h"
#include "lesson/parse.h"
#include "lesson/review.h"
#include "lesson/run.h"

/* One file being checked. The lessons are loaded only if a header names one. */
struct checking {
	const struct options *options;
	const struct script *script;
	struct results *results; /* of --report; NULL: none */
	struct source_lines lines;
	struct lessons *installed, beside;
	size_t warnings, expectations;
};

static void load_beside(struct checking *c)
{
	const char *path = c->script->path, *slash = strrchr(path, '/');
	char *directory = slash ? mem_copy_n(path, (size_t)(slash - path) + 1) : mem_copy_text(".");

	if (c->beside.used == 0)
		lessons_load(&c->beside, directory);
	mem_free(directory);
}

static bool is_lesson(void *to, const char *id, const char **near)
{
	struct checking *c = to;
	const char *other;

	if (c->installed->used == 0)
		lessons_load(c->installed, lessons_directory());
	if (lessons_find(c->installed, id, near))
		return true;
	load_beside(c);
	return lessons_find(&c->beside, id, *near ? &other : near);
}

static void on_statement(void *to, const struct statement *st, const struct world *w)
{
	struct checking *c = to;

	(void)w;
	c->expectations += st->kind == ST_EXPECT;
	if (st->kind == ST_GOAL)
		c->expectations += st->reach_used;
}

static void on_failure(void *to, const struct failure *f)
{
	struct checking *c = to;

	cli_tell_failure(c->options, c->script, &c->lines, f);
	cli_report_failure(c->results, c->script, f);
}

static void on_warning(void *to, const struct diag *d)
{
	struct checking *c = to;

	c->warnings++;
	diag_print_next(stderr, c->script->path, &c->lines, d, DIAG_LABEL_WARNING, c->options->lang);
	if (c->options->strict)
		cli_report_diag(c->results, c->script->path, d, false);
}

static int check_file(const struct options *o, const char *path, struct lessons *installed, struct results *results)
{
	struct checking checking = { .options = o, .installed = installed, .results = results };
	struct run_events events = { .to = &checking, .statement = on_statement, .failure = on_failure };
	const struct reviewer reviewer = {
		.to = &checking, .strict = o->strict, .is_lesson = is_lesson, .warn = on_warning
	};
	struct script *s;
	size_t failures;
	unsigned steps;

	results_file(results, path);
	s = cli_script_report(o, path, results);
	if (!s)
		return EXIT_BAD;
	checking.script = s;
	checking.lines.text = s->source;
	script_review(s, &reviewer);
	failures = script_run(s, &events, NULL);
	steps = script_steps(s);
	if (failures == 0 && !results) {
		cli_column(path, 0);
		if (o->lang == LANG_KO)
			printf(": 통과(단계 %u개, 기대 %zu개)\n", steps, checking.expectations);
		else
			printf(": ok (%u step%s, %zu expectation%s)\n", steps, steps == 1 ? "" : "s",
			       checking.expectations, checking.expectations == 1 ? "" : "s");
	}
	lessons_free(&checking.beside);
	script_free(s);
	return failures || (o->strict && checking.warnings) ? EXIT_NO : EXIT_OK;
}

static int perform(const struct options *o)
{
	struct lessons installed = { 0 };
	struct results *results;
	int status = EXIT_OK;

	if (o->words_used == 0)
		return cli_usage(o, DIAG_NAME_SCRIPT, "check", "");
	cli_collect_errors();
	results = results_begin(stdout, o->report, "check", (unsigned)o->words_used);
	for (int i = 0; i < o->words_used; i++) {
		int one = check_file(o, o->words[i], &installed, results);

		status = one > status ? one : status;
	}
	lessons_free(&installed);
	results_end(results);
	return cli_finish(o, stdout, status);
}

const struct cli_command cmd_check = {
	.name = "check",
	.usage = { "FILE…", "파일…" },
	.about = { "check scripts for errors and weak spots", "스크립트의 오류와 약한 곳 찾기" },
	.help = { "usage: tcpstep check [--strict] [--report=tap|junit] FILE…\n"
		  "\n"
		  "Reads and runs each script (a file or a lesson's name). Prints a line for each script that passes; reports\n"
		  "errors and failed expectations. Warns of a lesson's weak spots: a missing\n"
		  "translation, a text too long for the screen, a wrong choice without feedback, a\n"
		  "right choice that names a state neither end is in, or an error or a segment\n"
		  "that the next steps do not show, a goal that holds before anything is done or\n"
		  "is reached by waiting, a crash, an exit or an abort, a prerequisite that does\n"
		  "not exist.\n"
		  "  --strict   a warning is a failure: exit status 1. Otherwise as for `run`. A\n"
		  "             lesson must also have what the author's guide asks: words at both\n"
		  "             ends, two questions, a goal, an expectation for each action\n"
		  "  --report   the results for a test harness: TAP 14, or the XML of JUnit\n"
		  "\n"
		  "example: tcpstep check --strict my-lesson.tcpstep\n",
		  "사용법: tcpstep check [--strict] [--report=tap|junit] 파일…\n"
		  "\n"
		  "스크립트(파일이나 레슨 이름)를 읽고 실행합니다. 올바르면 한 줄로, 아니면 오류와 어긋난 기대를\n"
		  "알립니다. 레슨의 약한 곳도 경고합니다. 빠진 번역, 화면보다 긴 글, 반박이 없는\n"
		  "오답, 어느 쪽의 상태와도 맞지 않거나 다음 단계에서 일어나지 않는 오류나\n"
		  "세그먼트를 말하는 정답, 처음부터 이루어졌거나 기다리기,\n"
		  "crash, exit, abort만으로 이루어지는 목표, 없는 선수 레슨 등입니다.\n"
		  "  --strict   경고도 실패로 봅니다(종료 상태 1). 그 밖에는 run과 같습니다.\n"
		  "             레슨은 작성 안내에서 요구하는 것도 갖추어야 합니다: 처음과 끝의 말,\n"
		  "             질문 두 개, 목표, 동작마다 기대\n"
		  "  --report   결과를 테스트 도구용으로: TAP 14나 JUnit의 XML\n"
		  "\n"
		  "예: tcpstep check --strict my-lesson.tcpstep\n" },
	.options = OPTION_BIT(OPT_STRICT) | OPTION_BIT(OPT_REPORT),
	.words = WORDS_FILES,
	.perform = perform,
};
