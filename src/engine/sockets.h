/* The sockets API over one host's table: which call a socket may make, what
 * it returns, what blocks it and what wakes it. TCP itself is in tcp.h; this
 * knows descriptors, ports, backlogs. Called by world.c. */
#ifndef TCPSTEP_ENGINE_SOCKETS_H
#define TCPSTEP_ENGINE_SOCKETS_H

#include "engine/host.h"

/* Makes the call; the world is unchanged when it is refused. */
enum refusal sockets_call(struct world *w, const struct action *a, struct trace *trace);
/* Returns the blocked calls of the host whose condition has come, and hands
 * what a blocked send holds to TCP. Called after every event. */
void sockets_wake(struct world *w, uint8_t host, struct trace *trace);
/* A blocked close whose linger time is over. */
void sockets_linger_over(struct world *w, uint8_t host, struct slot *s, struct trace *trace);

#endif
