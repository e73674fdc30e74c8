/* Tests what happens to the progress file from outside: damage, full disks, links,
 * other runs, and files that killed runs left. */
#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "lesson/parse.h"
#include "lesson/progress.h"
#include "lesson/write.h"

#include "progress_folder.h"
#include "suites.h"

START_TEST(damaged_files__are_put_aside_and_what_can_be_read_counts)
{
	static const char *const rows[][2] = {
		{ "tcpstep-progress 1\ndone one\ndone \"two\ngarbage\ndone three\n",
		  "tcpstep-progress 3\ndone one\ndone three\n" },
		{ "done one\ndone two\n", "tcpstep-progress 3\ndone two\n" },
		{ "\xFF\xFE\x01", "tcpstep-progress 3\n" },
		{ "tcpstep-progress 3\ngoal one 0 shown\ngoal one 1 shown 3\ngoal one 1 solved\ngoal one 1 solved x\n"
		  "goal one -1 shown\ngoal one 4294967296 shown\nask one 1\nask one 1 maybe\nask one \"\" right\n"
		  "ask one 2 right\ngoal one 3 solved 99999999999999999999\ndone\n",
		  "tcpstep-progress 3\nask one 2 right\n" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct progress p;
		struct diag diag = { 0 };

		put_file(rows[i][0]);
		ck_assert(!progress_load(&p, path, &diag));
		ck_assert_ptr_nonnull(strstr(diag.message, ".damaged"));
		expect_file(aside, rows[i][0]);
		ck_assert_int_eq(unlink(aside), 0);
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

START_TEST(a_second_damage__keeps_the_first_copy)
{
	struct progress p;
	struct diag diag = { 0 };
	char second[192];

	for (int i = 0; i < 2; i++) {
		put_file(i == 0 ? "first\n" : "second\n");
		ck_assert(!progress_load(&p, path, &diag));
		progress_free(&p);
	}
	expect_file(aside, "first\n");
	snprintf(second, sizeof second, "%s.2", aside);
	expect_file(second, "second\n");
	unlink(second);
	remove_folder();
}
END_TEST

START_TEST(a_damaged_file_that_is_a_link__stays_a_link)
{
	struct progress p;
	struct diag diag = { 0 };
	char target[192], kept[224];
	struct stat st;

	put_file("garbage\n");
	snprintf(target, sizeof target, "%s/target", folder);
	snprintf(kept, sizeof kept, "%s.damaged", target);
	ck_assert_int_eq(rename(path, target), 0);
	ck_assert_int_eq(symlink(target, path), 0);
	ck_assert(!progress_load(&p, path, &diag));
	progress_free(&p);
	ck_assert_int_eq(lstat(path, &st), 0);
	ck_assert(S_ISLNK(st.st_mode));
	expect_file(target, "tcpstep-progress 3\n");
	expect_file(kept, "garbage\n");
	unlink(kept);
	unlink(target);
	remove_folder();
}
END_TEST

/* Lets no file grow, as on a full disk. */
static void fill_disk(bool full)
{
	struct rlimit limit = { full ? 0 : RLIM_INFINITY, RLIM_INFINITY };

	signal(SIGXFSZ, SIG_IGN);
	ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

START_TEST(a_damaged_file_on_a_full_disk__is_told_each_time)
{
	struct progress p;
	struct diag diag = { 0 };

	put_file("tcpstep-progress 3\ndone one\ngarbage\n");
	fill_disk(true);
	for (int i = 0; i < 2; i++) {
		ck_assert(!progress_load(&p, path, &diag));
		ck_assert_msg(progress_has(&p, "one"), "start %d", i);
		progress_free(&p);
	}
	ck_assert_int_ne(access(aside, F_OK), 0);
	fill_disk(false);
	expect_file(path, "tcpstep-progress 3\ndone one\ngarbage\n");
	ck_assert(!progress_load(&p, path, &diag));
	progress_free(&p);
	expect_file(path, "tcpstep-progress 3\ndone one\n");
	remove_folder();
}
END_TEST

START_TEST(two_that_add_at_once__lose_nothing)
{
	enum { EACH = 100 };
	struct progress p;
	struct diag diag = { 0 };
	pid_t children[2];
	int status;

	for (int c = 0; c < 2; c++) {
		children[c] = fork();
		for (int i = 0; children[c] == 0 && i < EACH; i++) {
			char id[32];
			struct progress own;

			snprintf(id, sizeof id, "c%d-%d", c, i);
			if (!progress_load(&own, path, &diag) || !progress_add(&own, id, &diag))
				_exit(1);
			progress_free(&own); /* or the next save would restore what was lost */
		}
		if (children[c] == 0)
			_exit(0);
	}
	for (int c = 0; c < 2; c++) {
		ck_assert_int_eq(waitpid(children[c], &status, 0), children[c]);
		ck_assert_int_eq(status, 0);
	}
	ck_assert(progress_load(&p, path, &diag));
	ck_assert_uint_eq(p.used, 2 * EACH);
	progress_free(&p);
	remove_folder();
}
END_TEST

START_TEST(temporary_files_of_killed_runs__are_removed)
{
	struct progress p;
	struct diag diag = { 0 };
	static const char *const names[] = { "old", "young", "other" };
	char stray[3][192];
	const struct timespec long_ago[2] = { { .tv_sec = 1000000000 }, { .tv_sec = 1000000000 } };

	put_file("tcpstep-progress 3\n");
	snprintf(stray[0], sizeof stray[0], "%s.tmp-abc123", path);
	snprintf(stray[1], sizeof stray[1], "%s.tmp-def456", path);
	snprintf(stray[2], sizeof stray[2], "%s.before", path);
	for (int i = 0; i < 3; i++) {
		FILE *out = fopen(stray[i], "w");

		ck_assert_ptr_nonnull(out);
		fclose(out);
		if (i != 1)
			ck_assert_int_eq(utimensat(AT_FDCWD, stray[i], long_ago, 0), 0);
	}
	ck_assert(progress_load(&p, path, &diag));
	ck_assert(progress_add(&p, "x", &diag));
	progress_free(&p);
	for (int i = 0; i < 3; i++) {
		ck_assert_msg((access(stray[i], F_OK) == 0) == (i > 0), "%s", names[i]);
		unlink(stray[i]);
	}
	remove_folder();
}
END_TEST

/* Returns the processor time of reading n lines of each kind, the least of
 * three times. */
static double cost_of(int n)
{
	double least = 1e9;
	FILE *out;

	put_file("");
	out = fopen(path, "w");
	ck_assert_ptr_nonnull(out);
	fputs("tcpstep-progress 3\n", out);
	for (int i = 0; i < n; i++)
		fprintf(out, "done l%d\ngoal l%d 1 shown\nask l%d 1 right\n", i, i, i);
	fclose(out);
	for (int i = 0; i < 3; i++) {
		struct progress p;
		struct diag diag;
		clock_t begun = clock();
		double cost;

		ck_assert(progress_load(&p, path, &diag));
		cost = (double)(clock() - begun);
		ck_assert_uint_eq(p.used + p.goals_used + p.predictions_used, 3 * (size_t)n);
		progress_free(&p);
		least = cost < least ? cost : least;
	}
	return least;
}

/* Four times the lines are four times the work; sixteen would be quadratic. */
START_TEST(reading__is_linear_in_the_lines)
{
	double few = cost_of(4000), many = cost_of(16000);

	ck_assert_msg(many < 9 * few, "4000: %.0f, 16000: %.0f", few, many);
	remove_folder();
}
END_TEST

START_TEST(a_folder_that_cannot_be_made__is_the_reason_told)
{
	struct progress p;
	struct diag diag = { 0 };

	ck_assert(progress_load(&p, "/dev/null/tcpstep/progress", &diag)); /* where nobody can make one */
	ck_assert(!progress_add(&p, "x", &diag));
	ck_assert_ptr_nonnull(strstr(diag.message, "/dev/null/tcpstep/progress"));
	ck_assert_msg(!strstr(diag.message, strerror(ENOENT)), "%s", diag.message);
	progress_free(&p);
}
END_TEST

Suite *suite_lesson_progress_files(void)
{
	Suite *s = suite_create("lesson/progress_files");
	TCase *c = tcase_create("files");

	tcase_add_checked_fixture(c, make_folder, NULL);
	tcase_add_test(c, damaged_files__are_put_aside_and_what_can_be_read_counts);
	tcase_add_test(c, a_second_damage__keeps_the_first_copy);
	tcase_add_test(c, a_damaged_file_that_is_a_link__stays_a_link);
	tcase_add_test(c, a_damaged_file_on_a_full_disk__is_told_each_time);
	tcase_add_test(c, two_that_add_at_once__lose_nothing);
	tcase_add_test(c, temporary_files_of_killed_runs__are_removed);
	tcase_add_test(c, reading__is_linear_in_the_lines);
	tcase_add_test(c, a_folder_that_cannot_be_made__is_the_reason_told);
	suite_add_tcase(s, c);
	return s;
}
