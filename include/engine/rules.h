/* The rules that the engine cites to explain its steps. rules.def is the table;
 * trace_cite and tcb_enter cite a rule. */
#ifndef TCPSTEP_ENGINE_RULES_H
#define TCPSTEP_ENGINE_RULES_H

#include "base/lang.h"
#include "engine/rules_list.h"

/* Returns the section that has the rule: "RFC 9293 3.10.7.4, eighth". */
const char *rule_source(enum rule_id id);
/* Returns the rule as one sentence. */
const char *rule_text(enum rule_id id, enum lang lang);
/* Returns a name that does not change between versions, for tests and --why:
 * "syn-sent-synack". */
const char *rule_name(enum rule_id id);

#endif
