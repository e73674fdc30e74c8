/* Stepping a script: what a student does with the space bar and Backspace.
 * Every stop remembers the moment before it, so that back lands exactly there. */
#include "lesson/player.h"

#include <string.h>

#include "base/mem.h"
#include "engine/predicate.h"

void player_start(struct player *p, const struct script *s)
{
	memset(p, 0, sizeof *p);
	p->script = s;
	p->session = session_new(&s->config);
}

void player_stop(struct player *p)
{
	session_free(p->session);
	mem_free(p->stops);
	memset(p, 0, sizeof *p);
}

void player_restart(struct player *p)
{
	const struct script *s = p->script;

	player_stop(p);
	player_start(p, s);
}

static struct stop *last_stop(const struct player *p)
{
	return p->stops_used ? &p->stops[p->stops_used - 1] : NULL;
}

const struct statement *player_now(const struct player *p)
{
	return p->stops_used ? last_stop(p)->at : NULL;
}

bool player_at_end(const struct player *p)
{
	for (size_t i = p->cursor; i < p->script->used; i++)
		if (p->script->statements[i].kind != ST_EXPECT && p->script->statements[i].kind != ST_NOTE)
			return false;
	return true;
}

const struct statement *player_goal(const struct player *p)
{
	const struct statement *st = player_now(p);

	return st && st->kind == ST_GOAL ? st : NULL;
}

bool player_reached(const struct player *p, size_t i)
{
	const struct statement *goal = player_goal(p);

	return goal && i < goal->reach_used &&
	       predicate_test(session_world(p->session), &goal->reach[i].predicate, NULL) == PRED_HOLDS;
}

bool player_goal_reached(const struct player *p)
{
	const struct statement *goal = player_goal(p);

	for (size_t i = 0; goal && i < goal->reach_used; i++)
		if (!player_reached(p, i))
			return false;
	return goal != NULL;
}

size_t player_goal_actions(const struct player *p)
{
	return player_goal(p) ? session_at(p->session) - last_stop(p)->session_before : 0;
}

/* The exercise itself is not a detour from the lesson. */
static bool goal_is_open(const struct player *p)
{
	return player_goal(p) && !player_goal_reached(p);
}

static void push_stop(struct player *p, const struct statement *st, size_t cursor_before, size_t session_before)
{
	p->stops = mem_grow(p->stops, p->stops_used, &p->stops_size, sizeof *p->stops);
	p->stops[p->stops_used++] = (struct stop){
		.at = st, .cursor_before = cursor_before, .session_before = session_before,
		.session_after = session_at(p->session),
	};
}

/* Whether the player stops here. */
static bool perform(struct player *p, const struct statement *st)
{
	enum refusal r;

	switch (st->kind) {
	case ST_ACTION:
		r = session_do(p->session, &st->action);
		if (r != REFUSED_NOT)
			judge_refusal(st, r, &p->failure);
		return true;
	case ST_EXPECT:
		if (judge_expect(session_world(p->session), st, &p->failure))
			return false;
		if (!p->own_way)
			return true;
		memset(&p->failure, 0, sizeof p->failure);
		return false;
	case ST_NOTE:
		return false;
	case ST_SAY:
	case ST_ASK:
	case ST_GOAL:
	case ST_PAUSE:
		return true;
	}
	return true;
}

const struct statement *player_step(struct player *p)
{
	size_t cursor = p->cursor, at = session_at(p->session);

	memset(&p->failure, 0, sizeof p->failure);
	if (p->detour || goal_is_open(p))
		return NULL;
	if (player_goal(p) && !last_stop(p)->solution_shown && at > last_stop(p)->session_before)
		p->own_way = true;
	while (p->cursor < p->script->used) {
		const struct statement *st = &p->script->statements[p->cursor++];

		if (!perform(p, st))
			continue;
		push_stop(p, st, cursor, at);
		return st;
	}
	return NULL;
}

bool player_back(struct player *p)
{
	struct stop *stop = last_stop(p);

	memset(&p->failure, 0, sizeof p->failure);
	if (session_at(p->session) > (stop ? stop->session_after : 0)) {
		session_undo(p->session);
		if (p->detour && session_at(p->session) <= p->detour_from)
			p->detour = false;
		return true;
	}
	p->detour = false;
	if (!stop)
		return false;
	p->cursor = stop->cursor_before;
	session_seek(p->session, stop->session_before);
	p->stops_used--;
	return true;
}

enum refusal player_act(struct player *p, const struct action *a)
{
	bool begins = !p->detour && !player_at_end(p) && !player_goal(p);
	size_t at = session_at(p->session);
	enum refusal r = session_do(p->session, a);

	if (r == REFUSED_NOT && begins) {
		p->detour = true;
		p->detour_from = at;
	}
	return r;
}

void player_return(struct player *p)
{
	if (!p->detour)
		return;
	p->detour = false;
	session_seek(p->session, p->detour_from);
}

void player_progress(const struct player *p, size_t *done, size_t *all)
{
	*all = 0;
	*done = p->stops_used;
	for (size_t i = 0; i < p->script->used; i++)
		*all += p->script->statements[i].kind != ST_EXPECT && p->script->statements[i].kind != ST_NOTE;
	if (*done > *all)
		*done = *all;
}

void player_show_solution(struct player *p)
{
	const struct statement *goal = player_goal(p);

	if (!goal)
		return;
	session_seek(p->session, last_stop(p)->session_before);
	last_stop(p)->solution_shown = true;
	for (size_t i = 0; i < goal->solution_used; i++)
		if (goal->solution[i].kind == ST_ACTION)
			session_do(p->session, &goal->solution[i].action);
}
