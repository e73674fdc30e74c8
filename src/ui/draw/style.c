/* The looks in each colour scheme, and the glyphs. Only the sixteen colours of the
 * terminal are used, on its own background. No meaning depends on colour alone:
 * each has an attribute or a glyph too. */
#include "ui/draw/style.h"

#include "base/check.h"

enum { BLACK, RED, GREEN, YELLOW, BLUE, MAGENTA, CYAN, WHITE, OWN = -1 };

#define B ATTR_BOLD
#define D ATTR_DIM
#define R ATTR_REVERSE
#define U ATTR_UNDERLINE

/* A colour shows whose a thing is, what it is, or that something went wrong. The
 * most prominent things (the state entered, the arrow taken) use reverse and bold,
 * which work on any background. The schemes: default, for dark backgrounds; light,
 * without the colours that are invisible on white; safe, with blue and yellow for
 * people who cannot distinguish red from green; mono, without colours. */
static const struct appearance looks[LOOK_COUNT][SCHEME_COUNT] = {
	[LOOK_PLAIN] = { { OWN, OWN, 0 }, { OWN, OWN, 0 }, { OWN, OWN, 0 }, { OWN, OWN, 0 } },
	[LOOK_QUIET] = { { OWN, OWN, D }, { OWN, OWN, D }, { OWN, OWN, D }, { OWN, OWN, D } },
	[LOOK_UNSEEN] = { { OWN, OWN, D }, { OWN, OWN, D }, { OWN, OWN, D }, { OWN, OWN, D } },
	[LOOK_VISITED] = { { OWN, OWN, 0 }, { OWN, OWN, 0 }, { OWN, OWN, 0 }, { OWN, OWN, U } },
	[LOOK_CURRENT] = { { OWN, OWN, B | R }, { OWN, OWN, B | R }, { OWN, OWN, B | R }, { OWN, OWN, B | R } },
	[LOOK_EDGE] = { { OWN, OWN, B }, { OWN, OWN, B }, { OWN, OWN, B }, { OWN, OWN, B } },
	[LOOK_WALKED] = { { OWN, OWN, 0 }, { OWN, OWN, 0 }, { OWN, OWN, 0 }, { OWN, OWN, 0 } },
	[LOOK_CLIENT] = { { CYAN, OWN, B }, { BLUE, OWN, B }, { BLUE, OWN, B }, { OWN, OWN, B } },
	[LOOK_SERVER] = { { MAGENTA, OWN, B }, { MAGENTA, OWN, B }, { YELLOW, OWN, B }, { OWN, OWN, B | U } },
	[LOOK_SEGMENT] = { { OWN, OWN, B }, { OWN, OWN, B }, { OWN, OWN, B }, { OWN, OWN, B } },
	[LOOK_SELECTED] = { { OWN, OWN, R }, { OWN, OWN, R }, { OWN, OWN, R }, { OWN, OWN, R } },
	[LOOK_DATA] = { { GREEN, OWN, 0 }, { GREEN, OWN, 0 }, { BLUE, OWN, B }, { OWN, OWN, U } },
	[LOOK_TIMER] = { { BLUE, OWN, B }, { BLUE, OWN, B }, { BLUE, OWN, B }, { OWN, OWN, B } },
	[LOOK_WARN] = { { RED, OWN, B }, { RED, OWN, B }, { YELLOW, OWN, B | U }, { OWN, OWN, B | U } },
	[LOOK_GOOD] = { { GREEN, OWN, B }, { GREEN, OWN, B }, { BLUE, OWN, B }, { OWN, OWN, B } },
	[LOOK_RULE] = { { YELLOW, OWN, 0 }, { BLUE, OWN, 0 }, { BLUE, OWN, B }, { OWN, OWN, U } },
	[LOOK_TITLE] = { { OWN, OWN, B }, { OWN, OWN, B }, { OWN, OWN, B }, { OWN, OWN, B } },
	[LOOK_KEY] = { { OWN, OWN, B }, { OWN, OWN, B }, { OWN, OWN, B }, { OWN, OWN, B } },
	[LOOK_BAR] = { { OWN, OWN, 0 }, { OWN, OWN, 0 }, { OWN, OWN, 0 }, { OWN, OWN, 0 } },
	[LOOK_STRONG] = { { OWN, OWN, B }, { OWN, OWN, B }, { OWN, OWN, B }, { OWN, OWN, B } },
	[LOOK_FRAME] = { { OWN, OWN, B }, { OWN, OWN, B }, { OWN, OWN, B }, { OWN, OWN, B } },
};

