/* The content of a buffer or segment, as far as it is known. Only the first
 * KEPT_MAX octets are kept. Octets beyond them, and octets that a script gives as
 * a number alone, are counted and shown as dots. */
#ifndef TCPSTEP_ENGINE_OCTETS_H
#define TCPSTEP_ENGINE_OCTETS_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/limits.h"

/* Content by position. text[i] is 0 if bit i of known is not set. The number
 * of octets is a field of the struct that contains this one. */
struct octets {
	uint64_t known;
	char text[KEPT_MAX];
};

/* Writes n octets at position `at`. With text NULL their content is unknown. */
void octets_put(struct octets *o, uint32_t at, const char *text, uint32_t n);
/* Copies n octets of `from`, starting at `start`, to position `at` of o. */
void octets_copy(struct octets *o, uint32_t at, const struct octets *from, uint32_t start, uint32_t n);
/* Removes the first n octets; the octets after them move to the front. */
void octets_shift(struct octets *o, uint32_t n);
/* Forgets the content at position `at` and beyond. */
void octets_cut(struct octets *o, uint32_t at);
/* Returns whether the content of all of the first n octets is known (true for
 * n = 0). */
bool octets_all_known(const struct octets *o, uint32_t n);

#endif
