/* Text as the plain program writes it. For plain*.c alone. */
#ifndef TCPSTEP_UI_PLAIN_PLAIN_TEXT_H
#define TCPSTEP_UI_PLAIN_PLAIN_TEXT_H

#include <stdio.h>

#include "base/lang.h"
#include "base/text.h"
#include "engine/profile.h"

/* A text of a script, or a line: a paragraph a line, made safe. Nothing for "". */
void plain_text(FILE *out, const char *s);
/* "2 min 59.95 s", in the language's words. */
void plain_span(struct text *t, vtime ms, enum lang lang);

#endif
