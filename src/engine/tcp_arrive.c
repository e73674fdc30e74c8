/* SEGMENT ARRIVES: the checks of RFC 9293 3.10.7 in their order. Each returns
 * whether the next one follows. Security (third) and the urgent pointer (sixth)
 * are not modelled. Deviations are switches of engine/policies.def. */
#include <string.h>

#include "base/check.h"
#include "engine/reassembly.h"
#include "engine/tcp_arrival.h"

/* Puts the octets of the segment into the receive buffer. */
static void hold_text(const struct arrival *a)
{
	if (!reassembly_hold(a->t, &a->s))
		cite(a, RULE_TOO_MANY_GAPS);
}

/* --- 3.10.7.2 LISTEN --- */

/* The checks are: first RST, second ACK, third SYN, fourth anything else. */
enum listen_verdict tcp_arrive_listener(const struct config *config, const struct segment *s, bool queue_full,
					enum rule_id *rule)
{
	if (s->flags & SEG_RST) {
		*rule = RULE_LISTEN_RST;
		return LISTEN_DROP;
	}
	if (s->flags & SEG_ACK) {
		*rule = RULE_LISTEN_ACK;
		return LISTEN_RESET;
	}
	if (!(s->flags & SEG_SYN) || (s->flags & SEG_FIN && config_policy(config, POL_SYN_TEXT_DROPPED))) {
		*rule = RULE_LISTEN_OTHER;
		return LISTEN_DROP;
	}
	if (queue_full) {
		*rule = RULE_BACKLOG_FULL;
		return LISTEN_DROP;
	}
	return LISTEN_SPAWN;
}

void tcp_arrive_listen(const struct tcp_at *at, const struct segment *s)
{
	struct arrival a = { .at = at, .t = at->tcb, .s = *s };
	struct tcb *t = at->tcb;

	t->passive = 1;
	t->irs = s->seq;
	t->rcv_nxt = s->seq + 1;
	arrival_window(t, s);
	t->snd_wl2 = t->iss;
	tcb_enter(at, TCPS_SYN_RECEIVED, RULE_LISTEN_SYN);
	tcp_emit_syn(at, false);
	if (config_policy(at->config, POL_SYN_TEXT_DROPPED))
		return;
	segment_trim_front(&a.s, 1);
	segment_trim_back(&a.s, t->rcv_wnd, a.s.len < t->rcv_wnd);
	hold_text(&a);
	reassembly_note_fin(t, &a.s);
}

void tcp_arrive_cookie(const struct tcp_at *at, const struct segment *s)
{
	struct tcb *t = at->tcb;

	t->passive = 1;
	t->irs = s->seq - 1;
	t->rcv_nxt = s->seq;
	t->snd_nxt = t->iss + 1;
	arrival_window(t, s);
	t->snd_wl2 = t->iss;
	tcb_enter(at, TCPS_SYN_RECEIVED, RULE_SYN_COOKIE_ACK);
	tcp_arrive(at, s, false);
}

/* --- 3.6.1 MAY-2: a SYN reopens TIME-WAIT --- */

bool tcp_arrive_reopens(const struct tcb *former, const struct config *config, const struct segment *s)
{
	return former->state == TCPS_TIME_WAIT && config_policy(config, POL_TIME_WAIT_REOPEN) &&
	       (s->flags & (SEG_SYN | SEG_ACK | SEG_RST)) == SEG_SYN && seq_gt(s->seq, former->rcv_nxt);
}

void tcp_reopen_iss(struct tcb *t, const struct config *config, seqnum used)
{
	if (config_policy(config, POL_REOPEN_ISS))
		tcb_iss(t, used + 65537);
	else if (seq_le(t->iss, used))
		tcb_iss(t, used + 1);
}

/* --- 3.10.7.4 first --- */

