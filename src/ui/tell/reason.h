/* Why a call would not work, in a few words. For the list of calls. */
#ifndef TCPSTEP_UI_TELL_REASON_H
#define TCPSTEP_UI_TELL_REASON_H

#include "base/lang.h"
#include "base/text.h"
#include "engine/rules.h"
#include "engine/world.h"

/* Adds why an action is refused, or with which error it would fail and what that means
 * here, in the longest form that fits into `columns`. rule: the rule behind the error. */
void reason_add(struct text *t, unsigned refusal, enum sock_error error, enum rule_id rule, enum lang lang,
		int columns);

#endif
