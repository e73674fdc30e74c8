/* Tests the way to a goal: by the solution, by a search that obeys the goal's rules,
 * and how far back a dead end was entered. */
#include <stdio.h>

#include "lesson/play.h"
#include "lesson/way.h"

#include "suites.h"

Suite *suite_lesson_way(void);

enum { STATES = 20000 };

static struct way way;

/* Opens a script that ends in its goal, and goes to the goal. */
static void begin_goal(const char *source)
{
	begin(source);
	while (!player_goal(&p))
		ck_assert_ptr_nonnull(player_step(&p));
}

static void do_act(const char *line)
{
	ck_assert_msg(act(line) == REFUSED_NOT, "%s", line);
}

static void expect_next(const char *line, size_t left)
{
	char array[400];
	struct text t = text_over(array, sizeof array);

	way_find(&p, STATES, NULL, &way);
	ck_assert(way.found);
	action_write(&t, &way.next);
	ck_assert_str_eq(array, line);
	ck_assert_uint_eq(way.left, left);
}

#define CONNECTED \
	"tcpstep 1\nserver socket\nserver bind 80\nserver listen\nclient socket\nclient connect 80\n" \
	"wait idle\nserver accept\n"
#define CLOSED \
	CONNECTED "goal \"x\"\n  reach client CLOSED\n  reach server CLOSED\n%s  solution\n    client close\n" \
		  "    deliver\n    deliver\n    server close\n    deliver\n    deliver\n    wait next\n"

static void begin_closed(const char *rules)
{
	static char source[2000];

	snprintf(source, sizeof source, CLOSED, rules);
	begin_goal(source);
}

START_TEST(the_solution__is_the_way_while_it_is_followed)
{
	begin_closed("");
	expect_next("client close", 7);
	do_act("client close");
	expect_next("deliver", 6);
	do_act("deliver");
	do_act("deliver");
	expect_next("server close", 4);
}
END_TEST

/* The search would abort, which is shorter. */
START_TEST(another_way__obeys_the_rules)
{
	begin_closed("");
	do_act("server shutdown wr");
	way_find(&p, STATES, NULL, &way);
	ck_assert(way.found && way.left < 5);
	teardown();
	begin_closed("  forbid abort crash exit linger\n");
	do_act("server shutdown wr");
	way_find(&p, STATES, NULL, &way);
	ck_assert(way.found && way.left >= 5);
	while (!player_goal_reached(&p)) {
		way_find(&p, STATES, NULL, &way);
		ck_assert(way.found);
		ck_assert(player_act(&p, &way.next) == REFUSED_NOT);
	}
	ck_assert(player_goal_honest(&p));
}
END_TEST

START_TEST(a_way_that_is_too_long__is_none)
{
	begin_closed("  forbid abort crash exit linger\n  within 7\n");
	for (size_t wasted = 1; wasted < 7; wasted++) {
		do_act("server socket");
		way_find(&p, STATES, NULL, &way);
		ck_assert(!way.found || way.left + wasted <= 7);
		if (!way.found)
			break;
	}
	ck_assert(!way.found);
	ck_assert_uint_eq(way.back, 1);
}
END_TEST

START_TEST(a_dead_end__is_as_many_steps_back_as_it_was_entered)
{
	begin_goal(
		CONNECTED
		"goal \"x\"\n  reach client CLOSING\n  reach server CLOSING\n  forbid socket connect\n  solution\n    client close\n"
		"    server close\n    deliver\n    deliver\n");
	do_act("server close");
	way_find(&p, STATES, NULL, &way);
	ck_assert(way.found && way.left == 3);
	do_act("deliver"); /* too early: simultaneous no more */
	do_act("wait 1s");
	do_act("client close");
	way_find(&p, STATES, NULL, &way);
	ck_assert(!way.found);
	ck_assert_uint_eq(way.back, 3);
	for (size_t i = 0; i < 3; i++)
		ck_assert(player_back(&p));
	way_find(&p, STATES, NULL, &way);
	ck_assert(way.found);
}
END_TEST

START_TEST(without_an_open_goal__there_is_none)
{
	begin_closed("");
	player_show_solution(&p);
	ck_assert(player_goal_reached(&p));
	way_find(&p, STATES, NULL, &way);
	ck_assert(!way.found && way.back == 0);
}
END_TEST

Suite *suite_lesson_way(void)
{
	Suite *s = suite_create("lesson/way");
	TCase *c = tcase_create("way");

	tcase_add_checked_fixture(c, NULL, teardown);
	tcase_add_test(c, the_solution__is_the_way_while_it_is_followed);
	tcase_add_test(c, another_way__obeys_the_rules);
	tcase_add_test(c, a_way_that_is_too_long__is_none);
	tcase_add_test(c, a_dead_end__is_as_many_steps_back_as_it_was_entered);
	tcase_add_test(c, without_an_open_goal__there_is_none);
	suite_add_tcase(s, c);
	return s;
}
