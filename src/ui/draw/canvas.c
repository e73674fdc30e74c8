/* The grid of cells. Panels write it; term reads it, and tests read it as text. */
#include "ui/draw/canvas.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/check.h"
#include "base/mem.h"
#include "ui/draw/style.h"

static const struct cell blank = { ' ', LOOK_PLAIN, 0, 0 };

void canvas_init(struct canvas *c, int w, int h)
{
	*c = (struct canvas){ 0 };
	canvas_resize(c, w, h);
}

void canvas_free(struct canvas *c)
{
	mem_free(c->cells);
	*c = (struct canvas){ 0 };
}

void canvas_resize(struct canvas *c, int w, int h)
{
	CHECK(w >= 0 && h >= 0);
	if (w != c->w || h != c->h) {
		mem_free(c->cells);
		c->cells = mem_new((size_t)w * (size_t)h + 1, sizeof *c->cells);
		c->w = w;
		c->h = h;
	}
	canvas_clear(c);
}

void canvas_clear(struct canvas *c)
{
	size_t n = (size_t)c->w * (size_t)c->h;

	c->scroll_most = c->scroll_page = c->cut = 0;
	c->cut_text[0] = '\0';
	for (size_t i = 0; i < n; i++)
		c->cells[i] = blank;
}

static struct cell *cell_at(struct canvas *c, int x, int y)
{
	return &c->cells[(size_t)y * (size_t)c->w + (size_t)x];
}

/* Prepares a cell for being overwritten: if it is half of a wide character, the
 * other half becomes a space, so that no row shifts. */
static void split_wide(struct canvas *c, int x, int y)
{
	struct cell *at = cell_at(c, x, y);

	if (at->c == 0 && x > 0)
		at[-1].c = ' ';
	if (x + 1 < c->w && at[1].c == 0)
		at[1].c = ' ';
}

void canvas_put(struct canvas *c, int x, int y, uint32_t ch, uint8_t look)
{
	if (x < 0 || y < 0 || x >= c->w || y >= c->h)
		return;
	int width = ch >= ' ' && ch < 0x7F ? 1 : utf8_width(ch);
	if (width == 0)
		return;
	split_wide(c, x, y);
	struct cell *at = cell_at(c, x, y);
	at->c = ch;
	at->look = look;
	if (width == 1)
		return;
	if (x + 1 >= c->w) {
		at->c = ' ';
		return;
	}
	split_wide(c, x + 1, y);
	at->c = ch;
	at[1].c = 0;
	at[1].look = look;
}

/* Draws one character of a text, escaped if necessary; returns the columns used,
 * or -1 if it does not fit in w. */
static int put_safe(struct canvas *c, int x, int y, int w, uint8_t look, const char *s, size_t n, uint32_t ch)
{
	if (ch >= ' ' && ch < 0x7F) {
		if (w < 1)
			return -1;
		canvas_put(c, x, y, ch, look);
		return 1;
	}
	char store[64];
	struct text t = text_over(store, sizeof store);
	text_add_safe(&t, s, n);
	int used = (int)text_width(store);
	if (used > w)
		return -1;
	size_t m;
	for (const char *p = store; *p != '\0'; p += m) {
		uint32_t safe = utf8_next(p, &m);

		canvas_put(c, x, y, safe, look);
		x += utf8_width(safe);
	}
	return used;
}

static void note_cut(struct canvas *c, int y, const char *s)
{
	if (y < 0 || y >= c->h || c->cut++ > 0)
		return;
	struct text t = text_over(c->cut_text, sizeof c->cut_text);
	text_add_safe(&t, s, strlen(s));
}

static int put_text(struct canvas *c, int x, int y, int w, uint8_t look, const char *s, size_t len)
{
	int used = 0;
	size_t n;

	for (size_t i = 0; i < len && s[i] != '\0'; i += n) {
		uint32_t ch = utf8_next(s + i, &n);
		int step = put_safe(c, x + used, y, w - used, look, s + i, n, ch);

		if (step < 0) {
			note_cut(c, y, s);
			break;
		}
		used += step;
	}
	return used;
}

int canvas_text(struct canvas *c, int x, int y, int w, uint8_t look, const char *s)
{
	return put_text(c, x, y, w, look, s, SIZE_MAX);
}

int canvas_textf(struct canvas *c, int x, int y, int w, uint8_t look, const char *format, ...)
{
	char line[512];
	va_list args;

	va_start(args, format);
	vsnprintf(line, sizeof line, format, args);
	va_end(args);
	return canvas_text(c, x, y, w, look, line);
}

