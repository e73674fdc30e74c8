/* Scripts as values: what they own, and their texts by language. */
#include "lesson/script.h"

#include "base/mem.h"

static void block_free(struct block *b)
{
	mem_free(b->text);
	mem_free(b->because);
	for (size_t i = 0; i < b->choices_used; i++) {
		mem_free(b->choices[i].text);
		mem_free(b->choices[i].feedback);
	}
	mem_free(b->choices);
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
	mem_free(st->solution);
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
