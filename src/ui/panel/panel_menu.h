/* The menu of lessons: their titles, what is finished, and of the one pointed
 * at its first words. */
#ifndef TCPSTEP_UI_PANEL_PANEL_MENU_H
#define TCPSTEP_UI_PANEL_PANEL_MENU_H

#include "ui/app/view.h"

void panel_menu(struct canvas *c, struct rect r, const struct view *v);

#endif
