/* `tcpstep run` and `tcpstep check`: scripts without a terminal. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "cli/cli.h"
#include "lesson/library.h"
#include "lesson/parse.h"
#include "lesson/review.h"
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

bool cli_names_file(const char *lesson)
{
	size_t n = strlen(lesson);

	return strchr(lesson, '/') || (n > 8 && strcmp(lesson + n - 8, ".tcpstep") == 0);
}

struct script *cli_script(const char *path)
{
	return script_open(path);
}

static int run_file(const struct options *o, const char *path)
{
	struct job job = { .options = o };
	struct run_events events = { .to = &job, .row = on_row, .failure = on_failure };
	struct script *s = cli_script(path);
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

/* --- check --- */

/* What warnings need: whose they are, which lessons there are. */
struct checking {
	const struct script *script;
	struct lessons *installed, beside;
	size_t warnings;
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

static void on_warning(void *to, const struct diag *d)
{
	struct checking *c = to;

	c->warnings++;
	diag_print(stderr, c->script->path, c->script->source, d, "warning");
}

static int check_file(const struct options *o, const char *path, struct lessons *installed)
{
	struct job job = { .options = o };
	struct run_events events = { .to = &job, .statement = on_statement, .failure = on_failure };
	struct checking checking = { .installed = installed };
	const struct reviewer reviewer = { .to = &checking, .is_lesson = is_lesson, .warn = on_warning };
	struct script *s = cli_script(path);
	size_t failures;
	unsigned steps;

	if (!s)
		return EXIT_BAD;
	job.script = checking.script = s;
	script_review(s, &reviewer);
	failures = script_run(s, &events, NULL);
	steps = script_steps(s);
	if (failures == 0) {
		cli_column(path, 0);
		printf(": ok (%u step%s, %zu expectation%s)\n", steps, steps == 1 ? "" : "s", job.expectations,
		       job.expectations == 1 ? "" : "s");
	}
	lessons_free(&checking.beside);
	script_free(s);
	return failures || (o->strict && checking.warnings) ? EXIT_NO : EXIT_OK;
}

int cli_check(const struct options *o)
{
	struct lessons installed = { 0 };
	int status = EXIT_OK;

	if (o->words_used == 0)
		return cli_usage("check: which script? Name a file, or - for standard input");
	for (int i = 0; i < o->words_used; i++) {
		int one = check_file(o, o->words[i], &installed);

		status = one > status ? one : status;
	}
	lessons_free(&installed);
	return cli_finish(stdout, status);
}
