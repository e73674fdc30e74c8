/* What the commands with a screen share. Called by the cmd_*.c files. */
#ifndef TCPSTEP_UI_START_CMD_OPTIONS_H
#define TCPSTEP_UI_START_CMD_OPTIONS_H

#include "cli/cli.h"
#include "ui/app/app.h"

/* Returns the screen's options, from the command line and the environment. */
struct app_options cmd_app_options(const struct options *o);
/* Returns the formats in which the key that shares can write a session, as
 * app_options.shares; NULL: this program has none. */
const struct share_format *cmd_share_formats(const struct options *o);
/* The function of app_options.share. */
char *cmd_share(const struct app *app, size_t format, const struct script *script, size_t *n, struct diag *diag);
/* Returns whether to use plain mode: by --plain, TCPSTEP_PLAIN, or a TERM that is
 * empty or dumb. */
bool cmd_plain(const struct options *o);
/* Returns the word if it is a lesson's file, or NULL if it is a lesson's name. */
const char *cmd_lesson_file(const char *lesson);

#endif
