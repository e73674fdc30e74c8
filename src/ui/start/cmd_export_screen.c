/* The formats of `tcpstep export` that show the screen: a film and a recording of a
 * terminal. Listed by main. */
#include "cli/export.h"
#include "ui/export/reel.h"
#include "ui/start/cmd_options.h"

export_function export_svg, export_cast;

bool export_svg(struct export_job *job, FILE *out, struct diag *diag)
{
	struct app_options options = cmd_app_options(job->options);

	if (!job->options->film) {
		export_chart_svg(job, out);
		return true;
	}
	export_run(job, NULL, NULL, NULL);
	return film_write(out, &options, job->script, job->options->w, job->options->h, diag);
}

bool export_cast(struct export_job *job, FILE *out, struct diag *diag)
{
	struct app_options options = cmd_app_options(job->options);

	(void)diag;
	export_run(job, NULL, NULL, NULL);
	cast_write(out, &options, job->script, job->options->w, job->options->h);
	return true;
}
