/* A state explained: what it is, which calls it allows, what it waits for, and
 * the ways out of it. */
#ifndef TCPSTEP_UI_PANEL_PANEL_STATE_H
#define TCPSTEP_UI_PANEL_PANEL_STATE_H

#include "ui/app/view.h"

void panel_state(struct canvas *c, struct rect screen, const struct view *v);

#endif
