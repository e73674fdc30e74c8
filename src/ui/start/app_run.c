/* The entries of the interactive program: choose what to show, take the
 * terminal, and read keys until the student leaves. Called by main. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "capture/live.h"
#include "class/record.h"
#include "ui/app/app_core.h"
#include "ui/draw/keys.h"
#include "ui/start/entries.h"
#include "ui/tell/complain.h"
#include "ui/term/take.h"
#include "ui/term/term.h"

enum { CANNOT = 2 }; /* the exit status that complain returns */

static void draw(struct canvas *c, const struct app *a)
{
	int w, h;

	term_size(&w, &h);
	if (c->w != w || c->h != h)
		canvas_resize(c, w, h);
	else
		canvas_clear(c);
	screen_draw(c, &a->view);
	term_blit(c);
}

/* Runs until the student quits, then frees the app. */
static int run(struct app *a)
{
	struct canvas canvas;
	struct term_options options = { .in = a->keys,
					.scheme = a->options.scheme,
					.mouse = a->options.mouse,
					.ask_width = a->options.ask_width && !a->options.ascii };
	struct diag diag = { 0 };
	bool (*leave)(struct app *, struct diag *);
	enum message not_kept;
	enum lang lang;
	char *farewell;
	bool kept;

	if (!term_take(&options, a->options.lang)) {
		app_free(a);
		return CANNOT;
	}
	if (term_is_wide()) {
		a->options.ascii = a->view.ascii = true;
		app_say(a, false, MSG_APP_WIDE);
	}
	canvas_init(&canvas, 1, 1);
	a->canvas = &canvas;
	while (!a->leave) {
		uint32_t key;

		if (!a->room.idle)
			draw(&canvas, a);
		if (app_lessons_complete(a))
			continue;
		key = term_read(app_timeout_ms(a));
		if (key == K_MOUSE)
			term_mouse(&a->mouse_x, &a->mouse_y);
		if (key == K_PASTE)
			a->pasted = term_paste(&a->pasted_whole);
		app_key(a, key);
	}
	lang = a->options.lang;
	leave = a->modes[a->view.mode].leave;
	not_kept = mode_facts(a->view.mode)->not_kept;
	kept = !leave || leave(a, &diag);
	farewell = app_class_farewell(a);
	term_stop();
	if (farewell)
		puts(farewell);
	mem_free(farewell);
	if (!kept)
		complain(lang, not_kept, diag_words(&diag, lang).at);
	canvas_free(&canvas);
	app_free(a);
	term_end();
	return kept ? 0 : CANNOT;
}

/* Initializes the app for the locale, before anything is drawn. */
static void begin(struct app *a, const struct app_options *options)
{
	struct app_options o = *options;

	if (!term_locale()) { /* Hangul cannot be written, nor lines */
		o.ascii = true;
		o.lang = LANG_EN;
	}
	app_init(a, &o);
}

/* Opens a script of the student's own. Returns false after printing its errors. */
static bool read_own(struct app *a, const char *path)
{
	a->own = script_open(path, a->options.lang);
	return a->own;
}

static int no_lesson(struct app *a, const char *lesson, const char *near)
{
	enum lang lang = a->options.lang;

	complain(lang, MSG_APP_NO_LESSON, lesson);
	if (near)
		complain(lang, MSG_APP_DID_YOU_MEAN, near);
	app_free(a);
	return CANNOT;
}

int app_learn(const struct app_options *options, const char *lesson)
{
	struct app a;
	const char *near;

	if (!term_is_there(options->lang))
		return CANNOT;
	begin(&a, options);
	a.keeps_sandbox = true;
	if (options->file) {
		if (!read_own(&a, options->file)) {
			app_free(&a);
			return CANNOT;
		}
		app_progress_begin(&a);
		app_open(&a, a.own, MODE_LESSON);
		return run(&a);
	}
	if (!app_lessons_open(&a, lesson, &near))
		return no_lesson(&a, lesson, near);
	return run(&a);
}

