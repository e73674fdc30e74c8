/* `tcpstep follow --trace`: prints the trace of a recording row by row while it is
 * written. The whole output equals that of `run --trace` for the finished file. The
 * command with a screen is in ui/start/cmd_follow.c. */
#include "class/follow.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/text.h"
#include "cli/cli.h"
#include "lesson/run.h"
#include "report/report.h"

enum { WAITS_MAX = 20 }; /* polls without a readable file before that is reported */

/* Something to perform: a statement, a statement of a goal's solution, or a goal's
 * `reach`. */
struct entry {
	const struct statement *st;
	bool reach;
};

struct entries {
	struct entry *at;
	size_t used, size;
};

struct job {
	const struct options *options;
	struct follow source;
	struct script *script;     /* the version that is being performed; NULL: none yet */
	struct source_lines lines; /* of its text */
	struct entries entries;
	size_t done; /* number of entries performed */
	struct run *run;
	struct run_events events;
	struct ladder ladder;
};

static void on_row(void *to, unsigned step, const struct row *row)
{
	struct job *job = to;

	cli_trace_row(job->options, &job->ladder, job->options->words[0], step, row);
}

static void on_failure(void *to, const struct failure *f)
{
	struct job *job = to;

	cli_tell_failure(job->options, job->script, &job->lines, f);
}

/* --- the statements to perform --- */

static void add(struct entries *e, const struct statement *st, bool reach)
{
	e->at = mem_grow(e->at, e->used, &e->size, sizeof *e->at);
	e->at[e->used++] = (struct entry){ st, reach };
}

/* Lists what s says to perform. The last goal may still be worked on, so whether it is
 * reached is tested only when something follows it or the recording has ended. */
static void list(struct entries *e, const struct script *s, bool open, bool ended)
{
	e->used = 0;
	for (size_t i = 0; i < s->used; i++) {
		const struct statement *st = &s->statements[i];
		bool last = i + 1 == s->used && !ended;

		if (st->kind == ST_ACTION || st->kind == ST_EXPECT)
			add(e, st, false);
		for (size_t k = 0; k < st->solution_used && !(last && open); k++)
			add(e, &st->solution[k], false);
		for (size_t k = 0; k < st->reach_used && !last && goal_is_proved(st); k++)
			add(e, &st->reach[k], true);
	}
}

static bool same_predicate(const struct predicate *a, const struct predicate *b)
{
	char a_array[4 * SEND_TEXT_MAX + 400], b_array[4 * SEND_TEXT_MAX + 400];
	struct text a_text = text_over(a_array, sizeof a_array), b_text = text_over(b_array, sizeof b_array);

	predicate_write(&a_text, a);
	predicate_write(&b_text, b);
	return strcmp(a_array, b_array) == 0;
}

static bool same_entry(const struct entry *a, const struct entry *b)
{
	if (a->reach != b->reach || a->st->kind != b->st->kind || a->st->step != b->st->step)
		return false;
	return a->st->kind == ST_ACTION ? action_same(&a->st->action, &b->st->action)
					: same_predicate(&a->st->predicate, &b->st->predicate);
}

/* --- versions --- */

static void begin(struct job *job, const struct script *s)
{
	const struct options *o = job->options;
	struct ladder_style style = { cli_colour(o, stdout), o->ascii, o->why, o->lang };

	job->events = (struct run_events){ .to = job, .row = on_row, .failure = on_failure };
	job->run = run_begin(&s->config, &job->events);
	if (o->trace == TRACE_TEXT)
		ladder_begin(&job->ladder, stdout, &style, script_title(s, o->lang));
}

static int taken_back(const struct job *job)
{
	unsigned step = job->done ? job->entries.at[job->done - 1].st->step : 0;
	struct diag d;

	diag_set(&d, 0, DIAG_FOLLOW_TAKEN_BACK, "", "");
	diag_argument(&d, 1, "%u", step);
	cli_bad(job->options, &d);
	return EXIT_NO;
}

/* Performs the rest of s, which starts with the entries performed so far. */
static void perform(struct job *job, struct script *s, struct entries *next)
{
	bool ended = job->source.state == FOLLOW_ENDED;

	mem_free(job->entries.at);
	if (job->script != s)
		script_free(job->script);
	job->entries = *next;
	job->script = s;
	job->lines = (struct source_lines){ .text = s->source };
	if (!job->run && (s->used || ended)) /* until then the header may be incomplete */
		begin(job, s);
	for (; job->run && job->done < next->used; job->done++)
		run_statement(job->run, next->at[job->done].st);
}

