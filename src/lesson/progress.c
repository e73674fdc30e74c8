/* The file of what a student has done:
 *     tcpstep-progress 2
 *     done half-close
 *     goal half-close 1 solved 4
 *     goal handshake 1 shown
 *     ask half-close 2 right
 *     ask half-close 3 wrong
 * Version 1 had the lines with `done` alone. Lines are split into words as a
 * script's are, but it is no script. */
#include "lesson/progress.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/paths.h"
#include "base/text.h"
#include "base/words.h"
#include "lesson/parse.h"
#include "lesson/write.h"

static const char heading[] = "tcpstep-progress";

/* A line has short words and an id, whose octets may each be escaped as four. */
enum { FILE_MAX = 1024 * 1024, LINE_REST = 64 };

/* What a file turned out to be. */
enum verdict { FILE_SOUND, FILE_NONE, FILE_DAMAGED, FILE_LATER, FILE_NOT_PLAIN, FILE_UNREADABLE };

/* --- where --- */

char *progress_path(void)
{
	return path_xdg("XDG_STATE_HOME", "/.local/state", "/tcpstep/progress");
}

/* --- finding --- */

/* What a slot of the hash table refers to: its kind in the lowest two bits, its
 * index above them. An empty slot is 0. */
enum kind { KIND_NONE, KIND_LESSON, KIND_GOAL, KIND_PREDICTION };

static uint32_t slot_value(enum kind kind, size_t at)
{
	return (uint32_t)(at << 2) | (uint32_t)kind;
}

static uint64_t hash_of(enum kind kind, const char *id, uint32_t nth)
{
	uint64_t h = 14695981039346656037u ^ ((uint64_t)nth << 2 | (uint64_t)kind); /* FNV-1a */

	h *= 1099511628211u;
	for (; *id; id++)
		h = (h ^ (unsigned char)*id) * 1099511628211u;
	return h ^ h >> 32;
}

/* Returns what identifies the thing that a slot refers to. */
static const char *id_at(const struct progress *p, uint32_t slot, uint32_t *nth)
{
	size_t at = slot >> 2;

	*nth = 0;
	switch ((enum kind)(slot & 3)) {
	case KIND_GOAL:
		*nth = p->goals[at].nth;
		return p->goals[at].lesson;
	case KIND_PREDICTION:
		*nth = p->predictions[at].nth;
		return p->predictions[at].lesson;
	case KIND_LESSON:
		return p->done[at];
	case KIND_NONE:
		break;
	}
	return "";
}

/* Returns the slot of a thing, or the empty one where it belongs; NULL: there is
 * no table yet. */
static uint32_t *slot_of(const struct progress *p, enum kind kind, const char *id, uint32_t nth)
{
	size_t i = p->slots_size ? (size_t)hash_of(kind, id, nth) & (p->slots_size - 1) : 0;

	for (; p->slots_size && p->slots[i]; i = (i + 1) & (p->slots_size - 1)) {
		uint32_t other_nth;
		const char *other = id_at(p, p->slots[i], &other_nth);

		if ((p->slots[i] & 3) == (uint32_t)kind && other_nth == nth && strcmp(other, id) == 0)
			break;
	}
	return p->slots_size ? &p->slots[i] : NULL;
}

static void index_put(struct progress *p, enum kind kind, size_t at)
{
	uint32_t value = slot_value(kind, at), nth;
	const char *id = id_at(p, value, &nth);

	*slot_of(p, kind, id, nth) = value;
	p->slots_used++;
}

/* Makes the table anew. */
static void index_all(struct progress *p)
{
	size_t n = p->used + p->goals_used + p->predictions_used, size = 64;

	while (size < 4 * n)
		size *= 2;
	mem_free(p->slots);
	p->slots = mem_new(size, sizeof *p->slots);
	p->slots_size = size;
	p->slots_used = 0;
	for (size_t i = 0; i < p->used; i++)
		index_put(p, KIND_LESSON, i);
	for (size_t i = 0; i < p->goals_used; i++)
		index_put(p, KIND_GOAL, i);
	for (size_t i = 0; i < p->predictions_used; i++)
		index_put(p, KIND_PREDICTION, i);
}

