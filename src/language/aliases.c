/* Suggests our words for those of other tools and languages. Called by reader.c and the
 * parser only for wrong words, so nothing here changes what is accepted. */
#include "language/aliases.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "language/settings.h"

static const struct alias rows[] = {
#define ALIAS(name, kind, meant) { name, ALIAS_##kind, meant },
#include "language/aliases.def"
#undef ALIAS
};

enum { ROWS = sizeof rows / sizeof *rows };

struct alias alias_row(size_t i)
{
	return i < ROWS ? rows[i] : (struct alias){ "", ALIAS_NONE, "" };
}

static bool is_of_name(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

/* Returns whether a source such as "SO_KEEPALIVE, TCP_KEEPIDLE" has this name
 * of a sysctl or an option. */
static bool source_names(const char *source, const char *name)
{
	size_t n = strlen(name);

	if (!strchr(name, '_') && strcasecmp(name, "somaxconn") != 0)
		return false;
	for (const char *s = source; *s; s++)
		if ((s == source || !is_of_name(s[-1])) && strncasecmp(s, name, n) == 0 && !is_of_name(s[n]))
			return true;
	return false;
}

struct alias alias_find(const char *word)
{
	static const char *const folders[] = { "net.ipv4.", "net.core." };

	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
		if (strncmp(word, folders[i], strlen(folders[i])) == 0)
			word += strlen(folders[i]);
	for (int id = 0; id < SET_COUNT; id++)
		if (source_names(setting_info((enum setting)id)->source, word))
			return (struct alias){ word, ALIAS_SETTING, setting_info((enum setting)id)->name };
	for (int p = 0; p < POL_COUNT; p++)
		if (source_names(policy_info((enum policy)p)->source, word))
			return (struct alias){ word, ALIAS_SETTING, policy_info((enum policy)p)->name };
	for (size_t i = 0; i < ROWS; i++)
		if (strcasecmp(rows[i].name, word) == 0)
			return rows[i];
	return (struct alias){ word, ALIAS_NONE, "" };
}

/* --- notations of other languages --- */

static bool is_typographic_quote(const char *s)
{
	static const char *const quotes[] = { "\u201c", "\u201d", "\u201e", "\u201f", "\u2018",
					      "\u2019", "\u00ab", "\u00bb", "\u300c", "\u300e" };

	for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++)
		if (strncmp(s, quotes[i], strlen(quotes[i])) == 0)
			return true;
	return false;
}

static bool explain_notation(const struct word *w, struct diag *d)
{
	static const char field[] = "data=";
	const char *value = strncmp(w->text, field, sizeof field - 1) == 0 ? w->text + sizeof field - 1 : NULL;
	char rest[sizeof d->hint] = "";
	size_t n;

	if (is_typographic_quote(w->text) || (value && is_typographic_quote(value))) {
		diag_set(d, w->column, DIAG_TYPOGRAPHIC_QUOTE, "", "");
		return true;
	}
	if (strncmp(w->text, "//", 2) == 0 || strncmp(w->text, "/*", 2) == 0) {
		diag_set(d, w->column, DIAG_COMMENT_SIGN, "", "");
		return true;
	}
	if (!value)
		return false;
	n = strlen(value);
	if (n > 1 && n < sizeof rest && *value == '"' && value[n - 1] == '"')
		memcpy(rest, value, n);
	diag_set(d, w->column, DIAG_TEXT_WITHOUT_NAME, "", "");
	memcpy(d->hint, rest, sizeof d->hint);
	return true;
}

/* --- */

static bool is_among(const char *word, const char *const *near, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(near[i], word) == 0)
			return true;
	return false;
}

/* Returns what must precede the suggested word, "" if nothing; NULL: it cannot be meant
 * here. */
static const char *before(const struct alias *alias, enum alias_place place)
{
	switch (alias->kind) {
	case ALIAS_CALL:
		return place == ALIAS_WITHIN ? NULL : "client ";
	case ALIAS_STEP:
		return "";
	case ALIAS_SETTING:
		return place == ALIAS_AFTER_SET ? "" : "set ";
	case ALIAS_NONE:
	case ALIAS_WORD:
	case ALIAS_ABSENT:
		break;
	}
	return NULL;
}

void alias_explain(const struct word *w, enum alias_place place, const char *const *near, size_t n, struct diag *d)
{
	struct alias alias;
	const char *prefix;

	if (w->quoted || explain_notation(w, d))
		return;
	alias = alias_find(w->text);
	prefix = is_among(alias.meant, near, n) ? "" : before(&alias, place);
	if (alias.kind == ALIAS_ABSENT && (near || place != ALIAS_WITHIN))
		diag_set(d, w->column, DIAG_NOT_MODELLED, alias.name, "");
	else if (prefix)
		snprintf(d->hint, sizeof d->hint, "%s%s", prefix, alias.meant);
}
