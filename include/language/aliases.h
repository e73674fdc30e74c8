/* Words of other tools for which the script language has its own: names of sysctls,
 * socket options and system calls (aliases.def), and the notations of other languages. */
#ifndef TCPSTEP_LANGUAGE_ALIASES_H
#define TCPSTEP_LANGUAGE_ALIASES_H

#include "base/diag.h"
#include "base/words.h"

enum alias_kind { ALIAS_NONE, ALIAS_CALL, ALIAS_STEP, ALIAS_WORD, ALIAS_SETTING, ALIAS_ABSENT };

struct alias {
	const char *name;
	enum alias_kind kind;
	const char *meant; /* "" of ALIAS_NONE and ALIAS_ABSENT */
};

/* Returns what this foreign word means here; ALIAS_NONE if it is not known. */
struct alias alias_find(const char *word);
/* Returns the i-th row of aliases.def; ALIAS_NONE after the last. */
struct alias alias_row(size_t i);

/* Where the foreign word was found. */
enum alias_place { ALIAS_AT_START, ALIAS_WITHIN, ALIAS_AFTER_SET };
/* Improves the diagnostic d about the word w, which is wrong at this place: suggests our
 * word for it, or reports that there is none or how a text or comment is written.
 * `near` has the n words that were possible. Leaves d unchanged for unknown words. */
void alias_explain(const struct word *w, enum alias_place place, const char *const *near, size_t n, struct diag *d);

#endif
