/* A session as a chart, for the formats of `tcpstep export`. Listed by main; ui/start has that
 * of SVG, which may be a film. */
#include "cli/export.h"
#include "report/chart.h"

static void chart_takes(void *to, unsigned step, const struct row *row)
{
	(void)step;
	chart_row(to, row);
}

static void export_chart(struct export_job *job, FILE *out,
			 void (*write)(FILE *, const struct chart *, const struct chart_style *))
{
	struct chart_style style = { .lang = job->options->lang };
	struct chart chart;

	style.title = script_title(job->script, style.lang);
	if (!style.title)
		style.title = job->script->id;
	chart_begin(&chart, NULL, 0);
	export_run(job, chart_takes, &chart, NULL);
	write(out, &chart, &style);
	chart_free(&chart);
}

void export_chart_svg(struct export_job *job, FILE *out)
{
	export_chart(job, out, chart_svg);
}

export_function export_mermaid;

bool export_mermaid(struct export_job *job, FILE *out, struct diag *diag)
{
	(void)diag;
	export_chart(job, out, chart_mermaid);
	return true;
}
