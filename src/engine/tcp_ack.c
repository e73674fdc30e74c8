/* SEGMENT ARRIVES, the fifth check of RFC 9293 3.10.7.4: acknowledgments. Called
 * by tcp_arrive.c. */
#include <string.h>

#include "engine/observed.h"
#include "engine/tcp_arrival.h"

void arrival_window(struct tcb *t, const struct segment *s)
{
	t->snd_wnd = s->wnd;
	t->snd_wl1 = s->seq;
	t->snd_wl2 = s->ack;
	if (s->wnd > t->max_snd_wnd)
		t->max_snd_wnd = s->wnd;
}

/* Removes acknowledged octets, and the FIN if `fin`, from the retransmission
 * queue. */
static void rtx_pop(struct tcb *t, uint32_t octets, bool fin)
{
	while (t->rtx_used) {
		struct rtx_mark *m = &t->rtx[0];

		if (octets < m->len) {
			m->len = (uint16_t)(m->len - octets);
			return;
		}
		octets -= m->len;
		m->len = 0;
		if (m->fin && !fin)
			return;
		memmove(m, m + 1, (RTX_MAX - 1) * sizeof *m);
		t->rtx[--t->rtx_used] = (struct rtx_mark){ 0 };
	}
}

void arrival_acknowledged(const struct arrival *a)
{
	struct tcb *t = a->t;
	uint32_t octets = seq_diff(t->snd_una, a->s.ack);
	bool syn = tcb_syn_unacked(t);
	bool fin = t->fin_sent && !t->fin_acked && seq_gt(a->s.ack, t->fin_seq);
	bool sent_once = seq_ge(t->snd_una, t->rtx_end);

	octets -= syn;
	octets -= fin;
	t->snd_una = a->s.ack;
	t->fin_acked |= fin;
	octets_shift(&t->snd, octets);
	t->snd_len -= octets;
	rtx_pop(t, octets, fin);
	if (sent_once || t->fin_acked) /* else the timeout stays backed off: Karn, RFC 9293 3.8.2 */
		t->rto_ms = a->at->config->rto_ms;
	t->rtx_count = 0;
	tcb_timer_stop(t, TMR_RTO);
	if (t->snd_una == t->snd_nxt || !config_policy(a->at->config, POL_USER_TIMER_LATE))
		tcb_timer_stop(t, TMR_USER); /* Deviation (user-timer-late): the ACK of a part does not stop it */
	if (t->snd_una == t->snd_nxt)
		t->probing = 0;
	else if (!t->probing)
		tcb_timer_start(a->at, TMR_RTO, t->rto_ms);
}

/* Updates SND.WND, unless the segment is older than that of the last update. */
static void update_window(const struct arrival *a)
{
	struct tcb *t = a->t;

	if (seq_lt(t->snd_wl1, a->s.seq) || (t->snd_wl1 == a->s.seq && seq_le(t->snd_wl2, a->s.ack))) {
		if (a->s.wnd != t->snd_wnd && a->s.ack + a->s.wnd != t->snd_wl2 + t->snd_wnd)
			cite(a, RULE_WINDOW);
		arrival_window(t, &a->s);
	}
}

void arrival_unseen(const struct arrival *a)
{
	struct tcb *t = a->t;

	if (!config_observed(a->at->config, a->at->host) || !observed_after(t->snd_nxt, a->s.ack))
		return;
	cite(a, RULE_OBSERVED_UNSEEN);
	if (t->snd_nxt == t->iss) { /* its SYN was not seen */
		tcb_iss(t, a->s.ack - 1);
	} else if (!t->fin_sent) {
		uint32_t more = seq_diff(t->snd_nxt, a->s.ack), unsent = t->snd_len - tcb_sent_octets(t);

		t->snd_len += more > unsent ? more - unsent : 0;
	} else {
		return;
	}
	t->snd_nxt = a->s.ack;
}

static enum disposition ack_in_syn_received(const struct arrival *a)
{
	struct tcb *t = a->t;

	arrival_unseen(a);

	if (seq_le(a->s.ack, t->snd_una) || seq_gt(a->s.ack, t->snd_nxt)) {
		cite(a, RULE_SYN_RCVD_BAD_ACK);
		arrival_reset(a);
		return DONE;
	}
	if (a->queue_full) {
		cite(a, RULE_ACCEPT_QUEUE_FULL);
		return DONE;
	}
	arrival_window(t, &a->s);
	tcb_enter(a->at, TCPS_ESTABLISHED, RULE_SYN_RCVD_ACK);
	return GO_ON;
}

