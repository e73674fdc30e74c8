/* Reads the statements that have a block of indented lines: say, note, ask,
 * goal, and their translations. Called by parse.c; what a goal's block has is read
 * by parse_goal.c. */
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "language/aliases.h"
#include "lesson/parse_internal.h"

static void body_add(struct body *b, const struct source_line *line)
{
	struct body_line l = { .line = line };
	const char *s = line->text;

	for (; *s == ' ' || *s == '\t'; s++)
		l.indent = *s == '\t' ? (l.indent / 8 + 1) * 8 : l.indent + 1;
	l.text = s[strspn(s, " \t\r")] == '\0' ? "" : s;
	l.column = (unsigned)(s - line->text) + 1;
	b->damaged |= line->damaged;
	b->lines = mem_grow(b->lines, b->used, &b->size, sizeof *b->lines);
	b->lines[b->used++] = l;
}

/* Takes the indented lines below the head; p->at is left at the last of
 * them. */
static void body_read(struct parser *p, struct body *b)
{
	memset(b, 0, sizeof *b);
	while (p->at + 1 < p->lines_used) {
		const struct source_line *line = &p->lines[p->at + 1];
		char first = line->text[0];

		if (first == '#' && parse_is_mark(line->text))
			break;
		if (first == '#') {
			p->at++;
			continue;
		}
		if (line->text[strspn(line->text, " \t")] != '\0' && first != ' ' && first != '\t')
			break;
		if (line->damaged && first == '\0')
			break;
		p->at++;
		body_add(b, line);
	}
	while (b->used && *b->lines[b->used - 1].text == '\0' && !b->lines[b->used - 1].line->damaged)
		b->used--;
}

/* Returns the length of s without white space at its end. */
static size_t trimmed(const char *s)
{
	size_t n = strlen(s);

	while (n && strchr(" \t\r", s[n - 1]))
		n--;
	return n;
}

/* Returns lines [from, to) as text, without their common indentation and with
 * one empty line between paragraphs. NULL when there is only white space. */
static char *text_of(const struct body *b, size_t from, size_t to)
{
	unsigned common = UINT32_MAX;
	size_t size = 1, len = 0;
	bool paragraph = false;
	char *out;

	for (size_t i = from; i < to; i++) {
		size += strlen(b->lines[i].text) + b->lines[i].indent + 2;
		if (*b->lines[i].text && b->lines[i].indent < common)
			common = b->lines[i].indent;
	}
	if (common == UINT32_MAX)
		return NULL;
	out = mem_new(size, 1);
	for (size_t i = from; i < to; i++) {
		const struct body_line *l = &b->lines[i];
		size_t n = trimmed(l->text);

		if (n == 0) {
			paragraph = len > 0;
			continue;
		}
		if (len)
			out[len++] = '\n';
		if (paragraph)
			out[len++] = '\n';
		paragraph = false;
		memset(out + len, ' ', l->indent - common);
		len += l->indent - common;
		memcpy(out + len, l->text, n);
		len += n;
	}
	return out;
}

/* --- ask --- */

static bool is_hidden(const struct body_line *l)
{
	return strncmp(l->text, "(?)", 3) == 0;
}

static bool is_choice(const struct body_line *l)
{
	return strncmp(l->text, "( )", 3) == 0 || strncmp(l->text, "(x)", 3) == 0 || is_hidden(l);
}

static bool is_because(const struct body_line *l)
{
	return strncmp(l->text, "because", 7) == 0 && (l->text[7] == '\0' || strchr(" \t\r", l->text[7]));
}

/* Reads the choice at line i and its feedback, the deeper lines below. Returns
 * the line after them. */
static size_t ask_choice(struct parser *p, struct block *out, const struct body *b, size_t i)
{
	const struct body_line *head = &b->lines[i];
	const char *s = head->text + 3;
	size_t end = i + 1;
	struct choice *c;

	for (; end < b->used && (*b->lines[end].text == '\0' || b->lines[end].indent > head->indent); end++)
		if (is_choice(&b->lines[end]))
			parse_error(p, b->lines[end].line->number, b->lines[end].column, DIAG_CHOICE_DEEPER);
	s += strspn(s, " \t");
	if (trimmed(s) == 0 && !head->line->damaged)
		parse_expected(p, head->line->number, head->column + 3, DIAG_MISSING, DIAG_EXPECTED_CHOICE);
	if (out->choices_used > 0 && out->hidden != is_hidden(head))
		parse_error(p, head->line->number, head->column, DIAG_CHOICES_MIXED);
	out->hidden = is_hidden(head);
	out->choices = mem_grow(out->choices, out->choices_used, &out->choices_size, sizeof *out->choices);
	c = &out->choices[out->choices_used++];
	memset(c, 0, sizeof *c);
	c->text = mem_copy_n(s, trimmed(s));
	c->feedback = text_of(b, i + 1, end);
	c->right = head->text[1] == 'x';
	return end;
}

