/* `tcpstep run` and `tcpstep check`: scripts without a terminal. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "cli/cli.h"
#include "lesson/parse.h"
#include "lesson/run.h"
#include "report/report.h"

/* One file being run: where its trace goes. */
struct job {
	const struct options *options;
	const struct script *script;
	struct ladder ladder;
	size_t expectations;
};

static void on_row(void *to, unsigned step, const struct row *row)
{
	struct job *job = to;

	if (job->options->tsv)
		tsv_row(stdout, step, row);
	else
		ladder_row(&job->ladder, row);
}

static void on_statement(void *to, const struct statement *st, const struct world *w)
{
	struct job *job = to;

	(void)w;
	job->expectations += st->kind == ST_EXPECT;
	if (st->kind == ST_GOAL)
		job->expectations += st->reach_used;
}

void cli_tell_failure(const struct script *s, const struct failure *f)
{
	struct diag d = { .line = f->at->line, .column = f->at->column };

	fflush(stdout);
	if (f->run_time) {
		snprintf(d.message, sizeof d.message, "%.*s", (int)sizeof d.message - 1, f->message);
		diag_print(stderr, s->path, s->source, &d, "error");
		return;
	}
	diag_place(stderr, s->path, &d);
	fprintf(stderr, " %s\n", f->message);
}

static void on_failure(void *to, const struct failure *f)
{
	cli_tell_failure(((const struct job *)to)->script, f);
}

/* The script at path, NULL when it is not valid: its errors are printed. */
static struct script *load(const char *path)
{
	struct diags errors = { 0 };
	struct script *s = NULL;
	char *text = NULL;
	size_t len = 0;

	if (source_read(path, &text, &len, &errors))
		s = script_parse(path, text, len, &errors);
	if (!s) {
		fflush(stdout);
		for (size_t i = 0; i < errors.used; i++)
			diag_print(stderr, path, text, &errors.at[i], "error");
	}
	free(text);
	diags_free(&errors);
	return s;
}

static int run_file(const struct options *o, const char *path)
{
	struct job job = { .options = o };
	struct run_events events = { .to = &job, .row = on_row, .failure = on_failure };
	struct script *s = load(path);
	struct world *end;
	size_t failures;

	if (!s)
		return EXIT_BAD;
	job.script = s;
	if (!o->tsv) {
		struct ladder_style style = { cli_colour(o, stdout), o->ascii, o->why, o->lang };
		const char *title = script_title(s, o->lang);

		ladder_begin(&job.ladder, stdout, &style, title ? title : s->id);
	}
	end = mem_new(1, sizeof *end);
	world_init(end, &s->config);
	failures = script_run(s, &events, end);
	if (!o->tsv)
		ladder_end(&job.ladder, end);
	mem_free(end);
	script_free(s);
	return failures ? EXIT_NO : EXIT_OK;
}

int cli_run(const struct options *o)
{
	int status = EXIT_OK;

	if (o->words_used == 0)
		return cli_usage("run: which script? Name a file, or - for standard input");
	if (o->tsv)
		tsv_header(stdout);
	for (int i = 0; i < o->words_used; i++) {
		int one;

		if (!o->tsv && i > 0)
			putchar('\n');
		one = run_file(o, o->words[i]);
		status = one > status ? one : status;
	}
	return cli_finish(stdout, status);
}

/* --- languages --- */

static bool is_told(const struct statement *st)
{
	return st->kind == ST_SAY || st->kind == ST_NOTE || st->kind == ST_ASK || st->kind == ST_GOAL;
}

/* Which languages the script has anywhere. */
static void languages_of(const struct statement *statements, size_t n, bool has[LANG_COUNT])
{
	for (size_t i = 0; i < n; i++) {
		for (int l = 0; l < LANG_COUNT; l++)
			has[l] |= statements[i].block[l].text != NULL;
		languages_of(statements[i].solution, statements[i].solution_used, has);
	}
}

static void warn(const struct script *s, const struct statement *st, enum lang lang)
{
	struct diag d = { .line = st ? st->line : 0, .column = st ? st->column : 0 };

	snprintf(d.message, sizeof d.message, "%s in '%s', which the script has elsewhere",
		 st ? "this block has no text" : "there is no title", lang_code(lang));
	diag_print(stderr, s->path, s->source, &d, "warning");
}

static void warn_blocks(const struct script *s, const struct statement *statements, size_t n,
			const bool has[LANG_COUNT])
{
	for (size_t i = 0; i < n; i++) {
		for (int l = 0; l < LANG_COUNT; l++)
			if (is_told(&statements[i]) && has[l] && !statements[i].block[l].text)
				warn(s, &statements[i], (enum lang)l);
		warn_blocks(s, statements[i].solution, statements[i].solution_used, has);
	}
}

static void warn_missing(const struct script *s)
{
	bool has[LANG_COUNT] = { false }, titled = false;

	for (int l = 0; l < LANG_COUNT; l++) {
		has[l] = s->title[l] != NULL;
		titled |= has[l];
	}
	languages_of(s->statements, s->used, has);
	for (int l = 0; l < LANG_COUNT; l++)
		if (titled && has[l] && !s->title[l])
			warn(s, NULL, (enum lang)l);
	warn_blocks(s, s->statements, s->used, has);
}

static int check_file(const struct options *o, const char *path)
{
	struct job job = { .options = o };
	struct run_events events = { .to = &job, .statement = on_statement, .failure = on_failure };
	struct script *s = load(path);
	size_t failures;
	unsigned steps;

	if (!s)
		return EXIT_BAD;
	job.script = s;
	warn_missing(s);
	failures = script_run(s, &events, NULL);
	steps = script_steps(s);
	if (failures == 0)
		printf("%s: ok (%u step%s, %zu expectation%s)\n", path, steps, steps == 1 ? "" : "s", job.expectations,
		       job.expectations == 1 ? "" : "s");
	script_free(s);
	return failures ? EXIT_NO : EXIT_OK;
}

int cli_check(const struct options *o)
{
	int status = EXIT_OK;

	if (o->words_used == 0)
		return cli_usage("check: which script? Name a file, or - for standard input");
	for (int i = 0; i < o->words_used; i++) {
		int one = check_file(o, o->words[i]);

		status = one > status ? one : status;
	}
	return cli_finish(stdout, status);
}
