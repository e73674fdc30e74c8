/* The state diagram of one host. What is drawn later covers what is drawn earlier:
 * first the quiet arrows, then the walked ones, the arrow just taken, the labels,
 * and last the names of the states. */
#include "ui/panel/panel_diagram.h"

#include <string.h>

#include "ui/app/focus.h"
#include "ui/app/kernels.h"
#include "ui/draw/style.h"

/* Where and how the drawing functions draw. */
struct pen {
	struct canvas *c;
	struct rect clip;
	int x, y; /* the drawing's corner */
	bool ascii;
};

static void pen_put(const struct pen *p, int x, int y, enum glyph g, uint8_t look)
{
	int at_x = p->x + x, at_y = p->y + y;

	if (at_x < p->clip.x || at_y < p->clip.y || at_x >= p->clip.x + p->clip.w || at_y >= p->clip.y + p->clip.h)
		return;
	canvas_put(p->c, at_x, at_y, glyph_of(g, p->ascii), look);
}

static enum heading heading_between(struct point a, struct point b)
{
	if (a.x != b.x)
		return a.x < b.x ? HEAD_RIGHT : HEAD_LEFT;
	return a.y < b.y ? HEAD_DOWN : HEAD_UP;
}

static enum glyph head_glyph(enum heading h, bool heavy)
{
	switch (h) {
	case HEAD_UP:
		return heavy ? GL_HEAD_U : GL_ARROW_U;
	case HEAD_DOWN:
		return heavy ? GL_HEAD_D : GL_ARROW_D;
	case HEAD_LEFT:
		return heavy ? GL_HEAD_L : GL_ARROW_L;
	case HEAD_NONE:
	case HEAD_RIGHT:
		break;
	}
	return heavy ? GL_HEAD_R : GL_ARROW_R;
}

/* Returns the corner of a line that turns from the direction `in` to `out`. */
static enum glyph corner_glyph(enum heading in, enum heading out, bool heavy)
{
	bool above = in == HEAD_DOWN || out == HEAD_UP;   /* the corner's arm goes up */
	bool left = in == HEAD_RIGHT || out == HEAD_LEFT; /* and to the left */

	if (in == out)
		return in == HEAD_LEFT || in == HEAD_RIGHT ? (heavy ? GL_HH : GL_H) : (heavy ? GL_VV : GL_V);
	if (above)
		return left ? (heavy ? GL_HBR : GL_BR) : (heavy ? GL_HBL : GL_BL);
	return left ? (heavy ? GL_HTR : GL_TR) : (heavy ? GL_HTL : GL_TL);
}

static void draw_line(const struct pen *p, const struct shape_edge *e, bool heavy, uint8_t look)
{
	for (int i = 0; i + 1 < e->points; i++) {
		struct point a = e->path[i], b = e->path[i + 1];
		enum heading way = heading_between(a, b);
		int dx = way == HEAD_RIGHT ? 1 : way == HEAD_LEFT ? -1 : 0;
		int dy = way == HEAD_DOWN ? 1 : way == HEAD_UP ? -1 : 0;
		enum heading before = i > 0 ? heading_between(e->path[i - 1], a) : way;

		pen_put(p, a.x, a.y, corner_glyph(before, way, heavy), look);
		for (int x = a.x + dx, y = a.y + dy; x != b.x || y != b.y; x += dx, y += dy)
			pen_put(p, x, y, corner_glyph(way, way, heavy), look);
	}
}

static void draw_head(const struct pen *p, const struct shape_edge *e, bool heavy, uint8_t look)
{
	struct point last = e->path[e->points - 1];
	enum heading way = (enum heading)e->head;

	if (way == HEAD_NONE && e->points > 1)
		way = heading_between(e->path[e->points - 2], last);
	pen_put(p, last.x, last.y, head_glyph(way, heavy), look);
}

/* Returns the index of an arrow in state_edges, or -1. */
static int edge_index(uint8_t from, uint8_t to)
{
	for (size_t i = 0; i < state_edges_count; i++)
		if (state_edges[i].from == (enum tcp_state)from && state_edges[i].to == (enum tcp_state)to)
			return (int)i;
	return -1;
}

/* Reports whether an arrow between these two states was walked, for any event. */
static bool edge_walked(const struct diagram *d, const struct shape_edge *e)
{
	for (size_t i = 0; i < state_edges_count && i < 64; i++)
		if (state_edges[i].from == (enum tcp_state)e->from && state_edges[i].to == (enum tcp_state)e->to &&
		    (d->walked >> i & 1) != 0)
			return true;
	return false;
}

