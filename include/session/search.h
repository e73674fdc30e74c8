/* Breadth-first search over worlds. It finds the shortest actions that make
 * predicates true (paths, hints), or visits every state within bounds
 * (exploration). It keeps no worlds: a state is a fingerprint and the action that
 * led to it, 20 to 30 octets, and its world is made again from there. */
#ifndef TCPSTEP_SESSION_SEARCH_H
#define TCPSTEP_SESSION_SEARCH_H

#include <stdbool.h>
#include <stddef.h>

#include "language/forbid.h"
#include "language/predicate.h"
#include "engine/world.h"

/* A transition of the state diagram, taken by a connection of `host`. */
struct arrow {
	uint8_t host, from, to; /* enum tcp_state */
};

/* What to search for, which actions to try, and the bounds. */
struct search {
	const struct world *from;
	/* Where the way must lead to the goals, too: the world that `from` is made from by
	 * changing its settings. Way and actions are those of this world. NULL: from. */
	const struct world *real;
	const struct predicate *goals; /* all must hold; with none every state is visited */
	size_t goals_used;
	const struct arrow *arrow; /* the last action must take it; NULL: none */
	unsigned steps_max;        /* 0: no bound but WAY_MAX */
	size_t states_max;
	unsigned sockets_max;            /* open sockets of a host, if set_up; 0: the first that it makes */
	unsigned connections_max;        /* connections of a host */
	unsigned losses_max, copies_max; /* segments dropped and duplicated on one way, 7 at most */
	unsigned faults_max;             /* losses and copies together on one way, 3 at most; 0: no such bound */
	unsigned crashes_max;            /* crashes on one way, 3 at most; a crashed host boots */
	bool in_order;                   /* segments in one direction arrive in the order of sending */
	bool set_up;                     /* socket and bind are tried */
	bool data;                       /* send 1 and recv are tried */
	uint32_t sock[HOSTS]; /* the number of the socket that sends, reads and is closed; 0: the one in focus */
	bool server_first;    /* of ways of one length, that on which the server listens */
	const struct forbidden *forbid; /* actions that are not tried */
	size_t forbid_used;
	bool exact; /* the bounds count as part of a state: "exhausted" is a proof */
	void (*progress)(void *to, size_t states);
	void *to;
	bool (*stop)(void); /* asked now and then: whether to give up; NULL: never */
};

enum { WAY_MAX = 250 };

enum search_end {
	SEARCH_FOUND,
	SEARCH_EXHAUSTED, /* every state within the bounds was seen */
	SEARCH_LIMIT,     /* states_max or WAY_MAX was reached first */
	SEARCH_STOPPED,   /* search.stop said so */
	SEARCH_BROKEN     /* an invariant does not hold */
};

struct found {
	enum search_end end;
	struct action *actions; /* with FOUND and BROKEN: the way from the start, in order */
	size_t actions_used;
	const char *broken;                 /* with BROKEN: the invariant, in words */
	size_t states, moves;               /* distinct states; actions tried */
	size_t octets;                      /* memory that the search used for its states */
	unsigned depth;                     /* steps from the start to the deepest state */
	bool missed;                        /* the goals held where the way does not lead to them from `real` */
	bool pairs[TCPS_COUNT][TCPS_COUNT]; /* [client][server]: these states were in focus together */
};

/* Runs a search and fills in *found; found_free frees it. Calls s->progress,
 * unless it is NULL, each time a fixed number of states was expanded. */
void search_run(const struct search *s, struct found *found);
/* Frees what *f contains, and makes it empty. */
void found_free(struct found *f);

#endif
