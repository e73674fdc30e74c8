/* The time-sequence diagram, as a panel of large screens and as an overlay. */
#include "ui/panel/panels.h"

#include <string.h>

#include "language/format.h"
#include "ui/app/ladder_log.h"
#include "ui/draw/box.h"
#include "ui/tell/messages.h"
#include "ui/tell/story.h"

/* Columns: time, the client's state, the events, the server's state. */
enum { TIME_W = 10, STATE_W = 13, NARROW_W = 60 };

static void draw_crossing(struct canvas *c, int x, int y, int w, const struct rung *rung, bool ascii)
{
	bool right = rung->from == HOST_CLIENT, lost = rung->kind == ROW_LOSE, arrives = rung->kind == ROW_ARRIVE;
	uint8_t look = lost ? LOOK_WARN : right ? LOOK_CLIENT : LOOK_SERVER;
	int text_w = (int)text_width(rung->text) + 2;
	/* before: cells between the sender and the text */
	int text_at = (w - text_w) / 2, before = right ? text_at : w - text_at - text_w;
	int line_w = arrives ? w : before + text_w + 2;
	int begin = arrives ? before - 2 : 0;
	enum glyph head = lost ? GL_LOST : right ? GL_ARROW_R : GL_ARROW_L;

	if (line_w > w)
		line_w = w;
	/* a sent segment starts at its sender, an arriving one ends at its receiver */
	int from = right ? x : x + w - 1, step = right ? 1 : -1;
	for (int i = begin < 0 ? 0 : begin; i < line_w; i++)
		canvas_put(c, from + step * i, y, glyph_of(GL_H, ascii),
			   lost      ? LOOK_WARN
			   : arrives ? look
				     : LOOK_QUIET);
	canvas_put(c, from + step * (line_w - 1), y, glyph_of(head, ascii), look);
	canvas_textf(c, x + text_at, y, text_w, look, " %s ", rung->text);
}

/* Draws a row as one text, if there is no room for columns:
 * "00:00.050 > #1 SYN  SYN-RECEIVED". */
static void draw_narrow(struct canvas *c, struct rect r, int y, const struct rung *rung, const struct rung *before,
			const struct view *v)
{
	char clock[32], line[128];
	struct text t = text_over(clock, sizeof clock), all = text_over(line, sizeof line);
	char way[8] = "", arrow[8];
	struct text a = text_over(way, sizeof way);
	bool crosses = rung->kind == ROW_SEND || rung->kind == ROW_ARRIVE || rung->kind == ROW_FORGE;
	bool right = rung->from == HOST_CLIENT;

	story_clock(&t, rung->time_ms, TIME_W - 1);
	arrow[utf8_put(arrow, glyph_of(right ? GL_ARROW_R : GL_ARROW_L, v->ascii))] = '\0';
	text_add(&a, rung->kind == ROW_LOSE ? "x" : crosses ? arrow : rung->actor == HOST_CLIENT ? "c" : "s");
	text_addf(&all, "%s %s", way, rung->text);
	for (uint8_t host = 0; host < HOSTS; host++) {
		enum tcp_state was = before ? (enum tcp_state)before->state[host] : TCPS_CLOSED;

		if (rung->state[host] != was)
			text_addf(&all, "  %s", state_name((enum tcp_state)rung->state[host]));
	}
	int w = (int)text_width(line), x = r.x;
	if ((!before || before->time_ms != rung->time_ms) && w + TIME_W <= r.w)
		canvas_text(c, x, y, TIME_W, LOOK_QUIET, clock);
	x += w + TIME_W <= r.w ? TIME_W : 0;
	canvas_text(c, x, y, r.x + r.w - x, crosses ? (right ? LOOK_CLIENT : LOOK_SERVER) : LOOK_PLAIN, line);
}

