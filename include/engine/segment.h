/* A TCP segment as a value. Options, checksum and urgent pointer are left out. */
#ifndef TCPSTEP_ENGINE_SEGMENT_H
#define TCPSTEP_ENGINE_SEGMENT_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/octets.h"
#include "engine/seq.h"

/* Control bits, where the header has them (RFC 9293 3.1). */
enum { SEG_FIN = 1, SEG_SYN = 2, SEG_RST = 4, SEG_ACK = 16 };

struct segment {
	seqnum seq;
	seqnum ack;   /* 0 unless SEG_ACK */
	uint32_t len; /* octets of data; SYN and FIN not counted */
	uint16_t wnd; /* octets */
	uint16_t sport, dport;
	uint8_t flags;
	uint8_t from; /* enum host_id that it comes from (or claims to) */
	uint8_t pad_[4];
	struct octets data;
};

/* SEG.LEN: data, SYN and FIN (RFC 9293 3.4). */
uint32_t segment_length(const struct segment *s);
/* Drops the first n numbers of the segment: SYN, then octets, then FIN. */
void segment_trim_front(struct segment *s, uint32_t n);
/* Keeps the first n octets, and the FIN only if it lies right behind them. */
void segment_trim_back(struct segment *s, uint32_t n, bool keep_fin);
/* "SYN,ACK": order SYN,FIN,RST,ACK; "-" for none. Static text. */
const char *segment_flags_name(uint8_t flags);
/* Reads flags joined by commas in any order and case, "-" for none. PSH and URG,
 * which tools print, are read and ignored. */
bool segment_flags_parse(const char *word, uint8_t *flags);

#endif
