/* The names of the vocabulary as lists, each word once. Included only in
 * language/. */
#ifndef TCPSTEP_LANGUAGE_NAMES_H
#define TCPSTEP_LANGUAGE_NAMES_H

#include "language/verbs.h"

enum subject { SUBJECT_HOST, SUBJECT_WORLD };

struct predicate_name {
	const char *name; /* "": the predicate is a state's name */
	enum subject subject;
};
extern const struct predicate_name predicate_names[PRED_COUNT];

enum { NAMES_MAX = 64, NAME_OCTETS = 24 };

struct names {
	const char *at[NAMES_MAX];
	char store[NAMES_MAX][NAME_OCTETS];
	size_t used;
};

/* Adds the first word of a name, unless the list has it already. */
void names_add(struct names *n, const char *name);
void names_of_steps(struct names *n);
void names_of_predicates(struct names *n, enum subject subject);
/* Adds the second words of the names that start with this word. */
void names_after(struct names *n, const char *first);
/* Appends "sent, returned, can". */
void names_write(struct text *t, const struct names *n);

#endif