static const char letters[LOOK_COUNT + 1] = ".quvCEwcsSXdtWGrTKbBF";

struct glyph_pair {
	uint16_t utf8;
	char ascii;
};

static const struct glyph_pair glyphs[GL_COUNT] = {
	[GL_H] = { 0x2500, '-' },        [GL_V] = { 0x2502, '|' },          [GL_TL] = { 0x250C, '+' },
	[GL_TR] = { 0x2510, '+' },       [GL_BL] = { 0x2514, '+' },         [GL_BR] = { 0x2518, '+' },
	[GL_TEE_D] = { 0x252C, '+' },    [GL_TEE_U] = { 0x2534, '+' },      [GL_TEE_R] = { 0x251C, '+' },
	[GL_TEE_L] = { 0x2524, '+' },    [GL_CROSS] = { 0x253C, '+' },      [GL_HH] = { 0x2501, '=' },
	[GL_VV] = { 0x2503, '#' },       [GL_HTL] = { 0x250F, '#' },        [GL_HTR] = { 0x2513, '#' },
	[GL_HBL] = { 0x2517, '#' },      [GL_HBR] = { 0x251B, '#' },        [GL_HTEE_D] = { 0x2533, '#' },
	[GL_HTEE_U] = { 0x253B, '#' },   [GL_HTEE_R] = { 0x2523, '#' },     [GL_HTEE_L] = { 0x252B, '#' },
	[GL_HCROSS] = { 0x254B, '#' },   [GL_ARROW_R] = { 0x25B8, '>' },    [GL_ARROW_L] = { 0x25C2, '<' },
	[GL_ARROW_U] = { 0x25B4, '^' },  [GL_ARROW_D] = { 0x25BE, 'v' },    [GL_HEAD_R] = { 0x25B6, '>' },
	[GL_HEAD_L] = { 0x25C0, '<' },   [GL_HEAD_U] = { 0x25B2, 'A' },     [GL_HEAD_D] = { 0x25BC, 'V' },
	[GL_TRAIL] = { 0x2501, '=' },    [GL_AHEAD] = { 0x2508, '.' },      [GL_LOST] = { 0x2717, 'X' },
	[GL_HELD] = { 0x2016, '"' },     [GL_FORGED] = { 0x2021, '!' },     [GL_COPY] = { 0x2248, '~' },
	[GL_BLOCK_L] = { 0x2590, '[' },  [GL_BLOCK_R] = { 0x258C, ']' },    [GL_FULL] = { 0x25A0, '#' },
	[GL_EMPTY] = { 0x25A1, '-' },    [GL_DOT] = { 0x00B7, '.' },        [GL_OCTET] = { 0x25AA, 'o' },
	[GL_FIN_MARK] = { 0x22A3, ']' }, [GL_POINTER] = { 0x25B8, '>' },    [GL_ELLIPSIS] = { 0x2026, '~' },
	[GL_CHECK] = { 0x2713, '+' },    [GL_HALF] = { 0x25D0, '~' },       [GL_BAR_L] = { 0x2595, '|' },
	[GL_BAR_R] = { 0x258F, '|' },    [GL_VALVE_OPEN] = { 0x25CB, 'o' }, [GL_VALVE_SHUT] = { 0x25CF, '*' },
	[GL_RADIO] = { 0x25CB, 'o' },    [GL_RADIO_ON] = { 0x25CF, '*' },   [GL_PROMPT] = { 0x276F, '>' },
	[GL_PLAY] = { 0x25B6, '>' },
};

struct appearance style_of(enum look look, enum scheme scheme)
{
	CHECK(look < LOOK_COUNT && scheme < SCHEME_COUNT);
	return looks[look][scheme];
}

char look_letter(enum look look)
{
	CHECK(look < LOOK_COUNT);
	return letters[look];
}

uint32_t glyph_of(enum glyph g, bool ascii)
{
	CHECK(g < GL_COUNT);
	return ascii ? (uint32_t)glyphs[g].ascii : glyphs[g].utf8;
}
