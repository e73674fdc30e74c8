/* The texts of the rules that the engine cites. tcp_*.c, sockets*.c and world.c
 * apply the rules. */
#include "engine/rules.h"

#include "base/check.h"

static const struct {
	const char *name;
	const char *source;
	const char *text[LANG_COUNT];
} rules[RULE_COUNT] = {
	[RULE_NONE] = { "none", "", { "", "" } },
#define RULE(id, name, source, en, ko) [RULE_##id] = { name, source, { en, ko } },
#include "engine/rules.def"
#undef RULE
};

const char *rule_source(enum rule_id id)
{
	CHECK(id < RULE_COUNT);
	return rules[id].source;
}

const char *rule_text(enum rule_id id, enum lang lang)
{
	CHECK(id < RULE_COUNT && lang < LANG_COUNT);
	return rules[id].text[lang];
}

const char *rule_name(enum rule_id id)
{
	CHECK(id < RULE_COUNT);
	return rules[id].name;
}
