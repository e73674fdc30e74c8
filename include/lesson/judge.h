/* Whether what a script expects is so, and if not, in which words to say it. */
#ifndef TCPSTEP_LESSON_JUDGE_H
#define TCPSTEP_LESSON_JUDGE_H

#include <stdbool.h>

#include "engine/world.h"
#include "lesson/script.h"

/* What went wrong at a statement. */
struct failure {
	const struct statement *at; /* NULL: nothing did */
	char message[700];          /* "expected client ESTABLISHED, found SYN-SENT"; a run-time error in words */
	bool run_time;              /* an action that could not be done */
};

/* Whether the expectation holds; if not, f says why. */
bool judge_expect(const struct world *w, const struct statement *st, struct failure *f);
/* An action was refused: f says why. */
void judge_refusal(const struct statement *st, enum refusal r, struct failure *f);

#endif
