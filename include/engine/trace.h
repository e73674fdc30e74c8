/* What an action did, and why: the rows of the trace, with the rules that were
 * applied and the states that were entered. The engine writes a trace and never
 * reads it; the search passes NULL. */
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

/* One change of a connection's state. */
struct change {
	uint32_t conn;          /* serial number on its host */
	uint16_t rule;          /* enum rule_id */
	uint8_t host, from, to; /* enum tcp_state */
	uint8_t in_focus;       /* the connection was in focus at the end of the event */
};

enum { ROW_CHANGES_MAX = 6, ROW_RULES_MAX = 8 };

struct row {
	vtime time_ms;
	uint8_t kind;         /* enum row_kind */
	uint8_t actor;        /* the host that acted */
	uint8_t state[HOSTS]; /* of each host's connection in focus, at the end of the event */
	uint8_t timer;        /* enum timer_id, of ROW_TIMER */
	uint8_t loss;         /* enum loss, of ROW_LOSE */
	uint8_t has_segment;
	uint8_t changes_used, rules_used;
	uint8_t retransmitted; /* of ROW_SEND: the segment was sent before */
	uint8_t observed;      /* of ROW_SEND: by `observe`, not by the engine's choice */
	uint8_t pad_[3];
	uint16_t differs; /* of ROW_SEND, observed: the rule by which the engine would have done otherwise; 0: none */
	uint32_t id;      /* number of the segment */
	uint32_t of;      /* of ROW_FORGE: number of the segment that was copied; 0: injected */
	uint32_t socket;  /* number of the actor's socket: of a call, its return, a timer; else of the connection that
			   * the segment is of, but for ROW_FORGE; 0: none */
	struct segment segment;
	struct action call;   /* of ROW_CALL */
	struct result result; /* of ROW_RETURN */
	/* of the event's first row: every change and every rule of the event, in order */
	struct change changes[ROW_CHANGES_MAX];
	uint16_t rules[ROW_RULES_MAX];
};

/* A trace collects the rows of one event, then passes each to `sink`. An action
 * may be many events (`wait 5s`). */
struct trace {
	void (*sink)(void *to, const struct row *row);
	void *to;
	uint32_t used;      /* of rows */
	uint32_t returns;   /* of return_rows, which follow the others at the end of the event */
	uint32_t lost_rows; /* beyond ROWS_MAX; the tests check that there are none */
	struct row rows[ROWS_MAX];
	struct row return_rows[2 * SLOTS_MAX];
};

/* Makes *t an empty trace that passes its rows to sink(to, row). */
void trace_init(struct trace *t, void (*sink)(void *, const struct row *), void *to);

/* The engine's functions. Each does nothing if t is NULL. */

/* Starts an event with its first row. Returns the row to fill in, or NULL if t
 * is NULL. */
struct row *trace_begin(struct trace *t, enum row_kind kind, uint8_t actor, vtime now_ms);
/* Adds a rule to the event, once. */
void trace_cite(struct trace *t, enum rule_id rule);
/* Adds a change of state to the event, and cites its rule. */
void trace_change(struct trace *t, uint8_t host, uint32_t conn, uint8_t from, uint8_t to, enum rule_id rule);
/* Add a row: a segment that was sent (again: it was sent before), a segment
 * that was lost, and a call that has returned. */
void trace_send(struct trace *t, const struct flight *f, uint32_t socket, vtime now_ms, bool again);
/* Fills in the event's first row: a segment that was observed, and the rule by which the
 * engine would have done otherwise (RULE_NONE: it is allowed). */
void trace_observed(struct trace *t, const struct flight *f, bool again, enum rule_id differs);
void trace_lose(struct trace *t, const struct flight *f, uint32_t socket, vtime now_ms, enum loss loss);
void trace_return(struct trace *t, uint8_t host, uint32_t socket, const struct result *r, vtime now_ms);
/* Ends the event: fills in the states of both hosts, which it takes from w, and
 * passes the rows to the sink. */
void trace_end(struct trace *t, const struct world *w);

#endif
