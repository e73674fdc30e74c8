/* Judges each packet by what RFC 9293 lets its sender send. Called by connection.c.
 *
 * The rules are those of `observe` (engine/observed.h). What the file does not show is decided
 * in the sender's favour: that its program sent and closed, that what it acknowledges arrived, and
 * that it knew of a window as soon as that was seen. */
#include "capture/connection_life.h"
#include "engine/observed.h"
#include "engine/segment.h"
#include "engine/seq.h"

/* Returns whether the capture has the SYN that began the connection. */
static bool has_start(const struct life *l)
{
	return l->of[0].active || l->of[1].active;
}

static struct observed_sender sender_of(const struct connection *c, int from, const struct packet *p)
{
	const struct direction *d = &c->life->of[from], *peer = &c->life->of[1 - from];
	uint32_t end = p->seq + p->length;

	return (struct observed_sender){
		.state = connection_state(c, from),
		.iss = d->syn ? d->iss : p->seq,
		.snd_una = peer->acks ? peer->acked : d->start,
		.snd_nxt = d->sent && seq_gt(d->end, p->seq) ? d->end : p->seq,
		.rcv_nxt = p->ack,
		.fin_seq = d->fin,
		.edge = peer->acks ? peer->edge : end,
		.given = UINT32_MAX,
		.fin_sent = d->fin_sent,
		.fin_given = true,
	};
}

static enum tcp_state state_for_syn(const struct direction *d, const struct direction *peer, bool answers, bool start)
{
	if (d->beyond_syn)
		return TCPS_ESTABLISHED;
	if (!answers)
		return TCPS_SYN_SENT;
	return peer->syn || !start ? TCPS_SYN_RECEIVED : TCPS_CLOSED;
}

static bool syn_differs(const struct connection *c, int from, const struct segment *s, struct observed_sender *h)
{
	const struct direction *d = &c->life->of[from], *peer = &c->life->of[1 - from];
	uint32_t sent = peer->sent ? seq_diff(peer->iss, peer->end) : 1;

	h->state = state_for_syn(d, peer, (s->flags & SEG_ACK) != 0, has_start(c->life));
	h->snd_nxt = d->syn ? d->end : d->iss;
	if (peer->syn && !seq_within(s->ack, peer->iss + 1, sent))
		h->rcv_nxt = peer->iss + 1;
	return observed_differs(h, s) != RULE_NONE;
}

/* Returns whether a RST has a number that a packet of the peer acknowledges. */
static bool answers_recent(const struct direction *peer, uint32_t seq)
{
	for (int i = 0; i < RECENT; i++)
		if (peer->recent[i].used && peer->recent[i].flags & SEG_ACK && peer->recent[i].ack == seq)
			return true;
	return false;
}

/* Returns whether a RST may answer one of a burst of ACKs that is longer than what is kept of it. */
static bool answers_burst(const struct life *l, const struct direction *d, const struct direction *peer,
			  const struct packet *p)
{
	return d->bare > RECENT && p->time_ns - d->bare_ns <= 2 * connection_late_ns(l) && seq_ge(p->seq, d->start) &&
	       seq_le(p->seq, peer->acked);
}

/* Returns whether nothing asks for a RST, or for one with other numbers. */
static bool reset_differs(const struct connection *c, int from, const struct packet *p)
{
	const struct life *l = c->life;
	const struct direction *d = &l->of[from], *peer = &l->of[1 - from];

	if (c->bits & BIT_RESET) /* it answers what came for a connection that has ended */
		return l->reset.from == from && d->resets > d->asked;
	if (d->syn && !d->beyond_syn && !peer->sent)
		return false; /* or for one before */
	if (!d->sent && peer->active && !peer->beyond_syn)
		return p->seq != 0 || p->ack != peer->end;
	if (!d->sent)
		return !peer->sent;
	if (d->fin_sent && !peer->heard)
		return false; /* what it answers is not in the file */
	if (d->fin_sent && peer->after_fin == 0 && peer->fin_sent && connection_state(c, from) != TCPS_CLOSED &&
	    !(d->acks && seq_lt(d->acked, peer->fin))) /* data that were under way may ask for it */
		return true;                           /* an abort sends none now */
	return p->seq != d->end && !answers_recent(peer, p->seq) && !answers_burst(l, d, peer, p);
}

bool connection_differs(const struct connection *c, int from, const struct packet *p)
{
	const struct life *l = c->life;
	struct segment s = { .seq = p->seq, .ack = p->ack, .len = p->length, .flags = p->flags };
	struct observed_sender h;

	if (p->flags & SEG_RST)
		return reset_differs(c, from, p);
	if (p->flags == SEG_ACK && p->length == 0 && l->of[from].beyond_syn)
		return false; /* when a host acknowledges is its own affair */
	h = sender_of(c, from, p);
	if (p->flags & SEG_SYN)
		return syn_differs(c, from, &s, &h);
	if (c->bits & BIT_RESET) /* its receiver may not have it yet; who goes on did not send it */
		h.state = TCPS_ESTABLISHED;
	else if (h.state == TCPS_SYN_SENT &&
		 (!l->of[from].active || !l->of[1 - from].heard)) /* the file lacks what the other end sent */
		h.state = TCPS_ESTABLISHED;
	else if (h.state == TCPS_CLOSED) /* closed after LAST-ACK, or not seen before */
		h.state = l->of[from].fin_sent ? TCPS_LAST_ACK : TCPS_ESTABLISHED;
	return observed_differs(&h, &s) != RULE_NONE;
}
