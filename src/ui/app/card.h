/* The end of a lesson as sentences: how its questions and goals went, its last words. For the
 * card on the screen and for plain mode. */
#ifndef TCPSTEP_UI_APP_CARD_H
#define TCPSTEP_UI_APP_CARD_H

#include "ui/app/view.h"

/* Takes one sentence or text; look: enum look. */
typedef void card_line(void *to, uint8_t look, const char *text);
/* Passes everything but what comes next to `line`. */
void card_tell(const struct view *v, card_line *line, void *to);

#endif
