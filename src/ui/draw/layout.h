/* Which panel stands where, for a screen's size. Draws nothing; screen_draw
 * calls it. Every size has a layout: none is refused. */
#ifndef TCPSTEP_UI_DRAW_LAYOUT_H
#define TCPSTEP_UI_DRAW_LAYOUT_H

#include "ui/draw/canvas.h"

enum layout_kind {
	LAYOUT_LINES, /* smaller than 36x11: a line a thing */
	LAYOUT_MINI,  /* from 36x11, as 40x12: one diagram without arrows between the rows */
	LAYOUT_STACK, /* narrow but tall: one diagram, all else beneath */
	LAYOUT_ONE,   /* from 52x16, as 65x17: one diagram, all else beside it */
	LAYOUT_BOTH,  /* from 78x22, as 80x24 */
	LAYOUT_SIDE,  /* from 119x21, as 119x23: that, and a column for text and variables */
	LAYOUT_ROOMY, /* from 98x27, as 100x30: both, the variables beside the text */
	LAYOUT_WIDE,  /* from 118x30, as 120x40: arrows with their labels, the ladder, sockets */
	LAYOUT_HUGE,  /* from 156x40, as 160x50: and the lesson's text as a column */
	LAYOUT_COUNT
};

/* A rect with w or h 0: not on this screen. */
struct layout {
	enum layout_kind kind;
	struct rect header, names;
	struct rect diagram[2]; /* client, server; one diagram: both the same place */
	struct rect wire;
	struct rect buffers[2], timers[2], gap; /* gap: between the two timers */
	struct rect story, lesson;              /* lesson: a column of its own; else told in story */
	struct rect ladder, tcb, sockets;
	struct rect script, keys;
	struct rect column; /* a vertical rule, w 1; LAYOUT_MINI: numbers beside the diagram */
	struct rect edge;   /* LAYOUT_HUGE: the rule before the text column */
};

struct layout layout_for(int w, int h);

#endif
