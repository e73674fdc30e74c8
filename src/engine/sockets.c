/* The sockets API: POSIX sockets over the calls of RFC 9293 3.10. Each do_…
 * function makes one call on one socket: it returns at once, or blocks and is
 * finished by sockets_wake. */
#include "engine/sockets.h"

#include <string.h>

#include "base/check.h"
#include "engine/trace.h"

enum { DEFAULT_BACKLOG = 5 };

/* One call being made. */
struct call {
	struct world *w;
	struct host *h;
	struct slot *s;
	const struct action *a;
	struct trace *trace;
	uint8_t host;
};

static bool policy(const struct call *c, enum policy p)
{
	return config_policy(&c->w->config, p);
}

static struct tcp_at at_of(const struct call *c)
{
	return slot_at(c->w, c->host, c->s, c->trace);
}

/* --- returning and blocking --- */

static void give(const struct call *c, const struct result *r)
{
	c->h->last = *r;
	c->h->has_returned = 1;
	trace_return(c->trace, c->host, r, c->w->now_ms);
}

static void returns(const struct call *c, enum call_id call, uint32_t value)
{
	struct result r;

	memset(&r, 0, sizeof r);
	r.call = (uint8_t)call;
	r.value = value;
	r.sock = c->s ? c->s->number : 0;
	give(c, &r);
}

static void fails(const struct call *c, enum call_id call, enum sock_error error)
{
	struct result r;

	memset(&r, 0, sizeof r);
	r.call = (uint8_t)call;
	r.error = (uint8_t)error;
	r.sock = c->s ? c->s->number : 0;
	give(c, &r);
}

static bool is_blocked(const struct slot *s, enum call_id call)
{
	return (s->blocked >> call & 1) != 0;
}

static void block(struct slot *s, enum call_id call)
{
	s->blocked |= (uint16_t)(1u << call);
}

static void unblock(struct slot *s, enum call_id call)
{
	s->blocked &= (uint16_t) ~(1u << call);
}

/* The error that the connection ended with is told once. */
static enum sock_error take_error(struct slot *s)
{
	enum sock_error e = (enum sock_error)s->tcb.error;

	s->tcb.error = ERR_NONE;
	return e;
}

/* A blocked send ends early: with what it has handed over, if anything. */
static void send_ends(const struct call *c, enum sock_error error)
{
	struct slot *s = c->s;
	uint32_t queued = s->send_total - s->tcb.snd_waiting;

	unblock(s, CALL_SEND);
	octets_cut(&s->tcb.snd, s->tcb.snd_len);
	s->tcb.snd_waiting = 0;
	s->send_total = 0;
	if (queued > 0)
		returns(c, CALL_SEND, queued);
	else
		fails(c, CALL_SEND, error);
}

/* Every blocked call on the socket fails: it was closed or aborted under them. */
static void interrupt(const struct call *c, enum sock_error error)
{
	static const enum call_id calls[] = { CALL_CONNECT, CALL_ACCEPT, CALL_RECV };

	for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
		if (is_blocked(c->s, calls[i])) {
			unblock(c->s, calls[i]);
			fails(c, calls[i], error);
		}
	if (is_blocked(c->s, CALL_SEND))
		send_ends(c, error);
}

/* --- socket, bind, listen, connect, accept --- */

static uint32_t descriptors(const struct host *h)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < h->high; i++)
		n += h->slots[i].used && h->slots[i].number && h->slots[i].refs;
	return n;
}

static void do_socket(struct call *c)
{
	if (descriptors(c->h) >= DESCRIPTORS_MAX) {
		fails(c, CALL_SOCKET, ERR_EMFILE);
		return;
	}
	c->s = host_slot_new(c->w, c->host);
	if (!c->s) {
		fails(c, CALL_SOCKET, ERR_ENOBUFS);
		return;
	}
	c->s->number = ++c->h->sockets;
	c->s->refs = 1;
	returns(c, CALL_SOCKET, c->s->number);
}

