/* Chooses the searches of `path`, of hints and of transitions not yet taken:
 * which spaces to try, and in which order. session/search runs them. */
#include "session/path.h"

#include <string.h>

#include "base/mem.h"
#include "session/moves.h"

enum { RETRIES_MAX = 2 };

/* A space: the actions that are tried, besides those of the first one. */
struct space {
	const char *name;
	bool data;      /* send and recv, if data matters to the goals */
	bool only_data; /* it is searched only then */
	bool reorder;
	unsigned faults;      /* losses and copies together */
	unsigned sockets;     /* open sockets of a host; 0: its first one */
	unsigned connections; /* of a host, besides those that it has made */
	unsigned crashes;
};

static const struct space spaces[PATH_SPACES] = {
	{ .name = "between the two ends of one connection", .faults = 1 },
	{ .name = "with data", .data = true, .only_data = true },
	{ .name = "with two sockets an end", .sockets = 2, .connections = 2 },
	{ .name = "with a crash and a boot", .sockets = 1, .connections = 2, .crashes = 1 },
	{ .name = "with segments out of order", .data = true, .reorder = true, .faults = 1 },
};

/* --- what the goals ask for --- */

/* Returns whether a goal may hold only after data was sent, or recv called. */
static bool data_matters(const struct path *p)
{
	for (size_t i = 0; i < p->goals_used; i++)
		if (p->goals[i].kind == PRED_SEND_BUFFER || p->goals[i].kind == PRED_RECV_BUFFER ||
		    p->goals[i].kind == PRED_SENT || p->goals[i].kind == PRED_RETURNED ||
		    p->goals[i].kind == PRED_CALL_RETURNED || p->goals[i].kind == PRED_BLOCKED)
			return true;
	return false;
}

/* Returns whether a goal names a time, which depends on the network's delay. */
static bool time_matters(const struct path *p)
{
	for (size_t i = 0; i < p->goals_used; i++)
		if (p->goals[i].kind == PRED_TIME || (p->goals[i].kind == PRED_TIMER && p->goals[i].has_amount))
			return true;
	return false;
}

static unsigned connections_of(const struct world *w)
{
	return w->hosts[0].connections > w->hosts[1].connections ? w->hosts[0].connections : w->hosts[1].connections;
}

/* Returns whether the states of one connection's two ends decide if the goals can
 * hold: only states are asked for, of the connections in focus. */
static bool first_decides(const struct path *p)
{
	for (size_t i = 0; i < p->goals_used; i++)
		if (p->goals[i].kind != PRED_STATE || p->goals[i].sock)
			return false;
	return connections_of(p->from) <= 1;
}

/* --- the spaces --- */

/* Sets the delay to 0 and the retransmissions to RETRIES_MAX at most, which leaves
 * far fewer states. A way found so is performed under the real settings, too. */
static void make_still(struct world *w)
{
	struct config *c = &w->config;

	c->delay_ms = 0;
	c->retries = c->retries < RETRIES_MAX ? c->retries : RETRIES_MAX;
	c->orphan_retries = c->orphan_retries < RETRIES_MAX ? c->orphan_retries : RETRIES_MAX;
	c->syn_retries = c->syn_retries < RETRIES_MAX ? c->syn_retries : RETRIES_MAX;
	c->synack_retries = c->synack_retries < RETRIES_MAX ? c->synack_retries : RETRIES_MAX;
	for (uint32_t i = 0; i < w->net.count; i++) {
		struct flight *f = &w->net.flights[i];

		f->sent_ms = w->now_ms;
		f->due_ms = f->due_ms < w->now_ms ? f->due_ms : w->now_ms;
	}
}

struct counter {
	const struct path *p;
	size_t before; /* states of the spaces before this one */
};

static void count(void *to, size_t states)
{
	const struct counter *c = to;

	if (c->p->progress)
		c->p->progress(c->p->to, c->before + states);
}

/* Searches one space from a world. Returns whether a way was found. */
static bool search_space(const struct path *p, const struct space *space, const struct search *common, bool set_up,
			 struct path_found *found)
{
	struct search s = *common;
	struct counter counter = { p, found->states };
	struct path_space *result = &found->spaces[found->spaces_used];
	unsigned made = connections_of(s.from);
	struct found f;
	bool first = space == spaces;

	s.states_max = first && p->first_max && first_decides(p) ? p->first_max : p->states_max;
	s.in_order = !space->reorder;
	s.losses_max = s.copies_max = s.faults_max = space->faults;
	s.sockets_max = space->sockets;
	s.connections_max = space->connections ? made + space->connections : made ? made : 1;
	s.crashes_max = space->crashes;
	s.set_up = set_up || space->sockets;
	s.data = space->data && data_matters(p);
	s.exact = first;
	s.server_first = true;
	s.progress = count;
	s.to = &counter;
	s.stop = p->stop;
	search_run(&s, &f);
	found->states += f.states;
	found->octets = f.octets > found->octets ? f.octets : found->octets;
	if (f.end == SEARCH_FOUND) {
		found->reached = true;
		found->actions = f.actions;
		found->actions_used = f.actions_used;
		return true;
	}
	found->stopped = f.end == SEARCH_STOPPED;
	result->name = space->name;
	result->states = f.states;
	result->whole = f.end == SEARCH_EXHAUSTED;
	result->proves = result->whole && !f.missed && first && first_decides(p);
	found->spaces_used++;
	found_free(&f);
	return false;
}

