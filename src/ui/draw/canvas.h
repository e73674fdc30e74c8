/* A grid of cells (a character and a look) that panels draw into, that dumps
 * itself as text, and that term blits. Knows no terminal. */
#ifndef TCPSTEP_UI_DRAW_CANVAS_H
#define TCPSTEP_UI_DRAW_CANVAS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

struct cell {
	uint32_t c;   /* code point; 0: the right half of a wide one */
	uint8_t look; /* enum look, ui/style.h */
	uint8_t pad_;
	uint16_t tag; /* what a click there means; 0: nothing */
};

/* What a cell stands for, to a mouse. */
enum tag {
	TAG_NONE,
	TAG_COMMAND, /* a command, by its place in the table */
	TAG_STATE,   /* host * 16 + state */
	TAG_SIDE,    /* a host */
	TAG_SEGMENT, /* place in flight */
	TAG_RUNG,    /* a row of the ladder, counted from the newest */
	TAG_ITEM,    /* a line of the list, menu or question in front */
	TAG_CLOSE    /* outside of what is in front */
};
enum { TAG_MOST = 0xFFF };
static inline uint16_t tag_of(enum tag kind, unsigned which)
{
	return (uint16_t)((unsigned)kind << 12 | (which < TAG_MOST ? which : TAG_MOST));
}

struct rect {
	int x, y, w, h; /* cells; x, y from 0 */
};

struct canvas {
	int w, h;
	struct cell *cells; /* w*h, by rows */
	int scroll_most;    /* lines that the text in front can be scrolled by */
	int cut;            /* texts that did not fit where they were to stand: 0 on a good screen */
	char cut_text[64];  /* the first of them */
};

void canvas_init(struct canvas *c, int w, int h);
void canvas_free(struct canvas *c);
void canvas_resize(struct canvas *c, int w, int h); /* and clears */
void canvas_clear(struct canvas *c);
/* One character; outside of the canvas: nothing. A wide one that does not fit
 * is a blank; half of an overwritten wide one becomes a blank. */
void canvas_put(struct canvas *c, int x, int y, uint32_t ch, uint8_t look);
/* Text from x on, cut at column x + w; returns the columns used. Text is made
 * safe as it is drawn (base/text.h). */
int canvas_text(struct canvas *c, int x, int y, int w, uint8_t look, const char *s);
int canvas_textf(struct canvas *c, int x, int y, int w, uint8_t look, const char *format, ...)
	__attribute__((format(printf, 6, 7)));
void canvas_fill(struct canvas *c, struct rect r, uint32_t ch, uint8_t look);
void canvas_look(struct canvas *c, struct rect r, uint8_t look); /* looks alone */
/* Marks the cells as standing for something; canvas_put leaves the mark. */
void canvas_tag(struct canvas *c, struct rect r, uint16_t tag);
uint16_t canvas_tag_at(const struct canvas *c, int x, int y); /* 0 outside */
/* Running text: each canvas_flow goes on where the last one ended, so that one
 * paragraph may have words of several looks. Blanks are one blank, a single
 * '\n' too; two begin a paragraph; Korean breaks between words as well. */
struct flow {
	struct rect r;
	int x, y; /* where the next word goes, cells from r; y counts lines skipped too */
	int skip; /* lines not shown: scrolled past */
	bool gap; /* a blank is due before the next word */
};
void canvas_flow(struct canvas *c, struct flow *f, uint8_t look, const char *s);
/* Wraps s into r as one flow; returns the lines needed,
 * drawn or not. r.h = 0 measures. */
int canvas_wrap(struct canvas *c, struct rect r, uint8_t look, const char *s);
/* As canvas_wrap, from line `skip` on: what a scrolled panel shows. */
int canvas_wrap_from(struct canvas *c, struct rect r, uint8_t look, const char *s, int skip);
/* All rows, right-trimmed, each ended by '\n'; free with mem_free. with_looks: each
 * row is followed by one of letters, a letter a look. */
char *canvas_dump(const struct canvas *c, bool with_looks);

#endif
