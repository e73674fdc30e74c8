/* Tests the canvas: cells, wide characters, running text, the dump. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "ui/draw/canvas.h"
#include "ui/draw/style.h"

Suite *suite_ui_canvas(void);

static struct canvas canvas;

static void setup(void)
{
	canvas_init(&canvas, 10, 3);
}

static void teardown(void)
{
	canvas_free(&canvas);
}

static void assert_dump(const char *expected)
{
	char *dump = canvas_dump(&canvas, false);
	ck_assert_str_eq(dump, expected);
	free(dump);
}

START_TEST(put_outside__does_nothing)
{
	canvas_put(&canvas, -1, 0, 'a', LOOK_PLAIN);
	canvas_put(&canvas, 10, 0, 'b', LOOK_PLAIN);
	canvas_put(&canvas, 0, 3, 'c', LOOK_PLAIN);
	canvas_put(&canvas, 0, -1, 'd', LOOK_PLAIN);
	assert_dump("\n\n\n");
}
END_TEST

START_TEST(wide_character_at_the_edge__is_a_blank)
{
	canvas_put(&canvas, 9, 0, 0xAC00, LOOK_PLAIN);
	canvas_put(&canvas, 8, 1, 0xAC00, LOOK_PLAIN);
	assert_dump("\n        가\n\n");
}
END_TEST

START_TEST(half_of_an_overwritten_wide_character__is_a_blank)
{
	canvas_text(&canvas, 0, 0, 10, LOOK_PLAIN, "가나다");
	canvas_put(&canvas, 1, 0, 'x', LOOK_PLAIN);
	canvas_put(&canvas, 4, 0, 'y', LOOK_PLAIN);
	assert_dump(" x나y\n\n\n");
}
END_TEST

START_TEST(wide_over_the_halves_of_two__blanks_both)
{
	canvas_text(&canvas, 0, 0, 10, LOOK_PLAIN, "가나");
	canvas_put(&canvas, 1, 0, 0xB2E4, LOOK_PLAIN);
	assert_dump(" 다\n\n\n");
}
END_TEST

START_TEST(text__is_cut_at_its_width_and_tells_the_columns_used)
{
	ck_assert_int_eq(canvas_text(&canvas, 2, 0, 4, LOOK_PLAIN, "abcdef"), 4);
	ck_assert_int_eq(canvas_text(&canvas, 0, 1, 5, LOOK_PLAIN, "가나다"), 4);
	assert_dump("  abcd\n가나\n\n");
}
END_TEST

START_TEST(text_that_would_act_on_a_terminal__is_drawn_as_what_it_is)
{
	canvas_resize(&canvas, 40, 1);
	canvas_text(&canvas, 0, 0, 40, LOOK_PLAIN, "a\033[2Jb\x07\nc\xFF");
	for (int x = 0; x < canvas.w; x++)
		ck_assert_uint_ge(canvas.cells[x].c, ' ');
	assert_dump("a\\x1B[2Jb\\x07\\x0Ac\\xFF\n");
}
END_TEST

START_TEST(resize__clears)
{
	canvas_text(&canvas, 0, 0, 10, LOOK_STRONG, "abc");
	canvas_resize(&canvas, 4, 2);
	assert_dump("\n\n");
	canvas_resize(&canvas, 0, 0);
	assert_dump("");
}
END_TEST

START_TEST(looks_dump__has_a_letter_a_look)
{
	canvas_resize(&canvas, 6, 1);
	canvas_text(&canvas, 1, 0, 5, LOOK_CURRENT, "ab");
	char *dump = canvas_dump(&canvas, true);
	ck_assert_str_eq(dump, " ab\n.CC\n");
	free(dump);
}
END_TEST

START_TEST(wrap__breaks_at_blanks)
{
	struct rect r = { 0, 0, 10, 3 };
	ck_assert_int_eq(canvas_wrap(&canvas, r, LOOK_PLAIN, "one two three  four"), 2);
	assert_dump("one two\nthree four\n\n");
}
END_TEST

START_TEST(wrap_of_korean__breaks_between_words)
{
	struct rect r = { 0, 0, 10, 3 };
	ck_assert_int_eq(canvas_wrap(&canvas, r, LOOK_PLAIN, "상대가 먼저 닫았습니다"), 3);
	assert_dump("상대가\n먼저\n닫았습니다\n");
}
END_TEST

START_TEST(wrap__one_newline_is_a_blank_and_two_are_a_paragraph)
{
	struct rect r = { 0, 0, 10, 3 };
	ck_assert_int_eq(canvas_wrap(&canvas, r, LOOK_PLAIN, "one\ntwo\n\nsix"), 3);
	assert_dump("one two\n\nsix\n");
}
END_TEST

START_TEST(wrap_of_a_word_longer_than_a_line__breaks_it)
{
	struct rect r = { 0, 0, 4, 3 };
	ck_assert_int_eq(canvas_wrap(&canvas, r, LOOK_PLAIN, "abcdefghij"), 3);
	assert_dump("abcd\nefgh\nij\n");
}
END_TEST

/* A text measured without a canvas has as many lines as one that is drawn. */
START_TEST(text_lines__are_those_of_wrap)
{
	static const char *const parts[] = { " ",
					     "  ",
					     "\n",
					     "\n\n",
					     "a",
					     "word",
					     "닫는다",
					     "\x1b",
					     "\xff",
					     "abcdefghijklm",
					     "가나다라마바사",
					     "\u202e",
					     "é",
					     "\u0301" };
	const size_t n = sizeof parts / sizeof *parts;
	uint32_t seed = 1;

	for (int i = 0; i < 20000; i++) {
		char s[256] = "";
		int w = 8 + i % 12; /* the widest escape has 8 */
		struct rect r = { 0, 0, w, 0 };

		for (int k = 0; k < 1 + i % 14; k++) {
			seed = seed * 1664525 + 1013904223;
			strcat(s, parts[seed / 65536 % n]);
		}
		ck_assert_msg(text_lines(s, (size_t)w) == (size_t)canvas_wrap(&canvas, r, LOOK_PLAIN, s),
			      "'%s' in %d columns: %zu lines, drawn %d", s, w, text_lines(s, (size_t)w),
			      canvas_wrap(&canvas, r, LOOK_PLAIN, s));
	}
}
END_TEST

