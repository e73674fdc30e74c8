/* The trace for people: a ladder of 80 columns. The time is on the left. Each
 * host has a lifeline, with its state next to it when that changes. Between the
 * lifelines are calls, timers, and segments when they are sent, arrive or are
 * lost. */
#include <string.h>

#include "language/format.h"
#include "engine/rules.h"
#include "report/report.h"
#include "report/words.h"

enum { TIME_W = 13, STATE_W = 12, MID_W = 39, MID_OCTETS = 8 * MID_W, GAP_MS = 1000 };

enum paint { PAINT_NONE, PAINT_CLIENT, PAINT_SERVER, PAINT_LOST, PAINT_TIMER, PAINT_STATE, PAINT_QUIET };

static const char *paint(const struct ladder *l, enum paint p)
{
	static const char *const codes[] = { "\033[0m",  "\033[36m", "\033[35m", "\033[31m",
					     "\033[33m", "\033[1m",  "\033[2m" };

	return l->style.colour ? codes[p] : "";
}

static const char *glyph(const struct ladder *l, const char *utf8, const char *ascii)
{
	return l->style.ascii ? ascii : utf8;
}

static void pad(struct text *t, size_t columns)
{
	while (text_width(t->at) < columns && !t->cut)
		text_add(t, " ");
}

static void repeat(struct text *t, const char *s, size_t n)
{
	while (n-- > 0)
		text_add(t, s);
}

/* Appends s, cut to w columns with an ellipsis if it is wider. */
static void fit(const struct ladder *l, struct text *t, const char *s, size_t w)
{
	size_t columns = 0, n;

	if (text_width(s) <= w) {
		text_add(t, s);
		return;
	}
	while (*s) {
		uint32_t c = utf8_next(s, &n);
		size_t cw = c == UTF8_BROKEN ? 1 : (size_t)utf8_width(c);

		if (columns + cw > w - 1)
			break;
		text_add_n(t, s, n);
		columns += cw;
		s += n;
	}
	text_add(t, glyph(l, "…", "~"));
}

/* Prints a line with the lifelines only, for time in which nothing happens. */
static void gap(const struct ladder *l)
{
	const char *dots = glyph(l, "⋮", ":");

	fprintf(l->out, "%s%*s %s%*s%s%s\n", paint(l, PAINT_QUIET), TIME_W + STATE_W, "", dots, MID_W, "", dots,
		paint(l, PAINT_NONE));
}

/* Prints the time. From 100 hours on it is too wide for its column, and gets a
 * line of its own. */
static void time_column(const struct ladder *l, const char *time)
{
	if (strlen(time) >= TIME_W) {
		fprintf(l->out, "%s%s%s\n", paint(l, PAINT_QUIET), time, paint(l, PAINT_NONE));
		time = "";
	}
	fprintf(l->out, "%s%-*s%s", paint(l, PAINT_QUIET), TIME_W, time, paint(l, PAINT_NONE));
}

/* Prints the time if it has changed since the line above, after a gap if much
 * time has passed. */
static void time_of(const struct ladder *l, vtime now_ms)
{
	char array[32] = "";
	struct text time = text_over(array, sizeof array);

	if (l->begun && now_ms >= l->last_ms + GAP_MS)
		gap(l);
	if (!l->begun || now_ms != l->last_ms)
		format_clock(&time, now_ms);
	time_column(l, array);
}

/* Prints one line. `middle` is text of MID_W columns; touches_*: it is joined to
 * the host's lifeline. */
static void line(struct ladder *l, const struct row *row, const char *middle, enum paint middle_paint,
		 bool touches_client, bool touches_server)
{
	const char *state[HOSTS] = { "", "" };

	for (int h = 0; h < HOSTS; h++)
		if (!l->begun || row->state[h] != l->state[h])
			state[h] = state_name((enum tcp_state)row->state[h]);
	time_of(l, row->time_ms);
	fprintf(l->out, "%s%*s%s %s", paint(l, PAINT_STATE), STATE_W, state[0], paint(l, PAINT_NONE),
		touches_client ? glyph(l, "├", "+") : glyph(l, "│", "|"));
	fprintf(l->out, "%s%s%s", paint(l, middle_paint), middle, paint(l, PAINT_NONE));
	fprintf(l->out, "%s", touches_server ? glyph(l, "┤", "+") : glyph(l, "│", "|"));
	if (*state[1])
		fprintf(l->out, " %s%s%s", paint(l, PAINT_STATE), state[1], paint(l, PAINT_NONE));
	fputc('\n', l->out);
	l->begun = true;
	l->last_ms = row->time_ms;
	for (int h = 0; h < HOSTS; h++)
		l->state[h] = row->state[h];
}