/* Adds the thing that was just appended at index `at`. */
static void index_add(struct progress *p, enum kind kind, size_t at)
{
	if (2 * (p->slots_used + 1) > p->slots_size)
		index_all(p);
	else
		index_put(p, kind, at);
}

/* Finds the index of a thing; false: it is not there. */
static bool find(const struct progress *p, enum kind kind, const char *id, uint32_t nth, size_t *at)
{
	const uint32_t *slot = slot_of(p, kind, id, nth);

	*at = slot ? *slot >> 2 : 0;
	return slot && *slot;
}

/* --- reading --- */

static void keep_lesson(struct progress *p, const char *id)
{
	if (progress_has(p, id))
		return;
	p->done = mem_grow(p->done, p->used, &p->size, sizeof *p->done);
	p->done[p->used++] = mem_copy_text(id);
	index_add(p, KIND_LESSON, p->used - 1);
}

static void keep_goal(struct progress *p, const char *id, uint32_t nth, bool solved, uint32_t actions)
{
	struct progress_goal *g = (struct progress_goal *)progress_goal_find(p, id, nth);

	if (!g) {
		p->goals = mem_grow(p->goals, p->goals_used, &p->goals_size, sizeof *p->goals);
		g = &p->goals[p->goals_used++];
		*g = (struct progress_goal){ .lesson = mem_copy_text(id), .nth = nth };
		index_add(p, KIND_GOAL, p->goals_used - 1);
	}
	if (solved && (!g->solved || actions < g->actions))
		g->actions = actions;
	g->solved |= solved;
}

static void keep_prediction(struct progress *p, const char *id, uint32_t nth, bool right)
{
	if (progress_prediction_find(p, id, nth))
		return;
	p->predictions = mem_grow(p->predictions, p->predictions_used, &p->predictions_size, sizeof *p->predictions);
	p->predictions[p->predictions_used++] =
		(struct progress_prediction){ .lesson = mem_copy_text(id), .nth = nth, .right = right };
	index_add(p, KIND_PREDICTION, p->predictions_used - 1);
}

/* Reads the whole file, NUL-terminated; a longer one is cut, and so counts as
 * damaged. */
static char *read_text(const char *path, size_t *len, enum verdict *verdict)
{
	enum diag_id why;
	FILE *in = source_open(path, &why);
	char *text = NULL;

	if (!in) {
		*verdict = why != DIAG_WHY_SYSTEM                ? FILE_NOT_PLAIN
			   : errno == ENOENT || errno == ENOTDIR ? FILE_NONE
								 : FILE_UNREADABLE;
		return NULL;
	}
	*verdict = FILE_SOUND;
	text = mem_new(FILE_MAX + 1, 1);
	*len = fread(text, 1, FILE_MAX, in);
	if (ferror(in))
		*verdict = FILE_UNREADABLE;
	else if (memchr(text, '\0', *len) || (*len == FILE_MAX && fgetc(in) != EOF))
		*verdict = FILE_DAMAGED;
	else if (*len == 0)
		*verdict = FILE_NONE;
	text[*len] = '\0';
	fclose(in);
	return text;
}

static bool is(const struct word *w, const char *text)
{
	return strcmp(w->text, text) == 0;
}

static bool number(const struct word *w, uint32_t *out)
{
	return text_digits(w->text, 0, UINT32_MAX, out);
}

