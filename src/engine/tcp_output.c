/* What to send now: RFC 9293 3.7 (segmentation), 3.8 (windows, persist), and the
 * retransmission queue. The only state that changes here is CLOSE-WAIT: it
 * becomes LAST-ACK when the FIN is sent. */
#include <string.h>

#include "base/check.h"
#include "engine/owed.h"
#include "engine/tcp.h"
#include "engine/trace.h"

static uint32_t min_u32(uint32_t a, uint32_t b)
{
	return a < b ? a : b;
}

/* Opens the window to the room in the buffer, but only in steps of at least
 * min(buffer / 2, MSS): RFC 9293 3.8.6.2.2 (MUST-39). Linux has a similar rule. */
static void offer_window(const struct tcp_at *at)
{
	struct tcb *t = at->tcb;
	uint32_t room = tcb_room(t, at->config, at->host);
	uint32_t step = min_u32((at->config->buffer[at->host] + 1) / 2, at->config->mss);

	if (room > t->rcv_wnd && room - t->rcv_wnd >= step)
		t->rcv_wnd = room;
}

struct flight *tcp_put(const struct tcp_at *at, const struct segment *s)
{
	struct flight *f = net_put(at->net, s, at->now_ms, at->config->delay_ms);

	if (!f)
		return NULL;
	at->sender->last_sent = f->segment;
	at->sender->sent_id = f->id;
	at->sender->has_sent = 1;
	past_sent(at->past, at->conn, at->number, f->id, &f->segment);
	return f;
}

/* Puts a segment in flight. It is lost if too many are. An observed host sends nothing
 * by itself; that it should have sent a RST is remembered. */
static void put_in_flight(const struct tcp_at *at, const struct segment *s, bool again)
{
	struct flight *f;

	if (config_observed(at->config, at->host)) {
		if (s->flags & SEG_RST)
			owed_add(at->sender, s);
		return;
	}
	f = tcp_put(at, s);
	if (f) {
		trace_send(at->trace, f, at->number, at->now_ms, again);
	} else {
		struct flight lost = { .segment = *s };

		trace_lose(at->trace, &lost, at->number, at->now_ms, LOSS_WIRE_FULL);
	}
}

void tcp_emit_raw(const struct tcp_at *at, const struct segment *s)
{
	struct segment out = *s;

	out.from = at->host;
	out.sport = at->lport;
	out.dport = at->rport;
	put_in_flight(at, &out, false);
}

void tcp_reset_for(const struct tcp_at *at, const struct segment *s)
{
	struct segment reply;

	if (s->flags & SEG_RST)
		return;
	memset(&reply, 0, sizeof reply);
	if (s->flags & SEG_ACK) { /* <SEQ=SEG.ACK><CTL=RST> */
		reply.seq = s->ack;
		reply.flags = SEG_RST;
	} else { /* <SEQ=0><ACK=SEG.SEQ+SEG.LEN><CTL=RST,ACK> */
		reply.ack = s->seq + segment_length(s);
		reply.flags = SEG_RST | SEG_ACK;
	}
	tcp_emit_raw(at, &reply);
}

void tcp_emit(const struct tcp_at *at, seqnum seq, uint8_t flags, uint32_t from_octet, uint32_t len, bool again)
{
	struct tcb *t = at->tcb;
	bool observed = config_observed(at->config, at->host);
	struct segment s;

	if (observed && !(flags & SEG_RST))
		return;
	memset(&s, 0, sizeof s);
	s.from = at->host;
	s.sport = at->lport;
	s.dport = at->rport;
	s.seq = seq;
	s.flags = flags;
	s.len = len;
	octets_copy(&s.data, 0, &t->snd, from_octet, len);
	if (flags & SEG_ACK) {
		if (!observed)
			offer_window(at);
		s.ack = t->rcv_nxt;
		t->ack_now = 0;
		t->ack_delayed = 0;
		tcb_timer_stop(t, TMR_DELAYED_ACK);
	}
	s.wnd = min_u32(t->rcv_wnd, UINT16_MAX);
	if (flags & SEG_RST && !(flags & SEG_ACK))
		s.wnd = 0;
	put_in_flight(at, &s, again);
}

void tcp_ack_now(const struct tcp_at *at)
{
	at->tcb->ack_now = 1;
}

/* Starts the retransmission timer unless it is running (RFC 6298 5.1). */
static void start_rto(const struct tcp_at *at)
{
	if (at->tcb->deadline_ms[TMR_RTO] == TIMER_OFF)
		tcb_timer_start(at, TMR_RTO, at->tcb->rto_ms);
}

/* Starts the user timer unless it is running. It runs from the first octet, SYN
 * or FIN that is not acknowledged. Deviation (user-timer-late): of these only the
 * SYN of an active open starts it; tcp_timeout.c starts it for a retransmission or
 * a probe. */
