/* The end of a class that is followed: the program ends with it unless the student goes on, and
 * keeps what came over a network. Called by app_class and, at the end, by the loop of keys. */
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "base/paths.h"
#include "base/text.h"
#include "lesson/progress.h"
#include "lesson/write.h"
#include "ui/app/app_core.h"
#include "ui/draw/keys.h"

enum { LEAVES_AFTER = 5000 / FOLLOW_EVERY_MS, ID_MAX = 64 };

void app_class_leaves(struct app *a)
{
	a->room.leaves = true;
}

void app_class_over(struct app *a)
{
	const struct view *v = &a->view;
	bool watches = v->live && (v->overlay == OVERLAY_NONE || v->overlay == OVERLAY_ASK);
	bool leaves = a->room.leaves && watches;

	a->room.leaves_in = leaves ? LEAVES_AFTER : 0;
	app_say(a, false, leaves ? MSG_CLASS_CLOSES : mode_facts(a->view.mode)->ended);
}

void app_class_over_key(struct app *a, uint32_t key)
{
	struct classroom *room = &a->room;

	if (room->leaves_in == 0)
		return;
	if (key == K_TIMEOUT) {
		a->leave = --room->leaves_in == 0;
		return;
	}
	room->leaves_in = 0;
	if (a->view.notice.text[0] == '\0')
		app_say(a, false, mode_facts(a->view.mode)->ended);
}

/* Returns where a class that came over a network is kept, next to the progress file
 * (malloc'ed): one file for each lesson. NULL: no folder is known. */
static char *copy_path(const struct script *s)
{
	char *progress = progress_path(), *path = NULL, name[ID_MAX + 32];
	const char *id = s && s->id ? s->id : "";
	size_t n = strspn(id, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");
	bool plain = n > 0 && n <= ID_MAX && id[n] == '\0'; /* it comes from elsewhere */

	if (!progress)
		return NULL;
	snprintf(name, sizeof name, "/class%s%s.tcpstep", plain ? "-" : "", plain ? id : "");
	*strrchr(progress, '/') = '\0';
	path = path_join(progress, name);
	mem_free(progress);
	return path;
}

/* Keeps the recording; returns its file (malloc'ed), NULL: it could not be written. */
static char *keep(const struct classroom *room)
{
	const struct follow *f = &room->follow;
	char *path = f->source == FOLLOW_FILE ? mem_copy_text(f->path) : copy_path(room->script);
	struct diag diag;

	if (f->source == FOLLOW_FILE || !path)
		return path;
	if (f->taken && file_folders(path, &diag) && file_replace_octets(path, f->taken, f->taken_used, &diag))
		return path;
	mem_free(path);
	return NULL;
}

char *app_class_farewell(struct app *a)
{
	enum lang lang = a->view.lang;
	char *path, said[600];
	struct text t = text_over(said, sizeof said);

	if (!a->room.leaves || a->view.mode != MODE_FOLLOW || a->view.class_state != CLASS_ENDED)
		return NULL;
	path = keep(&a->room);
	text_add(&t, message(MSG_CLASS_FAREWELL, lang));
	if (path) {
		text_add(&t, " ");
		text_add(&t, message(MSG_CLASS_REPLAY, lang));
		text_add(&t, "\n  tcpstep replay "); /* on a line of its own, to be copied */
		text_add_safe(&t, path, strlen(path));
	}
	mem_free(path);
	return mem_copy_text(said);
}
