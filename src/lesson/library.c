/* Finding lessons. Called by app and by commands that take a lesson's name. */
#include "lesson/library.h"

#include <dirent.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/text.h"

#ifndef TCPSTEP_LESSONS_INSTALLED
#define TCPSTEP_LESSONS_INSTALLED "/usr/local/share/tcpstep/lessons"
#endif

static const char ending[] = ".tcpstep";

static bool is_directory(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

const char *lessons_directory(void)
{
#ifdef TCPSTEP_LESSONS_SOURCE
	if (is_directory(TCPSTEP_LESSONS_SOURCE))
		return TCPSTEP_LESSONS_SOURCE;
#endif
	return is_directory(TCPSTEP_LESSONS_INSTALLED) ? TCPSTEP_LESSONS_INSTALLED : NULL;
}

struct script *lesson_read(const char *path, struct diags *errors, char **source)
{
	size_t len;
	*source = NULL;
	if (!source_read(path, source, &len, errors))
		return NULL;
	return script_parse(path, *source, len, errors);
}

static char *keep_text(struct lessons *l, const char *s)
{
	l->texts = mem_grow(l->texts, l->texts_used, &l->texts_size, sizeof(*l->texts));
	return l->texts[l->texts_used++] = mem_copy_text(s);
}

static void add_item(struct lessons *l, struct menu_item item)
{
	l->items = mem_grow(l->items, l->used, &l->size, sizeof(*l->items));
	l->items[l->used++] = item;
}

static void add_problem(struct lessons *l, const char *file, const struct diags *errors)
{
	char why[256];
	struct text t = text_over(why, sizeof why);
	const struct diag *d = errors->used > 0 ? &errors->at[0] : NULL;
	if (d && d->line > 0)
		text_addf(&t, "%u:%u: ", d->line, d->column);
	text_add(&t, d ? d->message : "?");
	const char *name = keep_text(l, file);
	add_item(l, (struct menu_item){ .name = name, .problem = keep_text(l, why) });
}

static void read_one(struct lessons *l, const char *directory, const char *file, struct lessons *broken)
{
	size_t size = strlen(directory) + strlen(file) + 2;
	char *path = mem_new(size, 1), *source;
	struct text t = text_over(path, size);
	text_addf(&t, "%s/%s", directory, file);
	struct diags errors = { 0 };
	struct script *s = lesson_read(path, &errors, &source);
	if (!s) {
		add_problem(broken, file, &errors);
	} else {
		l->scripts = mem_grow(l->scripts, l->scripts_used, &l->scripts_size, sizeof(*l->scripts));
		l->scripts[l->scripts_used++] = s;
	}
	diags_free(&errors);
	free(source);
	free(path);
}

/* Its turn has come: nothing that it names in `after` is still to be placed. */
static bool is_free(const struct lessons *l, const bool *placed, size_t at)
{
	const struct script *s = l->scripts[at];
	for (size_t i = 0; i < s->after_used; i++)
		for (size_t j = 0; j < l->scripts_used; j++)
			if (j != at && !placed[j] && strcmp(l->scripts[j]->id, s->after[i]) == 0)
				return false;
	return true;
}

/* The line of the directory's file `course` that names the lesson; ids it does
 * not name come behind. */
static size_t rank_of(const char *course, const char *id)
{
	size_t n = strlen(id), line = 0;
	for (const char *at = course; *at != '\0'; line++) {
		size_t len = strcspn(at, "\n");
		if (len >= n && strncmp(at, id, n) == 0 && strspn(at + n, " \t\r") == len - n)
			return line;
		at += len + (at[len] == '\n');
	}
	return SIZE_MAX;
}

/* Whether lesson i goes before lesson j. */
static bool goes_first(const struct lessons *l, const bool *placed, const char *course, size_t i, size_t j)
{
	bool free_i = is_free(l, placed, i), free_j = is_free(l, placed, j);
	size_t rank_i = rank_of(course, l->scripts[i]->id), rank_j = rank_of(course, l->scripts[j]->id);
	if (free_i != free_j)
		return free_i;
	return rank_i != rank_j ? rank_i < rank_j : i < j;
}

/* What must come before comes before, else in the order of the course; a circle
 * of prerequisites is broken at its first file. */
static void place_all(struct lessons *l, const char *course)
{
	bool *placed = mem_new(l->scripts_used + 1, sizeof(*placed));
	for (size_t left = l->scripts_used; left > 0; left--) {
		size_t next = l->scripts_used;
		for (size_t i = 0; i < l->scripts_used; i++)
			if (!placed[i] && (next == l->scripts_used || goes_first(l, placed, course, i, next)))
				next = i;
		placed[next] = true;
		add_item(l, (struct menu_item){ .script = l->scripts[next], .name = l->scripts[next]->id });
	}
	free(placed);
}

static int is_lesson(const struct dirent *e)
{
	size_t n = strlen(e->d_name), m = sizeof ending - 1;
	return e->d_name[0] != '.' && n > m && strcmp(e->d_name + n - m, ending) == 0;
}

/* Not alphasort: the order must not depend on the locale. */
static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

/* The file `course` of the directory; empty: it has none that can be read. */
static char *read_course(const char *directory)
{
	struct diags errors = { 0 };
	size_t len, size = (directory ? strlen(directory) : 0) + sizeof("/course");
	char *path = mem_new(size, 1), *text = NULL;
	struct text t = text_over(path, size);
	text_addf(&t, "%s/course", directory ? directory : "");
	if (!directory || access(path, R_OK) != 0 || !source_read(path, &text, &len, &errors)) {
		free(text);
		text = mem_copy_text("");
	}
	diags_free(&errors);
	free(path);
	return text;
}

void lessons_load(struct lessons *l, const char *directory)
{
	struct lessons broken = { 0 };
	struct dirent **files = NULL;
	int n = directory ? scandir(directory, &files, is_lesson, by_name) : 0;
	*l = (struct lessons){ 0 };
	for (int i = 0; i < n; i++) {
		read_one(l, directory, files[i]->d_name, &broken);
		free(files[i]);
	}
	free(files);
	char *course = read_course(directory);
	place_all(l, course);
	free(course);
	for (size_t i = 0; i < broken.used; i++)
		add_item(l, broken.items[i]);
	free(broken.items);
	l->texts = broken.texts;
	l->texts_used = broken.texts_used;
	l->texts_size = broken.texts_size;
	add_item(l, (struct menu_item){ .name = "sandbox", .kind = ITEM_SANDBOX });
	add_item(l, (struct menu_item){ .name = "quiz", .kind = ITEM_QUIZ });
}

void lessons_free(struct lessons *l)
{
	for (size_t i = 0; i < l->scripts_used; i++)
		script_free(l->scripts[i]);
	for (size_t i = 0; i < l->texts_used; i++)
		free(l->texts[i]);
	free(l->scripts);
	free(l->texts);
	free(l->items);
	*l = (struct lessons){ 0 };
}

const struct script *lessons_find(const struct lessons *l, const char *id, const char **near)
{
	const char **ids = mem_new(l->scripts_used + 1, sizeof(*ids));
	const struct script *found = NULL;
	for (size_t i = 0; i < l->scripts_used; i++) {
		ids[i] = l->scripts[i]->id;
		if (strcmp(ids[i], id) == 0)
			found = l->scripts[i];
	}
	*near = !found ? diag_nearest(id, ids, l->scripts_used) : NULL;
	free(ids);
	return found;
}
