/* The lesson's text at this step, and below it what happened. */
#include "ui/panel/panels.h"

#include "ui/tell/messages.h"
#include "ui/draw/box.h"

enum { SCROLL_ALL = 1 << 20 }; /* past the end of any text: nothing is drawn */

/* Returns r without its left and right columns; scroll marks go into the right one. */
static struct rect margins(struct rect r)
{
	return (struct rect){ r.x + 1, r.y, r.w - 2, r.h };
}

/* Draws the text of the current statement; returns false if it has none, and the
 * sentence is to be drawn. */
static bool draw_statement(struct canvas *c, struct flow *f, const struct view *v)
{
	const struct statement *st = view_statement(v);
	const struct block *b;

	if (!st)
		return false;
	switch (st->kind) {
	case ST_SAY:
	case ST_ASK:
		b = statement_block(st, v->lang);
		if (!b || !b->text)
			return false;
		canvas_flow(c, f, LOOK_PLAIN, b->text);
		return true;
	case ST_PAUSE:
		canvas_flow(c, f, LOOK_PLAIN, message(MSG_PAUSE_HERE, v->lang));
		return true;
	case ST_EXPECT:
		if (!v->player->failure.at)
			return false;
		canvas_flow(c, f, LOOK_WARN, v->player->failure.message[v->lang]);
		return true;
	case ST_ACTION:
		if (!v->player->failure.run_time || !v->player->failure.at)
			return false;
		canvas_flow(c, f, LOOK_WARN, v->player->failure.message[v->lang]);
		return true;
	case ST_NOTE:
	case ST_GOAL:
		return false;
	}
	return false;
}

/* Reports whether the exercise is to be shown: from its first moment to the step that
 * leaves it, however often something is done. */
static bool goal_shows(const struct view *v)
{
	return player_goal(v->player) && !v->player->detour && mode_facts(v->mode)->has_steps && !view_is_beyond(v);
}

void panel_story(struct canvas *c, struct rect r, const struct view *v)
{
	struct rect in = margins(r);
	struct flow f = { .r = in };

	if (r.h < 1 || r.w < 4)
		return;
	if (goal_shows(v)) {
		panel_goal(c, r, v, false);
		return;
	}
	if (v->scroll > 0) { /* do not scroll past the end of the text */
		struct flow measure = { .r = in, .skip = SCROLL_ALL };

		draw_statement(c, &measure, v);
		f.skip = panel_scroll(v->scroll, measure.y + (measure.x > 0 ? 1 : 0), in.h);
	}
	if (!draw_statement(c, &f, v)) {
		panel_sentence(c, r, v);
		return;
	}
	int lines = f.y + (f.x > 0 ? 1 : 0);
	/* if there is room for both, what happened stays visible */
	int left = r.h - lines - 1;
	if (left >= 4 && v->scroll == 0 && session_at(v->player->session) > 0) {
		struct rect rest = { r.x, r.y + lines + 1, r.w, left };

		rest = panel_heading(c, rest, message(MSG_PANEL_STORY, v->lang), v->ascii);
		panel_sentence(c, rest, v);
	}
	panel_strong_states(c, in);
	panel_more(c, r, f.skip, lines, v->ascii);
}

void panel_lesson(struct canvas *c, struct rect r, const struct view *v)
{
	struct rect in = margins(r);
	const struct script *s = v->player->script;
	const struct block *last = NULL;

	if (goal_shows(v)) {
		panel_goal(c, r, v, true);
		return;
	}
	for (size_t i = 0; s && i < v->player->cursor && i < s->used; i++)
		if (s->statements[i].kind == ST_SAY || s->statements[i].kind == ST_ASK)
			last = statement_block(&s->statements[i], v->lang);
	if (!last || !last->text) {
		canvas_wrap(c, in, LOOK_QUIET, message(mode_facts(v->mode)->begins, v->lang));
		return;
	}
	int lines = canvas_wrap(c, (struct rect){ in.x, in.y, in.w, 0 }, LOOK_PLAIN, last->text);
	int skip = panel_scroll(v->scroll, lines, in.h);
	canvas_wrap_from(c, in, LOOK_PLAIN, last->text, skip);
	panel_strong_states(c, in);
	panel_more(c, r, skip, lines, v->ascii);
}
