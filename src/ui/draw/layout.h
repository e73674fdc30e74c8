/* Where each panel is, for a screen's size. Every size has a layout. Called by
 * screen_draw. */
#ifndef TCPSTEP_UI_DRAW_LAYOUT_H
#define TCPSTEP_UI_DRAW_LAYOUT_H

#include "ui/draw/canvas.h"

enum layout_kind {
	LAYOUT_LINES, /* smaller than 36x11: lines of text, no panels */
	LAYOUT_MINI,  /* from 36x11, such as 40x12: one diagram without arrows between the rows */
	LAYOUT_STACK, /* narrow but tall: one diagram, everything else below */
	LAYOUT_ONE,   /* from 52x16, such as 65x17: one diagram, everything else to its right */
	LAYOUT_BOTH,  /* from 78x22, such as 80x24: both diagrams */
	LAYOUT_SIDE,  /* from 119x21, such as 119x23: the same, and a column for text and variables */
	LAYOUT_ROOMY, /* from 98x27, such as 100x30: both diagrams, the variables next to the text */
	LAYOUT_WIDE,  /* from 118x30, such as 120x40: labelled arrows, the ladder, the sockets */
	LAYOUT_HUGE,  /* from 156x40, such as 160x50: three columns, the text and the ladder between the hosts */
	LAYOUT_COUNT
};

/* A panel whose rect has w or h 0 is not on this screen. */
struct layout {
	enum layout_kind kind;
	struct rect header, names;
	struct rect diagram[2]; /* client, server; with one diagram both have the same place */
	struct rect wire;
	struct rect buffers[2], timers[2], gap; /* gap: between the two timers */
	struct rect story, lesson;              /* lesson: its own column; without it, story shows the narration */
	struct rect ladder, tcb, sockets;
	struct rect about[2]; /* LAYOUT_HUGE: what the host's state means */
	struct rect script, keys;
	struct rect column; /* a vertical rule, w 1; LAYOUT_MINI: numbers next to the diagram */
	struct rect edge;   /* LAYOUT_HUGE: the rule left of the right column */
};

/* Returns the layout for a screen of w columns and h rows. */
struct layout layout_for(int w, int h);

#endif
