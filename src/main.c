/* tcpstep: lists the commands, reads the command line and performs the command. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/mem.h"
#include "cli/cli.h"
#include "cli/export.h"
#include "cli/user_config.h"
#include "lesson/library.h"

/* Every command, in the order of --help; the first is performed when none is named.
 * A command's row, cmd_NAME, is at the end of its file in cli or ui/start. */
#define COMMANDS(X) \
	X(learn) \
	X(sandbox) \
	X(replay) \
	X(teach) \
	X(follow) \
	X(notes) \
	X(run) \
	X(check) \
	X(kernel) \
	X(new) \
	X(handout) \
	X(profiles) \
	X(path) \
	X(explore) \
	X(picture) \
	X(export) \
	X(import) \
	X(quiz) \
	X(lessons) \
	X(progress) \
	X(grade) \
	X(settings) \
	X(syntax) \
	X(completion) \
	X(help)

#define DECLARED(name) extern const struct cli_command cmd_##name;
COMMANDS(DECLARED)
#define LISTED(name) &cmd_##name,
static const struct cli_command *const commands[] = { COMMANDS(LISTED) NULL };

/* The formats of `tcpstep export`, whose functions are in cli or ui/start. */
#define EXPORT(name, ...) export_function export_##name;
#include "cli/exports.def"
static const struct export_format exports[] = {
#define EXPORT(name, endings, en, ko) { #name, endings, { en, ko }, export_##name },
#include "cli/exports.def"
	{ .name = NULL },
};

static enum lang locale_lang(void)
{
	static const char *const variables[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
	enum lang lang = LANG_EN;

	for (size_t i = 0; i < 3; i++) {
		const char *value = getenv(variables[i]);

		if (value && *value) {
			lang_parse(value, &lang);
			break;
		}
	}
	return lang;
}

/* Puts the folder of --lessons or TCPSTEP_LESSONS before all others. Returns false after an
 * error: it is no folder. */
static bool use_lessons(const struct options *o)
{
	const char *folder = o->lessons ? o->lessons : getenv("TCPSTEP_LESSONS");
	struct stat st;

	if (!folder || !*folder)
		return true;
	if (stat(folder, &st) == 0 && S_ISDIR(st.st_mode)) {
		lessons_use(folder);
		return true;
	}
	cli_usage(o, DIAG_LESSONS_FOLDER, o->lessons ? "--lessons" : "TCPSTEP_LESSONS", folder);
	return false;
}

static int dispatch(const struct options *o)
{
	const struct cli_command *c;

	if (o->help)
		return cli_help(o);
	if (o->version) {
		puts("tcpstep " TCPSTEP_VERSION);
		return cli_finish(o, stdout, EXIT_OK);
	}
	c = o->command ? cli_command_find(o, o->command) : o->commands[0];
	return c ? c->perform(o) : EXIT_BAD;
}

int main(int argc, char **argv)
{
	struct options o = { .commands = commands,
			     .exports = exports,
			     .lang = locale_lang(),
			     .animation = true,
			     .mouse = true,
			     .at = UINT32_MAX,
			     .seed = 1 };
	struct user_config settings;
	int status = EXIT_BAD;
	bool sound;

	signal(SIGPIPE, SIG_IGN);              /* so that a broken pipe is an error that can be reported */
	setvbuf(stderr, NULL, _IOLBF, BUFSIZ); /* one write for each line of a diagnostic */
	user_config_read(&settings, &o);
	lessons_program(argv[0]);
	sound = options_read(&o, argc, argv) && use_lessons(&o);
	if (user_config_sound(&settings, &o) && sound)
		status = dispatch(&o);
	mem_free((void *)o.words);
	user_config_free(&settings);
	return status;
}
