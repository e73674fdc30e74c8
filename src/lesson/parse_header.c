/* Reads the header's lines: id, title, after, set. They only fill in the
 * script; nothing here knows about statements. Called by parse.c. */
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "language/aliases.h"
#include "lesson/parse_internal.h"
#include "language/settings.h"

static bool in_header(struct parser *p, const struct source_line *line, const char *word)
{
	if (p->step == 0)
		return true;
	parse_error_with(p, line->number, 1, DIAG_NOT_IN_HEADER, word, NULL);
	return false;
}

/* --- title --- */

bool parse_is_title(const char *line)
{
	return strncmp(line, "title", 5) == 0 && (line[5] == '\0' || strchr(" \t[", line[5]));
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

/* Returns the octet after a quoted string's closing quote, NULL when there is
 * none. */
static const char *after_quoted(const char *s)
{
	for (s++; *s && *s != '"'; s++)
		if (*s == '\\' && s[1])
			s++;
	return *s == '"' ? s + 1 : NULL;
}

/* Returns the length of a title, which runs to the end of the line or to a
 * comment's '#'. */
static size_t title_length(const char *from)
{
	const char *s = from, *end = from;

	for (;;) {
		const char *quoted;

		while (is_blank(*s))
			s++;
		if (*s == '\0' || (*s == '#' && (s[1] == '\0' || is_blank(s[1]))))
			return (size_t)(end - from);
		quoted = *s == '"' ? after_quoted(s) : NULL;
		if (quoted)
			s = quoted;
		while (*s && !is_blank(*s))
			s++;
		end = s;
	}
}

/* Reads the language of "title[ko]"; "title" is in the first one. False: an
 * error was added. */
static bool title_lang(struct parser *p, const struct source_line *line, size_t n, enum lang *lang)
{
	const char *near = NULL;
	char code[8] = "", hint[16] = "";
	size_t inside;

	*lang = p->script->first_lang;
	if (n == 5)
		return true;
	inside = strcspn(line->text + 6, "] \t");
	if (inside < sizeof code)
		memcpy(code, line->text + 6, inside);
	if (!parse_lang(code, lang, &near))
		snprintf(hint, sizeof hint, near ? "title[%s]" : "%s", near ? near : "");
	else if (n != 9 || line->text[8] != ']')
		snprintf(hint, sizeof hint, "title[%s]", lang_code(*lang));
	else
		return true;
	parse_error_with(p, line->number, 1, DIAG_TITLE_LANGUAGE, "", hint);
	return false;
}

static char *quoted_title(struct parser *p, const struct source_line *line)
{
	char store[LINE_OCTETS_MAX + 1];
	struct word words[WORDS_MAX];
	size_t n;

	if (!parse_words(p, line, store, words, &n))
		return NULL;
	if (strlen(words[1].text) == words[1].len)
		return mem_copy_n(words[1].text, words[1].len);
	parse_error(p, line->number, words[1].column, DIAG_TITLE_NUL);
	return NULL;
}

void parse_title(struct parser *p, const struct source_line *line)
{
	size_t n = strcspn(line->text, " \t");
	const char *from = line->text + n + strspn(line->text + n, " \t");
	size_t len = title_length(from);
	const char *closing = *from == '"' ? after_quoted(from) : NULL;
	bool quoted = *from == '"' && (!closing || closing == from + len);
	struct script *s = p->script;
	enum lang lang;

	if (!in_header(p, line, "title") || !title_lang(p, line, n, &lang))
		return;
	if (s->title[lang])
		parse_error(p, line->number, 1, DIAG_TITLE_AGAIN);
	else if (len == 0)
		parse_expected(p, line->number, (unsigned)n + 1, DIAG_MISSING, DIAG_EXPECTED_TITLE);
	else
		s->title[lang] = quoted ? quoted_title(p, line) : mem_copy_n(from, len);
}

/* --- id, after, set --- */

bool parse_is_header(const struct word *w)
{
	return !w->quoted &&
	       (strcmp(w->text, "id") == 0 || strcmp(w->text, "after") == 0 || strcmp(w->text, "set") == 0);
}

/* Returns whether what script_settings_set returned is about the name. */
static bool is_about_name(enum diag_id wrong)
{
	return wrong == DIAG_NO_SUCH_SETTING || wrong == DIAG_SETTING_OF_BOTH;
}

/* Returns the accepted value that is nearest to the one written, NULL: none. */
static const char *near_value(const struct script_settings *settings, const char *name, const char *value)
{
	static const char *const words[] = { "on", "off", "rfc", "linux" };
	const char *accepted[sizeof words / sizeof *words];
	size_t n = 0;

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		struct script_settings trial = *settings;

		if (script_settings_set(&trial, name, words[i]) == DIAG_NONE)
			accepted[n++] = words[i];
	}
	return diag_nearest(value, accepted, n);
}

