/* Taking the terminal, or saying why it cannot be had. */
#ifndef TCPSTEP_UI_TERM_TAKE_H
#define TCPSTEP_UI_TERM_TAKE_H

#include <stdbool.h>

#include "base/lang.h"
#include "ui/term/term.h"

/* Whether standard input and output are a terminal; if not, prints that. */
bool term_is_there(enum lang lang);
/* Takes the terminal as term_start does. False: prints why not. */
bool term_take(const struct term_options *options, enum lang lang);

#endif
