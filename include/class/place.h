/* Where in a lesson a class stands, from what its recording has. */
#ifndef TCPSTEP_CLASS_PLACE_H
#define TCPSTEP_CLASS_PLACE_H

#include <stddef.h>

#include "lesson/script.h"

struct place {
	size_t at;                   /* statements of the lesson passed */
	const struct statement *now; /* the last of them that is a stop; NULL: the start */
	size_t done, all;            /* stops passed, and in all */
	size_t detour;               /* actions that are not the lesson's, behind it; 0: none */
	size_t tried;                /* actions done for the goal that stands */
};

struct place place_of(const struct script *lesson, const struct script *recording);
/* The next stop behind `at`, NULL: none; its index goes to *next. */
const struct statement *place_next(const struct script *lesson, size_t at, size_t *next);

#endif
