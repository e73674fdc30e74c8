/* Text to script: lines, header, and the statements of one line. The whole
 * file is read; each error is told with its place and the near word. */
#include "lesson/parse.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "lesson/parse_internal.h"

static const char *const header_words[] = { "id", "title", "title[ko]", "title[en]", "after", "set" };
static const char *const step_words[] = { "client", "server", "deliver", "drop", "dup", "hold", "release", "inject",
	                                  "retransmit", "wait", "say", "note", "ask", "goal", "pause", "expect" };

enum { HEADER_WORDS = sizeof header_words / sizeof *header_words, STEP_WORDS = sizeof step_words / sizeof *step_words };

/* --- errors --- */

void parse_add(struct parser *p, unsigned line, const struct diag *d)
{
	struct diags *e = p->errors;

	e->at = mem_grow(e->at, e->used, &e->size, sizeof *e->at);
	e->at[e->used] = *d;
	e->at[e->used++].line = line;
}

void parse_error(struct parser *p, unsigned line, unsigned column, const char *hint, const char *format, ...)
{
	struct diag d = { .column = column };
	va_list args;

	va_start(args, format);
	vsnprintf(d.message, sizeof d.message, format, args);
	va_end(args);
	if (hint)
		snprintf(d.hint, sizeof d.hint, "%s", hint);
	parse_add(p, line, &d);
}

void diags_free(struct diags *d)
{
	mem_free(d->at);
	memset(d, 0, sizeof *d);
}

/* --- lines --- */

bool parse_words(struct parser *p, const struct source_line *line, char *store, struct word words[WORDS_MAX], size_t *n)
{
	struct diag d;

	if (words_split(line->text, store, words, n, &d))
		return true;
	parse_add(p, line->number, &d);
	return false;
}

/* A word for an error message, escaped. */
static const char *shown(const struct word *w, char *array, size_t size)
{
	struct text t = text_over(array, size);

	text_add_safe(&t, w->text, w->len);
	return array;
}

/* Broken UTF-8 and NUL have their place; nothing else is looked at then. */
static void check_octets(struct parser *p, const char *text, size_t len, unsigned number)
{
	unsigned column = 1;
	size_t n;

	if (len > LINE_OCTETS_MAX) {
		parse_error(p, number, 1, NULL, "this line is longer than %d octets", LINE_OCTETS_MAX);
		return;
	}
	for (const char *s = text; s < text + len; s += n, column++) {
		uint32_t c = utf8_next(s, &n);

		if (*s == '\0')
			parse_error(p, number, column, NULL, "a NUL octet does not belong in a script");
		else if (c == UTF8_BROKEN)
			parse_error(p, number, column, NULL, "this is not UTF-8: octet 0x%02X", (unsigned)(unsigned char)*s);
		else
			continue;
		return;
	}
}

/* Cuts the script's own copy of the text into lines. The original stays whole
 * in script.source for diagnostics. */
static void split_lines(struct parser *p, char *copy, size_t len)
{
	char *at = copy, *end = copy + len;
	unsigned number = 1;

	if (len >= 3 && memcmp(at, "\xEF\xBB\xBF", 3) == 0)
		at += 3;
	while (at < end) {
		char *stop = memchr(at, '\n', (size_t)(end - at));
		size_t n = (size_t)((stop ? stop : end) - at);

		if (n && at[n - 1] == '\r')
			n--;
		check_octets(p, at, n, number);
		at[n] = '\0';
		p->lines = mem_grow(p->lines, p->lines_used, &p->lines_size, sizeof *p->lines);
		p->lines[p->lines_used++] = (struct source_line){ at, number++ };
		at = stop ? stop + 1 : end;
	}
}

/* --- header --- */

static void header_set(struct parser *p, const struct source_line *line, const struct word *words, size_t n)
{
	struct script *s = p->script;
	const char *names[SET_COUNT + POL_COUNT + 8], *why = "";
	char array[200];
	bool bad_value = false;

	if (n != 3) {
		parse_error(p, line->number, n > 3 ? words[3].column : words[n - 1].column + (unsigned)text_width(words[n - 1].text),
		            NULL, "expected: set NAME VALUE");
		return;
	}
	if (!settings_set(&s->settings, words[1].text, words[2].text, &why, &bad_value)) {
		size_t count = settings_names(names, sizeof names / sizeof *names);
		const struct word *wrong = &words[bad_value ? 2 : 1];

		parse_error(p, line->number, wrong->column, bad_value ? NULL : diag_nearest(words[1].text, names, count),
		            "%s: '%s'", why, shown(wrong, array, sizeof array));
		return;
	}
	s->sets = mem_grow(s->sets, s->sets_used, &s->sets_size, sizeof *s->sets);
	snprintf(array, sizeof array, "%s %s", words[1].text, words[2].text);
	s->sets[s->sets_used++] = mem_copy_text(array);
}

