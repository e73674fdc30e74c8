/* Reads a capture from standard input in a process of its own, and writes the script of its
 * first connection again and again. Called by ui/start. */
#include "capture/live.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"
#include "capture/import.h"
#include "capture/source.h"

/* SHARE: writing takes at most this part of the time. ALONE_MS: after a silence of this time it looks whether
 * the program is gone. */
enum { QUIET_MS = 100, MOST_MS = 500, SHARE = 10, ALONE_MS = 1000 };

static int64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* The script as it is now, and how long it takes to write it. */
struct version {
	const char *path, *last_line;
	const struct strace *calls;
	char beside[72];
	int64_t written_ms, took_ms;
	bool behind; /* packets have come since */
};

static void write_version(struct version *v, const struct import *im, bool ended)
{
	const struct import_options how = { .calls = v->calls };
	int64_t begun_ms = now_ms();
	FILE *out = fopen(v->beside, "w");
	bool whole;

	if (!out)
		return;
	whole = import_write(im, &how, out);
	if (ended)
		fprintf(out, "%s\n", v->last_line);
	if (fclose(out) == 0 && whole)
		rename(v->beside, v->path);
	v->written_ms = now_ms();
	v->took_ms = v->written_ms - begun_ms;
	v->behind = false;
}

/* Returns whether octets are there within a time. */
static bool comes_within(int ms)
{
	struct pollfd p = { .fd = STDIN_FILENO, .events = POLLIN };

	return poll(&p, 1, ms) != 0;
}

static bool is_due(const struct version *v)
{
	int64_t since_ms = now_ms() - v->written_ms, wait_ms = SHARE * v->took_ms;

	if (!v->behind)
		return false;
	if (since_ms > (wait_ms > MOST_MS ? wait_ms : MOST_MS))
		return true;
	return !comes_within(QUIET_MS);
}

/* Writes why there is nothing to show, as a script that says so. */
static void write_failure(const struct version *v, const struct diag *diag, enum lang lang)
{
	FILE *out = fopen(v->beside, "w");

	if (!out)
		return;
	fprintf(out, "tcpstep 1\ntitle Capture\ntitle[ko] 캡처\nsay\n  %s\n%s\n", diag_words(diag, lang).at,
		v->last_line);
	if (fclose(out) == 0)
		rename(v->beside, v->path);
}

/* The process: ends when the stream does, or when the program is gone. */
static void read_on(struct version v, enum lang lang, pid_t parent)
{
	struct import *im = import_new(1);
	struct capture *c;
	struct packet p;
	struct diag diag;

	snprintf(v.beside, sizeof v.beside, "%s.new", v.path);
	setvbuf(stdin, NULL, _IONBF, 0); /* what poll does not see would wait */
	c = capture_open("-", &diag);
	while (c && getppid() == parent) {
		if (is_due(&v))
			write_version(&v, im, false);
		while (!comes_within(ALONE_MS) && getppid() == parent)
			;
		if (capture_next(c, &p, &diag) != CAPTURE_SEGMENT)
			break;
		import_add(im, &p);
		v.behind = true;
	}
	if (getppid() != parent) { /* it was killed, and nobody else removes the files */
		unlink(v.path);
		unlink(v.beside);
		_exit(0);
	}
	if (c && import_connections(im) == 0)
		diag_set(&diag, 0, DIAG_CAPTURE_NONE, "-", "");
	if (import_connections(im) == 0)
		write_failure(&v, &diag, lang);
	else
		write_version(&v, im, true);
	_exit(0);
}

bool live_start(struct live *l, const char *last_line, const struct strace *calls, enum lang lang, struct diag *diag)
{
	const char *folder = getenv("TMPDIR");
	pid_t parent = getpid();
	int fd;

	snprintf(l->path, sizeof l->path, "%s/tcpstep-XXXXXX", folder && strlen(folder) < 40 ? folder : "/tmp");
	fd = mkstemp(l->path);
	if (fd < 0) {
		diag_file(diag, DIAG_FILE, l->path, diag_errno(errno), strerror(errno));
		return false;
	}
	close(fd);
	l->pid = fork();
	if (l->pid == 0)
		read_on((struct version){ .path = l->path, .last_line = last_line, .calls = calls }, lang, parent);
	if (l->pid > 0)
		return true;
	diag_file(diag, DIAG_FILE, "fork", diag_errno(errno), strerror(errno));
	unlink(l->path);
	return false;
}

void live_stop(struct live *l)
{
	kill(l->pid, SIGTERM);
	while (waitpid(l->pid, NULL, 0) < 0 && errno == EINTR)
		;
	unlink(l->path);
}
