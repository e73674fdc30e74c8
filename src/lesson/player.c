/* Steps through a script: what a student does with the space bar and Backspace.
 * Every stop remembers the moment before it, so that going back leads exactly
 * there. */
#include "lesson/player.h"

#include <string.h>

#include "base/mem.h"
#include "language/predicate.h"

/* Returns whether the statement needs no stop: a note, or an expectation that
 * holds. */
static bool passes(const struct player *p, const struct statement *st)
{
	struct failure f;

	if (st->kind == ST_NOTE)
		return true;
	if (st->kind != ST_EXPECT)
		return false;
	/* after a goal was reached by a different route, numbers may differ
	 * from the script's */
	return p->own_way || judge_expect(session_world(p->session), st, &f);
}

/* Passes over statements that need no stop. Expectations are judged at once:
 * what the student does later must not make them fail. One that fails is the
 * next stop. */
static void pass_over(struct player *p)
{
	while (p->cursor < p->script->used && passes(p, &p->script->statements[p->cursor]))
		p->cursor++;
}

void player_start(struct player *p, const struct script *s)
{
	memset(p, 0, sizeof *p);
	p->script = s;
	p->session = session_new(&s->config);
	p->answered = -1;
	pass_over(p);
}

/* Forgets the answer and that the end was reached, which are true of one place only.
 * Called after every move to another place. */
static void left_place(struct player *p)
{
	p->answered = -1;
	p->at_end = false;
}

void player_ended(struct player *p)
{
	p->at_end = true;
	p->end_at = session_at(p->session);
}

void player_stop(struct player *p)
{
	session_free(p->session);
	mem_free(p->stops);
	memset(p, 0, sizeof *p);
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
	return p->cursor == p->script->used;
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
	return goal;
}

size_t player_goal_actions(const struct player *p)
{
	return player_goal(p) ? session_at(p->session) - last_stop(p)->session_before : 0;
}

struct goal_count player_goal_count(const struct player *p)
{
	const struct statement *goal = player_goal(p);
	struct goal_count n = { 0 };

	if (!goal)
		return n;
	n.total = goal->reach_used;
	for (size_t i = 0; i < n.total; i++)
		n.met += player_reached(p, i);
	n.actions = player_goal_actions(p);
	n.within = goal->within;
	return n;
}

struct goal_refusal player_refuses(const struct player *p, const struct action *a)
{
	const struct statement *goal = player_goal(p);

	if (!goal || p->at_end)
		return (struct goal_refusal){ .rule = GOAL_ALLOWS };
	return goal_refuses(goal, a, player_goal_actions(p));
}

bool player_goal_honest(const struct player *p)
{
	const struct statement *goal = player_goal(p);

	if (!player_goal_reached(p) || player_solution_shown(p))
		return false;
	for (size_t done = 0; done < player_goal_actions(p); done++) {
		const struct action *a = session_action(p->session, last_stop(p)->session_before + done);

		if (goal_refuses(goal, a, done).rule != GOAL_ALLOWS)
			return false;
	}
	return true;
}

/* Returns whether a goal is being worked on: the exercise itself is not a
 * detour. One without a solution may be left as long as nothing was done for it. */
static bool goal_is_open(const struct player *p)
{
	const struct statement *goal = player_goal(p);

	if (!goal || player_goal_reached(p))
		return false;
	return goal->solution_used > 0 || player_goal_actions(p) > 0 || player_at_end(p);
}

/* Returns whether the steps from `at` to `end` are the beginning of the goal's
 * solution; *more: it goes on. */
static bool follows_solution(const struct player *p, const struct statement *goal, size_t at, size_t end, bool *more)
{
	*more = false;
	for (size_t i = 0; i < goal->solution_used; i++) {
		if (goal->solution[i].kind != ST_ACTION)
			continue;
		*more = at == end;
		if (*more)
			return true;
		if (!action_same(session_action(p->session, at), &goal->solution[i].action))
			return false;
		at++;
	}
	return at == end;
}

