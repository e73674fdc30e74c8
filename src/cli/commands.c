/* Finds a command among the rows that main lists, and the script that a word names. */
#include <string.h>
#include <unistd.h>

#include "base/diag.h"
#include "cli/cli.h"
#include "lesson/library.h"

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

struct script *cli_script_open(const struct options *o, const char *word)
{
	struct lessons all = { 0 }, shipped = { 0 };
	const struct script *lesson;
	const char *near = NULL, *other;
	struct script *s = NULL;

	if (cli_names_file(word) || strcmp(word, "-") == 0)
		return script_open(word, o->lang);
	lessons_load_headers(&all, lessons_directory());
	lesson = lessons_find(&all, word, &near);
	if (!lesson && lessons_directory() != lessons_own_directory()) {
		lessons_load_headers(&shipped, lessons_own_directory());
		lesson = lessons_find(&shipped, word, near ? &other : &near);
	}
	if (lesson || access(word, F_OK) == 0)
		s = script_open(lesson ? lesson->path : word, o->lang);
	else
		cli_unknown(o, DIAG_UNKNOWN_LESSON, word, near);
	lessons_free(&all);
	lessons_free(&shipped);
	return s;
}