/* Prints text next to the lifeline of a host. */
static void next_to(struct ladder *l, const struct row *row, uint8_t host, const char *s, enum paint p)
{
	char middle_array[MID_OCTETS], fitted_array[MID_OCTETS];
	struct text middle = text_over(middle_array, sizeof middle_array);
	struct text fitted = text_over(fitted_array, sizeof fitted_array);

	fit(l, &fitted, s, MID_W - 2);
	if (host == HOST_SERVER)
		repeat(&middle, " ", MID_W - 1 - text_width(fitted.at));
	else
		text_add(&middle, " ");
	text_add(&middle, fitted.at);
	pad(&middle, MID_W);
	line(l, row, middle.at, p, false, false);
}

/* Returns the colour of a host. */
static enum paint side(uint8_t host)
{
	return host == HOST_CLIENT ? PAINT_CLIENT : PAINT_SERVER;
}

/* Prints a segment that is sent: its name near its sender, then dots to the other
 * host. If the text is too long for one line, the rest is on the next line. */
static void leaves(struct ladder *l, const struct row *row)
{
	const struct segment *s = &row->segment;
	const char *dash = glyph(l, "─", "-"), *dots = glyph(l, "┈", ".");
	char middle_array[MID_OCTETS], name_array[MID_OCTETS], rest_array[MID_OCTETS];
	struct text middle = text_over(middle_array, sizeof middle_array);
	struct text name = text_over(name_array, sizeof name_array);
	struct text rest = text_over(rest_array, sizeof rest_array);
	size_t room;
	bool two;

	text_addf(&name, "#%u %s", (unsigned)row->id, segment_flags_name(s->flags));
	if (row->kind != ROW_FORGE || row->of == 0) { /* a copy has the numbers of its original */
		text_addf(&name, " seq=%u", (unsigned)s->seq);
		if (s->flags & SEG_ACK)
			text_addf(&rest, " ack=%u", (unsigned)s->ack);
		words_size(&rest, s);
	}
	words_oddity(&rest, row, l->style.lang);
	two = text_width(name.at) + text_width(rest.at) > MID_W - 3;
	if (!two)
		text_add(&name, rest.at);
	room = MID_W - 3 - text_width(name.at);
	if (s->from == HOST_CLIENT) {
		text_addf(&middle, "%s %s ", dash, name.at);
		repeat(&middle, dots, room);
	} else {
		repeat(&middle, dots, room);
		text_addf(&middle, " %s %s", name.at, dash);
	}
	line(l, row, middle.at, side(s->from), s->from == HOST_CLIENT, s->from == HOST_SERVER);
	if (two)
		next_to(l, row, s->from, rest.at, side(s->from));
}

/* Prints a segment that arrives: an arrow to its receiver. */
static void arrives(struct ladder *l, const struct row *row)
{
	char middle_array[MID_OCTETS], name_array[64];
	struct text middle = text_over(middle_array, sizeof middle_array);
	struct text name = text_over(name_array, sizeof name_array);
	const char *dash = glyph(l, "━", "="), *dots = glyph(l, "┈", ".");
	size_t rest;

	text_addf(&name, " #%u %s", (unsigned)row->id, segment_flags_name(row->segment.flags));
	words_size(&name, &row->segment);
	text_add(&name, " ");
	rest = MID_W - text_width(name.at);
	if (row->segment.from == HOST_CLIENT) {
		repeat(&middle, dots, rest / 2);
		text_add(&middle, name.at);
		repeat(&middle, dash, rest - rest / 2 - 1);
		text_add(&middle, glyph(l, "▶", ">"));
	} else {
		text_add(&middle, glyph(l, "◀", "<"));
		repeat(&middle, dash, rest - rest / 2 - 1);
		text_add(&middle, name.at);
		repeat(&middle, dots, rest / 2);
	}
	line(l, row, middle.at, side(row->segment.from), row->segment.from == HOST_SERVER,
	     row->segment.from == HOST_CLIENT);
}

/* Prints a segment that is lost: dots from its sender, and a cross. */
static void lost(struct ladder *l, const struct row *row)
{
	char middle_array[MID_OCTETS], name_array[96];
	struct text middle = text_over(middle_array, sizeof middle_array);
	struct text name = text_over(name_array, sizeof name_array);
	const char *dots = glyph(l, "┈", "."), *cross = glyph(l, "✗", "X");
	size_t rest;

	text_addf(&name, "#%u %s %s", (unsigned)row->id, segment_flags_name(row->segment.flags),
		  words_loss(row, l->style.lang));
	rest = MID_W - 4 - text_width(name.at);
	if (row->segment.from == HOST_CLIENT) {
		repeat(&middle, dots, rest / 2);
		text_addf(&middle, " %s %s ", name.at, cross);
		repeat(&middle, " ", rest - rest / 2);
	} else {
		repeat(&middle, " ", rest - rest / 2);
		text_addf(&middle, " %s %s ", cross, name.at);
		repeat(&middle, dots, rest / 2);
	}
	line(l, row, middle.at, PAINT_LOST, false, false);
}

