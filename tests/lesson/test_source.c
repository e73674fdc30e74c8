/* Tests reading script files, and printing an error at its place. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "lesson/parse.h"

#include "suites.h"

static char *read_whole(const char *path)
{
	struct diags errors = { 0 };
	char *text;
	size_t len;

	ck_assert_msg(source_read(path, &text, &len, &errors), "%s", path);
	return text;
}

START_TEST(diagnostics__are_printed_as_the_golden_text)
{
	char *source = read_whole(TESTS_DIR "/scripts/errors.tcpstep");
	char *golden = read_whole(TESTS_DIR "/scripts/errors.txt"), *printed = NULL;
	struct diags errors = { 0 };
	size_t size;
	FILE *out = open_memstream(&printed, &size);

	ck_assert_ptr_null(script_parse("errors.tcpstep", source, strlen(source), &errors));
	for (size_t i = 0; i < errors.used; i++)
		diag_print(out, "errors.tcpstep", source, &errors.at[i], DIAG_LABEL_ERROR, LANG_EN);
	fclose(out);
	ck_assert_str_eq(printed, golden);
	diags_free(&errors);
	free(printed);
	free(source);
	free(golden);
}
END_TEST

START_TEST(caret__is_under_the_place)
{
	static const struct {
		const char *label, *source, *printed;
		unsigned line, column;
	} rows[] = {
		{ "wide", "한글 x", "p:1:4: error: m\n  한글 x\n       ^\n", 1, 4 },
		{ "tab", "a\tb", "p:1:3: error: m\n  a b\n    ^\n", 1, 3 },
		{ "escaped", "\x1b[m\xE2\x80\xAEx\r\n", "p:1:5: error: m\n  \\x1B[m\\u{202E}x\n                ^\n", 1,
		  5 },
		{ "at the end", "x\nab", "p:2:3: error: m\n  ab\n    ^\n", 2, 3 },
		{ "byte order mark",
		  "\xEF\xBB\xBF"
		  "ab",
		  "p:1:2: error: m\n  ab\n   ^\n", 1, 2 },
		{ "no place", "ab", "p: error: m\n", 0, 0 },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct diag d = { .line = rows[i].line, .column = rows[i].column, .message = "m" };
		char *printed = NULL;
		size_t size;
		FILE *out = open_memstream(&printed, &size);

		diag_print(out, "p", rows[i].source, &d, DIAG_LABEL_ERROR, LANG_EN);
		fclose(out);
		ck_assert_msg(strcmp(printed, rows[i].printed) == 0, "%s:\n%s", rows[i].label, printed);
		free(printed);
	}
}
END_TEST

START_TEST(lines_in_any_order__are_those_of_a_fresh_look)
{
	static const unsigned order[] = { 3, 1, 2, 5, 4, 4, 9, 1, 5, 2 };
	struct source_lines lines = { .text = "\xEF\xBB\xBF"
					      "one\n\nthree\r\n\nfive" };

	for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
		struct diag d = { .line = order[i], .column = 1 };
		char *fresh, *next;
		size_t len;
		FILE *out = open_memstream(&fresh, &len);

		diag_print(out, "p", lines.text, &d, DIAG_LABEL_ERROR, LANG_EN);
		fclose(out);
		out = open_memstream(&next, &len);
		diag_print_next(out, "p", &lines, &d, DIAG_LABEL_ERROR, LANG_EN);
		fclose(out);
		ck_assert_str_eq(next, fresh);
		free(next);
		free(fresh);
	}
}
END_TEST

/* Returns the processor time of printing a warning for each of n lines, those
 * of each pair in reverse; the least of three times. */
