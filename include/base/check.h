/* An assertion that is always compiled in: a bug in tcpstep ends the program with
 * a message that has its file and line. It is not for bad input (see base/diag.h)
 * nor for protocol outcomes, which are data. */
#ifndef TCPSTEP_BASE_CHECK_H
#define TCPSTEP_BASE_CHECK_H

/* Sets a function that is called once before the message is printed and the
 * program aborts; NULL removes it. ui/term sets one that restores the terminal. */
void check_on_failure(void (*hook)(void));

/* Prints "FILE:LINE: assertion failed: EXPR" on standard error and aborts. */
_Noreturn void check_failed(const char *file, int line, const char *expr);

#define CHECK(expr) ((expr) ? (void)0 : check_failed(__FILE__, __LINE__, #expr))

#endif
