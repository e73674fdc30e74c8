/* A canvas as an SVG picture: self-contained, without script or fonts of its
 * own, the same octets for the same canvas. */
#ifndef TCPSTEP_UI_DRAW_SVG_H
#define TCPSTEP_UI_DRAW_SVG_H

#include <stdio.h>

#include "ui/draw/canvas.h"
#include "ui/draw/style.h"

/* title and about say in words what is seen, for those who do not. Errors stay
 * in out (ferror). */
void svg_write(FILE *out, const struct canvas *c, enum scheme scheme, const char *title, const char *about);

#endif
