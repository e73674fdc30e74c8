/* Reads the lines of a goal: its conditions, its rules, its hints and its
 * solution. Called by parse_block.c. */
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "lesson/parse_internal.h"

enum { WITHIN_MAX = 9999 };

/* Where the next line of a goal belongs. */
struct goal_place {
	struct statement *goal;
	struct block *block; /* the text of the goal's language */
	unsigned indent;     /* of the goal's own lines */
	bool in_solution;
	size_t actions; /* of the solution, so far */
};

/* A line as words. */
struct goal_words {
	const struct source_line *line;
	const struct word *words;
	size_t n;
};

static void goal_reach(struct parser *p, struct goal_place *g, const struct goal_words *l)
{
	struct statement *goal = g->goal;
	struct statement *st = parse_statement(p, &goal->reach, &goal->reach_used, &goal->reach_size, ST_EXPECT,
					       l->line, l->words[0].column, false);
	struct diag d;

	if (!predicate_parse(l->words, l->n, 1, &st->predicate, &d))
		parse_add(p, l->line->number, &d);
}

static bool is_forbidden(const struct statement *goal, const struct forbidden *f)
{
	for (size_t i = 0; i < goal->forbid_used; i++)
		if (forbid_same(&goal->forbid[i], f))
			return true;
	return false;
}

static void goal_forbid(struct parser *p, struct goal_place *g, const struct goal_words *l)
{
	struct statement *goal = g->goal;
	char array[100];
	struct forbidden f;
	struct diag d;
	size_t at = 1, from;

	do {
		from = at;
		if (!forbid_parse(l->words, l->n, &at, &f, &d)) {
			parse_add(p, l->line->number, &d);
			return;
		}
		if (is_forbidden(goal, &f)) {
			struct text t = text_over(array, sizeof array);

			forbid_write(&t, &f);
			parse_error_with(p, l->line->number, l->words[from].column, DIAG_GIVEN_TWICE, array, NULL);
			continue;
		}
		goal->forbid = mem_grow(goal->forbid, goal->forbid_used, &goal->forbid_size, sizeof *goal->forbid);
		goal->forbid[goal->forbid_used++] = f;
	} while (at < l->n);
}

static void not_a_number_of_actions(struct parser *p, const struct goal_words *l, const struct word *w)
{
	char array[DIAG_ARGUMENT_MAX], shown[100];
	struct text t = text_over(array, sizeof array);
	struct diag d;

	text_addf(&t, "'%s'", parse_shown(w, shown, sizeof shown));
	diag_expected(&d, w->column, DIAG_UNEXPECTED, DIAG_EXPECTED_WITHIN, "", array);
	parse_add(p, l->line->number, &d);
}

static void goal_within(struct parser *p, struct goal_place *g, const struct goal_words *l)
{
	const struct word *w = &l->words[1];
	char array[100];
	uint32_t most;

	if (l->n < 2)
		parse_expected(p, l->line->number, parse_after(l->words, l->n), DIAG_MISSING, DIAG_EXPECTED_WITHIN);
	else if (w->quoted || !text_digits(w->text, 1, WITHIN_MAX, &most))
		not_a_number_of_actions(p, l, w);
	else if (l->n > 2)
		parse_error_with(p, l->line->number, l->words[2].column, DIAG_UNEXPECTED_WORD,
				 parse_shown(&l->words[2], array, sizeof array), NULL);
	else if (g->goal->within)
		parse_error_with(p, l->line->number, l->words[0].column, DIAG_GIVEN_TWICE, "within", NULL);
	else
		g->goal->within = most;
}

static void goal_solution(struct parser *p, struct goal_place *g, const struct goal_words *l)
{
	g->in_solution = true;
	if (l->n > 1)
		parse_error(p, l->line->number, l->words[1].column, DIAG_SOLUTION_BELOW);
}

/* --- hints --- */

static bool is_hint(const struct body_line *l)
{
	return strncmp(l->text, "hint", 4) == 0 && (l->text[4] == '\0' || strchr(" \t\r", l->text[4]));
}

/* Returns the text of a hint: the rest of its line, or what a single string has
 * within its quotes. NULL: there is none, and an error was added. */
static char *hint_text(struct parser *p, const struct body_line *l)
{
	const char *from = l->text + 4 + strspn(l->text + 4, " \t");
	char store[LINE_OCTETS_MAX + 1];
	struct word words[WORDS_MAX];
	size_t n = 0, len = strlen(from);
	struct diag d;

	while (len && strchr(" \t\r", from[len - 1]))
		len--;
	if (*from == '"' && words_split(l->text, store, words, &n, &d) && n == 2 &&
	    strlen(words[1].text) == words[1].len) {
		from = words[1].text;
		len = words[1].len;
	}
	if (len)
		return mem_copy_n(from, len);
	parse_expected(p, l->line->number, l->column + 4, DIAG_MISSING, DIAG_EXPECTED_HINT);
	return NULL;
}

static void goal_hint_line(struct parser *p, struct block *b, const struct body_line *l)
{
	char *text = l->line->damaged ? NULL : hint_text(p, l);

	if (!text)
		return;
	b->hints = mem_grow(b->hints, b->hints_used, &b->hints_size, sizeof *b->hints);
	b->hints[b->hints_used++] = text;
}

