/* A session as a message sequence chart: its steps, in a form that can be drawn, and two
 * ways to write it, as SVG and as Mermaid. */
#ifndef TCPSTEP_REPORT_CHART_H
#define TCPSTEP_REPORT_CHART_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/lang.h"
#include "engine/trace.h"

enum { CHART_STEPS_MAX = 1000, MERMAID_MAX = 45000 };
#define CHART_NONE SIZE_MAX

/* What gets a place of its own: a row of the trace. A result that a call gave in the same
 * event is part of the call's step. */
struct chart_step {
	struct row row;
	struct result result; /* if returned */
	bool returned;
	bool enters[HOSTS]; /* the state of the connection in focus is another than before */
	size_t other; /* where a segment that was sent ends, or where one that ends was sent; CHART_NONE: not here */
};

struct chart {
	uint8_t state[HOSTS]; /* enum tcp_state, before the first step */
	vtime begun_ms;       /* the time before the first step */
	struct chart_step *steps;
	size_t used, size;
	unsigned more;     /* steps beyond CHART_STEPS_MAX, which are not kept */
	struct row beyond; /* the last row of them that is no segment sent */
};

/* How a chart is drawn. */
struct chart_style {
	enum lang lang;
	const char *title; /* NULL: none */
	bool part;         /* of a page, which has the style sheet and repeats no language */
	bool blank;        /* only the lifelines and the first states, to draw on */
};

/* Makes *c an empty chart that begins at a time in these states (NULL: both CLOSED). */
void chart_begin(struct chart *c, const uint8_t state[HOSTS], vtime now_ms);
/* Adds a row of the trace. */
void chart_row(struct chart *c, const struct row *row);
/* Makes the chart empty. It begins where it has ended. */
void chart_next(struct chart *c);
void chart_free(struct chart *c);

/* Writes the chart as SVG, light or dark as the viewer prefers, without a script. */
void chart_svg(FILE *out, const struct chart *c, const struct chart_style *style);
/* Writes the style sheet of charts that are parts of a page. dark: also for those who prefer dark. */
void chart_css(FILE *out, bool dark);
/* Writes the chart as a sequenceDiagram of Mermaid, at most about MERMAID_MAX octets: GitHub
 * draws 50,000 characters at most. */
void chart_mermaid(FILE *out, const struct chart *c, const struct chart_style *style);

#endif
