/* Tests stepping through a script: where it stops, that stepping back leads exactly to the
 * earlier place, detours, growing scripts. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "lesson/play.h"

#include "suites.h"

static const char lesson[] = "tcpstep 1\n"
			     "say\n  Hello.\n"
			     "server socket\n"
			     "server bind 80\n"
			     "server listen\n"
			     "expect server LISTEN\n"
			     "note\n  For the instructor.\n"
			     "ask\n  What now?\n  ( ) accept\n  (x) connect\n"
			     "client socket\n"
			     "client connect 80\n"
			     "expect client SYN-SENT\n"
			     "pause\n"
			     "deliver\n"
			     "expect server SYN-RECEIVED\n";

START_TEST(it_stops__at_all_but_notes_and_expectations_that_hold)
{
	static const enum statement_kind kinds[] = { ST_SAY,    ST_ACTION, ST_ACTION, ST_ACTION, ST_ASK,
						     ST_ACTION, ST_ACTION, ST_PAUSE,  ST_ACTION };
	size_t done, all;

	begin(lesson);
	ck_assert_ptr_null(player_now(&p));
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		player_progress(&p, &done, &all);
		ck_assert_uint_eq(done, i);
		ck_assert_uint_eq(all, sizeof kinds / sizeof *kinds);
		ck_assert(!player_at_end(&p));
		step_to(1, kinds[i]);
		ck_assert_ptr_null(p.failure.at);
	}
	ck_assert(player_at_end(&p));
	ck_assert_ptr_null(player_step(&p));
	player_progress(&p, &done, &all);
	ck_assert_uint_eq(done, all);
}
END_TEST

START_TEST(back__lands_exactly_where_one_was)
{
	struct world *at = calloc(16, sizeof *at);
	const struct statement *now[16];
	size_t n = 0;

	begin(lesson);
	do {
		world_init(&at[n], &script->config);
		world_copy(&at[n], session_world(p.session));
		now[n++] = player_now(&p);
	} while (player_step(&p));
	for (int round = 0; round < 2; round++) {
		for (size_t i = n; i-- > 1;) {
			ck_assert_ptr_eq(player_now(&p), now[i]);
			ck_assert(world_identical(session_world(p.session), &at[i]));
			ck_assert(player_back(&p));
		}
		ck_assert_ptr_null(player_now(&p));
		ck_assert(!player_back(&p));
		while (player_step(&p))
			;
	}
	free(at);
}
END_TEST

START_TEST(an_expectation_that_fails__is_a_stop_and_is_gone_past)
{
	begin("tcpstep 1\nclient socket\nexpect client CLOSED\nexpect client LISTEN\nclient connect 80\n");
	step_to(1, ST_ACTION);
	ck_assert_ptr_null(p.failure.at);
	step_to(1, ST_EXPECT);
	ck_assert_ptr_eq(p.failure.at, player_now(&p));
	ck_assert_str_eq(p.failure.message[LANG_EN], "expected client LISTEN, found CLOSED (client.1)");
	step_to(1, ST_ACTION);
	ck_assert_ptr_null(p.failure.at);
	ck_assert_int_eq(state(HOST_CLIENT), TCPS_SYN_SENT);
	ck_assert(player_back(&p));
	ck_assert_int_eq(player_now(&p)->kind, ST_EXPECT);
}
END_TEST

START_TEST(a_refused_action__stops_with_the_reason_and_is_gone_past)
{
	begin("tcpstep 1\ndeliver\nclient socket\n");
	step_to(1, ST_ACTION);
	ck_assert(p.failure.run_time);
	ck_assert_str_eq(p.failure.message[LANG_EN], "'deliver': no such segment is in flight");
	ck_assert_uint_eq(session_at(p.session), 0);
	step_to(1, ST_ACTION);
	ck_assert(player_back(&p));
	ck_assert(player_back(&p));
	ck_assert_ptr_null(player_now(&p));
}
END_TEST

/* --- detours --- */

START_TEST(a_free_action__begins_a_detour_that_return_ends)
{
	begin(lesson);
	step_to(4, ST_ACTION);
	ck_assert_int_eq(act("deliver"), REFUSED_NO_SEGMENT);
	ck_assert(!p.detour);
	ck_assert_int_eq(act("client socket"), REFUSED_NOT);
	ck_assert_int_eq(act("client connect 80"), REFUSED_NOT);
	ck_assert(p.detour);
	ck_assert_ptr_null(player_step(&p));
	ck_assert_int_eq(state(HOST_CLIENT), TCPS_SYN_SENT);
	player_return(&p);
	ck_assert(!p.detour);
	ck_assert_uint_eq(session_at(p.session), 3);
	ck_assert_int_eq(state(HOST_CLIENT), TCPS_CLOSED);
	step_to(1, ST_ASK);
	step_to(1, ST_ACTION);
	ck_assert_uint_eq(session_count(p.session), 4);
}
END_TEST

