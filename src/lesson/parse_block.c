/* The statements with a block of indented lines beneath: say, note, ask, goal,
 * and their translations. */
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "lesson/parse_internal.h"

/* The lines of a block, comments left out; blank ones have text "". */
struct body {
	struct source_line *lines;
	size_t used, size;
	size_t indent; /* octets that all lines share */
};

static bool blank(const char *s)
{
	return s[strspn(s, " \t")] == '\0';
}

static size_t indent_of(const char *s)
{
	return strspn(s, " \t");
}

/* Takes the indented lines below the head; p->at is left at the last of them. */
static void body_read(struct parser *p, struct body *b)
{
	memset(b, 0, sizeof *b);
	while (p->at + 1 < p->lines_used) {
		const struct source_line *line = &p->lines[p->at + 1];
		bool empty = blank(line->text);

		if (!empty && line->text[0] != ' ' && line->text[0] != '\t' && line->text[0] != '#')
			break;
		p->at++;
		if (line->text[0] == '#')
			continue;
		b->lines = mem_grow(b->lines, b->used, &b->size, sizeof *b->lines);
		b->lines[b->used++] = (struct source_line){ empty ? "" : line->text, line->number };
	}
	while (b->used && *b->lines[b->used - 1].text == '\0')
		b->used--;
	b->indent = SIZE_MAX;
	for (size_t i = 0; i < b->used; i++)
		if (*b->lines[i].text && indent_of(b->lines[i].text) < b->indent)
			b->indent = indent_of(b->lines[i].text);
	if (b->indent == SIZE_MAX)
		b->indent = 0;
}

/* Lines [from, to) as text: common indentation gone, one blank line between
 * paragraphs. NULL when there is nothing but blanks. */
static char *text_of(const struct body *b, size_t from, size_t to)
{
	size_t size = 1, len = 0, indent = SIZE_MAX;
	char *out;

	for (size_t i = from; i < to; i++) {
		size += strlen(b->lines[i].text) + 2;
		if (*b->lines[i].text && indent_of(b->lines[i].text) < indent)
			indent = indent_of(b->lines[i].text);
	}
	if (indent == SIZE_MAX)
		return NULL;
	out = mem_new(size, 1);
	for (size_t i = from; i < to; i++) {
		const char *s = b->lines[i].text;
		size_t n;

		if (*s == '\0') {
			if (len && !(len > 1 && out[len - 1] == '\n' && out[len - 2] == '\n'))
				out[len++] = '\n';
			continue;
		}
		s += indent;
		n = strlen(s);
		while (n && (s[n - 1] == ' ' || s[n - 1] == '\t'))
			n--;
		memcpy(out + len, s, n);
		len += n;
		out[len++] = '\n';
	}
	while (len && out[len - 1] == '\n')
		len--;
	out[len] = '\0';
	return out;
}

/* --- ask --- */

static bool starts_choice(const char *s, bool *right)
{
	*right = strncmp(s, "(x)", 3) == 0 || strncmp(s, "(X)", 3) == 0;
	return *right || strncmp(s, "( )", 3) == 0;
}

static bool starts_because(const char *s)
{
	return strncmp(s, "because", 7) == 0 && (s[7] == '\0' || s[7] == ' ' || s[7] == '\t' || s[7] == ':');
}

/* At the block's own indentation, what line i begins. */
enum part { PART_TEXT, PART_CHOICE, PART_BECAUSE };
static enum part part_of(const struct body *b, size_t i, bool *right)
{
	const char *s = b->lines[i].text;

	*right = false;
	if (*s == '\0' || indent_of(s) != b->indent)
		return PART_TEXT;
	s += b->indent;
	if (starts_choice(s, right))
		return PART_CHOICE;
	return starts_because(s) ? PART_BECAUSE : PART_TEXT;
}

static size_t part_end(const struct body *b, size_t i)
{
	bool right;

	for (i++; i < b->used; i++)
		if (part_of(b, i, &right) != PART_TEXT)
			break;
	return i;
}

