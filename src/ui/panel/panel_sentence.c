/* The sentence about the last step, which ui/tell/story makes. */
#include "ui/panel/panels.h"

#include <string.h>

#include "ui/tell/messages.h"
#include "ui/draw/box.h"
#include "ui/tell/story.h"

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
