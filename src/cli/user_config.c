/* Reads the settings file: lines of `name = value`. options.c decides which values
 * an option takes. Called by main before the command line is read. */
#include "cli/user_config.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/mem.h"
#include "base/paths.h"
#include "base/text.h"

enum { ERRORS_MAX = 1000 };

/* --- one line --- */

struct line {
	const char *text; /* NUL-terminated */
	unsigned number;
	const char *name_at, *value_at; /* in text */
	char *name, *value;             /* copies */
};

/* Returns the column of a place in the line, counted in characters from 1. */
static unsigned column_of(const struct line *l, const char *at)
{
	unsigned column = 1;
	size_t n;

	for (const char *c = l->text; c < at; c += n ? n : 1, column++)
		utf8_next(c, &n);
	return column;
}

static void complain(struct user_config *s, const struct line *l, const char *at, const char *hint, const char *format,
		     ...) __attribute__((format(printf, 5, 6)));

static void complain(struct user_config *s, const struct line *l, const char *at, const char *hint, const char *format,
		     ...)
{
	struct diag d = { 0 };
	va_list args;

	if (s->errors.used >= ERRORS_MAX)
		return;
	if (s->errors.used == ERRORS_MAX - 1)
		format = "too many errors: the others are not reported", hint = NULL;
	va_start(args, format);
	vsnprintf(d.message, sizeof d.message, format, args);
	va_end(args);
	d.line = l->number;
	d.column = column_of(l, at);
	if (hint)
		snprintf(d.hint, sizeof d.hint, "%s", hint);
	s->errors.at = mem_grow(s->errors.at, s->errors.used, &s->errors.size, sizeof d);
	s->errors.at[s->errors.used++] = d;
}

/* The beginning of a word, for a message; no character is cut in two. */
struct shown {
	char text[48];
};

static struct shown show(const char *word)
{
	struct shown s;
	struct text t = text_over(s.text, sizeof s.text);

	text_add(&t, word);
	return s;
}

const char *user_config_accepted(enum option_id id)
{
	if (id == OPT_SPEED)
		return "1 to 60000";
	return cli_options[id].values ? cli_options[id].values : "on|off";
}

/* Returns the option that a setting's name means, or OPT_COUNT_OF with the nearest name
 * in *near. */
static enum option_id find(const char *name, const char **near)
{
	const char *names[OPT_COUNT_OF];
	size_t n = 0;

	*near = NULL;
	for (int i = 0; i < OPT_COUNT_OF; i++) {
		if (!cli_options[i].setting)
			continue;
		names[n++] = cli_options[i].setting;
		if (strcmp(cli_options[i].setting, name) == 0)
			return (enum option_id)i;
	}
	*near = diag_nearest(name, names, n);
	return OPT_COUNT_OF;
}

static void set(struct user_config *s, struct options *o, const struct line *l)
{
	const char *near;
	enum option_id id = find(l->name, &near);

	if (id == OPT_COUNT_OF) {
		complain(s, l, l->name_at, near, "there is no setting '%s'", show(l->name).text);
	} else if (s->lines[id]) {
		complain(s, l, l->name_at, NULL, "'%s' is already set in line %u", l->name, s->lines[id]);
	} else {
		s->lines[id] = l->number;
		s->values[id] = mem_copy_text(l->value);
		if (!*l->value)
			complain(s, l, l->value_at, NULL, "the value of '%s' is missing: expected %s", l->name,
				 user_config_accepted(id));
		else if (!option_set(o, id, s->values[id], &near))
			complain(s, l, l->value_at, near, "'%s' is not a value of '%s': expected %s",
				 show(l->value).text, l->name, user_config_accepted(id));
	}
}

/* Returns where the line's words end: before the comment, which starts with a # at the
 * start of a word, and before the white space in front of it. */
static const char *words_end(const char *s)
{
	const char *end = s + strlen(s);

	for (const char *c = s; *c; c++)
		if (*c == '#' && (c == s || c[-1] == ' ' || c[-1] == '\t')) {
			end = c;
			break;
		}
	while (end > s && (end[-1] == ' ' || end[-1] == '\t'))
		end--;
	return end;
}

static void read_line(struct user_config *s, struct options *o, const char *text, unsigned number)
{
	struct line l = { .text = text, .number = number };
	const char *end = words_end(text), *equals, *name_end;

	l.name_at = text + strspn(text, " \t");
	if (l.name_at >= end)
		return;
	equals = memchr(l.name_at, '=', (size_t)(end - l.name_at));
	name_end = l.name_at + strcspn(l.name_at, " \t=");
	if (!equals) {
		name_end += strspn(name_end, " \t");
		complain(s, &l, name_end < end ? name_end : end, NULL, "'=' is missing: expected name = value");
		return;
	}
	if (equals == l.name_at) {
		complain(s, &l, equals, NULL, "a name is missing before '='");
		return;
	}
	if (name_end + strspn(name_end, " \t") < equals) {
		complain(s, &l, name_end + strspn(name_end, " \t"), NULL, "'=' is missing after the name");
		return;
	}
	l.value_at = equals + 1 + strspn(equals + 1, " \t");
	if (l.value_at > end)
		l.value_at = end;
	l.name = mem_copy_n(l.name_at, (size_t)(name_end - l.name_at));
	l.value = mem_copy_n(l.value_at, (size_t)(end - l.value_at));
	set(s, o, &l);
	mem_free(l.name);
	mem_free(l.value);
}

/* --- the file --- */

static void read_lines(struct user_config *s, struct options *o, size_t len)
{
	const char *at = s->text, *end = s->text + len;
	unsigned number = 1;

	if (strncmp(at, "\xEF\xBB\xBF", 3) == 0)
		at += 3;
	for (; at < end; number++) {
		const char *stop = memchr(at, '\n', (size_t)(end - at));
		size_t n = (size_t)((stop ? stop : end) - at);
		char *line = mem_copy_n(at, n && at[n - 1] == '\r' ? n - 1 : n);
		struct line l = { .text = line, .number = number };

		if (memchr(at, '\0', n))
			complain(s, &l, line + strlen(line), NULL, "a NUL octet is not allowed here");
		else
			read_line(s, o, line, number);
		mem_free(line);
		at += n + 1;
	}
}

void user_config_read(struct user_config *s, struct options *o)
{
	struct stat st;
	size_t len;

	memset(s, 0, sizeof *s);
	s->path = path_xdg("XDG_CONFIG_HOME", "/.config", "/tcpstep/config");
	o->settings = s;
	if (!s->path || (stat(s->path, &st) != 0 && (errno == ENOENT || errno == ENOTDIR)))
		return;
	if (source_read(s->path, &s->text, &len, &s->errors))
		read_lines(s, o, len);
}

bool user_config_sound(const struct user_config *s, const struct options *o)
{
	struct source_lines lines = { .text = s->text };

	if (s->errors.used == 0 || o->help || o->version || (o->command && strcmp(o->command, "help") == 0))
		return true;
	for (size_t i = 0; i < s->errors.used; i++)
		diag_print_next(stderr, s->path, &lines, &s->errors.at[i], "error");
	return false;
}

void user_config_free(struct user_config *s)
{
	for (int i = 0; i < OPT_COUNT_OF; i++)
		mem_free(s->values[i]);
	mem_free(s->path);
	mem_free(s->text);
	diags_free(&s->errors);
}
