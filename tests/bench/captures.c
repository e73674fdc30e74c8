/* Measures `import` on made captures: time and memory, the summary next to tcptrace and
 * tcpdump where they are installed. */
#define _GNU_SOURCE
#include "bench/captures.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { RUNS = 5, PACKETS_EACH = 9, HOSTS_PORTS = 60000 };

/* --- made captures --- */

struct out {
	FILE *f;
	uint64_t microseconds;
	uint16_t id;
};

static void put(struct out *o, uint32_t v, int octets)
{
	while (octets-- > 0)
		putc((int)(v >> (8 * octets) & 0xff), o->f);
}

static void put_host(struct out *o, uint32_t v)
{
	fwrite(&v, sizeof v, 1, o->f);
}

static void begin(struct out *o, const char *path)
{
	static const uint32_t head[] = { 0xa1b2c3d4, 4u << 16 | 2, 0, 0, 65535, 1 };

	*o = (struct out){ .f = fopen(path, "wb"), .microseconds = 1700000000000000 };
	if (!o->f)
		exit(2);
	fwrite(head, sizeof head, 1, o->f);
}

/* Writes a segment between a client and the server, with `length` octets. */
static void segment(struct out *o, uint32_t client, int from_client, uint32_t seq, uint32_t ack, uint32_t flags,
		    uint32_t length)
{
	uint32_t address = 0x0b000000 + client / HOSTS_PORTS, port = 1024 + client % HOSTS_PORTS, server = 0x0a000002;

	o->microseconds += 100;
	put_host(o, (uint32_t)(o->microseconds / 1000000));
	put_host(o, (uint32_t)(o->microseconds % 1000000));
	put_host(o, 54 + length);
	put_host(o, 54 + length);
	put(o, 0, 4);
	put(o, 0, 4);
	put(o, 0, 4);
	put(o, 0x0800, 2);
	put(o, 0x4500, 2);
	put(o, 40 + length, 2);
	put(o, ++o->id, 2);
	put(o, 0x4000, 2);
	put(o, 0x40060000, 4);
	put(o, from_client ? address : server, 4);
	put(o, from_client ? server : address, 4);
	put(o, from_client ? port : 80, 2);
	put(o, from_client ? 80 : port, 2);
	put(o, seq, 4);
	put(o, ack, 4);
	put(o, 0x5000 | flags, 2);
	put(o, 64000, 2);
	put(o, 0, 4);
	while (length-- > 0)
		putc('x', o->f);
}

/* Connections of nine segments: a question, an answer, three segments to close. */
static void make_connections(const char *path, uint32_t n)
{
	struct out o;

	begin(&o, path);
	for (uint32_t c = 0; c < n; c++) {
		segment(&o, c, 1, 1000, 0, 2, 0);
		segment(&o, c, 0, 5000, 1001, 18, 0);
		segment(&o, c, 1, 1001, 5001, 16, 0);
		segment(&o, c, 1, 1001, 5001, 24, 100);
		segment(&o, c, 0, 5001, 1101, 16, 0);
		segment(&o, c, 0, 5001, 1101, 24, 500);
		segment(&o, c, 1, 1101, 5501, 17, 0);
		segment(&o, c, 0, 5501, 1102, 17, 0);
		segment(&o, c, 1, 1102, 5502, 16, 0);
	}
	fclose(o.f);
}

static void make_syns(const char *path, uint32_t n)
{
	struct out o;

	begin(&o, path);
	for (uint32_t c = 0; c < n; c++)
		segment(&o, c, 1, c, 0, 2, 0);
	fclose(o.f);
}

/* A connection of which the server is gone: each segment of the client gets a RST. */
static void make_resets(const char *path, uint32_t n)
{
	struct out o;

	begin(&o, path);
	segment(&o, 0, 1, 1000, 0, 2, 0);
	segment(&o, 0, 0, 5000, 1001, 18, 0);
	segment(&o, 0, 1, 1001, 5001, 16, 0);
	for (uint32_t i = 0; i < n; i++) {
		segment(&o, 0, 1, 1001, 5001, 24, 10);
		segment(&o, 0, 0, 5001, 0, 4, 0);
	}
	fclose(o.f);
}

