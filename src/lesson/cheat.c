/* Tries to cheat a goal. Called by review and by the test of the shipped
 * lessons. */
#include "lesson/cheat.h"

#include <stddef.h>

#include "base/mem.h"
#include "language/verbs.h"

enum { SPACES_MAX = 100, PARTS = 2 };

/* What a host does before time passes; CALL_NONE: nothing more. */
static const uint8_t cheats[][PARTS] = {
	{ CALL_CRASH, CALL_NONE }, { CALL_CRASH, CALL_BOOT },   { CALL_EXIT, CALL_NONE },
	{ CALL_ABORT, CALL_NONE }, { CALL_LINGER, CALL_CLOSE },
};
enum { CHEATS = sizeof cheats / sizeof *cheats };

/* An attempt: the world that it has come to. */
struct attempt {
	const struct statement *goal;
	struct world *w;
	size_t done;
};

static bool is_reached(const struct attempt *a)
{
	for (size_t i = 0; i < a->goal->reach_used; i++)
		if (predicate_test(a->w, &a->goal->reach[i].predicate, NULL) != PRED_HOLDS)
			return false;
	return true;
}

/* Returns whether the goal allows the action and it could be done. */
static bool act(struct attempt *a, const struct action *action)
{
	return goal_refuses(a->goal, action, a->done++).rule == GOAL_ALLOWS &&
	       world_apply(a->w, action, NULL) == REFUSED_NOT;
}

/* Lets time pass until the goal is reached; false: it never is. */
static bool wait_for_it(struct attempt *a)
{
	const struct action next = { .kind = ACT_WAIT_NEXT };

	for (int i = 0; i < SPACES_MAX; i++) {
		if (!act(a, &next))
			return false;
		if (is_reached(a))
			return true;
	}
	return false;
}

static struct action part_of(uint8_t host, uint8_t call)
{
	struct action action = action_call(host, (enum call_id)call);

	action.option = call == CALL_LINGER;
	return action;
}

/* Returns whether the solution uses the cheat, so that it is none: all of it, or what
 * makes it one. */
static bool is_meant(const struct statement *goal, uint8_t host, const uint8_t *cheat)
{
	for (size_t i = 0; i < goal->solution_used; i++) {
		const struct action *action = &goal->solution[i].action;

		if (goal->solution[i].kind == ST_ACTION && action->kind == ACT_CALL && action->host == host &&
		    action->call == cheat[0])
			return true;
	}
	return false;
}

/* Returns whether the solution itself only lets things happen. */
static bool waiting_is_meant(const struct statement *goal)
{
	for (size_t i = 0; i < goal->solution_used; i++) {
		uint8_t kind = goal->solution[i].action.kind;

		if (goal->solution[i].kind == ST_ACTION && kind != ACT_DELIVER && kind != ACT_WAIT &&
		    kind != ACT_WAIT_NEXT && kind != ACT_WAIT_IDLE)
			return false;
	}
	return true;
}

static void add(struct text *ways, const struct action *action)
{
	text_add(ways, ways->len ? ", " : "");
	action_write(ways, action);
}

/* Tries one cheat of a host, and adds its first call if it works. */
static bool try_cheat(struct attempt *a, uint8_t host, const uint8_t *cheat, struct text *ways)
{
	struct action action;
	bool reached = false;

	if (is_meant(a->goal, host, cheat))
		return false;
	for (int i = 0; i < PARTS && cheat[i] != CALL_NONE && !reached; i++) {
		action = part_of(host, cheat[i]);
		if (!act(a, &action))
			return false;
		reached = is_reached(a);
	}
	if (!reached && (waiting_is_meant(a->goal) || !wait_for_it(a)))
		return false;
	action = part_of(host, cheat[0]);
	if (cheat[1] != CALL_BOOT) /* the crash alone is named already, or is not enough */
		add(ways, &action);
	else
		text_addf(ways, "%s%s boot", ways->len ? ", " : "", host_name(host));
	return true;
}

bool goal_cheats(const struct statement *goal, const struct world *set, struct text *ways)
{
	const struct action next = { .kind = ACT_WAIT_NEXT };
	struct attempt a = { .goal = goal, .w = mem_new(1, sizeof *a.w) };
	bool by_waiting, any;

	world_copy(a.w, set);
	any = by_waiting = !is_reached(&a) && !waiting_is_meant(goal) && wait_for_it(&a);
	if (by_waiting)
		add(ways, &next); /* then it is no use to try more: waiting follows each cheat */
	for (uint8_t host = 0; host < HOSTS && !by_waiting; host++)
		for (size_t i = 0; i < CHEATS; i++) {
			world_copy(a.w, set);
			a.done = 0;
			any = try_cheat(&a, host, cheats[i], ways) || any;
		}
	mem_free(a.w);
	return any;
}
