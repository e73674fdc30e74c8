/* Writes a chart as SVG: time runs down, each host has a lifeline with its states next to
 * it, calls are outside of the lifelines and segments between them. The colours
 * are in the style sheet alone; lines and words say what they say, too. Called by export and handout. */
#include <stdint.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "base/xml.h"
#include "language/format.h"
#include "report/chart.h"
#include "report/words.h"

/* In pixels. */
enum {
	MARGIN = 14,
	TIME_END = 122, /* the right edge of the times */
	CLIENT_X = 384, /* the lifelines */
	SERVER_X = 884,
	WIDTH = 1152,
	SPAN = SERVER_X - CLIENT_X,
	STEP_H = 30,
	NEAR_H = 12, /* more for a segment that arrives in the step after it was sent */
	GAP_H = 16,  /* more where time passes */
	GAP_MS = 1000,
	COLUMN = 9, /* width of a column of text, about */
	OUTER_COLUMNS = 27,
	LABEL_COLUMNS = 48,
	STEEP = 400,   /* thousandths: the label of a line that is steeper is level */
	CLOSE_BY = 75, /* labels so near to each other have one slope, so that they do not meet */
};

struct pill {
	int y;
	uint8_t host, state;
};

struct drawing {
	FILE *out;
	const struct chart *c;
	const struct chart_style *style;
	int *y;      /* of each step */
	int *slopes; /* of the label of each step that sends a segment, in thousandths */
	int top, bottom;
	struct pill *pills;
	size_t pills_used, pills_size;
};

static int axis(uint8_t host)
{
	return host == HOST_CLIENT ? CLIENT_X : SERVER_X;
}

/* Returns the direction from a host to the middle: 1 or -1. */
static int inwards(uint8_t host)
{
	return host == HOST_CLIENT ? 1 : -1;
}

/* --- places --- */

static bool is_gap(const struct chart *c, size_t i)
{
	vtime before = i ? c->steps[i - 1].row.time_ms : c->begun_ms;

	return c->steps[i].row.time_ms >= before + GAP_MS;
}

/* Returns whether the step begins an event; the others are consequences of the one before. */
static bool is_cause(const struct chart_step *s)
{
	return s->row.kind != ROW_SEND && s->row.kind != ROW_RETURN;
}

/* Returns whether the step has text outside of a host's lifeline. */
static bool has_text_at(const struct chart_step *s, uint8_t host)
{
	return s->row.actor == host &&
	       (s->row.kind == ROW_CALL || s->row.kind == ROW_RETURN || s->row.kind == ROW_TIMER);
}

static void add_pill(struct drawing *d, int y, uint8_t host, uint8_t state)
{
	d->pills = mem_grow(d->pills, d->pills_used, &d->pills_size, sizeof *d->pills);
	d->pills[d->pills_used++] = (struct pill){ y, host, state };
}

/* Places the states that found no free place in their event, in a line of their own. */
static int place_late(struct drawing *d, int y, const uint8_t *state, bool *late)
{
	if (!late[HOST_CLIENT] && !late[HOST_SERVER])
		return y;
	y += STEP_H;
	for (uint8_t h = 0; h < HOSTS; h++)
		if (late[h])
			add_pill(d, y, h, state[h]);
	late[HOST_CLIENT] = late[HOST_SERVER] = false;
	return y;
}

/* Gives each step and each state its height on the page. */
static void place(struct drawing *d)
{
	const struct chart *c = d->c;
	bool late[HOSTS] = { false, false };
	int y = d->top + STEP_H / 2;

	d->y = mem_new(c->used + 1, sizeof *d->y);
	for (uint8_t h = 0; h < HOSTS; h++)
		add_pill(d, y, h, c->state[h]);
	for (size_t i = 0; i < c->used; i++) {
		const struct chart_step *s = &c->steps[i];

		if (i && is_cause(s))
			y = place_late(d, y, c->steps[i - 1].row.state, late);
		y += STEP_H + (is_gap(c, i) ? GAP_H : 0) + (i && s->other == i - 1 ? NEAR_H : 0);
		d->y[i] = y;
		for (uint8_t h = 0; h < HOSTS; h++) {
			late[h] = late[h] || s->enters[h];
			if (!late[h] || has_text_at(s, h))
				continue;
			add_pill(d, y, h, s->row.state[h]);
			late[h] = false;
		}
	}
	if (c->used)
		y = place_late(d, y, c->steps[c->used - 1].row.state, late);
	d->bottom = y + STEP_H;
}

