/* The menu of calls on one side: those legal now, and why the others are not. */
#ifndef TCPSTEP_UI_PANEL_PANEL_CALLS_H
#define TCPSTEP_UI_PANEL_PANEL_CALLS_H

#include "ui/app/view.h"

/* Beside the diagram of the side that would call, so that this stays in sight. */
void panel_calls(struct canvas *c, struct rect screen, const struct view *v);

#endif
