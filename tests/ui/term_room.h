/* ui/term on files and pipes, for the tests of what it sends and reads and of its ways out. */
#ifndef TCPSTEP_TESTS_UI_TERM_ROOM_H
#define TCPSTEP_TESTS_UI_TERM_ROOM_H

#include <check.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "base/check.h"
#include "ui/draw/canvas.h"
#include "ui/draw/keys.h"
#include "ui/term/term.h"
#include "ui/term/whole.h"

static FILE *in, *out;

static inline void setup(void)
{
	setenv("TERM", "xterm-256color", 1);
	unsetenv("LINES");
	unsetenv("COLUMNS");
	term_locale();
	in = fopen("/dev/null", "r");
	out = tmpfile();
	ck_assert(in != NULL && out != NULL);
}

static inline void teardown(void)
{
	term_stop();
	fclose(in);
	fclose(out);
}

static inline enum term_problem start(void)
{
	return term_start(&(struct term_options){ .in = in, .out = out, .scheme = SCHEME_DEFAULT });
}

/* Returns the number of octets sent so far. */
static inline size_t sent(void)
{
	struct stat st;
	ck_assert_int_eq(fstat(fileno(out), &st), 0);
	return (size_t)st.st_size;
}

static inline bool holds(const char *all, size_t n, const char *what)
{
	for (size_t i = 0; i + strlen(what) <= n; i++)
		if (memcmp(all + i, what, strlen(what)) == 0)
			return true;
	return false;
}

static inline bool was_sent(const char *what)
{
	static char all[65536];
	ssize_t n = pread(fileno(out), all, sizeof all - 1, 0);
	ck_assert_int_ge(n, 0);
	return holds(all, (size_t)n, what);
}

#define ROWS(array) ((int)(sizeof array / sizeof((array)[0])))

static inline TCase *section(Suite *s, const char *name)
{
	TCase *t = tcase_create(name);
	tcase_add_checked_fixture(t, setup, teardown);
	suite_add_tcase(s, t);
	return t;
}

#endif
