/* Reads and writes the file of what a student has done:
 *     tcpstep-progress 3
 *     done half-close
 *     goal half-close 1 solved 3 "server close\ndeliver\ndeliver"
 *     goal handshake 1 shown
 *     ask half-close 2 right
 *     ask half-close 3 wrong
 *     ask half-close 4 skipped
 *     at time-wait 6 30
 *     dropped 2
 * Lines are split into words as a script's are, but it is no script. `at` is the
 * number of stops made, of how many; a solved goal has the actions of its best way
 * as script lines, if they are not too many.
 *
 * Version 1 had the lines with `done` alone. Version 2 had no ways and no
 * positions, and its solved goals are not read, because a crash or an abort
 * counted as a solution; `dropped` is their number until the student was told. A
 * program that knows version 2 alone takes this file for a later version's: it
 * neither reads nor writes it. So the file keeps its name. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "base/words.h"
#include "lesson/parse.h"
#include "lesson/progress_parts.h"
#include "lesson/write.h"

static const char heading[] = "tcpstep-progress";

/* A line has short words and an id, whose octets may each be escaped as four. */
enum { VERSION = 3, FILE_MAX = 1024 * 1024, LINE_REST = 64 };

/* --- reading --- */

char *progress_file_text(const char *path, size_t *len, enum verdict *verdict)
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

/* Reads the lines that are about one goal, question or position. */
static bool read_numbered(struct progress *p, const struct word *words, size_t n, uint32_t version)
{
	struct progress_goal g = { 0 };
	uint32_t nth, of;

	if (n < 4 || !number(&words[2], &nth) || nth == 0)
		return false;
	if (is(&words[0], "goal") && n >= 5 && is(&words[3], "solved") && number(&words[4], &g.actions)) {
		g.solved = true;
		g.way = n == 6 ? (char *)words[5].text : NULL;
		p->dropped += version < 3;
		if (version >= 3)
			keep_goal(p, words[1].text, nth, &g);
		return n == 5 || (n == 6 && version >= 3);
	}
	if (is(&words[0], "goal") && n == 4 && is(&words[3], "shown"))
		keep_goal(p, words[1].text, nth, &g);
	else if (is(&words[0], "ask") && n == 4 &&
		 (is(&words[3], "right") || is(&words[3], "wrong") || is(&words[3], "skipped")))
		keep_prediction(p, words[1].text, nth, is(&words[3], "right"), is(&words[3], "skipped"));
	else if (is(&words[0], "at") && n == 4 && number(&words[3], &of))
		keep_position(p, words[1].text, nth, of);
	else
		return false;
	return true;
}

/* Reads one line after the heading. False: it is not a line of this format. */
static bool read_words(struct progress *p, const struct word *words, size_t n, uint32_t version)
{
	if (n == 0)
		return true;
	if (n == 2 && is(&words[0], "dropped"))
		return number(&words[1], &p->dropped);
	if (n != 2 || !is(&words[0], "done"))
		return read_numbered(p, words, n, version);
	keep_lesson(p, words[1].text);
	return true;
}

static enum verdict read_heading(const struct word *words, size_t n, uint32_t *version)
{
	if (n != 2 || !is(&words[0], heading))
		return FILE_DAMAGED;
	return text_digits(words[1].text, 1, VERSION, version) ? FILE_SOUND : FILE_LATER;
}

/* *version is 0 before the heading was read. */
static enum verdict read_line(struct progress *p, const char *line, uint32_t *version, bool first)
{
	char *store = mem_new(strlen(line) + 1, 1);
	struct word words[WORDS_MAX];
	enum verdict verdict = FILE_DAMAGED;
	struct diag diag;
	size_t n;

	if (words_split(line, store, words, &n, &diag)) {
		if (first)
			verdict = read_heading(words, n, version);
		else if (read_words(p, words, n, *version))
			verdict = FILE_SOUND;
	}
	mem_free(store);
	return verdict;
}

enum verdict progress_file_read(struct progress *p, const char *path)
{
	uint32_t version = VERSION;
	enum verdict verdict;
	size_t len = 0;
	char *text = progress_file_text(path, &len, &verdict), *line = text;
	bool first = true;

	forget_positions(p, NULL);
	p->dropped = 0;
	while (line && *line && (verdict == FILE_SOUND || verdict == FILE_DAMAGED)) {
		char *end = line + strcspn(line, "\n"), *next = *end ? end + 1 : end;
		enum verdict one;

		*end = '\0';
		if (end > line && end[-1] == '\r')
			end[-1] = '\0';
		one = read_line(p, line, &version, first);
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

static void add_goal(struct text *t, const struct progress_goal *g)
{
	add_words(t, "goal", g->lesson);
	if (g->solved)
		text_addf(t, " %u solved %u", (unsigned)g->nth, (unsigned)g->actions);
	else
		text_addf(t, " %u shown", (unsigned)g->nth);
	if (g->way) {
		text_add(t, " ");
		text_add_quoted(t, g->way, strlen(g->way));
	}
	text_add(t, "\n");
}

static char *as_text(const struct progress *p)
{
	size_t size = sizeof heading + LINE_REST;
	struct text t;

	for (size_t i = 0; i < p->used; i++)
		size += room_for(p->done[i]);
	for (size_t i = 0; i < p->goals_used; i++)
		size += room_for(p->goals[i].lesson) + (p->goals[i].way ? room_for(p->goals[i].way) : 0);
	for (size_t i = 0; i < p->predictions_used; i++)
		size += room_for(p->predictions[i].lesson);
	for (size_t i = 0; i < p->positions_used; i++)
		size += room_for(p->positions[i].lesson);
	t = text_over(mem_new(size, 1), size);
	text_addf(&t, "%s %d\n", heading, VERSION);
	for (size_t i = 0; i < p->used; i++) {
		add_words(&t, "done", p->done[i]);
		text_add(&t, "\n");
	}
	for (size_t i = 0; i < p->goals_used; i++)
		add_goal(&t, &p->goals[i]);
	for (size_t i = 0; i < p->predictions_used; i++) {
		const struct progress_prediction *a = &p->predictions[i];

		add_words(&t, "ask", a->lesson);
		text_addf(&t, " %u %s\n", (unsigned)a->nth, a->skipped ? "skipped" : a->right ? "right" : "wrong");
	}
	for (size_t i = 0; i < p->positions_used; i++) {
		add_words(&t, "at", p->positions[i].lesson);
		text_addf(&t, " %u %u\n", (unsigned)p->positions[i].step, (unsigned)p->positions[i].of);
	}
	if (p->dropped)
		text_addf(&t, "dropped %u\n", (unsigned)p->dropped);
	return t.at;
}

bool progress_file_write(const struct progress *p, struct diag *diag)
{
	char *text = as_text(p);
	bool saved = file_replace(p->path, text, diag);

	mem_free(text);
	return saved;
}
