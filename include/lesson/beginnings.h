/* The situations in which a free session can begin, a row each in beginnings.def. Used by
 * the app; the command line takes the names from the same table. */
#ifndef TCPSTEP_LESSON_BEGINNINGS_H
#define TCPSTEP_LESSON_BEGINNINGS_H

#include <stddef.h>

#include "base/lang.h"

/* The name that stands for the session that was kept when it was left. */
#define BEGINNING_LAST "last"

struct beginning {
	const char *name;
	const char *title[LANG_COUNT];
	const char *lines; /* actions, a script line each */
};
extern const struct beginning beginnings[];
extern const size_t beginnings_count;

#endif
