/* Decides whether a RST was accepted, and why it was sent. Called by connection.c. */
#include "capture/connection_life.h"
#include "engine/segment.h"
#include "engine/seq.h"

/* Returns whether the receiver takes a RST: its number is in the window. */
static bool rst_accepted(const struct connection *c, int from, const struct packet *p)
{
	const struct direction *d = &c->life->of[from], *receiver = &c->life->of[1 - from];
	enum tcp_state state = connection_state(c, 1 - from);
	uint32_t low, size;

	if (!receiver->sent)
		return true; /* nothing is known of it */
	if (state == TCPS_SYN_SENT)
		return (p->flags & SEG_ACK) != 0 && p->ack == receiver->iss + 1;
	if (state == TCPS_CLOSED)
		return false;
	if (!receiver->acks && !d->sent)
		return true;
	low = receiver->acks ? receiver->acked : d->start;
	size = receiver->window > 0 ? receiver->window : 1;
	if (d->sent && seq_gt(d->end, low) && seq_diff(low, d->end) >= size)
		size = seq_diff(low, d->end) + 1; /* what was sent is taken to have arrived */
	return seq_within(p->seq, low, size);
}

static enum reset_cause cause_of(const struct connection *c, int from, const struct packet *p)
{
	const struct direction *d = &c->life->of[from], *peer = &c->life->of[1 - from];

	if (d->unanswered >= 2)
		return CAUSE_TIMEOUT;
	if (d->fin_sent)
		return CAUSE_AFTER_CLOSE;
	if (!(p->flags & SEG_ACK) || !d->sent)
		return CAUSE_UNKNOWN;
	return peer->data.octets > 0 && (d->data_since || d->window < d->most) ? CAUSE_UNREAD : CAUSE_ABORT;
}

void connection_take_reset(struct connection *c, int from, const struct packet *p)
{
	struct life *l = c->life;
	enum tcp_state state = connection_state(c, 1 - from);

	if (c->bits & BIT_RESET)
		return;
	if (!rst_accepted(c, from, p)) {
		if (l->cause == CAUSE_NONE && state != TCPS_CLOSED)
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
	l->reset = (struct reset){ .mark = { p->time_ns, p->record },
				   .state = state,
				   .before = c->last_record,
				   .before_from = l->last_from,
				   .idle_ns = c->last_record ? p->time_ns - c->last_ns : 0,
				   .before_idle_ns = l->last_idle_ns,
				   .ttl = p->ttl,
				   .from = from };
}
