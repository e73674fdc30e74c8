/* The network: segments in flight, in the order of their numbers. */
#ifndef TCPSTEP_ENGINE_NET_H
#define TCPSTEP_ENGINE_NET_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/limits.h"
#include "engine/profile.h"
#include "engine/segment.h"

struct flight {
	vtime sent_ms; /* its age counts from this time; a duplicate has that of its original */
	vtime due_ms;
	uint32_t id;    /* its number, printed as #id */
	uint8_t held;   /* not due until it is released or delivered by number */
	uint8_t forged; /* made by inject */
	uint8_t copy;   /* made by dup */
	uint8_t pad_;
	struct segment segment;
};

struct net {
	uint32_t last_id;
	uint32_t count;
	struct flight flights[FLIGHT_MAX]; /* [0, count) is used, ordered by id */
};

enum { HOST_CLIENT, HOST_SERVER };

static inline uint8_t host_other(uint8_t host)
{
	return (uint8_t)!host;
}
/* Returns "client" or "server". */
const char *host_name(uint8_t host);

/* Which segment an action means (lessons/FORMAT.md, "The network and the clock"). */
enum pick_kind { PICK_FIRST, PICK_TO_CLIENT, PICK_TO_SERVER, PICK_LAST, PICK_ID };

/* Returns whether one more segment can be put in flight. */
bool net_has_room(const struct net *net);
/* Puts a segment in flight under the next number, due at now_ms + delay_ms.
 * Returns the new entry, or NULL if FLIGHT_MAX segments are in flight. */
struct flight *net_put(struct net *net, const struct segment *s, vtime now_ms, vtime delay_ms);
/* Returns the index of the segment that `kind` picks, or -1. Segments that are
 * held are skipped unless held_too is set; with held_only all others are
 * skipped. PICK_ID finds the segment `id`, held or not. */
int net_pick(const struct net *net, enum pick_kind kind, uint32_t id, bool held_too, bool held_only);
/* Returns the index of the segment with number `id`, or -1. */
int net_find(const struct net *net, uint32_t id);
/* Removes the segment at `index`, which must be valid. */
void net_remove(struct net *net, int index);
/* Returns the index of the segment that arrives next, or -1: of those that are
 * not held, the first by due time, then by number. */
int net_next(const struct net *net);
/* Returns the index of the segment that is first to grow older than msl_ms, or
 * -1. *when_ms is set to the time at which it is discarded. */
int net_next_death(const struct net *net, vtime msl_ms, vtime *when_ms);

#endif
