/* Chooses the searches of `path`, of hints and of transitions not yet taken:
 * which spaces to try, and in which order. session/search runs them. */
#include "session/path.h"

#include <string.h>

#include "base/mem.h"

/* Returns whether a goal can only hold after data was sent or received. */
static bool needs_data(const struct predicate *goals, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (goals[i].kind == PRED_SEND_BUFFER || goals[i].kind == PRED_RECV_BUFFER ||
		    goals[i].kind == PRED_SENT || goals[i].kind == PRED_RETURNED || goals[i].kind == PRED_BLOCKED)
			return true;
	return false;
}

/* The spaces in the order in which they are searched. The next one is searched
 * only if the one before is exhausted. */
static const struct {
	bool in_order;
	unsigned losses, sockets;
} spaces[] = { { true, 0, 1 }, { true, 1, 1 }, { false, 0, 1 }, { false, 1, 2 } };

static void search_spaces(struct search *s, unsigned connections, struct found *found)
{
	const size_t n = sizeof spaces / sizeof *spaces;

	for (size_t i = 0; i < n; i++) {
		s->in_order = spaces[i].in_order;
		s->losses_max = spaces[i].losses;
		s->sockets_max = spaces[i].sockets;
		s->connections_max = connections + spaces[i].sockets;
		s->set_up |= spaces[i].sockets > 1;
		search_run(s, found);
		if (found->end != SEARCH_EXHAUSTED || i + 1 == n)
			return;
		found_free(found);
	}
}

/* Returns whether the actions lead from `from` to the goals, and none of them is
 * refused. Returns false for a transition: its way is not made shorter. */
static bool leads(const struct search *s, const struct world *from, const struct action *actions, size_t n)
{
	struct world *w = mem_new(1, sizeof *w);
	bool holds = true;

	world_copy(w, from);
	for (size_t i = 0; i < n && holds; i++)
		holds = world_apply(w, &actions[i], NULL) == REFUSED_NOT;
	for (size_t i = 0; i < s->goals_used && holds; i++)
		holds = predicate_test(w, &s->goals[i], NULL) == PRED_HOLDS;
	mem_free(w);
	return holds && !s->arrow;
}

/* Removes actions that are not needed, from the first on. Returns how many
 * remain. */
static size_t leave_out(const struct search *s, const struct world *from, struct action *actions, size_t n)
{
	struct action *fewer = mem_new(n + 1, sizeof *fewer);

	for (size_t i = 0; i < n;) {
		memcpy(fewer, actions, i * sizeof *actions);
		memcpy(fewer + i, actions + i + 1, (n - i - 1) * sizeof *actions);
		if (leads(s, from, fewer, n - 1))
			memcpy(actions, fewer, --n * sizeof *actions);
		else
			i++;
	}
	mem_free(fewer);
	return n;
}

/* Searches from a world without sockets. Every way starts with one bound socket
 * on each host, which makes the search shorter; afterwards the actions that the
 * way does not need are removed. */
static void search_from_scratch(struct search *s, struct found *found)
{
	struct world *scratch = mem_new(1, sizeof *scratch), *bound = mem_new(1, sizeof *bound);
	struct action *all;
	struct action first[4];
	size_t n = 0;

	world_init(scratch, &s->from->config);
	world_copy(bound, scratch);
	for (uint8_t k = 0; k < HOSTS; k++) {
		uint8_t h = host_other(k); /* the server's first */

		first[n++] = action_call(h, CALL_SOCKET);
		first[n] = action_call(h, CALL_BIND);
		first[n++].amount = h == HOST_SERVER ? 80 : 90;
	}
	for (size_t i = 0; i < n; i++)
		world_apply(bound, &first[i], NULL);
	s->from = bound;
	search_spaces(s, 0, found);
	if (found->end == SEARCH_FOUND) {
		all = mem_new(n + found->actions_used, sizeof *all);
		memcpy(all, first, sizeof first);
		if (found->actions_used)
			memcpy(all + n, found->actions, found->actions_used * sizeof *all);
		n = leave_out(s, scratch, all, n + found->actions_used);
		mem_free(found->actions);
		found->actions = all;
		found->actions_used = n;
	}
	mem_free(scratch);
	mem_free(bound);
}

static unsigned connections_of(const struct world *w)
{
	return w->hosts[0].connections > w->hosts[1].connections ? w->hosts[0].connections : w->hosts[1].connections;
}

void path_find(const struct path *p, struct found *found)
{
	const struct world *w = p->from;
	struct search s = { .from = w,
			    .goals = p->goals,
			    .goals_used = p->goals_used,
			    .arrow = p->arrow,
			    .steps_max = p->steps_max,
			    .states_max = p->states_max,
			    .data = needs_data(p->goals, p->goals_used),
			    .progress = p->progress,
			    .to = p->to };

	s.set_up = w->hosts[0].sockets + w->hosts[1].sockets > 0;
	if (s.set_up)
		search_spaces(&s, connections_of(w), found);
	else
		search_from_scratch(&s, found);
}
