/* Draws the whole screen: asks layout where each panel is, and calls the panels.
 * Itself it draws only the lines that very small screens have instead of panels.
 * Called by app_run, picture and the tests. */
#include <string.h>

#include "language/format.h"
#include "ui/app/commands.h"
#include "ui/app/focus.h"
#include "ui/app/view.h"
#include "ui/draw/box.h"
#include "ui/draw/layout.h"
#include "ui/panel/panel_diagram.h"
#include "ui/panel/panels.h"
#include "ui/tell/messages.h"
#include "ui/tell/story.h"

static bool shown(struct rect r)
{
	return r.w > 0 && r.h > 0;
}

static const struct shape *shape_of(enum layout_kind kind)
{
	switch (kind) {
	case LAYOUT_WIDE:
	case LAYOUT_HUGE:
		return &shape_labels;
	case LAYOUT_MINI:
		return &shape_tiny;
	case LAYOUT_LINES:
	case LAYOUT_STACK:
	case LAYOUT_ONE:
	case LAYOUT_BOTH:
	case LAYOUT_SIDE:
	case LAYOUT_ROOMY:
	case LAYOUT_COUNT:
		break;
	}
	return &shape_compact;
}

static bool one_sided(enum layout_kind kind)
{
	return kind == LAYOUT_ONE || kind == LAYOUT_STACK || kind == LAYOUT_MINI;
}

static void draw_hosts(struct canvas *c, const struct layout *l, const struct view *v)
{
	for (uint8_t host = 0; host < HOSTS; host++) {
		if (one_sided(l->kind) && host != v->side)
			continue;
		struct diagram d = diagram_of(v, host);
		if (v->pane == (host == HOST_CLIENT ? PANE_CLIENT : PANE_SERVER))
			d.pointed = (uint8_t)(v->pointed[host] + 1);
		panel_diagram(c, l->diagram[host], shape_of(l->kind), &d);
		if (shown(l->buffers[host]))
			panel_buffers(c, l->buffers[host], v, host);
		if (shown(l->timers[host]))
			panel_timers(c, l->timers[host], v, host);
		if (shown(l->about[host]))
			panel_state_here(c, l->about[host], v, host);
	}
}

/* Returns the timer's name; the longest one is shortened if it is wider than `width`. */
static const char *name_within(enum timer_id timer, int width)
{
	const char *name = timer_name(timer);

	return timer == TMR_DELAYED_ACK && (int)strlen(name) > width ? "delack" : name;
}

/* Draws what the host's kernel is below these numbers. */
static void draw_kernel(struct canvas *c, struct rect r, const struct view *v)
{
	struct diagram d = diagram_of(v, v->side);

	for (int line = 0; v->kernels.script && line < 2 && r.h >= 2; line++)
		canvas_text(c, r.x, r.y + r.h - 1 - line, r.w, d.beside_look, d.beside[line]);
}

/* Draws the numbers of the visible host next to the diagram of a small screen. */
static void draw_numbers(struct canvas *c, struct rect r, const struct view *v)
{
	const struct world *w = session_world(v->player->session);
	const struct slot *s = focus_slot(v, v->side);
	char clock[32];
	struct text t = text_over(clock, sizeof clock);
	size_t done, all;
	int x = r.x + 1, width = r.w - 1;
	int y = 4;

	player_progress(v->player, &done, &all);
	story_clock(&t, w->now_ms, (size_t)width);
	canvas_text(c, x, r.y, width, LOOK_STRONG, clock);
	if (all > 0 && !mode_facts(v->mode)->has_score)
		canvas_textf(c, x, r.y + 1, width, LOOK_PLAIN, "%zu/%zu", done, all);
	canvas_textf(c, x, r.y + 2, width, LOOK_PLAIN, "%s %u", message(MSG_BUF_SEND, v->lang), s ? s->tcb.snd_len : 0);
	canvas_textf(c, x, r.y + 3, width, LOOK_PLAIN, "%s %u", message(MSG_BUF_RECV, v->lang), s ? s->tcb.rcv_len : 0);
	for (unsigned timer = 0; s && timer < TMR_COUNT && y < r.h; timer++) {
		vtime left;

		if (!slot_timer_left(w, s, (enum timer_id)timer, &left))
			continue;
		if (v->kernels.script && y + 4 > r.h)
			break;
		text_clear(&t);
		story_span_within(&t, left, v->lang, width - 1);
		canvas_textf(c, x, r.y + y, width, LOOK_QUIET, "%s", name_within((enum timer_id)timer, width));
		canvas_textf(c, x, r.y + y + 1, width, LOOK_TIMER, " %s", clock);
		y += 2;
	}
}

