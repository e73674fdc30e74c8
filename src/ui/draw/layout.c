/* The layouts, each designed for a range of sizes. The extra room of a larger screen
 * goes to another panel instead of staying empty. */
#include "ui/draw/layout.h"

#include "ui/draw/shapes.h"

static struct rect at(int x, int y, int w, int h)
{
	return (struct rect){ x, y, w > 0 ? w : 0, h > 0 ? h : 0 };
}

/* Returns a layout with the header at the top, and the script line and keys at the
 * bottom. */
static struct layout framed(enum layout_kind kind, int w, int h)
{
	return (struct layout){
		.kind = kind,
		.header = at(0, 0, w, 1),
		.names = at(0, 1, w, 1),
		.script = at(0, h - 2, w, 1),
		.keys = at(0, h - 1, w, 1),
	};
}

/* Places both diagrams with the wire between them, and the buffers and timers below,
 * in columns [0, w) from row 1; returns the row below. */
static int picture(struct layout *l, int w, int diagram_w, int diagram_h)
{
	int y = 2, half = (w - 2) / 2;

	l->names = at(0, 1, w, 1);
	l->diagram[0] = at(0, y, diagram_w, diagram_h);
	l->diagram[1] = at(w - diagram_w, y, diagram_w, diagram_h);
	l->wire = at(diagram_w, y, w - 2 * diagram_w, diagram_h);
	y += diagram_h;
	l->buffers[0] = at(0, y, half, 2);
	l->buffers[1] = at(w - half, y, half, 2);
	y += 2;
	l->timers[0] = at(0, y, half, 1);
	l->timers[1] = at(w - half, y, half, 1);
	l->gap = at(half, y, w - 2 * half, 1);
	return y + 1;
}

static struct layout both(int w, int h)
{
	struct layout l = framed(LAYOUT_BOTH, w, h);
	int y = picture(&l, w, DIAGRAM_W, DIAGRAM_H);
	int rows = h - 2 - y;

	l.story = at(0, y, w, rows);
	if (rows >= 11) { /* a taller screen has the ladder too, then the tables */
		l.story.h = 5;
		l.ladder = at(0, y + 5, w, rows - 5);
	}
	if (rows >= 26) {
		int tcb_w = (w - 1) / 2;

		l.ladder.h -= 10;
		l.tcb = at(0, h - 12, tcb_w, 10);
		l.column = at(tcb_w, h - 12, 1, 10);
		l.sockets = at(tcb_w + 1, h - 12, w - tcb_w - 1, 10);
	}
	return l;
}

/* Returns a layout for 119x23: too low for a story below, wide enough for one at the
 * side. */
static struct layout side(int w, int h)
{
	struct layout l = framed(LAYOUT_SIDE, w, h);
	int main_w = w - 39;

	if (main_w > 96)
		main_w = 96;
	int y = picture(&l, main_w, DIAGRAM_W, DIAGRAM_H);
	int x = main_w + 1, column_w = w - x, rows = h - 3, tcb_h = 10;
	l.column = at(main_w, 1, 1, h - 3);
	l.story = at(x, 1, column_w, rows - tcb_h);
	l.tcb = at(x, 1 + rows - tcb_h, column_w, tcb_h);
	l.ladder = at(0, y, main_w, h - 2 - y);
	return l;
}

static struct layout roomy(int w, int h)
{
	struct layout l = framed(LAYOUT_ROOMY, w, h);
	int y = picture(&l, w, DIAGRAM_W, DIAGRAM_H);
	int rows = h - 2 - y, tcb_w = 38;

	l.story = at(0, y, w - tcb_w - 2, rows);
	l.tcb = at(w - tcb_w, y, tcb_w, rows);
	l.column = at(w - tcb_w - 1, y, 1, rows);
	if (rows >= 14) {
		l.story.h = 6;
		l.ladder = at(0, y + 6, l.story.w, rows - 6);
	}
	if (rows >= 15) {
		l.tcb.h = 10;
		l.sockets = at(l.tcb.x, y + 10, tcb_w, rows - 10);
	}
	return l;
}

/* Places the panels below the picture, in columns [x, w) and `rows` rows from y. */
static void lower_panels(struct layout *l, int x, int w, int y, int rows)
{
	int tcb_w = w >= 120 ? 40 : 38;
	int left = w - tcb_w - 1;
	int story_h = rows >= 18 ? 7 : rows >= 13 ? 6 : rows;

	if (rows < 9) {
		l->story = at(x, y, w, rows);
		return;
	}
	l->column = at(x + left, y, 1, rows);
	l->tcb = at(x + left + 1, y, tcb_w, rows);
	if (rows >= 13) {
		l->tcb.h = rows >= 16 ? 10 : 9;
		l->sockets = at(x + left + 1, y + l->tcb.h, tcb_w, rows - l->tcb.h);
	}
	l->story = at(x, y, left, story_h);
	l->ladder = at(x, y + story_h, left, rows - story_h);
}

static struct layout wide(int w, int h)
{
	struct layout l = framed(LAYOUT_WIDE, w, h);
	int y = picture(&l, w, LABELS_W, LABELS_H);

	lower_panels(&l, 0, w, y, h - 2 - y);
	return l;
}

/* Returns a layout in three columns: at the sides the hosts, each with its diagram, and below it
 * what its state means and a table; between them the wire, the text next to it, and the ladder. */
