/* Asks the terminal how wide it draws characters whose width is ambiguous (UAX 11), as the line
 * drawing characters are. Does not use curses. For term only. */
#ifndef TCPSTEP_UI_TERM_ASK_WIDTH_H
#define TCPSTEP_UI_TERM_ASK_WIDTH_H

#include <stdbool.h>
#include <stddef.h>

enum { ASK_WIDTH_TYPED = 64 };

/* Returns whether the terminal draws them in two columns; false if it does not answer in time.
 * in, out: the terminal, not in line mode. Stores what was typed meanwhile in `typed`, and its
 * length in *n. */
bool ask_width(int in, int out, char typed[ASK_WIDTH_TYPED], size_t *n);

#endif
