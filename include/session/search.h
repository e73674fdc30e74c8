/* Breadth-first search over worlds: the shortest actions that make predicates
 * true (paths, hints), and all that can happen within bounds (exploration). */
#ifndef TCPSTEP_SESSION_SEARCH_H
#define TCPSTEP_SESSION_SEARCH_H

#include <stdbool.h>
#include <stddef.h>

#include "language/predicate.h"
#include "engine/world.h"

/* An arrow of the diagram, walked by a host's connection. */
struct arrow {
	uint8_t host, from, to; /* enum tcp_state */
};

/* What may happen in a search: its alphabet and its bounds. */
struct search {
	const struct world *from;
	const struct predicate *goals; /* all must hold; none: look at everything */
	size_t goals_used;
	const struct arrow *arrow; /* to be walked by the last action; NULL: none */
	unsigned steps_max;        /* depth; 0: no bound */
	size_t states_max;
	unsigned sockets_max;            /* a host */
	unsigned connections_max;        /* a host */
	unsigned losses_max, copies_max; /* segments, in all */
	bool in_order;                   /* each wire is first in, first out */
	bool set_up;                     /* socket and bind are in the alphabet */
	bool data;                       /* send 1 and recv are */
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
	struct action *actions; /* of FOUND and BROKEN: from the start, in order */
	size_t actions_used;
	const char *broken;                 /* the invariant, in words */
	size_t states, moves;               /* distinct states; actions tried */
	unsigned depth;                     /* steps from the start, at most */
	bool pairs[TCPS_COUNT][TCPS_COUNT]; /* client × server states in focus, seen together */
};

void search_run(const struct search *s, struct found *found);
void found_free(struct found *f);

#endif
