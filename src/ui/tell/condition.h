/* The conditions of a goal in words: "the server's socket 3 is ESTABLISHED". */
#ifndef TCPSTEP_UI_TELL_CONDITION_H
#define TCPSTEP_UI_TELL_CONDITION_H

#include "base/lang.h"
#include "base/text.h"
#include "language/forbid.h"
#include "language/predicate.h"
#include "lesson/player.h"

/* Adds what a predicate asks for, as a clause without a full stop. */
void condition_tell(struct text *t, const struct predicate *p, enum lang lang);
/* Adds what a goal does not allow, and what that word does: "crash (power off: ...)". */
void forbidden_tell(struct text *t, const struct forbidden *f, enum lang lang);
/* Adds how many actions were done towards the open goal, and its limit. */
void goal_actions_tell(struct text *t, const struct player *p, enum lang lang);

#endif
