/* The file of what a student has finished:
 *     tcpstep-progress 1
 *     done half-close
 * Lines are split into words as a script's are, but it is no script. */
#include "lesson/progress.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/mem.h"
#include "base/text.h"
#include "engine/verbs.h"
#include "lesson/write.h"

static const char heading[] = "tcpstep-progress";

enum { FILE_MAX = 1024 * 1024 };

/* What a file turned out to be. */
enum verdict { FILE_SOUND, FILE_NONE, FILE_DAMAGED, FILE_LATER, FILE_UNREADABLE };

/* --- where --- */

static char *join(const char *folder, const char *rest)
{
	size_t size = strlen(folder) + strlen(rest) + 1;
	char *path = mem_new(size, 1);

	snprintf(path, size, "%s%s", folder, rest);
	return path;
}

char *progress_path(void)
{
	const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");

	/* The XDG specification: a path that is not absolute is to be ignored. */
	if (state && state[0] == '/')
		return join(state, "/tcpstep/progress");
	return home && home[0] == '/' ? join(home, "/.local/state/tcpstep/progress") : NULL;
}

/* The folders above path. What goes wrong here shows when the file is written. */
static void make_folders(const char *path)
{
	char *copy = mem_copy_text(path);

	for (char *slash = strchr(copy + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		mkdir(copy, 0700);
		*slash = '/';
	}
	mem_free(copy);
}

/* --- reading --- */

static void keep(struct progress *p, const char *id)
{
	if (progress_has(p, id))
		return;
	p->done = mem_grow(p->done, p->used, &p->size, sizeof *p->done);
	p->done[p->used++] = mem_copy_text(id);
}

/* The whole file, NUL-terminated; longer ones are cut, which damages them. */
static char *read_text(const char *path, size_t *len, enum verdict *verdict)
{
	FILE *in = fopen(path, "rb");
	char *text = NULL;

	*verdict = in ? FILE_SOUND : errno == ENOENT || errno == ENOTDIR ? FILE_NONE : FILE_UNREADABLE;
	if (!in)
		return NULL;
	text = mem_new(FILE_MAX + 1, 1);
	*len = fread(text, 1, FILE_MAX, in);
	if (ferror(in))
		*verdict = FILE_UNREADABLE;
	else if (memchr(text, '\0', *len) || (*len == FILE_MAX && fgetc(in) != EOF))
		*verdict = FILE_DAMAGED;
	else if (*len == 0)
		*verdict = FILE_NONE;
	text[*len] = '\0';
	fclose(in);
	return text;
}

static enum verdict read_line(struct progress *p, char *line, bool first)
{
	char *store = mem_new(strlen(line) + 1, 1);
	struct word words[WORDS_MAX];
	enum verdict verdict = FILE_DAMAGED;
	struct diag diag;
	size_t n;

	if (!words_split(line, store, words, &n, &diag)) {
		mem_free(store);
		return FILE_DAMAGED;
	}
	if (first && n == 2 && strcmp(words[0].text, heading) == 0)
		verdict = strcmp(words[1].text, "1") == 0 ? FILE_SOUND : FILE_LATER;
	else if (!first && n == 0)
		verdict = FILE_SOUND;
	else if (!first && n == 2 && strcmp(words[0].text, "done") == 0) {
		keep(p, words[1].text);
		verdict = FILE_SOUND;
	}
	mem_free(store);
	return verdict;
}

static enum verdict read_file(struct progress *p, const char *path)
{
	enum verdict verdict;
	size_t len = 0;
	char *text = read_text(path, &len, &verdict), *line = text;
	bool first = true;

	while (line && *line && verdict != FILE_LATER && verdict != FILE_UNREADABLE) {
		char *end = line + strcspn(line, "\n"), *next = *end ? end + 1 : end;
		enum verdict one;

		*end = '\0';
		if (end > line && end[-1] == '\r')
			end[-1] = '\0';
		one = read_line(p, line, first);
		if (one != FILE_SOUND)
			verdict = one;
		first = false;
		line = next;
	}
	mem_free(text);
	return verdict;
}

static bool tell(struct diag *diag, const char *path, const char *what)
{
	struct text t;

	memset(diag, 0, sizeof *diag);
	t = text_over(diag->message, sizeof diag->message);
	text_add_safe(&t, path, strnlen(path, 100));
	text_addf(&t, ": %s", what);
	return false;
}

/* --- writing --- */

static char *as_text(const struct progress *p)
{
	size_t size = sizeof heading + 4;
	struct text t;

	for (size_t i = 0; i < p->used; i++)
		size += 4 * strlen(p->done[i]) + sizeof "done \"\"\n";
	t = text_over(mem_new(size, 1), size);
	text_addf(&t, "%s 1\n", heading);
	for (size_t i = 0; i < p->used; i++) {
		text_add(&t, "done ");
		if (p->done[i][strspn(p->done[i], "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.")])
			text_add_quoted(&t, p->done[i], strlen(p->done[i]));
		else
			text_add(&t, p->done[i]);
		text_add(&t, "\n");
	}
	return t.at;
}

static bool save(const struct progress *p, struct diag *diag)
{
	char *text = as_text(p);
	bool saved = file_replace(p->path, text, diag);

	mem_free(text);
	return saved;
}

/* --- the student's --- */

/* The damaged file is put aside; what could be read of it is saved anew. */
static bool put_aside(const struct progress *p, struct diag *diag)
{
	char *aside = join(p->path, ".damaged");
	bool moved = rename(p->path, aside) == 0;

	mem_free(aside);
	if (!moved)
		return tell(diag, p->path, strerror(errno));
	if (save(p, diag))
		tell(diag, p->path, "damaged; it is kept beside as .damaged, and what could be read of it counts");
	return true;
}

bool progress_load(struct progress *p, const char *path, struct diag *diag)
{
	memset(p, 0, sizeof *p);
	if (!path)
		return true;
	p->path = mem_copy_text(path);
	switch (read_file(p, path)) {
	case FILE_SOUND:
	case FILE_NONE:
		return true;
	case FILE_DAMAGED:
		if (put_aside(p, diag))
			return false;
		break;
	case FILE_LATER:
		tell(diag, path, "made by a later tcpstep; it is left alone, and nothing is kept this time");
		break;
	case FILE_UNREADABLE:
		tell(diag, path, strerror(errno));
		break;
	}
	mem_free(p->path);
	p->path = NULL;
	return false;
}

bool progress_has(const struct progress *p, const char *id)
{
	for (size_t i = 0; i < p->used; i++)
		if (strcmp(p->done[i], id) == 0)
			return true;
	return false;
}

bool progress_add(struct progress *p, const char *id, struct diag *diag)
{
	keep(p, id);
	if (!p->path)
		return tell(diag, "progress", "not saved: there is no file for it");
	read_file(p, p->path);
	make_folders(p->path);
	return save(p, diag);
}

void progress_free(struct progress *p)
{
	for (size_t i = 0; i < p->used; i++)
		mem_free(p->done[i]);
	mem_free(p->done);
	mem_free(p->path);
	memset(p, 0, sizeof *p);
}
