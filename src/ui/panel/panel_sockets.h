/* The sockets of both hosts, as `ss -tan` lists them. */
#ifndef TCPSTEP_UI_PANEL_PANEL_SOCKETS_H
#define TCPSTEP_UI_PANEL_PANEL_SOCKETS_H

#include "ui/app/view.h"

void panel_sockets(struct canvas *c, struct rect r, const struct view *v);

#endif
