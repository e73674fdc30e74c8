/* A round of the quiz: asks a number of questions, repeats those answered wrong a few
 * questions later, and counts the answers. */
#ifndef TCPSTEP_QUIZ_QUIZ_ROUND_H
#define TCPSTEP_QUIZ_QUIZ_ROUND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "quiz/quiz.h"
#include "lesson/script.h"

enum { QUIZ_LATER_MAX = 8, QUIZ_LOOK_AGAIN_MAX = 12 };

/* A question that was answered wrong and is to be asked again. */
struct quiz_later {
	struct quiz_question *question;
	size_t due; /* asked again after this number of questions */
	unsigned asked;
};

struct quiz_round {
	struct quiz *quiz;
	struct quiz_question *now;
	unsigned now_asked; /* times it was asked before */
	struct quiz_later later[QUIZ_LATER_MAX];
	size_t later_used;
	size_t count, made, asked; /* questions wanted (0: no end), made, and answered, repetitions included */
	size_t right[SUBJECT_COUNT], all[SUBJECT_COUNT]; /* at the first try */
	size_t again_right;
	struct quiz_reason look_again[QUIZ_LOOK_AGAIN_MAX]; /* the reasons of questions answered wrong */
	size_t look_again_used;
};

void quiz_round_begin(struct quiz_round *r, struct quiz_seed seed, size_t count);
void quiz_round_end(struct quiz_round *r);
/* Returns the question to ask now, valid until the next call; NULL: the round is over. */
const struct quiz_question *quiz_round_next(struct quiz_round *r);
/* Records which choice the student made, counted from 0. */
void quiz_round_answer(struct quiz_round *r, size_t chosen);
size_t quiz_round_right(const struct quiz_round *r);
size_t quiz_round_answered(const struct quiz_round *r);

/* Returns "Quiz: question 3, 2 right of 2", to be freed with mem_free. */
char *quiz_title(const struct quiz_round *r, enum lang lang);
/* Returns the question as a script: the actions before it, the question and the action
 * after it. Its title has the score. The caller frees it with script_free. */
struct script *quiz_script(const struct quiz_round *r);

#endif
