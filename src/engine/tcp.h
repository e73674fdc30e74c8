/* The TCP of one end: the event processing of RFC 9293 3.10 on one TCB. Called
 * by sockets*.c, host.c and world.c. */
#ifndef TCPSTEP_ENGINE_TCP_H
#define TCPSTEP_ENGINE_TCP_H

#include "engine/net.h"
#include "engine/tcb.h"

/* --- calls, RFC 9293 3.10.1 to 3.10.5 (tcp_call.c) --- */

/* Opens a connection actively: sends SYN and enters SYN-SENT (3.10.1). */
void tcp_open(const struct tcp_at *at);
/* Sends what may be sent of the octets that were put into the send buffer
 * (3.10.2). */
void tcp_send(const struct tcp_at *at);
/* Removes n octets that the application has read from the receive buffer, and
 * sends a window update if the window moves enough (3.10.3, 3.8.6.2.2). */
void tcp_received(const struct tcp_at *at, uint32_t n);
/* Ends sending (3.10.4): the FIN follows the data. Called once, for close or
 * shutdown wr, and not in CLOSED or LISTEN. */
void tcp_close(const struct tcp_at *at);
/* Aborts (3.10.5): sends RST in the states for which the RFC has one, with
 * `always` in any state, discards all data and enters CLOSED. Cites `rule`;
 * RULE_ABORT becomes RULE_ABORT_SILENT where no RST is sent. */
void tcp_abort(const struct tcp_at *at, bool always, enum rule_id rule);

/* --- SEGMENT ARRIVES, 3.10.7 (tcp_arrive.c) --- */

enum listen_verdict { LISTEN_DROP, LISTEN_RESET, LISTEN_SPAWN };
/* Returns what a listener does with a segment, by the checks of 3.10.7.2: drop
 * it, answer it with RST, or make a connection for it. *rule is set to the rule
 * to cite, except for LISTEN_SPAWN (tcp_arrive_listen cites that one).
 * queue_full: as for tcp_arrive. */
enum listen_verdict tcp_arrive_listener(const struct config *config, const struct segment *s, bool queue_full,
					enum rule_id *rule);
/* Returns whether a segment is a SYN that may reopen the connection of `former`
 * from TIME-WAIT (3.6.1 MAY-2). Its number must be above all that the former
 * connection has received. */
bool tcp_arrive_reopens(const struct tcb *former, const struct config *config, const struct segment *s);
/* Makes sure that the ISS of a connection that reopens one in TIME-WAIT is above
 * `used`, the SND.NXT of the former connection (3.6.1 MAY-2 (1)). Deviation
 * (linux): it is 65537 above. */
void tcp_reopen_iss(struct tcb *t, const struct config *config, seqnum used);
/* Processes a SYN for a listener, on the TCB in LISTEN that was made for it
 * (3.10.7.2). */
void tcp_arrive_listen(const struct tcp_at *at, const struct segment *s);
/* Makes the connection whose SYN was answered by a cookie: the TCB in LISTEN that
 * was made for its ACK enters SYN-RECEIVED, and the ACK is processed there. */
void tcp_arrive_cookie(const struct tcp_at *at, const struct segment *s);
/* Processes a segment in any state but CLOSED and LISTEN (3.10.7.3, 3.10.7.4).
 * queue_full: the listener's queue of completed connections has no room for this
 * one. */
void tcp_arrive(const struct tcp_at *at, const struct segment *s, bool queue_full);

/* --- timeouts, 3.10.8 (tcp_timeout.c) --- */

/* Processes a timer that has expired, or a retransmission that the user asked
 * for. Not for TMR_LINGER. */
void tcp_timeout(const struct tcp_at *at, enum timer_id timer);

/* --- what to send (tcp_output.c) --- */

/* Sends what the window and the buffers allow, and an ACK if tcp_ack_now asked
 * for one that no segment has carried. Starts and stops the timers accordingly.
 * Called at the end of an event. */
void tcp_output(const struct tcp_at *at);
/* The same, but sends what fits the window though it is little (3.8.6.2.1). */
void tcp_output_small(const struct tcp_at *at);
/* Sends one segment with these control bits and `len` octets of the send buffer
 * from `from_octet` on. Acknowledgment number and window are filled in. `again`:
 * it is a retransmission. */
void tcp_emit(const struct tcp_at *at, seqnum seq, uint8_t flags, uint32_t from_octet, uint32_t len, bool again);
/* Sends a segment without a TCB. Only host and ports are filled in. */
void tcp_emit_raw(const struct tcp_at *at, const struct segment *s);
/* Answers a segment with the RST of 3.10.7.1. Does nothing if the segment is a
 * RST itself (3.5.2). */
void tcp_reset_for(const struct tcp_at *at, const struct segment *s);
/* Sends SYN in SYN-SENT, or SYN,ACK in SYN-RECEIVED. */
void tcp_emit_syn(const struct tcp_at *at, bool again);
/* Retransmits the first segment of the retransmission queue, or the SYN. */
void tcp_retransmit_front(const struct tcp_at *at);
/* Puts a segment in flight, and remembers it as the last one that the host and the
 * connection have sent. Returns NULL if too many are in flight. */
struct flight *tcp_put(const struct tcp_at *at, const struct segment *s);
/* Asks tcp_output to send an ACK. */
void tcp_ack_now(const struct tcp_at *at);

/* --- what a host really sent (tcp_observe.c) --- */

/* Puts the segment in flight, for which there must be room, and lets the TCB take its
 * numbers (at->tcb may be NULL: there is no connection). Traces by which rule the
 * engine would have done otherwise. peer_seen: the other host has sent something; else
 * nothing can be missing of what it sent. */
void tcp_observe(const struct tcp_at *at, const struct segment *s, bool peer_seen);
/* Makes a new TCB that of a connection whose beginning was not seen, as its first segment,
 * of either host, shows it. */
void tcp_join(const struct tcp_at *at, const struct segment *s);

#endif
