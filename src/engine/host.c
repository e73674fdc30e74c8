/* A host's table: slots, ports, the accept queue, demultiplexing. */
#include "engine/host.h"

#include <string.h>

#include "base/check.h"
#include "engine/trace.h"

enum { LAST_PORT = 65535, ISS_STEP = 100000 };

struct tcp_at slot_at(struct world *w, uint8_t host, struct slot *s, struct trace *trace)
{
	return (struct tcp_at){
		.tcb = &s->tcb,
		.net = &w->net,
		.sender = &w->hosts[host],
		.past = &w->past[host],
		.config = &w->config,
		.trace = trace,
		.now_ms = w->now_ms,
		.conn = s->conn,
		.number = s->number,
		.lport = s->lport,
		.rport = s->rport,
		.host = host,
	};
}

/* Returns whether the slot may be reused: it is CLOSED, and no descriptor,
 * pending call or accept queue refers to it. */
static bool dead(const struct slot *s)
{
	return s->used && s->refs == 0 && s->blocked == 0 && s->ready == 0 && slot_state(s) == TCPS_CLOSED;
}

void host_slot_free(struct world *w, uint8_t host, struct slot *s)
{
	struct host *h = &w->hosts[host];

	if (s->conn && h->focus == s->conn)
		h->focus = 0;
	memset(s, 0, sizeof *s);
	while (h->high > 0 && !h->slots[h->high - 1].used)
		h->high--;
}

struct slot *host_slot_new(struct world *w, uint8_t host)
{
	struct host *h = &w->hosts[host];
	struct slot *found = NULL;

	for (uint32_t i = 0; i < SLOTS_MAX && !found; i++)
		if (!h->slots[i].used)
			found = &h->slots[i];
	for (uint32_t i = 0; i < SLOTS_MAX && !found; i++)
		if (dead(&h->slots[i])) {
			host_slot_free(w, host, &h->slots[i]);
			found = &h->slots[i];
		}
	if (!found)
		return NULL;
	found->used = 1;
	if (found >= &h->slots[h->high])
		h->high = (uint32_t)(found - h->slots) + 1;
	tcb_init(&found->tcb, &w->config, host, 0);
	return found;
}

void host_connection_new(struct world *w, uint8_t host, struct slot *s)
{
	struct host *h = &w->hosts[host];
	bool closed = s->tcb.closed;

	s->conn = ++h->connections;
	h->focus = s->conn;
	tcb_init(&s->tcb, &w->config, host, w->config.iss[host] + (s->conn - 1) * ISS_STEP);
	s->tcb.closed = closed;
}

void host_sweep(struct world *w, uint8_t host)
{
	struct host *h = &w->hosts[host];

	for (uint32_t i = 0; i < h->high; i++) {
		struct slot *s = &h->slots[i];

		if (s->refs && !s->gone)
			continue;
		if (s->used && (s->gone || (dead(s) && (s->conn == 0 || s->conn != h->focus))))
			host_slot_free(w, host, s);
	}
}

struct slot *host_connection(struct world *w, uint8_t host, uint16_t lport, uint16_t rport)
{
	struct host *h = &w->hosts[host];
	struct slot *best = NULL;

	for (uint32_t i = 0; i < h->high; i++) {
		struct slot *s = &h->slots[i];
		enum tcp_state state = slot_state(s);

		if (!s->used || s->conn == 0 || s->lport != lport || s->rport != rport || state == TCPS_CLOSED ||
		    state == TCPS_LISTEN)
			continue;
		if (!best || s->conn > best->conn)
			best = s;
	}
	return best;
}

struct slot *host_listener(struct world *w, uint8_t host, uint16_t lport)
{
	struct host *h = &w->hosts[host];

	for (uint32_t i = 0; i < h->high; i++)
		if (h->slots[i].used && h->slots[i].conn == 0 && slot_state(&h->slots[i]) == TCPS_LISTEN &&
		    h->slots[i].lport == lport)
			return &h->slots[i];
	return NULL;
}

