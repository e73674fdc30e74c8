/* Keys as values. ui/term reads them; ui/app turns them into commands, or into
 * text of an input line. */
#ifndef TCPSTEP_UI_DRAW_KEYS_H
#define TCPSTEP_UI_DRAW_KEYS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

/* A character is its own key; the other keys are numbered above Unicode. */
enum key {
	KEYS_BEGIN = 0x110000,
	K_UP,
	K_DOWN,
	K_LEFT,
	K_RIGHT,
	K_HOME,
	K_END,
	K_PAGE_UP,
	K_PAGE_DOWN,
	K_BACKSPACE,
	K_DELETE,
	K_ENTER,
	K_TAB,
	K_BACKTAB,
	K_ESC,
	K_PASTE,   /* pasted text: term_paste returns it */
	K_MOUSE,   /* a click: term_mouse returns where */
	K_RESIZE,  /* the window changed, or everything must be redrawn */
	K_TIMEOUT, /* no key came in time */
	K_LEAVE,   /* the terminal is gone, or a signal asks the program to end */
	K_OTHER,   /* a key that has no meaning here */
	KEYS_END
};

/* Appends a key's name: "space", "Tab", "⌫" (in ASCII "Bksp"). A printable
 * character is its own name; a key without a name appends nothing. */
void key_label(struct text *t, uint32_t key, bool ascii);

enum { KEYS_OF_HANGUL = 8 };
/* Writes the letters of the keys on which a Hangul character is typed (two-set keyboard): "c" for
 * U+314A. Returns false if it is none. */
bool keys_of_hangul(uint32_t c, char letters[KEYS_OF_HANGUL]);

#endif
