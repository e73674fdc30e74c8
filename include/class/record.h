/* Records what a class has seen so far as a script, in a file that grows while
 * the instructor continues: each student's `follow` reads it, and afterwards it
 * is a lesson to replay. It is read by class/follow. */
#ifndef TCPSTEP_CLASS_RECORD_H
#define TCPSTEP_CLASS_RECORD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "lesson/player.h"

/* Comment lines that mean something to `follow`. */
#define RECORD_HEAD   "# tcpstep: recording" /* the second line: `teach` wrote this file and may replace it */
#define RECORD_OPEN   "# tcpstep: open"      /* the last line: nothing has been done yet for the goal above */
#define RECORD_DETOUR "# tcpstep: detour"    /* what follows is not part of the lesson */
#define RECORD_END    "# tcpstep: end"       /* the last line: nothing more comes */

struct record {
	char *path;
	char *written; /* the file's content; NULL: not known */
	bool behind;   /* the file is out of date: the last write failed */
};

/* Returns where a recording goes when no file is named, next to the progress
 * file (malloc'ed). NULL: no folder is known. */
char *record_path(void);
/* Returns the statements passed and the free actions as a script (malloc'ed),
 * which is valid at every moment. `ended`: as a lesson to replay. */
char *record_text(const struct player *p, bool ended);

/* Opens a recording at path (NULL: record_path). A recording that is already
 * there is kept as PATH.before. False with *diag filled: it is another kind of
 * file, or nothing can be written there. Call record_free either way. */
bool record_begin(struct record *r, const char *path, struct diag *diag);
/* Brings the file up to date: appends to it, or replaces it when something was
 * taken back. False with *diag filled; the next call tries again. */
bool record_update(struct record *r, const struct player *p, struct diag *diag);
bool record_end(struct record *r, const struct player *p, struct diag *diag);
void record_free(struct record *r);

#endif