int app_capture(const struct app_options *options, const char *path)
{
	struct app a;

	if (!term_is_there(options->lang))
		return CANNOT;
	begin(&a, options);
	if (app_capture_begin(&a, path))
		return run(&a);
	app_free(&a);
	return CANNOT;
}

int app_watch(const struct app_options *options)
{
	struct app a;
	struct live live;
	struct diag diag;
	FILE *keys = fopen("/dev/tty", "r");
	int status;

	if (!isatty(STDOUT_FILENO) || !keys)
		return complain(options->lang, MSG_FOLLOW_NEEDS_TERMINAL, "");
	if (isatty(STDIN_FILENO))
		return complain(options->lang, MSG_WATCH_NO_STREAM, "");
	if (!live_start(&live, RECORD_END, options->calls, options->lang, &diag)) {
		diag_complain(&diag, options->lang);
		fclose(keys);
		return CANNOT;
	}
	begin(&a, options);
	a.keys = keys;
	app_class_follow(&a, live.path, MODE_WATCH);
	status = run(&a);
	live_stop(&live);
	fclose(keys);
	return status;
}

int app_sandbox(const struct app_options *options)
{
	struct app a;
	if (!term_is_there(options->lang))
		return CANNOT;
	begin(&a, options);
	a.keeps_sandbox = true;
	if (!options->begin)
		app_open_sandbox(&a);
	else
		app_sandbox_named(&a, options->begin);
	return run(&a);
}

int app_replay(const struct app_options *options, const char *file)
{
	struct app a;
	if (!term_is_there(options->lang))
		return CANNOT;
	begin(&a, options);
	if (!read_own(&a, file)) {
		app_free(&a);
		return CANNOT;
	}
	app_open(&a, a.own, MODE_REPLAY);
	return run(&a);
}

/* Prints where the class is served: before the screen, and for whoever reads standard error. */
static void print_urls(const struct app *a)
{
	const char *url;

	for (size_t i = 0; a->room.serve && (url = serve_url(a->room.serve, i)); i++)
		fprintf(stderr, "listening on %s\n", url);
}

int app_teach(const struct app_options *options, const char *lesson, const char *recording)
{
	struct app a;
	struct diag diag = { 0 };
	const struct script *s = NULL;
	const char *near;

	if (!term_is_there(options->lang))
		return CANNOT;
	begin(&a, options);
	if (options->file) {
		if (read_own(&a, options->file))
			s = a.own;
	} else {
		lessons_load_headers(&a.lessons, lessons_directory());
		s = app_lesson_find(&a, lesson, &near);
		if (!s)
			return no_lesson(&a, lesson, near);
	}
	if (s) {
		app_open(&a, s, MODE_TEACH);
		if (app_class_teach(&a, recording, &diag)) {
			print_urls(&a);
			return run(&a);
		}
		if (options->listen && !a.room.serve)
			diag_complain(&diag, options->lang);
		else
			complain(options->lang, MSG_CLASS_NO_RECORDING, diag_words(&diag, options->lang).at);
	}
	app_free(&a);
	return CANNOT;
}

int app_follow(const struct app_options *options, const char *recording)
{
	struct app a;
	bool stream = strcmp(recording, "-") == 0;
	FILE *keys = stream ? fopen("/dev/tty", "r") : NULL;
	int status;

	if (!isatty(STDOUT_FILENO) || (stream ? !keys : !isatty(STDIN_FILENO)))
		return complain(options->lang, MSG_FOLLOW_NEEDS_TERMINAL, "");
	if (stream && isatty(STDIN_FILENO))
		return complain(options->lang, MSG_FOLLOW_NO_STREAM, "");
	begin(&a, options);
	a.keys = keys;
	app_class_leaves(&a);
	app_class_follow(&a, recording, MODE_FOLLOW);
	if (a.room.follow.source == FOLLOW_ADDRESS && a.room.follow.at_eof) {
		diag_complain(&a.room.follow.errors.at[0], options->lang);
		app_free(&a);
		return CANNOT;
	}
	status = run(&a);
	if (keys)
		fclose(keys);
	return status;
}
