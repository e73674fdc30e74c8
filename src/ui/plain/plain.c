/* The loop of plain mode: reads a line, performs it (plain_do), prints what is new
 * (plain_news). It drives the same app as the screen. Called by main. */
#include "ui/tell/complain.h"
#include "ui/plain/plain.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "ui/draw/keys.h"
#include "ui/plain/plain_core.h"
#include "ui/plain/plain_tell.h"

enum { GOOD, BAD = 2 };

/* --- the loop --- */

/* Reads a line without the spaces around it; what is longer than any statement is
 * dropped. Returns NULL at the end of the input. */
static const char *read_line(struct plain *p)
{
	const char *line;
	size_t n;

	if (!mode_facts(p->app.view.mode)->grows)
		fputs("> ", p->out);
	fflush(p->out);
	if (!fgets(p->line, sizeof p->line, p->in)) {
		fputc('\n', p->out);
		return NULL;
	}
	if (!strchr(p->line, '\n'))
		for (int c = fgetc(p->in); c != '\n' && c != EOF; c = fgetc(p->in))
			continue;
	n = strlen(p->line);
	while (n > 0 && strchr("\n\r \t", p->line[n - 1]))
		p->line[--n] = '\0';
	line = p->line + strspn(p->line, " \t");
	if (p->echo && *line == '\0')
		fputc('\n', p->out);
	else if (p->echo)
		plain_text(p->out, line);
	return line;
}

/* Reads what the class has done, and prints it. */
static void look(struct plain *p)
{
	struct app *a = &p->app;
	const struct session *session = a->player.session;
	size_t stops = a->player.stops_used;
	bool told = view_answer_stands(&a->view);

	app_key(a, K_TIMEOUT);
	if (a->room.idle)
		return;
	fputc('\n', p->out);
	if (a->player.session == session) { /* a newer version of the same script */
		p->script = a->player.script;
		p->at = stops > 0 && stops <= a->player.stops_used ? a->player.stops[stops - 1].at : NULL;
	}
	plain_news(p);
	if (!told && view_answer_stands(&a->view))
		tell_answer(p->out, a);
	fputs("> ", p->out);
	fflush(p->out);
}

/* Waits for a line, while a class that is followed goes on. False: it has ended, and so does
 * the program. */
static bool wait_for_line(struct plain *p)
{
	struct pollfd in = { .fd = fileno(p->in), .events = POLLIN };

	if (!mode_facts(p->app.view.mode)->grows)
		return true;
	fputs("> ", p->out);
	fflush(p->out);
	while (!p->app.leave && poll(&in, 1, FOLLOW_EVERY_MS) == 0)
		look(p);
	return !p->app.leave;
}

static void stop(struct plain *p)
{
	facts_free(&p->before);
	facts_free(&p->now);
	app_free(&p->app);
	mem_free(p);
}

static int talk(struct plain *p)
{
	const char *line;
	char *farewell;
	bool written;

	plain_message(p);
	while (!p->app.leave && wait_for_line(p) && (line = read_line(p)) != NULL) {
		plain_do(p, line);
		app_sandbox_left(&p->app); /* after each line: a signal may end the program at any time */
		if (!p->app.leave)
			plain_news(p);
	}
	farewell = app_class_farewell(&p->app);
	if (farewell)
		fprintf(p->out, "\n%s\n", farewell);
	mem_free(farewell);
	written = fflush(p->out) == 0 && !ferror(p->out);
	if (!written && errno != EPIPE) /* who read it has enough */
		diag_output_failed(errno, p->app.view.lang);
	stop(p);
	return written ? GOOD : BAD;
}

static struct plain *start(const struct app_options *options, FILE *in, FILE *out)
{
	struct plain *p = mem_new(1, sizeof *p);
	struct app_options o = *options;

	o.ascii = true; /* plain_tell puts the ASCII signs into words */
	o.animation = false;
	app_init(&p->app, &o);
	p->in = in;
	p->out = out;
	p->echo = isatty(fileno(in)) == 0;
	return p;
}

/* --- entry points --- */

static int no_lesson(struct plain *p, const char *lesson, const char *near)
{
	enum lang lang = p->app.view.lang;

	complain(lang, MSG_APP_NO_LESSON, lesson);
	if (near)
		complain(lang, MSG_APP_DID_YOU_MEAN, near);
	stop(p);
	return BAD;
}

static int learn(struct plain *p, const char *lesson)
{
	const char *near;
	const struct script *s;

	if (!lesson) {
		plain_say(p, MSG_PLAIN_ON);
		app_menu(&p->app);
		if (p->app.lessons.scripts_used == 0)
			plain_say(p, MSG_APP_NO_LESSONS);
		plain_menu(p, true);
		return talk(p);
	}
	s = lessons_find(&p->app.lessons, lesson, &near);
	if (!s)
		return no_lesson(p, lesson, near);
	plain_say(p, MSG_PLAIN_ON);
	app_open(&p->app, s, MODE_LESSON);
	plain_begin(p);
	return talk(p);
}

int plain_run(const struct app_options *options, const char *lesson, const char *directory, FILE *in, FILE *out)
{
	struct plain *p = start(options, in, out);

	lessons_load(&p->app.lessons, directory);
	return learn(p, lesson);
}

/* Opens a script from the student's own file. */
static int open_file(const struct app_options *options, const char *path, enum mode mode)
{
	struct plain *p = start(options, stdin, stdout);

	p->app.own = script_open(path, options->lang);
	if (!p->app.own) {
		stop(p);
		return BAD;
	}
	plain_say(p, MSG_PLAIN_ON);
	if (mode_facts(mode)->keeps_progress)
		app_progress_begin(&p->app);
	app_open(&p->app, p->app.own, mode);
	plain_begin(p);
	return talk(p);
}

int plain_capture(const struct app_options *options, const char *path)
{
	struct plain *p = start(options, stdin, stdout);

	if (!app_capture_begin(&p->app, path)) {
		stop(p);
		return BAD;
	}
	plain_say(p, MSG_PLAIN_ON);
	plain_begin(p);
	return talk(p);
}

int plain_learn(const struct app_options *options, const char *lesson)
{
	struct plain *p;

	if (options->file)
		return open_file(options, options->file, MODE_LESSON);
	p = start(options, stdin, stdout);
	lessons_load(&p->app.lessons, lessons_directory());
	p->app.keeps_sandbox = true;
	app_progress_begin(&p->app);
	return learn(p, lesson);
}

int plain_sandbox(const struct app_options *options)
{
	struct plain *p = start(options, stdin, stdout);

	plain_say(p, MSG_PLAIN_ON);
	p->app.keeps_sandbox = true;
	if (!options->begin)
		app_open_sandbox(&p->app);
	else
		app_sandbox_named(&p->app, options->begin);
	plain_begin(p);
	return talk(p);
}

int plain_replay(const struct app_options *options, const char *file)
{
	return open_file(options, file, MODE_REPLAY);
}

int plain_follow(const struct app_options *options, const char *recording)
{
	struct plain *p = start(options, stdin, stdout);
	const struct follow *f = &p->app.room.follow;

	app_class_leaves(&p->app);
	app_class_follow(&p->app, recording, MODE_FOLLOW);
	if (f->source == FOLLOW_ADDRESS && f->at_eof) {
		diag_complain(&f->errors.at[0], options->lang);
		stop(p);
		return BAD;
	}
	plain_say(p, MSG_PLAIN_ON);
	plain_begin(p);
	return talk(p);
}