static void ask_choice(struct parser *p, struct block *out, const struct body *b, size_t i, size_t end, bool right)
{
	const char *s = b->lines[i].text + b->indent + 3;
	struct choice *c;

	out->choices = mem_grow(out->choices, out->choices_used, &out->choices_size, sizeof *out->choices);
	c = &out->choices[out->choices_used++];
	memset(c, 0, sizeof *c);
	s += strspn(s, " \t");
	if (*s == '\0')
		parse_error(p, b->lines[i].number, (unsigned)b->indent + 4, NULL, "missing: expected the choice's text");
	c->text = mem_copy_text(s);
	c->feedback = text_of(b, i + 1, end);
	c->right = right;
	for (size_t k = i + 1; k < end; k++)
		if (*b->lines[k].text && indent_of(b->lines[k].text) == b->indent) {
			parse_error(p, b->lines[k].number, (unsigned)b->indent + 1, NULL,
			            "after the choices come only choices, 'because', and lines indented under a choice");
			break;
		}
}

static void ask_because(struct block *out, const struct body *b, size_t i, size_t end)
{
	const char *s = b->lines[i].text + b->indent + 7;
	char *more = text_of(b, i + 1, end);
	size_t n;

	s += strspn(s, ": \t");
	n = strlen(s);
	mem_free(out->because);
	out->because = mem_new(n + (more ? strlen(more) : 0) + 2, 1);
	sprintf(out->because, "%s%s%s", s, *s && more ? "\n" : "", more ? more : "");
	mem_free(more);
}

static void ask_block(struct parser *p, struct block *out, const struct body *b, const struct source_line *head)
{
	size_t i = 0, rights = 0;
	bool right;

	while (i < b->used && part_of(b, i, &right) == PART_TEXT)
		i++;
	out->text = text_of(b, 0, i);
	while (i < b->used) {
		size_t end = part_end(b, i);

		if (part_of(b, i, &right) == PART_CHOICE) {
			ask_choice(p, out, b, i, end, right);
			rights += right;
		} else {
			ask_because(out, b, i, end);
		}
		i = end;
	}
	if (!out->text)
		parse_error(p, head->number, 1, NULL, "this question has no text");
	else if (out->choices_used < 2)
		parse_error(p, head->number, 1, NULL, "a question needs two choices or more: ( ) wrong, (x) right");
	else if (rights == 0)
		parse_error(p, head->number, 1, NULL, "no choice of this question is right: mark it with (x)");
}

/* --- goal --- */

static void goal_line(struct parser *p, struct statement *goal, const struct source_line *line, size_t indent,
                      size_t base, bool *in_solution)
{
	static const char *const near[] = { "reach", "solution" };
	char store[LINE_OCTETS_MAX + 1];
	struct word words[WORDS_MAX];
	struct statement *st;
	struct diag d;
	size_t n;

	if (!parse_words(p, line, store, words, &n) || n == 0)
		return;
	if (*in_solution && indent > base) {
		st = parse_statement(p, &goal->solution, &goal->solution_used, &goal->solution_size, ST_ACTION, line,
		                     words[0].column, true);
		parse_simple(p, line, words, n, st);
	} else if (strcmp(words[0].text, "solution") == 0 && n == 1) {
		*in_solution = true;
	} else if (strcmp(words[0].text, "reach") == 0) {
		st = parse_statement(p, &goal->reach, &goal->reach_used, &goal->reach_size, ST_EXPECT, line,
		                     words[0].column, false);
		if (n == 1)
			parse_error(p, line->number, words[0].column + 5, NULL, "missing: expected client, server, flight or time");
		else if (!predicate_parse(words + 1, n - 1, &st->predicate, &d))
			parse_add(p, line->number, &d);
	} else {
		parse_error(p, line->number, words[0].column, diag_nearest(words[0].text, near, 2),
		            *in_solution ? "the solution's steps are indented one level deeper"
		                         : "in a goal come 'reach PREDICATE' lines, then 'solution'");
	}
}

static void goal_block(struct parser *p, size_t index, const struct body *b, const struct source_line *head)
{
	bool in_solution = false;
	struct statement *goal;

	for (size_t i = 0; i < b->used; i++) {
		/* Not a comment in a text block: a goal's lines are statements. */
		const struct source_line *line = &b->lines[i];
		size_t indent = indent_of(line->text);

		if (line->text[indent] != '\0' && line->text[indent] != '#')
			goal_line(p, &p->script->statements[index], line, indent, b->indent, &in_solution);
	}
	goal = &p->script->statements[index];
	if (goal->reach_used == 0)
		parse_error(p, head->number, 1, NULL, "this goal has no 'reach' line");
	else if (goal->solution_used == 0)
		parse_error(p, head->number, 1, NULL, "this goal has no solution");
}

/* --- heads --- */