START_TEST(wrap_without_height__measures_and_draws_nothing)
{
	struct rect r = { 0, 0, 5, 0 };
	ck_assert_int_eq(canvas_wrap(&canvas, r, LOOK_PLAIN, "one two six"), 3);
	assert_dump("\n\n\n");
}
END_TEST

START_TEST(scrolled_wrap__begins_at_the_line_asked_for)
{
	struct rect r = { 0, 0, 5, 2 };
	ck_assert_int_eq(canvas_wrap_from(&canvas, r, LOOK_PLAIN, "one two six ten", 1), 4);
	assert_dump("two\nsix\n\n");
}
END_TEST

START_TEST(flow__goes_on_where_it_ended)
{
	struct flow f = { .r = { 0, 0, 10, 3 } };
	canvas_flow(&canvas, &f, LOOK_PLAIN, "enters ");
	canvas_flow(&canvas, &f, LOOK_STRONG, "ABC");
	canvas_flow(&canvas, &f, LOOK_PLAIN, " and");
	assert_dump("enters ABC\nand\n\n");
	ck_assert_int_eq(canvas.cells[7].look, LOOK_STRONG);
}
END_TEST

START_TEST(every_glyph__is_one_column_in_both_sets)
{
	for (int g = 0; g < GL_COUNT; g++) {
		ck_assert_int_eq(utf8_width(glyph_of((enum glyph)g, false)), 1);
		ck_assert_uint_ge(glyph_of((enum glyph)g, true), ' ' + 1);
		ck_assert_uint_le(glyph_of((enum glyph)g, true), '~');
	}
}
END_TEST

START_TEST(every_look__has_a_letter_of_its_own_and_only_the_sixteen_colours)
{
	for (int a = 0; a < LOOK_COUNT; a++) {
		for (int b = 0; b < a; b++)
			ck_assert_int_ne(look_letter((enum look)a), look_letter((enum look)b));
		for (int s = 0; s < SCHEME_COUNT; s++) {
			struct appearance look = style_of((enum look)a, (enum scheme)s);
			ck_assert_int_ge(look.fg, -1);
			ck_assert_int_lt(look.fg, 16);
			ck_assert_int_eq(look.bg, -1);
		}
		ck_assert_int_eq(style_of((enum look)a, SCHEME_MONO).fg, -1);
	}
}
END_TEST

/* Meaning never by colour alone: without it the looks that must be told apart
 * still are. */
START_TEST(without_colours__what_must_be_told_apart_is)
{
	static const enum look pairs[][2] = {
		{ LOOK_CURRENT, LOOK_VISITED }, { LOOK_VISITED, LOOK_UNSEEN },   { LOOK_EDGE, LOOK_WALKED },
		{ LOOK_WALKED, LOOK_QUIET },    { LOOK_SELECTED, LOOK_SEGMENT }, { LOOK_WARN, LOOK_PLAIN },
	};
	for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
		ck_assert_int_ne(style_of(pairs[i][0], SCHEME_MONO).attrs, style_of(pairs[i][1], SCHEME_MONO).attrs);
}
END_TEST

Suite *suite_ui_canvas(void)
{
	Suite *s = suite_create("ui/canvas");
	TCase *cells = tcase_create("cells");
	tcase_add_checked_fixture(cells, setup, teardown);
	tcase_add_test(cells, put_outside__does_nothing);
	tcase_add_test(cells, wide_character_at_the_edge__is_a_blank);
	tcase_add_test(cells, half_of_an_overwritten_wide_character__is_a_blank);
	tcase_add_test(cells, wide_over_the_halves_of_two__blanks_both);
	tcase_add_test(cells, resize__clears);
	tcase_add_test(cells, looks_dump__has_a_letter_a_look);
	suite_add_tcase(s, cells);
	TCase *text = tcase_create("text");
	tcase_add_checked_fixture(text, setup, teardown);
	tcase_add_test(text, text__is_cut_at_its_width_and_tells_the_columns_used);
	tcase_add_test(text, text_that_would_act_on_a_terminal__is_drawn_as_what_it_is);
	tcase_add_test(text, wrap__breaks_at_blanks);
	tcase_add_test(text, wrap_of_korean__breaks_between_words);
	tcase_add_test(text, wrap__one_newline_is_a_blank_and_two_are_a_paragraph);
	tcase_add_test(text, wrap_of_a_word_longer_than_a_line__breaks_it);
	tcase_add_test(text, text_lines__are_those_of_wrap);
	tcase_add_test(text, wrap_without_height__measures_and_draws_nothing);
	tcase_add_test(text, scrolled_wrap__begins_at_the_line_asked_for);
	tcase_add_test(text, flow__goes_on_where_it_ended);
	suite_add_tcase(s, text);
	TCase *style = tcase_create("style");
	tcase_add_test(style, every_glyph__is_one_column_in_both_sets);
	tcase_add_test(style, every_look__has_a_letter_of_its_own_and_only_the_sixteen_colours);
	tcase_add_test(style, without_colours__what_must_be_told_apart_is);
	suite_add_tcase(s, style);
	return s;
}
