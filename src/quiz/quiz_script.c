/* Turns a question of the quiz into a script, so that the screen can show it. */
#include <string.h>

#include "base/check.h"
#include "base/mem.h"
#include "base/text.h"
#include "language/verbs.h"
#include "lesson/parse.h"
#include "quiz/quiz_round.h"

enum { LINE = 4 * SEND_TEXT_MAX + 80, SOURCE = QUIZ_ACTIONS_MAX * LINE };

/* Returns a script with the header and the question's actions. */
static struct script *actions_of(const struct quiz_question *q)
{
	struct diags errors = { 0 };
	char *source = mem_new(SOURCE, 1);
	struct text t = text_over(source, SOURCE);
	struct script *s;

	text_add(&t, "tcpstep 1\nid quiz\n");
	if (q->set[0])
		text_addf(&t, "set %s %s\n", q->set[0], q->set[1]);
	for (size_t i = 0; i < q->used; i++) {
		action_write(&t, &q->actions[i]);
		text_add(&t, "\n");
	}
	CHECK(!t.cut);
	s = script_parse("quiz", source, t.len, &errors);
	CHECK(s && s->used == q->used);
	diags_free(&errors);
	mem_free(source);
	return s;
}

static struct block block_of(const struct quiz_question *q, enum lang lang)
{
	char array[2 * QUIZ_TEXT_MAX + 2];
	struct text t = text_over(array, sizeof array);
	struct block b = { .choices_used = q->choices_used, .choices_size = q->choices_used };

	text_addf(&t, "%s %s", q->next[lang], q->ask[lang]);
	b.text = mem_copy_text(array);
	b.choices = mem_new(q->choices_used, sizeof *b.choices);
	for (size_t i = 0; i < q->choices_used; i++) {
		b.choices[i].text = mem_copy_text(q->choices[i].text[lang]);
		b.choices[i].right = i == q->right;
		if (q->choices[i].refuted[lang][0])
			b.choices[i].feedback = mem_copy_text(q->choices[i].refuted[lang]);
	}
	text_clear(&t);
	if (q->reasons_used > 0)
		text_addf(&t, "%s (%s)", q->reasons[0].text[lang], q->reasons[0].source);
	b.because = mem_copy_text(array);
	return b;
}

char *quiz_title(const struct quiz_round *r, enum lang lang)
{
	char array[160];
	struct text t = text_over(array, sizeof array);
	size_t right = quiz_round_right(r), answered = quiz_round_answered(r);

	if (lang == LANG_KO)
		text_addf(&t, r->now_asked ? "퀴즈: 다시 묻는 문제" : "퀴즈: %zu번 문제", r->made);
	else
		text_addf(&t, r->now_asked ? "Quiz: once more" : "Quiz: question %zu", r->made);
	if (answered > 0 && lang == LANG_KO)
		text_addf(&t, ", %zu문제 중 %zu문제 정답", answered, right);
	else if (answered > 0)
		text_addf(&t, ", %zu right of %zu", right, answered);
	return mem_copy_text(array);
}

struct script *quiz_script(const struct quiz_round *r)
{
	const struct quiz_question *q = r->now;
	struct script *s = actions_of(q);
	struct statement *ask;

	s->statements = mem_grow(s->statements, s->used, &s->size, sizeof *s->statements);
	ask = &s->statements[s->used - 1];
	memmove(ask + 1, ask, sizeof *ask);
	s->used++;
	*ask = (struct statement){ .kind = ST_ASK, .line = ask[1].line, .column = 1, .step = ask[1].step };
	ask[1].step++;
	for (int l = 0; l < LANG_COUNT; l++) {
		ask->block[l] = block_of(q, (enum lang)l);
		mem_free(s->title[l]);
		s->title[l] = quiz_title(r, (enum lang)l);
	}
	return s;
}
