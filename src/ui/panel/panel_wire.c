/* The wire between the hosts. The head of a segment's arrow shows how far it has
 * come. Depending on the room, a segment has three lines (label, arrow, numbers),
 * two (label, arrow) or one. */
#include "ui/panel/panels.h"

#include "ui/app/commands.h"
#include "ui/tell/messages.h"
#include "ui/tell/story.h"

enum { ITEMS_MAX = FLIGHT_MAX + ROWS_MAX };
enum { ARROW_MIN = 14 }; /* columns of an arrow beside the name, with the gaps */

/* A segment to draw: one in flight, or one of the last step's rows. */
struct item {
	const struct flight *flight; /* NULL: the segment has arrived or was lost */
	const struct row *row;
	const struct segment *segment;
	uint32_t id;
};

struct wire {
	struct canvas *c;
	struct rect r;
	const struct view *v;
	const struct world *w;
	uint32_t selected;
	struct item items[ITEMS_MAX];
	int used, past; /* past: the first items, which are no longer in flight */
};

static void gather(struct wire *wire)
{
	size_t n;
	const struct row *rows = session_rows(wire->v->player->session, &n);

	for (size_t i = 0; i < n && wire->used < ROWS_MAX; i++)
		if (rows[i].kind == ROW_ARRIVE || rows[i].kind == ROW_LOSE)
			wire->items[wire->used++] = (struct item){ NULL, &rows[i], &rows[i].segment, rows[i].id };
	wire->past = wire->used;
	for (uint32_t i = 0; i < wire->w->net.count; i++) {
		const struct flight *f = &wire->w->net.flights[i];

		wire->items[wire->used++] = (struct item){ f, NULL, &f->segment, f->id };
	}
}

/* Adds "seq=106 ack=301 len=5"; if that is wider than w, what says most: of data "seq=106 len=5",
 * of a mere acknowledgment "ack=301", else "seq=106". A number is never cut. */
static void numbers(struct text *t, const struct segment *s, int w)
{
	bool has_ack = (s->flags & SEG_ACK) != 0;
	char len[24] = "";
	struct text l = text_over(len, sizeof len);

	if (s->len > 0)
		text_addf(&l, " len=%u", s->len);
	text_addf(t, "seq=%u", s->seq);
	if (has_ack)
		text_addf(t, " ack=%u", s->ack);
	text_add(t, len);
	if ((int)t->len <= w)
		return;
	text_clear(t);
	if (s->len == 0 && s->flags == SEG_ACK)
		text_addf(t, "ack=%u", s->ack);
	else
		text_addf(t, "seq=%u%s", s->seq, len);
}

/* Adds where the segment is: "in 30ms", "arrived", "held aside"; returns the look. */
static uint8_t whereabouts(const struct wire *wire, const struct item *it, struct text *t)
{
	enum lang lang = wire->v->lang;
	const struct flight *f = it->flight;
	char span[32];
	struct text ms = text_over(span, sizeof span);

	if (!f && it->row->kind == ROW_ARRIVE) {
		text_add(t, message(MSG_SEG_ARRIVED, lang));
		return LOOK_GOOD;
	}
	if (!f) {
		static const enum message ids[] = {
			[LOSS_NONE] = MSG_SEG_LOST,           [LOSS_DROPPED] = MSG_SEG_LOST,
			[LOSS_OLD_AGE] = MSG_SEG_TOO_OLD,     [LOSS_HOST_DOWN] = MSG_SEG_HOST_DOWN,
			[LOSS_WIRE_FULL] = MSG_SEG_WIRE_FULL,
		};

		text_add(t, message(ids[it->row->loss], lang));
		return LOOK_WARN;
	}
	if (f->held != 0) {
		text_add(t, message(MSG_SEG_HELD, lang));
		return LOOK_WARN;
	}
	if (f->due_ms <= wire->w->now_ms) {
		text_add(t, message(MSG_SEG_OVERDUE, lang));
		return LOOK_STRONG;
	}
	story_span(&ms, f->due_ms - wire->w->now_ms, wire->v->lang);
	text_addf(t, message(MSG_SEG_DUE_IN, lang), span);
	return LOOK_QUIET;
}

/* Returns how many of the w cells of its track the head has passed. */
static int travelled(const struct wire *wire, const struct item *it, int w)
{
	const struct flight *f = it->flight;

	if (!f)
		return it->row->kind == ROW_ARRIVE ? w - 1 - (w - 1) * (int)wire->v->to_go / 1000 : w / 2;
	vtime now = wire->w->now_ms, delay = session_config(wire->v->player->session)->delay_ms;
	if (f->held != 0 && f->due_ms <= now) /* overdue, but still held */
		return w * 3 / 4;
	if (f->due_ms <= now || delay == 0)
		return f->due_ms <= now ? w - 1 : 0;
	vtime left = f->due_ms - now;
	if (left >= delay)
		return 0;
	return (int)((vtime)(w - 1) * (delay - left) / delay);
}

