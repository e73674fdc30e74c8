/* Writes a canvas as SVG. Text is written in runs of one look, each stretched to its
 * columns, so that it lines up with any font. Lines, arrow heads and blocks are
 * drawn as shapes, so that they join. Called by picture. */
#include "ui/draw/svg.h"

#include <stdbool.h>
#include <string.h>

#include "base/xml.h"
#include "ui/draw/ink.h"

/* In pixels. GROUND: the baseline of a text, from the top of its cell. */
enum { GROUND = 14, MARGIN = 10, FONT = 15 };

static const char *const fonts =
	"'DejaVu Sans Mono','D2Coding','Noto Sans Mono CJK KR','Nanum Gothic Coding',monospace";

struct pen {
	FILE *out;
	const struct canvas *c;
	const struct palette *p;
	enum scheme scheme;
	int top; /* pixels to the upper edge of the canvas */
};

/* Return the pixel coordinates of a cell's upper left corner. */
static int px(int x)
{
	return MARGIN + x * FIGURE_W;
}

static int py(const struct pen *pen, int y)
{
	return pen->top + y * FIGURE_H;
}

static const char *ink_at(const struct pen *pen, uint8_t look)
{
	return ink_of((enum look)look, pen->p, pen->scheme);
}

static bool has(const struct pen *pen, uint8_t look, unsigned attr)
{
	return (style_of((enum look)look, pen->scheme).attrs & attr) != 0;
}

/* --- shapes --- */

/* Draws the arms of a cell; of a line that goes on to the right, `cells` cells at once. */
static void draw_arms(const struct pen *pen, int x, int y, uint8_t arms, int cells, const char *ink)
{
	/* computed in half pixels, so that light lines are sharp */
	int mx = px(x) * 2 + FIGURE_W, my = py(pen, y) * 2 + FIGURE_H;
	int x0 = arms & ARM_LEFT ? px(x) * 2 : mx, x1 = arms & ARM_RIGHT ? px(x + cells) * 2 : mx;
	int y0 = arms & ARM_UP ? py(pen, y) * 2 : my, y1 = arms & ARM_DOWN ? py(pen, y + 1) * 2 : my;

	fputs("<path d=\"", pen->out);
	if (x0 != x1)
		fprintf(pen->out, "M%g %gH%g", x0 / 2.0, my / 2.0, x1 / 2.0);
	if (y0 != y1)
		fprintf(pen->out, "M%g %gV%g", mx / 2.0, y0 / 2.0, y1 / 2.0);
	fprintf(pen->out, "\" stroke=\"%s\" stroke-width=\"%s\"%s%s/>\n", ink, arms & ARM_HEAVY ? "3" : "1",
		arms & ARM_HEAVY ? " stroke-linecap=\"square\"" : "",
		arms & ARM_DOTTED ? " stroke-dasharray=\"1 2\"" : "");
}

/* Returns how many cells from x on have the same line from left to right. */
static int line_cells(const struct pen *pen, int x, int y)
{
	const struct cell *row = &pen->c->cells[y * pen->c->w];
	int end = x + 1;

	if ((figure_arms(row[x].c) & (ARM_LEFT | ARM_RIGHT | ARM_UP | ARM_DOWN)) == (ARM_LEFT | ARM_RIGHT))
		while (end < pen->c->w && row[end].c == row[x].c && row[end].look == row[x].look)
			end++;
	return end - x;
}

static void draw_shapes(const struct pen *pen, int y)
{
	for (int x = 0, cells; x < pen->c->w; x += cells) {
		const struct cell *cell = &pen->c->cells[y * pen->c->w + x];
		uint8_t arms = figure_arms(cell->c);
		const char *solid = figure_solid(cell->c);

		cells = line_cells(pen, x, y);
		if (arms != 0)
			draw_arms(pen, x, y, arms, cells, ink_at(pen, cell->look));
		else if (solid)
			fprintf(pen->out, "<path d=\"M%d %d%s\" fill=\"%s\"/>\n", px(x), py(pen, y), solid,
				ink_at(pen, cell->look));
	}
}

/* Draws one rectangle for each run of reversed cells. */
static void draw_fills(const struct pen *pen, int y)
{
	for (int x = 0; x < pen->c->w;) {
		const struct cell *row = &pen->c->cells[y * pen->c->w];
		const char *fill = ink_fill((enum look)row[x].look, pen->p, pen->scheme);
		int end = x + 1;

		while (end < pen->c->w && ink_fill((enum look)row[end].look, pen->p, pen->scheme) == fill)
			end++;
		if (fill)
			fprintf(pen->out, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>\n", px(x),
				py(pen, y), (end - x) * FIGURE_W, FIGURE_H, fill);
		x = end;
	}
}

/* --- text --- */

static bool is_text(const struct cell *cell)
{
	return cell->c > ' ' && figure_arms(cell->c) == 0 && !figure_solid(cell->c);
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
		fprintf(pen->out, "%d\" textLength=\"%d\"", px(x), (end - x) * FIGURE_W);
		return;
	}
	for (int at = x; at < end; at += 2)
		fprintf(pen->out, "%s%d", at > x ? " " : "", px(at));
	fprintf(pen->out, "\" font-size=\"%d\"", 2 * FIGURE_W);
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
		fprintf(pen->out, " y=\"%d\" fill=\"%s\"%s%s>", py(pen, y) + GROUND, ink_at(pen, look),
			has(pen, look, ATTR_BOLD) ? " font-weight=\"bold\"" : "",
			has(pen, look, ATTR_UNDERLINE) ? " text-decoration=\"underline\"" : "");
		for (; x < end; x++)
			if (row[x].c != 0)
				xml_put_character(pen->out, row[x].c);
		fputs("</text>\n", pen->out);
	}
}

static struct pen pen_of(FILE *out, const struct canvas *c, enum scheme scheme)
{
	return (struct pen){ out, c, ink_palette(scheme == SCHEME_LIGHT), scheme, MARGIN };
}

void svg_begin(FILE *out, const struct canvas *c, const char *title, const char *about)
{
	int w = svg_width(c), h = svg_height(c);

	fprintf(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" ", w,
		h, w, h);
	fprintf(out, "font-family=\"%s\" font-size=\"%d\" role=\"img\">\n<title>", fonts, FONT);
	xml_put(out, title);
	fputs("</title>\n<desc>", out);
	xml_put(out, about);
	fputs("</desc>\n", out);
}

void svg_ground(FILE *out, const struct canvas *c, enum scheme scheme)
{
	fprintf(out, "<rect width=\"%d\" height=\"%d\" rx=\"6\" fill=\"%s\"/>\n", svg_width(c), svg_height(c),
		ink_palette(scheme == SCHEME_LIGHT)->background);
}

int svg_width(const struct canvas *c)
{
	return c->w * FIGURE_W + 2 * MARGIN;
}

int svg_height(const struct canvas *c)
{
	return c->h * FIGURE_H + 2 * MARGIN;
}

void svg_row(FILE *out, const struct canvas *c, enum scheme scheme, int y)
{
	struct pen pen = pen_of(out, c, scheme);

	pen.top = -y * FIGURE_H;
	draw_fills(&pen, y);
	draw_shapes(&pen, y);
	draw_text(&pen, y);
}

int svg_row_top(int y)
{
	return MARGIN + y * FIGURE_H;
}

void svg_write(FILE *out, const struct canvas *c, enum scheme scheme, const char *title, const char *about)
{
	struct pen pen = pen_of(out, c, scheme);

	svg_begin(out, c, title, about);
	svg_ground(out, c, scheme);
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
