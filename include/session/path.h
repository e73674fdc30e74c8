/* The shortest way from a world to where predicates hold, or along an arrow
 * of the diagram: wider and wider searches, one after the other. */
#ifndef TCPSTEP_SESSION_PATH_H
#define TCPSTEP_SESSION_PATH_H

#include "session/search.h"

/* What is wanted: all goals at once, or the arrow walked. */
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

/* Fills *found, which found_free frees. From a world in which nothing was done
 * yet, what the way does not need is left out. */
void path_find(const struct path *p, struct found *found);

#endif
