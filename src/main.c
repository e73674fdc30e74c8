/* tcpstep: reads the command line and hands over to a command. Knows no
 * protocol and no terminal. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/mem.h"
#include "cli/cli.h"
#include "cli/settings.h"
#include "lesson/library.h"
#include "ui/app/app.h"
#include "ui/notes/notes.h"
#include "ui/export/picture.h"
#include "ui/plain/plain.h"
#include "ui/draw/style.h"

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

static const char *const scheme_names[] = { "default", "light", "safe", "mono" };

/* As rxvt and others say it: COLORFGBG=0;15, the background last. */
static bool light_background(void)
{
	const char *colours = getenv("COLORFGBG"), *last = colours ? strrchr(colours, ';') : NULL;

	return last && (strcmp(last, ";7") == 0 || strcmp(last, ";15") == 0);
}

static struct app_options app_of(const struct options *o)
{
	struct app_options a = { .lang = o->lang,
				 .ascii = o->ascii,
				 .animation = o->animation,
				 .mouse = o->mouse,
				 .speed = o->speed,
				 .seed = (uint32_t)time(NULL) };
	const char *no = getenv("NO_COLOR");

	if (light_background())
		a.scheme = SCHEME_LIGHT;
	for (int i = 0; i < SCHEME_COUNT; i++)
		if (o->scheme && strcmp(o->scheme, scheme_names[i]) == 0)
			a.scheme = (enum scheme)i;
	if (o->colour == WHEN_NEVER || (!o->scheme && o->colour == WHEN_AUTO && no && *no))
		a.scheme = SCHEME_MONO;
	return a;
}

/* Line by line: asked for, or on a terminal that can do no more. */
static bool plain(const struct options *o)
{
	const char *variable = getenv("TCPSTEP_PLAIN"), *term = getenv("TERM");

	if (o->plain || o->seen >> OPT_PLAIN & 1)
		return o->plain;
	return (variable && *variable && strcmp(variable, "0") != 0) || !term || !*term || strcmp(term, "dumb") == 0;
}

static const char *file_of(const char *lesson)
{
	return cli_names_file(lesson) ? lesson : NULL;
}

/* A lesson by its name, or by its file when the word is a path. */
static int learn(const struct options *o)
{
	struct app_options app = app_of(o);
	const char *lesson = o->words_used ? o->words[0] : NULL;

	if (o->words_used > 1)
		return cli_usage("learn: one lesson at a time");
	if (lesson)
		app.file = file_of(lesson);
	return plain(o) ? plain_learn(&app, lesson) : app_learn(&app, lesson);
}

static int sandbox(const struct options *o)
{
	struct app_options app = app_of(o);

	if (o->words_used)
		return cli_usage("sandbox: it takes no words");
	return plain(o) ? plain_sandbox(&app) : app_sandbox(&app);
}

static int replay(const struct options *o)
{
	struct app_options app = app_of(o);

	if (o->words_used != 1)
		return cli_usage("replay: name one file");
	return plain(o) ? plain_replay(&app, o->words[0]) : app_replay(&app, o->words[0]);
}

static int teach(const struct options *o)
{
	struct app_options app = app_of(o);

	if (o->words_used != 1)
		return cli_usage("teach: name one lesson");
	app.file = file_of(o->words[0]);
	return app_teach(&app, o->words[0], o->output);
}

static int follow(const struct options *o)
{
	struct app_options app = app_of(o);

	if (o->seen >> OPT_TRACE & 1)
		return cli_follow(o);
	if (o->seen >> OPT_WHY & 1)
		return cli_usage("follow: --why goes with --trace=text");
	if (o->words_used != 1)
		return cli_usage("follow: name one recording, or - for standard input");
	return app_follow(&app, o->words[0]);
}

static int notes(const struct options *o)
{
	struct app_options app = app_of(o);

	if (o->words_used > 2)
		return cli_usage("notes: name one recording, and perhaps its lesson's file");
	return notes_run(&app, o->words_used > 0 ? o->words[0] : NULL, o->words_used > 1 ? o->words[1] : NULL,
			 plain(o));
}

static int picture(const struct options *o)
{
	struct app_options app = app_of(o);

	if (o->words_used != 1)
		return cli_usage("picture: name one file");
	return picture_make(&app, o->words[0], o->at, o->w, o->h, o->output);
}

static int help(const struct options *o)
{
	const char *command = o->help ? o->command : o->words_used ? o->words[0] : NULL;

	if (command && !cli_command_find(command))
		return EXIT_BAD;
	cli_help(stdout, command, o->lang);
	return cli_finish(stdout, EXIT_OK);
}

/* What each command of cli/commands.c does. */
static const struct {
	const char *name;
	int (*perform)(const struct options *o);
} performs[] = {
	{ "learn", learn },
	{ "sandbox", sandbox },
	{ "replay", replay },
	{ "new", cli_new },
	{ "handout", cli_handout },
	{ "teach", teach },
	{ "follow", follow },
	{ "notes", notes },
	{ "run", cli_run },
	{ "check", cli_check },
	{ "profiles", cli_profiles },
	{ "explore", cli_explore },
	{ "path", cli_path },
	{ "picture", picture },
	{ "quiz", cli_quiz },
	{ "help", help },
	{ "settings", cli_settings },
	{ "lessons", cli_lessons },
	{ "completion", cli_completion },
	{ "progress", cli_progress },
};

static int dispatch(const struct options *o)
{
	const char *name = o->command ? o->command : "learn";

	if (o->help)
		return help(o);
	if (o->version) {
		puts("tcpstep " TCPSTEP_VERSION);
		return cli_finish(stdout, EXIT_OK);
	}
	for (size_t i = 0; i < sizeof performs / sizeof *performs; i++)
		if (strcmp(performs[i].name, name) == 0)
			return performs[i].perform(o);
	return EXIT_BAD;
}

int main(int argc, char **argv)
{
	struct options o = { .lang = locale_lang(), .animation = true, .mouse = true, .at = UINT32_MAX, .seed = 1 };
	struct user_config settings;
	int status = EXIT_BAD;
	bool sound;

	signal(SIGPIPE, SIG_IGN); /* so that a broken pipe is an error that can be told */
	user_config_read(&settings, &o);
	lessons_program(argv[0]);
	sound = options_read(&o, argc, argv);
	if (user_config_sound(&settings, &o) && sound)
		status = dispatch(&o);
	mem_free((void *)o.words);
	user_config_free(&settings);
	return status;
}
