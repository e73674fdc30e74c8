/* Fuzz target: reads any bytes as a capture, and imports its first connections. The script must be
 * one that parses without an error and runs without a broken invariant; what it says of names and
 * data, `--no-data --anonymize` leave out. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/check.h"
#include "base/mem.h"
#include "capture/import.h"
#include "capture/source.h"
#include "lesson/parse.h"
#include "lesson/run.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { CONNECTIONS = 3 };

static void run(const struct import *im, bool anonymous)
{
	static struct world end;
	const struct import_options how = { .no_data = anonymous, .anonymize = anonymous };
	struct run_events none = { 0 };
	struct diags errors = { 0 };
	struct script *s;
	char *text;
	size_t len;
	FILE *out = mem_stream(&text, &len);

	CHECK(import_write(im, &how, out));
	mem_stream_close(out);
	s = script_parse("import", text, len, &errors);
	if (errors.used > 0)
		fwrite(text, 1, len, stderr);
	CHECK(s != NULL && errors.used == 0);
	world_init(&end, &s->config);
	CHECK(script_run(s, &none, &end) == 0);
	CHECK(world_broken(&end) == NULL);
	script_free(s);
	diags_free(&errors);
	mem_free(text);
}

static void import(const char *path, uint32_t connection)
{
	struct import *im = import_new(connection);
	struct packet p;
	struct diag d;
	struct capture *c = capture_open(path, &d);

	while (c && capture_next(c, &p, &d) == CAPTURE_SEGMENT)
		import_add(im, &p);
	capture_close(c);
	if (c && import_connections(im) >= connection) {
		run(im, false);
		run(im, true);
	}
	import_free(im);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	int fd = memfd_create("fuzz", 0);
	char path[64];

	CHECK(fd >= 0 && write(fd, data, size) == (ssize_t)size);
	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	for (uint32_t n = 1; n <= CONNECTIONS; n++)
		import(path, n);
	close(fd);
	return 0;
}
