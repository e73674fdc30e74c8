/* Finds the TCP segment in a captured frame: link layer, IP, TCP. Called by source.c. */
#include <arpa/inet.h>
#include <string.h>

#include <pcap/dlt.h>

#include "capture/packet.h"
#include "engine/segment.h"

enum {
	TYPE_IPV4 = 0x0800,
	TYPE_IPV6 = 0x86dd,
	TYPE_PPPOE = 0x8864,
	TYPES = 0x600, /* a smaller number is a length: an LLC header follows */
	PPP_IPV4 = 0x0021,
	PPP_IPV6 = 0x0057,
	PROTOCOL_TCP = 6,
	FRAGMENT_HEADER = 44,
	NFLOG_PAYLOAD = 9,
	OPTION_END = 0,
	OPTION_NOTHING = 1,
	OPTION_MSS = 2,
	OPTION_SCALE = 3,
	OPTION_SACK = 4, /* SACK permitted, RFC 2018 2 */
	OPTION_TIMES = 8,
	SCALE_MAX = 14,
	TCP_TO_FLAGS = 14, /* octets up to and with the flags */
	HEADERS_MAX = 16   /* VLAN tags, IPv6 extension headers */
};

/* What an IPv4 address begins with where an IPv6 address is expected. */
static const uint8_t mapped[12] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff };

/* What is left of a frame. */
struct rest {
	const uint8_t *at;
	uint32_t recorded; /* octets that the file has */
	uint32_t length;   /* octets that there were */
};

static uint16_t get16(const uint8_t *p)
{
	return (uint16_t)(p[0] << 8 | p[1]);
}

static uint32_t get32(const uint8_t *p)
{
	return (uint32_t)get16(p) << 16 | get16(p + 2);
}

/* Goes past n octets; false: the file does not have them. */
static bool skip(struct rest *r, uint32_t n)
{
	if (n > r->recorded || n > r->length)
		return false;
	r->at += n;
	r->recorded -= n;
	r->length -= n;
	return true;
}

/* --- TCP --- */

/* Reads one option; returns its length, 0: it is not whole. */
static uint32_t read_option(const uint8_t *o, uint32_t left, struct packet *p)
{
	uint32_t n = o[0] == OPTION_NOTHING ? 1 : left >= 2 ? o[1] : 0;

	if (n > left || n == 0 || (o[0] != OPTION_NOTHING && n < 2))
		return 0;
	if (o[0] == OPTION_MSS && n == 4) {
		p->has_mss = true;
		p->mss = get16(o + 2);
	} else if (o[0] == OPTION_SCALE && n == 3) {
		p->has_scale = true;
		p->scale = o[2] > SCALE_MAX ? SCALE_MAX : o[2]; /* RFC 7323 2.3 */
	} else if (o[0] == OPTION_SACK && n == 2) {
		p->has_sack = true;
	} else if (o[0] == OPTION_TIMES && n == 10) {
		p->has_times = true;
		p->tsval = get32(o + 2);
		p->tsecr = get32(o + 6);
	}
	return n;
}

static void read_options(const uint8_t *o, uint32_t left, struct packet *p)
{
	while (left > 0 && *o != OPTION_END) {
		uint32_t n = read_option(o, left, p);

		if (n == 0)
			return;
		o += n;
		left -= n;
	}
}

static enum decoded read_tcp(struct rest r, struct packet *p)
{
	uint32_t header;

