/* Finds what is doubtful about a valid lesson: the warnings of `tcpstep
 * check`. */
#ifndef TCPSTEP_LESSON_REVIEW_H
#define TCPSTEP_LESSON_REVIEW_H

#include <stdbool.h>

#include "base/diag.h"
#include "lesson/script.h"

/* How much an 80×24 screen shows at once, in columns and lines. */
enum {
	STORY_COLUMNS = 78,
	STORY_LINES = 4, /* of a say; of a goal with its reach lines */
	ASK_LINES = 5,   /* of a question with its choices */
	CHOICE_COLUMNS = 72,
	GOAL_COLUMNS = 72, /* a goal's text has one line */
	ANSWER_LINES = 6   /* of the answer to a choice, and the reason */
};

struct reviewer {
	void *to;
	bool strict; /* also warn of what the author's guide asks of a lesson */
	/* false with near == NULL: nobody knows whether there is such a
	 * lesson */
	bool (*is_lesson)(void *to, const char *id, const char **near);
	void (*warn)(void *to, const struct diag *d);
};

/* Warns of missing languages, texts longer than the screen, questions without
 * reasons or without a wrong choice, calls that fail though no expectation says so,
 * settings given twice, states claimed that the engine contradicts, goals met before they
 * are set or without doing what they ask for, lessons before it that do not exist. Runs the script. */
void script_review(const struct script *s, const struct reviewer *r);

#endif