void parse_goal_translation(struct parser *p, struct block *out, const struct body *body)
{
	static const char *const near[] = { "hint" };
	char store[LINE_OCTETS_MAX + 1];
	struct word words[WORDS_MAX];
	size_t n;

	for (size_t i = 0; i < body->used; i++) {
		const struct body_line *l = &body->lines[i];

		if (is_hint(l))
			goal_hint_line(p, out, l);
		else if (!l->line->damaged && parse_words(p, l->line, store, words, &n) && n > 0)
			parse_error_with(p, l->line->number, l->column, DIAG_GOAL_TRANSLATION, "",
					 diag_nearest(words[0].text, near, 1));
	}
}

/* --- the lines --- */

/* Reports a step of the solution that the goal does not allow. */
static void judge_step(struct parser *p, struct goal_place *g, const struct goal_words *l, const struct action *action)
{
	struct goal_refusal refusal = goal_refuses(g->goal, action, g->actions++);
	char array[100];
	struct text t = text_over(array, sizeof array);

	switch (refusal.rule) {
	case GOAL_FORBIDS:
		forbid_write(&t, refusal.forbidden);
		parse_error_with(p, l->line->number, l->words[0].column, DIAG_SOLUTION_FORBIDDEN, array, NULL);
		return;
	case GOAL_WITHIN:
		text_addf(&t, "%u", (unsigned)g->goal->within);
		if (g->actions == g->goal->within + 1u) /* not of each step after it */
			parse_error_with(p, l->line->number, l->words[0].column, DIAG_SOLUTION_WITHIN, array, NULL);
		return;
	case GOAL_ALLOWS:
		return;
	}
}

static void goal_step(struct parser *p, struct goal_place *g, const struct goal_words *l)
{
	enum statement_kind kind = parse_kind(&l->words[0]);
	struct statement *goal = g->goal;
	struct statement *st = parse_statement(p, &goal->solution, &goal->solution_used, &goal->solution_size,
					       ST_ACTION, l->line, l->words[0].column, true);

	if (kind == ST_PAUSE || parse_is_block(kind))
		parse_error_with(p, l->line->number, l->words[0].column, DIAG_SOLUTION_STATEMENT, l->words[0].text,
				 NULL);
	else if (parse_simple(p, l->line, l->words, l->n, st) && st->kind == ST_ACTION)
		judge_step(p, g, l, &st->action);
}

/* The words with which a goal's own lines start. */
static const struct {
	const char *word;
	void (*read)(struct parser *p, struct goal_place *g, const struct goal_words *l);
	bool also_late; /* it may come after the solution */
} lines[] = { { "reach", goal_reach, true },
	      { "forbid", goal_forbid, false },
	      { "within", goal_within, false },
	      { "solution", goal_solution, true },
	      { "hint", NULL, false } };
enum { LINES = sizeof lines / sizeof *lines };

size_t goal_line_words(const char **words, size_t most)
{
	size_t n = 0;

	for (; n < LINES && n < most; n++)
		words[n] = lines[n].word;
	return n;
}

static void goal_unknown(struct parser *p, const struct goal_place *g, const struct goal_words *l)
{
	const char *near[LINES];

	for (size_t i = 0; i < LINES; i++)
		near[i] = lines[i].word;
	parse_error_with(p, l->line->number, l->words[0].column, g->in_solution ? DIAG_SOLUTION_INDENT : DIAG_GOAL_LINE,
			 "", diag_nearest(l->words[0].text, near, LINES));
}

/* Reads a line that starts with a goal's word, whose indent is that of the goal's
 * lines unless the solution has set it. */
static void goal_own_line(struct parser *p, struct goal_place *g, const struct body_line *at,
			  const struct goal_words *l)
{
	size_t i = 0;

	while (i < LINES && (l->words[0].quoted || strcmp(l->words[0].text, lines[i].word) != 0))
		i++;
	if (i == LINES) {
		goal_unknown(p, g, l);
		return;
	}
	if (g->in_solution && !lines[i].also_late) {
		parse_error_with(p, l->line->number, l->words[0].column, DIAG_GOAL_LATE, lines[i].word, NULL);
		return;
	}
	if (!g->in_solution || lines[i].read == goal_solution)
		g->indent = at->indent;
	lines[i].read(p, g, l);
}

static void goal_line(struct parser *p, struct goal_place *g, const struct body_line *at)
{
	char store[LINE_OCTETS_MAX + 1];
	struct word words[WORDS_MAX];
	struct goal_words l = { .line = at->line, .words = words };

	if (at->line->damaged)
		return;
	if (is_hint(at) && !g->in_solution) {
		g->indent = at->indent;
		goal_hint_line(p, g->block, at);
	} else if (parse_words(p, at->line, store, words, &l.n) && l.n > 0) {
		if (g->in_solution && at->indent > g->indent)
			goal_step(p, g, &l);
		else
			goal_own_line(p, g, at, &l);
	}
}

void parse_goal(struct parser *p, struct statement *goal, const struct body *body, const struct source_line *head)
{
	struct goal_place g = { .goal = goal, .block = &goal->block[p->script->first_lang] };
	size_t before = p->errors->used;

	for (size_t i = 0; i < body->used; i++)
		goal_line(p, &g, &body->lines[i]);
	if (body->damaged || p->errors->used != before)
		return;
	if (goal->reach_used == 0 && !p->submission)
		parse_error(p, head->number, 1, DIAG_GOAL_NO_REACH);
	if (g.in_solution && goal->solution_used == 0)
		parse_error(p, head->number, 1, DIAG_GOAL_NO_STEPS);
}
