/* Output that the commands share: usage errors, write errors, colours, columns. */
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "cli/cli.h"
#include "report/report.h"
#include "lesson/parse.h"
#include "lesson/run.h"

/* Longer texts are cut. */
enum { COLUMN_MAX = 4096, MESSAGE_MAX = 1024 };

void cli_trace_row(const struct options *o, struct ladder *ladder, unsigned step, const struct row *row)
{
	if (o->tsv)
		tsv_row(stdout, step, row);
	else
		ladder_row(ladder, row);
}

int cli_usage(const char *format, ...)
{
	char message[MESSAGE_MAX], safe[4 * MESSAGE_MAX];
	struct text t = text_over(safe, sizeof safe);
	va_list args;

	va_start(args, format);
	vsnprintf(message, sizeof message, format, args);
	va_end(args);
	text_add_safe(&t, message, strlen(message));
	fprintf(stderr, "tcpstep: %s\ntry: tcpstep --help\n", safe);
	return EXIT_BAD;
}

int cli_unknown(const char *what, const char *word, const char *near)
{
	if (near)
		return cli_usage("unknown %s '%.200s': did you mean '%.200s'?", what, word, near);
	return cli_usage("unknown %s '%.200s'", what, word);
}

int cli_finish(FILE *out, int status)
{
	if (fflush(out) == 0 && !ferror(out))
		return status;
	fprintf(stderr, "tcpstep: cannot write: %s\n", strerror(errno));
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

void cli_tell_failure(const struct script *s, struct source_lines *lines, const struct failure *f)
{
	struct diag d = { .line = f->at->line, .column = f->at->column };

	fflush(stdout);
	if (f->run_time) {
		snprintf(d.message, sizeof d.message, "%.*s", (int)sizeof d.message - 1, f->message);
		diag_print_next(stderr, s->path, lines, &d, "error");
		return;
	}
	diag_place(stderr, s->path, &d);
	fprintf(stderr, " %s\n", f->message);
}
