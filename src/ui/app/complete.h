/* What may stand next in a script statement being typed. */
#ifndef TCPSTEP_UI_APP_COMPLETE_H
#define TCPSTEP_UI_APP_COMPLETE_H

#include "engine/world.h"

struct completion {
	size_t used;   /* words that fit */
	char rest[64]; /* what all of them have in common beyond what is typed; a blank behind it when it is one word */
	char words[160]; /* all of them */
};

/* line: what stands before the cursor. */
void complete_line(struct completion *c, const char *line, const struct world *w);

#endif
