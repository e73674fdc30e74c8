/* The names of the vocabulary as lists, each word once. Used by the files of
 * language/ alone. */
#ifndef TCPSTEP_LANGUAGE_NAMES_H
#define TCPSTEP_LANGUAGE_NAMES_H

#include "language/verbs.h"

enum subject { SUBJECT_HOST, SUBJECT_WORLD };

struct predicate_name {
	const char *name; /* "": a state's name is all there is */
	enum subject subject;
};
extern const struct predicate_name predicate_names[PRED_COUNT];

enum { NAMES_MAX = 64, NAME_OCTETS = 24 };

struct names {
	const char *at[NAMES_MAX];
	char store[NAMES_MAX][NAME_OCTETS];
	size_t used;
};

/* Adds the first word of a name, unless it is in the list already. */
void names_add(struct names *n, const char *name);
void names_of_steps(struct names *n);
void names_of_predicates(struct names *n, enum subject subject);
/* Adds the second words of the names that begin with this word. */
void names_after(struct names *n, const char *first);
/* Writes "sent, returned, can". */
void names_write(struct text *t, const struct names *n);

#endif
