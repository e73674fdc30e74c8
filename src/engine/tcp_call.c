/* The calls of RFC 9293 3.10.1 to 3.10.5 on one TCB. sockets*.c decides which
 * calls a socket allows and what they return. */
#include <string.h>

#include "engine/tcp.h"
#include "engine/trace.h"

void tcp_open(const struct tcp_at *at)
{
	tcb_enter(at, TCPS_SYN_SENT, RULE_OPEN_ACTIVE);
	tcp_emit_syn(at, false);
}

void tcp_send(const struct tcp_at *at)
{
	struct tcb *t = at->tcb;

	if (t->state == TCPS_SYN_SENT || t->state == TCPS_SYN_RECEIVED)
		trace_cite(at->trace, RULE_SEND_QUEUED);
	else
		trace_cite(at->trace, RULE_SEND);
	tcp_output(at);
}

/* The window update is sent when the window's right edge can move by min(buffer /
 * 2, MSS). A smaller step waits for the next segment. */
void tcp_received(const struct tcp_at *at, uint32_t n)
{
	struct tcb *t = at->tcb;
	uint32_t buffer = at->config->buffer[at->host];
	uint32_t step = (buffer + 1) / 2 < at->config->mss ? (buffer + 1) / 2 : at->config->mss;

	octets_shift(&t->rcv, n);
	t->rcv_len -= n;
	switch ((enum tcp_state)t->state) {
	case TCPS_ESTABLISHED:
	case TCPS_FIN_WAIT_1:
	case TCPS_FIN_WAIT_2:
		if (tcb_room(t, at->config, at->host) - t->rcv_wnd < step || n == 0)
			return;
		trace_cite(at->trace, RULE_WINDOW_UPDATE);
		tcp_ack_now(at);
		tcp_output(at);
		return;
	case TCPS_CLOSED:
	case TCPS_LISTEN:
	case TCPS_SYN_SENT:
	case TCPS_SYN_RECEIVED:
	case TCPS_CLOSE_WAIT:
	case TCPS_CLOSING:
	case TCPS_LAST_ACK:
	case TCPS_TIME_WAIT:
	case TCPS_COUNT:
		return;
	}
}

void tcp_close(const struct tcp_at *at)
{
	struct tcb *t = at->tcb;

	t->fin_wanted = 1;
	switch ((enum tcp_state)t->state) {
	case TCPS_SYN_SENT:
		tcb_enter(at, TCPS_CLOSED, RULE_CLOSE_SYN_SENT);
		return;
	case TCPS_SYN_RECEIVED:
		if (t->snd_len || t->snd_waiting) {
			trace_cite(at->trace, RULE_CLOSE_SYN_RCVD_QUEUED);
			return;
		}
		tcb_enter(at, TCPS_FIN_WAIT_1, RULE_CLOSE_SYN_RCVD);
		break;
	case TCPS_ESTABLISHED:
		tcb_enter(at, TCPS_FIN_WAIT_1, RULE_CLOSE_ESTABLISHED);
		break;
	case TCPS_CLOSE_WAIT:
		trace_cite(at->trace, RULE_CLOSE_CLOSE_WAIT);
		if (config_policy(at->config, POL_LAST_ACK_AT_ONCE))
			tcb_enter(at, TCPS_LAST_ACK, RULE_CLOSE_CLOSE_WAIT);
		break;
	case TCPS_CLOSED:
	case TCPS_LISTEN:
	case TCPS_FIN_WAIT_1:
	case TCPS_FIN_WAIT_2:
	case TCPS_CLOSING:
	case TCPS_LAST_ACK:
	case TCPS_TIME_WAIT:
	case TCPS_COUNT:
		return;
	}
	tcp_output(at);
	if (!t->fin_sent && !config_observed(at->config, at->host))
		trace_cite(at->trace, RULE_CLOSE_QUEUED);
}

/* Returns whether ABORT sends RST in a state (RFC 9293 3.10.5). */
static bool abort_sends_rst(enum tcp_state s)
{
	return s == TCPS_SYN_RECEIVED || s == TCPS_ESTABLISHED || s == TCPS_FIN_WAIT_1 || s == TCPS_FIN_WAIT_2 ||
	       s == TCPS_CLOSE_WAIT;
}

void tcp_abort(const struct tcp_at *at, bool always, enum rule_id rule)
{
	struct tcb *t = at->tcb;

	if (always || abort_sends_rst((enum tcp_state)t->state)) {
		uint8_t flags = SEG_RST;

		if (config_policy(at->config, POL_ABORT_RST_ACK))
			flags |= SEG_ACK;
		tcp_emit(at, t->snd_nxt, flags, 0, 0, false);
	} else if (rule == RULE_ABORT) {
		rule = RULE_ABORT_SILENT;
	}
	t->aborted = 1;
	tcb_flush_received(t);
	tcb_enter(at, TCPS_CLOSED, rule);
}
