/* Matches a recording's statements with its lesson's, in order. Expectations and
 * notes may be missing, answers too, and goals may have another solution; what matches
 * nothing is a detour. Called by notes. */
#include "class/place.h"

#include <stdbool.h>
#include <string.h>

#include "base/mem.h"
#include "class/record.h"
#include "lesson/write_parts.h"

static bool is_stop(const struct statement *st)
{
	return st->kind != ST_EXPECT && st->kind != ST_NOTE;
}

static bool same_text(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

/* Compares two goals without their solutions, since the recording has what was done. */
static bool same_goal(const struct statement *goal, const struct statement *st)
{
	bool same = st->kind == ST_GOAL;

	for (int l = 0; l < LANG_COUNT; l++)
		same = same && same_text(goal->block[l].text, st->block[l].text);
	return same;
}

/* Compares two questions without their answers, which the recording may not have yet. */
static bool same_ask(const struct statement *ask, const struct statement *st)
{
	bool same = st->kind == ST_ASK;

	for (int l = 0; l < LANG_COUNT; l++) {
		const struct block *a = &ask->block[l], *b = &st->block[l];

		same = same && same_text(a->text, b->text) && a->choices_used == b->choices_used;
		for (size_t i = 0; same && i < a->choices_used; i++)
			same = same_text(a->choices[i].text, b->choices[i].text);
	}
	return same;
}

/* Compares two statements as their scripts would write them: their lines may
 * differ in white space. */
static bool same_statement(const struct script *lesson, const struct statement *a, const struct script *recording,
			   const struct statement *b)
{
	struct out in_a = { 0 }, in_b = { 0 };
	bool same;

	if (a->kind == ST_GOAL)
		return same_goal(a, b);
	if (a->kind == ST_ASK)
		return same_ask(a, b);
	if (a->kind != b->kind)
		return false;
	if (a->kind == ST_ACTION)
		return action_same(&a->action, &b->action);
	write_statement(&in_a, lesson, a);
	write_statement(&in_b, recording, b);
	same = strcmp(in_a.at, in_b.at) == 0;
	mem_free(in_a.at);
	mem_free(in_b.at);
	return same;
}

/* Returns which of the lesson's statements this one is, the one at `from` or
 * one after the expectations and notes there, which a recording may not have; `used`:
 * none. */
static size_t find(const struct script *lesson, size_t from, const struct script *recording, const struct statement *st)
{
	for (size_t i = from; i < lesson->used; i++) {
		if (same_statement(lesson, &lesson->statements[i], recording, st))
			return i;
		if (is_stop(&lesson->statements[i]))
			break;
	}
	return lesson->used;
}

/* Returns the line of the recording after which nothing is part of the lesson;
 * 0: none. */
static unsigned detour_line(const struct script *recording)
{
	const size_t n = strlen(RECORD_DETOUR);
	unsigned line = 1;

	for (const char *s = recording->source; s; line++) {
		if (strncmp(s, RECORD_DETOUR, n) == 0 && (s[n] == '\n' || s[n] == '\0'))
			return line;
		s = strchr(s, '\n');
		s = s ? s + 1 : NULL;
	}
	return 0;
}

static size_t actions_in(const struct statement *statements, size_t n)
{
	size_t actions = 0;

	for (size_t i = 0; i < n; i++)
		actions += statements[i].kind == ST_ACTION;
	return actions;
}

struct place place_of(const struct script *lesson, const struct script *recording)
{
	struct place p = { 0 };
	const struct statement *last = NULL;
	unsigned left = detour_line(recording);
	size_t i = 0;

	for (; i < recording->used; i++) {
		const struct statement *st = &recording->statements[i];
		size_t found = left && st->line > left ? lesson->used : find(lesson, p.at, recording, st);

		if (found == lesson->used)
			break;
		p.at = found + 1;
		last = st;
	}
	p.detour = actions_in(recording->statements + i, recording->used - i);
	for (size_t k = 0; k < lesson->used; k++) {
		p.all += is_stop(&lesson->statements[k]);
		if (k < p.at && is_stop(&lesson->statements[k])) {
			p.done++;
			p.now = &lesson->statements[k];
		}
	}
	if (last && p.now && p.now->kind == ST_GOAL && last->kind == ST_GOAL)
		p.tried = actions_in(last->solution, last->solution_used);
	return p;
}

const struct statement *place_next(const struct script *lesson, size_t at, size_t *next)
{
	for (; at < lesson->used; at++)
		if (is_stop(&lesson->statements[at])) {
			*next = at;
			return &lesson->statements[at];
		}
	return NULL;
}
