/* The quiz: chooses which question comes next, so that kinds and answers are mixed
 * and no question comes twice. The quiz_*.c files next to this one make the
 * situations and the questions; the callers print them. */
#include "quiz/quiz.h"

#include <string.h>

#include "base/mem.h"
#include "quiz/quiz_parts.h"

enum { RECENT = 48, PLOTS = 2, TRIES_KIND = 600, TRIES_LIKE = 10000, TRIES_NEW = 20000 };

struct quiz {
	struct maker maker;
	uint64_t recent[RECENT]; /* the likeness of the last questions */
	const struct plot *plots[PLOTS];
	size_t asked;
	uint64_t *seen; /* fingerprints of all questions asked; open addressing, 0: free */
	size_t seen_size;
	uint32_t answers[TCPS_COUNT]; /* how often each state was the right answer */
};

/* --- subjects --- */

/* Each kind of question, from quiz_kinds.def. */
static const struct {
	enum quiz_subject subject;
	uint32_t weight; /* how often it is asked, relative to the others */
	bool (*ask)(struct maker *m, struct quiz_question *q);
} kinds[QUIZ_KINDS] = {
#define QUIZ_KIND(id, subject, weight, ask) [QUIZ_##id] = { SUBJECT_##subject, weight, ask },
#include "quiz/quiz_kinds.def"
#undef QUIZ_KIND
};

enum quiz_subject quiz_subject(enum quiz_kind kind)
{
	return kinds[kind].subject;
}

const char *quiz_subject_name(enum quiz_subject s, enum lang lang)
{
	static const char *const names[SUBJECT_COUNT][LANG_COUNT] = {
		{ "states", "상태" }, { "segments", "세그먼트" }, { "results", "호출 결과" }, { "timers", "타이머" }
	};

	return names[s][lang];
}

/* --- what was asked before --- */

static uint64_t mix(uint64_t h, uint64_t v)
{
	uint64_t state = h ^ (v + 1) * UINT64_C(0xD6E8FEB86659FD93);

	return dice_mix(&state);
}

/* Returns a hash of all that the student reads: two equal questions have the same. */
static uint64_t fingerprint(const struct quiz_question *q)
{
	uint64_t h = 0x51;

	for (const char *s = q->situation[LANG_EN]; *s; s++)
		h = mix(h, (unsigned char)*s);
	for (const char *s = q->next[LANG_EN]; *s; s++)
		h = mix(h, (unsigned char)*s);
	for (const char *s = q->ask[LANG_EN]; *s; s++)
		h = mix(h, (unsigned char)*s);
	return h | 1;
}

/* Returns a hash that is the same for similar questions: it covers the kind, the
 * states of both ends, what happens and the answer, not numbers or earlier steps. */
static uint64_t likeness(const struct maker *m, const struct quiz_question *q)
{
	const struct row *row = outcome_first(m);
	uint64_t h = mix(quiz_subject(q->kind), world_state(&m->now, 0));

	h = mix(mix(h, world_state(&m->now, 1)), (uint64_t)row->kind << 8 | row->actor);
	h = row->kind == ROW_CALL    ? mix(h, (uint64_t)row->call.call << 8 | (row->call.call == CALL_SHUTDOWN))
	    : row->kind == ROW_TIMER ? mix(h, row->timer)
				     : mix(h, row->segment.flags);
	for (const char *s = q->choices[q->right].text[LANG_EN]; *s; s++)
		h = mix(h, (unsigned char)*s);
	return h;
}

static bool seen_add(struct quiz *quiz, uint64_t h)
{
	size_t i;

	if (2 * quiz->asked >= quiz->seen_size) {
		uint64_t *old = quiz->seen;
		size_t size = quiz->seen_size;

		quiz->seen_size = size ? 2 * size : 256;
		quiz->seen = mem_new(quiz->seen_size, sizeof *quiz->seen);
		for (size_t k = 0; k < size; k++)
			if (old[k])
				seen_add(quiz, old[k]);
		mem_free(old);
	}
	for (i = (size_t)h & (quiz->seen_size - 1); quiz->seen[i]; i = (i + 1) & (quiz->seen_size - 1))
		if (quiz->seen[i] == h)
			return false;
	quiz->seen[i] = h;
	return true;
}

static bool is_recent(const struct quiz *quiz, uint64_t like)
{
	for (size_t i = 0; i < PLOTS && i < quiz->asked; i++)
		if (quiz->plots[i] == quiz->maker.plot)
			return true;
	for (size_t i = 0; i < RECENT && i < quiz->asked; i++)
		if (quiz->recent[i] == like)
			return true;
	return false;
}

/* --- the next one --- */

static enum quiz_kind choose_kind(struct dice *d)
{
	uint32_t all = 0, at;
	int i = 0;

	for (int k = 0; k < QUIZ_KINDS; k++)
		all += kinds[k].weight;
	for (at = dice_roll(d, all); at >= kinds[i].weight; i++)
		at -= kinds[i].weight;
	return (enum quiz_kind)i;
}

/* Asks about the outcome. Returns false if this kind has no good question here. */
static bool ask(struct maker *m, enum quiz_kind kind, struct quiz_question *q)
{
	q->kind = kind;
	q->set[0] = m->plot->set[0];
	q->set[1] = m->plot->set[1];
	q->host = m->out.host;
	q->choices_used = q->right = q->reasons_used = 0;
	return kinds[kind].ask(m, q) && q->reasons_used > 0;
}

/* Returns whether this answer was right so often that other answers are due. */
static bool too_common(struct quiz *quiz, const struct quiz_question *q)
{
	uint32_t all = 0, had;

	if (q->kind != QUIZ_STATE)
		return false;
	for (int s = 0; s < TCPS_COUNT; s++)
		all += quiz->answers[s];
	had = quiz->answers[q->choices[q->right].claims[0].state];
	return had * TCPS_COUNT > all + 2 * TCPS_COUNT && dice_roll(&quiz->maker.dice, 8) != 0;
}

static bool make(struct quiz *quiz, enum quiz_kind kind, int tries, struct quiz_question *q)
{
	struct maker *m = &quiz->maker;
	uint64_t like;

	if (!maker_situation(m) || !ask(m, kind, q))
		return false;
	like = likeness(m, q);
	if (tries < TRIES_LIKE && (is_recent(quiz, like) || too_common(quiz, q)))
		return false;
	quiz_tell(m, q);
	if (!seen_add(quiz, fingerprint(q)) && tries < TRIES_NEW)
		return false;
	quiz->plots[quiz->asked % PLOTS] = m->plot;
	quiz->recent[quiz->asked++ % RECENT] = like;
	if (kind == QUIZ_STATE)
		quiz->answers[q->choices[q->right].claims[0].state]++;
	return true;
}

void quiz_next(struct quiz *quiz, struct quiz_question *q)
{
	enum quiz_kind kind = choose_kind(&quiz->maker.dice);

	for (int tries = 1;; tries++) {
		if (make(quiz, kind, tries, q))
			return;
		if (tries % TRIES_KIND == 0)
			kind = choose_kind(&quiz->maker.dice); /* no more questions of that kind here */
	}
}

struct quiz *quiz_new(struct quiz_seed seed)
{
	struct quiz *quiz = mem_new(1, sizeof *quiz);

	dice_begin(&quiz->maker.dice, &seed);
	return quiz;
}

void quiz_free(struct quiz *quiz)
{
	if (quiz)
		mem_free(quiz->seen);
	mem_free(quiz);
}
