/* The colours of a picture, and the characters that are drawn as figures so that they
 * join. Called by svg and ui/web. */
#include "ui/draw/ink.h"

#include <stddef.h>

static const struct palette dark = { "#1b1e24",
				     "#d8dbe2",
				     "#868d9b",
				     { "#3b4048", "#f07178", "#9fd383", "#f0c674", "#7fb4f5", "#d3a0e8", "#74d4d8",
				       "#ffffff" } },
			    light = { "#ffffff",
				      "#24292f",
				      "#6b737d",
				      { "#24292f", "#b3202c", "#1a6b34", "#8a5a00", "#0b5cad", "#7a2fa3", "#05696f",
					"#57606a" } };

const struct palette *ink_palette(bool on_light)
{
	return on_light ? &light : &dark;
}

const char *ink_of(enum look look, const struct palette *p, enum scheme scheme)
{
	struct appearance a = style_of(look, scheme);

	if (a.attrs & ATTR_REVERSE)
		return p->background;
	if (a.fg >= 0)
		return p->colours[a.fg & 7];
	return a.attrs & ATTR_DIM ? p->quiet : p->own;
}

const char *ink_fill(enum look look, const struct palette *p, enum scheme scheme)
{
	struct appearance a = style_of(look, scheme);

	if (!(a.attrs & ATTR_REVERSE))
		return NULL;
	return a.fg >= 0 ? p->colours[a.fg & 7] : p->own;
}

/* --- figures --- */

static const struct {
	uint16_t c;
	uint8_t arms;
} lines[] = {
	{ 0x2500, ARM_LEFT | ARM_RIGHT },
	{ 0x2502, ARM_UP | ARM_DOWN },
	{ 0x250C, ARM_RIGHT | ARM_DOWN },
	{ 0x2510, ARM_LEFT | ARM_DOWN },
	{ 0x2514, ARM_RIGHT | ARM_UP },
	{ 0x2518, ARM_LEFT | ARM_UP },
	{ 0x252C, ARM_LEFT | ARM_RIGHT | ARM_DOWN },
	{ 0x2534, ARM_LEFT | ARM_RIGHT | ARM_UP },
	{ 0x251C, ARM_RIGHT | ARM_UP | ARM_DOWN },
	{ 0x2524, ARM_LEFT | ARM_UP | ARM_DOWN },
	{ 0x253C, ARM_LEFT | ARM_RIGHT | ARM_UP | ARM_DOWN },
	{ 0x2501, ARM_LEFT | ARM_RIGHT | ARM_HEAVY },
	{ 0x2503, ARM_UP | ARM_DOWN | ARM_HEAVY },
	{ 0x250F, ARM_RIGHT | ARM_DOWN | ARM_HEAVY },
	{ 0x2513, ARM_LEFT | ARM_DOWN | ARM_HEAVY },
	{ 0x2517, ARM_RIGHT | ARM_UP | ARM_HEAVY },
	{ 0x251B, ARM_LEFT | ARM_UP | ARM_HEAVY },
	{ 0x2533, ARM_LEFT | ARM_RIGHT | ARM_DOWN | ARM_HEAVY },
	{ 0x253B, ARM_LEFT | ARM_RIGHT | ARM_UP | ARM_HEAVY },
	{ 0x2523, ARM_RIGHT | ARM_UP | ARM_DOWN | ARM_HEAVY },
	{ 0x252B, ARM_LEFT | ARM_UP | ARM_DOWN | ARM_HEAVY },
	{ 0x254B, ARM_LEFT | ARM_RIGHT | ARM_UP | ARM_DOWN | ARM_HEAVY },
	{ 0x2508, ARM_LEFT | ARM_RIGHT | ARM_DOTTED },
	{ 0x2016, ARM_UP | ARM_DOWN | ARM_DOTTED },
};

uint8_t figure_arms(uint32_t c)
{
	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
		if (lines[i].c == c)
			return lines[i].arms;
	return 0;
}

/* Arrow heads and blocks. */
static const struct {
	uint16_t c;
	const char *points; /* an SVG path, relative to the cell's corner */
} solids[] = {
	{ 0x25B8, "m1 5.5l7 4l-7 4z" },      { 0x25C2, "m8 5.5l-7 4l7 4z" },     { 0x25B4, "m1 13l3.5 -7l3.5 7z" },
	{ 0x25BE, "m1 6l3.5 7l3.5 -7z" },    { 0x25B6, "m0 3.5l9 6l-9 6z" },     { 0x25C0, "m9 3.5l-9 6l9 6z" },
	{ 0x25B2, "m0 15l4.5 -11l4.5 11z" }, { 0x25BC, "m0 4l4.5 11l4.5 -11z" }, { 0x2590, "m4.5 0h4.5v19h-4.5z" },
	{ 0x258C, "m0 0h4.5v19h-4.5z" },     { 0x25A0, "m1 6h7v7h-7z" },
};

const char *figure_solid(uint32_t c)
{
	for (size_t i = 0; i < sizeof solids / sizeof solids[0]; i++)
		if (solids[i].c == c)
			return solids[i].points;
	return NULL;
}