/* Returns the name that may have been meant, NULL: none. */
static const char *near_name(const struct script_settings *settings, const char *name, const char *value)
{
	const char *names[SET_COUNT + POL_COUNT + 8], *dot = strchr(name, '.');
	size_t n = script_settings_names(names, sizeof names / sizeof *names);
	struct script_settings trial = *settings;

	/* a host before a setting that takes none */
	if (dot && !is_about_name(script_settings_set(&trial, dot + 1, value)))
		return dot + 1;
	return diag_nearest(name, names, n);
}

/* Reports why `set` could not be read: `wrong` is what script_settings_set returned. */
static void bad_setting(struct parser *p, const struct source_line *line, const struct word *words, enum diag_id wrong)
{
	const struct script_settings *settings = &p->script->settings;
	const char *name = words[1].text, *value = words[2].text, *near;
	char array[100];
	struct diag d;

	if (is_about_name(wrong)) {
		near = near_name(settings, name, value);
		diag_set(&d, words[1].column, wrong, parse_shown(&words[1], array, sizeof array), "");
	} else {
		near = near_value(settings, name, value);
		diag_expected(&d, words[2].column, DIAG_SETTING_VALUE, wrong,
			      parse_shown(&words[2], array, sizeof array), "");
	}
	snprintf(d.hint, sizeof d.hint, "%s", near ? near : "");
	if (wrong == DIAG_NO_SUCH_SETTING)
		alias_explain(&words[1], ALIAS_AFTER_SET, NULL, 0, &d);
	parse_add(p, line->number, &d);
}

static void header_set(struct parser *p, const struct source_line *line, const struct word *words)
{
	struct script *s = p->script;
	const char *name = words[1].text, *value = words[2].text;
	enum diag_id wrong = script_settings_set(&s->settings, name, value);
	size_t size;

	if (wrong != DIAG_NONE) {
		bad_setting(p, line, words, wrong);
		return;
	}
	s->sets = mem_grow(s->sets, s->sets_used, &s->sets_size, sizeof *s->sets);
	size = strlen(name) + strlen(value) + 2;
	s->sets[s->sets_used] = mem_new(size, 1);
	snprintf(s->sets[s->sets_used++], size, "%s %s", name, value);
}

static void header_id(struct parser *p, const struct source_line *line, const struct word *words)
{
	if (p->id_given)
		parse_error(p, line->number, words[0].column, DIAG_ID_AGAIN);
	p->id_given = true;
	mem_free(p->script->id);
	p->script->id = mem_copy_text(words[1].text);
}

static void header_after(struct script *s, const struct word *words, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		s->after = mem_grow(s->after, s->after_used, &s->after_size, sizeof *s->after);
		s->after[s->after_used++] = mem_copy_text(words[i].text);
	}
}

void parse_header(struct parser *p, const struct source_line *line, const struct word *words, size_t n)
{
	bool set = strcmp(words[0].text, "set") == 0, id = strcmp(words[0].text, "id") == 0;
	size_t most = set ? 3 : id ? 2 : WORDS_MAX, least = set ? 3 : 2;

	if (!in_header(p, line, words[0].text))
		return;
	if (n < least) {
		parse_expected(p, line->number, parse_after(words, n), DIAG_MISSING,
			       set  ? DIAG_EXPECTED_SET
			       : id ? DIAG_EXPECTED_ID
				    : DIAG_EXPECTED_LESSON);
		return;
	}
	if (n > most) {
		parse_expected(p, line->number, words[most].column, DIAG_UNEXPECTED_MORE,
			       set ? DIAG_EXPECTED_SET : DIAG_EXPECTED_ID_ALONE);
		return;
	}
	for (size_t i = 1; i < n; i++)
		if (words[i].len == 0 || strlen(words[i].text) != words[i].len) {
			parse_error(p, line->number, words[i].column, DIAG_HEADER_WORD);
			return;
		}
	if (set)
		header_set(p, line, words);
	else if (id)
		header_id(p, line, words);
	else
		header_after(p->script, words, n);
}
