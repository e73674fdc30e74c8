/* All keys of where one is, made from the table of commands. */
#ifndef TCPSTEP_UI_PANEL_PANEL_HELP_H
#define TCPSTEP_UI_PANEL_PANEL_HELP_H

#include "ui/app/view.h"

void panel_help(struct canvas *c, struct rect screen, const struct view *v);

#endif