/* Whether another socket keeps this one from the port. RFC 9293 knows no
 * SO_REUSEADDR: it names connections by pairs; POSIX leaves its meaning to
 * the protocol. A listener's port is never shared. */
static bool port_conflict(const struct call *c, uint16_t port)
{
	for (uint32_t i = 0; i < c->h->high; i++) {
		const struct slot *o = &c->h->slots[i];
		bool gone = o->refs == 0 && o->blocked == 0 && o->ready == 0 && slot_state(o) == TCPS_CLOSED;

		if (!o->used || o == c->s || o->lport != port || gone)
			continue;
		if (slot_state(o) != TCPS_LISTEN && c->s->reuseaddr && (o->reuseaddr || !policy(c, POL_REUSEADDR_BOTH)))
			continue;
		return true;
	}
	return false;
}

static void do_bind(struct call *c)
{
	uint16_t port = (uint16_t)c->a->amount;

	if (c->s->conn || c->s->bound) {
		fails(c, CALL_BIND, ERR_EINVAL);
		return;
	}
	if (port == 0)
		port = host_pick_port(c->w, c->host);
	else if (port_conflict(c, port))
		port = 0;
	if (port == 0) {
		fails(c, CALL_BIND, ERR_EADDRINUSE);
		return;
	}
	c->s->lport = port;
	c->s->bound = 1;
	returns(c, CALL_BIND, 0);
}

static enum sock_error listen_error(const struct call *c)
{
	struct slot *other;

	if (c->s->conn)
		return ERR_EINVAL;
	if (!c->s->bound && !policy(c, POL_LISTEN_AUTOBIND))
		return ERR_EDESTADDRREQ;
	other = c->s->bound ? host_listener(c->w, c->host, c->s->lport) : NULL;
	return other && other != c->s ? ERR_EADDRINUSE : ERR_NONE;
}

static void do_listen(struct call *c)
{
	enum sock_error error = listen_error(c);
	struct tcp_at at;

	if (error == ERR_NONE && !c->s->bound) {
		c->s->lport = host_pick_port(c->w, c->host);
		c->s->bound = c->s->lport != 0;
		error = c->s->bound ? ERR_NONE : ERR_EADDRINUSE;
	}
	if (error) {
		fails(c, CALL_LISTEN, error);
		return;
	}
	c->s->backlog = (uint16_t)(c->a->has_amount ? c->a->amount : DEFAULT_BACKLOG);
	at = at_of(c);
	if (slot_state(c->s) != TCPS_LISTEN)
		tcb_enter(&at, TCPS_LISTEN, RULE_OPEN_PASSIVE);
	returns(c, CALL_LISTEN, 0);
}

static enum sock_error connect_error(const struct call *c)
{
	const struct slot *s = c->s;
	uint16_t rport = (uint16_t)c->a->amount;

