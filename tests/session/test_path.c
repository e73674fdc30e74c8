/* The spaces that `path` and hints search, what they prove, and the ways that they find. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "language/settings.h"
#include "language/verbs.h"
#include "session/path.h"

#include "suites.h"

enum { FIRST = 500000, EACH = 100000, FEW = 5000, GOALS = 4 };

static struct predicate goals[GOALS];
static struct world *from;
static struct path_found found;
static size_t each; /* states of a larger space */

static void setup(void)
{
	struct config c = config_default();

	from = calloc(1, sizeof *from);
	world_init(from, &c);
	each = EACH;
}

static void teardown(void)
{
	path_found_free(&found);
	free(from);
}

/* Starts from scratch within a test. */
static void start_again(void)
{
	teardown();
	setup();
}

static void perform(const char *line)
{
	struct action a;
	struct diag d;

	ck_assert_msg(action_read(line, &a, &d), "%s: %s", line, d.message);
	ck_assert_msg(world_apply(from, &a, NULL) == REFUSED_NOT, "%s", line);
}

/* Searches for goals: at most GOALS of them, NULL after the last one. */
static void look_for(const char *const *lines, size_t first_max)
{
	struct path p = { .from = from, .goals = goals, .first_max = first_max, .states_max = each };
	struct diag d;

	for (; lines[p.goals_used]; p.goals_used++)
		ck_assert_msg(predicate_read(lines[p.goals_used], &goals[p.goals_used], &d), "%s", lines[p.goals_used]);
	path_found_free(&found);
	path_find(&p, &found);
	if (!found.reached)
		return;
	for (size_t i = 0; i < found.actions_used; i++)
		ck_assert_int_eq(world_apply(from, &found.actions[i], NULL), REFUSED_NOT);
	for (size_t i = 0; i < p.goals_used; i++)
		ck_assert_msg(predicate_test(from, &goals[i], NULL) == PRED_HOLDS, "%s", lines[i]);
}

#define LOOK_FOR(...) look_for((const char *const[]){ __VA_ARGS__, NULL }, FIRST)

static bool is(const struct path_space *s, const char *name)
{
	return strcmp(s->name, name) == 0;
}

START_TEST(a_pair_that_cannot_be__is_proved_by_one_space_and_sought_in_each_larger_one)
{
	each = FEW;
	LOOK_FOR("client FIN-WAIT-2", "server FIN-WAIT-2");
	ck_assert(!found.reached);
	ck_assert_uint_eq(found.spaces_used, 4);
	ck_assert(is(&found.spaces[0], "between the two ends of one connection"));
	ck_assert(found.spaces[0].whole && found.spaces[0].proves);
	ck_assert_uint_gt(found.spaces[0].states, 200000);
	ck_assert(is(&found.spaces[1], "with two sockets an end"));
	ck_assert(is(&found.spaces[2], "with a crash and a boot"));
	for (size_t i = 1; i < found.spaces_used; i++) {
		ck_assert(!found.spaces[i].whole && !found.spaces[i].proves);
		ck_assert_uint_eq(found.spaces[i].states, FEW);
	}
	ck_assert_uint_eq(found.states, found.spaces[0].states + 3 * FEW);
	ck_assert_uint_lt(found.octets, 32u << 20);
}
END_TEST

START_TEST(a_space_that_was_cut__proves_nothing)
{
	each = FEW;
	look_for((const char *const[]){ "client FIN-WAIT-2", "server FIN-WAIT-2", NULL }, 1000);
	ck_assert(!found.reached && !found.spaces[0].whole && !found.spaces[0].proves);
	ck_assert_uint_eq(found.spaces[0].states, 1000);
	ck_assert_uint_eq(found.spaces_used, 4);
}
END_TEST

/* Even where the space of one connection is searched to its end: that of two ends one of
 * which has no socket left is small. */
START_TEST(what_is_no_pair_of_states__is_not_decided_by_one_connection)
{
	static const char *const lines[] = { "server socket",     "server bind 80", "server listen", "client socket",
					     "client connect 80", "deliver",        "deliver",       "deliver",
					     "client abort",      "client close",   "deliver",       "server.1 close" };

	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		perform(lines[i]);
	each = FEW;
	LOOK_FOR("server.9 ESTABLISHED");
	ck_assert(!found.reached && found.spaces[0].whole && !found.spaces[0].proves);
	LOOK_FOR("client returned EMFILE");
	ck_assert(!found.reached && found.spaces[0].whole && !found.spaces[0].proves);
	LOOK_FOR("client FIN-WAIT-2", "server FIN-WAIT-2");
	ck_assert(!found.reached && found.spaces[0].whole && found.spaces[0].proves);
}
END_TEST

START_TEST(larger_spaces__are_searched_after_one_that_was_cut_or_exhausted)
{
	LOOK_FOR("client returned EADDRINUSE");
	ck_assert(found.reached && !found.spaces[0].whole);
	ck_assert_uint_eq(found.actions_used, 4);
	start_again();
	LOOK_FOR("client SYN-SENT", "server ESTABLISHED");
	ck_assert(found.reached && found.spaces[0].proves);
	ck_assert_uint_le(found.actions_used, 11);
}
END_TEST

START_TEST(a_crash_and_data__are_tried)
{
	LOOK_FOR("server returned ECONNRESET", "client CLOSED", "server send-buffer 0");
	ck_assert(found.reached);
	start_again();
	LOOK_FOR("server recv-buffer 2");
	ck_assert(found.reached);
	start_again();
	perform("client crash");
	LOOK_FOR("client SYN-SENT");
	ck_assert(found.reached);
	ck_assert_int_eq(found.actions[0].call, CALL_BOOT);
}
END_TEST

/* The search gives up after two retransmissions, the world of the script after seven. */
START_TEST(a_way__waits_for_as_long_as_its_own_settings_ask)
{
	unsigned waits = 0;

	LOOK_FOR("client returned ETIMEDOUT");
	ck_assert(found.reached);
	for (size_t i = 0; i < found.actions_used; i++)
		waits += found.actions[i].kind == ACT_WAIT_NEXT;
	ck_assert_uint_ge(waits, from->config.syn_retries);
}
END_TEST

/* Over so slow a network the user timeout ends every connection before its handshake is
 * complete. What holds without the delay is no way, and its space no proof. */
START_TEST(a_way_that_does_not_lead_there_with_the_delay__is_no_way_and_no_proof)
{
	from->config.delay_ms = 10000;
	from->config.user_timeout_ms = 5000;
	each = FEW;
	LOOK_FOR("client ESTABLISHED", "server ESTABLISHED");
	ck_assert(!found.reached && found.spaces[0].whole && !found.spaces[0].proves);
}
END_TEST

Suite *suite_session_path(void)
{
	Suite *s = suite_create("session/path");
	TCase *c = tcase_create("path");

	tcase_set_timeout(c, 300);
	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_test(c, a_pair_that_cannot_be__is_proved_by_one_space_and_sought_in_each_larger_one);
	tcase_add_test(c, a_space_that_was_cut__proves_nothing);
	tcase_add_test(c, what_is_no_pair_of_states__is_not_decided_by_one_connection);
	tcase_add_test(c, larger_spaces__are_searched_after_one_that_was_cut_or_exhausted);
	tcase_add_test(c, a_crash_and_data__are_tried);
	tcase_add_test(c, a_way__waits_for_as_long_as_its_own_settings_ask);
	tcase_add_test(c, a_way_that_does_not_lead_there_with_the_delay__is_no_way_and_no_proof);
	suite_add_tcase(s, c);
	return s;
}
