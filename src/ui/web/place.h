/* What the fragment of the page's address asks for. For web.c and its test. */
#ifndef TCPSTEP_UI_WEB_PLACE_H
#define TCPSTEP_UI_WEB_PLACE_H

#include <stdbool.h>

#include "base/lang.h"

enum place_kind { PLACE_START, PLACE_MENU, PLACE_LESSON, PLACE_SANDBOX, PLACE_QUIZ };

struct place {
	enum place_kind kind; /* PLACE_START: nothing is named */
	char lesson[128];     /* PLACE_LESSON: its id */
	bool lang_said;
	enum lang lang;
	bool still; /* animation=off */
	int w, h;   /* the grid's size; 0: not fixed */
	char *keys; /* to be typed at the start, as UTF-8; NULL: none */
};

/* Reads a fragment, with or without its `#`: parts joined by `&`, percent-encoded. What it
 * does not know, and what is not valid, is left out. */
void place_read(struct place *p, const char *fragment);
void place_free(struct place *p);

#endif
