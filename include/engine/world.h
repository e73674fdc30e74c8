/* The whole simulation as one value: two hosts, the network between them, the
 * clock and the settings. It has no pointers and no padding, and unused parts
 * are zero, so that worlds can be copied and compared as bytes. */
#ifndef TCPSTEP_ENGINE_WORLD_H
#define TCPSTEP_ENGINE_WORLD_H

#include <assert.h>
#include <stddef.h>
#include <stdbool.h>
#include <stdint.h>

#include "engine/action.h"
#include "engine/net.h"
#include "engine/past.h"
#include "engine/tcb.h"

/* The errors that a call may return. */
enum sock_error {
	ERR_NONE,
#define SOCK_ERROR(name) ERR_##name,
#include "engine/errors.def"
#undef SOCK_ERROR
	ERR_COUNT
};
/* Returns the name of an error: "ECONNRESET"; "" for ERR_NONE. */
const char *error_name(enum sock_error e);
/* Parses the name of an error, in any case. Returns false if there is none. */
bool error_parse(const char *word, enum sock_error *e);

/* What a call returned: a value, or -1 with an error. */
struct result {
	uint32_t value;
	uint32_t sock;    /* number of the socket; 0: none */
	uint8_t call;     /* enum call_id */
	uint8_t error;    /* enum sock_error; ERR_NONE: the call returned `value` */
	uint8_t has_text; /* recv: data has the content of all `value` octets */
	uint8_t pad_[5];
	struct octets data;
};

/* A socket, a connection, or both: what `ss` prints one line for. */
struct slot {
	struct tcb tcb;
	uint32_t number; /* socket number; 0: not yet accepted */
	uint32_t conn;   /* serial number of its connection on this host; 0: none */
	uint32_t parent; /* socket number of the listener that a child came from; 0: none */
	uint32_t ready;  /* of a child that waits for accept: the order of completion; 0: it does not wait */
	uint32_t linger_ms;
	uint32_t recv_want;  /* octets that a blocked recv asks for; 0: any number */
	uint32_t send_total; /* octets that a blocked send was given */
	uint16_t refs;       /* descriptors that refer to it */
	uint16_t lport, rport;
	uint16_t backlog;
	uint16_t blocked; /* bit i: call i of enum call_id has not returned */
	uint8_t used;
	uint8_t linger_on;
	uint8_t reuseaddr;
	uint8_t gone; /* its passive open has returned to LISTEN: it is never in focus again */
	uint8_t bound;
	uint8_t pad_[5];
};

/* A RST that the engine would have sent. */
struct owed_reset {
	seqnum seq, ack; /* ack: if flags has SEG_ACK */
	uint8_t flags;
	uint8_t pad_[3];
};

struct host {
	struct result last;       /* of the call that returned last, if has_returned */
	struct segment last_sent; /* for `expect ... sent`, if has_sent */
	uint32_t sockets;         /* sockets made so far: the next one has this number + 1 */
	uint32_t connections;     /* connections made so far, also before a crash: this chooses the ISS */
	uint32_t focus;           /* serial number of the connection in focus; 0: none */
	uint32_t readied;         /* children that have completed their handshake so far */
	uint32_t sent_id;         /* number of last_sent */
	uint32_t high;            /* slots[high] and all after it are zero */
	uint16_t next_port;
	uint8_t down; /* it has crashed and was not booted since */
	uint8_t has_sent;
	uint8_t has_returned;
	uint8_t pad_[3];
	uint32_t owed_used;
	uint8_t pad2_[4];
	struct owed_reset owed[OWED_MAX]; /* of an observed host, the oldest first */
	struct slot slots[SLOTS_MAX];
};

struct world {
	vtime now_ms;
	struct config config;
	struct host hosts[HOSTS];
	struct net net;
	struct past past[HOSTS];
};

static_assert(sizeof(struct world) <= 40 * 1024, "a world is copied at every step");

/* Makes *w a world of two running hosts without sockets, with the clock at 0. */
void world_init(struct world *w, const struct config *config);
/* Copies a world. Only the parts that are in use are read and written, so *dst
 * must be a world already. Nothing else may copy worlds. */
void world_copy(struct world *dst, const struct world *src);
/* Copy one host, or the network, in the same way. */
void world_copy_host(struct world *dst, const struct world *src, uint8_t host);
void world_copy_net(struct world *dst, const struct world *src);
/* Returns whether two worlds are equal, byte by byte. */
bool world_identical(const struct world *a, const struct world *b);

