/* The command line as a value, and the commands as a table. Each command's row
 * is at the end of its file (cmd_run at the end of cmd_run.c) and main lists the
 * rows. Dispatch, --help and the completion scripts use them. */
#ifndef TCPSTEP_CLI_CLI_H
#define TCPSTEP_CLI_CLI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/diag.h"
#include "base/lang.h"
#include "base/scheme.h"
#include "engine/profile.h"
#include "report/results.h"

/* 0: success. 1: an expectation failed, or the answer is no. 2: bad usage or input. */
enum { EXIT_OK, EXIT_NO, EXIT_BAD };

enum trace_format { TRACE_TEXT, TRACE_TSV, TRACE_JSON };
/* Files of strace's output that --calls takes. */
enum { CALLS_FILES_MAX = 8 };

/* What --at gives: a step, or an end of the connection. */
enum at_kind { AT_NONE, AT_STEP, AT_CLIENT, AT_SERVER };

enum { SETS_MAX = 16 };

struct options {
	enum lang lang;
	bool ascii;
	bool why;
	bool animation;
	bool mouse;
	bool plain;   /* line by line, without a screen */
	bool answers; /* handout, quiz --answers */
	bool slides;  /* handout --slides */
	bool paper;   /* quiz --paper */
	bool grade;   /* quiz --grade: its FILE is the first of the words */
	bool strict;  /* check --strict */
	bool names;   /* lessons --names */
	bool summary; /* import --summary */
	bool verdict;
	bool json;               /* import --json */
	enum trace_format trace; /* run --trace */
	bool no_data;
	bool anonymize;
	bool help;
	bool version;
	enum when colour;
	const char *begin;                  /* where the free session begins; NULL: not said */
	const char *scheme;                 /* NULL: chosen by the terminal's background */
	const char *fail_on;                /* import --fail-on WORD,…; NULL: not given */
	const char *capture;                /* learn --capture CAPTURE; NULL: not given */
	const char *calls[CALLS_FILES_MAX]; /* --calls FILE, which may be repeated */
	unsigned calls_used;
	const char *from;           /* path --from FILE; NULL: from scratch */
	const char *output;         /* -o FILE; NULL: not given */
	bool film;                  /* export --film */
	const char *listen;         /* teach --listen [ADDRESS:]PORT; NULL: not given */
	const char *code;           /* --code WORD; NULL: not given */
	uint32_t followers;         /* teach --followers N; 0: not given */
	bool kiosk;                 /* follow --kiosk */
	const char *as;             /* export, quiz --as FORMAT; NULL: not given */
	const char *lessons;        /* --lessons DIR; NULL: not given */
	enum results_format report; /* run, check, kernel --report */
	bool once;                  /* replay --once */
	const char *sets[SETS_MAX]; /* sandbox --set NAME=VALUE, in order */
	int sets_used;
	enum at_kind at_kind;
	uint32_t at;                               /* picture --at STEP; UINT32_MAX: the last step */
	uint32_t at_of;                            /* picture --at N/M, as the screen counts; 0: as the trace does */
	unsigned w, h;                             /* picture --size, columns and rows; 0: not given */
	const char *seed_text;                     /* --seed TEXT; NULL: not given */
	uint32_t seed;                             /* --seed, if it is a number; 1 by default */
	const char *key;                           /* quiz --key FILE; NULL: not given */
	uint32_t connection;                       /* import --connection N; 0: not given */
	uint32_t count;                            /* quiz --count, number of questions; 0: not given */
	uint32_t speed;                            /* of automatic play, in steps a minute; 0: not given */
	const struct export_format *exports;       /* all formats of `export`; one without a name ends them */
	const struct cli_command *const *commands; /* all rows, in the order of --help; NULL ends them */
	const char *command;                       /* NULL: none */
	const char **words;                        /* the words after the command */
	int words_used;
	uint64_t seen;                      /* OPTION_BITs of the options on the command line */
	const struct user_config *settings; /* the user configuration, read before the command line */

