/* A segment while it passes the checks of RFC 9293 3.10.7. Only tcp_arrive.c and
 * tcp_ack.c include this header. */
#ifndef TCPSTEP_ENGINE_TCP_ARRIVAL_H
#define TCPSTEP_ENGINE_TCP_ARRIVAL_H

#include "engine/tcp.h"
#include "engine/trace.h"
#include "engine/world.h"

/* What a check returns: whether the next check follows. */
enum disposition { GO_ON, DONE };

/* A segment and its TCB. After the first check the segment is trimmed to what is
 * new and inside the window. */
struct arrival {
	const struct tcp_at *at;
	struct tcb *t;
	struct segment s;
	bool queue_full;
	bool overlaps; /* what is below RCV.NXT was cut off */
};

/* Returns whether a switch is on. */
static inline bool policy(const struct arrival *a, enum policy p)
{
	return config_policy(a->at->config, p);
}

static inline void cite(const struct arrival *a, enum rule_id rule)
{
	trace_cite(a->at->trace, rule);
}

/* Acknowledges, and drops the segment. */
static inline enum disposition challenge(const struct arrival *a, enum rule_id rule)
{
	cite(a, rule);
	tcp_ack_now(a->at);
	return DONE;
}

/* Answers with the RST of 3.10.7.1. Does nothing if the segment is a RST. */
static inline void arrival_reset(const struct arrival *a)
{
	tcp_reset_for(a->at, &a->s);
}

/* Returns whether the TCB is an orphan in FIN-WAIT-2. Deviation (linux): the
 * kernel replaces it by a smaller structure with fewer checks. */
static inline bool arrival_is_remnant(const struct arrival *a)
{
	return policy(a, POL_ORPHAN_FIN_WAIT_2) && a->t->state == TCPS_FIN_WAIT_2 && a->t->closed;
}

/* Returns whether the segment has old text and text beyond the peer's FIN. Deviation
 * (linux): that is an error of the peer. */
static inline bool arrival_text_over_fin(const struct arrival *a)
{
	enum tcp_state s = (enum tcp_state)a->t->state;

	return a->overlaps && a->s.len > 0 && policy(a, POL_TEXT_OVER_FIN_RST) &&
	       (s == TCPS_CLOSE_WAIT || s == TCPS_CLOSING || s == TCPS_LAST_ACK);
}

/* --- fifth: acknowledgments (tcp_ack.c) --- */

enum disposition arrival_ack(struct arrival *a);
/* Lets an observed host have sent what the segment acknowledges and was not seen. */
void arrival_unseen(const struct arrival *a);
/* Advances SND.UNA over data, SYN or FIN that the segment newly acknowledges, and
 * restarts or stops the retransmission timer (RFC 9293 3.10.7.4 fifth, RFC 6298
 * 5.2, 5.3). */
void arrival_acknowledged(const struct arrival *a);
/* Sets SND.WND, SND.WL1 and SND.WL2 from the segment. */
void arrival_window(struct tcb *t, const struct segment *s);

#endif