static struct layout huge(int w, int h)
{
	enum { TABLE_H = 11, ABOUT_MOST = 20, STORY_H = 7, LESSON_H = 8, SPREAD_W = 140 };
	struct layout l = framed(LAYOUT_HUGE, w, h);
	int side = w >= 190 ? LABELS_W + 4 : LABELS_W, right = w - side, below = 2 + LABELS_H + 3;
	int rows = h - 2 - below, about_h = rows - TABLE_H < ABOUT_MOST ? rows - TABLE_H : ABOUT_MOST;
	int x = side + 1, middle = w - 2 * side - 2, wire_h = h >= 56 ? 12 : h >= 46 ? 9 : 7;
	int y = 2 + wire_h;

	if (about_h < 8)
		about_h = 0;
	l.diagram[0] = at(0, 2, side, LABELS_H);
	l.diagram[1] = at(right, 2, side, LABELS_H);
	l.wire = at(side, 2, w - 2 * side, wire_h);
	for (int host = 0; host < 2; host++) {
		int left = host == 0 ? 0 : right;

		l.buffers[host] = at(left, 2 + LABELS_H, side, 2);
		l.timers[host] = at(left, 2 + LABELS_H + 2, side, 1);
		l.about[host] = at(left, below, side, about_h);
	}
	l.tcb = at(0, below + about_h, side, rows - about_h);
	l.sockets = at(right, below + about_h, side, rows - about_h);
	l.column = at(side, below - 3, 1, rows + 3);
	l.edge = at(right - 1, below - 3, 1, rows + 3);
	if (middle >= SPREAD_W) { /* lines of more than 100 columns are hard to read */
		l.story = at(x, y, middle / 2, LESSON_H);
		l.lesson = at(x + middle / 2, y, middle - middle / 2, LESSON_H);
		y += LESSON_H;
	} else {
		l.story = at(x, y, middle, STORY_H);
		l.lesson = at(x, y + STORY_H, middle, LESSON_H);
		y += STORY_H + LESSON_H;
	}
	l.ladder = at(x, y, middle, h - 2 - y);
	return l;
}

/* Returns a layout for 65x17. */
static struct layout one(int w, int h)
{
	struct layout l = framed(LAYOUT_ONE, w, h);
	int foot = h >= 17 ? 2 : 1;
	int x = DIAGRAM_W + 1, side_w = w - x, y = 2;
	int rows = h - foot - 2;
	int wire_h = rows >= 20 ? 9 : 4;

	if (foot == 1)
		l.script = at(0, 0, 0, 0);
	l.diagram[0] = l.diagram[1] = at(0, 2, DIAGRAM_W, DIAGRAM_H);
	l.wire = at(x, y, side_w, wire_h);
	y += wire_h;
	l.buffers[0] = l.buffers[1] = at(x, y, side_w, 2);
	l.timers[0] = l.timers[1] = at(x, y + 2, side_w, 1);
	y += 3;
	if (h >= 2 + DIAGRAM_H + 4 + foot) {
		int below = h - foot - 2 - DIAGRAM_H;

		l.story = at(0, 2 + DIAGRAM_H, w, below >= 14 ? 8 : below);
		if (below >= 14)
			l.ladder = at(0, 2 + DIAGRAM_H + 8, w, below - 8);
	} else {
		l.story = at(x, y, side_w, h - foot - y);
	}
	return l;
}

/* Returns a layout for 40x24, such as a telephone held upright. */
static struct layout stack(int w, int h)
{
	struct layout l = framed(LAYOUT_STACK, w, h);

	l.diagram[0] = l.diagram[1] = at((w - DIAGRAM_W) / 2, 2, DIAGRAM_W, DIAGRAM_H);
	int y = 2 + DIAGRAM_H, rows = h - 2 - y;
	int wire_h = rows >= 12 ? rows - 7 : 2;
	if (wire_h > 8)
		wire_h = 8;
	l.wire = at(0, y, w, wire_h);
	y += wire_h;
	if (rows >= 9) {
		l.buffers[0] = l.buffers[1] = at(0, y, w, 2);
		l.timers[0] = l.timers[1] = at(0, y + 2, w, 1);
		y += 3;
	}
	l.story = at(0, y, w, h - 2 - y);
	return l;
}

/* Returns a layout for 40x12. */
static struct layout mini(int w, int h)
{
	struct layout l = framed(LAYOUT_MINI, w, h);

	l.script = at(0, 0, 0, 0);
	l.header = at(0, 0, 0, 0);
	l.names = at(0, 0, w, 1);
	l.diagram[0] = l.diagram[1] = at(0, 1, DIAGRAM_W, TINY_H);
	l.wire = at(0, 1 + TINY_H, w, 1);
	l.story = at(0, 2 + TINY_H, w, h - 3 - TINY_H);
	l.column = at(DIAGRAM_W, 1, w - DIAGRAM_W, TINY_H);
	return l;
}

struct layout layout_for(int w, int h)
{
	if (w < 36 || h < 11)
		return (struct layout){ .kind = LAYOUT_LINES, .story = at(0, 0, w, h) };
	if (w >= 156 && h >= 40)
		return huge(w, h);
	if (w >= 118 && h >= 30)
		return wide(w, h);
	if (w >= 98 && h >= 27)
		return roomy(w, h);
	if (w >= 119 && h >= 21)
		return side(w, h);
	if (w >= 78 && h >= 22)
		return both(w, h);
	if (w >= 52 && h >= 16)
		return one(w, h);
	if (h >= 20)
		return stack(w, h);
	return mini(w, h);
}
