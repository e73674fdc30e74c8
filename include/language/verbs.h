/* The vocabulary of actions and predicates: the rows of verbs.def, from which
 * reading, writing, help and completion are made. */
#ifndef TCPSTEP_LANGUAGE_VERBS_H
#define TCPSTEP_LANGUAGE_VERBS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "base/lang.h"
#include "base/text.h"
#include "base/words.h"
#include "engine/action.h"
#include "language/predicate.h"

/* Reads an action (`client connect 80`, `deliver #3`, `wait 5s`). False with
 * *diag filled: message, column and the near word; the caller sets its line. */
bool action_parse(const struct word *words, size_t n, struct action *a, struct diag *diag);
/* Reads what follows `expect` or `reach`: the words from `from` on; those
 * before it only say where a missing word would be. */
bool predicate_parse(const struct word *words, size_t n, size_t from, struct predicate *p, struct diag *diag);
/* Appends an action as a script line: `client send "GET /"`. */
void action_write(struct text *t, const struct action *action);
/* The same, with the comment that says that an import has inferred it. */
#define INFERRED_COMMENT "# tcpstep: inferred"
void action_write_line(struct text *t, const struct action *action);
/* Each reads one line, for command lines and tests. */
bool action_read(const char *line, struct action *a, struct diag *diag);
bool predicate_read(const char *line, struct predicate *p, struct diag *diag);

/* One verb: "connect", its form "HOST connect PORT", what it does. */
struct verb {
	const char *name; /* "wait next"; "" for the predicate that is a state's name */
	const char *form;
	const char *what[LANG_COUNT];
	bool is_call; /* HOST precedes it */
	bool is_predicate;
};
extern const struct verb verbs[];
extern const size_t verbs_count;
/* Appends a line for each verb of this name, "FORM: what it does". False, and
 * nothing appended, if there is none. */
bool verb_help(struct text *t, const char *word, enum lang lang);
/* Fills in the words with which a line of a script can start, at most `most`:
 * hosts, steps, `expect`. Returns their number. */
size_t verbs_first(const char **words, size_t most);
const char *call_name(enum call_id call);
const char *act_name(enum act_kind kind);

#endif
