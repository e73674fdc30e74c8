/* The vocabulary of actions and predicates: one table from which they are
 * read, and from which help and completion are made. */
#ifndef TCPSTEP_ENGINE_VERBS_H
#define TCPSTEP_ENGINE_VERBS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "base/lang.h"
#include "engine/action.h"
#include "engine/predicate.h"

/* A statement's words. Quoted strings are unescaped; all point into the
 * caller's storage. */
struct word {
	const char *text; /* NUL-terminated; a quoted string may hold \0: use len */
	size_t len;       /* octets */
	unsigned column;  /* characters, from 1 */
	unsigned end;     /* the column behind it */
	bool quoted;
};

enum { WORDS_MAX = 24 };

/* Splits a line at blanks; a '#' that starts the line or is a word by itself
 * begins a comment. Storage for the words is `store` (as long as the line + 1).
 * False with *diag filled: unclosed quote, unknown escape, too many words. */
bool words_split(const char *line, char *store, struct word words[WORDS_MAX], size_t *n, struct diag *diag);

/* Reads an action (`client connect 80`, `deliver #3`, `wait 5s`). False with
 * *diag filled: message, column and the near word; its line is the caller's to set. */
bool action_parse(const struct word *words, size_t n, struct action *a, struct diag *diag);
/* Reads what follows `expect` or `reach`. */
bool predicate_parse(const struct word *words, size_t n, struct predicate *p, struct diag *diag);
/* Both from one line, for command lines and tests. */
bool action_read(const char *line, struct action *a, struct diag *diag);
bool predicate_read(const char *line, struct predicate *p, struct diag *diag);

/* One verb: "connect", its form "HOST connect PORT", what it does. */
struct verb {
	const char *name;
	const char *form;
	const char *what[LANG_COUNT];
	bool is_call; /* HOST goes before it */
	bool is_predicate;
};
extern const struct verb verbs[];
extern const size_t verbs_count;
const char *call_name(enum call_id call);
const char *act_name(enum act_kind kind);

#endif
