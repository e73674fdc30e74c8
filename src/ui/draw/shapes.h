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

/* One arrow: a line along the points, its head in the last. A single point is
 * a head alone. A point within a state's name is covered
 * by the name: the line begins at its border. */
struct shape_edge {
	uint8_t from, to; /* enum tcp_state */
	uint8_t head;     /* enum heading; HEAD_NONE: as the line's end goes */
	bool jump;        /* not in the figure (reset, abort): drawn only when taken */
	uint8_t points;
	struct point path[SHAPE_POINTS];
	/* its label: event, then action, in label_h lines; label_w 0: none */
	struct point label;
	int8_t label_w, label_h;
	bool label_right;   /* flush right */
	bool label_on_line; /* its first line interrupts the arrow's */
};

struct shape {
	int w, h;
	struct point state[TCPS_COUNT];
	struct point closed_again; /* the CLOSED at the end of the way */
	const struct shape_edge *edges;
	size_t count;
};

extern const struct shape shape_tiny;    /* 29x7: no room between the states */
extern const struct shape shape_compact; /* 29x13 */
extern const struct shape shape_labels;  /* 48x19: with event and action */

#endif
