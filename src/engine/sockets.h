/* The sockets API of one host: which calls a socket allows, what they return,
 * what blocks them and what wakes them. It knows descriptors, ports and
 * backlogs; tcp.h has TCP itself. Called by world.c. */
#ifndef TCPSTEP_ENGINE_SOCKETS_H
#define TCPSTEP_ENGINE_SOCKETS_H

#include "engine/host.h"

/* Makes a call. Returns REFUSED_NOT, also if the call fails with an errno;
 * otherwise why it was refused, and the world is unchanged. */
enum refusal sockets_call(struct world *w, const struct action *action, struct trace *trace);
/* Lets the blocked calls of the host return that now can, and moves octets of a
 * blocked send into the send buffer. Frees slots that are no longer needed.
 * Called after every event. */
void sockets_wake(struct world *w, uint8_t host, struct trace *trace);
/* Lets a blocked close return, because its linger time is over. */
void sockets_linger_over(struct world *w, uint8_t host, struct slot *s, struct trace *trace);

#endif
