/* The formats of `tcpstep export` that are text or data: each passes the rows of the run
 * to its writer in report. Listed by main. */
#include "base/mem.h"
#include "cli/export.h"
#include "lesson/run.h"
#include "report/packetdrill.h"
#include "report/pcap.h"
#include "report/report.h"

/* --- text --- */

static void ladder_takes(void *to, unsigned step, const struct row *row)
{
	(void)step;
	ladder_row(to, row);
}

export_function export_text, export_tsv, export_json, export_pcap, export_packetdrill;

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

/* --- pcap, packetdrill: what one end has --- */

static uint8_t end_of(const struct options *o)
{
	return o->at_kind == AT_SERVER ? HOST_SERVER : HOST_CLIENT;
}

static void pcap_looks(void *to, unsigned step, const struct row *row)
{
	(void)step;
	pcap_look(to, row);
}

static void pcap_takes(void *to, unsigned step, const struct row *row)
{
	(void)step;
	pcap_row(to, row);
}

bool export_pcap(struct export_job *job, FILE *out, struct diag *diag)
{
	struct pcap pcap;
	struct run_events look = { .to = &pcap, .row = pcap_looks };

	pcap_begin(&pcap, out, end_of(job->options), &job->script->config);
	script_run(job->script, &look, NULL);
	pcap_header(&pcap);
	export_run(job, pcap_takes, &pcap, NULL);
	if (pcap.too_id == 0)
		return true;
	diag_set(diag, 0, DIAG_EXPORT_LONG, "", "");
	diag_argument(diag, 1, "%u", (unsigned)pcap.too_id);
	diag_argument(diag, 2, "%u", (unsigned)pcap.too_long);
	return false;
}

static void drill_looks(void *to, unsigned step, const struct row *row)
{
	(void)step;
	drill_look(to, row);
}

static void drill_takes(void *to, unsigned step, const struct row *row)
{
	drill_row(to, step, row);
}

bool export_packetdrill(struct export_job *job, FILE *out, struct diag *diag)
{
	struct drill *drill = drill_begin(end_of(job->options), &job->script->config);
	struct run_events look = { .to = drill, .row = drill_looks };

	(void)diag;
	script_run(job->script, &look, NULL);
	export_run(job, drill_takes, drill, NULL);
	drill_end(drill, out, job->file);
	return true;
}
