/* Tests that the glossary can be read on the screen. */
#include "base/mem.h"
#include "ui/by_keys.h"

Suite *suite_ui_glossary(void);

static char *shown_at(int w, int h)
{
	struct canvas c;
	char *dump;

	canvas_init(&c, w, h);
	screen_draw(&c, &app.view);
	app.view.scroll_most = c.scroll_most;
	dump = canvas_dump(&c, false);
	canvas_free(&c);
	return dump;
}

/* From its first term to its last, wherever it is opened. */
START_TEST(the_glossary__is_read_to_its_end_at_every_size)
{
	static const struct {
		int w, h;
	} sizes[] = { { 30, 10 }, { 40, 12 }, { 80, 24 }, { 120, 40 }, { 160, 50 }, { 200, 60 } };

	for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++)
		for (int in_menu = 0; in_menu < 2; in_menu++) {
			char *first, *last;

			if (in_menu)
				app_menu(&app);
			else
				app_open_sandbox(&app);
			press('V');
			ck_assert_int_eq(app.view.overlay, OVERLAY_GLOSSARY);
			first = shown_at(sizes[i].w, sizes[i].h);
			ck_assert_ptr_nonnull(strstr(first, "2MSL"));
			press('G');
			last = shown_at(sizes[i].w, sizes[i].h);
			ck_assert_msg(strstr(last, "buffers"), "%dx%d:\n%s", sizes[i].w, sizes[i].h, last);
			press('V');
			ck_assert_int_eq(app.view.overlay, OVERLAY_NONE);
			mem_free(first);
			mem_free(last);
		}
}
END_TEST

/* Above a session and above the menu. */
START_TEST(a_term__is_found_by_part_of_its_name_in_either_language)
{
	for (int in_menu = 0; in_menu < 2; in_menu++) {
		if (in_menu)
			app_menu(&app);
		else
			app_open_sandbox(&app);
		press('V');
		press('/');
		type("wait");
		assert_shown("Glossary: wait");
		assert_shown("find wait");
		assert_shown("CLOSE-WAIT");
		assert_not_shown("2MSL (");
		press(K_ENTER);
		assert_shown("Glossary: wait");
		press('/');
		type("백로그");
		press(K_ENTER);
		assert_shown("backlog (백로그)");
		press('/');
		type("zzz");
		assert_shown("no term with 'zzz'");
		press(K_ESC);
		assert_shown("Glossary: 백로그");
		press('V');
		press('V'); /* all again */
		assert_shown("2MSL");
		press('V');
	}
}
END_TEST

/* Above another text there is nothing to find. */
START_TEST(the_help__has_nothing_to_find)
{
	app_menu(&app);
	press('?');
	assert_not_shown("/ find  ");
	press('/');
	ck_assert_int_eq(app.view.overlay, OVERLAY_HELP);
}
END_TEST

Suite *suite_ui_glossary(void)
{
	Suite *s = suite_create("ui/glossary");
	TCase *t = tcase_create("reading");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, the_glossary__is_read_to_its_end_at_every_size);
	tcase_add_test(t, a_term__is_found_by_part_of_its_name_in_either_language);
	tcase_add_test(t, the_help__has_nothing_to_find);
	suite_add_tcase(s, t);
	return s;
}