static int adopt(struct job *job, struct script *s)
{
	struct entries next = { 0 };
	bool ended = job->source.state == FOLLOW_ENDED, alike = !job->run || script_same_header(job->script, s);
	size_t same = 0;

	list(&next, s, job->source.is_open_goal, ended);
	while (alike && same < job->done && same < next.used && same_entry(&job->entries.at[same], &next.at[same]))
		same++;
	if (alike && same == job->done) {
		perform(job, s, &next);
		return EXIT_OK;
	}
	alike = alike && same == next.used && !ended; /* s is only shorter: the rest will be written again */
	mem_free(next.at);
	script_free(s);
	return alike ? EXIT_OK : taken_back(job);
}

/* --- the loop --- */

/* Prints what is wrong with the recording. */
static void print_errors(const struct job *job)
{
	const struct follow *f = &job->source;

	fflush(stdout);
	for (size_t i = 0; i < f->errors.used; i++)
		diag_print(stderr, f->path, f->bad_source, &f->errors.at[i], DIAG_LABEL_ERROR, job->options->lang);
}

static int complain(const struct job *job, enum diag_id id)
{
	struct diag d;

	diag_set(&d, 0, id, "", "");
	return cli_bad(job->options, &d);
}

static int end(struct job *job)
{
	const struct follow *f = &job->source;
	struct entries all = { 0 };

	if (f->errors.used) {
		print_errors(job);
		return EXIT_BAD;
	}
	if (f->source == FOLLOW_ADDRESS && f->lost)
		return complain(job, DIAG_FOLLOW_LOST);
	if (f->torn)
		complain(job, DIAG_FOLLOW_TORN);
	if (job->script) { /* the last goal is tested now */
		list(&all, job->script, false, true);
		perform(job, job->script, &all);
	}
	if (!job->run)
		return complain(job, DIAG_FOLLOW_NOTHING);
	if (job->options->trace == TRACE_TEXT)
		ladder_end(&job->ladder, run_world(job->run));
	return run_failures(job->run) ? EXIT_NO : EXIT_OK;
}

/* Reports why no rows are printed. */
static void tell_waiting(const struct job *job)
{
	const struct follow *f = &job->source;
	enum lang lang = job->options->lang;
	struct diag waits;

	if (f->bad_source) {
		print_errors(job);
		return;
	}
	fflush(stdout);
	diag_place(stderr, f->path, &(struct diag){ 0 });
	diag_set(&waits, 0, DIAG_FOLLOW_WAITS, "", "");
	diag_argument(&waits, 1, "%s",
		      f->errors.used ? diag_words(&f->errors.at[0], lang).at
				     : diag_format(DIAG_FOLLOW_NOTHING_YET, lang));
	fprintf(stderr, " %s\n", diag_words(&waits, lang).at);
}

static void pause_ms(const struct follow *f, int ms)
{
	struct pollfd in = { .fd = STDIN_FILENO, .events = POLLIN };

	bool stream = f->source == FOLLOW_STREAM;

	if (stream && !f->at_eof)
		poll(&in, 1, ms);
	poll(NULL, 0, stream ? ms / 4 : ms); /* read many small pieces at once */
}

static int follow(struct job *job)
{
	struct follow *f = &job->source;
	char problem[sizeof f->errors.at->message] = "";
	unsigned waited = 0;
	int status = EXIT_OK;

	while (status == EXIT_OK) {
		enum follow_state was = f->state;
		struct script *s = follow_look(f) ? follow_take(f) : NULL;

		if (s)
			status = adopt(job, s);
		if (status == EXIT_OK && f->state == FOLLOW_ENDED)
			return end(job);
		if (f->state == FOLLOW_BROKE && was != FOLLOW_BROKE) {
			fflush(stdout);
			complain(job, DIAG_FOLLOW_AGAIN);
		}
		if (fflush(stdout) != 0 || ferror(stdout))
			return status;
		waited = f->state == FOLLOW_WAITS ? waited + 1 : 0;
		if (strcmp(problem, f->errors.used ? f->errors.at[0].message : "") != 0) {
			snprintf(problem, sizeof problem, "%s", f->errors.used ? f->errors.at[0].message : "");
			waited = 0;
		}
		if (waited < WAITS_MAX && follow_has_no_class(f))
			waited = WAITS_MAX;
		if (waited == WAITS_MAX)
			tell_waiting(job);
		pause_ms(f, FOLLOW_EVERY_MS);
	}
	return status;
}

int cli_follow_trace(const struct options *o)
{
	struct job job = { .options = o };
	int status;

	if (o->words_used != 1)
		return cli_usage(o, DIAG_NAME_RECORDING, "follow", "");
	follow_begin(&job.source, o->words[0], o->code);
	cli_trace_header(o);
	status = follow(&job);
	follow_free(&job.source);
	script_free(job.script);
	mem_free(job.entries.at);
	run_free(job.run);
	return cli_finish(o, stdout, status);
}
