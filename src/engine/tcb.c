/* The TCB of one end of a connection: its state, timers and the invariants that
 * hold between events. Sends nothing. */
#include "engine/tcb.h"

#include <string.h>
#include <strings.h>

#include "base/check.h"
#include "engine/net.h"
#include "engine/trace.h"

enum { OBSERVED_BUFFER = 1 << 30 }; /* octets: more than a call sends */

static const char *const timer_names[TMR_COUNT] = {
	"rto", "persist", "time-wait", "fin-wait-2", "keepalive", "user", "linger", "delayed-ack",
};

const char *timer_name(enum timer_id t)
{
	CHECK(t < TMR_COUNT);
	return timer_names[t];
}

void tcb_iss(struct tcb *t, seqnum iss)
{
	t->iss = iss;
	t->snd_una = iss;
	t->snd_nxt = iss;
	t->rtx_end = iss;
}

void tcb_init(struct tcb *t, const struct config *config, uint8_t host, seqnum iss)
{
	memset(t, 0, sizeof *t);
	for (int i = 0; i < TMR_COUNT; i++)
		t->deadline_ms[i] = TIMER_OFF;
	tcb_iss(t, iss);
	t->rcv_wnd = config->buffer[host];
	t->rto_ms = config->rto_ms;
	t->persist_ms = config->rto_ms;
	t->state = TCPS_CLOSED;
}

void tcb_listening(struct tcb *t)
{
	t->state = TCPS_LISTEN;
}

void tcb_timer_start(const struct tcp_at *at, enum timer_id timer, vtime span_ms)
{
	if (config_observed(at->config, at->host) && timer != TMR_TIME_WAIT && timer != TMR_FIN_WAIT_2)
		return;
	at->tcb->started_ms[timer] = at->now_ms;
	at->tcb->deadline_ms[timer] = at->now_ms + span_ms;
}

void tcb_timer_stop(struct tcb *t, enum timer_id timer)
{
	t->deadline_ms[timer] = TIMER_OFF;
	t->started_ms[timer] = 0;
}

/* Stops every timer but that of a blocked close, which sockets.c stops. */
static void stop_all_but_linger(struct tcb *t)
{
	for (int i = 0; i < TMR_COUNT; i++)
		if (i != TMR_LINGER)
			tcb_timer_stop(t, (enum timer_id)i);
}

/* Flushes the send buffer, the retransmission queue and data out of order (RFC
 * 9293 3.10.5, 3.10.7.4). Data in order stays readable; a caller for which the
 * RFC flushes it too does so itself. */
static void flush(struct tcb *t)
{
	t->snd_len = 0; /* snd_waiting stays: the blocked send needs it to return */
	memset(&t->snd, 0, sizeof t->snd);
	memset(t->ranges, 0, sizeof t->ranges);
	memset(t->rtx, 0, sizeof t->rtx);
	octets_cut(&t->rcv, t->rcv_len);
	t->ranges_used = 0;
	t->rtx_used = 0;
	t->ack_now = 0;
	t->ack_delayed = 0;
	t->probing = 0;
}

void tcb_user_timer_start(const struct tcp_at *at)
{
	if (at->config->user_timeout_ms && at->tcb->deadline_ms[TMR_USER] == TIMER_OFF)
		tcb_timer_start(at, TMR_USER, at->config->user_timeout_ms);
}

void tcb_fin_wait_2_start(const struct tcp_at *at)
{
	vtime span_ms = at->config->fin_wait_2_ms;

	if (config_policy(at->config, POL_FIN_WAIT_2_ABOVE) && span_ms > 60000)
		span_ms = 2 * (span_ms - 60000);
	if (span_ms)
		tcb_timer_start(at, TMR_FIN_WAIT_2, span_ms);
}

void tcb_flush_received(struct tcb *t)
{
	t->rcv_len = 0;
	memset(&t->rcv, 0, sizeof t->rcv);
}

void tcb_enter(const struct tcp_at *at, enum tcp_state next, enum rule_id rule)
{
	struct tcb *t = at->tcb;
	enum tcp_state from = (enum tcp_state)t->state;

	t->state = (uint8_t)next;
	trace_change(at->trace, at->host, at->conn, (uint8_t)from, (uint8_t)next, rule);
	switch (next) {
	case TCPS_ESTABLISHED:
		t->was_established = 1;
		if (at->config->keepalive_ms)
			tcb_timer_start(at, TMR_KEEPALIVE, at->config->keepalive_ms);
		break;
	case TCPS_FIN_WAIT_2:
		/* Deviation: RFC 9293 has no such timer. It is off unless the settings set it. */
		if (t->closed)
			tcb_fin_wait_2_start(at);
		break;
	case TCPS_TIME_WAIT:
		stop_all_but_linger(t);
		tcb_timer_start(at, TMR_TIME_WAIT, 2 * at->config->msl_ms);
		break;
	case TCPS_CLOSED:
	case TCPS_LISTEN:
		stop_all_but_linger(t);
		flush(t);
		break;
	case TCPS_SYN_SENT:
	case TCPS_SYN_RECEIVED:
	case TCPS_FIN_WAIT_1:
	case TCPS_CLOSE_WAIT:
	case TCPS_CLOSING:
	case TCPS_LAST_ACK:
	case TCPS_COUNT:
		break;
	}
}

bool tcb_syn_unacked(const struct tcb *t)
{
	return t->snd_nxt != t->iss && t->snd_una == t->iss;
}

bool tcb_unacked(const struct tcb *t)
{
	return t->snd_una != t->snd_nxt;
}

