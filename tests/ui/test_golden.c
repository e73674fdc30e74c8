/* Golden screens: golden/NAME.txt holds one moment, with the script and the keys
 * that lead to it, and the screens that a person has read. What no person needs
 * to read is checked by property, for every moment, size and language: no text is
 * cut, no wide character is torn, and ASCII differs by the table of glyphs alone. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "language/verbs.h"
#include "lesson/parse.h"
#include "ui/app/app_core.h"
#include "ui/app/commands.h"
#include "ui/draw/keys.h"
#include "ui/draw/layout.h"
#include "ui/draw/style.h"

#include "ui/golden.h"
#include "closing_question.h"

Suite *suite_ui_golden(void);

#define OPENED \
	"server socket\nserver bind 80\nserver listen\nserver accept\nclient socket\nclient connect 80\n" \
	"deliver\ndeliver\ndeliver\n"

static const char lesson[] =
	"tcpstep 1\n"
	"id simultaneous-close\n"
	"title Simultaneous close\n"
	"title[ko] 동시 종료\n"
	"say\n"
	"  Two programs want to talk. The server opens a socket and listens; the client connects. Watch both\n"
	"  diagrams: each end keeps its own state, and they never change at the same instant.\n"
	"say ko\n"
	"  두 프로그램이 통신하려고 합니다. server는 소켓을 열어 기다리고 client가 연결합니다. 두 다이어그램을 함께\n"
	"  보십시오. 양쪽은 저마다 상태를 가지며 같은 순간에 바뀌지 않습니다.\n" OPENED "ask\n" CLOSING_QUESTION;

/* Which screens of a moment are kept to be read. */
enum {
	READ_80 = 1,    /* at 80x24, in English with looks and in Korean */
	READ_SIZES = 2, /* at all sizes but the largest, in English */
	READ_ASCII = 4  /* at 80x24, in English, in ASCII */
};

/* A moment worth a look: a session that ran the lines, a lesson where lines is
 * NULL, or the menu where menu is set; then keys are pressed. */
static const struct moment_row {
	const char *name, *about;
	unsigned read;
	bool menu;
	bool wraps; /* holds arrows that ASCII spells out, so that lines may break elsewhere */
	const char *lines, *keys;
} moments[] = {
	{ "start", "A new session: nothing has happened.", READ_80, .lines = "", .keys = "" },
	{ "syn_lost", "The SYN is lost; what runs is the retransmission timer.", READ_80,
	  .lines = "server socket\nserver bind 80\nserver listen\nclient socket\nclient connect 80\ndrop\n" },
	{ "half_closed", "The client has sent its FIN, the server has acknowledged it: the two ends differ.",
	  READ_80 | READ_SIZES | READ_ASCII,
	  .lines = OPENED "client send \"GET /\"\nclient shutdown wr\ndeliver\ndeliver\n" },
	{ "closing", "Both ends closed at once.", 0, .lines = OPENED "client close\nserver close\ndeliver\ndeliver\n" },
	{ "time_wait", "The last ACK was lost, so the FIN came again: TIME-WAIT starts anew.", READ_80,
	  .lines = OPENED "client close\ndeliver\ndeliver\nserver close\ndeliver\ndrop\nwait next\ndeliver\n" },
	{ "refused", "Nobody listens: a RST comes back, and connect() fails.", READ_80,
	  .lines = "client socket\nclient connect 80\ndeliver\ndeliver\n" },
	{ "crash", "The server's host is down, the client retransmits.", READ_80,
	  .lines = OPENED "server crash\nclient send \"HI\"\nwait next\n" },
	{ "wire", "One segment each that is lost, held, forged and copied.", READ_80 | READ_SIZES | READ_ASCII,
	  .lines = OPENED "client send 20\nwait 20ms\ninject to client SYN,ACK seq=9 ack=4294967295\ndup #4\n"
			  "hold #6\ndrop #4\n" },
	{ "help", "The keys.", READ_80, .lines = OPENED, .keys = "?" },
	{ "calls", "The client's calls: which of them would be refused, and why.", READ_80, .lines = OPENED,
	  .keys = "c" },
	{ "state", "What a state is.", READ_80, .lines = OPENED, .keys = "e" },
	{ "what_if", "What each next action would lead to.", READ_80, .wraps = true, .lines = OPENED "client send 5\n",
	  .keys = "w" },
	{ "so_far", "The ladder of all that happened.", READ_80 | READ_ASCII, .lines = OPENED "client close\ndeliver\n",
	  .keys = "a" },
	{ "numbers", "Both TCBs and the socket tables.", READ_80, .wraps = true,
	  .lines = OPENED "client close\ndeliver\n", .keys = "T" },
	{ "branches", "The tree of what was tried: two steps back, then an abort.", READ_80,
	  .lines = OPENED "client close\ndeliver\n", .keys = "uu:client abort\nb" },
	{ "arrows", "The diagram's arrows that were walked.", READ_80, .wraps = true,
	  .lines = OPENED "client close\ndeliver\n", .keys = "A" },
	{ "pick", "The states to which a way can be shown.", 0, .lines = OPENED, .keys = "H" },
	{ "header", "The selected segment's header.", READ_80, .lines = OPENED "client send \"GET /\"\n", .keys = "i" },
	{ "forge", "A segment to be filled in.", READ_80, .lines = OPENED, .keys = "I" },
	{ "command", "A command that is refused.", READ_80, .lines = OPENED, .keys = ":deliver #9\n" },
	{ "wait", "How long to wait, typed.", 0, .lines = OPENED, .keys = "W2msl" },
	{ "words", "A lesson starts with its words.", READ_80, .keys = " " },
	{ "question", "A question before its answer.", 0, .keys = "           j" },
	{ "wrong", "A question answered wrong: why, and what is right.", READ_80 | READ_SIZES, .keys = "           1" },
	{ "goal", "What is to be reached, and one action done towards it.", READ_80,
	  .keys = "           2 :client close\n" },
	{ "card", "The end of the lesson: a question missed, a goal reached, what is known now.", READ_80 | READ_SIZES,
	  .keys = "           1  :client close\n:server close\n     " },
	{ "menu", "The menu: a lesson that is done, a file that cannot be read, the free session.",
	  READ_80 | READ_ASCII, .menu = true },
};
enum { MOMENTS = sizeof moments / sizeof moments[0] };

