/* The script language's lines: what is read prints as it was, and what is
 * wrong is told with its column and the near word. */
#include <check.h>
#include <string.h>

#include "engine/verbs.h"

#include "suites.h"

static const char *const actions[] = {
	"client socket",
	"server bind 80",
	"server bind 0",
	"server listen",
	"server listen 3",
	"client connect 80",
	"server accept",
	"server.1 accept",
	"client send 20",
	"client send \"GET /\"",
	"client send \"a\\\"b\\\\c\\n\\x01\"",
	"client send \"\"",
	"server recv",
	"server.2 recv 5",
	"client shutdown rd",
	"client shutdown wr",
	"client shutdown rdwr",
	"client close",
	"client abort",
	"client linger off",
	"client linger 0",
	"client linger 5s",
	"server reuseaddr on",
	"server reuseaddr off",
	"client dup",
	"client exit",
	"client crash",
	"client boot",
	"deliver",
	"deliver #3",
	"deliver to client",
	"drop to server",
	"drop last",
	"dup #2",
	"hold",
	"release last",
	"inject to server SYN seq=300 win=64",
	"inject to client SYN,ACK seq=1 ack=2 win=10 len=5 from 5000 to 80",
	"inject to client ACK seq=4294967295 ack=0 win=64 \"x y\"",
	"inject to client - seq=0 win=64",
	"retransmit client",
	"wait 5s",
	"wait 500ms",
	"wait 2m",
	"wait 2msl",
	"wait next",
	"wait idle",
};

START_TEST(every_action__prints_as_the_line_that_it_was_read_from)
{
	for (size_t i = 0; i < sizeof actions / sizeof *actions; i++) {
		struct action a, b;
		struct diag d;
		char array[700];
		struct text t = text_over(array, sizeof array);

		ck_assert_msg(action_read(actions[i], &a, &d), "%s: %s", actions[i], d.message);
		action_write(&t, &a);
		ck_assert_str_eq(array, actions[i]);
		ck_assert(action_read(array, &b, &d) && action_same(&a, &b));
	}
}
END_TEST

static const char *const predicates[] = {
	"client ESTABLISHED",
	"server.1 LISTEN",
	"client sent FIN,ACK seq=101 ack=301",
	"client sent - seq=0 win=1 len=2",
	"client returned 0",
	"client returned ECONNREFUSED",
	"server returned \"GET /\"",
	"client blocked recv",
	"client blocked nothing",
	"client timer time-wait 4m",
	"client timer rto",
	"client timer fin-wait-2 off",
	"client send-buffer 0",
	"server recv-buffer 5",
	"server recv-buffer \"x\"",
	"client can send",
	"client can receive no",
	"flight 2",
	"time 4m",
};

START_TEST(every_predicate__prints_as_it_was_read)
{
	for (size_t i = 0; i < sizeof predicates / sizeof *predicates; i++) {
		struct predicate p, q;
		struct diag d;
		char array[700];
		struct text t = text_over(array, sizeof array);

		ck_assert_msg(predicate_read(predicates[i], &p, &d), "%s: %s", predicates[i], d.message);
		predicate_write(&t, &p);
		ck_assert_str_eq(array, predicates[i]);
		ck_assert(predicate_read(array, &q, &d) && predicate_same(&p, &q));
	}
}
END_TEST

START_TEST(state_and_errno_names__are_read_in_common_spellings)
{
	static const struct {
		const char *word;
		enum tcp_state state;
	} rows[] = { { "fin_wait_1", TCPS_FIN_WAIT_1 }, { "FIN-WAIT1", TCPS_FIN_WAIT_1 },
		     { "SYN_RCVD", TCPS_SYN_RECEIVED }, { "syn-rcvd", TCPS_SYN_RECEIVED },
		     { "time_wait", TCPS_TIME_WAIT },   { "Established", TCPS_ESTABLISHED },
		     { "LASTACK", TCPS_LAST_ACK } };
	struct predicate p;
	struct diag d;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		enum tcp_state s;

		ck_assert_msg(state_parse(rows[i].word, &s) && s == rows[i].state, "%s", rows[i].word);
	}
	ck_assert(predicate_read("client returned econnreset", &p, &d));
	ck_assert(!predicate_read("client FIN-WAIT-3", &p, &d));
}
END_TEST

START_TEST(a_comment__is_a_number_sign_by_itself)
{
	struct action a;
	struct diag d;

	ck_assert(action_read("deliver #7", &a, &d));
	ck_assert_uint_eq(a.id, 7);
	ck_assert(action_read("deliver # the earliest", &a, &d));
	ck_assert_uint_eq(a.id, 0);
	ck_assert(action_read("client send \"# no\" # yes", &a, &d));
	ck_assert_uint_eq(a.text_len, 4);
}
END_TEST

START_TEST(a_wrong_line__is_told_with_its_column_and_the_near_word)
{
	static const struct {
		const char *line;
		unsigned column;
		const char *hint;
	} rows[] = {
		{ "clent connect 80", 1, "client" },
		{ "client conect 80", 8, "connect" },
		{ "client connect", 15, "" },
		{ "client connect 70000", 16, "" },
		{ "client connect 80 81", 19, "" },
		{ "client shutdown write", 17, "" },
		{ "client linger of", 15, "off" },
		{ "client send \"x", 13, "" },
		{ "client send \"a\\q\"", 15, "" },
		{ "deliver lst", 9, "last" },
		{ "deliver #0", 9, "" },
		{ "wait 5", 6, "" },
		{ "wait idel", 6, "idle" },
		{ "inject to server SYM seq=1", 18, "SYN" },
		{ "inject to server ACK seq=1", 27, "" },
		{ "inject to server SYN seq=1 ack=2", 18, "" },
		{ "inject to server SYN seq=x", 26, "" },
		{ "inject to server SYN", 21, "" },
		{ "client send \"한글\" 5", 18, "" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct action a;
		struct diag d;

		ck_assert_msg(!action_read(rows[i].line, &a, &d), "%s", rows[i].line);
		ck_assert_msg(d.column == rows[i].column, "%s: column %u, not %u (%s)", rows[i].line, d.column,
			      rows[i].column, d.message);
		ck_assert_msg(strcmp(d.hint, rows[i].hint) == 0, "%s: hint '%s'", rows[i].line, d.hint);
		ck_assert_str_ne(d.message, "");
	}
}
END_TEST

Suite *suite_engine_verbs(void)
{
	Suite *s = suite_create("engine/verbs");
	TCase *c = tcase_create("lines");

	tcase_add_test(c, every_action__prints_as_the_line_that_it_was_read_from);
	tcase_add_test(c, every_predicate__prints_as_it_was_read);
	tcase_add_test(c, state_and_errno_names__are_read_in_common_spellings);
	tcase_add_test(c, a_comment__is_a_number_sign_by_itself);
	tcase_add_test(c, a_wrong_line__is_told_with_its_column_and_the_near_word);
	suite_add_tcase(s, c);
	return s;
}