static void draw_rung(struct canvas *c, struct rect r, int y, const struct rung *rung, const struct rung *before,
		      const struct view *v)
{
	char clock[32];
	struct text t = text_over(clock, sizeof clock);
	int x = r.x + TIME_W, mid = x + STATE_W, mid_w = r.w - TIME_W - 2 * STATE_W, right = mid + mid_w;

	if (r.w < NARROW_W) {
		draw_narrow(c, r, y, rung, before, v);
		return;
	}
	story_clock(&t, rung->time_ms, TIME_W - 1);
	bool newest = rung->step + 1 == session_at(v->player->session);
	if (!before || before->time_ms != rung->time_ms)
		canvas_text(c, r.x, y, TIME_W, LOOK_QUIET, clock);
	for (uint8_t host = 0; host < HOSTS; host++) {
		enum tcp_state was = before ? (enum tcp_state)before->state[host] : TCPS_CLOSED;
		const char *name = state_name((enum tcp_state)rung->state[host]);
		bool changed = rung->state[host] != was;
		uint8_t look = newest ? LOOK_EDGE : LOOK_STRONG;
		int at = host == HOST_CLIENT ? mid - 1 - (int)strlen(name) : right + 1;

		if (changed)
			canvas_text(c, at, y, STATE_W, look, name);
		else
			canvas_put(c, host == HOST_CLIENT ? mid - 1 : right, y, glyph_of(GL_V, v->ascii), LOOK_QUIET);
	}
	switch ((enum row_kind)rung->kind) {
	case ROW_SEND:
	case ROW_ARRIVE:
	case ROW_LOSE:
	case ROW_FORGE:
		draw_crossing(c, mid + 1, y, mid_w - 2, rung, v->ascii);
		return;
	case ROW_CALL:
	case ROW_RETURN:
	case ROW_TIMER:
		break;
	}
	/* a long text goes on over the other host's column, if nothing changed there */
	uint8_t other = host_other(rung->actor);
	bool same = rung->state[other] == (before ? (enum tcp_state)before->state[other] : TCPS_CLOSED);
	int w = (int)text_width(rung->text), room = mid_w - 2 + (same ? STATE_W : 0);
	if (w > room)
		w = room;
	uint8_t look = rung->kind == ROW_CALL ? LOOK_PLAIN : rung->kind == ROW_TIMER ? LOOK_TIMER : LOOK_QUIET;
	canvas_text(c, rung->actor == HOST_CLIENT ? mid + 1 : right - 1 - w, y, w, look, rung->text);
}

static void draw_log(struct canvas *c, struct rect r, const struct ladder_log *log, const struct view *v)
{
	if (ladder_log_rows(log) == 0) {
		canvas_text(c, r.x + 1, r.y, r.w - 2, LOOK_QUIET, message(MSG_LADDER_EMPTY, v->lang));
		return;
	}
	size_t rows = (size_t)r.h, first = ladder_log_rows(log) > rows ? ladder_log_rows(log) - rows : 0;
	for (size_t i = first; i < ladder_log_rows(log); i++) {
		struct rect line = { r.x, r.y + (int)(i - first), r.w, 1 };

		draw_rung(c, r, line.y, ladder_log_rung(log, i), i > 0 ? ladder_log_rung(log, i - 1) : NULL, v);
		canvas_tag(c, line, tag_of(TAG_RUNG, (unsigned)(ladder_log_rows(log) - 1 - i)));
	}
}

static void draw_selected(struct canvas *c, struct rect r, const struct ladder_log *log, const struct view *v)
{
	size_t rows = (size_t)r.h, at = v->rung < ladder_log_rows(log) ? v->rung : ladder_log_rows(log) - 1;
	size_t first = at >= rows / 2 ? at - rows / 2 : 0;

	if (first + rows > ladder_log_rows(log))
		first = ladder_log_rows(log) > rows ? ladder_log_rows(log) - rows : 0;
	for (size_t i = first; i < ladder_log_rows(log) && i - first < rows; i++) {
		struct rect line = { r.x, r.y + (int)(i - first), r.w, 1 };

		draw_rung(c, r, line.y, ladder_log_rung(log, i), i > 0 ? ladder_log_rung(log, i - 1) : NULL, v);
		if (i == at) {
			canvas_look(c, line, LOOK_SELECTED);
			canvas_put(c, r.x - 1, line.y, glyph_of(GL_POINTER, v->ascii), LOOK_STRONG);
		}
		canvas_tag(c, line, tag_of(TAG_RUNG, (unsigned)(ladder_log_rows(log) - 1 - i)));
	}
	panel_more(c, (struct rect){ r.x, r.y, r.w + 1, r.h }, (int)first, (int)ladder_log_rows(log), v->ascii);
}

void panel_ladder_all(struct canvas *c, struct rect screen, const struct view *v)
{
	char title[64];
	struct text t = text_over(title, sizeof title);

	text_addf(&t, message(MSG_LADDER_TITLE, v->lang), v->ladder ? ladder_log_rows(v->ladder) : 0);
	struct rect in = panel_box(c, screen, title, v->ascii);
	if (!v->ladder || ladder_log_rows(v->ladder) == 0)
		canvas_text(c, in.x, in.y, in.w, LOOK_QUIET, message(MSG_LADDER_EMPTY, v->lang));
	else
		draw_selected(c, in, v->ladder, v);
}

void panel_ladder(struct canvas *c, struct rect r, const struct view *v)
{
	if (r.h < 2 || r.w < 48)
		return;
	struct rect in = panel_heading(c, r, message(MSG_PANEL_LADDER, v->lang), v->ascii);
	in.x++;
	in.w -= 2;
	if (v->ladder) {
		draw_log(c, in, v->ladder, v);
		return;
	}
	struct ladder_log *log = ladder_log_new();
	ladder_log_sync(log, v->player->session);
	draw_log(c, in, log, v);
	ladder_log_free(log);
}
