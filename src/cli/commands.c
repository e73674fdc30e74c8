/* Finds a command among the rows that main lists. */
#include <string.h>

#include "base/diag.h"
#include "cli/cli.h"

enum { COMMANDS_MAX = 64 };

const struct cli_command *cli_command_find(const struct options *o, const char *name)
{
	const struct cli_command *const *commands = o->commands;
	const char *names[COMMANDS_MAX];
	size_t n = 0;

	for (; commands[n] && n < COMMANDS_MAX; n++) {
		names[n] = commands[n]->name;
		if (strcmp(name, names[n]) == 0)
			return commands[n];
	}
	cli_unknown(o, DIAG_UNKNOWN_COMMAND, name, diag_nearest(name, names, n));
	return NULL;
}

bool cli_names_file(const char *lesson)
{
	size_t n = strlen(lesson);

	return strchr(lesson, '/') || (n > 8 && strcmp(lesson + n - 8, ".tcpstep") == 0);
}
