/* The wire between the two kernels: packets that were caught, each under the number that
 * its segment has in the model once they were matched. */
#ifndef TCPSTEP_KERNEL_CARRIER_H
#define TCPSTEP_KERNEL_CARRIER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "engine/segment.h"
#include "engine/world.h"
#include "kernel/machine.h"

/* A packet that a host has sent. */
struct caught {
	uint8_t *octets;
	size_t size;
	struct segment segment; /* in the kernel's numbers */
	bool repeats_ack;       /* it has no octets, and says no more than the one before: at most its window is new */
	bool early;             /* it was sent while the model's clock was behind the kernel's */
};

/* A packet under its number in the model. */
struct kept {
	uint32_t id;
	uint8_t *octets;
	size_t size;
};

/* How far the kernel's numbers of one direction are ahead of the model's. */
struct offset {
	uint16_t sport, dport;
	uint8_t from;
	seqnum by;
};

/* The last segment of one direction, in the kernel's numbers. */
struct last_seen {
	uint16_t sport, dport;
	uint8_t from;
	seqnum next, ack;
};

struct carrier {
	struct caught *queue[HOSTS]; /* caught and not yet matched, the oldest first */
	size_t queue_used[HOSTS], queue_size[HOSTS];
	struct kept *kept;
	size_t kept_used, kept_size;
	struct offset *offsets; /* the newest last */
	size_t offsets_used, offsets_size;
	struct last_seen *last;
	size_t last_used, last_size;
	size_t early; /* packets that were early, and that the model's clock never came to */
	FILE *pcap;   /* NULL: not wanted */
};

void carrier_begin(struct carrier *c, FILE *pcap);
void carrier_end(struct carrier *c);

/* Puts the packets that a host has sent into its queue. Returns their number. */
size_t carrier_catch(struct carrier *c, const struct machine *m);
/* Returns whether a caught segment is what the model sends: flags, numbers relative to the
 * initial ones, length and content. Windows are not compared. A SYN's number always fits. */
bool carrier_same(const struct carrier *c, const struct segment *model, const struct segment *kernel);
/* Takes packet `index` of a queue as the model's segment `id`. */
void carrier_match(struct carrier *c, uint8_t host, size_t index, uint32_t id, const struct segment *model);
/* Drops packet `index` of a queue. */
void carrier_discard(struct carrier *c, uint8_t host, size_t index);
/* Make the packet of a copy, and of a forged segment. */
void carrier_copy(struct carrier *c, uint32_t id, uint32_t of);
void carrier_forge(struct carrier *c, uint32_t id, const struct segment *model);
/* Writes the packet `id` to the device of a host. Returns false if it cannot be written. */
bool carrier_deliver(struct carrier *c, uint32_t id, const struct machine *m);
/* Forgets the packet `id`. */
void carrier_lose(struct carrier *c, uint32_t id);
/* Returns a segment of the kernel in the model's numbers. */
struct segment carrier_in_model(const struct carrier *c, const struct segment *kernel);

#endif
