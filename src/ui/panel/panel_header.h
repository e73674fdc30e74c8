/* The first lines: what is stepped, how far, by which rules, at what time; and
 * the names of the two sides. */
#ifndef TCPSTEP_UI_PANEL_PANEL_HEADER_H
#define TCPSTEP_UI_PANEL_PANEL_HEADER_H

#include "ui/app/view.h"

void panel_header(struct canvas *c, struct rect r, const struct view *v);
/* Both sides on one rule: address, what waits; a mark where calls go. */
void panel_names(struct canvas *c, struct rect r, const struct view *v);
/* As tabs, for screens with one diagram: each side with its state. */
void panel_tabs(struct canvas *c, struct rect r, const struct view *v);

#endif
