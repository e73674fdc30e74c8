/* The style sheet of charts: every colour, for light and for dark backgrounds. Called by
 * chart_svg and handout. */
#include <string.h>

#include "report/chart.h"

/* What is drawn dark on light, then light on dark. */
static const struct {
	const char *what, *light, *dark;
} colours[] = {
	{ ".ground", "fill:#fff", "fill:#1b1e24" },
	{ "text", "fill:#1b1f24", "fill:#e6e9ef" },
	{ ".time", "fill:#57606a", "fill:#a9b1bd" },
	{ ".axis", "stroke:#57606a", "stroke:#a9b1bd" },
	{ ".gap", "stroke:#57606a", "stroke:#a9b1bd" },
	{ ".state", "fill:#e6ecf2;stroke:#57606a", "fill:#313844;stroke:#a9b1bd" },
	{ ".dot", "fill:#57606a", "fill:#a9b1bd" },
	{ ".client .line", "stroke:#0b5cad", "stroke:#7fb4f5" },
	{ ".client .head,.client .from,.client .label,.client.host", "fill:#0b5cad", "fill:#7fb4f5" },
	{ ".server .line", "stroke:#7a2fa3", "stroke:#d3a0e8" },
	{ ".server .head,.server .from,.server .label,.server.host", "fill:#7a2fa3", "fill:#d3a0e8" },
	{ ".label", "stroke:#fff", "stroke:#1b1e24" },
	{ ".bad,.server .bad,.client .bad", "fill:#b3202c", "fill:#f58c93" },
	{ ".cross", "stroke:#b3202c", "stroke:#f58c93" },
	{ ".timer", "fill:#855300", "fill:#f0c674" },
};

/* Writes a rule for each part of a list of selectors, within charts alone. */
static void put_rule(FILE *out, const char *what, const char *rule)
{
	for (size_t n; *what; what += n + (what[n] == ',')) {
		n = strcspn(what, ",");
		fprintf(out, ".chart %.*s", (int)n, what);
		fputs(what[n] ? "," : "", out);
	}
	fprintf(out, "{%s}\n", rule);
}

void chart_css(FILE *out, bool dark)
{
	fputs(".chart text{font:15px 'DejaVu Sans Mono','D2Coding','Noto Sans Mono CJK KR','Nanum Gothic "
	      "Coding',monospace;white-space:pre}\n"
	      ".chart .title{font-size:20px;font-weight:bold}\n.chart .host{font-size:18px;font-weight:bold}\n"
	      ".chart .name{font-weight:bold}\n"
	      ".chart .label{paint-order:stroke;stroke-width:5px;stroke-linejoin:round}\n"
	      ".chart .line{stroke-width:2;fill:none}\n.chart .cross{stroke-width:3;fill:none}\n"
	      ".chart .again{stroke-dasharray:14 4}\n.chart .copy{stroke-dasharray:2 4}\n"
	      ".chart .forged{stroke-dasharray:8 5}\n.chart .late{stroke-dasharray:4 4}\n"
	      ".chart .axis{stroke-width:2}\n.chart .gap{stroke-width:1;stroke-dasharray:1 5}\n",
	      out);
	for (size_t i = 0; i < sizeof colours / sizeof *colours; i++)
		put_rule(out, colours[i].what, colours[i].light);
	if (!dark)
		return;
	fputs("@media screen and (prefers-color-scheme:dark){\n", out);
	for (size_t i = 0; i < sizeof colours / sizeof *colours; i++)
		put_rule(out, colours[i].what, colours[i].dark);
	fputs("}\n", out);
}
