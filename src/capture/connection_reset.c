/* Decides whether a RST was accepted, and why it was sent. Called by connection.c. */
#include "capture/connection_life.h"
#include "engine/segment.h"
#include "engine/seq.h"

int64_t connection_late_ns(const struct life *l)
{
	return l->rtt_ns > 0 ? l->rtt_ns : COPY_NS;
}

/* Returns whether the receiver takes a RST: its number is in the window. */
static bool rst_accepted(const struct connection *c, int from, const struct packet *p)
{
	const struct direction *d = &c->life->of[from], *receiver = &c->life->of[1 - from];
	enum tcp_state state = connection_state(c, 1 - from);
	uint32_t low, size;

	if (!receiver->sent)
		return true; /* nothing is known of it */
	if (state == TCPS_SYN_SENT)
		return (p->flags & SEG_ACK) != 0 &&
		       seq_within(p->ack, receiver->iss + 1, seq_diff(receiver->iss, receiver->end));
	if (state == TCPS_CLOSED)
		return false;
	if (!receiver->acks && !d->sent)
		return true;
	if (d->fin_sent && p->seq == d->fin && receiver->acked == d->fin + 1 && state != TCPS_TIME_WAIT)
		return true; /* not RFC 9293; but hosts do so, since many send such a RST after close */
	low = receiver->acks ? receiver->acked : d->start;
	size = receiver->window > 0 ? receiver->window : 1;
	if (d->sent && seq_gt(d->end, low) && seq_diff(low, d->end) >= size)
		size = seq_diff(low, d->end) + 1; /* what was sent is taken to have arrived */
	return seq_within(p->seq, low, size);
}

/* Returns whether a RST is beyond all that its sender is seen to have sent: then its
 * receiver answers with an ACK (RFC 9293 3.10.7.4), unless the file lacks packets. */
static bool is_doubtful(const struct life *l, int from, const struct packet *p)
{
	const struct direction *d = &l->of[from];

	return d->sent && l->of[1 - from].acks && l->of[1 - from].sent && seq_gt(p->seq, d->end) &&
	       seq_gt(p->seq, l->of[1 - from].acked);
}

bool reset_is_foreign(uint32_t end_then, uint32_t end_now, uint32_t ack)
{
	return seq_gt(end_now, end_then) && seq_gt(ack, end_then) && seq_le(ack, end_now);
}

/* Notes that the RST's sender goes on with the connection, which a host does not that has sent one. What it
 * sent before may come later, by less than a round trip. */
static void note_going_on(struct connection *c, int from, const struct packet *p)
{
	struct life *l = c->life;
	uint32_t end = p->seq + p->length + ((p->flags & SEG_FIN) != 0);

	if (l->went_on_record == 0 && from == l->reset.from && l->of[from].sent && !(p->flags & SEG_SYN) &&
	    seq_gt(end, l->reset.end) && seq_gt(end, l->reset.seq) &&
	    p->time_ns - l->reset.mark.ns > connection_late_ns(l))
		l->went_on_record = p->record;
}

void connection_doubt_reset(struct connection *c, int from, const struct packet *p)
{
	struct life *l = c->life;
	uint32_t end = l->of[l->reset.from].end;
	bool again = c->bits & BIT_REFUSED && from != l->reset.from && p->flags == SEG_SYN;
	bool doubtful = c->bits & BIT_DOUBTFUL;
	bool went_on = from != l->reset.from && p->flags & SEG_ACK &&
		       (doubtful || (l->of[l->reset.from].sent && reset_is_foreign(l->reset.end, end, p->ack)));

	if (!again && !went_on) {
		note_going_on(c, from, p);
		return;
	}
	l->went_on_record = 0;
	c->bits &= (uint8_t) ~(BIT_RESET | BIT_REFUSED | BIT_FORGOTTEN | BIT_DOUBTFUL);
	l->cause = again ? CAUSE_NONE : CAUSE_OUTSIDE;
	if (!again && doubtful && l->ignored_reset == 0)
		l->ignored_reset = l->reset.mark.record;
	if (!again && !doubtful && l->foreign_reset == 0) {
		l->foreign_reset = l->reset.mark.record;
		l->foreign_from = l->reset.from;
	}
	for (int i = 0; i < 2 && l->first_fin < 0; i++)
		if (l->of[i].fin_sent)
			l->first_fin = i;
}

static enum reset_cause cause_of(const struct connection *c, int from, const struct packet *p)
{
	const struct direction *d = &c->life->of[from], *peer = &c->life->of[1 - from];

	if (d->unanswered >= 2 || d->probes >= 2)
		return CAUSE_TIMEOUT;
	if (d->fin_sent)
		return CAUSE_AFTER_CLOSE;
	if (!(p->flags & SEG_ACK) || !d->sent)
		return CAUSE_UNKNOWN;
	return peer->data.octets > 0 && (d->data_since || d->window < d->most) ? CAUSE_UNREAD : CAUSE_ABORT;
}

/* Finds the last packet of the peer that the RST may answer: it has the number that this acknowledges
 * (RFC 9293 3.10.7.1), or else came just before. With an ACK that is behind it answers nothing. */
static void find_asked(struct reset *r, const struct direction *d, const struct direction *peer, const struct packet *p)
{
	if (p->flags & SEG_ACK && seq_lt(p->ack, peer->end))
		return;
	for (int exact = 1; exact >= 0 && r->asked == 0; exact--)
		for (int i = 0; i < RECENT; i++) {
			const struct recent *q = &peer->recent[i];
			uint32_t end = q->seq + q->length + ((q->flags & SEG_FIN) != 0);

			if (!q->used || (q->flags & (SEG_ACK | SEG_RST)) != SEG_ACK || q->record <= r->asked ||
			    (exact ? q->ack != p->seq : q->record != r->before))
				continue;
			r->asked = q->record;
			r->still_came = q->record > d->fin_mark.record || (d->acks && seq_gt(end, d->acked));
		}
}

void connection_take_reset(struct connection *c, int from, const struct packet *p)
{
	struct life *l = c->life;
	uint8_t bits = c->bits;
	enum tcp_state state;

	if (bits & BIT_RESET && !(bits & BIT_DOUBTFUL))
		return;
	c->bits &= (uint8_t) ~(BIT_RESET | BIT_FORGOTTEN | BIT_DOUBTFUL);
	state = connection_state(c, 1 - from);
	if (!rst_accepted(c, from, p)) {
		c->bits = bits;
		if (state == TCPS_CLOSED)
			return;
		if (l->cause == CAUSE_NONE)
			l->cause = CAUSE_OUTSIDE;
		if (l->ignored_reset == 0)
			l->ignored_reset = p->record;
		return;
	}
	l->cause = cause_of(c, from, p);
	if (state == TCPS_SYN_SENT && !l->of[from].syn) {
		c->bits |= BIT_REFUSED;
		l->cause = CAUSE_REFUSED;
	}
	if (state == TCPS_SYN_RECEIVED)
		c->bits |= BIT_FORGOTTEN;
	c->bits |= BIT_RESET;
	if (is_doubtful(l, from, p))
		c->bits |= BIT_DOUBTFUL;
	l->reset = (struct reset){ .mark = { p->time_ns, p->record },
				   .seq = p->seq,
				   .end = l->of[from].end,
				   .state = state,
				   .before = c->last_record,
				   .before_from = l->last_from,
				   .idle_ns = c->last_record ? p->time_ns - c->last_ns : 0,
				   .before_idle_ns = l->last_idle_ns,
				   .ttl = p->ttl,
				   .from = from };
	find_asked(&l->reset, &l->of[from], &l->of[1 - from], p);
}
