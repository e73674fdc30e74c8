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

#include "progress_folder.h"
#include "suites.h"

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
	expect_file(path, "tcpstep-progress 3\ndone half-close\ndone \"two words\\n\\\"한글\\\"\"\n");
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

	put_file("tcpstep-progress 4\ndone one\n");
	ck_assert(!progress_load(&p, path, &diag));
	ck_assert_ptr_nonnull(strstr(diag.message, "newer"));
	ck_assert(!progress_add(&p, "two", &diag));
	ck_assert(progress_has(&p, "two"));
	progress_free(&p);
	expect_file(path, "tcpstep-progress 4\ndone one\n");
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
	ck_assert(progress_goal(&p, "one", 1, true, 4, NULL, &diag));
	ck_assert(progress_goal(&p, "one", 2, false, 9, NULL, &diag));
	ck_assert(progress_prediction(&p, "one", 1, true, &diag));
	ck_assert(progress_prediction(&p, "two words", 1, false, &diag));
	ck_assert(progress_add(&p, "one", &diag));
	progress_free(&p);
	expect_file(path, "tcpstep-progress 3\ndone one\ngoal one 1 solved 4\ngoal one 2 shown\n"
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
	ck_assert(progress_goal(&p, "one", 1, false, 0, NULL, &diag));
	ck_assert(progress_goal(&p, "one", 1, true, 7, NULL, &diag));
	expect_goal(&p, "one", 1, true, 7);
	ck_assert(progress_goal(&p, "one", 1, true, 9, NULL, &diag));
	ck_assert(progress_goal(&p, "one", 1, false, 0, NULL, &diag));
	expect_goal(&p, "one", 1, true, 7);
	ck_assert(progress_goal(&p, "one", 1, true, 3, NULL, &diag));
	progress_free(&p);
	expect_file(path, "tcpstep-progress 3\ngoal one 1 solved 3\n");
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
	expect_file(path, "tcpstep-progress 3\nask one 1 wrong\nask one 2 right\n");
	remove_folder();
}
END_TEST

START_TEST(two_runs_at_once__keep_the_better_goal_and_the_first_answer)
{
	struct progress a, b;
	struct diag diag;

	ck_assert(progress_load(&a, path, &diag));
	ck_assert(progress_load(&b, path, &diag));
	ck_assert(progress_goal(&a, "one", 1, true, 3, NULL, &diag));
	ck_assert(progress_goal(&b, "one", 1, true, 5, NULL, &diag));
	ck_assert(progress_prediction(&b, "one", 1, false, &diag));
	ck_assert(progress_prediction(&a, "one", 1, true, &diag));
	expect_goal(&b, "one", 1, true, 3);
	ck_assert(!progress_prediction_find(&a, "one", 1)->right);
	progress_free(&a);
	progress_free(&b);
	expect_file(path, "tcpstep-progress 3\ngoal one 1 solved 3\nask one 1 wrong\n");
	remove_folder();
}
END_TEST

START_TEST(version_1__is_read_and_goes_on_as_version_3)
{
	struct progress p;
	struct diag diag;

	put_file("tcpstep-progress 1\ndone one\ndone two\n");
	ck_assert(progress_load(&p, path, &diag));
	expect_file(path, "tcpstep-progress 1\ndone one\ndone two\n");
	ck_assert(progress_prediction(&p, "two", 1, true, &diag));
	progress_free(&p);
	expect_file(path, "tcpstep-progress 3\ndone one\ndone two\nask two 1 right\n");
	remove_folder();
}
END_TEST

/* A crash counted as a solution then. */
START_TEST(version_2__is_read_without_its_solved_goals_which_is_told_once)
{
	static const char two[] =
		"tcpstep-progress 2\ndone one\ngoal one 1 solved 1\ngoal one 2 shown\ngoal two 1 solved 9\n"
		"ask one 1 right\n";
	struct progress p, q;
	struct diag diag;

	put_file(two);
	ck_assert(progress_load(&p, path, &diag));
	ck_assert_uint_eq(p.dropped, 2);
	ck_assert(progress_has(&p, "one"));
	ck_assert_ptr_null(progress_goal_find(&p, "one", 1));
	expect_goal(&p, "one", 2, false, 0);
	ck_assert(progress_prediction_find(&p, "one", 1)->right);
	expect_file(path, two);
	ck_assert(progress_goal(&p, "one", 1, true, 5, "client close", &diag));
	progress_free(&p);
	expect_file(path, "tcpstep-progress 3\ndone one\ngoal one 2 shown\ngoal one 1 solved 5 \"client close\"\n"
			  "ask one 1 right\ndropped 2\n");
	ck_assert(progress_load(&p, path, &diag));
	ck_assert(progress_load(&q, path, &diag));
	ck_assert_uint_eq(p.dropped, 2);
	expect_goal(&p, "one", 1, true, 5);
	ck_assert(progress_told(&p, &diag));
	ck_assert_uint_eq(p.dropped, 0);
	ck_assert(progress_add(&q, "two", &diag));
	ck_assert_uint_eq(q.dropped, 0);
	progress_free(&p);
	progress_free(&q);
	ck_assert(progress_load(&p, path, &diag));
	ck_assert_uint_eq(p.dropped, 0);
	progress_free(&p);
	remove_folder();
}
END_TEST

