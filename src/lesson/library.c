/* Finds lessons, reads them and orders them. Called by the app and by the
 * commands that take a lesson's name. */
#include "lesson/library.h"

#include <stdio.h>
#include <dirent.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/text.h"

#ifndef TCPSTEP_LESSONS_SOURCE
#define TCPSTEP_LESSONS_SOURCE ""
#endif
#ifndef TCPSTEP_LESSONS_INSTALLED
#define TCPSTEP_LESSONS_INSTALLED ""
#endif

static const char ending[] = ".tcpstep";

/* --- where they are --- */

enum { PLACES = 5, PLACE_OCTETS = 4096 };

static const char *program_name; /* argv[0] */
static const char *chosen;       /* the folder of lessons_use */

void lessons_program(const char *argv0)
{
	program_name = argv0;
}

void lessons_use(const char *folder)
{
	chosen = folder;
}

static bool is_directory(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* Writes the absolute path of argv[0], as a shell finds it; false: it is not found. */
static bool program_by_name(char *path)
{
	const char *from = getenv("PATH");
	char trial[PLACE_OCTETS];
	size_t n;

	if (!program_name || !*program_name)
		return false;
	if (strchr(program_name, '/'))
		return realpath(program_name, path);
	for (; from && *from; from += n + (from[n] == ':')) {
		struct text t = text_over(trial, sizeof trial);

		n = strcspn(from, ":");
		text_addf(&t, "%.*s/%s", (int)n, from, program_name);
		if (n > 0 && access(trial, X_OK) == 0 && realpath(trial, path))
			return true;
	}
	return false;
}

/* Writes the folder that the program is in, links resolved; false: it is not
 * known. */
static bool program_folder(char *path)
{
	char *slash;

	if (!realpath("/proc/self/exe", path) && !program_by_name(path))
		return false;
	slash = strrchr(path, '/');
	if (slash)
		*slash = '\0';
	return slash;
}

/* Lists the folders where lessons may be, in the order in which they are tried;
 * "": none. Those next to the program come first, so that an installation can
 * be moved and overrides the source tree that it was made from. */
static void list_places(char places[PLACES][PLACE_OCTETS])
{
	static const char *const nearby[] = { "/share/tcpstep/lessons", "/lessons" };
	char folder[PLACE_OCTETS + 1]; /* realpath writes up to PATH_MAX */
	bool known = program_folder(folder);

	for (size_t i = 0; i < PLACES; i++)
		places[i][0] = '\0';
	snprintf(places[0], PLACE_OCTETS, "%s", chosen ? chosen : "");
	for (size_t i = 0; known && i < 2; i++) {
		struct text t = text_over(places[i + 1], PLACE_OCTETS);
		char *parent = strrchr(folder, '/');

		text_addf(&t, "%.*s%s", parent ? (int)(parent - folder) : 0, folder, nearby[i]);
	}
	strcpy(places[3], TCPSTEP_LESSONS_SOURCE);
	strcpy(places[4], TCPSTEP_LESSONS_INSTALLED);
}

/* Returns the first of the places that is a folder, from number `i` on. */
static const char *first_place(size_t i)
{
	static char places[PLACES][PLACE_OCTETS];

	list_places(places);
	for (; i < PLACES; i++)
		if (places[i][0] && is_directory(places[i]))
			return places[i];
	return NULL;
}

const char *lessons_directory(void)
{
	return first_place(0);
}

const char *lessons_own_directory(void)
{
	return first_place(1);
}

void lessons_places(struct text *t)
{
	static char places[PLACES][PLACE_OCTETS];

	list_places(places);
	for (size_t i = 0; i < PLACES; i++) {
		bool before = false;

		for (size_t k = 0; k < i; k++)
			before |= strcmp(places[k], places[i]) == 0;
		if (places[i][0] && !before) {
			text_add(t, "    ");
			text_add_safe(t, places[i], strlen(places[i]));
			text_add(t, "\n");
		}
	}
}

/* --- reading them --- */

struct script *lesson_read(const char *path, struct diags *errors, char **source)
{
	size_t len;

	*source = NULL;
	if (!source_read(path, source, &len, errors))
		return NULL;
	return script_parse(path, *source, len, errors);
}

/* Says where the lesson is if a file that does not exist has the name of one. */
static void name_the_lesson(struct diag *d, const char *path)
{
	const char *folder = lessons_directory();
	char file[PLACE_OCTETS + DIAG_ARGUMENT_MAX], shown[DIAG_ARGUMENT_MAX];
	struct text t = text_over(file, sizeof file), safe = text_over(shown, sizeof shown);

	if (d->id != DIAG_WHY_ENOENT || !folder || strchr(path, '/') ||
	    strlen(path) >= DIAG_ARGUMENT_MAX - sizeof ".tcpstep")
		return;
	text_addf(&t, "%s/%s.tcpstep", folder, path);
	text_add_safe(&safe, file, strlen(file));
	if (access(file, R_OK) == 0)
		diag_set(d, 0, DIAG_WHY_A_LESSON, shown, "");
}

struct script *script_open(const char *path, enum lang lang)
{
	struct diags errors = { 0 };
	struct script *s = script_open_with(path, lang, &errors);

	diags_free(&errors);
	return s;
}

struct script *script_open_with(const char *path, enum lang lang, struct diags *errors)
{
	struct source_lines lines = { 0 };
	char *source;
	struct script *s = lesson_read(path, errors, &source);

	lines.text = source;
	if (!s)
		fflush(stdout);
	if (!s && errors->used == 1)
		name_the_lesson(&errors->at[0], path);
	for (size_t i = 0; !s && i < errors->used; i++)
		diag_print_next(stderr, path, &lines, &errors->at[i], DIAG_LABEL_ERROR, lang);
	mem_free(source);
	return s;
}

static char *keep_text(struct lessons *l, const char *s)
{
	l->texts = mem_grow(l->texts, l->texts_used, &l->texts_size, sizeof *l->texts);
	return l->texts[l->texts_used++] = mem_copy_text(s);
}

static void add_item(struct lessons *l, struct menu_item item)
{
	l->items = mem_grow(l->items, l->used, &l->size, sizeof *l->items);
	l->items[l->used++] = item;
}

enum { TEXTS = 1 + LANG_COUNT };

/* Keeps a file's name and what is wrong with it in each language, as TEXTS texts. */
static void add_problem(struct lessons *l, const char *file, const struct diags *errors)
{
	const struct diag *d = errors->used > 0 ? &errors->at[0] : NULL;
	char why[512];

	keep_text(l, file);
	for (int lang = 0; lang < LANG_COUNT; lang++) {
		struct text t = text_over(why, sizeof why);

		if (d && d->line > 0)
			text_addf(&t, "%u:%u: ", d->line, d->column);
		if (d)
			diag_text(&t, d, (enum lang)lang);
		else
			text_add(&t, "?");
		keep_text(l, why);
	}
}

/* Reads the header alone; NULL: the whole file must be read to find what is
 * wrong. */
static struct script *read_header(const char *path)
{
	struct diags errors = { 0 };
	struct script *s = NULL;
	char *source;
	size_t len;

	if (source_read(path, &source, &len, &errors))
		s = script_parse(path, source, script_header_length(source), &errors);
	if (s)
		s->header_only = true;
	diags_free(&errors);
	mem_free(source);
	return s;
}

static void read_one(struct lessons *l, const char *directory, const char *file, bool header_only)
{
	size_t size = strlen(directory) + strlen(file) + 2;
	char *path = mem_new(size, 1), *source = NULL;
	struct text t = text_over(path, size);
	struct diags errors = { 0 };
	struct script *s;

	text_addf(&t, "%s/%s", directory, file);
	s = header_only ? read_header(path) : NULL;
	if (!s)
		s = lesson_read(path, &errors, &source);
	if (!s) {
		add_problem(l, file, &errors);
	} else {
		l->scripts = mem_grow(l->scripts, l->scripts_used, &l->scripts_size, sizeof *l->scripts);
		l->scripts[l->scripts_used++] = s;
	}
	diags_free(&errors);
	mem_free(source);
	mem_free(path);
}

/* --- their order --- */

/* Returns whether every lesson that this one names in `after` has been
 * placed. */
static bool is_free(const struct lessons *l, const bool *placed, size_t at)
{
	const struct script *s = l->scripts[at];

	for (size_t i = 0; i < s->after_used; i++)
		for (size_t j = 0; j < l->scripts_used; j++)
			if (j != at && !placed[j] && strcmp(l->scripts[j]->id, s->after[i]) == 0)
				return false;
	return true;
}

/* What the file `course` says of one lesson. */
struct course_place {
	size_t rank; /* the number of its line; SIZE_MAX: none names it, and it comes after all that are named */
	enum course_section section;
	unsigned minutes; /* 0: not said */
};

/* Returns the n'th word of a line (from 0), as long as *len; "" and 0: there is none. */
static const char *word_of(const char *line, unsigned n, size_t *len)
{
	line += strspn(line, " \t");
	for (; n > 0; n--) {
		line += strcspn(line, " \t\r\n");
		line += strspn(line, " \t");
	}
	*len = strcspn(line, " \t\r\n");
	return line;
}

static bool word_is(const char *word, size_t len, const char *expected)
{
	return len == strlen(expected) && strncmp(word, expected, len) == 0;
}

/* Returns the section that a line starts; a line that starts none: `now`. */
static enum course_section section_after(const char *line, enum course_section now)
{
	size_t first_len, len;
	const char *first = word_of(line, 0, &first_len), *name = word_of(line, 1, &len);

	if (!word_is(first, first_len, "section"))
		return now;
	return word_is(name, len, "core") ? SECTION_CORE : word_is(name, len, "advanced") ? SECTION_ADVANCED : now;
}

/* Returns a word as a number of minutes below 1000; 0: it is none. */
static unsigned minutes_of(const char *word, size_t len)
{
	unsigned n = 0;

	for (size_t i = 0; i < len; i++) {
		if (word[i] < '0' || word[i] > '9' || i == 3)
			return 0;
		n = 10 * n + (unsigned)(word[i] - '0');
	}
	return n;
}

/* Looks a lesson up in the text of the file `course`. */
static struct course_place place_in(const char *course, const char *id)
{
	struct course_place place = { .rank = 0 };

	for (const char *at = course; *at != '\0'; place.rank++) {
		size_t id_len, minutes_len, len = strcspn(at, "\n");
		const char *name = word_of(at, 0, &id_len), *minutes = word_of(at, 1, &minutes_len);

		place.section = section_after(at, place.section);
		place.minutes = minutes_of(minutes, minutes_len);
		if (word_is(name, id_len, id) && (minutes_len == 0 || place.minutes > 0))
			return place;
		at += len + (at[len] == '\n');
	}
	return (struct course_place){ .rank = SIZE_MAX };
}

/* Returns whether lesson i comes before lesson j. */
static bool goes_first(const struct lessons *l, const bool *placed, const struct course_place *places, size_t i,
		       size_t j)
{
	bool free_i = is_free(l, placed, i), free_j = is_free(l, placed, j);

	if (free_i != free_j)
		return free_i;
	return places[i].rank != places[j].rank ? places[i].rank < places[j].rank : i < j;
}

/* Orders the lessons: each after its prerequisites, else as in the course. A
 * circle of prerequisites is broken at its first file. */
static void place_all(struct lessons *l, const char *course)
{
	bool *placed = mem_new(l->scripts_used + 1, sizeof *placed);
	struct course_place *places = mem_new(l->scripts_used + 1, sizeof *places);

	for (size_t i = 0; i < l->scripts_used; i++)
		places[i] = place_in(course, l->scripts[i]->id);
	for (size_t left = l->scripts_used; left > 0; left--) {
		size_t next = l->scripts_used;

		for (size_t i = 0; i < l->scripts_used; i++)
			if (!placed[i] && (next == l->scripts_used || goes_first(l, placed, places, i, next)))
				next = i;
		placed[next] = true;
		add_item(l, (struct menu_item){ .script = l->scripts[next],
						.name = l->scripts[next]->id,
						.section = places[next].section,
						.minutes = places[next].minutes });
	}
	mem_free(places);
	mem_free(placed);
}

static int is_lesson(const struct dirent *e)
{
	size_t n = strlen(e->d_name), m = sizeof ending - 1;

	return e->d_name[0] != '.' && n > m && strcmp(e->d_name + n - m, ending) == 0;
}

/* Compares by octets, not alphasort: the order must not depend on the
 * locale. */
static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

/* Returns the directory's file `course`; empty: there is none that can be
 * read. */
static char *read_course(const char *directory)
{
	struct diags errors = { 0 };
	size_t len, size = (directory ? strlen(directory) : 0) + sizeof("/course");
	char *path = mem_new(size, 1), *text = NULL;
	struct text t = text_over(path, size);

	text_addf(&t, "%s/course", directory ? directory : "");
	if (!directory || access(path, R_OK) != 0 || !source_read(path, &text, &len, &errors)) {
		mem_free(text);
		text = mem_copy_text("");
	}
	diags_free(&errors);
	mem_free(path);
	return text;
}

/* Lists the files that are not valid, by name. */
static void place_problems(struct lessons *l)
{
	const char *last = "";

	for (size_t left = l->texts_used / TEXTS; left > 0; left--) {
		struct menu_item item = { .script = NULL };
		size_t next = l->texts_used;

		for (size_t i = 0; i < l->texts_used; i += TEXTS)
			if (strcmp(l->texts[i], last) > 0 &&
			    (next == l->texts_used || strcmp(l->texts[i], l->texts[next]) < 0))
				next = i;
		item.name = last = l->texts[next];
		for (int lang = 0; lang < LANG_COUNT; lang++)
			item.problem[lang] = l->texts[next + 1 + (size_t)lang];
		add_item(l, item);
	}
}

static void place(struct lessons *l)
{
	l->used = 0;
	place_all(l, l->course);
	place_problems(l);
	add_item(l, (struct menu_item){ .name = "sandbox", .kind = ITEM_SANDBOX });
	add_item(l, (struct menu_item){ .name = "quiz", .kind = ITEM_QUIZ });
}

static void load(struct lessons *l, const char *directory, bool header_only)
{
	struct dirent **files = NULL;
	int n = directory ? scandir(directory, &files, is_lesson, by_name) : 0;

	*l = (struct lessons){ .course = read_course(directory) };
	for (int i = 0; i < n; i++) {
		read_one(l, directory, files[i]->d_name, header_only);
		free(files[i]);
	}
	free(files);
	place(l);
}

void lessons_load(struct lessons *l, const char *directory)
{
	load(l, directory, false);
}

void lessons_load_headers(struct lessons *l, const char *directory)
{
	load(l, directory, true);
}

/* --- the rest of lessons whose headers were read --- */

/* Reads the rest of script number i; false: it is not valid, and listed as a
 * problem. */
static bool complete(struct lessons *l, size_t i)
{
	struct script *s = l->scripts[i], *whole, header;
	struct diags errors = { 0 };
	const char *slash = strrchr(s->path, '/');
	char *source;

	whole = lesson_read(s->path, &errors, &source);
	if (whole) {
		header = *s;
		*s = *whole; /* in place: the menu points to it */
		*whole = header;
		script_free(whole);
	} else {
		add_problem(l, slash ? slash + 1 : s->path, &errors);
		script_free(s);
		l->scripts_used--;
		memmove(l->scripts + i, l->scripts + i + 1, (l->scripts_used - i) * sizeof *l->scripts);
	}
	diags_free(&errors);
	mem_free(source);
	return whole;
}

/* Completes one script, or all where it is NULL. */
static bool complete_any(struct lessons *l, const struct script *only)
{
	bool valid = true, changed = false;

	for (size_t i = l->scripts_used; i-- > 0;)
		if (l->scripts[i]->header_only && (!only || l->scripts[i] == only)) {
			valid &= complete(l, i);
			changed = true;
		}
	if (changed)
		place(l);
	return valid;
}

bool lessons_complete(struct lessons *l, const struct script *script)
{
	return !script || complete_any(l, script);
}

bool lessons_complete_all(struct lessons *l)
{
	return complete_any(l, NULL);
}

void lessons_free(struct lessons *l)
{
	for (size_t i = 0; i < l->scripts_used; i++)
		script_free(l->scripts[i]);
	for (size_t i = 0; i < l->texts_used; i++)
		mem_free(l->texts[i]);
	mem_free(l->course);
	mem_free(l->scripts);
	mem_free(l->texts);
	mem_free(l->items);
	*l = (struct lessons){ 0 };
}

const struct script *lessons_find(const struct lessons *l, const char *id, const char **near)
{
	const char **ids = mem_new(l->scripts_used + 1, sizeof *ids);
	const struct script *found = NULL;

	for (size_t i = 0; i < l->scripts_used; i++) {
		ids[i] = l->scripts[i]->id;
		if (strcmp(ids[i], id) == 0)
			found = l->scripts[i];
	}
	*near = !found ? diag_nearest(id, ids, l->scripts_used) : NULL;
	mem_free(ids);
	return found;
}
