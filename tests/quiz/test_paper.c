/* Tests the quiz on paper: which sheet a key and a seed make, its tag, and reading what was
 * answered on it. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "quiz/quiz_paper.h"

#include "suites.h"

static const char key[] = "an instructor's secret";

static struct quiz_paper made(const char *with, const char *seed, size_t count)
{
	struct quiz_paper p;

	quiz_paper_make(&p, with, strlen(with), seed, count);
	return p;
}

/* Returns how many of the questions that both sheets have are the same, wherever they are. */
static size_t common(const struct quiz_paper *a, const struct quiz_paper *b)
{
	size_t n = 0;

	for (size_t i = 0; i < a->count; i++)
		for (size_t k = 0; k < b->count; k++)
			n += strcmp(a->questions[i].situation[0], b->questions[k].situation[0]) == 0 &&
			     strcmp(a->questions[i].next[0], b->questions[k].next[0]) == 0 &&
			     strcmp(a->questions[i].ask[0], b->questions[k].ask[0]) == 0;
	return n;
}

/* --- which sheet --- */

START_TEST(a_key_and_a_seed__make_the_same_sheet_and_others_another)
{
	struct quiz_paper one = made(key, "s2024-001", 20), again = made(key, "s2024-001", 20),
			  seed = made(key, "s2024-002", 20), other = made("another's secret", "s2024-001", 20);

	ck_assert_str_eq(one.tag, again.tag);
	ck_assert_uint_eq(common(&one, &again), 20);
	for (size_t i = 0; i < 20; i++)
		ck_assert_uint_eq(one.questions[i].right, again.questions[i].right);
	ck_assert_str_ne(one.tag, seed.tag);
	ck_assert_uint_lt(common(&one, &seed), 4);
	ck_assert_str_ne(one.tag, other.tag);
	ck_assert_uint_lt(common(&one, &other), 4);
	quiz_paper_free(&one);
	quiz_paper_free(&again);
	quiz_paper_free(&seed);
	quiz_paper_free(&other);
}
END_TEST

/* A key that differs in its last octet, beyond a block of the hash, is another key. */
START_TEST(the_whole_key__counts)
{
	char with[201];
	struct quiz_paper a, b;

	memset(with, 'k', 200);
	with[200] = '\0';
	a = made(with, "s", 5);
	with[199] = 'l';
	b = made(with, "s", 5);
	ck_assert_str_ne(a.tag, b.tag);
	ck_assert_uint_lt(common(&a, &b), 2);
	quiz_paper_free(&a);
	quiz_paper_free(&b);
}
END_TEST

START_TEST(a_longer_sheet__begins_with_the_shorter_one_and_has_another_tag)
{
	struct quiz_paper shorter = made(key, "s", 7), longer = made(key, "s", 9);

	longer.count = 7;
	ck_assert_uint_eq(common(&shorter, &longer), 7);
	longer.count = 9;
	ck_assert_str_ne(shorter.tag, longer.tag);
	quiz_paper_free(&shorter);
	quiz_paper_free(&longer);
}
END_TEST

START_TEST(the_longest_sheet__has_no_question_twice)
{
	struct quiz_paper p = made(key, "s2024-001", PAPER_QUESTIONS_MAX);

	ck_assert_uint_eq(common(&p, &p), PAPER_QUESTIONS_MAX);
	quiz_paper_free(&p);
}
END_TEST

/* What is asked under the tag of another sheet would be graded wrongly. */
START_TEST(the_key_the_seed_what_is_asked_and_what_is_right__are_in_the_tag)
{
	struct quiz_paper p = made(key, "s", 2);
	char tag[PAPER_TAG_SIZE];

	strcpy(tag, p.tag);
	quiz_paper_tag(&p, key, strlen(key));
	ck_assert_str_eq(p.tag, tag);
	quiz_paper_tag(&p, key, strlen(key) - 1);
	ck_assert_str_ne(p.tag, tag);
	strcpy(p.seed, "t");
	quiz_paper_tag(&p, key, strlen(key));
	ck_assert_str_ne(p.tag, tag);
	strcpy(p.seed, "s");
	p.questions[1].right ^= 1;
	quiz_paper_tag(&p, key, strlen(key));
	ck_assert_str_ne(p.tag, tag);
	p.questions[1].right ^= 1;
	p.questions[1].choices[2].text[LANG_EN][0] ^= 1;
	quiz_paper_tag(&p, key, strlen(key));
	ck_assert_str_ne(p.tag, tag);
	p.questions[1].choices[2].text[LANG_EN][0] ^= 1;
	p.questions[0].ask[LANG_EN][0] ^= 1;
	quiz_paper_tag(&p, key, strlen(key));
	ck_assert_str_ne(p.tag, tag);
	quiz_paper_free(&p);
}
END_TEST

