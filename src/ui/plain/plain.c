/* The loop: reads a line, has it done (plain_do), tells what came of it. The app
 * is the one that the screen has. Called by main. */
#include "ui/plain/plain.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "ui/panel/panel_menu.h"
#include "ui/plain/plain_core.h"
#include "ui/plain/plain_tell.h"

enum { GOOD, BAD = 2 };

void plain_say(struct plain *p, enum message id)
{
	fprintf(p->out, "%s\n", message(id, p->app.view.lang));
}

void plain_say_with(struct plain *p, enum message id, const char *text)
{
	char line[2048];
	struct text t = text_over(line, sizeof line);
	text_addf(&t, message(id, p->app.view.lang), text);
	plain_text(p->out, line);
}

bool plain_in_session(const struct plain *p)
{
	return p->app.view.screen == SCREEN_STEP && p->app.player_on;
}

/* --- what is new --- */

/* Whether what the app says was made of this format. */
static bool is_made_of(const char *said, enum message id, enum lang lang)
{
	const char *format = message(id, lang);
	size_t n = strcspn(format, "%"), length = strlen(said);
	return length > 0 && strncmp(said, format, n < length ? n : length) == 0;
}

/* What the app says on its message line, in words that fit here: no space bar,
 * no arrows. */
static void tell_message(struct plain *p)
{
	static const struct {
		enum message app, plain;
	} others[] = {
		{ MSG_APP_ANSWER_FIRST, MSG_PLAIN_ANSWER_FIRST }, { MSG_APP_GOAL, MSG_PLAIN_YOUR_TURN },
		{ MSG_APP_LESSON_END, MSG_PLAIN_LESSON_END },     { MSG_APP_REPLAY_END, MSG_PLAIN_REPLAY_END },
		{ MSG_APP_SOLUTION, MSG_PLAIN_SOLUTION },         { MSG_APP_DETOUR, MSG_PLAIN_DETOUR },
		{ MSG_APP_NO_KEY, MSG_PLAIN_NOT_HERE },           { MSG_APP_GO_NOWHERE, MSG_PLAIN_GO_NOWHERE },
		{ MSG_QUIZ_GOES_ON, MSG_PLAIN_QUIZ_GOES_ON },
	};
	struct view *v = &p->app.view;
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
		if (is_made_of(v->message, others[i].app, v->lang)) {
			plain_say(p, others[i].plain);
			app_quiet(&p->app);
		}
	for (int r = 0; r < REFUSED_COUNT; r++) {
		const char *refused = r != REFUSED_NOT ? refusal_text((enum refusal)r, v->lang) : "";
		if (v->message[0] == '\0' || strcmp(v->message, refused) != 0)
			continue;
		plain_say_with(p, MSG_PLAIN_REFUSED, refused);
		app_quiet(&p->app);
	}
	bool goal = is_made_of(v->message, MSG_APP_GOAL_REACHED, v->lang) ||
		    is_made_of(v->message, MSG_APP_GOAL_AFTER_SOLUTION, v->lang);
	char *last = NULL;
	for (char *s = strstr(v->message, ". "); goal && s; s = strstr(s + 1, ". "))
		last = s; /* its last sentence is of the space bar */
	if (last)
		last[1] = '\0';
	if (!is_made_of(v->message, MSG_APP_EXPECTED, v->lang)) /* told with its statement, in full */
		plain_text(p->out, v->message);
	if (goal)
		plain_say(p, MSG_PLAIN_GOES_ON);
	app_quiet(&p->app);
}

void plain_news(struct plain *p)
{
	struct app *a = &p->app;
	if (!plain_in_session(p)) {
		tell_message(p);
		return;
	}
	if (a->player.script != p->script) { /* the quiz's next question */
		plain_begin(p);
		return;
	}
	const struct statement *now = player_now(&a->player);
	uint32_t moment = session_now(a->player.session);
	bool moved = moment != p->moment, other = now != p->at;
	if (moved) {
		bool onwards = session_fork(a->player.session, p->moment, moment) == p->moment;
		tell_way(p->out, a, p->moment);
		facts_now(&p->now, a, FACT_NEWS);
		facts_tell_changes(p->out, &p->before, &p->now, !onwards, a->view.lang);
		struct facts swap = p->before;
		p->before = p->now;
		p->now = swap;
	}
	if (other && !moved)
		tell_place(p->out, a);
	else if (other && (!now || now->kind != ST_ACTION))
		tell_statement(p->out, a);
	else if (moved)
		tell_goal(p->out, a);
	tell_message(p);
	p->moment = moment;
	p->at = now;
}

