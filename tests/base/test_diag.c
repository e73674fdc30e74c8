/* Tests diagnostics: the parts of a message, and the near word for "did you mean". */
#include <check.h>
#include <errno.h>
#include <string.h>

#include "base/diag.h"
#include "base/utf8.h"

#include "suites.h"

static const char *const words[] = { "client", "server", "deliver", "drop", "dup", "-" };

enum {
	WORDS = sizeof words / sizeof *words,
	KINDS = DIAG_ARGUMENTS + 2 /* %1 to %6, %l, %w */
};

START_TEST(nearest__finds_the_word_that_was_meant)
{
	static const struct {
		const char *label, *word, *near;
	} rows[] = {
		{ "a letter too few", "clent", "client" },
		{ "a letter too many", "seerver", "server" },
		{ "another letter", "drob", "drop" },
		{ "neighbours swapped", "clinet", "client" },
		{ "two edits in seven letters", "Delivre", "deliver" },
		{ "case alone", "CLIENT", "client" },
		{ "the word itself", "dup", "dup" },
		{ "the nearest of two", "drup", "drop" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *near = diag_nearest(rows[i].word, words, WORDS);

		ck_assert_msg(near && strcmp(near, rows[i].near) == 0, "%s: %s", rows[i].label,
			      near ? near : "nothing");
	}
}
END_TEST

START_TEST(nearest__keeps_silent_when_nothing_is_near)
{
	static const struct {
		const char *label, *word;
	} rows[] = {
		{ "nothing alike", "banana" },
		{ "no word", "" },
		{ "two edits in five letters", "clnxt" },
		{ "a candidate of one letter is not guessed for another", "x" },
		{ "longer than any word", "clientclientclientclientclientclientclientclientclientclientclientclient" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		ck_assert_msg(!diag_nearest(rows[i].word, words, WORDS), "%s", rows[i].label);
	ck_assert_ptr_null(diag_nearest("client", words, 0));
}
END_TEST

START_TEST(a_diag__holds_its_message_and_place_and_nothing_left_over)
{
	struct diag d;
	char longest[400];

	memset(&d, 'x', sizeof d);
	diag_at(&d, 7, "what is wrong");
	ck_assert_str_eq(d.message, "what is wrong");
	ck_assert_uint_eq(d.column, 7);
	ck_assert_uint_eq(d.line, 0);
	ck_assert_str_eq(d.hint, "");

	memset(longest, 'm', sizeof longest - 1);
	longest[sizeof longest - 1] = '\0';
	diag_at(&d, 1, longest);
	ck_assert_uint_eq(strlen(d.message), sizeof d.message - 1);
}
END_TEST

/* Counts each of %1 to %6, %l and %w in a format; anything else fails. */
static void count_arguments(const char *format, unsigned counts[KINDS])
{
	static const char known[] = "123456lw";

	memset(counts, 0, KINDS * sizeof *counts);
	for (const char *s = format; (s = strchr(s, '%')); s++) {
		const char *which = s[1] ? strchr(known, s[1]) : NULL;

		ck_assert_msg(which != NULL, "%s", format);
		counts[which - known]++;
	}
}

START_TEST(every_text__takes_the_same_arguments_in_both_languages)
{
	for (int id = DIAG_NONE + 1; id < DIAG_COUNT; id++) {
		const char *english = diag_format((enum diag_id)id, LANG_EN);
		unsigned first[KINDS], other[KINDS];

		ck_assert(english && english[0]);
		count_arguments(english, first);
		for (int l = 0; l < LANG_COUNT; l++) {
			const char *text = diag_format((enum diag_id)id, (enum lang)l);

			ck_assert_msg(text && text[0], "%s", english);
			count_arguments(text, other);
			ck_assert_msg(memcmp(first, other, sizeof first) == 0, "%s | %s", english, text);
		}
	}
}
END_TEST

/* Returns whether there is a Hangul syllable in s. */
static bool has_hangul(const char *s)
{
	for (size_t n = 1; *s; s += n ? n : 1) {
		uint32_t c = utf8_next(s, &n);

		if (c >= 0xAC00 && c <= 0xD7A3)
			return true;
	}
	return false;
}

START_TEST(every_text_with_words__has_korean_words_without_a_choice_of_particles)
{
	static const char *const particles[] = { "은(는)", "이(가)", "을(를)", "와(과)", "(으)로" };

	for (int id = DIAG_NONE + 1; id < DIAG_COUNT; id++) {
		const char *english = diag_format((enum diag_id)id, LANG_EN);
		const char *korean = diag_format((enum diag_id)id, LANG_KO);

		if (english[strcspn(english, "abcdefghijklmnopqrstuvxyz")]) /* %w alone is no word */
			ck_assert_msg(has_hangul(korean), "%s | %s", english, korean);
		for (size_t i = 0; i < sizeof particles / sizeof *particles; i++)
			ck_assert_msg(!strstr(korean, particles[i]), "%s", korean);
	}
}
END_TEST

START_TEST(an_argument__is_put_where_each_language_wants_it)
{
	struct diag d;

	diag_set(&d, 1, DIAG_REVIEW_TEXT_LONG, "ko", "");
	diag_argument(&d, 2, "%d", 5);
	diag_argument(&d, 3, "%d", 78);
	diag_argument(&d, 4, "%d", 4);
	ck_assert_str_eq(d.message, "this text fills 5 lines of 78 columns in 'ko'; the screen shows 4 at once");
	ck_assert_ptr_nonnull(strstr(diag_words(&d, LANG_KO).at, "78칸짜리 5줄"));
	diag_expected(&d, 0, DIAG_OUTPUT_FAILED, diag_errno(ENOSPC), "", strerror(ENOSPC));
	ck_assert_str_eq(d.message, "cannot write: No space left on device");
	ck_assert(has_hangul(diag_words(&d, LANG_KO).at));
	diag_expected(&d, 0, DIAG_OUTPUT_FAILED, diag_errno(EIO), "", strerror(EIO));
	ck_assert_ptr_nonnull(strstr(d.message, strerror(EIO)));
}
END_TEST

START_TEST(a_diag__is_worded_by_its_id_in_each_language)
{
	char array[400];
	struct text t = text_over(array, sizeof array);
	struct diag d;

	diag_expected(&d, 3, DIAG_UNEXPECTED, DIAG_EXPECTED_STATE, "sent, timer, can", "'sen'");
	ck_assert_uint_eq(d.column, 3);
	ck_assert_str_eq(d.message, "expected a state, or sent, timer or can, not 'sen'");
	diag_text(&t, &d, LANG_KO);
	ck_assert_ptr_nonnull(strstr(array, "sent, timer, can 가운데 하나가 와야 합니다. 입력한 것: 'sen'"));
	diag_set(&d, 1, DIAG_FIELD_NUMBER, "win", "65535");
	ck_assert_str_eq(d.message, "win= takes a number from 0 to 65535");
	diag_at(&d, 1, "words of somebody else's");
	t = text_over(array, sizeof array);
	diag_text(&t, &d, LANG_KO);
	ck_assert_str_eq(array, "words of somebody else's");
}
END_TEST

START_TEST(a_file__is_named_with_what_is_wrong_with_it_in_each_language)
{
	char array[400];
	struct text t = text_over(array, sizeof array);
	struct diag d;

	ck_assert(!diag_file(&d, DIAG_FILE_NOT_WRITTEN, "a\x1B", DIAG_WHY_FOLDER, ""));
	ck_assert_str_eq(d.message, "cannot write a\\x1B: this is a folder, not a file");
	diag_text(&t, &d, LANG_KO);
	ck_assert_str_eq(array, "a\\x1B에 쓸 수 없습니다: 파일이 아니라 폴더입니다");
	ck_assert_str_eq(diag_words(&d, LANG_KO).at, array);
	ck_assert_str_eq(diag_words(&d, LANG_EN).at, d.message);
	ck_assert(!diag_file(&d, DIAG_FILE, "b", DIAG_WHY_SYSTEM, "Permission denied"));
	ck_assert_str_eq(d.message, "b: Permission denied");
	ck_assert_uint_eq(d.line, 0);
}
END_TEST

Suite *suite_base_diag(void)
{
	Suite *s = suite_create("base/diag");
	TCase *c = tcase_create("nearest");

	tcase_add_test(c, nearest__finds_the_word_that_was_meant);
	tcase_add_test(c, nearest__keeps_silent_when_nothing_is_near);
	tcase_add_test(c, every_text__takes_the_same_arguments_in_both_languages);
	tcase_add_test(c, every_text_with_words__has_korean_words_without_a_choice_of_particles);
	tcase_add_test(c, an_argument__is_put_where_each_language_wants_it);
	tcase_add_test(c, a_diag__is_worded_by_its_id_in_each_language);
	tcase_add_test(c, a_file__is_named_with_what_is_wrong_with_it_in_each_language);
	tcase_add_test(c, a_diag__holds_its_message_and_place_and_nothing_left_over);
	suite_add_tcase(s, c);
	return s;
}
