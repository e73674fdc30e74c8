/* The variables of both ends, under their RFC names; what the last step
 * changed is marked. */
#ifndef TCPSTEP_UI_PANEL_PANEL_TCB_H
#define TCPSTEP_UI_PANEL_PANEL_TCB_H

#include "ui/app/view.h"

void panel_tcb(struct canvas *c, struct rect r, const struct view *v);

#endif