const char *bench_long_connection(uint32_t segments)
{
	static char path[] = "/tmp/tcpstep-bench-XXXXXX";
	int fd = mkstemp(path);
	struct out o;

	if (fd < 0)
		return NULL;
	close(fd);
	begin(&o, path);
	segment(&o, 0, 1, 1000, 0, 2, 0);
	segment(&o, 0, 0, 5000, 1001, 18, 0);
	segment(&o, 0, 1, 1001, 5001, 16, 0);
	for (uint32_t i = 0; 2 * i + 3 < segments; i++) {
		segment(&o, 0, 1, 1001 + 10 * i, 5001, 24, 10);
		segment(&o, 0, 0, 5001, 1011 + 10 * i, 16, 0);
	}
	fclose(o.f);
	return path;
}

/* --- runs --- */

struct cost {
	double ms; /* of the processor; below 0: it could not be run */
	long kib;
};

static struct cost run(const char *const *command)
{
	pid_t pid = fork();
	struct rusage u;
	int status;

	if (pid == 0) {
		int null = open("/dev/null", O_RDWR);

		dup2(null, STDOUT_FILENO);
		dup2(null, STDERR_FILENO);
		execvp(command[0], (char *const *)command);
		_exit(127);
	}
	if (pid < 0 || wait4(pid, &status, 0, &u) != pid || !WIFEXITED(status) || WEXITSTATUS(status) == 127)
		return (struct cost){ -1, 0 };
	return (struct cost){ (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) * 1e3 +
				      (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e3,
			      u.ru_maxrss };
}

static int by_ms(const void *a, const void *b)
{
	double x = ((const struct cost *)a)->ms, y = ((const struct cost *)b)->ms;

	return (x > y) - (x < y);
}

/* Runs two commands in turn and prints their medians. */
static void compare(const char *what, const char *const *ours, const char *const *theirs, const char *limit)
{
	struct cost a[RUNS], b[RUNS];

	for (int i = 0; i < RUNS; i++) {
		a[i] = run(ours);
		b[i] = run(theirs);
	}
	qsort(a, RUNS, sizeof *a, by_ms);
	qsort(b, RUNS, sizeof *b, by_ms);
	printf("%-24s %8.1f ms %6.1f MiB", what, a[RUNS / 2].ms, (double)a[RUNS / 2].kib / 1024);
	if (b[RUNS / 2].ms < 0)
		printf("   %s: skipped, it is not installed\n", theirs[0]);
	else
		printf("   %s %.1f ms %.1f MiB: %.2f of its time (%s)\n", theirs[0], b[RUNS / 2].ms,
		       (double)b[RUNS / 2].kib / 1024, a[RUNS / 2].ms / b[RUNS / 2].ms, limit);
}

static void bench_unanswered(const char *const *summary, const char *path)
{
	long empty_kib;

	make_syns(path, 1);
	empty_kib = run(summary).kib;
	for (uint32_t n = 250000; n <= 1000000; n *= 2) {
		struct cost c[3];

		make_syns(path, n);
		for (int i = 0; i < 3; i++)
			c[i] = run(summary);
		qsort(c, 3, sizeof *c, by_ms);
		printf("%7u unanswered SYNs  %8.1f ms, %.2f us and %.0f octets each (128 at most)\n", (unsigned)n,
		       c[1].ms, c[1].ms * 1e3 / n, (double)(c[1].kib - empty_kib) * 1024 / n);
	}
}

/* A session is concluded from every packet at once, so the time must be shown to grow linearly. */
static void bench_import(const char *const *import, const char *path)
{
	for (uint32_t n = 15000; n <= 60000; n *= 2) {
		struct cost c[3];

		make_resets(path, n);
		for (int i = 0; i < 3; i++)
			c[i] = run(import);
		qsort(c, 3, sizeof *c, by_ms);
		printf("%7u RSTs to a session   %8.1f ms, %.2f us each\n", (unsigned)n, c[1].ms, c[1].ms * 1e3 / n);
	}
}

void bench_captures(const char *program)
{
	char path[] = "/tmp/tcpstep-bench-XXXXXX";
	int fd = mkstemp(path);
	const char *const summary[] = { program, "import", "--summary", path, NULL };
	const char *const import[] = { program, "import", path, NULL };
	const char *const tcptrace[] = { "tcptrace", "-n", path, NULL };
	const char *const tcpdump[] = { "tcpdump", "-r", path, "-w", "/dev/null", NULL };

	if (fd < 0)
		return;
	close(fd);
	make_connections(path, 20000 / PACKETS_EACH);
	compare("20000 packets", summary, tcptrace, "0.35 at most");
	make_connections(path, 106000);
	compare("106000 connections", summary, tcpdump, "2 and 16 MiB at most");
	bench_unanswered(summary, path);
	bench_import(import, path);
	unlink(path);
}
