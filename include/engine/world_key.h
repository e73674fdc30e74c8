/* When two worlds are equivalent: times relative to now, sequence numbers
 * relative to each end's newest ISS, segments in canonical order, no ids. What
 * cannot be told apart by any later event has one key. For searches. */
#ifndef TCPSTEP_ENGINE_WORLD_KEY_H
#define TCPSTEP_ENGINE_WORLD_KEY_H

#include "engine/world.h"

struct world_key {
	uint64_t high, low;
};

/* Also tell apart what only `expect … returned` and `… sent` can see. */
enum { KEY_RETURNED = 1, KEY_SENT = 2 };

/* 128 bits of hash over the canonical form. */
struct world_key world_key(const struct world *w, unsigned also);

#endif
