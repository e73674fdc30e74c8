/* Signals while the terminal is taken: those that end, stop or resize are
 * noted and wake whoever polls; every other one that would end the program
 * restores the terminal first. Knows no curses. For term alone. */
#ifndef TCPSTEP_UI_TERM_SIGNALS_H
#define TCPSTEP_UI_TERM_SIGNALS_H

#include <stdbool.h>
#include <stddef.h>

/* Catches them, and keeps the line discipline of fd as it is now. False when
 * there is no pipe to wake by. */
bool signals_catch(int fd);
void signals_release(void);
/* What a crash writes to fd before it ends: appends n octets. */
void signals_rescue_add(const char *octets, size_t n);
/* Whether the terminal is taken, so that a crash must give it back. */
void signals_rescue(bool on);

/* Readable when a signal came. */
int signals_fd(void);

enum signal_news { NEWS_NONE, NEWS_END, NEWS_STOP, NEWS_CONTINUED, NEWS_RESIZED };
/* The next of what came, each once; but NEWS_END stays. */
enum signal_news signals_next(void);
/* The terminal is gone: as if SIGHUP had come. */
void signals_hang_up(void);

/* Stops the process as SIGTSTP does by default; returns when it goes on. */
void signals_stop_here(void);
/* Ends it by the signal of NEWS_END, after the release; returns if none came. */
void signals_end_here(void);

#endif
