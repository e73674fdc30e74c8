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
	bool silent;
	size_t expectations;
};

static void on_row(void *to, unsigned step, const struct row *row)
{
	struct job *job = to;

	if (job->options->tsv)
		tsv_row(stdout, step, row);
	else
		ladder_row(&job->ladder, step, row);
}

static void on_statement(void *to, const struct statement *st, const struct world *w)
{
	struct job *job = to;

	(void)w;
	job->expectations += st->kind == ST_EXPECT;
	if (st->kind == ST_GOAL)
		job->expectations += st->reach_used;
}

static void on_failure(void *to, const struct failure *f)
{
	const struct job *job = to;
	struct diag d = { .line = f->at->line, .column = f->at->column };

	fflush(stdout);
	if (f->run_time) {
		snprintf(d.message, sizeof d.message, "%.*s", (int)sizeof d.message - 1, f->message);
		diag_print(stderr, job->script->path, job->script->source, &d, "error");
		return;
	}
	diag_place(stderr, job->script->path, &d);
	fprintf(stderr, " %s\n", f->message);
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

/* Blocks that lack a language which the script has elsewhere. */
static size_t warn_missing(const struct script *s)
{
	bool has[LANG_COUNT] = { false };
	size_t warnings = 0;

	for (int l = 0; l < LANG_COUNT; l++)
		has[l] = s->title[l] != NULL;
	for (size_t i = 0; i < s->used; i++)
		for (int l = 0; l < LANG_COUNT; l++)
			has[l] |= s->statements[i].block[l].text != NULL;
	for (size_t i = 0; i < s->used; i++) {
		const struct statement *st = &s->statements[i];

		if (st->kind == ST_ACTION || st->kind == ST_EXPECT || st->kind == ST_PAUSE)
			continue;
		for (int l = 0; l < LANG_COUNT; l++) {
			struct diag d = { .line = st->line, .column = st->column };

			if (!has[l] || st->block[l].text)
				continue;
			snprintf(d.message, sizeof d.message,
				 "this block has no text in '%s', which the script has elsewhere",
				 lang_code((enum lang)l));
			diag_print(stderr, s->path, s->source, &d, "warning");
			warnings++;
		}
	}
	return warnings;
}

static int check_file(const struct options *o, const char *path)
{
	struct job job = { .options = o, .silent = true };
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
