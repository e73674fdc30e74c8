/* Tests running without a screen: verdicts, their places and texts, and that the run
 * continues. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lesson/parse.h"
#include "lesson/run.h"

#include "suites.h"

enum { SEEN_MAX = 16 };

static struct script *script;
static struct failure seen[SEEN_MAX];
static size_t seen_used, rows, statements;
static struct world end;

static void on_failure(void *to, const struct failure *f)
{
	(void)to;
	ck_assert_uint_lt(seen_used, SEEN_MAX);
	seen[seen_used++] = *f;
}

static void on_row(void *to, unsigned step, const struct row *row)
{
	(void)to, (void)step, (void)row;
	rows++;
}

static void on_statement(void *to, const struct statement *st, const struct world *w)
{
	(void)to, (void)st, (void)w;
	statements++;
}

static void setup(void)
{
	script = NULL;
	seen_used = rows = statements = 0;
}

static void teardown(void)
{
	script_free(script);
}

static size_t run(const char *source)
{
	struct diags errors = { 0 };
	struct run_events events = { .row = on_row, .statement = on_statement, .failure = on_failure };

	script = script_parse("test", source, strlen(source), &errors);
	ck_assert_msg(script != NULL, "%s", errors.used ? errors.at[0].message : "no script");
	diags_free(&errors);
	world_init(&end, &script->config);
	return script_run(script, &events, &end);
}

static void saw(size_t i, unsigned line, unsigned column, const char *message, bool run_time)
{
	ck_assert_uint_gt(seen_used, i);
	ck_assert_uint_eq(seen[i].at->line, line);
	ck_assert_uint_eq(seen[i].at->column, column);
	ck_assert_str_eq(seen[i].message[LANG_EN], message);
	ck_assert_int_eq(seen[i].run_time, run_time);
}

#define CONNECTED \
	"tcpstep 1\nserver socket\nserver bind 80\nserver listen\nclient socket\nclient connect 80\n" \
	"deliver\ndeliver\ndeliver\nserver accept\n"

START_TEST(what_holds__is_no_failure)
{
	ck_assert_uint_eq(run(CONNECTED "expect client ESTABLISHED\nexpect server returned 2\nexpect flight 0\n"), 0);
	ck_assert_uint_eq(seen_used, 0);
	ck_assert_int_eq(world_state(&end, HOST_SERVER), TCPS_ESTABLISHED);
	ck_assert_uint_eq(end.now_ms, 150);
}
END_TEST

START_TEST(what_does_not_hold__is_told_and_the_run_goes_on)
{
	ck_assert_uint_eq(
		run(CONNECTED "expect client LISTEN\nclient close\nexpect client FIN-WAIT-1\nexpect flight 7\n"), 2);
	saw(0, 11, 1, "expected client LISTEN, found ESTABLISHED (client.1)", false);
	saw(1, 14, 1, "expected flight 7, found 1", false);
	ck_assert_str_eq(seen[1].message[LANG_KO], "기대한 것: flight 7, 실제: 1");
	ck_assert_int_eq(world_state(&end, HOST_CLIENT), TCPS_FIN_WAIT_1);
}
END_TEST

START_TEST(what_never_ends__ends_the_run_at_its_limit)
{
	const char *war = "tcpstep 1\nset delay 0ms\nserver socket\nserver bind 80\nserver listen\nclient socket\n"
			  "client connect 80\nwait idle\ninject to client ACK seq=301 ack=101 len=1\ndeliver last\n";
	char source[400];

	snprintf(source, sizeof source, "%swait 1s\nexpect client CLOSED\n", war);
	ck_assert_uint_eq(run(source), 1);
	saw(0, 11, 1, "'wait 1s': it causes more than 10000 events at one instant (the limit)", true);
	script_free(script);
	seen_used = 0;
	snprintf(source, sizeof source, "tcpstep 1\nset delay 1ms\n%swait 100h\nexpect client CLOSED\n",
		 strstr(war, "server"));
	ck_assert_uint_eq(run(source), 1);
	saw(0, 11, 1, "'wait 6000m': it causes more than 1000000 events (the limit)", true);
}
END_TEST

START_TEST(a_refused_action__is_a_run_time_error_and_changes_nothing)
{
	ck_assert_uint_eq(run("tcpstep 1\nclient socket\ndeliver #9\nclient boot\nexpect time 0ms\n"), 2);
	saw(0, 3, 1, "'deliver #9': no such segment is in flight", true);
	ck_assert_ptr_nonnull(strstr(seen[0].message[LANG_KO], "'deliver #9': "));
	ck_assert_str_ne(seen[0].message[LANG_KO], seen[0].message[LANG_EN]);
	saw(1, 4, 1, "'client boot': the host is running", true);
}
END_TEST

START_TEST(a_call_on_what_was_not_accepted__names_the_listener)
{
	ck_assert_uint_eq(
		run("tcpstep 1\nserver socket\nserver bind 80\nserver listen\nclient socket\nclient connect 80\n"
		    "wait idle\nserver send 1\nserver close\nexpect server.1 LISTEN\n"),
		2);
	saw(0, 8, 1, "'server send 1': accept() has not handed out this connection yet", true);
	saw(1, 9, 1,
	    "'server close': accept() has not handed out this connection yet; the listener's is 'server.1 close'",
	    true);
}
END_TEST

START_TEST(a_call_that_fails__is_no_error)
{
	ck_assert_uint_eq(run("tcpstep 1\nclient socket\nclient send 3\nexpect client returned ENOTCONN\n"), 0);
}
END_TEST

START_TEST(a_socket_never_made__is_a_run_time_error)
{
	ck_assert_uint_eq(run("tcpstep 1\nclient socket\nexpect client.7 CLOSED\n"), 1);
	saw(0, 3, 1, "this host has made no socket 7", true);
}
END_TEST

START_TEST(of_a_goal__the_solution_is_performed)
{
	ck_assert_uint_eq(run("tcpstep 1\nclient socket\ngoal \"Open.\"\n  reach client SYN-SENT\n  solution\n"
			      "    client connect 80\nexpect flight 1\n"),
			  0);
}
END_TEST

START_TEST(a_goal_not_reached__fails_at_each_reach_that_does_not_hold)
{
	ck_assert_uint_eq(run("tcpstep 1\nclient socket\ngoal \"Open.\"\n  reach client ESTABLISHED\n  reach flight 1\n"
			      "  reach server LISTEN\n  solution\n    client connect 80\n"),
			  2);
	saw(0, 4, 3, "expected client ESTABLISHED, found SYN-SENT (client.1)", false);
	saw(1, 6, 3, "expected server LISTEN, found CLOSED", false);
}
END_TEST

START_TEST(an_expectation_inside_a_solution__counts)
{
	ck_assert_uint_eq(run("tcpstep 1\nclient socket\ngoal \"Open.\"\n  reach client SYN-SENT\n  solution\n"
			      "    client connect 80\n    expect client LISTEN\n"),
			  1);
	saw(0, 7, 5, "expected client LISTEN, found SYN-SENT (client.1)", false);
}
END_TEST

START_TEST(a_long_text__does_not_push_out_what_was_found)
{
	char source[3000] = CONNECTED "expect client recv-buffer \"";
	const char *found;

	for (int i = 0; i < 200; i++)
		strcat(source, "\\x01");
	strcat(source, "\"\nserver.7 send \"");
	for (int i = 0; i < 200; i++)
		strcat(source, "x");
	strcat(source, "\"\nserver crash\nserver send \"");
	for (int i = 0; i < 200; i++)
		strcat(source, "x");
	strcat(source, "\"\n");
	run(source);
	found = strstr(seen[0].message[LANG_EN], "\u2026, found ");
	ck_assert_ptr_nonnull(found);
	ck_assert_str_eq(found, "\u2026, found 0 (client.1)");
	found = strstr(seen[seen_used - 1].message[LANG_EN], "\u2026': ");
	ck_assert_ptr_nonnull(found);
	ck_assert_str_eq(found, "\u2026': the host has crashed; boot it first");
}
END_TEST

START_TEST(texts_and_pauses__take_no_time_and_trace_nothing)
{
	ck_assert_uint_eq(run("tcpstep 1\nsay\n  One.\nnote\n  Two.\nask\n  Three?\n  ( ) no\n  (x) yes\npause\n"), 0);
	ck_assert_uint_eq(statements, 4);
	ck_assert_uint_eq(rows, 0);
	ck_assert_uint_eq(end.now_ms, 0);
}
END_TEST

START_TEST(without_events__the_world_is_the_same)
{
	struct world silent;

	run(CONNECTED "client send \"x\"\nclient close\nwait idle\n");
	world_init(&silent, &script->config);
	ck_assert_uint_eq(script_run(script, &(struct run_events){ 0 }, &silent), 0);
	ck_assert(world_identical(&silent, &end));
}
END_TEST

Suite *suite_lesson_run(void)
{
	Suite *s = suite_create("lesson/run");
	TCase *c = tcase_create("verdicts");

	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_test(c, what_holds__is_no_failure);
	tcase_add_test(c, what_does_not_hold__is_told_and_the_run_goes_on);
	tcase_add_test(c, what_never_ends__ends_the_run_at_its_limit);
	tcase_add_test(c, a_refused_action__is_a_run_time_error_and_changes_nothing);
	tcase_add_test(c, a_call_on_what_was_not_accepted__names_the_listener);
	tcase_add_test(c, a_call_that_fails__is_no_error);
	tcase_add_test(c, a_socket_never_made__is_a_run_time_error);
	tcase_add_test(c, of_a_goal__the_solution_is_performed);
	tcase_add_test(c, a_goal_not_reached__fails_at_each_reach_that_does_not_hold);
	tcase_add_test(c, an_expectation_inside_a_solution__counts);
	tcase_add_test(c, a_long_text__does_not_push_out_what_was_found);
	tcase_add_test(c, texts_and_pauses__take_no_time_and_trace_nothing);
	tcase_add_test(c, without_events__the_world_is_the_same);
	suite_add_tcase(s, c);
	return s;
}
