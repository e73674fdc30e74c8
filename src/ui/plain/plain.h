/* The program without a screen, line by line: for a screen reader, a terminal that
 * cannot move its cursor, a pipe. The commands are the same; each step is printed as
 * sentences, choices are numbered, and changes appear as `name: value`. */
#ifndef TCPSTEP_UI_PLAIN_PLAIN_H
#define TCPSTEP_UI_PLAIN_PLAIN_H

#include <stdio.h>

#include "ui/app/app.h"

/* These correspond to those of start/entries.h. */
/* Opens a capture. */
int plain_capture(const struct app_options *options, const char *path);
int plain_learn(const struct app_options *options, const char *lesson);
int plain_sandbox(const struct app_options *options);
int plain_replay(const struct app_options *options, const char *file);
/* Follows a class while lines are typed on a terminal. */
int plain_follow(const struct app_options *options, const char *recording);

/* Runs on any streams, for tests. Opens a lesson of the directory, or the menu (NULL). */
int plain_run(const struct app_options *options, const char *lesson, const char *directory, FILE *in, FILE *out);

#endif
