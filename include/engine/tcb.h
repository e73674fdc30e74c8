/* One end of one connection: the transmission control block, its variables
 * under the names of RFC 9293 3.3.1, its invariants, and the functions
 * that change its state: tcb_enter, and for a fresh TCB tcb_init and tcb_listening. */
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

/* In the order in which timers of one instant fire, and `expect` names them.
 * TMR_LINGER belongs to a blocked close; TMR_DELAYED_ACK cannot be asked for
 * by a script. */
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

/* "time-wait". */
const char *timer_name(enum timer_id t);

/* One segment of the retransmission queue: octets of data, and whether a FIN
 * ends it. The SYN is known by SND.UNA = ISS. */
struct rtx_mark {
	uint16_t len; /* octets */
	uint8_t fin;
	uint8_t pad_;
};

/* Octets beyond RCV.NXT that have arrived: [at, at + len) from RCV.NXT. */
struct range {
	uint16_t at, len; /* octets */
};

struct tcb {
	uint64_t deadline_ms[TMR_COUNT]; /* TIMER_OFF: not running */
	uint64_t started_ms[TMR_COUNT];  /* when it was started, for the bar's length */

	/* RFC 9293 3.3.1, table 2 and 3 */
	seqnum snd_una, snd_nxt, snd_wl1, snd_wl2, iss;
	uint32_t snd_wnd;     /* octets from SND.UNA */
	uint32_t max_snd_wnd; /* RFC 5961 5: the largest ever offered */
	seqnum rcv_nxt, irs;
	uint32_t rcv_wnd; /* octets from RCV.NXT, as last offered */

	/* octets waiting: send from SND.UNA (the SYN not counted), receive up to RCV.NXT */
	uint32_t snd_len;     /* in the send buffer: unacknowledged, then unsent */
	uint32_t snd_waiting; /* behind them, in a blocked send */
	uint32_t rcv_len;     /* in order, not yet read */
	seqnum fin_seq;       /* of our FIN, once sent */
	seqnum peer_fin_seq;  /* of the peer's FIN, once seen, perhaps ahead of a gap */
	uint32_t pad_;
	struct octets snd, rcv;
	struct range ranges[RANGES_MAX];
	struct rtx_mark rtx[RTX_MAX];

	vtime rto_ms; /* the running back-off's current timeout */
	vtime persist_ms;
	uint16_t rtx_count; /* retransmissions of the segment in front */
	uint16_t probes;    /* window or keepalive probes without an answer */
	uint8_t rtx_used, ranges_used;

	uint8_t state;      /* enum tcp_state; written in tcb.c alone */
	uint8_t passive;    /* came from LISTEN */
	uint8_t fin_wanted; /* the application has no more to send (close, shutdown wr) */
	uint8_t fin_sent;
	uint8_t fin_acked;
	uint8_t peer_fin;      /* a FIN of the peer was seen (see peer_fin_seq) */
	uint8_t peer_fin_done; /* ... and processed: RCV.NXT is past it */
	uint8_t shut_rd;       /* shutdown rd, or closed: nobody reads */
	uint8_t closed;        /* no descriptor is left: an orphan */
	uint8_t error;         /* enum sock_error pending for the next call */
	uint8_t ack_now, ack_delayed;
	uint8_t was_established;
	uint8_t aborted; /* ended by our own abort */
	uint8_t probing; /* the octet (or FIN) at SND.NXT-1 is a zero-window probe */
	uint8_t pad2_[3];
};

/* Where a TCB stands, for whoever acts on it: its host, the world's clock and
 * settings, the wires, and the trace (NULL: none kept). */
struct net;
struct host;
struct tcp_at {
	struct tcb *tcb;
	struct net *net;
	struct host *sender; /* remembers what it sent last */
	const struct config *config;
	struct trace *trace;
	vtime now_ms;
	uint32_t conn; /* the connection's serial number on its host, for the trace */
	uint16_t lport, rport;
	uint8_t host;
	uint8_t pad_[7];
};

/* Effect: a fresh TCB in CLOSED: timers off, numbers from iss, window from
 * the settings. */
void tcb_init(struct tcb *t, const struct config *config, uint8_t host, seqnum iss);
/* Puts a fresh TCB into LISTEN without a trace: a copy of the listener's TCB, for a SYN to fill in. */
void tcb_listening(struct tcb *t);
/* Another ISS, before anything was sent. */
void tcb_iss(struct tcb *t, seqnum iss);
/* The only door by which a state changes. Traces from, to and the rule;
 * stops what the new state has no use for. */
void tcb_enter(const struct tcp_at *at, enum tcp_state next, enum rule_id rule);

void tcb_timer_start(const struct tcp_at *at, enum timer_id timer, vtime span_ms);
void tcb_timer_stop(struct tcb *t, enum timer_id timer);

/* RFC 9293 3.10: our SYN / FIN / anything at all awaits an acknowledgment. */
bool tcb_syn_unacked(const struct tcb *t);
bool tcb_unacked(const struct tcb *t);
/* Octets of the send buffer that were sent already. */
uint32_t tcb_sent_octets(const struct tcb *t);
/* Octets that the receive buffer has room for. */
uint32_t tcb_room(const struct tcb *t, const struct config *config, uint8_t host);
/* The application may still send (state and shutdown permitting), receive. */
bool tcb_can_send(const struct tcb *t);
bool tcb_can_receive(const struct tcb *t);
/* ESTABLISHED or later: both SYNs acknowledged. */
bool tcb_synchronized(const struct tcb *t);

/* NULL, or the invariant that does not hold, in words (static text). */
const char *tcb_broken(const struct tcb *t, const struct config *config, uint8_t host);

#endif