static const struct {
	int w, h;
} sizes[] = { { 80, 24 }, { 80, 50 }, { 100, 30 }, { 119, 23 }, { 120, 40 }, { 160, 50 },
	      { 65, 17 }, { 40, 24 }, { 40, 12 },  { 20, 5 },   { 200, 60 } };
enum { SIZES = sizeof sizes / sizeof sizes[0] };

static struct app app;
static struct script *script; /* the lesson; NULL: not parsed */

static void run_lines(const char *name, const char *lines)
{
	char line[256];
	for (const char *at = lines, *end; *at != '\0'; at = end + 1) {
		struct action action;
		struct diag diag;
		end = strchr(at, '\n');
		snprintf(line, sizeof line, "%.*s", (int)(end - at), at);
		ck_assert_msg(action_read(line, &action, &diag), "%s: %s: %s", name, line, diag.message);
		app_act(&app, &action);
	}
	app_quiet(&app);
	app_key(&app, K_OTHER);
}

static void open_lesson(void)
{
	struct diags errors = { 0 };
	script = script_parse("test.tcpstep", lesson, strlen(lesson), &errors);
	ck_assert_msg(script != NULL, "line %u: %s", errors.at[0].line, errors.at[0].message);
	diags_free(&errors);
}

static void show_menu(void)
{
	static struct menu_item items[] = {
		{ .name = "simultaneous-close", .done = true },
		{ .name = "broken",
		  .problem = { "broken.tcpstep:3:1: error: unknown word", "broken.tcpstep:3:1: error: unknown word" } },
		{ .kind = ITEM_SANDBOX },
	};
	open_lesson();
	items[0].script = script;
	app.view.screen = SCREEN_MENU;
	app.view.items = items;
	app.view.items_used = 3;
}

/* Brings the app to the moment; leave() frees what it holds. */
static void reach(const struct moment_row *moment, enum lang lang, bool ascii)
{
	app_init(&app, &(struct app_options){ .lang = lang, .ascii = ascii });
	script = NULL;
	if (moment->menu) {
		show_menu();
	} else if (moment->lines) {
		app_open_sandbox(&app);
		run_lines(moment->name, moment->lines);
	} else {
		open_lesson();
		app_open(&app, script, MODE_LESSON);
	}
	for (const char *k = moment->keys ? moment->keys : ""; *k != '\0'; k++)
		app_key(&app, *k == '\n' ? (uint32_t)K_ENTER : (unsigned char)*k);
	app.view.to_go = 0; /* an arriving segment has arrived */
	if (app.player_on)
		ladder_log_sync(app.view.ladder, app.player.session);
}

