/* Packets written as text, for the tests of capture/. */
#ifndef TCPSTEP_TESTS_CAPTURE_PACKETS_H
#define TCPSTEP_TESTS_CAPTURE_PACKETS_H

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "capture/connections.h"
#include "engine/segment.h"

#define SECOND_NS INT64_C(1000000000)

static uint8_t packet_flags(const char *words)
{
	static const struct {
		const char *name;
		uint8_t bit;
	} flags[] = { { "SYN", SEG_SYN }, { "FIN", SEG_FIN }, { "RST", SEG_RST }, { "ACK", SEG_ACK } };
	uint8_t found = 0;

	for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
		if (strstr(words, flags[i].name))
			found |= flags[i].bit;
	return found;
}

static unsigned packet_option(const char *at, const char *name, unsigned otherwise)
{
	size_t end = strcspn(at, ";");
	const char *s = strstr(at, name);

	return s && s < at + end ? (unsigned)strtoul(s + strlen(name), NULL, 10) : otherwise;
}

/* Adds packets, separated by ';', such as "> SYN 100" and "< SYN,ACK 300 101 12 win=0":
 * who sends, flags, seq, ack, octets, options (win=1000 ttl=64 port=80). ">" is from port
 * 40000 to 80. Each comes 10 ms after the one before and has the next record; "=" is the packet
 * before once more, "+ 41" 41 s. Returns when the last one came. */
static int64_t packets_add(struct connections *all, const char *packets)
{
	int64_t now = 0;
	uint32_t record = 0;
	uint16_t id = 1;

	for (const char *at = packets; at; at = strchr(at, ';') ? strchr(at, ';') + 1 : NULL) {
		struct packet p = { 0 };
		char who, words[32] = "";
		unsigned seq = 0, ack = 0, len = 0;

		ck_assert_int_ge(sscanf(at, " %c %31s %u %u %u", &who, words, &seq, &ack, &len), 1);
		if (who == '+') {
			now += atoi(words) * SECOND_NS;
			continue;
		}
		now += SECOND_NS / 100;
		p.id = who == '=' ? id : ++id;
		p.time_ns = now;
		p.record = ++record;
		p.flags = packet_flags(words);
		p.seq = seq;
		p.ack = ack;
		p.length = len;
		p.window = (uint16_t)packet_option(at, "win=", 1000);
		p.ttl = (uint8_t)packet_option(at, "ttl=", 64);
		p.from.port = (uint16_t)(who == '<' ? packet_option(at, "port=", 80) : 40000);
		p.to.port = (uint16_t)(who == '<' ? 40000 : packet_option(at, "port=", 80));
		connections_add(all, &p);
	}
	return now;
}

#define OPENED "> SYN 100; < SYN,ACK 300 101; > ACK 101 301;"

#endif