void canvas_fill(struct canvas *c, struct rect r, uint32_t ch, uint8_t look)
{
	for (int y = r.y; y < r.y + r.h; y++)
		for (int x = r.x; x < r.x + r.w; x++)
			canvas_put(c, x, y, ch, look);
}

void canvas_tag(struct canvas *c, struct rect r, uint16_t tag)
{
	for (int y = r.y < 0 ? 0 : r.y; y < r.y + r.h && y < c->h; y++)
		for (int x = r.x < 0 ? 0 : r.x; x < r.x + r.w && x < c->w; x++)
			c->cells[(size_t)y * (size_t)c->w + (size_t)x].tag = tag;
}

uint16_t canvas_tag_at(const struct canvas *c, int x, int y)
{
	if (x < 0 || y < 0 || x >= c->w || y >= c->h)
		return 0;
	return c->cells[(size_t)y * (size_t)c->w + (size_t)x].tag;
}

void canvas_look(struct canvas *c, struct rect r, uint8_t look)
{
	for (int y = r.y; y < r.y + r.h; y++)
		for (int x = r.x; x < r.x + r.w; x++)
			if (x >= 0 && y >= 0 && x < c->w && y < c->h)
				cell_at(c, x, y)->look = look;
}

static void flow_break(struct flow *f, int lines)
{
	f->y += lines;
	f->x = 0;
	f->gap = false;
}

/* Draws a word, breaking it only where it is longer than a line. */
static void flow_word(struct canvas *c, struct flow *f, uint8_t look, const char *s, size_t len, int width)
{
	size_t n;

	if (f->x > 0 && f->x + (f->gap ? 1 : 0) + width > f->r.w)
		flow_break(f, 1);
	if (f->gap)
		f->x++;
	f->gap = false;
	for (size_t i = 0; i < len; i += n) {
		uint32_t ch = utf8_next(s + i, &n);
		int y = f->y - f->skip;
		bool seen = y >= 0 && y < f->r.h;
		int wide = (int)text_safe_width(s + i, n);

		if (width > f->r.w && f->x > 0 && f->x + wide > f->r.w) {
			flow_break(f, 1);
			y = f->y - f->skip;
			seen = y >= 0 && y < f->r.h;
		}
		/* row -1 is outside the canvas: the text is only measured */
		int used = put_safe(c, f->r.x + f->x, seen ? f->r.y + y : -1, f->r.w - f->x, look, s + i, n, ch);
		f->x += used > 0 ? used : 0;
	}
}

void canvas_flow(struct canvas *c, struct flow *f, uint8_t look, const char *s)
{
	if (f->r.w < 1)
		return;
	while (*s != '\0') {
		size_t len;

		if (s[0] == '\n' && s[1] == '\n') {
			flow_break(f, f->x > 0 ? 2 : 0);
			while (*s == '\n')
				s++;
			continue;
		}
		if (*s == ' ' || *s == '\n') {
			f->gap = f->x > 0;
			s++;
			continue;
		}
		int width = (int)text_word(s, &len);
		flow_word(c, f, look, s, len, width);
		s += len;
	}
}

int canvas_wrap_from(struct canvas *c, struct rect r, uint8_t look, const char *s, int skip)
{
	struct flow f = { .r = r, .skip = skip };

	canvas_flow(c, &f, look, s);
	return f.y + (f.x > 0 ? 1 : 0);
}

int canvas_wrap(struct canvas *c, struct rect r, uint8_t look, const char *s)
{
	return canvas_wrap_from(c, r, look, s, 0);
}

char *canvas_dump(const struct canvas *c, bool with_looks)
{
	size_t size = (size_t)c->h * ((size_t)c->w * (with_looks ? 5 : 4) + 2) + 1;
	char *out = mem_new(size, 1), *at = out;

	for (int y = 0; y < c->h; y++) {
		const struct cell *row = &c->cells[(size_t)y * (size_t)c->w];
		char *trimmed = at;

		for (int x = 0; x < c->w; x++) {
			char octets[4];

			if (row[x].c == 0)
				continue;
			size_t n = utf8_put(octets, row[x].c);
			memcpy(at, octets, n);
			at += n;
			if (row[x].c != ' ')
				trimmed = at;
		}
		at = trimmed;
		*at++ = '\n';
		if (!with_looks)
			continue;
		trimmed = at;
		for (int x = 0; x < c->w; x++) {
			*at++ = look_letter((enum look)row[x].look);
			if (row[x].look != LOOK_PLAIN)
				trimmed = at;
		}
		at = trimmed;
		*at++ = '\n';
	}
	*at = '\0';
	return out;
}