void plain_begin(struct plain *p)
{
	struct app *a = &p->app;
	bool begun = player_now(&a->player) || session_at(a->player.session) > 0;
	a->view.playing = false; /* as the student goes on */
	if (a->view.mode != MODE_SANDBOX)
		plain_text(p->out, script_title(a->player.script, a->view.lang));
	facts_now(&p->before, a, FACT_NEWS);
	facts_tell(p->out, &p->before);
	p->script = a->player.script;
	p->moment = session_now(a->player.session);
	p->at = player_now(&a->player);
	if (begun && a->view.mode != MODE_SANDBOX && !a->player.detour)
		tell_statement(p->out, a);
	plain_say(p, a->view.mode == MODE_SANDBOX ? MSG_PLAIN_SANDBOX_BEGINS
		     : begun                      ? MSG_PLAIN_GOES_ON
						  : MSG_PLAIN_LESSON_BEGINS);
}

void plain_menu(struct plain *p, bool all)
{
	const struct view *v = &p->app.view;
	const struct menu_item *item = &v->items[v->item];
	char line[512];
	struct text t = text_over(line, sizeof line);
	if (all)
		tell_menu(p->out, &p->app);
	text_addf(&t, message(all ? MSG_PLAIN_MENU : MSG_PLAIN_MENU_AGAIN, v->lang), v->item + 1, menu_title(item, v));
	plain_text(p->out, line);
}

/* --- the loop --- */

/* One line, as much of it as a statement may be long, blanks around it cut;
 * NULL at the end of the input. */
static const char *read_line(struct plain *p)
{
	fputs("> ", p->out);
	fflush(p->out);
	if (!fgets(p->line, sizeof p->line, p->in)) {
		fputc('\n', p->out);
		return NULL;
	}
	if (!strchr(p->line, '\n'))
		for (int c = fgetc(p->in); c != '\n' && c != EOF; c = fgetc(p->in))
			continue;
	size_t n = strlen(p->line);
	while (n > 0 && strchr("\n\r \t", p->line[n - 1]))
		p->line[--n] = '\0';
	const char *line = p->line + strspn(p->line, " \t");
	if (p->echo && *line == '\0')
		fputc('\n', p->out);
	else if (p->echo)
		plain_text(p->out, line);
	return line;
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
	tell_message(p);
	while (!p->app.leave && (line = read_line(p)) != NULL) {
		plain_do(p, line);
		if (!p->app.leave)
			plain_news(p);
	}
	bool written = fflush(p->out) == 0 && !ferror(p->out);
	if (!written)
		fputs("tcpstep: cannot write\n", stderr);
	stop(p);
	return written ? GOOD : BAD;
}

static struct plain *start(const struct app_options *options, FILE *in, FILE *out)
{
	struct plain *p = mem_new(1, sizeof *p);
	struct app_options o = *options;
	o.ascii = true; /* what is drawn has signs that plain_tell puts in words */
	o.animation = false;
	app_init(&p->app, &o);
	p->in = in;
	p->out = out;
	p->echo = isatty(fileno(in)) == 0;
	return p;
}

/* --- the entries --- */

static int no_lesson(struct plain *p, const char *lesson, const char *near)
{
	enum lang lang = p->app.view.lang;
	app_complain(lang, MSG_APP_NO_LESSON, lesson);
	if (near)
		app_complain(lang, MSG_APP_DID_YOU_MEAN, near);
	stop(p);
	return BAD;
}

static int learn(struct plain *p, const char *lesson)
{
	const char *near;
	if (!lesson) {
		plain_say(p, MSG_PLAIN_ON);
		app_menu(&p->app);
		if (p->app.lessons.scripts_used == 0)
			plain_say(p, MSG_APP_NO_LESSONS);
		plain_menu(p, true);
		return talk(p);
	}
	const struct script *s = lessons_find(&p->app.lessons, lesson, &near);
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

/* A script of the student's own. */
static int open_file(const struct app_options *options, const char *path, enum mode mode)
{
	struct plain *p = start(options, stdin, stdout);
	struct diags errors = { 0 };
	char *source;
	p->app.own = lesson_read(path, &errors, &source);
	for (size_t i = 0; !p->app.own && i < errors.used; i++)
		diag_print(stderr, path, source, &errors.at[i], "error");
	diags_free(&errors);
	free(source);
	if (!p->app.own) {
		stop(p);
		return BAD;
	}
	plain_say(p, MSG_PLAIN_ON);
	if (mode == MODE_LESSON)
		app_progress_begin(&p->app);
	app_open(&p->app, p->app.own, mode);
	plain_begin(p);
	return talk(p);
}

int plain_learn(const struct app_options *options, const char *lesson)
{
	if (options->file)
		return open_file(options, options->file, MODE_LESSON);
	struct plain *p = start(options, stdin, stdout);
	lessons_load(&p->app.lessons, lessons_directory());
	app_progress_begin(&p->app);
	return learn(p, lesson);
}

int plain_sandbox(const struct app_options *options)
{
	struct plain *p = start(options, stdin, stdout);
	plain_say(p, MSG_PLAIN_ON);
	app_open_sandbox(&p->app);
	plain_begin(p);
	return talk(p);
}

int plain_replay(const struct app_options *options, const char *file)
{
	return open_file(options, file, MODE_REPLAY);
}
