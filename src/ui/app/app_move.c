/* Moves the selection: lines, choices, segments, states, panes, pages of text. Called
 * through app's table of commands. */
#include "language/format.h"
#include "ui/app/app_core.h"
#include "ui/app/focus.h"
#include "ui/draw/shapes.h"

size_t app_moved(size_t at, size_t n, int by)
{
	long to = (long)at + by;

	if (to < 0 || n == 0)
		return 0;
	return (size_t)to < n ? (size_t)to : n - 1;
}

static size_t choices_of(const struct app *a)
{
	const struct statement *st = player_now(&a->player);

	return st && st->kind == ST_ASK ? statement_block(st, a->view.lang)->choices_used : 0;
}

/* Scrolls, but not past the end of the text, which the panel that drew it reported
 * in canvas.scroll_most. */
static void scroll_text(struct view *v, int by)
{
	if (v->scroll > v->scroll_most)
		v->scroll = v->scroll_most;
	v->scroll = (int)app_moved((size_t)v->scroll, LINES_MAX, by);
}

/* Points at the nearest state in a direction of the drawing. A distance across the
 * direction counts more than one along it. */
static void point(struct view *v, int dx, int dy)
{
	uint8_t host = v->pane == PANE_CLIENT ? HOST_CLIENT : HOST_SERVER;
	const struct point *at = shape_compact.state;
	struct point from = at[v->pointed[host]];
	int best = 1 << 20, found = v->pointed[host];

	for (int s = 0; s < TCPS_COUNT; s++) {
		int x = at[s].x - from.x, y = at[s].y - from.y;
		int along = dx * x + dy * y * 3, across = dx != 0 ? (y < 0 ? -y : y) * 6 : (x < 0 ? -x : x);

		if (along <= 0 || along + across >= best)
			continue;
		best = along + across;
		found = s;
	}
	v->pointed[host] = (uint8_t)found;
}

/* Moves up or down by lines in the topmost layer. */
void app_move(struct app *a, int by)
{
	struct view *v = &a->view;

	switch (view_context(v)) {
	case CTX_MENU:
		v->item = app_moved(v->item, v->items_used, by);
		break;
	case CTX_CALLS:
		v->call = app_moved(v->call, v->calls_used, by);
		break;
	case CTX_ASK:
		if (view_answer_stands(v))
			break;
		if (v->pane != PANE_WIRE)
			point(v, 0, by > 0 ? 1 : -1);
		else if (v->choice < 0)
			v->choice = by > 0 ? 0 : (int)choices_of(a) - 1;
		else
			v->choice = (int)app_moved((size_t)v->choice, choices_of(a), by);
		break;
	case CTX_READ:
	case CTX_CARD:
		scroll_text(v, by);
		break;
	case CTX_LIST:
		if (v->list.choose)
			v->list.at = app_moved(v->list.at, v->list.used, by);
		else
			scroll_text(v, by);
		break;
	case CTX_LADDER:
		v->rung = app_moved(v->rung, ladder_log_rows(v->ladder), by);
		break;
	case CTX_LESSON:
	case CTX_FREE:
		if (v->pane == PANE_WIRE)
			app_select(a, by);
		else
			point(v, 0, by > 0 ? 1 : -1);
		break;
	case CTX_LINE:
	case CTX_FORGE:
		break;
	}
}

void app_side(struct app *a, int host)
{
	if (a->view.pane != PANE_WIRE && (a->view.overlay == OVERLAY_NONE || a->view.overlay == OVERLAY_ASK)) {
		point(&a->view, host == HOST_CLIENT ? -1 : 1, 0);
		return;
	}
	a->view.side = (uint8_t)host;
	if (a->view.overlay == OVERLAY_CALLS)
		app_calls_list(a);
}

/* Scrolls by pages. In a step, PgUp and PgDn are the only keys that scroll its text: by what is
 * visible of it, so that no line is passed over. */
void app_scroll(struct app *a, int by)
{
	int page = a->view.scroll_page > 0 && a->view.scroll_page < PAGE ? a->view.scroll_page : PAGE;

	if (app_class_clicks(a, by))
		return;
	if (view_context(&a->view) & (CTX_LESSON | CTX_FREE))
		scroll_text(&a->view, by > 0 ? page : -page);
	else
		app_move(a, by);
}

void app_pane(struct app *a, int by)
{
	struct view *v = &a->view;

	v->pane = (enum pane)(((int)v->pane + by + PANE_COUNT) % PANE_COUNT);
	if (v->pane == PANE_WIRE) {
		app_say(a, false, v->overlay == OVERLAY_ASK ? MSG_PANE_CHOICES : MSG_PANE_WIRE);
		return;
	}
	uint8_t host = v->pane == PANE_CLIENT ? HOST_CLIENT : HOST_SERVER;
	v->side = host;
	v->pointed[host] = (uint8_t)focus_state(v, host);
	app_say(a, false, v->overlay == OVERLAY_ASK ? MSG_PANE_ANSWERS : MSG_PANE_DIAGRAM, host_word(host, v->lang));
}
