/* The eleven states of RFC 9293 3.3.2: spelling, meaning, and the edges of
 * figure 5 as facts. No geometry, no logic. */
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

/* The RFC's spelling: "FIN-WAIT-1". */
const char *state_name(enum tcp_state s);
/* Reads '_' for '-', any case, SYN-RCVD, FIN-WAIT1 and the like. */
bool state_parse(const char *word, enum tcp_state *s);
/* What the state is (one sentence), which calls it allows, what it waits for. */
const char *state_meaning(enum tcp_state s, enum lang lang);
const char *state_calls(enum tcp_state s, enum lang lang);
const char *state_waits(enum tcp_state s, enum lang lang);

/* One arrow of RFC 9293 figure 5 with its label "event / action", plus those
 * that 3.10 adds and the figure leaves out (in_figure false). */
struct state_edge {
	enum tcp_state from, to;
	const char *event;  /* "CLOSE", "rcv FIN", … as the figure writes it */
	const char *action; /* "snd FIN", …; "" for none ("x" in the figure) */
	bool in_figure;
};
extern const struct state_edge state_edges[];
extern const size_t state_edges_count;

#endif
