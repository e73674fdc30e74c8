/* Frames, headings and scroll marks. Called by the panels only. */
#include "ui/draw/box.h"

#include <string.h>

#include "engine/states.h"
#include "ui/draw/style.h"

struct rect panel_box(struct canvas *c, struct rect r, const char *title, bool ascii)
{
	int right = r.x + r.w - 1, bottom = r.y + r.h - 1;
	struct rect top = { r.x, r.y, r.w, 1 }, foot = { r.x, bottom, r.w, 1 };

	canvas_fill(c, r, ' ', LOOK_PLAIN);
	canvas_tag(c, r, TAG_NONE);
	if (r.w < 8 || r.h < 4)
		return r;
	canvas_fill(c, top, glyph_of(GL_H, ascii), LOOK_PLAIN);
	canvas_fill(c, foot, glyph_of(GL_H, ascii), LOOK_PLAIN);
	for (int y = r.y + 1; y < bottom; y++) {
		canvas_put(c, r.x, y, glyph_of(GL_V, ascii), LOOK_PLAIN);
		canvas_put(c, right, y, glyph_of(GL_V, ascii), LOOK_PLAIN);
	}
	canvas_put(c, r.x, r.y, glyph_of(GL_TL, ascii), LOOK_PLAIN);
	canvas_put(c, right, r.y, glyph_of(GL_TR, ascii), LOOK_PLAIN);
	canvas_put(c, r.x, bottom, glyph_of(GL_BL, ascii), LOOK_PLAIN);
	canvas_put(c, right, bottom, glyph_of(GL_BR, ascii), LOOK_PLAIN);
	canvas_textf(c, r.x + 2, r.y, r.w - 4, LOOK_TITLE, " %s ", title);
	return (struct rect){ r.x + 2, r.y + 1, r.w - 4, r.h - 2 };
}

struct rect panel_side_box(struct canvas *c, struct rect screen, int lines, bool of_client)
{
	enum { SIDE_W = 30 }; /* of a diagram */
	int w = screen.w < SIDE_BOX_W ? screen.w : SIDE_BOX_W, h = lines + 2 < screen.h ? lines + 2 : screen.h;
	int x = of_client ? screen.x + SIDE_W : screen.x + screen.w - SIDE_W - w;

	if (screen.w < SIDE_W + w)
		x = of_client ? screen.x + screen.w - w : screen.x;
	if (screen.w > 100)
		x = screen.x + (screen.w - w) / 2;
	struct rect box = { x, screen.y + (screen.h > h ? 1 : 0), w, h };
	canvas_fill(c, (struct rect){ x - 1, box.y, w + 2, h }, ' ', LOOK_PLAIN);
	return box;
}

struct rect panel_heading(struct canvas *c, struct rect r, const char *title, bool ascii)
{
	struct rect line = { r.x, r.y, r.w, 1 };

	canvas_fill(c, line, glyph_of(GL_H, ascii), LOOK_QUIET);
	canvas_textf(c, r.x + 1, r.y, r.w - 2, LOOK_TITLE, " %s ", title);
	return (struct rect){ r.x, r.y + 1, r.w, r.h - 1 };
}

void panel_rule(struct canvas *c, struct rect r, bool ascii)
{
	canvas_fill(c, r, glyph_of(GL_V, ascii), LOOK_QUIET);
}

static bool in_name(uint32_t ch)
{
	return (ch >= 'A' && ch <= 'Z') || (ch >= '0' && ch <= '9') || ch == '-';
}

void panel_strong_states(struct canvas *c, struct rect r)
{
	for (int y = r.y; y < r.y + r.h && y < c->h; y++) {
		struct cell *row = &c->cells[(size_t)y * (size_t)c->w];

		for (int x = r.x; x < r.x + r.w && x < c->w; x++) {
			char word[16];
			int n = 0;

			while (x + n < c->w && n < 15 && in_name(row[x + n].c)) {
				word[n] = (char)row[x + n].c;
				n++;
			}
			word[n] = '\0';
			for (enum tcp_state s = TCPS_CLOSED; n > 5 && s < TCPS_COUNT; s++) {
				if (strcmp(state_name(s), word) != 0)
					continue;
				canvas_look(c, (struct rect){ x, y, n, 1 }, LOOK_STRONG);
				break;
			}
			x += n;
		}
	}
}

int panel_scroll(int wanted, int lines, int h)
{
	int most = lines > h ? lines - h : 0;

	return wanted < 0 ? 0 : wanted < most ? wanted : most;
}

void panel_more(struct canvas *c, struct rect r, int skip, int lines, bool ascii)
{
	if (r.h < 1 || r.w < 1)
		return;
	if (lines - r.h > c->scroll_most) {
		c->scroll_most = lines - r.h;
		c->scroll_page = r.h;
	}
	if (skip > 0)
		canvas_put(c, r.x + r.w - 1, r.y, glyph_of(GL_ARROW_U, ascii), LOOK_KEY);
	if (lines - skip > r.h)
		canvas_put(c, r.x + r.w - 1, r.y + r.h - 1, glyph_of(GL_ARROW_D, ascii), LOOK_KEY);
}
