/* Tests the progress file, in a temporary folder. */
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

#include "suites.h"

static char folder[64], path[128], aside[160], before[160];

static void make_folder(void)
{
	strcpy(folder, "/tmp/tcpstep-progress-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/a/b/progress", folder);
	snprintf(aside, sizeof aside, "%s.damaged", path);
	snprintf(before, sizeof before, "%s.before-reset", path);
}

static void remove_folder(void)
{
	char inner[160];

	unlink(path);
	unlink(aside);
	unlink(before);
	snprintf(inner, sizeof inner, "%s.lock", path);
	unlink(inner);
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

/* Writes a file as another run left it. */
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
	expect_file(path, "tcpstep-progress 2\ndone half-close\ndone \"two words\\n\\\"한글\\\"\"\n");
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
		  "tcpstep-progress 2\ndone one\ndone three\n" },
		{ "done one\ndone two\n", "tcpstep-progress 2\ndone two\n" },
		{ "\xFF\xFE\x01", "tcpstep-progress 2\n" },
		{ "tcpstep-progress 2\ngoal one 0 shown\ngoal one 1 shown 3\ngoal one 1 solved\ngoal one 1 solved x\n"
		  "goal one -1 shown\ngoal one 4294967296 shown\nask one 1\nask one 1 maybe\nask one \"\" right\n"
		  "ask one 2 right\ngoal one 3 solved 99999999999999999999\ndone\n",
		  "tcpstep-progress 2\nask one 2 right\n" },
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
	expect_file(target, "tcpstep-progress 2\n");
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

	put_file("tcpstep-progress 2\ndone one\ngarbage\n");
	fill_disk(true);
	for (int i = 0; i < 2; i++) {
		ck_assert(!progress_load(&p, path, &diag));
		ck_assert_msg(progress_has(&p, "one"), "start %d", i);
		progress_free(&p);
	}
	ck_assert_int_ne(access(aside, F_OK), 0);
	fill_disk(false);
	expect_file(path, "tcpstep-progress 2\ndone one\ngarbage\n");
	ck_assert(!progress_load(&p, path, &diag));
	progress_free(&p);
	expect_file(path, "tcpstep-progress 2\ndone one\n");
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

	put_file("tcpstep-progress 2\n");
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
	fputs("tcpstep-progress 2\n", out);
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

	ck_assert(progress_load(&p, "/sys/tcpstep/progress", &diag)); /* where nobody can make one */
	ck_assert(!progress_add(&p, "x", &diag));
	ck_assert_ptr_nonnull(strstr(diag.message, "/sys/tcpstep/progress"));
	ck_assert_msg(!strstr(diag.message, strerror(ENOENT)), "%s", diag.message);
	progress_free(&p);
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

	put_file("tcpstep-progress 3\ndone one\n");
	ck_assert(!progress_load(&p, path, &diag));
	ck_assert_ptr_nonnull(strstr(diag.message, "newer"));
	ck_assert(!progress_add(&p, "two", &diag));
	ck_assert(progress_has(&p, "two"));
	progress_free(&p);
	expect_file(path, "tcpstep-progress 3\ndone one\n");
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

/* --- goals and predictions --- */

static void expect_goal(const struct progress *p, const char *id, uint32_t nth, bool solved, uint32_t actions)
{
	const struct progress_goal *g = progress_goal_find(p, id, nth);

	ck_assert_ptr_nonnull(g);
	ck_assert_int_eq(g->solved, solved);
	if (solved)
		ck_assert_uint_eq(g->actions, actions);
}

