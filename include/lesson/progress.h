/* What a student has finished: the ids of lessons, in a plain text file that
 * moves to another machine. Not where one stands within a lesson. */
#ifndef TCPSTEP_LESSON_PROGRESS_H
#define TCPSTEP_LESSON_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"

struct progress {
	char *path; /* the file; NULL: nothing is kept beyond this run */
	char **done;
	size_t used, size;
};

/* $XDG_STATE_HOME/tcpstep/progress, else ~/.local/state/tcpstep/progress
 * (malloc'ed). NULL when neither names a folder. */
char *progress_path(void);
/* Reads the file at path (NULL, or no such file: nothing is done yet). False
 * with *diag filled when something is wrong with it; p is fit for use even so:
 * of a damaged file, which is kept beside as PATH.damaged, it has what could be
 * read; a file that cannot be read or is of a later version is left alone. */
bool progress_load(struct progress *p, const char *path, struct diag *diag);
bool progress_has(const struct progress *p, const char *id);
/* Adds a lesson and saves, keeping what another tcpstep saved meanwhile. False
 * with *diag filled when it is known to this run alone. */
bool progress_add(struct progress *p, const char *id, struct diag *diag);
void progress_free(struct progress *p);

#endif