/* Reads from the line with `because` to the end of the block. */
static void ask_because(struct parser *p, struct block *out, const struct body *b, size_t i, unsigned indent)
{
	const struct body_line *head = &b->lines[i];
	const char *first = head->text + 7, *between = "";
	char *more = text_of(b, i + 1, b->used);
	size_t n, size;

	for (size_t k = i + 1; k < b->used; k++)
		if (is_choice(&b->lines[k]) && b->lines[k].indent <= indent)
			parse_error(p, b->lines[k].line->number, b->lines[k].column, DIAG_CHOICE_LATE);
	first += strspn(first, " \t");
	n = trimmed(first);
	if (n == 0 && !more && !b->damaged)
		parse_expected(p, head->line->number, head->column + 7, DIAG_MISSING, DIAG_EXPECTED_BECAUSE);
	if (n && more)
		between = *b->lines[i + 1].text == '\0' ? "\n\n" : "\n";
	size = n + 2 + (more ? strlen(more) : 0) + 1;
	out->because = mem_new(size, 1);
	snprintf(out->because, size, "%.*s%s%s", (int)n, first, between, more ? more : "");
	mem_free(more);
}

static void ask_judge(struct parser *p, const struct block *b, const struct source_line *head)
{
	size_t rights = 0;

	for (size_t i = 0; i < b->choices_used; i++)
		rights += b->choices[i].right;
	if (b->choices_used < 2)
		parse_error(p, head->number, 1, DIAG_ASK_FEW_CHOICES);
	else if (rights == 0 && !b->hidden)
		parse_error(p, head->number, 1, DIAG_ASK_NO_RIGHT);
}

/* Reads a question's block, or that of its answer. */
static void ask_block(struct parser *p, struct block *out, const struct body *b, const struct source_line *head)
{
	static const char *const near[] = { "because" };
	size_t i = 0;
	unsigned indent;

	while (i < b->used && !is_choice(&b->lines[i]))
		i++;
	out->text = text_of(b, 0, i);
	indent = i < b->used ? b->lines[i].indent : 0;
	while (i < b->used) {
		const struct body_line *l = &b->lines[i];
		char word[16];

		if (is_because(l)) {
			ask_because(p, out, b, i, indent);
			break;
		}
		if (is_choice(l)) {
			if (l->indent != indent)
				parse_error(p, l->line->number, l->column, DIAG_CHOICE_UNEVEN);
			i = ask_choice(p, out, b, i);
			continue;
		}
		snprintf(word, sizeof word, "%.*s", (int)strcspn(l->text, " \t:"), l->text);
		if (!l->line->damaged)
			parse_error_with(p, l->line->number, l->column, DIAG_AFTER_CHOICES, "",
					 diag_nearest(word, near, 1));
		i++;
	}
	if (!b->damaged)
		ask_judge(p, out, head);
}

/* --- heads --- */

static void goal_text(struct parser *p, struct block *out, const struct word *title, const struct source_line *head)
{
	if (title->len == 0)
		parse_error(p, head->number, title->column, DIAG_GOAL_EMPTY);
	else if (strlen(title->text) != title->len)
		parse_error(p, head->number, title->column, DIAG_GOAL_NUL);
	out->text = mem_copy_n(title->text, title->len);
}

/* The first line of a block. */
struct head {
	const struct source_line *line;
	const struct word *title; /* of a goal */
	bool translation;         /* a language is named */
	enum lang lang;
};

static void add_at_head(struct parser *p, const struct head *head, enum diag_id id, const char *first,
			const char *second)
{
	struct diag d;

	diag_set(&d, 1, id, first, second);
	parse_add(p, head->line->number, &d);
}

/* Reads "say", "say ko", "goal "TEXT"", "goal ko "TEXT"". False: an error was
 * added. */