static void search_spaces(const struct path *p, const struct search *common, bool set_up, struct path_found *found)
{
	for (size_t i = 0; i < PATH_SPACES; i++)
		if ((data_matters(p) || !spaces[i].only_data) &&
		    (search_space(p, &spaces[i], common, set_up, found) || found->stopped))
			return;
}

/* --- the way --- */

/* Returns whether the actions lead from `from` to the goals, and none of them is
 * refused. Returns false for a transition: its way is not made shorter. */
static bool leads(const struct path *p, const struct world *from, const struct action *actions, size_t n)
{
	struct world *w = mem_new(1, sizeof *w);
	bool holds = true;

	world_copy(w, from);
	for (size_t i = 0; i < n && holds; i++)
		holds = world_apply(w, &actions[i], NULL) == REFUSED_NOT;
	for (size_t i = 0; i < p->goals_used && holds; i++)
		holds = predicate_test(w, &p->goals[i], NULL) == PRED_HOLDS;
	mem_free(w);
	return holds && !p->arrow;
}

/* Removes actions that are not needed, from the first on. Returns how many
 * remain. */
static size_t leave_out(const struct path *p, const struct world *from, struct action *actions, size_t n)
{
	struct action *fewer = mem_new(n + 1, sizeof *fewer);

	for (size_t i = 0; i < n;) {
		memcpy(fewer, actions, i * sizeof *actions);
		memcpy(fewer + i, actions + i + 1, (n - i - 1) * sizeof *actions);
		if (leads(p, from, fewer, n - 1))
			memcpy(actions, fewer, --n * sizeof *actions);
		else
			i++;
	}
	mem_free(fewer);
	return n;
}

/* Writes the actions that give each host a bound socket, the server first.
 * Returns how many. */
static size_t bind_both(struct action *actions)
{
	size_t n = 0;

	for (uint8_t k = 0; k < HOSTS; k++) {
		uint8_t h = host_other(k);

		actions[n++] = action_call(h, CALL_SOCKET);
		actions[n] = action_call(h, CALL_BIND);
		actions[n++].amount = h == HOST_SERVER ? PORT_SERVER : PORT_CLIENT;
	}
	return n;
}

/* Puts the actions that bind both sockets before the way, and removes those that
 * it does not need. */
static void prepend(const struct path *p, const struct action *first, size_t n, struct path_found *found)
{
	struct action *all = mem_new(n + found->actions_used, sizeof *all);

	memcpy(all, first, n * sizeof *all);
	if (found->actions_used)
		memcpy(all + n, found->actions, found->actions_used * sizeof *all);
	found->actions_used = leave_out(p, p->from, all, n + found->actions_used);
	mem_free(found->actions);
	found->actions = all;
}

/* Returns whether the way has no forbidden action and not too many. Waiting on in the
 * real world, and the calls put before the way, can make it so. */
static bool is_allowed(const struct path *p, const struct path_found *found)
{
	for (size_t i = 0; i < found->actions_used; i++)
		for (size_t k = 0; k < p->forbid_used; k++)
			if (forbid_matches(&p->forbid[k], &found->actions[i]))
				return false;
	return !p->actions_max || found->actions_used <= p->actions_max;
}

void path_find(const struct path *p, struct path_found *found)
{
	const struct host *hosts = p->from->hosts;
	bool scratch = hosts[0].sockets + hosts[1].sockets == 0 && !hosts[0].down && !hosts[1].down;
	struct world *real = mem_new(2, sizeof *real), *still = real + 1;
	struct search common = { .goals = p->goals,
				 .goals_used = p->goals_used,
				 .arrow = p->arrow,
				 .forbid = p->forbid,
				 .forbid_used = p->forbid_used,
				 .sock = { p->sock[0], p->sock[1] } };
	struct action first[4];
	size_t n = scratch ? bind_both(first) : 0;

	memset(found, 0, sizeof *found);
	world_copy(real, p->from);
	for (size_t i = 0; i < n; i++)
		world_apply(real, &first[i], NULL);
	world_copy(still, real);
	if (!time_matters(p))
		make_still(still);
	common.from = still;
	common.real = real;
	common.steps_max = scratch ? 0 : p->actions_max;
	search_spaces(p, &common, !scratch, found);
	if (found->reached && scratch)
		prepend(p, first, n, found);
	if (found->reached && !is_allowed(p, found))
		found->reached = false;
	mem_free(real);
}

void path_found_free(struct path_found *f)
{
	mem_free(f->actions);
	memset(f, 0, sizeof *f);
}
