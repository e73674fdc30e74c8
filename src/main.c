/* tcpstep: reads the command line and hands over to a command. Knows no
 * protocol and no terminal. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/mem.h"
#include "base/text.h"
#include "cli/cli.h"
#include "ui/app.h"
#include "ui/style.h"

static const char *const command_names[] = { "learn",    "sandbox", "replay", "run", "check",
					     "profiles", "explore", "path",   "help" };
static const char *const option_names[] = { "--help",  "--version", "--lang", "--ascii",        "--color",   "--scheme",
					    "--trace", "--from",    "--why",  "--no-animation", "--no-mouse" };
static const char *const scheme_names[] = { "default", "light", "safe", "mono" };

enum { COMMANDS = sizeof command_names / sizeof *command_names, OPTIONS = sizeof option_names / sizeof *option_names };

static void safe_word(const char *word, char *out, size_t size)
{
	struct text t = text_over(out, size);

	text_add_safe(&t, word, strlen(word));
}

static bool unknown(const char *what, const char *word, const char *const *names, size_t n)
{
	char safe[200], name[100];
	const char *near;

	snprintf(name, sizeof name, "%.*s", (int)strcspn(word, "="), word);
	near = diag_nearest(name, names, n);
	safe_word(word, safe, sizeof safe);
	if (near)
		cli_usage("unknown %s '%s': did you mean '%s'?", what, safe, near);
	else
		cli_usage("unknown %s '%s'", what, safe);
	return false;
}

/* The value of "--name=value" or "--name value"; NULL: it is missing. */
static const char *value_of(const char *word, int argc, char **argv, int *i)
{
	const char *equals = strchr(word, '=');

	if (equals)
		return equals + 1;
	if (*i + 1 < argc)
		return argv[++*i];
	cli_usage("%s needs a value", word);
	return NULL;
}

static bool set_valued(struct options *o, const char *name, const char *value)
{
	static const char *const whens[] = { "auto", "always", "never" };
	static const char *const langs[] = { "en", "ko" };
	static const char *const traces[] = { "text", "tsv" };

	if (strcmp(name, "--lang") == 0)
		return lang_parse(value, &o->lang) || unknown("language", value, langs, 2);
	if (strcmp(name, "--from") == 0) {
		o->from = value;
		return true;
	}
	if (strcmp(name, "--trace") == 0) {
		o->tsv = strcmp(value, "tsv") == 0;
		return o->tsv || strcmp(value, "text") == 0 || unknown("trace", value, traces, 2);
	}
	if (strcmp(name, "--scheme") == 0) {
		for (size_t i = 0; i < 4; i++)
			if (strcmp(value, scheme_names[i]) == 0) {
				o->scheme = scheme_names[i];
				return true;
			}
		return unknown("scheme", value, scheme_names, 4);
	}
	for (int i = 0; i < 3; i++)
		if (strcmp(value, whens[i]) == 0) {
			o->colour = (enum when)i;
			return true;
		}
	return unknown("value of --color", value, whens, 3);
}

static bool set_option(struct options *o, int argc, char **argv, int *i)
{
	static const char *const valued[] = { "--lang", "--trace", "--scheme", "--color", "--from" };
	const char *word = argv[*i];
	const char *value;

	for (size_t k = 0; k < sizeof valued / sizeof *valued; k++) {
		size_t n = strlen(valued[k]);

		if (strncmp(word, valued[k], n) != 0 || (word[n] != '\0' && word[n] != '='))
			continue;
		value = value_of(word, argc, argv, i);
		return value && set_valued(o, valued[k], value);
	}
	if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0)
		o->help = true;
	else if (strcmp(word, "--version") == 0)
		o->version = true;
	else if (strcmp(word, "--ascii") == 0)
		o->ascii = true;
	else if (strcmp(word, "--why") == 0)
		o->why = true;
	else if (strcmp(word, "--no-animation") == 0)
		o->animation = false;
	else if (strcmp(word, "--no-mouse") == 0)
		o->mouse = false;
	else
		return unknown("option", word, option_names, OPTIONS);
	return true;
}

