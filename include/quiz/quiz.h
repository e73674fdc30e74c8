/* Questions on random legal situations: what one action leads to. The engine decides
 * which choice is right, exactly one, and its rules are the reason. A seed gives the
 * same questions on every machine. */
#ifndef TCPSTEP_QUIZ_QUIZ_H
#define TCPSTEP_QUIZ_QUIZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/lang.h"
#include "base/sha256.h"
#include "engine/action.h"
#include "language/predicate.h"
#include "engine/profile.h"
#include "engine/states.h"

/* The kinds of question (quiz_kinds.def). */
enum quiz_kind {
#define QUIZ_KIND(id, ...) QUIZ_##id,
#include "quiz/quiz_kinds.def"
#undef QUIZ_KIND
	QUIZ_KINDS
};

/* The subjects of the kinds, for the summary. */
enum quiz_subject { SUBJECT_STATES, SUBJECT_SEGMENTS, SUBJECT_RESULTS, SUBJECT_TIMERS, SUBJECT_COUNT };
enum quiz_subject quiz_subject(enum quiz_kind kind);
const char *quiz_subject_name(enum quiz_subject s, enum lang lang);

enum {
	QUIZ_ACTIONS_MAX = 40,
	QUIZ_CHOICES_MAX = 4,
	QUIZ_CLAIMS_MAX = 8,
	QUIZ_REASONS_MAX = 3,
	QUIZ_SITUATION_MAX = 2400,
	QUIZ_TEXT_MAX = 320
};

/* After the last action, all claims of a choice hold if and only if it is right. */
struct quiz_choice {
	struct predicate claims[QUIZ_CLAIMS_MAX];
	size_t claims_used;
	char text[LANG_COUNT][QUIZ_TEXT_MAX];
	char refuted[LANG_COUNT][QUIZ_TEXT_MAX]; /* shown to who chose it, if it is wrong; empty: nothing */
};

/* Static texts. */
struct quiz_reason {
	const char *source; /* "RFC 9293 3.10.7.4, eighth" */
	const char *text[LANG_COUNT];
};

struct quiz_question {
	enum quiz_kind kind;
	const char *set[2];                      /* name and value of a `set` line; NULL: none */
	struct action actions[QUIZ_ACTIONS_MAX]; /* from two fresh hosts; the question is about the last one */
	size_t used;
	size_t told;        /* actions that the first sentence sums up; the rest are listed one by one */
	uint8_t host;       /* the host that the question is about */
	uint8_t now[HOSTS]; /* enum tcp_state, before the last action */
	/* Indented lines are columns; the others may be wrapped. */
	char situation[LANG_COUNT][QUIZ_SITUATION_MAX];
	char next[LANG_COUNT][QUIZ_TEXT_MAX]; /* the last action */
	char ask[LANG_COUNT][QUIZ_TEXT_MAX];
	struct quiz_choice choices[QUIZ_CHOICES_MAX];
	size_t choices_used, right;
	struct quiz_reason reasons[QUIZ_REASONS_MAX];
	size_t reasons_used;
};

/* What the questions are chosen by: a number, or the code of a text under a key, which
 * cannot be made without the key. */
struct quiz_seed {
	bool keyed;
	uint32_t number;
	uint8_t key[SHA256_OCTETS];
};
struct quiz_seed quiz_seed_number(uint32_t number);
struct quiz_seed quiz_seed_keyed(const void *key, size_t n, const char *text);
/* Returns the seed of a text without a key: everybody has its questions. */
struct quiz_seed quiz_seed_text(const char *text);

struct quiz; /* opaque */

struct quiz *quiz_new(struct quiz_seed seed);
void quiz_free(struct quiz *quiz);
/* Makes the next question. Similar questions are far apart, and none is repeated as long
 * as others can be found. */
void quiz_next(struct quiz *quiz, struct quiz_question *q);

#endif
