/* Keys as values. ui/term reads them; ui/app turns them into commands or into text
 * of an input line. */
#ifndef TCPSTEP_UI_DRAW_KEYS_H
#define TCPSTEP_UI_DRAW_KEYS_H

#include <stdbool.h>
#include <stdint.h>

/* Beyond Unicode, so that any character is its own key. */
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
	K_MOUSE,   /* a click: term_mouse says where */
	K_RESIZE,  /* the window changed, or all must be drawn again */
	K_TIMEOUT, /* none came in time */
	K_LEAVE,   /* the terminal is gone, or a signal asks to end */
	K_OTHER,   /* a key without a meaning here */
	KEYS_END
};

/* Returns a key's name: "space", "Tab", "⌫" (in ASCII "Bksp"); a character as itself. */
const char *key_label(uint32_t key, bool ascii);

#endif