/* Returns whether the segment is acceptable by table 6. */
static bool acceptable(const struct tcb *t, const struct segment *s, const struct config *config)
{
	uint32_t len = segment_length(s);

	if (t->rcv_wnd == 0)
		return len == 0 && s->seq == t->rcv_nxt;
	/* Deviation (linux): the right edge counts as inside if there is no text. */
	if (len == 0 && s->seq == t->rcv_nxt + t->rcv_wnd && config_policy(config, POL_RIGHT_EDGE))
		return true;
	return seq_within(s->seq, t->rcv_nxt, t->rcv_wnd) ||
	       (len > 0 && seq_within(s->seq + len - 1, t->rcv_nxt, t->rcv_wnd));
}

/* Returns whether the segment is the peer's SYN,ACK of a simultaneous open. It
 * has SEQ = IRS, which is below the window. Deviation: the first check would not
 * accept it, but RFC 9293 3.5 figure 7 shows that it completes the open. */
static bool figure_7(const struct arrival *a)
{
	const struct tcb *t = a->t;

	if (policy(a, POL_SYN_RCVD_SYN_WHOLE) && segment_length(&a->s) != 1)
		return false; /* Deviation (linux): text or a FIN makes it another SYN */
	return policy(a, POL_FIGURE_7) && t->state == TCPS_SYN_RECEIVED && !t->passive &&
	       (a->s.flags & (SEG_SYN | SEG_ACK | SEG_RST)) == (SEG_SYN | SEG_ACK) && a->s.seq == t->irs &&
	       seq_gt(a->s.ack, t->snd_una) && seq_le(a->s.ack, t->snd_nxt);
}

static bool passive_syn_received(const struct tcb *t)
{
	return t->state == TCPS_SYN_RECEIVED && t->passive;
}

/* Returns whether the segment has an ACK that SYN-RECEIVED answers with RST. */
static bool bad_ack_in_syn_received(const struct arrival *a)
{
	const struct tcb *t = a->t;

	return t->state == TCPS_SYN_RECEIVED && (a->s.flags & (SEG_ACK | SEG_RST)) == SEG_ACK &&
	       (seq_le(a->s.ack, t->snd_una) || seq_gt(a->s.ack, t->snd_nxt));
}

/* Processes a segment that is not acceptable: it has nothing new, or is beyond
 * the window. */
static enum disposition not_acceptable(struct arrival *a)
{
	struct tcb *t = a->t;
	uint32_t len = segment_length(&a->s);

	/* The "special allowance" with no window: at RCV.NXT a RST is valid, whatever text it has. */
	if (a->s.flags & SEG_RST && t->rcv_wnd == 0 && a->s.seq == t->rcv_nxt)
		return GO_ON;
	if (a->s.flags & SEG_RST && !arrival_is_remnant(a)) {
		cite(a, RULE_RST_OUTSIDE);
		return DONE;
	}
	if (t->state == TCPS_TIME_WAIT && policy(a, POL_TIME_WAIT_ANY_ACK) && a->s.flags & SEG_ACK)
		tcb_timer_start(a->at, TMR_TIME_WAIT, 2 * a->at->config->msl_ms);
	if (t->state == TCPS_TIME_WAIT && a->s.flags & SEG_FIN && a->s.seq + a->s.len == t->peer_fin_seq) {
		tcb_timer_start(a->at, TMR_TIME_WAIT, 2 * a->at->config->msl_ms);
		return challenge(a, RULE_TIME_WAIT_FIN);
	}
	/* The same allowance: the ACK is processed, the text is not. */
	if (t->rcv_wnd == 0 && a->s.seq == t->rcv_nxt && !(a->s.flags & SEG_SYN)) {
		tcp_ack_now(a->at);
		cite(a, RULE_NO_WINDOW);
		segment_trim_back(&a->s, 0, false);
		return GO_ON;
	}
	/* Deviation (linux): the ACK of an old segment that ends at RCV.NXT is processed. Of an observed host it is
	 * not known whether it does so: what it got counts. */
	if ((policy(a, POL_OLD_SEQ_ACK_TAKEN) || config_observed(a->at->config, a->at->host)) && len > 0 &&
	    a->s.seq + len == t->rcv_nxt && !(a->s.flags & SEG_SYN) && t->state != TCPS_TIME_WAIT &&
	    !passive_syn_received(t)) {
		if (!bad_ack_in_syn_received(a))
			tcp_ack_now(a->at);
		cite(a, RULE_NOT_ACCEPTABLE);
		segment_trim_front(&a->s, len);
		return GO_ON;
	}
	return challenge(a, RULE_NOT_ACCEPTABLE);
}