static bool read_head(struct parser *p, enum statement_kind kind, const struct word *words, size_t n, struct head *head)
{
	const char *near = NULL;
	size_t at = 1;
	struct diag d;

	if (at < n && !words[at].quoted) {
		head->translation = true;
		if (!parse_lang(words[at].text, &head->lang, &near)) {
			diag_set(&d, words[at].column, kind == ST_GOAL ? DIAG_GOAL_LANGUAGE : DIAG_BLOCK_LANGUAGE, "",
				 "");
			if (near && (kind != ST_GOAL || (at + 1 < n && words[at + 1].quoted)))
				snprintf(d.hint, sizeof d.hint, "%s", near);
			alias_explain(&words[at], ALIAS_WITHIN, NULL, 0, &d);
			parse_add(p, head->line->number, &d);
			return false;
		}
		at++;
	}
	if (kind == ST_GOAL) {
		if (at >= n || !words[at].quoted) {
			parse_expected(p, head->line->number, at < n ? words[at].column : parse_after(words, n),
				       DIAG_MISSING, DIAG_EXPECTED_GOAL_TEXT);
			return false;
		}
		head->title = &words[at++];
	}
	if (at < n && kind == ST_GOAL)
		parse_expected(p, head->line->number, words[at].column, DIAG_UNEXPECTED_MORE, DIAG_EXPECTED_GOAL_ALONE);
	else if (at < n)
		parse_error(p, head->line->number, words[at].column, DIAG_TEXT_BELOW);
	return at == n;
}

/* Returns the statement that a block in another language translates. NULL:
 * there is none, and an error was added unless it would only follow from
 * another error. */
static struct statement *translated(struct parser *p, enum statement_kind kind, const struct head *head)
{
	struct script *s = p->script;
	struct statement *st = s->used ? &s->statements[s->used - 1] : NULL;

	if (p->forgive)
		return NULL;
	if (!st || st->kind != kind) {
		add_at_head(p, head, DIAG_NOT_TRANSLATED, statement_word(kind), "");
		return NULL;
	}
	if (st->block[head->lang].text) {
		add_at_head(p, head, DIAG_TRANSLATED_AGAIN, statement_word(kind), lang_code(head->lang));
		return NULL;
	}
	return st;
}

/* Reports where the choices of a question differ between two languages. */
static void check_translation(struct parser *p, const struct statement *st, const struct head *head)
{
	const struct block *a = &st->block[p->script->first_lang], *b = &st->block[head->lang];
	char first[24], second[24];

	if (a->choices_used != b->choices_used) {
		snprintf(first, sizeof first, "%zu", a->choices_used);
		snprintf(second, sizeof second, "%zu", b->choices_used);
		add_at_head(p, head, DIAG_CHOICES_DIFFER, first, second);
		return;
	}
	for (size_t i = 0; i < a->choices_used; i++)
		if (a->choices[i].right != b->choices[i].right || a->hidden != b->hidden) {
			snprintf(first, sizeof first, "%zu", i + 1);
			add_at_head(p, head, DIAG_RIGHT_DIFFERS, first, "");
			return;
		}
}

static void read_body(struct parser *p, struct statement *st, const struct head *head, const struct body *body)
{
	struct block *out = &st->block[head->lang];
	size_t before = p->errors->used;

	switch (st->kind) {
	case ST_ASK:
		ask_block(p, out, body, head->line);
		if (!out->text && !body->damaged)
			add_at_head(p, head, DIAG_ASK_NO_TEXT, "", "");
		if (head->translation && p->errors->used == before && !body->damaged)
			check_translation(p, st, head);
		return;
	case ST_GOAL:
		goal_text(p, out, head->title, head->line);
		if (head->translation)
			parse_goal_translation(p, out, body);
		else
			parse_goal(p, st, body, head->line);
		return;
	case ST_SAY:
	case ST_NOTE:
	case ST_ACTION:
	case ST_EXPECT:
	case ST_PAUSE:
		out->text = text_of(body, 0, body->used);
		if (!out->text && !body->damaged)
			add_at_head(p, head, DIAG_BLOCK_EMPTY, statement_word(st->kind), "");
		return;
	}
}

void parse_block(struct parser *p, enum statement_kind kind, const struct word *words, size_t n)
{
	struct head head = { .line = &p->lines[p->at], .lang = p->script->first_lang };
	struct script *s = p->script;
	struct statement *st = NULL;
	size_t before = p->errors->used;
	struct body body;
	bool ok = read_head(p, kind, words, n, &head);

	body_read(p, &body);
	if (ok)
		st = head.translation ? translated(p, kind, &head)
				      : parse_statement(p, &s->statements, &s->used, &s->size, kind, head.line,
							words[0].column, true);
	if (st)
		read_body(p, st, &head, &body);
	/* A translation of a block with errors is not compared with it. */
	if (!head.translation)
		p->forgive = !ok || p->errors->used != before || body.damaged;
	mem_free(body.lines);
}

/* --- reveal and votes --- */

