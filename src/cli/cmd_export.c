/* `tcpstep export`: writes what a script does in another format. exports.def has the
 * formats; export_data writes those that are data, ui/start those that need a screen. */
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/text.h"
#include "cli/export.h"
#include "lesson/run.h"
#include "lesson/write.h"

struct run_to {
	struct export_job *job;
	void (*row)(void *to, unsigned step, const struct row *row);
	void *to;
};

static void on_row(void *to, unsigned step, const struct row *row)
{
	struct run_to *r = to;

	r->row(r->to, step, row);
}

static void on_failure(void *to, const struct failure *f)
{
	struct run_to *r = to;

	cli_tell_failure(r->job->options, r->job->script, &r->job->lines, f);
}

void export_run(struct export_job *job, void (*row)(void *to, unsigned step, const struct row *row), void *to,
		struct world *end)
{
	struct run_to r = { job, row, to };
	struct run_events events = { .to = &r, .row = row ? on_row : NULL, .failure = on_failure };

	job->failures += script_run(job->script, &events, end);
}

/* Returns the format that --as or the ending of OUT names, or NULL after an error. */
static const struct export_format *format_of(const struct options *o)
{
	static const char *const formats =
#define EXPORT(name, ...) "|" #name
		&
#include "cli/exports.def"
		[1];

	for (const struct export_format *f = o->exports; f->name; f++)
		if (o->as ? strcmp(o->as, f->name) == 0 : o->output && cli_ends_in(o->output, f->endings))
			return f;
	if (o->output && !o->as)
		cli_usage(o, DIAG_EXPORT_ENDING, formats, o->output);
	else
		cli_usage(o, DIAG_EXPORT_AS, formats, "");
	return NULL;
}

static int deliver(struct export_job *job, const char *octets, size_t n)
{
	const struct options *o = job->options;

	if (!o->output && isatty(STDOUT_FILENO) && memchr(octets, 0, n))
		return cli_usage(o, DIAG_EXPORT_TERMINAL, "", "");
	return cli_deliver(o, octets, n, job->failures ? EXIT_NO : EXIT_OK);
}

static int write_it(struct export_job *job, const struct export_format *format)
{
	struct diag d;
	char *octets;
	size_t n;
	FILE *out = mem_stream(&octets, &n);
	bool ok = format->write(job, out, &d);
	int status;

	mem_stream_close(out);
	status = ok ? deliver(job, octets, n) : cli_bad(job->options, &d);
	mem_free(octets);
	return status;
}

static int perform(const struct options *o)
{
	struct export_job job = { .options = o };
	const struct export_format *format;
	struct script *script;
	int status = EXIT_BAD;

	if (o->words_used != 1)
		return cli_usage(o, DIAG_NAME_LESSON, "export", "");
	format = format_of(o);
	if (format && o->film && strcmp(format->name, "svg") != 0)
		return cli_usage(o, DIAG_FILM_NOT_SVG, "", "");
	if (!format || !cli_at_is_end(o))
		return EXIT_BAD;
	job.file = o->words[0];
	script = cli_script_open(o, job.file);
	if (script) {
		cli_collect_errors();
		job.script = script;
		job.lines.text = script->source;
		status = write_it(&job, format);
	}
	script_free(script);
	return status;
}

const struct cli_command cmd_export = {
	.name = "export",
	.usage = { "FILE -o OUT", "파일 -o 출력" },
	.about = { "write a session in another format", "세션을 다른 형식으로 내보내기" },
	.help = { "usage: tcpstep export FILE [--as FORMAT] [--at client|server] [--film]\n"
		  "                      [--size COLSxROWS] [-o OUT]\n"
		  "\n"
		  "Runs a script (a file, a lesson's name, - for standard input) and writes what\n"
		  "happened. A goal is played by its stored solution. Without --as, the ending of\n"
		  "OUT says the format; without -o, it goes to standard output.\n"
		  "\n"
#define EXPORT(name, endings, en, ko) "  --as " #name "\n      " en "\n"
#define EXPORT_FILM(en, ko)           "  --film\n      " en "\n"
#include "cli/exports.def"
		  "\n"
		  "Exit status 0: written. 1: written, but an expectation of the script failed,\n"
		  "which standard error says. 2: not written.\n"
		  "\n"
		  "examples:\n"
		  "  tcpstep export half-close --at server -o half-close.pcap\n"
		  "  tcpstep export mine.tcpstep --as tsv | cut -f5,6 | uniq\n",
		  "사용법: tcpstep export 파일 [--as 형식] [--at client|server] [--film] [--size 열x행]\n"
		  "                      [-o 출력]\n"
		  "\n"
		  "스크립트(파일, 레슨 이름, 표준 입력이면 -)를 실행하고 일어난 일을 그 형식으로\n"
		  "씁니다. 목표(goal)에서는 풀이를 실행합니다. --as가 없으면 출력 파일의 확장자로\n"
		  "형식을 정하고, -o가 없으면 표준 출력에 씁니다.\n"
		  "\n"
#define EXPORT(name, endings, en, ko) "  --as " #name "\n      " ko "\n"
#define EXPORT_FILM(en, ko)           "  --film\n      " ko "\n"
#include "cli/exports.def"
		  "\n"
		  "종료 상태 0: 내보냄. 1: 내보냈지만 스크립트의 기대가 어긋났으며, 표준 오류에\n"
		  "알립니다. 2: 내보내지 못함.\n"
		  "\n"
		  "예:\n"
		  "  tcpstep export half-close --at server -o half-close.pcap\n"
		  "  tcpstep export mine.tcpstep --as tsv | cut -f5,6 | uniq\n" },
	.options = OPTION_BIT(OPT_AS) | OPTION_BIT(OPT_FILM) | OPTION_BIT(OPT_SIZE) | OPTION_BIT(OPT_AT) |
		   OPTION_BIT(OPT_OUTPUT),
	.words = WORDS_LESSON,
	.perform = perform,
};
