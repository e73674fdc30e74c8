/* Runs a script without a screen: every statement, starting from two fresh hosts. Prints
 * nothing; callbacks report each thing that happens. */
#include "lesson/run.h"

#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "lesson/judge.h"

struct run {
	struct world world;
	struct trace trace;
	const struct run_events *events;
	const struct statement *now;
	size_t failures;
	bool ended; /* an action would have gone on for ever: nothing after it is run */
};

static void on_row(void *to, const struct row *row)
{
	struct run *r = to;

	if (r->events->row)
		r->events->row(r->events->to, r->now->step, row);
}

static void report(struct run *r, const struct failure *f)
{
	r->failures++;
	if (r->events->failure)
		r->events->failure(r->events->to, f);
}

static void perform(struct run *r, const struct statement *st)
{
	struct failure f;
	enum refusal refusal = world_apply(&r->world, &st->action, r->events->row ? &r->trace : NULL);

	if (refusal == REFUSED_NOT)
		return;
	judge_refusal(&r->world, st, refusal, &f);
	report(r, &f);
	r->ended = refusal == REFUSED_INSTANT || refusal == REFUSED_EVENTS;
}

static void expect(struct run *r, const struct statement *st)
{
	struct failure f;

	if (!judge_expect(&r->world, st, &f))
		report(r, &f);
}

static void run_statements(struct run *r, const struct statement *statements, size_t n)
{
	for (size_t i = 0; i < n; i++)
		run_statement(r, &statements[i]);
}

void run_statement(struct run *r, const struct statement *st)
{
	if (r->ended)
		return;
	r->now = st;
	if (r->events->statement)
		r->events->statement(r->events->to, st, &r->world);
	switch (st->kind) {
	case ST_ACTION:
		perform(r, st);
		break;
	case ST_EXPECT:
		expect(r, st);
		break;
	case ST_GOAL:
		run_statements(r, st->solution, st->solution_used);
		for (size_t i = 0; i < st->reach_used && goal_is_proved(st); i++)
			expect(r, &st->reach[i]);
		break;
	case ST_SAY:
	case ST_NOTE:
	case ST_ASK:
	case ST_PAUSE:
		break;
	}
}

struct run *run_begin(const struct config *config, const struct run_events *events)
{
	struct run *r = mem_new(1, sizeof *r);

	world_init(&r->world, config);
	r->events = events;
	trace_init(&r->trace, on_row, r);
	return r;
}

const struct world *run_world(const struct run *r)
{
	return &r->world;
}

size_t run_failures(const struct run *r)
{
	return r->failures;
}

void run_free(struct run *r)
{
	mem_free(r);
}

size_t script_run(const struct script *s, const struct run_events *events, struct world *end)
{
	struct run *r = run_begin(&s->config, events);
	size_t failures;

	run_statements(r, s->statements, s->used);
	if (end)
		world_copy(end, &r->world);
	failures = r->failures;
	run_free(r);
	return failures;
}
