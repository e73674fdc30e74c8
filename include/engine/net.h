/* The wires: segments in flight, in the order of their numbers. */
#ifndef TCPSTEP_ENGINE_NET_H
#define TCPSTEP_ENGINE_NET_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/limits.h"
#include "engine/profile.h"
#include "engine/segment.h"

struct flight {
	vtime sent_ms; /* its age counts from here (a duplicate has its original's) */
	vtime due_ms;
	uint32_t id;    /* #id */
	uint8_t held;   /* wanders: not due until released or delivered by number */
	uint8_t forged; /* by inject */
	uint8_t copy;   /* by dup */
	uint8_t pad_;
	struct segment segment;
};

struct net {
	uint32_t last_id;
	uint32_t count;
	struct flight flights[FLIGHT_MAX]; /* [0, count), by id */
};

enum { HOST_CLIENT, HOST_SERVER };

static inline uint8_t host_other(uint8_t host)
{
	return (uint8_t)!host;
}
/* "client", "server". */
const char *host_name(uint8_t host);

/* Which segment an action means (lessons/FORMAT.md, "The network and the clock"). */
enum pick_kind { PICK_FIRST, PICK_TO_CLIENT, PICK_TO_SERVER, PICK_LAST, PICK_ID };

/* Room for one more segment. */
bool net_has_room(const struct net *net);
/* Puts a segment in flight, due at now + delay; returns its place, NULL when
 * the wires are full. */
struct flight *net_put(struct net *net, const struct segment *s, vtime now_ms, vtime delay_ms);
/* Index of the segment picked, or -1. held_too: those held may be picked
 * without their number; held_only: none but those. */
int net_pick(const struct net *net, enum pick_kind kind, uint32_t id, bool held_too, bool held_only);
int net_find(const struct net *net, uint32_t id);
void net_remove(struct net *net, int index);
/* The earliest due that is not held, or -1: by due time, then number. */
int net_next(const struct net *net);
/* The first to be older than msl_ms, with the time it dies, or -1. */
int net_next_death(const struct net *net, vtime msl_ms, vtime *when_ms);

#endif