START_TEST(goals_and_predictions__are_there_the_next_time)
{
	struct progress p;
	struct diag diag;

	ck_assert(progress_load(&p, path, &diag));
	ck_assert_ptr_null(progress_goal_find(&p, "one", 1));
	ck_assert_ptr_null(progress_prediction_find(&p, "one", 1));
	ck_assert(progress_goal(&p, "one", 1, true, 4, &diag));
	ck_assert(progress_goal(&p, "one", 2, false, 9, &diag));
	ck_assert(progress_prediction(&p, "one", 1, true, &diag));
	ck_assert(progress_prediction(&p, "two words", 1, false, &diag));
	ck_assert(progress_add(&p, "one", &diag));
	progress_free(&p);
	expect_file(path, "tcpstep-progress 2\ndone one\ngoal one 1 solved 4\ngoal one 2 shown\n"
			  "ask one 1 right\nask \"two words\" 1 wrong\n");
	ck_assert(progress_load(&p, path, &diag));
	expect_goal(&p, "one", 1, true, 4);
	expect_goal(&p, "one", 2, false, 0);
	ck_assert(progress_prediction_find(&p, "one", 1)->right);
	ck_assert(!progress_prediction_find(&p, "two words", 1)->right);
	ck_assert_ptr_null(progress_prediction_find(&p, "two words", 2));
	ck_assert_ptr_null(progress_goal_find(&p, "two words", 1));
	progress_free(&p);
	remove_folder();
}
END_TEST

START_TEST(goals__stay_solved_and_keep_the_fewest_actions)
{
	struct progress p;
	struct diag diag;

	ck_assert(progress_load(&p, path, &diag));
	ck_assert(progress_goal(&p, "one", 1, false, 0, &diag));
	ck_assert(progress_goal(&p, "one", 1, true, 7, &diag));
	expect_goal(&p, "one", 1, true, 7);
	ck_assert(progress_goal(&p, "one", 1, true, 9, &diag));
	ck_assert(progress_goal(&p, "one", 1, false, 0, &diag));
	expect_goal(&p, "one", 1, true, 7);
	ck_assert(progress_goal(&p, "one", 1, true, 3, &diag));
	progress_free(&p);
	expect_file(path, "tcpstep-progress 2\ngoal one 1 solved 3\n");
	remove_folder();
}
END_TEST

START_TEST(predictions__are_those_of_the_first_try)
{
	struct progress p;
	struct diag diag;

	ck_assert(progress_load(&p, path, &diag));
	ck_assert(progress_prediction(&p, "one", 1, false, &diag));
	ck_assert(progress_prediction(&p, "one", 1, true, &diag));
	ck_assert(progress_prediction(&p, "one", 2, true, &diag));
	ck_assert(progress_prediction(&p, "one", 2, false, &diag));
	progress_free(&p);
	expect_file(path, "tcpstep-progress 2\nask one 1 wrong\nask one 2 right\n");
	remove_folder();
}
END_TEST

START_TEST(two_runs_at_once__keep_the_better_goal_and_the_first_answer)
{
	struct progress a, b;
	struct diag diag;

	ck_assert(progress_load(&a, path, &diag));
	ck_assert(progress_load(&b, path, &diag));
	ck_assert(progress_goal(&a, "one", 1, true, 3, &diag));
	ck_assert(progress_goal(&b, "one", 1, true, 5, &diag));
	ck_assert(progress_prediction(&b, "one", 1, false, &diag));
	ck_assert(progress_prediction(&a, "one", 1, true, &diag));
	expect_goal(&b, "one", 1, true, 3);
	ck_assert(!progress_prediction_find(&a, "one", 1)->right);
	progress_free(&a);
	progress_free(&b);
	expect_file(path, "tcpstep-progress 2\ngoal one 1 solved 3\nask one 1 wrong\n");
	remove_folder();
}
END_TEST

START_TEST(version_1__is_read_and_goes_on_as_version_2)
{
	struct progress p;
	struct diag diag;

	put_file("tcpstep-progress 1\ndone one\ndone two\n");
	ck_assert(progress_load(&p, path, &diag));
	expect_file(path, "tcpstep-progress 1\ndone one\ndone two\n");
	ck_assert(progress_prediction(&p, "two", 1, true, &diag));
	progress_free(&p);
	expect_file(path, "tcpstep-progress 2\ndone one\ndone two\nask two 1 right\n");
	remove_folder();
}
END_TEST