/* --- text --- */

/* Appends s, cut to some columns with an ellipsis. */
static void fit(struct text *t, const char *s, size_t columns)
{
	size_t used = 0, n;

	if (text_width(s) <= columns) {
		text_add(t, s);
		return;
	}
	for (; *s; s += n) {
		uint32_t c = utf8_next(s, &n);

		used += c == UTF8_BROKEN ? 1 : (size_t)utf8_width(c);
		if (used > columns - 1)
			break;
		text_add_n(t, s, n);
	}
	text_add(t, "…");
}

/* Writes a text element up to its content. end: x is the text's right edge. */
static void text_begins(const struct drawing *d, int x, int y, bool end, const char *look)
{
	fprintf(d->out, "<text x=\"%d\" y=\"%d\"%s%s%s%s>", x, y, end ? " text-anchor=\"end\"" : "",
		*look ? " class=\"" : "", look, *look ? "\"" : "");
}

static void put_text(const struct drawing *d, int x, int y, bool end, const char *look, const char *s)
{
	text_begins(d, x, y, end, look);
	xml_put(d->out, s);
	fputs("</text>\n", d->out);
}

/* Writes text outside of a host's lifeline, then its end, which is not cut. What is cut is
 * whole when it is pointed at. */
static void put_outer(const struct drawing *d, uint8_t host, int y, const char *look, const char *s, const char *end)
{
	char array[200];
	struct text t = text_over(array, sizeof array);
	size_t room = OUTER_COLUMNS - (text_width(end) < OUTER_COLUMNS / 2 ? text_width(end) : OUTER_COLUMNS / 2);

	fit(&t, s, room);
	fit(&t, end, OUTER_COLUMNS - text_width(array));
	text_begins(d, axis(host) - 14 * inwards(host), y + 5, host == HOST_CLIENT, look);
	xml_put(d->out, array);
	if (text_width(s) + text_width(end) > OUTER_COLUMNS) {
		fputs("<title>", d->out);
		xml_put(d->out, s);
		xml_put(d->out, end);
		fputs("</title>", d->out);
	}
	fputs("</text>\n", d->out);
}

static void outer(const struct drawing *d, size_t i)
{
	const struct chart_step *s = &d->c->steps[i];
	char array[4 * SEND_TEXT_MAX + 64], end_array[4 * SEND_TEXT_MAX + 64] = "";
	struct text t = text_over(array, sizeof array), end = text_over(end_array, sizeof end_array);
	const char *look = "";

	if (s->row.kind == ROW_CALL) {
		words_call(&t, &s->row, d->style->lang);
		if (s->returned) {
			text_add(&end, " ");
			words_value(&end, &s->result);
			look = s->result.error ? "bad" : "";
		}
	} else if (s->row.kind == ROW_RETURN) {
		text_add(&t, "↳ ");
		format_result(&t, &s->row.result);
		look = s->row.result.error ? "bad" : "";
	} else {
		words_timer(&t, &s->row, d->style->lang);
		look = "timer";
	}
	put_outer(d, s->row.actor, d->y[i], look, array, end_array);
}

static void put_pill(const struct drawing *d, const struct pill *p)
{
	const char *name = state_name((enum tcp_state)p->state);
	int w = (int)strlen(name) * COLUMN + 18, x = axis(p->host) - 12 * inwards(p->host);

	fprintf(d->out, "<rect class=\"state\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"24\" rx=\"12\"/>\n",
		p->host == HOST_CLIENT ? x - w : x, p->y - 12, w);
	fprintf(d->out, "<circle class=\"dot\" cx=\"%d\" cy=\"%d\" r=\"5\"/>\n", axis(p->host), p->y);
	fprintf(d->out, "<text class=\"name\" x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>\n",
		p->host == HOST_CLIENT ? x - w / 2 : x + w / 2, p->y + 5, name);
}

/* --- segments --- */

struct point {
	int x, y;
};

