/* The table of commands: what each takes. Not what it does: main chooses.
 * Called by main, options and the completion scripts. */
#include <string.h>

#include "base/diag.h"
#include "cli/cli.h"

#define BIT(id) (1u << (id))

const struct cli_command cli_commands[] = {
	{ "learn", 0, WORDS_LESSON, NULL },
	{ "sandbox", 0, WORDS_NONE, NULL },
	{ "replay", 0, WORDS_FILE, NULL },
	{ "run", BIT(OPT_TRACE) | BIT(OPT_WHY), WORDS_FILES, NULL },
	{ "check", BIT(OPT_STRICT), WORDS_FILES, NULL },
	{ "new", BIT(OPT_OUTPUT), WORDS_OTHER, NULL },
	{ "handout", BIT(OPT_OUTPUT) | BIT(OPT_ANSWERS), WORDS_LESSON, NULL },
	{ "teach", BIT(OPT_OUTPUT), WORDS_LESSON, NULL },
	{ "follow", BIT(OPT_TRACE) | BIT(OPT_WHY), WORDS_FILE, NULL },
	{ "notes", 0, WORDS_FILE, NULL },
	{ "profiles", 0, WORDS_NONE, NULL },
	{ "quiz", BIT(OPT_SEED) | BIT(OPT_COUNT), WORDS_NONE, NULL },
	{ "explore", 0, WORDS_OTHER, "loss copy perfect reorder" },
	{ "picture", BIT(OPT_AT) | BIT(OPT_SIZE) | BIT(OPT_OUTPUT), WORDS_FILE, NULL },
	{ "path", BIT(OPT_FROM), WORDS_PREDICATES, NULL },
	{ "lessons", BIT(OPT_NAMES), WORDS_NONE, NULL },
	{ "progress", 0, WORDS_LESSON, "reset" },
	{ "settings", 0, WORDS_NONE, NULL },
	{ "completion", 0, WORDS_ONE, "bash zsh fish" },
	{ "help", 0, WORDS_COMMAND, NULL },
};
const size_t cli_commands_count = sizeof cli_commands / sizeof *cli_commands;

const struct cli_command *cli_command_find(const char *name)
{
	const char *names[sizeof cli_commands / sizeof *cli_commands];

	for (size_t i = 0; i < cli_commands_count; i++) {
		names[i] = cli_commands[i].name;
		if (strcmp(name, names[i]) == 0)
			return &cli_commands[i];
	}
	cli_unknown("command", name, diag_nearest(name, names, cli_commands_count));
	return NULL;
}
