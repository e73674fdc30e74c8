/* Collects the rows of a trace as the steps of a chart: which result belongs to which
 * call, and where each segment ends. Called by export and handout; chart_svg and
 * mermaid write it. */
#include "report/chart.h"

#include <string.h>

#include "base/mem.h"

void chart_begin(struct chart *c, const uint8_t state[HOSTS], vtime now_ms)
{
	memset(c, 0, sizeof *c);
	c->begun_ms = now_ms;
	if (state)
		memcpy(c->state, state, sizeof c->state);
	else
		memset(c->state, TCPS_CLOSED, sizeof c->state);
}

static bool is_result_of(const struct row *call, const struct row *row)
{
	return row->kind == ROW_RETURN && call->kind == ROW_CALL && call->actor == row->actor &&
	       call->time_ms == row->time_ms && call->call.call == row->result.call;
}

/* Returns the last call, if the row is its result, in the same event. */
static struct chart_step *call_of(struct chart *c, const struct row *row)
{
	for (size_t i = c->used; row->kind == ROW_RETURN && i-- > 0;) {
		struct chart_step *s = &c->steps[i];

		if (s->row.kind == ROW_SEND && s->row.actor == row->actor && s->row.time_ms == row->time_ms)
			continue; /* what the call sent */
		return is_result_of(&s->row, row) && !s->returned ? s : NULL;
	}
	return NULL;
}

/* Joins the end of a segment to where it was sent. */
static void join(struct chart *c, size_t at)
{
	struct chart_step *end = &c->steps[at];

	for (size_t i = at; i-- > 0;) {
		struct chart_step *s = &c->steps[i];

		if ((s->row.kind != ROW_SEND && s->row.kind != ROW_FORGE) || s->row.id != end->row.id)
			continue;
		s->other = at;
		end->other = i;
		return;
	}
}

void chart_row(struct chart *c, const struct row *row)
{
	const uint8_t *before;
	struct chart_step *s, *call;

	call = call_of(c, row);
	if (call) {
		call->result = row->result;
		call->returned = true;
		return;
	}
	if (c->used == CHART_STEPS_MAX) {
		c->more += c->more == 0 || !is_result_of(&c->beyond, row);
		if (row->kind != ROW_SEND)
			c->beyond = *row;
		return;
	}
	if (c->used == c->size)
		c->steps = mem_grow(c->steps, c->used, &c->size, sizeof *c->steps);
	before = c->used ? c->steps[c->used - 1].row.state : c->state;
	s = &c->steps[c->used];
	memset(s, 0, sizeof *s);
	s->row = *row;
	s->other = CHART_NONE;
	for (int h = 0; h < HOSTS; h++)
		s->enters[h] = row->state[h] != before[h];
	c->used++;
	if (row->kind == ROW_ARRIVE || row->kind == ROW_LOSE)
		join(c, c->used - 1);
}

void chart_next(struct chart *c)
{
	if (c->used == 0)
		return;
	memcpy(c->state, c->steps[c->used - 1].row.state, sizeof c->state);
	c->begun_ms = c->steps[c->used - 1].row.time_ms;
	c->used = 0;
	c->more = 0;
}

void chart_free(struct chart *c)
{
	mem_free(c->steps);
	memset(c, 0, sizeof *c);
}