START_TEST(the_best_way__is_kept_if_it_is_not_too_long)
{
	static char endless[5000];
	struct progress p;
	struct diag diag;

	memset(endless, 'x', sizeof endless - 1);
	ck_assert(progress_load(&p, path, &diag));
	ck_assert(progress_goal(&p, "one", 1, true, 3, "server send \"a \\\"b\\\"\"\nwait next\ndeliver #2", &diag));
	ck_assert(progress_goal(&p, "one", 1, true, 3, "drop\ndrop\ndrop", &diag));
	ck_assert(progress_goal(&p, "one", 2, true, 900, endless, &diag));
	progress_free(&p);
	ck_assert(progress_load(&p, path, &diag));
	ck_assert_str_eq(progress_goal_find(&p, "one", 1)->way, "server send \"a \\\"b\\\"\"\nwait next\ndeliver #2");
	ck_assert_ptr_null(progress_goal_find(&p, "one", 2)->way);
	expect_goal(&p, "one", 2, true, 900);
	ck_assert(progress_goal(&p, "one", 1, true, 1, "client close", &diag));
	progress_free(&p);
	ck_assert(progress_load(&p, path, &diag));
	ck_assert_str_eq(progress_goal_find(&p, "one", 1)->way, "client close");
	progress_free(&p);
	remove_folder();
}
END_TEST

START_TEST(a_position__is_the_last_one_set_by_anybody)
{
	struct progress a, b;
	struct diag diag;

	ck_assert(progress_load(&a, path, &diag));
	ck_assert(progress_load(&b, path, &diag));
	ck_assert_ptr_null(progress_position_find(&a, "one"));
	ck_assert(progress_position(&a, "one", 6, 30, &diag));
	ck_assert(progress_position(&a, "two words", 1, 9, &diag));
	ck_assert(progress_position(&b, "one", 7, 30, &diag));
	expect_file(path, "tcpstep-progress 3\nat one 7 30\nat \"two words\" 1 9\n");
	ck_assert(progress_add(&a, "three", &diag));
	ck_assert_uint_eq(progress_position_find(&a, "one")->step, 7);
	ck_assert(progress_position(&b, "one", 0, 30, &diag));
	ck_assert_ptr_null(progress_position_find(&b, "one"));
	ck_assert(progress_add(&a, "four", &diag));
	ck_assert_ptr_null(progress_position_find(&a, "one"));
	ck_assert_uint_eq(progress_position_find(&a, "two words")->of, 9);
	ck_assert(progress_reset(&a, "two words", &diag));
	progress_free(&a);
	progress_free(&b);
	expect_file(path, "tcpstep-progress 3\ndone three\ndone four\n");
	remove_folder();
}
END_TEST

START_TEST(a_skipped_question__stays_skipped)
{
	struct progress p;
	struct diag diag;

	ck_assert(progress_load(&p, path, &diag));
	ck_assert(progress_skipped(&p, "one", 1, &diag));
	ck_assert(progress_prediction(&p, "one", 1, true, &diag));
	ck_assert(progress_prediction(&p, "one", 2, true, &diag));
	ck_assert(progress_skipped(&p, "one", 2, &diag));
	progress_free(&p);
	expect_file(path, "tcpstep-progress 3\nask one 1 skipped\nask one 2 right\n");
	ck_assert(progress_load(&p, path, &diag));
	ck_assert(progress_prediction_find(&p, "one", 1)->skipped && !progress_prediction_find(&p, "one", 1)->right);
	progress_free(&p);
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
		ck_assert(progress_goal(&p, ids[i], UINT32_MAX, true, UINT32_MAX, NULL, &diag));
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
	replace_file("tcpstep-progress 4\nnew things\n");
	ck_assert(!progress_goal(&p, "one", 1, true, 2, NULL, &diag));
	ck_assert_ptr_nonnull(strstr(diag.message, "newer"));
	expect_goal(&p, "one", 1, true, 2);
	expect_file(path, "tcpstep-progress 4\nnew things\n");
	replace_file("nonsense\n");
	ck_assert(!progress_prediction(&p, "one", 1, true, &diag));
	ck_assert_ptr_nonnull(strstr(diag.message, ".damaged"));
	expect_file(aside, "nonsense\n");
	expect_file(path, "tcpstep-progress 3\ndone one\ngoal one 1 solved 2\nask one 1 right\n");
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

static const char three[] = "tcpstep-progress 3\ndone one\ndone two\ngoal one 1 solved 4\ngoal two 1 shown\n"
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
	expect_file(path, "tcpstep-progress 3\ndone two\ngoal two 1 shown\nask two 1 wrong\n");
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
	expect_file(path, "tcpstep-progress 3\n");
	expect_file(before, "tcpstep-progress 3\ndone one\ndone two\n");
	ck_assert(progress_add(&p, "three", &diag));
	progress_free(&p);
	expect_file(path, "tcpstep-progress 3\ndone three\n");
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
	tcase_add_test(c, version_1__is_read_and_goes_on_as_version_3);
	tcase_add_test(c, version_2__is_read_without_its_solved_goals_which_is_told_once);
	tcase_add_test(c, the_best_way__is_kept_if_it_is_not_too_long);
	tcase_add_test(c, a_position__is_the_last_one_set_by_anybody);
	tcase_add_test(c, a_skipped_question__stays_skipped);
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
