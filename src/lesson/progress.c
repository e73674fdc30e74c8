/* What a student has done: kept in a file, and added to one thing at a time. */
#include "lesson/progress.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/paths.h"
#include "lesson/progress_parts.h"
#include "lesson/write.h"

/* --- where --- */

char *progress_path(void)
{
	return path_xdg("XDG_STATE_HOME", "/.local/state", "/tcpstep/progress");
}

/* --- adding --- */

/* Keeps a damaged file under another name, and saves what could be read of it.
 * When that cannot be saved, the damaged file stays where it is. */
static bool put_aside(const struct progress *p, struct diag *diag)
{
	char *aside = file_keep(p->path, ".damaged", diag);
	bool saved = aside && progress_file_write(p, diag);

	if (saved)
		diag_file(diag, DIAG_FILE, p->path, DIAG_WHY_DAMAGED, "");
	else if (aside && access(p->path, F_OK) == 0)
		unlink(aside);
	else if (aside && rename(aside, p->path) != 0)
		diag_file(diag, DIAG_FILE, p->path, diag_errno(errno), strerror(errno));
	mem_free(aside);
	return saved;
}

/* Waits, for a bounded time, until no other tcpstep reads, changes and writes
 * the file. */
static int lock_file(const struct progress *p)
{
	struct diag ignored; /* saving says it */
	char *path;
	int lock;

	if (!p->path || !file_folders(p->path, &ignored))
		return -1;
	path = path_join(p->path, ".lock");
	lock = file_lock(path);
	mem_free(path);
	return lock;
}

bool progress_load(struct progress *p, const char *path, struct diag *diag)
{
	bool kept;
	int lock;

	memset(p, 0, sizeof *p);
	if (!path)
		return true;
	p->path = mem_copy_text(path);
	switch (progress_file_read(p, path)) {
	case FILE_SOUND:
	case FILE_NONE:
		return true;
	case FILE_DAMAGED:
		lock = lock_file(p);
		kept = put_aside(p, diag);
		file_unlock(lock);
		if (kept)
			return false;
		break;
	case FILE_LATER:
		diag_file(diag, DIAG_FILE, path, DIAG_WHY_LATER, "");
		break;
	case FILE_NOT_PLAIN:
		diag_file(diag, DIAG_FILE, path, DIAG_WHY_NOT_PLAIN, "");
		break;
	case FILE_UNREADABLE:
		diag_file(diag, DIAG_FILE, path, diag_errno(errno), strerror(errno));
		break;
	}
	mem_free(p->path);
	p->path = NULL;
	return false;
}

/* Adds what another tcpstep saved meanwhile. */
static enum verdict refresh(struct progress *p)
{
	return p->path ? progress_file_read(p, p->path) : FILE_NONE;
}

/* Saves p, which holds what refresh found and what was added since. */
static bool store(struct progress *p, enum verdict found, struct diag *diag)
{
	if (!p->path)
		return diag_file(diag, DIAG_FILE, "progress", DIAG_WHY_NO_FILE, "");
	switch (found) {
	case FILE_SOUND:
	case FILE_NONE:
		return file_folders(p->path, diag) && progress_file_write(p, diag);
	case FILE_DAMAGED:
		put_aside(p, diag);
		return false;
	case FILE_LATER:
		return diag_file(diag, DIAG_FILE, p->path, DIAG_WHY_LATER, "");
	case FILE_NOT_PLAIN:
		return diag_file(diag, DIAG_FILE, p->path, DIAG_WHY_NOT_PLAIN, "");
	case FILE_UNREADABLE:
		break;
	}
	return diag_file(diag, DIAG_FILE, p->path, DIAG_WHY_UNREADABLE, "");
}

/* A thing to add. */
struct thing {
	enum { ADD_LESSON, ADD_GOAL, ADD_PREDICTION, ADD_POSITION, ADD_TOLD } what;
	const char *id;
	uint32_t nth, of;
	bool right, skipped;
	const struct progress_goal *result;
};

