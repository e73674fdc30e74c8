/* The time-sequence diagram of all that has happened, newest last. */
#ifndef TCPSTEP_UI_PANEL_PANEL_LADDER_H
#define TCPSTEP_UI_PANEL_PANEL_LADDER_H

#include "ui/draw/canvas.h"
#include "ui/app/view.h"

/* Nothing where r is too small for it. */
void panel_ladder(struct canvas *c, struct rect r, const struct view *v);
/* All of it, with the row selected: the overlay. */
void panel_ladder_all(struct canvas *c, struct rect screen, const struct view *v);

#endif
