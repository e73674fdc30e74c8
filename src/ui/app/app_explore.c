/* Looks ahead without acting: what each action would lead to, and the way to a goal,
 * a state or an arrow. Called by app. */
#include <string.h>

#include "engine/rules.h"
#include "language/format.h"
#include "language/verbs.h"
#include "session/path.h"
#include "ui/app/app_core.h"
#include "ui/tell/consequence.h"

enum { ACTION_W = 24, WORDS_W = 49 };

static void title(struct app *a, const char *s)
{
	struct text t = text_over(a->view.list.title, sizeof a->view.list.title);

	text_add(&t, s);
}

static void foot(struct app *a, const char *s)
{
	struct text t = text_over(a->view.list.foot, sizeof a->view.list.foot);

	text_add(&t, s);
}

/* --- what if --- */

static void do_what_if(struct app *a, const struct target *target)
{
	app_pop(a);
	app_act(a, &target->action);
}

static void add_what_if(struct app *a, const struct action *action)
{
	struct consequence c;
	char line[400], what[SEND_TEXT_MAX * 4 + 64];
	struct text w = text_over(what, sizeof what), t = text_over(line, sizeof line);

	consequence_of(&c, session_world(a->player.session), action, a->view.lang, a->view.ascii, WORDS_W);
	if (c.refusal != REFUSED_NOT)
		return;
	action_write(&w, action);
	text_addf(&t, "%-*s %s", ACTION_W, what, c.words);
	uint8_t look = action->kind == ACT_CALL ? (action->host == HOST_CLIENT ? LOOK_CLIENT : LOOK_SERVER)
						: LOOK_PLAIN;
	app_list_add(a, look, 0, line)->action = *action;
}

void app_what_if(struct app *a)
{
	const struct net *net = &session_world(a->player.session)->net;
	struct view *v = &a->view;
	uint8_t side = v->side;

	app_list_begin(a, OVERLAY_WHAT_IF, do_what_if);
	title(a, message(MSG_IF_TITLE, v->lang));
	foot(a, message(MSG_IF_FOOT, v->lang));
	for (uint32_t i = 0; i < net->count && i < 8; i++) {
		struct action d = action_pick(ACT_DELIVER, net->flights[i].id);

		add_what_if(a, &d);
		d = action_pick(ACT_DROP, net->flights[i].id);
		add_what_if(a, &d);
	}
	add_what_if(a, &(struct action){ .kind = ACT_WAIT_NEXT });
	for (uint8_t host = 0; host < HOSTS; host++) {
		v->side = host;
		app_calls_list(a);
		for (size_t i = 0; i < v->calls_used; i++)
			if (v->calls[i].refusal == REFUSED_NOT && v->calls[i].error == ERR_NONE)
				add_what_if(a, &v->calls[i].action);
	}
	v->side = side;
	app_calls_list(a);
	if (v->list.used == 0) {
		app_list_add(a, LOOK_QUIET, 0, message(MSG_IF_NONE, v->lang));
		v->list.choose = false;
	}
}

/* --- hints --- */

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
	case ACT_COUNT:
		break;
	}
	return MSG_HINT_NETWORK;
}

static void do_hint(struct app *a, const struct target *target)
{
	(void)target; /* every line stands for the same action */
	app_pop(a);
	app_act(a, &a->hint.next);
}

/* Lists the hint, as far as its degree allows. */
static void tell_hint(struct app *a)
{
	const struct world *w = session_world(a->player.session);
	const struct hint *h = &a->hint;
	enum lang lang = a->view.lang;
	char line[600], action[SEND_TEXT_MAX * 4 + 64];
	struct text t = text_over(line, sizeof line), x = text_over(action, sizeof action);
	struct consequence c;
	uint8_t host;
	enum message thought = thought_of(&h->next, w, &host);

	app_list_begin(a, OVERLAY_HINT, h->degree >= 3 ? do_hint : NULL);
	title(a, message(MSG_HINT_TITLE, lang));
	if (thought == MSG_HINT_CALL || thought == MSG_HINT_ARRIVE)
		text_addf(&t, message(thought, lang), host_word(host, lang));
	else
		text_add(&t, message(thought, lang));
	app_list_add(a, LOOK_PLAIN, 0, line);
	if (h->degree >= 2) {
		consequence_of(&c, w, &h->next, lang, a->view.ascii, WORDS_W);
		text_clear(&t);
		if (c.rule != RULE_NONE)
			text_addf(&t, message(MSG_HINT_RULE, lang), rule_text(c.rule, lang));
		else
			text_add(&t, message(MSG_HINT_NO_RULE, lang));
		app_list_add(a, LOOK_RULE, 0, line);
		if (c.rule != RULE_NONE)
			app_list_add(a, LOOK_QUIET, 0, rule_source(c.rule));
	}
	if (h->degree >= 3) {
		action_write(&x, &h->next);
		text_clear(&t);
		text_addf(&t, message(MSG_HINT_ACTION, lang), action);
		app_list_add(a, LOOK_STRONG, GL_PROMPT, line);
		a->view.list.at = a->view.list.used - 1;
		text_clear(&t);
		text_addf(&t, message(MSG_HINT_LEFT, lang), h->left);
		app_list_add(a, LOOK_QUIET, 0, line);
	}
	foot(a, message(h->degree >= 3 ? MSG_HINT_FOOT_DO : MSG_HINT_FOOT_MORE, lang));
}

