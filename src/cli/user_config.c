/* Reads the settings file: lines of `name = value`. options.c decides which values
 * an option takes. Called by main before the command line is read. */
#include "cli/user_config.h"

#include <errno.h>
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

/* Keeps an error, unless there are too many. */
static void keep(struct user_config *s, struct diag d, const char *hint)
{
	if (s->errors.used >= ERRORS_MAX)
		return;
	if (s->errors.used == ERRORS_MAX - 1) {
		unsigned line = d.line;

		diag_set(&d, d.column, DIAG_CONFIG_MANY, "", "");
		d.line = line;
		hint = NULL;
	}
	if (hint)
		snprintf(d.hint, sizeof d.hint, "%s", hint);
	*diags_add(&s->errors) = d;
}

/* Returns an error at a place in a line. */
static struct diag error_at(const struct line *l, const char *at, enum diag_id id, const char *first,
			    const char *second)
{
	struct diag d;

	diag_set(&d, utf8_column(l->text, at), id, first, second);
	d.line = l->number;
	return d;
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
		return "1-60000";
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
	struct diag d;

	if (id == OPT_COUNT_OF) {
		keep(s, error_at(l, l->name_at, DIAG_CONFIG_UNKNOWN, show(l->name).text, ""), near);
	} else if (s->lines[id]) {
		d = error_at(l, l->name_at, DIAG_CONFIG_TWICE, l->name, "");
		diag_argument(&d, 2, "%u", s->lines[id]);
		keep(s, d, NULL);
	} else {
		s->lines[id] = l->number;
		s->values[id] = mem_copy_text(l->value);
		if (!*l->value) {
			keep(s, error_at(l, l->value_at, DIAG_CONFIG_NO_VALUE, l->name, user_config_accepted(id)),
			     NULL);
		} else if (!option_set(o, id, s->values[id], &near)) {
			d = error_at(l, l->value_at, DIAG_CONFIG_VALUE, show(l->value).text, l->name);
			diag_argument(&d, 3, "%s", user_config_accepted(id));
			keep(s, d, near);
		}
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
		keep(s, error_at(&l, name_end < end ? name_end : end, DIAG_CONFIG_NO_EQUALS, "", ""), NULL);
		return;
	}
	if (equals == l.name_at) {
		keep(s, error_at(&l, equals, DIAG_CONFIG_NO_NAME, "", ""), NULL);
		return;
	}
	if (name_end + strspn(name_end, " \t") < equals) {
		keep(s, error_at(&l, name_end + strspn(name_end, " \t"), DIAG_CONFIG_NO_EQUALS_NEXT, "", ""), NULL);
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
			keep(s, error_at(&l, line + strlen(line), DIAG_CONFIG_NUL, "", ""), NULL);
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
		diag_print_next(stderr, s->path, &lines, &s->errors.at[i], DIAG_LABEL_ERROR, o->lang);
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
