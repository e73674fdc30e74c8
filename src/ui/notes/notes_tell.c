/* The lines for the instructor at a place of the lesson. panel_notes draws them,
 * notes prints them. */
#include <string.h>

#include "ui/tell/messages.h"
#include "ui/notes/notes.h"
#include "language/verbs.h"
#include "ui/draw/style.h"

enum { NEXT = 3, LINE = 1024 };

struct telling {
	const struct notes *n;
	notes_line *line;
	void *to;
};

static void tell(const struct telling *t, uint8_t look, int indent, const char *text)
{
	t->line(t->to, look, indent, text);
}

static void heading(const struct telling *t, enum message id)
{
	tell(t, LOOK_TITLE, 0, message(id, t->n->lang));
}

/* Adds the line "  label text". */
static void labelled(const struct telling *t, uint8_t look, enum message label, const char *text)
{
	char line[LINE];
	struct text out = text_over(line, sizeof line);

	text_addf(&out, "%s %s", message(label, t->n->lang), text);
	tell(t, look, 2, line);
}

static const struct block *block_of(const struct telling *t, const struct statement *st)
{
	return statement_block(st, t->n->lang);
}

/* --- notes --- */

static bool is_stop(const struct statement *st)
{
	return st->kind != ST_EXPECT && st->kind != ST_NOTE;
}

/* Adds the notes right before the statement where the class is, and those after it. */
static void tell_notes(const struct telling *t)
{
	const struct script *s = t->n->lesson;
	size_t from = t->n->place.now ? (size_t)(t->n->place.now - s->statements) : 0, to = from, told = 0;
	const char *last;

	if (t->n->place.now)
		to++;
	while (from > 0 && !is_stop(&s->statements[from - 1]))
		from--;
	while (to < s->used && !is_stop(&s->statements[to]))
		to++;
	heading(t, MSG_NOTES_NOTES);
	for (size_t i = from; i < to; i++)
		if (s->statements[i].kind == ST_NOTE && block_of(t, &s->statements[i])->text) {
			tell(t, LOOK_PLAIN, 0, block_of(t, &s->statements[i])->text);
			told++;
		}
	if (told > 0)
		return;
	while (t->n->keeps && from > 0 && s->statements[from - 1].kind != ST_NOTE)
		from--;
	last = t->n->keeps && from > 0 ? block_of(t, &s->statements[from - 1])->text : NULL;
	tell(t, LOOK_QUIET, 0, message(last ? MSG_NOTES_EARLIER : MSG_NOTES_NONE, t->n->lang));
	if (last)
		tell(t, LOOK_QUIET, 0, last);
}

/* --- answers --- */

/* Adds a choice's text, and how many have chosen it. */
static void add_choice(const struct telling *t, struct text *out, const struct block *b, size_t i)
{
	const struct room_counts *room = &t->n->room;

	text_addf(out, "%zu. %s", i + 1, b->choices[i].text);
	if (room->choices != b->choices_used)
		return;
	text_add(out, " [");
	text_addf(out, message(MSG_NOTES_CHOSE, t->n->lang), (unsigned)room->votes[i]);
	text_add(out, "]");
}

static void tell_question(const struct telling *t, const struct block *b)
{
	char answered[96];
	struct text votes = text_over(answered, sizeof answered);

	heading(t, MSG_NOTES_ANSWER);
	text_addf(&votes, message(MSG_CLASS_ANSWERED, t->n->lang), t->n->room.answered, t->n->room.connected);
	if (t->n->served)
		tell(t, LOOK_STRONG, 2, answered);
	for (size_t i = 0; i < b->choices_used; i++) {
		char line[LINE];
		struct text out = text_over(line, sizeof line);
		const struct choice *choice = &b->choices[i];

		add_choice(t, &out, b, i);
		if (choice->right)
			labelled(t, LOOK_GOOD, MSG_NOTES_RIGHT, line);
	}
	if (b->because)
		tell(t, LOOK_PLAIN, 2, b->because);
	for (size_t i = 0; i < b->choices_used; i++) {
		char line[LINE];
		struct text out = text_over(line, sizeof line);
		const struct choice *choice = &b->choices[i];

		if (choice->right)
			continue;
		add_choice(t, &out, b, i);
		if (choice->feedback)
			text_addf(&out, ": %s", choice->feedback);
		labelled(t, LOOK_PLAIN, MSG_NOTES_WRONG, line);
	}
}