/* The rest of the line as it stands, or one quoted string. */
static char *rest_of(const struct source_line *line, const struct word *words, size_t n)
{
	const char *at = line->text;
	size_t len, skip;

	if (n == 2 && words[1].quoted)
		return mem_copy_n(words[1].text, words[1].len);
	for (unsigned c = 1; c < words[1].column; c++) {
		utf8_next(at, &skip);
		at += skip;
	}
	len = strlen(at);
	while (len && (at[len - 1] == ' ' || at[len - 1] == '\t'))
		len--;
	return mem_copy_n(at, len);
}

static void header_title(struct parser *p, const struct source_line *line, const struct word *words, size_t n)
{
	static const char *const codes[] = { "title[en]", "title[ko]" };
	enum lang lang = p->script->first_lang;
	const char *bracket = strchr(words[0].text, '[');
	char code[8];

	if (bracket) {
		snprintf(code, sizeof code, "%s", bracket + 1);
		code[strcspn(code, "]")] = '\0';
		if (!lang_parse(code, &lang) || strcmp(strchr(bracket, ']') ? strchr(bracket, ']') : "", "]") != 0) {
			parse_error(p, line->number, words[0].column, diag_nearest(words[0].text, codes, 2),
			            "no such language: title[en] and title[ko] are known");
			return;
		}
	}
	if (n < 2)
		parse_error(p, line->number, words[0].column + (unsigned)text_width(words[0].text), NULL,
		            "missing: expected a title");
	else if (p->script->title[lang])
		parse_error(p, line->number, words[0].column, NULL, "the title was given already");
	else
		p->script->title[lang] = rest_of(line, words, n);
}

static bool is_header(const struct word *w)
{
	return !w->quoted && (strcmp(w->text, "id") == 0 || strcmp(w->text, "after") == 0 || strcmp(w->text, "set") == 0 ||
	                      strncmp(w->text, "title", 5) == 0) &&
	       (w->text[0] != 't' || w->text[5] == '\0' || w->text[5] == '[');
}

static void header(struct parser *p, const struct source_line *line, const struct word *words, size_t n)
{
	struct script *s = p->script;

	if (p->step > 0)
		parse_error(p, line->number, words[0].column, NULL, "'%s' belongs in the header, before the first step",
		            words[0].text);
	else if (strcmp(words[0].text, "set") == 0)
		header_set(p, line, words, n);
	else if (words[0].text[0] == 't')
		header_title(p, line, words, n);
	else if (n < 2)
		parse_error(p, line->number, words[0].column + (unsigned)text_width(words[0].text), NULL,
		            "missing: expected a name");
	else if (strcmp(words[0].text, "id") == 0 && n > 2)
		parse_error(p, line->number, words[2].column, NULL, "one word too many: an id is one word");
	else if (strcmp(words[0].text, "id") == 0) {
		mem_free(s->id);
		s->id = mem_copy_text(words[1].text);
	} else
		for (size_t i = 1; i < n; i++) {
			s->after = mem_grow(s->after, s->after_used, &s->after_size, sizeof *s->after);
			s->after[s->after_used++] = mem_copy_text(words[i].text);
		}
}

/* --- steps --- */

struct statement *parse_statement(struct parser *p, struct statement **array, size_t *used, size_t *size,
                                  enum statement_kind kind, const struct source_line *line, unsigned column,
                                  bool counts)
{
	struct statement *st;

	*array = mem_grow(*array, *used, size, sizeof **array);
	st = &(*array)[(*used)++];
	memset(st, 0, sizeof *st);
	st->kind = kind;
	st->line = line->number;
	st->column = column;
	st->step = counts ? ++p->step : p->step;
	return st;
}

bool parse_simple(struct parser *p, const struct source_line *line, const struct word *words, size_t n,
                  struct statement *st)
{
	struct diag d;
	bool expect = strcmp(words[0].text, "expect") == 0 && !words[0].quoted;

	st->kind = expect ? ST_EXPECT : ST_ACTION;
	if (expect && n == 1) {
		parse_error(p, line->number, words[0].column + 6, NULL, "missing: expected client, server, flight or time");
		return false;
	}
	if (expect ? predicate_parse(words + 1, n - 1, &st->predicate, &d) : action_parse(words, n, &st->action, &d))
		return true;
	parse_add(p, line->number, &d);
	return false;
}

