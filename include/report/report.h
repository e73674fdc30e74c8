/* A run as text for a terminal or a program: the ladder and the tsv trace. */
#ifndef TCPSTEP_REPORT_REPORT_H
#define TCPSTEP_REPORT_REPORT_H

#include <stdbool.h>
#include <stdio.h>

#include "base/lang.h"
#include "engine/trace.h"

/* The header row of `--trace=tsv`. */
void tsv_header(FILE *out);
void tsv_row(FILE *out, unsigned step, const struct row *row);

/* The ladder of `--trace=text`, at most 80 columns. */
struct ladder_style {
	bool colour; /* on a terminal only */
	bool ascii;
	bool why; /* cite the rule beneath each event */
	enum lang lang;
};
struct ladder {
	FILE *out;
	struct ladder_style style;
	uint8_t state[HOSTS]; /* last shown */
	vtime last_ms;
	bool begun;
};
void ladder_begin(struct ladder *l, FILE *out, const struct ladder_style *style, const char *title);
void ladder_row(struct ladder *l, const struct row *row);
void ladder_end(struct ladder *l, const struct world *w);

#endif