START_TEST(going_to_a_moment__follows_the_script_as_far_as_it_leads)
{
	uint32_t detour, lesson_end, start;

	begin(lesson);
	start = session_now(p.session);
	step_to(4, ST_ACTION);
	act("client socket");
	act("client connect 80");
	detour = session_now(p.session);
	player_return(&p);
	step_to(1, ST_ASK);
	step_to(1, ST_ACTION);
	lesson_end = session_now(p.session);

	player_goto(&p, detour);
	ck_assert_int_eq(state(HOST_CLIENT), TCPS_SYN_SENT);
	ck_assert_uint_eq(session_now(p.session), detour);
	player_goto(&p, start);
	ck_assert(!p.detour);
	ck_assert_uint_eq(session_at(p.session), 0);
	player_goto(&p, lesson_end);
	ck_assert(!p.detour);
	ck_assert_uint_eq(session_now(p.session), lesson_end);
	ck_assert_int_eq(player_now(&p)->kind, ST_ACTION);
	ck_assert(player_step(&p)); /* the lesson continues from there */
}
END_TEST

START_TEST(back__leaves_a_detour_action_by_action)
{
	begin(lesson);
	step_to(4, ST_ACTION);
	act("client socket");
	act("client connect 80");
	ck_assert(player_back(&p));
	ck_assert(p.detour);
	ck_assert(player_back(&p));
	ck_assert(!p.detour);
	ck_assert_uint_eq(p.cursor, 6); /* what follows the listen is passed over, and stays so */
	step_to(1, ST_ASK);
}
END_TEST

START_TEST(at_the_end__actions_are_free_and_back_finds_the_lesson)
{
	begin(lesson);
	step_to(9, ST_ACTION);
	act("deliver");
	ck_assert(!p.detour);
	ck_assert_ptr_null(player_step(&p));
	ck_assert_ptr_null(p.failure.at); /* the last expectation was tested in its place */
	ck_assert(player_back(&p));
	ck_assert_int_eq(state(HOST_SERVER), TCPS_SYN_RECEIVED);
	ck_assert_int_eq(player_now(&p)->kind, ST_ACTION);
	ck_assert(player_back(&p));
	ck_assert_int_eq(player_now(&p)->kind, ST_PAUSE);
}
END_TEST

/* --- goals --- */

/* --- jumps, and scripts that grow --- */

START_TEST(go__lands_where_stepping_does)
{
	struct world *at = calloc(16, sizeof *at);
	size_t cursors[16], n = 0;

	begin(lesson);
	do {
		world_copy(&at[n], session_world(p.session));
		cursors[n++] = p.cursor;
	} while (player_step(&p));
	for (size_t from = 0; from < n; from++)
		for (size_t to = 0; to < n; to++) {
			ck_assert_uint_eq(player_go(&p, from), from);
			if (from == 2)
				act("client crash"); /* free actions are dropped */
			ck_assert_uint_eq(player_go(&p, to), to);
			ck_assert_mem_eq(&at[to], session_world(p.session), sizeof *at);
			ck_assert_uint_eq(p.cursor, cursors[to]);
			ck_assert(!p.detour);
		}
	ck_assert_uint_eq(player_go(&p, 99), n - 1);
	free(at);
}
END_TEST

/* Each version of a script that grows is kept until the test ends. */
static struct script *versions[8];
static size_t versions_used;

static void version(const char *source)
{
	struct diags errors = { 0 };
	struct script *s = script_parse("test", source, strlen(source), &errors);

	ck_assert_msg(s != NULL, "%s", errors.used ? errors.at[0].message : "no script");
	versions[versions_used++] = s;
	player_extend(&p, s);
}

static void drop_versions(void)
{
	teardown();
	while (versions_used)
		script_free(versions[--versions_used]);
}

#define GROWN "tcpstep 1\nid test\nserver socket\nserver bind 80\n"

START_TEST(a_script_that_grew__goes_on_and_the_session_stays)
{
	begin(GROWN);
	p.grows = true;
	step_to(2, ST_ACTION);
	ck_assert_ptr_null(player_step(&p));
	ck_assert(player_in_step(&p, false));
	version(GROWN "server listen\nexpect server LISTEN\nnote\n  N.\nsay\n  Hello.\n");
	ck_assert(!player_in_step(&p, false));
	ck_assert_ptr_eq(player_now(&p), &versions[0]->statements[1]);
	step_to(1, ST_ACTION);
	ck_assert_uint_eq(p.cursor, 5);
	step_to(1, ST_SAY);
	ck_assert(player_in_step(&p, false));
	ck_assert_uint_eq(session_moments(p.session), 4);
}
END_TEST

