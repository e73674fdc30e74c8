/* The instructor's second terminal: reads the recording, finds its lesson, reads
 * keys and the clock. notes_tell makes the lines, panel_notes draws them. Called by
 * main. */
#include "ui/notes/notes.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"
#include "class/status.h"
#include "ui/app/app_core.h"
#include "ui/app/commands.h"
#include "ui/draw/keys.h"
#include "ui/notes/panel_notes.h"
#include "ui/tell/complain.h"
#include "ui/term/take.h"

enum { CANNOT = 2, WAITS_SAID = 20 /* looks without a file before that is reported */, LINES = 10 /* of a page */ };

struct notes_loop {
	struct notes shown;
	struct app_options options;
	struct follow follow;
	struct lessons lessons;
	struct script *own; /* the lesson, from a file that was named, or that the class names */
	struct class_status status;
	char *status_path;
	struct script *recorded; /* the newest version; also used as the lesson if none is found */
	char message[256];
	struct place printed; /* the place that was printed last, line by line */
	bool has_printed;
	unsigned waits;
	long long began_ms, came_ms;
	bool leave;
};

static long long now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (long long)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* --- the place --- */

static void find_lesson(struct notes_loop *l)
{
	const char *near, *id = l->recorded->id;
	const struct script *found = l->own;
	struct text t = text_over(l->message, sizeof l->message);

	if (!found)
		found = lessons_find(&l->lessons, id, &near);
	if (!found || (l->own && strcmp(l->own->id, id) != 0)) {
		text_addf(&t, message(!found ? MSG_NOTES_NO_LESSON : MSG_NOTES_OTHER, l->shown.lang), id);
		l->shown.message = l->message;
	} else {
		l->shown.message = NULL;
	}
	l->shown.lesson = found ? found : l->recorded;
}

/* Opens the lesson's file that the class names. */
static void open_named(struct notes_loop *l)
{
	struct diags errors = { 0 };
	char *text = NULL;
	size_t len;

	if (l->own || !l->status.lesson || access(l->status.lesson, R_OK) != 0)
		return;
	if (source_read(l->status.lesson, &text, &len, &errors))
		l->own = script_parse(l->status.lesson, text, len, &errors);
	mem_free(text);
	diags_free(&errors);
}

/* Reads what the class tells beside the recording. Returns whether it has changed. */
static bool look_status(struct notes_loop *l)
{
	struct notes *n = &l->shown;
	struct room_counts was = n->room;
	struct class_status status;

	if (!status_read(l->status_path, &status))
		return false;
	status_free(&l->status);
	l->status = status;
	open_named(l);
	n->served = status.served;
	n->room = status.room;
	return memcmp(&was, &n->room, sizeof was) != 0;
}

static bool same_place(const struct place *a, const struct place *b)
{
	return a->at == b->at && a->now == b->now && a->detour == b->detour && a->tried == b->tried;
}

/* Reads what was added to the recording. Returns whether that changes what is shown,
 * apart from the time. */
static bool look(struct notes_loop *l)
{
	struct notes *n = &l->shown;
	static const enum class_state states[] = { [FOLLOW_LIVE] = CLASS_LIVE,
						   [FOLLOW_WAITS] = CLASS_WAITS,
						   [FOLLOW_BROKE] = CLASS_WAITS,
						   [FOLLOW_ENDED] = CLASS_ENDED };
	bool counted = look_status(l), news = follow_look(&l->follow), first = !n->lesson;
	struct script *s = news ? follow_take(&l->follow) : NULL;
	enum class_state before = n->state;
	struct place place;

	n->state = states[l->follow.state];
	if (n->state != CLASS_WAITS && l->waits >= WAITS_SAID && l->recorded)
		find_lesson(l); /* sets or clears the message */
	l->waits = n->state == CLASS_WAITS ? l->waits + 1 : 0;
	if (l->waits == WAITS_SAID && l->follow.errors.used > 0) {
		struct text t = text_over(l->message, sizeof l->message);

		text_addf(&t, "%s: %s", l->follow.path, diag_words(&l->follow.errors.at[0], n->lang).at);
		n->message = l->message;
		return true;
	}
	if (!s)
		return n->state != before || counted;
	script_free(l->recorded);
	l->recorded = s;
	find_lesson(l);
	place = place_of(n->lesson, s);
	if (!first && same_place(&place, &n->place))
		return n->state != before || counted;
	n->place = place;
	n->scroll = 0;
	l->came_ms = now_ms();
	if (first)
		l->began_ms = l->came_ms;
	return true;
}

/* Updates the times. Returns whether another second has passed. */
static bool tick(struct notes_loop *l)
{
	struct notes *n = &l->shown;
	long long now = now_ms();
	unsigned all = (unsigned)((now - l->began_ms) / 1000), step = (unsigned)((now - l->came_ms) / 1000);
	bool changed = (all != n->all_s || step != n->step_s) && n->lesson && n->state != CLASS_ENDED;

	if (changed) {
		n->all_s = all;
		n->step_s = step;
	}
	return changed;
}

/* --- the screen --- */

static void scroll(struct notes *n, int by)
{
	n->scroll += by;
	if (n->scroll > n->scroll_most)
		n->scroll = n->scroll_most;
	if (n->scroll < 0)
		n->scroll = 0;
}

