/* Finds the way to a goal, and how far back a dead end was entered. Called by the
 * app, for hints. */
#include "lesson/way.h"

#include <string.h>

#include "base/mem.h"
#include "session/path.h"

enum { EARLIER_PART = 2 }; /* an earlier place is searched with this part of the states */

/* The goal, and the place where it was set. */
struct quest {
	const struct statement *goal;
	const struct session *session;
	struct predicate *reach;
	size_t set_at, states_max;
	bool (*stop)(void);
};

/* Follows the solution over the first `done` actions since the goal was set.
 * Returns whether they are its beginning and it goes on; *next is then its next
 * action, *left how many are left. */
static bool solution_goes_on(const struct quest *q, size_t done, const struct action **next, size_t *left)
{
	size_t k = 0;

	*left = 0;
	for (size_t i = 0; i < q->goal->solution_used; i++) {
		const struct statement *st = &q->goal->solution[i];

		if (st->kind != ST_ACTION)
			continue;
		if (k < done && !action_same(session_action(q->session, q->set_at + k), &st->action))
			return false;
		if (k++ >= done && (*left)++ == 0)
			*next = &st->action;
	}
	return *left > 0;
}

/* Searches from the place after `done` actions; way is filled in if one is found. */
static bool search(const struct quest *q, size_t done, size_t states_max, struct way *way)
{
	struct world *w = mem_new(1, sizeof *w);
	struct path p = { .from = w,
			  .goals = q->reach,
			  .goals_used = q->goal->reach_used,
			  .forbid = q->goal->forbid,
			  .forbid_used = q->goal->forbid_used,
			  .states_max = states_max,
			  .stop = q->stop };
	struct path_found found = { 0 };
	const struct action *next = NULL;
	bool any;

	if (solution_goes_on(q, done, &next, &way->left)) {
		way->next = *next;
		mem_free(w);
		return true;
	}
	session_world_of(q->session, session_trail(q->session, q->set_at + done), w);
	if (q->goal->within > done)
		p.actions_max = (unsigned)(q->goal->within - done);
	if (q->goal->within == 0 || p.actions_max)
		path_find(&p, &found);
	any = found.reached && found.actions_used > 0;
	if (any) {
		way->next = found.actions[0];
		way->left = found.actions_used;
	}
	way->stopped = found.stopped;
	path_found_free(&found);
	mem_free(w);
	return any;
}

/* Returns how many actions must be taken back. Where a way leads on from one place,
 * one does from each earlier place too: so the place is found by halving. */
static size_t steps_back(const struct quest *q, size_t done, bool *stopped)
{
	size_t low = 0, high = done; /* a way leads on from low, none from high */
	struct way way = { 0 };

	while (low + 1 < high && !way.stopped) {
		size_t middle = low + (high - low) / 2;

		if (search(q, middle, q->states_max / EARLIER_PART, &way))
			low = middle;
		else
			high = middle;
	}
	*stopped = way.stopped;
	return done - low;
}

void way_find(const struct player *p, size_t states_max, bool (*stop)(void), struct way *way)
{
	struct quest q = { .goal = player_goal(p), .session = p->session, .states_max = states_max, .stop = stop };
	size_t done = player_goal_actions(p);

	memset(way, 0, sizeof *way);
	if (!q.goal || player_goal_reached(p))
		return;
	q.set_at = session_at(p->session) - done;
	q.reach = mem_new(q.goal->reach_used + 1, sizeof *q.reach);
	for (size_t i = 0; i < q.goal->reach_used; i++)
		q.reach[i] = q.goal->reach[i].predicate;
	way->found = search(&q, done, states_max, way);
	if (!way->found && !way->stopped)
		way->back = steps_back(&q, done, &way->stopped);
	mem_free(q.reach);
}
