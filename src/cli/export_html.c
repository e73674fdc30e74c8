/* `tcpstep export --as html`: the page that `make web` builds, with the session in it. Its
 * reader steps through the session, and may leave its path. Listed by main. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "class/page.h"
#include "cli/export.h"

export_function export_html;

/* Writes text so that it stays text in HTML. */
static void put_escaped(FILE *out, const char *s)
{
	for (; *s != '\0'; s++)
		if (*s == '&')
			fputs("&amp;", out);
		else if (*s == '<')
			fputs("&lt;", out);
		else if (*s == '>')
			fputs("&gt;", out);
		else if (*s == '\r')
			fputs("&#13;", out);
		else
			fputc(*s, out);
}

/* The elements of the page that are filled, in their order, and what follows their text. */
static const char title_at[] = "<title>", title_end[] = "</title>";
static const char session_at[] = "<pre id=\"session\" hidden>";

bool export_html(struct export_job *job, FILE *out, struct diag *diag)
{
	size_t used;
	char *page = page_read(&used);
	const char *title = script_title(job->script, job->options->lang);
	const char *title_from = page ? strstr(page, title_at) : NULL, *title_to, *session;

	if (!page) {
		diag_set(diag, 0, DIAG_EXPORT_NO_PAGE, "", "");
		return false;
	}
	title_to = title_from ? strstr(title_from, title_end) : NULL;
	session = title_to ? strstr(title_to, session_at) : NULL;
	if (!session) { /* a page of another version */
		diag_set(diag, 0, DIAG_EXPORT_NO_PAGE, "", "");
		mem_free(page);
		return false;
	}
	session += sizeof session_at - 1;
	fwrite(page, 1, (size_t)(title_from - page) + sizeof title_at - 1, out);
	put_escaped(out, title ? title : job->script->id);
	fwrite(title_to, 1, (size_t)(session - title_to), out);
	fputc('\n', out); /* the one that HTML drops */
	put_escaped(out, job->script->source);
	fputs(session, out);
	mem_free(page);
	export_run(job, NULL, NULL, NULL);
	return true;
}