static void leave(void)
{
	app_free(&app);
	script_free(script);
}

static struct canvas draw_at(int w, int h, const char *name)
{
	struct canvas c;
	canvas_init(&c, w, h);
	screen_draw(&c, &app.view);
	ck_assert_msg(c.cut == 0 || w < 40, "%s at %dx%d: cut: '%s'", name, w, h, c.cut_text);
	return c;
}

/* --- Screens that a person reads --- */

/* The look of each cell, by its letter; empty rows are left out at the end. */
static void add_looks(struct text *t, const struct canvas *c)
{
	for (int y = 0; y < c->h; y++) {
		char row[256];
		size_t used = 0;
		for (int x = 0; x < c->w; x++) {
			row[x] = look_letter((enum look)c->cells[y * c->w + x].look);
			if (row[x] != '.')
				used = (size_t)x + 1;
		}
		text_addf(t, "%.*s\n", (int)used, row);
	}
}

static void add_screen(struct text *t, const struct moment_row *moment, int w, int h, bool with_looks)
{
	struct canvas c = draw_at(w, h, moment->name);
	char *dump = canvas_dump(&c, false);
	text_addf(t, "\n== %dx%d %s%s\n", w, h, lang_code(app.view.lang), app.view.ascii ? " ascii" : "");
	text_add(t, dump);
	if (with_looks) {
		text_addf(t, "-- its looks\n");
		add_looks(t, &c);
	}
	free(dump);
	canvas_free(&c);
}

/* How to get there: what a reviewer needs to know before the screen. */
static void add_cause(struct text *t, const struct moment_row *moment)
{
	text_addf(t, "%s\n", moment->about);
	if (!moment->menu) {
		text_add(t, moment->lines ? "\n-- a session\n" : "\n-- a lesson\n");
		text_add(t, moment->lines ? moment->lines : lesson);
	}
	if (moment->keys)
		text_add(t, "-- keys: ");
	for (const char *k = moment->keys ? moment->keys : ""; *k != '\0'; k++)
		text_addf(t, *k == ' ' ? "Space " : *k == '\n' ? "Enter " : "%c ", *k);
	text_add(t, moment->keys ? "\n" : "");
}

/* One file a moment. */
START_TEST(a_moment__is_as_it_was_read)
{
	const struct moment_row *moment = &moments[_i];
	char *all;
	struct text t;

	all = mem_new(GOLDEN_MAX, 1);
	t = text_over(all, GOLDEN_MAX);
	add_cause(&t, moment);
	reach(moment, LANG_EN, false);
	add_screen(&t, moment, 80, 24, true);
	for (size_t i = 1; i + 1 < SIZES && moment->read & READ_SIZES; i++) /* not the largest */
		add_screen(&t, moment, sizes[i].w, sizes[i].h, false);
	leave();
	reach(moment, LANG_KO, false);
	add_screen(&t, moment, 80, 24, false);
	leave();
	if (moment->read & READ_ASCII) {
		reach(moment, LANG_EN, true);
		add_screen(&t, moment, 80, 24, false);
		leave();
	}
	assert_read(moment->name, all);
	mem_free(all);
}
END_TEST

/* Each glyph in both sets: the property below takes this table for granted. */
START_TEST(each_glyph__in_both_sets)
{
	char all[4096], octets[5];
	struct text t = text_over(all, sizeof all);
	for (int g = 0; g < GL_COUNT; g++) {
		octets[utf8_put(octets, glyph_of((enum glyph)g, false))] = '\0';
		text_addf(&t, "%s %c%s", octets, (char)glyph_of((enum glyph)g, true), g % 8 == 7 ? "\n" : "   ");
	}
	text_add(&t, "\n");
	assert_read("glyphs", all);
}
END_TEST

/* --- Properties of every moment, size and language --- */

/* Whether the table of glyphs has the pair: one way to draw a thing in each set. */
static bool is_pair(uint32_t utf8, uint32_t ascii)
{
	for (int g = 0; g < GL_COUNT; g++)
		if (glyph_of((enum glyph)g, false) == utf8 && glyph_of((enum glyph)g, true) == ascii)
			return true;
	return false;
}