static void press(struct notes_loop *l, uint32_t key)
{
	struct notes *n = &l->shown;
	const struct command *c = command_find(key, CTX_READ);
	enum command_id id = key == K_LEAVE ? CMD_LEAVE : c ? c->id : CMD_NONE;

	if (id == CMD_LEAVE)
		l->leave = true;
	else if (id == CMD_LANGUAGE)
		n->lang = (enum lang)((n->lang + 1) % LANG_COUNT);
	else if (id == CMD_UP || id == CMD_DOWN)
		scroll(n, id == CMD_UP ? -1 : 1);
	else if (id == CMD_PAGE_UP || id == CMD_PAGE_DOWN)
		scroll(n, id == CMD_PAGE_UP ? -LINES : LINES);
	else if (id == CMD_FIRST || id == CMD_LAST)
		n->scroll = id == CMD_FIRST ? 0 : n->scroll_most;
	if (id == CMD_LANGUAGE && l->recorded)
		find_lesson(l); /* its message is in the new language, too */
}

static int run(struct notes_loop *l)
{
	struct canvas c;
	bool changed = true;
	int w, h;

	if (!term_take(&(struct term_options){ .scheme = l->options.scheme, .mouse = l->options.mouse },
		       l->options.lang))
		return CANNOT;
	canvas_init(&c, 1, 1);
	l->shown.keeps = true;
	while (!l->leave) {
		uint32_t key;

		changed = look(l) || changed;
		changed = tick(l) || changed;
		if (changed) {
			term_size(&w, &h);
			canvas_resize(&c, w, h);
			panel_notes(&c, &l->shown);
			l->shown.scroll_most = c.scroll_most;
			term_blit(&c);
		}
		key = term_read(FOLLOW_EVERY_MS);
		changed = key != K_TIMEOUT;
		if (changed)
			press(l, key);
	}
	term_stop();
	canvas_free(&c);
	return 0;
}

/* --- line by line --- */

static void print_line(void *to, uint8_t look_of_it, int indent, const char *text)
{
	char safe[2048];

	(void)look_of_it;
	for (const char *s = text; *s != '\0';) {
		size_t n = strcspn(s, "\n");
		struct text t = text_over(safe, sizeof safe);

		text_add_safe(&t, s, n);
		if (n > 0)
			fprintf(to, "%*s%s\n", indent, "", safe);
		s += n;
		s += *s == '\n';
	}
}

static void print_place(struct notes_loop *l)
{
	const struct notes *n = &l->shown;
	char line[128];
	struct text t = text_over(line, sizeof line);

	l->printed = n->place;
	l->has_printed = true;
	putchar('\n');
	print_line(stdout, 0, 0, script_title(n->lesson, n->lang));
	notes_where(&t, n);
	text_add(&t, ", ");
	notes_span(&t, n->all_s);
	print_line(stdout, 0, 0, line);
	notes_tell(n, print_line, stdout);
}

static void print(struct notes_loop *l)
{
	const struct notes *n = &l->shown;

	if (n->lesson && (!l->has_printed || !same_place(&l->printed, &n->place)))
		print_place(l);
	if (n->state == CLASS_ENDED)
		puts(message(MSG_CLASS_OVER, n->lang));
	else if (n->state == CLASS_WAITS)
		print_line(stdout, 0, 0, n->message ? n->message : message(MSG_CLASS_WAITS, n->lang));
}

static int run_plain(struct notes_loop *l)
{
	bool changed = true;

	while (l->shown.state != CLASS_ENDED) {
		changed = look(l) || changed;
		tick(l);
		if (changed)
			print(l);
		changed = false;
		if (fflush(stdout) != 0 || ferror(stdout)) {
			diag_output_failed(errno, l->options.lang);
			return CANNOT;
		}
		poll(NULL, 0, FOLLOW_EVERY_MS);
	}
	return 0;
}

/* --- start and end --- */

static bool begin(struct notes_loop *l, const struct app_options *options, const char *recording, const char *lesson)
{
	char *path = recording ? mem_copy_text(recording) : record_path();

	l->options = *options;
	if (!term_locale())
		l->options.ascii = true;
	l->shown = (struct notes){ .lang = options->lang, .ascii = l->options.ascii, .state = CLASS_WAITS };
	l->began_ms = l->came_ms = now_ms();
	if (!path) {
		complain(options->lang, MSG_NOTES_WHERE, "");
		return false;
	}
	follow_begin(&l->follow, path, NULL);
	l->status_path = status_path(path);
	mem_free(path);
	l->shown.path = l->follow.path;
	if (!lesson) {
		lessons_load(&l->lessons, lessons_directory());
		return true;
	}
	l->own = script_open(lesson, l->options.lang);
	return l->own;
}

int notes_run(const struct app_options *options, const char *recording, const char *lesson, bool plain)
{
	struct notes_loop l = { 0 };
	int status = CANNOT;

	if (!plain && !term_is_there(options->lang))
		return CANNOT;
	if (begin(&l, options, recording, lesson))
		status = plain ? run_plain(&l) : run(&l);
	follow_free(&l.follow);
	lessons_free(&l.lessons);
	status_free(&l.status);
	mem_free(l.status_path);
	script_free(l.own);
	script_free(l.recorded);
	term_end();
	return status;
}
