/* What a student has done, in a plain text file that can be moved to another
 * machine: lessons finished, goals reached, predictions made. The place within
 * a lesson is not kept. */
#ifndef TCPSTEP_LESSON_PROGRESS_H
#define TCPSTEP_LESSON_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"
#include "lesson/script.h"

/* Goals and questions of a lesson are identified by their number in it, from 1
 * (progress_nth). */
struct progress_goal {
	char *lesson; /* its id */
	uint32_t nth;
	bool solved;      /* by the student alone; false: its solution was shown */
	uint32_t actions; /* the fewest with which it was solved; 0: not solved */
};

struct progress_prediction {
	char *lesson;
	uint32_t nth;
	bool right; /* at the first try */
};

struct progress {
	char *path; /* the file; NULL: nothing is kept after this run */
	char **done;
	size_t used, size;
	struct progress_goal *goals;
	size_t goals_used, goals_size;
	struct progress_prediction *predictions;
	size_t predictions_used, predictions_size;
	/* a hash table of all of these, by lesson and number; at most half full */
	uint32_t *slots;
	size_t slots_used, slots_size;
};

/* Returns $XDG_STATE_HOME/tcpstep/progress, else
 * ~/.local/state/tcpstep/progress (malloc'ed). NULL when neither names a
 * folder. */
char *progress_path(void);
/* Reads the file at path (NULL, or no such file: nothing is done yet). False
 * with *diag filled when something is wrong with it; p can be used even then:
 * it has what could be read of a damaged file, which is kept as PATH.damaged. A
 * file that cannot be read or is of a later version is not touched. */
bool progress_load(struct progress *p, const char *path, struct diag *diag);
void progress_free(struct progress *p);

/* Each of these adds one thing and saves, keeping what another tcpstep saved
 * meanwhile. False with *diag filled when it could not be saved. */

/* Adds a finished lesson. */
bool progress_add(struct progress *p, const char *id, struct diag *diag);
/* Adds a goal that was solved with this number of actions, or whose solution
 * was shown (`actions` is ignored then). A solved goal stays solved, and the
 * fewest actions count. */
bool progress_goal(struct progress *p, const char *id, uint32_t nth, bool solved, uint32_t actions, struct diag *diag);
/* Adds the first answer to a question; an answer that is there already is
 * kept. */
bool progress_prediction(struct progress *p, const char *id, uint32_t nth, bool right, struct diag *diag);

bool progress_has(const struct progress *p, const char *id);
/* Returns NULL if the goal was neither solved nor shown. */
const struct progress_goal *progress_goal_find(const struct progress *p, const char *id, uint32_t nth);
/* Returns NULL if the question has not been answered. */
const struct progress_prediction *progress_prediction_find(const struct progress *p, const char *id, uint32_t nth);
/* Returns the number of a goal or question among the statements of its kind in
 * the script, from 1; 0: it is not one of them. */
uint32_t progress_nth(const struct script *s, const struct statement *st);

/* Forgets one lesson (NULL: all); the previous file is kept as
 * PATH.before-reset. False with *diag filled: nothing was forgotten. */
bool progress_reset(struct progress *p, const char *id, struct diag *diag);

#endif