/* Whether ASCII has a word for it, which is wider: a key's name, "->", "was". The
 * rest of such a row, and what wraps after it, is not in the same columns. */
static bool is_spelled_out(uint32_t c)
{
	static const char signs[] = "←→↑↓⌫⏎␣";
	size_t n;
	for (const char *at = signs; *at != '\0'; at += n)
		if (utf8_next(at, &n) == c)
			return true;
	return false;
}

/* A wide character has an empty cell after it, and only a wide one has. */
static bool is_whole(const struct canvas *c, int i)
{
	const struct cell *cell = &c->cells[i];
	bool wide = cell->c >= 0x1100 && utf8_width(cell->c) == 2;
	bool torn = wide && (i % c->w + 1 == c->w || cell[1].c != 0);
	bool orphan = cell->c == 0 && (i % c->w == 0 || utf8_width(cell[-1].c) != 2);
	return !torn && !orphan;
}

/* The same character, or the same glyph of each set. A Korean text, and the name of the
 * language in English, keeps its own characters in ASCII; no glyph is wide. */
static bool is_counterpart(const struct cell *utf8, const struct cell *ascii, enum lang lang)
{
	if (utf8->look != ascii->look)
		return false;
	if (utf8->c == ascii->c)
		return utf8->c < 0x80 || utf8_width(utf8->c) == 2 || lang == LANG_KO;
	return is_pair(utf8->c, ascii->c);
}

static bool is_language_key(const struct cell *cell)
{
	const struct command *c = command_here(CMD_LANGUAGE, CTX_MENU);

	return cell->tag == tag_of(TAG_COMMAND, (unsigned)(c - commands));
}

static void assert_counterparts(const struct canvas *utf8, const struct canvas *ascii, const char *name, enum lang lang)
{
	for (int i = 0; i < utf8->w * utf8->h; i++) {
		ck_assert_msg(is_whole(utf8, i) && is_whole(ascii, i), "%s at %dx%d: torn in row %d", name, utf8->w,
			      utf8->h, i / utf8->w + 1);
		if (is_spelled_out(utf8->cells[i].c))
			i += utf8->w - i % utf8->w - 1;
		else if (lang == LANG_EN && is_language_key(&utf8->cells[i]) && is_language_key(&ascii->cells[i]))
			continue; /* Hangul, and Korean */
		else if (!is_counterpart(&utf8->cells[i], &ascii->cells[i], lang))
			ck_abort_msg("%s at %dx%d %s, column %d of row %d: U+%04X in UTF-8, U+%04X in ASCII", name,
				     utf8->w, utf8->h, lang_code(lang), i % utf8->w + 1, i / utf8->w + 1,
				     (unsigned)utf8->cells[i].c, (unsigned)ascii->cells[i].c);
	}
}

START_TEST(ascii__differs_by_its_glyphs_alone)
{
	const struct moment_row *moment = &moments[_i / LANG_COUNT];
	enum lang lang = (enum lang)(_i % LANG_COUNT);
	struct canvas utf8[SIZES];

	reach(moment, lang, false);
	for (size_t i = 0; i < SIZES; i++)
		utf8[i] = draw_at(sizes[i].w, sizes[i].h, moment->name);
	leave();
	reach(moment, lang, true);
	for (size_t i = 0; i < SIZES; i++) {
		struct canvas ascii = draw_at(sizes[i].w, sizes[i].h, moment->name);
		if (i == 0 || !moment->wraps)
			assert_counterparts(&utf8[i], &ascii, moment->name, lang);
		canvas_free(&ascii);
		canvas_free(&utf8[i]);
	}
	leave();
}
END_TEST

/* What the app may report, its arguments filled in. */
static void fill_in(char *out, size_t size, const char *format)
{
	struct text t = text_over(out, size);
	const char *report = format;

	while (*format != '\0') {
		size_t n = strcspn(format, "%");
		text_add_n(&t, format, n);
		format += n;
		if (*format != '\0') {
			format += strcspn(format, "sud") + 1;
			text_add(&t, format[-1] == 's' ? "server" : "12");
		}
	}
	ck_assert_msg(!t.cut, "no room for: %s", report);
}

