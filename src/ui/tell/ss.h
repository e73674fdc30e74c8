/* What `ss -tano` of iproute2 would print of a slot. For the socket table, the hosts'
 * names and plain mode. */
#ifndef TCPSTEP_UI_TELL_SS_H
#define TCPSTEP_UI_TELL_SS_H

#include <stdbool.h>

#include "base/text.h"
#include "engine/world.h"

/* Reports whether ss lists the slot: it listens, or its connection is not CLOSED. */
bool ss_lists(const struct slot *s);
/* Returns the name of its state, which ss shortens: "ESTAB". */
const char *ss_state(const struct slot *s);
/* Return Recv-Q and Send-Q. Of a listener these are the connections that wait for
 * accept, and the backlog. */
uint32_t ss_recv_q(const struct host *h, const struct slot *s);
uint32_t ss_send_q(const struct slot *s);
/* Adds "timer:(timewait,3min59sec,0)". Returns false if ss shows no timer. */
bool ss_timer(struct text *t, const struct world *w, const struct slot *s);

#endif
