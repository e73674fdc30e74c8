/* Where the states and arrows of RFC 9293 figure 5 are on the screen, in three
 * sizes. Geometry only: engine/states says what the arrows mean, panel_diagram draws
 * them, and arrow keys move along them. */
#ifndef TCPSTEP_UI_DRAW_SHAPES_H
#define TCPSTEP_UI_DRAW_SHAPES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/states.h"

/* Columns and rows of the shapes; layout makes room for them. */
enum { DIAGRAM_W = 29, DIAGRAM_H = 13, TINY_H = 7, LABELS_W = 48, LABELS_H = 19 };

struct point {
	int8_t x, y; /* cells from the drawing's corner */
};

enum heading { HEAD_NONE, HEAD_UP, HEAD_DOWN, HEAD_LEFT, HEAD_RIGHT };

enum { SHAPE_POINTS = 5 };

/* One arrow: a line through the points, with its head at the last one. A single
 * point is only a head. State names are drawn over the lines, so a line that
 * starts within a name appears to start at its border. */
struct shape_edge {
	uint8_t from, to; /* enum tcp_state */
	uint8_t head;     /* enum heading; HEAD_NONE: the direction of the last part of the line */
	bool jump;        /* not in the figure (reset, abort): drawn only when it was just taken */
	uint8_t points;
	struct point path[SHAPE_POINTS];
	/* the label: event, then action, in label_h lines; label_w 0: none */
	struct point label;
	int8_t label_w, label_h;
	bool label_right;   /* right-aligned */
	bool label_on_line; /* its first line is drawn on the arrow's line */
};

struct shape {
	int w, h;
	struct point state[TCPS_COUNT];
	struct point beside;       /* room for a note of two lines: the longest state's name, and 9 columns */
	bool beside_up;            /* the shorter line is the upper one */
	struct point closed_again; /* the second CLOSED, below TIME-WAIT and LAST-ACK */
	const struct shape_edge *edges;
	size_t count;
};

extern const struct shape shape_tiny;    /* 29x7: no rows between the states */
extern const struct shape shape_compact; /* 29x13 */
extern const struct shape shape_labels;  /* 48x19: arrows labelled with event and action */

#endif