	switch (slot_state(s)) {
	case TCPS_LISTEN:
		return policy(c, POL_LISTEN_CONNECT_EISCONN) ? ERR_EISCONN : ERR_EOPNOTSUPP;
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
		return policy(c, POL_TUPLE_EADDRNOTAVAIL) ? ERR_EADDRNOTAVAIL : ERR_EADDRINUSE;
	return ERR_NONE;
}

static void do_connect(struct call *c)
{
	enum sock_error error = connect_error(c);
	struct tcp_at at;

	if (error == ERR_NONE && !c->s->bound) {
		c->s->lport = host_pick_port(c->w, c->host);
		c->s->bound = c->s->lport != 0;
		error = c->s->bound ? ERR_NONE : ERR_EADDRNOTAVAIL;
	}
	if (error) {
		fails(c, CALL_CONNECT, error);
		return;
	}
	c->s->rport = (uint16_t)c->a->amount;
	host_connection_new(c->w, c->host, c->s);
	at = at_of(c);
	tcp_open(&at);
	block(c->s, CALL_CONNECT);
}

/* Hands out the first connection that waits. False: none does. */
static bool accept_one(const struct call *c)
{
	struct slot *child = host_first_ready(c->w, c->host, c->s);

	if (!child)
		return false;
	if (descriptors(c->h) >= DESCRIPTORS_MAX) {
		fails(c, CALL_ACCEPT, ERR_EMFILE);
		return true;
	}
	child->ready = 0;
	child->parent = 0;
	if (slot_state(child) == TCPS_CLOSED && !policy(c, POL_ACCEPT_GIVES_RESET)) {
		fails(c, CALL_ACCEPT, ERR_ECONNABORTED);
		return true;
	}
	child->number = ++c->h->sockets;
	child->refs = 1;
	trace_cite(c->trace, RULE_ACCEPT);
	returns(c, CALL_ACCEPT, child->number);
	return true;
}

static void do_accept(struct call *c)
{
	if (slot_state(c->s) != TCPS_LISTEN || c->s->conn)
		fails(c, CALL_ACCEPT, ERR_EINVAL);
	else if (!accept_one(c))
		block(c->s, CALL_ACCEPT);
}

/* --- send, recv, shutdown --- */

static enum sock_error send_error(const struct call *c)
{
	struct slot *s = c->s;
	enum sock_error unconnected = policy(c, POL_SEND_UNCONNECTED_EPIPE) ? ERR_EPIPE : ERR_ENOTCONN;
	enum sock_error error = take_error(s);

