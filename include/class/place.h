/* Finds the place of a class in its lesson from what its recording has. */
#ifndef TCPSTEP_CLASS_PLACE_H
#define TCPSTEP_CLASS_PLACE_H

#include <stddef.h>

#include "lesson/script.h"

struct place {
	size_t at;                   /* statements of the lesson that were passed */
	const struct statement *now; /* the last of them that is a stop; NULL: the start */
	size_t done, all;            /* stops passed, and in all */
	size_t detour;               /* number of actions after it that are not part of the lesson */
	size_t tried;                /* actions done for the current goal */
};

struct place place_of(const struct script *lesson, const struct script *recording);
/* Returns the next stop from `at` on and stores its index in *next; NULL:
 * none. */
const struct statement *place_next(const struct script *lesson, size_t at, size_t *next);

#endif
