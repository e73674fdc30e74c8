/* Finds the way to the goal that is being worked on, for hints: by the stored
 * solution as long as the student follows it, else by a search that obeys the
 * goal's rules. */
#ifndef TCPSTEP_LESSON_WAY_H
#define TCPSTEP_LESSON_WAY_H

#include <stdbool.h>
#include <stddef.h>

#include "lesson/player.h"

struct way {
	bool found;         /* a way leads to the goal from here */
	struct action next; /* found: its first action */
	size_t left;        /* found: its actions */
	bool stopped;       /* `stop` said so: nothing else is known */
	size_t back;        /* not found: actions to take back (player_back) to where a way does */
};

/* Looks for the way. states_max: states of each space that session/path searches
 * from here; each of the few earlier places that are tried costs half as much.
 * stop: asked now and then whether to give up; NULL: never. While no goal is open, nothing is
 * found and back is 0. */
void way_find(const struct player *p, size_t states_max, bool (*stop)(void), struct way *way);

#endif
