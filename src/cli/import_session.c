/* `tcpstep import CAPTURE`: makes a session script of a connection. */
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "capture/import.h"
#include "capture/source.h"
#include "capture/strace.h"
#include "cli/cli.h"
#include "lesson/write.h"

int cli_no_tcp(const struct options *o, const struct capture *c)
{
	char shown[DIAG_ARGUMENT_MAX], others[24];
	uint64_t cut = capture_cut_short(c);
	struct text t = text_over(shown, sizeof shown);
	struct diag d;

	text_add_safe(&t, o->words[0], strlen(o->words[0]));
	snprintf(others, sizeof others, "%llu", (unsigned long long)(cut > 0 ? cut : capture_others(c)));
	diag_set(&d, 0, cut > 0 ? DIAG_CAPTURE_CUT_SHORT : DIAG_CAPTURE_NO_TCP, shown, others);
	cli_bad(o, &d);
	return EXIT_NO;
}

/* Reports the connections that were not asked for. */
static void report_others(const struct options *o, uint32_t connections)
{
	char others[16];
	struct diag d;

	if (o->connection || connections < 2)
		return;
	snprintf(others, sizeof others, "%u", (unsigned)(connections - 1));
	diag_set(&d, 0, DIAG_IMPORT_OTHERS, others, "");
	cli_bad(o, &d);
}

static int no_such_connection(const struct options *o, uint32_t connections)
{
	char wanted[16], all[16];
	struct diag d;

	snprintf(wanted, sizeof wanted, "%u", (unsigned)o->connection);
	snprintf(all, sizeof all, "%u", (unsigned)connections);
	diag_set(&d, 0, DIAG_IMPORT_NO_CONNECTION, wanted, all);
	return cli_bad(o, &d);
}

/* Reports that no call of strace's output is of the connection. */
static int no_such_calls(const struct options *o)
{
	char file[DIAG_ARGUMENT_MAX];
	struct text t = text_over(file, sizeof file);
	struct diag d;

	text_add_safe(&t, o->calls[0], strlen(o->calls[0]));
	diag_set(&d, 0, DIAG_IMPORT_NO_CALLS, file, "");
	return cli_bad(o, &d);
}

static int write_script(const struct options *o, const struct import *im, const struct strace *calls)
{
	bool traced[2] = { false, false };
	const struct import_options how = {
		.no_data = o->no_data, .anonymize = o->anonymize, .calls = calls, .traced = traced
	};
	char *script;
	size_t len;
	FILE *out = mem_stream(&script, &len);
	int status;

	if (import_write(im, &how, out)) {
		mem_stream_close(out);
		report_others(o, import_connections(im));
		status = calls && !traced[0] && !traced[1] ? no_such_calls(o)
							   : cli_deliver(o, script, strlen(script), EXIT_OK);
	} else {
		mem_stream_close(out);
		status = no_such_connection(o, import_connections(im));
	}
	mem_free(script);
	return status;
}

struct strace *cli_read_calls(const struct options *o, bool *ok)
{
	struct strace *s = NULL;
	struct diag d;

	*ok = true;
	if (o->calls_used == 0)
		return NULL;
	s = strace_new();
	for (unsigned i = 0; i < o->calls_used && *ok; i++)
		if (!strace_read(s, o->calls[i], &d)) {
			cli_bad(o, &d);
			*ok = false;
		}
	strace_end(s);
	return s;
}

static int import_session(const struct options *o, const struct strace *calls)
{
	struct import *im;
	enum capture_read got;
	struct capture *c;
	struct packet p;
	struct diag d;
	int status;

	c = capture_open(o->words[0], &d);
	if (!c)
		return cli_bad(o, &d);
	im = import_new(o->connection ? o->connection : 1);
	while ((got = capture_next(c, &p, &d)) == CAPTURE_SEGMENT)
		import_add(im, &p);
	if (got != CAPTURE_END)
		cli_bad(o, &d);
	if (got == CAPTURE_BAD)
		status = EXIT_BAD;
	else if (import_connections(im) == 0)
		status = got == CAPTURE_END ? cli_no_tcp(o, c) : EXIT_OK;
	else
		status = write_script(o, im, calls);
	import_free(im);
	capture_close(c);
	return status;
}

int cli_import_session(const struct options *o)
{
	bool ok;
	struct strace *calls = cli_read_calls(o, &ok);
	int status = ok ? import_session(o, calls) : EXIT_BAD;

	strace_free(calls);
	return status;
}
