/* enum rule_id, generated from the table in rules.def. */
#ifndef TCPSTEP_ENGINE_RULES_LIST_H
#define TCPSTEP_ENGINE_RULES_LIST_H

enum rule_id {
	RULE_NONE,
#define RULE(id, name, source, en, ko) RULE_##id,
#include "engine/rules.def"
#undef RULE
	RULE_COUNT
};

#endif
