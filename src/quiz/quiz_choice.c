/* Builds the choices of a question, and puts it into words. */
#include <string.h>

#include "base/check.h"
#include "quiz/quiz_parts.h"

struct quiz_choice *choice_new(struct quiz_question *q)
{
	struct quiz_choice *c;

	CHECK(q->choices_used < QUIZ_CHOICES_MAX);
	c = &q->choices[q->choices_used++];
	memset(c, 0, sizeof *c);
	return c;
}

struct predicate *choice_claim(struct quiz_choice *c, enum pred_kind kind, uint8_t host)
{
	struct predicate *p;

	CHECK(c->claims_used < QUIZ_CLAIMS_MAX);
	p = &c->claims[c->claims_used++];
	p->kind = (uint8_t)kind;
	p->host = host;
	return p;
}

void choice_text(struct quiz_choice *c, const char *en, const char *ko)
{
	struct text t = text_over(c->text[LANG_EN], sizeof c->text[LANG_EN]);

	text_add(&t, en);
	t = text_over(c->text[LANG_KO], sizeof c->text[LANG_KO]);
	text_add(&t, ko);
}

void choices_exchange(struct quiz_question *q, size_t a, size_t b)
{
	struct quiz_choice c = q->choices[a];

	q->choices[a] = q->choices[b];
	q->choices[b] = c;
	if (q->right == a || q->right == b)
		q->right = a + b - q->right;
}

void choices_mix(struct maker *m, struct quiz_question *q)
{
	for (size_t n = q->choices_used; n > 1; n--)
		choices_exchange(q, n - 1, dice_roll(&m->dice, (uint32_t)n));
}

void question_ask(struct quiz_question *q, const char *en, const char *ko)
{
	struct text t = text_over(q->ask[LANG_EN], sizeof q->ask[LANG_EN]);

	text_addf(&t, en, host_word(q->host, LANG_EN));
	t = text_over(q->ask[LANG_KO], sizeof q->ask[LANG_KO]);
	text_addf(&t, ko, host_word(q->host, LANG_KO));
}
