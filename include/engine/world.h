/* The whole simulation as one value: two hosts, the wires between them, the
 * clock. No pointer in it, no padding; what is not used is zero. */
#ifndef TCPSTEP_ENGINE_WORLD_H
#define TCPSTEP_ENGINE_WORLD_H

#include <assert.h>
#include <stddef.h>
#include <stdbool.h>
#include <stdint.h>

#include "engine/action.h"
#include "engine/net.h"
#include "engine/tcb.h"

/* The errno names that a call may give. */
enum sock_error {
	ERR_NONE,
#define SOCK_ERROR(name) ERR_##name,
#include "engine/errors.def"
#undef SOCK_ERROR
	ERR_COUNT
};
/* "ECONNRESET"; reads the same, any case. */
const char *error_name(enum sock_error e);
bool error_parse(const char *word, enum sock_error *e);

/* What a call gave: value, or -1 with an error. */
struct result {
	uint32_t value;
	uint32_t sock;    /* socket number; 0: none */
	uint8_t call;     /* enum call_id */
	uint8_t error;    /* enum sock_error; ERR_NONE: value counts */
	uint8_t has_text; /* recv: all `value` octets are in data */
	uint8_t pad_[5];
	struct octets data;
};

/* A socket, a connection, or both: what `ss` shows a line for. */
struct slot {
	struct tcb tcb;
	uint32_t number; /* socket number; 0: not yet accepted */
	uint32_t conn;   /* serial number of its connection on this host; 0: none */
	uint32_t parent; /* number of the listener that a child came from; 0: none */
	uint32_t ready;  /* order of completion, of a child awaiting accept; 0: not so */
	uint32_t linger_ms;
	uint32_t recv_want;  /* of a blocked recv; 0: whatever there is */
	uint32_t send_total; /* of a blocked send */
	uint16_t refs;       /* descriptors */
	uint16_t lport, rport;
	uint16_t backlog;
	uint16_t blocked; /* bit enum call_id: calls that have not returned */
	uint8_t used;
	uint8_t linger_on;
	uint8_t reuseaddr;
	uint8_t gone; /* its passive open returned to LISTEN: never in focus */
	uint8_t bound;
	uint8_t pad_[5];
};

struct host {
	struct result last;       /* the last returned call */
	struct segment last_sent; /* for `expect ... sent`; has_sent says whether any */
	uint32_t sockets;         /* made so far: the next gets this number + 1 */
	uint32_t connections;     /* made so far, crashes notwithstanding (they choose the ISS) */
	uint32_t focus;           /* connection in focus: its serial number; 0: none */
	uint32_t readied;         /* children completed so far */
	uint32_t sent_id;         /* number of last_sent */
	uint32_t high;            /* slots[high ...] are zero */
	uint16_t next_port;
	uint8_t down; /* crashed, not yet booted */
	uint8_t has_sent;
	uint8_t has_returned;
	uint8_t pad_[3];
	struct slot slots[SLOTS_MAX];
};

struct world {
	vtime now_ms;
	struct config config;
	struct host hosts[HOSTS];
	struct net net;
};

static_assert(sizeof(struct world) <= 40 * 1024, "a world is copied at every step");

/* Effect: two hosts that have booted and made no socket; clock at 0. */
void world_init(struct world *w, const struct config *config);
/* The only way to copy a world: touches no more than what is used. dst must
 * be a world (initialized). */
void world_copy(struct world *dst, const struct world *src);
/* Same bytes. */
bool world_identical(const struct world *a, const struct world *b);

/* Why an action could not be done. The world is then unchanged. */
enum refusal {
	REFUSED_NOT,             /* it was done */
	REFUSED_NO_SEGMENT,      /* deliver, drop, …: nothing to pick */
	REFUSED_NOT_ACCEPTED,    /* the connection awaits accept */
	REFUSED_DOWN,            /* the host has crashed */
	REFUSED_UP,              /* boot: it runs */
	REFUSED_NOTHING_NEXT,    /* wait next: no arrival, no timer */
	REFUSED_NOTHING_UNACKED, /* retransmit */
	REFUSED_BUSY,            /* such a call is waiting already */
	REFUSED_WIRE_FULL,
	REFUSED_CLOCK,    /* past CLOCK_MAX, or `wait idle` without end */
	REFUSED_NOT_HELD, /* release: it is not held */
	REFUSED_COUNT
};
const char *refusal_text(enum refusal r, enum lang lang);
/* Returns the number of the listener that a call that was REFUSED_NOT_ACCEPTED
 * may have meant; 0: there is none, or the call is of no use to a listener. */
uint32_t world_listener_meant(const struct world *w, const struct action *a);

/* The door: performs one action. Traces to trace (NULL: none). A call that
 * fails as POSIX says is done (its result is an errno), not refused. */
enum refusal world_apply(struct world *w, const struct action *a, struct trace *trace);
/* Whether world_apply would do it, without doing it; for a call, in *error,
 * the errno that it would give at once (ERR_NONE: it succeeds or waits). */
enum refusal world_would(const struct world *w, const struct action *a, enum sock_error *error);

/* Same instant: events of one millisecond happen in this order, whatever caused
 * them. First deaths of old age, by segment number. Then arrivals, by the time
 * at which they were due, then by number. Then timers: the client's before the
 * server's; on one host by kind, in the order of enum timer_id (delayed ACKs
 * last); of one kind by connection, the oldest first. */

/* When the next arrival or timer is; false when there is none. */
bool world_next_ms(const struct world *w, vtime *when_ms);

/* Returns the slot in focus of a host (lessons/FORMAT.md, "The connection in
 * focus"); NULL: none. */
const struct slot *world_focus(const struct world *w, uint8_t host);
/* The same when it is a connection with these ports; else NULL. */
const struct slot *world_focus_with(const struct world *w, uint8_t host, uint16_t lport, uint16_t rport);
/* Its state; CLOSED for a host that is down or has none. */
enum tcp_state world_state(const struct world *w, uint8_t host);
/* The slot of a socket number; NULL when it is gone or never was. */
const struct slot *world_socket(const struct world *w, uint8_t host, uint32_t number);
/* TCP state of a slot: CLOSED for a fresh or bound socket. */
enum tcp_state slot_state(const struct slot *s);

/* NULL, or the invariant that is broken, in words (static text). */
const char *world_broken(const struct world *w);

/* For predicates and screens: a timer's time left; false when off. The
 * linger timer is that of the slot's blocked close. */
bool slot_timer_left(const struct world *w, const struct slot *s, enum timer_id t, vtime *left_ms);

#endif
