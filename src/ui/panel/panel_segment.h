/* A segment as the header diagram of RFC 9293 3.1, to be looked at or filled
 * in. */
#ifndef TCPSTEP_UI_PANEL_PANEL_SEGMENT_H
#define TCPSTEP_UI_PANEL_PANEL_SEGMENT_H

#include "ui/draw/canvas.h"
#include "ui/app/view.h"

/* One in flight: view.segment. */
void panel_segment(struct canvas *c, struct rect screen, const struct view *v);
/* One to be forged: view.forge, its field view.field selected. */
void panel_forge(struct canvas *c, struct rect screen, const struct view *v);

#endif
