/* A call of the sockets API while it is being made: what the files sockets*.c
 * share. No other file includes this header. */
#ifndef TCPSTEP_ENGINE_SOCKETS_CALL_H
#define TCPSTEP_ENGINE_SOCKETS_CALL_H

#include "engine/host.h"

struct call {
	struct world *w;
	struct host *h;
	struct slot *s; /* the socket that the call addresses, or NULL */
	const struct action *action;
	struct trace *trace;
	uint8_t host;
};

/* Returns whether a switch is on. */
static inline bool call_policy(const struct call *c, enum policy p)
{
	return config_policy(&c->w->config, p);
}

/* Returns the socket's TCB with its surroundings, for the functions of tcp.h. */
static inline struct tcp_at call_at(const struct call *c)
{
	return slot_at(c->w, c->host, c->s, c->trace);
}

/* --- returning and blocking (sockets_result.c) --- */

/* Record and trace what a call returns: any result, a value, or an error. */
void call_give(const struct call *c, const struct result *r);
void call_returns(const struct call *c, enum call_id call, uint32_t value);
void call_fails(const struct call *c, enum call_id call, enum sock_error error);
/* Returns whether such a call on the socket has not returned. */
bool call_is_blocked(const struct slot *s, enum call_id call);
/* Set and clear the mark that such a call has not returned. */
void call_block(struct slot *s, enum call_id call);
void call_unblock(struct slot *s, enum call_id call);
/* Returns the error that the connection ended with, and clears it: it is
 * reported once. */
enum sock_error call_take_error(struct slot *s);
/* Ends a blocked send early. It returns the number of octets that it has put
 * into the send buffer, or fails with `error` if there are none. */
void call_send_ends(const struct call *c, enum sock_error error);
/* Lets every blocked call on the socket but close fail with `error`, because the
 * socket was closed, shut down or aborted. A blocked send ends as above. */
void call_interrupt(const struct call *c, enum sock_error error);

/* --- the calls: each returns at once, or blocks until sockets_wake lets it return --- */

/* sockets_open.c */
void do_socket(struct call *c);
void do_bind(struct call *c);
void do_listen(struct call *c);
void do_connect(struct call *c);
void do_accept(struct call *c);
/* Lets accept return the first connection that waits on the listener c->s, or
 * fail. Returns false, and does nothing, if no connection waits. */
bool call_accept_one(const struct call *c);

/* sockets_data.c */
void do_send(struct call *c);
void do_recv(struct call *c);
/* Returns whether a send waits until the connection is made. Deviation (linux). */
bool call_send_waits(const struct call *c);
/* Lets recv return if it can: with at most `want` octets (0: all), with 0 at the
 * end of the data, or with an error. Returns false, and does nothing, if it must
 * block. */
bool call_recv_now(const struct call *c, uint32_t want);

/* sockets_close.c */
void do_shutdown(struct call *c);
void do_close(struct call *c);
void do_abort(struct call *c);
void do_exit(struct call *c);
void do_crash(struct call *c);
void do_option(struct call *c); /* linger, reuseaddr, dup */
/* Returns whether our FIN is still to be acknowledged: a lingering close waits
 * for that. */
bool call_awaits_fin_ack(const struct slot *s);

#endif