	if (error)
		return error;
	if (tcb_can_send(&s->tcb))
		return ERR_NONE;
	if (s->conn == 0 || s->tcb.aborted || (slot_state(s) == TCPS_CLOSED && !s->tcb.was_established))
		return unconnected;
	return ERR_EPIPE;
}

static void do_send(struct call *c)
{
	struct tcb *t = &c->s->tcb;
	enum sock_error error = send_error(c);
	uint32_t n = c->a->amount, room;
	struct tcp_at at;

	if (error) {
		fails(c, CALL_SEND, error);
		return;
	}
	room = c->w->config.buffer[c->host] - t->snd_len;
	octets_put(&t->snd, t->snd_len, c->a->option ? c->a->text : NULL, n);
	t->snd_waiting = n > room ? n - room : 0;
	t->snd_len += n - t->snd_waiting;
	if (t->snd_waiting) {
		c->s->send_total = n;
		block(c->s, CALL_SEND);
	} else {
		returns(c, CALL_SEND, n);
	}
	at = at_of(c);
	if (n)
		tcp_send(&at);
}

/* Octets that were read leave the buffer; the window may open. */
static void recv_gives(const struct call *c, uint32_t want)
{
	struct tcb *t = &c->s->tcb;
	struct tcp_at at = at_of(c);
	struct result r;

	memset(&r, 0, sizeof r);
	r.call = CALL_RECV;
	r.sock = c->s->number;
	r.value = want && want < t->rcv_len ? want : t->rcv_len;
	r.has_text = r.value > 0 && octets_all_known(&t->rcv, r.value);
	octets_copy(&r.data, 0, &t->rcv, 0, r.value);
	give(c, &r);
	tcp_received(&at, r.value);
}

/* Whether recv can return now; if so, it does. */
static bool recv_now(const struct call *c, uint32_t want)
{
	struct tcb *t = &c->s->tcb;
	enum sock_error error;

	if (t->rcv_len > 0) {
		recv_gives(c, want);
		return true;
	}
	if (t->peer_fin_done && policy(c, POL_RST_CLOSE_WAIT_EPIPE)) {
		returns(c, CALL_RECV, 0); /* Deviation (linux): end of file goes before the error */
		return true;
	}
	error = take_error(c->s);
	if (error) {
		fails(c, CALL_RECV, error);
		return true;
	}
	if (c->s->conn == 0 || t->aborted || (slot_state(c->s) == TCPS_CLOSED && !t->was_established)) {
		fails(c, CALL_RECV, ERR_ENOTCONN);
		return true;
	}
	if (t->peer_fin_done || t->shut_rd || slot_state(c->s) == TCPS_CLOSED) {
		returns(c, CALL_RECV, 0);
		return true;
	}
	return false;
}

static void do_recv(struct call *c)
{
	uint32_t want = c->a->has_amount ? c->a->amount : 0;

	if (c->a->has_amount && want == 0) {
		returns(c, CALL_RECV, 0);
	} else if (!recv_now(c, want)) {
		c->s->recv_want = want;
		block(c->s, CALL_RECV);
	}
}

/* Sending ends: a blocked send is cut short, then CLOSE of RFC 9293 3.10.4. */
static void end_sending(const struct call *c)
{
	struct tcp_at at = at_of(c);

	if (is_blocked(c->s, CALL_SEND))
		send_ends(c, ERR_EPIPE);
	if (slot_state(c->s) == TCPS_SYN_RECEIVED && policy(c, POL_SHUTDOWN_SYN_RCVD))
		c->s->tcb.fin_wanted = 1; /* sent once ESTABLISHED */
	else if (!c->s->tcb.fin_wanted)
		tcp_close(&at);
}

static void reset_children(const struct call *c, struct slot *listener);

/* Deviation (linux): shutdown acts on what is not connected yet. */
static void shutdown_early(struct call *c)
{
	struct tcp_at at = at_of(c);

	if (slot_state(c->s) == TCPS_SYN_SENT && policy(c, POL_SHUTDOWN_SYN_SENT)) {
		tcb_enter(&at, TCPS_CLOSED, RULE_CLOSE_SYN_SENT);
		interrupt(c, ERR_ECONNRESET);
		returns(c, CALL_SHUTDOWN, 0);
	} else if (slot_state(c->s) == TCPS_LISTEN && policy(c, POL_SHUTDOWN_LISTEN)) {
		if (c->a->option != SHUTDOWN_WR) {
			reset_children(c, c->s);
			tcb_enter(&at, TCPS_CLOSED, RULE_CLOSE_LISTEN);
			interrupt(c, ERR_EINVAL);
		}
		returns(c, CALL_SHUTDOWN, 0);
	} else {
		fails(c, CALL_SHUTDOWN, ERR_ENOTCONN);
	}
}

static void do_shutdown(struct call *c)
{
	enum tcp_state state = slot_state(c->s);

	if (state == TCPS_CLOSED || state == TCPS_LISTEN || state == TCPS_SYN_SENT ||
	    (state == TCPS_TIME_WAIT && policy(c, POL_SHUTDOWN_TIME_WAIT))) {
		shutdown_early(c);
		return;
	}
	if (c->a->option != SHUTDOWN_WR) {
		c->s->tcb.shut_rd = 1;
		trace_cite(c->trace, RULE_SHUTDOWN_RD);
	}
	if (c->a->option != SHUTDOWN_RD)
		end_sending(c);
	returns(c, CALL_SHUTDOWN, 0);
}

/* --- close, abort, exit --- */

static void reset_children(const struct call *c, struct slot *listener)
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
		if (slot_state(child) == TCPS_SYN_RECEIVED && policy(c, POL_LISTENER_CLOSED_SILENT))
			tcb_enter(&at, TCPS_CLOSED, RULE_LISTENER_CLOSED);
		else if (slot_state(child) != TCPS_CLOSED)
			tcp_abort(&at, RULE_LISTENER_CLOSED);
	}
}

/* RFC 9293 3.6.1 SHLD-3: what nobody will read is not acknowledged by a FIN. */
static bool close_resets(const struct call *c)
{
	enum tcp_state s = slot_state(c->s);

	return c->s->tcb.rcv_len > 0 && policy(c, POL_CLOSE_UNREAD_RST) &&
	       (s == TCPS_ESTABLISHED || s == TCPS_FIN_WAIT_1 || s == TCPS_FIN_WAIT_2 || s == TCPS_CLOSE_WAIT);
}