START_TEST(a_script_that_went_another_way__leads_back_to_where_they_part)
{
	begin(GROWN "server listen\nclient socket\n");
	p.grows = true;
	step_to(4, ST_ACTION);
	version(GROWN "server close\n");
	ck_assert_uint_eq(p.stops_used, 2);
	ck_assert_uint_eq(session_at(p.session), 2);
	step_to(1, ST_ACTION);
	ck_assert(player_in_step(&p, false));
	version(GROWN);
	ck_assert_uint_eq(p.stops_used, 2);
	ck_assert(player_in_step(&p, false));
}
END_TEST

START_TEST(at_the_end_of_a_script_that_grows__a_free_action_is_a_detour)
{
	begin(GROWN);
	p.grows = true;
	step_to(2, ST_ACTION);
	act("server close");
	ck_assert(p.detour);
	ck_assert(!player_in_step(&p, false));
	version(GROWN "server listen\nexpect server LISTEN\n");
	ck_assert(p.detour);
	player_rejoin(&p);
	ck_assert(!p.detour);
	step_to(1, ST_ACTION);
	ck_assert_int_eq(state(HOST_SERVER), TCPS_LISTEN);
	ck_assert(player_in_step(&p, false));
}
END_TEST

START_TEST(an_expectation_that_came_later__is_judged_where_one_stands)
{
	begin(GROWN);
	p.grows = true;
	step_to(2, ST_ACTION);
	version(GROWN "expect server CLOSED\n");
	ck_assert_ptr_null(player_step(&p));
	ck_assert(player_in_step(&p, false));
	version(GROWN "expect server CLOSED\nexpect server LISTEN\n");
	step_to(1, ST_EXPECT);
	ck_assert_ptr_eq(p.failure.at, player_now(&p));
}
END_TEST

#define GOAL(solution) GROWN "goal \"Listen\"\n  reach server LISTEN\n  solution\n" solution

START_TEST(a_goal_solved_otherwise__is_given_up_when_one_rejoins)
{
	begin(GOAL("    server listen\n") "client socket\n");
	p.grows = true;
	step_to(3, ST_GOAL);
	ck_assert(!player_in_step(&p, true)); /* something follows it */
	act("server listen 2");
	step_to(1, ST_ACTION);
	ck_assert(player_at_end(&p));
	ck_assert(!player_in_step(&p, false));
	player_rejoin(&p);
	ck_assert_uint_eq(p.stops_used, 2);
	step_to(1, ST_GOAL);
	player_show_solution(&p);
	step_to(1, ST_ACTION);
	ck_assert(player_in_step(&p, false));
}
END_TEST

START_TEST(a_goal_whose_solution_grew__is_begun_again)
{
	begin(GOAL("    server listen\n"));
	p.grows = true;
	step_to(3, ST_GOAL);
	ck_assert(player_in_step(&p, true));
	ck_assert(!player_in_step(&p, false));
	player_show_solution(&p);
	ck_assert(!player_in_step(&p, true));
	ck_assert(player_in_step(&p, false));
	version(GOAL("    client socket\n    server listen\n"));
	ck_assert_uint_eq(p.stops_used, 2);
	step_to(1, ST_GOAL);
	ck_assert_uint_eq(player_goal_actions(&p), 0);
}
END_TEST

Suite *suite_lesson_player(void)
{
	Suite *s = suite_create("lesson/player");
	TCase *c = tcase_create("stops");

	tcase_add_checked_fixture(c, NULL, teardown);
	tcase_add_test(c, it_stops__at_all_but_notes_and_expectations_that_hold);
	tcase_add_test(c, back__lands_exactly_where_one_was);
	tcase_add_test(c, an_expectation_that_fails__is_a_stop_and_is_gone_past);
	tcase_add_test(c, a_refused_action__stops_with_the_reason_and_is_gone_past);
	suite_add_tcase(s, c);
	c = tcase_create("detours");
	tcase_add_checked_fixture(c, NULL, teardown);
	tcase_add_test(c, a_free_action__begins_a_detour_that_return_ends);
	tcase_add_test(c, going_to_a_moment__follows_the_script_as_far_as_it_leads);
	tcase_add_test(c, back__leaves_a_detour_action_by_action);
	tcase_add_test(c, at_the_end__actions_are_free_and_back_finds_the_lesson);
	suite_add_tcase(s, c);
	c = tcase_create("jumps and growing scripts");
	tcase_add_checked_fixture(c, NULL, drop_versions);
	tcase_add_test(c, go__lands_where_stepping_does);
	tcase_add_test(c, a_script_that_grew__goes_on_and_the_session_stays);
	tcase_add_test(c, a_script_that_went_another_way__leads_back_to_where_they_part);
	tcase_add_test(c, at_the_end_of_a_script_that_grows__a_free_action_is_a_detour);
	tcase_add_test(c, an_expectation_that_came_later__is_judged_where_one_stands);
	tcase_add_test(c, a_goal_solved_otherwise__is_given_up_when_one_rejoins);
	tcase_add_test(c, a_goal_whose_solution_grew__is_begun_again);
	suite_add_tcase(s, c);
	return s;
}
