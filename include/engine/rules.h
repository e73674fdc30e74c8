/* Every rule that the engine cites for what it does: id, section, one line of
 * text in each language. The table is rules.c; a rule is cited by trace_cite
 * and tcb_enter. */
#ifndef TCPSTEP_ENGINE_RULES_H
#define TCPSTEP_ENGINE_RULES_H

#include "base/lang.h"
#include "engine/rules_list.h"

/* "RFC 9293 3.10.7.4, eighth". */
const char *rule_source(enum rule_id id);
/* One sentence: what the rule says. */
const char *rule_text(enum rule_id id, enum lang lang);
/* "syn-sent-synack": stable name, for tests and --why. */
const char *rule_name(enum rule_id id);

#endif
