/* Tests undo, redo and seek: a moment has the same bytes as when it was first reached. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "language/settings.h"
#include "language/verbs.h"
#include "session/session.h"

#include "suites.h"

static const char *const script[] = { "server socket", "server bind 80",        "server listen", "server accept",
				      "client socket", "client connect 80",     "deliver",       "deliver",
				      "deliver",       "client send \"GET /\"", "deliver",       "deliver",
				      "server recv",   "client close",          "deliver",       "deliver",
				      "server close" };
enum { SCRIPT = sizeof script / sizeof *script };

static enum refusal perform(struct session *s, const char *line)
{
	struct action a;
	struct diag d;

	ck_assert_msg(action_read(line, &a, &d), "%s: %s", line, d.message);
	return session_do(s, &a);
}

static struct session *played(void)
{
	struct config c = config_default();
	struct session *s = session_new(&c);

	for (size_t i = 0; i < SCRIPT; i++)
		ck_assert_int_eq(perform(s, script[i]), REFUSED_NOT);
	return s;
}

START_TEST(every_moment__is_found_again_byte_for_byte)
{
	struct session *s = played(), *t;
	struct config c = config_default();

	for (size_t at = 0; at <= SCRIPT; at++) {
		t = session_new(&c);
		for (size_t i = 0; i < at; i++)
			perform(t, script[i]);
		session_seek(s, at);
		ck_assert_uint_eq(session_at(s), at);
		ck_assert(world_identical(session_world(s), session_world(t)));
		ck_assert(world_identical(session_before(s), session_before(t)));
		session_free(t);
	}
	session_free(s);
}
END_TEST

START_TEST(undo_and_redo__go_one_step_and_stop_at_the_ends)
{
	struct session *s = played();

	ck_assert(!session_redo(s));
	for (size_t i = SCRIPT; i-- > 0;)
		ck_assert(session_undo(s));
	ck_assert(!session_undo(s));
	ck_assert_uint_eq(session_count(s), SCRIPT);
	while (session_redo(s))
		;
	ck_assert_uint_eq(session_at(s), SCRIPT);
	ck_assert_int_eq(world_state(session_world(s), HOST_SERVER), TCPS_LAST_ACK);
	session_free(s);
}
END_TEST

START_TEST(acting_after_undo__cuts_what_was_undone)
{
	struct session *s = played();

	session_seek(s, 13);
	ck_assert_int_eq(perform(s, "client abort"), REFUSED_NOT);
	ck_assert_uint_eq(session_count(s), 14);
	ck_assert(!session_redo(s));
	session_free(s);
}
END_TEST

START_TEST(what_was_undone__stays_a_branch)
{
	struct session *s = played();
	struct config c = config_default();
	struct world *w = malloc(sizeof *w);
	uint32_t old = session_now(s), other;

	session_seek(s, 13);
	perform(s, "client abort");
	other = session_now(s);
	ck_assert_uint_eq(session_moments(s), SCRIPT + 2);
	ck_assert_uint_eq(session_moment(s, other).depth, 14);
	ck_assert_uint_eq(session_fork(s, old, other), session_trail(s, 13));
	ck_assert_uint_eq(session_moment(s, session_moment(s, other).parent).child, session_trail(s, 13) + 1);
	ck_assert_uint_eq(session_moment(s, session_trail(s, 13) + 1).next, other);
	world_init(w, &c);
	session_world_of(s, old, w);
	ck_assert_int_eq(world_state(w, HOST_SERVER), TCPS_LAST_ACK);
	ck_assert_int_eq(world_state(session_world(s), HOST_CLIENT), TCPS_CLOSED);
	session_goto(s, old);
	ck_assert_uint_eq(session_at(s), SCRIPT);
	ck_assert(world_identical(session_world(s), w));
	session_goto(s, session_trail(s, 5));
	ck_assert_uint_eq(session_count(s), SCRIPT); /* the line leads on as it once did */
	session_goto(s, other);
	ck_assert_uint_eq(session_count(s), 14);
	ck_assert_str_eq(call_name((enum call_id)session_step(s, other)->call), "abort");
	free(w);
	session_free(s);
}
END_TEST

