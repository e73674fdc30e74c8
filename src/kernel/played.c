/* Plays a script on a model for the comparison over loopback, and decides beforehand whether that can do it.
 * Called by loopback.c and cli/cmd_kernel. */
#include "kernel/played.h"

#include <string.h>

#include "base/mem.h"
#include "engine/net.h"
#include "kernel/loopback.h"
#include "language/verbs.h"

void played_begin(struct played *p, const struct config *config)
{
	memset(p, 0, sizeof *p);
	p->world = mem_new(1, sizeof *p->world);
	world_init(p->world, config);
}

void played_end(struct played *p)
{
	events_free(&p->events);
	mem_free(p->returns);
	mem_free(p->world);
}

enum refusal played_do(struct played *p, const struct action *action)
{
	const struct events *e = &p->events;
	enum refusal r = events_record(&p->events, p->world, action);

	for (size_t i = 0; i < e->rows_used; i++) {
		if (e->rows[i].kind != ROW_RETURN)
			continue;
		p->returns = mem_grow(p->returns, p->returns_used, &p->returns_size, sizeof *p->returns);
		p->returns[p->returns_used++] = e->rows[i];
	}
	if (e->used > 0) {
		p->cause = e->rows[e->at[e->used - 1].row];
		p->table = e->at[e->used - 1].table;
	}
	return r;
}

/* --- what loopback can do --- */

static bool can_do(const struct action *a)
{
	switch ((enum act_kind)a->kind) {
	case ACT_CALL:
		return a->call != CALL_CRASH && a->call != CALL_BOOT;
	case ACT_DELIVER:
	case ACT_WAIT:
	case ACT_WAIT_NEXT:
	case ACT_WAIT_IDLE:
		return true;
	case ACT_DROP:
	case ACT_DUP:
	case ACT_HOLD:
	case ACT_RELEASE:
	case ACT_INJECT:
	case ACT_OBSERVE:
	case ACT_RETRANSMIT:
	case ACT_COUNT:
		break;
	}
	return false;
}

static void deliver_all(struct played *p)
{
	const struct action deliver = action_pick(ACT_DELIVER, 0);

	while (p->world->net.count > 0 && played_do(p, &deliver) == REFUSED_NOT)
		;
}

static bool has_timer(const struct events *e)
{
	for (size_t i = 0; i < e->used; i++)
		if (e->rows[e->at[i].row].kind == ROW_TIMER)
			return true;
	return false;
}

/* Performs on `eager` what the script did to `model`, as it happens on loopback: what a call sends has arrived
 * when it returns, so deliveries do nothing, and waits only let timers run. */
static void follow(struct played *eager, const struct played *model, const struct action *action)
{
	struct action wait = { .kind = ACT_WAIT };

	wait.span = (struct duration){ .count = model->events.to_ms - model->events.from_ms, .unit = UNIT_MS };
	if (action->kind == ACT_CALL)
		played_do(eager, action);
	else if (action->kind == ACT_WAIT || has_timer(&model->events))
		played_do(eager, &wait);
	deliver_all(eager);
}

static bool has_socket(const struct model_table *t, int host, const struct model_socket *s)
{
	for (uint32_t i = 0; i < t->used[host]; i++)
		if (t->at[host][i].lport == s->lport && t->at[host][i].rport == s->rport &&
		    t->at[host][i].state == s->state)
			return true;
	return false;
}

static bool same_sockets(const struct model_table *a, const struct model_table *b)
{
	for (int h = 0; h < HOSTS; h++) {
		if (a->used[h] != b->used[h])
			return false;
		for (uint32_t i = 0; i < a->used[h]; i++)
			if (!has_socket(b, h, &a->at[h][i]))
				return false;
	}
	return true;
}

static bool same_return(const struct row *a, const struct row *b)
{
	return a->actor == b->actor && a->socket == b->socket && a->result.call == b->result.call &&
	       a->result.value == b->result.value && a->result.error == b->result.error;
}

/* Returns whether both have returned the same, in any order. */
static bool same_returns(const struct played *a, const struct played *b)
{
	if (a->returns_used != b->returns_used)
		return false;
	for (size_t i = 0; i < a->returns_used; i++) {
		size_t in_a = 0, in_b = 0;

		for (size_t k = 0; k < a->returns_used; k++) {
			in_a += same_return(&a->returns[i], &a->returns[k]);
			in_b += same_return(&a->returns[i], &b->returns[k]);
		}
		if (in_a != in_b)
			return false;
	}
	return true;
}

static bool refuse(const struct statement *st, enum diag_id id, struct diag *diag)
{
	char line[100];
	struct text t = text_over(line, sizeof line);

	action_write(&t, &st->action);
	diag_set(diag, st->column, id, line, "");
	diag->line = st->line;
	return false;
}

/* Returns whether the last call found its port taken. On the loopback device tcp_tw_reuse is 2 (ip-sysctl.rst). */
static bool found_port_taken(const struct world *w, const struct action *action)
{
	const struct result *r = &w->hosts[action->host].last;

	return action->kind == ACT_CALL && action->call == CALL_CONNECT && w->hosts[action->host].has_returned &&
	       (r->error == ERR_EADDRINUSE || r->error == ERR_EADDRNOTAVAIL);
}

/* Performs a step on both. *hasty is the first call since nothing was in flight that did not wait for that. */
static bool step_fits(struct played *model, struct played *eager, const struct statement *st,
		      const struct statement **hasty, struct diag *diag)
{
	if (!can_do(&st->action))
		return refuse(st, DIAG_KERNEL_LOOPBACK_CANNOT, diag);
	if (st->action.kind == ACT_CALL && model->world->net.count > 0 && !*hasty)
		*hasty = st;
	played_do(model, &st->action);
	if (found_port_taken(model->world, &st->action))
		return refuse(st, DIAG_KERNEL_LOOPBACK_PORT, diag);
	follow(eager, model, &st->action);
	if (model->world->net.count > 0)
		return true;
	if (!same_sockets(&model->table, &eager->table) || !same_returns(model, eager))
		return refuse(*hasty ? *hasty : st, DIAG_KERNEL_LOOPBACK_ORDER, diag);
	*hasty = NULL;
	return true;
}

bool loopback_fits(const struct agenda *p, const struct script *s, struct diag *diag)
{
	struct played model, eager;
	const struct statement *hasty = NULL;
	bool fits = agenda_has_no_sysctl(p, s, diag);

	played_begin(&model, &p->config);
	played_begin(&eager, &p->config);
	for (size_t i = 0; fits && i < p->used; i++)
		fits = step_fits(&model, &eager, p->steps[i].at, &hasty, diag);
	played_end(&model);
	played_end(&eager);
	return fits;
}
