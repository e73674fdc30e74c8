/* What a student has finished, in a file of a temporary folder. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lesson/parse.h"
#include "lesson/progress.h"
#include "lesson/write.h"

#include "suites.h"

static char folder[64], path[128], aside[160];

static void make_folder(void)
{
	strcpy(folder, "/tmp/tcpstep-progress-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/a/b/progress", folder);
	snprintf(aside, sizeof aside, "%s.damaged", path);
}

static void remove_folder(void)
{
	char inner[160];

	unlink(path);
	unlink(aside);
	snprintf(inner, sizeof inner, "%s/a/b", folder);
	rmdir(inner);
	snprintf(inner, sizeof inner, "%s/a", folder);
	rmdir(inner);
	rmdir(folder);
}

static void expect_file(const char *name, const char *text)
{
	struct diags errors = { 0 };
	char *found;
	size_t len;

	ck_assert_msg(source_read(name, &found, &len, &errors), "%s is missing", name);
	ck_assert_str_eq(found, text);
	free(found);
}

/* A file as another run left it. */
static void put_file(const char *text)
{
	struct progress p;
	struct diag diag;
	FILE *out;

	progress_load(&p, path, &diag);
	progress_add(&p, "x", &diag);
	progress_free(&p);
	out = fopen(path, "wb");
	ck_assert_ptr_nonnull(out);
	fputs(text, out);
	fclose(out);
}

START_TEST(what_is_added__is_there_the_next_time)
{
	struct progress p;
	struct diag diag;

	ck_assert(progress_load(&p, path, &diag));
	ck_assert(!progress_has(&p, "half-close"));
	ck_assert(progress_add(&p, "half-close", &diag));
	ck_assert(progress_add(&p, "two words\n\"한글\"", &diag));
	ck_assert(progress_add(&p, "half-close", &diag));
	progress_free(&p);
	expect_file(path, "tcpstep-progress 1\ndone half-close\ndone \"two words\\n\\\"한글\\\"\"\n");
	ck_assert(progress_load(&p, path, &diag));
	ck_assert_uint_eq(p.used, 2);
	ck_assert(progress_has(&p, "half-close"));
	ck_assert(progress_has(&p, "two words\n\"한글\""));
	ck_assert(!progress_has(&p, "half"));
	progress_free(&p);
	remove_folder();
}
END_TEST

START_TEST(two_runs_at_once__lose_nothing)
{
	struct progress a, b;
	struct diag diag;

	ck_assert(progress_load(&a, path, &diag));
	ck_assert(progress_load(&b, path, &diag));
	ck_assert(progress_add(&a, "one", &diag));
	ck_assert(progress_add(&b, "two", &diag));
	progress_free(&a);
	progress_free(&b);
	ck_assert(progress_load(&a, path, &diag));
	ck_assert(progress_has(&a, "one") && progress_has(&a, "two"));
	progress_free(&a);
	remove_folder();
}
END_TEST

START_TEST(damaged_files__are_put_aside_and_what_can_be_read_counts)
{
	static const char *const rows[][2] = {
		{ "tcpstep-progress 1\ndone one\ndone \"two\ngarbage\ndone three\n",
		  "tcpstep-progress 1\ndone one\ndone three\n" },
		{ "done one\ndone two\n", "tcpstep-progress 1\ndone two\n" },
		{ "\xFF\xFE\x01", "tcpstep-progress 1\n" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct progress p;
		struct diag diag = { 0 };

		put_file(rows[i][0]);
		ck_assert(!progress_load(&p, path, &diag));
		ck_assert_ptr_nonnull(strstr(diag.message, ".damaged"));
		expect_file(aside, rows[i][0]);
		expect_file(path, rows[i][1]);
		ck_assert(progress_add(&p, "later", &diag));
		progress_free(&p);
		ck_assert(progress_load(&p, path, &diag));
		ck_assert(progress_has(&p, "later"));
		progress_free(&p);
	}
	remove_folder();
}
END_TEST

START_TEST(comments_blank_lines_and_crlf__are_no_damage)
{
	struct progress p;
	struct diag diag;

	put_file("tcpstep-progress 1\r\n\r\n# mine\r\ndone one # yes\r\ndone two");
	ck_assert(progress_load(&p, path, &diag));
	ck_assert_uint_eq(p.used, 2);
	ck_assert(progress_has(&p, "one") && progress_has(&p, "two"));
	progress_free(&p);
	remove_folder();
}
END_TEST

START_TEST(a_later_version__is_left_alone)
{
	struct progress p;
	struct diag diag = { 0 };

	put_file("tcpstep-progress 2\ndone one\n");
	ck_assert(!progress_load(&p, path, &diag));
	ck_assert_ptr_nonnull(strstr(diag.message, "later"));
	ck_assert(!progress_add(&p, "two", &diag));
	ck_assert(progress_has(&p, "two"));
	progress_free(&p);
	expect_file(path, "tcpstep-progress 2\ndone one\n");
	remove_folder();
}
END_TEST

START_TEST(without_a_place__progress_is_this_runs_alone)
{
	struct progress p;
	struct diag diag = { 0 };

	ck_assert(progress_load(&p, NULL, &diag));
	ck_assert(!progress_add(&p, "one", &diag));
	ck_assert(diag.message[0] != '\0');
	ck_assert(progress_has(&p, "one"));
	progress_free(&p);
	ck_assert(progress_load(&p, "/dev/null/progress", &diag));
	ck_assert(!progress_add(&p, "one", &diag));
	progress_free(&p);
	remove_folder();
}
END_TEST

START_TEST(path__is_that_of_the_xdg_specification)
{
	static const struct {
		const char *state, *home, *path;
	} rows[] = { { "/s", "/h", "/s/tcpstep/progress" },
		     { NULL, "/h", "/h/.local/state/tcpstep/progress" },
		     { "", "/h", "/h/.local/state/tcpstep/progress" },
		     { "relative", "/h", "/h/.local/state/tcpstep/progress" },
		     { NULL, NULL, NULL } };

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char *found;

		unsetenv("XDG_STATE_HOME");
		unsetenv("HOME");
		if (rows[i].state)
			setenv("XDG_STATE_HOME", rows[i].state, 1);
		if (rows[i].home)
			setenv("HOME", rows[i].home, 1);
		found = progress_path();
		if (rows[i].path)
			ck_assert_str_eq(found, rows[i].path);
		else
			ck_assert_ptr_null(found);
		free(found);
	}
	remove_folder();
}
END_TEST

Suite *suite_lesson_progress(void)
{
	Suite *s = suite_create("lesson/progress");
	TCase *c = tcase_create("progress");

	tcase_add_checked_fixture(c, make_folder, NULL);
	tcase_add_test(c, what_is_added__is_there_the_next_time);
	tcase_add_test(c, two_runs_at_once__lose_nothing);
	tcase_add_test(c, damaged_files__are_put_aside_and_what_can_be_read_counts);
	tcase_add_test(c, comments_blank_lines_and_crlf__are_no_damage);
	tcase_add_test(c, a_later_version__is_left_alone);
	tcase_add_test(c, without_a_place__progress_is_this_runs_alone);
	tcase_add_test(c, path__is_that_of_the_xdg_specification);
	suite_add_tcase(s, c);
	return s;
}
