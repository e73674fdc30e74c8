/* What a class has seen so far, as a script in a file that grows while the
 * instructor goes on: each student's `follow` reads it, and afterwards it is a
 * lesson to replay. Reading it is lesson/follow. */
#ifndef TCPSTEP_CLASS_RECORD_H
#define TCPSTEP_CLASS_RECORD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "lesson/player.h"

/* Comment lines with a meaning for who follows. */
#define RECORD_HEAD   "# tcpstep: recording" /* the second line: `teach` wrote this file and may replace it */
#define RECORD_OPEN   "# tcpstep: open"      /* the last line: of the goal above nothing has been done yet */
#define RECORD_DETOUR "# tcpstep: detour"    /* what follows is not the lesson's */
#define RECORD_END    "# tcpstep: end"       /* the last line: nothing comes any more */

struct record {
	char *path;
	char *written; /* what the file has; NULL: not known */
	bool behind;   /* what should stand there could not be written */
};

/* Where a recording goes when no file is named: beside the progress file
 * (malloc'ed). NULL: no folder is known. */
char *record_path(void);
/* The statements passed, and what was done freely, as a script (malloc'ed).
 * Valid at every moment. `ended`: as a lesson to replay. */
char *record_text(const struct player *p, bool ended);

/* Takes path for a recording (NULL: record_path). One that stands there is kept
 * as PATH.before. False with *diag filled: it is another kind of file, or
 * nothing can be written there. record_free either way. */
bool record_begin(struct record *r, const char *path, struct diag *diag);
/* Brings the file up to date: adds to it, or replaces it when something was
 * taken back. False with *diag filled; the next call tries again. */
bool record_update(struct record *r, const struct player *p, struct diag *diag);
bool record_end(struct record *r, const struct player *p, struct diag *diag);
void record_free(struct record *r);

#endif
