/* Reads a recording while it is written. Only whole lines count; while a
 * version is not valid (yet), the last valid one remains. Called by the app, by
 * notes and by `follow --trace`. */
#include "class/follow.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "class/record.h"

/* The largest script, and the most that one look reads of a stream. */
#define TEXT_MAX_MIB "4"
enum { TEXT_MAX = 4 * 1024 * 1024, LOOK_MAX = 1024 * 1024, PIECE = 65536 };

void follow_begin(struct follow *f, const char *path)
{
	memset(f, 0, sizeof *f);
	f->path = mem_copy_text(path);
	f->stream = strcmp(path, "-") == 0;
	f->state = FOLLOW_WAITS;
}

static void forget_errors(struct follow *f)
{
	diags_free(&f->errors);
	mem_free(f->bad_source);
	f->bad_source = NULL;
}

void follow_free(struct follow *f)
{
	forget_errors(f);
	script_free(f->script);
	mem_free(f->path);
	mem_free(f->text);
	mem_free(f->taken);
	memset(f, 0, sizeof *f);
}

struct script *follow_take(struct follow *f)
{
	struct script *s = f->script;

	f->script = NULL;
	return s;
}

/* --- reading --- */

static void complain(struct follow *f, enum diag_id why, const char *reason)
{
	forget_errors(f);
	f->errors.at = mem_grow(NULL, 0, &f->errors.size, sizeof *f->errors.at);
	diag_set(&f->errors.at[0], 0, why, "", reason);
	f->errors.used = 1;
}

/* Reads more of the current version. False: there is no more now. */
static bool read_piece(struct follow *f, int fd)
{
	ssize_t n;

	if (f->used >= TEXT_MAX)
		return false;
	if (f->used + PIECE + 1 > f->size) {
		f->size = 2 * f->size + PIECE + 1;
		f->text = mem_resize(f->text, f->size, 1);
	}
	do
		n = read(fd, f->text + f->used, PIECE);
	while (n < 0 && errno == EINTR);
	f->at_eof = n <= 0;
	f->used += n > 0 ? (size_t)n : 0;
	f->text[f->used] = '\0';
	return n > 0;
}

/* Reads what has arrived on standard input. True: something has. A stream that
 * is too large has ended: whatever else it has is not a script. */
static bool read_stream(struct follow *f)
{
	struct pollfd in = { .fd = STDIN_FILENO, .events = POLLIN };
	size_t before = f->used;
	bool was_at_eof = f->at_eof;

	while (!f->at_eof && f->used - before < LOOK_MAX && poll(&in, 1, 0) > 0 && read_piece(f, STDIN_FILENO))
		f->at_eof = f->used >= TEXT_MAX;
	return f->used != before || f->at_eof != was_at_eof;
}

/* Reads the whole file if it changed. It is opened by path each time, since it
 * may be another file by now. */
static bool read_file(struct follow *f)
{
	/* non-blocking: opening a pipe must not wait */
	int fd = open(f->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK), error = fd < 0 ? errno : 0;
	struct stat st;
	bool there = fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode);
	long long stamp[6] = { there ? 1 : 2 + error };

	if (there) {
		stamp[1] = (long long)st.st_dev;
		stamp[2] = (long long)st.st_ino;
		stamp[3] = (long long)st.st_size;
		stamp[4] = (long long)st.st_mtim.tv_sec;
		stamp[5] = (long long)st.st_mtim.tv_nsec;
	}
	if (memcmp(stamp, f->stamp, sizeof stamp) == 0 && f->shorter == 0) {
		if (fd >= 0)
			close(fd);
		return false;
	}
	memcpy(f->stamp, stamp, sizeof stamp);
	f->used = 0;
	if (there)
		forget_errors(f);
	while (there && read_piece(f, fd))
		;
	if (fd >= 0)
		close(fd);
	if (!there && fd >= 0)
		complain(f, DIAG_WHY_NOT_PLAIN, "");
	else if (!there)
		complain(f, diag_errno(error), strerror(error));
	return true;
}

/* --- versions --- */

/* Drops everything before a line `tcpstep 1` that follows other text: there the
 * recording starts anew, which is what `tail -F` prints for a file that was
 * replaced. */
