/* Writes a canvas as SVG. Text is written in runs of one look, each stretched to its
 * columns, so that it lines up with any font. Lines, arrow heads and blocks are
 * drawn as shapes, so that they join. Called by picture. */
#include "ui/draw/svg.h"

#include <stdbool.h>
#include <string.h>

/* In pixels. GROUND: the baseline of a text, from the top of its cell. */
enum { CELL_W = 9, CELL_H = 19, GROUND = 14, MARGIN = 10, FONT = 15 };

static const char *const fonts =
	"'DejaVu Sans Mono','D2Coding','Noto Sans Mono CJK KR','Nanum Gothic Coding',monospace";

/* The terminal's colours, for a dark background and for a light one. */
static const struct palette {
	const char *background, *own, *quiet, *colours[8];
} dark = { "#1b1e24",
	   "#d8dbe2",
	   "#868d9b",
	   { "#3b4048", "#f07178", "#9fd383", "#f0c674", "#7fb4f5", "#d3a0e8", "#74d4d8", "#ffffff" } },
  light = { "#ffffff",
	    "#24292f",
	    "#6b737d",
	    { "#24292f", "#b3202c", "#1a6b34", "#8a5a00", "#0b5cad", "#7a2fa3", "#05696f", "#57606a" } };

struct pen {
	FILE *out;
	const struct canvas *c;
	const struct palette *p;
	enum scheme scheme;
};

/* Return the pixel coordinates of a cell's upper left corner. */
static int px(int x)
{
	return MARGIN + x * CELL_W;
}

static int py(int y)
{
	return MARGIN + y * CELL_H;
}

static const char *ink_of(const struct pen *pen, uint8_t look)
{
	struct appearance a = style_of((enum look)look, pen->scheme);

	if (a.attrs & ATTR_REVERSE)
		return pen->p->background;
	if (a.fg >= 0)
		return pen->p->colours[a.fg & 7];
	return a.attrs & ATTR_DIM ? pen->p->quiet : pen->p->own;
}

/* Returns the fill colour of a reversed cell; NULL if the look is not reversed. */
static const char *fill_of(const struct pen *pen, uint8_t look)
{
	struct appearance a = style_of((enum look)look, pen->scheme);

	if (!(a.attrs & ATTR_REVERSE))
		return NULL;
	return a.fg >= 0 ? pen->p->colours[a.fg & 7] : pen->p->own;
}

static bool has(const struct pen *pen, uint8_t look, unsigned attr)
{
	return (style_of((enum look)look, pen->scheme).attrs & attr) != 0;
}

/* --- shapes --- */

/* The arms of a box-drawing character, from its centre, and its line style. */
enum { LEFT = 1, RIGHT = 2, UP = 4, DOWN = 8, HEAVY = 16, DOTTED = 32 };
static const struct {
	uint16_t c;
	uint8_t arms;
} lines[] = {
	{ 0x2500, LEFT | RIGHT },
	{ 0x2502, UP | DOWN },
	{ 0x250C, RIGHT | DOWN },
	{ 0x2510, LEFT | DOWN },
	{ 0x2514, RIGHT | UP },
	{ 0x2518, LEFT | UP },
	{ 0x252C, LEFT | RIGHT | DOWN },
	{ 0x2534, LEFT | RIGHT | UP },
	{ 0x251C, RIGHT | UP | DOWN },
	{ 0x2524, LEFT | UP | DOWN },
	{ 0x253C, LEFT | RIGHT | UP | DOWN },
	{ 0x2501, LEFT | RIGHT | HEAVY },
	{ 0x2503, UP | DOWN | HEAVY },
	{ 0x250F, RIGHT | DOWN | HEAVY },
	{ 0x2513, LEFT | DOWN | HEAVY },
	{ 0x2517, RIGHT | UP | HEAVY },
	{ 0x251B, LEFT | UP | HEAVY },
	{ 0x2533, LEFT | RIGHT | DOWN | HEAVY },
	{ 0x253B, LEFT | RIGHT | UP | HEAVY },
	{ 0x2523, RIGHT | UP | DOWN | HEAVY },
	{ 0x252B, LEFT | UP | DOWN | HEAVY },
	{ 0x254B, LEFT | RIGHT | UP | DOWN | HEAVY },
	{ 0x2508, LEFT | RIGHT | DOTTED },
	{ 0x2016, UP | DOWN | DOTTED },
};

