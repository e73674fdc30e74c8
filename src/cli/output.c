/* Output that the commands share: usage errors, write errors, colours, columns. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "cli/cli.h"
#include "report/report.h"
#include "lesson/parse.h"
#include "lesson/run.h"
#include "lesson/write.h"

/* Longer texts are cut. */
enum { COLUMN_MAX = 4096, ERRORS_AT_ONCE = 64 * 1024 /* octets */ };

void cli_trace_header(const struct options *o)
{
	if (o->trace == TRACE_TSV)
		tsv_header(stdout);
}

void cli_trace_row(const struct options *o, struct ladder *ladder, const char *file, unsigned step,
		   const struct row *row)
{
	switch (o->trace) {
	case TRACE_TEXT:
		ladder_row(ladder, row);
		break;
	case TRACE_TSV:
		tsv_row(stdout, step, row, file);
		break;
	case TRACE_JSON:
		json_row(stdout, step, row, file);
		break;
	}
}

void cli_collect_errors(void)
{
	if (!isatty(STDERR_FILENO))
		setvbuf(stderr, NULL, _IOFBF, ERRORS_AT_ONCE);
}

int cli_usage_of(const struct options *o, const struct diag *d)
{
	diag_complain(d, o->lang);
	fprintf(stderr, "%s\n", diag_format(DIAG_TRY_HELP, o->lang));
	return EXIT_BAD;
}

int cli_usage(const struct options *o, enum diag_id id, const char *first, const char *second)
{
	struct diag d;

	diag_set(&d, 0, id, first, second);
	return cli_usage_of(o, &d);
}

int cli_unknown(const struct options *o, enum diag_id what, const char *word, const char *near)
{
	struct diag d;

	if (!near)
		return cli_usage(o, what, word, "");
	diag_expected(&d, 0, DIAG_UNKNOWN_NEAR, what, word, near);
	return cli_usage_of(o, &d);
}

int cli_bad(const struct options *o, const struct diag *d)
{
	fflush(stdout);
	diag_complain(d, o->lang);
	return EXIT_BAD;
}

int cli_finish(const struct options *o, FILE *out, int status)
{
	if (fflush(out) == 0 && !ferror(out))
		return status;
	diag_output_failed(errno, o->lang);
	return EXIT_BAD;
}

struct colour_wish cli_colour_wish(const struct options *o)
{
	return (struct colour_wish){ o->colour, o->scheme, getenv("NO_COLOR"), getenv("COLORFGBG") };
}

bool cli_colour(const struct options *o, FILE *out)
{
	struct colour_wish wish = cli_colour_wish(o);
	const char *term = getenv("TERM");

	if (!colour_wanted(&wish) || wish.when == WHEN_ALWAYS)
		return wish.when == WHEN_ALWAYS;
	return term && strcmp(term, "dumb") != 0 && isatty(fileno(out));
}

void cli_column(const char *s, int width)
{
	char safe[COLUMN_MAX];
	struct text t = text_over(safe, sizeof safe);
	int pad;

	text_add_safe(&t, s, strlen(s));
	pad = width - (int)text_width(safe);
	printf("%s%*s", safe, pad > 0 ? pad : 0, "");
}

void cli_report_failure(struct results *results, const struct script *s, const struct failure *f)
{
	const struct results_place at = { s->path, f->at->line, f->at->column };

	results_failure(results, at, f->expected, f->found);
}

void cli_report_diag(struct results *results, const char *file, const struct diag *d, bool as_error)
{
	const struct results_place at = { file, d->line, d->column };
	struct diag_words words = diag_words(d, LANG_EN);

	if (as_error)
		results_error(results, at, words.at);
	else
		results_failure(results, at, "no warning", words.at);
}

void cli_tell_failure(const struct options *o, const struct script *s, struct source_lines *lines,
		      const struct failure *f)
{
	struct diag d = { .line = f->at->line, .column = f->at->column };

	fflush(stdout);
	if (f->run_time) {
		snprintf(d.message, sizeof d.message, "%.*s", (int)sizeof d.message - 1, f->message[o->lang]);
		diag_print_next(stderr, s->path, lines, &d, DIAG_LABEL_ERROR, o->lang);
		return;
	}
	diag_place(stderr, s->path, &d);
	fprintf(stderr, " %s\n", f->message[o->lang]);
}

bool cli_ends_in(const char *path, const char *endings)
{
	size_t len = strlen(path), n;

	for (; *endings; endings += n + (endings[n] == ' ')) {
		n = strcspn(endings, " ");
		if (len > n && strncmp(path + len - n, endings, n) == 0)
			return true;
	}
	return false;
}

int cli_deliver(const struct options *o, const char *octets, size_t n, int status)
{
	struct diag d;

	if (o->output)
		return file_replace_octets(o->output, octets, n, &d) ? status : cli_bad(o, &d);
	fwrite(octets, 1, n, stdout);
	return cli_finish(o, stdout, status);
}
