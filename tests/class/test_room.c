/* Tests the table of followers: seats, votes and places, with a clock that is a number. */
#include <check.h>

#include "class/room.h"

#include "suites.h"

static struct room *room;
static size_t a, b;

/* Two follow, and the first question is asked. */
static void begin(void)
{
	room = room_new(2);
	ck_assert_int_eq(room_join(room, "anna", 0, &a), ROOM_OK);
	ck_assert_int_eq(room_join(room, "bert", 0, &b), ROOM_OK);
	room_ask(room, 1, 3, true);
}

static void end(void)
{
	room_free(room);
}

START_TEST(a_vote__counts_once_and_can_be_changed)
{
	ck_assert_int_eq(room_vote(room, "anna", 1, 2, 0), ROOM_OK);
	ck_assert_int_eq(room_vote(room, "anna", 1, 3, 0), ROOM_OK);
	ck_assert_int_eq(room_vote(room, "bert", 1, 3, 0), ROOM_OK);
	struct room_counts n = room_count(room);

	ck_assert_uint_eq(n.answered, 2);
	ck_assert_uint_eq(n.votes[1], 0);
	ck_assert_uint_eq(n.votes[2], 2);
}
END_TEST

START_TEST(a_vote__is_refused_where_none_is_taken)
{
	ck_assert_int_eq(room_vote(room, "carl", 1, 1, 0), ROOM_STRANGER);
	ck_assert_int_eq(room_vote(room, "anna", 2, 1, 0), ROOM_CLOSED);
	ck_assert_int_eq(room_vote(room, "anna", 1, 0, 0), ROOM_NO_CHOICE);
	ck_assert_int_eq(room_vote(room, "anna", 1, 4, 0), ROOM_NO_CHOICE);
	room_ask(room, 0, 0, true);
	ck_assert_int_eq(room_vote(room, "anna", 0, 1, 0), ROOM_CLOSED);
	room_ask(room, 1, 3, false);
	ck_assert_int_eq(room_vote(room, "anna", 1, 1, 0), ROOM_CLOSED);
	ck_assert_uint_eq(room_count(room).answered, 0);
}
END_TEST

START_TEST(the_next_question__begins_without_votes)
{
	ck_assert_int_eq(room_vote(room, "anna", 1, 2, 0), ROOM_OK);
	room_ask(room, 1, 3, false); /* revealed: they stay */
	ck_assert_uint_eq(room_count(room).votes[1], 1);
	room_ask(room, 2, 2, true);
	struct room_counts n = room_count(room);

	ck_assert_uint_eq(n.question, 2);
	ck_assert_uint_eq(n.answered, 0);
	ck_assert_uint_eq(n.votes[1], 0);
}
END_TEST

START_TEST(who_lost_the_connection__may_vote_for_a_minute)
{
	room_leave(room, a, 1000);
	ck_assert_uint_eq(room_count(room).connected, 1);
	ck_assert_int_eq(room_vote(room, "anna", 1, 1, 1000 + ROOM_LINGERS_MS - 1), ROOM_OK);
	ck_assert_int_eq(room_vote(room, "anna", 1, 2, 1000 + ROOM_LINGERS_MS), ROOM_STRANGER);
	ck_assert_uint_eq(room_count(room).votes[0], 1);
}
END_TEST

START_TEST(who_comes_back__has_the_seat_and_the_vote)
{
	size_t again;

	ck_assert_int_eq(room_vote(room, "anna", 1, 2, 0), ROOM_OK);
	room_leave(room, a, 1000);
	ck_assert_int_eq(room_join(room, "anna", 2000, &again), ROOM_OK);
	ck_assert_uint_eq(again, a);
	ck_assert_uint_eq(room_count(room).votes[1], 1);
}
END_TEST

START_TEST(a_seat__is_free_for_others_when_its_follower_is_gone)
{
	size_t seat;

	ck_assert_int_eq(room_vote(room, "anna", 1, 2, 0), ROOM_OK);
	ck_assert_int_eq(room_join(room, "carl", 0, &seat), ROOM_FULL);
	room_leave(room, a, 1000);
	ck_assert_int_eq(room_join(room, "carl", 1000 + ROOM_LINGERS_MS - 1, &seat), ROOM_FULL);
	ck_assert_int_eq(room_join(room, "carl", 1000 + ROOM_LINGERS_MS, &seat), ROOM_OK);
	ck_assert_uint_eq(room_count(room).answered, 0);
	room_leave(room, seat, 70000); /* without a vote to keep */
	ck_assert_int_eq(room_join(room, "", 70000, &seat), ROOM_OK);
	ck_assert_int_eq(room_join(room, "", 70000, &seat), ROOM_FULL);
	ck_assert_int_eq(room_vote(room, "", 1, 1, 70000), ROOM_STRANGER);
}
END_TEST

START_TEST(who_comes_back__is_not_behind_until_that_is_said)
{
	ck_assert_int_eq(room_place(room, "carl", 1, 0), ROOM_STRANGER);
	ck_assert_int_eq(room_place(room, "bert", 4, 0), ROOM_OK);
	ck_assert_uint_eq(room_count(room).behind, 1);
	room_leave(room, b, 0);
	ck_assert_uint_eq(room_count(room).behind, 0);
	ck_assert_int_eq(room_join(room, "bert", 0, &b), ROOM_OK);
	ck_assert_uint_eq(room_count(room).behind, 0);
}
END_TEST

Suite *suite_class_room(void)
{
	Suite *s = suite_create("class/room");
	TCase *t = tcase_create("room");

	tcase_add_checked_fixture(t, begin, end);
	tcase_add_test(t, a_vote__counts_once_and_can_be_changed);
	tcase_add_test(t, a_vote__is_refused_where_none_is_taken);
	tcase_add_test(t, the_next_question__begins_without_votes);
	tcase_add_test(t, who_lost_the_connection__may_vote_for_a_minute);
	tcase_add_test(t, who_comes_back__has_the_seat_and_the_vote);
	tcase_add_test(t, a_seat__is_free_for_others_when_its_follower_is_gone);
	tcase_add_test(t, who_comes_back__is_not_behind_until_that_is_said);
	suite_add_tcase(s, t);
	return s;
}