static void draw_arrow(const struct wire *wire, const struct item *it, int x, int y, int w)
{
	if (w < 1)
		return;
	bool ascii = wire->v->ascii, right = it->segment->from == HOST_CLIENT;
	bool lost = !it->flight && it->row->kind == ROW_LOSE, held = it->flight && it->flight->held != 0;
	bool arrived = !it->flight && !lost;
	int head = travelled(wire, it, w);
	uint8_t trail = arrived ? LOOK_QUIET : right ? LOOK_CLIENT : LOOK_SERVER;
	for (int i = 0; i < w; i++) {
		int at = right ? x + i : x + w - 1 - i;

		if (i < head)
			canvas_put(wire->c, at, y, glyph_of(GL_TRAIL, ascii), trail);
		else if (i == head && lost)
			canvas_put(wire->c, at, y, glyph_of(GL_LOST, ascii), LOOK_WARN);
		else if (i == head && held)
			canvas_put(wire->c, at, y, glyph_of(GL_HELD, ascii), LOOK_WARN);
		else if (i == head)
			canvas_put(wire->c, at, y, glyph_of(right ? GL_HEAD_R : GL_HEAD_L, ascii),
				   arrived ? (uint8_t)(right ? LOOK_CLIENT : LOOK_SERVER) : LOOK_SEGMENT);
		else
			canvas_put(wire->c, at, y, glyph_of(GL_AHEAD, ascii), LOOK_QUIET);
	}
}

/* Adds what the segment is, in at most w columns: its flags and data; of data alone else how
 * many octets they are ("ACK" would be taken for a mere acknowledgment); else its flags. */
static void name_of(struct text *t, const struct segment *s, enum lang lang, int w)
{
	bool data_alone = s->len > 0 && s->flags == SEG_ACK;

	if (!data_alone || octets_all_known(&s->data, s->len))
		story_segment(t, s, lang);
	if (t->len > 0 && (int)text_width(t->at) <= w)
		return;
	text_clear(t);
	if (data_alone)
		text_addf(t, message(message_for(s->len, MSG_SEG_OCTET, MSG_SEG_OCTETS), lang), s->len);
	if (t->len > 0 && (int)text_width(t->at) <= w)
		return;
	text_clear(t);
	text_add(t, segment_flags_name(s->flags));
}

/* Draws "▸#6 FIN,ACK ‡forged"; of w columns, `beside` are for what stands beside it. Returns
 * the columns used. */
static int draw_name(const struct wire *wire, const struct item *it, int x, int y, int w, int beside)
{
	bool ascii = wire->v->ascii, selected = it->flight && it->id == wire->selected;
	bool forged = it->flight && it->flight->forged != 0, copy = it->flight && it->flight->copy != 0;
	char name[96], number[16];
	struct text t = text_over(name, sizeof name), n = text_over(number, sizeof number);

	if (selected)
		canvas_put(wire->c, x, y, glyph_of(GL_POINTER, ascii), LOOK_STRONG);
	uint8_t look = !it->flight ? LOOK_PLAIN : it->segment->from == HOST_CLIENT ? LOOK_CLIENT : LOOK_SERVER;
	text_addf(&n, "#%u ", it->id);
	name_of(&t, it->segment, wire->v->lang, w - 1 - (int)n.len - (forged || copy ? 2 : 0) - beside);
	int used = 1 + canvas_textf(wire->c, x + 1, y, w - 1, selected ? LOOK_SELECTED : look, "%s%s", number, name);
	if ((forged || copy) && used + 2 <= w) {
		canvas_put(wire->c, x + used + 1, y, glyph_of(forged ? GL_FORGED : GL_COPY, ascii), LOOK_WARN);
		used += 2;
		const char *word = message(forged ? MSG_SEG_FORGED : MSG_SEG_COPY, wire->v->lang);
		if (used + 1 + (int)text_width(word) + 12 <= w)
			used += canvas_text(wire->c, x + used, y, w - used, LOOK_WARN, word);
	}
	return used;
}

static void draw_right(struct canvas *c, int x, int y, int w, int taken, uint8_t look, const char *s)
{
	int need = (int)text_width(s);

	if (taken + 1 + need <= w)
		canvas_text(c, x + w - need, y, need, look, s);
}