/* Returns the length of a line. */
static int length_of(struct point a, struct point b)
{
	int64_t dx = b.x - a.x, dy = b.y - a.y, square = dx * dx + dy * dy, root = square;

	if (square == 0)
		return 1;
	for (int64_t next = (root + 1) / 2; next < root; next = (root + square / root) / 2)
		root = next;
	return (int)root;
}

static void put_line(const struct drawing *d, struct point a, struct point b, const char *look)
{
	fprintf(d->out, "<path class=\"%s\" d=\"M%d %dL%d %d\"/>\n", look, a.x, a.y, b.x, b.y);
}

/* Draws the head of an arrow from a to b. */
static void put_head(const struct drawing *d, struct point a, struct point b)
{
	int n = length_of(a, b), dx = b.x - a.x, dy = b.y - a.y;

	fprintf(d->out, "<path class=\"head\" d=\"M%d %dL%d %dL%d %dz\"/>\n", b.x, b.y, b.x - (13 * dx - 6 * dy) / n,
		b.y - (13 * dy + 6 * dx) / n, b.x - (13 * dx + 6 * dy) / n, b.y - (13 * dy - 6 * dx) / n);
}

static void put_cross(const struct drawing *d, struct point p)
{
	fprintf(d->out, "<path class=\"cross\" d=\"M%d %dl14 14m0 -14l-14 14\"/>\n", p.x - 7, p.y - 7);
}

/* Writes a segment's label near the start of its line. */
static void put_label(const struct drawing *d, struct point a, bool left, int slope, const char *s)
{
	double n = length_of((struct point){ 0, 0 }, (struct point){ 1000, slope });
	double along = 1000 / n, down = (left ? -slope : slope) / n;
	char array[400];
	struct text t = text_over(array, sizeof array);

	fit(&t, s, LABEL_COLUMNS);
	fprintf(d->out, "<text class=\"label\" transform=\"matrix(%.3f %.3f %.3f %.3f %d %d)\" x=\"%d\" y=\"-7\"%s>",
		along, down, -down, along, a.x, a.y, left ? -12 : 12, left ? " text-anchor=\"end\"" : "");
	xml_put(d->out, array);
	fputs("</text>\n", d->out);
}

/* Returns how a segment's line looks. */
static const char *look_of(const struct row *row)
{
	if (row->kind == ROW_FORGE)
		return row->of ? "line copy" : "line forged";
	return row->retransmitted ? "line again" : "line";
}

/* Returns where the line of step i, a segment that is sent, begins: a copy and a forged one
 * do not come from the host. */
static struct point line_start(const struct drawing *d, size_t i)
{
	const struct row *row = &d->c->steps[i].row;
	uint8_t from = row->segment.from;
	int away = row->kind != ROW_FORGE ? 0 : row->of ? SPAN / 4 : SPAN / 9;

	return (struct point){ axis(from) + away * inwards(from), d->y[i] };
}

/* Returns where it ends. */
static struct point line_end(const struct drawing *d, size_t i)
{
	const struct chart_step *s = &d->c->steps[i];
	uint8_t from = s->row.segment.from;
	const struct row *end = s->other == CHART_NONE ? NULL : &d->c->steps[s->other].row;
	int x = axis(from) + SPAN * 5 / 9 * inwards(from);

	if (!end)
		return (struct point){ x, d->y[i] + STEP_H - 6 };
	if (end->kind == ROW_ARRIVE)
		x = axis(host_other(from)) - 5 * inwards(from);
	else if (end->loss == LOSS_HOST_DOWN)
		x = axis(host_other(from)) - 12 * inwards(from);
	else if (end->loss == LOSS_WIRE_FULL)
		x = axis(from) + SPAN / 4 * inwards(from);
	return (struct point){ x, d->y[s->other] };
}

/* Draws the line of a segment, and what is at its end. */
static void line_of(const struct drawing *d, size_t i)
{
	const struct chart_step *s = &d->c->steps[i];
	const struct row *end = s->other == CHART_NONE ? NULL : &d->c->steps[s->other].row;
	struct point a = line_start(d, i), b = line_end(d, i);

	put_line(d, a, b, look_of(&s->row));
	if (s->row.kind == ROW_FORGE)
		fprintf(d->out, "<path class=\"from\" d=\"M%d %dl6 6l-6 6l-6 -6z\"/>\n", a.x, a.y - 6);
	if (end && end->kind == ROW_ARRIVE)
		put_head(d, a, b);
}

