/* The octets beyond a gap in a receive buffer. tcp_arrive.c decides which
 * octets are accepted and when they are acknowledged. */
#include "engine/reassembly.h"

#include <string.h>

/* Forgets the range furthest ahead, to make room for octets that are in order.
 * It was never acknowledged, so the peer sends it again. Returns how many ranges
 * are left. */
static uint8_t range_forget_last(struct tcb *t)
{
	uint8_t last = 0;

	t->forgot = 1;
	for (uint8_t i = 1; i < t->ranges_used; i++)
		if (t->ranges[i].at > t->ranges[last].at)
			last = i;
	t->ranges[last] = t->ranges[--t->ranges_used];
	return t->ranges_used;
}

/* Adds the range [at, at + len) relative to RCV.NXT, merged with the ranges that
 * it touches. Returns false if there are already RANGES_MAX ranges. */
static bool range_add(struct tcb *t, uint32_t at, uint32_t len)
{
	uint32_t end = at + len;
	uint8_t kept = 0;

	for (uint8_t i = 0; i < t->ranges_used; i++) {
		uint32_t low = t->ranges[i].at, high = low + t->ranges[i].len;

		if (high < at || low > end) {
			t->ranges[kept++] = t->ranges[i];
			continue;
		}
		at = low < at ? low : at;
		end = high > end ? high : end;
	}
	if (kept == RANGES_MAX && at > 0)
		return false;
	if (kept == RANGES_MAX)
		kept = range_forget_last(t);
	t->ranges[kept] = (struct range){ at, end - at };
	for (uint8_t i = kept + 1; i < RANGES_MAX; i++)
		t->ranges[i] = (struct range){ 0, 0 };
	t->ranges_used = kept + 1;
	return true;
}

/* Removes the range that starts at RCV.NXT. Returns its length, or 0 if there is
 * none. */
static uint32_t range_take_front(struct tcb *t)
{
	for (uint8_t i = 0; i < t->ranges_used; i++) {
		uint32_t len = t->ranges[i].len;

		if (t->ranges[i].at != 0)
			continue;
		t->ranges[i] = t->ranges[--t->ranges_used];
		t->ranges[t->ranges_used] = (struct range){ 0, 0 };
		for (uint8_t j = 0; j < t->ranges_used; j++)
			t->ranges[j].at -= len;
		return len;
	}
	return 0;
}

bool reassembly_hold(struct tcb *t, const struct segment *s)
{
	uint32_t at = seq_diff(t->rcv_nxt, s->seq);

	if (s->len == 0)
		return true;
	if (!range_add(t, at, s->len)) {
		t->forgot = 1;
		return false;
	}
	octets_copy(&t->rcv, t->rcv_len + at, &s->data, 0, s->len);
	return true;
}

uint32_t reassembly_take(struct tcb *t)
{
	uint32_t n = range_take_front(t);

	t->rcv_nxt += n;
	t->rcv_len += n;
	t->rcv_wnd -= n < t->rcv_wnd ? n : t->rcv_wnd;
	return n;
}

void reassembly_forget(struct tcb *t)
{
	memset(t->ranges, 0, sizeof t->ranges);
	t->ranges_used = 0;
	octets_cut(&t->rcv, t->rcv_len);
}

void reassembly_note_fin(struct tcb *t, const struct segment *s)
{
	seqnum at = s->seq + s->len;
	bool stale = t->peer_fin && seq_lt(t->peer_fin_seq, t->rcv_nxt);

	if (t->peer_fin_done)
		return;
	if (s->flags & SEG_FIN && (!t->peer_fin || stale || at == t->rcv_nxt)) {
		t->peer_fin = 1;
		t->peer_fin_seq = at;
	} else if (stale) {
		t->peer_fin = 0;
		t->peer_fin_seq = 0;
	}
}
