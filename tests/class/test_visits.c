/* Tests how long a connection to a class may take: the clock is a number, the connections are
 * pairs of sockets. */
#include <check.h>
#include <sys/socket.h>
#include <unistd.h>

#include "class/visits.h"

#include "suites.h"

static struct visit *all;
static int fds[3][2];

static void begin(void)
{
	for (int i = 0; i < 3; i++)
		ck_assert_int_eq(socketpair(AF_UNIX, SOCK_STREAM, 0, fds[i]), 0);
}

static void end(void)
{
	while (all)
		visit_remove(&all, all);
	for (int i = 0; i < 3; i++) {
		close(fds[i][0]);
		close(fds[i][1]);
	}
}

/* Returns whether the other end of a connection reads its end. */
static bool is_shut(int i)
{
	char c;

	return recv(fds[i][1], &c, 1, MSG_DONTWAIT) == 0;
}

START_TEST(a_request__must_be_whole_in_time)
{
	struct visit *v = visit_add(&all, fds[0][0], 1000);

	visit_end_overdue(all, 1000 + VISIT_ASKS_MS - 1);
	ck_assert(!is_shut(0));
	visit_goes_on(v, VISIT_TAKES, 1000 + VISIT_ASKS_MS - 1);
	visit_end_overdue(all, 1000 + VISIT_ASKS_MS);
	ck_assert(!is_shut(0));
	visit_goes_on(v, VISIT_ASKS, 50000); /* another one over the same connection */
	visit_end_overdue(all, 50000 + VISIT_ASKS_MS - 1);
	ck_assert(!is_shut(0));
	visit_end_overdue(all, 50000 + VISIT_ASKS_MS);
	ck_assert(is_shut(0));
}
END_TEST

START_TEST(an_answer__must_be_taken_in_time)
{
	struct visit *v = visit_add(&all, fds[0][0], 0);

	visit_goes_on(v, VISIT_TAKES, 5000);
	visit_goes_on(v, VISIT_TAKES, 100000); /* more of it: that is no other answer */
	visit_end_overdue(all, 5000 + VISIT_TAKES_MS - 1);
	ck_assert(!is_shut(0));
	visit_end_overdue(all, 5000 + VISIT_TAKES_MS);
	ck_assert(is_shut(0));
}
END_TEST

START_TEST(a_follower__may_wait_for_ever_with_all_there_is)
{
	struct visit *v = visit_add(&all, fds[0][0], 0);

	visit_goes_on(v, VISIT_TAKES, 0);
	visit_goes_on(v, VISIT_WAITS, VISIT_TAKES_MS - 1);
	visit_end_overdue(all, 100LL * VISIT_TAKES_MS);
	ck_assert(!is_shut(0));
	visit_goes_on(v, VISIT_TAKES, 100LL * VISIT_TAKES_MS);
	visit_end_overdue(all, 101LL * VISIT_TAKES_MS - 1);
	ck_assert(!is_shut(0));
	visit_end_overdue(all, 101LL * VISIT_TAKES_MS);
	ck_assert(is_shut(0));
}
END_TEST

START_TEST(each__has_a_time_of_its_own)
{
	struct visit *first = visit_add(&all, fds[0][0], 0), *second = visit_add(&all, fds[1][0], 10000);

	visit_add(&all, fds[2][0], 0);
	visit_remove(&all, first);
	visit_end_overdue(all, VISIT_ASKS_MS);
	ck_assert(!is_shut(0) && !is_shut(1) && is_shut(2));
	visit_remove(&all, second);
	visit_end_overdue(all, 1000000);
	ck_assert(!is_shut(1));
}
END_TEST

Suite *suite_class_visits(void)
{
	Suite *s = suite_create("class/visits");
	TCase *c = tcase_create("visits");

	tcase_add_checked_fixture(c, begin, end);
	tcase_add_test(c, a_request__must_be_whole_in_time);
	tcase_add_test(c, an_answer__must_be_taken_in_time);
	tcase_add_test(c, a_follower__may_wait_for_ever_with_all_there_is);
	tcase_add_test(c, each__has_a_time_of_its_own);
	suite_add_tcase(s, c);
	return s;
}