	if (r.recorded < TCP_TO_FLAGS)
		return DECODED_CUT;
	header = (uint32_t)(r.at[12] >> 4) * 4;
	if (header < 20 || header > r.length)
		return DECODED_OTHER; /* not a TCP header, or IP's length is wrong */
	p->from.port = get16(r.at);
	p->to.port = get16(r.at + 2);
	p->seq = get32(r.at + 4);
	p->flags = r.at[13] & (SEG_FIN | SEG_SYN | SEG_RST | SEG_ACK);
	p->ack = p->flags & SEG_ACK ? get32(r.at + 8) : 0;
	p->window = r.recorded >= 16 ? get16(r.at + 14) : 0;
	p->length = r.length - header;
	p->options_cut = r.recorded < header;
	if (r.recorded > 20)
		read_options(r.at + 20, (p->options_cut ? r.recorded : header) - 20, p);
	p->recorded = p->options_cut ? 0 : r.recorded - header;
	if (p->recorded > p->length)
		p->recorded = p->length;
	p->data = p->recorded > 0 ? r.at + header : NULL;
	return DECODED_TCP;
}

/* --- IP --- */

/* Cuts what follows the packet in its frame. `total` is IP's own length; 0: the
 * network card was to fill it in (TSO), so that only the frame's length is known. */
static void cut(struct rest *r, uint32_t total)
{
	if (total != 0) /* a larger frame is padded; a smaller one was recorded in part */
		r->length = total;
	if (r->recorded > r->length)
		r->recorded = r->length;
}

static enum decoded read_fragment(const struct rest *r, struct packet *p)
{
	p->fragment.at = r->at;
	p->fragment.length = r->length;
	p->fragment.recorded = r->recorded;
	return DECODED_FRAGMENT;
}

static enum decoded read_ipv4(struct rest r, struct packet *p)
{
	uint32_t header;
	uint16_t piece;

	if (r.recorded < 20)
		return DECODED_OTHER;
	header = (uint32_t)(r.at[0] & 15) * 4;
	piece = get16(r.at + 6);
	if (header < 20 || r.at[9] != PROTOCOL_TCP)
		return DECODED_OTHER;
	memcpy(p->from.address, mapped, sizeof mapped);
	memcpy(p->from.address + 12, r.at + 12, 4);
	memcpy(p->to.address, mapped, sizeof mapped);
	memcpy(p->to.address + 12, r.at + 16, 4);
	p->id = get16(r.at + 4);
	p->ttl = r.at[8];
	cut(&r, get16(r.at + 2));
	if (!skip(&r, header))
		return DECODED_CUT;
	if ((piece & 0x3fff) == 0)
		return read_tcp(r, p);
	p->fragment = (struct fragment){ .id = p->id,
					 .offset = (uint32_t)(piece & 0x1fff) * 8,
					 .more = (piece & 0x2000) != 0,
					 .header = PROTOCOL_TCP };
	return read_fragment(&r, p);
}

/* Goes past an extension header. Returns the next one, or -1. */
static int extension(struct rest *r, int header)
{
	uint32_t n;
	int next;

	if (r->recorded < 8)
		return -1;
	next = r->at[0];
	n = header == FRAGMENT_HEADER ? 8 : header == 51 ? ((uint32_t)r->at[1] + 2) * 4 : ((uint32_t)r->at[1] + 1) * 8;
	return skip(r, n) ? next : -1;
}

static bool is_extension(int header)
{
	return header == 0 || header == 43 || header == FRAGMENT_HEADER || header == 51 || header == 60 ||
	       header == 135;
}

/* Returns whether the fragment header at r says that there are other fragments, which it
 * then describes. */
static bool is_fragment(const struct rest *r, struct packet *p)
{
	uint16_t piece;

	if (r->recorded < 8)
		return false;
	piece = get16(r->at + 2);
	p->fragment = (struct fragment){
		.header = r->at[0], .offset = piece & 0xfff8, .more = (piece & 1) != 0, .id = get32(r->at + 4)
	};
	return p->fragment.offset != 0 || p->fragment.more;
}

/* Reads what follows IPv6's own header, or was put together from fragments. */
static enum decoded read_headers(struct rest *r, int header, struct packet *p)
{
	for (int i = 0; i < HEADERS_MAX && is_extension(header); i++) {
		bool piece = header == FRAGMENT_HEADER && is_fragment(r, p);

		header = extension(r, header);
		if (piece)
			return header == PROTOCOL_TCP || is_extension(header) ? read_fragment(r, p) : DECODED_OTHER;
	}
	return header == PROTOCOL_TCP ? read_tcp(*r, p) : DECODED_OTHER;
}

