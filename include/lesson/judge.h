/* Decides whether what a script expects holds, and words what went wrong. */
#ifndef TCPSTEP_LESSON_JUDGE_H
#define TCPSTEP_LESSON_JUDGE_H

#include <stdbool.h>

#include "base/lang.h"
#include "engine/world.h"
#include "lesson/script.h"

/* What went wrong at a statement. */
enum { FAILURE_PART = 400 };
struct failure {
	const struct statement *at;    /* NULL: nothing went wrong */
	char message[LANG_COUNT][700]; /* "expected client ESTABLISHED, found SYN-SENT"; a run-time error in words */
	bool run_time;                 /* an action that could not be done */
	char expected[FAILURE_PART], found[FAILURE_PART]; /* its two parts, in English */
};

/* Returns whether the expectation holds; if not, f says why. */
bool judge_expect(const struct world *w, const struct statement *st, struct failure *f);
/* Fills in f for an action that was refused. */
void judge_refusal(const struct world *w, const struct statement *st, enum refusal r, struct failure *f);

#endif