/* Draws the end of a segment that was sent before the chart begins. */
static void end_of(const struct drawing *d, size_t i)
{
	const struct row *row = &d->c->steps[i].row;
	uint8_t from = row->segment.from;
	struct point a = { axis(from) + SPAN / 2 * inwards(from), d->y[i] - STEP_H / 2 };
	struct point b = { axis(host_other(from)) - 5 * inwards(from), d->y[i] };

	if (row->kind == ROW_LOSE)
		return;
	put_line(d, a, b, "line late");
	put_head(d, a, b);
}

static bool is_end(const struct chart_step *s)
{
	return s->row.kind == ROW_ARRIVE || s->row.kind == ROW_LOSE;
}

static bool is_sent(const struct chart_step *s)
{
	return s->row.kind == ROW_SEND || s->row.kind == ROW_FORGE;
}

/* Returns the less steep of two slopes, if the two labels are near to each other. */
static int less_steep(const struct drawing *d, size_t i, size_t other)
{
	int away = d->y[i] - d->y[other];

	return (away < 0 ? -away : away) <= CLOSE_BY && d->slopes[other] < d->slopes[i] ? d->slopes[other]
											: d->slopes[i];
}

/* Chooses the slopes of labels: that of the line, or that of the labels near to it. */
static void choose_slopes(struct drawing *d)
{
	size_t last[HOSTS] = { CHART_NONE, CHART_NONE };

	d->slopes = mem_new(d->c->used + 1, sizeof *d->slopes);
	for (size_t i = 0; i < d->c->used; i++) {
		uint8_t from = d->c->steps[i].row.segment.from;
		struct point a, b;

		if (!is_sent(&d->c->steps[i]))
			continue;
		a = line_start(d, i);
		b = line_end(d, i);
		d->slopes[i] = (b.y - a.y) * 1000 / ((b.x - a.x) * inwards(from));
		if (d->slopes[i] > STEEP)
			d->slopes[i] = 0;
		if (last[from] != CHART_NONE)
			d->slopes[i] = less_steep(d, i, last[from]);
		last[from] = i;
	}
	last[HOST_CLIENT] = last[HOST_SERVER] = CHART_NONE;
	for (size_t i = d->c->used; i-- > 0;) {
		uint8_t from = d->c->steps[i].row.segment.from;

		if (!is_sent(&d->c->steps[i]))
			continue;
		if (last[from] != CHART_NONE)
			d->slopes[i] = less_steep(d, i, last[from]);
		last[from] = i;
	}
}

static const char *side(const struct row *row)
{
	return row->segment.from == HOST_CLIENT ? "client" : "server";
}

static void put_lines(const struct drawing *d)
{
	for (size_t i = 0; i < d->c->used; i++) {
		const struct chart_step *s = &d->c->steps[i];

		if (!is_sent(s) && !(is_end(s) && s->other == CHART_NONE))
			continue;
		fprintf(d->out, "<g class=\"%s\">\n", side(&s->row));
		if (is_sent(s))
			line_of(d, i);
		else
			end_of(d, i);
		fputs("</g>\n", d->out);
	}
}

/* Writes the label of a segment that is sent, or why one was lost. */
static void label_of(const struct drawing *d, size_t i)
{
	const struct chart_step *s = &d->c->steps[i];
	char array[400];
	struct text t = text_over(array, sizeof array);
	int in = inwards(s->row.segment.from);

	if (is_sent(s)) {
		words_segment(&t, &s->row, d->style->lang);
		fprintf(d->out, "<g class=\"%s\">\n", side(&s->row));
		put_label(d, line_start(d, i), in < 0, d->slopes[i], array);
		fputs("</g>\n", d->out);
	} else if (s->row.kind == ROW_LOSE) {
		struct point b = s->other == CHART_NONE
					 ? (struct point){ axis(s->row.segment.from) + SPAN * 5 / 9 * in, d->y[i] }
					 : line_end(d, s->other);

		put_cross(d, b);
		text_addf(&t, "#%u %s", (unsigned)s->row.id, words_loss(&s->row, d->style->lang));
		put_text(d, b.x + 14 * in, b.y + 5, in < 0, "label bad", array);
	} else if (s->other == CHART_NONE) {
		text_addf(&t, "#%u %s", (unsigned)s->row.id, segment_flags_name(s->row.segment.flags));
		words_size(&t, &s->row.segment);
		put_text(d, axis(host_other(s->row.segment.from)) - 16 * in, d->y[i] - 12, in > 0, "label", array);
	}
}

