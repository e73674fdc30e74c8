/* What the files of the quiz share: the dice, the situation being made, and what
 * its last action did. Private to src/quiz. */
#ifndef TCPSTEP_QUIZ_QUIZ_PARTS_H
#define TCPSTEP_QUIZ_QUIZ_PARTS_H

#include "base/sha256.h"
#include "language/format.h"
#include "engine/rules.h"
#include "engine/trace.h"
#include "engine/world.h"
#include "quiz/quiz.h"

/* --- quiz_dice.c --- */

/* A generator of random numbers. Every machine has the same questions. */
struct dice {
	bool keyed;
	uint64_t state;               /* of splitmix64; keyed: the number of the next block */
	struct hmac key;              /* keyed: nothing was added to it */
	uint8_t block[SHA256_OCTETS]; /* keyed: its last `left` octets are not used yet */
	size_t left;
};
void dice_begin(struct dice *d, const struct quiz_seed *seed);
/* Returns the next number of a splitmix64 generator. */
uint64_t dice_mix(uint64_t *state);
/* Returns 64 random bits. */
uint64_t dice_next(struct dice *d);
/* Returns one of 0 … n-1. */
uint32_t dice_roll(struct dice *d, uint32_t n);

/* What may happen in a situation, or be asked about. */
enum move {
	MOVE_DELIVER, /* the earliest due in that direction */
	MOVE_REORDER, /* a later one before it */
	MOVE_DROP,
	MOVE_COPY,
	MOVE_TIMER, /* the next timer expires */
	MOVE_CLOSE,
	MOVE_SHUT_WR,
	MOVE_SHUT_RD,
	MOVE_SHUT_RDWR,
	MOVE_SEND,
	MOVE_RECV,
	MOVE_ABORT,
	MOVE_LINGER,
	MOVE_DUP,
	MOVE_EXIT,
	MOVE_ACCEPT,
	MOVE_CONNECT,
	MOVE_LISTEN,
	MOVE_BIND,
	MOVE_REUSEADDR,
	MOVE_CRASH,
	MOVE_BOOT,
	MOVE_FORGE,
	MOVE_COUNT
};

/* How situations start, and how likely each move is after that. */
struct plot {
	const char *set[2]; /* NULL: none */
	const char *lines;  /* script lines joined by '\n' */
	const char *told[LANG_COUNT];
	uint8_t chance;   /* the plot's probability, relative to the others */
	uint8_t steps[2]; /* steps printed one by one: at least, at most */
	uint8_t weight[MOVE_COUNT];
};
extern const struct plot quiz_plots[];
extern const size_t quiz_plots_count;

/* --- quiz_situations.c --- */

enum { ROWS_KEPT = 12 };

/* One action, which is one event, and what it did. */
struct outcome {
	struct row rows[ROWS_KEPT];
	size_t used, events;
	bool cut;     /* more rows than are kept */
	uint8_t host; /* the host of the event: the caller, the receiver, or the owner of the timer */
};

struct maker {
	struct dice dice;
	const struct plot *plot;
	struct action actions[QUIZ_ACTIONS_MAX];
	size_t used, told;
	struct world now, after; /* before the action asked about, and after it */
	struct trace trace;
	struct outcome out;
	unsigned losses, copies, forged;
};

/* Makes a situation and performs one more action, the one to ask about: stores its
 * outcome in out, and the worlds before and after it in now and after. Returns false
 * if no situation was found. */
bool maker_situation(struct maker *m);
/* Performs one action on now and stores the result in after and out. Returns false if
 * the action was refused or was more than one event. */
bool maker_try(struct maker *m, const struct action *a);

/* --- quiz_outcome.c --- */

/* Returns the first row of the outcome. */
const struct row *outcome_first(const struct maker *m);
bool outcome_is_call(const struct maker *m, enum call_id call);
/* Returns the segment that arrives; NULL if the outcome is no arrival. */
const struct segment *outcome_segment(const struct maker *m);
/* Returns how many segments were sent; the last of them in *sent. */
size_t outcome_sent(const struct maker *m, const struct row **sent);
/* Returns whether the outcome is a call that fails; only its result is then asked for. */
bool outcome_refused(const struct maker *m);

/* --- quiz_choice.c --- */

/* Returns the next free choice, zeroed. The first one made is the right one. */
struct quiz_choice *choice_new(struct quiz_question *q);
/* Adds a claim of this kind to the choice; its other fields are the caller's. */
struct predicate *choice_claim(struct quiz_choice *c, enum pred_kind kind, uint8_t host);
void choice_text(struct quiz_choice *c, const char *en, const char *ko);
/* Exchanges two choices; q->right follows the right one. */
void choices_exchange(struct quiz_question *q, size_t a, size_t b);
/* Puts the choices into a random order. */
void choices_mix(struct maker *m, struct quiz_question *q);
/* Sets the question's text; a %s in it is the host's name. */
void question_ask(struct quiz_question *q, const char *en, const char *ko);

/* --- quiz_states.c, quiz_segments.c, quiz_results.c, quiz_timers.c --- */

/* Each asks about the outcome: fills in text, choices and reasons. Returns false if
 * its kind has no good question here. */
bool ask_state(struct maker *m, struct quiz_question *q);
bool ask_pair(struct maker *m, struct quiz_question *q);
bool ask_sent(struct maker *m, struct quiz_question *q);
bool ask_number(struct maker *m, struct quiz_question *q);
bool ask_data(struct maker *m, struct quiz_question *q);
bool ask_returned(struct maker *m, struct quiz_question *q);
bool ask_open(struct maker *m, struct quiz_question *q);
bool ask_timer(struct maker *m, struct quiz_question *q);
bool ask_span(struct maker *m, struct quiz_question *q);

/* --- quiz_reasons.c --- */

enum why {
#define WHY(id, source, en, ko) WHY_##id,
#include "quiz/quiz_reasons.def"
#undef WHY
	WHY_COUNT
};
/* Misconceptions (quiz_myths.def). */
enum myth {
	MYTH_NONE,
#define MYTH(id, en, ko) MYTH_##id,
#include "quiz/quiz_myths.def"
#undef MYTH
	MYTH_COUNT
};
void reason_why(struct quiz_question *q, enum why why);
void reason_rule(struct quiz_question *q, enum rule_id rule);
/* Adds the rules that the outcome cites: those of the host's changes of state, else
 * the last one. */
void reason_outcome(const struct maker *m, struct quiz_question *q);
void choice_refute(struct quiz_choice *c, enum myth myth);
/* Refutes the choice of a state by what that state would mean. */
void choice_refute_state(struct quiz_choice *c, enum tcp_state s);
enum myth myth_of_state(const struct maker *m, uint8_t host, enum tcp_state truth, enum tcp_state chosen);
enum myth myth_of_sent(const struct maker *m, uint8_t truth, bool nothing, uint8_t chosen, bool chosen_nothing);

/* --- quiz_words.c --- */

/* Fills in the question's situation, next and now. */
void quiz_tell(struct maker *m, struct quiz_question *q);

#endif
