/* The user configuration: the options' values before the command line is read. Not
 * to be confused with script settings, the `set` lines of a script. */
#ifndef TCPSTEP_CLI_USER_CONFIG_H
#define TCPSTEP_CLI_USER_CONFIG_H

#include <stdbool.h>

#include "cli/cli.h"
#include "lesson/parse.h"

struct user_config {
	char *path;                   /* NULL: its folder is not known */
	char *text;                   /* NULL: the file does not exist */
	unsigned lines[OPT_COUNT_OF]; /* number of the line that sets the option; 0: none */
	char *values[OPT_COUNT_OF];   /* the values' storage, to which options point */
	struct diags errors;
};

/* Reads $XDG_CONFIG_HOME/tcpstep/config, else ~/.config/tcpstep/config, and sets the
 * options in *o that its valid lines name. s must outlive o. */
void user_config_read(struct user_config *s, struct options *o);
/* Returns false after printing the file's errors. Commands that print help ignore
 * errors. */
bool user_config_sound(const struct user_config *s, const struct options *o);
/* Returns the values that an option takes, for people: "auto|always|never". */
const char *user_config_accepted(enum option_id id);
void user_config_free(struct user_config *s);

#endif