/* Reads one line after the heading. False: it is not a line of this format. */
static bool read_words(struct progress *p, const struct word *words, size_t n)
{
	uint32_t nth, actions = 0;

	if (n == 0)
		return true;
	if (n == 2 && is(&words[0], "done")) {
		keep_lesson(p, words[1].text);
		return true;
	}
	if (n < 4 || !number(&words[2], &nth) || nth == 0)
		return false;
	if (is(&words[0], "goal") && ((n == 5 && is(&words[3], "solved") && number(&words[4], &actions)) ||
				      (n == 4 && is(&words[3], "shown")))) {
		keep_goal(p, words[1].text, nth, n == 5, actions);
		return true;
	}
	if (is(&words[0], "ask") && n == 4 && (is(&words[3], "right") || is(&words[3], "wrong"))) {
		keep_prediction(p, words[1].text, nth, is(&words[3], "right"));
		return true;
	}
	return false;
}

static enum verdict read_heading(const struct word *words, size_t n)
{
	if (n != 2 || !is(&words[0], heading))
		return FILE_DAMAGED;
	return is(&words[1], "1") || is(&words[1], "2") ? FILE_SOUND : FILE_LATER;
}

static enum verdict read_line(struct progress *p, const char *line, bool first)
{
	char *store = mem_new(strlen(line) + 1, 1);
	struct word words[WORDS_MAX];
	enum verdict verdict = FILE_DAMAGED;
	struct diag diag;
	size_t n;

	if (words_split(line, store, words, &n, &diag)) {
		if (first)
			verdict = read_heading(words, n);
		else if (read_words(p, words, n))
			verdict = FILE_SOUND;
	}
	mem_free(store);
	return verdict;
}

static enum verdict read_file(struct progress *p, const char *path)
{
	enum verdict verdict;
	size_t len = 0;
	char *text = read_text(path, &len, &verdict), *line = text;
	bool first = true;

	while (line && *line && (verdict == FILE_SOUND || verdict == FILE_DAMAGED)) {
		char *end = line + strcspn(line, "\n"), *next = *end ? end + 1 : end;
		enum verdict one;

		*end = '\0';
		if (end > line && end[-1] == '\r')
			end[-1] = '\0';
		one = read_line(p, line, first);
		if (one != FILE_SOUND)
			verdict = one;
		first = false;
		line = next;
	}
	mem_free(text);
	return verdict;
}

/* --- writing --- */

static size_t room_for(const char *id)
{
	return 4 * strlen(id) + LINE_REST;
}

/* Writes "goal half-close": the id is quoted where necessary. */
static void add_words(struct text *t, const char *kind, const char *id)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.";

	text_addf(t, "%s ", kind);
	if (!*id || id[strspn(id, plain)])
		text_add_quoted(t, id, strlen(id));
	else
		text_add(t, id);
}

static char *as_text(const struct progress *p)
{
	size_t size = sizeof heading + LINE_REST;
	struct text t;

	for (size_t i = 0; i < p->used; i++)
		size += room_for(p->done[i]);
	for (size_t i = 0; i < p->goals_used; i++)
		size += room_for(p->goals[i].lesson);
	for (size_t i = 0; i < p->predictions_used; i++)
		size += room_for(p->predictions[i].lesson);
	t = text_over(mem_new(size, 1), size);
	text_addf(&t, "%s 2\n", heading);
	for (size_t i = 0; i < p->used; i++) {
		add_words(&t, "done", p->done[i]);
		text_add(&t, "\n");
	}
	for (size_t i = 0; i < p->goals_used; i++) {
		const struct progress_goal *g = &p->goals[i];

		add_words(&t, "goal", g->lesson);
		if (g->solved)
			text_addf(&t, " %u solved %u\n", (unsigned)g->nth, (unsigned)g->actions);
		else
			text_addf(&t, " %u shown\n", (unsigned)g->nth);
	}
	for (size_t i = 0; i < p->predictions_used; i++) {
		add_words(&t, "ask", p->predictions[i].lesson);
		text_addf(&t, " %u %s\n", (unsigned)p->predictions[i].nth, p->predictions[i].right ? "right" : "wrong");
	}
	return t.at;
}

