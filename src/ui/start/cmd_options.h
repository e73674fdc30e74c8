/* What the commands with a screen have in common. The cmd_*.c files call it. */
#ifndef TCPSTEP_UI_START_CMD_OPTIONS_H
#define TCPSTEP_UI_START_CMD_OPTIONS_H

#include "cli/cli.h"
#include "ui/app/app.h"

/* What the command line and the environment say of the screen. */
struct app_options cmd_app_options(const struct options *o);
/* Whether to go line by line: asked for, or on a terminal that can do no more. */
bool cmd_plain(const struct options *o);
/* The lesson's file; NULL: the word is a lesson's name. */
const char *cmd_lesson_file(const char *lesson);

#endif
