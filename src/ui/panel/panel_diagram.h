/* The eleven states of one host, in the shape of RFC 9293 figure 5. */
#ifndef TCPSTEP_UI_PANEL_PANEL_DIAGRAM_H
#define TCPSTEP_UI_PANEL_PANEL_DIAGRAM_H

#include <stdbool.h>

#include "ui/app/view.h"
#include "ui/draw/canvas.h"
#include "ui/draw/shapes.h"

/* What one drawing shows. */
struct diagram {
	uint8_t host;     /* enum host_id: for clicks */
	uint8_t state;    /* enum tcp_state: the current one */
	uint8_t pointed;  /* 1 + the state that the student points at; 0: none */
	uint16_t visited; /* bit enum tcp_state */
	uint64_t walked;  /* bit index into state_edges */
	struct diagram_step {
		uint8_t from, to;
	} taken[4]; /* the arrows of the last event, in order */
	size_t taken_used;
	char beside[2][24]; /* a note: its longer and its shorter line; empty: none */
	uint8_t beside_look;
	bool ascii;
};

/* Returns the diagram of a host at the current moment. */
struct diagram diagram_of(const struct view *v, uint8_t host);
/* Draws d in the middle of r, cut if r is smaller than the shape. */
void panel_diagram(struct canvas *c, struct rect r, const struct shape *shape, const struct diagram *d);

#endif
