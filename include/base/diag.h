/* A diagnostic about outside input (script, file, option): what is wrong, its
 * position, and an optional "did you mean". */
#ifndef TCPSTEP_BASE_DIAG_H
#define TCPSTEP_BASE_DIAG_H

#include <stdbool.h>
#include <stddef.h>

#include "base/lang.h"
#include "base/text.h"

/* What is wrong, apart from its wording; the texts are in diags.def. */
enum diag_id {
	DIAG_NONE, /* none of these: nothing is wrong, or the message is all there is */
#define DIAG(id, en, ko) DIAG_##id,
#include "base/diags.def"
	DIAG_COUNT
};

enum { DIAG_ARGUMENT_MAX = 128 };

struct diag {
	unsigned line;     /* from 1; 0: no place */
	unsigned column;   /* characters, from 1 */
	char message[200]; /* in English */
	enum diag_id id;
	enum diag_id expected; /* DIAG_MISSING, DIAG_UNEXPECTED: what was */
	char argument[2][DIAG_ARGUMENT_MAX];
	char hint[64]; /* the near word for "did you mean"; empty: none */
};

/* Fills d with a message at a column; no line, no hint. */
void diag_at(struct diag *d, unsigned column, const char *message);
/* The same by id, with the arguments of its text ("" where it has none). */
void diag_set(struct diag *d, unsigned column, enum diag_id id, const char *first, const char *second);
/* The same, for an id whose text says what was expected. */
void diag_expected(struct diag *d, unsigned column, enum diag_id id, enum diag_id expected, const char *first,
		   const char *second);
/* Always false: fills d with what is wrong with a file, no place. `what` is
 * DIAG_FILE or DIAG_FILE_NOT_WRITTEN; `why` is a DIAG_WHY_…, with `reason` the
 * system's text for DIAG_WHY_SYSTEM ("" for the others). path is made safe, and
 * cut at 100 octets. */
bool diag_file(struct diag *d, enum diag_id what, const char *path, enum diag_id why, const char *reason);
/* Appends what is wrong in this language; a message without an id is English. */
void diag_text(struct text *t, const struct diag *d, enum lang lang);
/* Returns the same as a value, cut at its size. */
struct diag_words {
	char at[256];
};
struct diag_words diag_words(const struct diag *d, enum lang lang);
/* The text of an id as it is written, with its %1, %2, %l and %w; NULL: DIAG_NONE. */
const char *diag_format(enum diag_id id, enum lang lang);

/* The candidate nearest to word (edit distance at most a third of its length,
 * at least 1), or NULL. Case is ignored. */
const char *diag_nearest(const char *word, const char *const *candidates, size_t n);

#endif
