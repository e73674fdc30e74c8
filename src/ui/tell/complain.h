/* What is wrong before there is a screen, on standard error. */
#ifndef TCPSTEP_UI_TELL_COMPLAIN_H
#define TCPSTEP_UI_TELL_COMPLAIN_H

#include "base/lang.h"
#include "ui/tell/messages.h"

/* Prints "tcpstep: MESSAGE" on standard error; `about`, its argument, is made safe.
 * Returns the exit status of bad usage or input, 2. */
int complain(enum lang lang, enum message id, const char *about);

#endif
