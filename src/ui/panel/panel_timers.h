/* The running timers of one host, each a length and a number. The panel is
 * also the rule between the picture and the text. */
#ifndef TCPSTEP_UI_PANEL_PANEL_TIMERS_H
#define TCPSTEP_UI_PANEL_PANEL_TIMERS_H

#include "ui/app/view.h"

/* One line: the timer that goes off first, and how many more run. */
void panel_timers(struct canvas *c, struct rect r, const struct view *v, uint8_t host);

#endif
