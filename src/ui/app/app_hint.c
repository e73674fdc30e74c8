/* Hints: the lesson's own for a goal, then the way that a search finds; the way to a state or
 * along an arrow. Called by app. */
#include <string.h>

#include "engine/rules.h"
#include "language/format.h"
#include "language/verbs.h"
#include "lesson/way.h"
#include "session/path.h"
#include "ui/app/app_core.h"
#include "ui/app/focus.h"
#include "ui/tell/consequence.h"

enum { WORDS_W = 49 };

static enum message thought_of(const struct action *action, const struct world *w, uint8_t *host)
{
	int i;

	*host = action->host;
	switch ((enum act_kind)action->kind) {
	case ACT_CALL:
	case ACT_RETRANSMIT:
		return MSG_HINT_CALL;
	case ACT_DELIVER:
		i = net_pick(&w->net, (enum pick_kind)action->pick, action->id, true, false);
		*host = i >= 0 ? host_other(w->net.flights[i].segment.from) : HOST_CLIENT;
		return MSG_HINT_ARRIVE;
	case ACT_DROP:
		return MSG_HINT_LOSE;
	case ACT_WAIT:
	case ACT_WAIT_NEXT:
	case ACT_WAIT_IDLE:
		return MSG_HINT_TIME;
	case ACT_DUP:
	case ACT_HOLD:
	case ACT_RELEASE:
	case ACT_INJECT:
	case ACT_OBSERVE:
	case ACT_COUNT:
		break;
	}
	return MSG_HINT_NETWORK;
}

static void do_hint(struct app *a, const struct target *target)
{
	(void)target; /* every line stands for the same action */
	app_pop(a);
	a->hint.helped = a->hint.goal;
	app_act(a, &a->hint.next);
}

/* Returns how many hints of its own the lesson has for the goal. */
static size_t own_hints(const struct app *a)
{
	size_t n = 0;

	while (a->hint.goal && goal_hint(a->hint.goal, a->view.lang, n))
		n++;
	return n;
}

/* Returns the rule behind the next action; RULE_NONE: it is the program's own choice. */
static enum rule_id rule_behind(const struct app *a)
{
	struct consequence c;

	consequence_of(&c, session_world(a->player.session), &a->hint.next, a->view.lang, a->view.ascii, WORDS_W);
	return c.rule;
}

static void add_thought(struct app *a)
{
	char line[sizeof a->view.list.lines->text];
	struct text t = text_over(line, sizeof line);
	uint8_t host;
	enum message thought = thought_of(&a->hint.next, session_world(a->player.session), &host);

	if (thought == MSG_HINT_CALL || thought == MSG_HINT_ARRIVE)
		text_addf(&t, message(thought, a->view.lang), host_word(host, a->view.lang));
	else
		text_add(&t, message(thought, a->view.lang));
	app_list_add(a, LOOK_PLAIN, 0, line);
}

static void add_rule(struct app *a)
{
	enum rule_id rule = rule_behind(a);
	char line[sizeof a->view.list.lines->text];
	struct text t = text_over(line, sizeof line);

	if (rule == RULE_NONE)
		return;
	text_addf(&t, message(MSG_HINT_RULE, a->view.lang), rule_text(rule, a->view.lang));
	app_list_add(a, LOOK_RULE, 0, line);
	app_list_add(a, LOOK_QUIET, 0, rule_source(rule));
}

static void add_action(struct app *a)
{
	char line[sizeof a->view.list.lines->text], action[SEND_TEXT_MAX * 4 + 64];
	struct text t = text_over(line, sizeof line), x = text_over(action, sizeof action);

	action_write(&x, &a->hint.next);
	text_addf(&t, message(MSG_HINT_ACTION, a->view.lang), action);
	app_list_add(a, LOOK_STRONG, GL_PROMPT, line);
	a->view.list.at = a->view.list.used - 1;
	text_clear(&t);
	text_addf(&t, message(MSG_HINT_LEFT, a->view.lang), a->hint.left);
	app_list_add(a, LOOK_QUIET, 0, line);
}

/* Lists the hint, as far as its degree allows: the lesson's own words, then what a search
 * found. */
