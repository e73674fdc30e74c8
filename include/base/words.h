/* A line as words: the tokenizer of scripts, of the progress file and of
 * every line that is typed. */
#ifndef TCPSTEP_BASE_WORDS_H
#define TCPSTEP_BASE_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"

/* A word of a line. Quoted strings are unescaped; the text is in the caller's
 * storage. */
struct word {
	const char *text; /* NUL-terminated; a quoted string may contain \0, so use len */
	size_t len;       /* octets */
	unsigned column;  /* characters, from 1 */
	unsigned end;     /* the column after the word */
	bool quoted;
};

enum { WORDS_MAX = 24 };

/* Splits a line at spaces and tabs; a '#' that starts the line, or is a word by
 * itself, starts a comment. The words are stored in `store`, which is as long
 * as the line + 1. False with *diag filled: unclosed quote, unknown escape, too
 * many words. */
bool words_split(const char *line, char *store, struct word words[WORDS_MAX], size_t *n, struct diag *diag);

#endif
