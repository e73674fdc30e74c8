/* Text as the plain program reads and prints it. For plain*.c alone. */
#ifndef TCPSTEP_UI_PLAIN_PLAIN_TEXT_H
#define TCPSTEP_UI_PLAIN_PLAIN_TEXT_H

#include <stdio.h>

#include "base/lang.h"
#include "base/text.h"
#include "engine/profile.h"

/* Prints a text of a script, or a line: each paragraph on one line, control
 * characters escaped. Prints nothing for "". */
void plain_text(FILE *out, const char *s);
/* Adds "2 min 59.95 s" in the language's words. */
void plain_span(struct text *t, vtime ms, enum lang lang);
/* Reads a number: only digits, at most six. Returns false for anything else. */
bool plain_number(const char *s, size_t *n);

#endif
