/* The transmission control block of one end of a connection. Its variables
 * have the names of RFC 9293 3.3.1. Only tcb_enter changes the state; tcb_init
 * and tcb_listening set that of a new TCB. */
#ifndef TCPSTEP_ENGINE_TCB_H
#define TCPSTEP_ENGINE_TCB_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/octets.h"
#include "engine/profile.h"
#include "engine/rules_list.h"
#include "engine/seq.h"
#include "engine/states.h"

struct trace;

/* Timers that expire at the same instant fire in this order. TMR_LINGER is that
 * of a blocked close. A script cannot test TMR_DELAYED_ACK. */
enum timer_id {
	TMR_RTO,
	TMR_PERSIST,
	TMR_TIME_WAIT,
	TMR_FIN_WAIT_2,
	TMR_KEEPALIVE,
	TMR_USER,
	TMR_LINGER,
	TMR_DELAYED_ACK,
	TMR_COUNT
};

#define TIMER_OFF UINT64_MAX

/* Returns the name of a timer as scripts have it: "time-wait". */
const char *timer_name(enum timer_id t);

/* One segment of the retransmission queue: its octets of data, and whether it
 * has a FIN. A SYN has no entry: it is unacknowledged while SND.UNA = ISS. */
struct rtx_mark {
	uint16_t len; /* octets */
	uint8_t fin;
	uint8_t pad_;
};

/* Octets beyond RCV.NXT that have arrived: [at, at + len) relative to RCV.NXT. */
struct range {
	uint32_t at, len; /* octets */
};

struct tcb {
	uint64_t deadline_ms[TMR_COUNT]; /* TIMER_OFF: not running */
	uint64_t started_ms[TMR_COUNT];  /* when it was started; the length of a bar on the screen */

	/* RFC 9293 3.3.1, tables 2 and 3 */
	seqnum snd_una, snd_nxt, snd_wl1, snd_wl2, iss;
	uint32_t snd_wnd;     /* octets from SND.UNA */
	uint32_t max_snd_wnd; /* the largest window that the peer ever offered (RFC 5961 5) */
	seqnum rcv_nxt, irs;
	uint32_t rcv_wnd; /* octets from RCV.NXT, as last offered */

	/* The send buffer starts at SND.UNA (without the SYN), the receive buffer ends at RCV.NXT. */
	uint32_t snd_len;     /* octets in the send buffer: unacknowledged, then unsent */
	uint32_t snd_waiting; /* octets after those, which a blocked send has yet to put there */
	uint32_t rcv_len;     /* octets in order that the application has not read */
	seqnum fin_seq;       /* number of our FIN, if fin_sent */
	seqnum peer_fin_seq;  /* number of the peer's FIN, if peer_fin; it may be beyond a gap */
	seqnum rtx_end;       /* the number after all that was ever retransmitted */
	struct octets snd, rcv;
	struct range ranges[RANGES_MAX];
	struct rtx_mark rtx[RTX_MAX];

	vtime rto_ms; /* the current timeout, with the back-off */
	vtime persist_ms;
	vtime since_ms;     /* retries-time: when the SYN was sent, or what is unacknowledged was first retransmitted */
	uint16_t rtx_count; /* retransmissions of the first unacknowledged segment */
	uint16_t probes;    /* window or keepalive probes that were not answered */
	uint8_t rtx_used, ranges_used;

	uint8_t state;      /* enum tcp_state; only tcb.c writes it */
	uint8_t passive;    /* it came from LISTEN */
	uint8_t fin_wanted; /* the application has ended sending (close, shutdown wr) */
	uint8_t fin_sent;
	uint8_t fin_acked;
	uint8_t peer_fin;      /* a FIN of the peer has arrived (see peer_fin_seq) */
	uint8_t peer_fin_done; /* that FIN was processed: RCV.NXT is past it */
	uint8_t shut_rd;       /* shutdown rd was called */
	uint8_t closed;        /* no descriptor refers to it: it is an orphan */
	uint8_t error;         /* enum sock_error that the next call returns */
	uint8_t ack_now, ack_delayed;
	uint8_t was_established;
	uint8_t aborted; /* our own abort ended it */
	uint8_t probing; /* the octet (or FIN) at SND.NXT-1 is a zero-window probe */
	/* recv has passed the peer's FIN; for `ss` alone, which counts the FIN until then. Nothing
	 * else shows it: of 5 octets and a FIN, recv(10) passes the FIN, and recv(5) does not. */
	uint8_t fin_read;
	uint8_t forgot; /* octets beyond a gap arrived that had no room among the ranges */
	uint8_t pad2_;
};

