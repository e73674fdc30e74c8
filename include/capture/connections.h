/* The connections of a capture, while it is read. */
#ifndef TCPSTEP_CAPTURE_CONNECTIONS_H
#define TCPSTEP_CAPTURE_CONNECTIONS_H

#include "capture/connection.h"

/* A connection that has ended is kept for this time, because packets of it may come late;
 * then it is handed out. At most this number of them is kept. */
enum { CONNECTIONS_LINGER_S = 60, CONNECTIONS_ENDED_MAX = 8192 };

struct connections;

/* `out` gets each connection once, in the order in which they end. */
struct connections *connections_new(void (*out)(void *to, const struct connection *c), void *to);
void connections_add(struct connections *all, const struct packet *p);
/* Hands out the rest: those that have ended, then those still open, by their first
 * packet. Returns how many there were in all. Frees `all`. */
uint32_t connections_end(struct connections *all);

#endif