/* Why an action was not performed. */
enum refusal {
	REFUSED_NOT,             /* it was performed */
	REFUSED_NO_SEGMENT,      /* deliver, drop, dup, hold: no such segment is in flight */
	REFUSED_NOT_ACCEPTED,    /* the call means a connection that accept has not returned yet */
	REFUSED_DOWN,            /* the host has crashed */
	REFUSED_UP,              /* boot: the host is running */
	REFUSED_NOTHING_NEXT,    /* wait next: no arrival and no timer is ahead */
	REFUSED_NOTHING_UNACKED, /* retransmit: nothing is unacknowledged */
	REFUSED_BUSY,            /* the same call on this socket has not returned yet */
	REFUSED_WIRE_FULL,       /* FLIGHT_MAX segments are in flight */
	REFUSED_CLOCK,           /* the action would end after CLOCK_MAX */
	REFUSED_INSTANT,         /* the action causes more than INSTANT_MAX events at one instant */
	REFUSED_EVENTS,          /* the action causes more than EVENTS_MAX events */
	REFUSED_NOT_HELD,        /* release: no such segment is held */
	REFUSED_COUNT
};
/* Returns the reason as a phrase; "" for REFUSED_NOT. */
const char *refusal_text(enum refusal r, enum lang lang);
/* Returns the socket number of the listener that a call refused by
 * REFUSED_NOT_ACCEPTED may have meant: the newest one. Returns 0 if there is none,
 * or if the call cannot be made on a listener. */
uint32_t world_listener_meant(const struct world *w, const struct action *action);

/* Returns the slot that a call addresses (lessons/FORMAT.md, "Which socket a call
 * means"), or NULL if there is none or the call needs none. */
const struct slot *world_call_means(const struct world *w, const struct action *action);

/* Performs one action; nothing else advances a world. The steps are traced
 * unless trace is NULL. Returns REFUSED_NOT, or why it was refused; a refused
 * action leaves the world unchanged, except that REFUSED_CLOCK, REFUSED_INSTANT and
 * REFUSED_EVENTS may come after a part of a wait. A call that fails with an errno was performed. */
enum refusal world_apply(struct world *w, const struct action *action, struct trace *trace);
/* Returns what world_apply would return, and does not change the world. For a
 * call, *error is the errno that it would return at once; ERR_NONE if it
 * succeeds or blocks. */
enum refusal world_would(const struct world *w, const struct action *action, enum sock_error *error);

/* The events of one millisecond happen in this order, whatever caused them:
 * 1. Segments that are older than the MSL are discarded, by number.
 * 2. Segments arrive, by the time at which they were due, then by number.
 * 3. Timers expire: the client's before the server's; on one host in the order
 *    of enum timer_id; those of one kind by connection, the oldest first. */

/* Sets *when_ms to the time of the next event. Returns false if there is none. */
bool world_next_ms(const struct world *w, vtime *when_ms);

/* Returns the slot in focus on a host (lessons/FORMAT.md, "The connection in
 * focus"), or NULL. */
const struct slot *world_focus(const struct world *w, uint8_t host);
/* Returns the slot in focus if it is a connection with these ports, or NULL. */
const struct slot *world_focus_with(const struct world *w, uint8_t host, uint16_t lport, uint16_t rport);
/* Returns the listener with a socket number (0: the newest one), or NULL. */
const struct slot *world_listener(const struct world *w, uint8_t host, uint32_t number);
/* Returns whether a socket of the host listens on a port. */
bool world_listener_on(const struct world *w, uint8_t host, uint16_t port);
/* Return how many half-made connections a listener has, cookies not counted, and
 * how many that wait for accept. */
uint32_t world_syn_queue(const struct world *w, uint8_t host, const struct slot *listener);
uint32_t world_accept_queue(const struct world *w, uint8_t host, const struct slot *listener);
/* Returns the state of the slot in focus; CLOSED if there is none. */
enum tcp_state world_state(const struct world *w, uint8_t host);
/* Returns the slot with a socket number, or NULL if no slot has it (any more). */
const struct slot *world_socket(const struct world *w, uint8_t host, uint32_t number);
/* Returns the TCP state of a slot: CLOSED if it is a new or a bound socket. */
enum tcp_state slot_state(const struct slot *s);

/* Returns NULL, or the invariant that does not hold, in words (static text). */
const char *world_broken(const struct world *w);

/* Sets *left_ms to the time until a timer of the slot expires. Returns false if
 * it is not running. TMR_LINGER is that of the slot's blocked close. */
bool slot_timer_left(const struct world *w, const struct slot *s, enum timer_id t, vtime *left_ms);

#endif
