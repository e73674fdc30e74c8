/* What calls return, and which calls are blocked. Called by the other
 * sockets*.c. */
#include "engine/sockets_call.h"

#include <string.h>

#include "engine/trace.h"

/* Returns the number of the socket that the call was made on; 0: none. */
static uint32_t socket_of(const struct call *c, const struct result *r)
{
	return r->sock || !c->action ? r->sock : c->action->sock;
}

void call_give(const struct call *c, const struct result *r)
{
	c->h->last = *r;
	c->h->has_returned = 1;
	past_returned(&c->w->past[c->host], socket_of(c, r), r);
	trace_return(c->trace, c->host, socket_of(c, r), r, c->w->now_ms);
}

void call_returns(const struct call *c, enum call_id call, uint32_t value)
{
	struct result r;

	memset(&r, 0, sizeof r);
	r.call = (uint8_t)call;
	r.value = value;
	r.sock = c->s ? c->s->number : 0;
	call_give(c, &r);
}

/* Returns the rule behind an error that a call gives at once; RULE_NONE: it has
 * none. */
static enum rule_id rule_behind(const struct call *c, enum call_id call, enum sock_error error)
{
	if (error == ERR_EADDRINUSE)
		return call == CALL_CONNECT ? RULE_PAIR_IN_USE : RULE_ADDRESS_IN_USE;
	if (error == ERR_EADDRNOTAVAIL)
		return RULE_PAIR_IN_USE;
	if (error == ERR_EBADF)
		return c->h->sockets == 0 ? RULE_NO_SOCKET : RULE_DESCRIPTOR_CLOSED;
	if (error == ERR_EDESTADDRREQ)
		return RULE_NOT_BOUND;
	if (error == ERR_EOPNOTSUPP)
		return RULE_IS_LISTENER;
	if (error == ERR_ENOTCONN)
		return RULE_NOT_CONNECTED;
	if (error == ERR_EISCONN || error == ERR_EALREADY)
		return RULE_HAS_CONNECTION;
	if (error == ERR_EINVAL)
		return RULE_NOT_POSSIBLE;
	if (error == ERR_EPIPE)
		return RULE_NO_MORE_SENDING;
	if (error == ERR_ECONNRESET || error == ERR_ETIMEDOUT || error == ERR_ECONNABORTED)
		return RULE_ERROR_TOLD;
	return RULE_NONE;
}

void call_fails(const struct call *c, enum call_id call, enum sock_error error)
{
	enum rule_id rule = rule_behind(c, call, error);
	struct result r;

	memset(&r, 0, sizeof r);
	r.call = (uint8_t)call;
	r.error = (uint8_t)error;
	r.sock = c->s ? c->s->number : 0;
	if (c->trace && c->trace->used == 1 && c->trace->rows[0].kind == ROW_CALL &&
	    c->trace->rows[0].rules_used == 0 && rule != RULE_NONE)
		trace_cite(c->trace, rule);
	call_give(c, &r);
}

bool call_is_blocked(const struct slot *s, enum call_id call)
{
	return (s->blocked >> call & 1) != 0;
}

void call_block(struct slot *s, enum call_id call)
{
	s->blocked |= (uint16_t)(1u << call);
}

void call_unblock(struct slot *s, enum call_id call)
{
	s->blocked &= (uint16_t) ~(1u << call);
}

enum sock_error call_take_error(struct slot *s)
{
	enum sock_error e = (enum sock_error)s->tcb.error;

	s->tcb.error = ERR_NONE;
	return e;
}

void call_send_ends(const struct call *c, enum sock_error error)
{
	struct slot *s = c->s;
	uint32_t queued = s->send_total - s->tcb.snd_waiting;

	call_unblock(s, CALL_SEND);
	octets_cut(&s->tcb.snd, s->tcb.snd_len);
	s->tcb.snd_waiting = 0;
	s->send_total = 0;
	if (queued > 0)
		call_returns(c, CALL_SEND, queued);
	else
		call_fails(c, CALL_SEND, error);
}

void call_interrupt(const struct call *c, enum sock_error error)
{
	static const enum call_id calls[] = { CALL_CONNECT, CALL_ACCEPT, CALL_RECV };

	for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
		if (call_is_blocked(c->s, calls[i])) {
			call_unblock(c->s, calls[i]);
			call_fails(c, calls[i], error);
		}
	if (call_is_blocked(c->s, CALL_SEND))
		call_send_ends(c, error);
}
