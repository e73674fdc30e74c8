/* Writes scripts as text, the inverse of parse, and sessions as recordings. */
#include "lesson/write.h"

#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "language/verbs.h"
#include "lesson/write_parts.h"

enum { FORBID_ON_A_LINE = 8 };

static void put_n(struct out *o, const char *s, size_t n)
{
	while (o->used + n + 1 > o->size) {
		o->size = o->size ? 2 * o->size : 1024;
		o->at = mem_resize(o->at, o->size, 1);
	}
	memcpy(o->at + o->used, s, n);
	o->used += n;
	o->at[o->used] = '\0';
}

void write_text(struct out *o, const char *s)
{
	put_n(o, s, strlen(s));
}

static void put_quoted(struct out *o, const char *s)
{
	size_t size = 4 * strlen(s) + 3;
	char *array = mem_new(size, 1);
	struct text t = text_over(array, size);

	text_add_quoted(&t, s, strlen(s));
	write_text(o, array);
	mem_free(array);
}

/* Writes a word, quoted only where it would not be read back as one word
 * otherwise. */
static void put_word(struct out *o, const char *s)
{
	size_t from = o->used, len = strlen(s), n;
	struct word words[WORDS_MAX];
	char *store = mem_new(len + 1, 1);
	struct diag diag;

	put_quoted(o, s);
	if (o->used - from == len + 2 && words_split(s, store, words, &n, &diag) && n == 1) {
		o->used = from;
		write_text(o, s);
	}
	mem_free(store);
}

/* Writes lines of text, indented; empty lines stay empty. */
static void put_lines(struct out *o, const char *s, const char *indent)
{
	while (*s) {
		size_t n = strcspn(s, "\n");

		if (n)
			write_text(o, indent);
		put_n(o, s, n);
		write_text(o, "\n");
		s += n;
		s += *s == '\n';
	}
}

void write_header(struct out *o, const struct script *s, bool after)
{
	write_text(o, "id ");
	put_word(o, s->id);
	write_text(o, "\n");
	for (int l = 0; l < LANG_COUNT; l++)
		if (s->title[l]) {
			write_text(o, "title");
			if (l != (int)s->first_lang) {
				write_text(o, "[");
				write_text(o, lang_code((enum lang)l));
				write_text(o, "]");
			}
			write_text(o, " ");
			put_quoted(o, s->title[l]);
			write_text(o, "\n");
		}
	for (size_t i = 0; after && i < s->after_used; i++) {
		write_text(o, "after ");
		put_word(o, s->after[i]);
		write_text(o, "\n");
	}
	for (size_t i = 0; i < s->sets_used; i++) {
		write_text(o, "set ");
		write_text(o, s->sets[i]);
		write_text(o, "\n");
	}
}

static void put_simple(struct out *o, const struct statement *st)
{
	char array[4 * SEND_TEXT_MAX + 400];
	struct text t = text_over(array, sizeof array);

	if (st->kind == ST_EXPECT) {
		text_add(&t, "expect ");
		predicate_write(&t, &st->predicate);
	} else {
		action_write_line(&t, &st->action);
	}
	write_text(o, array);
	write_text(o, "\n");
}

/* Writes the choices of a question or of its answer; hidden: without what tells which
 * are right. bare: nothing but them. */
static void put_choices(struct out *o, const struct block *b, bool hidden, bool bare)
{
	for (size_t i = 0; i < b->choices_used; i++) {
		write_text(o, hidden ? "  (?) " : b->choices[i].right ? "  (x) " : "  ( ) ");
		write_text(o, b->choices[i].text);
		write_text(o, "\n");
		if (b->choices[i].feedback && !bare)
			put_lines(o, b->choices[i].feedback, "      ");
	}
	if (b->because && !bare) {
		write_text(o, "  because\n");
		put_lines(o, b->because, "    ");
	}
}

/* Writes `forbid` lines of a few words each. */
static void put_forbid(struct out *o, const struct statement *st)
{
	char array[64];

	for (size_t i = 0; i < st->forbid_used; i++) {
		struct text t = text_over(array, sizeof array);

		text_add(&t, i % FORBID_ON_A_LINE == 0 ? "  forbid " : " ");
		forbid_write(&t, &st->forbid[i]);
		write_text(o, array);
		if (i + 1 == st->forbid_used || (i + 1) % FORBID_ON_A_LINE == 0)
			write_text(o, "\n");
	}
}

static void put_within(struct out *o, const struct statement *st)
{
	char array[32];

	if (st->within == 0)
		return;
	snprintf(array, sizeof array, "  within %u\n", (unsigned)st->within);
	write_text(o, array);
}

/* Writes a hint as a string only where it would not be read back otherwise. */
static void put_hint(struct out *o, const char *s)
{
	size_t from = o->used, len = strlen(s);

	put_quoted(o, s);
	if (o->used - from == len + 2 && *s != ' ' && s[len - 1] != ' ') {
		o->used = from;
		write_text(o, s);
	}
}

