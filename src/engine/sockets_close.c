/* shutdown, close, abort, exit and crash, by the CLOSE and ABORT of RFC 9293
 * 3.10.4 and 3.10.5; and the options linger and reuseaddr, and dup. */
#include "engine/sockets_call.h"

#include <string.h>

#include "engine/trace.h"

/* Resets the connections that were not accepted from a listener that ends. */
static void call_reset_children(const struct call *c, struct slot *listener)
{
	for (uint32_t i = 0; i < c->h->high; i++) {
		struct slot *child = &c->h->slots[i];
		struct tcp_at at;

		if (!child->used || child->parent != listener->number || child->number)
			continue;
		at = slot_at(c->w, c->host, child, c->trace);
		child->tcb.closed = 1;
		child->parent = 0;
		child->ready = 0;
		if (slot_state(child) == TCPS_SYN_RECEIVED && call_policy(c, POL_LISTENER_CLOSED_SILENT))
			tcb_enter(&at, TCPS_CLOSED, RULE_LISTENER_CLOSED);
		else if (slot_state(child) != TCPS_CLOSED)
			tcp_abort(&at, false, RULE_LISTENER_CLOSED);
	}
}

/* Ends sending: a blocked send returns early, then comes the CLOSE of RFC 9293
 * 3.10.4. */
static void end_sending(const struct call *c)
{
	struct tcp_at at = call_at(c);

	if (call_is_blocked(c->s, CALL_SEND))
		call_send_ends(c, ERR_EPIPE);
	if (slot_state(c->s) == TCPS_SYN_RECEIVED && call_policy(c, POL_SHUTDOWN_SYN_RCVD))
		c->s->tcb.fin_wanted = 1; /* sent once ESTABLISHED */
	else if (!c->s->tcb.fin_wanted)
		tcp_close(&at);
}

/* Shuts down a socket that is not connected: ENOTCONN. Deviation (linux):
 * shutdown ends SYN-SENT and LISTEN. */
static void shutdown_early(struct call *c)
{
	struct tcp_at at = call_at(c);

	if (slot_state(c->s) == TCPS_SYN_SENT && call_policy(c, POL_SHUTDOWN_SYN_SENT)) {
		tcb_enter(&at, TCPS_CLOSED, RULE_CLOSE_SYN_SENT);
		call_interrupt(c, ERR_ECONNRESET);
		call_returns(c, CALL_SHUTDOWN, 0);
	} else if (slot_state(c->s) == TCPS_LISTEN && call_policy(c, POL_SHUTDOWN_LISTEN)) {
		if (c->action->option != SHUTDOWN_WR) {
			call_reset_children(c, c->s);
			tcb_enter(&at, TCPS_CLOSED, RULE_CLOSE_LISTEN);
			call_interrupt(c, ERR_EINVAL);
		}
		call_returns(c, CALL_SHUTDOWN, 0);
	} else {
		call_fails(c, CALL_SHUTDOWN, ERR_ENOTCONN);
	}
}

void do_shutdown(struct call *c)
{
	enum tcp_state state = slot_state(c->s);

	if (state == TCPS_CLOSED || state == TCPS_LISTEN || state == TCPS_SYN_SENT ||
	    (state == TCPS_TIME_WAIT && call_policy(c, POL_SHUTDOWN_TIME_WAIT))) {
		shutdown_early(c);
		return;
	}
	if (c->action->option != SHUTDOWN_WR) {
		c->s->tcb.shut_rd = 1;
		trace_cite(c->trace, RULE_SHUTDOWN_RD);
	}
	if (c->action->option != SHUTDOWN_RD)
		end_sending(c);
	call_returns(c, CALL_SHUTDOWN, 0);
}

/* Returns whether close must send RST instead of FIN, because received data was
 * not read (RFC 9293 3.6.1 SHLD-3). */
static bool close_resets(const struct call *c)
{
	enum tcp_state s = slot_state(c->s);

	if (c->s->tcb.rcv_len > 0 && (s == TCPS_CLOSING || s == TCPS_LAST_ACK))
		return call_policy(c, POL_CLOSING_UNREAD_RST);
	return c->s->tcb.rcv_len > 0 && call_policy(c, POL_CLOSE_UNREAD_RST) &&
	       (s == TCPS_ESTABLISHED || s == TCPS_FIN_WAIT_1 || s == TCPS_FIN_WAIT_2 || s == TCPS_CLOSE_WAIT);
}

bool call_awaits_fin_ack(const struct slot *s)
{
	return slot_state(s) != TCPS_CLOSED && slot_state(s) != TCPS_LISTEN && !s->tcb.fin_acked;
}

