/* One write a screen. Called by term.c. */
#ifndef TCPSTEP_UI_TERM_WHOLE_H
#define TCPSTEP_UI_TERM_WHOLE_H

/* Prepares to collect what is written to fd; does nothing where the system has no
 * memory files: then each write goes to fd at once. */
void whole_start(int fd);
void whole_stop(void);
/* Between these two, what is written to fd is collected; whole_send writes it to fd. */
void whole_collect(void);
void whole_send(void);

#endif