static void tell_instead(struct app *a, const char *s)
{
	app_list_begin(a, OVERLAY_HINT, NULL);
	title(a, message(MSG_HINT_TITLE, a->view.lang));
	app_list_add(a, LOOK_PLAIN, 0, s);
	a->hint.degree = 3; /* there is nothing more to show */
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

/* Keeps the next action of the stored solution; returns false if the student has
 * diverged from it. */
static bool take_solution(struct app *a, const struct statement *goal)
{
	const struct session *s = a->player.session;
	size_t at = session_at(s) - player_goal_actions(&a->player), left = 0;
	bool found = false;

	for (size_t i = 0; i < goal->solution_used; i++) {
		const struct statement *st = &goal->solution[i];

		if (st->kind != ST_ACTION)
			continue;
		if (at < session_at(s)) {
			if (!action_same(session_action(s, at++), &st->action))
				return false;
			continue;
		}
		if (left++ == 0)
			a->hint.next = st->action;
		found = true;
	}
	a->hint.left = (unsigned)left;
	return found;
}

static void hint_for_goal(struct app *a, const struct statement *goal)
{
	struct hint *h = &a->hint;
	struct path p = { .from = session_world(a->player.session), .goals = h->goals, .states_max = a->states_most };
	size_t states;

	h->goals_used = 0;
	for (size_t i = 0; i < goal->reach_used && h->goals_used < 8; i++)
		h->goals[h->goals_used++] = goal->reach[i].predicate;
	p.goals_used = h->goals_used;
	h->degree = 1;
	if (take_solution(a, goal) || take_way(a, &p, &states))
		tell_hint(a);
	else
		tell_instead(a, message(MSG_HINT_UNDO, a->view.lang));
}

void app_hint_towards(struct app *a, uint8_t host, uint8_t state)
{
	struct hint *h = &a->hint;
	struct path p = { .from = session_world(a->player.session), .goals = h->goals, .states_max = a->states_most };
	size_t states;
	char line[200];
	struct text t = text_over(line, sizeof line);

	if (world_state(p.from, host) == (enum tcp_state)state) {
		tell_instead(a, message(MSG_HINT_HERE, a->view.lang));
		return;
	}
	h->goals[0] = (struct predicate){ .kind = PRED_STATE, .host = host, .state = state };
	h->goals_used = p.goals_used = 1;
	h->degree = 3;
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
	a->hint.degree = 0;
	text_addf(&t, message(MSG_HINT_PICK, a->view.lang), host_name(a->view.side));
	title(a, line);
	foot(a, message(MSG_HINT_PICK_FOOT, a->view.lang));
	enum tcp_state now = world_state(session_world(a->player.session), a->view.side);
	for (enum tcp_state s = TCPS_CLOSED; s < TCPS_COUNT; s++) {
		app_list_add(a, s == now ? LOOK_QUIET : LOOK_PLAIN, s == now ? GL_POINTER : 0, state_name(s))->id = s;
		if (s == now)
			a->view.list.at = s;
	}
}

void app_hint(struct app *a)
{
	const struct statement *goal = mode_facts(a->view.mode)->student_acts ? player_goal(&a->player) : NULL;

	if (a->view.overlay == OVERLAY_HINT) {
		if (a->hint.degree == 1 || a->hint.degree == 2) {
			a->hint.degree++;
			tell_hint(a);
		}
		return;
	}
	if (goal && !player_goal_reached(&a->player))
		hint_for_goal(a, goal);
	else if (a->view.pane == PANE_CLIENT || a->view.pane == PANE_SERVER) {
		uint8_t host = a->view.pane == PANE_CLIENT ? HOST_CLIENT : HOST_SERVER;

		a->view.side = host;
		app_hint_towards(a, host, a->view.pointed[host]);
	} else {
		pick_state(a);
	}
}

/* --- arrows --- */

static bool first_of_its_kind(size_t edge)
{
	for (size_t i = 0; i < edge; i++)
		if (state_edges[i].from == state_edges[edge].from && state_edges[i].to == state_edges[edge].to)
			return false;
	return true;
}

/* Adds all events that lead along an arrow: "rcv FIN; ABORT". */
static void ways_of(struct text *t, size_t edge)
{
	size_t n = 0;

	for (size_t i = edge; i < state_edges_count; i++) {
		if (state_edges[i].from != state_edges[edge].from || state_edges[i].to != state_edges[edge].to)
			continue;
		text_addf(t, "%s%s", n++ > 0 ? "; " : "", state_edges[i].event);
	}
}

void app_arrows(struct app *a)
{
	struct view *v = &a->view;
	struct coverage c = session_coverage_all(a->player.session);
	int all = 0, walked[HOSTS] = { 0, 0 };
	char line[200];
	struct text t = text_over(line, sizeof line);

	app_list_begin(a, OVERLAY_ARROWS, app_arrow_choose);
	for (size_t i = 0; i < state_edges_count; i++) {
		bool both = (c.edges[0] & c.edges[1]) >> i & 1;
		char mark[2][8];

		if (!first_of_its_kind(i))
			continue;
		for (int h = 0; h < HOSTS; h++) {
			bool was = (c.edges[h] >> i & 1) != 0;

			walked[h] += was;
			mark[h][utf8_put(mark[h], glyph_of(was ? GL_CHECK : GL_DOT, v->ascii))] = '\0';
		}
		text_clear(&t);
		text_addf(&t, "%s %s  %-12s %s %-12s  ", mark[0], mark[1], state_name(state_edges[i].from),
			  v->ascii ? "->" : "→", state_name(state_edges[i].to));
		ways_of(&t, i);
		app_list_add(a, both ? LOOK_GOOD : LOOK_PLAIN, 0, line)->id = (uint32_t)i;
		all++;
	}
	text_clear(&t);
	text_addf(&t, message(MSG_ARROWS_TITLE, v->lang), walked[0], walked[1], all);
	title(a, line);
	text_clear(&t);
	text_addf(&t, message(MSG_ARROWS_FOOT, v->lang), host_word(v->side, v->lang));
	foot(a, line);
}

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
	a->hint.degree = 3;
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
