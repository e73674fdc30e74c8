/* Completes a script statement that is being typed. */
#ifndef TCPSTEP_LANGUAGE_COMPLETE_H
#define TCPSTEP_LANGUAGE_COMPLETE_H

#include <stddef.h>

#include "engine/world.h"

struct completion {
	size_t used;     /* number of words that fit */
	char rest[64];   /* what all of them have in common after what is typed; with a space if there is only one */
	char words[160]; /* all of them, separated by spaces */
};

/* Fills in what may follow `line`, the text before the cursor. Segments are
 * offered by their numbers in the world; `also` are n more words with which a
 * line may start, besides those of a script. */
void complete_line(struct completion *c, const char *line, const struct world *w, const char *const *also, size_t n);

#endif