START_TEST(the_same_again__is_the_same_moment)
{
	struct session *s = played();
	uint32_t now;

	session_seek(s, 13);
	perform(s, script[13]);
	ck_assert_uint_eq(session_moments(s), SCRIPT + 1);
	ck_assert_uint_eq(session_count(s), SCRIPT);
	now = session_now(s);
	session_seek(s, 13);
	perform(s, "client abort");
	session_seek(s, 13);
	perform(s, script[13]);
	ck_assert_uint_eq(session_now(s), now);
	ck_assert_uint_eq(session_count(s), SCRIPT);
	session_end_trail(s);
	ck_assert_uint_eq(session_count(s), 14);
	ck_assert(!session_redo(s));
	session_free(s);
}
END_TEST

/* Walks at random over a tree of some thousand moments; each is found again. */
START_TEST(any_branch__is_found_again_at_any_depth)
{
	struct config c = config_default();
	struct session *s = session_new(&c);
	struct world *w = malloc(sizeof *w);
	vtime when[3000] = { 0 };
	uint64_t seed = 7;

	world_init(w, &c);
	for (unsigned n = 1; n < 3000; n++) {
		char line[32];
		uint64_t to;

		seed = seed * 6364136223846793005u + 1442695040888963407u;
		to = (seed >> 33) % session_moments(s);
		if (n % 40 == 0)
			session_goto(s, (uint32_t)to);
		snprintf(line, sizeof line, "wait %ums", n);
		perform(s, line);
		when[session_now(s)] = session_world(s)->now_ms;
		session_world_of(s, (uint32_t)to, w);
		ck_assert_uint_eq(w->now_ms, when[to]);
	}
	for (uint32_t id = 0; id < session_moments(s); id += 17) {
		session_goto(s, id);
		ck_assert_uint_eq(session_world(s)->now_ms, when[id]);
		ck_assert_uint_eq(session_now(s), id);
	}
	free(w);
	session_free(s);
}
END_TEST

START_TEST(a_refusal__is_no_step)
{
	struct session *s = played();
	size_t rows;

	session_rows(s, &rows);
	ck_assert_int_eq(perform(s, "deliver #999"), REFUSED_NO_SEGMENT);
	ck_assert_uint_eq(session_count(s), SCRIPT);
	ck_assert_uint_eq(session_at(s), SCRIPT);
	{
		size_t again;

		session_rows(s, &again);
		ck_assert_uint_eq(rows, again);
	}
	session_free(s);
}
END_TEST

START_TEST(coverage__knows_the_arrows_that_were_walked)
{
	struct session *s = played();
	struct coverage c = session_coverage(s);

	ck_assert(c.states[HOST_CLIENT] >> TCPS_FIN_WAIT_2 & 1);
	ck_assert(!(c.states[HOST_CLIENT] >> TCPS_TIME_WAIT & 1));
	ck_assert(c.states[HOST_SERVER] >> TCPS_CLOSE_WAIT & 1);
	session_seek(s, 0);
	c = session_coverage(s);
	ck_assert_uint_eq(c.edges[HOST_CLIENT], 0);
	session_free(s);
}
END_TEST

START_TEST(a_long_history__is_sought_like_a_short_one)
{
	struct config c = config_default();
	struct session *s = session_new(&c);
	struct world *moment = calloc(1, sizeof *moment);

	for (int i = 0; i < 3000; i++) {
		ck_assert_int_eq(perform(s, "wait 1ms"), REFUSED_NOT);
		if (i == 1234)
			world_copy(moment, session_world(s));
	}
	session_seek(s, 1235);
	ck_assert(world_identical(moment, session_world(s)));
	free(moment);
	session_free(s);
}
END_TEST

/* Compares rows by their text, since they have padding. */
static bool same_rows(const struct row *a, size_t a_n, const struct row *b, size_t b_n)
{
	if (a_n != b_n)
		return false;
	for (size_t i = 0; i < a_n; i++)
		if (a[i].kind != b[i].kind || a[i].actor != b[i].actor || a[i].time_ms != b[i].time_ms ||
		    a[i].id != b[i].id || a[i].changes_used != b[i].changes_used ||
		    a[i].rules_used != b[i].rules_used || memcmp(a[i].state, b[i].state, sizeof a[i].state) != 0 ||
		    memcmp(a[i].rules, b[i].rules, sizeof a[i].rules) != 0)
			return false;
	return true;
}

