/* Finds the shortest actions that lead from a world to one where predicates
 * hold, or that take a transition of the state diagram. It searches a small space
 * first, then wider ones. */
#ifndef TCPSTEP_SESSION_PATH_H
#define TCPSTEP_SESSION_PATH_H

#include "session/search.h"

/* What to find: a world where all goals hold at once, or a way on which the
 * transition is taken. */
struct path {
	const struct world *from;
	const struct predicate *goals;
	size_t goals_used;
	const struct arrow *arrow; /* NULL: none */
	unsigned steps_max;        /* 0: no bound */
	size_t states_max;         /* of each search */
	void (*progress)(void *to, size_t states);
	void *to;
};

/* Searches and fills in *found; found_free frees it. If no socket was made
 * in p->from yet, the way also makes and binds those that it needs. */
void path_find(const struct path *p, struct found *found);

#endif
