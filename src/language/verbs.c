/* Describes the vocabulary (verbs.def) for people: each verb with its form and its
 * meaning. */
#include "language/verbs.h"

#include <string.h>

#include "language/names.h"

const struct verb verbs[] = {
#define CALL(id, name, argument, form, en, ko)                     { name, form, { en, ko }, true, false },
#define STEP(id, name, argument, form, en, ko)                     { name, form, { en, ko }, false, false },
#define PREDICATE(id, name, subject, test, argument, form, en, ko) { name, form, { en, ko }, false, true },
#include "language/verbs.def"
};
const size_t verbs_count = sizeof verbs / sizeof *verbs;

bool verb_help(struct text *t, const char *word, enum lang lang)
{
	size_t len = strlen(word);
	bool found = false;

	for (size_t i = 0; i < verbs_count; i++) {
		const struct verb *v = &verbs[i];

		if (len == 0 || strncmp(v->name, word, len) != 0 || (v->name[len] && v->name[len] != ' '))
			continue;
		text_addf(t, "%s%s: %s", found ? "\n" : "", v->form, v->what[lang]);
		found = true;
	}
	return found;
}

size_t verbs_first(const char **words, size_t most)
{
	size_t used = 0;

	for (uint8_t h = 0; h < HOSTS && used < most; h++)
		words[used++] = host_name(h);
	for (size_t i = 0; i < verbs_count && used < most; i++)
		if (!verbs[i].is_call && !verbs[i].is_predicate && !strchr(verbs[i].name, ' '))
			words[used++] = verbs[i].name;
	if (used < most)
		words[used++] = "expect";
	return used;
}