/* Returns whether this rule led to a TIME-WAIT that `set time-wait off` ended in the
 * same event: its text, that the connection waits, would contradict the next one. */
static bool overruled(const struct row *row, enum rule_id rule)
{
	for (int i = 1; i < row->changes_used; i++)
		if (row->changes[i].rule == RULE_TIME_WAIT_OFF && row->changes[i - 1].rule == rule)
			return true;
	return false;
}

/* Prints the rules of an event below it, wrapped to 80 columns. */
static void why(const struct ladder *l, const struct row *row)
{
	const size_t indent = TIME_W + 2;

	for (int i = 0; i < row->rules_used; i++) {
		enum rule_id rule = (enum rule_id)row->rules[i];
		char array[512];
		struct text t = text_over(array, sizeof array);
		size_t column = 0;
		char *word;

		if (overruled(row, rule))
			continue;
		text_addf(&t, "%s — %s", rule_source(rule), rule_text(rule, l->style.lang));
		for (word = strtok(array, " "); word; word = strtok(NULL, " ")) {
			const char *shown = strcmp(word, "—") == 0 ? glyph(l, "—", "-") : word;

			if (column == 0 || column + 1 + text_width(shown) > 80) {
				fprintf(l->out, "%s%s%*s", column == 0 ? "" : "\n", paint(l, PAINT_QUIET), (int)indent,
					"");
				column = indent;
			} else {
				fputc(' ', l->out);
				column++;
			}
			fputs(shown, l->out);
			column += text_width(shown);
		}
		fprintf(l->out, "%s\n", paint(l, PAINT_NONE));
	}
}

void ladder_begin(struct ladder *l, FILE *out, const struct ladder_style *style, const char *title)
{
	memset(l, 0, sizeof *l);
	l->out = out;
	l->style = *style;
	if (title && *title) {
		char array[400];
		struct text t = text_over(array, sizeof array), safe;
		char safe_array[400];

		safe = text_over(safe_array, sizeof safe_array);
		text_add_safe(&safe, title, strlen(title));
		fit(l, &t, safe.at, 78);
		fprintf(out, "%s%s%s\n", paint(l, PAINT_STATE), t.at, paint(l, PAINT_NONE));
	}
	fprintf(out, "%*s%s%s%*s%s%s\n", TIME_W + STATE_W - 6, "", paint(l, PAINT_CLIENT), "client", MID_W + 4, "",
		paint(l, PAINT_SERVER), "server");
	fputs(paint(l, PAINT_NONE), out);
}

void ladder_row(struct ladder *l, const struct row *row)
{
	char array[4 * SEND_TEXT_MAX + 64];
	struct text t = text_over(array, sizeof array);

	switch ((enum row_kind)row->kind) {
	case ROW_CALL:
		words_call(&t, row, l->style.lang);
		next_to(l, row, row->actor, t.at, side(row->actor));
		break;
	case ROW_RETURN:
		text_add(&t, glyph(l, "↳ ", "-> "));
		format_result(&t, &row->result);
		next_to(l, row, row->actor, t.at, row->result.error ? PAINT_LOST : side(row->actor));
		break;
	case ROW_TIMER:
		words_timer(&t, row, l->style.lang);
		next_to(l, row, row->actor, t.at, PAINT_TIMER);
		break;
	case ROW_SEND:
	case ROW_FORGE:
		leaves(l, row);
		break;
	case ROW_ARRIVE:
		arrives(l, row);
		break;
	case ROW_LOSE:
		lost(l, row);
		break;
	}
	if (l->style.why)
		why(l, row);
}

void ladder_end(struct ladder *l, const struct world *w)
{
	char array[32];
	struct text t = text_over(array, sizeof array);

	format_clock(&t, w->now_ms);
	if (l->begun && w->now_ms >= l->last_ms + GAP_MS)
		gap(l);
	time_column(l, array);
	fprintf(l->out, "%s%*s%s %s%*s%s %s%s%s\n", paint(l, PAINT_STATE), STATE_W,
		state_name(world_state(w, HOST_CLIENT)), paint(l, PAINT_NONE), glyph(l, "╵", "'"), MID_W, "",
		glyph(l, "╵", "'"), paint(l, PAINT_STATE), state_name(world_state(w, HOST_SERVER)),
		paint(l, PAINT_NONE));
}
