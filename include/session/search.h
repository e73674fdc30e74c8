/* Breadth-first search over worlds. It finds the shortest actions that make
 * predicates true (paths, hints), or visits every state within bounds
 * (exploration). */
#ifndef TCPSTEP_SESSION_SEARCH_H
#define TCPSTEP_SESSION_SEARCH_H

#include <stdbool.h>
#include <stddef.h>

#include "language/predicate.h"
#include "engine/world.h"

/* A transition of the state diagram, taken by a connection of `host`. */
struct arrow {
	uint8_t host, from, to; /* enum tcp_state */
};

/* What to search for, which actions to try, and the bounds. */
struct search {
	const struct world *from;
	const struct predicate *goals; /* all must hold; with none every state is visited */
	size_t goals_used;
	const struct arrow *arrow; /* the last action must take it; NULL: none */
	unsigned steps_max;        /* 0: no bound */
	size_t states_max;
	unsigned sockets_max;            /* open sockets of a host, if set_up */
	unsigned connections_max;        /* connections of a host */
	unsigned losses_max, copies_max; /* segments dropped and duplicated on one way */
	bool in_order;                   /* segments in one direction arrive in the order of sending */
	bool set_up;                     /* socket and bind are tried */
	bool data;                       /* send 1 and recv are tried */
	void (*progress)(void *to, size_t states);
	void *to;
};

enum search_end {
	SEARCH_FOUND,
	SEARCH_EXHAUSTED, /* every state within the bounds was seen */
	SEARCH_LIMIT,     /* states_max was reached first */
	SEARCH_BROKEN     /* an invariant does not hold */
};

struct found {
	enum search_end end;
	struct action *actions; /* with FOUND and BROKEN: the way from the start, in order */
	size_t actions_used;
	const char *broken;                 /* with BROKEN: the invariant, in words */
	size_t states, moves;               /* distinct states; actions tried */
	unsigned depth;                     /* steps from the start to the deepest state */
	bool pairs[TCPS_COUNT][TCPS_COUNT]; /* [client][server]: these states were in focus together */
};

/* Runs a search and fills in *found; found_free frees it. Calls s->progress,
 * unless it is NULL, each time a fixed number of states was expanded. */
void search_run(const struct search *s, struct found *found);
/* Frees what *f contains, and makes it empty. */
void found_free(struct found *f);

#endif
