/* The terminal: start, stop, read a key, blit a canvas; gives the terminal
 * back on every way out. The only part that knows curses; used by app alone. */
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
	bool mouse; /* clicks, and the wheel moves; the terminal loses its own selection */
};

/* Effect: the process's locale, C.UTF-8 for characters where its own is not
 * UTF-8; numbers stay those of C. Result: UTF-8 can be written. */
bool term_locale(void);
/* Why a terminal cannot be used. */
enum term_problem {
	TERM_FITS,
	TERM_UNSET,     /* TERM is not set */
	TERM_UNKNOWN,   /* no description of it */
	TERM_NO_CURSOR, /* it cannot place its cursor */
	TERM_FAILED
};

/* Takes the terminal, or leaves it as it was. One at a time. */
enum term_problem term_start(const struct term_options *options);
/* Gives it back. Without a start: nothing. */
void term_stop(void);
void term_size(int *w, int *h); /* cells */
/* Sends the cells that changed since the last blit. */
void term_blit(const struct canvas *c);
/* The next key: a character or an enum key (ui/keys.h). timeout_ms -1: waits
 * without end. Resizes, stops and continues the process on the way (K_RESIZE). */
uint32_t term_read(int timeout_ms);
/* Where the click was that term_read gave as K_MOUSE, in cells. */
void term_mouse(int *x, int *y);
/* After term_stop: ends the process by the signal that made term_read give
 * K_LEAVE, as if it had not been caught; returns if there was none. */
void term_end(void);

#endif
