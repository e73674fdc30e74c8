/* The terminal: start, stop, read a key, blit a canvas. It is restored however the
 * program ends. The only part that uses curses; used by app only. */
#ifndef TCPSTEP_UI_TERM_TERM_H
#define TCPSTEP_UI_TERM_TERM_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "ui/draw/canvas.h"
#include "ui/draw/style.h"

struct term_options {
	FILE *in, *out; /* NULL: standard input, standard output */
	enum scheme scheme;
	bool ask_width; /* ask the terminal how wide it draws line characters: term_is_wide */
	bool mouse;     /* take clicks and the wheel; the terminal's own selection then does not work */
};

/* Sets the process's locale: C.UTF-8 for characters if its own is not UTF-8, and C for
 * numbers. Returns whether UTF-8 can be written. */
bool term_locale(void);
bool term_locale_is_utf8(void);
/* Why a terminal cannot be used. */
enum term_problem {
	TERM_FITS,
	TERM_UNSET,     /* TERM is not set */
	TERM_UNKNOWN,   /* there is no description of the terminal */
	TERM_NO_CURSOR, /* the terminal cannot move its cursor */
	TERM_FAILED
};

/* Takes the terminal, or leaves it as it was. Only one can be taken at a time. */
enum term_problem term_start(const struct term_options *options);
/* Restores the terminal. Does nothing unless it is taken. */
void term_stop(void);
/* Stores the terminal's size, in cells. */
void term_size(int *w, int *h);
/* Sends the cells that changed since the last blit. */
void term_blit(const struct canvas *c);
/* Returns the next key: a character or an enum key (ui/draw/keys.h), or K_TIMEOUT after
 * timeout_ms (-1: never). Also handles resizing, stopping and continuing, after which
 * it returns K_RESIZE. */
uint32_t term_read(int timeout_ms);
/* Returns whether there is input that was not read yet. */
bool term_key_waits(void);
/* Returns whether the terminal draws line characters in two columns, as it answered at the start. */
bool term_is_wide(void);
/* Returns the text for which term_read returned K_PASTE, valid until the next one; *whole: nothing of
 * it was dropped. */
const char *term_paste(bool *whole);
/* Stores where the click was that term_read returned as K_MOUSE, in cells. */
void term_mouse(int *x, int *y);
/* Ends the process, after term_stop, by the signal for which term_read returned K_LEAVE,
 * as if it had not been caught. Returns if there was none. */
void term_end(void);

#endif
