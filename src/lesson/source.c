/* Files in and out: reading a script's text, printing what is wrong with it
 * at its place, replacing a file so that it is never torn. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/text.h"
#include "lesson/parse.h"
#include "lesson/write.h"

enum { SOURCE_MAX = 4 * 1024 * 1024, PLACE_MAX = 8192 };

static bool fail(struct diags *errors, const char *what)
{
	errors->at = mem_grow(errors->at, errors->used, &errors->size, sizeof *errors->at);
	memset(&errors->at[errors->used], 0, sizeof errors->at[0]);
	snprintf(errors->at[errors->used++].message, sizeof errors->at[0].message, "%s", what);
	return false;
}

static bool read_all(FILE *in, char **text, size_t *len, struct diags *errors)
{
	size_t size = 16384;

	*text = mem_new(size + 1, 1);
	*len = 0;
	for (;;) {
		size_t n = fread(*text + *len, 1, size - *len, in);

		*len += n;
		if (*len > SOURCE_MAX)
			return fail(errors, "this file is larger than 4 MiB");
		if (n == 0)
			break;
		if (*len == size) {
			size *= 2;
			*text = mem_resize(*text, size + 1, 1);
		}
	}
	(*text)[*len] = '\0';
	return !ferror(in) || fail(errors, strerror(errno));
}

bool source_read(const char *path, char **text, size_t *len, struct diags *errors)
{
	struct stat st;
	FILE *in;
	bool ok;

	*text = NULL;
	*len = 0;
	if (strcmp(path, "-") == 0)
		return read_all(stdin, text, len, errors);
	in = fopen(path, "rb");
	if (!in)
		return fail(errors, strerror(errno));
	ok = fstat(fileno(in), &st) == 0 && S_ISDIR(st.st_mode) ? fail(errors, "this is a folder, not a file")
	                                                          : read_all(in, text, len, errors);
	fclose(in);
	return ok;
}

static void print_safe(FILE *out, const char *s, size_t n)
{
	char array[PLACE_MAX];
	struct text t = text_over(array, sizeof array);

	text_add_safe(&t, s, n);
	fputs(array, out);
}

void diag_place(FILE *out, const char *path, const struct diag *d)
{
	print_safe(out, strcmp(path, "-") == 0 ? "<stdin>" : path, strcmp(path, "-") == 0 ? 7 : strlen(path));
	if (d->line)
		fprintf(out, ":%u:%u", d->line, d->column ? d->column : 1);
	fputc(':', out);
}

/* The line with number n in source; NULL when there is none. */
static const char *line_of(const char *source, unsigned n, size_t *len)
{
	const char *stop;

	while (source && n > 1) {
		source = strchr(source, '\n');
		source = source ? source + 1 : NULL;
		n--;
	}
	if (!source)
		return NULL;
	stop = strchr(source, '\n');
	*len = stop ? (size_t)(stop - source) : strlen(source);
	if (*len && source[*len - 1] == '\r')
		--*len;
	return source;
}

/* The line, made safe (a tab is a blank), and a caret under column's character. */
static void print_line(FILE *out, const char *line, size_t len, unsigned column)
{
	char array[PLACE_MAX];
	struct text t = text_over(array, sizeof array);
	size_t before = 0, n;
	unsigned at = 1;

	for (const char *s = line; s < line + len; s += n, at++) {
		utf8_next(s, &n);
		n = n ? n : 1;
		if (at == column)
			before = text_width(array);
		if (*s == '\t')
			text_add(&t, " ");
		else
			text_add_safe(&t, s, n);
	}
	if (column >= at)
		before = text_width(array);
	fprintf(out, "  %s\n  %*s^\n", array, (int)before, "");
}

void diag_print(FILE *out, const char *path, const char *source, const struct diag *d, const char *label)
{
	const char *line;
	size_t len = 0;

	diag_place(out, path, d);
	fprintf(out, " %s: %s\n", label, d->message);
	line = d->line ? line_of(source, d->line, &len) : NULL;
	if (line)
		print_line(out, line, len, d->column);
	if (d->hint[0])
		fprintf(out, "did you mean '%s'?\n", d->hint);
}

static bool cannot(struct diag *diag, const char *path, const char *temporary)
{
	int error = errno;
	struct text t;

	memset(diag, 0, sizeof *diag);
	t = text_over(diag->message, sizeof diag->message);
	text_add(&t, "cannot write ");
	text_add_safe(&t, path, strlen(path));
	text_addf(&t, ": %s", strerror(error));
	if (temporary)
		unlink(temporary);
	return false;
}

bool file_replace(const char *path, const char *text, struct diag *diag)
{
	size_t size = strlen(path) + 16, len = strlen(text), done = 0;
	char *temporary = mem_new(size, 1);
	struct stat st;
	bool ok = false;
	int fd;

	snprintf(temporary, size, "%s.XXXXXX", path);
	fd = mkstemp(temporary);
	if (fd < 0) {
		cannot(diag, path, NULL);
		mem_free(temporary);
		return false;
	}
	while (done < len) {
		ssize_t n = write(fd, text + done, len - done);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			break;
		done += (size_t)n;
	}
	if (done == len && fchmod(fd, stat(path, &st) == 0 ? st.st_mode & 07777 : 0644) == 0 && fsync(fd) == 0)
		ok = close(fd) == 0 && rename(temporary, path) == 0;
	else
		close(fd);
	if (!ok)
		cannot(diag, path, temporary);
	mem_free(temporary);
	return ok;
}
