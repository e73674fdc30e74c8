/* Takes the terminal, or reports why it cannot be used. */
#ifndef TCPSTEP_UI_TERM_TAKE_H
#define TCPSTEP_UI_TERM_TAKE_H

#include <stdbool.h>

#include "base/lang.h"
#include "ui/term/term.h"

/* Returns whether standard input and output are a terminal; if not, reports it. */
bool term_is_there(enum lang lang);
/* Takes the terminal as term_start does. Returns false after printing why not. */
bool term_take(const struct term_options *options, enum lang lang);

#endif
