/* Shares a moment: writes a picture of the screen and a script that leads there, or what was
 * done in another format, into the current folder. Called by app. */
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "lesson/parse.h"
#include "lesson/write.h"
#include "ui/app/app_core.h"

enum { NAME_MAX_LEN = 200, NAMES_TRIED = 1000, NAME_COLUMNS = 12 };

static bool is_free(const char *path)
{
	struct stat st;

	return lstat(path, &st) != 0;
}

/* Sets names with these endings to the first that are all free: half-close-12.svg,
 * half-close-12-2.svg, … */
static void choose_names(const struct app *a, const char *const *endings, struct text *names, size_t n)
{
	const char *id = a->player.script->id;
	size_t step = view_step_number(&a->view, session_at(a->player.session));
	bool all_free = false;

	for (unsigned nth = 1; nth <= NAMES_TRIED && !all_free; nth++) {
		char more[16] = "";
		struct text m = text_over(more, sizeof more);

		if (nth > 1)
			text_addf(&m, "-%u", nth);
		all_free = true;
		for (size_t i = 0; i < n; i++) {
			text_clear(&names[i]);
			text_addf(&names[i], "%.100s-%zu%s%s", id ? id : "session", step, more, endings[i]);
			all_free = all_free && is_free(names[i].at);
		}
	}
}

/* Writes a file that does not exist yet. */
static bool write_new(const char *path, const char *octets, size_t n, struct diag *diag)
{
	if (is_free(path))
		return file_replace_octets(path, octets, n, diag);
	return diag_file(diag, DIAG_FILE_NOT_WRITTEN, path, DIAG_WHY_EEXIST, "");
}

static void share_moment(struct app *a)
{
	static const char *const endings[] = { ".svg", ".tcpstep" };
	char array[2][NAME_MAX_LEN];
	struct text names[2] = { text_over(array[0], sizeof array[0]), text_over(array[1], sizeof array[1]) };
	const char *picture = names[0].at, *script = names[1].at;
	struct diag diag = { 0 };
	char *svg, *text;
	bool script_there, both;

	choose_names(a, endings, names, 2);
	text = recording_write(a->player.session, a->player.script);
	svg = a->options.picture(a);
	script_there = write_new(script, text, strlen(text), &diag);
	both = script_there && write_new(picture, svg, strlen(svg), &diag);
	if (script_there && !both)
		unlink(script);
	mem_free(svg);
	mem_free(text);
	if (both)
		app_say(a, false, MSG_APP_SHARED, picture, script);
	else
		app_say(a, true, MSG_APP_NOT_SAVED, diag_words(&diag, a->view.lang).at);
}

/* Writes what was done until now in a format of options.shares. */
static void share_as(struct app *a, size_t format)
{
	char *text = recording_write(a->player.session, a->player.script), *octets = NULL;
	const char *id = a->player.script->id;
	struct diags errors = { 0 };
	struct script *s = script_parse(id ? id : "session", text, strlen(text), &errors);
	char array[NAME_MAX_LEN];
	struct text name = text_over(array, sizeof array);
	struct diag diag = { 0 };
	size_t n;

	if (s)
		octets = a->options.share(a, format, s, &n, &diag);
	else
		diag = errors.at[0];
	choose_names(a, &a->options.shares[format].ending, &name, 1);
	if (octets && write_new(name.at, octets, n, &diag))
		app_say(a, false, MSG_APP_SHARED_ONE, name.at);
	else
		app_say(a, true, MSG_APP_NOT_SAVED, diag_words(&diag, a->view.lang).at);
	mem_free(octets);
	script_free(s);
	diags_free(&errors);
	mem_free(text);
}

/* A line's id is its format, counted from 1; 0: a picture and a script. */
static void choose(struct app *a, const struct target *target)
{
	app_pop(a);
	if (target->id == 0)
		share_moment(a);
	else
		share_as(a, target->id - 1);
}

static void add_line(struct app *a, uint32_t id, const char *name, const char *about)
{
	char line[200];
	struct text t = text_over(line, sizeof line);

	text_addf(&t, "%-*s%s", NAME_COLUMNS, name, about);
	app_list_add(a, LOOK_PLAIN, 0, line)->id = id;
}

void app_share(struct app *a)
{
	if (!a->options.picture) {
		app_say(a, false, MSG_APP_NO_KEY);
		return;
	}
	if (!a->options.shares) {
		share_moment(a);
		return;
	}
	app_list_begin(a, OVERLAY_SHARE, choose);
	app_list_title(a, message(MSG_SHARE_TITLE, a->view.lang));
	add_line(a, 0, "svg+script", message(MSG_SHARE_MOMENT, a->view.lang));
	for (uint32_t i = 0; a->options.shares[i].name; i++)
		add_line(a, i + 1, a->options.shares[i].name, a->options.shares[i].about[a->view.lang]);
	app_list_foot(a, message(MSG_SHARE_FOOT, a->view.lang));
}
