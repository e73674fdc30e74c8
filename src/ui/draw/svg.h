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

#endif
