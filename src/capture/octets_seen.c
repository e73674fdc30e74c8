/* Keeps which octets of a direction a capture has. Called by connection.c. */
#include "capture/octets_seen.h"

#include <string.h>

#include "base/mem.h"
#include "engine/seq.h"

static uint32_t gap_after(const struct octets_seen *o, size_t i)
{
	return seq_diff(o->ranges[i].to, o->ranges[i + 1].from);
}

static void remove_range(struct octets_seen *o, size_t i)
{
	memmove(&o->ranges[i], &o->ranges[i + 1], (o->used - i - 1) * sizeof *o->ranges);
	o->used--;
}

/* Keeps memory bounded: the octets of the smallest gap count as lost. */
static void close_smallest_gap(struct octets_seen *o)
{
	size_t at = 0;

	for (size_t i = 1; i + 1 < o->used; i++)
		if (gap_after(o, i) < gap_after(o, at))
			at = i;
	o->lost += gap_after(o, at);
	o->ranges[at].to = o->ranges[at + 1].to;
	remove_range(o, at + 1);
}

static void insert_range(struct octets_seen *o, size_t at, uint32_t from, uint32_t to)
{
	o->ranges = mem_grow(o->ranges, o->used, &o->size, sizeof *o->ranges);
	memmove(&o->ranges[at + 1], &o->ranges[at], (o->used - at) * sizeof *o->ranges);
	o->ranges[at] = (struct range){ from, to };
	o->used++;
}

uint32_t octets_seen_add(struct octets_seen *o, uint32_t from, uint32_t to)
{
	uint32_t known = 0, all = seq_diff(from, to);
	size_t at = 0;

	while (at < o->used && seq_lt(o->ranges[at].to, from))
		at++;
	while (at < o->used && seq_le(o->ranges[at].from, to)) {
		struct range *r = &o->ranges[at];
		uint32_t low = seq_gt(r->from, from) ? r->from : from, high = seq_lt(r->to, to) ? r->to : to;

		if (seq_lt(low, high))
			known += seq_diff(low, high);
		from = seq_lt(r->from, from) ? r->from : from;
		to = seq_gt(r->to, to) ? r->to : to;
		remove_range(o, at);
	}
	insert_range(o, at, from, to);
	if (o->used > GAPS_MAX)
		close_smallest_gap(o);
	if (seq_diff(o->ranges[0].from, o->ranges[0].to) > SPAN) {
		o->ranges[0].from = o->ranges[0].to - SPAN;
		o->trimmed = true;
	}
	o->octets += all - known;
	return all - known;
}

void octets_seen_free(struct octets_seen *o)
{
	mem_free(o->ranges);
	o->ranges = NULL;
}
