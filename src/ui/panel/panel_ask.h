/* A question with its choices; once answered, what is said to the answer. */
#ifndef TCPSTEP_UI_PANEL_PANEL_ASK_H
#define TCPSTEP_UI_PANEL_PANEL_ASK_H

#include "ui/app/view.h"

/* Within `room` when it fits, else as a sheet that covers the lower part
 * of `screen`. */
void panel_ask(struct canvas *c, struct rect room, struct rect screen, const struct view *v);

#endif
