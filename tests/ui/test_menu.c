/* Tests the menu: what is always visible, its columns, its marks, and the keys that open the
 * free session and the quiz. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "by_keys.h"

Suite *suite_ui_menu(void);

static const struct {
	int w, h;
} sizes[] = { { 80, 24 }, { 120, 40 }, { 160, 50 }, { 200, 60 }, { 60, 20 }, { 40, 24 }, { 40, 12 } };
enum { SIZES = sizeof sizes / sizeof sizes[0] };

static void menu_of_the_shipped(void)
{
	setup();
	lessons_load(&app.lessons, TESTS_DIR "/../lessons");
	app_menu(&app);
}

static void resize(size_t i)
{
	canvas_resize(&canvas, sizes[i].w, sizes[i].h);
}

/* Returns the line of the screen that contains the words, or NULL; the caller frees it. */
static char *line_with(const char *words)
{
	char *dump = screen_text(), *found = NULL;

	for (char *line = strtok(dump, "\n"); line && !found; line = strtok(NULL, "\n"))
		if (strstr(line, words))
			found = mem_copy_text(line);
	free(dump);
	return found;
}

START_TEST(the_free_session_and_the_quiz__are_always_in_sight)
{
	resize((size_t)_i % SIZES);
	app.view.lang = _i < SIZES ? LANG_EN : LANG_KO;
	for (size_t item = 0; item < app.view.items_used; item++) {
		app.view.item = item;
		assert_shown(message(MSG_SANDBOX, app.view.lang));
		assert_shown(message(MSG_QUIZ, app.view.lang));
	}
}
END_TEST

START_TEST(the_selected_lesson__is_in_sight)
{
	resize((size_t)_i);
	for (size_t item = 0; item < app.view.items_used; item++) {
		char *dump;
		unsigned pointers = 0;

		app.view.item = item;
		dump = screen_text();
		for (const char *at = dump; (at = strstr(at, "▸ ")) != NULL; at++)
			pointers += at == dump || at[-1] == ' ';
		ck_assert_msg(pointers >= 1, "no pointer at %s in\n%s", app.view.items[item].name, dump);
		free(dump);
	}
}
END_TEST

START_TEST(shift_f_and_shift_q__open_them)
{
	press('F');
	ck_assert_int_eq(app.view.mode, MODE_SANDBOX);
	ck_assert_int_eq(app.view.screen, SCREEN_STEP);
	press('q');
	ck_assert_int_eq(app.view.items[app.view.item].kind, ITEM_SANDBOX);
	press('Q');
	ck_assert_int_eq(app.view.mode, MODE_QUIZ);
	ck_assert_int_eq(app.view.screen, SCREEN_STEP);
}
END_TEST

/* An id is next to a title that does not contain it: all have one, or none. */
START_TEST(ids__are_shown_for_all_lessons_or_for_none)
{
	size_t with = 0, lessons = 0;

	canvas_resize(&canvas, _i, 60);
	for (size_t i = 0; i < app.view.items_used; i++) {
		const struct menu_item *item = &app.view.items[i];
		char gap[64], *line;

		if (item->kind != ITEM_LESSON)
			continue;
		lessons++;
		app.view.item = 0;
		snprintf(gap, sizeof gap, "  %s ", item->name);
		line = line_with(gap);
		with += line != NULL;
		mem_free(line);
	}
	ck_assert_msg(with == 0 || with == lessons, "%zu of %zu", with, lessons);
	ck_assert_msg(with > 0 || _i < 160, "a screen of %d columns has room for ids", _i);
}
END_TEST

START_TEST(sections_and_minutes__are_shown)
{
	char *line;

	assert_shown("The core");
	line = line_with("Half-close");
	ck_assert_ptr_nonnull(strstr(line, " min"));
	mem_free(line);
	canvas_resize(&canvas, 120, 40);
	app.view.lang = LANG_KO;
	assert_shown("심화 과정");
	line = line_with("SO_LINGER");
	ck_assert_ptr_nonnull(strstr(line, "분"));
	mem_free(line);
}
END_TEST

static size_t place_of(const char *name)
{
	for (size_t i = 0; i < app.lessons.used; i++)
		if (strcmp(app.lessons.items[i].name, name) == 0)
			return i;
	ck_abort_msg("%s", name);
}

START_TEST(the_best_way_and_what_was_skipped__are_shown)
{
	struct diag diag;
	const char *id = app.view.items[0].script->id;

	app.keeps_progress = true;
	ck_assert(lessons_complete(&app.lessons, app.view.items[0].script));
	progress_goal(&app.progress, id, 1, true, 9, NULL, &diag); /* in memory: there is no file */
	progress_skipped(&app.progress, id, 1, &diag);
	app_progress_mark(&app);
	app.view.item = 0;
	canvas_resize(&canvas, 120, 40);
	assert_shown("skipped: 1");
	assert_shown("Your best way to the goal: 9 actions");
	assert_shown("shortest known one: 4");
}
END_TEST

START_TEST(a_lesson_begun__has_its_place_and_a_mark)
{
	size_t k = place_of("handshake");
	char *line;

	app.lessons.items[k].at = 6;
	app.lessons.items[k].stops = 30;
	line = line_with(menu_title(&app.view.items[k], &app.view));
	ck_assert_msg(strstr(line, "◐") && strstr(line, "6/30"), "%s", line);
	mem_free(line);
	app.view.ascii = true;
	line = line_with(menu_title(&app.view.items[k], &app.view));
	ck_assert_msg(strstr(line, "~ The three-way"), "%s", line);
	mem_free(line);
	app.lessons.items[k].done = true;
	line = line_with(menu_title(&app.view.items[k], &app.view));
	ck_assert_msg(strstr(line, "+ The three-way") && !strstr(line, "6/30"), "%s", line);
	mem_free(line);
}
END_TEST

Suite *suite_ui_menu(void)
{
	Suite *s = suite_create("ui/menu");
	TCase *t = tcase_create("the shipped lessons");

	tcase_add_checked_fixture(t, menu_of_the_shipped, teardown);
	tcase_add_loop_test(t, the_free_session_and_the_quiz__are_always_in_sight, 0, 2 * SIZES);
	tcase_add_loop_test(t, the_selected_lesson__is_in_sight, 0, SIZES);
	tcase_add_test(t, shift_f_and_shift_q__open_them);
	for (int w = 80; w <= 220; w += 20)
		tcase_add_loop_test(t, ids__are_shown_for_all_lessons_or_for_none, w, w + 1);
	tcase_add_test(t, sections_and_minutes__are_shown);
	tcase_add_test(t, the_best_way_and_what_was_skipped__are_shown);
	tcase_add_test(t, a_lesson_begun__has_its_place_and_a_mark);
	suite_add_tcase(s, t);
	return s;
}
