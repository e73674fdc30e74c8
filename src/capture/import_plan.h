/* What became of each packet of a connection: lost or not, and when it arrived. */
#ifndef TCPSTEP_CAPTURE_IMPORT_PLAN_H
#define TCPSTEP_CAPTURE_IMPORT_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/limits.h"

enum { OVERTAKEN_MOST = 64 /* packets by which one may have been overtaken */ };

/* A packet that is kept. Numbers with 64 bits count from the SYN of their sender, so that
 * they do not wrap. */
struct kept {
	int64_t ns;              /* since the connection's first packet */
	int64_t seen_ns;         /* the same, but for a packet that was overtaken: it was seen later */
	int64_t start, end, ack; /* start: of a SYN 0; end: one past its last number */
	uint32_t seq, acked, len, window;
	uint32_t tsval, tsecr;
	uint32_t text;  /* position in the texts; text_len octets */
	uint32_t place; /* in the file */
	uint16_t id;    /* of IPv4 */
	uint8_t host, flags, text_len;
	uint8_t has_times, has_scale, scale;
	uint8_t fresh;     /* it has numbers that its sender had not sent before */
	uint8_t overtaken; /* packets that its sender sent later came first */
	uint8_t stranger;  /* it answers the SYN for a connection before; it has no numbers of this one */
};

/* Where the capture was taken. */
enum vantage { AT_CLIENT, AT_SERVER, BETWEEN, NOT_KNOWN };

struct fate {
	int64_t sent_ns; /* when it left its sender, on the clock of the capture */
	int64_t ns;      /* when it arrives */
	uint32_t after;  /* after this packet was sent, and before the next one */
	bool lost;
	bool foreign; /* a RST after which its sender went on: unless it was due, another host sent it */
};

/* The options of a host's SYN. */
struct syn_options {
	bool seen, cut, has_mss, has_scale, has_sack, has_times; /* seen: the SYN; cut: not all its options */
	uint16_t mss;
	uint8_t scale;
};

/* Returns whether the SYNs, if both were seen, leave open how windows are scaled. */
bool options_cut_scale(const struct syn_options of[HOSTS]);

struct plan {
	struct fate *fates; /* one a packet */
	int64_t lag_ns
		[HOSTS]; /* the shortest time in which a host answered, as seen where the capture was taken; -1: never */
	enum vantage vantage;
	bool half_closed[HOSTS]; /* it ended its direction and went on reading: shutdown */
};

/* Packets in the order in which they were sent, numbers filled in. The fates are to be freed
 * with plan_free. */
struct plan plan_make(const struct kept *packets, size_t n);
void plan_free(struct plan *p);

#endif
