/* Looks and glyphs by meaning. Panels name a look or a glyph; term asks which colours,
 * attributes or character that is. */
#ifndef TCPSTEP_UI_DRAW_STYLE_H
#define TCPSTEP_UI_DRAW_STYLE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/scheme.h"

/* What a cell means; panels never name a colour. */
enum look {
	LOOK_PLAIN,
	LOOK_QUIET,   /* frames, edges never walked, hints */
	LOOK_UNSEEN,  /* a state never visited */
	LOOK_VISITED, /* a state visited before */
	LOOK_CURRENT, /* the current state: reverse, between blocks */
	LOOK_EDGE,    /* the edge just taken */
	LOOK_WALKED,  /* an edge walked before */
	LOOK_CLIENT,
	LOOK_SERVER,   /* names and segments of a host */
	LOOK_SEGMENT,  /* in motion */
	LOOK_SELECTED, /* what a key acts on: reverse and a mark */
	LOOK_DATA,     /* octets */
	LOOK_TIMER,    /* a running timer's bar */
	LOOK_WARN,     /* lost, refused, error */
	LOOK_GOOD,     /* held, right */
	LOOK_RULE,     /* a reference to the standard */
	LOOK_TITLE,
	LOOK_KEY,
	LOOK_BAR,
	LOOK_STRONG,
	LOOK_FRAME, /* the blocks around the current state: the same colour, not reversed */
	LOOK_COUNT
};

/* Colours are 0 to 15, or -1 for the terminal's default; attributes are bits. */
enum { ATTR_BOLD = 1, ATTR_DIM = 2, ATTR_REVERSE = 4, ATTR_UNDERLINE = 8 };
struct appearance {
	int8_t fg, bg;
	uint8_t attrs;
};
struct appearance style_of(enum look look, enum scheme scheme);
/* Returns the letter that a dump shows for a look. */
char look_letter(enum look look);

/* Glyphs by meaning, for UTF-8 and ASCII terminals. All are one column wide. */
enum glyph {
	GL_H,
	GL_V,
	GL_TL,
	GL_TR,
	GL_BL,
	GL_BR,
	GL_TEE_D,
	GL_TEE_U,
	GL_TEE_R,
	GL_TEE_L,
	GL_CROSS, /* light lines */
	GL_HH,
	GL_VV,
	GL_HTL,
	GL_HTR,
	GL_HBL,
	GL_HBR, /* heavy lines: the edge just taken */
	GL_HTEE_D,
	GL_HTEE_U,
	GL_HTEE_R,
	GL_HTEE_L,
	GL_HCROSS,
	GL_ARROW_R,
	GL_ARROW_L,
	GL_ARROW_U,
	GL_ARROW_D, /* small heads */
	GL_HEAD_R,
	GL_HEAD_L,
	GL_HEAD_U,
	GL_HEAD_D, /* heads of segments and of the edge just taken */
	GL_TRAIL,
	GL_AHEAD, /* a segment's track: travelled, and still ahead */
	GL_LOST,
	GL_HELD,
	GL_FORGED,
	GL_COPY,
	GL_BLOCK_L,
	GL_BLOCK_R, /* around the current state */
	GL_FULL,
	GL_EMPTY, /* progress: done, to do */
	GL_DOT,   /* free space in a buffer; separator between words */
	GL_OCTET, /* an octet whose content is not kept */
	GL_FIN_MARK,
	GL_POINTER,
	GL_ELLIPSIS,
	GL_CHECK,
	GL_HALF, /* begun, not finished */
	GL_BAR_L,
	GL_BAR_R,
	GL_VALVE_OPEN,
	GL_VALVE_SHUT,
	GL_RADIO,
	GL_RADIO_ON,
	GL_PROMPT,
	GL_PLAY,
	GL_COUNT
};
/* Returns the character of a glyph. */
uint32_t glyph_of(enum glyph g, bool ascii);

#endif
