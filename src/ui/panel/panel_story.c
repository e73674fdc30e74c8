/* The lesson's text at this step, and the sentence about the last step, which
 * ui/tell/story makes. */
#include "ui/panel/panels.h"

#include <string.h>

#include "ui/tell/messages.h"
#include "ui/draw/box.h"
#include "ui/tell/story.h"

enum { SCROLL_ALL = 1 << 20 }; /* past the end of any text: nothing is drawn */

/* Returns r without its left and right columns; scroll marks go into the right one. */
static struct rect margins(struct rect r)
{
	return (struct rect){ r.x + 1, r.y, r.w - 2, r.h };
}

/* Reports whether the rule needs a line of its own, because the last line of the
 * text has no room for it. */
static bool rule_below(const struct flow *f, const char *rule)
{
	return f->x > 0 && f->x + 2 + (int)text_width(rule) > f->r.w;
}

static struct flow flow_story(struct canvas *c, struct rect r, const struct story *story, int skip)
{
	struct flow f = { .r = r, .skip = skip };
	const char *const parts[] = { story->what, story->why, story->now };

	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
		f.gap = f.x > 0;
		canvas_flow(c, &f, LOOK_PLAIN, parts[i]);
	}
	return f;
}

/* Returns the lines of the story with its rule. */
static int story_lines(struct canvas *c, struct rect r, const struct story *story)
{
	r.h = 0;
	struct flow f = flow_story(c, r, story, 0);
	return f.y + 1 + (story->rule[0] != '\0' && rule_below(&f, story->rule) ? 1 : 0);
}

/* Draws the sentence, with the rule right-aligned at its end; returns the lines
 * needed. If they do not fit, what the state waits for is cut to one sentence. */
static int draw_sentence(struct canvas *c, struct rect panel, const struct view *v, int scroll)
{
	struct story story;
	struct rect r = margins(panel);

	story_tell(&story, v->player->session, v->lang);
	int lines = story_lines(c, r, &story);
	char *stop = strstr(story.now, ". ");
	if (lines > r.h && stop) {
		stop[1] = '\0';
		lines = story_lines(c, r, &story);
	}
	int skip = panel_scroll(scroll, lines, r.h);
	struct flow f = flow_story(c, r, &story, skip);
	int w = (int)text_width(story.rule), y = f.y - skip + (rule_below(&f, story.rule) ? 1 : 0);
	if (w > 0 && w <= r.w && y >= 0 && y < r.h)
		canvas_text(c, r.x + r.w - w, r.y + y, w, LOOK_RULE, story.rule);
	panel_strong_states(c, r);
	panel_more(c, panel, skip, lines, v->ascii);
	return lines;
}

/* Returns the text for a session in which nothing has been done yet. */
static const char *beginning(const struct view *v)
{
	return message(mode_facts(v->mode)->begins, v->lang);
}

void panel_sentence(struct canvas *c, struct rect r, const struct view *v)
{
	struct rect in = margins(r);

	if (r.h < 1 || r.w < 4)
		return;
	if (session_at(v->player->session) == 0) {
		canvas_wrap(c, in, LOOK_PLAIN, beginning(v));
		return;
	}
	draw_sentence(c, r, v, v->scroll);
}

/* Draws a predicate of the goal, with a mark that shows whether it holds. */
static void draw_reach(struct canvas *c, struct flow *f, const struct view *v, const struct statement *goal, size_t i)
{
	char line[256];
	struct text t = text_over(line, sizeof line);
	bool holds = player_reached(v->player, i);

	predicate_write(&t, &goal->reach[i].predicate);
	int y = f->y - f->skip;
	if (y >= 0 && y < f->r.h)
		canvas_put(c, f->r.x + f->x, f->r.y + y, glyph_of(holds ? GL_CHECK : GL_EMPTY, v->ascii),
			   holds ? LOOK_GOOD : LOOK_QUIET);
	f->x += 2;
	canvas_flow(c, f, holds ? LOOK_GOOD : LOOK_PLAIN, line);
}

/* Draws the exercise: its text, then each predicate on a line. On a small screen,
 * after the first action: the predicates side by side, and what happened. */
static void draw_goal(struct canvas *c, struct flow *f, const struct view *v, const struct statement *goal)
{
	const struct block *b = statement_block(goal, v->lang);
	bool brief = player_goal_actions(v->player) > 0 && f->r.h < 8 && f->skip == 0;

	if (!brief && b && b->text)
		canvas_flow(c, f, LOOK_PLAIN, b->text);
	for (size_t i = 0; i < goal->reach_used; i++) {
		int need = 40;

		if (brief && f->x > 0 && f->x + 2 + need <= f->r.w) {
			f->x += 2;
		} else if (f->x > 0) {
			f->y++;
			f->x = 0;
		}
		f->gap = false;
		draw_reach(c, f, v, goal, i);
	}
	if (!brief || f->y + 1 >= f->r.h)
		return;
	struct rect rest = { f->r.x - 1, f->r.y + f->y + 1, f->r.w + 2, f->r.h - f->y - 1 };
	f->y += draw_sentence(c, rest, v, 0);
}

/* Draws the text of the current statement; returns false if it has none, and the
 * sentence is to be drawn. */
static bool draw_statement(struct canvas *c, struct flow *f, const struct view *v)
{
	const struct statement *st = view_statement(v), *goal = player_goal(v->player);
	const struct block *b;

	if (goal && !v->player->detour && mode_facts(v->mode)->has_steps) {
		draw_goal(c, f, v, goal);
		return true;
	}
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

void panel_story(struct canvas *c, struct rect r, const struct view *v)
{
	struct rect in = margins(r);
	struct flow f = { .r = in };

	if (r.h < 1 || r.w < 4)
		return;
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
		draw_sentence(c, rest, v, 0);
	}
	panel_strong_states(c, in);
	panel_more(c, r, f.skip, lines, v->ascii);
}

void panel_lesson(struct canvas *c, struct rect r, const struct view *v)
{
	struct rect in = margins(r);
	const struct script *s = v->player->script;
	const struct block *last = NULL;

	for (size_t i = 0; s && i < v->player->cursor && i < s->used; i++)
		if (s->statements[i].kind == ST_SAY || s->statements[i].kind == ST_ASK)
			last = statement_block(&s->statements[i], v->lang);
	if (!last || !last->text) {
		canvas_wrap(c, in, LOOK_QUIET, beginning(v));
		return;
	}
	int lines = canvas_wrap(c, (struct rect){ in.x, in.y, in.w, 0 }, LOOK_PLAIN, last->text);
	int skip = panel_scroll(v->scroll, lines, in.h);
	canvas_wrap_from(c, in, LOOK_PLAIN, last->text, skip);
	panel_strong_states(c, in);
	panel_more(c, r, skip, lines, v->ascii);
}