static bool edge_taken(const struct diagram *d, const struct shape_edge *e)
{
	for (size_t i = 0; i < d->taken_used; i++)
		if (d->taken[i].from == e->from && d->taken[i].to == e->to)
			return true;
	return false;
}

static void label_line(const struct pen *p, const struct shape_edge *e, int line, uint8_t look, const char *s)
{
	int w = (int)text_width(s);
	/* of "create TCB, snd SYN" keep "snd SYN": what is sent matters most */
	const char *comma = strstr(s, ", ");

	if (w > e->label_w && comma) {
		s = comma + 2;
		w = (int)text_width(s);
	}
	if (w == 0 || w > e->label_w || line >= e->label_h)
		return;
	int x = e->label.x + (e->label_right ? e->label_w - w : 0);
	if (e->label_on_line && line == 0) {
		canvas_put(p->c, p->x + x - 1, p->y + e->label.y, ' ', LOOK_PLAIN);
		canvas_put(p->c, p->x + x + w, p->y + e->label.y, ' ', LOOK_PLAIN);
	}
	canvas_text(p->c, p->x + x, p->y + e->label.y + line, w, look, s);
}

/* Draws a label: "rcv FIN" above "snd ACK", or "rcv FIN / snd ACK" in one line.
 * What does not fit is left out. */
static void draw_label(const struct pen *p, const struct shape_edge *e, uint8_t look)
{
	int index = edge_index(e->from, e->to);
	char joined[64];
	struct text t = text_over(joined, sizeof joined);

	if (e->label_w == 0 || index < 0)
		return;
	const struct state_edge *fact = &state_edges[index];
	text_add(&t, fact->event);
	if (e->label_h == 1) {
		if (fact->action[0] != '\0')
			text_addf(&t, " / %s", fact->action);
		label_line(p, e, 0, look, (int)text_width(joined) <= e->label_w ? joined : fact->event);
		return;
	}
	if ((int)text_width(fact->event) <= e->label_w) {
		label_line(p, e, 0, look, fact->event);
		label_line(p, e, 1, look, fact->action);
		return;
	}
	/* an event of two lines: "rcv ACK" over "of FIN" */
	struct rect r = { p->x + e->label.x, p->y + e->label.y, e->label_w, e->label_h };
	canvas_wrap(p->c, r, look, fact->event);
}

static void draw_state(const struct pen *p, struct point at, uint8_t state, const struct diagram *d)
{
	const char *name = state_name((enum tcp_state)state);
	int x = p->x + at.x, y = p->y + at.y, w = (int)strlen(name);
	int room = p->clip.x + p->clip.w - x;

	if (y >= p->clip.y + p->clip.h)
		return;
	canvas_tag(p->c, (struct rect){ x - 1, y, w + 2, 1 }, tag_of(TAG_STATE, d->host * 16u + state));
	if (d->pointed == state + 1) {
		pen_put(p, at.x - 1, at.y, GL_POINTER, LOOK_STRONG);
		canvas_text(p->c, x, y, room, LOOK_SELECTED, name);
		return;
	}
	if (d->state == state) {
		pen_put(p, at.x - 1, at.y, GL_BLOCK_L, LOOK_FRAME);
		pen_put(p, at.x + w, at.y, GL_BLOCK_R, LOOK_FRAME);
		canvas_text(p->c, x, y, room, LOOK_CURRENT, name);
		return;
	}
	uint8_t look = (d->visited >> state & 1) != 0 ? LOOK_VISITED : LOOK_UNSEEN;
	for (size_t i = 0; i < d->taken_used; i++)
		if (d->taken[i].from == state || d->taken[i].to == state)
			look = LOOK_EDGE;
	canvas_text(p->c, x, y, room, look, name);
}

/* Draws the note of two lines, next to the arrow of a reset that may run along the left edge. */
static void draw_beside(const struct pen *p, const struct shape *shape, const struct diagram *d)
{
	bool reset = false;

	for (size_t i = 0; i < shape->count; i++)
		reset = reset || (shape->edges[i].jump && edge_taken(d, &shape->edges[i]));
	for (int line = 0; line < 2; line++) {
		int x = p->x + shape->beside.x + (reset && !shape->beside.x),
		    y = p->y + shape->beside.y + (shape->beside_up ? !line : line);
		int room = p->clip.x + p->clip.w - x;

		if ((shape->beside.x || shape->beside.y) && y < p->clip.y + p->clip.h && room > 0)
			canvas_text(p->c, x, y, room, d->beside_look, d->beside[line]);
	}
}

