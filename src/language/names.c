/* Lists the names of the vocabulary (verbs.def) for everything in language/ that reads,
 * writes or lists them. */
#include <string.h>

#include "base/check.h"
#include "language/names.h"

static const char *const calls[CALL_COUNT] = {
#define CALL(id, name, argument, form, en, ko) [CALL_##id] = name,
#include "language/verbs.def"
};

static const char *const acts[ACT_COUNT] = {
	[ACT_CALL] = "call",
#define STEP(id, name, argument, form, en, ko) [ACT_##id] = name,
#include "language/verbs.def"
};

const struct predicate_name predicate_names[PRED_COUNT] = {
#define PREDICATE(id, name, subject, test, argument, form, en, ko) [PRED_##id] = { name, subject },
#include "language/verbs.def"
};

/* Fails to compile unless each enum has as many members as the table has
 * rows. */
enum {
	CALL_ROWS = 0
#define CALL(id, name, argument, form, en, ko) +1
#include "language/verbs.def"
	,
	STEP_ROWS = 0
#define STEP(id, name, argument, form, en, ko) +1
#include "language/verbs.def"
};
_Static_assert(CALL_ROWS == (int)CALL_COUNT, "every call has its row in verbs.def");
_Static_assert(STEP_ROWS == (int)ACT_COUNT - 1, "every step but a call has its row in verbs.def");

const char *call_name(enum call_id call)
{
	CHECK(call < CALL_COUNT);
	return calls[call];
}

const char *act_name(enum act_kind kind)
{
	CHECK(kind < ACT_COUNT);
	return acts[kind];
}

const char *const how_words[HOW_WORDS] = { "rd", "wr", "rdwr" };
const char *const on_off_words[ON_OFF_WORDS] = { "off", "on" };
const char *const linger_words[LINGER_WORDS] = { "off", "0" };
const char *const field_words[INJECT_WORDS] = { "seq=", "ack=", "win=", "len=", "from", "to" };
const char *const observe_words[OBSERVE_WORDS] = { "seq=", "ack=", "win=", "len=", "tsval=", "tsecr=" };

void names_add(struct names *n, const char *name)
{
	size_t len = strcspn(name, " ");

	for (size_t i = 0; i < n->used; i++)
		if (strncmp(n->at[i], name, len) == 0 && n->at[i][len] == '\0')
			return;
	CHECK(n->used < NAMES_MAX && len < NAME_OCTETS);
	memcpy(n->store[n->used], name, len);
	n->store[n->used][len] = '\0';
	n->at[n->used] = n->store[n->used];
	n->used++;
}

void names_of_steps(struct names *n)
{
	for (int k = ACT_DELIVER; k < ACT_COUNT; k++)
		names_add(n, acts[k]);
}

bool names_of_host(enum subject subject)
{
	return subject != SUBJECT_WORLD;
}

void names_of_predicates(struct names *n, bool of_host)
{
	for (int k = 0; k < PRED_COUNT; k++)
		if (names_of_host(predicate_names[k].subject) == of_host && predicate_names[k].name[0])
			names_add(n, predicate_names[k].name);
}

void names_after(struct names *n, const char *first)
{
	size_t len = strlen(first);

	for (int k = ACT_DELIVER; k < ACT_COUNT; k++)
		if (strncmp(acts[k], first, len) == 0 && acts[k][len] == ' ')
			names_add(n, acts[k] + len + 1);
	for (int k = 0; k < PRED_COUNT; k++)
		if (strncmp(predicate_names[k].name, first, len) == 0 && predicate_names[k].name[len] == ' ')
			names_add(n, predicate_names[k].name + len + 1);
}

void names_write(struct text *t, const struct names *n)
{
	for (size_t i = 0; i < n->used; i++)
		text_addf(t, "%s%s", i ? ", " : "", n->at[i]);
}
