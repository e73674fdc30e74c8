/* The running timers of one host. The line below the host's diagram is a bar: heavy
 * for the time that is left, light after it. TIME-WAIT uses the whole line for its
 * 2MSL and the other timers half of it, so that TIME-WAIT looks longest. */
#include "ui/panel/panels.h"

#include "ui/app/focus.h"

#include "ui/tell/messages.h"
#include "ui/tell/story.h"

/* Finds the timer that expires first and counts the others that run; returns false
 * if none runs. */
static bool first_timer(const struct world *w, const struct slot *s, enum timer_id *timer, vtime *left, int *more)
{
	bool any = false;

	*more = 0;
	for (unsigned t = 0; s && t < TMR_COUNT; t++) {
		vtime ms;

		if (!slot_timer_left(w, s, (enum timer_id)t, &ms))
			continue;
		*more += any ? 1 : 0;
		if (any && ms >= *left)
			continue;
		any = true;
		*timer = (enum timer_id)t;
		*left = ms;
	}
	return any;
}

void panel_timers(struct canvas *c, struct rect r, const struct view *v, uint8_t host)
{
	const struct world *w = session_world(v->player->session);
	const struct slot *s = focus_slot(v, host);
	enum timer_id timer;
	vtime left;
	int more;
	char number[48];
	struct text t = text_over(number, sizeof number);

	canvas_fill(c, r, glyph_of(GL_H, v->ascii), LOOK_QUIET);
	if (r.h < 1)
		return;
	if (!first_timer(w, s, &timer, &left, &more)) {
		const char *none = message(MSG_NO_TIMER, v->lang);
		int width = (int)text_width(none);

		if (width + 4 <= r.w)
			canvas_textf(c, r.x + 1, r.y, r.w - 2, LOOK_QUIET, " %s ", none);
		return;
	}
	story_span_within(&t, left, v->lang, r.w - 6 - (int)text_width(message(story_timer_title(timer), v->lang)));
	if (more > 0)
		text_addf(&t, " +%d", more);
	int x = r.x + 1 +
		canvas_textf(c, r.x + 1, r.y, r.w - 2, LOOK_STRONG, " %s ", message(story_timer_title(timer), v->lang));
	int number_w = (int)text_width(number);
	int bar = r.x + r.w - x - number_w - 3;
	if (bar < 1)
		return;
	uint64_t deadline = s->tcb.deadline_ms[timer], started = s->tcb.started_ms[timer];
	vtime whole = deadline != TIMER_OFF && deadline > started ? deadline - started : left;
	if (whole < left)
		whole = left;
	int full = timer == TMR_TIME_WAIT ? bar : bar / 2 + 1;
	int filled = whole == 0 ? 0 : (int)(((vtime)full * left + whole - 1) / whole);
	for (int i = 0; i < filled && i < bar; i++)
		canvas_put(c, x + i, r.y, glyph_of(GL_HH, v->ascii), LOOK_TIMER);
	canvas_textf(c, x + bar, r.y, number_w + 2, LOOK_STRONG, " %s ", number);
}