/* Returns whether the state drops a segment without ACK, SYN and RST before it
 * checks the number. */
static bool no_ack_first(const struct tcb *t)
{
	bool orphan = t->state == TCPS_FIN_WAIT_2 && t->closed;

	return t->state != TCPS_TIME_WAIT && !(t->state == TCPS_SYN_RECEIVED && t->passive) && !orphan;
}

/* Returns whether the next checks must see the segment as it came, because its
 * own number decides: a RST; and a SYN, which RFC 5961 4 answers whatever its
 * number is. Without RFC 5961 and in SYN-RECEIVED, a SYN below the window is cut
 * off with all else that is old. Deviation (linux): not in SYN-RECEIVED,
 * but in an orphan in FIN-WAIT-2. */
static bool looked_at_whole(const struct arrival *a)
{
	bool by_number = arrival_is_remnant(a) ||
			 (a->t->state == TCPS_SYN_RECEIVED && !policy(a, POL_SYN_RCVD_SYN_WHOLE)) ||
			 !policy(a, POL_CHALLENGE_ACK);

	return a->s.flags & SEG_RST || (a->s.flags & SEG_SYN && !(by_number && seq_lt(a->s.seq, a->t->rcv_nxt)));
}

/* Deviation (linux): after the peer's FIN, a RST at RCV.NXT-1 is accepted. An observed host may do so. */
static bool rst_below_fin(const struct arrival *a)
{
	const struct tcb *t = a->t;

	return (policy(a, POL_RST_BELOW_FIN) || config_observed(a->at->config, a->at->host)) && t->peer_fin_done &&
	       a->s.seq == t->rcv_nxt - 1;
}

static enum disposition check_sequence(struct arrival *a)
{
	struct tcb *t = a->t;
	uint32_t old;

	if (figure_7(a)) {
		cite(a, RULE_FIGURE_7);
		segment_trim_front(&a->s, 1);
		if (policy(a, POL_FIGURE_7_ACK))
			tcp_ack_now(a->at);
		return GO_ON;
	}
	/* Deviation (linux): a segment without ACK, SYN and RST is not answered. */
	if (policy(a, POL_NO_ACK_FIRST) && !(a->s.flags & (SEG_ACK | SEG_SYN | SEG_RST)) && no_ack_first(t)) {
		cite(a, RULE_NO_ACK);
		return DONE;
	}
	/* Deviation (linux): a FIN needs no room in the buffer, so it passes with no window. */
	if (policy(a, POL_FIN_ZERO_WINDOW) && t->rcv_wnd == 0 && a->s.seq == t->rcv_nxt && a->s.len == 0 &&
	    (a->s.flags & (SEG_FIN | SEG_SYN | SEG_RST)) == SEG_FIN)
		return GO_ON;
	if (a->s.flags & SEG_RST && t->state != TCPS_TIME_WAIT && rst_below_fin(a))
		return GO_ON;
	/* Deviation (linux): a retransmitted SYN draws SYN,ACK again, whatever text it has. */
	if (t->state == TCPS_SYN_RECEIVED && t->passive && policy(a, POL_SYN_RCVD_RESEND) && a->s.seq == t->irs &&
	    (a->s.flags & (SEG_SYN | SEG_ACK | SEG_RST)) == SEG_SYN) {
		cite(a, RULE_SYN_RCVD_SYN_AGAIN);
		tcp_emit_syn(a->at, true);
		return DONE;
	}
	/* Deviation (linux): a listener's half-made connection looks at the ACK first. */
	if (passive_syn_received(t) && policy(a, POL_SYN_RCVD_ACK_FIRST) && bad_ack_in_syn_received(a)) {
		cite(a, RULE_SYN_RCVD_BAD_ACK);
		arrival_reset(a);
		return DONE;
	}
	if (!acceptable(t, &a->s, a->at->config))
		return not_acceptable(a);
	if (looked_at_whole(a))
		return GO_ON;
	old = seq_lt(a->s.seq, t->rcv_nxt) ? seq_diff(a->s.seq, t->rcv_nxt) : 0;
	a->overlaps = old > 0;
	segment_trim_front(&a->s, old);
	if (a->s.len || a->s.flags & SEG_FIN) {
		uint32_t room = t->rcv_wnd - seq_diff(t->rcv_nxt, a->s.seq);

		/* Deviation (linux): with data unread, text beyond the window is not cut to it. */
		if (a->s.len > room && t->rcv_len > 0 && policy(a, POL_OVERRUN_DROPPED))
			return challenge(a, RULE_NOT_ACCEPTABLE);
		/* where its window really ends, an observed host knows; that it is closed was seen */
		if (room == 0 || !config_observed(a->at->config, a->at->host))
			segment_trim_back(&a->s, room, a->s.len < room);
	}
	return GO_ON;
}