static void tell_goal(const struct telling *t, const struct statement *goal)
{
	char line[LINE];
	struct text out = text_over(line, sizeof line);

	heading(t, MSG_NOTES_SOLUTION);
	for (size_t i = 0; i < goal->solution_used; i++) {
		text_clear(&out);
		if (goal->solution[i].kind != ST_ACTION)
			continue;
		action_write(&out, &goal->solution[i].action);
		tell(t, LOOK_PLAIN, 2, line);
	}
	text_clear(&out);
	text_addf(&out, message(MSG_NOTES_TRIED, t->n->lang), t->n->place.tried);
	tell(t, LOOK_QUIET, 0, line);
}

/* --- what comes --- */

/* Adds the statement as a script line; a block by its first words. */
static void tell_next(const struct telling *t, const struct statement *st)
{
	static const char *const words[] = {
		[ST_SAY] = "say", [ST_NOTE] = "note", [ST_ASK] = "ask", [ST_GOAL] = "goal"
	};
	char line[LINE];
	struct text out = text_over(line, sizeof line);
	const struct block *b = block_of(t, st);

	if (st->kind == ST_ACTION) {
		action_write(&out, &st->action);
	} else if (st->kind == ST_PAUSE || st->kind == ST_EXPECT) {
		text_add(&out, st->kind == ST_PAUSE ? "pause" : "expect");
	} else {
		const char *text = b->text ? b->text : "";

		text_addf(&out, "%s: ", words[st->kind]);
		text_add_n(&out, text, strcspn(text, "\n"));
		if (strchr(text, '\n'))
			text_add(&out, t->n->ascii ? "..." : "\u2026");
	}
	tell(t, LOOK_STRONG, 2, line);
}

static void tell_coming(const struct telling *t)
{
	size_t at = t->n->place.at;
	const struct statement *st = place_next(t->n->lesson, at, &at);

	heading(t, MSG_NOTES_NEXT);
	if (!st)
		tell(t, LOOK_QUIET, 0, message(MSG_NOTES_END, t->n->lang));
	for (int i = 0; i < NEXT && st; i++) {
		tell_next(t, st);
		st = place_next(t->n->lesson, at + 1, &at);
	}
}

void notes_tell(const struct notes *n, notes_line *line, void *to)
{
	const struct telling t = { n, line, to };
	const struct statement *now = n->place.now;

	if (n->message)
		tell(&t, LOOK_WARN, 0, n->message);
	if (!n->lesson)
		return;
	if (n->place.detour > 0)
		tell(&t, LOOK_WARN, 0, message(MSG_NOTES_DETOUR, n->lang));
	else if (now && now->kind == ST_ASK)
		tell_question(&t, block_of(&t, now));
	else if (now && now->kind == ST_GOAL)
		tell_goal(&t, now);
	tell_notes(&t);
	tell_coming(&t);
}

void notes_where(struct text *t, const struct notes *n)
{
	text_addf(t, message(MSG_NOTES_STEP, n->lang), n->place.done, n->place.all);
	if (n->place.detour > 0) {
		text_add(t, ", ");
		text_addf(t, message(MSG_NOTES_OFF, n->lang), n->place.detour);
	}
}

void notes_span(struct text *t, unsigned s)
{
	if (s >= 3600)
		text_addf(t, "%u:%02u:%02u", s / 3600, s / 60 % 60, s % 60);
	else
		text_addf(t, "%u:%02u", s / 60, s % 60);
}
