/* The exploration of two ends, and the shortest way to a state. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "language/settings.h"
#include "engine/world_key.h"
#include "language/verbs.h"
#include "session/search.h"
#include "session/key_set.h"

#include "suites.h"

static void perform(struct world *w, const char *line)
{
	struct action a;
	struct diag d;

	ck_assert_msg(action_read(line, &a, &d), "%s: %s", line, d.message);
	world_apply(w, &a, NULL);
}

static struct world *two_ends(void)
{
	static const char *const lines[] = { "client socket", "client bind 90", "server socket", "server bind 80" };
	struct config c = config_default();
	struct world *w = calloc(1, sizeof *w);

	c.delay_ms = 0;
	c.retries = c.syn_retries = 2;
	world_init(w, &c);
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		perform(w, lines[i]);
	return w;
}

static struct search bounds(const struct world *from)
{
	return (struct search){
		.from = from, .states_max = 5000000, .sockets_max = 2, .connections_max = 1, .in_order = true
	};
}

static bool never(enum tcp_state a, enum tcp_state b)
{
	if (a == TCPS_FIN_WAIT_2 && b == TCPS_FIN_WAIT_2)
		return true;
	return a == TCPS_ESTABLISHED && (b == TCPS_FIN_WAIT_2 || b == TCPS_CLOSE_WAIT || b == TCPS_CLOSING ||
					 b == TCPS_LAST_ACK || b == TCPS_TIME_WAIT);
}

START_TEST(two_ends_over_wires_without_loss__are_never_in_a_pair_that_cannot_be)
{
	struct world *w = two_ends();
	struct search s = bounds(w);
	struct found f;

	search_run(&s, &f);
	ck_assert_int_eq(f.end, SEARCH_EXHAUSTED);
	for (int a = 0; a < TCPS_COUNT; a++)
		for (int b = 0; b < TCPS_COUNT; b++)
			ck_assert_msg(!f.pairs[a][b] || !(never((enum tcp_state)a, (enum tcp_state)b) ||
							  never((enum tcp_state)b, (enum tcp_state)a)),
				      "(%s, %s)", state_name((enum tcp_state)a), state_name((enum tcp_state)b));
	ck_assert(f.pairs[TCPS_CLOSING][TCPS_CLOSING] && f.pairs[TCPS_TIME_WAIT][TCPS_TIME_WAIT]);
	ck_assert(!f.pairs[TCPS_CLOSE_WAIT][TCPS_CLOSE_WAIT] && !f.pairs[TCPS_LAST_ACK][TCPS_LAST_ACK]);
	ck_assert(!f.pairs[TCPS_FIN_WAIT_2][TCPS_CLOSING]);
	found_free(&f);
	free(w);
}
END_TEST

static unsigned pairs_of(const struct found *f)
{
	unsigned n = 0;

	for (int a = 0; a < TCPS_COUNT; a++)
		for (int b = 0; b < TCPS_COUNT; b++)
			n += f->pairs[a][b];
	return n;
}

START_TEST(a_loss_or_a_copy__breaks_no_invariant)
{
	struct world *w = two_ends();
	struct search s = bounds(w);
	struct found f;

	s.losses_max = 1;
	search_run(&s, &f);
	ck_assert_msg(f.end == SEARCH_EXHAUSTED, "%s", f.broken ? f.broken : "limit");
	ck_assert(f.pairs[TCPS_FIN_WAIT_2][TCPS_CLOSING]);
	ck_assert_uint_eq(f.states, 106225);
	ck_assert_uint_eq(f.moves, 797901);
	ck_assert_uint_eq(pairs_of(&f), 56);
	ck_assert_uint_lt(f.octets, 64 * f.states);
	found_free(&f);
	s.losses_max = 0;
	s.copies_max = 1;
	search_run(&s, &f);
	ck_assert_msg(f.end == SEARCH_EXHAUSTED, "%s", f.broken ? f.broken : "limit");
	found_free(&f);
	free(w);
}
END_TEST

/* A state reached with the loss, and later without it, is searched again: the loss may
 * still come. */
START_TEST(an_exact_search__spends_a_loss_where_a_shorter_way_has_spent_it)
{
	struct world *w = two_ends();
	struct search s = bounds(w);
	struct found f;

	s.losses_max = s.faults_max = 1;
	s.exact = true;
	search_run(&s, &f);
	ck_assert_int_eq(f.end, SEARCH_EXHAUSTED);
	ck_assert_uint_gt(f.states, 107000); /* 106,225 if it is not searched again */
	ck_assert_uint_eq(pairs_of(&f), 56);
	found_free(&f);
	free(w);
}
END_TEST

