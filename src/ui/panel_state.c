/* Called by screen_draw while the explanation is open. */
#include "ui/panel_state.h"

#include "ui/messages.h"
#include "ui/panel_box.h"

enum { BOX_W = 50, SIDE_W = 30 };

static void part(struct canvas *c, struct flow *f, const char *title, const char *s)
{
	if (f->x > 0 || f->y > 0)
		canvas_flow(c, f, LOOK_PLAIN, "\n\n");
	if (title != NULL) {
		canvas_flow(c, f, LOOK_TITLE, title);
		canvas_flow(c, f, LOOK_TITLE, ": ");
	}
	canvas_flow(c, f, LOOK_PLAIN, s);
}

static struct flow explain(struct canvas *c, struct rect r, enum tcp_state s, const struct view *v, int skip)
{
	struct flow f = { .r = r, .skip = skip };
	part(c, &f, NULL, state_meaning(s, v->lang));
	part(c, &f, message(MSG_STATE_CALLS, v->lang), state_calls(s, v->lang));
	part(c, &f, message(MSG_STATE_WAITS, v->lang), state_waits(s, v->lang));
	part(c, &f, message(MSG_STATE_WAYS, v->lang), "");
	for (size_t i = 0; i < state_edges_count; i++) {
		if (state_edges[i].from != s || !state_edges[i].in_figure)
			continue;
		f.y++;
		f.x = 0;
		f.gap = false;
		char line[128];
		struct text t = text_over(line, sizeof line);
		text_addf(&t, "%s%s%s", state_edges[i].event, state_edges[i].action[0] != '\0' ? " / " : "",
			  state_edges[i].action);
		int y = f.y - f.skip;
		if (y >= 0 && y < r.h)
			canvas_put(c, r.x + 1, r.y + y, glyph_of(GL_ARROW_R, v->ascii), LOOK_QUIET);
		f.x = 3;
		canvas_flow(c, &f, LOOK_STRONG, state_name(state_edges[i].to));
		f.x = f.x < 17 ? 17 : f.x + 2;
		canvas_flow(c, &f, LOOK_PLAIN, line);
	}
	return f;
}

void panel_state(struct canvas *c, struct rect screen, const struct view *v)
{
	enum tcp_state s = (enum tcp_state)v->explained;
	int w = screen.w < BOX_W ? screen.w : BOX_W;
	struct rect measure = { 0, 0, w - 4, 0 };
	struct flow f = explain(c, measure, s, v, 0);
	int h = f.y + 1 + 2;
	if (h > screen.h)
		h = screen.h;
	int x = v->side == HOST_CLIENT ? screen.x + SIDE_W : screen.x + screen.w - SIDE_W - w;
	if (screen.w < SIDE_W + w)
		x = v->side == HOST_CLIENT ? screen.x + screen.w - w : screen.x;
	if (screen.w > 100)
		x = screen.x + (screen.w - w) / 2;
	canvas_fill(c, (struct rect){ x - 1, screen.y + (screen.h > h ? 1 : 0), w + 2, h }, ' ', LOOK_PLAIN);
	struct rect box = { x, screen.y + (screen.h > h ? 1 : 0), w, h };
	struct rect in = panel_box(c, box, state_name(s), v->ascii);
	int skip = panel_scroll(v->scroll, f.y + 1, in.h);
	f = explain(c, in, s, v, skip);
	panel_strong_states(c, in);
	panel_more(c, (struct rect){ in.x, in.y, in.w + 1, in.h }, skip, f.y + 1, v->ascii);
}
