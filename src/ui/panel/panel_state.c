/* The explanation of a state. */
#include "ui/panel/panels.h"

#include "engine/world.h"
#include "language/format.h"
#include "ui/tell/messages.h"
#include "ui/draw/box.h"

static void part(struct canvas *c, struct flow *f, const char *title, const char *s)
{
	if (f->x > 0 || f->y > 0)
		canvas_flow(c, f, LOOK_PLAIN, "\n\n");
	if (title) {
		canvas_flow(c, f, LOOK_TITLE, title);
		canvas_flow(c, f, LOOK_TITLE, ": ");
	}
	canvas_flow(c, f, LOOK_PLAIN, s);
}

/* Draws the arrows that leave the state, a line each. */
static void ways(struct canvas *c, struct flow *f, enum tcp_state s, const struct view *v)
{
	part(c, f, message(MSG_STATE_WAYS, v->lang), "");
	for (size_t i = 0; i < state_edges_count; i++) {
		char line[128];
		struct text t = text_over(line, sizeof line);

		if (state_edges[i].from != s || !state_edges[i].in_figure)
			continue;
		f->y++;
		f->x = 0;
		f->gap = false;
		text_addf(&t, "%s%s%s", state_edges[i].event, state_edges[i].action[0] != '\0' ? " / " : "",
			  state_edges[i].action);
		int y = f->y - f->skip;
		if (y >= 0 && y < f->r.h)
			canvas_put(c, f->r.x + 1, f->r.y + y, glyph_of(GL_ARROW_R, v->ascii), LOOK_QUIET);
		f->x = 3;
		canvas_flow(c, f, LOOK_STRONG, state_name(state_edges[i].to));
		f->x = f->x < 17 ? 17 : f->x + 2;
		canvas_flow(c, f, LOOK_PLAIN, line);
	}
}

static struct flow explain(struct canvas *c, struct rect r, enum tcp_state s, const struct view *v, int skip)
{
	struct flow f = { .r = r, .skip = skip };

	part(c, &f, NULL, state_meaning(s, v->lang));
	part(c, &f, message(MSG_STATE_CALLS, v->lang), state_calls(s, v->lang));
	part(c, &f, message(MSG_STATE_WAITS, v->lang), state_waits(s, v->lang));
	ways(c, &f, s, v);
	return f;
}

void panel_state(struct canvas *c, struct rect screen, const struct view *v)
{
	enum tcp_state s = (enum tcp_state)v->explained;
	int w = screen.w < SIDE_BOX_W ? screen.w : SIDE_BOX_W;
	struct flow f = explain(c, (struct rect){ 0, 0, w - 4, 0 }, s, v, 0);
	struct rect box = panel_side_box(c, screen, f.y + 1, v->side == HOST_CLIENT);
	struct rect in = panel_box(c, box, state_name(s), v->ascii);
	int skip = panel_scroll(v->scroll, f.y + 1, in.h);

	f = explain(c, in, s, v, skip);
	panel_strong_states(c, in);
	panel_more(c, (struct rect){ in.x, in.y, in.w + 1, in.h }, skip, f.y + 1, v->ascii);
}

void panel_state_here(struct canvas *c, struct rect r, const struct view *v, uint8_t host)
{
	enum tcp_state s = world_state(session_world(v->player->session), host);
	char title[64];
	struct text t = text_over(title, sizeof title);

	text_addf(&t, "%s: %s", host_name(host), state_name(s));
	r = panel_heading(c, r, title, v->ascii);
	r = (struct rect){ r.x + 1, r.y, r.w - 2, r.h };
	struct flow f = { .r = r }, measure; /* what does not fit is left out */

	part(c, &f, NULL, state_meaning(s, v->lang));
	part(c, &f, message(MSG_STATE_WAITS, v->lang), state_waits(s, v->lang));
	measure = f;
	measure.r.h = 0;
	ways(c, &measure, s, v);
	if (measure.y + 1 <= r.h)
		ways(c, &f, s, v);
	part(c, &measure, message(MSG_STATE_CALLS, v->lang), state_calls(s, v->lang));
	if (measure.y + 1 <= r.h)
		part(c, &f, message(MSG_STATE_CALLS, v->lang), state_calls(s, v->lang));
	panel_strong_states(c, r);
}
