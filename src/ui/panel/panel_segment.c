/* A segment as the header diagram of RFC 9293 3.1, to look at or to fill in. If the
 * diagram does not fit, its fields are listed one a line. */
#include "ui/panel/panels.h"

#include "ui/app/focus.h"

#include <string.h>

#include "language/format.h"
#include "engine/seq.h"
#include "ui/tell/messages.h"
#include "ui/draw/box.h"
#include "ui/draw/style.h"

enum { HEADER_W = 65, ROWS = 6 };

/* What the drawing functions need. */
struct sheet {
	struct canvas *c;
	const struct view *v;
	struct segment segment;
	bool form;
	bool to_known;   /* the receiver has a connection: `to` is valid */
	bool from_known; /* the sender has one: iss and irs are valid */
	seqnum iss, irs; /* of the sender */
	struct tcb to;
};

/* --- values --- */

static uint8_t look_of(const struct sheet *s, enum forge_field field)
{
	return s->form && s->v->field == field ? LOOK_SELECTED : LOOK_STRONG;
}

static void number(struct text *t, const struct sheet *s, seqnum n, bool known, seqnum from)
{
	bool behind = seq_lt(n, from);

	text_addf(t, "%u", n);
	if (known) {
		text_add(t, " (");
		text_addf(t, message(MSG_SEG_RELATIVE, s->v->lang), behind ? "-" : "",
			  behind ? seq_diff(n, from) : seq_diff(from, n));
		text_add(t, ")");
	}
}

static void data_text(struct text *t, const struct sheet *s)
{
	if (s->segment.len == 0) {
		text_add(t, message(MSG_SEG_NO_DATA, s->v->lang));
		return;
	}
	enum message octets = message_for(s->segment.len, MSG_SEG_OCTET, MSG_SEG_OCTETS);
	text_addf(t, message(octets, s->v->lang), s->segment.len);
	text_add(t, " ");
	format_octets(t, &s->segment.data, s->segment.len);
}

static void field_text(struct text *t, const struct sheet *s, enum forge_field field)
{
	const struct segment *g = &s->segment;

	switch (field) {
	case FORGE_TO:
		text_add(t, host_name(host_other(g->from)));
		return;
	case FORGE_SPORT:
		text_addf(t, "%u", g->sport);
		return;
	case FORGE_DPORT:
		text_addf(t, "%u", g->dport);
		return;
	case FORGE_SEQ:
		number(t, s, g->seq, s->from_known, s->iss);
		return;
	case FORGE_ACK:
		if (g->flags & SEG_ACK)
			number(t, s, g->ack, s->from_known && s->irs != 0, s->irs);
		else
			text_add(t, "0");
		return;
	case FORGE_WND:
		text_addf(t, "%u", g->wnd);
		return;
	case FORGE_DATA:
		data_text(t, s);
		return;
	case FORGE_FLAG_ACK:
	case FORGE_FLAG_RST:
	case FORGE_FLAG_SYN:
	case FORGE_FLAG_FIN:
	case FORGE_COUNT:
		break;
	}
}

/* --- the header as the RFC draws it --- */

static void rule(const struct sheet *s, int x, int y, int w)
{
	for (int i = 0; i < w; i++)
		canvas_put(s->c, x + i, y, i % 2 == 0 ? '+' : '-', LOOK_QUIET);
}

static void bars(const struct sheet *s, int x, int y, const int *at, int n)
{
	for (int i = 0; i < n; i++)
		canvas_put(s->c, x + at[i], y, '|', LOOK_QUIET);
}

static void cell(const struct sheet *s, int x, int y, int w, const char *name, enum forge_field field)
{
	char value[KEPT_MAX * 4 + 64];
	struct text t = text_over(value, sizeof value);

	field_text(&t, s, field);
	int used = canvas_text(s->c, x + 1, y, w - 1, LOOK_QUIET, name) + 2;
	canvas_text(s->c, x + used, y, w - used, look_of(s, field), value);
}

