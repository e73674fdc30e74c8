/* Captures that tests make: frames with TCP, and files of them. */
#ifndef TCPSTEP_TESTS_CAPTURE_CRAFTED_H
#define TCPSTEP_TESTS_CAPTURE_CRAFTED_H

#include <pcap/dlt.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { CRAFTED_MAX = 70000 };

/* A frame, or a part of one. */
struct frame {
	uint8_t at[CRAFTED_MAX];
	uint32_t n;
};

static inline void frame_16(struct frame *o, uint32_t v)
{
	o->at[o->n++] = (uint8_t)(v >> 8);
	o->at[o->n++] = (uint8_t)v;
}

static inline void frame_32(struct frame *o, uint32_t v)
{
	frame_16(o, v >> 16);
	frame_16(o, v & 0xffff);
}

static inline void frame_add(struct frame *o, const void *from, uint32_t n)
{
	memcpy(o->at + o->n, from, n);
	o->n += n;
}

/* What a made segment is to have. */
struct crafted {
	int from; /* 0: the client, 10.0.0.1:40000 or fd00::1; 1: the server, 10.0.0.2:80 or fd00::2 */
	uint32_t seq, ack, window, length;
	uint8_t flags;
	const char *options; /* a multiple of four octets */
	uint32_t options_n;
	uint16_t id;
};

/* Appends TCP's header and data: letters in order. */
static inline void frame_tcp(struct frame *o, const struct crafted *c)
{
	frame_16(o, c->from == 0 ? 40000 : 80);
	frame_16(o, c->from == 0 ? 80 : 40000);
	frame_32(o, c->seq);
	frame_32(o, c->ack);
	frame_16(o, (20 + c->options_n) / 4 << 12 | c->flags);
	frame_16(o, c->window ? c->window : 1000);
	frame_32(o, 0);
	if (c->options_n > 0)
		frame_add(o, c->options, c->options_n);
	for (uint32_t i = 0; i < c->length; i++)
		o->at[o->n++] = (uint8_t)('a' + (c->seq + i) % 26);
}

/* Appends an IPv4 header for n octets; `piece` is its field of fragments. */
static inline void frame_ip4(struct frame *o, const struct crafted *c, uint32_t n, uint32_t piece)
{
	frame_32(o, 0x45000000u | (n + 20 > 65535 ? 0 : n + 20));
	frame_16(o, c->id);
	frame_16(o, piece);
	frame_32(o, 0x40060000);
	frame_32(o, c->from == 0 ? 0x0a000001 : 0x0a000002);
	frame_32(o, c->from == 0 ? 0x0a000002 : 0x0a000001);
}

static inline void frame_ip6(struct frame *o, const struct crafted *c, uint32_t n, uint32_t next)
{
	static const uint8_t net[15] = { 0xfd };

	frame_32(o, 0x60000000);
	frame_16(o, n);
	frame_16(o, next << 8 | 64);
	for (int i = 0; i < 2; i++) {
		frame_add(o, net, sizeof net);
		o->at[o->n++] = (uint8_t)((c->from == 0) == (i == 0) ? 1 : 2);
	}
}

/* --- files --- */

static inline void file_32(FILE *f, uint32_t v)
{
	fwrite(&v, sizeof v, 1, f);
}

static inline void file_begin(FILE *f, int link)
{
	static const uint32_t version = 4u << 16 | 2;

	file_32(f, 0xa1b2c3d4);
	file_32(f, version);
	file_32(f, 0);
	file_32(f, 0);
	file_32(f, 262144);
	file_32(f, (uint32_t)link);
}

/* Adds a record, of which the file has `recorded` octets. */
static inline void file_add(FILE *f, uint32_t ms, const struct frame *o, uint32_t recorded)
{
	file_32(f, ms / 1000);
	file_32(f, ms % 1000 * 1000);
	file_32(f, recorded);
	file_32(f, o->n);
	fwrite(o->at, 1, recorded, f);
}

#endif
