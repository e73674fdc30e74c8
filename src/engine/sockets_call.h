/* One call of the sockets API being made: what the files sockets*.c share.
 * Nobody else includes it. */
#ifndef TCPSTEP_ENGINE_SOCKETS_CALL_H
#define TCPSTEP_ENGINE_SOCKETS_CALL_H

#include "engine/host.h"

struct call {
	struct world *w;
	struct host *h;
	struct slot *s; /* whose call it is; NULL: no socket is needed */
	const struct action *a;
	struct trace *trace;
	uint8_t host;
};

static inline bool call_policy(const struct call *c, enum policy p)
{
	return config_policy(&c->w->config, p);
}

static inline struct tcp_at call_at(const struct call *c)
{
	return slot_at(c->w, c->host, c->s, c->trace);
}

/* --- returning and blocking (sockets_result.c) --- */

void call_give(const struct call *c, const struct result *r);
void call_returns(const struct call *c, enum call_id call, uint32_t value);
void call_fails(const struct call *c, enum call_id call, enum sock_error error);
bool call_is_blocked(const struct slot *s, enum call_id call);
void call_block(struct slot *s, enum call_id call);
void call_unblock(struct slot *s, enum call_id call);
/* The error that the connection ended with is told once. */
enum sock_error call_take_error(struct slot *s);
/* A blocked send ends early: with what it has handed over, if anything. */
void call_send_ends(const struct call *c, enum sock_error error);
/* Every blocked call on the socket fails: it was closed or aborted under them. */
void call_interrupt(const struct call *c, enum sock_error error);

/* --- the calls: each returns at once, or blocks and is finished by sockets_wake --- */

/* sockets_open.c */
void do_socket(struct call *c);
void do_bind(struct call *c);
void do_listen(struct call *c);
void do_connect(struct call *c);
void do_accept(struct call *c);
/* Hands out the first connection that waits on listener c->s. False: none does. */
bool call_accept_one(const struct call *c);

/* sockets_data.c */
void do_send(struct call *c);
void do_recv(struct call *c);
/* Whether recv can return now; if so, it does. */
bool call_recv_now(const struct call *c, uint32_t want);

/* sockets_close.c */
void do_shutdown(struct call *c);
void do_close(struct call *c);
void do_abort(struct call *c);
void do_exit(struct call *c);
void do_crash(struct call *c);
void do_option(struct call *c); /* linger, reuseaddr, dup */
/* Our FIN has yet to be acknowledged: what a lingering close waits for. */
bool call_awaits_fin_ack(const struct slot *s);

#endif