/* --- seeds --- */

static enum diag_id fault(const char *seed)
{
	struct diag d = { .id = DIAG_NONE };

	ck_assert_int_eq(quiz_seed_check(seed, &d), d.id == DIAG_NONE);
	return d.id;
}

START_TEST(a_seed__is_a_short_line_of_text)
{
	char longest[PAPER_SEED_MAX + 2];

	memset(longest, 'x', sizeof longest);
	longest[PAPER_SEED_MAX] = '\0';
	ck_assert_int_eq(fault(longest), DIAG_NONE);
	ck_assert_int_eq(fault("홍 길동 2024-001"), DIAG_NONE);
	ck_assert_int_eq(fault("<i>\"\\`"), DIAG_NONE);
	strcpy(longest + PAPER_SEED_MAX, "y");
	ck_assert_int_eq(fault(longest), DIAG_SEED_LONG);
	ck_assert_int_eq(fault(""), DIAG_SEED_EMPTY);
	ck_assert_int_eq(fault(" s"), DIAG_SEED_SPACE);
	ck_assert_int_eq(fault("s "), DIAG_SEED_SPACE);
	ck_assert_int_eq(fault("a\nb"), DIAG_SEED_CHARACTER);
	ck_assert_int_eq(fault("a\033[31m"), DIAG_SEED_CHARACTER);
	ck_assert_int_eq(fault("a\xFF"), DIAG_SEED_CHARACTER);
	ck_assert_int_eq(fault("a\xE2\x80\xAE"), DIAG_SEED_CHARACTER); /* turns the order of what follows */
}
END_TEST

/* --- what was answered --- */

/* Reads a sheet. Returns its answers as digits, "-" for none, up to the last one; or the first
 * error as "LINE:COLUMN id". */
static const char *answers(const char *text)
{
	static char out[PAPER_QUESTIONS_MAX + 40];
	static struct quiz_sheet sheet;
	struct diags errors = { 0 };
	size_t n = 0;

	if (!quiz_sheet_read(text, strlen(text), &sheet, &errors)) {
		snprintf(out, sizeof out, "%u:%u %d", errors.at[0].line, errors.at[0].column, (int)errors.at[0].id);
		diags_free(&errors);
		return out;
	}
	for (size_t i = 0; i < PAPER_QUESTIONS_MAX; i++) {
		out[i] = sheet.answers[i].choice ? (char)('0' + sheet.answers[i].choice) : '-';
		n = sheet.answers[i].choice ? i + 1 : n;
	}
	out[n] = '\0';
	return out;
}

static const char *error(unsigned line, unsigned column, enum diag_id id)
{
	static char out[40];

	snprintf(out, sizeof out, "%u:%u %d", line, column, (int)id);
	return out;
}

START_TEST(an_answer__may_be_written_in_many_ways)
{
	static const char *const ways[] = { "2 3",
					    "2: C",
					    "2. c",
					    "Q2 = 3",
					    "q2:3",
					    "2) 3",
					    "2\t3",
					    "2,3",
					    "2-3",
					    "2 (3)",
					    "2 ③",
					    "2번 3번",
					    "  2  3  ",
					    "2 3\r",
					    "Answer 2: 3",
					    "answer 2 C",
					    "답 2: ③",
					    "답 2번： 3",
					    "**Answer 2:** 3",
					    "> - Answer 2: _3_",
					    "Answer 2: ___3___",
					    "\357\273\2772 3" };

	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
		ck_assert_msg(strcmp(answers(ways[i]), "-3") == 0, "'%s': %s", ways[i], answers(ways[i]));
}
END_TEST

START_TEST(no_answer__is_none)
{
	ck_assert_str_eq(answers(""), "");
	ck_assert_str_eq(answers("# a comment\n\n  # another\n"), "");
	ck_assert_str_eq(answers("1:\n2 ____\n3. 1"), "--1");
	ck_assert_str_eq(answers("Answer 1: \nAnswer 2: ____\nAnswer 3: 1\n"), "--1");
	ck_assert_str_eq(answers("1 2\n1 2\n"), "2");
}
END_TEST

/* In a Markdown sheet only the lines of answers count. */
START_TEST(between_answer_lines__may_be_anything)
{
	ck_assert_str_eq(answers("1 2\nfoo\nAnswer 2: 4\n2. 3\n- (1) CLOSED\n"), "-4");
	ck_assert_str_eq(answers("The answer 1 is 2\nAnswering 1: 2\nAnswer 2nd: 3\n답 1: 2\n"), "2");
}
END_TEST

