/* The command line: what was asked for, as a value, and one function a
 * command. Each returns the program's exit status. */
#ifndef TCPSTEP_CLI_CLI_H
#define TCPSTEP_CLI_CLI_H

#include <stdbool.h>
#include <stdio.h>

#include "base/lang.h"

enum { EXIT_OK, EXIT_NO, EXIT_BAD }; /* held; an answer is no; bad usage or input */

enum when { WHEN_AUTO, WHEN_ALWAYS, WHEN_NEVER };

struct options {
	enum lang lang;
	bool ascii;
	bool why;
	bool tsv;
	bool animation;
	bool mouse;
	bool help;
	bool version;
	enum when colour;
	const char *scheme;  /* NULL: by the terminal */
	const char *from;    /* path --from FILE; NULL: from scratch */
	const char *command; /* NULL: none */
	const char **words;  /* what follows the command */
	int words_used;
};

int cli_run(const struct options *o);
int cli_check(const struct options *o);
int cli_profiles(const struct options *o);
int cli_explore(const struct options *o);
int cli_path(const struct options *o);
/* `tcpstep --help`, `tcpstep COMMAND --help`. */
void cli_help(FILE *out, const char *command, enum lang lang);

/* "tcpstep: message", then a hint on --help; returns EXIT_BAD. */
int cli_usage(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* Whether what was written to out has arrived: a full disk or a broken pipe
 * is reported. Returns status, or EXIT_BAD. */
int cli_finish(FILE *out, int status);
/* Colours on this stream: --color, NO_COLOR, TERM=dumb, a terminal or not. */
bool cli_colour(const struct options *o, FILE *out);

#endif