static bool awaits_fin_ack(const struct slot *s)
{
	return slot_state(s) != TCPS_CLOSED && slot_state(s) != TCPS_LISTEN && !s->tcb.fin_acked;
}

static void close_connection(const struct call *c, bool may_linger)
{
	struct slot *s = c->s;
	struct tcp_at at = at_of(c);

	s->tcb.closed = 1;
	if (slot_state(s) == TCPS_CLOSED)
		return;
	if (s->linger_on && s->linger_ms == 0) {
		tcp_abort(&at, RULE_LINGER_0);
		return;
	}
	if (close_resets(c)) {
		tcp_abort(&at, RULE_CLOSE_UNREAD);
		return;
	}
	octets_shift(&s->tcb.rcv, s->tcb.rcv_len);
	s->tcb.rcv_len = 0;
	if (!s->tcb.fin_wanted)
		tcp_close(&at);
	else if (slot_state(s) == TCPS_FIN_WAIT_2 && c->w->config.fin_wait_2_ms)
		tcb_timer_start(&at, TMR_FIN_WAIT_2, c->w->config.fin_wait_2_ms);
	if (s->linger_on && may_linger && awaits_fin_ack(s)) {
		trace_cite(c->trace, RULE_LINGER);
		tcb_timer_start(&at, TMR_LINGER, s->linger_ms);
		block(s, CALL_CLOSE);
	}
}

/* The last descriptor is gone. */
static void close_last(const struct call *c, bool may_linger)
{
	struct slot *s = c->s;
	struct tcp_at at = at_of(c);

	s->refs = 0;
	if (s->conn) {
		close_connection(c, may_linger);
	} else if (slot_state(s) == TCPS_LISTEN) {
		reset_children(c, s);
		tcb_enter(&at, TCPS_CLOSED, RULE_CLOSE_LISTEN);
	}
}

static void do_close(struct call *c)
{
	if (--c->s->refs > 0) {
		trace_cite(c->trace, RULE_CLOSE_REFERENCE);
		returns(c, CALL_CLOSE, 0);
		return;
	}
	interrupt(c, ERR_EBADF);
	close_last(c, true);
	if (!is_blocked(c->s, CALL_CLOSE))
		returns(c, CALL_CLOSE, 0);
}

static void do_abort(struct call *c)
{
	struct tcp_at at = at_of(c);

	if (slot_state(c->s) == TCPS_CLOSED) {
		fails(c, CALL_ABORT, ERR_ENOTCONN);
		return;
	}
	if (c->s->conn) {
		tcp_abort(&at, RULE_ABORT);
	} else {
		reset_children(c, c->s);
		tcb_enter(&at, TCPS_CLOSED, RULE_ABORT_SILENT);
	}
	interrupt(c, ERR_ECONNRESET);
	returns(c, CALL_ABORT, 0);
}

/* The process ends: nobody is left to wait for a call or to linger. */
static void do_exit(struct call *c)
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

static void do_crash(struct call *c)
{
	trace_cite(c->trace, RULE_CRASH);
	for (uint32_t i = 0; i < c->h->high; i++)
		if (c->h->slots[i].used && slot_state(&c->h->slots[i]) != TCPS_CLOSED) {
			struct slot *s = &c->h->slots[i];

			trace_change(c->trace, c->host, s->conn, s->tcb.state, TCPS_CLOSED, RULE_CRASH);
		}
	memset(c->h->slots, 0, sizeof c->h->slots);
	c->h->high = 0;
	c->h->view = 0;
	c->h->next_port = 49152;
	c->h->down = 1;
}

static void do_option(struct call *c)
{
	if (c->a->call == CALL_LINGER) {
		c->s->linger_on = c->a->option;
		c->s->linger_ms = c->a->option ? (uint32_t)duration_ms(c->a->span, c->w->config.msl_ms) : 0;
	} else if (c->a->call == CALL_REUSEADDR) {
		c->s->reuseaddr = c->a->option;
	} else if (c->s->refs == REFERENCES_MAX) {
		fails(c, CALL_DUP, ERR_EMFILE);
		return;
	} else {
		c->s->refs++;
	}
	returns(c, (enum call_id)c->a->call, 0);
}

