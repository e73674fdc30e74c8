/* Errors before there is a screen. */
#ifndef TCPSTEP_UI_TELL_COMPLAIN_H
#define TCPSTEP_UI_TELL_COMPLAIN_H

#include "base/lang.h"
#include "ui/tell/messages.h"

/* Prints "tcpstep: MESSAGE" on standard error; the message's argument `about` is
 * escaped. Returns 2, the exit status for bad usage or input. */
int complain(enum lang lang, enum message id, const char *about);

#endif