static void keep(struct progress *p, const struct thing *t)
{
	switch (t->what) {
	case ADD_LESSON:
		keep_lesson(p, t->id);
		break;
	case ADD_GOAL:
		keep_goal(p, t->id, t->nth, t->result);
		break;
	case ADD_PREDICTION:
		keep_prediction(p, t->id, t->nth, t->right, t->skipped);
		break;
	case ADD_POSITION:
		if (t->nth)
			keep_position(p, t->id, t->nth, t->of);
		else
			forget_positions(p, t->id);
		break;
	case ADD_TOLD:
		p->dropped = 0;
		break;
	}
}

/* Adds a thing to what the file has by now, and saves. */
static bool add(struct progress *p, const struct thing *t, struct diag *diag)
{
	int lock = lock_file(p);
	enum verdict found = refresh(p);
	bool stored;

	keep(p, t);
	stored = store(p, found, diag);
	file_unlock(lock);
	return stored;
}

bool progress_add(struct progress *p, const char *id, struct diag *diag)
{
	return add(p, &(struct thing){ .what = ADD_LESSON, .id = id }, diag);
}

bool progress_goal(struct progress *p, const char *id, uint32_t nth, bool solved, uint32_t actions, const char *way,
		   struct diag *diag)
{
	const struct progress_goal result = { .solved = solved, .actions = actions, .way = (char *)way };

	return add(p, &(struct thing){ .what = ADD_GOAL, .id = id, .nth = nth, .result = &result }, diag);
}

bool progress_prediction(struct progress *p, const char *id, uint32_t nth, bool right, struct diag *diag)
{
	return add(p, &(struct thing){ .what = ADD_PREDICTION, .id = id, .nth = nth, .right = right }, diag);
}

bool progress_skipped(struct progress *p, const char *id, uint32_t nth, struct diag *diag)
{
	return add(p, &(struct thing){ .what = ADD_PREDICTION, .id = id, .nth = nth, .skipped = true }, diag);
}

bool progress_position(struct progress *p, const char *id, uint32_t step, uint32_t of, struct diag *diag)
{
	const struct progress_position *at = progress_position_find(p, id);

	if (at ? at->step == step && at->of == of : step == 0)
		return true;
	return add(p, &(struct thing){ .what = ADD_POSITION, .id = id, .nth = step, .of = of }, diag);
}

bool progress_told(struct progress *p, struct diag *diag)
{
	return add(p, &(struct thing){ .what = ADD_TOLD }, diag);
}

/* --- asking --- */

uint32_t progress_nth(const struct script *s, const struct statement *st)
{
	uint32_t n = 0;

	for (size_t i = 0; i < s->used; i++) {
		n += s->statements[i].kind == st->kind;
		if (&s->statements[i] == st)
			return n;
	}
	return 0;
}

/* --- forgetting --- */

static bool reset(struct progress *p, const char *id, struct diag *diag)
{
	enum verdict found = refresh(p), again;
	char *aside, *text;
	size_t len;
	bool kept;

	if (!p->path || (found != FILE_SOUND && found != FILE_NONE))
		return store(p, found, diag);
	text = progress_file_text(p->path, &len, &again);
	aside = path_join(p->path, ".before-reset");
	kept = !text || file_replace(aside, text, diag);
	mem_free(text);
	mem_free(aside);
	if (!kept)
		return false;
	forget(p, id);
	return store(p, found, diag);
}

bool progress_reset(struct progress *p, const char *id, struct diag *diag)
{
	int lock = lock_file(p);
	bool done = reset(p, id, diag);

	file_unlock(lock);
	return done;
}

void progress_free(struct progress *p)
{
	forget(p, NULL);
	mem_free(p->done);
	mem_free(p->goals);
	mem_free(p->predictions);
	mem_free(p->positions);
	mem_free(p->slots);
	mem_free(p->path);
	memset(p, 0, sizeof *p);
}