/* Returns whether the steps from `at` to `end` are other actions than the
 * goal's solution. */
static bool is_own_way(const struct player *p, const struct statement *goal, size_t at, size_t end)
{
	bool more;

	return !follows_solution(p, goal, at, end, &more) || more;
}

static bool went_own_way(const struct player *p, const struct statement *goal)
{
	return is_own_way(p, goal, last_stop(p)->session_before, session_at(p->session));
}

const struct statement *player_step(struct player *p)
{
	struct stop stop = { .cursor_before = p->cursor,
			     .session_before = session_at(p->session),
			     .own_way = p->own_way };
	const struct statement *goal = player_goal(p);
	enum refusal r;

	memset(&p->failure, 0, sizeof p->failure);
	if (p->detour || goal_is_open(p))
		return NULL;
	if (goal) {
		p->own_way = p->own_way || went_own_way(p, goal);
		pass_over(p);
	}
	if (p->grows) /* expectations that were added since */
		pass_over(p);
	if (player_at_end(p))
		return NULL;
	stop.at = &p->script->statements[p->cursor++];
	if (stop.at->kind == ST_EXPECT) {
		judge_expect(session_world(p->session), stop.at, &p->failure);
	} else if (stop.at->kind == ST_ACTION) {
		r = session_do(p->session, &stop.at->action);
		if (r != REFUSED_NOT)
			judge_refusal(session_world(p->session), stop.at, r, &p->failure);
	}
	stop.session_after = session_at(p->session);
	p->stops = mem_grow(p->stops, p->stops_used, &p->stops_size, sizeof *p->stops);
	p->stops[p->stops_used++] = stop;
	if (stop.at->kind != ST_GOAL)
		pass_over(p);
	return stop.at;
}

bool player_in_setup(const struct player *p)
{
	const struct script *s = p->script;
	size_t i = 0;

	while (i < s->used && (s->statements[i].kind == ST_ACTION || s->statements[i].kind == ST_EXPECT ||
			       s->statements[i].kind == ST_NOTE))
		i++;
	return i < s->used && s->statements[i].kind == ST_SAY && p->cursor <= i && !p->failure.at;
}

bool player_back(struct player *p)
{
	struct stop *stop = last_stop(p);
	bool beyond = p->at_end && session_at(p->session) > p->end_at;

	left_place(p);
	p->at_end = beyond; /* one of the free actions after the end is taken back */
	memset(&p->failure, 0, sizeof p->failure);
	if (session_at(p->session) > (stop ? stop->session_after : 0)) {
		session_undo(p->session);
		if (player_goal(p)) { /* the exercise is open again, whatever was passed over since */
			p->cursor = (size_t)(stop->at - p->script->statements) + 1;
			p->own_way = stop->own_way;
		}
		if (p->detour && session_at(p->session) <= p->detour_from)
			p->detour = false;
		return true;
	}
	p->detour = false;
	if (!stop)
		return false;
	p->cursor = stop->cursor_before;
	p->own_way = stop->own_way;
	session_seek(p->session, stop->session_before);
	if (stop->solution_shown)
		session_end_trail(p->session); /* redo must not lead through the solution */
	p->stops_used--;
	return true;
}

static bool begins_detour(const struct player *p)
{
	return !p->detour && (p->grows || !player_at_end(p)) && !player_goal(p);
}

unsigned player_act(struct player *p, const struct action *a)
{
	bool begins = begins_detour(p);
	size_t at = session_at(p->session);
	enum refusal r;

	if (player_refuses(p, a).rule != GOAL_ALLOWS)
		return REFUSED_BY_GOAL;
	r = session_do(p->session, a);
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
	session_end_trail(p->session); /* the lesson continues here */
}

/* Steps on while the script does what the trail has; false: it does not. */
static bool script_leads(struct player *p)
{
	const struct statement *st;

	if (p->detour || goal_is_open(p))
		return false;
	if (player_goal(p))
		pass_over(p);
	if (player_at_end(p))
		return false;
	st = &p->script->statements[p->cursor];
	if (st->kind == ST_ACTION && !action_same(&st->action, session_action(p->session, session_at(p->session))))
		return false;
	return player_step(p);
}

