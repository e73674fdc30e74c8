/* Telling moments on every layout, in each language and glyph set: no text is
 * cut, and each screen is the one that a person has read (golden/moment_*, looks_*,
 * schemes). */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "language/verbs.h"
#include "ui/app/app_core.h"
#include "ui/app/keymap.h"
#include "ui/draw/layout.h"
#include "ui/draw/style.h"

#include "ui/golden.h"

Suite *suite_ui_golden(void);

#define OPENED \
	"server socket\nserver bind 80\nserver listen\nserver accept\nclient socket\nclient connect 80\n" \
	"deliver\ndeliver\ndeliver\n"

/* A session up to a moment worth a look, and the keys pressed then. */
static const struct moment_row {
	const char *name, *lines;
	const char *keys; /* "w", "b"…; NULL: none */
} moments[] = {
	{ "start", "", NULL },
	{ "syn_lost", "server socket\nserver bind 80\nserver listen\nclient socket\nclient connect 80\ndrop\n", NULL },
	{ "half_closed", OPENED "client send \"GET /\"\nclient shutdown wr\ndeliver\ndeliver\n", NULL },
	{ "closing", OPENED "client close\nserver close\ndeliver\ndeliver\n", NULL },
	{ "time_wait", OPENED "client close\ndeliver\ndeliver\nserver close\ndeliver\ndrop\nwait next\ndeliver\n",
	  NULL },
	{ "refused", "client socket\nclient connect 80\ndeliver\ndeliver\n", NULL },
	{ "crash", OPENED "server crash\nclient send \"HI\"\nwait next\n", NULL },
	{ "wire",
	  OPENED "client send 20\nwait 20ms\ninject to client SYN,ACK seq=9 ack=4294967295\ndup #4\nhold #6\n"
		 "drop #4\n",
	  NULL },
	{ "help", OPENED, "?" },
	{ "calls", OPENED, "c" },
	{ "state", OPENED, "e" },
	{ "what_if", OPENED "client send 5\n", "w" },
	{ "so_far", OPENED "client close\ndeliver\n", "a" },
	{ "numbers", OPENED "client close\ndeliver\n", "T" },
	{ "branches", OPENED "client close\ndeliver\n", "uu:client abort\nb" },
	{ "arrows", OPENED "client close\ndeliver\n", "A" },
	{ "pick", OPENED, "H" },
	{ "header", OPENED "client send \"GET /\"\n", "i" },
	{ "forge", OPENED, "I" },
	{ "command", OPENED, ":deliver #9" },
};
enum { MOMENTS = sizeof moments / sizeof moments[0] };

static const struct {
	int w, h;
} sizes[] = { { 80, 24 },  { 80, 50 }, { 100, 30 }, { 119, 23 }, { 120, 40 },
	      { 160, 50 }, { 65, 17 }, { 40, 24 },  { 40, 12 },  { 20, 5 } };
enum { SIZES = sizeof sizes / sizeof sizes[0] };

static struct app app;

/* The row's session, its keys pressed. */
static void reach(const struct moment_row *row, enum lang lang, bool ascii)
{
	char lines[1024];
	app_init(&app, &(struct app_options){ .lang = lang, .ascii = ascii });
	app_open_sandbox(&app);
	snprintf(lines, sizeof lines, "%s", row->lines);
	for (char *at = lines, *end; *at != '\0'; at = end + 1) {
		struct action a;
		struct diag diag;
		end = strchr(at, '\n');
		*end = '\0';
		ck_assert_msg(action_read(at, &a, &diag), "%s: %s: %s", row->name, at, diag.message);
		app_act(&app, &a);
	}
	app_quiet(&app);
	app_key(&app, K_OTHER);
	if (app.player_on)
		ladder_log_sync(app.view.ladder, app.player.session);
	for (const char *k = row->keys; k != NULL && *k != '\0'; k++)
		app_key(&app, *k == '\n' ? (uint32_t)K_ENTER : (unsigned char)*k);
	if (row->keys != NULL && row->keys[0] == ':')
		app_key(&app, K_ENTER);
}

static char *dump_at(int w, int h, const char *name, bool with_looks)
{
	struct canvas c;
	canvas_init(&c, w, h);
	screen_draw(&c, &app.view);
	ck_assert_msg(c.cut == 0 || w < 40, "%s at %dx%d: cut: '%s'", name, w, h, c.cut_text);
	char *dump = canvas_dump(&c, with_looks);
	canvas_free(&c);
	return dump;
}

