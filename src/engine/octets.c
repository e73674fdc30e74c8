/* The content of octets by position. Nothing is kept for positions from
 * KEPT_MAX on. */
#include "engine/octets.h"

#include <string.h>

/* Returns the lowest n bits set. */
static uint64_t bits(uint32_t n)
{
	return n >= KEPT_MAX ? UINT64_MAX : ((uint64_t)1 << n) - 1;
}

void octets_put(struct octets *o, uint32_t at, const char *text, uint32_t n)
{
	for (uint32_t i = 0; i < n && at + i < KEPT_MAX; i++) {
		uint64_t bit = (uint64_t)1 << (at + i);

		o->text[at + i] = text ? text[i] : '\0';
		o->known = text ? o->known | bit : o->known & ~bit;
	}
}

void octets_copy(struct octets *o, uint32_t at, const struct octets *from, uint32_t start, uint32_t n)
{
	for (uint32_t i = 0; i < n && at + i < KEPT_MAX; i++) {
		bool known = start + i < KEPT_MAX && (from->known >> (start + i) & 1);

		octets_put(o, at + i, known ? &from->text[start + i] : NULL, 1);
	}
}

void octets_shift(struct octets *o, uint32_t n)
{
	if (n == 0)
		return;
	if (n >= KEPT_MAX) {
		memset(o, 0, sizeof *o);
		return;
	}
	memmove(o->text, o->text + n, KEPT_MAX - n);
	memset(o->text + KEPT_MAX - n, 0, n);
	o->known >>= n;
}

void octets_cut(struct octets *o, uint32_t at)
{
	if (at >= KEPT_MAX)
		return;
	memset(o->text + at, 0, KEPT_MAX - at);
	o->known &= bits(at);
}

bool octets_all_known(const struct octets *o, uint32_t n)
{
	return n <= KEPT_MAX && (o->known & bits(n)) == bits(n);
}
