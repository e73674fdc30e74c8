/* The glossary overlay. */
#include "ui/panel/panels.h"

#include "lesson/glossary.h"
#include "ui/draw/box.h"
#include "ui/tell/messages.h"

enum { TWO_COLUMNS_FROM = 112, GUTTER = 3 };

static void next_line(struct flow *f)
{
	f->y++;
	f->x = 0;
	f->gap = false;
}

/* Draws a term, y lines below the top of r; returns the lines needed, with an empty one
 * at the end. */
static int draw_term(struct canvas *c, struct rect r, int y, const struct term *term, const struct view *v)
{
	enum lang lang = v->lang;
	char line[256];
	struct text t = text_over(line, sizeof line);
	struct flow f = { .r = r, .y = y > 0 ? y : 0, .skip = y < 0 ? -y : 0 };
	int top = f.y;

	term_heading(&t, term, lang);
	canvas_flow(c, &f, LOOK_TITLE, line);
	next_line(&f);
	canvas_flow(c, &f, LOOK_PLAIN, term->meaning[lang]);
	next_line(&f);
	text_clear(&t);
	term_source(&t, term, view_lesson_title(v, term->lesson), lang);
	canvas_flow(c, &f, LOOK_QUIET, line);
	return f.y + 2 - top;
}

/* Draws the terms that have `typed` in a name; those from line break_at on, if it is not 0, in the second column.
 * Returns the lines of the longer column. */
static int draw_terms(struct canvas *c, const struct rect column[2], int break_at, int skip, const struct view *v,
		      const char *typed)
{
	int y[2] = { 0, 0 };

	for (size_t i = 0; i < glossary_count; i++) {
		if (!term_matches(&glossary[i], typed))
			continue;
		bool second = break_at > 0 && y[0] >= break_at;

		y[second] += draw_term(c, column[second], y[second] - skip, &glossary[i], v);
	}
	return y[0] > y[1] ? y[0] : y[1];
}

void panel_glossary(struct canvas *c, struct rect screen, const struct view *v)
{
	bool two = screen.w >= TWO_COLUMNS_FROM;
	const char *typed = v->overlay == OVERLAY_TERM ? v->input : v->term;
	char title[160];
	struct text t = text_over(title, sizeof title);

	int w = two ? (screen.w - 4 - GUTTER) / 2 : screen.w - 4;
	const struct rect measure[2] = { { 0, 0, w, 0 }, { 0, 0, w, 0 } };
	int break_at = two ? (draw_terms(c, measure, 0, 0, v, typed) + 1) / 2 : 0;
	int lines = draw_terms(c, measure, break_at, 0, v, typed) - 1;

	text_add(&t, message(MSG_GLOSSARY_TITLE, v->lang));
	if (*typed)
		text_addf(&t, ": %s", typed);
	struct rect in = panel_box(c, screen, title, v->ascii);
	const struct rect column[2] = { { in.x, in.y, w, in.h }, { in.x + w + GUTTER, in.y, w, in.h } };
	if (lines < 0) {
		text_clear(&t);
		text_addf(&t, message(MSG_PLAIN_NO_TERM, v->lang), typed);
		canvas_wrap(c, in, LOOK_QUIET, title);
		return;
	}
	int skip = panel_scroll(v->scroll, lines, in.h);

	draw_terms(c, column, break_at, skip, v, typed);
	panel_more(c, (struct rect){ in.x, in.y, in.w + 1, in.h }, skip, lines, v->ascii);
}