/* Draws lines of text, for a screen without room for panels. */
static void draw_lines(struct canvas *c, const struct view *v)
{
	int y = 0, foot = c->h >= 4 ? 1 : 0;
	char both[96];
	struct text t = text_over(both, sizeof both);

	text_addf(&t, "client %s  server %s", state_name(focus_state(v, HOST_CLIENT)),
		  state_name(focus_state(v, HOST_SERVER)));
	if ((int)t.len <= c->w) {
		canvas_text(c, 0, y++, c->w, LOOK_STRONG, both);
	} else {
		/* "client", or "c" if the state's name would not fit */
		int name = c->w < 19 ? 1 : 6;

		for (uint8_t host = 0; host < HOSTS; host++)
			canvas_textf(c, 0, y++, c->w, host == HOST_CLIENT ? LOOK_CLIENT : LOOK_SERVER, "%.*s %s", name,
				     host_name(host), state_name(focus_state(v, host)));
	}
	int rows = c->h - y - foot;
	if (rows >= 2 && c->w >= 16)
		panel_wire(c, (struct rect){ 0, y++, c->w, 1 }, v);
	rows = c->h - y - foot;
	bool typing = view_context(v) == CTX_LINE;
	if (rows >= 1 && (typing || v->notice.text[0] != '\0')) {
		panel_script(c, (struct rect){ -1, y, c->w + 1, 1 }, v);
		y++;
		rows--;
	}
	if (rows >= 1)
		panel_story(c, (struct rect){ -1, y, c->w + 2, rows }, v);
	if (foot > 0)
		panel_keys(c, (struct rect){ -1, c->h - 1, c->w + 2, 1 }, v);
}

/* Reports whether a question is shown, also while a line is typed below it. */
static bool question_shown(const struct view *v)
{
	return v->overlay == OVERLAY_ASK || (v->under == OVERLAY_ASK && view_context(v) == CTX_LINE);
}

/* Draws what happened and, where there are steps, the lesson's text. */
static void draw_text(struct canvas *c, const struct layout *l, const struct view *v)
{
	c->scroll_most = 0; /* of the text, not of the tables */
	if (l->kind == LAYOUT_HUGE)
		panel_sentence(c, panel_heading(c, l->story, message(MSG_PANEL_STORY, v->lang), v->ascii), v);
	else if (!question_shown(v) && v->overlay != OVERLAY_CARD)
		panel_story(c, l->story, v);
	if (shown(l->lesson))
		panel_lesson(c, panel_heading(c, l->lesson, message(MSG_PANEL_LESSON, v->lang), v->ascii), v);
}

/* Gives the room for the lesson's text to the ladder, in a session that has none. */
static struct layout without_lesson(struct layout l)
{
	if (shown(l.lesson) && l.lesson.x == l.ladder.x) {
		l.ladder.h += l.ladder.y - l.lesson.y;
		l.ladder.y = l.lesson.y;
	}
	l.lesson.h = 0;
	return l;
}

static void draw_panels(struct canvas *c, const struct layout *l, const struct view *v)
{
	panel_header(c, l->header, v);
	if (one_sided(l->kind))
		panel_tabs(c, l->names, v);
	else
		panel_names(c, l->names, v);
	draw_hosts(c, l, v);
	if (shown(l->gap))
		canvas_fill(c, l->gap, glyph_of(GL_H, v->ascii), LOOK_QUIET);
	panel_wire(c, l->wire, v);
	if (l->kind == LAYOUT_MINI)
		draw_numbers(c, l->column, v), draw_kernel(c, l->column, v);
	else if (shown(l->column))
		panel_rule(c, l->column, v->ascii);
	if (shown(l->edge))
		panel_rule(c, l->edge, v->ascii);
	if (shown(l->ladder))
		panel_ladder(c, l->ladder, v);
	if (shown(l->tcb))
		panel_tcb(c, l->tcb, v);
	if (shown(l->sockets))
		panel_sockets(c, l->sockets, v);
	draw_text(c, l, v);
}

/* Returns the room for a question: the text, of *text_h rows, and the panels below it. */
static struct rect text_column(const struct layout *l, int *text_h)
{
	struct rect r = l->story;
	const struct rect beneath[] = { l->lesson, l->ladder, l->tcb };

	for (size_t i = 0; i < sizeof beneath / sizeof beneath[0]; i++)
		if (beneath[i].x == r.x && beneath[i].w == r.w && beneath[i].y == r.y + r.h)
			r.h += beneath[i].h;
	*text_h = l->story.h + (l->lesson.y == l->story.y + l->story.h ? l->lesson.h : 0);
	return r;
}

/* Reports whether a row of both diagrams shows a state that a host is in. */
static bool shows_state(const struct layout *l, const struct view *v, int y)
{
	for (uint8_t host = 0; host < HOSTS; host++)
		if (l->diagram[host].y + shape_of(l->kind)->state[focus_state(v, host)].y == y)
			return true;
	return false;
}

/* A question may be about the buffers: where it covers them, from row `top` on, they are drawn
 * above it, over the lower rows of the diagrams, unless a host is in a state shown there. */
