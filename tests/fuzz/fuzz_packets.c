/* Fuzz target: reads any bytes as a capture, and prints the summary with verdicts, in each
 * language and as JSON. Each connection must have one row. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/check.h"
#include "capture/connections.h"
#include "capture/source.h"
#include "capture/summary.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct job {
	FILE *out;
	const struct capture *capture;
	uint32_t rows;
};

static void on_connection(void *to, const struct connection *c)
{
	struct job *job = to;
	struct connection_figures f;

	for (int lang = 0; lang < LANG_COUNT; lang++) {
		struct summary s = { .out = job->out, .json = lang != 0, .verdict = true, .lang = (enum lang)lang };

		summary_connection(&s, c, capture_last_ns(job->capture));
	}
	connection_figures(c, &f);
	CHECK(c->packets > 0);
	CHECK(connection_ending(c) < ENDINGS && connection_cause(c) < CAUSES);
	job->rows++;
}

static void read_all(struct capture *c)
{
	struct job job = { .out = fopen("/dev/null", "w"), .capture = c };
	struct connections *all = connections_new(INT64_C(60000000000), on_connection, &job);
	struct packet p;
	struct diag d;
	uint32_t sum = 0;

	CHECK(job.out != NULL);
	while (capture_next(c, &p, &d) == CAPTURE_SEGMENT) {
		for (uint32_t i = 0; i < p.recorded; i++)
			sum += p.data[i]; /* every octet may be read */
		connections_add(all, &p);
	}
	fprintf(job.out, "%u\n", (unsigned)sum);
	CHECK(connections_end(all) == job.rows);
	fclose(job.out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	int fd = memfd_create("fuzz", 0);
	struct capture *c;
	struct diag d;
	char path[64];

	CHECK(fd >= 0 && write(fd, data, size) == (ssize_t)size);
	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	c = capture_open(path, &d);
	if (c)
		read_all(c);
	capture_close(c);
	close(fd);
	return 0;
}
