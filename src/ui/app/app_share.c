/* Shares a moment: writes a picture of the screen, and a script that leads there, into the
 * current folder. Called by app. */
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "lesson/write.h"
#include "ui/app/app_core.h"

enum { NAME_MAX_LEN = 200, NAMES_TRIED = 1000 };

static bool is_free(const char *path)
{
	struct stat st;

	return lstat(path, &st) != 0;
}

/* Sets both names to the first that are free: half-close-12, half-close-12-2, … */
static void choose_names(const struct app *a, struct text *picture, struct text *script)
{
	const char *id = a->player.script->id;
	size_t step = view_step_number(&a->view, session_at(a->player.session));

	for (unsigned n = 1; n <= NAMES_TRIED; n++) {
		char more[16] = "";
		struct text m = text_over(more, sizeof more);

		if (n > 1)
			text_addf(&m, "-%u", n);
		text_clear(picture);
		text_clear(script);
		text_addf(picture, "%.100s-%zu%s.svg", id ? id : "session", step, more);
		text_addf(script, "%.100s-%zu%s.tcpstep", id ? id : "session", step, more);
		if (is_free(picture->at) && is_free(script->at))
			return;
	}
}

/* Writes a file that does not exist yet. */
static bool write_new(const char *path, const char *text, struct diag *diag)
{
	if (is_free(path))
		return file_replace(path, text, diag);
	return diag_file(diag, DIAG_FILE_NOT_WRITTEN, path, DIAG_WHY_EEXIST, "");
}

void app_share(struct app *a)
{
	char names[2][NAME_MAX_LEN];
	struct text picture = text_over(names[0], sizeof names[0]), script = text_over(names[1], sizeof names[1]);
	struct diag diag = { 0 };
	char *svg, *text;
	bool script_there, both;

	if (!a->options.picture) {
		app_say(a, false, MSG_APP_NO_KEY);
		return;
	}
	choose_names(a, &picture, &script);
	text = recording_write(a->player.session, a->player.script);
	svg = a->options.picture(a);
	script_there = write_new(script.at, text, &diag);
	both = script_there && write_new(picture.at, svg, &diag);
	if (script_there && !both)
		unlink(script.at);
	mem_free(svg);
	mem_free(text);
	if (both)
		app_say(a, false, MSG_APP_SHARED, picture.at, script.at);
	else
		app_say(a, true, MSG_APP_NOT_SAVED, diag_words(&diag, a->view.lang).at);
}
