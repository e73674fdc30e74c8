/* Octets whose number always counts and whose content is kept for the first
 * KEPT_MAX; the rest, and those sent by number alone, are shown as dots. */
#ifndef TCPSTEP_ENGINE_OCTETS_H
#define TCPSTEP_ENGINE_OCTETS_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/limits.h"

/* Content by position. text[i] is 0 where bit i of known is not set. The
 * number of octets stands beside it, in whoever owns it. */
struct octets {
	uint64_t known;
	char text[KEPT_MAX];
};

/* Puts n octets at position `at`; text NULL: by number alone. */
void octets_put(struct octets *o, uint32_t at, const char *text, uint32_t n);
/* Copies n octets of `from` (starting at `start`) to position `at` of o. */
void octets_copy(struct octets *o, uint32_t at, const struct octets *from, uint32_t start, uint32_t n);
/* The first n leave: what stood behind them moves to the front. */
void octets_shift(struct octets *o, uint32_t n);
/* Content at position `at` and beyond is forgotten. */
void octets_cut(struct octets *o, uint32_t at);
/* All of the first n are known (true for n = 0). */
bool octets_all_known(const struct octets *o, uint32_t n);

#endif
