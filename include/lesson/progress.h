/* What a student has done, in a plain text file that moves to another machine:
 * lessons finished, goals reached, predictions made. Not where one stands
 * within a lesson. */
#ifndef TCPSTEP_LESSON_PROGRESS_H
#define TCPSTEP_LESSON_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"
#include "lesson/script.h"

/* Goals and questions of a lesson are told apart by their number in it, from 1
 * (progress_nth). */
struct progress_goal {
	char *lesson; /* its id */
	uint32_t nth;
	bool solved;      /* by oneself; else its solution was shown */
	uint32_t actions; /* the fewest with which it was solved; 0: not solved */
};

struct progress_prediction {
	char *lesson;
	uint32_t nth;
	bool right; /* at the first try */
};

struct progress {
	char *path; /* the file; NULL: nothing is kept beyond this run */
	char **done;
	size_t used, size;
	struct progress_goal *goals;
	size_t goals_used, goals_size;
	struct progress_prediction *predictions;
	size_t predictions_used, predictions_size;
};

/* $XDG_STATE_HOME/tcpstep/progress, else ~/.local/state/tcpstep/progress
 * (malloc'ed). NULL when neither names a folder. */
char *progress_path(void);
/* Reads the file at path (NULL, or no such file: nothing is done yet). False
 * with *diag filled when something is wrong with it; p is fit for use even so:
 * of a damaged file, which is kept beside as PATH.damaged, it has what could be
 * read; a file that cannot be read or is of a later version is left alone. */
bool progress_load(struct progress *p, const char *path, struct diag *diag);
void progress_free(struct progress *p);

/* Each adds one thing and saves, keeping what another tcpstep saved meanwhile.
 * False with *diag filled when it is known to this run alone. */

/* A lesson is finished. */
bool progress_add(struct progress *p, const char *id, struct diag *diag);
/* A goal was solved by oneself with so many actions, or its solution was shown
 * (actions are not asked then). Solved stays solved, and the fewest actions count. */
bool progress_goal(struct progress *p, const char *id, uint32_t nth, bool solved, uint32_t actions, struct diag *diag);
/* A question was answered for the first time; what is there already stays. */
bool progress_prediction(struct progress *p, const char *id, uint32_t nth, bool right, struct diag *diag);

bool progress_has(const struct progress *p, const char *id);
/* NULL: neither solved nor shown. */
const struct progress_goal *progress_goal_find(const struct progress *p, const char *id, uint32_t nth);
/* NULL: not answered yet. */
const struct progress_prediction *progress_prediction_find(const struct progress *p, const char *id, uint32_t nth);
/* The number of a goal or question among the statements of its kind in the
 * script, from 1; 0: it is not one of them. */
uint32_t progress_nth(const struct script *s, const struct statement *st);

/* Forgets one lesson (NULL: all); the file as it was is kept beside as
 * PATH.before-reset. False with *diag filled: nothing was forgotten. */
bool progress_reset(struct progress *p, const char *id, struct diag *diag);

#endif
