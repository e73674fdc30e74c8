/* A question with its choices, and the feedback to its answer. */
#include "ui/panel/panels.h"

#include <string.h>

#include "ui/tell/messages.h"
#include "ui/draw/box.h"

enum { BAR_W = 10, COUNT_W = 5, BAR_FROM_W = 44 /* columns from which there is room for bars */ };

/* Returns the votes on a question that are to be shown; NULL: none. */
static const uint32_t *votes_of(const struct view *v, const struct statement *st, size_t *n)
{
	if (v->mode == MODE_TEACH) {
		*n = v->room.choices;
		return v->room.shown && *n > 0 ? v->room.votes : NULL;
	}
	*n = st->votes_used;
	return *n > 0 && view_answer_stands(v) ? st->votes : *n > 0 && question_is_open(st) ? st->votes : NULL;
}

/* Returns the columns that the votes take at the right. */
static int votes_w(const struct view *v, int w)
{
	const struct statement *st = player_now(v->player);
	size_t n;

	if (!st || !votes_of(v, st, &n))
		return 0;
	return w < BAR_FROM_W ? COUNT_W : COUNT_W + BAR_W + 1;
}

/* Draws how many have chosen choice i. */
static void draw_votes(struct canvas *c, struct rect r, int y, const struct view *v, size_t i)
{
	size_t n;
	const uint32_t *votes = votes_of(v, player_now(v->player), &n);
	uint64_t all = 0, mine = votes && i < n ? votes[i] : 0;
	int full;

	for (size_t k = 0; votes && k < n; k++)
		all += votes[k];
	if (!votes || i >= n || y < 0 || y >= r.h)
		return;
	full = all > 0 ? (int)((mine * BAR_W + all / 2) / all) : 0;
	canvas_textf(c, r.x + r.w - COUNT_W, r.y + y, COUNT_W, LOOK_STRONG, "%5u", (unsigned)mine);
	for (int k = 0; k < BAR_W && r.w >= BAR_FROM_W; k++)
		canvas_put(c, r.x + r.w - COUNT_W - BAR_W + k, r.y + y,
			   glyph_of(k < full ? GL_FULL : GL_EMPTY, v->ascii), k < full ? LOOK_STRONG : LOOK_QUIET);
}

/* Draws a choice: its number, a mark and its text; returns the lines of the text. */
static int draw_choice(struct canvas *c, struct rect r, int y, const struct view *v, const struct choice *choice, int i)
{
	bool over = view_answer_stands(v);
	bool chosen = v->player->answered == i, pointed = !over && v->choice == i;
	bool told = over && choice->right;
	uint8_t look = chosen && !over ? LOOK_STRONG : chosen && !told ? LOOK_WARN : told ? LOOK_GOOD : LOOK_PLAIN;
	struct rect text = { r.x + 6, r.y + y, r.w - 6 - votes_w(v, r.w), r.h - y };
	int lines = canvas_wrap(c, text, pointed ? LOOK_SELECTED : look, choice->text);

	if (y < 0 || y >= r.h)
		return lines;
	canvas_tag(c, (struct rect){ r.x, r.y + y, r.w, lines < r.h - y ? lines : r.h - y },
		   tag_of(TAG_ITEM, (unsigned)i));
	enum glyph mark = chosen && over && !told ? GL_LOST
			  : told                  ? GL_CHECK
			  : chosen || pointed     ? GL_RADIO_ON
						  : GL_RADIO;
	canvas_put(c, r.x, r.y + y, pointed ? glyph_of(GL_POINTER, v->ascii) : ' ', LOOK_STRONG);
	canvas_textf(c, r.x + 2, r.y + y, 2, LOOK_KEY, "%d", i + 1);
	canvas_put(c, r.x + 4, r.y + y, glyph_of(mark, v->ascii), look);
	draw_votes(c, r, y, v, (size_t)i);
	return lines;
}

/* Draws the question into r, or only measures it if r.h is 0; returns its lines. */
static int draw_ask(struct canvas *c, struct rect r, const struct view *v, const struct block *b)
{
	int y = canvas_wrap(c, r, LOOK_STRONG, b->text ? b->text : "");

	for (size_t i = 0; i < b->choices_used; i++) {
		struct rect at = r;

		if (y >= r.h)
			at.h = 0;
		y += draw_choice(c, at, y, v, &b->choices[i], (int)i);
	}
	struct rect rest = { r.x, r.y + y, r.w, r.h > y ? r.h - y : 0 };
	struct flow f = { .r = rest };
	if (!view_answer_stands(v) && v->mode == MODE_TEACH) {
		char line[96];
		struct text t = text_over(line, sizeof line);

		if (!v->room.served)
			return y;
		text_addf(&t, message(MSG_CLASS_ANSWERED, v->lang), v->room.answered, v->room.connected);
		canvas_flow(c, &f, LOOK_QUIET, line);
	} else if (!view_answer_stands(v)) {
		if (v->player->answered < 0)
			return y;
		canvas_flow(c, &f, LOOK_QUIET, message(MSG_ASK_CHOSEN, v->lang));
	} else if (v->player->answered >= 0 && (size_t)v->player->answered < b->choices_used) {
		const struct choice *answer = &b->choices[v->player->answered];

		canvas_flow(c, &f, answer->right ? LOOK_GOOD : LOOK_WARN,
			    message(answer->right ? MSG_ASK_RIGHT : MSG_ASK_WRONG, v->lang));
		f.gap = true;
		canvas_flow(c, &f, LOOK_PLAIN, answer->feedback ? answer->feedback : "");
	}
	f.gap = f.x > 0;
	canvas_flow(c, &f, LOOK_PLAIN, view_answer_stands(v) && b->because ? b->because : "");
	return y + f.y + (f.x > 0 ? 1 : 0);
}

int panel_ask(struct canvas *c, struct rect room, int text_h, struct rect screen, const struct view *v, int *end)
{
	const struct statement *st = player_now(v->player);
	struct rect in = { room.x + 1, room.y, room.w - 2, 0 };

	*end = 0;
	if (!st || st->kind != ST_ASK)
		return screen.h;
	const struct block *b = statement_block(st, v->lang);
	if (!b)
		return screen.h;
	int needed = draw_ask(c, in, v, b) + 1;

	if (room.h > 1 && room.w > 20 && needed <= room.h) {
		room.h = needed > text_h ? needed : text_h;
		canvas_fill(c, room, ' ', LOOK_PLAIN);
		in = panel_heading(c, room, message(MSG_ASK_TITLE, v->lang), v->ascii);
	} else {
		in = (struct rect){ screen.x + 1, 0, screen.w - 2, 0 };
		int lines = draw_ask(c, in, v, b) + 1;
		if (lines > screen.h)
			lines = screen.h;
		struct rect sheet = { screen.x, screen.y + screen.h - lines, screen.w, lines };
		canvas_fill(c, sheet, ' ', LOOK_PLAIN);
		in = panel_heading(c, sheet, message(MSG_ASK_TITLE, v->lang), v->ascii);
	}
	canvas_tag(c, in, TAG_NONE);
	in.x++;
	in.w -= 2;
	draw_ask(c, in, v, b);
	panel_strong_states(c, in);
	*end = in.y + in.h;
	return in.y - 1;
}
