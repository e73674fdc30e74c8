/* What wasi-libc lacks of POSIX. Linked into the browser's build alone. */
#include "ui/web/wasi.h"

#ifdef __wasi__
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "class/fetch.h"
#include "ui/app/app_core.h"

mode_t umask(mode_t mask)
{
	(void)mask;
	return 0;
}

int fchmod(int fd, mode_t mode)
{
	(void)fd;
	(void)mode;
	return 0;
}

int mkstemp(char *path)
{
	static unsigned n;

	snprintf(path + strlen(path) - 6, 7, "%06u", n++ % 1000000);
	return open(path, O_RDWR | O_CREAT | O_TRUNC, 0600);
}

/* Nothing is a link: a caller uses the path itself. */
char *realpath(const char *restrict path, char *restrict real)
{
	(void)path;
	(void)real;
	errno = ENOENT;
	return NULL;
}
/* --- captures, which a page does not read --- */

bool app_capture_begin(struct app *a, const char *path)
{
	(void)a;
	(void)path;
	return false;
}

size_t app_capture_list(struct app *a)
{
	app_say(a, true, MSG_CAPTURE_NONE);
	return 0;
}

void app_capture_open(struct app *a)
{
	app_capture_list(a);
}

/* --- sockets: a page neither serves a class nor fetches one; its script does --- */

bool fetch_is_url(const char *path)
{
	(void)path;
	return false;
}

struct fetch *fetch_begin(const char *url, const char *code, struct diag *diag)
{
	(void)code;
	diag_file(diag, DIAG_FILE, url, DIAG_WHY_NO_URL, "");
	return NULL;
}

void fetch_free(struct fetch *f)
{
	(void)f;
}

size_t fetch_look(struct fetch *f, char *to, size_t size, bool *anew)
{
	(void)f;
	(void)to;
	(void)size;
	*anew = false;
	return 0;
}

enum fetch_state fetch_state(const struct fetch *f)
{
	(void)f;
	return FETCH_GAVE_UP;
}

unsigned fetch_status(const struct fetch *f)
{
	(void)f;
	return 0;
}

void fetch_vote(struct fetch *f, unsigned question, unsigned choice)
{
	(void)f;
	(void)question;
	(void)choice;
}

void fetch_place(struct fetch *f, size_t behind)
{
	(void)f;
	(void)behind;
}

void fetch_back(struct fetch *f)
{
	(void)f;
}

/* What ui/start names of ui/term; web has a function of its own in its place. */
bool term_key_waits(void);
bool term_key_waits(void)
{
	return false;
}
#endif
