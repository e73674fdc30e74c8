/* Tests bounded text, UTF-8, and the escaping of untrusted text. */
#include <check.h>
#include <string.h>

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
	static const struct {
		const char *label, *text;
		size_t columns;
	} rows[] = {
		{ "ASCII", "abc", 3 },
		{ "Hangul syllables", "한글", 4 },
		{ "Hangul in letters that join", "\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB", 2 },
		{ "Hangul letters alone", "ㄱㅏ", 4 },
		{ "Han, kana", "漢字かな", 8 },
		{ "halfwidth kana", "ｶﾅ", 2 },
		{ "fullwidth letters", "ＡＢ", 4 },
		{ "lines, arrows, ellipsis", "▐─▶…", 4 },
		{ "a combining accent", "e\xCC\x81", 1 },
		{ "a Devanagari vowel sign", "\xE0\xA4\x95\xE0\xA5\x81", 1 },
		{ "emoji", "😀⭐✨", 6 },
		{ "a symbol beside the emoji", "🌶", 1 },
		{ "a character that selects the emoji's form", "\xEF\xB8\x8F", 0 },
		{ "broken octets", "\xC3(", 2 },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		ck_assert_msg(text_width(rows[i].text) == rows[i].columns, "%s: %zu", rows[i].label,
			      text_width(rows[i].text));
}
END_TEST

START_TEST(every_invisible_character__is_made_visible)
{
	static const struct {
		uint32_t low, high;
	} rows[] = { { 0x01, 0x1F },       { 0x7F, 0x9F },        { 0xAD, 0xAD },     { 0x61C, 0x61C },
		     { 0x200B, 0x200F },   { 0x2028, 0x202E },    { 0x2060, 0x2064 }, { 0x2066, 0x2069 },
		     { 0xFDD0, 0xFDEF },   { 0xFEFF, 0xFEFF },    { 0xFFFE, 0xFFFF }, { 0x1FFFE, 0x1FFFF },
		     { 0xE0001, 0xE007F }, { 0x10FFFE, 0x10FFFF } };

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		for (uint32_t c = rows[i].low; c <= rows[i].high; c++) {
			char array[4];
			const char *shown = safe(array, utf8_put(array, c));

			ck_assert_msg(shown[0] == '\\' && strspn(shown, "\\xu{}0123456789ABCDEF") == strlen(shown),
				      "U+%04X", (unsigned)c);
		}
}
END_TEST

START_TEST(a_formatted_text_that_is_too_long__is_cut_at_a_character)
{
	char array[2000], syllables[1500] = "";

	for (size_t shift = 0; shift < 3; shift++) {
		struct text t = text_over(array, sizeof array);

		memset(syllables, 'a', shift);
		for (size_t i = shift; i + 3 < sizeof syllables; i += 3)
			memcpy(syllables + i, "가", 4);
		text_addf(&t, "%s", syllables);
		ck_assert(t.cut);
		ck_assert_uint_gt(t.len, 1000);
		ck_assert_uint_eq((t.len - shift) % 3, 0);
	}
}
END_TEST

START_TEST(a_number__has_its_digits)
{
	static const struct {
		uint64_t n;
		unsigned digits;
		const char *text;
	} rows[] = { { 0, 1, "0" },
		     { 0, 6, "000000" },
		     { 1234, 6, "001234" },
		     { 1234567, 6, "1234567" },
		     { UINT64_MAX, 1, "18446744073709551615" } };

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char array[32];
		struct text t = text_over(array, sizeof array);

		text_add_number(&t, rows[i].n, rows[i].digits);
		ck_assert_str_eq(array, rows[i].text);
	}
}
END_TEST

START_TEST(a_character__is_written_as_it_is_read)
{
	static const uint32_t rows[] = { 1, 0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x10FFFF };

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char array[5] = { 0 };
		size_t written = utf8_put(array, rows[i]), n;

		ck_assert_msg(utf8_next(array, &n) == rows[i] && n == written, "U+%04X", (unsigned)rows[i]);
	}
}
END_TEST

Suite *suite_base_text(void)
{
	Suite *s = suite_create("base/text");
	TCase *c = tcase_create("text");

	tcase_add_test(c, text_that_does_not_fit__is_cut_at_a_character);
	tcase_add_test(c, untrusted_text__cannot_act_on_a_terminal);
	tcase_add_test(c, quoted_text__reads_back_as_a_script_string);
	tcase_add_test(c, every_invisible_character__is_made_visible);
	tcase_add_test(c, width__is_what_terminals_give);
	tcase_add_test(c, a_formatted_text_that_is_too_long__is_cut_at_a_character);
	tcase_add_test(c, a_number__has_its_digits);
	tcase_add_test(c, a_character__is_written_as_it_is_read);
	suite_add_tcase(s, c);
	return s;
}
