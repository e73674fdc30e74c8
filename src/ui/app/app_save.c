/* Saves what was done, as a script that replays it or as a lesson to narrate. Called
 * by app_line and by plain. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "lesson/write.h"
#include "ui/app/app_core.h"

/* Sets the path: expands "~/" as the shell does, and appends ".tcpstep" to the name
 * of a lesson without a suffix. */
static void path_of(const char *name, bool lesson, struct text *path)
{
	const char *home = getenv("HOME"), *slash = strrchr(name, '/');
	bool ends = strchr(slash ? slash : name, '.');

	if (name[0] == '~' && name[1] == '/' && home) {
		text_add(path, home);
		name++;
	}
	text_add(path, name);
	if (lesson && !ends)
		text_add(path, ".tcpstep");
}

enum saved app_save(const struct app *a, const char *name, bool lesson, bool replace, struct text *path,
		    struct diag *diag)
{
	path_of(name, lesson, path);
	if (!replace && access(path->at, F_OK) == 0)
		return SAVE_EXISTS;
	char *text = (lesson ? draft_write : recording_write)(a->player.session, a->player.script);
	bool saved = file_replace(path->at, text, diag);
	mem_free(text);
	return saved ? SAVE_DONE : SAVE_FAILED;
}
