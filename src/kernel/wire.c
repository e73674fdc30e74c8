/* Turns packets into segments and back. Called by carrier.c. */
#include "kernel/wire.h"

#include <string.h>

#include "base/network.h"

enum {
	IP_OCTETS = 20,
	TCP_OCTETS = 20,
	TCP_PROTOCOL = 6,
	DONT_FRAGMENT = 0x4000,
	HOPS = 64,
	ADDRESS_CLIENT = 0x0A000001
};

bool wire_read(const uint8_t *octets, size_t size, uint8_t from, struct segment *s)
{
	size_t ip, tcp, whole;
	const uint8_t *at;

	if (size < IP_OCTETS + TCP_OCTETS || octets[0] >> 4 != 4 || octets[9] != TCP_PROTOCOL)
		return false;
	ip = (octets[0] & 15u) * 4u;
	whole = network_get(octets + 2, 2);
	if (ip < IP_OCTETS || whole > size || ip + TCP_OCTETS > whole)
		return false;
	at = octets + ip;
	tcp = (size_t)(at[12] >> 4) * 4;
	if (tcp < TCP_OCTETS || ip + tcp > whole)
		return false;
	memset(s, 0, sizeof *s);
	s->from = from;
	s->sport = (uint16_t)network_get(at, 2);
	s->dport = (uint16_t)network_get(at + 2, 2);
	s->seq = network_get(at + 4, 4);
	s->flags = at[13] & (SEG_FIN | SEG_SYN | SEG_RST | SEG_ACK);
	s->ack = s->flags & SEG_ACK ? network_get(at + 8, 4) : 0;
	s->wnd = network_get(at + 14, 2);
	s->len = (uint32_t)(whole - ip - tcp);
	octets_put(&s->data, 0, (const char *)at + tcp, s->len);
	return true;
}

static void write_data(uint8_t *at, const struct segment *s)
{
	memset(at, '.', s->len);
	for (uint32_t i = 0; i < s->len && i < KEPT_MAX; i++)
		if (s->data.known >> i & 1)
			at[i] = (uint8_t)s->data.text[i];
}

size_t wire_write(uint8_t *octets, const struct segment *s)
{
	size_t whole = PACKET_HEADERS + s->len;
	uint8_t *at = octets, *tcp = octets + IP_OCTETS;
	uint32_t check;

	memset(octets, 0, PACKET_HEADERS);
	at = network_put(at, 0x4500, 2);
	at = network_put(at, (uint32_t)whole, 2);
	at = network_put(at, 0, 2);
	at = network_put(at, DONT_FRAGMENT, 2);
	at = network_put(at, HOPS << 8 | TCP_PROTOCOL, 2);
	at += 2;
	at = network_put(at, ADDRESS_CLIENT + s->from, 4);
	network_put(at, ADDRESS_CLIENT + (s->from ^ 1u), 4);
	network_put(octets + 10, ~network_sum(0, octets, IP_OCTETS), 2);
	at = network_put(tcp, s->sport, 2);
	at = network_put(at, s->dport, 2);
	at = network_put(at, s->seq, 4);
	at = network_put(at, s->ack, 4);
	at = network_put(at, (uint32_t)(TCP_OCTETS / 4) << 12 | s->flags, 2);
	network_put(at, s->wnd > UINT16_MAX ? UINT16_MAX : s->wnd, 2);
	write_data(tcp + TCP_OCTETS, s);
	check = network_sum(network_sum(0, octets + 12, 8), tcp, TCP_OCTETS + s->len);
	check = network_sum(check, (const uint8_t[]){ 0, TCP_PROTOCOL }, 2);
	check = network_sum(
		check, (const uint8_t[]){ (uint8_t)((TCP_OCTETS + s->len) >> 8), (uint8_t)(TCP_OCTETS + s->len) }, 2);
	network_put(tcp + 16, ~check, 2);
	return whole;
}