uint32_t tcb_sent_octets(const struct tcb *t)
{
	uint32_t sent = seq_diff(t->snd_una, t->snd_nxt);

	if (sent && tcb_syn_unacked(t))
		sent--;
	if (sent && t->fin_sent && !t->fin_acked)
		sent--;
	return sent;
}

uint32_t tcb_room(const struct tcb *t, const struct config *config, uint8_t host)
{
	return config_observed(config, host) ? t->rcv_wnd : config->buffer[host] - t->rcv_len;
}

uint32_t tcb_send_room(const struct tcb *t, const struct config *config, uint8_t host)
{
	return config_observed(config, host) ? OBSERVED_BUFFER : config->buffer[host] - t->snd_len;
}

void tcb_observed(struct tcb *t)
{
	for (int i = 0; i < TMR_COUNT; i++)
		if (i != TMR_TIME_WAIT && i != TMR_FIN_WAIT_2)
			tcb_timer_stop(t, (enum timer_id)i);
	memset(t->rtx, 0, sizeof t->rtx);
	t->rtx_used = 0;
	t->probing = 0;
}

bool tcb_can_send(const struct tcb *t)
{
	switch ((enum tcp_state)t->state) {
	case TCPS_SYN_SENT:
	case TCPS_SYN_RECEIVED:
	case TCPS_ESTABLISHED:
	case TCPS_CLOSE_WAIT:
		return !t->fin_wanted;
	case TCPS_CLOSED:
	case TCPS_LISTEN:
	case TCPS_FIN_WAIT_1:
	case TCPS_FIN_WAIT_2:
	case TCPS_CLOSING:
	case TCPS_LAST_ACK:
	case TCPS_TIME_WAIT:
	case TCPS_COUNT:
		break;
	}
	return false;
}

bool tcb_can_receive(const struct tcb *t)
{
	if (t->closed || t->shut_rd)
		return false;
	if (t->rcv_len)
		return true;
	switch ((enum tcp_state)t->state) {
	case TCPS_SYN_SENT:
	case TCPS_SYN_RECEIVED:
	case TCPS_ESTABLISHED:
	case TCPS_FIN_WAIT_1:
	case TCPS_FIN_WAIT_2:
		return !t->peer_fin_done;
	case TCPS_CLOSED:
	case TCPS_LISTEN:
	case TCPS_CLOSE_WAIT:
	case TCPS_CLOSING:
	case TCPS_LAST_ACK:
	case TCPS_TIME_WAIT:
	case TCPS_COUNT:
		break;
	}
	return false;
}

bool tcb_synchronized(const struct tcb *t)
{
	return t->state >= TCPS_ESTABLISHED && t->state < TCPS_COUNT;
}

/* Returns whether the state is one that only our own close leads to. */
static bool fin_states(enum tcp_state s)
{
	return s == TCPS_FIN_WAIT_1 || s == TCPS_FIN_WAIT_2 || s == TCPS_CLOSING || s == TCPS_LAST_ACK ||
	       s == TCPS_TIME_WAIT;
}

const char *tcb_broken(const struct tcb *t, const struct config *config, uint8_t host)
{
	enum tcp_state s = (enum tcp_state)t->state;

	if (s >= TCPS_COUNT)
		return "the state is one of eleven";
	if (s == TCPS_CLOSED || s == TCPS_LISTEN)
		return t->snd_len || t->rtx_used ? "CLOSED and LISTEN have nothing to send" : NULL;
	if (seq_gt(t->snd_una, t->snd_nxt))
		return "SND.UNA =< SND.NXT";
	if (seq_lt(t->snd_una, t->iss))
		return "ISS =< SND.UNA";
	if (tcb_sent_octets(t) > t->snd_len)
		return "no more octets are unacknowledged than the send buffer holds";
	if (t->snd_len > config->buffer[host] && !config_observed(config, host))
		return "the send buffer holds no more than its size";
	if (s != TCPS_SYN_SENT && !config_observed(config, host) &&
	    t->rcv_len + t->rcv_wnd > config->buffer[host] + t->peer_fin_done)
		return "the receive window offers no more than the buffer has room for";
	if (t->fin_sent && !t->fin_wanted)
		return "a FIN is sent only when the application has no more to send";
	if (fin_states(s) && !t->fin_wanted)
		return "FIN-WAIT-1, FIN-WAIT-2, CLOSING, LAST-ACK and TIME-WAIT follow a close";
	if ((s == TCPS_FIN_WAIT_2 || s == TCPS_TIME_WAIT) != t->fin_acked)
		return "our FIN is acknowledged in FIN-WAIT-2 and TIME-WAIT, and only there";
	if ((s == TCPS_CLOSE_WAIT || s == TCPS_CLOSING || s == TCPS_LAST_ACK || s == TCPS_TIME_WAIT) !=
	    t->peer_fin_done)
		return "the peer's FIN was processed in CLOSE-WAIT, CLOSING, LAST-ACK and TIME-WAIT, and only there";
	if ((s == TCPS_TIME_WAIT) != (t->deadline_ms[TMR_TIME_WAIT] != TIMER_OFF))
		return "the TIME-WAIT timer runs in TIME-WAIT, and only there";
	if (tcb_unacked(t) && !config_observed(config, host) && t->deadline_ms[TMR_RTO] == TIMER_OFF &&
	    t->deadline_ms[TMR_PERSIST] == TIMER_OFF)
		return "what is unacknowledged has a timer that sends it again";
	return NULL;
}