START_TEST(what_is_no_answer__is_an_error_at_its_place)
{
	ck_assert_str_eq(answers("1 2\nfoo"), error(2, 1, DIAG_SHEET_LINE));
	ck_assert_str_eq(answers("1c"), error(1, 1, DIAG_SHEET_LINE));
	ck_assert_str_eq(answers("1 e"), error(1, 3, DIAG_SHEET_ANSWER));
	ck_assert_str_eq(answers("1 0"), error(1, 3, DIAG_SHEET_ANSWER));
	ck_assert_str_eq(answers("1 33"), error(1, 3, DIAG_SHEET_ANSWER));
	ck_assert_str_eq(answers("1 2 3"), error(1, 3, DIAG_SHEET_ANSWER));
	ck_assert_str_eq(answers("Answer 1: 2 or 3"), error(1, 11, DIAG_SHEET_ANSWER));
	ck_assert_str_eq(answers("답 1: 모름"), error(1, 6, DIAG_SHEET_ANSWER));
	ck_assert_str_eq(answers("1 2\n1 3"), error(2, 3, DIAG_SHEET_TWICE));
	ck_assert_str_eq(answers("0 1"), error(1, 1, DIAG_SHEET_QUESTION));
	ck_assert_str_eq(answers("201 1"), error(1, 1, DIAG_SHEET_QUESTION));
	/* 1 modulo 2^32 and 2^64 */
	ck_assert_str_eq(answers("4294967297 1"), error(1, 1, DIAG_SHEET_QUESTION));
	ck_assert_str_eq(answers("18446744073709551617 1"), error(1, 1, DIAG_SHEET_QUESTION));
}
END_TEST

START_TEST(of_many_errors__the_first_twenty_are_reported)
{
	struct quiz_sheet *sheet = calloc(1, sizeof *sheet);
	struct diags errors = { 0 };
	char text[100];

	memset(text, '\n', sizeof text);
	for (size_t i = 0; i < sizeof text; i += 2)
		text[i] = '?';
	ck_assert(!quiz_sheet_read(text, sizeof text - 1, sheet, &errors));
	ck_assert_uint_eq(errors.used, 20);
	ck_assert_uint_eq(errors.at[19].line, 20);
	diags_free(&errors);
	free(sheet);
}
END_TEST

START_TEST(an_answer__is_one_of_the_papers)
{
	struct quiz_paper p = made(key, "s", 3);
	struct diags errors = { 0 };
	struct quiz_sheet *sheet = calloc(1, sizeof *sheet);
	const char *text = "1 3\n2 9\n4 1\n";

	ck_assert(quiz_sheet_read(text, strlen(text), sheet, &errors));
	ck_assert(!quiz_sheet_fits(sheet, &p, &errors));
	ck_assert_uint_eq(errors.used, 2);
	ck_assert_int_eq(errors.at[0].id, DIAG_SHEET_CHOICE);
	ck_assert_uint_eq(errors.at[0].line, 2);
	ck_assert_uint_eq(errors.at[0].column, 3);
	ck_assert_int_eq(errors.at[1].id, DIAG_SHEET_QUESTION);
	diags_free(&errors);
	free(sheet);
	quiz_paper_free(&p);
}
END_TEST

/* --- which sheet it says it is --- */

START_TEST(the_header__has_the_seed_whatever_it_is)
{
	static const char *const seeds[] = { "s2024-001", "a \"b\" \\c # `d` -->", "홍길동", "1" };
	struct quiz_sheet *sheet = calloc(1, sizeof *sheet);

	for (size_t i = 0; i < sizeof seeds / sizeof *seeds; i++) {
		struct quiz_paper p = made(key, seeds[i], 2);
		char line[PAPER_HEADER_SIZE + 40];
		struct text t = text_over(line, sizeof line);
		struct diags errors = { 0 };

		text_add(&t, "name\nAnswer 1: 2\n    ");
		quiz_paper_header(&t, &p, false);
		text_add(&t, " \r\n");
		ck_assert(quiz_sheet_read(line, t.len, sheet, &errors));
		ck_assert(sheet->headed);
		ck_assert_str_eq(sheet->seed, seeds[i]);
		ck_assert_str_eq(sheet->tag, p.tag);
		ck_assert_uint_eq(sheet->count, 2);
		quiz_paper_free(&p);
	}
	free(sheet);
}
END_TEST

START_TEST(the_longest_seed__fits_in_a_header)
{
	char seed[PAPER_SEED_MAX + 1], line[PAPER_HEADER_SIZE];
	struct text t = text_over(line, sizeof line);
	struct diags errors = { 0 };
	struct quiz_sheet *sheet = calloc(1, sizeof *sheet);
	struct quiz_paper p;

	memset(seed, '"', PAPER_SEED_MAX);
	seed[PAPER_SEED_MAX] = '\0';
	p = made(key, seed, 1);
	quiz_paper_header(&t, &p, false);
	ck_assert(!t.cut);
	ck_assert(quiz_sheet_read(line, t.len, sheet, &errors));
	ck_assert_str_eq(sheet->seed, seed);
	free(sheet);
	quiz_paper_free(&p);
}
END_TEST

