/* An exercise: what is to be reached, its conditions in words, how many of them hold, what
 * was done so far. It stays visible from the first moment to the last. */
#include "ui/panel/panels.h"

#include "ui/draw/box.h"
#include "ui/tell/condition.h"
#include "ui/tell/messages.h"

enum { CONDITION_MAX = 256, MARK_W = 2, STORY_MIN = 2, STORY_HEADED = 5 };

struct goal_words {
	const struct statement *goal;
	const char *text;
	char status[96]; /* "1 of 2 · actions: 3" */
};

static struct goal_words words_of(const struct view *v)
{
	struct goal_words w = { .goal = player_goal(v->player) };
	const struct block *b = statement_block(w.goal, v->lang);
	struct text t = text_over(w.status, sizeof w.status);
	size_t hold = 0;
	char dot[8];

	w.text = b && b->text ? b->text : "";
	for (size_t i = 0; i < w.goal->reach_used; i++)
		hold += player_reached(v->player, i);
	dot[utf8_put(dot, glyph_of(GL_DOT, v->ascii))] = '\0';
	text_addf(&t, message(MSG_GOAL_HOLD, v->lang), hold, w.goal->reach_used);
	text_addf(&t, " %s ", dot);
	goal_actions_tell(&t, v->player, v->lang);
	return w;
}

/* Draws "Goal: TEXT" from line `skip`; returns where it ended. */
static struct flow draw_text(struct canvas *c, struct rect in, const struct view *v, const char *text, int skip)
{
	struct flow f = { .r = in, .skip = skip };

	canvas_flow(c, &f, LOOK_TITLE, message(MSG_PLAIN_GOAL, v->lang));
	canvas_flow(c, &f, LOOK_TITLE, ": ");
	canvas_flow(c, &f, LOOK_STRONG, text);
	return f;
}

/* Draws a condition, with a mark that shows whether it holds; returns its lines. */
static int draw_condition(struct canvas *c, struct rect r, const struct view *v, const struct statement *goal, size_t i)
{
	char line[CONDITION_MAX];
	struct text t = text_over(line, sizeof line);
	bool holds = player_reached(v->player, i);
	struct rect words = { r.x + MARK_W, r.y, r.w - MARK_W, r.h };

	condition_tell(&t, &goal->reach[i].predicate, v->lang);
	if (r.h > 0)
		canvas_put(c, r.x, r.y, glyph_of(holds ? GL_CHECK : GL_EMPTY, v->ascii),
			   holds ? LOOK_GOOD : LOOK_QUIET);
	return canvas_wrap(c, words, holds ? LOOK_GOOD : LOOK_PLAIN, line);
}

static int width_of(const struct view *v, const struct statement *goal, size_t i)
{
	char line[CONDITION_MAX];
	struct text t = text_over(line, sizeof line);

	condition_tell(&t, &goal->reach[i].predicate, v->lang);
	return MARK_W + (int)text_width(line);
}

/* A line of items side by side, in r, which may have several rows. */
struct places {
	struct rect r;
	int x, y;
};

/* Makes room for an item of this width, and for `more` columns after it; false: there is
 * none. */
static bool row_fits(struct places *row, int w, int more)
{
	int x = row->x > 0 ? row->x + 2 : 0, y = row->y;

	if (x > 0 && x + w > row->r.w) {
		x = 0;
		y++;
	}
	if (y >= row->r.h || x + w > row->r.w || (y + 1 == row->r.h && x + w + more > row->r.w))
		return false;
	row->x = x;
	row->y = y;
	return true;
}

/* Draws the status and the conditions side by side; if they do not all fit, those that
 * do not hold yet, and the key that lists them all. Returns whether all that do not hold fit. */
static bool draw_row(struct canvas *c, struct rect r, const struct view *v, const struct goal_words *w,
		     const char *status)
{
	struct places all = { .r = r }, row = { .r = r };
	bool fits = true, whole = true;
	const char *more = message(MSG_GOAL_LIST, v->lang);
	int more_w = 2 + (int)text_width(more), status_w = (int)text_width(status);

	if (r.h < 1)
		return false;
	if (status_w > 0 && row_fits(&row, status_w, 0)) {
		canvas_text(c, r.x, r.y, r.w, LOOK_QUIET, status);
		row.x = all.x = status_w;
	}
	for (size_t i = 0; i < w->goal->reach_used && fits; i++) {
		int width = width_of(v, w->goal, i);

		fits = row_fits(&all, width, 0);
		all.x += width;
	}
	for (size_t i = 0; i < w->goal->reach_used && whole; i++) {
		int width = width_of(v, w->goal, i);

		if (!fits && player_reached(v->player, i))
			continue;
		whole = row_fits(&row, width, fits ? 0 : more_w);
		if (!whole)
			break;
		draw_condition(c, (struct rect){ r.x + row.x, r.y + row.y, width, 1 }, v, w->goal, i);
		row.x += width;
	}
	if (!fits && row_fits(&row, more_w - 2, 0))
		canvas_text(c, r.x + row.x, r.y + row.y, more_w - 2, LOOK_KEY, more);
	return whole;
}