void panel_diagram(struct canvas *c, struct rect r, const struct shape *shape, const struct diagram *d)
{
	struct pen p = { c, r, r.x, r.y, d->ascii };
	uint8_t looks[64];

	if (r.w > shape->w)
		p.x += (r.w - shape->w) / 2;
	if (r.h > shape->h)
		p.y += (r.h - shape->h) / 2;
	for (size_t i = 0; i < shape->count; i++)
		looks[i] = edge_walked(d, &shape->edges[i]) ? LOOK_WALKED : LOOK_QUIET;
	/* if two arrows share a line, the walked one covers the other */
	for (int walked = 0; walked < 2; walked++)
		for (size_t i = 0; i < shape->count; i++)
			if (!shape->edges[i].jump && (looks[i] == LOOK_WALKED) == (walked == 1))
				draw_line(&p, &shape->edges[i], false, looks[i]);
	for (size_t i = 0; i < shape->count; i++)
		if (!shape->edges[i].jump)
			draw_head(&p, &shape->edges[i], false, looks[i]);
	for (size_t i = 0; i < shape->count; i++) {
		if (!edge_taken(d, &shape->edges[i]))
			continue;
		draw_line(&p, &shape->edges[i], true, LOOK_EDGE);
		draw_head(&p, &shape->edges[i], true, LOOK_EDGE);
	}
	for (size_t i = 0; i < shape->count; i++)
		draw_label(&p, &shape->edges[i], edge_taken(d, &shape->edges[i]) ? LOOK_EDGE : looks[i]);
	draw_beside(&p, shape, d);
	for (uint8_t s = 0; s < TCPS_COUNT; s++)
		draw_state(&p, shape->state[s], s, d);
	draw_state(&p, shape->closed_again, TCPS_CLOSED, d);
}

/* Fills in the note: what the host's kernel is, next to the model. */
static void note_kernel(struct diagram *d, const struct view *v)
{
	const struct compared *record;
	enum kernel_place place = kernel_place(v, &record);
	const struct comparison *now = &v->kernels.now;
	struct text top = text_over(d->beside[0], sizeof d->beside[0]);
	struct text mark = text_over(d->beside[1], sizeof d->beside[1]);
	bool differs = place == KERNEL_HERE && kernel_differs(v, record, d->host);

	if (place == KERNEL_NONE)
		return;
	d->beside_look = differs ? LOOK_WARN : LOOK_RULE;
	text_add(&mark, message(MSG_KERNEL_MARK, v->lang));
	if (place == KERNEL_HERE) {
		text_add(&top, state_name(kernel_state(v, record, d->host)));
		text_add(&mark, differs ? v->ascii ? " !=" : " ≠" : " =");
	} else if (place == KERNEL_OFF) {
		text_add(&top, message(MSG_KERNEL_MARK_OFF, v->lang));
	} else if (place == KERNEL_OVER) {
		text_addf(&top, message(MSG_KERNEL_MARK_TO, v->lang), kernel_line(v));
	} else if (now->of_s > 0) {
		text_addf(&top, message(MSG_KERNEL_MARK_WAITS, v->lang),
			  now->of_s > now->waited_s ? now->of_s - now->waited_s : 0);
	} else {
		text_addf(&top, message(MSG_KERNEL_MARK_AT, v->lang), view_step_number(v, now->used));
	}
}

struct diagram diagram_of(const struct view *v, uint8_t host)
{
	const struct session *s = v->player->session;
	const struct slot *shown = focus_slot(v, host);
	bool chosen = focus_is_chosen(v, host);
	struct coverage seen = session_coverage(s);
	struct diagram d = {
		.host = host,
		.state = (uint8_t)focus_state(v, host),
		.visited = seen.states[host],
		.walked = seen.edges[host],
		.ascii = v->ascii,
	};
	size_t n;
	const struct row *rows = session_rows(s, &n);

	note_kernel(&d, v);
	/* in a step of many events (`wait 5s`) keep the last that changed this host's state */
	for (size_t i = 0; i < n; i++) {
		size_t used = 0;

		for (size_t k = 0; k < rows[i].changes_used; k++) {
			const struct change *ch = &rows[i].changes[k];

			if (ch->host != host || (chosen ? ch->conn != shown->conn || !ch->conn : !ch->in_focus))
				continue;
			if (used == 0)
				d.taken_used = 0;
			if (used < sizeof d.taken / sizeof d.taken[0]) {
				d.taken[used].from = ch->from;
				d.taken[used].to = ch->to;
				d.taken_used = ++used;
			}
		}
	}
	return d;
}
