/* Script to text, the inverse of parse; and a session as a recording. */
#include "lesson/write.h"

#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "engine/verbs.h"

/* Text that grows. */
struct out {
	char *at;
	size_t used, size;
};

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

static void put(struct out *o, const char *s)
{
	put_n(o, s, strlen(s));
}

static void put_quoted(struct out *o, const char *s)
{
	size_t size = 4 * strlen(s) + 3;
	char *array = mem_new(size, 1);
	struct text t = text_over(array, size);

	text_add_quoted(&t, s, strlen(s));
	put(o, array);
	mem_free(array);
}

/* Quoted only where it would not read back as one word otherwise. */
static void put_word(struct out *o, const char *s)
{
	size_t from = o->used, len = strlen(s), n;
	struct word words[WORDS_MAX];
	char *store = mem_new(len + 1, 1);
	struct diag diag;

	put_quoted(o, s);
	if (o->used - from == len + 2 && words_split(s, store, words, &n, &diag) && n == 1) {
		o->used = from;
		put(o, s);
	}
	mem_free(store);
}

/* Lines of text, indented; blank lines stay blank. */
static void put_lines(struct out *o, const char *s, const char *indent)
{
	while (*s) {
		size_t n = strcspn(s, "\n");

		if (n)
			put(o, indent);
		put_n(o, s, n);
		put(o, "\n");
		s += n;
		s += *s == '\n';
	}
}

static void put_header(struct out *o, const struct script *s)
{
	put(o, "tcpstep 1\nid ");
	put_word(o, s->id);
	put(o, "\n");
	for (int l = 0; l < LANG_COUNT; l++)
		if (s->title[l]) {
			put(o, "title");
			if (l != (int)s->first_lang) {
				put(o, "[");
				put(o, lang_code((enum lang)l));
				put(o, "]");
			}
			put(o, " ");
			put_quoted(o, s->title[l]);
			put(o, "\n");
		}
	for (size_t i = 0; i < s->after_used; i++) {
		put(o, "after ");
		put_word(o, s->after[i]);
		put(o, "\n");
	}
	for (size_t i = 0; i < s->sets_used; i++) {
		put(o, "set ");
		put(o, s->sets[i]);
		put(o, "\n");
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
		action_write(&t, &st->action);
	}
	put(o, array);
	put(o, "\n");
}

static void put_ask(struct out *o, const struct block *b)
{
	for (size_t i = 0; i < b->choices_used; i++) {
		put(o, b->choices[i].right ? "  (x) " : "  ( ) ");
		put(o, b->choices[i].text);
		put(o, "\n");
		if (b->choices[i].feedback)
			put_lines(o, b->choices[i].feedback, "      ");
	}
	if (b->because) {
		put(o, "  because\n");
		put_lines(o, b->because, "    ");
	}
}

static void put_goal(struct out *o, const struct statement *st)
{
	char array[4 * SEND_TEXT_MAX + 400];

	for (size_t i = 0; i < st->reach_used; i++) {
		struct text t = text_over(array, sizeof array);

		predicate_write(&t, &st->reach[i].predicate);
		put(o, "  reach ");
		put(o, array);
		put(o, "\n");
	}
	put(o, "  solution\n");
	for (size_t i = 0; i < st->solution_used; i++) {
		put(o, "    ");
		put_simple(o, &st->solution[i]);
	}
}

static void put_block(struct out *o, const struct script *s, const struct statement *st, const char *word)
{
	for (int l = 0; l < LANG_COUNT; l++) {
		const struct block *b = &st->block[l];

		if (!b->text)
			continue;
		put(o, word);
		if (l != (int)s->first_lang) {
			put(o, " ");
			put(o, lang_code((enum lang)l));
		}
		if (st->kind == ST_GOAL) {
			put(o, " ");
			put_quoted(o, b->text);
		}
		put(o, "\n");
		if (st->kind != ST_GOAL)
			put_lines(o, b->text, "  ");
		if (st->kind == ST_ASK)
			put_ask(o, b);
		if (st->kind == ST_GOAL && l == (int)s->first_lang)
			put_goal(o, st);
	}
}

char *script_write(const struct script *s)
{
	struct out o = { 0 };

	put_header(&o, s);
	put(&o, "\n");
	for (size_t i = 0; i < s->used; i++) {
		const struct statement *st = &s->statements[i];

		switch (st->kind) {
		case ST_ACTION:
		case ST_EXPECT:
			put_simple(&o, st);
			break;
		case ST_SAY:
			put_block(&o, s, st, "say");
			break;
		case ST_NOTE:
			put_block(&o, s, st, "note");
			break;
		case ST_ASK:
			put_block(&o, s, st, "ask");
			break;
		case ST_GOAL:
			put_block(&o, s, st, "goal");
			break;
		case ST_PAUSE:
			put(&o, "pause\n");
			break;
		}
	}
	return o.at;
}

char *recording_write(const struct session *session, const struct script *like)
{
	char array[4 * SEND_TEXT_MAX + 400];
	struct out o = { 0 };

	put(&o, "tcpstep 1\n");
	for (size_t i = 0; like && i < like->sets_used; i++) {
		put(&o, "set ");
		put(&o, like->sets[i]);
		put(&o, "\n");
	}
	put(&o, "\n");
	for (size_t i = 0; i < session_at(session); i++) {
		struct text t = text_over(array, sizeof array);

		action_write(&t, session_action(session, i));
		put(&o, array);
		put(&o, "\n");
	}
	return o.at;
}