START_TEST(odd_ids__survive)
{
	static const char *const ids[] = { "", "#", "a#b", "\"", "한글", "a\\b", "\x1B[31m", "a\tb\n" };
	struct progress p;
	struct diag diag;

	ck_assert(progress_load(&p, path, &diag));
	for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
		ck_assert(progress_add(&p, ids[i], &diag));
		ck_assert(progress_goal(&p, ids[i], UINT32_MAX, true, UINT32_MAX, &diag));
		ck_assert(progress_prediction(&p, ids[i], 1, true, &diag));
	}
	progress_free(&p);
	ck_assert(progress_load(&p, path, &diag));
	for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
		ck_assert(progress_has(&p, ids[i]));
		expect_goal(&p, ids[i], UINT32_MAX, true, UINT32_MAX);
		ck_assert_ptr_nonnull(progress_prediction_find(&p, ids[i], 1));
	}
	progress_free(&p);
	remove_folder();
}
END_TEST

/* Replaces the file as another program might while this one runs. */
static void replace_file(const char *text)
{
	FILE *out = fopen(path, "wb");

	ck_assert_ptr_nonnull(out);
	fputs(text, out);
	fclose(out);
}

START_TEST(a_file_that_goes_bad_meanwhile__is_not_written_over)
{
	struct progress p;
	struct diag diag = { 0 };

	ck_assert(progress_load(&p, path, &diag));
	ck_assert(progress_add(&p, "one", &diag));
	replace_file("tcpstep-progress 3\nnew things\n");
	ck_assert(!progress_goal(&p, "one", 1, true, 2, &diag));
	ck_assert_ptr_nonnull(strstr(diag.message, "newer"));
	expect_goal(&p, "one", 1, true, 2);
	expect_file(path, "tcpstep-progress 3\nnew things\n");
	replace_file("nonsense\n");
	ck_assert(!progress_prediction(&p, "one", 1, true, &diag));
	ck_assert_ptr_nonnull(strstr(diag.message, ".damaged"));
	expect_file(aside, "nonsense\n");
	expect_file(path, "tcpstep-progress 2\ndone one\ngoal one 1 solved 2\nask one 1 right\n");
	progress_free(&p);
	remove_folder();
}
END_TEST

START_TEST(nth__counts_statements_of_the_same_kind)
{
	struct statement statements[] = { { .kind = ST_SAY }, { .kind = ST_ASK },  { .kind = ST_GOAL },
					  { .kind = ST_ASK }, { .kind = ST_GOAL }, { .kind = ST_ASK } };
	struct script s = { .statements = statements, .used = 6 };
	struct statement other = { .kind = ST_ASK };

	ck_assert_uint_eq(progress_nth(&s, &statements[1]), 1);
	ck_assert_uint_eq(progress_nth(&s, &statements[3]), 2);
	ck_assert_uint_eq(progress_nth(&s, &statements[5]), 3);
	ck_assert_uint_eq(progress_nth(&s, &statements[2]), 1);
	ck_assert_uint_eq(progress_nth(&s, &statements[4]), 2);
	ck_assert_uint_eq(progress_nth(&s, &other), 0);
	remove_folder();
}
END_TEST

/* --- reset --- */

static const char three[] = "tcpstep-progress 2\ndone one\ndone two\ngoal one 1 solved 4\ngoal two 1 shown\n"
			    "ask one 1 right\nask two 1 wrong\n";

START_TEST(reset_of_a_lesson__forgets_it_alone_and_keeps_a_copy)
{
	struct progress p;
	struct diag diag;

	put_file(three);
	ck_assert(progress_load(&p, path, &diag));
	ck_assert(progress_reset(&p, "one", &diag));
	ck_assert(!progress_has(&p, "one") && progress_has(&p, "two"));
	ck_assert_ptr_null(progress_goal_find(&p, "one", 1));
	ck_assert_ptr_null(progress_prediction_find(&p, "one", 1));
	progress_free(&p);
	expect_file(path, "tcpstep-progress 2\ndone two\ngoal two 1 shown\nask two 1 wrong\n");
	expect_file(before, three);
	remove_folder();
}
END_TEST