/* All sizes of a moment in one file. */
static void assert_moment(const struct moment_row *row, enum lang lang, bool ascii)
{
	char name[64];
	char *all = mem_new(GOLDEN_MAX, 1);
	struct text t = text_over(all, GOLDEN_MAX);
	snprintf(name, sizeof name, "moment_%s_%s%s", row->name, lang_code(lang), ascii ? "_ascii" : "");
	reach(row, lang, ascii);
	for (size_t i = 0; i < SIZES; i++) {
		char *dump = dump_at(sizes[i].w, sizes[i].h, name, false);
		text_addf(&t, "== %dx%d\n", sizes[i].w, sizes[i].h);
		text_add(&t, dump);
		free(dump);
	}
	app_free(&app);
	assert_read(name, all);
	free(all);
}

/* Beneath each row the look of each cell, by its letter. */
static void assert_looks(const struct moment_row *row)
{
	char name[64];
	snprintf(name, sizeof name, "looks_%s", row->name);
	reach(row, LANG_EN, false);
	char *dump = dump_at(80, 24, name, true);
	app_free(&app);
	assert_read(name, dump);
	free(dump);
}

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

/* With the looks of each moment: how each screen is in each scheme. */
START_TEST(each_look__in_each_scheme)
{
	static const char *const schemes[] = { "default", "light", "safe", "mono" };
	char all[8192];
	struct text t = text_over(all, sizeof all);
	text_add(&t, "look");
	for (int s = 0; s < SCHEME_COUNT; s++)
		text_addf(&t, "%24s", schemes[s]);
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

START_TEST(every_moment__by_its_looks)
{
	assert_looks(&moments[_i]);
}
END_TEST

/* The lessons shipped: their titles, what each begins with, what comes first. */
START_TEST(the_menu__cuts_nothing_of_any_lesson)
{
	app_init(&app, &(struct app_options){ .lang = _i == 0 ? LANG_EN : LANG_KO });
	lessons_load(&app.lessons, TESTS_DIR "/../lessons");
	app_menu(&app);
	for (size_t item = 0; item < app.view.items_used; item++) {
		app.view.item = item;
		for (size_t i = 0; i < SIZES; i++)
			free(dump_at(sizes[i].w, sizes[i].h, "the menu", false));
	}
	app_free(&app);
}
END_TEST

/* Each step of each lesson, its questions answered wrong and right, its goals by
 * their solution: no word is cut at any size. */
static void walk(const struct script *lesson, int w, int h, bool wrong)
{
	struct canvas c;
	char name[128];
	canvas_init(&c, w, h);
	app_open(&app, lesson, MODE_LESSON);
	app_key(&app, 'R');
	for (int step = 0; !app.view.at_end; step++) {
		ck_assert_int_lt(step, 2000);
		snprintf(name, sizeof name, "%s at %dx%d, step %d", lesson->id, w, h, step);
		screen_draw(&c, &app.view);
		ck_assert_msg(c.cut == 0 || w < 40, "%s: cut: '%s'", name, c.cut_text);
		const struct statement *st = player_now(&app.player);
		if (app.view.overlay == OVERLAY_ASK && app.view.answered < 0) {
			unsigned i = 0;
			while (statement_block(st, app.view.lang)->choices[i].right == wrong)
				i++;
			app_key(&app, '1' + i);
		} else if (player_goal(&app.player) != NULL && !player_goal_reached(&app.player)) {
			app_key(&app, 'v');
		} else {
			app_key(&app, ' ');
		}
	}
	screen_draw(&c, &app.view);
	ck_assert_msg(c.cut == 0 || w < 40, "%s, its end: cut: '%s'", lesson->id, c.cut_text);
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

START_TEST(every_layout__in_english)
{
	assert_moment(&moments[_i], LANG_EN, false);
}
END_TEST

START_TEST(every_layout__in_korean)
{
	assert_moment(&moments[_i], LANG_KO, false);
}
END_TEST

START_TEST(every_layout__in_ascii)
{
	assert_moment(&moments[_i], LANG_EN, true);
}
END_TEST

START_TEST(every_layout__in_korean_with_ascii_lines)
{
	assert_moment(&moments[_i], LANG_KO, true);
}
END_TEST

Suite *suite_ui_golden(void)
{
	Suite *s = suite_create("ui/golden");
	TCase *c = tcase_create("moments");
	tcase_set_timeout(c, 60);
	tcase_add_loop_test(c, every_layout__in_english, 0, MOMENTS);
	tcase_add_loop_test(c, every_layout__in_korean, 0, MOMENTS);
	tcase_add_loop_test(c, every_layout__in_ascii, 0, MOMENTS);
	tcase_add_loop_test(c, every_layout__in_korean_with_ascii_lines, 0, MOMENTS);
	tcase_add_loop_test(c, every_step_of_every_lesson__is_whole, 0, 2 * SIZES);
	tcase_add_loop_test(c, every_moment__by_its_looks, 0, MOMENTS);
	tcase_add_test(c, each_look__in_each_scheme);
	tcase_add_loop_test(c, the_menu__cuts_nothing_of_any_lesson, 0, 2);
	suite_add_tcase(s, c);
	return s;
}
