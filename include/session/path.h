/* Finds the shortest actions that lead from a world to one where predicates
 * hold, or that take a transition of the state diagram. First it searches every
 * state of the two ends of one connection, then larger spaces, each up to a
 * number of states. */
#ifndef TCPSTEP_SESSION_PATH_H
#define TCPSTEP_SESSION_PATH_H

#include "session/search.h"

/* What to find: a world where all goals hold at once, or a way on which the
 * transition is taken. */
struct path {
	const struct world *from;
	const struct predicate *goals;
	size_t goals_used;
	const struct arrow *arrow;      /* NULL: none */
	const struct forbidden *forbid; /* actions that the way must not have */
	size_t forbid_used;
	uint32_t sock[HOSTS]; /* the socket that is sent by, read and ended; 0: that in focus */
	unsigned actions_max; /* actions that the way may have; 0: any number */
	size_t first_max;     /* states of the first space, if it can decide the question; 0: states_max */
	size_t states_max;    /* states of each other space */
	void (*progress)(void *to, size_t states);
	void *to;
	bool (*stop)(void); /* asked now and then: whether to give up; NULL: never */
};

enum { PATH_SPACES = 5 };

/* A space that was searched in vain. */
struct path_space {
	const char *name; /* "between the two ends of one connection" */
	size_t states;
	bool whole;  /* it was searched to its end */
	bool proves; /* it was searched to its end, and the goals hold nowhere in it */
};

struct path_found {
	bool reached;
	bool stopped;           /* path.stop said so: nothing is known */
	struct action *actions; /* if reached: the way */
	size_t actions_used;
	struct path_space spaces[PATH_SPACES]; /* in the order in which they were searched */
	size_t spaces_used;
	size_t states; /* searched, of all spaces */
	size_t octets; /* memory used at once for states, at most */
};

/* Searches and fills in *found; path_found_free frees it. If no socket was made
 * in p->from yet, the way also makes and binds those that it needs.
 *
 * The search looks at worlds without delay and with two retransmissions at most,
 * which have far fewer states. What it finds is then performed under the settings
 * of p->from, and counts only if it leads to the goals there. */
void path_find(const struct path *p, struct path_found *found);
/* Frees what *f contains, and makes it empty. */
void path_found_free(struct path_found *f);

#endif