/* --- whose call it is --- */

static struct slot *newest(struct host *h, bool unconnected, bool bound)
{
	struct slot *best = NULL;

	for (uint32_t i = 0; i < h->high; i++) {
		struct slot *s = &h->slots[i];

		if (!s->used || s->number == 0 || (unconnected && (s->conn || s->refs == 0)) || (bound && !s->bound))
			continue;
		if (!best || s->number > best->number)
			best = s;
	}
	return best;
}

static struct slot *in_view(const struct call *c)
{
	return (struct slot *)world_view(c->w, c->host);
}

/* SCRIPT.md, "Which socket a call means"; NULL: EBADF. */
static struct slot *target(const struct call *c)
{
	struct slot *s = NULL;

	if (c->a->sock)
		return (struct slot *)world_socket(c->w, c->host, c->a->sock);
	switch ((enum call_id)c->a->call) {
	case CALL_ACCEPT:
		s = host_newest_listener(c->w, c->host);
		break;
	case CALL_LISTEN:
		s = newest(c->h, true, true);
		if (!s)
			s = newest(c->h, true, false);
		break;
	case CALL_BIND:
	case CALL_CONNECT:
	case CALL_REUSEADDR:
		s = newest(c->h, true, false);
		break;
	case CALL_SOCKET:
	case CALL_SEND:
	case CALL_RECV:
	case CALL_SHUTDOWN:
	case CALL_CLOSE:
	case CALL_ABORT:
	case CALL_LINGER:
	case CALL_DUP:
	case CALL_EXIT:
	case CALL_CRASH:
	case CALL_BOOT:
	case CALL_COUNT:
	case CALL_NONE:
		break;
	}
	return s ? s : in_view(c);
}

static void make(struct call *c)
{
	switch ((enum call_id)c->a->call) {
	case CALL_SOCKET:
		do_socket(c);
		return;
	case CALL_BIND:
		do_bind(c);
		return;
	case CALL_LISTEN:
		do_listen(c);
		return;
	case CALL_CONNECT:
		do_connect(c);
		return;
	case CALL_ACCEPT:
		do_accept(c);
		return;
	case CALL_SEND:
		do_send(c);
		return;
	case CALL_RECV:
		do_recv(c);
		return;
	case CALL_SHUTDOWN:
		do_shutdown(c);
		return;
	case CALL_CLOSE:
		do_close(c);
		return;
	case CALL_ABORT:
		do_abort(c);
		return;
	case CALL_LINGER:
	case CALL_REUSEADDR:
	case CALL_DUP:
		do_option(c);
		return;
	case CALL_EXIT:
		do_exit(c);
		return;
	case CALL_CRASH:
		do_crash(c);
		return;
	case CALL_BOOT:
		c->h->down = 0;
		return;
	case CALL_COUNT:
	case CALL_NONE:
		CHECK(false);
	}
}

static bool needs_socket(enum call_id call)
{
	return call != CALL_SOCKET && call != CALL_EXIT && call != CALL_CRASH && call != CALL_BOOT;
}

/* connect on a socket that is connecting gives EALREADY; of the others one
 * call of a kind may wait at a time. */
static bool busy(const struct slot *s, enum call_id call)
{
	return call != CALL_CONNECT && call != CALL_CLOSE && is_blocked(s, call);
}

enum refusal sockets_call(struct world *w, const struct action *a, struct trace *trace)
{
	struct call c = { .w = w, .h = &w->hosts[a->host], .a = a, .trace = trace, .host = a->host };
	enum call_id call = (enum call_id)a->call;
	struct row *row;

