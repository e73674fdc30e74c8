/* Tests pastes, and keys while an input method for Hangul is on. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "by_keys.h"

Suite *suite_ui_paste(void);

static void begin(void)
{
	setup();
	app_open_sandbox(&app);
}

static void paste(const char *text)
{
	app.pasted = text;
	app.pasted_whole = true;
	press(K_PASTE);
}

START_TEST(lines__are_performed_one_by_one)
{
	press(':');
	paste("server socket\n# a comment\n\n  server bind 80\nserver listen\n");
	ck_assert_uint_eq(steps(), 3);
	ck_assert_int_eq(app.view.overlay, OVERLAY_NONE);
	ck_assert_int_eq(state(HOST_SERVER), TCPS_LISTEN);
	press(':'), press(K_UP);
	ck_assert_str_eq(app.view.input, "server listen");
}
END_TEST

START_TEST(what_follows_the_last_newline__stays_in_the_input)
{
	press(':');
	type("server ");
	paste("socket\nserver bind 80");
	ck_assert_uint_eq(steps(), 1);
	ck_assert_int_eq(app.view.overlay, OVERLAY_COMMAND);
	ck_assert_str_eq(app.view.input, "server bind 80");
}
END_TEST

START_TEST(one_wrong_line__and_nothing_is_performed)
{
	press(':');
	paste("server socket\nserver bnd 80\n");
	ck_assert_uint_eq(steps(), 0);
	ck_assert(app.view.notice.bad);
	ck_assert_msg(strstr(app.view.notice.text, "Line 2, column 8"), "%s", app.view.notice.text);
	ck_assert_int_eq(app.view.overlay, OVERLAY_COMMAND);
	paste("expect client CLOSD\n");
	ck_assert_msg(strstr(app.view.notice.text, "Line 1, column 15"), "%s", app.view.notice.text);
}
END_TEST

START_TEST(a_line_that_is_refused__ends_it)
{
	press(':');
	paste("server socket\ndeliver\nserver bind 80\n");
	ck_assert_uint_eq(steps(), 1);
	ck_assert(app.view.notice.bad);
	ck_assert_msg(strstr(app.view.notice.text, "line 2"), "%s", app.view.notice.text);
}
END_TEST

START_TEST(one_line__is_typed)
{
	press(':');
	type("  80");
	press(K_HOME);
	paste("server bind");
	ck_assert_str_eq(app.view.input, "server bind  80");
	ck_assert_uint_eq(steps(), 0);
	press(K_ESC);
	press('t');
	paste("5s\n");
	ck_assert_str_eq(app.view.input, "5s");
	paste("a\nb\n");
	ck_assert_str_eq(app.view.input, "5s");
	ck_assert(app.view.notice.bad);
}
END_TEST

START_TEST(elsewhere__it_is_refused)
{
	connect_both();
	paste("quick");
	ck_assert(!app.leave);
	ck_assert_uint_eq(steps(), 9);
	ck_assert_int_eq(app.view.overlay, OVERLAY_NONE);
	ck_assert(app.view.notice.bad);
	press('c');
	paste("quick");
	ck_assert_int_eq(app.view.overlay, OVERLAY_CALLS);
}
END_TEST

START_TEST(what_is_too_long__is_refused)
{
	press(':');
	app.pasted = "server socket\n";
	app.pasted_whole = false;
	press(K_PASTE);
	ck_assert(app.view.notice.bad);
	ck_assert_uint_eq(steps(), 0);
}
END_TEST

/* --- Hangul --- */

static const struct {
	const char *typed, *letters;
} hangul[] = {
	{ "ㅊ", "c" },  { "ㄴ", "s" },  { "ㅂ", "q" },   { "ㅣ", "l" },     { "ㅖ", "P" },   { "ㄱ", "r" },
	{ "ㅢ", "ml" }, { "초", "ch" }, { "안", "dks" }, { "뷁", "qnpfr" }, { "힣", "glg" }, { "가", "rk" },
};

START_TEST(a_character__has_the_keys_of_its_place)
{
	char letters[KEYS_OF_HANGUL];
	size_t n;

	ck_assert(keys_of_hangul(utf8_next(hangul[_i].typed, &n), letters));
	ck_assert_str_eq(letters, hangul[_i].letters);
}
END_TEST

START_TEST(what_is_no_hangul__has_none)
{
	static const uint32_t others[] = { 'a', 0x3130, 0x3164, 0xABFF, 0xD7A4, K_ENTER };
	char letters[KEYS_OF_HANGUL];

	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
		ck_assert(!keys_of_hangul(others[i], letters));
}
END_TEST

START_TEST(with_an_input_method_on__commands_work_and_text_stays_text)
{
	connect_both();
	type("ㅊ");
	ck_assert_int_eq(app.view.overlay, OVERLAY_CALLS);
	press(K_ESC);
	type("ㅕ");
	ck_assert_uint_eq(steps(), 8);
	press(':');
	type("ㅊ");
	ck_assert_str_eq(app.view.input, "ㅊ");
}
END_TEST

Suite *suite_ui_paste(void)
{
	Suite *s = suite_create("ui/paste");
	TCase *t = tcase_create("paste");

	tcase_add_checked_fixture(t, begin, teardown);
	tcase_add_test(t, lines__are_performed_one_by_one);
	tcase_add_test(t, what_follows_the_last_newline__stays_in_the_input);
	tcase_add_test(t, one_wrong_line__and_nothing_is_performed);
	tcase_add_test(t, a_line_that_is_refused__ends_it);
	tcase_add_test(t, one_line__is_typed);
	tcase_add_test(t, elsewhere__it_is_refused);
	tcase_add_test(t, what_is_too_long__is_refused);
	tcase_add_loop_test(t, a_character__has_the_keys_of_its_place, 0, sizeof hangul / sizeof hangul[0]);
	tcase_add_test(t, what_is_no_hangul__has_none);
	tcase_add_test(t, with_an_input_method_on__commands_work_and_text_stays_text);
	suite_add_tcase(s, t);
	return s;
}