static uint8_t arms_of(uint32_t c)
{
	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
		if (lines[i].c == c)
			return lines[i].arms;
	return 0;
}

static void draw_arms(const struct pen *pen, int x, int y, uint8_t arms, const char *ink)
{
	/* computed in half pixels, so that light lines are sharp */
	int mx = px(x) * 2 + CELL_W, my = py(y) * 2 + CELL_H;
	int x0 = arms & LEFT ? px(x) * 2 : mx, x1 = arms & RIGHT ? px(x + 1) * 2 : mx;
	int y0 = arms & UP ? py(y) * 2 : my, y1 = arms & DOWN ? py(y + 1) * 2 : my;

	fputs("<path d=\"", pen->out);
	if (x0 != x1)
		fprintf(pen->out, "M%g %gH%g", x0 / 2.0, my / 2.0, x1 / 2.0);
	if (y0 != y1)
		fprintf(pen->out, "M%g %gV%g", mx / 2.0, y0 / 2.0, y1 / 2.0);
	fprintf(pen->out, "\" stroke=\"%s\" stroke-width=\"%s\"%s%s/>\n", ink, arms & HEAVY ? "3" : "1",
		arms & HEAVY ? " stroke-linecap=\"square\"" : "", arms & DOTTED ? " stroke-dasharray=\"1 2\"" : "");
}

/* Arrow heads and blocks, in pixels of the 9x19 cell. */
static const struct {
	uint16_t c;
	const char *points; /* an SVG path, relative to the cell's corner */
} solids[] = {
	{ 0x25B8, "m1 5.5l7 4l-7 4z" },      { 0x25C2, "m8 5.5l-7 4l7 4z" },     { 0x25B4, "m1 13l3.5 -7l3.5 7z" },
	{ 0x25BE, "m1 6l3.5 7l3.5 -7z" },    { 0x25B6, "m0 3.5l9 6l-9 6z" },     { 0x25C0, "m9 3.5l-9 6l9 6z" },
	{ 0x25B2, "m0 15l4.5 -11l4.5 11z" }, { 0x25BC, "m0 4l4.5 11l4.5 -11z" }, { 0x2590, "m4.5 0h4.5v19h-4.5z" },
	{ 0x258C, "m0 0h4.5v19h-4.5z" },     { 0x25A0, "m1 6h7v7h-7z" },
};

static const char *solid_of(uint32_t c)
{
	for (size_t i = 0; i < sizeof solids / sizeof solids[0]; i++)
		if (solids[i].c == c)
			return solids[i].points;
	return NULL;
}

static void draw_shapes(const struct pen *pen, int y)
{
	for (int x = 0; x < pen->c->w; x++) {
		const struct cell *cell = &pen->c->cells[y * pen->c->w + x];
		uint8_t arms = arms_of(cell->c);
		const char *solid = solid_of(cell->c);

		if (arms != 0)
			draw_arms(pen, x, y, arms, ink_of(pen, cell->look));
		else if (solid)
			fprintf(pen->out, "<path d=\"M%d %d%s\" fill=\"%s\"/>\n", px(x), py(y), solid,
				ink_of(pen, cell->look));
	}
}

/* Draws one rectangle for each run of reversed cells. */
static void draw_fills(const struct pen *pen, int y)
{
	for (int x = 0; x < pen->c->w;) {
		const struct cell *row = &pen->c->cells[y * pen->c->w];
		const char *fill = fill_of(pen, row[x].look);
		int end = x + 1;

		while (end < pen->c->w && fill_of(pen, row[end].look) == fill)
			end++;
		if (fill)
			fprintf(pen->out, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>\n", px(x),
				py(y), (end - x) * CELL_W, CELL_H, fill);
		x = end;
	}
}

/* --- text --- */

static void put_character(FILE *out, uint32_t c)
{
	char utf8[4];

	if (c == '<')
		fputs("&lt;", out);
	else if (c == '>')
		fputs("&gt;", out);
	else if (c == '&')
		fputs("&amp;", out);
	else if (c == '"')
		fputs("&quot;", out);
	else if (c >= ' ')
		fwrite(utf8, 1, utf8_put(utf8, c), out);
}

