/* What is wrong with a line that a student typed, in the student's language.
 * Files have their diagnostics in English, as the script format says. */
#ifndef TCPSTEP_UI_TELL_DIAGNOSIS_H
#define TCPSTEP_UI_TELL_DIAGNOSIS_H

#include "base/lang.h"
#include "base/text.h"

/* Appends the message; one that is not known stays in English. */
void diagnosis_add(struct text *t, const char *message, enum lang lang);

#endif
