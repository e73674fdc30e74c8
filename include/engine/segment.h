/* A TCP segment as a value. Checksum, urgent pointer and options are left out, but
 * for the timestamps of an observed one. */
#ifndef TCPSTEP_ENGINE_SEGMENT_H
#define TCPSTEP_ENGINE_SEGMENT_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/octets.h"
#include "engine/seq.h"

/* The control bits, at their positions in the header (RFC 9293 3.1). */
enum { SEG_FIN = 1, SEG_SYN = 2, SEG_RST = 4, SEG_ACK = 16 };

struct segment {
	seqnum seq;
	seqnum ack;            /* 0 unless SEG_ACK is set */
	uint32_t len;          /* octets of data, without SYN and FIN */
	uint32_t wnd;          /* octets; an observed one may have more than 65535 */
	uint32_t tsval, tsecr; /* if has_times */
	uint16_t sport, dport;
	uint8_t flags;
	uint8_t from;      /* the host that sent it, or that an injected one claims as its sender */
	uint8_t has_times; /* it was observed with a timestamps option (RFC 7323) */
	uint8_t pad_[1];
	struct octets data;
};

/* Returns SEG.LEN: the octets of data, plus one each for SYN and FIN (RFC 9293
 * 3.4). */
uint32_t segment_length(const struct segment *s);
/* Removes the first n sequence numbers of the segment: SYN, octets, FIN. */
void segment_trim_front(struct segment *s, uint32_t n);
/* Keeps the first n octets. The FIN is removed if octets were, or unless
 * keep_fin is set. */
void segment_trim_back(struct segment *s, uint32_t n, bool keep_fin);
/* Returns the names of the flags joined by commas, in the order of the bits
 * ("SYN,ACK"); "-" for none. The text is static. */
const char *segment_flags_name(uint8_t flags);
/* Parses names of flags joined by commas, in any order and case; "-" is none.
 * PSH and URG, which other tools print, are ignored. Returns false on any other
 * word. */
bool segment_flags_parse(const char *word, uint8_t *flags);

#endif
