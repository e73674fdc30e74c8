/* The program in a browser: what the page (page.js) calls. The app is a state machine: the
 * page gives it a key, reads the cells and the sentences, and asks how long to wait. */
#include "ui/web/web.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "cli/user_config.h"
#include "lesson/write.h"
#include "ui/app/app_core.h"
#include "ui/draw/keys.h"
#include "ui/panel/panels.h"
#include "ui/plain/plain_beside.h"
#include "ui/start/cmd_options.h"
#include "ui/web/place.h"

static struct {
	struct beside *beside; /* NULL: nothing is open */
	struct app *app;
	struct canvas canvas;
	struct place place;
	struct options options;
	struct user_config config;
	bool too_long; /* the last search was stopped because it took too long */
	char *given;   /* what the page passes */
	char *text;    /* what was returned last */
	struct text out;
} web;

/* --- texts between the page and the program --- */

enum { TEXT_MAX = 64 * 1024 };

char *web_given(int octets)
{
	mem_free(web.given);
	web.given = mem_new((size_t)octets + 1, 1);
	return web.given;
}

/* Empties the text that is returned to the page. */
static struct text *answer(void)
{
	if (!web.text)
		web.text = mem_new(TEXT_MAX, 1);
	web.out = text_over(web.text, TEXT_MAX);
	return &web.out;
}

/* --- the screen --- */

static void draw(void)
{
	screen_draw(&web.canvas, &web.app->view);
}

static void draw_again(void)
{
	canvas_clear(&web.canvas);
	draw();
}

void web_resize(int w, int h)
{
	canvas_resize(&web.canvas, w, h);
	draw();
}

const struct cell *web_cells(void)
{
	return web.canvas.cells;
}

int web_columns(void)
{
	return web.place.w;
}

int web_rows(void)
{
	return web.place.h;
}

int web_wait(void)
{
	return app_timeout_ms(web.app);
}

const char *web_story(void)
{
	return beside_tell(web.beside);
}

const char *web_lang(void)
{
	return lang_code(web.app->view.lang);
}

int web_typing(void)
{
	return view_context(&web.app->view) & (CTX_LINE | CTX_FORGE) ? 1 : 0;
}

/* Adds a button for each choice of the question, in the place of "1-9". */
static void add_answers(struct text *t, const struct command *answers, const struct view *v)
{
	const struct statement *st = player_now(v->player);
	size_t n = st ? statement_block(st, v->lang)->choices_used : 0;

	for (unsigned k = 0; k < n && k < 9; k++)
		text_addf(t, "%u\t%u\t%s\n", '1' + k, 1 + k, panel_key_label(answers, v));
}

const char *web_bar(void)
{
	const struct view *v = &web.app->view;
	const struct command *bar[CMD_COUNT];
	size_t n = commands_bar(v, bar, CMD_COUNT);
	struct text *t = answer();

	for (size_t i = 0; i < n; i++) {
		if (!panel_key_works(&web.canvas, bar[i], v))
			continue;
		if (bar[i]->id == CMD_ANSWER) {
			add_answers(t, bar[i], v);
			continue;
		}
		text_addf(t, "%u\t", (unsigned)bar[i]->keys[0]);
		command_keys(t, bar[i], false, true);
		text_addf(t, "\t%s\n", panel_key_label(bar[i], v));
	}
	return t->at;
}

static bool follows(void)
{
	const struct view *v = &web.app->view;

	return v->screen == SCREEN_STEP && web.app->player_on && v->mode == MODE_FOLLOW;
}

const char *web_where(void)
{
	const struct app *a = web.app;
	struct text *t = answer();

	if (follows())
		text_add(t, "");
	else if (a->view.screen != SCREEN_STEP || !a->player_on || a->player.script == a->own)
		text_add(t, a->view.screen == SCREEN_STEP && a->view.mode == MODE_SANDBOX ? "sandbox" : "");
	else if (a->view.mode == MODE_QUIZ)
		text_add(t, "quiz");
	else
		text_addf(t, "learn=%s", a->player.script->id);
	return t->at;
}

