/* A segment that a host really sent (`observe`): puts it in flight, and lets the TCB take
 * its numbers, so that the state follows what happened even where RFC 9293 would have
 * it otherwise. Called by world.c. */
#include <string.h>

#include "engine/observed.h"
#include "engine/owed.h"
#include "engine/tcp.h"
#include "engine/trace.h"
#include "engine/world.h"

/* --- the judgement --- */

/* A window as it was seen. How it is scaled, the SYNs say: if they were not seen it may be
 * as large as the largest scale makes it (RFC 7323 2.3). */
static uint32_t window(const struct tcp_at *at, uint32_t wnd)
{
	return at->config->observed[at->host] == OBSERVED_MIDWAY && wnd <= UINT16_MAX ? wnd << 14 : wnd;
}

static struct observed_sender sender_of(const struct tcp_at *at)
{
	const struct tcb *t = at->tcb;

	return (struct observed_sender){
		.state = (enum tcp_state)t->state,
		.iss = t->iss,
		.snd_una = t->snd_una,
		.snd_nxt = t->snd_nxt,
		.rcv_nxt = t->rcv_nxt,
		.fin_seq = t->fin_seq,
		.edge = t->snd_una + window(at, t->snd_wnd),
		.given = t->snd_len - tcb_sent_octets(t),
		.fin_sent = t->fin_sent,
		.fin_given = t->fin_wanted,
	};
}

static enum rule_id differs(const struct tcp_at *at, const struct segment *s, bool peer_seen)
{
	static const struct observed_sender nobody = { .state = TCPS_CLOSED };
	struct observed_sender h = at->tcb ? sender_of(at) : nobody;
	enum rule_id rule;

	h.peer_seen = peer_seen && !(at->tcb && at->tcb->forgot);
	if (s->flags & SEG_RST) {
		if (owed_take(at->sender, s))
			return RULE_NONE;
		return owed_forget(at->sender) ? RULE_OBSERVED_RESET_NUMBERS : RULE_OBSERVED_RESET;
	}
	rule = observed_differs(&h, s);
	return owed_forget(at->sender) ? RULE_OBSERVED_RESET_DUE : rule;
}

/* --- taking the numbers --- */

/* The peer's SYN,ACK, or the ACK of our SYN,ACK, must have arrived. */
static void take_handshake(const struct tcp_at *at, const struct segment *s)
{
	struct tcb *t = at->tcb;

	if (t->state == TCPS_SYN_SENT) {
		t->irs = s->ack - 1;
		t->rcv_nxt = s->ack;
	}
	if (t->snd_nxt == t->iss)
		tcb_iss(t, s->seq - 1);
	t->snd_una = t->iss + 1;
	t->snd_nxt = t->iss + 1;
	tcb_enter(at, TCPS_ESTABLISHED, RULE_OBSERVED_TAKEN);
}

static void take_ack(const struct tcp_at *at, const struct segment *s)
{
	struct tcb *t = at->tcb;
	seqnum edge = t->rcv_nxt + t->rcv_wnd, seen = s->ack + window(at, s->wnd);

	if (observed_after(t->rcv_nxt, s->ack)) { /* what it acknowledges must have arrived */
		t->rcv_len += seq_diff(t->rcv_nxt, s->ack);
		t->rcv_nxt = s->ack;
		t->ranges_used = 0;
		memset(t->ranges, 0, sizeof t->ranges);
		octets_cut(&t->rcv, 0);
	}
	if (seq_gt(seen, edge))
		edge = seen;
	t->rcv_wnd = seq_gt(edge, t->rcv_nxt) ? seq_diff(t->rcv_nxt, edge) : 0;
}

/* Text beyond SND.NXT leaves the send buffer; what no call has put there is added. */
static void take_text(struct tcb *t, const struct segment *s)
{
	seqnum end = s->seq + s->len;
	uint32_t sent = tcb_sent_octets(t), more;

	if (t->fin_sent || !observed_after(t->snd_nxt, end))
		return;
	more = seq_diff(t->snd_nxt, end);
	if (t->snd_len < sent + more) {
		uint32_t known = seq_gt(t->snd_nxt, s->seq) ? seq_diff(s->seq, t->snd_nxt) : 0;

		octets_copy(&t->snd, sent, &s->data, known, more);
		t->snd_len = sent + more;
	}
	t->snd_nxt = end;
}

static void take_fin(const struct tcp_at *at, const struct segment *s)
{
	struct tcb *t = at->tcb;
	seqnum fin = s->seq + s->len;

	if (t->fin_sent || !(fin == t->snd_una || observed_after(t->snd_una, fin)))
		return;
	t->snd_nxt = fin + 1;
	t->fin_wanted = 1;
	t->fin_sent = 1;
	t->fin_seq = fin;
	t->snd_len = tcb_sent_octets(t);
	if (t->state == TCPS_ESTABLISHED || t->state == TCPS_SYN_RECEIVED)
		tcb_enter(at, TCPS_FIN_WAIT_1, RULE_CLOSE_ESTABLISHED);
	else if (t->state == TCPS_CLOSE_WAIT)
		tcb_enter(at, TCPS_LAST_ACK, RULE_CLOSE_CLOSE_WAIT);
}