static void tell_hint(struct app *a)
{
	struct hint *h = &a->hint;
	enum lang lang = a->view.lang;

	h->more = h->degree < HINT_ACTION;
	h->back = 0;
	app_list_begin(a, OVERLAY_HINT, h->degree == HINT_ACTION ? do_hint : NULL);
	app_list_title(a, message(MSG_HINT_TITLE, lang));
	for (size_t i = 0; h->goal && i < h->own; i++)
		app_list_add(a, LOOK_PLAIN, 0, goal_hint(h->goal, lang, i));
	if (h->degree >= HINT_THOUGHT)
		add_thought(a);
	if (h->degree >= HINT_RULE)
		add_rule(a);
	if (h->degree >= HINT_ACTION)
		add_action(a);
	app_list_foot(a, message(h->more ? MSG_HINT_FOOT_MORE : MSG_HINT_FOOT_DO, lang));
}

/* Shows one more line of the hint. A rule is left out where there is none. */
static void more_hint(struct app *a)
{
	struct hint *h = &a->hint;

	if (h->degree == HINT_OWN && h->own < own_hints(a))
		h->own++;
	else
		h->degree++;
	if (h->degree == HINT_RULE && rule_behind(a) == RULE_NONE)
		h->degree = HINT_ACTION;
	tell_hint(a);
}

static void tell_instead(struct app *a, const char *s)
{
	app_list_begin(a, OVERLAY_HINT, NULL);
	app_list_title(a, message(MSG_HINT_TITLE, a->view.lang));
	app_list_add(a, LOOK_PLAIN, 0, s);
	a->hint.degree = HINT_ACTION;
	a->hint.more = false; /* there is nothing more to show */
	a->hint.back = 0;
}

/* Searches a way and keeps its first action; returns false if none was found. */
static bool take_way(struct app *a, const struct path *p, size_t *states)
{
	struct path_found found;

	path_find(p, &found);
	bool any = found.reached && found.actions_used > 0;
	if (any) {
		a->hint.next = found.actions[0];
		a->hint.left = (unsigned)found.actions_used;
	}
	*states = found.states;
	path_found_free(&found);
	return any;
}

static void tell_dead_end(struct app *a, size_t back)
{
	char line[sizeof a->view.list.lines->text];
	struct text t = text_over(line, sizeof line);
	enum message id = message_for(back, MSG_HINT_UNDO_ONE, MSG_HINT_UNDO);

	text_addf(&t, message(id, a->view.lang), back);
	tell_instead(a, line);
	a->hint.back = back;
}

static void hint_for_goal(struct app *a, const struct statement *goal)
{
	struct hint *h = &a->hint;
	struct way way;

	if (h->goal != goal)
		h->own = 0;
	h->goal = goal;
	way_find(&a->player, a->states_most, NULL, &way);
	if (!way.found) {
		tell_dead_end(a, way.back);
		return;
	}
	h->next = way.next;
	h->left = (unsigned)way.left;
	bool own = own_hints(a) > 0;
	h->own += own && h->own == 0;
	h->degree = own ? HINT_OWN : HINT_THOUGHT;
	tell_hint(a);
}

void app_look(struct app *a)
{
	struct way way;

	if (!app_wants_look(a))
		return;
	way_find(&a->player, a->states_most, a->options.key_waits, &way);
	if (!way.stopped)
		a->view.looked = (struct looked){ .goal = player_goal(&a->player),
						  .moment = session_now(a->player.session),
						  .back = way.found ? 0 : way.back };
}

