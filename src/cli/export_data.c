/* The formats of `tcpstep export` that are text or data: each passes the rows of the run
 * to its writer in report. Listed by main. */
#include "base/mem.h"
#include "cli/export.h"
#include "report/report.h"

/* --- text --- */

static void ladder_takes(void *to, unsigned step, const struct row *row)
{
	(void)step;
	ladder_row(to, row);
}

export_function export_text, export_tsv, export_json;

bool export_text(struct export_job *job, FILE *out, struct diag *diag)
{
	const struct options *o = job->options;
	struct ladder_style style = { o->output ? o->colour == WHEN_ALWAYS : cli_colour(o, stdout), o->ascii, false,
				      o->lang };
	const char *title = script_title(job->script, o->lang);
	struct world *end = mem_new(1, sizeof *end);
	struct ladder ladder;

	(void)diag;
	ladder_begin(&ladder, out, &style, title ? title : job->script->id);
	export_run(job, ladder_takes, &ladder, end);
	ladder_end(&ladder, end);
	mem_free(end);
	return true;
}

/* --- tsv, json --- */

struct rows {
	FILE *out;
	const char *file;
};

static void tsv_takes(void *to, unsigned step, const struct row *row)
{
	const struct rows *r = to;

	tsv_row(r->out, step, row, r->file);
}

static void json_takes(void *to, unsigned step, const struct row *row)
{
	const struct rows *r = to;

	json_row(r->out, step, row, r->file);
}

bool export_tsv(struct export_job *job, FILE *out, struct diag *diag)
{
	struct rows rows = { out, job->file };

	(void)diag;
	tsv_header(out);
	export_run(job, tsv_takes, &rows, NULL);
	return true;
}

bool export_json(struct export_job *job, FILE *out, struct diag *diag)
{
	struct rows rows = { out, job->file };

	(void)diag;
	export_run(job, json_takes, &rows, NULL);
	return true;
}