/* Performs a CLOSE that waited in SYN-RECEIVED, after the data (RFC 9293
 * 3.10.4). */
static void close_that_waited(const struct arrival *a)
{
	if (a->t->state == TCPS_ESTABLISHED && a->t->fin_wanted)
		tcb_enter(a->at, TCPS_FIN_WAIT_1, RULE_CLOSE_ESTABLISHED);
}

/* Returns how far below SND.UNA an ACK may be (RFC 5961 5). Deviation
 * (ack-never-sent): not below what was sent on this connection. A passive open
 * takes no ACK of its ISS, for its SYN was acknowledged before. */
static uint32_t oldest_ack(const struct arrival *a)
{
	const struct tcb *t = a->t;
	uint32_t sent = t->snd_una - t->iss - t->passive;

	return policy(a, POL_ACK_NEVER_SENT) && sent < t->max_snd_wnd ? sent : t->max_snd_wnd;
}

/* Processes the ACK as ESTABLISHED and all later states do. */
static enum disposition ack_in_established(const struct arrival *a)
{
	struct tcb *t = a->t;
	seqnum una = t->snd_una;
	uint32_t wnd = t->snd_wnd;

	arrival_unseen(a);
	if (seq_gt(a->s.ack, t->snd_nxt))
		return challenge(a, RULE_ACK_TOO_NEW);
	if (policy(a, POL_CHALLENGE_ACK) && seq_lt(a->s.ack, t->snd_una - oldest_ack(a)))
		return challenge(a, RULE_ACK_TOO_OLD);
	if (seq_gt(a->s.ack, t->snd_una)) {
		if (t->snd_una != t->iss)
			cite(a, RULE_ACK_NEW);
		arrival_acknowledged(a);
	}
	if (seq_ge(a->s.ack, t->snd_una))
		update_window(a);
	if (seq_le(a->s.ack, una) && a->s.len == 0 && !(a->s.flags & SEG_FIN) && t->snd_wnd == wnd)
		cite(a, RULE_ACK_DUPLICATE);
	return GO_ON;
}

enum disposition arrival_ack(struct arrival *a)
{
	struct tcb *t = a->t;

	if (!(a->s.flags & SEG_ACK)) {
		cite(a, RULE_NO_ACK);
		/* Deviation (linux): in TIME-WAIT text or a FIN is acknowledged all the same. */
		if (t->state == TCPS_TIME_WAIT && policy(a, POL_TIME_WAIT_NO_ACK) && (a->s.len || a->s.flags & SEG_FIN))
			tcp_ack_now(a->at);
		return DONE;
	}
	if (t->state == TCPS_SYN_RECEIVED && ack_in_syn_received(a) == DONE)
		return DONE;
	if (t->state == TCPS_TIME_WAIT) {
		if (policy(a, POL_TIME_WAIT_ANY_ACK))
			tcb_timer_start(a->at, TMR_TIME_WAIT, 2 * a->at->config->msl_ms);
		return GO_ON;
	}
	if (arrival_is_remnant(a))
		return GO_ON; /* Deviation (linux): whatever it acknowledges */
	if (ack_in_established(a) == DONE)
		return DONE;
	close_that_waited(a);
	if (!t->fin_acked)
		return (t->state == TCPS_CLOSING || t->state == TCPS_LAST_ACK) && !arrival_text_over_fin(a) ? DONE
													    : GO_ON;
	switch ((enum tcp_state)t->state) {
	case TCPS_FIN_WAIT_1:
		tcb_enter(a->at, TCPS_FIN_WAIT_2, RULE_FIN_WAIT_1_ACK);
		return GO_ON;
	case TCPS_CLOSING:
		tcb_enter(a->at, TCPS_TIME_WAIT, RULE_CLOSING_ACK);
		if (!policy(a, POL_OLD_SEQ_ACK_TAKEN))
			return GO_ON;
		t->ack_now = 0; /* Deviation (linux): nothing else of this segment counts or is answered */
		return DONE;
	case TCPS_LAST_ACK:
		tcb_enter(a->at, TCPS_CLOSED, RULE_LAST_ACK_ACK);
		return DONE;
	case TCPS_CLOSED:
	case TCPS_LISTEN:
	case TCPS_SYN_SENT:
	case TCPS_SYN_RECEIVED:
	case TCPS_ESTABLISHED:
	case TCPS_FIN_WAIT_2:
	case TCPS_CLOSE_WAIT:
	case TCPS_TIME_WAIT:
	case TCPS_COUNT:
		return GO_ON;
	}
	return GO_ON;
}