static const char *kind_name(enum statement_kind kind)
{
	return kind == ST_SAY ? "say" : kind == ST_NOTE ? "note" : kind == ST_ASK ? "ask" : "goal";
}

/* The statement that a block in another language translates; NULL: an error was added. */
static struct statement *translated(struct parser *p, enum statement_kind kind, enum lang lang,
                                    const struct source_line *head, const struct word *word)
{
	struct script *s = p->script;
	struct statement *st = s->used ? &s->statements[s->used - 1] : NULL;

	if (!st || st->kind != kind) {
		parse_error(p, head->number, word->column, NULL, "no '%s' stands before this one for it to translate",
		            kind_name(kind));
		return NULL;
	}
	if (st->block[lang].text) {
		parse_error(p, head->number, word->column, NULL, "this block has a text in '%s' already", lang_code(lang));
		return NULL;
	}
	return st;
}

static void check_translation(struct parser *p, const struct statement *st, enum lang lang,
                              const struct source_line *head)
{
	const struct block *a = &st->block[p->script->first_lang], *b = &st->block[lang];

	if (st->kind != ST_ASK || !a->text || !b->text)
		return;
	if (a->choices_used != b->choices_used) {
		parse_error(p, head->number, 1, NULL, "the question has %zu choices, its translation %zu", a->choices_used,
		            b->choices_used);
		return;
	}
	for (size_t i = 0; i < a->choices_used; i++)
		if (a->choices[i].right != b->choices[i].right) {
			parse_error(p, head->number, 1, NULL, "choice %zu is right in one language and wrong in the other", i + 1);
			return;
		}
}

/* "say", "say ko", "goal "TEXT"", "goal ko "TEXT"". */
static bool read_head(struct parser *p, enum statement_kind kind, const struct word *words, size_t n,
                      const struct source_line *head, enum lang *lang, const struct word **title)
{
	static const char *const codes[] = { "en", "ko" };
	size_t at = 1;

	*lang = p->script->first_lang;
	*title = NULL;
	if (at < n && !words[at].quoted) {
		if (strlen(words[at].text) != 2 || !lang_parse(words[at].text, lang)) {
			parse_error(p, head->number, words[at].column, diag_nearest(words[at].text, codes, 2),
			            kind == ST_GOAL ? "expected a language (en, ko) or the goal's text in quotes"
			                            : "expected a language: en or ko");
			return false;
		}
		at++;
	}
	if (kind == ST_GOAL) {
		if (at >= n || !words[at].quoted) {
			parse_error(p, head->number, at < n ? words[at].column : words[n - 1].column +
			            (unsigned)text_width(words[n - 1].text), NULL, "missing: expected the goal's text in quotes");
			return false;
		}
		*title = &words[at++];
	}
	if (at < n) {
		parse_error(p, head->number, words[at].column, NULL, "one word too many: the text goes on indented lines below");
		return false;
	}
	return true;
}

void parse_block(struct parser *p, enum statement_kind kind, const struct word *words, size_t n)
{
	const struct source_line *head = &p->lines[p->at];
	struct script *s = p->script;
	const struct word *title;
	struct statement *st = NULL;
	struct body body;
	enum lang lang;
	size_t index;
	bool ok = read_head(p, kind, words, n, head, &lang, &title), translation = ok && lang != s->first_lang;

	body_read(p, &body);
	if (translation)
		st = translated(p, kind, lang, head, &words[1]);
	if (!ok || !translation)
		st = parse_statement(p, &s->statements, &s->used, &s->size, kind, head, words[0].column, true);
	if (!ok || !st) {
		mem_free(body.lines);
		return;
	}
	index = (size_t)(st - s->statements);
	if (kind == ST_ASK) {
		ask_block(p, &st->block[lang], &body, head);
		check_translation(p, st, lang, head);
	} else if (kind == ST_GOAL) {
		st->block[lang].text = mem_copy_n(title->text, title->len);
		if (!translation)
			goal_block(p, index, &body, head);
		else if (body.used)
			parse_error(p, body.lines[0].number, (unsigned)body.indent + 1, NULL,
			            "a goal's translation is its text alone: its lines stand under the first");
	} else {
		st->block[lang].text = text_of(&body, 0, body.used);
		if (!st->block[lang].text)
			parse_error(p, head->number, 1, NULL, "this %s has no text: indent it on the lines below", kind_name(kind));
	}
	mem_free(body.lines);
}
