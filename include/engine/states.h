/* The eleven states of RFC 9293 3.3.2: their names and meanings, and the edges
 * of figure 5 as a table. */
#ifndef TCPSTEP_ENGINE_STATES_H
#define TCPSTEP_ENGINE_STATES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/lang.h"

enum tcp_state {
	TCPS_CLOSED,
	TCPS_LISTEN,
	TCPS_SYN_SENT,
	TCPS_SYN_RECEIVED,
	TCPS_ESTABLISHED,
	TCPS_FIN_WAIT_1,
	TCPS_FIN_WAIT_2,
	TCPS_CLOSE_WAIT,
	TCPS_CLOSING,
	TCPS_LAST_ACK,
	TCPS_TIME_WAIT,
	TCPS_COUNT
};

/* Returns the RFC's name of a state: "FIN-WAIT-1". */
const char *state_name(enum tcp_state s);
/* Parses the name of a state in any case, with or without '-' and '_', and
 * common short forms (SYN-RCVD, ESTAB). Returns false if there is none. */
bool state_parse(const char *word, enum tcp_state *s);
/* Return one sentence each: what the state is, which calls it allows, and what
 * it waits for. */
const char *state_meaning(enum tcp_state s, enum lang lang);
const char *state_calls(enum tcp_state s, enum lang lang);
const char *state_waits(enum tcp_state s, enum lang lang);

/* A transition of RFC 9293 figure 5 with its label "event / action", or one
 * that 3.10 describes and the figure omits (in_figure is false). */
struct state_edge {
	enum tcp_state from, to;
	const char *event;  /* in the figure's words: "CLOSE", "rcv FIN" */
	const char *action; /* "snd FIN"; "" for none ("x" in the figure) */
	bool in_figure;
};
extern const struct state_edge state_edges[];
extern const size_t state_edges_count;

#endif
