/* The entries of the interactive program with a screen. */
#ifndef TCPSTEP_UI_START_ENTRIES_H
#define TCPSTEP_UI_START_ENTRIES_H

#include "ui/app/app.h"

/* Each runs until the student leaves and returns an exit status: 0, or 2 when
 * there is no terminal fit for it, or no such lesson (printed on standard error). */
int app_learn(const struct app_options *options, const char *lesson /* NULL: the menu */);
int app_sandbox(const struct app_options *options);
int app_replay(const struct app_options *options, const char *file);
/* A lesson before a class, recorded in a file (NULL: teach.tcpstep beside the progress). */
int app_teach(const struct app_options *options, const char *lesson, const char *recording);
/* A recording that is still being written ("-": standard input). */
int app_follow(const struct app_options *options, const char *recording);

#endif