static void flag_cells(const struct sheet *s, int x, int y)
{
	static const struct {
		char letter;
		uint8_t flag;
		enum forge_field field;
	} flags[] = { { 'C', 0, FORGE_COUNT },          { 'E', 0, FORGE_COUNT },
		      { 'U', 0, FORGE_COUNT },          { 'A', SEG_ACK, FORGE_FLAG_ACK },
		      { 'P', 0, FORGE_COUNT },          { 'R', SEG_RST, FORGE_FLAG_RST },
		      { 'S', SEG_SYN, FORGE_FLAG_SYN }, { 'F', SEG_FIN, FORGE_FLAG_FIN } };

	for (int i = 0; i < 8; i++) {
		bool on = (s->segment.flags & flags[i].flag) != 0;
		uint8_t look = on ? LOOK_STRONG : LOOK_QUIET;

		if (s->form && s->v->field == flags[i].field)
			look = LOOK_SELECTED;
		canvas_put(s->c, x + 1 + 2 * i, y, (uint32_t)(on ? flags[i].letter : flags[i].letter - 'A' + 'a'),
			   look);
		canvas_put(s->c, x + 2 + 2 * i, y, '|', LOOK_QUIET);
	}
}

static int draw_header(const struct sheet *s, int x, int y)
{
	static const int halves[] = { 0, 32, 64 }, whole[] = { 0, 64 }, control[] = { 0, 8, 16, 32, 64 };

	canvas_text(s->c, x, y, HEADER_W, LOOK_QUIET, " 0                   1                   2                   3");
	canvas_text(s->c, x, y + 1, HEADER_W, LOOK_QUIET,
		    " 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1");
	y += 2;
	for (int row = 0; row <= ROWS; row++)
		rule(s, x, y + 2 * row, HEADER_W);
	bars(s, x, y + 1, halves, 3);
	cell(s, x, y + 1, 31, "Source Port", FORGE_SPORT);
	cell(s, x + 32, y + 1, 31, "Destination Port", FORGE_DPORT);
	bars(s, x, y + 3, whole, 2);
	cell(s, x, y + 3, 63, "Sequence Number", FORGE_SEQ);
	bars(s, x, y + 5, whole, 2);
	cell(s, x, y + 5, 63, "Acknowledgment Number", FORGE_ACK);
	bars(s, x, y + 7, control, 5);
	canvas_text(s->c, x + 2, y + 7, 6, LOOK_QUIET, "DOff 5");
	canvas_text(s->c, x + 9, y + 7, 7, LOOK_QUIET, " Rsrvd");
	flag_cells(s, x + 16, y + 7);
	cell(s, x + 32, y + 7, 31, "Window", FORGE_WND);
	bars(s, x, y + 9, halves, 3);
	canvas_textf(s->c, x + 1, y + 9, 30, LOOK_QUIET, "Checksum (%s)", message(MSG_SEG_NOT_MODELLED, s->v->lang));
	canvas_textf(s->c, x + 33, y + 9, 30, LOOK_QUIET, "Urgent (%s)", message(MSG_SEG_NOT_MODELLED, s->v->lang));
	bars(s, x, y + 11, whole, 2);
	cell(s, x, y + 11, 63, "Data", FORGE_DATA);
	return y + 13;
}

/* Draws one field a line; returns the next row. */
static int draw_fields(const struct sheet *s, struct rect r)
{
	static const struct {
		const char *name;
		enum forge_field field;
	} rows[] = { { "source port", FORGE_SPORT }, { "destination port", FORGE_DPORT },
		     { "seq", FORGE_SEQ },           { "ack", FORGE_ACK },
		     { "flags", FORGE_COUNT },       { "window", FORGE_WND },
		     { "data", FORGE_DATA } };
	int y = r.y;

	for (size_t i = 0; i < sizeof rows / sizeof rows[0] && y < r.y + r.h; i++, y++) {
		if (rows[i].field != FORGE_COUNT) {
			cell(s, r.x, y, r.w, rows[i].name, rows[i].field);
			continue;
		}
		canvas_text(s->c, r.x + 1, y, r.w, LOOK_QUIET, rows[i].name);
		flag_cells(s, r.x + 7, y);
	}
	return y;
}