/* --- 3.10.7.4 second, fourth --- */

/* Ends the connection with an error for the next call (ERR_NONE: none). */
static void reset_received(const struct arrival *a, enum sock_error error, enum rule_id rule)
{
	struct tcb *t = a->t;

	t->error = (uint8_t)error;
	if (!policy(a, POL_RST_KEEPS_UNREAD))
		tcb_flush_received(t);
	tcb_enter(a->at, TCPS_CLOSED, rule);
}

static enum disposition rst_by_state(const struct arrival *a)
{
	struct tcb *t = a->t;

	switch ((enum tcp_state)t->state) {
	case TCPS_SYN_RECEIVED:
		if (t->passive)
			tcb_enter(a->at, TCPS_LISTEN, RULE_RST_SYN_RCVD_PASSIVE);
		else
			reset_received(a, policy(a, POL_RST_SYN_RCVD_REFUSED) ? ERR_ECONNREFUSED : ERR_ECONNRESET,
				       RULE_RST_SYN_RCVD_ACTIVE);
		return DONE;
	case TCPS_CLOSE_WAIT:
		reset_received(a, policy(a, POL_RST_CLOSE_WAIT_EPIPE) ? ERR_EPIPE : ERR_ECONNRESET, RULE_RST);
		return DONE;
	case TCPS_CLOSING:
	case TCPS_LAST_ACK:
		reset_received(a, policy(a, POL_RST_CLOSING_ERROR) ? ERR_ECONNRESET : ERR_NONE, RULE_RST_CLOSING);
		return DONE;
	case TCPS_TIME_WAIT:
		if (policy(a, POL_RFC1337)) {
			cite(a, RULE_RFC1337);
			return DONE;
		}
		reset_received(a, ERR_NONE, RULE_RST_CLOSING);
		return DONE;
	case TCPS_ESTABLISHED:
	case TCPS_FIN_WAIT_1:
	case TCPS_FIN_WAIT_2:
	case TCPS_CLOSED:
	case TCPS_LISTEN:
	case TCPS_SYN_SENT:
	case TCPS_COUNT:
		break;
	}
	reset_received(a, ERR_ECONNRESET, RULE_RST);
	return DONE;
}

static enum disposition check_rst(const struct arrival *a)
{
	struct tcb *t = a->t;
	bool exact = a->s.seq == t->rcv_nxt;

	if (!(a->s.flags & SEG_RST))
		return GO_ON;
	if (rst_below_fin(a))
		exact = true;
	if (t->state == TCPS_TIME_WAIT && !exact && policy(a, POL_TIME_WAIT_RST_SILENT)) {
		cite(a, RULE_RST_OUTSIDE);
		return DONE;
	}
	if (policy(a, POL_CHALLENGE_ACK) && !exact && !arrival_is_remnant(a))
		return challenge(a, RULE_RST_IN_WINDOW);
	return rst_by_state(a);
}

