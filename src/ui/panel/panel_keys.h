/* The last two lines: the script line just performed with its result (or the
 * line being typed, or a notice), and the keys that matter now. */
#ifndef TCPSTEP_UI_PANEL_PANEL_KEYS_H
#define TCPSTEP_UI_PANEL_PANEL_KEYS_H

#include "ui/app/view.h"

void panel_script(struct canvas *c, struct rect r, const struct view *v);
void panel_keys(struct canvas *c, struct rect r, const struct view *v);

#endif