/* Draws whether the sequence number is the one that the receiver expects. */
static void draw_verdict(const struct sheet *s, struct rect r, int y)
{
	if (!s->to_known || y >= r.y + r.h)
		return;
	uint32_t ahead = seq_diff(s->to.rcv_nxt, s->segment.seq);
	enum message id = ahead == 0              ? MSG_SEG_WINDOW_EXACT
			  : ahead < s->to.rcv_wnd ? MSG_SEG_WINDOW_IN
						  : MSG_SEG_WINDOW_OUT;
	canvas_wrap(s->c, (struct rect){ r.x, y, r.w, r.y + r.h - y }, id == MSG_SEG_WINDOW_OUT ? LOOK_WARN : LOOK_GOOD,
		    message(id, s->v->lang));
}

static void know_ends(struct sheet *s)
{
	const struct world *w = session_world(s->v->player->session);
	const struct segment *g = &s->segment;
	const struct slot *from = focus_with(w, g->from, g->sport, g->dport);
	const struct slot *to = focus_with(w, host_other(g->from), g->dport, g->sport);

	s->from_known = from && from->tcb.iss != 0;
	if (s->from_known) {
		s->iss = from->tcb.iss;
		s->irs = from->tcb.irs;
	}
	s->to_known = to && to->tcb.irs != 0;
	if (s->to_known)
		s->to = to->tcb;
}

static void draw_sheet(struct sheet *s, struct rect screen, const char *title)
{
	bool wide = screen.w >= HEADER_W + 4 && screen.h >= 2 + 2 * ROWS + 1 + 2;
	int verdict_h = screen.w < 64 ? 2 : 1;

	know_ends(s);
	int w = wide ? HEADER_W + 4 : screen.w, extra = verdict_h + (s->form ? verdict_h + 1 : 0);
	int h = (wide ? 2 + 2 * ROWS + 1 : 7) + extra + 2;
	if (h > screen.h)
		h = screen.h;
	struct rect box = { screen.x + (screen.w - w) / 2, screen.y + (screen.h > h ? 1 : 0), w, h };
	struct rect in = panel_box(s->c, box, title, s->v->ascii);
	int y = wide ? draw_header(s, in.x, in.y) : draw_fields(s, in);
	draw_verdict(s, in, y);
	y += verdict_h;
	if (s->form && y < in.y + in.h)
		canvas_wrap(s->c, (struct rect){ in.x, y, in.w, in.y + in.h - y }, LOOK_QUIET,
			    message(MSG_FORGE_KEYS, s->v->lang));
}

void panel_segment(struct canvas *c, struct rect screen, const struct view *v)
{
	const struct net *net = &session_world(v->player->session)->net;
	int i = net_find(net, v->segment);
	char title[64];
	struct text t = text_over(title, sizeof title);

	if (i < 0)
		return;
	struct sheet s = { .c = c, .v = v, .segment = net->flights[i].segment };
	text_addf(&t, message(MSG_SEGMENT_TITLE, v->lang), v->segment, host_word(s.segment.from, v->lang),
		  host_word(host_other(s.segment.from), v->lang));
	draw_sheet(&s, screen, title);
}

void panel_forge(struct canvas *c, struct rect screen, const struct view *v)
{
	const struct forgery *f = &v->forge.forgery;
	struct sheet s = { .c = c,
			   .v = v,
			   .form = true,
			   .segment = { .seq = f->seq,
					.ack = f->ack,
					.len = f->len,
					.wnd = f->wnd,
					.sport = f->from_port,
					.dport = f->to_port,
					.flags = f->flags,
					.from = host_other(v->forge.host) } };
	char title[64];
	struct text t = text_over(title, sizeof title);

	text_addf(&t, message(MSG_FORGE_TITLE, v->lang), host_word(v->forge.host, v->lang));
	draw_sheet(&s, screen, title);
}
