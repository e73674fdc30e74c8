/* The parts of lesson/review: review.c uses review_answers.c (what the steps after a question
 * show) and review_guide.c (how a lesson is built). No other file includes it. */
#ifndef TCPSTEP_LESSON_REVIEW_PARTS_H
#define TCPSTEP_LESSON_REVIEW_PARTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/diag.h"
#include "engine/trace.h"
#include "lesson/script.h"

/* Returns whether a text has this name as a word. */
bool review_names(const char *text, const char *name);

/* A question, and what was returned and sent since it was asked. */
struct answers {
	const struct statement *ask; /* NULL: none was asked */
	uint64_t errors;             /* bits by enum sock_error */
	uint64_t segments;           /* bits by control bits */
};
void answers_row(struct answers *a, const struct row *row);
/* Returns whether the right choice names an error or a segment that was not seen, while a wrong
 * one names what was; then *d says so. */
bool answers_doubtful(const struct answers *a, enum lang lang, struct diag *d);

/* Warns of what the author's guide asks of a lesson and this one lacks. A script without a
 * question and a goal is no lesson: nothing is asked of it. */
void review_guide(const struct script *s, void (*warn)(void *to, const struct diag *d), void *to);

#endif