START_TEST(a_key_set__keeps_the_cheapest_way_to_each_key)
{
	struct key_set set = { 0 };

	for (uint64_t i = 0; i < 10000; i++)
		ck_assert_int_eq(key_set_add(&set, (struct world_key){ i << 40, i * 4 }, 2), KEY_NEW);
	ck_assert_uint_eq(set.used, 10000);
	ck_assert_uint_le(set.size, 16384);
	for (uint64_t i = 0; i < 10000; i++) {
		ck_assert_int_eq(key_set_add(&set, (struct world_key){ i << 40, i * 4 }, 2), KEY_SEEN);
		ck_assert_int_eq(key_set_add(&set, (struct world_key){ i << 40, i * 4 }, 1), KEY_CHEAPER);
		ck_assert_int_eq(key_set_add(&set, (struct world_key){ i << 40, i * 4 }, 2), KEY_SEEN);
	}
	ck_assert_uint_eq(set.used, 10000);
	key_set_free(&set);
}
END_TEST

START_TEST(a_search__ends_at_its_limit_of_states)
{
	struct world *w = two_ends();
	struct search s = bounds(w);
	struct found f;

	s.states_max = 5000;
	search_run(&s, &f);
	ck_assert_int_eq(f.end, SEARCH_LIMIT);
	ck_assert_uint_eq(f.states, 5000);
	found_free(&f);
	free(w);
}
END_TEST

START_TEST(the_path_that_is_found__leads_there)
{
	struct config c = config_default();
	struct world *w = calloc(1, sizeof *w);
	struct predicate goals[2];
	struct search s = bounds(w);
	struct diag d;
	struct found f;

	world_init(w, &c);
	ck_assert(predicate_read("client CLOSING", &goals[0], &d) && predicate_read("server CLOSING", &goals[1], &d));
	s.goals = goals;
	s.goals_used = 2;
	s.sockets_max = 1;
	s.set_up = true;
	search_run(&s, &f);
	ck_assert_int_eq(f.end, SEARCH_FOUND);
	ck_assert_uint_eq(f.actions_used, 13);
	for (size_t i = 0; i < f.actions_used; i++)
		ck_assert_int_eq(world_apply(w, &f.actions[i], NULL), REFUSED_NOT);
	ck_assert_int_eq(world_state(w, HOST_CLIENT), TCPS_CLOSING);
	ck_assert_int_eq(world_state(w, HOST_SERVER), TCPS_CLOSING);
	found_free(&f);
	free(w);
}
END_TEST

START_TEST(worlds_that_differ_in_time_and_numbers_alone__have_one_key)
{
	static const char *const lines[] = { "client socket", "client bind 90", "client connect 80", "drop" };
	struct config c = config_default(), d;
	struct world *a = calloc(1, sizeof *a), *b = calloc(1, sizeof *b);
	struct world_key ka, kb;

	d = c;
	d.iss[0] = 0xFFFFFFF0u;
	world_init(a, &c);
	world_init(b, &d);
	perform(b, "wait 5s");
	for (size_t i = 0; i < 4; i++) {
		perform(a, lines[i]);
		perform(b, lines[i]);
		ka = world_key(a, 0);
		kb = world_key(b, 0);
		ck_assert(ka.high == kb.high && ka.low == kb.low);
	}
	perform(b, "client close");
	kb = world_key(b, 0);
	ck_assert(ka.high != kb.high || ka.low != kb.low);
	free(a);
	free(b);
}
END_TEST

Suite *suite_session_search(void)
{
	Suite *s = suite_create("session/search");
	TCase *c = tcase_create("search");

	tcase_set_timeout(c, 300);
	tcase_add_test(c, two_ends_over_wires_without_loss__are_never_in_a_pair_that_cannot_be);
	tcase_add_test(c, a_loss_or_a_copy__breaks_no_invariant);
	tcase_add_test(c, an_exact_search__spends_a_loss_where_a_shorter_way_has_spent_it);
	tcase_add_test(c, a_key_set__keeps_the_cheapest_way_to_each_key);
	tcase_add_test(c, a_search__ends_at_its_limit_of_states);
	tcase_add_test(c, the_path_that_is_found__leads_there);
	tcase_add_test(c, worlds_that_differ_in_time_and_numbers_alone__have_one_key);
	suite_add_tcase(s, c);
	return s;
}