static void start_user_timer(const struct tcp_at *at)
{
	if (config_policy(at->config, POL_USER_TIMER_LATE) && at->tcb->state != TCPS_SYN_SENT)
		return;
	tcb_user_timer_start(at);
}

void tcp_emit_syn(const struct tcp_at *at, bool again)
{
	struct tcb *t = at->tcb;
	bool answer = t->state != TCPS_SYN_SENT;

	if (config_observed(at->config, at->host))
		return;
	if (!again && !answer && config_policy(at->config, POL_RETRIES_TIME))
		t->since_ms = at->now_ms;
	t->snd_nxt = again ? t->snd_nxt : t->iss + 1;
	tcp_emit(at, t->iss, answer ? SEG_SYN | SEG_ACK : SEG_SYN, 0, 0, again);
	start_rto(at);
	start_user_timer(at);
}

/* Adds a segment to the retransmission queue, so that it is retransmitted with
 * the same borders. If the queue is full, the segment is merged with the last
 * one: TCP may repacketize (3.8.6). */
static void rtx_push(struct tcb *t, uint32_t len, bool fin)
{
	struct rtx_mark *m;

	if (t->rtx_used == RTX_MAX) {
		m = &t->rtx[RTX_MAX - 1];
		m->len = (uint16_t)min_u32(m->len + len, UINT16_MAX);
		m->fin |= fin;
		return;
	}
	m = &t->rtx[t->rtx_used++];
	m->len = (uint16_t)len;
	m->fin = fin;
}

/* Merges the first segments of the queue up to the MSS. Deviation (linux). */
static void rtx_merge(struct tcb *t, uint32_t mss)
{
	while (t->rtx_used > 1 && !t->rtx[0].fin && (uint32_t)t->rtx[0].len + t->rtx[1].len <= mss) {
		t->rtx[0].len = (uint16_t)(t->rtx[0].len + t->rtx[1].len);
		t->rtx[0].fin = t->rtx[1].fin;
		memmove(&t->rtx[1], &t->rtx[2], (RTX_MAX - 2) * sizeof t->rtx[0]);
		t->rtx[--t->rtx_used] = (struct rtx_mark){ 0 };
	}
}

void tcp_retransmit_front(const struct tcp_at *at)
{
	struct tcb *t = at->tcb;
	struct rtx_mark *m = &t->rtx[0];
	uint32_t len;
	bool fin;

	if (tcb_syn_unacked(t)) {
		tcp_emit_syn(at, true);
		return;
	}
	CHECK(t->rtx_used > 0);
	if (config_policy(at->config, POL_RETRANSMIT_MERGES))
		rtx_merge(t, at->config->mss);
	len = min_u32(m->len, at->config->mss);
	fin = m->fin && len == m->len;
	if (seq_lt(t->rtx_end, t->snd_una + len + fin))
		t->rtx_end = t->snd_una + len + fin;
	tcp_emit(at, t->snd_una, (uint8_t)(SEG_ACK | (fin ? SEG_FIN : 0)), 0, len, true);
}

/* Returns how many more sequence numbers the peer's window allows to send. */
static uint32_t usable_window(const struct tcb *t)
{
	uint32_t flying = seq_diff(t->snd_una, t->snd_nxt);

	return t->snd_wnd > flying ? t->snd_wnd - flying : 0;
}

/* Returns whether data or a FIN may be sent in this state. */
static bool may_send_text(const struct tcb *t)
{
	switch ((enum tcp_state)t->state) {
	case TCPS_ESTABLISHED:
	case TCPS_CLOSE_WAIT:
	case TCPS_FIN_WAIT_1:
	case TCPS_CLOSING:
	case TCPS_LAST_ACK:
		return true;
	case TCPS_CLOSED:
	case TCPS_LISTEN:
	case TCPS_SYN_SENT:
	case TCPS_SYN_RECEIVED:
	case TCPS_FIN_WAIT_2:
	case TCPS_TIME_WAIT:
	case TCPS_COUNT:
		break;
	}
	return false;
}

static uint32_t unsent_octets(const struct tcb *t)
{
	return t->snd_len - tcb_sent_octets(t);
}

/* Returns whether a FIN must follow the octets of the send buffer. */
static bool fin_unsent(const struct tcb *t)
{
	return t->fin_wanted && !t->fin_sent && t->snd_waiting == 0;
}

/* Records that the number before SND.NXT is our FIN. CLOSE-WAIT becomes LAST-ACK
 * when it is sent (RFC 9293 3.10.4). */
static void mark_fin_sent(const struct tcp_at *at)
{
	struct tcb *t = at->tcb;

	t->fin_sent = 1;
	t->fin_seq = t->snd_nxt - 1;
	if (t->state == TCPS_CLOSE_WAIT)
		tcb_enter(at, TCPS_LAST_ACK, RULE_CLOSE_CLOSE_WAIT);
}

