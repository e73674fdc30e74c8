/* A grid of cells, each a character and a look. Panels draw into it, term copies it
 * to the terminal, and it can be dumped as text. It knows no terminal. */
#ifndef TCPSTEP_UI_DRAW_CANVAS_H
#define TCPSTEP_UI_DRAW_CANVAS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

struct cell {
	uint32_t c;   /* code point; 0: the right half of a wide one */
	uint8_t look; /* enum look, ui/draw/style.h */
	uint8_t pad_;
	uint16_t tag; /* what a click there means (tag_of); 0: nothing */
};

/* What a cell means to a mouse click. */
enum tag {
	TAG_NONE,
	TAG_COMMAND, /* a command: its index in the table */
	TAG_STATE,   /* host * 16 + state */
	TAG_SIDE,    /* a host */
	TAG_SEGMENT, /* index into the segments in flight */
	TAG_RUNG,    /* a row of the ladder, counted from the newest */
	TAG_ITEM,    /* a line of the list, menu or question in front */
	TAG_SOCKET,  /* a row of the socket table: host * 64 + index into its slots */
	TAG_CLOSE    /* outside the overlay: closes it */
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
	int scroll_most;    /* lines by which the frontmost text can be scrolled */
	int scroll_page;    /* lines of it that are visible */
	int cut;            /* number of texts that did not fit and were cut: 0 on a good screen */
	char cut_text[64];  /* the first text that was cut */
};

void canvas_init(struct canvas *c, int w, int h);
void canvas_free(struct canvas *c);
/* Changes the size and clears. */
void canvas_resize(struct canvas *c, int w, int h);
void canvas_clear(struct canvas *c);
/* Draws one character; nothing outside the canvas. A wide character that does not
 * fit becomes a space, and so does the other half of one that is overwritten. */
void canvas_put(struct canvas *c, int x, int y, uint32_t ch, uint8_t look);
/* Draws text from x, cut at column x + w; returns the columns used. Untrusted
 * characters are escaped (text_add_safe of base/text.h). */
int canvas_text(struct canvas *c, int x, int y, int w, uint8_t look, const char *s);
int canvas_textf(struct canvas *c, int x, int y, int w, uint8_t look, const char *format, ...)
	__attribute__((format(printf, 6, 7)));
void canvas_fill(struct canvas *c, struct rect r, uint32_t ch, uint8_t look);
/* Changes only the looks. */
void canvas_look(struct canvas *c, struct rect r, uint8_t look);
/* Sets what a click on these cells means; canvas_put does not change it. */
void canvas_tag(struct canvas *c, struct rect r, uint16_t tag);
/* Returns the tag of a cell, 0 outside the canvas. */
uint16_t canvas_tag_at(const struct canvas *c, int x, int y);
/* Running text. Each canvas_flow continues where the last one ended, so that one
 * paragraph can have words of several looks. A run of spaces, or a single '\n',
 * is one space; "\n\n" starts a paragraph. Lines break between words. */
struct flow {
	struct rect r;
	int x, y; /* where the next word goes, cells from r; y counts lines skipped too */
	int skip; /* lines that are scrolled past and not shown */
	bool gap; /* a space goes before the next word */
};
void canvas_flow(struct canvas *c, struct flow *f, uint8_t look, const char *s);
/* Wraps s into r as one flow; returns the lines that the whole text needs. With
 * r.h = 0 it only measures. */
int canvas_wrap(struct canvas *c, struct rect r, uint8_t look, const char *s);
/* Like canvas_wrap, but starts at line `skip`, for scrolled panels. */
int canvas_wrap_from(struct canvas *c, struct rect r, uint8_t look, const char *s, int skip);
/* Returns all rows, right-trimmed and each ended by '\n'; free it with mem_free.
 * With with_looks, each row is followed by a row of look_letter letters. */
char *canvas_dump(const struct canvas *c, bool with_looks);

#endif
