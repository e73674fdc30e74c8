/* A run as a capture (pcap, link type raw IPv4), as seen at the wire of one end: what it
 * sends when it is sent, what arrives when it arrives. What is lost on the way there, and
 * what a forger sends elsewhere, is not on this wire. Octets whose content is not known are
 * dots. Called by cli/export_data. */
#include "report/pcap.h"

#include "base/network.h"

#define MAGIC UINT32_C(0xA1B2C3D4) /* times in microseconds */
enum {
	LINK_RAW = 101, /* packets begin with the IP header */
	SNAP = 262144,
	IP_OCTETS = 20,
	TCP_OCTETS = 20,
	OPTIONS_MAX = 20,
	TCP_PROTOCOL = 6,
	DONT_FRAGMENT = 0x4000,
	HOPS = 64,
	SCALE_MAX = 14
};

/* --- octets --- */

/* The file's own numbers are little-endian on every machine, so that an export is. */
static void put_little(FILE *out, uint32_t value, int octets)
{
	for (int i = 0; i < octets; i++)
		fputc((int)(value >> 8 * i & 0xFF), out);
}

/* --- headers --- */

/* Returns the shift that makes the windows of a host fit 16 bits, if both ends say it in
 * their SYNs (RFC 7323 2.2). */
static int scale_of(const struct pcap *p, uint8_t host)
{
	int shift = 0;

	while (p->syn[0] && p->syn[1] && shift < SCALE_MAX && p->wnd[host] >> shift > UINT16_MAX)
		shift++;
	return shift;
}

static uint8_t *options(const struct pcap *p, const struct segment *s, uint8_t *at)
{
	if (s->flags & SEG_SYN) {
		at = network_put(at, 0x0204, 2); /* MSS, RFC 9293 3.7.1 */
		at = network_put(at, p->config->mss, 2);
		if (scale_of(p, 0) || scale_of(p, 1)) /* NOP, window scale */
			at = network_put(at, 0x01030300 + (uint32_t)scale_of(p, s->from), 4);
	}
	if (s->has_times) { /* NOP, NOP, timestamps */
		at = network_put(at, 0x0101080A, 4);
		at = network_put(at, s->tsval, 4);
		at = network_put(at, s->tsecr, 4);
	}
	return at;
}

/* Returns the window field: never scaled in a SYN. */
static uint32_t window(const struct pcap *p, const struct segment *s)
{
	uint32_t wnd = s->flags & SEG_SYN ? s->wnd : s->wnd >> scale_of(p, s->from);

	return wnd > UINT16_MAX ? UINT16_MAX : wnd;
}

/* Writes an IPv4 header. A segment's number is its identification, so that copies differ. */
static void ip_header(uint8_t at[IP_OCTETS], const struct segment *s, uint32_t id, uint32_t length)
{
	uint8_t *next = network_put(at, 0x4500, 2);

	next = network_put(next, length, 2);
	next = network_put(next, id & 0xFFFF, 2);
	next = network_put(next, DONT_FRAGMENT, 2);
	next = network_put(next, HOPS << 8 | TCP_PROTOCOL, 2);
	next = network_put(next, 0, 2);
	next = network_put(next, 0x0A000001 + s->from, 4);        /* 10.0.0.1 is the client */
	next = network_put(next, 0x0A000001 + (s->from ^ 1u), 4); /* 10.0.0.2 the server */
	network_put(at + 10, ~network_sum(0, at, IP_OCTETS) & 0xFFFF, 2);
}

/* Writes a TCP header with its options, but for the checksum. Returns its octets. */
static size_t tcp_header(const struct pcap *p, const struct segment *s, uint8_t at[TCP_OCTETS + OPTIONS_MAX])
{
	size_t octets = (size_t)(options(p, s, at + TCP_OCTETS) - at);
	uint8_t *next = network_put(at, s->sport, 2);

	next = network_put(next, s->dport, 2);
	next = network_put(next, s->seq, 4);
	next = network_put(next, s->ack, 4);
	next = network_put(next, (uint32_t)(octets / 4) << 12 | s->flags, 2);
	next = network_put(next, window(p, s), 2);
	network_put(next, 0, 4); /* checksum, urgent pointer */
	return octets;
}

static uint8_t octet_of(const struct segment *s, uint32_t i)
{
	return i < KEPT_MAX && s->data.known >> i & 1 ? (uint8_t)s->data.text[i] : '.';
}

static uint32_t data_sum(uint32_t so_far, const struct segment *s)
{
	for (uint32_t i = 0; i < s->len; i += 2) {
		uint8_t pair[2] = { octet_of(s, i), i + 1 < s->len ? octet_of(s, i + 1) : 0 };

		so_far = network_sum(so_far, pair, 2);
	}
	return so_far;
}

/* --- the file --- */

void pcap_begin(struct pcap *p, FILE *out, uint8_t at, const struct config *config)
{
	*p = (struct pcap){ .out = out, .config = config, .at = at };
}

/* Returns whether the row's segment passes the wire of the host. */
static bool on_wire(const struct pcap *p, const struct row *row)
{
	switch ((enum row_kind)row->kind) {
	case ROW_SEND:
	case ROW_ARRIVE:
		return row->actor == p->at;
	case ROW_LOSE: /* it was sent, and went no further: there is no row of its sending */
		return row->actor == p->at && row->loss == LOSS_WIRE_FULL;
	case ROW_CALL:
	case ROW_RETURN:
	case ROW_TIMER:
	case ROW_FORGE:
		return false;
	}
	return false;
}

void pcap_look(struct pcap *p, const struct row *row)
{
	const struct segment *s = &row->segment;

	if (!on_wire(p, row))
		return;
	if (s->flags & SEG_SYN)
		p->syn[s->from] = 1;
	else if (s->wnd > p->wnd[s->from])
		p->wnd[s->from] = s->wnd;
}

void pcap_header(struct pcap *p)
{
	put_little(p->out, MAGIC, 4);
	put_little(p->out, 2, 2); /* version 2.4 */
	put_little(p->out, 4, 2);
	put_little(p->out, 0, 4);
	put_little(p->out, 0, 4);
	put_little(p->out, SNAP, 4);
	put_little(p->out, LINK_RAW, 4);
}

bool pcap_row(struct pcap *p, const struct row *row)
{
	const struct segment *s = &row->segment;
	uint8_t headers[IP_OCTETS + TCP_OCTETS + OPTIONS_MAX];
	uint8_t *tcp = headers + IP_OCTETS;
	uint32_t octets, check;

	if (!on_wire(p, row) || p->too_id)
		return !p->too_id;
	octets = IP_OCTETS + (uint32_t)tcp_header(p, s, tcp);
	if (s->len > UINT16_MAX - octets) {
		p->too_long = s->len;
		p->too_id = row->id;
		return false;
	}
	ip_header(headers, s, row->id, octets + s->len);
	check = network_sum(0, headers + 12, 8); /* both addresses, the protocol, the length of TCP's part */
	check += TCP_PROTOCOL + octets - IP_OCTETS + s->len;
	check = network_sum(check, tcp, octets - IP_OCTETS);
	network_put(tcp + 16, ~data_sum(check, s) & 0xFFFF, 2);
	put_little(p->out, (uint32_t)(row->time_ms / 1000), 4);
	put_little(p->out, (uint32_t)(row->time_ms % 1000 * 1000), 4);
	put_little(p->out, octets + s->len, 4);
	put_little(p->out, octets + s->len, 4);
	fwrite(headers, 1, octets, p->out);
	for (uint32_t i = 0; i < s->len; i++)
		fputc(octet_of(s, i), p->out);
	return true;
}