static void step(struct parser *p, const struct source_line *line, const struct word *words, size_t n)
{
	static const struct {
		const char *word;
		enum statement_kind kind;
	} blocks[] = { { "say", ST_SAY }, { "note", ST_NOTE }, { "ask", ST_ASK }, { "goal", ST_GOAL } };
	struct script *s = p->script;
	const char *near[HEADER_WORDS + STEP_WORDS];
	struct statement *st;
	char array[100];
	bool known = false;
	bool host_dot;

	for (size_t i = 0; i < 4; i++)
		if (!words[0].quoted && strcmp(words[0].text, blocks[i].word) == 0) {
			parse_block(p, blocks[i].kind, words, n);
			return;
		}
	if (!words[0].quoted && strcmp(words[0].text, "pause") == 0) {
		if (n > 1)
			parse_error(p, line->number, words[1].column, NULL, "one word too many: pause takes none");
		parse_statement(p, &s->statements, &s->used, &s->size, ST_PAUSE, line, words[0].column, true);
		return;
	}
	for (size_t i = 0; i < STEP_WORDS; i++)
		known |= !words[0].quoted && strcmp(words[0].text, step_words[i]) == 0;
	host_dot = strncmp(words[0].text, "client.", 7) == 0 || strncmp(words[0].text, "server.", 7) == 0;
	if (!known && !host_dot) {
		memcpy(near, step_words, sizeof step_words);
		memcpy(near + STEP_WORDS, header_words, sizeof header_words);
		parse_error(p, line->number, words[0].column, diag_nearest(words[0].text, near, HEADER_WORDS + STEP_WORDS),
		            "unknown statement '%s'", shown(&words[0], array, sizeof array));
		p->step++;
		return;
	}
	st = parse_statement(p, &s->statements, &s->used, &s->size, ST_ACTION, line, words[0].column, true);
	parse_simple(p, line, words, n, st);
}

/* "tcpstep 1", the first statement of every script. */
static void version(struct parser *p, const struct source_line *line, const struct word *words, size_t n)
{
	static const char *const near[] = { "tcpstep" };
	char array[100];

	if (words[0].quoted || strcmp(words[0].text, "tcpstep") != 0)
		parse_error(p, line->number, words[0].column, diag_nearest(words[0].text, near, 1),
		            "a script begins with: tcpstep 1");
	else if (n < 2)
		parse_error(p, line->number, words[0].column + 7, NULL, "missing: expected the format's version, 1");
	else if (strcmp(words[1].text, "1") != 0)
		parse_error(p, line->number, words[1].column, NULL, "this program reads version 1 of the format, not '%s'",
		            shown(&words[1], array, sizeof array));
	else if (n > 2)
		parse_error(p, line->number, words[2].column, NULL, "one word too many");
}

static void read_line(struct parser *p, bool *begun)
{
	const struct source_line *line = &p->lines[p->at];
	char store[LINE_OCTETS_MAX + 1];
	struct word words[WORDS_MAX];
	size_t n;

	if (line->text[0] == ' ' || line->text[0] == '\t') {
		size_t blanks = strspn(line->text, " \t");

		if (line->text[blanks] != '\0' && line->text[blanks] != '#')
			parse_error(p, line->number, (unsigned)blanks + 1, NULL,
			            "this line is indented, but no say, note, ask or goal stands above it");
		return;
	}
	if (!parse_words(p, line, store, words, &n)) {
		*begun = true;
		p->step++;
		return;
	}
	if (n == 0)
		return;
	if (!*begun) {
		*begun = true;
		version(p, line, words, n);
		if (strcmp(words[0].text, "tcpstep") == 0)
			return;
	}
	if (strcmp(words[0].text, "tcpstep") == 0 && !words[0].quoted)
		parse_error(p, line->number, words[0].column, NULL, "'tcpstep 1' stands once, at the beginning");
	else if (is_header(&words[0]))
		header(p, line, words, n);
	else
		step(p, line, words, n);
}

/* "dir/half-close.tcpstep" names the script half-close. */
static char *id_of(const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;
	const char *dot = strrchr(name, '.');

	return dot && dot != name ? mem_copy_n(name, (size_t)(dot - name)) : mem_copy_text(name);
}

struct script *script_parse(const char *path, const char *text, size_t len, struct diags *errors)
{
	struct script *s = mem_new(1, sizeof *s);
	struct parser p = { .script = s, .errors = errors };
	char *copy = mem_copy_n(text, len);
	size_t before = errors->used;
	bool begun = false;

	s->path = mem_copy_text(path);
	s->id = id_of(path);
	s->source = mem_copy_n(text, len);
	s->source_len = len;
	s->first_lang = LANG_EN;
	s->settings = settings_none();
	split_lines(&p, copy, len);
	if (errors->used == before)
		for (p.at = 0; p.at < p.lines_used; p.at++)
			read_line(&p, &begun);
	if (!begun && errors->used == before)
		parse_error(&p, 1, 1, NULL, "a script begins with: tcpstep 1");
	s->config = settings_resolve(&s->settings);
	mem_free(p.lines);
	mem_free(copy);
	if (errors->used == before)
		return s;
	script_free(s);
	return NULL;
}