	if (call == CALL_BOOT && !c.h->down)
		return REFUSED_UP;
	if (call != CALL_BOOT && c.h->down)
		return REFUSED_DOWN;
	if (needs_socket(call)) {
		c.s = target(&c);
		if (c.s && c.s->number == 0)
			return REFUSED_NOT_ACCEPTED;
		if (c.s && c.s->refs && busy(c.s, call))
			return REFUSED_BUSY;
	}
	row = trace_begin(trace, ROW_CALL, a->host, w->now_ms);
	if (row)
		row->call = *a;
	if (needs_socket(call) && (!c.s || c.s->refs == 0))
		fails(&c, call, ERR_EBADF);
	else
		make(&c);
	return REFUSED_NOT;
}

/* --- waking --- */

static void wake_connect(const struct call *c)
{
	struct slot *s = c->s;

	if (slot_state(s) == TCPS_CLOSED) {
		enum sock_error error = take_error(s);

		unblock(s, CALL_CONNECT);
		fails(c, CALL_CONNECT, error ? error : ERR_ECONNABORTED);
	} else if (tcb_synchronized(&s->tcb) && !tcb_syn_unacked(&s->tcb)) {
		unblock(s, CALL_CONNECT);
		returns(c, CALL_CONNECT, 0);
	}
}

static void wake_send(const struct call *c)
{
	struct tcb *t = &c->s->tcb;
	uint32_t room = c->w->config.buffer[c->host] - t->snd_len;
	uint32_t moved = t->snd_waiting < room ? t->snd_waiting : room;
	struct tcp_at at = at_of(c);

	if (!tcb_can_send(t)) {
		/* What was handed over is returned; the error then waits for the next call. */
		enum sock_error error = c->s->send_total > t->snd_waiting ? ERR_NONE : take_error(c->s);

		send_ends(c, error ? error : ERR_EPIPE);
		return;
	}
	if (moved == 0)
		return;
	t->snd_len += moved;
	t->snd_waiting -= moved;
	if (t->snd_waiting == 0) {
		unblock(c->s, CALL_SEND);
		returns(c, CALL_SEND, c->s->send_total);
		c->s->send_total = 0;
	}
	tcp_output(&at);
}

static void wake_slot(const struct call *c)
{
	struct slot *s = c->s;

	if (is_blocked(s, CALL_CONNECT))
		wake_connect(c);
	if (is_blocked(s, CALL_ACCEPT) && host_first_ready(c->w, c->host, s)) {
		unblock(s, CALL_ACCEPT);
		accept_one(c);
	}
	if (is_blocked(s, CALL_SEND))
		wake_send(c);
	if (is_blocked(s, CALL_RECV)) {
		uint32_t want = s->recv_want;

		unblock(s, CALL_RECV);
		if (!recv_now(c, want))
			block(s, CALL_RECV);
		else
			s->recv_want = 0;
	}
	if (is_blocked(s, CALL_CLOSE) && !awaits_fin_ack(s)) {
		tcb_timer_stop(&s->tcb, TMR_LINGER);
		unblock(s, CALL_CLOSE);
		returns(c, CALL_CLOSE, 0);
	}
}

void sockets_wake(struct world *w, uint8_t host, struct trace *trace)
{
	struct call c = { .w = w, .h = &w->hosts[host], .trace = trace, .host = host };

	for (uint32_t i = 0; i < c.h->high; i++) {
		c.s = &c.h->slots[i];
		if (c.s->used && c.s->blocked)
			wake_slot(&c);
	}
	host_sweep(w, host);
}

void sockets_linger_over(struct world *w, uint8_t host, struct slot *s, struct trace *trace)
{
	struct call c = { .w = w, .h = &w->hosts[host], .s = s, .trace = trace, .host = host };

	tcb_timer_stop(&s->tcb, TMR_LINGER);
	unblock(s, CALL_CLOSE);
	trace_cite(trace, RULE_LINGER_OVER);
	returns(&c, CALL_CLOSE, 0);
}
