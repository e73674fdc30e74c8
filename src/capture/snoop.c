/* Reads captures of Solaris' snoop: all numbers are in network order. */
#include "capture/snoop.h"

#include <string.h>

#include <pcap/dlt.h>

#include "base/mem.h"

enum { FRAME_MAX = 1 << 18, HEADER = 24 };

struct snoop {
	FILE *f;
	uint8_t frame[FRAME_MAX];
};

static uint32_t get32(const uint8_t *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

/* RFC 1761 and what Wireshark added. */
static int link_of(uint32_t type)
{
	switch (type) {
	case 4:
		return DLT_EN10MB;
	case 8:
		return DLT_FDDI;
	default:
		return -1;
	}
}

struct snoop *snoop_open(FILE *f, int *link)
{
	uint8_t head[16];
	struct snoop *s;

	if (fread(head, 1, sizeof head, f) != sizeof head || memcmp(head, "snoop\0\0", 8) != 0 || get32(head + 8) != 2)
		return NULL;
	*link = link_of(get32(head + 12));
	s = mem_new(1, sizeof *s);
	s->f = f;
	return s;
}

int snoop_next(struct snoop *s, struct record *r)
{
	uint8_t head[HEADER];
	size_t got = fread(head, 1, sizeof head, s->f);
	uint32_t record;

	if (got == 0)
		return SNOOP_END;
	if (got < sizeof head)
		return SNOOP_CUT_OFF;
	r->length = get32(head);
	r->recorded = get32(head + 4);
	record = get32(head + 8);
	if (record < HEADER || r->recorded > record - HEADER || record - HEADER > FRAME_MAX)
		return SNOOP_DAMAGED;
	r->time_ns = (int64_t)get32(head + 16) * 1000000000 + (int64_t)get32(head + 20) * 1000;
	got = fread(s->frame, 1, record - HEADER, s->f); /* with the padding */
	r->frame = s->frame;
	return got < r->recorded ? SNOOP_CUT_OFF : SNOOP_RECORD;
}

void snoop_close(struct snoop *s)
{
	if (!s)
		return;
	fclose(s->f);
	mem_free(s);
}