/* Draws each condition on lines of its own; with r.h 0 it only measures. Returns the lines. */
static int draw_list(struct canvas *c, struct rect r, const struct view *v, const struct goal_words *w)
{
	int y = 0;

	for (size_t i = 0; i < w->goal->reach_used; i++) {
		struct rect at = { r.x, r.y + y, r.w, r.h > y ? r.h - y : 0 };

		y += draw_condition(c, at, v, w->goal, i);
	}
	return y;
}

/* Draws the conditions in r, each on a line of its own if they fit, else side by side. Of the
 * rows below r they take as many as they need, at most `more`. Returns the rows used. */
static int draw_conditions(struct canvas *c, struct rect r, const struct view *v, const struct goal_words *w,
			   const char *status, int more)
{
	int head = status[0] != '\0', list = draw_list(c, (struct rect){ r.x, r.y, r.w, 0 }, v, w) + head;

	if (list <= r.h) {
		r.h = list;
		canvas_text(c, r.x, r.y, r.w, LOOK_QUIET, status);
		draw_list(c, (struct rect){ r.x, r.y + head, r.w, r.h - head }, v, w);
	} else {
		while (!draw_row(c, r, v, w, status) && more-- > 0)
			canvas_fill(c, (struct rect){ r.x, r.y, r.w, ++r.h }, ' ', LOOK_PLAIN);
	}
	panel_strong_states(c, r);
	return r.h;
}

/* Draws what happened below the goal. */
static void draw_happened(struct canvas *c, struct rect r, const struct view *v)
{
	if (r.h >= STORY_HEADED) {
		r.y++;
		r.h--;
		r = panel_heading(c, r, message(MSG_PANEL_STORY, v->lang), v->ascii);
	}
	panel_sentence(c, r, v);
}

void panel_goal(struct canvas *c, struct rect r, const struct view *v, bool alone)
{
	struct rect in = { r.x + 1, r.y, r.w - 2, r.h };
	struct goal_words w = words_of(v);
	int status_w = (int)text_width(w.status);

	if (r.h < 1 || r.w < 4)
		return;
	struct flow f = draw_text(c, (struct rect){ in.x, in.y, in.w, 0 }, v, w.text, 0);
	int lines = f.y + 1, skip = lines > in.h ? panel_scroll(v->scroll, lines, in.h) : 0;
	bool beside = lines <= in.h && f.x + 2 + status_w <= in.w;
	draw_text(c, in, v, w.text, skip);
	if (lines > in.h)
		panel_more(c, r, skip, lines, v->ascii);
	if (lines >= in.h)
		return;
	if (beside)
		canvas_text(c, in.x + in.w - status_w, in.y + f.y, status_w, LOOK_QUIET, w.status);
	/* before the first action, what happened is no part of the exercise */
	bool acted = player_goal_actions(v->player) > 0 || alone;
	int room = in.h - lines;
	int story = alone || !acted ? 0 : room > STORY_MIN ? STORY_MIN : room - 1;
	struct rect rest = { in.x, in.y + lines, in.w, room - story };
	rest.h = draw_conditions(c, rest, v, &w, beside ? "" : w.status, story > 1 ? 1 : 0);
	int below = rest.y + rest.h;
	size_t back = view_dead_end(v);
	if (back > 0 && below < in.y + in.h) { /* the last row */
		char line[160];
		struct text t = text_over(line, sizeof line);

		text_addf(&t, message(message_for(back, MSG_GOAL_DEAD_END_ONE, MSG_GOAL_DEAD_END), v->lang), back);
		int rows = canvas_wrap(c, (struct rect){ in.x, in.y, in.w, 0 }, LOOK_WARN, line);
		in.h -= rows < in.y + in.h - below ? rows : in.y + in.h - below;
		canvas_wrap(c, (struct rect){ in.x, in.y + in.h, in.w, rows }, LOOK_WARN, line);
	}
	if (!alone && (acted || in.y + in.h - below >= STORY_HEADED))
		draw_happened(c, (struct rect){ r.x, below, r.w, in.y + in.h - below }, v);
}
