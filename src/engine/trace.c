/* Collects the rows of one event, and passes them on at its end: the cause
 * first, then its effects, the returns of calls last. */
#include "engine/trace.h"

#include <string.h>

void trace_init(struct trace *t, void (*sink)(void *, const struct row *), void *to)
{
	t->sink = sink;
	t->to = to;
	t->used = 0;
	t->returns = 0;
	t->lost_rows = 0;
}

static struct row *row_new(struct trace *t, enum row_kind kind, uint8_t actor, vtime now_ms)
{
	struct row *r;

	if (t->used == ROWS_MAX) {
		t->lost_rows++;
		return NULL;
	}
	r = &t->rows[t->used++];
	memset(r, 0, sizeof *r);
	r->kind = (uint8_t)kind;
	r->actor = actor;
	r->time_ms = now_ms;
	return r;
}

struct row *trace_begin(struct trace *t, enum row_kind kind, uint8_t actor, vtime now_ms)
{
	if (!t)
		return NULL;
	t->used = 0;
	t->returns = 0;
	return row_new(t, kind, actor, now_ms);
}

void trace_cite(struct trace *t, enum rule_id rule)
{
	struct row *r;

	if (!t || t->used == 0 || rule == RULE_NONE)
		return;
	r = &t->rows[0];
	for (int i = 0; i < r->rules_used; i++)
		if (r->rules[i] == rule)
			return;
	if (r->rules_used < ROW_RULES_MAX)
		r->rules[r->rules_used++] = (uint16_t)rule;
}

void trace_change(struct trace *t, uint8_t host, uint32_t conn, uint8_t from, uint8_t to, enum rule_id rule)
{
	struct row *r;

	if (!t || t->used == 0)
		return;
	trace_cite(t, rule);
	r = &t->rows[0];
	if (r->changes_used < ROW_CHANGES_MAX)
		r->changes[r->changes_used++] = (struct change){
			.conn = conn,
			.rule = (uint16_t)rule,
			.host = host,
			.from = from,
			.to = to,
		};
}

static void row_segment(struct row *r, const struct flight *f)
{
	r->has_segment = 1;
	r->id = f->id;
	r->segment = f->segment;
}

void trace_send(struct trace *t, const struct flight *f, uint32_t socket, vtime now_ms, bool again)
{
	struct row *r = t ? row_new(t, ROW_SEND, f->segment.from, now_ms) : NULL;

	if (!r)
		return;
	row_segment(r, f);
	r->socket = socket;
	r->retransmitted = again;
}

void trace_observed(struct trace *t, const struct flight *f, bool again, enum rule_id differs)
{
	if (!t || t->used == 0)
		return;
	row_segment(&t->rows[0], f);
	t->rows[0].retransmitted = again;
	t->rows[0].observed = 1;
	t->rows[0].differs = (uint16_t)differs;
	trace_cite(t, differs);
}

void trace_lose(struct trace *t, const struct flight *f, uint32_t socket, vtime now_ms, enum loss loss)
{
	struct row *r = t ? row_new(t, ROW_LOSE, f->segment.from, now_ms) : NULL;

	if (!r)
		return;
	row_segment(r, f);
	r->socket = socket;
	r->loss = (uint8_t)loss;
}

void trace_return(struct trace *t, uint8_t host, uint32_t socket, const struct result *result, vtime now_ms)
{
	struct row *r;

	if (!t || t->returns == sizeof t->return_rows / sizeof *t->return_rows)
		return;
	r = &t->return_rows[t->returns++];
	memset(r, 0, sizeof *r);
	r->kind = ROW_RETURN;
	r->actor = host;
	r->time_ms = now_ms;
	r->socket = socket;
	r->result = *result;
}

/* Fills in what is known at the end of the event, and passes the row on. */
static void finish(struct trace *t, const struct world *w, struct row *r)
{
	for (uint8_t h = 0; h < HOSTS; h++)
		r->state[h] = (uint8_t)world_state(w, h);
	for (int i = 0; i < r->changes_used; i++)
		r->changes[i].in_focus = r->changes[i].conn == w->hosts[r->changes[i].host].focus;
	if (t->sink)
		t->sink(t->to, r);
}

void trace_end(struct trace *t, const struct world *w)
{
	if (!t)
		return;
	for (uint32_t i = 0; i < t->used; i++)
		finish(t, w, &t->rows[i]);
	for (uint32_t i = 0; i < t->returns; i++)
		finish(t, w, &t->return_rows[i]);
	t->used = 0;
	t->returns = 0;
}