struct slot *host_newest_listener(struct world *w, uint8_t host)
{
	struct host *h = &w->hosts[host];
	struct slot *best = NULL;

	for (uint32_t i = 0; i < h->high; i++) {
		struct slot *s = &h->slots[i];

		if (s->used && s->conn == 0 && slot_state(s) == TCPS_LISTEN && (!best || s->number > best->number))
			best = s;
	}
	return best;
}

struct slot *host_newest_socket(struct host *h, bool unconnected, bool bound)
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

struct slot *host_parent(struct world *w, uint8_t host, const struct slot *child)
{
	struct host *h = &w->hosts[host];

	for (uint32_t i = 0; i < h->high; i++)
		if (h->slots[i].used && child->parent && h->slots[i].number == child->parent &&
		    slot_state(&h->slots[i]) == TCPS_LISTEN)
			return &h->slots[i];
	return NULL;
}

bool host_queue_full(const struct world *w, uint8_t host, const struct slot *listener)
{
	uint32_t room = listener->backlog + (uint32_t)config_policy(&w->config, POL_BACKLOG_PLUS_ONE);

	return world_accept_queue(w, host, listener) >= room;
}

struct slot *host_first_ready(struct world *w, uint8_t host, const struct slot *listener)
{
	struct host *h = &w->hosts[host];
	struct slot *best = NULL;

	for (uint32_t i = 0; i < h->high; i++) {
		struct slot *s = &h->slots[i];

		if (s->used && s->ready && s->parent == listener->number && (!best || s->ready < best->ready))
			best = s;
	}
	return best;
}

static bool port_taken(const struct world *w, uint8_t host, uint16_t port)
{
	const struct host *h = &w->hosts[host];

	for (uint32_t i = 0; i < h->high; i++) {
		const struct slot *s = &h->slots[i];

		if (s->used && s->lport == port && !dead(s))
			return true;
	}
	return false;
}

uint16_t host_pick_port(struct world *w, uint8_t host)
{
	struct host *h = &w->hosts[host];

	for (int tries = 0; tries <= LAST_PORT - FIRST_PORT; tries++) {
		uint16_t port = h->next_port;

		h->next_port = (uint16_t)(port == LAST_PORT ? FIRST_PORT : port + 1);
		if (!port_taken(w, host, port))
			return port;
	}
	return 0;
}

/* --- arrivals --- */

/* Puts a child into the accept queue if its handshake is complete. */
static void child_ready(struct world *w, uint8_t host, struct slot *s)
{
	if (s->number == 0 && s->parent && s->ready == 0 && s->tcb.was_established)
		s->ready = ++w->hosts[host].readied;
}

/* Ends the former connection in TIME-WAIT that s has reopened. It was kept until
 * the handshake of s was complete, so that it could resume TIME-WAIT if the SYN
 * was an old duplicate (RFC 9293 3.6.1 MAY-2). */
static void end_former(struct world *w, uint8_t host, const struct slot *s, struct trace *trace)
{
	struct host *h = &w->hosts[host];

	for (uint32_t i = 0; i < h->high; i++) {
		struct slot *old = &h->slots[i];
		struct tcp_at at;

		if (!old->used || old == s || old->conn == 0 || old->conn > s->conn || old->lport != s->lport ||
		    old->rport != s->rport || slot_state(old) != TCPS_TIME_WAIT)
			continue;
		at = slot_at(w, host, old, trace);
		tcb_enter(&at, TCPS_CLOSED, RULE_TIME_WAIT_REOPENED);
	}
}

/* Returns surroundings without a TCB, to answer a segment that is for none. */
static struct tcp_at at_nothing(struct world *w, uint8_t host, const struct segment *s, struct trace *trace)
{
	return (struct tcp_at){ .net = &w->net,
				.sender = &w->hosts[host],
				.past = &w->past[host],
				.config = &w->config,
				.trace = trace,
				.now_ms = w->now_ms,
				.lport = s->dport,
				.rport = s->sport,
				.host = host };
}

