/* What a student has done, in a plain text file that can be moved to another
 * machine: lessons finished, goals reached, questions answered, and the place where
 * each lesson was left. */
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
	char *way;        /* these actions as script lines, separated by '\n'; NULL: not kept */
};

struct progress_prediction {
	char *lesson;
	uint32_t nth;
	bool right;   /* at the first try */
	bool skipped; /* the answer was shown without a try; then it is not right */
};

/* Where a lesson was left: for `◐ 6/30` in a menu. player_go(step) leads there,
 * playing goals by their solution. */
struct progress_position {
	char *lesson;
	uint32_t step; /* stops made, from 1 */
	uint32_t of;   /* stops of the lesson in all, as it was then: see player_progress */
};

struct progress {
	char *path; /* the file; NULL: nothing is kept after this run */
	char **done;
	size_t used, size;
	struct progress_goal *goals;
	size_t goals_used, goals_size;
	struct progress_prediction *predictions;
	size_t predictions_used, predictions_size;
	struct progress_position *positions;
	size_t positions_used, positions_size;
	/* Results of goals that an earlier version kept and that were dropped, because a
	 * crash or an abort counted as a solution. Not 0: the student was not told so
	 * yet; progress_told notes it. */
	uint32_t dropped;
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
 * was shown (`actions` and `way` are ignored then). A solved goal stays solved, and
 * the fewest actions count. `way`: the actions as script lines, separated by '\n'
 * (NULL: not known). Only what player_goal_honest allows may be added as solved. */
bool progress_goal(struct progress *p, const char *id, uint32_t nth, bool solved, uint32_t actions, const char *way,
		   struct diag *diag);
/* Adds the first answer to a question, or that it was skipped; what is there
 * already is kept. */
bool progress_prediction(struct progress *p, const char *id, uint32_t nth, bool right, struct diag *diag);
bool progress_skipped(struct progress *p, const char *id, uint32_t nth, struct diag *diag);
/* Sets where a lesson was left: after `step` stops of `of`. 0: nowhere, because it
 * is at its start or was finished. The last call counts, of two programs too. */
bool progress_position(struct progress *p, const char *id, uint32_t step, uint32_t of, struct diag *diag);
/* Notes that the student was told about the dropped results. */
bool progress_told(struct progress *p, struct diag *diag);

bool progress_has(const struct progress *p, const char *id);
/* Returns NULL if the goal was neither solved nor shown. */
const struct progress_goal *progress_goal_find(const struct progress *p, const char *id, uint32_t nth);
/* Returns NULL if the lesson was not left on its way. */
const struct progress_position *progress_position_find(const struct progress *p, const char *id);
/* Returns NULL if the question has not been answered or skipped. */
const struct progress_prediction *progress_prediction_find(const struct progress *p, const char *id, uint32_t nth);
/* Returns the number of a goal or question among the statements of its kind in
 * the script, from 1; 0: it is not one of them. */
uint32_t progress_nth(const struct script *s, const struct statement *st);

/* Forgets one lesson (NULL: all); the previous file is kept as
 * PATH.before-reset. False with *diag filled: nothing was forgotten. */
bool progress_reset(struct progress *p, const char *id, struct diag *diag);

#endif
