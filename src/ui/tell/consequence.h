/* What an action would do to a world, in a few words. For the what-if list and
 * hints. */
#ifndef TCPSTEP_UI_TELL_CONSEQUENCE_H
#define TCPSTEP_UI_TELL_CONSEQUENCE_H

#include "base/lang.h"
#include "base/text.h"
#include "engine/rules.h"
#include "engine/world.h"

struct consequence {
	enum refusal refusal;
	enum rule_id rule; /* the rule that decided; RULE_NONE: none was cited */
	char words[200];   /* "client SYN-SENT → ESTABLISHED, sends ACK" */
};

/* Finds out what an action would do to w, without changing w. The words take at most
 * `columns` columns. */
void consequence_of(struct consequence *out, const struct world *w, const struct action *action, enum lang lang,
		    bool ascii, int columns);

#endif
