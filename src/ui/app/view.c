/* Questions about the state of the screen: which layer has the keys, what is selected,
 * which statement is shown. Called by app and the panels. */
#include "ui/app/view.h"

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

enum context view_context(const struct view *v)
{
	switch (v->overlay) {
	case OVERLAY_HELP:
	case OVERLAY_STATE:
	case OVERLAY_NUMBERS:
	case OVERLAY_SEGMENT:
		return CTX_READ;
	case OVERLAY_TREE:
	case OVERLAY_WHAT_IF:
	case OVERLAY_ARROWS:
	case OVERLAY_HINT:
	case OVERLAY_GOAL:
	case OVERLAY_BEGIN:
	case OVERLAY_COMPARE:
		return CTX_LIST;
	case OVERLAY_LADDER:
		return CTX_LADDER;
	case OVERLAY_FORGE:
		return CTX_FORGE;
	case OVERLAY_CALLS:
		return CTX_CALLS;
	case OVERLAY_ASK:
		return CTX_ASK;
	case OVERLAY_WAIT:
	case OVERLAY_SAVE:
	case OVERLAY_COMMAND:
	case OVERLAY_SEARCH:
		return CTX_LINE;
	case OVERLAY_NONE:
		break;
	}
	if (v->screen == SCREEN_MENU || !v->player)
		return CTX_MENU;
	const struct player *p = v->player;
	bool beyond = v->player->at_end && session_at(p->session) > v->player->end_at;
	return !mode_facts(v->mode)->has_steps || p->detour || view_goal_is_open(v) || beyond ? CTX_FREE : CTX_LESSON;
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

const struct statement *view_statement(const struct view *v)
{
	if (v->player->detour || !mode_facts(v->mode)->has_steps || v->player->at_end)
		return NULL;
	return player_now(v->player);
}
