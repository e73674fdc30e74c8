/* Splits a line into words: the tokenizer of scripts, of the progress file and of
 * lines that the user types. */
#ifndef TCPSTEP_BASE_WORDS_H
#define TCPSTEP_BASE_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"

/* A word of a line. A quoted string is unescaped. */
struct word {
	const char *text; /* in the caller's storage, NUL-terminated; a quoted string may contain \0, so use len */
	size_t len;       /* octets */
	unsigned column;  /* in characters, from 1 */
	unsigned end;     /* the column after the word */
	bool quoted;
};

enum { WORDS_MAX = 24 };

/* Splits a line at spaces and tabs. A '#' that starts the line, or is a word by
 * itself, starts a comment. The words are stored in `store`, which must have the
 * length of the line plus 1. Returns false and fills in *diag for a quote that is
 * not closed, an unknown escape, or too many words. */
bool words_split(const char *line, char *store, struct word words[WORDS_MAX], size_t *n, struct diag *diag);

#endif
