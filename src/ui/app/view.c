/* Questions about the state of the screen: which layer has the keys, what is selected,
 * which statement is shown. Called by app and the panels. */
#include "ui/app/view.h"

#include <string.h>

#include "engine/world.h"

static const struct mode_facts facts[MODE_COUNT] = {
#define FACTS(...) \
	{ \
		__VA_ARGS__ \
	}
#define MODE(id, its_facts, its_functions) [MODE_##id] = its_facts,
#include "ui/app/modes.def"
#undef MODE
#undef FACTS
};

const struct mode_facts *mode_facts(enum mode mode)
{
	return &facts[mode];
}

bool view_goal_is_open(const struct view *v)
{
	return mode_facts(v->mode)->student_acts && player_goal(v->player) && !player_goal_reached(v->player);
}

size_t view_dead_end(const struct view *v)
{
	bool now = v->looked.goal && v->looked.goal == player_goal(v->player) &&
		   v->looked.moment == session_now(v->player->session);

	return now && view_goal_is_open(v) ? v->looked.back : 0;
}

bool view_shows_solution(const struct view *v)
{
	const struct session *s = v->player->session;
	const struct statement *goal = player_goal(v->player);
	size_t at = session_at(s) - player_goal_actions(v->player);

	if (!view_goal_is_open(v) || v->player->detour || !player_solution_shown(v->player))
		return false;
	for (size_t i = 0; i < goal->solution_used && at < session_at(s); i++)
		if (goal->solution[i].kind == ST_ACTION &&
		    !action_same(session_action(s, at++), &goal->solution[i].action))
			return false;
	return at == session_at(s);
}

bool view_is_beyond(const struct view *v)
{
	return v->player->at_end && session_at(v->player->session) > v->player->end_at;
}

bool view_question_hides(const struct view *v)
{
	const struct statement *st = v->player ? view_statement(v) : NULL;

	return v->screen == SCREEN_STEP && v->overlay == OVERLAY_NONE && st && st->kind == ST_ASK &&
	       mode_facts(v->mode)->student_acts && v->player->answered < 0 && !view_answer_stands(v);
}

/* Reports whether a class has revealed the answer. */
static bool is_revealed(const struct statement *st)
{
	return statement_block(st, LANG_EN)->hidden && !question_is_open(st);
}

bool view_answer_stands(const struct view *v)
{
	const struct statement *st = player_now(v->player);

	if (!st || st->kind != ST_ASK || question_is_open(st))
		return false;
	return v->player->answered >= 0 || v->passed || (mode_facts(v->mode)->grows && is_revealed(st));
}

size_t view_step_number(const struct view *v, size_t actions)
{
	const struct player *p = v->player;
	size_t stops = 0;

	if (!mode_facts(v->mode)->has_steps)
		return actions;
	while (stops < p->stops_used && p->stops[stops].session_after <= actions)
		stops++;
	return stops;
}

size_t view_stop_of(const struct script *s, size_t statement)
{
	size_t stops = 0;

	for (size_t i = 0; i <= statement && i < s->used; i++)
		stops += s->statements[i].kind != ST_EXPECT && s->statements[i].kind != ST_NOTE;
	return stops;
}

size_t view_first_missed(const struct view *v)
{
	size_t i = 0;

	while (i < v->outcomes_used && (v->outcomes[i].mended || (v->outcomes[i].kind != OUTCOME_WRONG &&
								  v->outcomes[i].kind != OUTCOME_SKIPPED)))
		i++;
	return i;
}

enum context view_context(const struct view *v)
{
	static const enum context contexts[OVERLAY_COUNT] = {
#define OVERLAY(name, context, panel) [OVERLAY_##name] = context,
#include "ui/app/overlays.def"
#undef OVERLAY
	};

	if (v->overlay != OVERLAY_NONE)
		return contexts[v->overlay];
	if (v->screen == SCREEN_MENU || !v->player)
		return CTX_MENU;
	const struct player *p = v->player;
	bool free = !mode_facts(v->mode)->has_steps || p->detour || view_goal_is_open(v) || view_is_beyond(v);
	return free ? CTX_FREE : CTX_LESSON;
}

uint32_t view_segment(const struct view *v)
{
	const struct net *net = &session_world(v->player->session)->net;

	if (v->selected != 0 && net_find(net, v->selected) >= 0)
		return v->selected;
	int next = net_next(net);
	if (next < 0 && net->count > 0)
		next = 0;
	return next < 0 ? 0 : net->flights[next].id;
}

const char *menu_title(const struct menu_item *item, const struct view *v)
{
	if (item->kind != ITEM_LESSON)
		return message(item->kind == ITEM_QUIZ ? MSG_QUIZ : MSG_SANDBOX, v->lang);
	return item->script ? script_title(item->script, v->lang) : item->name;
}

const char *view_lesson_title(const struct view *v, const char *id)
{
	for (size_t i = 0; i < v->items_used; i++)
		if (v->items[i].script && strcmp(v->items[i].script->id, id) == 0)
			return menu_title(&v->items[i], v);
	return id;
}

const struct statement *view_statement(const struct view *v)
{
	if (v->player->detour || !mode_facts(v->mode)->has_steps || view_is_beyond(v))
		return NULL;
	return player_now(v->player);
}

bool call_asks(const struct action *action)
{
	return action->kind == ACT_CALL &&
	       (action->call == CALL_BIND || action->call == CALL_CONNECT || action->call == CALL_SEND);
}