static void lift_buffers(struct canvas *c, const struct layout *l, const struct view *v, int top)
{
	struct rect r = l->buffers[HOST_CLIENT], band = { 0, top - r.h, c->w, r.h };

	if (l->kind != LAYOUT_BOTH || top >= r.y + r.h ||
	    !(panel_buffers_hold(v, HOST_CLIENT) || panel_buffers_hold(v, HOST_SERVER)))
		return;
	for (int y = band.y; y < band.y + band.h; y++)
		if (shows_state(l, v, y))
			return;
	canvas_fill(c, band, ' ', LOOK_PLAIN);
	canvas_tag(c, band, TAG_NONE);
	for (uint8_t host = 0; host < HOSTS; host++) {
		r = l->buffers[host];
		r.y = band.y;
		panel_buffers(c, r, v, host);
	}
}

/* Draws what is left of a ladder whose upper part is covered, down to row `end`. */
static void lower_ladder(struct canvas *c, const struct layout *l, const struct view *v, int end)
{
	struct rect r = l->ladder;
	int covered = end - r.y;

	if (!shown(r) || covered <= 0 || covered >= r.h - 1 || r.x != l->story.x)
		return;
	r.y += covered;
	r.h -= covered;
	canvas_fill(c, r, ' ', LOOK_PLAIN);
	canvas_tag(c, r, TAG_NONE);
	panel_ladder(c, r, v);
}

static void draw_question(struct canvas *c, const struct layout *l, const struct view *v, struct rect screen)
{
	int text_h, end;
	struct rect room = text_column(l, &text_h);

	lift_buffers(c, l, v, panel_ask(c, room, text_h, screen, v, &end));
	lower_ladder(c, l, v, end);
}

/* NULL: one that is drawn into the panels. */
static void (*const drawers[OVERLAY_COUNT])(struct canvas *c, struct rect screen, const struct view *v) = {
#define OVERLAY(name, context, panel) [OVERLAY_##name] = panel,
#include "ui/app/overlays.def"
#undef OVERLAY
};

static void draw_overlay(struct canvas *c, const struct layout *l, const struct view *v)
{
	/* the script line and the keys stay visible */
	struct rect screen = { 0, 0, c->w, shown(l->script) ? l->script.y : c->h > 1 ? c->h - 1 : c->h };
	int text_h;

	if (v->overlay != OVERLAY_NONE)
		c->scroll_most = 0; /* of the overlay, not of what it covers */
	if (v->overlay != OVERLAY_ASK &&
	    view_context(v) & (CTX_READ | CTX_LIST | CTX_CALLS | CTX_LADDER | CTX_FORGE | CTX_CARD))
		canvas_tag(c, screen, tag_of(TAG_CLOSE, 0));
	if (drawers[v->overlay])
		drawers[v->overlay](c, screen, v);
	else if (v->overlay == OVERLAY_CARD)
		panel_card(c, text_column(l, &text_h), screen, v);
	else if (v->overlay == OVERLAY_ASK || question_shown(v))
		draw_question(c, l, v, screen);
}

/* Draws the glossary with the input line that narrows it, over the menu. */
static void draw_term_search(struct canvas *c, const struct view *v)
{
	struct rect line = { 0, c->h > 1 ? c->h - 2 : 0, c->w, 1 };

	panel_glossary(c, (struct rect){ 0, 0, c->w, line.y }, v);
	canvas_fill(c, line, ' ', LOOK_PLAIN);
	panel_script(c, line, v);
}

void screen_draw(struct canvas *c, const struct view *v)
{
	canvas_clear(c);
	struct layout l = layout_for(c->w, c->h);
	struct rect foot = { 0, c->h - 1, c->w, 1 };
	if (v->screen == SCREEN_MENU || !v->player) {
		struct rect menu = { 0, 0, c->w, c->h > 3 ? c->h - 2 : c->h };

		panel_menu(c, menu, v);
		if (v->overlay == OVERLAY_HELP)
			panel_help(c, (struct rect){ 0, 0, c->w, c->h - 1 }, v);
		else if (v->overlay == OVERLAY_GLOSSARY)
			panel_glossary(c, (struct rect){ 0, 0, c->w, c->h - 1 }, v);
		else if (v->overlay == OVERLAY_TERM)
			draw_term_search(c, v);
		else if (c->h > 3)
			canvas_text(c, 1, c->h - 2, c->w - 2, v->notice.bad ? LOOK_WARN : LOOK_GOOD, v->notice.text);
		if (c->h > 3)
			panel_keys(c, foot, v);
		return;
	}
	if (l.kind == LAYOUT_LINES) {
		draw_lines(c, v);
		draw_overlay(c, &l, v);
		return;
	}
	if (!mode_facts(v->mode)->has_steps)
		l = without_lesson(l);
	if (v->kernels.script && l.kind == LAYOUT_BOTH) /* its note begins at the server's edge */
		l.wire.w--;
	draw_panels(c, &l, v);
	draw_overlay(c, &l, v);
	panel_script(c, l.script, v);
	panel_keys(c, l.keys, v);
}