static void put_labels(const struct drawing *d)
{
	for (size_t i = 0; i < d->c->used; i++)
		if (is_sent(&d->c->steps[i]) || is_end(&d->c->steps[i]))
			label_of(d, i);
		else
			outer(d, i);
}

/* --- the page --- */

static void put_frame(const struct drawing *d)
{
	for (uint8_t h = 0; h < HOSTS; h++) {
		fprintf(d->out, "<path class=\"axis\" d=\"M%d %dV%d\"/>\n", axis(h), d->top, d->bottom);
		fprintf(d->out, "<text class=\"host %s\" x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>\n",
			host_name(h), axis(h), d->top - 8, host_name(h));
	}
}

/* Writes the times, where they change, and a line where much time passes. */
static void put_times(const struct drawing *d)
{
	for (size_t i = 0; i < d->c->used; i++) {
		vtime now = d->c->steps[i].row.time_ms, before = i ? d->c->steps[i - 1].row.time_ms : d->c->begun_ms;
		char array[32];
		struct text t = text_over(array, sizeof array);

		if (i && now == before)
			continue;
		format_clock(&t, now);
		put_text(d, TIME_END, d->y[i] + 5, true, "time", array);
		if (is_gap(d->c, i))
			fprintf(d->out, "<path class=\"gap\" d=\"M%d %dH%d\"/>\n", MARGIN, d->y[i] - STEP_H + 6,
				WIDTH - MARGIN);
	}
}

/* Says what is not drawn. */
static void put_more(const struct drawing *d)
{
	char array[160];
	struct text t = text_over(array, sizeof array);

	if (d->c->more == 0)
		return;
	text_addf(&t,
		  d->style->lang == LANG_KO ? "이후의 사건 %u개는 그리지 않았습니다(최대 %d개)."
					    : "%u more events are not drawn (at most %d are).",
		  d->c->more, (int)CHART_STEPS_MAX);
	fprintf(d->out, "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>\n", (CLIENT_X + SERVER_X) / 2,
		d->bottom + 24, array);
}

static void put_contents(const struct drawing *d)
{
	put_frame(d);
	if (!d->style->blank) {
		put_times(d);
		put_lines(d);
	}
	for (size_t i = 0; i < (d->style->blank ? HOSTS : d->pills_used); i++)
		put_pill(d, &d->pills[i]);
	if (!d->style->blank)
		put_labels(d);
	put_more(d);
}

void chart_svg(FILE *out, const struct chart *c, const struct chart_style *style)
{
	struct drawing d = { .out = out, .c = c, .style = style };
	const char *about = style->lang == LANG_KO
				    ? "두 호스트의 호출과 세그먼트, 상태를 시간 순서로 그린 래더"
				    : "A ladder of both hosts' calls, segments and states, in order of time";
	int h;

	d.top = style->title ? 92 : 34;
	place(&d);
	choose_slopes(&d);
	h = d.bottom + (c->more ? 44 : MARGIN);
	fprintf(out,
		"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" "
		"role=\"img\" xml:lang=\"%s\">\n<title>",
		WIDTH, h, WIDTH, h, lang_code(style->lang));
	xml_put(out, style->title ? style->title : about);
	fputs("</title>\n", out);
	if (!style->part) {
		fprintf(out, "<desc>%s</desc>\n<style>\n", about);
		chart_css(out, true);
		fputs("</style>\n", out);
	}
	fprintf(out, "<rect class=\"ground\" width=\"%d\" height=\"%d\"/>\n", WIDTH, h);
	if (style->title) {
		char array[300];
		struct text t = text_over(array, sizeof array);

		fit(&t, style->title, 84);
		put_text(&d, MARGIN, 38, false, "title", array);
	}
	put_contents(&d);
	fputs("</svg>\n", out);
	mem_free(d.pills);
	mem_free(d.slopes);
	mem_free(d.y);
}