/* A TCB with its surroundings, for the functions that act on it: its host, the
 * clock, the settings, the network, and the trace (NULL: none is kept). */
struct net;
struct host;
struct tcp_at {
	struct tcb *tcb;
	struct net *net;
	struct host *sender; /* the TCB's host, which remembers the segment it sent last */
	struct past *past;   /* of that host: each connection's last segment */
	const struct config *config;
	struct trace *trace;
	vtime now_ms;
	uint32_t conn;   /* the connection's serial number on its host, for the trace; 0: none */
	uint32_t number; /* its socket's number; 0: none yet */
	uint16_t lport, rport;
	uint8_t host;
	uint8_t pad_[3];
};

/* Makes *t a new TCB in CLOSED: all timers off, the initial sequence number
 * iss, window and timeouts from the settings. */
void tcb_init(struct tcb *t, const struct config *config, uint8_t host, seqnum iss);
/* Puts a new TCB into LISTEN without tracing it. It is the copy of a listener's
 * TCB that the connection of an arriving SYN starts from. */
void tcb_listening(struct tcb *t);
/* Sets another ISS. Nothing may have been sent. */
void tcb_iss(struct tcb *t, seqnum iss);
/* Changes the state, and traces the change with its rule. Starts and stops the
 * timers that the new state asks for; CLOSED and LISTEN flush the queues. */
void tcb_enter(const struct tcp_at *at, enum tcp_state next, enum rule_id rule);

/* Starts a timer, or restarts it: it expires in span_ms. Of an observed host only
 * TIME-WAIT and FIN-WAIT-2 are timed. */
void tcb_timer_start(const struct tcp_at *at, enum timer_id timer, vtime span_ms);
/* Stops a timer; does nothing if it is not running. */
void tcb_timer_stop(struct tcb *t, enum timer_id timer);

/* Starts the user timer, unless it is running or the settings have none. */
void tcb_user_timer_start(const struct tcp_at *at);
/* Starts the timer of an orphan in FIN-WAIT-2, if the settings have one. */
void tcb_fin_wait_2_start(const struct tcp_at *at);
/* Discards the octets in order that were not read. */
void tcb_flush_received(struct tcb *t);

/* Returns whether our SYN was sent and is not acknowledged. */
bool tcb_syn_unacked(const struct tcb *t);
/* Returns whether anything that was sent is not acknowledged. */
bool tcb_unacked(const struct tcb *t);
/* Returns how many octets of the send buffer were already sent. */
uint32_t tcb_sent_octets(const struct tcb *t);
/* Stops the timers that an observed host does not have. */
void tcb_observed(struct tcb *t);
/* Return how many octets the send buffer and the receive buffer have room for. How large
 * those of an observed host are is not known: the first takes all, the second is the
 * window that was seen. */
uint32_t tcb_send_room(const struct tcb *t, const struct config *config, uint8_t host);
uint32_t tcb_room(const struct tcb *t, const struct config *config, uint8_t host);
/* Return whether the state and earlier shutdowns allow the application to send
 * and to receive. */
bool tcb_can_send(const struct tcb *t);
bool tcb_can_receive(const struct tcb *t);
/* Returns whether the state is ESTABLISHED or a later one. */
bool tcb_synchronized(const struct tcb *t);

/* Returns NULL, or the invariant that does not hold, in words (static text). */
const char *tcb_broken(const struct tcb *t, const struct config *config, uint8_t host);

#endif