/* Answers a segment that is for no connection with RST. */
static void reply_reset(struct world *w, uint8_t host, const struct segment *s, struct trace *trace)
{
	struct tcp_at at = at_nothing(w, host, s, trace);

	tcp_reset_for(&at, s);
}

/* Returns a new connection that takes its port and options from the listener, in
 * LISTEN and ready for tcp_arrive_listen, or NULL if the table is full. */
static struct slot *child_new(struct world *w, uint8_t host, const struct slot *listener, const struct segment *s)
{
	uint32_t parent = listener->number;
	uint16_t lport = listener->lport;
	uint8_t reuse = listener->reuseaddr, linger_on = listener->linger_on;
	uint32_t linger_ms = listener->linger_ms;
	struct slot *child = host_slot_new(w, host);

	if (!child)
		return NULL;
	child->parent = parent;
	child->lport = lport;
	child->rport = s->sport;
	child->reuseaddr = reuse;
	child->linger_on = linger_on;
	child->linger_ms = linger_ms;
	child->bound = 1;
	host_connection_new(w, host, child);
	tcb_listening(&child->tcb);
	return child;
}

/* Returns whether a listener may keep no more half-made connections. Deviation
 * (linux): by its backlog, as for those that wait for accept; else only the table
 * of the host limits them. */
static bool syn_queue_full(const struct world *w, uint8_t host, const struct slot *listener)
{
	return config_policy(&w->config, POL_SYN_QUEUE_BACKLOG) &&
	       world_syn_queue(w, host, listener) > listener->backlog;
}

/* Returns the number of the SYN cookie for a SYN with number irs: all that is
 * needed to recognise the ACK of its SYN,ACK (RFC 4987 3.6). */
static seqnum cookie(const struct world *w, uint8_t host, const struct segment *s, seqnum irs)
{
	uint32_t ports = (uint32_t)s->dport * 31 + s->sport;

	return w->config.iss[host] + 50000 + ports % 10000 + 7 * (irs - w->config.iss[host_other(host)]);
}

/* Processes a SYN for which no half-made connection can be kept: answers it by a
 * cookie, or drops it. */
static void syn_without_room(struct world *w, uint8_t host, const struct segment *s, enum rule_id rule,
			     struct trace *trace)
{
	struct tcp_at at = at_nothing(w, host, s, trace);
	uint32_t window = w->config.buffer[host];
	struct segment reply;

	if (!config_policy(&w->config, POL_SYNCOOKIES)) {
		trace_cite(trace, rule);
		return;
	}
	trace_cite(trace, RULE_SYN_COOKIE);
	memset(&reply, 0, sizeof reply);
	reply.seq = cookie(w, host, s, s->seq);
	reply.ack = s->seq + 1;
	reply.flags = SEG_SYN | SEG_ACK;
	reply.wnd = window < UINT16_MAX ? window : UINT16_MAX;
	tcp_emit_raw(&at, &reply);
}

/* Returns whether a segment for a listener is the ACK of a SYN cookie. */
static bool acks_cookie(const struct world *w, uint8_t host, const struct segment *s)
{
	return config_policy(&w->config, POL_SYNCOOKIES) && (s->flags & (SEG_SYN | SEG_ACK | SEG_RST)) == SEG_ACK &&
	       s->ack == cookie(w, host, s, s->seq - 1) + 1;
}

/* Makes the connection of a SYN cookie, or does nothing if there is no room. */
static void cookie_acked(struct world *w, uint8_t host, const struct slot *listener, const struct segment *s,
			 struct trace *trace)
{
	struct slot *child = host_queue_full(w, host, listener) ? NULL : child_new(w, host, listener, s);
	struct tcp_at at;

	if (!child) {
		trace_cite(trace, RULE_ACCEPT_QUEUE_FULL);
		return;
	}
	at = slot_at(w, host, child, trace);
	tcb_iss(&child->tcb, s->ack - 1);
	tcp_arrive_cookie(&at, s);
	child_ready(w, host, child);
}

