/* Runs a round of the quiz. Called by `tcpstep quiz` and by the screen. */
#include "quiz/quiz_round.h"

#include <string.h>

#include "base/mem.h"

enum { GAP = 3, ASKINGS_MAX = 3 };

void quiz_round_begin(struct quiz_round *r, struct quiz_seed seed, size_t count)
{
	*r = (struct quiz_round){ .quiz = quiz_new(seed), .now = mem_new(1, sizeof *r->now), .count = count };
}

void quiz_round_end(struct quiz_round *r)
{
	while (r->later_used > 0)
		mem_free(r->later[--r->later_used].question);
	quiz_free(r->quiz);
	mem_free(r->now);
	*r = (struct quiz_round){ 0 };
}

static void look_again(struct quiz_round *r, const struct quiz_question *q)
{
	const struct quiz_reason *reason = &q->reasons[0];

	for (size_t i = 0; i < r->look_again_used; i++)
		if (strcmp(r->look_again[i].text[LANG_EN], reason->text[LANG_EN]) == 0)
			return;
	if (r->look_again_used < QUIZ_LOOK_AGAIN_MAX)
		r->look_again[r->look_again_used++] = *reason;
}

/* Rotates the choices so that their numbers change. States keep the diagram's order. */
static void turn(struct quiz_question *q)
{
	struct quiz_choice first = q->choices[0];

	if (q->kind == QUIZ_STATE)
		return;
	memmove(q->choices, q->choices + 1, (q->choices_used - 1) * sizeof first);
	q->choices[q->choices_used - 1] = first;
	q->right = (q->right + q->choices_used - 1) % q->choices_used;
}

static void keep_for_later(struct quiz_round *r)
{
	struct quiz_later *l;

	if (r->later_used == QUIZ_LATER_MAX || r->now_asked + 1 == ASKINGS_MAX)
		return;
	l = &r->later[r->later_used++];
	l->question = mem_new(1, sizeof *l->question);
	*l->question = *r->now;
	turn(l->question);
	l->due = r->asked + GAP;
	l->asked = r->now_asked + 1;
}

const struct quiz_question *quiz_round_next(struct quiz_round *r)
{
	bool last = r->count > 0 && r->made == r->count;

	if (r->later_used > 0 && (last || r->later[0].due <= r->asked)) {
		mem_free(r->now);
		r->now = r->later[0].question;
		r->now_asked = r->later[0].asked;
		r->later_used--;
		memmove(r->later, r->later + 1, r->later_used * sizeof *r->later);
		return r->now;
	}
	if (last)
		return NULL;
	quiz_next(r->quiz, r->now);
	r->now_asked = 0;
	r->made++;
	return r->now;
}

void quiz_round_answer(struct quiz_round *r, size_t chosen)
{
	const struct quiz_question *q = r->now;
	enum quiz_subject subject = quiz_subject(q->kind);
	bool right = chosen == q->right;

	r->asked++;
	if (r->now_asked == 0) {
		r->all[subject]++;
		r->right[subject] += right;
	} else {
		r->again_right += right;
	}
	if (!right) {
		look_again(r, q);
		keep_for_later(r);
	}
}

static size_t sum(const size_t of[SUBJECT_COUNT])
{
	size_t n = 0;

	for (int i = 0; i < SUBJECT_COUNT; i++)
		n += of[i];
	return n;
}

size_t quiz_round_right(const struct quiz_round *r)
{
	return sum(r->right);
}

size_t quiz_round_answered(const struct quiz_round *r)
{
	return sum(r->all);
}