static void put_escaped(FILE *out, const char *s)
{
	char safe[2048];
	struct text t = text_over(safe, sizeof safe);
	size_t n;

	text_add_safe(&t, s, strlen(s));
	for (const char *c = safe; *c != '\0'; c += n)
		put_character(out, utf8_next(c, &n));
}

static bool is_text(const struct cell *cell)
{
	return cell->c > ' ' && arms_of(cell->c) == 0 && !solid_of(cell->c);
}

static bool is_wide(const struct pen *pen, const struct cell *row, int x)
{
	return x + 1 < pen->c->w && row[x + 1].c == 0;
}

/* Returns the end of a run: words of one look and width, with single spaces. */
static int run_end(const struct pen *pen, const struct cell *row, int x)
{
	bool wide = is_wide(pen, row, x);
	int end = x, next = x;

	while (next < pen->c->w && row[next].look == row[x].look &&
	       (row[next].c == ' ' || (is_text(&row[next]) && is_wide(pen, row, next) == wide))) {
		if (row[next].c == ' ' && (wide || next + 1 >= pen->c->w || row[next + 1].c == ' '))
			break;
		next += is_wide(pen, row, next) ? 2 : 1;
		if (row[next - 1].c != ' ')
			end = next;
	}
	return end;
}

/* Writes the x coordinates of a run. Wide characters have one each, and the font
 * size of their two columns, for viewers that use only the first coordinate. */
static void draw_places(const struct pen *pen, const struct cell *row, int x, int end)
{
	if (!is_wide(pen, row, x)) {
		fprintf(pen->out, "%d\" textLength=\"%d\"", px(x), (end - x) * CELL_W);
		return;
	}
	for (int at = x; at < end; at += 2)
		fprintf(pen->out, "%s%d", at > x ? " " : "", px(at));
	fprintf(pen->out, "\" font-size=\"%d\"", 2 * CELL_W);
}

static void draw_text(const struct pen *pen, int y)
{
	const struct cell *row = &pen->c->cells[y * pen->c->w];

	for (int x = 0; x < pen->c->w;) {
		if (!is_text(&row[x])) {
			x++;
			continue;
		}
		int end = run_end(pen, row, x);
		uint8_t look = row[x].look;
		fputs("<text x=\"", pen->out);
		draw_places(pen, row, x, end);
		fprintf(pen->out, " y=\"%d\" fill=\"%s\"%s%s>", py(y) + GROUND, ink_of(pen, look),
			has(pen, look, ATTR_BOLD) ? " font-weight=\"bold\"" : "",
			has(pen, look, ATTR_UNDERLINE) ? " text-decoration=\"underline\"" : "");
		for (; x < end; x++)
			if (row[x].c != 0)
				put_character(pen->out, row[x].c);
		fputs("</text>\n", pen->out);
	}
}

void svg_write(FILE *out, const struct canvas *c, enum scheme scheme, const char *title, const char *about)
{
	struct pen pen = { out, c, scheme == SCHEME_LIGHT ? &light : &dark, scheme };
	int w = c->w * CELL_W + 2 * MARGIN, h = c->h * CELL_H + 2 * MARGIN;

	fprintf(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" ", w,
		h, w, h);
	fprintf(out, "font-family=\"%s\" font-size=\"%d\" role=\"img\">\n<title>", fonts, FONT);
	put_escaped(out, title);
	fputs("</title>\n<desc>", out);
	put_escaped(out, about);
	fprintf(out, "</desc>\n<rect width=\"%d\" height=\"%d\" rx=\"6\" fill=\"%s\"/>\n", w, h, pen.p->background);
	for (int y = 0; y < c->h; y++)
		draw_fills(&pen, y);
	fputs("<g fill=\"none\">\n", out);
	for (int y = 0; y < c->h; y++)
		draw_shapes(&pen, y);
	fputs("</g>\n<g xml:space=\"preserve\">\n", out);
	for (int y = 0; y < c->h; y++)
		draw_text(&pen, y);
	fputs("</g>\n</svg>\n", out);
}