/* A report, in a lesson and in the free session: both have the same room for it. */
START_TEST(what_the_app_reports__is_whole)
{
	static const struct {
		enum message first, last;
	} reports[] = { { MSG_PANE_CHOICES, MSG_PANE_DIAGRAM }, { MSG_APP_NO_LESSONS, MSG_APP_GO_NOWHERE } };
	enum lang lang = (enum lang)_i;

	reach(&moments[2], lang, false);
	for (size_t r = 0; r < sizeof reports / sizeof reports[0]; r++) {
		for (int id = (int)reports[r].first; id <= (int)reports[r].last; id++) {
			fill_in(app.view.notice.text, sizeof app.view.notice.text, message((enum message)id, lang));
			for (size_t i = 0; i < SIZES; i++) {
				struct canvas c = draw_at(sizes[i].w, sizes[i].h, message((enum message)id, lang));
				canvas_free(&c);
			}
		}
	}
	leave();
}
END_TEST

/* --- Looks --- */

/* "green bold on blue" */
static void describe(struct text *t, struct appearance a)
{
	static const char *const colours[] = { "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white" };
	static const char *const attrs[] = { "bold", "dim", "reverse", "underline" };
	size_t before = t->len;
	if (a.fg >= 0)
		text_addf(t, "%s%s", a.fg > 7 ? "bright " : "", colours[a.fg % 8]);
	for (int i = 0; i < 4; i++)
		if (a.attrs >> i & 1)
			text_addf(t, "%s%s", t->len > before ? " " : "", attrs[i]);
	if (a.bg >= 0)
		text_addf(t, " on %s%s", a.bg > 7 ? "bright " : "", colours[a.bg % 8]);
	if (t->len == before)
		text_add(t, "-");
}

/* Together with the looks of each moment: how each screen looks in each scheme. */
START_TEST(each_look__in_each_scheme)
{
	char all[8192];
	struct text t = text_over(all, sizeof all);
	text_add(&t, "look");
	for (int s = 0; s < SCHEME_COUNT; s++)
		text_addf(&t, "%24s", scheme_names[s]);
	for (int look = 0; look < LOOK_COUNT; look++) {
		text_addf(&t, "\n%-4c", look_letter((enum look)look));
		for (int s = 0; s < SCHEME_COUNT; s++) {
			char one[64];
			struct text o = text_over(one, sizeof one);
			describe(&o, style_of((enum look)look, (enum scheme)s));
			text_addf(&t, "%24s", one);
		}
	}
	text_add(&t, "\n");
	assert_read("schemes", all);
}
END_TEST

/* The lessons shipped: their titles, what each starts with, what comes before it. */
START_TEST(the_menu__cuts_nothing_of_any_lesson)
{
	app_init(&app, &(struct app_options){ .lang = _i == 0 ? LANG_EN : LANG_KO });
	lessons_load(&app.lessons, TESTS_DIR "/../lessons");
	app_menu(&app);
	for (size_t item = 0; item < app.view.items_used; item++) {
		app.view.item = item;
		for (size_t i = 0; i < SIZES; i++) {
			struct canvas c = draw_at(sizes[i].w, sizes[i].h, "the menu");
			canvas_free(&c);
		}
	}
	app_free(&app);
}
END_TEST

/* Whether the cells from x, y on show these octets; sets *x behind them. */
static bool cells_show(const struct canvas *c, int *x, int y, const char *s, size_t n)
{
	size_t used;
	int at = *x;
	for (const char *end = s + n; s < end; s += used) {
		uint32_t ch = utf8_next(s, &used);
		if (at >= c->w || y >= c->h || c->cells[y * c->w + at].c != ch)
			return false;
		at += utf8_width(ch);
	}
	*x = at;
	return true;
}

/* Whether the text is shown from x, y on, its lines broken between words and continued at left. */
static bool text_shows(const struct canvas *c, int left, int x, int y, const char *s)
{
	while (*s != '\0') {
		size_t n = strcspn(s, " \n");
		if (n > 0 && !cells_show(c, &x, y, s, n)) {
			x = left;
			if (!cells_show(c, &x, ++y, s, n))
				return false;
		}
		s += n;
		if (*s != '\0') {
			s++;
			x++;
		}
	}
	return true;
}

