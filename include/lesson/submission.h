/* Homework: what a student did for the goals of a lesson, as a file that proves itself. It
 * has the actions, not a claim: grading performs them in the lesson itself. */
#ifndef TCPSTEP_LESSON_SUBMISSION_H
#define TCPSTEP_LESSON_SUBMISSION_H

#include <stdbool.h>
#include <stddef.h>

#include "lesson/parse.h"
#include "lesson/progress.h"
#include "lesson/script.h"

enum { SUBMISSION_LINES_MAX = 10000 }; /* of one solution */

/* Parses a submission: `tcpstep 1`, `id` and goals that have only a solution. Settings and
 * statements of its own are errors, so that it cannot change what it is judged by. NULL with
 * the errors. */
struct script *submission_parse(const char *path, const char *text, size_t len, struct diags *errors);
/* Writes what the progress file has for a lesson's goals as a submission (malloc'ed). *left_out:
 * how many goals it does not have. */
char *submission_write(const struct script *lesson, const struct progress *p, unsigned *left_out);

/* How a submission did at one goal. */
struct grade {
	bool reached;      /* by these actions, within the goal's rules */
	unsigned actions;  /* until then; those that were refused do not count */
	unsigned shortest; /* actions of the lesson's own solution */
};
/* Grades goal number nth (from 1) of a lesson: plays the lesson up to it, earlier goals by their
 * solutions, then performs what the submission has under that goal's text. */
struct grade submission_grade(const struct script *lesson, const struct script *submission, unsigned nth);

#endif