static void put_hints(struct out *o, const struct block *b)
{
	for (size_t i = 0; i < b->hints_used; i++) {
		write_text(o, "  hint ");
		put_hint(o, b->hints[i]);
		write_text(o, "\n");
	}
}

/* Writes a goal's block, with the hints in the script's first language. */
static void put_goal(struct out *o, const struct statement *st, const struct block *b)
{
	char array[4 * SEND_TEXT_MAX + 400];

	for (size_t i = 0; i < st->reach_used; i++) {
		struct text t = text_over(array, sizeof array);

		predicate_write(&t, &st->reach[i].predicate);
		write_text(o, "  reach ");
		write_text(o, array);
		write_text(o, "\n");
	}
	put_forbid(o, st);
	put_within(o, st);
	put_hints(o, b);
	if (goal_is_proved(st))
		write_text(o, "  solution\n");
	for (size_t i = 0; i < st->solution_used && !st->apart; i++) {
		write_text(o, "    ");
		put_simple(o, &st->solution[i]);
	}
}

static void put_word_and_lang(struct out *o, const struct script *s, const char *word, int lang)
{
	write_text(o, word);
	if (lang != (int)s->first_lang) {
		write_text(o, " ");
		write_text(o, lang_code((enum lang)lang));
	}
}

void write_tried(struct out *o, const struct statement *goal)
{
	write_text(o, TRIED_COMMENT "\n");
	for (size_t i = 0; i < goal->solution_used; i++)
		put_simple(o, &goal->solution[i]);
}

/* Writes what follows a block: a question's vote and answer, and what a class did for a
 * goal. */
static void put_after(struct out *o, const struct script *s, const struct statement *st)
{
	char number[16];

	if (st->votes_used > 0)
		write_text(o, "votes");
	for (size_t i = 0; i < st->votes_used; i++) {
		snprintf(number, sizeof number, " %u", (unsigned)st->votes[i]);
		write_text(o, number);
	}
	if (st->votes_used > 0)
		write_text(o, "\n");
	for (int l = 0; l < LANG_COUNT; l++)
		if (st->block[l].text && st->block[l].hidden && !question_is_open(st)) {
			put_word_and_lang(o, s, "reveal", l);
			write_text(o, "\n");
			put_choices(o, &st->block[l], false, false);
		}
	if (!st->apart || st->solution_used == 0)
		return;
	write_tried(o, st);
	write_text(o, ONWARD_COMMENT "\n");
}

static void put_block(struct out *o, const struct script *s, const struct statement *st)
{
	for (int l = 0; l < LANG_COUNT; l++) {
		const struct block *b = &st->block[l];

		if (!b->text)
			continue;
		put_word_and_lang(o, s, statement_word(st->kind), l);
		if (st->kind == ST_GOAL) {
			write_text(o, " ");
			put_quoted(o, b->text);
		}
		write_text(o, "\n");
		if (st->kind != ST_GOAL)
			put_lines(o, b->text, "  ");
		if (st->kind == ST_ASK)
			put_choices(o, b, b->hidden, b->hidden && !question_is_open(st));
		if (st->kind == ST_GOAL && l == (int)s->first_lang)
			put_goal(o, st, b);
		else if (st->kind == ST_GOAL)
			put_hints(o, b);
	}
}

void write_statement(struct out *o, const struct script *s, const struct statement *st)
{
	switch (st->kind) {
	case ST_ACTION:
	case ST_EXPECT:
		put_simple(o, st);
		break;
	case ST_SAY:
	case ST_NOTE:
	case ST_ASK:
	case ST_GOAL:
		put_block(o, s, st);
		put_after(o, s, st);
		break;
	case ST_PAUSE:
		write_text(o, statement_word(st->kind));
		write_text(o, "\n");
		break;
	}
}

char *script_write(const struct script *s)
{
	struct out o = { 0 };

	write_text(&o, "tcpstep 1\n");
	write_header(&o, s, true);
	write_text(&o, "\n");
	for (size_t i = 0; i < s->used; i++)
		write_statement(&o, s, &s->statements[i]);
	return o.at;
}

char *recording_write(const struct session *session, const struct script *like)
{
	char array[4 * SEND_TEXT_MAX + 400];
	struct out o = { 0 };

	write_text(&o, "tcpstep 1\n");
	for (size_t i = 0; like && i < like->sets_used; i++) {
		write_text(&o, "set ");
		write_text(&o, like->sets[i]);
		write_text(&o, "\n");
	}
	write_text(&o, "\n");
	for (size_t i = 0; i < session_at(session); i++) {
		struct text t = text_over(array, sizeof array);

		action_write_line(&t, session_action(session, i));
		write_text(&o, array);
		write_text(&o, "\n");
	}
	return o.at;
}
