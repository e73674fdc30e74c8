/* The names of the vocabulary as lists, each word once. Included only in
 * language/. */
#ifndef TCPSTEP_LANGUAGE_NAMES_H
#define TCPSTEP_LANGUAGE_NAMES_H

#include "language/verbs.h"

enum subject { SUBJECT_HOST, SUBJECT_HOST_ALONE, SUBJECT_CALL, SUBJECT_WORLD };

struct predicate_name {
	const char *name; /* "": the predicate is a state's name */
	enum subject subject;
};
extern const struct predicate_name predicate_names[PRED_COUNT];

/* The words of arguments, by the value that they give: shutdown, reuseaddr,
 * linger without a time. */
enum { HOW_WORDS = 3, ON_OFF_WORDS = 2, LINGER_WORDS = 2 };
extern const char *const how_words[HOW_WORDS];
extern const char *const on_off_words[ON_OFF_WORDS];
extern const char *const linger_words[LINGER_WORDS];

/* The words of a segment's fields: those of `inject`, and those of `sent` and `observe`. */
enum { INJECT_WORDS = 6, OBSERVE_WORDS = 6 };
extern const char *const field_words[INJECT_WORDS];
extern const char *const observe_words[OBSERVE_WORDS];

enum { NAMES_MAX = 64, NAME_OCTETS = 24 };

struct names {
	const char *at[NAMES_MAX];
	char store[NAMES_MAX][NAME_OCTETS];
	size_t used;
};

/* Adds the first word of a name, unless the list has it already. */
void names_add(struct names *n, const char *name);
void names_of_steps(struct names *n);
/* Adds the names of the predicates about the world, or of those about a host. */
void names_of_predicates(struct names *n, bool of_host);
/* Returns whether a predicate's line starts with a host. */
bool names_of_host(enum subject subject);
/* Adds the second words of the names that start with this word. */
void names_after(struct names *n, const char *first);
/* Appends "sent, returned, can". */
void names_write(struct text *t, const struct names *n);

#endif
