/* A diagnostic of input (script, file, option): what is wrong, its position, and
 * a "did you mean" if there is a similar word. Its text is found by its id, in each
 * language. */
#ifndef TCPSTEP_BASE_DIAG_H
#define TCPSTEP_BASE_DIAG_H

#include <stdbool.h>
#include <stddef.h>

#include "base/lang.h"
#include "base/text.h"

/* What is wrong. diags.def has the texts. */
enum diag_id {
	DIAG_NONE, /* nothing is wrong, or diag.message is the only description */
#define DIAG(id, en, ko) DIAG_##id,
#include "base/diags.def"
	DIAG_COUNT
};

enum { DIAG_ARGUMENTS = 6, DIAG_ARGUMENT_MAX = 128 };

struct diag {
	unsigned line;     /* from 1; 0: it has no position */
	unsigned column;   /* in characters, from 1 */
	char message[200]; /* in English */
	enum diag_id id;
	enum diag_id expected; /* of a text with %w: the id of what is put there */
	char argument[DIAG_ARGUMENTS][DIAG_ARGUMENT_MAX];
	char hint[64]; /* the word for "did you mean"; empty: none */
};

/* Fills in *d with a message in English at a column, without a line or a hint. */
void diag_at(struct diag *d, unsigned column, const char *message);
/* Fills in *d with an id and the arguments of its text ("" if it has none). */
void diag_set(struct diag *d, unsigned column, enum diag_id id, const char *first, const char *second);
/* Does the same for an id whose text also says what was expected. */
void diag_expected(struct diag *d, unsigned column, enum diag_id id, enum diag_id expected, const char *first,
		   const char *second);
/* Sets argument n (from 1) of a diagnostic that has an id. */
void diag_argument(struct diag *d, size_t n, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* Returns the row that describes a system error, or DIAG_WHY_SYSTEM, whose second
 * argument is the text of strerror. */
enum diag_id diag_errno(int error);
/* Fills in *d with what is wrong with a file, without a position. Always returns
 * false. `what` is DIAG_FILE or DIAG_FILE_NOT_WRITTEN. `why` is one of DIAG_WHY_*
 * or comes from diag_errno; then `reason` is the text of strerror, else "". The path
 * is escaped, and cut at 100 octets. */
bool diag_file(struct diag *d, enum diag_id what, const char *path, enum diag_id why, const char *reason);
/* Appends the message in this language; without an id it is always English. */
void diag_text(struct text *t, const struct diag *d, enum lang lang);
/* Appends the text of an id with these arguments, %1 the first, which are not cut. */
void diag_fill(struct text *t, enum diag_id id, enum lang lang, const char *const *arguments, size_t n);
/* Returns the message in this language, cut at the size of the array. */
struct diag_words {
	char at[512];
};
struct diag_words diag_words(const struct diag *d, enum lang lang);
/* Returns the text of an id with its %1 to %6, %l and %w in place; NULL for
 * DIAG_NONE. */
const char *diag_format(enum diag_id id, enum lang lang);

/* Returns the candidate nearest to a word, or NULL if none is near: the edit
 * distance must be at most a third of the word's length, or 1 if that is 0. Case
 * is ignored. */
const char *diag_nearest(const char *word, const char *const *candidates, size_t n);

#endif
