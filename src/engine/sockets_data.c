/* send and recv, by the SEND and RECEIVE of RFC 9293 3.10.2 and 3.10.3. */
#include "engine/sockets_call.h"

#include <string.h>

#include "engine/trace.h"

/* Returns the errno of a send on this socket, or ERR_NONE if it may send. */
static enum sock_error send_error(const struct call *c)
{
	struct slot *s = c->s;
	enum sock_error unconnected = call_policy(c, POL_SEND_UNCONNECTED_EPIPE) ? ERR_EPIPE : ERR_ENOTCONN;
	enum sock_error error = call_take_error(s);

	if (error)
		return error;
	if (tcb_can_send(&s->tcb))
		return ERR_NONE;
	if (s->conn == 0 || s->tcb.aborted || (slot_state(s) == TCPS_CLOSED && !s->tcb.was_established))
		return unconnected;
	return ERR_EPIPE;
}

bool call_send_waits(const struct call *c)
{
	enum tcp_state s = slot_state(c->s);

	return (s == TCPS_SYN_SENT || s == TCPS_SYN_RECEIVED) && call_policy(c, POL_SEND_WAITS);
}

void do_send(struct call *c)
{
	struct tcb *t = &c->s->tcb;
	enum sock_error error = send_error(c);
	uint32_t n = c->action->amount, room;
	struct tcp_at at;

	if (error) {
		call_fails(c, CALL_SEND, error);
		return;
	}
	room = call_send_waits(c) ? 0 : tcb_send_room(t, &c->w->config, c->host);
	octets_put(&t->snd, t->snd_len, c->action->option ? c->action->text : NULL, n);
	t->snd_waiting = n > room ? n - room : 0;
	t->snd_len += n - t->snd_waiting;
	if (t->snd_waiting) {
		c->s->send_total = n;
		call_block(c->s, CALL_SEND);
	} else {
		call_returns(c, CALL_SEND, n);
	}
	at = call_at(c);
	if (n && !call_send_waits(c))
		tcp_send(&at);
}

/* Lets recv return octets: they leave the buffer, and the window may open. */
static void recv_gives(const struct call *c, uint32_t want)
{
	struct tcb *t = &c->s->tcb;
	struct tcp_at at = call_at(c);
	struct result r;

	memset(&r, 0, sizeof r);
	r.call = CALL_RECV;
	r.sock = c->s->number;
	r.value = want && want < t->rcv_len ? want : t->rcv_len;
	r.has_text = r.value > 0 && octets_all_known(&t->rcv, r.value);
	octets_copy(&r.data, 0, &t->rcv, 0, r.value);
	call_give(c, &r);
	tcp_received(&at, r.value);
	t->fin_read |= t->peer_fin_done && t->rcv_len == 0 && (!want || want > r.value);
}

bool call_recv_now(const struct call *c, uint32_t want)
{
	struct tcb *t = &c->s->tcb;
	enum sock_error error;

	if (t->rcv_len > 0) {
		recv_gives(c, want);
		return true;
	}
	if (t->peer_fin_done && !t->aborted && call_policy(c, POL_RST_CLOSE_WAIT_EPIPE)) {
		t->fin_read = 1;
		call_returns(c, CALL_RECV, 0); /* Deviation (linux): end of file comes before the error */
		return true;
	}
	error = call_take_error(c->s);
	if (error) {
		call_fails(c, CALL_RECV, error);
		return true;
	}
	if (c->s->conn == 0 || t->aborted || (slot_state(c->s) == TCPS_CLOSED && !t->was_established)) {
		call_fails(c, CALL_RECV, ERR_ENOTCONN);
		return true;
	}
	if (t->peer_fin_done || t->shut_rd || slot_state(c->s) == TCPS_CLOSED) {
		t->fin_read = t->peer_fin_done;
		call_returns(c, CALL_RECV, 0);
		return true;
	}
	return false;
}

void do_recv(struct call *c)
{
	uint32_t want = c->action->has_amount ? c->action->amount : 0;

	if (c->action->has_amount && want == 0) {
		call_returns(c, CALL_RECV, 0);
	} else if (!call_recv_now(c, want)) {
		c->s->recv_want = want;
		call_block(c->s, CALL_RECV);
	}
}