static void draw_item(const struct wire *wire, const struct item *it, int y, int lines)
{
	int x = wire->r.x, w = wire->r.w;
	char where[48], line[80];
	struct text t = text_over(where, sizeof where), n = text_over(line, sizeof line);
	uint8_t look = whereabouts(wire, it, &t);
	bool inline_numbers = lines < 3;
	int used = draw_name(wire, it, x, y, w, lines == 1 ? ARROW_MIN : 1 + (int)text_width(where));

	if (inline_numbers) {
		int spare = w - used - 1 - (lines == 1 ? 12 : (int)text_width(where) + 1);

		numbers(&n, it->segment, spare);
		if ((int)n.len <= spare)
			used += 1 + canvas_text(wire->c, x + used + 1, y, (int)n.len, LOOK_PLAIN, line);
	}
	if (lines == 1) {
		draw_arrow(wire, it, x + used + 1, y, w - used - 2);
		return;
	}
	draw_right(wire->c, x, y, w, used, look, where);
	draw_arrow(wire, it, x + 1, y + 1, w - 2);
	if (!inline_numbers) {
		numbers(&n, it->segment, w);
		int in = (int)n.len < w ? 1 : 0;
		canvas_text(wire->c, x + in, y + 2, w - in, !it->flight ? LOOK_QUIET : LOOK_PLAIN, line);
	}
}

/* Draws the keys for the selected segment, "d deliver  x drop  …", in at most
 * `lines` lines; returns the lines used. */
static int draw_keys(const struct wire *wire, int y, int lines)
{
	int x = wire->r.x + 1, used = 0, line = 0;

	for (size_t i = 0; i < commands_count && lines > 0; i++) {
		const struct command *cmd = &commands[i];
		char key[16];
		struct text t = text_over(key, sizeof key);

		if (cmd->id != CMD_DELIVER && cmd->id != CMD_DROP && cmd->id != CMD_COPY && cmd->id != CMD_HOLD &&
		    cmd->id != CMD_INSPECT)
			continue;
		if (!command_ready(cmd, wire->v))
			continue;
		command_keys(&t, cmd, wire->v->ascii, true);
		const char *label = cmd->label[wire->v->lang];
		int need = (int)text_width(key) + 1 + (int)text_width(label);
		if (used > 0 && used + 2 + need > wire->r.w - 1) {
			if (++line >= lines)
				break;
			used = 0;
		}
		used += used > 0 ? 2 : 0;
		canvas_tag(wire->c, (struct rect){ x + used, y + line, need, 1 },
			   tag_of(TAG_COMMAND, (unsigned)(cmd - commands)));
		used += canvas_text(wire->c, x + used, y + line, wire->r.w - 1 - used, LOOK_KEY, key) + 1;
		used += canvas_text(wire->c, x + used, y + line, wire->r.w - 1 - used, LOOK_QUIET, label);
	}
	return line + 1;
}

static void draw_empty(const struct wire *wire)
{
	const char *s = message(MSG_WIRE_EMPTY, wire->v->lang);
	int w = (int)text_width(s), x = wire->r.x + (wire->r.w - w) / 2;

	canvas_text(wire->c, x < wire->r.x ? wire->r.x : x, wire->r.y + wire->r.h / 2, wire->r.w, LOOK_QUIET, s);
}

void panel_wire(struct canvas *c, struct rect r, const struct view *v)
{
	struct wire wire = {
		.c = c, .r = r, .v = v, .w = session_world(v->player->session), .selected = view_segment(v)
	};

	gather(&wire);
	if (wire.used == 0) {
		draw_empty(&wire);
		return;
	}
	/* a question must not move the segments */
	bool may_touch = wire.used > wire.past && (v->overlay == OVERLAY_NONE || v->overlay == OVERLAY_ASK);
	/* segments in flight come before those that are gone */
	int first = 0;
	while (wire.used - first > r.h - 1 && first < wire.past)
		first++;
	if (wire.past - first > 3)
		first = wire.past - 3;
	int shown = wire.used - first;
	int lines = shown * 4 <= r.h ? 3 : shown * 3 <= r.h ? 2 : shown * 2 <= r.h ? 2 : 1;
	bool roomy = shown * (lines + 1) <= r.h;
	if (lines == 3 && r.w >= 40)
		lines = 2;
	int spare = r.h - shown * (lines + (roomy ? 1 : 0));
	int hint = may_touch && spare >= 1 ? (spare >= 2 && r.w < 40 ? 2 : 1) : 0;
	int y = r.y + (spare - hint) / 2;
	for (int i = first; i < wire.used; i++) {
		if (y + lines > r.y + r.h || (i + 1 < wire.used && y + 2 * lines > r.y + r.h)) {
			canvas_textf(c, r.x + 1, r.y + r.h - 1, r.w - 1, LOOK_QUIET, message(MSG_WIRE_MORE, v->lang),
				     wire.used - i);
			break;
		}
		draw_item(&wire, &wire.items[i], y, lines);
		if (wire.items[i].flight)
			canvas_tag(c, (struct rect){ r.x, y, r.w, lines },
				   tag_of(TAG_SEGMENT, (unsigned)(wire.items[i].flight - wire.w->net.flights)));
		y += lines;
		if (wire.items[i].id == wire.selected && wire.items[i].flight && hint > 0)
			y += draw_keys(&wire, y, hint);
		y += roomy ? 1 : 0;
	}
}