bool packet_read_fragments(uint8_t header, const uint8_t *at, uint32_t recorded, uint32_t length, struct packet *p)
{
	struct rest r = { at, recorded, length };

	return read_headers(&r, header, p) == DECODED_TCP;
}

static enum decoded read_ipv6(struct rest r, struct packet *p)
{
	int header;
	uint32_t payload;

	if (r.recorded < 40)
		return DECODED_OTHER;
	header = r.at[6];
	payload = get16(r.at + 4);
	p->ttl = r.at[7];
	memcpy(p->from.address, r.at + 8, 16);
	memcpy(p->to.address, r.at + 24, 16);
	cut(&r, payload ? payload + 40 : 0);
	if (!skip(&r, 40))
		return DECODED_OTHER;
	return read_headers(&r, header, p);
}

static enum decoded read_ip(struct rest r, struct packet *p)
{
	if (r.recorded == 0)
		return DECODED_OTHER;
	switch (r.at[0] >> 4) {
	case 4:
		return read_ipv4(r, p);
	case 6:
		return read_ipv6(r, p);
	default:
		return DECODED_OTHER;
	}
}

/* --- link layers: each leaves IP's packet --- */

static bool by_ppp(struct rest *r)
{
	if (r->recorded >= 2 && r->at[0] == 0xff && r->at[1] == 3)
		skip(r, 2);
	if (r->recorded >= 1 && (r->at[0] & 1) != 0) /* the first octet is left out */
		return (r->at[0] == PPP_IPV4 || r->at[0] == PPP_IPV6) && skip(r, 1);
	return r->recorded >= 2 && (get16(r->at) == PPP_IPV4 || get16(r->at) == PPP_IPV6) && skip(r, 2);
}

/* Goes past LLC and SNAP, which leave a type. */
static bool by_llc(struct rest *r, uint32_t *type)
{
	if (r->recorded < 8 || r->at[0] != 0xaa || r->at[1] != 0xaa)
		return false;
	*type = get16(r->at + 6);
	return skip(r, 8);
}

static bool is_vlan(uint32_t type)
{
	return type == 0x8100 || type == 0x88a8 || type == 0x9100 || type == 0x9200;
}

static bool by_type(struct rest *r, uint32_t type)
{
	for (int i = 0; i < HEADERS_MAX && is_vlan(type); i++) {
		if (r->recorded < 4)
			return false;
		type = get16(r->at + 2);
		skip(r, 4);
	}
	if (type < TYPES && !by_llc(r, &type))
		return false;
	if (type == TYPE_PPPOE)
		return skip(r, 6) && by_ppp(r);
	return type == TYPE_IPV4 || type == TYPE_IPV6;
}

static bool by_ethernet(struct rest *r)
{
	uint32_t type = r->recorded >= 14 ? get16(r->at + 12) : 0;

	return skip(r, 14) && by_type(r, type);
}

static bool by_cooked(struct rest *r)
{
	uint32_t type = r->recorded >= 16 ? get16(r->at + 14) : 0;

	return skip(r, 16) && by_type(r, type);
}

static bool by_cooked2(struct rest *r)
{
	uint32_t type = r->recorded >= 20 ? get16(r->at) : 0;

	return skip(r, 20) && by_type(r, type);
}

static bool by_fddi(struct rest *r)
{
	uint32_t type;

	return skip(r, 13) && by_llc(r, &type) && by_type(r, type);
}

static bool by_hdlc(struct rest *r)
{
	uint32_t type = r->recorded >= 4 ? get16(r->at + 2) : 0;

	return skip(r, 4) && by_type(r, type);
}

