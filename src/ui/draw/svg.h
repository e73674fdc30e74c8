/* A canvas as an SVG picture. It is self-contained, has no script and no fonts of its
 * own, and the same canvas always gives the same octets. */
#ifndef TCPSTEP_UI_DRAW_SVG_H
#define TCPSTEP_UI_DRAW_SVG_H

#include <stdio.h>

#include "ui/draw/canvas.h"
#include "ui/draw/style.h"

/* Writes the picture; title and about describe it for people who cannot see it.
 * The caller checks ferror(out). */
void svg_write(FILE *out, const struct canvas *c, enum scheme scheme, const char *title, const char *about);

/* The parts of a picture, for films. The first begins the document, up to its description; the
 * second draws the background. */
void svg_begin(FILE *out, const struct canvas *c, const char *title, const char *about);
void svg_ground(FILE *out, const struct canvas *c, enum scheme scheme);
/* Draws row y as if it were at the top; in the picture it is svg_row_top(y) pixels lower. */
void svg_row(FILE *out, const struct canvas *c, enum scheme scheme, int y);
int svg_row_top(int y);
/* Return the size of the picture, in pixels. */
int svg_width(const struct canvas *c);
int svg_height(const struct canvas *c);

#endif