/* Lets a listener process a segment. former_nxt: the SND.NXT of the connection in
 * TIME-WAIT that the SYN reopens; NULL: it reopens none. */
static void arrive_listener(struct world *w, uint8_t host, const struct slot *listener, const struct segment *s,
			    const seqnum *former_nxt, struct trace *trace)
{
	struct slot *child;
	struct tcp_at at;
	enum rule_id rule;

	switch (tcp_arrive_listener(&w->config, s, host_queue_full(w, host, listener), &rule)) {
	case LISTEN_SPAWN:
		if (syn_queue_full(w, host, listener)) {
			syn_without_room(w, host, s, RULE_BACKLOG_FULL, trace);
			return;
		}
		child = child_new(w, host, listener, s);
		if (!child) {
			syn_without_room(w, host, s, RULE_NO_ROOM, trace);
			return;
		}
		if (former_nxt)
			tcp_reopen_iss(&child->tcb, &w->config, *former_nxt);
		at = slot_at(w, host, child, trace);
		tcp_arrive_listen(&at, s);
		return;
	case LISTEN_RESET:
		if (acks_cookie(w, host, s)) {
			cookie_acked(w, host, listener, s, trace);
			return;
		}
		trace_cite(trace, rule);
		reply_reset(w, host, s, trace);
		return;
	case LISTEN_DROP:
		trace_cite(trace, rule);
		return;
	}
}

/* Processes a SYN that may reopen TIME-WAIT. If the listener refuses it, TIME-WAIT
 * stays. Deviation (linux): TIME-WAIT ends before the listener decides. */
static void reopen(struct world *w, uint8_t host, struct slot *old, const struct slot *listener,
		   const struct segment *s, struct trace *trace)
{
	bool ends_first = config_policy(&w->config, POL_TIME_WAIT_REFUSED_GONE);
	seqnum former_nxt = old->tcb.snd_nxt;
	struct tcp_at at = slot_at(w, host, old, trace);
	enum rule_id rule = RULE_BACKLOG_FULL;

	if (!ends_first &&
	    (tcp_arrive_listener(&w->config, s, host_queue_full(w, host, listener), &rule) != LISTEN_SPAWN ||
	     syn_queue_full(w, host, listener))) {
		trace_cite(trace, rule);
		return;
	}
	trace_cite(trace, RULE_TIME_WAIT_SYN);
	if (ends_first || !config_policy(&w->config, POL_TIME_WAIT_RESUME))
		tcb_enter(&at, TCPS_CLOSED, RULE_TIME_WAIT_REOPENED);
	arrive_listener(w, host, listener, s, &former_nxt, trace);
}

static void arrive_connection(struct world *w, uint8_t host, struct slot *c, const struct segment *s,
			      struct trace *trace)
{
	struct tcp_at at = slot_at(w, host, c, trace);
	const struct slot *parent = host_parent(w, host, c);
	bool young = !c->tcb.was_established;

	tcp_arrive(&at, s, parent && c->number == 0 && host_queue_full(w, host, parent));
	if (slot_state(c) == TCPS_LISTEN) {
		c->gone = 1;
		if (w->hosts[host].focus == c->conn)
			w->hosts[host].focus = 0;
		return;
	}
	child_ready(w, host, c);
	if (young && c->tcb.was_established)
		end_former(w, host, c, trace);
}

void host_arrive(struct world *w, uint8_t host, const struct segment *s, struct trace *trace)
{
	struct slot *c = host_connection(w, host, s->dport, s->sport);
	struct slot *listener = host_listener(w, host, s->dport);

	if (c && listener && tcp_arrive_reopens(&c->tcb, &w->config, s)) {
		reopen(w, host, c, listener, s, trace);
	} else if (c) {
		arrive_connection(w, host, c, s, trace);
	} else if (listener) {
		arrive_listener(w, host, listener, s, NULL, trace);
	} else {
		trace_cite(trace, s->flags & SEG_RST ? RULE_CLOSED_RST : RULE_CLOSED);
		reply_reset(w, host, s, trace);
	}
}
