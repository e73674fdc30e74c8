/* Puts IP fragments of TCP segments together (RFC 791 3.2, RFC 8200 4.5). */
#include "capture/fragments.h"

#include <string.h>

#include "base/mem.h"
#include "engine/segment.h"

enum {
	DATAGRAM_MAX = 65535,
	UNIT = 8, /* octets in which offsets are counted */
	UNITS = (DATAGRAM_MAX + UNIT) / UNIT
};

/* After so long a fragment belongs to another datagram with the same id (RFC 8200 4.5). */
static const int64_t lifetime_ns = 60 * INT64_C(1000000000);

struct datagram {
	struct packet first; /* the packet of its first fragment; of any until that comes */
	bool used, has_first, told;
	uint32_t total;  /* octets; 0: its last fragment has not come */
	uint32_t filled; /* units that have come */
	uint32_t prefix; /* octets of the first fragment */
	uint32_t cut;    /* the first octet that the file does not have */
	uint64_t age;
	uint8_t came[UNITS / 8 + 1];
	uint8_t octets[DATAGRAM_MAX];
};

struct fragments {
	struct datagram *datagrams[FRAGMENTS_MAX];
	uint32_t used;
	uint64_t added;
};

struct fragments *fragments_new(void)
{
	return mem_new(1, sizeof(struct fragments));
}

void fragments_free(struct fragments *all)
{
	if (!all)
		return;
	for (int i = 0; i < FRAGMENTS_MAX; i++)
		mem_free(all->datagrams[i]);
	mem_free(all);
}

static bool same_way(const struct packet *a, const struct packet *b)
{
	return memcmp(a->from.address, b->from.address, sizeof a->from.address) == 0 &&
	       memcmp(a->to.address, b->to.address, sizeof a->to.address) == 0;
}

static struct datagram *start(struct fragments *all, const struct packet *p)
{
	int at = 0;
	struct datagram *d;

	for (int i = 0; i < FRAGMENTS_MAX; i++) {
		d = all->datagrams[i];
		if (!d || !d->used) {
			at = i;
			break;
		}
		if (d->age < all->datagrams[at]->age)
			at = i;
	}
	if (!all->datagrams[at])
		all->datagrams[at] = mem_new(1, sizeof *d);
	d = all->datagrams[at];
	all->used += !d->used;
	d->used = true;
	d->first = *p;
	d->has_first = d->told = false;
	d->total = d->filled = d->prefix = 0;
	d->cut = DATAGRAM_MAX;
	d->age = ++all->added;
	memset(d->came, 0, sizeof d->came);
	return d;
}

static struct datagram *find(struct fragments *all, const struct packet *p)
{
	for (int i = 0; i < FRAGMENTS_MAX && all->used > 0; i++) {
		struct datagram *d = all->datagrams[i];

		if (!d || !d->used || d->first.fragment.id != p->fragment.id || !same_way(&d->first, p))
			continue;
		if (p->time_ns - d->first.time_ns <= lifetime_ns)
			return d;
		d->used = false;
		all->used--;
	}
	return start(all, p);
}

static void fill(struct datagram *d, const struct fragment *f)
{
	uint32_t end = f->offset + f->length;

	memcpy(d->octets + f->offset, f->at, f->recorded);
	if (f->recorded < f->length && f->offset + f->recorded < d->cut)
		d->cut = f->offset + f->recorded;
	if (!f->more)
		d->total = end;
	for (uint32_t u = f->offset / UNIT; u * UNIT < end; u++) {
		if (f->more && (u + 1) * UNIT > end)
			break; /* only the last one may end within a unit */
		d->filled += !(d->came[u / 8] >> u % 8 & 1);
		d->came[u / 8] |= (uint8_t)(1u << u % 8);
	}
}

/* Reads the segment from the octets [0, length) of a datagram. */
static bool read(const struct datagram *d, uint32_t length, struct packet *p)
{
	const struct packet *first = &d->first;

	*p = *first;
	return packet_read_fragments(first->fragment.header, d->octets, length < d->cut ? length : d->cut, length, p);
}

bool fragments_add(struct fragments *all, struct packet *p)
{
	const struct fragment f = p->fragment;
	struct datagram *d;
	struct packet whole;

	if (f.offset + f.length > DATAGRAM_MAX || f.length == 0)
		return false;
	d = find(all, p);
	if (f.offset == 0) {
		d->first = *p;
		d->has_first = true;
		d->prefix = f.length;
	}
	fill(d, &f);
	if (!d->has_first || d->total == 0 || d->filled < (d->total + UNIT - 1) / UNIT)
		return false;
	d->used = false;
	all->used--;
	if (!read(d, d->total, &whole))
		return false;
	whole.time_ns = p->time_ns;
	whole.record = p->record;
	*p = whole;
	return true;
}

bool fragments_partial(struct fragments *all, const struct packet *like, struct packet *p)
{
	for (int i = 0; i < FRAGMENTS_MAX && all->used > 0; i++) {
		struct datagram *d = all->datagrams[i];

		if (!d || !d->used || !d->has_first || d->told || (like && !same_way(&d->first, like)))
			continue;
		d->told = true;
		if (!read(d, d->prefix, p))
			continue;
		p->flags &= (uint8_t)~SEG_FIN; /* its number depends on the fragments that follow */
		return true;
	}
	return false;
}
