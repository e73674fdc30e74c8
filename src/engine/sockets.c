/* The sockets API: resolves which socket a call addresses, and lets blocked
 * calls return. The calls are in sockets_open.c, sockets_data.c and
 * sockets_close.c. */
#include "engine/sockets.h"

#include "base/check.h"
#include "engine/sockets_call.h"
#include "engine/trace.h"

static struct slot *in_focus(const struct call *c)
{
	return (struct slot *)world_focus(c->w, c->host);
}

/* Resolves which socket a call addresses (lessons/FORMAT.md, "Which socket a
 * call means"). Returns NULL if there is none: the call gives EBADF. */
static struct slot *target(const struct call *c)
{
	struct slot *s = NULL;

	if (c->action->sock)
		return (struct slot *)world_socket(c->w, c->host, c->action->sock);
	switch ((enum call_id)c->action->call) {
	case CALL_ACCEPT:
		s = host_newest_listener(c->w, c->host);
		break;
	case CALL_LISTEN:
		s = host_newest_socket(c->h, true, true);
		if (!s)
			s = host_newest_socket(c->h, true, false);
		break;
	case CALL_BIND:
	case CALL_CONNECT:
	case CALL_REUSEADDR:
		s = host_newest_socket(c->h, true, false);
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
	return s ? s : in_focus(c);
}

static void make(struct call *c)
{
	switch ((enum call_id)c->action->call) {
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

/* Returns whether the call must be refused because the same call on this socket
 * has not returned. A second connect is not refused: it fails with EALREADY. */
static bool busy(const struct slot *s, enum call_id call)
{
	return call != CALL_CONNECT && call != CALL_CLOSE && call_is_blocked(s, call);
}

const struct slot *world_call_means(const struct world *w, const struct action *action)
{
	struct world *same = (struct world *)w; /* target only reads */
	const struct call c = { .w = same, .h = &same->hosts[action->host], .action = action, .host = action->host };

	return needs_socket((enum call_id)action->call) ? target(&c) : NULL;
}

enum refusal sockets_call(struct world *w, const struct action *action, struct trace *trace)
{
	struct call c = {
		.w = w, .h = &w->hosts[action->host], .action = action, .trace = trace, .host = action->host
	};
	enum call_id call = (enum call_id)action->call;
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
	row = trace_begin(trace, ROW_CALL, action->host, w->now_ms);
	if (row) {
		row->call = *action;
		row->socket = c.s ? c.s->number : action->sock;
	}
	if (needs_socket(call) && (!c.s || c.s->refs == 0))
		call_fails(&c, call, ERR_EBADF);
	else
		make(&c);
	return REFUSED_NOT;
}

static void wake_connect(const struct call *c)
{
	struct slot *s = c->s;

	if (slot_state(s) == TCPS_CLOSED) {
		enum sock_error error = call_take_error(s);

		call_unblock(s, CALL_CONNECT);
		call_fails(c, CALL_CONNECT, error ? error : ERR_ECONNABORTED);
	} else if (tcb_synchronized(&s->tcb) && !tcb_syn_unacked(&s->tcb)) {
		call_unblock(s, CALL_CONNECT);
		call_returns(c, CALL_CONNECT, 0);
	}
}

static void wake_send(const struct call *c)
{
	struct tcb *t = &c->s->tcb;
	uint32_t room = tcb_send_room(t, &c->w->config, c->host);
	uint32_t moved = t->snd_waiting < room ? t->snd_waiting : room;
	struct tcp_at at = call_at(c);

	if (!tcb_can_send(t)) {
		/* If octets were queued, send returns their number and the next call the error. */
		enum sock_error error = c->s->send_total > t->snd_waiting ? ERR_NONE : call_take_error(c->s);

		call_send_ends(c, error ? error : ERR_EPIPE);
		return;
	}
	if (moved == 0 || call_send_waits(c))
		return;
	t->snd_len += moved;
	t->snd_waiting -= moved;
	if (t->snd_waiting == 0) {
		call_unblock(c->s, CALL_SEND);
		call_returns(c, CALL_SEND, c->s->send_total);
		c->s->send_total = 0;
	}
	tcp_output(&at);
}

static void wake_slot(struct world *w, uint8_t host, struct slot *s, struct trace *trace)
{
	const struct call at = { .w = w, .h = &w->hosts[host], .s = s, .trace = trace, .host = host };
	const struct call *c = &at;

	if (call_is_blocked(s, CALL_CONNECT))
		wake_connect(c);
	if (call_is_blocked(s, CALL_ACCEPT) && host_first_ready(c->w, c->host, s)) {
		call_unblock(s, CALL_ACCEPT);
		call_accept_one(c);
	}
	if (call_is_blocked(s, CALL_SEND))
		wake_send(c);
	if (call_is_blocked(s, CALL_RECV)) {
		uint32_t want = s->recv_want;

		call_unblock(s, CALL_RECV);
		if (!call_recv_now(c, want))
			call_block(s, CALL_RECV);
		else
			s->recv_want = 0;
	}
	if (call_is_blocked(s, CALL_CLOSE) && !call_awaits_fin_ack(s)) {
		tcb_timer_stop(&s->tcb, TMR_LINGER);
		call_unblock(s, CALL_CLOSE);
		call_returns(c, CALL_CLOSE, 0);
	}
}

/* Returns whether no call waits on a host, and no slot can be freed. */
static bool quiet(const struct host *h)
{
	for (const struct slot *s = h->slots; s < &h->slots[h->high]; s++)
		if (s->used && (s->blocked || s->gone || (!s->refs && slot_state(s) == TCPS_CLOSED)))
			return false;
	return true;
}

void sockets_wake(struct world *w, uint8_t host, struct trace *trace)
{
	struct host *h = &w->hosts[host];

	if (quiet(h))
		return;
	for (uint32_t i = 0; i < h->high; i++)
		if (h->slots[i].used && h->slots[i].blocked)
			wake_slot(w, host, &h->slots[i], trace);
	host_sweep(w, host);
}

void sockets_linger_over(struct world *w, uint8_t host, struct slot *s, struct trace *trace)
{
	struct call c = { .w = w, .h = &w->hosts[host], .s = s, .trace = trace, .host = host };

	tcb_timer_stop(&s->tcb, TMR_LINGER);
	call_unblock(s, CALL_CLOSE);
	trace_cite(trace, RULE_LINGER_OVER);
	call_returns(&c, CALL_CLOSE, 0);
}