	/* kernel */
	struct duration max_wait; /* --max-wait; not seen: 5 s */
	const char *pcap;         /* --pcap FILE; NULL: not given */
	bool all;                 /* --all: no wait is skipped */
	bool loopback;            /* --loopback */
	bool kernel;              /* learn --kernel */
	uint32_t walks;           /* --walks N; 0: not given */
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
	OPT_LESSONS,
	OPT_COMMON, /* every command accepts those above */
	OPT_TRACE = OPT_COMMON,
	OPT_WHY,
	OPT_FROM,
	OPT_AT,
	OPT_SIZE,
	OPT_OUTPUT,
	OPT_SEED,
	OPT_COUNT,
	OPT_KEY,
	OPT_PAPER,
	OPT_GRADE,
	OPT_ANSWERS,
	OPT_STRICT,
	OPT_NAMES,
	OPT_BEGIN,
	OPT_SET,
	OPT_REPORT,
	OPT_SLIDES,
	OPT_ONCE,
	OPT_SUMMARY,
	OPT_JSON,
	OPT_VERDICT,
	OPT_FAIL_ON,
	OPT_AS,
	OPT_CONNECTION,
	OPT_NO_DATA,
	OPT_ANONYMIZE,
	OPT_CALLS,
	OPT_FILM,
	OPT_CAPTURE,
	OPT_LISTEN,
	OPT_CODE,
	OPT_FOLLOWERS,
	OPT_KIOSK,
	OPT_MAX_WAIT,
	OPT_ALL,
	OPT_PCAP,
	OPT_WALKS,
	OPT_LOOPBACK,
	OPT_KERNEL,
	OPT_COUNT_OF
};

struct option {
	const char *name;    /* "--lang" */
	const char *values;  /* "en|ko", "FILE"; NULL: the option takes no value */
	const char *also;    /* another name, "-o"; NULL: none */
	const char *setting; /* its name in the settings file; NULL: it cannot be set there */
	const char *
		setting_off; /* the setting's value that has the flag's effect, "off" for --no-mouse; NULL: no such setting */
};
extern const struct option cli_options[OPT_COUNT_OF];
enum { VALUES_MAX = 160 }; /* octets of an option's values, with the NUL */

/* Reads the command line. Returns false after printing an error on standard error. */
bool options_read(struct options *o, int argc, char **argv);
/* Sets one option. A flag's value is NULL, or the "on" or "off" of its setting.
 * Returns false if the value is not accepted; *near is then the nearest accepted
 * value, or NULL if none is near. */
bool option_set(struct options *o, enum option_id id, const char *value, const char **near);
/* Writes the option that overrides a flag's setting in the settings file:
 * "--no-ascii", "--mouse". Returns false if there is none. */
enum { OPTION_NAME_MAX = 32 };
bool option_opposite(enum option_id id, char word[OPTION_NAME_MAX]);

/* --- commands.c --- */

enum command_words {
	WORDS_NONE,
	WORDS_LESSON, /* after one of the choices, if there are any */
	WORDS_FILE,
	WORDS_FILES,
	WORDS_PREDICATES,
	WORDS_OTHER, /* any of the choices */
	WORDS_ONE,   /* one of the choices */
	WORDS_COMMAND
};

struct cli_command {
	const char *name;
	const char *usage[LANG_COUNT]; /* in the overview: the words after the name; NULL: none */
	const char *about[LANG_COUNT]; /* in the overview: what the command does */
	const char *help[LANG_COUNT];  /* the help page */
	uint64_t options;              /* OPTION_BITs, without the common options */
	enum command_words words;      /* which words may follow, for completion */
	const char *choices;           /* "bash zsh fish"; NULL: none */
	/* Performs the command. Returns the program's exit status. */
	int (*perform)(const struct options *o);
};
#define OPTION_BIT(id) (UINT64_C(1) << (id))

/* Returns the command's row, or NULL after reporting an unknown name with the nearest one. */
const struct cli_command *cli_command_find(const struct options *o, const char *name);
/* Returns whether a word is a file's path rather than a lesson's name. */
bool cli_names_file(const char *lesson);

/* --- shared by commands --- */

/* Opens the script that a word names: a file, "-" or a lesson's name. Returns NULL after
 * printing what is wrong. */
