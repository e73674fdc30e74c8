/* The TCP of one end: RFC 9293 3.10 over one TCB. Calls, arrivals, timeouts
 * and output, split as the RFC splits them. Called by sockets.c and world.c. */
#ifndef TCPSTEP_ENGINE_TCP_H
#define TCPSTEP_ENGINE_TCP_H

#include "engine/net.h"
#include "engine/tcb.h"

/* --- calls, RFC 9293 3.10.1 to 3.10.5 (tcp_call.c) --- */

/* 3.10.1, active: SYN, SYN-SENT. */
void tcp_open(const struct tcp_at *at);
/* 3.10.2: octets were put into the send buffer: sends what may be sent now. */
void tcp_send(const struct tcp_at *at);
/* 3.10.3: the application took n octets: they leave the buffer, the window may move. */
void tcp_received(const struct tcp_at *at, uint32_t n);
/* 3.10.4: no more to send. Called once (close or shutdown wr), not in CLOSED or LISTEN. */
void tcp_close(const struct tcp_at *at);
/* 3.10.5: RST where the RFC has one, queues flushed, CLOSED. */
void tcp_abort(const struct tcp_at *at, enum rule_id rule);

/* --- SEGMENT ARRIVES, 3.10.7 (tcp_arrive.c) --- */

enum listen_verdict { LISTEN_DROP, LISTEN_RESET, LISTEN_SPAWN };
/* Returns what a listener does with a segment, by the checks of 3.10.7.2: drop it,
 * answer with RST, or make a connection for it. *rule: the rule to cite (not for
 * LISTEN_SPAWN, which tcp_arrive_listen cites). queue_full: as for tcp_arrive. */
enum listen_verdict tcp_arrive_listener(const struct config *config, const struct segment *s, bool queue_full,
					enum rule_id *rule);
/* Whether a SYN may open the connection of a TCB in TIME-WAIT anew: 3.6.1 MAY-2. */
bool tcp_arrive_reopens(const struct tcb *former, const struct config *config, const struct segment *s);
/* Gives the connection that reopens a TIME-WAIT an ISS above `used`, the last
 * number that the former one used: 3.6.1 MAY-2 (1). */
void tcp_reopen_iss(struct tcb *t, seqnum used);
/* 3.10.7.2: a SYN for a listener, on the child made for it (state LISTEN). */
void tcp_arrive_listen(const struct tcp_at *at, const struct segment *s);
/* 3.10.7.3, 3.10.7.4. queue_full: the listener's queue of completed
 * connections has no room for this one. */
void tcp_arrive(const struct tcp_at *at, const struct segment *s, bool queue_full);

/* --- timeouts, 3.10.8 (tcp_timeout.c) --- */

/* The timer has expired; its deadline is past. Not TMR_LINGER. */
void tcp_timeout(const struct tcp_at *at, enum timer_id timer);

/* --- what to send (tcp_output.c) --- */

/* Sends what the window and the buffers allow, with the acknowledgment due if
 * any; starts and stops the timers that this asks for. Ends every event. */
void tcp_output(const struct tcp_at *at);
/* One segment with these control bits; ACK and window are filled in. */
void tcp_emit(const struct tcp_at *at, seqnum seq, uint8_t flags, uint32_t from_octet, uint32_t len, bool again);
/* Sends a segment that no TCB accounts for; addresses are filled in. */
void tcp_emit_raw(const struct tcp_at *at, const struct segment *s);
/* Answers a segment with the RST of 3.10.7.1; a RST is never answered by a RST
 * (RFC 9293 3.5.2). */
void tcp_reset_for(const struct tcp_at *at, const struct segment *s);
void tcp_emit_syn(const struct tcp_at *at, bool again);
/* The front of the retransmission queue, once more. */
void tcp_retransmit_front(const struct tcp_at *at);
/* Acknowledge at the end of this event. */
void tcp_ack_now(const struct tcp_at *at);

#endif