static void take_syn(struct tcb *t, const struct segment *s)
{
	if (t->snd_una != t->iss)
		return;
	tcb_iss(t, s->seq);
	t->snd_nxt = s->seq + 1 + s->len; /* a SYN may have data: RFC 7413 */
	if (t->snd_len < s->len)
		t->snd_len = s->len;
	t->rcv_wnd = s->wnd;
}

/* Returns whether this ACK says nothing of how far a passive open is: a host in SYN-RECEIVED answers so
 * a SYN that comes twice, or an old segment (RFC 9293 3.10.7.4). */
static bool answers_in_syn_received(const struct tcb *t, const struct segment *s)
{
	return t->state == TCPS_SYN_RECEIVED && t->passive && s->flags == SEG_ACK && s->len == 0 &&
	       s->seq == t->iss + 1 && s->ack == t->irs + 1;
}

static void take(const struct tcp_at *at, const struct segment *s, bool due, bool peer_seen)
{
	struct tcb *t = at->tcb;

	if (t->state == TCPS_CLOSED || t->state == TCPS_LISTEN)
		return;
	if (s->flags & SEG_RST) {
		if (due && (t->state == TCPS_SYN_SENT || t->state == TCPS_SYN_RECEIVED))
			return; /* it answers a bad ACK, and the connection goes on: RFC 9293 3.10.7.3, 3.10.7.4 */
		t->aborted = 1;
		tcb_enter(at, TCPS_CLOSED, RULE_OBSERVED_RST);
		return;
	}
	if (s->flags & SEG_SYN) {
		take_syn(t, s);
		return;
	}
	if (!(s->flags & SEG_ACK) || (peer_seen && answers_in_syn_received(t, s)))
		return;
	if (t->state == TCPS_SYN_SENT || (t->state == TCPS_SYN_RECEIVED && seq_gt(s->seq, t->iss)))
		take_handshake(at, s);
	take_ack(at, s);
	take_text(t, s);
	if (s->flags & SEG_FIN)
		take_fin(at, s);
}

/* Returns whether the host has sent this before: its last number is below SND.NXT. */
static bool sent_before(const struct tcb *t, const struct segment *s)
{
	uint32_t length = segment_length(s);

	return t && length > 0 && t->state != TCPS_CLOSED && t->state != TCPS_LISTEN && t->snd_nxt != t->iss &&
	       seq_le(s->seq + length, t->snd_nxt);
}

void tcp_observe(const struct tcp_at *at, const struct segment *s, bool peer_seen)
{
	enum rule_id rule = differs(at, s, peer_seen);
	bool again = sent_before(at->tcb, s);

	trace_observed(at->trace, tcp_put(at, s), again, rule);
	if (at->tcb)
		take(at, s, rule == RULE_NONE, peer_seen);
}

/* With a SYN,ACK the sender is in SYN-RECEIVED, and its peer in SYN-SENT. */
static enum tcp_state joined_state(const struct tcp_at *at, const struct segment *s)
{
	if (!(s->flags & SEG_SYN))
		return TCPS_ESTABLISHED;
	return s->from == at->host ? TCPS_SYN_RECEIVED : TCPS_SYN_SENT;
}

void tcp_join(const struct tcp_at *at, const struct segment *s)
{
	struct tcb *t = at->tcb;
	bool own = s->from == at->host;
	seqnum snd_nxt = own ? s->seq : s->ack, rcv_nxt = own ? s->ack : s->seq;
	uint32_t wnd = own ? UINT16_MAX : s->wnd;
	enum tcp_state state = joined_state(at, s);

	if (state == TCPS_SYN_RECEIVED) { /* its SYN is this segment */
		tcb_iss(t, s->seq);
	} else {
		tcb_iss(t, snd_nxt - 1);
		t->snd_nxt = snd_nxt;
		t->snd_una = state == TCPS_ESTABLISHED ? snd_nxt : t->iss;
	}
	if (own && state == TCPS_ESTABLISHED) { /* its program has given it what it sends */
		t->snd_len = s->len;
		octets_copy(&t->snd, 0, &s->data, 0, s->len);
		t->fin_wanted = (s->flags & SEG_FIN) != 0;
	}
	t->irs = rcv_nxt - 1;
	t->rcv_nxt = rcv_nxt;
	t->rcv_wnd = window(at, UINT16_MAX);
	t->snd_wnd = wnd;
	t->max_snd_wnd = wnd;
	t->snd_wl1 = rcv_nxt;
	t->snd_wl2 = snd_nxt;
	tcb_enter(at, state, RULE_OBSERVED_MIDWAY);
}
