/* A segment on its way through the checks of RFC 9293 3.10.7. For tcp_arrive.c
 * and tcp_ack.c alone. */
#ifndef TCPSTEP_ENGINE_TCP_ARRIVAL_H
#define TCPSTEP_ENGINE_TCP_ARRIVAL_H

#include "engine/tcp.h"
#include "engine/trace.h"
#include "engine/world.h"

/* Whether the next check follows. */
enum disposition { GO_ON, DONE };

/* The segment as the checks go: trimmed to what is new and inside the window. */
struct arrival {
	const struct tcp_at *at;
	struct tcb *t;
	struct segment s;
	bool queue_full;
};

static inline bool policy(const struct arrival *a, enum policy p)
{
	return config_policy(a->at->config, p);
}

static inline void cite(const struct arrival *a, enum rule_id rule)
{
	trace_cite(a->at->trace, rule);
}

/* Acknowledge, drop. */
static inline enum disposition challenge(const struct arrival *a, enum rule_id rule)
{
	cite(a, rule);
	tcp_ack_now(a->at);
	return DONE;
}

/* Replies with the RST of 3.10.7.1; does nothing if the segment is itself a RST. */
static inline void arrival_reset(const struct arrival *a)
{
	tcp_reset_for(a->at, &a->s);
}

/* --- fifth: acknowledgments (tcp_ack.c) --- */

enum disposition arrival_ack(struct arrival *a);
/* Data, SYN or FIN newly acknowledged: RFC 9293 3.10.7.4 fifth, RFC 6298 5.2, 5.3. */
void arrival_acknowledged(const struct arrival *a);
/* SND.WND, SND.WL1, SND.WL2 as the segment has them. */
void arrival_window(struct tcb *t, const struct segment *s);

#endif
