/* Bounded text, UTF-8, and the escaping of untrusted text. */
#include <check.h>
#include <string.h>

#include "base/diag.h"
#include "base/text.h"

#include "suites.h"

static const char *safe(const char *s, size_t n)
{
	static char array[200];
	struct text t = text_over(array, sizeof array);

	text_add_safe(&t, s, n);
	return array;
}

START_TEST(text_that_does_not_fit__is_cut_at_a_character)
{
	char array[6];
	struct text t = text_over(array, sizeof array);

	text_add(&t, "가나다");
	ck_assert_str_eq(array, "가");
	ck_assert(t.cut);
	text_add(&t, "x");
	ck_assert_str_eq(array, "가");
}
END_TEST

START_TEST(untrusted_text__cannot_act_on_a_terminal)
{
	static const struct {
		const char *in, *out;
	} rows[] = {
		{ "plain 한글 →", "plain 한글 →" },
		{ "\033[2J", "\\x1B[2J" },
		{ "a\nb\tc\r", "a\\x0Ab\\x09c\\x0D" },
		{ "\x7f", "\\x7F" },
		{ "\xC2\x9B", "\\u{9B}" },
		{ "\xE2\x80\xAE", "\\u{202E}" },
		{ "\xE2\x81\xA6", "\\u{2066}" },
		{ "\xE2\x80\x8B", "\\u{200B}" },
		{ "\xEF\xBB\xBF", "\\u{FEFF}" },
		{ "\xC3", "\\xC3" },
		{ "\xC0\x80", "\\xC0\\x80" },
		{ "\xED\xA0\x80", "\\xED\\xA0\\x80" },
		{ "\xF4\x90\x80\x80", "\\xF4\\x90\\x80\\x80" },
		{ "\xEA\xB0", "\\xEA\\xB0" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		ck_assert_str_eq(safe(rows[i].in, strlen(rows[i].in)), rows[i].out);
	ck_assert_str_eq(safe("a\0b", 3), "a\\x00b");
}
END_TEST

START_TEST(quoted_text__reads_back_as_a_script_string)
{
	char array[100];
	struct text t = text_over(array, sizeof array);

	text_add_quoted(&t, "a\"b\\c\nd\te\x01", 10);
	ck_assert_str_eq(array, "\"a\\\"b\\\\c\\nd\\te\\x01\"");
}
END_TEST

START_TEST(width__is_what_terminals_give)
{
	ck_assert_uint_eq(text_width("abc"), 3);
	ck_assert_uint_eq(text_width("한글"), 4);
	ck_assert_uint_eq(text_width("▐─▶…"), 4);
	ck_assert_uint_eq(text_width("e\xCC\x81"), 1);
	ck_assert_uint_eq(text_width("ＡＢ"), 4);
}
END_TEST

START_TEST(nearest__finds_the_word_that_was_meant)
{
	static const char *const words[] = { "client", "server", "deliver", "drop", "dup" };

	ck_assert_str_eq(diag_nearest("clent", words, 5), "client");
	ck_assert_str_eq(diag_nearest("Delivre", words, 5), "deliver");
	ck_assert_str_eq(diag_nearest("drp", words, 5), "drop");
	ck_assert_ptr_null(diag_nearest("banana", words, 5));
	ck_assert_ptr_null(diag_nearest("", words, 5));
}
END_TEST

Suite *suite_base_text(void)
{
	Suite *s = suite_create("base/text");
	TCase *c = tcase_create("text");

	tcase_add_test(c, text_that_does_not_fit__is_cut_at_a_character);
	tcase_add_test(c, untrusted_text__cannot_act_on_a_terminal);
	tcase_add_test(c, quoted_text__reads_back_as_a_script_string);
	tcase_add_test(c, width__is_what_terminals_give);
	tcase_add_test(c, nearest__finds_the_word_that_was_meant);
	suite_add_tcase(s, c);
	return s;
}
