/* What every part of the parser uses: adding errors, splitting a line into
 * words, and the statements of one line. Called by parse.c, parse_header.c and
 * parse_block.c. */
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "lesson/parse_internal.h"

/* --- errors --- */

void parse_add(struct parser *p, unsigned line, const struct diag *d)
{
	struct diags *e = p->errors;
	char figure[16];

	if (e->used - p->errors_before > ERRORS_MAX)
		return;
	e->at = mem_grow(e->at, e->used, &e->size, sizeof *e->at);
	e->at[e->used] = *d;
	if (e->used - p->errors_before == ERRORS_MAX) {
		p->ended = true;
		snprintf(figure, sizeof figure, "%d", ERRORS_MAX);
		diag_set(&e->at[e->used], 1, DIAG_MANY_ERRORS, figure, "");
	}
	e->at[e->used++].line = line;
}

void parse_error(struct parser *p, unsigned line, unsigned column, enum diag_id id)
{
	parse_error_with(p, line, column, id, "", NULL);
}

void parse_error_with(struct parser *p, unsigned line, unsigned column, enum diag_id id, const char *argument,
		      const char *hint)
{
	struct diag d;

	diag_set(&d, column, id, argument, "");
	if (hint)
		snprintf(d.hint, sizeof d.hint, "%s", hint);
	parse_add(p, line, &d);
}

void parse_expected(struct parser *p, unsigned line, unsigned column, enum diag_id id, enum diag_id expected)
{
	struct diag d;

	diag_expected(&d, column, id, expected, "", "");
	parse_add(p, line, &d);
}

bool parse_failed(const struct parser *p)
{
	return p->errors->used > p->errors_before;
}

struct diag *diags_add(struct diags *d)
{
	d->at = mem_grow(d->at, d->used, &d->size, sizeof *d->at);
	return &d->at[d->used++];
}

void diags_free(struct diags *d)
{
	mem_free(d->at);
	memset(d, 0, sizeof *d);
}

/* --- words --- */

bool parse_words(struct parser *p, const struct source_line *line, char *store, struct word words[WORDS_MAX], size_t *n)
{
	struct diag d;

	if (words_split(line->text, store, words, n, &d))
		return true;
	parse_add(p, line->number, &d);
	return false;
}

const char *parse_shown(const struct word *w, char *array, size_t size)
{
	struct text t = text_over(array, size);

	text_add_safe(&t, w->text, w->len);
	return array;
}

unsigned parse_after(const struct word *words, size_t n)
{
	return words[n - 1].end;
}

bool parse_lang(const char *word, enum lang *lang, const char **near)
{
	const char *codes[LANG_COUNT];

	for (int l = 0; l < LANG_COUNT; l++) {
		codes[l] = lang_code((enum lang)l);
		if (strcmp(word, codes[l]) == 0) {
			*lang = (enum lang)l;
			return true;
		}
	}
	*near = diag_nearest(word, codes, LANG_COUNT);
	return false;
}

/* --- statements of one line --- */

struct statement *parse_statement(struct parser *p, struct statement **array, size_t *used, size_t *size,
				  enum statement_kind kind, const struct source_line *line, unsigned column,
				  bool counts)
{
	struct statement *st;

	*array = mem_grow(*array, *used, size, sizeof **array);
	st = &(*array)[(*used)++];
	st->kind = kind;
	st->line = line->number;
	st->column = column;
	st->step = counts ? ++p->step : p->step;
	return st;
}

enum statement_kind parse_kind(const struct word *first)
{
	for (int kind = ST_EXPECT; kind < STATEMENT_KINDS && !first->quoted; kind++)
		if (strcmp(first->text, statement_word((enum statement_kind)kind)) == 0)
			return (enum statement_kind)kind;
	return ST_ACTION;
}

bool parse_is_block(enum statement_kind kind)
{
	return kind == ST_SAY || kind == ST_NOTE || kind == ST_ASK || kind == ST_GOAL;
}

static bool is_mark(const char *line, const char *mark)
{
	size_t n = strlen(mark);

	return strncmp(line, mark, n) == 0 && line[n + strspn(line + n, " \t\r")] == '\0';
}

bool parse_is_mark(const char *line)
{
	return is_mark(line, TRIED_COMMENT) || is_mark(line, ONWARD_COMMENT);
}

/* Returns whether a comment after the last word says that an import has inferred the line. */
static bool is_inferred(const char *line, const struct word *last)
{
	const char *at = strstr(line, INFERRED_COMMENT);
	size_t n = at ? strlen(at) : 0, octets;
	unsigned column = 1;

	while (n > 0 && (at[n - 1] == ' ' || at[n - 1] == '\t'))
		n--;
	if (n != strlen(INFERRED_COMMENT))
		return false;
	for (const char *c = line; c < at; c += octets, column++)
		utf8_next(c, &octets);
	return column > last->end;
}

bool parse_simple(struct parser *p, const struct source_line *line, const struct word *words, size_t n,
		  struct statement *st)
{
	struct diag d;
	bool expect = parse_kind(&words[0]) == ST_EXPECT;

	st->kind = expect ? ST_EXPECT : ST_ACTION;
	if (expect ? predicate_parse(words, n, 1, &st->predicate, &d) : action_parse(words, n, &st->action, &d)) {
		if (!expect)
			st->action.inferred = is_inferred(line->text, &words[n - 1]);
		return true;
	}
	parse_add(p, line->number, &d);
	return false;
}