static enum disposition check_syn(const struct arrival *a)
{
	if (!(a->s.flags & SEG_SYN))
		return GO_ON;
	if (passive_syn_received(a->t) && !(policy(a, POL_SYN_RCVD_SYN_WHOLE) && a->s.seq == a->t->irs)) {
		if (policy(a, POL_SYN_RCVD_SYN_RST))
			arrival_reset(a);
		tcb_enter(a->at, TCPS_LISTEN, RULE_SYN_RCVD_SYN);
		return DONE;
	}
	if (policy(a, POL_CHALLENGE_ACK) && !arrival_is_remnant(a))
		return challenge(a, RULE_SYN_CHALLENGE);
	/* Without RFC 5961, a SYN in the window is an error, as in RFC 793. */
	arrival_reset(a);
	reset_received(a, ERR_ECONNRESET, RULE_SYN_IN_WINDOW);
	return DONE;
}

/* --- 3.10.7.4 seventh, eighth --- */

static bool takes_text(enum tcp_state s)
{
	return s == TCPS_ESTABLISHED || s == TCPS_FIN_WAIT_1 || s == TCPS_FIN_WAIT_2;
}

/* Returns whether the segment has data that no application can read any more:
 * the answer is RST, so that the sender knows (RFC 9293 3.6.1 SHLD-3). */
static bool text_after_close(const struct arrival *a)
{
	const struct tcb *t = a->t;
	bool nobody = t->closed || (t->shut_rd && t->fin_wanted && policy(a, POL_RDWR_DATA_RST));

	return nobody && a->s.len > 0 && takes_text((enum tcp_state)t->state) && policy(a, POL_DATA_AFTER_CLOSE_RST);
}

/* Acknowledges data, now or after the delay of RFC 9293 3.8.6.3. */
static void acknowledge_text(const struct arrival *a, bool in_order)
{
	struct tcb *t = a->t;

	if (!in_order || a->at->config->delayed_ack_ms == 0 || t->ack_delayed || t->peer_fin) {
		tcp_ack_now(a->at);
		return;
	}
	t->ack_delayed = 1;
	cite(a, RULE_ACK_DELAYED);
	tcb_timer_start(a->at, TMR_DELAYED_ACK, a->at->config->delayed_ack_ms);
}

static enum disposition process_text(const struct arrival *a)
{
	struct tcb *t = a->t;
	uint32_t taken;

	if (arrival_text_over_fin(a)) {
		arrival_reset(a);
		reset_received(a, t->state == TCPS_CLOSE_WAIT ? ERR_EPIPE : ERR_ECONNRESET, RULE_TEXT_OVER_FIN);
		return DONE;
	}
	if (!takes_text((enum tcp_state)t->state)) {
		if (a->s.len)
			cite(a, RULE_TEXT_IGNORED);
		if (a->s.len && t->state == TCPS_TIME_WAIT && policy(a, POL_TIME_WAIT_TEXT_ACK))
			tcp_ack_now(a->at);
		return GO_ON;
	}
	if (text_after_close(a) && config_observed(a->at->config, a->at->host)) {
		arrival_reset(a); /* due by one number or the other; the host decides */
		if (a->s.ack != t->snd_nxt)
			tcp_emit(a->at, t->snd_nxt, SEG_RST, 0, 0, false);
		cite(a, RULE_TEXT_AFTER_CLOSE);
	} else if (text_after_close(a)) {
		if (policy(a, POL_AFTER_CLOSE_RST_ACK)) {
			arrival_reset(a);
			reset_received(a, ERR_ECONNRESET, RULE_TEXT_AFTER_CLOSE);
		} else {
			tcp_abort(a->at, false, RULE_TEXT_AFTER_CLOSE);
		}
		return DONE;
	}
	hold_text(a);
	taken = reassembly_take(t);
	if (a->s.len || taken) {
		cite(a, taken ? RULE_TEXT : RULE_TEXT_AHEAD);
		acknowledge_text(a, taken > 0 && t->ranges_used == 0);
	}
	return GO_ON;
}

