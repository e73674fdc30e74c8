/* What the author's guide asks of a lesson, as far as a program can see it. Called by review,
 * for `check --strict`. */
#include <stdio.h>

#include "lesson/review_parts.h"

enum { ASKS_MIN = 2, PLACES = 8, ASKS_TO_SHUFFLE = 3 };

struct counts {
	size_t asks, goals, expects, actions;
	size_t right_at[PLACES]; /* questions whose right choice, the only one, is at this place */
};

static void count_ask(struct counts *c, const struct block *b)
{
	size_t right = 0, at = 0;

	c->asks++;
	for (size_t i = 0; i < b->choices_used; i++)
		if (b->choices[i].right) {
			right++;
			at = i;
		}
	if (right == 1 && at < PLACES)
		c->right_at[at]++;
}

static struct counts count(const struct script *s)
{
	struct counts c = { 0 };

	for (size_t i = 0; i < s->used; i++) {
		const struct statement *st = &s->statements[i];

		c.goals += st->kind == ST_GOAL;
		c.expects += st->kind == ST_EXPECT;
		c.actions += st->kind == ST_ACTION;
		if (st->kind == ST_ASK)
			count_ask(&c, statement_block(st, s->first_lang));
	}
	return c;
}

/* Returns the first statement after the set-up. */
static const struct statement *first_words(const struct script *s)
{
	size_t i = 0;

	while (i + 1 < s->used && (s->statements[i].kind == ST_ACTION || s->statements[i].kind == ST_EXPECT ||
				   s->statements[i].kind == ST_NOTE))
		i++;
	return &s->statements[i];
}

void review_guide(const struct script *s, void (*warn)(void *to, const struct diag *d), void *to)
{
	const struct counts c = count(s);
	const struct statement *first = first_words(s), *last = &s->statements[s->used - 1];
	char n[24], of[24];
	struct diag d;

#define WARN(st, id, ...) (diag_set(&d, (st)->column, id, __VA_ARGS__), d.line = (st)->line, warn(to, &d))
	if (c.asks == 0 && c.goals == 0)
		return;
	if (first->kind != ST_SAY)
		WARN(first, DIAG_GUIDE_BEGINS, "", "");
	if (last->kind != ST_SAY)
		WARN(last, DIAG_GUIDE_ENDS, "", "");
	snprintf(n, sizeof n, "%zu", c.asks);
	if (c.asks < ASKS_MIN)
		WARN(last, DIAG_GUIDE_ASKS, n, "");
	if (c.goals == 0)
		WARN(last, DIAG_GUIDE_GOAL, "", "");
	snprintf(n, sizeof n, "%zu", c.expects);
	snprintf(of, sizeof of, "%zu", c.actions);
	if (c.expects < c.actions)
		WARN(last, DIAG_GUIDE_EXPECTS, n, of);
	for (size_t i = 0; i < PLACES && c.asks >= ASKS_TO_SHUFFLE; i++) {
		snprintf(n, sizeof n, "%zu", i + 1);
		if (c.right_at[i] == c.asks)
			WARN(last, DIAG_GUIDE_PLACE, n, "");
	}
#undef WARN
}
