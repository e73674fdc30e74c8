/* What a click does: a key's button, a state, a segment, a row, a line. Each
 * cell of the canvas last drawn says what stands there. Called by app. */
#include <string.h>

#include "ui/app/app_core.h"
#include "ui/app/keymap.h"

static const struct command *command_at(unsigned i)
{
	return i < commands_count ? &commands[i] : NULL;
}

/* A choice of the question is answered; a line of a list that is selected
 * already is taken, any other is selected: twice acts. */
static void click_item(struct app *a, unsigned i)
{
	struct view *v = &a->view;
	size_t *at = NULL, used = 0;
	switch (view_context(v)) {
	case CTX_ASK:
		if (v->answered < 0)
			app_key(a, '1' + i);
		return;
	case CTX_MENU:
		at = &v->item;
		used = v->items_used;
		break;
	case CTX_CALLS:
		at = &v->call;
		used = v->calls_used;
		break;
	case CTX_LIST:
		at = &v->list.at;
		used = v->list.used;
		break;
	case CTX_LESSON:
	case CTX_FREE:
	case CTX_LINE:
	case CTX_READ:
	case CTX_LADDER:
	case CTX_FORGE:
		return;
	}
	if (i >= used)
		return;
	if (*at == i)
		app_key(a, K_ENTER);
	*at = i;
}

static void click_rung(struct app *a, unsigned from_newest)
{
	size_t rows = ladder_log_rows(a->view.ladder);
	if (from_newest >= rows)
		return;
	size_t i = rows - 1 - from_newest;
	if (a->view.overlay == OVERLAY_LADDER && a->view.rung != i)
		a->view.rung = i;
	else if (a->view.overlay == OVERLAY_LADDER)
		app_key(a, K_ENTER);
	else
		app_goto(a, session_trail(a->player.session, ladder_log_step(a->view.ladder, i) + 1));
}

static void click_state(struct app *a, unsigned which)
{
	uint8_t host = which / 16 == HOST_CLIENT ? HOST_CLIENT : HOST_SERVER, state = which % 16;
	struct view *v = &a->view;
	if (state >= TCPS_COUNT)
		return;
	if (v->overlay == OVERLAY_ASK) {
		app_answer_state(a, state);
		return;
	}
	bool again = v->pane == (host == HOST_CLIENT ? PANE_CLIENT : PANE_SERVER) && v->pointed[host] == state;
	v->side = host;
	v->pane = host == HOST_CLIENT ? PANE_CLIENT : PANE_SERVER;
	v->pointed[host] = state;
	if (again)
		app_key(a, K_ENTER);
}

static void click_segment(struct app *a, unsigned i)
{
	const struct net *net = &session_world(a->player.session)->net;
	if (i >= net->count)
		return;
	a->view.pane = PANE_WIRE;
	if (a->view.selected == net->flights[i].id)
		app_key(a, 'i');
	a->view.selected = net->flights[i].id;
}

void app_click(struct app *a)
{
	unsigned tag = a->canvas ? canvas_tag_at(a->canvas, a->mouse_x, a->mouse_y) : 0, which = tag & TAG_MOST;
	const struct command *c = command_at(which);
	bool bare = a->view.overlay == OVERLAY_NONE;
	app_quiet(a);
	switch ((enum tag)(tag >> 12)) {
	case TAG_NONE:
		return;
	case TAG_COMMAND:
		if (c)
			app_key(a, c->id == CMD_ANSWER ? '1' : c->keys[0]);
		return;
	case TAG_STATE:
		if (bare || a->view.overlay == OVERLAY_ASK)
			click_state(a, which);
		return;
	case TAG_SIDE:
		if (bare)
			a->view.side = which == HOST_CLIENT ? HOST_CLIENT : HOST_SERVER;
		return;
	case TAG_SEGMENT:
		if (bare)
			click_segment(a, which);
		return;
	case TAG_RUNG:
		if (bare || a->view.overlay == OVERLAY_LADDER)
			click_rung(a, which);
		return;
	case TAG_ITEM:
		click_item(a, which);
		return;
	case TAG_CLOSE:
		if (!bare)
			app_key(a, K_ESC);
		return;
	}
}
