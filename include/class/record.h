/* Records what a class has seen so far as a script, in a file that grows while
 * the instructor continues: each student's `follow` reads it, and afterwards it
 * is a lesson to replay. It is read by class/follow. */
#ifndef TCPSTEP_CLASS_RECORD_H
#define TCPSTEP_CLASS_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"
#include "lesson/player.h"

/* Comment lines that mean something to `follow`. */
#define RECORD_HEAD   "# tcpstep: recording" /* the second line: `teach` wrote this file and may replace it */
#define RECORD_DETOUR "# tcpstep: detour"    /* what follows is not part of the lesson */
#define RECORD_END    "# tcpstep: end"       /* the last line: nothing more comes */

enum { RECORD_CHOICES_MAX = 16 }; /* of a question on which a vote is recorded */

/* How many have chosen each choice of a question. */
struct record_votes {
	size_t at; /* the question: a statement of the script */
	uint32_t counts[RECORD_CHOICES_MAX];
	size_t used; /* 0: there was no vote */
};

/* What a recording has beyond what the player did. */
struct record_shown {
	bool ended;    /* nothing more comes */
	bool revealed; /* the answer to the question where the class is; those before are revealed */
	const struct record_votes *votes;
	size_t votes_used;
};

struct record {
	char *path;
	char *text;    /* the newest version */
	char *written; /* the file's content; NULL: not known */
	bool behind;   /* the file is out of date: the last write failed */
	struct record_shown shown;
	struct record_votes *votes;
	size_t votes_size;
	int lock; /* of PATH.lock, so that no other class is recorded there; below 0: none */
};

/* Returns where a recording goes when no file is named, next to the progress
 * file (malloc'ed). NULL: no folder is known. */
char *record_path(void);
/* Returns the statements passed and the free actions as a script (malloc'ed), which is
 * valid at every moment: without notes, without the solutions of goals, and without the
 * answers of questions that are not revealed. shown NULL: nothing is. */
char *record_text(const struct player *p, const struct record_shown *shown);
/* Sets the vote on a question, a statement of the script; used 0: there is none. At most
 * RECORD_CHOICES_MAX. */
void record_votes(struct record *r, size_t at, const uint32_t *counts, size_t used);

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
