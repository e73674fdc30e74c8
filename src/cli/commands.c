/* Finds a command among the rows that main lists, and the script that a word names. */
#include <string.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/mem.h"
#include "cli/cli.h"
#include "lesson/library.h"
#include "lesson/progress.h"

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

/* Finds the path of the script that a word names; *taken: that of a lesson, freed with
 * mem_free. NULL after a usage error: there is no such lesson, which is told. */
static const char *find_path(const struct options *o, const char *word, char **taken)
{
	struct lessons all = { 0 }, shipped = { 0 };
	const struct script *lesson;
	const char *near = NULL, *other, *path = word;

	*taken = NULL;
	if (cli_names_file(word) || strcmp(word, "-") == 0)
		return word;
	lessons_load_headers(&all, lessons_directory());
	lesson = lessons_find(&all, word, &near);
	if (!lesson && lessons_directory() != lessons_own_directory()) {
		lessons_load_headers(&shipped, lessons_own_directory());
		lesson = lessons_find(&shipped, word, near ? &other : &near);
	}
	if (lesson)
		path = *taken = mem_copy_text(lesson->path);
	else if (access(word, F_OK) != 0)
		path = NULL;
	if (!path)
		cli_unknown(o, DIAG_UNKNOWN_LESSON, word, near);
	lessons_free(&all);
	lessons_free(&shipped);
	return path;
}

struct script *cli_script_open(const struct options *o, const char *word)
{
	return cli_script_report(o, word, NULL);
}

struct script *cli_script_report(const struct options *o, const char *word, struct results *results)
{
	char *taken;
	const char *path = find_path(o, word, &taken);
	struct diags errors = { 0 };
	struct script *s = NULL;
	struct diag unknown;

	if (path) {
		s = script_open_with(path, o->lang, &errors);
		for (size_t i = 0; !s && i < errors.used; i++)
			cli_report_diag(results, path, &errors.at[i], true);
	} else {
		diag_set(&unknown, 0, DIAG_UNKNOWN_LESSON, word, "");
		cli_report_diag(results, word, &unknown, true);
	}
	diags_free(&errors);
	mem_free(taken);
	return s;
}

int cli_progress_load(const struct options *o, struct progress *p)
{
	char *path = progress_path();
	struct diag diag;
	int status = EXIT_OK;

	if (!progress_load(p, path, &diag))
		status = cli_bad(o, &diag);
	mem_free(path);
	return status;
}