/* Acknowledges the peer's FIN at once (RFC 9293 3.10.7.4; the delay of 3.8.6.3 is
 * for data). Deviation: Linux delays the ACK once data has come, while its own
 * direction is open
 * (tests/captures), so that the FIN of a close in time carries it. */
static void acknowledge_fin(const struct arrival *a)
{
	struct tcb *t = a->t;

	bool data_came = t->rcv_nxt != t->irs + 2;

	if (t->state != TCPS_CLOSE_WAIT || a->at->config->delayed_ack_ms == 0 || !data_came ||
	    !policy(a, POL_FIN_ACK_DELAYED)) {
		tcp_ack_now(a->at);
		return;
	}
	cite(a, RULE_ACK_DELAYED);
	if (t->ack_delayed)
		return;
	t->ack_delayed = 1;
	tcb_timer_start(a->at, TMR_DELAYED_ACK, a->at->config->delayed_ack_ms);
}

static void fin_by_state(const struct arrival *a)
{
	switch ((enum tcp_state)a->t->state) {
	case TCPS_SYN_RECEIVED:
	case TCPS_ESTABLISHED:
		tcb_enter(a->at, TCPS_CLOSE_WAIT, RULE_FIN_ESTABLISHED);
		return;
	case TCPS_FIN_WAIT_1:
		tcb_enter(a->at, TCPS_CLOSING, RULE_FIN_FIN_WAIT_1);
		return;
	case TCPS_FIN_WAIT_2:
		tcb_enter(a->at, TCPS_TIME_WAIT, RULE_FIN_FIN_WAIT_2);
		return;
	case TCPS_TIME_WAIT:
	case TCPS_CLOSED:
	case TCPS_LISTEN:
	case TCPS_SYN_SENT:
	case TCPS_CLOSE_WAIT:
	case TCPS_CLOSING:
	case TCPS_LAST_ACK:
	case TCPS_COUNT:
		return;
	}
}

static void check_fin(const struct arrival *a)
{
	struct tcb *t = a->t;

	if (t->state == TCPS_TIME_WAIT && a->s.flags & SEG_FIN) {
		tcb_timer_start(a->at, TMR_TIME_WAIT, 2 * a->at->config->msl_ms);
		challenge(a, RULE_TIME_WAIT_FIN);
		return;
	}
	reassembly_note_fin(t, &a->s);
	if (!t->peer_fin || t->peer_fin_done || t->peer_fin_seq != t->rcv_nxt) {
		if (a->s.flags & SEG_FIN && arrival_is_remnant(a)) { /* Deviation (linux): a FIN beyond a gap ends it */
			arrival_reset(a);
			reset_received(a, ERR_NONE, RULE_TEXT_AFTER_CLOSE);
		} else if (a->s.flags & SEG_FIN && !(t->peer_fin_done && policy(a, POL_SECOND_FIN_SILENT))) {
			if (t->peer_fin && seq_gt(t->peer_fin_seq, t->rcv_nxt))
				cite(a, RULE_FIN_AHEAD);
			tcp_ack_now(a->at);
		}
		return;
	}
	t->peer_fin_done = 1;
	t->rcv_nxt++; /* RCV.WND stays, because a FIN needs no room in the buffer */
	reassembly_forget(t);
	fin_by_state(a);
	acknowledge_fin(a);
}

/* --- 3.10.7.3 SYN-SENT --- */

/* First: checks the ACK. */
static enum disposition syn_sent_ack(const struct arrival *a)
{
	struct tcb *t = a->t;

