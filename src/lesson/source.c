/* Reads a script's text from a file, and prints errors at their place. Its
 * meaning is read by parse.c; files are written by save.c. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/text.h"
#include "lesson/parse.h"

/* A line of 4096 octets, each of which may be printed as four. */
#define SOURCE_MAX_MIB "64"
enum { SOURCE_MAX = 64 * 1024 * 1024, PLACE_MAX = 4 * 4096 + 16 };

static bool fail(struct diags *errors, enum diag_id why, const char *reason)
{
	diag_set(diags_add(errors), 0, why, "", reason);
	return false;
}

static bool read_all(FILE *in, char **text, size_t *len, struct diags *errors)
{
	size_t size = 16384, n;
	char *at = mem_new(size + 1, 1);

	*len = 0;
	while (!feof(in) && (n = fread(at + *len, 1, size - *len, in)) > 0 && (*len += n) <= SOURCE_MAX)
		if (*len == size) {
			size *= 2;
			at = mem_resize(at, size + 1, 1);
		}
	at[*len] = '\0';
	*text = at;
	if (*len <= SOURCE_MAX && !ferror(in))
		return true;
	if (*len > SOURCE_MAX)
		fail(errors, DIAG_WHY_TOO_LARGE, SOURCE_MAX_MIB);
	else
		fail(errors, diag_errno(errno), strerror(errno));
	mem_free(at);
	*text = NULL;
	return false;
}

FILE *source_open(const char *path, enum diag_id *why)
{
	/* non-blocking: opening a FIFO must not wait */
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY), error;
	struct stat st;
	FILE *in = NULL;

	*why = DIAG_WHY_SYSTEM;
	if (fd < 0)
		return NULL;
	if (fstat(fd, &st) == 0) {
		if (S_ISREG(st.st_mode))
			in = fdopen(fd, "rb");
		else
			*why = S_ISDIR(st.st_mode) ? DIAG_WHY_FOLDER : DIAG_WHY_NOT_PLAIN;
	}
	error = errno;
	if (!in)
		close(fd);
	errno = error;
	return in;
}

bool source_read(const char *path, char **text, size_t *len, struct diags *errors)
{
	enum diag_id why;
	FILE *in;
	bool ok;

	*text = NULL;
	*len = 0;
	if (strcmp(path, "-") == 0)
		return read_all(stdin, text, len, errors);
	in = source_open(path, &why);
	if (!in)
		return why == DIAG_WHY_SYSTEM ? fail(errors, diag_errno(errno), strerror(errno))
					      : fail(errors, why, "");
	ok = read_all(in, text, len, errors);
	fclose(in);
	return ok;
}

static void print_safe(FILE *out, const char *s)
{
	char array[PLACE_MAX];
	struct text t = text_over(array, sizeof array);

	text_add_safe(&t, s, strlen(s));
	fputs(array, out);
}

void diag_place(FILE *out, const char *path, const struct diag *d)
{
	print_safe(out, strcmp(path, "-") == 0 ? "<stdin>" : path);
	if (d->line)
		fprintf(out, ":%u:%u", d->line, d->column ? d->column : 1);
	fputc(':', out);
}

/* Returns line number n of the text; NULL when there is none. */
static const char *line_of(struct source_lines *l, unsigned n, size_t *len)
{
	const char *stop;

	if (!l->text)
		return NULL;
	if (!l->at) {
		l->at = l->text + (strncmp(l->text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0);
		l->first = l->at;
		l->line = 1;
	}
	for (; l->line > n && l->at > l->first; l->line--)
		for (l->at--; l->at > l->first && l->at[-1] != '\n';)
			l->at--;
	for (; l->line < n; l->line++) {
		stop = strchr(l->at, '\n');
		if (!stop)
			return NULL;
		l->at = stop + 1;
	}
	stop = strchr(l->at, '\n');
	*len = stop ? (size_t)(stop - l->at) : strlen(l->at);
	if (*len && l->at[*len - 1] == '\r')
		--*len;
	return l->at;
}

/* Prints the line, made safe (a tab becomes a space), and a caret under
 * column's character. */
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

/* Prints a diagnostic's text and ends the line. */
static void print_text(FILE *out, const struct diag *d, enum lang lang)
{
	char array[1024];
	struct text t = text_over(array, sizeof array);

	diag_text(&t, d, lang);
	print_safe(out, array);
	fputc('\n', out);
}

void diag_print(FILE *out, const char *path, const char *source, const struct diag *d, enum diag_id label,
		enum lang lang)
{
	struct source_lines lines = { .text = source };

	diag_print_next(out, path, &lines, d, label, lang);
}

void diag_print_next(FILE *out, const char *path, struct source_lines *lines, const struct diag *d, enum diag_id label,
		     enum lang lang)
{
	const char *line;
	struct diag near;
	size_t len = 0;

	diag_place(out, path, d);
	fprintf(out, " %s: ", diag_format(label, lang));
	print_text(out, d, lang);
	line = d->line ? line_of(lines, d->line, &len) : NULL;
	if (line)
		print_line(out, line, len, d->column);
	if (d->hint[0]) {
		diag_set(&near, 0, DIAG_DID_YOU_MEAN, d->hint, "");
		print_text(out, &near, lang);
	}
}

void diag_complain(const struct diag *d, enum lang lang)
{
	fputs("tcpstep: ", stderr);
	print_text(stderr, d, lang);
}

void diag_output_failed(int error, enum lang lang)
{
	struct diag d;

	if (!error) /* of a write long before */
		error = EIO;
	diag_expected(&d, 0, DIAG_OUTPUT_FAILED, diag_errno(error), "", strerror(error));
	diag_complain(&d, lang);
}
