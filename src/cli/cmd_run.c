/* `tcpstep run`: runs scripts without a terminal and prints their traces. */
#include "base/mem.h"
#include "cli/cli.h"
#include "lesson/library.h"
#include "lesson/parse.h"
#include "lesson/run.h"
#include "report/report.h"

/* One file being run. */
struct job {
	const struct options *options;
	const char *file;
	const struct script *script;
	struct results *results;   /* of --report; NULL: none */
	struct source_lines lines; /* of its text */
	struct ladder ladder;
};

static void on_row(void *to, unsigned step, const struct row *row)
{
	struct job *job = to;

	if (!job->results)
		cli_trace_row(job->options, &job->ladder, job->file, step, row);
}

static void on_failure(void *to, const struct failure *f)
{
	struct job *job = to;

	cli_tell_failure(job->options, job->script, &job->lines, f);
	cli_report_failure(job->results, job->script, f);
}

static int run_file(const struct options *o, const char *path, struct results *results)
{
	bool ladder = o->trace == TRACE_TEXT && !results;
	struct job job = { .options = o, .file = path, .results = results };
	struct run_events events = { .to = &job, .row = on_row, .failure = on_failure };
	struct script *s = NULL;
	struct world *end;
	size_t failures;

	results_file(results, path);
	s = cli_script_report(o, path, results);
	if (!s)
		return EXIT_BAD;
	job.script = s;
	job.lines.text = s->source;
	if (ladder) {
		struct ladder_style style = { cli_colour(o, stdout), o->ascii, o->why, o->lang };
		const char *title = script_title(s, o->lang);

		ladder_begin(&job.ladder, stdout, &style, title ? title : s->id);
	}
	end = mem_new(1, sizeof *end);
	world_init(end, &s->config);
	failures = script_run(s, &events, end);
	if (ladder)
		ladder_end(&job.ladder, end);
	mem_free(end);
	script_free(s);
	return failures ? EXIT_NO : EXIT_OK;
}

static int perform(const struct options *o)
{
	struct results *results;
	int status = EXIT_OK;

	if (o->words_used == 0)
		return cli_usage(o, DIAG_NAME_SCRIPT, "run", "");
	cli_collect_errors();
	results = results_begin(stdout, o->report, "run", (unsigned)o->words_used);
	if (!results)
		cli_trace_header(o);
	for (int i = 0; i < o->words_used; i++) {
		int one;

		if (o->trace == TRACE_TEXT && !results && i > 0)
			putchar('\n');
		one = run_file(o, o->words[i], results);
		status = one > status ? one : status;
	}
	results_end(results);
	return cli_finish(o, stdout, status);
}

const struct cli_command cmd_run = {
	.name = "run",
	.usage = { "[OPTION…] FILE…", "[옵션…] 파일…" },
	.about = { "run a script without a terminal", "터미널 없이 스크립트 실행" },
	.help = { "usage: tcpstep run [--trace=text|tsv|json] [--why] [--report=tap|junit] FILE…\n"
		  "\n"
		  "Runs each script (a file, a lesson's name, - for standard input) without a\n"
		  "terminal. A goal is played by its stored solution.\n"
		  "  --trace=text   a ladder for people (default)\n"
		  "  --trace=tsv    a table for programs, its columns:\n"
		  "                 step time_ms kind actor client server segment detail\n"
		  "                 socket file\n"
		  "  --trace=json   the same rows, a line of JSON each\n"
		  "  --why          cite the rule behind each event (text)\n"
		  "  --report=…     the results of the files for a test harness in place of a trace:\n"
		  "                 TAP 14, or the XML of JUnit\n"
		  "\n"
		  "Exit status 0: every expectation held. 1: one failed; standard error has a line\n"
		  "FILE:LINE:COLUMN: expected …, found …. 2: a script is not valid or cannot be\n"
		  "read. With several files, the highest status.\n"
		  "\n"
		  "examples:\n"
		  "  tcpstep run --why lessons/time-wait.tcpstep\n"
		  "  tcpstep run --trace=tsv lessons/*.tcpstep | cut -f5,6 | uniq\n",
		  "사용법: tcpstep run [--trace=text|tsv|json] [--why] [--report=tap|junit] 파일…\n"
		  "\n"
		  "터미널 없이 스크립트(파일, 레슨 이름, 표준 입력이면 -)를 실행합니다.\n"
		  "목표(goal)에서는 풀이를 실행합니다.\n"
		  "  --trace=text   사람이 읽는 래더(기본)\n"
		  "  --trace=tsv    프로그램이 읽는 표. 열은 다음과 같습니다\n"
		  "                 step time_ms kind actor client server segment detail\n"
		  "                 socket file\n"
		  "  --trace=json   같은 행을 한 줄에 하나씩 JSON으로\n"
		  "  --why          일어난 일마다 근거 규칙을 보여 줍니다(text)\n"
		  "  --report=…     트레이스 대신 파일마다 결과를 테스트 도구용으로: TAP 14나\n"
		  "                 JUnit의 XML\n"
		  "\n"
		  "종료 상태 0: 모든 기대가 맞음. 1: 어긋난 기대가 있음. 표준 오류에\n"
		  "파일:줄:열: 기대한 것: …, 실제: …로 알립니다. 2: 스크립트가 잘못되었거나\n"
		  "읽을 수 없음. 파일이 여럿이면 가장 큰 값입니다. 이 줄을 프로그램이 읽는다면\n"
		  "--lang en을 주십시오(expected …, found …).\n"
		  "\n"
		  "예:\n"
		  "  tcpstep run --why lessons/time-wait.tcpstep\n"
		  "  tcpstep run --trace=tsv lessons/*.tcpstep | cut -f5,6 | uniq\n" },
	.options = OPTION_BIT(OPT_TRACE) | OPTION_BIT(OPT_WHY) | OPTION_BIT(OPT_REPORT),
	.words = WORDS_FILES,
	.perform = perform,
};
