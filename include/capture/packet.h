/* A TCP segment as a capture has it. */
#ifndef TCPSTEP_CAPTURE_PACKET_H
#define TCPSTEP_CAPTURE_PACKET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"

/* One end of a connection. An IPv4 address is the last four octets, after those that
 * RFC 4291 2.5.5.2 puts before it. */
struct endpoint {
	uint8_t address[16];
	uint16_t port;
};

bool endpoint_same(const struct endpoint *a, const struct endpoint *b);
/* Appends "10.0.0.1:80" or "[fe80::1]:80". */
void endpoint_write(struct text *t, const struct endpoint *e);

/* A piece of an IP datagram. */
struct fragment {
	uint32_t id;
	uint32_t offset, length; /* octets, after IP's header */
	uint32_t recorded;
	const uint8_t *at;
	bool more;      /* others follow */
	uint8_t header; /* which one begins the datagram: TCP, or an extension of IPv6 */
};

struct packet {
	int64_t time_ns; /* since 1970 */
	uint32_t record; /* its number in the file, all records counted, from 1 */
	struct endpoint from, to;
	uint32_t seq, ack;   /* ack: 0 without the flag */
	uint8_t flags;       /* SEG_SYN … of engine/segment.h; PSH, URG, ECE and CWR are left out */
	uint16_t window;     /* as in the header: not scaled */
	uint16_t id;         /* IPv4's identification; 0: IPv6, or none */
	uint8_t ttl;         /* or IPv6's hop limit */
	uint32_t length;     /* octets of payload, as the IP header says; with 0 there (TSO), as recorded */
	const uint8_t *data; /* valid until the next packet is read */
	uint32_t recorded;   /* octets of payload that the file has */
	bool options_cut;    /* the snap length cut the options off */
	bool has_mss, has_scale, has_sack, has_times; /* has_sack: SACK permitted */
	uint16_t mss;
	uint8_t scale;
	uint32_t tsval, tsecr;
	struct fragment fragment; /* of DECODED_FRAGMENT */
};

/* What a link layer's frame is found to be. */
enum decoded {
	DECODED_TCP,
	DECODED_FRAGMENT, /* a piece of a datagram with TCP: only the addresses, id and fragment are filled in */
	DECODED_OTHER,    /* not TCP */
	DECODED_CUT       /* TCP, but the snap length cut the header off before its flags */
};

/* Reads one frame of a link type (DLT_…): `recorded` octets of `length` that there
 * were. Fills in *p but for its time and its record. */
enum decoded packet_decode(int link, const uint8_t *frame, uint32_t recorded, uint32_t length, struct packet *p);
/* Reads a datagram that was put together: `header` is the number of its first header. The
 * addresses are in *p already. Returns false if it is no segment. */
bool packet_read_fragments(uint8_t header, const uint8_t *at, uint32_t recorded, uint32_t length, struct packet *p);
/* Returns whether packet_decode knows the link type. */
bool packet_link_known(int link);

#endif