/* --- opening --- */

/* The session that `tcpstep export --as html` puts into the page, and what is opened later. */
static const char session_path[] = "/session.tcpstep";

/* Asks the page whether to stop a search: 0 no, 1 there is a key, 2 it took too long. */
#ifdef __wasm__
__attribute__((import_module("page"), import_name("stops")))
#endif
int page_stops(void);

static bool must_stop(void)
{
	int stops = page_stops();

	web.too_long = web.too_long || stops == 2;
	return stops != 0;
}

static void begin(void)
{
	struct app_options o = cmd_app_options(&web.options);

	web.beside = beside_new(&o);
	web.app = beside_app(web.beside);
	web.app->keeps_sandbox = true;
	web.app->options.key_waits = must_stop;
	web.app->canvas = &web.canvas;
}

static void end(void)
{
	if (!web.beside)
		return;
	beside_free(web.beside);
	web.beside = NULL;
}

/* Opens the class that the page is served by. */
static void open_class(void)
{
	app_class_follow(web.app, NULL, MODE_FOLLOW);
}

/* Opens the menu, so that it can be returned to. */
static void open_menu(void)
{
	const char *near;

	app_lessons_open(web.app, NULL, &near);
}

static void open_file(void)
{
	struct app *a = web.app;

	open_menu();
	script_free(a->own);
	a->own = script_open(session_path, a->view.lang);
	if (a->own)
		app_open(a, a->own, MODE_LESSON);
	else
		app_say(a, true, MSG_WEB_NOT_OPENED);
}

static void open_lesson(const char *lesson)
{
	const char *near;

	if (app_lessons_open(web.app, lesson, &near))
		return;
	app_menu(web.app);
	app_say(web.app, true, MSG_APP_NO_LESSON, lesson);
}

static void open_place(enum place_kind kind, bool class)
{
	switch (kind) {
	case PLACE_START:
		if (class)
			open_class();
		else if (access(session_path, R_OK) == 0)
			open_file();
		else
			open_menu();
		return;
	case PLACE_MENU:
		open_menu();
		return;
	case PLACE_LESSON:
		open_lesson(web.place.lesson);
		return;
	case PLACE_SANDBOX:
		app_open_sandbox(web.app);
		return;
	case PLACE_QUIZ:
		app_quiz_open(web.app);
		return;
	}
}

/* Reads the user configuration and the wishes of the system and of the fragment. */
static void read_options(unsigned wishes)
{
	user_config_free(&web.config);
	web.options = (struct options){
		.lang = wishes & WEB_KOREAN ? LANG_KO : LANG_EN,
		.animation = true,
		.mouse = true,
		.seed = 1,
	};
	user_config_read(&web.config, &web.options);
	if (web.place.lang_said)
		web.options.lang = web.place.lang;
	if (web.place.still || wishes & WEB_STILL)
		web.options.animation = false;
}

/* Shows the first error of the user configuration, which is otherwise ignored. */
static void tell_config(void)
{
	const struct diag *d = web.config.errors.used > 0 ? &web.config.errors.at[0] : NULL;

	if (d)
		app_say(web.app, true, MSG_WEB_CONFIG, d->line, diag_words(d, web.app->view.lang).at);
}

void web_open(unsigned wishes)
{
	web_keep();
	end();
	place_free(&web.place);
	place_read(&web.place, web.given);
	read_options(wishes);
	begin();
	open_place(web.place.kind, wishes & WEB_CLASS);
	tell_config();
}

void web_open_file(void)
{
	web_keep();
	end();
	begin();
	open_file();
	draw_again();
}

/* --- keys --- */

int web_rest(void)
{
	if (!app_lessons_complete(web.app))
		return 0;
	draw_again();
	return 1;
}

/* Opens the menu when the student leaves; a page has nothing else to leave for. */
static void leave(void)
{
	bool menu = web.app->view.screen == SCREEN_MENU;
	enum lang lang = web.app->view.lang;

	web_keep();
	end();
	begin();
	web.app->options.lang = web.app->view.lang = lang;
	open_menu();
	if (menu)
		app_say(web.app, false, MSG_WEB_LEFT);
}

