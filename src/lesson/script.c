/* Manages scripts as values: their memory, and their texts by language. */
#include "lesson/script.h"

#include <string.h>

#include "base/mem.h"

static const char *const statement_words[STATEMENT_KINDS] = {
	[ST_EXPECT] = "expect", [ST_SAY] = "say",   [ST_NOTE] = "note",
	[ST_ASK] = "ask",       [ST_GOAL] = "goal", [ST_PAUSE] = "pause",
};

const char *statement_word(enum statement_kind kind)
{
	return statement_words[kind];
}

void block_free(struct block *b)
{
	mem_free(b->text);
	mem_free(b->because);
	for (size_t i = 0; i < b->choices_used; i++) {
		mem_free(b->choices[i].text);
		mem_free(b->choices[i].feedback);
	}
	mem_free(b->choices);
	for (size_t i = 0; i < b->hints_used; i++)
		mem_free(b->hints[i]);
	mem_free(b->hints);
}

static void statement_free(struct statement *st)
{
	for (int l = 0; l < LANG_COUNT; l++)
		block_free(&st->block[l]);
	for (size_t i = 0; i < st->reach_used; i++)
		statement_free(&st->reach[i]);
	for (size_t i = 0; i < st->solution_used; i++)
		statement_free(&st->solution[i]);
	mem_free(st->reach);
	mem_free(st->forbid);
	mem_free(st->solution);
	mem_free(st->votes);
}

void script_free(struct script *s)
{
	if (!s)
		return;
	for (size_t i = 0; i < s->used; i++)
		statement_free(&s->statements[i]);
	for (size_t i = 0; i < s->after_used; i++)
		mem_free(s->after[i]);
	for (size_t i = 0; i < s->sets_used; i++)
		mem_free(s->sets[i]);
	for (int l = 0; l < LANG_COUNT; l++)
		mem_free(s->title[l]);
	mem_free(s->after);
	mem_free(s->sets);
	mem_free(s->statements);
	mem_free(s->path);
	mem_free(s->id);
	mem_free(s->source);
	mem_free(s);
}

const struct block *statement_block(const struct statement *st, enum lang lang)
{
	if (st->block[lang].text)
		return &st->block[lang];
	for (int l = 0; l < LANG_COUNT; l++)
		if (st->block[l].text)
			return &st->block[l];
	return &st->block[lang];
}

bool question_is_open(const struct statement *st)
{
	const struct block *b = statement_block(st, LANG_EN);

	for (size_t i = 0; i < b->choices_used; i++)
		if (b->choices[i].right)
			return false;
	return st->kind == ST_ASK;
}

bool goal_is_proved(const struct statement *goal)
{
	return goal->solution_used > 0 && !goal->apart;
}

struct goal_refusal goal_refuses(const struct statement *goal, const struct action *action, size_t done)
{
	for (size_t i = 0; i < goal->forbid_used; i++)
		if (forbid_matches(&goal->forbid[i], action))
			return (struct goal_refusal){ GOAL_FORBIDS, &goal->forbid[i] };
	if (goal->within && done >= goal->within)
		return (struct goal_refusal){ .rule = GOAL_WITHIN };
	return (struct goal_refusal){ .rule = GOAL_ALLOWS };
}

const char *goal_hint(const struct statement *goal, enum lang lang, size_t i)
{
	const struct block *b = &goal->block[lang];

	for (int l = 0; l < LANG_COUNT && b->hints_used == 0; l++)
		b = &goal->block[l];
	return i < b->hints_used ? b->hints[i] : NULL;
}

const char *script_title(const struct script *s, enum lang lang)
{
	if (s->title[lang])
		return s->title[lang];
	return s->title[s->first_lang] ? s->title[s->first_lang] : s->id;
}

unsigned script_steps(const struct script *s)
{
	const struct statement *last = s->used ? &s->statements[s->used - 1] : NULL;

	if (!last)
		return 0;
	return last->solution_used ? last->solution[last->solution_used - 1].step : last->step;
}

/* --- versions --- */

bool script_same_header(const struct script *a, const struct script *b)
{
	if (strcmp(a->id, b->id) != 0 || a->sets_used != b->sets_used)
		return false;
	for (size_t i = 0; i < a->sets_used; i++)
		if (strcmp(a->sets[i], b->sets[i]) != 0)
			return false;
	return true;
}

/* Walks over a script's lines, from one statement to the next. */
struct walk {
	const struct script *s;
	const char *at;
	unsigned line;
};

static void to_line(struct walk *w, unsigned line)
{
	const char *end = w->s->source + w->s->source_len, *stop;

	for (; w->line < line && w->at < end; w->line++) {
		stop = memchr(w->at, '\n', (size_t)(end - w->at));
		w->at = stop ? stop + 1 : end;
	}
}

/* Returns the length of statement i's lines, without empty lines and comments
 * after them; the walk is left after those. A question is the same before and after
 * the vote and the answer. */
static size_t lines_of(struct walk *w, size_t i, const char **from)
{
	const struct statement *st = &w->s->statements[i];
	size_t len;
	const char *last;

	to_line(w, st->line);
	*from = w->at;
	to_line(w, st->after_lines      ? st->after_lines
		   : i + 1 < w->s->used ? w->s->statements[i + 1].line
					: (unsigned)-1);
	len = (size_t)(w->at - *from);
	for (;;) {
		while (len && strchr(" \t\r\n", (*from)[len - 1]))
			len--;
		for (last = *from + len; last > *from && last[-1] != '\n'; last--)
			;
		if (last == *from || *last != '#')
			return len;
		len = (size_t)(last - *from);
	}
}

size_t script_common(const struct script *a, const struct script *b)
{
	struct walk in_a = { a, a->source, 1 }, in_b = { b, b->source, 1 };
	const char *text_a, *text_b;
	size_t i = 0, n;

	if (!script_same_header(a, b))
		return 0;
	for (; i < a->used && i < b->used; i++) {
		n = lines_of(&in_a, i, &text_a);
		if (lines_of(&in_b, i, &text_b) != n || memcmp(text_a, text_b, n) != 0)
			break;
	}
	return i;
}
