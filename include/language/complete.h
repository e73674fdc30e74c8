/* What may stand next in a script statement being typed. */
#ifndef TCPSTEP_LANGUAGE_COMPLETE_H
#define TCPSTEP_LANGUAGE_COMPLETE_H

#include <stddef.h>

#include "engine/world.h"

struct completion {
	size_t used;     /* words that fit */
	char rest[64];   /* what all of them have in common after what is typed; with a space when it is one word */
	char words[160]; /* all of them */
};

/* Fills in what may follow `line`, which is what is before the cursor. Segments
 * are offered by their numbers in the world; `also` are n words with which a
 * line may begin besides those of a script. */
void complete_line(struct completion *c, const char *line, const struct world *w, const char *const *also, size_t n);

#endif