START_TEST(rows_and_coverage__are_found_again_with_the_moment)
{
	static struct {
		struct row rows[16];
		size_t n;
		struct coverage coverage;
	} seen[SCRIPT + 1];
	struct config c = config_default();
	struct session *s = session_new(&c);
	const struct row *rows;
	size_t n;

	for (size_t i = 0; i <= SCRIPT; i++) {
		rows = session_rows(s, &n);
		ck_assert_uint_le(n, 16);
		if (n)
			memcpy(seen[i].rows, rows, n * sizeof *rows);
		seen[i].n = n;
		seen[i].coverage = session_coverage(s);
		if (i < SCRIPT)
			perform(s, script[i]);
	}
	ck_assert_uint_eq(seen[0].n, 0);
	for (size_t i = 0, at = 0; i < 4 * SCRIPT; i++, at = (at + 11) % (SCRIPT + 1)) {
		struct coverage coverage;

		session_seek(s, at);
		rows = session_rows(s, &n);
		coverage = session_coverage(s);
		ck_assert(same_rows(rows, n, seen[at].rows, seen[at].n));
		ck_assert(memcmp(&coverage, &seen[at].coverage, sizeof coverage) == 0);
	}
	session_free(s);
}
END_TEST

START_TEST(texts__are_kept_with_their_actions)
{
	struct config c = config_default();
	struct session *s = session_new(&c);
	char line[64];

	perform(s, "client socket");
	for (int i = 0; i < 1000; i++) {
		snprintf(line, sizeof line, "client send \"%d\"", i);
		ck_assert_int_eq(perform(s, line), REFUSED_NOT);
	}
	session_seek(s, 501);
	ck_assert_int_eq(perform(s, "client send \"here\""), REFUSED_NOT);
	ck_assert_int_eq(perform(s, "client send \"and there\""), REFUSED_NOT);
	ck_assert_str_eq(session_action(s, 500)->text, "499");
	ck_assert_str_eq(session_action(s, 501)->text, "here");
	ck_assert_str_eq(session_action(s, 502)->text, "and there");
	ck_assert_str_eq(session_action(s, 1)->text, "0");
	session_free(s);
}
END_TEST

/* The number of steps between checkpoints must not matter: every length up to well beyond it
 * is cut and continued once. */
START_TEST(cutting_anywhere__leaves_a_history_that_replays)
{
	struct config c = config_default();
	struct session *s = session_new(&c);
	vtime now;

	for (size_t length = 1; length < 700; length += length % 256 < 250 ? 42 : 1) {
		session_seek(s, length - 1);
		now = session_world(s)->now_ms;
		ck_assert_int_eq(perform(s, "wait 3ms"), REFUSED_NOT);
		ck_assert_uint_eq(session_count(s), length);
		ck_assert_uint_eq(session_world(s)->now_ms, now + 3);
		while (session_count(s) < 800)
			perform(s, "wait 1ms");
		session_seek(s, 0);
		session_seek(s, length);
		ck_assert_uint_eq(session_world(s)->now_ms, now + 3);
		ck_assert_uint_eq(session_before(s)->now_ms, now);
	}
	session_free(s);
}
END_TEST

Suite *suite_session_session(void)
{
	Suite *s = suite_create("session/session");
	TCase *c = tcase_create("history");

	tcase_add_test(c, every_moment__is_found_again_byte_for_byte);
	tcase_add_test(c, undo_and_redo__go_one_step_and_stop_at_the_ends);
	tcase_add_test(c, acting_after_undo__cuts_what_was_undone);
	tcase_add_test(c, what_was_undone__stays_a_branch);
	tcase_add_test(c, the_same_again__is_the_same_moment);
	tcase_add_test(c, any_branch__is_found_again_at_any_depth);
	tcase_add_test(c, a_refusal__is_no_step);
	tcase_add_test(c, coverage__knows_the_arrows_that_were_walked);
	tcase_add_test(c, a_long_history__is_sought_like_a_short_one);
	tcase_add_test(c, rows_and_coverage__are_found_again_with_the_moment);
	tcase_add_test(c, texts__are_kept_with_their_actions);
	tcase_add_test(c, cutting_anywhere__leaves_a_history_that_replays);
	suite_add_tcase(s, c);
	return s;
}