/* Returns the last question; NULL: there is none. */
static struct statement *last_question(struct script *s)
{
	for (size_t i = s->used; i > 0; i--)
		if (s->statements[i - 1].kind == ST_ASK)
			return &s->statements[i - 1];
	return NULL;
}

static void begins_after(struct statement *st, const struct source_line *line)
{
	if (st->after_lines == 0)
		st->after_lines = line->number;
}

/* Returns whether an answer has the question's choices; adds an error if not. */
static bool repeats_question(struct parser *p, const struct block *asked, const struct block *answer,
			     const struct head *head)
{
	bool same = asked->choices_used == answer->choices_used &&
		    (!answer->text || strcmp(answer->text, asked->text) == 0);

	for (size_t i = 0; same && i < asked->choices_used; i++)
		same = strcmp(asked->choices[i].text, answer->choices[i].text) == 0;
	if (answer->hidden)
		add_at_head(p, head, DIAG_REVEAL_HIDDEN, "", "");
	else if (!same)
		add_at_head(p, head, DIAG_REVEAL_DIFFERS, "", "");
	return same && !answer->hidden;
}

/* Gives the question what its answer says: in its own language the feedback, in all
 * languages which choices are right, for a translation may be missing. */
static void take_answer(struct statement *st, enum lang lang, bool translation, struct block *answer)
{
	struct block *asked = &st->block[lang];

	for (size_t i = 0; i < asked->choices_used; i++) {
		for (int l = 0; l < LANG_COUNT && !translation; l++)
			if (i < st->block[l].choices_used)
				st->block[l].choices[i].right = answer->choices[i].right;
		mem_free(asked->choices[i].feedback);
		asked->choices[i].feedback = answer->choices[i].feedback;
		answer->choices[i].feedback = NULL;
	}
	mem_free(asked->because);
	asked->because = answer->because;
	answer->because = NULL;
}

/* Returns the question that a block answers; NULL: none, and an error was added. */
static struct statement *answered(struct parser *p, const struct head *head)
{
	struct statement *st = last_question(p->script);
	const struct block *asked = st ? &st->block[head->lang] : NULL;
	enum diag_id wrong = DIAG_COUNT;

	if (!st || !asked->hidden)
		wrong = DIAG_REVEAL_NO_ASK;
	else if (head->translation == question_is_open(st))
		wrong = head->translation ? DIAG_NOT_TRANSLATED : DIAG_REVEAL_AGAIN;
	if (wrong == DIAG_COUNT)
		return st;
	if (!p->forgive)
		add_at_head(p, head, wrong, wrong == DIAG_NOT_TRANSLATED ? "reveal" : "", "");
	return NULL;
}

void parse_reveal(struct parser *p, const struct word *words, size_t n)
{
	struct head head = { .line = &p->lines[p->at], .lang = p->script->first_lang };
	size_t before = p->errors->used;
	struct statement *st = NULL;
	struct block answer = { 0 };
	struct body body;
	bool ok = read_head(p, ST_ASK, words, n, &head);

	body_read(p, &body);
	if (ok)
		st = answered(p, &head);
	if (st) {
		begins_after(st, head.line);
		ask_block(p, &answer, &body, head.line);
		if (p->errors->used == before && !body.damaged &&
		    repeats_question(p, &st->block[head.lang], &answer, &head))
			take_answer(st, head.lang, head.translation, &answer);
	}
	p->forgive = p->errors->used != before || body.damaged;
	block_free(&answer);
	mem_free(body.lines);
}

void parse_votes(struct parser *p, const struct source_line *line, const struct word *words, size_t n)
{
	struct statement *st = last_question(p->script);
	size_t choices = st ? st->block[p->script->first_lang].choices_used : 0;
	char shown[100];

	if (!st || choices == 0) {
		if (!p->forgive)
			parse_error(p, line->number, words[0].column, DIAG_VOTES_NO_ASK);
		return;
	}
	begins_after(st, line);
	if (n - 1 != choices) {
		snprintf(shown, sizeof shown, "%zu", choices);
		parse_error_with(p, line->number, words[0].column, DIAG_VOTES_COUNT, shown, NULL);
		return;
	}
	mem_free(st->votes);
	st->votes = mem_new(choices, sizeof *st->votes);
	st->votes_used = choices;
	for (size_t i = 0; i < choices; i++)
		if (words[i + 1].quoted || !text_digits(words[i + 1].text, 0, VOTES_MAX, &st->votes[i]))
			parse_error_with(p, line->number, words[i + 1].column, DIAG_VOTES_NUMBER,
					 parse_shown(&words[i + 1], shown, sizeof shown), NULL);
}
