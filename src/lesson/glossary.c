/* The glossary: its table, and how a term is found in a text. */
#include "lesson/glossary.h"

#include <string.h>

#define RFC "RFC 9293 "
const struct term glossary[] = {
#define TERM(en, ko, names, section, taught, meaning_en, meaning_ko) \
	{ { en, ko }, names, section, taught, { meaning_en, meaning_ko } },
#include "lesson/glossary.def"
#undef TERM
};
const size_t glossary_count = sizeof glossary / sizeof glossary[0];

/* --- names --- */

/* Walks over a term's names: *at is the next one's start and *len its length, without what
 * is in parentheses. `which` counts from 0. Returns false when there is no more. */
static bool name_of(const struct term *term, enum lang lang, size_t which, const char **at, size_t *len)
{
	const char *s = which == 0 ? term->name[lang] : term->also;

	for (size_t i = 1; s && i < which; i++) {
		s = strstr(s, ", ");
		s = s ? s + 2 : NULL;
	}
	if (!s)
		return false;
	*at = s;
	*len = which == 0 ? strcspn(s, "(") : strcspn(s, ",");
	while (*len > 0 && s[*len - 1] == ' ')
		(*len)--;
	return true;
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool same(const char *a, const char *b, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (lower(a[i]) != lower(b[i]))
			return false;
	return true;
}

/* Returns where a name is first in s; NULL: it is not there. */
static const char *find(const char *s, const char *name, size_t len)
{
	for (size_t left = strlen(s); left >= len; left--, s++)
		if (same(s, name, len))
			return s;
	return NULL;
}

static bool in_word(char c)
{
	return (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'z') || c == '_';
}

/* Returns whether the name at s is a word: no letter of the alphabet adjoins it, but for
 * the s of a plural. A Korean particle may follow. */
static bool is_word(const char *text, const char *s, size_t len)
{
	const char *end = s + len;

	if (s > text && in_word(s[0]) && in_word(s[-1]))
		return false;
	if (*end == 's')
		end++;
	return !(in_word(s[len - 1]) && in_word(*end));
}

/* --- what it offers --- */

/* Adds another name to the heading that starts at `start`, unless it is there. */
static void add_other(struct text *t, size_t start, const char *name, size_t len)
{
	if (find(t->at + start, name, len))
		return;
	if (t->len > start && t->at[t->len - 1] == ')') {
		t->at[--t->len] = '\0';
		text_add(t, ", ");
	} else {
		text_add(t, " (");
	}
	text_add_n(t, name, len);
	text_add(t, ")");
}

void term_heading(struct text *t, const struct term *term, enum lang lang)
{
	size_t start = t->len, len;
	const char *name;

	text_add(t, term->name[lang]);
	for (int l = 0; l < LANG_COUNT; l++)
		if (name_of(term, (enum lang)l, 0, &name, &len))
			add_other(t, start, name, len);
	for (size_t i = 1; name_of(term, lang, i, &name, &len); i++)
		add_other(t, start, name, len);
}

void term_source(struct text *t, const struct term *term, const char *title, enum lang lang)
{
	bool is_id = strcmp(title, term->lesson) == 0;

	text_addf(t, "%s%s%s ", term->rfc ? term->rfc : "", term->rfc ? "; " : "", lang == LANG_KO ? "레슨" : "lesson");
	text_addf(t, is_id ? "%s" : "\"%s\"", title);
}

bool term_occurs(const struct term *term, const char *text, enum lang lang)
{
	const char *name;
	size_t len;

	for (size_t i = 0; name_of(term, lang, i, &name, &len); i++)
		for (const char *s = text; len > 0 && (s = find(s, name, len)) != NULL; s++)
			if (is_word(text, s, len))
				return true;
	return false;
}

bool term_matches(const struct term *term, const char *typed)
{
	size_t len = strlen(typed);

	for (int l = 0; l < LANG_COUNT; l++)
		if (find(term->name[l], typed, len))
			return true;
	return term->also && find(term->also, typed, len);
}
