/* Signals while the terminal is taken: those that end, stop or resize the program are
 * noted and wake the poll; every other one that would end the program restores the
 * terminal first. Does not use curses. For term only. */
#ifndef TCPSTEP_UI_TERM_SIGNALS_H
#define TCPSTEP_UI_TERM_SIGNALS_H

#include <stdbool.h>
#include <stddef.h>

/* Catches the signals and remembers the line discipline of fd. Returns false if the
 * pipe for waking up cannot be made. */
bool signals_catch(int fd);
void signals_release(void);
/* Appends n octets to what is written to fd before a crash ends the program. */
void signals_rescue_add(const char *octets, size_t n);
/* Sets whether the terminal is taken, so that a crash must restore it. */
void signals_rescue(bool on);

/* Returns a descriptor that is readable when a signal has come. */
int signals_fd(void);

enum signal_news { NEWS_NONE, NEWS_END, NEWS_STOP, NEWS_CONTINUED, NEWS_RESIZED };
/* Returns the next signal that has come, each once, but NEWS_END again and again. */
enum signal_news signals_next(void);
/* Acts as if SIGHUP had come, because the terminal is gone. */
void signals_hang_up(void);

/* Stops the process as SIGTSTP does by default. Returns when it is continued. */
void signals_stop_here(void);
/* Ends the process by the signal of NEWS_END, after signals_release. Returns if no such
 * signal has come. */
void signals_end_here(void);

#endif
