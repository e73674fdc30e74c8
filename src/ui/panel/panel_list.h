/* A list in a box: what was tried, what could be done, arrows, hints, two
 * moments compared. */
#ifndef TCPSTEP_UI_PANEL_PANEL_LIST_H
#define TCPSTEP_UI_PANEL_PANEL_LIST_H

#include "ui/draw/canvas.h"
#include "ui/app/view.h"

void panel_list(struct canvas *c, struct rect screen, const struct view *v);

#endif
