/* How a picture of the screen is drawn: the colours of each look, and the characters
 * that are figures rather than text. For svg and ui/web. */
#ifndef TCPSTEP_UI_DRAW_INK_H
#define TCPSTEP_UI_DRAW_INK_H

#include <stdbool.h>
#include <stdint.h>

#include "ui/draw/style.h"

/* The terminal's colours, as CSS has them. */
struct palette {
	const char *background, *own, *quiet, *colours[8];
};
/* Returns the palette for a light background, or for a dark one. */
const struct palette *ink_palette(bool light);
/* Returns the colour of a look's characters. */
const char *ink_of(enum look look, const struct palette *p, enum scheme scheme);
/* Returns the colour that fills a reversed cell; NULL if the look is not reversed. */
const char *ink_fill(enum look look, const struct palette *p, enum scheme scheme);

/* The size of a cell in a figure's units. */
enum { FIGURE_W = 9, FIGURE_H = 19 };
/* The arms of a line-drawing character, from the cell's centre, and its line style. */
enum { ARM_LEFT = 1, ARM_RIGHT = 2, ARM_UP = 4, ARM_DOWN = 8, ARM_HEAVY = 16, ARM_DOTTED = 32 };
/* Returns a character's arms as bits; 0: it is no line. */
uint8_t figure_arms(uint32_t c);
/* Returns the outline of an arrow head or a block, an SVG path relative to the cell's
 * upper left corner; NULL: it is neither. */
const char *figure_solid(uint32_t c);

#endif
