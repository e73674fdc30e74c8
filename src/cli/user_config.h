/* The user configuration: what each option is before the command line is read. A
 * script's own `set` lines are another thing: script settings. */
#ifndef TCPSTEP_CLI_USER_CONFIG_H
#define TCPSTEP_CLI_USER_CONFIG_H

#include <stdbool.h>

#include "cli/cli.h"
#include "lesson/parse.h"

struct user_config {
	char *path;                   /* NULL: no folder for it is known */
	char *text;                   /* NULL: there is no such file */
	unsigned lines[OPT_COUNT_OF]; /* which line sets the option; 0: none */
	char *values[OPT_COUNT_OF];   /* what options point to */
	struct diags errors;
};

/* Reads $XDG_CONFIG_HOME/tcpstep/config, else ~/.config/tcpstep/config, and
 * sets in *o what its sound lines say. s must outlive o. */
void user_config_read(struct user_config *s, struct options *o);
/* False when the file has errors, all of them printed; help is given all the same. */
bool user_config_sound(const struct user_config *s, const struct options *o);
/* Returns the values that an option takes, for people: "auto|always|never". */
const char *user_config_accepted(enum option_id id);
void user_config_free(struct user_config *s);

#endif
