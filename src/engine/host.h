/* One host's table of sockets and connections: slots, ports, the accept queue,
 * the connection in focus, and which connection an arriving segment is for. */
#ifndef TCPSTEP_ENGINE_HOST_H
#define TCPSTEP_ENGINE_HOST_H

#include "engine/tcp.h"
#include "engine/world.h"

/* Returns a slot's TCB with its surroundings, for the functions of tcp.h. */
struct tcp_at slot_at(struct world *w, uint8_t host, struct slot *s, struct trace *trace);

/* Returns a new slot, marked used, with a TCB in CLOSED and all else zero. It
 * may reuse a slot that nothing refers to. Returns NULL if the table is full. */
struct slot *host_slot_new(struct world *w, uint8_t host);
/* Frees a slot; if its connection was in focus, none is afterwards. */
void host_slot_free(struct world *w, uint8_t host, struct slot *s);
/* Starts a new connection on the slot and puts it in focus: a serial number and
 * a new TCB. The ISS of the host's nth connection is that of the settings plus
 * 100000 (n - 1), modulo 2^32 (lessons/FORMAT.md, "Header"). */
void host_connection_new(struct world *w, uint8_t host, struct slot *s);
/* Frees the slots that are no longer needed: CLOSED ones that nothing refers to
 * and that are not in focus, and children that are gone. */
void host_sweep(struct world *w, uint8_t host);

/* Returns the newest connection with this pair of ports that is not CLOSED, or
 * NULL. */
struct slot *host_connection(struct world *w, uint8_t host, uint16_t lport, uint16_t rport);
/* Returns the listener on a port, or NULL. */
struct slot *host_listener(struct world *w, uint8_t host, uint16_t lport);
/* Returns the listener with the highest socket number, or NULL. */
struct slot *host_newest_listener(struct world *w, uint8_t host);
/* Returns the socket with the highest number, or NULL. With `unconnected` only
 * open sockets without a connection count, with `bound` only bound ones. */
struct slot *host_newest_socket(struct host *h, bool unconnected, bool bound);
/* Returns the listener that a child came from, or NULL if it was closed. */
struct slot *host_parent(struct world *w, uint8_t host, const struct slot *child);
/* Returns whether the backlog allows no more connections to wait. */
bool host_queue_full(const struct world *w, uint8_t host, const struct slot *listener);
/* Returns the connection that has waited for accept the longest, or NULL. */
struct slot *host_first_ready(struct world *w, uint8_t host, const struct slot *listener);

/* Returns a local port for connect, listen or bind 0: the next free one from
 * 49152 on, or 0 if none is free. */
uint16_t host_pick_port(struct world *w, uint8_t host);

/* Processes a segment that has arrived at the host: finds the connection or
 * listener that it is for, or answers it as CLOSED does (RFC 9293 3.10.7.1). */
void host_arrive(struct world *w, uint8_t host, const struct segment *s, struct trace *trace);

/* Puts a segment that the host really sent in flight, for which there must be room; its
 * ports are filled in. From then on the host sends nothing by itself. */
void host_observe(struct world *w, uint8_t host, struct segment *s, struct trace *trace);

#endif
