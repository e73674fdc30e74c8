/* The connections of a capture, while it is read. */
#ifndef TCPSTEP_CAPTURE_CONNECTIONS_H
#define TCPSTEP_CAPTURE_CONNECTIONS_H

#include "capture/connection.h"

/* At most this number of connections that have ended is kept. */
enum { CONNECTIONS_ENDED_MAX = 8192 };

struct connections;

/* `out` gets each connection once, in the order in which they end. One that has ended is
 * kept until nothing came of it for `linger_ns`, because packets of it may come late. */
struct connections *connections_new(int64_t linger_ns, void (*out)(void *to, const struct connection *c), void *to);
/* Returns the connection that the packet belongs to, and which end of it sent it. */
struct placed {
	uint32_t number;
	int from;
};
struct placed connections_add(struct connections *all, const struct packet *p);
/* Hands out the rest: those that have ended, then those still open, by their first
 * packet. Returns how many there were in all. Frees `all`. */
uint32_t connections_end(struct connections *all);

#endif
