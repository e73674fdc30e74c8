/* Mouse clicks. A click selects something, or means a command, which is returned for
 * app to perform. The tags of the last drawn canvas tell what was clicked. */
#include "ui/app/app_core.h"
#include "ui/app/commands.h"

static const struct command *command_at(unsigned i)
{
	return i < commands_count ? &commands[i] : NULL;
}

/* Returns a command if it has a meaning here, else NULL. */
static const struct command *here(const struct app *a, enum command_id id)
{
	return command_here(id, view_context(&a->view));
}

/* Answers the question with the clicked choice. In a list, selects the clicked line,
 * or acts on it if it is selected already. */
static const struct command *click_item(struct app *a, unsigned i)
{
	struct view *v = &a->view;
	enum command_id act = CMD_NONE;
	size_t *at = NULL, used = 0;

	switch (view_context(v)) {
	case CTX_ASK:
		if (view_answer_stands(v))
			return NULL;
		a->key = '1' + i;
		return here(a, CMD_ANSWER);
	case CTX_MENU:
		act = CMD_OPEN;
		at = &v->item;
		used = v->items_used;
		break;
	case CTX_CALLS:
		act = CMD_CHOOSE;
		at = &v->call;
		used = v->calls_used;
		break;
	case CTX_LIST:
		act = CMD_GO;
		at = &v->list.at;
		used = v->list.used;
		break;
	case CTX_LESSON:
	case CTX_FREE:
	case CTX_LINE:
	case CTX_READ:
	case CTX_CARD:
	case CTX_LADDER:
	case CTX_FORGE:
		return NULL;
	}
	if (i >= used)
		return NULL;
	if (*at == i)
		return here(a, act);
	*at = i;
	return NULL;
}

static const struct command *click_rung(struct app *a, unsigned from_newest)
{
	size_t rows = ladder_log_rows(a->view.ladder);
	size_t i = rows - 1 - from_newest;

	if (from_newest >= rows)
		return NULL;
	if (a->view.overlay == OVERLAY_LADDER && a->view.rung != i)
		a->view.rung = i;
	else if (a->view.overlay == OVERLAY_LADDER)
		return here(a, CMD_GO);
	else
		app_goto(a, session_trail(a->player.session, ladder_log_step(a->view.ladder, i) + 1));
	return NULL;
}

static const struct command *click_state(struct app *a, unsigned which)
{
	uint8_t host = which / 16 == HOST_CLIENT ? HOST_CLIENT : HOST_SERVER, state = which % 16;
	struct view *v = &a->view;

	if (state >= TCPS_COUNT)
		return NULL;
	if (v->overlay == OVERLAY_ASK) {
		app_answer_state(a, state);
		return NULL;
	}
	bool again = v->pane == (host == HOST_CLIENT ? PANE_CLIENT : PANE_SERVER) && v->pointed[host] == state;
	v->side = host;
	v->pane = host == HOST_CLIENT ? PANE_CLIENT : PANE_SERVER;
	v->pointed[host] = state;
	return again ? here(a, CMD_STATE) : NULL;
}

static const struct command *click_segment(struct app *a, unsigned i)
{
	const struct net *net = &session_world(a->player.session)->net;

	if (i >= net->count)
		return NULL;
	a->view.pane = PANE_WIRE;
	if (a->view.selected == net->flights[i].id)
		return here(a, CMD_INSPECT);
	a->view.selected = net->flights[i].id;
	return NULL;
}

static void click_socket(struct app *a, unsigned which)
{
	uint8_t host = which / 64 == HOST_CLIENT ? HOST_CLIENT : HOST_SERVER;
	const struct host *h = &session_world(a->player.session)->hosts[host];

	if (which % 64 < h->high && h->slots[which % 64].used)
		app_focus_on(a, host, &h->slots[which % 64]);
}

const struct command *app_click(struct app *a)
{
	unsigned tag = a->canvas ? canvas_tag_at(a->canvas, a->mouse_x, a->mouse_y) : 0, which = tag & TAG_MOST;
	const struct command *c = command_at(which);
	bool bare = a->view.overlay == OVERLAY_NONE;

	app_quiet(a);
	switch ((enum tag)(tag >> 12)) {
	case TAG_NONE:
		return NULL;
	case TAG_COMMAND:
		a->key = '1'; /* for CMD_ANSWER */
		return c;
	case TAG_STATE:
		if (bare || a->view.overlay == OVERLAY_ASK)
			return click_state(a, which);
		return NULL;
	case TAG_SIDE:
		if (bare)
			a->view.side = which == HOST_CLIENT ? HOST_CLIENT : HOST_SERVER;
		return NULL;
	case TAG_SEGMENT:
		if (bare)
			return click_segment(a, which);
		return NULL;
	case TAG_RUNG:
		if (bare || a->view.overlay == OVERLAY_LADDER)
			return click_rung(a, which);
		return NULL;
	case TAG_SOCKET:
		if (bare || a->view.overlay == OVERLAY_NUMBERS)
			click_socket(a, which);
		return NULL;
	case TAG_ITEM:
		return click_item(a, which);
	case TAG_CLOSE:
		return bare ? NULL : here(a, CMD_ESCAPE);
	}
	return NULL;
}