/* Closes the connection of a socket whose last descriptor was closed. */
static void close_connection(const struct call *c, bool may_linger)
{
	struct slot *s = c->s;
	struct tcp_at at = call_at(c);

	s->tcb.closed = 1;
	if (slot_state(s) == TCPS_CLOSED)
		return;
	if (s->linger_on && s->linger_ms == 0) {
		tcp_abort(&at, false, RULE_LINGER_0);
		return;
	}
	if (close_resets(c)) {
		/* Deviation (linux): in CLOSING and LAST-ACK too. */
		tcp_abort(&at, true, RULE_CLOSE_UNREAD);
		return;
	}
	octets_shift(&s->tcb.rcv, s->tcb.rcv_len);
	s->tcb.rcv_len = 0;
	if (!s->tcb.fin_wanted)
		tcp_close(&at);
	else if (slot_state(s) == TCPS_FIN_WAIT_2)
		tcb_fin_wait_2_start(&at);
	if (s->linger_on && may_linger && call_awaits_fin_ack(s)) {
		trace_cite(c->trace, RULE_LINGER);
		tcb_timer_start(&at, TMR_LINGER, s->linger_ms);
		call_block(s, CALL_CLOSE);
	}
}

/* Closes a socket for good, after its last descriptor. */
static void close_last(const struct call *c, bool may_linger)
{
	struct slot *s = c->s;
	struct tcp_at at = call_at(c);

	s->refs = 0;
	if (s->conn) {
		close_connection(c, may_linger);
	} else if (slot_state(s) == TCPS_LISTEN) {
		call_reset_children(c, s);
		tcb_enter(&at, TCPS_CLOSED, RULE_CLOSE_LISTEN);
	}
}

void do_close(struct call *c)
{
	if (--c->s->refs > 0) {
		trace_cite(c->trace, RULE_CLOSE_REFERENCE);
		call_returns(c, CALL_CLOSE, 0);
		return;
	}
	call_interrupt(c, ERR_EBADF);
	close_last(c, true);
	if (!call_is_blocked(c->s, CALL_CLOSE))
		call_returns(c, CALL_CLOSE, 0);
}

void do_abort(struct call *c)
{
	struct tcp_at at = call_at(c);

	if (slot_state(c->s) == TCPS_CLOSED) {
		call_fails(c, CALL_ABORT, ERR_ENOTCONN);
		return;
	}
	if (c->s->conn) {
		tcp_abort(&at, false, RULE_ABORT);
	} else {
		call_reset_children(c, c->s);
		tcb_enter(&at, TCPS_CLOSED, RULE_ABORT_SILENT);
	}
	call_interrupt(c, ERR_ECONNRESET);
	call_returns(c, CALL_ABORT, 0);
}

/* Ends the process: every socket is closed. Blocked calls do not return, and no
 * close lingers. */
void do_exit(struct call *c)
{
	trace_cite(c->trace, RULE_EXIT);
	for (uint32_t i = 0; i < c->h->high; i++) {
		c->s = &c->h->slots[i];
		if (!c->s->used || c->s->refs == 0)
			continue;
		c->s->blocked = 0;
		c->s->tcb.snd_waiting = 0;
		octets_cut(&c->s->tcb.snd, c->s->tcb.snd_len);
		close_last(c, false);
	}
}

void do_crash(struct call *c)
{
	trace_cite(c->trace, RULE_CRASH);
	for (uint32_t i = 0; i < c->h->high; i++)
		if (c->h->slots[i].used && slot_state(&c->h->slots[i]) != TCPS_CLOSED) {
			struct slot *s = &c->h->slots[i];

			trace_change(c->trace, c->host, s->conn, s->tcb.state, TCPS_CLOSED, RULE_CRASH);
		}
	memset(c->h->slots, 0, sizeof c->h->slots);
	c->h->high = 0;
	c->h->focus = 0;
	c->h->next_port = FIRST_PORT;
	c->h->down = 1;
}

void do_option(struct call *c)
{
	vtime ms;

	if (c->action->call == CALL_LINGER) {
		c->s->linger_on = c->action->option;
		ms = c->action->option ? duration_ms(c->action->span, c->w->config.msl_ms) : 0;
		c->s->linger_ms = ms < UINT32_MAX ? (uint32_t)ms : UINT32_MAX;
	} else if (c->action->call == CALL_REUSEADDR) {
		c->s->reuseaddr = c->action->option;
	} else if (c->s->refs == REFERENCES_MAX) {
		call_fails(c, CALL_DUP, ERR_EMFILE);
		return;
	} else {
		c->s->refs++;
	}
	call_returns(c, (enum call_id)c->action->call, 0);
}
