/* Which octets of a direction a capture has. Called by connection.c. */
#ifndef TCPSTEP_CAPTURE_OCTETS_SEEN_H
#define TCPSTEP_CAPTURE_OCTETS_SEEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Of one direction; beyond it the smallest gap is closed. */
enum { GAPS_MAX = 64, SPAN = 1 << 30 };

/* Octets [from, to). */
struct range {
	uint32_t from, to;
};

struct octets_seen {
	struct range *ranges; /* in order, with gaps between them */
	size_t used, size;
	uint64_t octets; /* each counted once */
	uint64_t lost;   /* in gaps that were closed */
	bool trimmed;    /* the first range began earlier: numbers wrap, so that only the last SPAN are kept */
};

/* Adds the octets [from, to). Returns how many of them are new. */
uint32_t octets_seen_add(struct octets_seen *o, uint32_t from, uint32_t to);
void octets_seen_free(struct octets_seen *o);

#endif
