/* Always-on assertion: a bug in tcpstep ends the program with its place.
 * Not for bad input (see base/diag.h) nor for protocol outcomes (data). */
#ifndef TCPSTEP_BASE_CHECK_H
#define TCPSTEP_BASE_CHECK_H

/* Called once with the message before the program aborts; the terminal layer
 * installs one that restores the terminal. NULL removes it. */
void check_on_failure(void (*hook)(void));

/* Prints "FILE:LINE: assertion failed: EXPR" on standard error, aborts. */
_Noreturn void check_failed(const char *file, int line, const char *expr);

#define CHECK(expr) ((expr) ? (void)0 : check_failed(__FILE__, __LINE__, #expr))

#endif