static void begin_anew(struct follow *f)
{
	static const char head[] = "tcpstep 1";
	size_t n = sizeof head - 1, last = 0;

	for (size_t at = 0; at < f->used;) {
		const char *stop = memchr(f->text + at, '\n', f->used - at);

		if (!stop)
			break;
		if ((size_t)(stop - f->text) - at >= n && memcmp(f->text + at, head, n) == 0 &&
		    strchr(" \t\r\n", f->text[at + n]))
			last = at;
		at = (size_t)(stop - f->text) + 1;
	}
	if (last == 0)
		return;
	f->used -= last;
	memmove(f->text, f->text + last, f->used + 1);
}

static size_t whole_lines(const struct follow *f)
{
	size_t n = f->used;

	while (n && f->text[n - 1] != '\n')
		n--;
	return n;
}

/* Returns whether the last of n octets of lines is this line. */
static bool last_line_is(const char *text, size_t n, const char *line)
{
	size_t len = strlen(line);

	while (n && strchr(" \t\r\n", text[n - 1]))
		n--;
	return n >= len && memcmp(text + n - len, line, len) == 0 && (n == len || text[n - len - 1] == '\n');
}

/* Returns the number of lines up to the header's last one; 0: the header may
 * still continue. */
static unsigned header_lines(const char *text, size_t n, const struct script *s)
{
	unsigned last = 0, line = 1;

	for (size_t at = 0; s->used && line < s->statements[0].line && at < n; line++) {
		const char *stop = memchr(text + at, '\n', n - at);

		if (!strchr("#\r\n", text[at]))
			last = line;
		at = stop ? (size_t)(stop - text) + 1 : n;
	}
	return last;
}

static void take_up(struct follow *f, struct script *s, size_t n)
{
	script_free(f->script);
	f->script = s;
	f->taken = mem_resize(f->taken, n + 1, 1);
	memcpy(f->taken, f->text, n);
	f->taken_used = n;
	f->header_lines = header_lines(f->text, n, s);
	f->is_open_goal = s->used && s->statements[s->used - 1].kind == ST_GOAL &&
			  s->statements[s->used - 1].solution_used == 0;
}

static unsigned lines_in(const char *text, size_t n)
{
	unsigned lines = 0;

	for (size_t i = 0; i < n; i++)
		lines += text[i] == '\n';
	return lines;
}

/* Returns whether the current version may be half written: it ends where the
 * previous one continued. */
static bool is_torn_off(struct follow *f, size_t n)
{
	bool shorter = f->taken && n < f->taken_used && memcmp(f->text, f->taken, n) == 0;

	f->shorter = !shorter ? 0 : f->shorter_used == n ? f->shorter + 1 : 1;
	f->shorter_used = n;
	return shorter && (f->shorter < FOLLOW_TAKES_BACK || lines_in(f->text, n) < f->header_lines);
}

/* Parses the complete lines as a script and decides whether to accept them. */
static enum follow_state understand(struct follow *f)
{
	size_t n = whole_lines(f);
	bool gone = f->stream && f->at_eof;
	bool ended = gone || (n && last_line_is(f->text, n, RECORD_END));
	struct script *s;

	f->torn = gone && n < f->used;
	if (f->used >= TEXT_MAX) {
		complain(f, DIAG_WHY_TOO_LARGE, TEXT_MAX_MIB);
		return gone ? FOLLOW_ENDED : FOLLOW_WAITS;
	}
	if (n == 0)
		return gone ? FOLLOW_ENDED : FOLLOW_WAITS;
	if (f->taken && n == f->taken_used && memcmp(f->text, f->taken, n) == 0) {
		f->shorter = 0;
		forget_errors(f);
		return ended ? FOLLOW_ENDED : FOLLOW_LIVE;
	}
	if (is_torn_off(f, n) && !ended)
		return FOLLOW_WAITS;
	f->shorter = 0;
	forget_errors(f);
	s = script_parse(f->path, f->text, n, &f->errors);
	if (!s) {
		f->bad_source = mem_copy_n(f->text, n);
		return ended ? FOLLOW_ENDED : FOLLOW_WAITS;
	}
	take_up(f, s, n);
	return ended ? FOLLOW_ENDED : FOLLOW_LIVE;
}

bool follow_look(struct follow *f)
{
	enum follow_state was;

	if (f->stream ? !read_stream(f) && f->shorter == 0 : !read_file(f))
		return false;
	begin_anew(f);
	was = f->state;
	f->state = understand(f);
	return f->state != was || f->script || f->errors.used;
}