static void perform(uint32_t key)
{
	web_rest();
	web.too_long = false;
	app_key(web.app, key);
	if (web.too_long) /* whether a way leads on stays open: no second search of the same place */
		web.app->view.looked = (struct looked){ .goal = player_goal(&web.app->player),
							.moment = session_now(web.app->player.session) };
	if (web.app->leave)
		leave();
	draw_again();
}

void web_key(uint32_t key)
{
	perform(key);
}

void web_click(int x, int y)
{
	web.app->mouse_x = x;
	web.app->mouse_y = y;
	perform(K_MOUSE);
}

void web_paste(void)
{
	web.app->pasted = web.given;
	web.app->pasted_whole = true;
	perform(K_PASTE);
	web.app->pasted = NULL;
}

/* Returns the key that a character of `keys=` stands for. */
static uint32_t key_of(uint32_t c)
{
	switch (c) {
	case '\033':
		return K_ESC;
	case '\r':
	case '\n':
		return K_ENTER;
	case '\t':
		return K_TAB;
	case '\b':
	case 127:
		return K_BACKSPACE;
	default:
		return c;
	}
}

void web_type(void)
{
	size_t n;

	for (const char *at = web.place.keys ? web.place.keys : ""; *at != '\0'; at += n) {
		perform(key_of(utf8_next(at, &n)));
		web.app->view.to_go = 0; /* as if animation were off */
		draw_again();
	}
}

/* --- a class that is followed --- */

int web_follows(void)
{
	return follows() ? 1 : 0;
}

void web_connected(int connected)
{
	if (!follows())
		return;
	follow_connected(&web.app->room.follow, connected != 0);
	perform(K_TIMEOUT);
}

void web_push(int octets)
{
	if (!follows())
		return;
	follow_push(&web.app->room.follow, web.given, (size_t)octets);
	perform(K_TIMEOUT);
}

void web_push_end(void)
{
	if (!follows())
		return;
	follow_push_end(&web.app->room.follow);
	perform(K_TIMEOUT);
}

const char *web_vote(void)
{
	struct text *t = answer();
	unsigned question, choice;

	if (follows() && follow_take_vote(&web.app->room.follow, &question, &choice))
		text_addf(t, "%u %u", question, choice);
	return t->at;
}

void web_voted(int counted)
{
	if (!follows())
		return;
	app_say(web.app, !counted, counted ? MSG_WEB_VOTED : MSG_WEB_NOT_VOTED);
	draw_again();
}

int web_behind(void)
{
	return follows() ? (int)web.app->view.behind : 0;
}

/* --- what is kept, and what can be taken away --- */

void web_keep(void)
{
	if (!web.beside)
		return;
	app_progress_leave(web.app);
	app_progress_place(web.app);
	app_sandbox_left(web.app);
}

const char *web_script(void)
{
	const struct app *a = web.app;

	mem_free(web.given);
	web.given = a->player_on && session_at(a->player.session) > 0
			    ? recording_write(a->player.session, a->player.script)
			    : mem_copy_text("");
	return web.given;
}

void web_trace(void)
{
	extern const struct cli_command cmd_run;
	const char *words[] = { web.given };
	struct options o = { .trace = TRACE_TSV, .words = words, .words_used = 1 };

	cmd_run.perform(&o);
}

/* --- the page's own words --- */

const char *web_words(void)
{
	static const enum message words[] = { MSG_WEB_SCREEN,   MSG_WEB_BAR,   MSG_WEB_FILES,    MSG_WEB_FILES_ABOUT,
					      MSG_WEB_NONE,     MSG_WEB_ADD,   MSG_WEB_DOWNLOAD, MSG_WEB_OPEN,
					      MSG_WEB_DELETE,   MSG_WEB_CLOSE, MSG_WEB_INPUT,    MSG_WEB_NO_STORE,
					      MSG_WEB_ROOM_CODE };
	struct text *t = answer();

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		text_addf(t, "%s\n", message(words[i], web.app->view.lang));
	return t->at;
}