void app_hint_towards(struct app *a, uint8_t host, uint8_t state)
{
	struct hint *h = &a->hint;
	struct path p = { .from = session_world(a->player.session), .goals = h->goals, .states_max = a->states_most };
	size_t states;
	char line[200];
	struct text t = text_over(line, sizeof line);

	if (focus_state(&a->view, host) == (enum tcp_state)state) {
		tell_instead(a, message(MSG_HINT_HERE, a->view.lang));
		return;
	}
	const struct slot *shown = focus_is_chosen(&a->view, host) ? focus_slot(&a->view, host) : NULL;
	if (shown && shown->number == 0) { /* no predicate can name it */
		tell_instead(a, refusal_text(REFUSED_NOT_ACCEPTED, a->view.lang));
		return;
	}
	h->goals[0] = (struct predicate){
		.kind = PRED_STATE, .host = host, .state = state, .sock = shown ? shown->number : 0
	};
	if (shown) {
		const struct slot *peer = focus_peer(p.from, host, shown);

		p.sock[host] = shown->number;
		p.sock[host_other(host)] = peer ? peer->number : 0;
	}
	h->goals_used = p.goals_used = 1;
	h->goal = NULL;
	h->degree = HINT_ACTION;
	if (take_way(a, &p, &states)) {
		tell_hint(a);
		return;
	}
	text_addf(&t, message(MSG_HINT_NO_WAY, a->view.lang), states);
	tell_instead(a, line);
}

static void hint_to_state(struct app *a, const struct target *target)
{
	app_hint_towards(a, a->view.side, (uint8_t)target->id);
}

static void pick_state(struct app *a)
{
	char line[96];
	struct text t = text_over(line, sizeof line);

	app_list_begin(a, OVERLAY_HINT, hint_to_state);
	a->hint.degree = HINT_PICK;
	a->hint.more = false;
	text_addf(&t, message(MSG_HINT_PICK, a->view.lang), host_word(a->view.side, a->view.lang));
	app_list_title(a, line);
	app_list_foot(a, message(MSG_HINT_PICK_FOOT, a->view.lang));
	enum tcp_state now = focus_state(&a->view, a->view.side);
	for (enum tcp_state s = TCPS_CLOSED; s < TCPS_COUNT; s++) {
		app_list_add(a, s == now ? LOOK_QUIET : LOOK_PLAIN, s == now ? GL_POINTER : 0, state_name(s))->id = s;
		if (s == now)
			a->view.list.at = s;
	}
}

void app_hint(struct app *a)
{
	struct view *v = &a->view;
	const struct statement *goal = view_goal_is_open(v) && !a->player.detour ? player_goal(&a->player) : NULL;
	uint8_t host = v->pane == PANE_CLIENT ? HOST_CLIENT : v->pane == PANE_SERVER ? HOST_SERVER : v->side;

	if (v->overlay == OVERLAY_HINT) {
		if (a->hint.more)
			more_hint(a);
		return;
	}
	if (v->overlay == OVERLAY_STATE) { /* towards the state that was explained */
		app_pop(a);
		app_hint_towards(a, host, v->explained);
		return;
	}
	if (v->overlay == OVERLAY_CALLS)
		app_pop(a);
	if (v->pane != PANE_WIRE) {
		v->side = host;
		app_hint_towards(a, host, v->pointed[host]);
	} else if (goal) {
		hint_for_goal(a, goal);
	} else {
		pick_state(a);
	}
}

/* --- towards an arrow --- */

void app_arrow_choose(struct app *a, const struct target *target)
{
	uint32_t edge = target->id;
	const struct state_edge *e = &state_edges[edge];
	struct arrow arrow = { a->view.side, (uint8_t)e->from, (uint8_t)e->to };
	struct path p = { .from = session_world(a->player.session), .arrow = &arrow, .states_max = a->states_most };
	char line[200];
	struct text t = text_over(line, sizeof line);
	size_t states;

	app_pop(a);
	a->hint.goal = NULL;
	a->hint.degree = HINT_ACTION;
	if (session_coverage_all(a->player.session).edges[arrow.host] >> edge & 1) {
		text_addf(&t, message(MSG_ARROWS_WALKED, a->view.lang), host_word(arrow.host, a->view.lang));
		tell_instead(a, line);
	} else if (e->from == TCPS_LISTEN && e->to == TCPS_SYN_SENT) {
		tell_instead(a, message(MSG_ARROWS_NO_CALL, a->view.lang));
	} else if (take_way(a, &p, &states)) {
		tell_hint(a);
	} else {
		text_addf(&t, message(MSG_HINT_NO_WAY, a->view.lang), states);
		tell_instead(a, line);
	}
}
