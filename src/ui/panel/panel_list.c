/* The list overlays. app fills in view.list. */
#include "ui/panel/panels.h"

#include "ui/draw/box.h"
#include "ui/draw/style.h"

enum { BOX_W = 80, MARK_W = 2 };

/* Returns the lines that s needs in a column of width w. */
static int height_of(struct canvas *c, int w, const char *s)
{
	return canvas_wrap(c, (struct rect){ 0, 0, w, 0 }, 0, s);
}

/* Reports whether s fits in one line; otherwise it is wrapped, and its columns
 * are lost. */
static bool fits(const char *s, int w)
{
	return (int)text_width(s) <= w;
}

static int line_height(struct canvas *c, int w, const struct view *v, size_t i)
{
	const char *s = v->list.lines[i].text;

	return fits(s, w) ? 1 : height_of(c, w, s);
}

static void draw_line(struct canvas *c, struct rect r, const struct view *v, size_t i)
{
	const struct list_line *line = &v->list.lines[i];
	bool pointed = v->list.choose && i == v->list.at;
	uint8_t look = pointed ? LOOK_SELECTED : line->look;
	uint32_t mark = pointed      ? glyph_of(GL_POINTER, v->ascii)
			: line->mark ? glyph_of((enum glyph)line->mark, v->ascii)
				     : ' ';

	canvas_put(c, r.x, r.y, mark, LOOK_STRONG);
	if (fits(line->text, r.w - MARK_W))
		canvas_text(c, r.x + MARK_W, r.y, r.w - MARK_W, look, line->text);
	else
		canvas_wrap(c, (struct rect){ r.x + MARK_W, r.y, r.w - MARK_W, r.h }, look, line->text);
	canvas_tag(c, r, tag_of(TAG_ITEM, (unsigned)i));
}

/* Returns the first visible line: of a list to choose from, such that line `wanted` is
 * visible, of a text `wanted` itself, if the lines after it fill the box. */
static size_t first_line(struct canvas *c, struct rect in, const struct view *v, size_t wanted)
{
	size_t first = wanted;
	int used = 0;

	if (first >= v->list.used)
		first = v->list.used > 0 ? v->list.used - 1 : 0;
	if (!v->list.choose) {
		for (size_t i = v->list.used; i-- > first;)
			used += line_height(c, in.w - MARK_W, v, i);
		while (first > 0 && used + line_height(c, in.w - MARK_W, v, first - 1) <= in.h)
			used += line_height(c, in.w - MARK_W, v, --first);
		return first;
	}
	used = v->list.used > 0 ? line_height(c, in.w - MARK_W, v, first) : 0;
	while (first > 0 && used + line_height(c, in.w - MARK_W, v, first - 1) <= in.h)
		used += line_height(c, in.w - MARK_W, v, --first);
	return first;
}

void panel_list(struct canvas *c, struct rect screen, const struct view *v)
{
	const struct list *l = &v->list;
	int w = screen.w < BOX_W ? screen.w : BOX_W, lines = 0;
	int inner = w - 4, foot = l->foot[0] != '\0' ? height_of(c, inner, l->foot) : 0;

	for (size_t i = 0; i < l->used; i++)
		lines += line_height(c, inner - MARK_W, v, i);
	int h = lines + foot + 2 + (foot > 0 ? 1 : 0);
	if (h > screen.h)
		h = screen.h;
	struct rect box = { screen.x + (screen.w - w) / 2, screen.y + (screen.h > h ? 1 : 0), w, h };
	struct rect in = panel_box(c, box, l->title, v->ascii);
	if (foot > 0 && in.h > foot + 2) {
		canvas_wrap(c, (struct rect){ in.x, in.y + in.h - foot, in.w, foot }, LOOK_QUIET, l->foot);
		in.h -= foot + 1;
	}
	size_t first = first_line(c, in, v, l->choose ? l->at : (size_t)v->scroll), i = first;
	for (int y = in.y; i < l->used && y < in.y + in.h; i++) {
		int n = line_height(c, in.w - MARK_W, v, i);
		int room = in.y + in.h - y;

		draw_line(c, (struct rect){ in.x, y, in.w, n < room ? n : room }, v, i);
		y += n;
	}
	if (first > 0)
		panel_more(c, (struct rect){ in.x, in.y, in.w + 1, in.h }, 1, 0, v->ascii);
	if (i < l->used)
		panel_more(c, (struct rect){ in.x, in.y, in.w + 1, in.h }, 0, in.h + 1, v->ascii);
	if (!l->choose)
		c->scroll_most = l->used > 0 ? (int)first_line(c, in, v, l->used - 1) : 0;
	if ((v->overlay == OVERLAY_HINT || v->overlay == OVERLAY_GOAL) && !v->list.choose)
		panel_strong_states(c, in);
}