/* The exercise is on the screen, with how many of its conditions hold, whatever has been done. */
static void assert_goal_shown(const struct canvas *c, const char *name)
{
	const struct statement *goal = player_goal(&app.player);
	const char *label = message(MSG_PLAIN_GOAL, app.view.lang);
	char status[64];
	struct text t = text_over(status, sizeof status);
	size_t hold = 0;
	bool shown = false;
	for (size_t i = 0; i < goal->reach_used; i++)
		hold += player_reached(&app.player, i);
	text_addf(&t, message(MSG_GOAL_HOLD, app.view.lang), hold, goal->reach_used);
	for (int i = 0; i < c->w * c->h && !shown; i++) {
		int left = i % c->w, x = left;
		shown = cells_show(c, &x, i / c->w, label, strlen(label)) &&
			text_shows(c, left, x + 2, i / c->w, statement_block(goal, app.view.lang)->text);
	}
	char *dump = canvas_dump(c, false);
	bool counted = strstr(dump, status) != NULL;
	bool small = c->w < 60; /* a notice of several lines may cover it */
	ck_assert_msg(small || (shown && counted), "%s: the goal is not on the screen:\n%s", name, dump);
	free(dump);
}

/* Performs the next action of the goal's solution. */
static void act_as_solution(void)
{
	const struct statement *goal = player_goal(&app.player);
	size_t at = player_goal_actions(&app.player);
	for (size_t i = 0; i < goal->solution_used; i++) {
		if (goal->solution[i].kind == ST_ACTION && at-- == 0) {
			app_act(&app, &goal->solution[i].action);
			app_key(&app, K_OTHER);
			return;
		}
	}
	ck_abort_msg("the solution does not reach the goal");
}

/* Each step of each lesson, its questions answered wrong and right, its goals by
 * their solution: no word is cut at any size, and no goal is hidden. */
static void walk(const struct script *played, int w, int h, bool wrong)
{
	struct canvas c;
	char name[128];
	canvas_init(&c, w, h);
	app_open(&app, played, MODE_LESSON);
	app_key(&app, 'R');
	for (int step = 0; !app.player.at_end; step++) {
		ck_assert_int_lt(step, 2000);
		snprintf(name, sizeof name, "%s at %dx%d, step %d", played->id, w, h, step);
		screen_draw(&c, &app.view);
		ck_assert_msg(c.cut == 0 || w < 40, "%s: cut: '%s'", name, c.cut_text);
		const struct statement *st = player_now(&app.player);
		if (app.view.overlay == OVERLAY_ASK && app.player.answered < 0) {
			unsigned i = 0;
			while (statement_block(st, app.view.lang)->choices[i].right == wrong)
				i++;
			app_key(&app, '1' + i);
		} else if (player_goal(&app.player) != NULL && !player_goal_reached(&app.player)) {
			assert_goal_shown(&c, name);
			act_as_solution();
			screen_draw(&c, &app.view);
			assert_goal_shown(&c, name);
		} else {
			app_key(&app, ' ');
		}
	}
	screen_draw(&c, &app.view);
	ck_assert_msg(c.cut == 0 || w < 40, "%s, its end: cut: '%s'", played->id, c.cut_text);
	canvas_free(&c);
}

START_TEST(every_step_of_every_lesson__is_whole)
{
	app_init(&app, &(struct app_options){ .lang = (enum lang)(_i % 2) });
	lessons_load(&app.lessons, TESTS_DIR "/../lessons");
	app_menu(&app);
	for (size_t i = 0; i < app.lessons.scripts_used; i++)
		walk(app.lessons.scripts[i], sizes[_i / 2].w, sizes[_i / 2].h, i % 2 == 0);
	app_free(&app);
}
END_TEST

Suite *suite_ui_golden(void)
{
	Suite *s = suite_create("ui/golden");
	TCase *c = tcase_create("moments");
	for (int i = 0; i < (int)MOMENTS; i++)
		if (moments[i].read)
			tcase_add_loop_test(c, a_moment__is_as_it_was_read, i, i + 1);
	tcase_add_loop_test(c, ascii__differs_by_its_glyphs_alone, 0, MOMENTS * LANG_COUNT);
	tcase_add_loop_test(c, what_the_app_reports__is_whole, 0, LANG_COUNT);
	tcase_add_loop_test(c, every_step_of_every_lesson__is_whole, 0, 2 * SIZES);
	tcase_add_test(c, each_look__in_each_scheme);
	tcase_add_test(c, each_glyph__in_both_sets);
	tcase_add_loop_test(c, the_menu__cuts_nothing_of_any_lesson, 0, 2);
	suite_add_tcase(s, c);
	return s;
}
