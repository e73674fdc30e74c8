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
#include <time.h>
#include <unistd.h>

#include "base/mem.h"
#include "class/fetch.h"
#include "class/record.h"

/* The largest script, and the most that one look reads of a stream. */
#define TEXT_MAX_MIB "4"
enum { TEXT_MAX = 4 * 1024 * 1024, LOOK_MAX = 1024 * 1024, PIECE = 65536 };

static void complain_of(struct follow *f, const struct diag *why);

void follow_begin(struct follow *f, const char *path, const char *code)
{
	struct diag diag;

	memset(f, 0, sizeof *f);
	f->path = mem_copy_text(path);
	f->state = FOLLOW_WAITS;
	if (strcmp(path, "-") == 0)
		f->source = FOLLOW_STREAM;
	if (!fetch_is_url(path))
		return;
	f->source = FOLLOW_ADDRESS;
	f->fetch = fetch_begin(path, code, &diag);
	if (f->fetch)
		return;
	complain_of(f, &diag);
	f->at_eof = true;
}

void follow_begin_pushed(struct follow *f)
{
	memset(f, 0, sizeof *f);
	f->path = mem_copy_text("");
	f->source = FOLLOW_PUSHED;
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
	fetch_free(f->fetch);
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

static void complain_of(struct follow *f, const struct diag *why)
{
	forget_errors(f);
	*diags_add(&f->errors) = *why;
}

static void complain(struct follow *f, enum diag_id why, const char *reason)
{
	struct diag d;

	diag_set(&d, 0, why, "", reason);
	complain_of(f, &d);
}

/* Makes room for n more octets and a NUL. */
static void make_room(struct follow *f, size_t n)
{
	if (f->used + n + 1 <= f->size)
		return;
	f->size = 2 * f->size + n + 1;
	f->text = mem_resize(f->text, f->size, 1);
}

/* Reads more of the current version. False: there is no more now. */
static bool read_piece(struct follow *f, int fd)
{
	ssize_t n;

	if (f->used >= TEXT_MAX)
		return false;
	make_room(f, PIECE);
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

/* Says why the server does not send a recording. */
static void refused(struct follow *f)
{
	unsigned status = fetch_status(f->fetch);
	char number[16];

	snprintf(number, sizeof number, "%u", status);
	complain(f, status == 403 ? DIAG_WHY_CODE : DIAG_WHY_NO_CLASS, number);
	f->at_eof = true;
}

/* Says why there is no class yet, and until when it is tried again. */
static void no_class_yet(struct follow *f)
{
	time_t until = time(NULL) + FETCH_GIVES_UP_MS / 1000;
	struct tm local;
	char clock[16] = "";
	struct diag d;

	if (localtime_r(&until, &local))
		strftime(clock, sizeof clock, "%H:%M", &local);
	diag_set(&d, 0, fetch_status(f->fetch) >= 500 ? DIAG_WHY_FULL : DIAG_WHY_NOBODY, clock, "");
	complain_of(f, &d);
}

/* Reads what has arrived from the address. */
static bool read_address(struct follow *f)
{
	enum fetch_state was, now;
	size_t n, before = f->used;
	bool anew, again = false;

	if (!f->fetch || f->at_eof)
		return false;
	was = fetch_state(f->fetch);
	do {
		make_room(f, PIECE);
		n = f->used < TEXT_MAX ? fetch_look(f->fetch, f->text + f->used, PIECE, &anew) : 0;
		if (n > 0 && anew) {
			memmove(f->text, f->text + f->used, n);
			f->used = 0;
			again = true;
		}
		f->used += n;
		f->text[f->used] = '\0';
	} while (n > 0 && f->used < TEXT_MAX);
	fetch_back(f->fetch);
	now = fetch_state(f->fetch);
	if (now == FETCH_REFUSED)
		refused(f);
	else if (now == FETCH_GAVE_UP && !f->taken)
		complain(f, DIAG_WHY_NEVER, "");
	else if (now == FETCH_BROKE && was == FETCH_CONNECTS)
		no_class_yet(f);
	f->at_eof = f->at_eof || now == FETCH_GAVE_UP || f->used >= TEXT_MAX;
	f->connected = now == FETCH_OPEN;
	return now != was || again || f->used != before || f->at_eof;
}

/* --- what is pushed --- */

void follow_connected(struct follow *f, bool connected)
{
	f->pushed = true;
	f->connected = connected;
	if (connected)
		f->used = 0;
}

void follow_push(struct follow *f, const char *octets, size_t n)
{
	if (f->used + n > TEXT_MAX)
		f->at_eof = true;
	if (f->at_eof)
		return;
	make_room(f, n);
	memcpy(f->text + f->used, octets, n);
	f->used += n;
	f->text[f->used] = '\0';
	f->pushed = true;
}

void follow_push_end(struct follow *f)
{
	f->at_eof = f->pushed = true;
	f->connected = false;
}

/* --- files --- */

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
	bool over = n && last_line_is(f->text, n, RECORD_END), gone = f->source != FOLLOW_FILE && f->at_eof;
	bool ended = gone || over;
	struct script *s;

	f->torn = gone && n < f->used;
	f->lost = gone && !over;
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

/* Reads what there is; returns whether there may be news. */
static bool read_source(struct follow *f)
{
	bool pushed = f->pushed;

	switch (f->source) {
	case FOLLOW_FILE:
		return read_file(f);
	case FOLLOW_STREAM:
		return read_stream(f);
	case FOLLOW_ADDRESS:
		return f->state != FOLLOW_ENDED && read_address(f);
	case FOLLOW_PUSHED:
		f->pushed = false;
		return pushed;
	}
	return false;
}

bool follow_look(struct follow *f)
{
	enum follow_state was = f->state;
	bool remote = f->source == FOLLOW_ADDRESS || f->source == FOLLOW_PUSHED;

	if (!read_source(f) && f->shorter == 0)
		return false;
	if (f->text)
		begin_anew(f);
	f->state = f->text ? understand(f) : f->at_eof ? FOLLOW_ENDED : FOLLOW_WAITS;
	if (remote && f->state != FOLLOW_ENDED && f->taken && !f->connected)
		f->state = FOLLOW_BROKE;
	return f->state != was || f->script || f->errors.used;
}

bool follow_has_no_class(const struct follow *f)
{
	return f->source == FOLLOW_ADDRESS && f->state == FOLLOW_WAITS && f->errors.used > 0 && !f->bad_source;
}

/* --- what goes back --- */

unsigned follow_question(const struct script *s)
{
	const struct statement *last = NULL;
	unsigned n = 0;

	for (size_t i = 0; i < s->used; i++)
		if (s->statements[i].kind == ST_ASK) {
			last = &s->statements[i];
			n++;
		}
	return last && question_is_open(last) ? n : 0;
}

void follow_vote(struct follow *f, unsigned question, unsigned choice)
{
	f->vote_question = question;
	f->vote_choice = choice;
	if (f->fetch && question > 0)
		fetch_vote(f->fetch, question, choice);
}

bool follow_take_vote(struct follow *f, unsigned *question, unsigned *choice)
{
	*question = f->vote_question;
	*choice = f->vote_choice;
	f->vote_question = 0;
	return *question > 0;
}

void follow_place(struct follow *f, size_t behind)
{
	if (f->fetch)
		fetch_place(f->fetch, behind);
}
