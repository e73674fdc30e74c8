/* A key that is equal for equivalent worlds, for searches. Worlds are
 * equivalent if no later event can distinguish them. The key is made from times
 * relative to now, sequence numbers relative to the newest ISS of each host, and
 * the segments in flight in an order that does not depend on their numbers. */
#ifndef TCPSTEP_ENGINE_WORLD_KEY_H
#define TCPSTEP_ENGINE_WORLD_KEY_H

#include "engine/world.h"

struct world_key {
	uint64_t high, low;
};

/* Flags: the key also has what only `expect ... returned` and `expect ... sent`
 * can distinguish: of the host, of each of its sockets, or of one call on each of
 * its sockets (KEY_CALL << enum call_id). */
enum { KEY_RETURNED = 1, KEY_SENT = 2, KEY_RETURNED_OF = 4, KEY_SENT_OF = 8, KEY_CALL = 256 };

/* Returns a hash of 128 bits. `also` is 0 or flags from above. */
struct world_key world_key(const struct world *w, unsigned also);

/* The key in three parts, for a search that knows which part an action has
 * changed. A host's part depends on that host, on the clock, and on how many
 * connections each host has made; the network's part on the segments in flight
 * and on the same two. world_key joins all three. */
struct world_key world_key_host(const struct world *w, uint8_t host, unsigned also);
struct world_key world_key_net(const struct world *w);
struct world_key world_key_join(const struct world_key hosts[HOSTS], struct world_key net);

#endif
