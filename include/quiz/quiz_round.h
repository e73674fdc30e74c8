/* A round of the quiz: a number of questions; those answered wrong come again a few
 * questions later, and how it went. */
#ifndef TCPSTEP_QUIZ_QUIZ_ROUND_H
#define TCPSTEP_QUIZ_QUIZ_ROUND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "quiz/quiz.h"
#include "lesson/script.h"

enum { QUIZ_LATER_MAX = 8, QUIZ_LOOK_AGAIN_MAX = 12 };

/* What was answered wrong, to come again. */
struct quiz_later {
	struct quiz_question *question;
	size_t due; /* after this number of questions */
	unsigned asked;
};

struct quiz_round {
	struct quiz *quiz;
	struct quiz_question *now;
	unsigned now_asked; /* times it was asked before */
	struct quiz_later later[QUIZ_LATER_MAX];
	size_t later_used;
	size_t count, made, asked; /* questions wanted (0: no end), made, and answered with those that came again */
	size_t right[SUBJECT_COUNT], all[SUBJECT_COUNT]; /* at the first asking */
	size_t again_right;
	struct quiz_reason look_again[QUIZ_LOOK_AGAIN_MAX]; /* of what was answered wrong */
	size_t look_again_used;
};

void quiz_round_begin(struct quiz_round *r, uint32_t seed, size_t count);
void quiz_round_end(struct quiz_round *r);
/* The question to ask now; NULL: the round is over. It stays until the next. */
const struct quiz_question *quiz_round_next(struct quiz_round *r);
/* What was chosen of it, from 0. */
void quiz_round_answer(struct quiz_round *r, size_t chosen);
size_t quiz_round_right(const struct quiz_round *r);
size_t quiz_round_answered(const struct quiz_round *r);

/* The question as a script: what led up to it, itself, and what follows.
 * script_free frees it. Its title tells how the round goes. */
struct script *quiz_script(const struct quiz_round *r);

#endif
