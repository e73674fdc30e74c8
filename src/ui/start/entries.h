/* The entries of the interactive program with a screen. */
#ifndef TCPSTEP_UI_START_ENTRIES_H
#define TCPSTEP_UI_START_ENTRIES_H

#include "ui/app/app.h"

/* Each runs until the student quits and returns an exit status: 0, or 2 after
 * reporting on standard error that the terminal cannot be used or that there is no
 * such lesson. */
int app_learn(const struct app_options *options, const char *lesson /* NULL: the menu */);
/* Opens a capture; app_watch one that comes on standard input. */
int app_capture(const struct app_options *options, const char *path);
int app_watch(const struct app_options *options);
int app_sandbox(const struct app_options *options);
int app_replay(const struct app_options *options, const char *file);
/* Opens a lesson for a class and records it in a file (NULL: teach.tcpstep in the folder
 * of the progress file). */
int app_teach(const struct app_options *options, const char *lesson, const char *recording);
/* Follows a recording that is still being written ("-": standard input). */
int app_follow(const struct app_options *options, const char *recording);

#endif