struct script;
struct script *cli_script_open(const struct options *o, const char *word);
/* Does the same for a report: what is wrong is told to results, too. */
struct script *cli_script_report(const struct options *o, const char *word, struct results *results);
/* Returns whether --at, if given, is what a command takes: a step, or an end. Otherwise
 * reports its value. */
bool cli_at_is_step(const struct options *o);
bool cli_at_is_end(const struct options *o);
/* Returns whether --seed, if given, is a number. Otherwise reports its value. */
bool cli_seed_is_number(const struct options *o);

/* Prints the overview, or the page of the named command. Returns the exit status. */
int cli_help(const struct options *o);
/* Performs `progress submit`. */
int cli_submit(const struct options *o);
/* Performs `import` without --summary. */
int cli_import_session(const struct options *o);
/* Reports that a capture has no TCP. Returns EXIT_NO. */
/* Reads the files of --calls; NULL if there are none. *ok false: one cannot be read, which
 * is reported. */
struct strace;
struct strace *cli_read_calls(const struct options *o, bool *ok);
struct capture;
int cli_no_tcp(const struct options *o, const struct capture *c);
/* Performs `follow --trace`. The command with a screen is in ui/start/cmd_follow.c. */
int cli_follow_trace(const struct options *o);
/* Reads the student's progress file. Returns EXIT_BAD after printing an error; p
 * can be used even then. */
struct progress;
int cli_progress_load(const struct options *o, struct progress *p);

/* --- output.c --- */

/* Prints on standard error which expectation failed, or which action could not be done;
 * lines are those of the script. */
struct source_lines;
struct failure;
void cli_tell_failure(const struct options *o, const struct script *s, struct source_lines *lines,
		      const struct failure *f);
/* Adds it to a report. */
void cli_report_failure(struct results *results, const struct script *s, const struct failure *f);
/* Adds a warning or an error to a report; as_error: the script is not valid. */
void cli_report_diag(struct results *results, const char *file, const struct diag *d, bool as_error);
/* Has standard error written in large pieces unless it is a terminal: a script can fail a
 * hundred thousand times. Called before anything is printed there. */
void cli_collect_errors(void);
/* Prints a row of a trace on standard output, in the format that --trace chose. */
struct ladder;
struct row;
void cli_trace_row(const struct options *o, struct ladder *ladder, const char *file, unsigned step,
		   const struct row *row);
/* Prints what comes before the first file: the header of a table. */
void cli_trace_header(const struct options *o);
/* Prints "tcpstep: TEXT", made safe for a terminal, and a hint on --help on standard
 * error, in the language of the options. Returns EXIT_BAD. */
int cli_usage(const struct options *o, enum diag_id id, const char *first, const char *second);
int cli_usage_of(const struct options *o, const struct diag *d);
/* Does the same for an unknown word; `what` says what it should have been. Suggests
 * `near` unless it is NULL. */
int cli_unknown(const struct options *o, enum diag_id what, const char *word, const char *near);
/* Prints "tcpstep: TEXT" without a hint. Returns EXIT_BAD. */
int cli_bad(const struct options *o, const struct diag *d);
/* Flushes out. Returns status, or EXIT_BAD after reporting that the output could
 * not be written (a full disk, a broken pipe). */
int cli_finish(const struct options *o, FILE *out, int status);
/* Writes n octets to the file of -o, else to standard output. Returns status, or EXIT_BAD
 * after reporting why they could not be written. */
int cli_deliver(const struct options *o, const char *octets, size_t n, int status);
/* Prints s on standard output, made safe, and pads it with spaces to `width` columns (0: none). */
void cli_column(const char *s, int width);
/* Returns whether the path ends in one of the endings, which spaces separate. */
bool cli_ends_in(const char *path, const char *endings);
/* Returns the wishes about colours that the options and the environment express. */
struct colour_wish cli_colour_wish(const struct options *o);
/* Returns whether to print in colour on this stream, by --color, NO_COLOR, TERM and
 * whether it is a terminal. */
bool cli_colour(const struct options *o, FILE *out);

#endif
