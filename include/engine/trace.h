/* What one action did and why: rows of the trace, the rules that decided, the
 * states entered. Output only: the engine never reads it; NULL in the solver. */
#ifndef TCPSTEP_ENGINE_TRACE_H
#define TCPSTEP_ENGINE_TRACE_H

#include <stdint.h>

#include "base/text.h"
#include "engine/action.h"
#include "engine/limits.h"
#include "engine/rules_list.h"
#include "engine/segment.h"
#include "engine/world.h"

enum row_kind { ROW_CALL, ROW_RETURN, ROW_SEND, ROW_ARRIVE, ROW_LOSE, ROW_TIMER, ROW_FORGE };

/* Why a segment was lost. */
enum loss { LOSS_NONE, LOSS_DROPPED, LOSS_OLD_AGE, LOSS_HOST_DOWN, LOSS_WIRE_FULL };

/* A connection that entered a state. */
struct change {
	uint32_t conn;          /* serial number on its host */
	uint16_t rule;          /* enum rule_id */
	uint8_t host, from, to; /* enum tcp_state */
	uint8_t in_focus;       /* it was the connection in focus */
};

enum { ROW_CHANGES_MAX = 6, ROW_RULES_MAX = 8 };

struct row {
	vtime time_ms;
	uint8_t kind;         /* enum row_kind */
	uint8_t actor;        /* enum host_id */
	uint8_t state[HOSTS]; /* in focus, once the event is wholly processed */
	uint8_t timer;        /* enum timer_id, of ROW_TIMER */
	uint8_t loss;         /* enum loss, of ROW_LOSE */
	uint8_t has_segment;
	uint8_t changes_used, rules_used;
	uint8_t retransmitted; /* of ROW_SEND: sent before */
	uint8_t pad_[6];
	uint32_t id; /* segment number */
	uint32_t of; /* of ROW_FORGE: the segment it is a copy of; 0: injected */
	struct segment segment;
	struct action call;   /* of ROW_CALL */
	struct result result; /* of ROW_RETURN */
	/* of the event's first row: all that the event changed and cited, in order */
	struct change changes[ROW_CHANGES_MAX];
	uint16_t rules[ROW_RULES_MAX];
};

/* A trace gathers the rows of one event, then hands each to `sink`. An action
 * may be many events (`wait 5s`). */
struct trace {
	void (*sink)(void *to, const struct row *row);
	void *to;
	uint32_t used;      /* rows gathered */
	uint32_t returns;   /* of which returns, kept apart until the event ends */
	uint32_t lost_rows; /* rows beyond ROWS_MAX (never in practice; asserted in tests) */
	struct row rows[ROWS_MAX];
	struct row return_rows[2 * SLOTS_MAX];
};

void trace_init(struct trace *t, void (*sink)(void *, const struct row *), void *to);

/* For the engine; each does nothing when t is NULL. */
struct row *trace_begin(struct trace *t, enum row_kind kind, uint8_t actor, vtime now_ms);
void trace_cite(struct trace *t, enum rule_id rule);
void trace_change(struct trace *t, uint8_t host, uint32_t conn, uint8_t from, uint8_t to, enum rule_id rule);
void trace_send(struct trace *t, const struct flight *f, vtime now_ms, bool again);
void trace_lose(struct trace *t, const struct flight *f, vtime now_ms, enum loss loss);
void trace_return(struct trace *t, uint8_t host, const struct result *r, vtime now_ms);
void trace_end(struct trace *t, const struct world *w);

#endif
