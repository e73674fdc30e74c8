/* What is doubtful about a lesson that is valid: what `tcpstep check` warns of. */
#ifndef TCPSTEP_LESSON_REVIEW_H
#define TCPSTEP_LESSON_REVIEW_H

#include <stdbool.h>

#include "base/diag.h"
#include "lesson/script.h"

/* What the screen of 80×24 shows at once, columns and lines. */
enum {
	STORY_COLUMNS = 78,
	STORY_LINES = 4, /* of a say; of a goal with its reach lines */
	ASK_LINES = 5,   /* of a question with its choices */
	CHOICE_COLUMNS = 72,
	ANSWER_LINES = 6 /* of what is said to a choice, and the reason */
};

struct reviewer {
	void *to;
	/* NULL near: there is a lesson with this id, or nobody knows. */
	bool (*is_lesson)(void *to, const char *id, const char **near);
	void (*warn)(void *to, const struct diag *d);
};

/* Warns of missing languages, texts longer than the screen, questions without
 * reasons, states claimed that the engine contradicts, goals met before they are
 * set, lessons before it that do not exist. Runs the script. */
void script_review(const struct script *s, const struct reviewer *r);

#endif