/* Undoes the sending of a zero-window probe that was not acknowledged, because
 * the window is open: its octet or FIN is sent again with what follows. */
static void take_probe_back(struct tcb *t)
{
	if (!t->probing)
		return;
	t->probing = 0;
	if (t->snd_una == t->snd_nxt)
		return;
	t->snd_nxt = t->snd_una;
	t->rtx_used = 0;
	memset(t->rtx, 0, sizeof t->rtx);
	if (t->fin_sent && !t->fin_acked && seq_ge(t->fin_seq, t->snd_nxt)) {
		t->fin_sent = 0;
		t->fin_seq = 0;
	}
}

/* Returns whether a segment of len octets is worth sending now, or would be a
 * silly one (RFC 9293 3.8.6.2.1, MUST-38): it is full-sized, or all that is
 * queued, or at least half the largest window that the peer ever offered.
 * Deviation (linux): in place of the half, all goes that fits a usable window of
 * one MSS. `burst` is the usable window before the first segment. */
static bool worth_sending(const struct tcp_at *at, uint32_t len, uint32_t unsent, uint32_t burst)
{
	if (len == at->config->mss || len == unsent)
		return true;
	if (config_policy(at->config, POL_SILLY_WINDOW_MSS))
		return burst >= at->config->mss;
	return 2 * len >= at->tcb->max_snd_wnd;
}

/* Sends segments until the data, the window or the room in the network ends.
 * Unless `all`, a segment that is not worth sending is left in the queue. */
static void send_text(const struct tcp_at *at, bool all)
{
	struct tcb *t = at->tcb;
	uint32_t burst = usable_window(t);

	for (;;) {
		uint32_t unsent = unsent_octets(t);
		uint32_t usable = usable_window(t);
		uint32_t len = min_u32(min_u32(unsent, at->config->mss), usable);
		bool fin = fin_unsent(t) && len == unsent && usable > len;
		seqnum seq = t->snd_nxt;

		if ((len == 0 && !fin) || !net_has_room(at->net))
			return;
		if (!all && len > 0 && !worth_sending(at, len, unsent, burst))
			return;
		t->snd_nxt += len + fin;
		rtx_push(t, len, fin);
		tcp_emit(at, seq, (uint8_t)(SEG_ACK | (fin ? SEG_FIN : 0)), seq_diff(t->snd_una, seq), len, false);
		if (fin)
			mark_fin_sent(at);
		start_rto(at);
	}
}

/* Runs the persist timer while there is something to send and nothing of it is
 * unacknowledged: the window is zero (RFC 9293 3.8.6.1), or so small that sending
 * waits (3.8.6.2.1, the override timeout). It also runs if too many segments are
 * in flight, a limit of this program: when it expires, sending is tried again. */
static void watch_window(const struct tcp_at *at)
{
	struct tcb *t = at->tcb;
	bool stuck = may_send_text(t) && (unsent_octets(t) || fin_unsent(t)) && !tcb_unacked(t);

	if (t->probing)
		return;
	if (!stuck) {
		if (config_policy(at->config, POL_USER_TIMER_LATE) && t->deadline_ms[TMR_PERSIST] != TIMER_OFF)
			tcb_timer_stop(t, TMR_USER);
		tcb_timer_stop(t, TMR_PERSIST);
		t->persist_ms = at->config->rto_ms;
	} else if (t->deadline_ms[TMR_PERSIST] == TIMER_OFF) {
		if (t->snd_wnd == 0)
			trace_cite(at->trace, RULE_PERSIST);
		else if (net_has_room(at->net))
			trace_cite(at->trace, RULE_SILLY_WINDOW);
		tcb_timer_start(at, TMR_PERSIST, t->persist_ms);
	}
}

void tcp_output(const struct tcp_at *at)
{
	struct tcb *t = at->tcb;

	if (config_observed(at->config, at->host)) {
		t->ack_now = 0;
		t->ack_delayed = 0;
		return;
	}
	if (may_send_text(t) && !tcb_syn_unacked(t)) {
		if (t->probing && t->snd_wnd > 0)
			take_probe_back(t);
		if (!t->probing)
			send_text(at, false);
		watch_window(at);
	} else if (t->state == TCPS_FIN_WAIT_1) {
		send_text(at, false); /* CLOSE in SYN-RECEIVED: the FIN follows our SYN,ACK at once */
	}
	if (t->ack_now)
		tcp_emit(at, t->snd_nxt, SEG_ACK, 0, 0, false);
	if (t->state == TCPS_CLOSED)
		return;
	if (t->snd_len || t->snd_waiting || tcb_unacked(t) || fin_unsent(t)) {
		if (t->state != TCPS_TIME_WAIT)
			start_user_timer(at);
	} else {
		tcb_timer_stop(t, TMR_USER);
	}
}

void tcp_output_small(const struct tcp_at *at)
{
	send_text(at, true);
	tcp_output(at);
}
