/* The command line: what was asked for, as a value, and one row a command,
 * at the end of its file (cmd_run at the end of cmd_run.c). main lists the rows;
 * dispatch, --help and the completion scripts are made from them. */
#ifndef TCPSTEP_CLI_CLI_H
#define TCPSTEP_CLI_CLI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/lang.h"
#include "base/scheme.h"

/* 0 success, 1 an expectation failed or an answer is no, 2 usage or input error. */
enum { EXIT_OK, EXIT_NO, EXIT_BAD };

struct options {
	enum lang lang;
	bool ascii;
	bool why;
	bool tsv;
	bool animation;
	bool mouse;
	bool plain;   /* line by line, without a screen */
	bool answers; /* handout --answers */
	bool strict;  /* check --strict */
	bool names;   /* lessons --names */
	bool help;
	bool version;
	enum when colour;
	const char *scheme;                        /* NULL: by the terminal */
	const char *from;                          /* path --from FILE; NULL: from scratch */
	const char *output;                        /* -o FILE; NULL: not given */
	uint32_t at;                               /* picture --at STEP; UINT32_MAX: the end */
	unsigned w, h;                             /* picture --size, columns and rows; 0: not given */
	uint32_t seed;                             /* quiz; 1 */
	uint32_t count;                            /* quiz: questions; 0: not given */
	unsigned speed;                            /* of playing, steps a minute; 0: not given */
	const struct cli_command *const *commands; /* all rows, in the order of --help; NULL ends them */
	const char *command;                       /* NULL: none */
	const char **words;                        /* what follows the command */
	int words_used;
	unsigned seen;                      /* bits 1 << enum option_id: those of the command line */
	const struct user_config *settings; /* what was read before it */
};

/* --- options.c --- */

enum option_id {
	OPT_HELP,
	OPT_VERSION,
	OPT_LANG,
	OPT_ASCII,
	OPT_COLOR,
	OPT_SCHEME,
	OPT_ANIMATION,
	OPT_MOUSE,
	OPT_PLAIN,
	OPT_SPEED,
	OPT_COMMON, /* those above go with every command */
	OPT_TRACE = OPT_COMMON,
	OPT_WHY,
	OPT_FROM,
	OPT_AT,
	OPT_SIZE,
	OPT_OUTPUT,
	OPT_SEED,
	OPT_COUNT,
	OPT_ANSWERS,
	OPT_STRICT,
	OPT_NAMES,
	OPT_COUNT_OF
};

struct option {
	const char *name;        /* "--lang" */
	const char *values;      /* "en|ko", "FILE"; NULL: it takes none */
	const char *also;        /* another name: "-o"; NULL */
	const char *setting;     /* its name in the settings file; NULL: not there */
	const char *setting_off; /* the setting's value that means this flag, which then goes without --; NULL */
};
extern const struct option cli_options[OPT_COUNT_OF];

/* Reads the words of the command line. False: what is wrong was printed on standard error. */
bool options_read(struct options *o, int argc, char **argv);
/* Sets one option from its value (a flag: NULL, or "on" or "off" as its
 * setting has it). False with the accepted values' nearest in *near (NULL: none
 * is near). */
bool option_set(struct options *o, enum option_id id, const char *value, const char **near);
/* The word that undoes what the settings file says of a flag: "--no-ascii",
 * "--mouse". False: it has none. */
enum { OPTION_NAME_MAX = 32 };
bool option_opposite(enum option_id id, char word[OPTION_NAME_MAX]);

/* --- commands.c --- */

enum command_words {
	WORDS_NONE,
	WORDS_LESSON, /* where there are choices, one of them goes before it */
	WORDS_FILE,
	WORDS_FILES,
	WORDS_PREDICATES,
	WORDS_OTHER, /* any of the choices */
	WORDS_ONE,   /* one of the choices */
	WORDS_COMMAND
};

struct cli_command {
	const char *name;
	const char *usage[LANG_COUNT]; /* in the overview, the words after the name; NULL: none */
	const char *about[LANG_COUNT]; /* in the overview, what it does */
	const char *help[LANG_COUNT];  /* its page */
	unsigned options;              /* OPTION_BITs, those in common left out */
	enum command_words words;      /* what may follow, for completion */
	const char *choices;           /* "bash zsh fish"; NULL */
	/* Does it; returns the program's exit status. */
	int (*perform)(const struct options *o);
};
#define OPTION_BIT(id) (1u << (id))

/* The row of that name. NULL after printing that there is none, with the nearest name. */
const struct cli_command *cli_command_find(const struct cli_command *const *commands, const char *name);
/* Whether a word is a file's path, not a lesson's name. */
bool cli_names_file(const char *lesson);

/* --- shared by commands --- */

/* Prints the overview, or the page of the command that is named. */
int cli_help(const struct options *o);
/* `follow --trace`; the command with a screen is ui/start/cmd_follow.c. */
int cli_follow_trace(const struct options *o);
/* Reads the student's file; EXIT_BAD: what is wrong with it was printed, and p is
 * fit for use even so. */
struct progress;
int cli_progress_load(struct progress *p);

/* --- output.c --- */

/* Prints on standard error what did not hold, or could not be done. */
struct script;
struct failure;
void cli_tell_failure(const struct script *s, const struct failure *f);
/* Prints a row of a trace on standard output, as --trace asks. */
struct ladder;
struct row;
void cli_trace_row(const struct options *o, struct ladder *ladder, unsigned step, const struct row *row);
/* Prints "tcpstep: message", made safe for a terminal, then a hint on --help, on
 * standard error. Returns EXIT_BAD. */
int cli_usage(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* Reports "unknown WHAT 'word'", with the nearest of the names where one is
 * near. Returns EXIT_BAD. */
int cli_unknown(const char *what, const char *word, const char *near);
/* Whether what was written to out has arrived: a full disk or a broken pipe
 * is reported. Returns status, or EXIT_BAD. */
int cli_finish(FILE *out, int status);
/* Prints s on standard output, made safe, and pads it with spaces to `width` columns (0: none). */
void cli_column(const char *s, int width);
/* What was said of colours, by options and by the environment. */
struct colour_wish cli_colour_wish(const struct options *o);
/* Colours on this stream: --color, NO_COLOR, TERM=dumb, a terminal or not. */
bool cli_colour(const struct options *o, FILE *out);

#endif