static double cost_of(unsigned n)
{
	char *text = malloc(8 * (size_t)n + 1);
	FILE *out = fopen("/dev/null", "w");
	double least = 1e9;

	ck_assert(text && out);
	text[0] = '\0';
	for (unsigned i = 0; i < n; i++)
		memcpy(text + 8 * (size_t)i, "1234567\n", 9);
	for (int k = 0; k < 3; k++) {
		struct source_lines lines = { .text = text };
		clock_t begun = clock();
		double cost;

		for (unsigned i = 0; i < n; i++) {
			struct diag d = { .line = (i ^ 1) + 1, .column = 1, .message = "m" };

			diag_print_next(out, "p", &lines, &d, DIAG_LABEL_WARNING, LANG_EN);
		}
		cost = (double)(clock() - begun);
		least = cost < least ? cost : least;
	}
	fclose(out);
	free(text);
	return least;
}

/* Four times the warnings are four times the work; sixteen would be quadratic. */
START_TEST(printing__is_linear_in_the_warnings)
{
	double few = cost_of(20000), many = cost_of(80000);

	ck_assert_msg(many < 9 * few, "20000: %.0f, 80000: %.0f", few, many);
}
END_TEST

START_TEST(files_that_cannot_be_read__are_reported_without_a_place)
{
	static const char *const rows[][2] = { { TESTS_DIR, "this is a folder, not a file" },
					       { TESTS_DIR "/no/such/file", "No such file" } };
	char *text;
	size_t len;

	for (size_t i = 0; i < 2; i++) {
		struct diags errors = { 0 };

		ck_assert(!source_read(rows[i][0], &text, &len, &errors));
		ck_assert_uint_eq(errors.used, 1);
		ck_assert_uint_eq(errors.at[0].line, 0);
		ck_assert_ptr_nonnull(strstr(errors.at[0].message, rows[i][1]));
		ck_assert_ptr_null(text);
		diags_free(&errors);
	}
}
END_TEST

/* The test's time limit ends one that waits. */
START_TEST(a_fifo_or_device__is_refused_at_once)
{
	char folder[] = "/tmp/tcpstep-source-XXXXXX", fifo[64];
	const char *const names[] = { fifo, "/dev/zero", "/dev/tty" };
	char *text;
	size_t len;

	ck_assert_ptr_nonnull(mkdtemp(folder));
	snprintf(fifo, sizeof fifo, "%s/fifo", folder);
	ck_assert_int_eq(mkfifo(fifo, 0600), 0);
	for (size_t i = 0; i < 3; i++) {
		struct diags errors = { 0 };

		ck_assert_msg(!source_read(names[i], &text, &len, &errors), "%s", names[i]);
		ck_assert_msg(errors.at[0].id == DIAG_WHY_NOT_PLAIN || i == 2, "%s: %s", names[i],
			      errors.at[0].message);
		diags_free(&errors);
	}
	unlink(fifo);
	rmdir(folder);
}
END_TEST

START_TEST(files_over_64_mib__are_refused)
{
	char path[] = "/tmp/tcpstep-parse-XXXXXX", *text;
	struct diags errors = { 0 };
	int fd = mkstemp(path);
	size_t len;

	ck_assert_int_eq(ftruncate(fd, 64 * 1024 * 1024 + 1), 0);
	ck_assert(!source_read(path, &text, &len, &errors));
	ck_assert_ptr_nonnull(strstr(errors.at[0].message, "64 MiB"));
	ck_assert_int_eq(ftruncate(fd, 64 * 1024 * 1024), 0);
	ck_assert(source_read(path, &text, &len, &errors));
	ck_assert_uint_eq(len, 64 * 1024 * 1024);
	close(fd);
	unlink(path);
	free(text);
	diags_free(&errors);
}
END_TEST

Suite *suite_lesson_source(void)
{
	Suite *s = suite_create("lesson/source");
	TCase *c = tcase_create("files");

	tcase_add_test(c, diagnostics__are_printed_as_the_golden_text);
	tcase_add_test(c, caret__is_under_the_place);
	tcase_add_test(c, lines_in_any_order__are_those_of_a_fresh_look);
	tcase_add_test(c, printing__is_linear_in_the_warnings);
	tcase_add_test(c, files_that_cannot_be_read__are_reported_without_a_place);
	tcase_add_test(c, a_fifo_or_device__is_refused_at_once);
	tcase_add_test(c, files_over_64_mib__are_refused);
	suite_add_tcase(s, c);
	return s;
}
