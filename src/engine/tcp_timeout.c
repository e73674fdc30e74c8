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

/* Returns whether `retries` and its like stand for a time, as in the kernel. */
static bool counts_time(const struct tcp_at *at)
{
	return config_policy(at->config, POL_RETRIES_TIME);
}

/* Returns whether a user timeout replaces the limit of retransmissions and probes. */
static bool user_timeout_decides(const struct tcp_at *at)
{
	return config_policy(at->config, POL_USER_TIMER_LATE) && at->config->user_timeout_ms;
}

/* Returns the time that n retransmissions would take from a timeout of 200 ms
 * on, doubling up to 120 s: the kernel's limit for `tcp_retries2 = n`. */
static vtime hypothetical_ms(uint32_t n)
{
	return n <= 9 ? ((UINT64_C(2) << n) - 1) * 200 : 204600 + (vtime)(n - 9) * 120000;
}

/* Returns the retransmissions allowed to an orphan by `orphan-retries`: 0 means 8,
 * and none once the timeout has reached its maximum. */
static uint32_t orphan_limit(const struct tcp_at *at, vtime timeout_ms)
{
	if (at->config->orphan_retries)
		return at->config->orphan_retries;
	return timeout_ms < at->config->rto_max_ms ? 8 : 0;
}

/* Returns whether data or a FIN was retransmitted enough. The kernel compares a
 * time, and its timers are late by up to an eighth; those here are exact, so 15/16
 * of the time decide. A user timeout replaces the limit. */
static bool data_given_up(const struct tcp_at *at)
{
	const struct tcb *t = at->tcb;
	uint32_t limit = t->closed ? at->config->orphan_retries : at->config->retries;

	if (user_timeout_decides(at))
		return false;
	if (!counts_time(at))
		return t->rtx_count >= limit;
	if (t->rtx_count == 0)
		return false;
	if (t->closed)
		limit = orphan_limit(at, t->rto_ms);
	return 16 * (at->now_ms - t->since_ms) >= 15 * hypothetical_ms(limit);
}

/* Returns the time in which the kernel repeats a SYN, (2^(retries + 1) - 1) times
 * the first timeout; CLOCK_MAX if it is longer. */
static vtime syn_limit_ms(uint32_t retries, vtime rto_ms)
{
	if (retries >= 62 || rto_ms > CLOCK_MAX >> (retries + 1))
		return CLOCK_MAX;
	return ((UINT64_C(2) << retries) - 1) * rto_ms;
}

/* Returns whether a SYN or SYN,ACK was retransmitted enough. */
static bool syn_given_up(const struct tcp_at *at)
{
	const struct tcb *t = at->tcb;
	uint32_t retries = at->config->syn_retries;
	vtime limit_ms = syn_limit_ms(retries, at->config->rto_ms);

	if (t->state != TCPS_SYN_SENT)
		return t->rtx_count >= (t->passive ? at->config->synack_retries : retries);
	if (!counts_time(at))
		return t->rtx_count >= retries;
	return t->rtx_count > 0 &&
	       (t->rtx_count >= retries + at->config->syn_linear || at->now_ms - t->since_ms >= limit_ms);
}

/* Returns whether the timeout stays as it is after this retransmission: one of
 * the first of a SYN, by `syn-linear`. */
static bool stays(const struct tcp_at *at)
{
	return at->tcb->state == TCPS_SYN_SENT && at->tcb->rtx_count <= at->config->syn_linear;
}

/* Retransmits with a doubled timeout (RFC 9293 3.10.8, RFC 6298 5.4 to 5.6), or
 * gives up after too many tries (RFC 9293 3.8.3). */
static void rto_expired(const struct tcp_at *at)
{
	struct tcb *t = at->tcb;
	bool syn = tcb_syn_unacked(t);

	if (syn ? syn_given_up(at) : data_given_up(at)) {
		give_up(at, syn ? RULE_GIVE_UP_SYN : RULE_GIVE_UP);
		return;
	}
	if (t->rtx_count++ == 0 && !syn) {
		if (counts_time(at))
			t->since_ms = at->now_ms;
		if (config_policy(at->config, POL_USER_TIMER_LATE))
			tcb_user_timer_start(at);
	}
	trace_cite(at->trace, stays(at) ? RULE_RETRANSMIT_LINEAR : RULE_RETRANSMIT);
	if (!stays(at))
		t->rto_ms = doubled(t->rto_ms, at->config->rto_max_ms);
	tcb_timer_start(at, TMR_RTO, t->rto_ms);
	tcp_retransmit_front(at);
}

/* Returns whether a zero window was probed enough: too many probes without an
 * answer. Deviation (retries-time): an orphan also ends when its timeout has reached the
 * maximum, though all were answered. */
static bool probes_given_up(const struct tcp_at *at)
{
	const struct tcb *t = at->tcb;
	vtime most = at->config->rto_max_ms;

	if (!t->closed)
		return t->probes >= at->config->retries;
	if (user_timeout_decides(at))
		return false;
	if (!counts_time(at))
		return t->probes >= at->config->orphan_retries;
	return t->persist_ms >= most || t->probes >= orphan_limit(at, t->persist_ms);
}

/* Sends a zero-window probe: one octet beyond the window (RFC 9293 3.8.6.1).
 * Deviation (linux): an empty segment below the window, which the peer answers
 * with the same acknowledgment. */
static void persist_expired(const struct tcp_at *at)
{
	struct tcb *t = at->tcb;

	if (t->snd_wnd > 0 && !t->probing) { /* the window is small, or there was no room in the network: no probe */
		tcp_output_small(at);
		return;
	}
	if (probes_given_up(at)) {
		give_up(at, RULE_GIVE_UP);
		return;
	}
	t->probes++;
	trace_cite(at->trace, RULE_PROBE);
	if (config_policy(at->config, POL_USER_TIMER_LATE))
		tcb_user_timer_start(at);
	t->persist_ms = doubled(t->persist_ms, at->config->rto_max_ms);
	tcb_timer_start(at, TMR_PERSIST, t->persist_ms);
	if (config_policy(at->config, POL_PROBE_EMPTY)) {
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

/* Returns whether enough probes had no answer. Deviation
 * (keepalive-user-timeout): if there is a user timeout, the silence decides in place
 * of their number. */
static bool keepalive_given_up(const struct tcp_at *at)
{
	const struct tcb *t = at->tcb;
	vtime silent_ms = at->config->keepalive_ms + (vtime)t->probes * KEEPALIVE_INTERVAL_MS;

	if (!config_policy(at->config, POL_KEEPALIVE_USER_TIMEOUT) || at->config->user_timeout_ms == 0)
		return t->probes >= KEEPALIVE_PROBES;
	return t->probes > 0 && silent_ms >= at->config->user_timeout_ms;
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
	if (keepalive_given_up(at)) {
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
	case TMR_USER: /* 3.10.8: "flush all queues" */
		if (!config_policy(at->config, POL_RST_KEEPS_UNREAD))
			tcb_flush_received(at->tcb);
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
