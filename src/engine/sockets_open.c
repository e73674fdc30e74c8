/* socket, bind, listen, connect and accept, by the OPEN of RFC 9293 3.10.1. */
#include "engine/sockets_call.h"

#include <string.h>

#include "engine/trace.h"

enum { DEFAULT_BACKLOG = 5 };

/* Returns how many sockets of the host are open. */
static uint32_t descriptors(const struct host *h)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < h->high; i++)
		n += h->slots[i].used && h->slots[i].number && h->slots[i].refs;
	return n;
}

void do_socket(struct call *c)
{
	if (descriptors(c->h) >= DESCRIPTORS_MAX) {
		call_fails(c, CALL_SOCKET, ERR_EMFILE);
		return;
	}
	c->s = host_slot_new(c->w, c->host);
	if (!c->s) {
		call_fails(c, CALL_SOCKET, ERR_ENOBUFS);
		return;
	}
	c->s->number = ++c->h->sockets;
	c->s->refs = 1;
	call_returns(c, CALL_SOCKET, c->s->number);
}

/* Returns whether another socket prevents this one from binding the port. RFC
 * 9293 has no SO_REUSEADDR, because it names connections by pairs of sockets,
 * and POSIX leaves its meaning to the protocol. A listener's port is never
 * shared. */
static bool port_conflict(const struct call *c, uint16_t port)
{
	for (uint32_t i = 0; i < c->h->high; i++) {
		const struct slot *o = &c->h->slots[i];
		bool gone = o->refs == 0 && o->blocked == 0 && o->ready == 0 && slot_state(o) == TCPS_CLOSED;

		if (!o->used || o == c->s || o->lport != port || gone)
			continue;
		if (slot_state(o) != TCPS_LISTEN && c->s->reuseaddr &&
		    (o->reuseaddr || !call_policy(c, POL_REUSEADDR_BOTH)))
			continue;
		return true;
	}
	return false;
}

void do_bind(struct call *c)
{
	uint16_t port = (uint16_t)c->action->amount;

	if (c->s->conn || c->s->bound) {
		call_fails(c, CALL_BIND, ERR_EINVAL);
		return;
	}
	if (port == 0)
		port = host_pick_port(c->w, c->host);
	else if (port_conflict(c, port))
		port = 0;
	if (port == 0) {
		call_fails(c, CALL_BIND, ERR_EADDRINUSE);
		return;
	}
	c->s->lport = port;
	c->s->bound = 1;
	call_returns(c, CALL_BIND, 0);
}

static enum sock_error listen_error(const struct call *c)
{
	struct slot *other;

	if (c->s->conn)
		return ERR_EINVAL;
	if (!c->s->bound && !call_policy(c, POL_LISTEN_AUTOBIND))
		return ERR_EDESTADDRREQ;
	other = c->s->bound ? host_listener(c->w, c->host, c->s->lport) : NULL;
	return other && other != c->s ? ERR_EADDRINUSE : ERR_NONE;
}

void do_listen(struct call *c)
{
	enum sock_error error = listen_error(c);
	struct tcp_at at;

	if (error == ERR_NONE && !c->s->bound) {
		c->s->lport = host_pick_port(c->w, c->host);
		c->s->bound = c->s->lport != 0;
		error = c->s->bound ? ERR_NONE : ERR_EADDRINUSE;
	}
	if (error) {
		call_fails(c, CALL_LISTEN, error);
		return;
	}
	c->s->backlog = (uint16_t)(c->action->has_amount ? c->action->amount : DEFAULT_BACKLOG);
	at = call_at(c);
	if (slot_state(c->s) != TCPS_LISTEN)
		tcb_enter(&at, TCPS_LISTEN, RULE_OPEN_PASSIVE);
	call_returns(c, CALL_LISTEN, 0);
}

static enum sock_error connect_error(const struct call *c)
{
	const struct slot *s = c->s;
	uint16_t rport = (uint16_t)c->action->amount;

	switch (slot_state(s)) {
	case TCPS_LISTEN:
		return call_policy(c, POL_LISTEN_CONNECT_EISCONN) ? ERR_EISCONN : ERR_EOPNOTSUPP;
	case TCPS_SYN_SENT:
	case TCPS_SYN_RECEIVED:
		return ERR_EALREADY;
	case TCPS_CLOSED:
		if (s->tcb.was_established)
			return ERR_EISCONN;
		break;
	case TCPS_ESTABLISHED:
	case TCPS_FIN_WAIT_1:
	case TCPS_FIN_WAIT_2:
	case TCPS_CLOSE_WAIT:
	case TCPS_CLOSING:
	case TCPS_LAST_ACK:
	case TCPS_TIME_WAIT:
	case TCPS_COUNT:
		return ERR_EISCONN;
	}
	if (s->bound && host_connection(c->w, c->host, s->lport, rport))
		return call_policy(c, POL_TUPLE_EADDRNOTAVAIL) ? ERR_EADDRNOTAVAIL : ERR_EADDRINUSE;
	return ERR_NONE;
}

void do_connect(struct call *c)
{
	enum sock_error error = connect_error(c);
	struct tcp_at at;

	if (error == ERR_NONE && !c->s->bound) {
		c->s->lport = host_pick_port(c->w, c->host);
		c->s->bound = c->s->lport != 0;
		error = c->s->bound ? ERR_NONE : ERR_EADDRNOTAVAIL;
	}
	if (error) {
		call_fails(c, CALL_CONNECT, error);
		return;
	}
	c->s->rport = (uint16_t)c->action->amount;
	host_connection_new(c->w, c->host, c->s);
	at = call_at(c);
	tcp_open(&at);
	call_block(c->s, CALL_CONNECT);
}

bool call_accept_one(const struct call *c)
{
	struct slot *child = host_first_ready(c->w, c->host, c->s);

	if (!child)
		return false;
	if (descriptors(c->h) >= DESCRIPTORS_MAX) {
		call_fails(c, CALL_ACCEPT, ERR_EMFILE);
		return true;
	}
	child->ready = 0;
	child->parent = 0;
	if (slot_state(child) == TCPS_CLOSED && !call_policy(c, POL_ACCEPT_GIVES_RESET)) {
		call_fails(c, CALL_ACCEPT, ERR_ECONNABORTED);
		return true;
	}
	child->number = ++c->h->sockets;
	child->refs = 1;
	past_accepted(&c->w->past[c->host], child->conn, child->number);
	trace_cite(c->trace, RULE_ACCEPT);
	call_returns(c, CALL_ACCEPT, child->number);
	return true;
}

void do_accept(struct call *c)
{
	if (slot_state(c->s) != TCPS_LISTEN || c->s->conn)
		call_fails(c, CALL_ACCEPT, ERR_EINVAL);
	else if (!call_accept_one(c))
		call_block(c->s, CALL_ACCEPT);
}
