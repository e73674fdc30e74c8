/* Called by screen_draw on screens large enough, and ladder_log_… by app. */
#include "ui/panel_ladder.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "engine/format.h"
#include "ui/messages.h"
#include "ui/panel_box.h"

/* What a line of the ladder needs of a row. */
struct rung {
	size_t step; /* index of the session's step */
	vtime time_ms;
	uint32_t id;
	uint8_t kind, actor, from, timer;
	uint8_t state[HOSTS];
	char text[64];
};

struct ladder_log {
	struct rung *rungs;
	size_t used, size;
	struct action *actions; /* of the steps that the rungs tell of */
	size_t steps, actions_size;
	struct config config;
	const struct session *session;
	/* for a replay */
	struct world world;
	struct trace trace;
};

struct ladder_log *ladder_log_new(void)
{
	return mem_new(1, sizeof(struct ladder_log));
}

void ladder_log_free(struct ladder_log *log)
{
	if (log == NULL)
		return;
	free(log->rungs);
	free(log->actions);
	free(log);
}

static void add_row(struct ladder_log *log, size_t step, const struct row *row)
{
	log->rungs = mem_grow(log->rungs, log->used, &log->size, sizeof *log->rungs);
	struct rung *rung = &log->rungs[log->used++];
	*rung = (struct rung){ .step = step,
			       .time_ms = row->time_ms,
			       .id = row->id,
			       .kind = row->kind,
			       .actor = row->actor,
			       .from = row->segment.from,
			       .timer = row->timer };
	memcpy(rung->state, row->state, sizeof rung->state);
	struct text t = text_over(rung->text, sizeof rung->text);
	if (row->has_segment != 0) {
		text_addf(&t, "#%u %s", row->id, segment_flags_name(row->segment.flags));
		if (row->segment.len > 0)
			text_addf(&t, " %u", row->segment.len);
	} else {
		format_detail(&t, row);
	}
}

static void sink(void *to, const struct row *row)
{
	struct ladder_log *log = to;
	add_row(log, log->steps, row);
}

static void note_action(struct ladder_log *log, const struct action *a)
{
	log->actions = mem_grow(log->actions, log->steps, &log->actions_size, sizeof *log->actions);
	log->actions[log->steps++] = *a;
}

static void replay(struct ladder_log *log, const struct session *s)
{
	log->used = log->steps = 0;
	world_init(&log->world, session_config(s));
	trace_init(&log->trace, sink, log);
	for (size_t i = 0; i < session_at(s); i++) {
		world_apply(&log->world, session_action(s, i), &log->trace);
		note_action(log, session_action(s, i));
	}
}

void ladder_log_sync(struct ladder_log *log, const struct session *s)
{
	size_t at = session_at(s), same = 0;
	bool fits = log->session == s && memcmp(&log->config, session_config(s), sizeof log->config) == 0;
	while (fits && same < log->steps && same < at && action_same(&log->actions[same], session_action(s, same)))
		same++;
	log->session = s;
	log->config = *session_config(s);
	log->steps = same;
	while (log->used > 0 && log->rungs[log->used - 1].step >= same)
		log->used--;
	if (at == same)
		return;
	if (at != same + 1) {
		replay(log, s);
		return;
	}
	size_t n;
	const struct row *rows = session_rows(s, &n);
	for (size_t i = 0; i < n; i++)
		add_row(log, same, &rows[i]);
	note_action(log, session_action(s, same));
}

/* Columns: time, the client's state, what crosses, the server's. */
enum { TIME_W = 10, STATE_W = 13 };

static void draw_crossing(struct canvas *c, int x, int y, int w, const struct rung *rung, bool ascii)
{
	bool right = rung->from == HOST_CLIENT, lost = rung->kind == ROW_LOSE, arrives = rung->kind == ROW_ARRIVE;
	uint8_t look = lost ? LOOK_WARN : right ? LOOK_CLIENT : LOOK_SERVER;
	int text_w = (int)text_width(rung->text) + 2;
	int text_at = (w - text_w) / 2, before = right ? text_at : w - text_at - text_w; /* from its side */
	int line_w = arrives ? w : before + text_w + 2;
	if (line_w > w)
		line_w = w;
	/* what is sent leaves its side, what arrives ends at the other one */
	int from = right ? x : x + w - 1, step = right ? 1 : -1;
	int begin = arrives ? before - 2 : 0;
	for (int i = begin < 0 ? 0 : begin; i < line_w; i++)
		canvas_put(c, from + step * i, y, glyph_of(GL_H, ascii),
			   lost      ? LOOK_WARN
			   : arrives ? look
				     : LOOK_QUIET);
	enum glyph head = lost ? GL_LOST : right ? GL_ARROW_R : GL_ARROW_L;
	canvas_put(c, from + step * (line_w - 1), y, glyph_of(head, ascii), look);
	canvas_textf(c, x + text_at, y, text_w, look, " %s ", rung->text);
}

static void draw_rung(struct canvas *c, struct rect r, int y, const struct rung *rung, const struct rung *before,
		      const struct view *v)
{
	char clock[32];
	struct text t = text_over(clock, sizeof clock);
	format_clock(&t, rung->time_ms);
	bool newest = rung->step + 1 == session_at(v->player->session);
	if (before == NULL || before->time_ms != rung->time_ms)
		canvas_text(c, r.x, y, TIME_W, LOOK_QUIET, clock);
	int x = r.x + TIME_W, mid = x + STATE_W, mid_w = r.w - TIME_W - 2 * STATE_W, right = mid + mid_w;
	for (uint8_t host = 0; host < HOSTS; host++) {
		enum tcp_state was = before != NULL ? (enum tcp_state)before->state[host] : TCPS_CLOSED;
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
	int w = (int)text_width(rung->text);
	if (w > mid_w - 2)
		w = mid_w - 2;
	uint8_t look = rung->kind == ROW_CALL ? LOOK_PLAIN : rung->kind == ROW_TIMER ? LOOK_TIMER : LOOK_QUIET;
	canvas_text(c, rung->actor == HOST_CLIENT ? mid + 1 : right - 1 - w, y, w, look, rung->text);
}

static void draw_log(struct canvas *c, struct rect r, const struct ladder_log *log, const struct view *v)
{
	if (log->used == 0) {
		canvas_text(c, r.x + 1, r.y, r.w - 2, LOOK_QUIET, message(MSG_LADDER_EMPTY, v->lang));
		return;
	}
	size_t rows = (size_t)r.h, first = log->used > rows ? log->used - rows : 0;
	for (size_t i = first; i < log->used; i++)
		draw_rung(c, r, r.y + (int)(i - first), &log->rungs[i], i > 0 ? &log->rungs[i - 1] : NULL, v);
}

void panel_ladder(struct canvas *c, struct rect r, const struct view *v)
{
	if (r.h < 2 || r.w < 48)
		return;
	struct rect in = panel_heading(c, r, message(MSG_PANEL_LADDER, v->lang), v->ascii);
	in.x++;
	in.w -= 2;
	if (v->ladder != NULL) {
		draw_log(c, in, v->ladder, v);
		return;
	}
	struct ladder_log *log = ladder_log_new();
	ladder_log_sync(log, v->player->session);
	draw_log(c, in, log, v);
	ladder_log_free(log);
}