void player_goto(struct player *p, uint32_t moment)
{
	struct session *s = p->session;
	size_t to = session_moment(s, moment).depth;
	uint32_t fork = session_fork(s, session_now(s), moment);
	bool begins;

	left_place(p);
	while (session_at(s) > session_moment(s, fork).depth && player_back(p))
		;
	session_goto(s, moment);
	session_seek(s, session_moment(s, fork).depth);
	while (session_at(s) < to) {
		if (script_leads(p))
			continue;
		begins = begins_detour(p);
		if (begins) {
			p->detour = true;
			p->detour_from = session_at(s);
		}
		if (goal_is_open(p))
			session_redo(s);
		else
			session_seek(s, to);
	}
}

/* --- jumps, and scripts that change --- */

/* Goes back to where n stops were made and drops the free actions after
 * them. */
static void back_to(struct player *p, size_t n)
{
	struct stop *gone = n < p->stops_used ? &p->stops[n] : NULL;

	memset(&p->failure, 0, sizeof p->failure);
	p->detour = false;
	if (gone) {
		p->cursor = gone->cursor_before;
		p->own_way = gone->own_way;
		session_seek(p->session, gone->session_before);
		p->stops_used = n;
	} else {
		session_seek(p->session, n ? last_stop(p)->session_after : 0);
	}
}

size_t player_go(struct player *p, size_t stops)
{
	left_place(p);
	if (stops <= p->stops_used)
		back_to(p, stops);
	else
		player_return(p);
	while (p->stops_used < stops) {
		if (goal_is_open(p))
			player_show_solution(p);
		if (!player_step(p))
			break;
	}
	return p->stops_used;
}

void player_extend(struct player *p, const struct script *s)
{
	size_t common = script_common(p->script, s), n = 0;

	if (common < p->cursor) {
		while (n < p->stops_used && (size_t)(p->stops[n].at - p->script->statements) < common)
			n++;
		if (n < p->stops_used)
			back_to(p, n);
		if (p->cursor > common)
			p->cursor = common;
	}
	for (size_t i = 0; i < p->stops_used; i++)
		p->stops[i].at = s->statements + (p->stops[i].at - p->script->statements);
	if (p->failure.at)
		p->failure.at = s->statements + (p->failure.at - p->script->statements);
	p->script = s;
}

void player_rejoin(struct player *p)
{
	player_return(p);
	for (size_t i = 0; i < p->stops_used; i++) {
		size_t end = i + 1 < p->stops_used ? p->stops[i + 1].session_before : session_at(p->session);

		if (p->stops[i].at->kind == ST_GOAL && is_own_way(p, p->stops[i].at, p->stops[i].session_before, end)) {
			back_to(p, i);
			return;
		}
	}
}

bool player_in_step(const struct player *p, bool open)
{
	const struct statement *goal = player_goal(p);

	if (p->detour || p->own_way || !player_at_end(p))
		return false;
	if (!goal)
		return session_at(p->session) == (p->stops_used ? last_stop(p)->session_after : 0);
	return open ? player_goal_actions(p) == 0 : !went_own_way(p, goal);
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

bool player_solution_shown(const struct player *p)
{
	return player_goal(p) && last_stop(p)->solution_shown;
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

bool player_solution_step(struct player *p)
{
	const struct statement *goal = player_goal(p);
	size_t done = player_goal_actions(p), k = 0;
	bool more;

	if (!goal)
		return false;
	last_stop(p)->solution_shown = true;
	if (!follows_solution(p, goal, last_stop(p)->session_before, session_at(p->session), &more)) {
		session_seek(p->session, last_stop(p)->session_before);
		done = 0;
	}
	for (size_t i = 0; i < goal->solution_used; i++)
		if (goal->solution[i].kind == ST_ACTION && k++ == done)
			return session_do(p->session, &goal->solution[i].action) == REFUSED_NOT;
	return false;
}