static bool save(const struct progress *p, struct diag *diag)
{
	char *text = as_text(p);
	bool saved = file_replace(p->path, text, diag);

	mem_free(text);
	return saved;
}

/* --- adding --- */

/* Keeps a damaged file under another name, and saves what could be read of it.
 * When that cannot be saved, the damaged file stays where it is. */
static bool put_aside(const struct progress *p, struct diag *diag)
{
	char *aside = file_keep(p->path, ".damaged", diag);
	bool saved = aside && save(p, diag);

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
	switch (read_file(p, path)) {
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
	return p->path ? read_file(p, p->path) : FILE_NONE;
}

/* Saves p, which holds what refresh found and what was added since. */
static bool store(struct progress *p, enum verdict found, struct diag *diag)
{
	if (!p->path)
		return diag_file(diag, DIAG_FILE, "progress", DIAG_WHY_NO_FILE, "");
	switch (found) {
	case FILE_SOUND:
	case FILE_NONE:
		return file_folders(p->path, diag) && save(p, diag);
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

bool progress_add(struct progress *p, const char *id, struct diag *diag)
{
	int lock = lock_file(p);
	enum verdict found = refresh(p);
	bool stored;

	keep_lesson(p, id);
	stored = store(p, found, diag);
	file_unlock(lock);
	return stored;
}

bool progress_goal(struct progress *p, const char *id, uint32_t nth, bool solved, uint32_t actions, struct diag *diag)
{
	int lock = lock_file(p);
	enum verdict found = refresh(p);
	bool stored;

	keep_goal(p, id, nth, solved, actions);
	stored = store(p, found, diag);
	file_unlock(lock);
	return stored;
}

bool progress_prediction(struct progress *p, const char *id, uint32_t nth, bool right, struct diag *diag)
{
	int lock = lock_file(p);
	enum verdict found = refresh(p);
	bool stored;

	keep_prediction(p, id, nth, right);
	stored = store(p, found, diag);
	file_unlock(lock);
	return stored;
}

/* --- asking --- */

bool progress_has(const struct progress *p, const char *id)
{
	size_t at;

	return find(p, KIND_LESSON, id, 0, &at);
}

const struct progress_goal *progress_goal_find(const struct progress *p, const char *id, uint32_t nth)
{
	size_t at;

	return find(p, KIND_GOAL, id, nth, &at) ? &p->goals[at] : NULL;
}

const struct progress_prediction *progress_prediction_find(const struct progress *p, const char *id, uint32_t nth)
{
	size_t at;

	return find(p, KIND_PREDICTION, id, nth, &at) ? &p->predictions[at] : NULL;
}

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

static void forget(struct progress *p, const char *id)
{
	size_t used = p->used, goals = p->goals_used, predictions = p->predictions_used;

	p->used = p->goals_used = p->predictions_used = 0;
	for (size_t i = 0; i < used; i++)
		if (id && strcmp(p->done[i], id) != 0)
			p->done[p->used++] = p->done[i];
		else
			mem_free(p->done[i]);
	for (size_t i = 0; i < goals; i++)
		if (id && strcmp(p->goals[i].lesson, id) != 0)
			p->goals[p->goals_used++] = p->goals[i];
		else
			mem_free(p->goals[i].lesson);
	for (size_t i = 0; i < predictions; i++)
		if (id && strcmp(p->predictions[i].lesson, id) != 0)
			p->predictions[p->predictions_used++] = p->predictions[i];
		else
			mem_free(p->predictions[i].lesson);
	index_all(p);
}

static bool reset(struct progress *p, const char *id, struct diag *diag)
{
	enum verdict found = refresh(p), again;
	char *aside, *text;
	size_t len;
	bool kept;

	if (!p->path || (found != FILE_SOUND && found != FILE_NONE))
		return store(p, found, diag);
	text = read_text(p->path, &len, &again);
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
	mem_free(p->slots);
	mem_free(p->path);
	memset(p, 0, sizeof *p);
}
