/* Tests that a lesson opens where it was left in an earlier run, what is kept of a goal, and
 * that dropped results are told once. The runs share a progress file in a temporary folder. */
#include <stdio.h>
#include <unistd.h>

#include "ui/by_keys.h"

Suite *suite_ui_resume(void);

static char folder[] = "/tmp/tcpstep-resume-XXXXXX";
static char path[64];

static const char source[] = "tcpstep 1\nid first\ntitle The first lesson\n"
			     "say\n  One.\n"
			     "client socket\n"
			     "goal \"A listener\"\n  reach server LISTEN\n  forbid crash\n  within 4\n  solution\n"
			     "    server socket\n    server bind 80\n    server listen\n"
			     "say\n  Two.\n"
			     "ask\n  Which?\n  ( ) this\n      No.\n  (x) that\n  because so.\n"
			     "say\n  Three.\n";

/* Starts another run of the program. */
static void run_again(void)
{
	struct diag diag;

	setup();
	app.keeps_progress = true;
	ck_assert(progress_load(&app.progress, path, &diag));
}

static void begin_runs(void)
{
	strcpy(folder + strlen(folder) - 6, "XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/progress", folder);
	run_again();
}

static void end_runs(void)
{
	char lock[80];

	teardown();
	snprintf(lock, sizeof lock, "%s.lock", path);
	unlink(lock);
	unlink(path);
	rmdir(folder);
}

/* Leaves the program and starts it again with the same lesson. */
static void come_again(void)
{
	teardown();
	run_again();
	begin_lesson(source);
}

static void solve(void)
{
	line("server socket"), line("server bind 80"), line("server listen");
}

START_TEST(a_lesson__opens_where_it_was_left)
{
	begin_lesson(source);
	press(' '), press(' '), press(' ');
	ck_assert_ptr_nonnull(player_goal(&app.player));
	line("server socket");
	come_again();
	ck_assert_uint_eq(app.player.stops_used, 3);
	ck_assert_ptr_nonnull(player_goal(&app.player));
	ck_assert_uint_eq(player_goal_actions(&app.player), 0);
	assert_shown("Where you left: step 3 of 6.");
	press(K_HOME);
	ck_assert_uint_eq(app.player.stops_used, 0);
	come_again();
	ck_assert_uint_eq(app.player.stops_used, 0);
	assert_not_shown("Where you left");
}
END_TEST

START_TEST(after_a_goal_of_ones_own_way__the_place_is_found_again)
{
	begin_lesson(source);
	press(' '), press(' '), press(' ');
	line("server socket"), line("server bind 81"), line("server bind 80"), line("server listen");
	press(' '), press(' ');
	ck_assert_int_eq(app.view.overlay, OVERLAY_ASK);
	come_again();
	ck_assert_uint_eq(app.player.stops_used, 5);
	ck_assert_int_eq(app.view.overlay, OVERLAY_ASK);
	assert_shown("Which?");
}
END_TEST

START_TEST(a_finished_lesson__opens_at_its_start)
{
	begin_lesson(source);
	press(' '), press(' '), press(' ');
	solve();
	press(' '), press(' ');
	press('2');
	press(' ');
	ck_assert_uint_eq(app.player.stops_used, 6);
	press('q');
	come_again();
	ck_assert(progress_has(&app.progress, "first"));
	ck_assert_uint_eq(app.player.stops_used, 0);
}
END_TEST

START_TEST(a_lesson_that_has_changed__opens_at_its_start)
{
	struct diag diag;

	ck_assert(progress_position(&app.progress, "first", 3, 7, &diag));
	begin_lesson(source);
	ck_assert_uint_eq(app.player.stops_used, 0);
}
END_TEST

START_TEST(of_a_goal__the_way_is_kept_if_it_is_honest)
{
	const struct progress_goal *g;

	begin_lesson(source);
	press(' '), press(' '), press(' ');
	press(':'), type("server crash"), press(K_ENTER);
	assert_shown("The goal forbids this: crash.");
	press(K_ESC), press(K_ESC);
	solve();
	come_again();
	g = progress_goal_find(&app.progress, "first", 1);
	ck_assert(g && g->solved && g->actions == 3);
	ck_assert_str_eq(g->way, "server socket\nserver bind 80\nserver listen");
}
END_TEST

START_TEST(an_action_too_many__is_refused_with_the_rule)
{
	begin_lesson(source);
	press(' '), press(' '), press(' ');
	for (int i = 0; i < 4; i++)
		line("client linger 0");
	press(':'), type("server socket"), press(K_ENTER);
	assert_shown("The goal allows 4 actions.");
	ck_assert_uint_eq(player_goal_actions(&app.player), 4);
}
END_TEST

START_TEST(dropped_results__are_told_once)
{
	FILE *out = fopen(path, "w");

	ck_assert_ptr_nonnull(out);
	fputs("tcpstep-progress 2\ngoal first 1 solved 1\n", out);
	fclose(out);
	teardown();
	run_again();
	app_menu(&app);
	ck_assert_ptr_nonnull(strstr(app.view.notice.text, "dropped (1)"));
	app_menu(&app);
	ck_assert_str_eq(app.view.notice.text, "");
	teardown();
	run_again();
	app_menu(&app);
	ck_assert_str_eq(app.view.notice.text, "");
	ck_assert_ptr_null(progress_goal_find(&app.progress, "first", 1));
}
END_TEST

Suite *suite_ui_resume(void)
{
	Suite *s = suite_create("ui/resume");
	TCase *c = tcase_create("runs");

	tcase_add_checked_fixture(c, begin_runs, end_runs);
	tcase_add_test(c, a_lesson__opens_where_it_was_left);
	tcase_add_test(c, after_a_goal_of_ones_own_way__the_place_is_found_again);
	tcase_add_test(c, a_finished_lesson__opens_at_its_start);
	tcase_add_test(c, a_lesson_that_has_changed__opens_at_its_start);
	tcase_add_test(c, of_a_goal__the_way_is_kept_if_it_is_honest);
	tcase_add_test(c, an_action_too_many__is_refused_with_the_rule);
	tcase_add_test(c, dropped_results__are_told_once);
	suite_add_tcase(s, c);
	return s;
}