START_TEST(reset_of_all__forgets_all_and_what_another_saved_is_in_the_copy)
{
	struct progress p, other;
	struct diag diag;

	ck_assert(progress_load(&p, path, &diag));
	ck_assert(progress_add(&p, "one", &diag));
	ck_assert(progress_load(&other, path, &diag));
	ck_assert(progress_add(&other, "two", &diag));
	progress_free(&other);
	ck_assert(progress_reset(&p, NULL, &diag));
	ck_assert_uint_eq(p.used + p.goals_used + p.predictions_used, 0);
	expect_file(path, "tcpstep-progress 2\n");
	expect_file(before, "tcpstep-progress 2\ndone one\ndone two\n");
	ck_assert(progress_add(&p, "three", &diag));
	progress_free(&p);
	expect_file(path, "tcpstep-progress 2\ndone three\n");
	remove_folder();
}
END_TEST

START_TEST(reset__forgets_nothing_when_no_copy_can_be_made)
{
	struct progress p;
	struct diag diag = { 0 };

	put_file(three);
	ck_assert_int_eq(mkdir(before, 0700), 0);
	ck_assert(progress_load(&p, path, &diag));
	ck_assert(!progress_reset(&p, NULL, &diag));
	ck_assert(diag.message[0] != '\0');
	ck_assert(progress_has(&p, "one"));
	progress_free(&p);
	expect_file(path, three);
	rmdir(before);
	ck_assert(progress_load(&p, NULL, &diag));
	ck_assert(!progress_reset(&p, NULL, &diag));
	progress_free(&p);
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
	tcase_add_test(c, a_second_damage__keeps_the_first_copy);
	tcase_add_test(c, a_damaged_file_that_is_a_link__stays_a_link);
	tcase_add_test(c, a_damaged_file_on_a_full_disk__is_told_each_time);
	tcase_add_test(c, two_that_add_at_once__lose_nothing);
	tcase_add_test(c, temporary_files_of_killed_runs__are_removed);
	tcase_add_test(c, reading__is_linear_in_the_lines);
	tcase_add_test(c, a_folder_that_cannot_be_made__is_the_reason_told);
	tcase_add_test(c, comments_blank_lines_and_crlf__are_no_damage);
	tcase_add_test(c, a_later_version__is_left_alone);
	tcase_add_test(c, without_a_place__progress_is_this_runs_alone);
	tcase_add_test(c, path__is_that_of_the_xdg_specification);
	suite_add_tcase(s, c);
	c = tcase_create("goals and predictions");
	tcase_add_checked_fixture(c, make_folder, NULL);
	tcase_add_test(c, goals_and_predictions__are_there_the_next_time);
	tcase_add_test(c, goals__stay_solved_and_keep_the_fewest_actions);
	tcase_add_test(c, predictions__are_those_of_the_first_try);
	tcase_add_test(c, two_runs_at_once__keep_the_better_goal_and_the_first_answer);
	tcase_add_test(c, version_1__is_read_and_goes_on_as_version_2);
	tcase_add_test(c, odd_ids__survive);
	tcase_add_test(c, a_file_that_goes_bad_meanwhile__is_not_written_over);
	tcase_add_test(c, nth__counts_statements_of_the_same_kind);
	suite_add_tcase(s, c);
	c = tcase_create("reset");
	tcase_add_checked_fixture(c, make_folder, NULL);
	tcase_add_test(c, reset_of_a_lesson__forgets_it_alone_and_keeps_a_copy);
	tcase_add_test(c, reset_of_all__forgets_all_and_what_another_saved_is_in_the_copy);
	tcase_add_test(c, reset__forgets_nothing_when_no_copy_can_be_made);
	suite_add_tcase(s, c);
	return s;
}
