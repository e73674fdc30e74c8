/* The send and receive buffers of one host, each a tank with a valve. */
#ifndef TCPSTEP_UI_PANEL_PANEL_BUFFERS_H
#define TCPSTEP_UI_PANEL_PANEL_BUFFERS_H

#include "ui/app/view.h"

/* Two lines: send, recv. */
void panel_buffers(struct canvas *c, struct rect r, const struct view *v, uint8_t host);

#endif