/* PPP over a serial line begins with PPP's own header or with Cisco's. */
static bool by_serial(struct rest *r)
{
	return r->recorded >= 1 && (r->at[0] == 0x0f || r->at[0] == 0x8f) ? by_hdlc(r) : by_ppp(r);
}

static bool by_ppp_direction(struct rest *r)
{
	return skip(r, 1) && by_ppp(r);
}

static bool by_pppoe(struct rest *r)
{
	return skip(r, 6) && by_ppp(r);
}

/* Goes past a number of the address family, in either byte order: IP's own version
 * says the rest. */
static bool by_family(struct rest *r)
{
	return skip(r, 4);
}

/* Finds the attribute that has the packet. The numbers are in the order of the machine
 * that wrote them: both are tried, and a length that does not fit excludes one. */
static bool by_nflog(struct rest *r)
{
	if (!skip(r, 4))
		return false;
	while (r->recorded >= 4) {
		uint32_t n = (uint32_t)(r->at[0] | r->at[1] << 8), type = (uint32_t)(r->at[2] | r->at[3] << 8);

		if (n < 4 || n > r->length) {
			n = get16(r->at);
			type = get16(r->at + 2);
		}
		if (n < 4)
			return false;
		if (type == NFLOG_PAYLOAD) {
			if (n < r->length)
				r->length = n;
			if (r->recorded > r->length)
				r->recorded = r->length;
			return skip(r, 4);
		}
		if (!skip(r, (n + 3) & ~3u))
			return false;
	}
	return false;
}

static bool by_nothing(struct rest *r)
{
	(void)r;
	return true;
}

static const struct {
	int link;
	bool (*enter)(struct rest *r);
} links[] = {
	{ DLT_EN10MB, by_ethernet },   { DLT_LINUX_SLL, by_cooked }, { DLT_LINUX_SLL2, by_cooked2 },
	{ DLT_NULL, by_family },       { DLT_LOOP, by_family },      { DLT_RAW, by_nothing },
	{ DLT_IPV4, by_nothing },      { DLT_IPV6, by_nothing },     { DLT_PPP, by_ppp },
	{ DLT_PPP_SERIAL, by_serial }, { DLT_PPP_ETHER, by_pppoe },  { DLT_PPP_PPPD, by_ppp_direction },
	{ DLT_C_HDLC, by_hdlc },       { DLT_FDDI, by_fddi },        { DLT_NFLOG, by_nflog },
};
enum { LINKS = sizeof links / sizeof *links };

bool packet_link_known(int link)
{
	for (int i = 0; i < LINKS; i++)
		if (links[i].link == link)
			return true;
	return false;
}

enum decoded packet_decode(int link, const uint8_t *frame, uint32_t recorded, uint32_t length, struct packet *p)
{
	struct rest r = { frame, recorded, length < recorded ? recorded : length };

	memset(p, 0, sizeof *p);
	for (int i = 0; i < LINKS; i++)
		if (links[i].link == link)
			return links[i].enter(&r) ? read_ip(r, p) : DECODED_OTHER;
	return DECODED_OTHER;
}

/* --- endpoints --- */

bool endpoint_same(const struct endpoint *a, const struct endpoint *b)
{
	return a->port == b->port && memcmp(a->address, b->address, sizeof a->address) == 0;
}

void endpoint_write(struct text *t, const struct endpoint *e)
{
	bool four = memcmp(e->address, mapped, sizeof mapped) == 0;
	char array[INET6_ADDRSTRLEN] = "";

	for (int i = 12; four && i < 16; i++) {
		text_add_number(t, e->address[i], 1);
		text_add(t, i < 15 ? "." : "");
	}
	if (!four) {
		inet_ntop(AF_INET6, e->address, array, sizeof array);
		text_add(t, "[");
		text_add(t, array);
		text_add(t, "]");
	}
	text_add(t, ":");
	text_add_number(t, e->port, 1);
}
