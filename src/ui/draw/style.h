/* Meanings, and how each looks: colour schemes, monochrome, glyph sets. Draws
 * nothing: panels name a look or a glyph, term asks what it is. */
#ifndef TCPSTEP_UI_DRAW_STYLE_H
#define TCPSTEP_UI_DRAW_STYLE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/scheme.h"

/* What a cell means. No panel names a colour. */
enum look {
	LOOK_PLAIN,
	LOOK_QUIET,   /* frames, edges never walked, hints */
	LOOK_UNSEEN,  /* a state never visited: readable, quiet */
	LOOK_VISITED, /* a state visited before */
	LOOK_CURRENT, /* the state one is in: reverse, framed by blocks */
	LOOK_EDGE,    /* the edge just taken */
	LOOK_WALKED,  /* an edge walked before */
	LOOK_CLIENT,
	LOOK_SERVER,   /* whose: names, segments */
	LOOK_SEGMENT,  /* in motion */
	LOOK_SELECTED, /* what a key would act on: reverse and a mark */
	LOOK_DATA,     /* octets */
	LOOK_TIMER,    /* a running timer's bar */
	LOOK_WARN,     /* lost, refused, error */
	LOOK_GOOD,     /* held, right */
	LOOK_RULE,     /* the standard's word */
	LOOK_TITLE,
	LOOK_KEY,
	LOOK_BAR,
	LOOK_STRONG,
	LOOK_FRAME, /* the blocks around the current state: its colour, not reversed */
	LOOK_COUNT
};

/* Of the terminal's sixteen colours; -1: its own. Attributes are bits. */
enum { ATTR_BOLD = 1, ATTR_DIM = 2, ATTR_REVERSE = 4, ATTR_UNDERLINE = 8 };
struct appearance {
	int8_t fg, bg;
	uint8_t attrs;
};
struct appearance style_of(enum look look, enum scheme scheme);
/* The letter that stands for a look in a dump. */
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
	GL_HEAD_D, /* a segment's head; that of the edge just taken */
	GL_TRAIL,
	GL_AHEAD, /* behind and before the head */
	GL_LOST,
	GL_HELD,
	GL_FORGED,
	GL_COPY,
	GL_BLOCK_L,
	GL_BLOCK_R, /* around the current state */
	GL_FULL,
	GL_EMPTY, /* progress: done, to do */
	GL_DOT,   /* room in a buffer; between words */
	GL_OCTET, /* an octet whose content is not kept */
	GL_FIN_MARK,
	GL_POINTER,
	GL_ELLIPSIS,
	GL_CHECK,
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
uint32_t glyph_of(enum glyph g, bool ascii);

#endif
