/* Looks ahead without acting: what each action would lead to; and looks back at the arrows
 * that were walked. Called by app. */
#include <string.h>

#include "language/format.h"
#include "language/verbs.h"
#include "ui/app/app_core.h"
#include "ui/tell/consequence.h"

enum { ACTION_W = 24, WORDS_W = 49 };

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
	app_list_title(a, message(MSG_IF_TITLE, v->lang));
	app_list_foot(a, message(MSG_IF_FOOT, v->lang));
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
	app_list_title(a, line);
	text_clear(&t);
	text_addf(&t, message(MSG_ARROWS_FOOT, v->lang), host_word(v->side, v->lang));
	app_list_foot(a, line);
}
