/* Tests goals: when they are open and reached, their rules, their solution. */
#include "lesson/play.h"

#include "suites.h"

static const char exercise[] = "tcpstep 1\n"
			       "client socket\n"
			       "goal \"Send a SYN.\"\n"
			       "  reach client SYN-SENT\n"
			       "  reach flight 1\n"
			       "  solution\n"
			       "    client connect 80\n"
			       "expect client sent SYN seq=100\n"
			       "expect time 0ms\n"
			       "drop\n";

START_TEST(a_goal__is_open_until_every_reach_holds)
{
	begin(exercise);
	step_to(1, ST_ACTION);
	ck_assert_ptr_null(player_goal(&p));
	step_to(1, ST_GOAL);
	ck_assert_ptr_nonnull(player_goal(&p));
	ck_assert(!player_goal_reached(&p));
	ck_assert_ptr_null(player_step(&p));
	act("client connect 80");
	ck_assert(!p.detour);
	ck_assert(player_goal_reached(&p));
	act("drop");
	ck_assert(player_reached(&p, 0));
	ck_assert(!player_reached(&p, 1));
	ck_assert(!player_goal_reached(&p));
	ck_assert_ptr_null(player_step(&p));
	ck_assert_uint_eq(player_goal_actions(&p), 2);
	ck_assert(player_back(&p));
	ck_assert(player_goal_reached(&p));
	step_to(1, ST_ACTION);
	ck_assert_uint_eq(session_world(p.session)->net.count, 0);
	ck_assert(!p.own_way);
}
END_TEST

START_TEST(after_ones_own_way__expectations_do_not_bind)
{
	begin(exercise);
	step_to(2, ST_GOAL);
	act("wait 5s");
	act("client connect 80");
	step_to(1, ST_ACTION);
	ck_assert(p.own_way);
	ck_assert_ptr_null(p.failure.at);
	ck_assert(player_back(&p));
	ck_assert(!p.own_way);
	ck_assert_ptr_nonnull(player_goal(&p));
	ck_assert_uint_eq(player_goal_actions(&p), 2);
}
END_TEST

START_TEST(back__undoes_the_exercise_action_by_action_then_the_goal)
{
	begin(exercise);
	step_to(2, ST_GOAL);
	act("wait 5s");
	act("client connect 80");
	ck_assert(player_back(&p));
	ck_assert(player_back(&p));
	ck_assert_ptr_nonnull(player_goal(&p));
	ck_assert_uint_eq(player_goal_actions(&p), 0);
	ck_assert(player_back(&p));
	ck_assert_ptr_null(player_goal(&p));
	ck_assert_uint_eq(session_at(p.session), 1);
	step_to(1, ST_GOAL);
}
END_TEST

START_TEST(the_solution__is_performed_from_where_the_goal_was_set)
{
	begin(exercise);
	step_to(2, ST_GOAL);
	act("wait 5s");
	act("client connect 81");
	player_show_solution(&p);
	ck_assert(player_goal_reached(&p));
	ck_assert_uint_eq(session_world(p.session)->now_ms, 0);
	ck_assert_uint_eq(session_count(p.session), 2);
	ck_assert(p.stops[p.stops_used - 1].solution_shown);
	step_to(1, ST_ACTION);
	ck_assert(!p.own_way);
}
END_TEST

#define RULED \
	"tcpstep 1\nclient socket\n" \
	"goal \"Send a SYN.\"\n  reach client SYN-SENT\n  reach flight 1\n  forbid crash client bind wait\n" \
	"  within 2\n  solution\n    client connect 80\n"

START_TEST(a_goals_rules__refuse_actions_that_then_do_not_count)
{
	struct goal_refusal why;
	struct action bind;
	struct diag d;

	begin(RULED "drop\n");
	ck_assert_uint_eq(act("client linger 0"), REFUSED_NOT);
	ck_assert_uint_eq(player_back(&p), true);
	step_to(2, ST_GOAL);
	ck_assert_uint_eq(act("server crash"), REFUSED_BY_GOAL);
	ck_assert_uint_eq(act("client bind 90"), REFUSED_BY_GOAL);
	ck_assert_uint_eq(act("wait next"), REFUSED_BY_GOAL);
	ck_assert_uint_eq(act("wait 5s"), REFUSED_BY_GOAL);
	ck_assert(action_read("client bind 90", &bind, &d));
	why = player_refuses(&p, &bind);
	ck_assert(why.rule == GOAL_FORBIDS && why.forbidden->call == CALL_BIND && why.forbidden->host == HOST_CLIENT);
	ck_assert_uint_eq(player_goal_count(&p).actions, 0);
	ck_assert_uint_eq(act("server socket"), REFUSED_NOT);
	ck_assert_uint_eq(act("server bind 80"), REFUSED_NOT);
	ck_assert_uint_eq(act("server listen"), REFUSED_BY_GOAL);
	ck_assert_uint_eq(player_refuses(&p, &bind).rule, GOAL_FORBIDS);
	ck_assert(action_read("server listen", &bind, &d));
	ck_assert_uint_eq(player_refuses(&p, &bind).rule, GOAL_WITHIN);
	ck_assert(player_back(&p));
	ck_assert(!player_goal_honest(&p));
	ck_assert_uint_eq(act("client connect 80"), REFUSED_NOT);
	ck_assert(player_goal_honest(&p));
	ck_assert_uint_eq(act("client crash"), REFUSED_BY_GOAL);
	step_to(1, ST_ACTION);
	ck_assert_uint_eq(act("client crash"), REFUSED_NOT);
}
END_TEST

