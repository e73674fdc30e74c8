/* Tests what the fragment of the page's address asks for. */
#include <check.h>
#include <stdio.h>

#include "ui/web/place.h"

Suite *suite_web_place(void);

static struct place place;

static void read(const char *fragment)
{
	place_free(&place);
	place_read(&place, fragment);
}

START_TEST(a_fragment__names_what_opens)
{
	read("");
	ck_assert_int_eq(place.kind, PLACE_START);
	read("#");
	ck_assert_int_eq(place.kind, PLACE_START);
	read("#learn=time-wait");
	ck_assert_int_eq(place.kind, PLACE_LESSON);
	ck_assert_str_eq(place.lesson, "time-wait");
	read("#learn");
	ck_assert_int_eq(place.kind, PLACE_MENU);
	read("#sandbox");
	ck_assert_int_eq(place.kind, PLACE_SANDBOX);
	read("quiz");
	ck_assert_int_eq(place.kind, PLACE_QUIZ);
}
END_TEST

START_TEST(a_fragment__has_parts)
{
	read("#learn=half-close&lang=ko&size=120x40&animation=off");
	ck_assert_str_eq(place.lesson, "half-close");
	ck_assert(place.lang_said && place.lang == LANG_KO);
	ck_assert_int_eq(place.w, 120);
	ck_assert_int_eq(place.h, 40);
	ck_assert(place.still);
	ck_assert_ptr_null(place.keys);
}
END_TEST

START_TEST(keys__are_percent_encoded)
{
	read("#keys=%3Ago%207%0D%1b%08%EC%95%88%26&quiz");
	ck_assert_str_eq(place.keys, ":go 7\r\033\b\xEC\x95\x88&");
	ck_assert_int_eq(place.kind, PLACE_QUIZ);
	read("#keys=100%");
	ck_assert_str_eq(place.keys, "100%");
	read("#keys=%4");
	ck_assert_str_eq(place.keys, "%4");
}
END_TEST

START_TEST(what_is_not_valid__is_left_out)
{
	static const char *const sizes[] = { "80",     "80x",     "x24",    "80x24x1", "0x24",
					     "-80x24", "9999x24", "80 x24", "80x9999", "+80x24" };

	for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
		char fragment[64] = "#size=";

		ck_assert_msg(snprintf(fragment, sizeof fragment, "#size=%s", sizes[i]) > 0, "%s", sizes[i]);
		read(fragment);
		ck_assert_msg(place.w == 0 && place.h == 0, "%s", sizes[i]);
	}
	read("#lang=fr&nonsense=1&&=&animation=on");
	ck_assert(!place.lang_said && !place.still);
	ck_assert_int_eq(place.kind, PLACE_START);
}
END_TEST

Suite *suite_web_place(void)
{
	Suite *s = suite_create("web_place");
	TCase *t = tcase_create("place");

	tcase_add_test(t, a_fragment__names_what_opens);
	tcase_add_test(t, a_fragment__has_parts);
	tcase_add_test(t, keys__are_percent_encoded);
	tcase_add_test(t, what_is_not_valid__is_left_out);
	suite_add_tcase(s, t);
	return s;
}
