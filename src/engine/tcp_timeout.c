/* Timeouts: RFC 9293 3.10.8, 3.8.6.1 (persist), 3.8.4 (keepalive), and RFC 6298
 * (back-off). */
#include "base/check.h"
#include "engine/tcp.h"
#include "engine/trace.h"
#include "engine/world.h"

enum { KEEPALIVE_PROBES = 9, KEEPALIVE_INTERVAL_MS = 75000 };

static vtime doubled(vtime ms, vtime max_ms)
{
	return 2 * ms < max_ms ? 2 * ms : max_ms;
}

/* Ends the connection with ETIMEDOUT. */
static void give_up(const struct tcp_at *at, enum rule_id rule)
{
	at->tcb->error = ERR_ETIMEDOUT;
	tcb_enter(at, TCPS_CLOSED, rule);
}

/* Retransmits with a doubled timeout (RFC 9293 3.10.8, RFC 6298 5.4 to 5.6), or
 * gives up after too many tries (RFC 9293 3.8.3). */
static void rto_expired(const struct tcp_at *at)
{
	struct tcb *t = at->tcb;
	bool syn = tcb_syn_unacked(t);

	if (t->rtx_count >= (syn ? at->config->syn_retries : at->config->retries)) {
		give_up(at, syn ? RULE_GIVE_UP_SYN : RULE_GIVE_UP);
		return;
	}
	trace_cite(at->trace, RULE_RETRANSMIT);
	t->rtx_count++;
	t->rto_ms = doubled(t->rto_ms, at->config->rto_max_ms);
	tcb_timer_start(at, TMR_RTO, t->rto_ms);
	tcp_retransmit_front(at);
}

/* Sends a zero-window probe: one octet beyond the window (RFC 9293 3.8.6.1).
 * Deviation (linux): an empty segment below the window, which the peer answers
 * with the same acknowledgment. */
static void persist_expired(const struct tcp_at *at)
{
	struct tcb *t = at->tcb;

	if (t->probes >= at->config->retries) {
		give_up(at, RULE_GIVE_UP);
		return;
	}
	t->probes++;
	trace_cite(at->trace, RULE_PROBE);
	t->persist_ms = doubled(t->persist_ms, at->config->rto_max_ms);
	tcb_timer_start(at, TMR_PERSIST, t->persist_ms);
	if (t->snd_wnd > 0 && !t->probing) {
		tcp_output(at); /* only room in the network was missing */
	} else if (config_policy(at->config, POL_PROBE_EMPTY)) {
		tcp_emit(at, t->snd_una - 1, SEG_ACK, 0, 0, false);
	} else if (t->probing) {
		tcp_retransmit_front(at);
	} else {
		seqnum seq = t->snd_nxt++;
		bool fin = t->snd_len == 0;

		t->probing = 1;
		t->rtx[0] = (struct rtx_mark){ .len = !fin, .fin = fin };
		t->rtx_used = 1;
		tcp_emit(at, seq, (uint8_t)(SEG_ACK | (fin ? SEG_FIN : 0)), 0, !fin, false);
		if (fin) {
			t->fin_sent = 1;
			t->fin_seq = seq;
			if (t->state == TCPS_CLOSE_WAIT)
				tcb_enter(at, TCPS_LAST_ACK, RULE_CLOSE_CLOSE_WAIT);
		}
	}
}

/* Sends a keepalive probe if the connection is idle (RFC 9293 3.8.4). */
static void keepalive_expired(const struct tcp_at *at)
{
	struct tcb *t = at->tcb;

	if (t->state != TCPS_ESTABLISHED && t->state != TCPS_CLOSE_WAIT && t->state != TCPS_FIN_WAIT_2)
		return;
	if (tcb_unacked(t) || t->snd_len) {
		tcb_timer_start(at, TMR_KEEPALIVE, at->config->keepalive_ms);
		return;
	}
	if (t->probes >= KEEPALIVE_PROBES) {
		if (config_policy(at->config, POL_KEEPALIVE_RST))
			tcp_emit(at, t->snd_nxt, SEG_RST | SEG_ACK, 0, 0, false);
		give_up(at, RULE_KEEPALIVE_GIVE_UP);
		return;
	}
	t->probes++;
	trace_cite(at->trace, RULE_KEEPALIVE);
	tcb_timer_start(at, TMR_KEEPALIVE, KEEPALIVE_INTERVAL_MS);
	tcp_emit(at, t->snd_nxt - 1, SEG_ACK, 0, 0, false);
}

void tcp_timeout(const struct tcp_at *at, enum timer_id timer)
{
	tcb_timer_stop(at->tcb, timer);
	switch (timer) {
	case TMR_RTO:
		rto_expired(at);
		return;
	case TMR_PERSIST:
		persist_expired(at);
		return;
	case TMR_TIME_WAIT:
		tcb_enter(at, TCPS_CLOSED, RULE_TIME_WAIT_OVER);
		return;
	case TMR_FIN_WAIT_2:
		tcb_enter(at, TCPS_CLOSED, RULE_FIN_WAIT_2_OVER);
		return;
	case TMR_KEEPALIVE:
		keepalive_expired(at);
		return;
	case TMR_USER:
		give_up(at, RULE_USER_TIMEOUT);
		return;
	case TMR_DELAYED_ACK:
		trace_cite(at->trace, RULE_DELAYED_ACK);
		tcp_ack_now(at);
		tcp_output(at);
		return;
	case TMR_LINGER:
	case TMR_COUNT:
		CHECK(false);
	}
}
