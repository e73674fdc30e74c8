/* The set of states that a search has seen: a fingerprint of 62 bits each, with
 * open addressing, 11 to 22 octets a state. Two different states are taken for
 * one with a probability of n * n / 2^63: 1 in 100 million for 300,000 states. */
#ifndef TCPSTEP_SESSION_KEY_SET_H
#define TCPSTEP_SESSION_KEY_SET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/world_key.h"

struct key_set {
	uint64_t *keys; /* fingerprint, then 2 bits for what its way has spent; 0: a free entry */
	size_t size;    /* entries; a power of 2 */
	size_t used;
};

enum { SPENT_MOST = 3 };

enum key_news {
	KEY_NEW,
	KEY_CHEAPER, /* it was there, but its way had spent more */
	KEY_SEEN
};

/* Adds a key, with what its way has spent (SPENT_MOST at most). */
enum key_news key_set_add(struct key_set *set, struct world_key key, unsigned spent);
/* Frees what the set contains, and makes it empty. */
void key_set_free(struct key_set *set);

#endif