static bool read_words(struct options *o, int argc, char **argv)
{
	bool ended = false;

	o->words = mem_new((size_t)argc, sizeof *o->words);
	for (int i = 1; i < argc; i++) {
		const char *word = argv[i];

		if (!ended && strcmp(word, "--") == 0)
			ended = true;
		else if (!ended && word[0] == '-' && word[1] != '\0') {
			if (!set_option(o, argc, argv, &i))
				return false;
		} else if (!o->command)
			o->command = word;
		else
			o->words[o->words_used++] = word;
	}
	return true;
}

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

static struct app_options app_of(const struct options *o)
{
	struct app_options a = { .lang = o->lang, .ascii = o->ascii, .animation = o->animation, .mouse = o->mouse };
	const char *no = getenv("NO_COLOR");

	for (int i = 0; i < SCHEME_COUNT; i++)
		if (o->scheme && strcmp(o->scheme, scheme_names[i]) == 0)
			a.scheme = (enum scheme)i;
	if (o->colour == WHEN_NEVER || (!o->scheme && o->colour == WHEN_AUTO && no && *no))
		a.scheme = SCHEME_MONO;
	return a;
}

/* A lesson by its name, or by its file when the word is a path. */
static int learn(const struct options *o, struct app_options *app)
{
	const char *lesson = o->words_used ? o->words[0] : NULL;
	size_t n = lesson ? strlen(lesson) : 0;

	if (o->words_used > 1)
		return cli_usage("learn: one lesson at a time");
	if (lesson && (strchr(lesson, '/') || (n > 8 && strcmp(lesson + n - 8, ".tcpstep") == 0)))
		app->file = lesson;
	return app_learn(app, lesson);
}

static int help(const char *command, enum lang lang)
{
	bool known = command == NULL;

	for (size_t i = 0; i < COMMANDS && !known; i++)
		known = strcmp(command, command_names[i]) == 0;
	if (!known) {
		unknown("command", command, command_names, COMMANDS);
		return EXIT_BAD;
	}
	cli_help(stdout, command, lang);
	return cli_finish(stdout, EXIT_OK);
}

static int dispatch(const struct options *o)
{
	struct app_options app = app_of(o);
	const char *command = o->command ? o->command : "learn";

	if (strcmp(command, "run") == 0)
		return cli_run(o);
	if (strcmp(command, "check") == 0)
		return cli_check(o);
	if (strcmp(command, "profiles") == 0)
		return cli_profiles(o);
	if (strcmp(command, "explore") == 0)
		return cli_explore(o);
	if (strcmp(command, "path") == 0)
		return cli_path(o);
	if (strcmp(command, "learn") == 0)
		return learn(o, &app);
	if (strcmp(command, "sandbox") == 0)
		return o->words_used ? cli_usage("sandbox: it takes no words") : app_sandbox(&app);
	if (strcmp(command, "replay") == 0)
		return o->words_used == 1 ? app_replay(&app, o->words[0]) : cli_usage("replay: name one file");
	if (strcmp(command, "help") == 0)
		return help(o->words_used ? o->words[0] : NULL, o->lang);
	unknown("command", command, command_names, COMMANDS);
	return EXIT_BAD;
}

int main(int argc, char **argv)
{
	struct options o = { .lang = locale_lang(), .animation = true, .mouse = true };
	int status = EXIT_BAD;

	signal(SIGPIPE, SIG_IGN); /* so that a broken pipe is an error that can be told */
	if (!read_words(&o, argc, argv)) {
		status = EXIT_BAD;
	} else if (o.help) {
		status = help(o.command, o.lang);
	} else if (o.version) {
		puts("tcpstep " TCPSTEP_VERSION);
		status = cli_finish(stdout, EXIT_OK);
	} else {
		status = dispatch(&o);
	}
	mem_free((void *)o.words);
	return status;
}