START_TEST(a_goals_count__is_what_holds_and_what_was_done)
{
	struct goal_count n;

	begin(RULED);
	n = player_goal_count(&p);
	ck_assert(n.met == 0 && n.total == 0 && n.actions == 0 && n.within == 0);
	step_to(2, ST_GOAL);
	n = player_goal_count(&p);
	ck_assert(n.met == 0 && n.total == 2 && n.actions == 0 && n.within == 2);
	act("client connect 80");
	act("drop");
	n = player_goal_count(&p);
	ck_assert(n.met == 1 && n.total == 2 && n.actions == 2 && n.within == 2);
}
END_TEST

START_TEST(after_the_end__a_goals_rules_are_over)
{
	begin(RULED);
	step_to(2, ST_GOAL);
	act("client connect 80");
	ck_assert_ptr_null(player_step(&p));
	player_ended(&p);
	ck_assert_uint_eq(act("client crash"), REFUSED_NOT);
}
END_TEST

START_TEST(a_goal_reached_around_its_rules__is_not_honest)
{
	uint32_t moment;

	begin(RULED);
	step_to(1, ST_ACTION);
	act("client bind 90"); /* a detour, before the goal is set */
	act("client connect 80");
	moment = session_now(p.session);
	player_return(&p);
	step_to(1, ST_GOAL);
	player_goto(&p, moment);
	ck_assert_ptr_nonnull(player_goal(&p));
	ck_assert(player_goal_reached(&p));
	ck_assert(!player_goal_honest(&p));
}
END_TEST

START_TEST(a_solution__is_shown_step_by_step)
{
	begin("tcpstep 1\ngoal \"x\"\n  reach client SYN-SENT\n  solution\n    client socket\n    expect flight 0\n"
	      "    client connect 80\n");
	step_to(1, ST_GOAL);
	ck_assert(player_solution_step(&p));
	ck_assert_uint_eq(player_goal_actions(&p), 1);
	act("server socket");
	ck_assert(player_solution_step(&p)); /* from the start again */
	ck_assert_uint_eq(player_goal_actions(&p), 1);
	ck_assert(player_solution_step(&p));
	ck_assert(player_goal_reached(&p));
	ck_assert(!player_solution_step(&p));
	ck_assert(player_solution_shown(&p));
	ck_assert(!player_goal_honest(&p));
	ck_assert(player_back(&p) && player_back(&p) && player_back(&p));
	step_to(1, ST_GOAL);
	ck_assert(!session_redo(p.session)); /* it must be done anew */
}
END_TEST

START_TEST(a_goal_at_the_end__opens_again_when_its_actions_are_undone)
{
	begin("tcpstep 1\nclient socket\ngoal \"x\"\n  reach client SYN-SENT\n  solution\n    client connect 80\n"
	      "expect client sent SYN\n");
	step_to(2, ST_GOAL);
	act("client connect 80");
	ck_assert_ptr_null(player_step(&p));
	ck_assert(player_at_end(&p));
	ck_assert(player_back(&p));
	ck_assert(!player_goal_reached(&p));
	ck_assert(!player_at_end(&p));
	act("client connect 80");
	ck_assert_ptr_null(player_step(&p));
	ck_assert(player_at_end(&p));
}
END_TEST

Suite *suite_lesson_player_goals(void)
{
	Suite *s = suite_create("lesson/player_goals");
	TCase *c;

	c = tcase_create("goals");
	tcase_add_checked_fixture(c, NULL, teardown);
	tcase_add_test(c, a_goal__is_open_until_every_reach_holds);
	tcase_add_test(c, after_ones_own_way__expectations_do_not_bind);
	tcase_add_test(c, back__undoes_the_exercise_action_by_action_then_the_goal);
	tcase_add_test(c, the_solution__is_performed_from_where_the_goal_was_set);
	tcase_add_test(c, a_goals_rules__refuse_actions_that_then_do_not_count);
	tcase_add_test(c, a_goals_count__is_what_holds_and_what_was_done);
	tcase_add_test(c, after_the_end__a_goals_rules_are_over);
	tcase_add_test(c, a_goal_reached_around_its_rules__is_not_honest);
	tcase_add_test(c, a_solution__is_shown_step_by_step);
	tcase_add_test(c, a_goal_at_the_end__opens_again_when_its_actions_are_undone);
	suite_add_tcase(s, c);
	return s;
}
