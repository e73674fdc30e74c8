/* One host's table of sockets and connections: numbers, ports, the view, and
 * whose an arriving segment is. */
#ifndef TCPSTEP_ENGINE_HOST_H
#define TCPSTEP_ENGINE_HOST_H

#include "engine/tcp.h"
#include "engine/world.h"

/* Where a slot's TCB stands, for the functions of tcp.h. */
struct tcp_at slot_at(struct world *w, uint8_t host, struct slot *s, struct trace *trace);

/* A free slot, zeroed and marked used; a dead one is taken over if need be.
 * NULL: the table is full. */
struct slot *host_slot_new(struct world *w, uint8_t host);
/* Forgets the slot. */
void host_slot_free(struct world *w, uint8_t host, struct slot *s);
/* Begins a new connection on the slot: serial number, ISS, the view. */
void host_connection_new(struct world *w, uint8_t host, struct slot *s);
/* Frees what nobody can see any more: orphans that are CLOSED, children gone. */
void host_sweep(struct world *w, uint8_t host);

/* The connection whose pair of ports this is, the newest; NULL: none. */
struct slot *host_connection(struct world *w, uint8_t host, uint16_t lport, uint16_t rport);
struct slot *host_listener(struct world *w, uint8_t host, uint16_t lport);
/* The newest listener, whatever its port. */
struct slot *host_newest_listener(struct world *w, uint8_t host);
/* The listener that a child came from; NULL when it was closed. */
struct slot *host_parent(struct world *w, uint8_t host, const struct slot *child);
/* Completed connections that wait for accept on this listener, and how many may. */
uint32_t host_waiting(const struct world *w, uint8_t host, const struct slot *listener);
bool host_queue_full(const struct world *w, uint8_t host, const struct slot *listener);
/* The first to have completed; NULL: none. */
struct slot *host_first_ready(struct world *w, uint8_t host, const struct slot *listener);

/* A local port for connect or bind 0: the next free from 49152 on; 0: none. */
uint16_t host_pick_port(struct world *w, uint8_t host);

/* A segment has reached the host. */
void host_arrive(struct world *w, uint8_t host, const struct segment *s, struct trace *trace);

#endif
