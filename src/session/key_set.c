/* A hash table of fingerprints. Called by search.c. */
#include "session/key_set.h"

#include <string.h>

#include "base/mem.h"

enum { SIZE_FIRST = 1 << 12, SPENT_BITS = 3 };

/* Returns the entry of a fingerprint, or the free one where it belongs. */
static uint64_t *find(const struct key_set *set, uint64_t print)
{
	size_t i = (size_t)(print >> 2) & (set->size - 1);

	while (set->keys[i] && (set->keys[i] & ~(uint64_t)SPENT_BITS) != print)
		i = (i + 1) & (set->size - 1);
	return &set->keys[i];
}

static void grow(struct key_set *set)
{
	struct key_set old = *set;

	set->size = old.size ? 2 * old.size : SIZE_FIRST;
	set->keys = mem_new(set->size, sizeof *set->keys);
	for (size_t i = 0; i < old.size; i++)
		if (old.keys[i])
			*find(set, old.keys[i] & ~(uint64_t)SPENT_BITS) = old.keys[i];
	mem_free(old.keys);
}

enum key_news key_set_add(struct key_set *set, struct world_key key, unsigned spent)
{
	uint64_t print = (key.low ^ key.high) & ~(uint64_t)SPENT_BITS;
	uint64_t *at;

	if (print == 0)
		print = SPENT_BITS + 1;
	if (4 * set->used >= 3 * set->size)
		grow(set);
	at = find(set, print);
	if (*at == 0) {
		*at = print | spent;
		set->used++;
		return KEY_NEW;
	}
	if ((*at & SPENT_BITS) <= spent)
		return KEY_SEEN;
	*at = print | spent;
	return KEY_CHEAPER;
}

void key_set_free(struct key_set *set)
{
	mem_free(set->keys);
	memset(set, 0, sizeof *set);
}