START_TEST(a_header_that_was_changed__is_an_error)
{
	static const char *const bad[] = { "tcpstep-quiz",
					   "tcpstep-quiz 2 seed \"s\" count 3 tag 0123456789abcdef",
					   "tcpstep-quiz 1 seed \"\" count 3 tag 0123456789abcdef",
					   "tcpstep-quiz 1 seed \"\\x1b\" count 3 tag 0123456789abcdef",
					   "tcpstep-quiz 1 seed \"s\\x00t\" count 3 tag 0123456789abcdef",
					   "tcpstep-quiz 1 seed \"s\" count 0 tag 0123456789abcdef",
					   "tcpstep-quiz 1 seed \"s\" count 201 tag 0123456789abcdef",
					   "tcpstep-quiz 1 seed \"s\" count 3 tag 0123456789abcde",
					   "tcpstep-quiz 1 seed \"s\" count 3 tag 0123456789abcdef0",
					   "tcpstep-quiz 1 seed \"s\" count 3",
					   "tcpstep-quiz 1 seed \"s\" count 3 tag 0123456789abcdef more",
					   "tcpstep-quiz 1 seed \"s count 3 tag 0123456789abcdef" };
	const char *good = "tcpstep-quiz 1 seed s count 3 tag 0123456789abcdef\n";
	char twice[200];

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		ck_assert_msg(strcmp(answers(bad[i]), error(1, 1, DIAG_SHEET_HEADER)) == 0, "'%s': %s", bad[i],
			      answers(bad[i]));
	ck_assert_str_eq(answers(good), "");
	snprintf(twice, sizeof twice, "%s%s", good, good);
	ck_assert_str_eq(answers(twice), error(2, 1, DIAG_SHEET_HEADERS));
	ck_assert_str_eq(answers("tcpstep-quiz 1 seed s count 3 tag 0123456789abcdef answers\n"),
			 error(1, 1, DIAG_SHEET_IS_ANSWERS));
}
END_TEST

/* Any octets are read without harm: sanitizers look on. The numbers are those of a fixed seed. */
START_TEST(any_octets__can_be_read)
{
	static const char from[] =
		"\n\n  \tAnswer 1: 3\n답 2: ③\nQ3 = c\ntcpstep-quiz 1 seed \"s\" count 3 tag 0123456789abcdef\n";
	struct quiz_sheet *sheet = calloc(1, sizeof *sheet);
	uint64_t state = 7;

	for (int i = 0; i < 20000; i++) {
		char text[sizeof from];
		struct diags errors = { 0 };
		size_t len;

		memcpy(text, from, sizeof from);
		for (int k = 0; k < 6; k++) {
			uint32_t at = (uint32_t)((state = state * 6364136223846793005u + 1) >> 33);

			text[at % (sizeof from - 1)] = (char)(at >> 16);
		}
		len = (size_t)(state >> 40) % sizeof from;
		text[len] = '\0';
		if (!quiz_sheet_read(text, len, sheet, &errors)) {
			ck_assert_uint_gt(errors.used, 0);
			ck_assert_uint_le(errors.used, 20);
		}
		diags_free(&errors);
	}
	free(sheet);
}
END_TEST

Suite *suite_quiz_paper(void)
{
	Suite *s = suite_create("quiz/paper");
	TCase *c = tcase_create("sheets");

	tcase_set_timeout(c, 60);
	tcase_add_test(c, a_key_and_a_seed__make_the_same_sheet_and_others_another);
	tcase_add_test(c, the_whole_key__counts);
	tcase_add_test(c, a_longer_sheet__begins_with_the_shorter_one_and_has_another_tag);
	tcase_add_test(c, the_longest_sheet__has_no_question_twice);
	tcase_add_test(c, the_key_the_seed_what_is_asked_and_what_is_right__are_in_the_tag);
	tcase_add_test(c, a_seed__is_a_short_line_of_text);
	tcase_add_test(c, an_answer__may_be_written_in_many_ways);
	tcase_add_test(c, no_answer__is_none);
	tcase_add_test(c, between_answer_lines__may_be_anything);
	tcase_add_test(c, what_is_no_answer__is_an_error_at_its_place);
	tcase_add_test(c, of_many_errors__the_first_twenty_are_reported);
	tcase_add_test(c, an_answer__is_one_of_the_papers);
	tcase_add_test(c, the_header__has_the_seed_whatever_it_is);
	tcase_add_test(c, the_longest_seed__fits_in_a_header);
	tcase_add_test(c, a_header_that_was_changed__is_an_error);
	tcase_add_test(c, any_octets__can_be_read);
	suite_add_tcase(s, c);
	return s;
}
