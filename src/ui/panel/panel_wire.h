/* The wires between the hosts: every segment in flight, and what the last step
 * made arrive or lost. */
#ifndef TCPSTEP_UI_PANEL_PANEL_WIRE_H
#define TCPSTEP_UI_PANEL_PANEL_WIRE_H

#include "ui/app/view.h"

void panel_wire(struct canvas *c, struct rect r, const struct view *v);

#endif
