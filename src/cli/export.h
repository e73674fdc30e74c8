/* What `tcpstep export` and its formats share. exports.def has a row a format. */
#ifndef TCPSTEP_CLI_EXPORT_H
#define TCPSTEP_CLI_EXPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/diag.h"
#include "cli/cli.h"
#include "engine/trace.h"
#include "lesson/parse.h"
#include "lesson/script.h"

/* One export. */
struct export_job {
	const struct options *options;
	const struct script *script;
	const char *file;          /* as the command line has it: a path, a lesson's name, "-" */
	struct source_lines lines; /* of the script's text, for what fails */
	size_t failures;
};

/* Writes the script in a format. Returns false with *diag filled if the format cannot
 * express it; what was written until then is discarded. */
typedef bool export_function(struct export_job *job, FILE *out, struct diag *diag);

struct export_format {
	const char *name;
	const char *endings; /* ".json .jsonl" */
	const char *about[LANG_COUNT];
	export_function *write;
};

/* Runs the script from its beginning, and passes each row of its trace (row NULL: none).
 * Expectations that fail are printed on standard error and counted. The world at the end
 * is copied to *end (NULL: not wanted). A format calls it once. */
void export_run(struct export_job *job, void (*row)(void *to, unsigned step, const struct row *row), void *to,
		struct world *end);

/* Runs the script, and writes its chart as SVG. */
void export_chart_svg(struct export_job *job, FILE *out);

#endif