	if (a->s.flags & SEG_ACK && t->snd_nxt == t->iss)
		arrival_unseen(a);
	if (!(a->s.flags & SEG_ACK) || (seq_gt(a->s.ack, t->iss) && seq_le(a->s.ack, t->snd_nxt)))
		return GO_ON;
	cite(a, RULE_SYN_SENT_BAD_ACK);
	arrival_reset(a);
	/* Deviation (linux): the first bad ACK lets the retransmission timer expire; an observed host's
	 * does not run. */
	if (policy(a, POL_BAD_ACK_SYN_AGAIN) && t->rtx_count == 0 && t->deadline_ms[TMR_RTO] != TIMER_OFF)
		tcp_timeout(a->at, TMR_RTO);
	return DONE;
}

/* Fourth: processes the SYN. */
static void syn_sent_syn(struct arrival *a)
{
	struct tcb *t = a->t;
	bool acked = (a->s.flags & SEG_ACK) != 0;

	t->irs = a->s.seq;
	t->rcv_nxt = a->s.seq + 1;
	arrival_window(t, &a->s);
	t->snd_wl2 = acked ? a->s.ack : t->iss;
	if (acked)
		arrival_acknowledged(a);
	segment_trim_front(&a->s, 1);
	if (policy(a, POL_SYN_TEXT_DROPPED))
		segment_trim_back(&a->s, 0, false);
	segment_trim_back(&a->s, t->rcv_wnd, a->s.len < t->rcv_wnd);
	if (!acked) {
		tcb_enter(a->at, TCPS_SYN_RECEIVED, RULE_SYN_SENT_SYN);
		t->rtx_count = 0;
		tcb_timer_stop(t, TMR_RTO);
		tcp_emit_syn(a->at, false);
		hold_text(a);
		reassembly_note_fin(t, &a->s);
		return;
	}
	tcb_enter(a->at, TCPS_ESTABLISHED, RULE_SYN_SENT_SYNACK);
	tcp_ack_now(a->at);
	if (process_text(a) == GO_ON)
		check_fin(a);
}

static void arrive_syn_sent(struct arrival *a)
{
	if (syn_sent_ack(a) == DONE)
		return;
	if (a->s.flags & SEG_RST) {
		if (a->s.flags & SEG_ACK)
			reset_received(a, ERR_ECONNREFUSED, RULE_SYN_SENT_RST);
		else
			cite(a, RULE_SYN_SENT_RST_NO_ACK);
		return;
	}
	if (a->s.flags & SEG_SYN)
		syn_sent_syn(a);
	else
		cite(a, RULE_SYN_SENT_NEITHER);
}

/* --- the sequence of checks --- */

static void arrive_other(struct arrival *a)
{
	if (check_sequence(a) == DONE || check_rst(a) == DONE || check_syn(a) == DONE || arrival_ack(a) == DONE ||
	    process_text(a) == DONE)
		return;
	check_fin(a);
}

void tcp_arrive(const struct tcp_at *at, const struct segment *s, bool queue_full)
{
	struct arrival a = { .at = at, .t = at->tcb, .s = *s, .queue_full = queue_full };
	struct tcb *t = at->tcb;
	bool ended = t->closed && at->sender->owed_used > 0;

	CHECK(t->state != TCPS_CLOSED && t->state != TCPS_LISTEN);
	/* Any segment shows that the peer is alive: RFC 9293 3.8.4, 3.8.6.1. */
	t->probes = 0;
	if (t->deadline_ms[TMR_KEEPALIVE] != TIMER_OFF)
		tcb_timer_start(at, TMR_KEEPALIVE, at->config->keepalive_ms);
	if (t->state == TCPS_SYN_SENT)
		arrive_syn_sent(&a);
	else
		arrive_other(&a);
	if (ended) /* an observed host that owes a RST may have ended the connection: then it answers this with one, too */
		tcp_reset_for(at, s);
	if (t->state == TCPS_CLOSED || t->state == TCPS_LISTEN)
		return;
	tcp_output(at);
	/* Deviation: `set time-wait off` shows what TIME-WAIT is for. */
	if (t->state == TCPS_TIME_WAIT && !at->config->time_wait)
		tcb_enter(at, TCPS_CLOSED, RULE_TIME_WAIT_OFF);
}
