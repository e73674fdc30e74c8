/* A run as text for a terminal or a program: the ladder, and the traces tsv and json. */
#ifndef TCPSTEP_REPORT_REPORT_H
#define TCPSTEP_REPORT_REPORT_H

#include <stdbool.h>
#include <stdio.h>

#include "base/lang.h"
#include "engine/trace.h"

/* Prints the header of `--trace=tsv`. */
void tsv_header(FILE *out);
/* Prints one row; `step` is its number in the run, `file` the script as the command line
 * has it. */
void tsv_row(FILE *out, unsigned step, const struct row *row, const char *file);
/* Prints a string of JSON. Characters that could act on a terminal are written as \u, octets that
 * are not UTF-8 as U+FFFD. */
void json_string(FILE *out, const char *s);
/* Prints one row of `--trace=json`, a line. */
void json_row(FILE *out, unsigned step, const struct row *row, const char *file);

/* The ladder of `--trace=text`, at most 80 columns. */
struct ladder_style {
	bool colour;
	bool ascii; /* no characters beyond ASCII for the drawing */
	bool why;   /* the rules are printed below each event */
	enum lang lang;
};
struct ladder {
	FILE *out;
	struct ladder_style style;
	uint8_t state[HOSTS]; /* at the row printed last */
	vtime last_ms;        /* its time */
	bool begun;           /* a row was printed */
};
/* Starts a ladder: prints the title (NULL or "": none) and the names of the
 * hosts. */
void ladder_begin(struct ladder *l, FILE *out, const struct ladder_style *style, const char *title);
/* Prints one row of the trace. */
void ladder_row(struct ladder *l, const struct row *row);
/* Ends the ladder: prints the time and the states of the hosts. */
void ladder_end(struct ladder *l, const struct world *w);

#endif
