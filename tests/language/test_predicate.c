/* Tests predicates: when each holds, and what is reported when it does not. The worlds are
 * reached by actions only. */
#include <check.h>
#include <stdio.h>
#include <string.h>

#include "language/settings.h"
#include "language/verbs.h"

#include "suites.h"

#define LISTENING   "server socket\nserver bind 80\nserver listen\n"
#define SYN_SENT    LISTENING "client socket\nclient connect 80\n"
#define ESTABLISHED SYN_SENT "wait idle\n"
#define ACCEPTED    ESTABLISHED "server accept\n"

/* a SYN with timestamps, from behind a window scale */
#define TIMED     "observe client SYN seq=5 win=1073741824 tsval=7\n"
#define TIMED_SYN "SYN seq=5 win=1073741824 len=0 tsval=7 tsecr=0"

static struct world world;

/* Performs the lines; each must be done. */
static void perform(const char *lines)
{
	struct config config = config_default();
	char line[200];

	world_init(&world, &config);
	while (*lines) {
		size_t n = strcspn(lines, "\n");
		struct action a;
		struct diag d;
		enum refusal r;

		snprintf(line, sizeof line, "%.*s", (int)n, lines);
		ck_assert_msg(action_read(line, &a, &d), "%s: %s", line, d.message);
		r = world_apply(&world, &a, NULL);
		ck_assert_msg(r == REFUSED_NOT, "%s: %s", line, refusal_text(r, LANG_EN));
		lines += n + (lines[n] != '\0');
	}
}

struct row {
	const char *lines;
	const char *predicate;
	const char *found; /* "": it holds */
};

static void test_rows(const struct row *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		char array[700];
		struct text found = text_over(array, sizeof array);
		struct predicate p;
		enum pred_verdict verdict;
		struct diag d;

		perform(rows[i].lines);
		ck_assert_msg(predicate_read(rows[i].predicate, &p, &d), "%s: %s", rows[i].predicate, d.message);
		verdict = predicate_test(&world, &p, &found);
		ck_assert_msg(verdict == (rows[i].found[0] ? PRED_FAILS : PRED_HOLDS), "row %zu, %s: found %s", i,
			      rows[i].predicate, array);
		ck_assert_msg(strcmp(array, rows[i].found) == 0, "row %zu, %s: found %s", i, rows[i].predicate, array);
		ck_assert_int_eq(predicate_test(&world, &p, NULL), verdict);
	}
}

#define TEST_ROWS(rows) test_rows(rows, sizeof rows / sizeof *(rows))

START_TEST(state__is_that_of_the_connection_in_view_or_of_the_socket_named)
{
	static const struct row rows[] = {
		{ "", "client CLOSED", "" },
		{ "", "client ESTABLISHED", "CLOSED" },
		{ LISTENING, "server LISTEN", "" },
		{ ACCEPTED, "client ESTABLISHED", "" },
		{ ACCEPTED, "server syn_rcvd", "ESTABLISHED" },
		{ ACCEPTED, "server.1 LISTEN", "" },
		{ ACCEPTED, "server.2 ESTABLISHED", "" },
		{ ACCEPTED, "server.2 LISTEN", "ESTABLISHED" },
		{ ACCEPTED "server.1 close\n", "server.1 CLOSED", "" },
		{ ACCEPTED "server.1 close\n", "server.1 LISTEN", "CLOSED" },
		{ ACCEPTED "server crash\n", "server CLOSED", "" },
	};

	TEST_ROWS(rows);
}
END_TEST

START_TEST(a_socket_number_never_given__is_neither_true_nor_false)
{
	static const char *const rows[] = { "client.1 CLOSED",          "client.2 timer rto off",
					    "client.2 blocked nothing", "client.9 send-buffer 0",
					    "server.2 can send no",     "server.3 recv-buffer 0" };

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct predicate p;
		struct diag d;

		perform(i == 0 ? "" : SYN_SENT);
		ck_assert_msg(predicate_read(rows[i], &p, &d), "%s", rows[i]);
		ck_assert_msg(predicate_test(&world, &p, NULL) == PRED_NO_SOCKET, "%s", rows[i]);
	}
}
END_TEST

START_TEST(sent__compares_the_flags_exactly_and_the_fields_that_are_named)
{
	static const struct row rows[] = {
		{ LISTENING, "server sent SYN", "nothing" },
		{ SYN_SENT, "client sent SYN", "" },
		{ SYN_SENT, "client sent syn seq=100 win=64 len=0", "" },
		{ SYN_SENT, "client sent SYN seq=101", "SYN seq=100 win=64 len=0" },
		{ SYN_SENT, "client sent SYN win=63", "SYN seq=100 win=64 len=0" },
		{ SYN_SENT, "client sent SYN len=1", "SYN seq=100 win=64 len=0" },
		{ SYN_SENT, "client sent SYN,ACK", "SYN seq=100 win=64 len=0" },
		{ SYN_SENT, "client sent SYN ack=0", "SYN seq=100 win=64 len=0" },
		{ ESTABLISHED, "client sent ACK ack=301", "" },
		{ ESTABLISHED, "client sent SYN,ACK", "ACK seq=101 ack=301 win=64 len=0" },
		{ ESTABLISHED "client send \"GET /\"\n", "client sent ACK len=5 \"GET /\"", "" },
		{ ESTABLISHED "client send \"GET /\"\n", "client sent ACK \"GET\"",
		  "ACK seq=101 ack=301 win=64 len=5 \"GET /\"" },
		{ ESTABLISHED "client send 5\n", "client sent ACK \"GET /\"", "ACK seq=101 ack=301 win=64 len=5" },
		{ ESTABLISHED "inject to server RST seq=0\n", "client sent ACK seq=101", "" },
		{ SYN_SENT, "client sent SYN tsval=0", "SYN seq=100 win=64 len=0" },
		{ SYN_SENT, "client sent SYN tsecr=0", "SYN seq=100 win=64 len=0" },
		{ TIMED, "client sent SYN", "" },
		{ TIMED, "client sent SYN tsecr=0 tsval=7 win=1073741824", "" },
		{ TIMED, "client sent SYN len=1073741824", TIMED_SYN },
		{ TIMED, "client sent SYN tsval=8", TIMED_SYN },
		{ TIMED, "client sent SYN tsval=7 tsecr=1", TIMED_SYN },
	};

	TEST_ROWS(rows);
}
END_TEST

START_TEST(returned__is_the_last_result_of_the_host)
{
	static const struct row rows[] = {
		{ "", "client returned 0", "nothing" },
		{ SYN_SENT, "client returned 0", "1" },
		{ ESTABLISHED, "client returned 0", "" },
		{ ACCEPTED, "server returned 2", "" },
		{ ACCEPTED, "server returned 0", "2" },
		{ ACCEPTED, "server returned EPIPE", "2" },
		{ "client socket\nclient send 1\n", "client returned ENOTCONN", "" },
		{ "client socket\nclient send 1\n", "client returned enotconn", "" },
		{ "client socket\nclient send 1\n", "client returned EPIPE", "ENOTCONN" },
		{ "client socket\nclient send 1\n", "client returned 0", "ENOTCONN" },
		{ "client socket\nclient send 1\n", "client returned \"x\"", "ENOTCONN" },
		{ ACCEPTED "client send \"hi\"\nwait idle\nserver recv\n", "server returned \"hi\"", "" },
		{ ACCEPTED "client send \"hi\"\nwait idle\nserver recv\n", "server returned 2", "" },
		{ ACCEPTED "client send \"hi\"\nwait idle\nserver recv\n", "server returned \"h\"", "\"hi\"" },
		{ ACCEPTED "client send \"hi\"\nwait idle\nserver recv\n", "server returned 3", "2" },
		{ ACCEPTED "client send 2\nwait idle\nserver recv\n", "server returned \"hi\"", "2" },
	};

	TEST_ROWS(rows);
}
END_TEST

#define CLOSED_BY_BOTH ACCEPTED "client close\nwait idle\nserver recv\nserver close\nwait idle\nwait 4m\n"
#define SECOND         CLOSED_BY_BOTH "client socket\nclient connect 80\nwait idle\nserver accept\n"

START_TEST(returned__of_a_socket_or_a_call_is_its_own)
{
	static const struct row rows[] = {
		{ "", "client recv returned 0", "nothing" },
		{ ACCEPTED, "client recv returned 0", "nothing" },
		{ ACCEPTED "client shutdown wr\n", "client recv returned 0", "nothing" },
		{ ACCEPTED "client shutdown wr\n", "client shutdown returned 0", "" },
		{ ACCEPTED "client shutdown wr\n", "client connect returned 0", "" },
		{ CLOSED_BY_BOTH, "server recv returned 0", "" },
		{ CLOSED_BY_BOTH, "server close returned 0", "" },
		{ CLOSED_BY_BOTH, "server listen returned 0", "" },
		{ CLOSED_BY_BOTH, "server.1 recv returned 0", "nothing" },
		{ CLOSED_BY_BOTH, "server.2 recv returned 0", "" },
		{ CLOSED_BY_BOTH, "server.2 returned 0", "" },
		{ CLOSED_BY_BOTH, "server.1 returned 2", "" },
		{ SECOND, "server.2 close returned 0", "" }, /* the socket is gone */
		{ SECOND, "server.3 close returned 0", "nothing" },
		{ SECOND, "server.3 returned 0", "nothing" },
		{ SECOND, "server accept returned 3", "" },
		{ SECOND, "server.1 accept returned 2", "3" },
		{ SECOND "server.2 send 1\n", "server.2 send returned EBADF", "" },
		{ SECOND "server.2 send 1\n", "server.2 send returned 1", "EBADF" },
		{ SECOND "client send \"a\"\nwait idle\nserver recv\nserver.2 recv\n", "server.3 recv returned \"a\"",
		  "" },
		{ SECOND "client send \"a\"\nwait idle\nserver recv\nserver.2 recv\n", "server recv returned EBADF",
		  "" },
		{ SECOND "client send \"a\"\nwait idle\nserver recv\nserver.2 recv\n", "server.3 recv returned \"b\"",
		  "\"a\"" },
		{ SECOND "client send \"a\"\nwait idle\nserver recv\nclient send 1\nwait idle\nserver recv\n",
		  "server recv returned \"a\"", "1" },
	};

	TEST_ROWS(rows);
}
END_TEST

START_TEST(sent__of_a_socket_is_its_own)
{
	static const struct row rows[] = {
		{ SYN_SENT, "client.1 sent SYN seq=100", "" },
		{ SYN_SENT "deliver\n", "server sent SYN,ACK", "" },
		{ SYN_SENT "deliver\n", "server.1 sent SYN,ACK", "nothing" },
		{ ACCEPTED, "server.2 sent SYN,ACK seq=300", "" },
		{ SECOND, "client.1 sent ACK", "" },
		{ SECOND, "client.1 sent ACK seq=102", "" },
		{ SECOND, "client.2 sent ACK seq=100101", "" },
		{ SECOND, "server.2 sent FIN,ACK", "" },
		{ SECOND, "server.3 sent SYN,ACK", "" },
		{ SECOND, "server.3 sent FIN,ACK", "SYN,ACK seq=100300 ack=100101 win=64 len=0" },
		{ ACCEPTED "client abort\n", "client.1 sent RST", "" },
	};

	TEST_ROWS(rows);
}
END_TEST

/* Many sockets: what each returned is kept as long as there is room, and what a call
 * returned last on the host always. */
START_TEST(returned__is_forgotten_from_the_oldest_socket_on)
{
	static char lines[4000];
	static const struct row rows[] = {
		{ lines, "client socket returned 60", "" },
		{ lines, "client.60 linger returned 0", "" },
		{ lines, "client.1 linger returned 0", "nothing" },
		{ lines, "server socket returned 1", "" },
	};
	struct text t = text_over(lines, sizeof lines);

	text_add(&t, "server socket\n");
	for (int i = 0; i < 60; i++)
		text_add(&t, "client socket\nclient linger 0\nclient close\n");
	TEST_ROWS(rows);
}
END_TEST

START_TEST(listening__is_of_a_port_and_queues_are_of_a_listener)
{
#define TWO LISTENING "server socket\nserver bind 81\nserver listen 3\n"
	static const struct row rows[] = {
		{ "", "server listening 80 no", "" },
		{ "", "server listening 80", "listening 80 no" },
		{ LISTENING, "server listening 80", "" },
		{ LISTENING, "server listening 81 no", "" },
		{ LISTENING, "client listening 80 no", "" },
		{ LISTENING, "server listening 80 no", "listening 80" },
		{ TWO, "server listening 80", "" },
		{ TWO, "server listening 81", "" },
		{ TWO "server.1 close\n", "server listening 80 no", "" },
		{ "server socket\nserver bind 80\n", "server listening 80 no", "" },
		{ "", "server syn-queue 0", "no listener" },
		{ "", "server accept-queue 0", "no listener" },
		{ LISTENING, "server syn-queue 0", "" },
		{ SYN_SENT "deliver\n", "server syn-queue 1", "" },
		{ SYN_SENT "deliver\n", "server accept-queue 0", "" },
		{ SYN_SENT "deliver\n", "server syn-queue 0", "1" },
		{ ESTABLISHED, "server syn-queue 0", "" },
		{ ESTABLISHED, "server accept-queue 1", "" },
		{ ACCEPTED, "server accept-queue 0", "" },
		{ ACCEPTED, "server.1 accept-queue 0", "" },
		{ ACCEPTED, "server.2 accept-queue 0", "no listener" },
		{ ESTABLISHED "server socket\nserver bind 81\nserver listen\n", "server accept-queue 0", "" },
		{ ESTABLISHED "server socket\nserver bind 81\nserver listen\n", "server.1 accept-queue 1", "" },
		{ ESTABLISHED "server.1 close\n", "server accept-queue 0", "no listener" },
	};

	TEST_ROWS(rows);
}
END_TEST

START_TEST(the_socket_looked_at__is_named)
{
	static const struct {
		const char *lines, *predicate;
		uint32_t socket;
		bool waits;
	} rows[] = {
		{ "", "client CLOSED", 0, false },
		{ SYN_SENT, "client SYN-SENT", 1, false },
		{ SYN_SENT "deliver\n", "server SYN-RECEIVED", 0, true },
		{ SYN_SENT "deliver\n", "server sent SYN,ACK", 0, true },
		{ SYN_SENT "deliver\n", "server syn-queue 1", 1, false },
		{ SYN_SENT "deliver\n", "server.1 LISTEN", 1, false },
		{ ACCEPTED, "server sent SYN,ACK", 2, false },
		{ ACCEPTED, "server returned 2", 1, false },
		{ ACCEPTED "server recv\n", "server blocked recv", 0, false },
		{ CLOSED_BY_BOTH, "server recv returned 0", 2, false },
		{ CLOSED_BY_BOTH, "server send returned 0", 0, false },
		{ ACCEPTED, "flight 0", 0, false },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct predicate p;
		struct diag d;
		bool waits;

		perform(rows[i].lines);
		ck_assert_msg(predicate_read(rows[i].predicate, &p, &d), "%s: %s", rows[i].predicate, d.message);
		ck_assert_msg(predicate_socket(&world, &p, &waits) == rows[i].socket && waits == rows[i].waits,
			      "row %zu: %s", i, rows[i].predicate);
	}
}
END_TEST

START_TEST(blocked__is_of_the_host_or_of_the_socket_named)
{
	static const struct row rows[] = {
		{ LISTENING, "server blocked nothing", "" },
		{ LISTENING, "server blocked accept", "nothing" },
		{ SYN_SENT, "client blocked connect", "" },
		{ SYN_SENT, "client blocked nothing", "connect" },
		{ SYN_SENT, "client blocked recv", "connect" },
		{ ACCEPTED "server.1 accept\nserver.2 recv\n", "server blocked accept", "" },
		{ ACCEPTED "server.1 accept\nserver.2 recv\n", "server blocked recv", "" },
		{ ACCEPTED "server.1 accept\nserver.2 recv\n", "server blocked nothing", "accept, recv" },
		{ ACCEPTED "server.1 accept\nserver.2 recv\n", "server.1 blocked recv", "accept" },
		{ ACCEPTED "server.1 accept\nserver.2 recv\n", "server.2 blocked recv", "" },
		{ ACCEPTED "server.1 close\nserver.2 recv\n", "server.1 blocked nothing", "" },
	};

	TEST_ROWS(rows);
}
END_TEST

START_TEST(timer__runs_with_exactly_so_much_left)
{
	static const struct row rows[] = {
		{ LISTENING, "server timer rto off", "" },
		{ LISTENING, "server timer rto", "off" },
		{ LISTENING, "server timer rto 1s", "off" },
		{ SYN_SENT, "client timer rto", "" },
		{ SYN_SENT, "client timer rto 1s", "" },
		{ SYN_SENT, "client timer rto 1000ms", "" },
		{ SYN_SENT, "client timer rto 2s", "1s" },
		{ SYN_SENT, "client timer rto off", "1s" },
		{ SYN_SENT "wait 10ms\n", "client timer rto 1s", "990ms" },
		{ SYN_SENT, "client timer time-wait", "off" },
		{ ACCEPTED "client close\nwait 100ms\nserver close\nwait 100ms\n", "client timer time-wait 4m",
		  "239950ms" },
		{ ACCEPTED "client close\nwait 100ms\nserver close\nwait 50ms\n", "client timer time-wait 2msl", "" },
		{ "", "client timer rto off", "" },
	};

	TEST_ROWS(rows);
}
END_TEST

START_TEST(buffers__are_those_of_the_slot_in_view)
{
	static const struct row rows[] = {
		{ "", "client send-buffer 0", "" },
		{ "", "client recv-buffer 0", "" },
		{ "", "client recv-buffer \"\"", "" },
		{ "", "client recv-buffer \"x\"", "0" },
		{ "", "client send-buffer 1", "0" },
		{ ACCEPTED "client send \"GET /\"\n", "client send-buffer 5", "" },
		{ ACCEPTED "client send \"GET /\"\n", "client send-buffer 0", "5" },
		{ ACCEPTED "client send \"GET /\"\n", "server recv-buffer 0", "" },
		{ ACCEPTED "client send \"GET /\"\nwait idle\n", "client send-buffer 0", "" },
		{ ACCEPTED "client send \"GET /\"\nwait idle\n", "server recv-buffer 5", "" },
		{ ACCEPTED "client send \"GET /\"\nwait idle\n", "server recv-buffer \"GET /\"", "" },
		{ ACCEPTED "client send \"GET /\"\nwait idle\n", "server recv-buffer \"GET\"", "\"GET /\"" },
		{ ACCEPTED "client send \"GET /\"\nwait idle\n", "server.1 recv-buffer 0", "" },
		{ ACCEPTED "client send 5\nwait idle\n", "server recv-buffer \"GET /\"", "5" },
		{ ACCEPTED "client send \"GET /\"\nwait idle\n", "server recv-buffer 0", "5" },
	};

	TEST_ROWS(rows);
}
END_TEST

START_TEST(can__is_whether_a_direction_is_open)
{
	static const struct row rows[] = {
		{ "", "client can send no", "" },
		{ "", "client can receive", "can receive no" },
		{ ACCEPTED, "client can send", "" },
		{ ACCEPTED, "client can send no", "can send" },
		{ ACCEPTED "client shutdown wr\nwait idle\n", "client can send", "can send no" },
		{ ACCEPTED "client shutdown wr\nwait idle\n", "client can receive", "" },
		{ ACCEPTED "client shutdown wr\nwait idle\n", "server can send", "" },
		{ ACCEPTED "client shutdown wr\nwait idle\n", "server can receive no", "" },
	};

	TEST_ROWS(rows);
}
END_TEST

START_TEST(flight_and_time__are_the_worlds)
{
	static const struct row rows[] = {
		{ "", "flight 0", "" },
		{ SYN_SENT, "flight 1", "" },
		{ SYN_SENT, "flight 0", "1" },
		{ SYN_SENT "dup\nhold last\n", "flight 2", "" },
		{ SYN_SENT "drop\n", "flight 0", "" },
		{ "", "time 0s", "" },
		{ "wait 90s\n", "time 90s", "" },
		{ "wait 90s\n", "time 2m", "90s" },
		{ "wait 4m\n", "time 2msl", "" },
		{ "wait 1ms\n", "time 0s", "1ms" },
	};

	TEST_ROWS(rows);
}
END_TEST

/* Each differs from every other in one thing or more. */
static const char *const different[] = {
	"client CLOSED",
	"server CLOSED",
	"client LISTEN",
	"client.1 CLOSED",
	"client sent FIN",
	"client sent -",
	"client sent FIN seq=0",
	"client sent FIN win=0",
	"client sent FIN len=0",
	"client sent FIN tsval=0",
	"client sent FIN tsecr=0",
	"client sent FIN tsval=1",
	"client sent FIN tsecr=1",
	"client sent FIN seq=0 win=0",
	"client sent FIN \"\"",
	"client sent FIN \"a\"",
	"client returned 0",
	"client returned \"0\"",
	"client returned EPIPE",
	"client returned EBADF",
	"client recv returned 0",
	"client.1 recv returned 0",
	"client send returned 0",
	"client recv returned \"0\"",
	"client listening 80",
	"client listening 80 no",
	"client listening 81",
	"client syn-queue 0",
	"client accept-queue 0",
	"client.1 accept-queue 0",
	"client accept-queue 1",
	"client blocked nothing",
	"client blocked socket",
	"client blocked recv",
	"client timer rto",
	"client timer rto off",
	"client timer rto 0ms",
	"client timer rto 1ms",
	"client timer user",
	"client send-buffer 0",
	"client recv-buffer 0",
	"client recv-buffer \"\"",
	"client can send",
	"client can send no",
	"client can receive",
	"flight 0",
	"flight 1",
	"time 0ms",
	"time 2msl",
};

START_TEST(predicates_that_differ__are_not_the_same_nor_print_alike)
{
	enum { N = sizeof different / sizeof *different };
	static struct predicate predicates[N];
	static char lines[N][200];

	for (size_t i = 0; i < N; i++) {
		struct text t = text_over(lines[i], sizeof lines[i]);
		struct diag d;

		ck_assert_msg(predicate_read(different[i], &predicates[i], &d), "%s: %s", different[i], d.message);
		predicate_write(&t, &predicates[i]);
		ck_assert_str_eq(lines[i], different[i]);
		for (size_t j = 0; j < i; j++)
			ck_assert_msg(!predicate_same(&predicates[i], &predicates[j]), "%s | %s", different[i],
				      different[j]);
	}
}
END_TEST

START_TEST(what_is_expected__is_written_without_its_subject)
{
	static const struct {
		const char *predicate, *value;
	} rows[] = {
		{ "client.1 fin_wait_1", "FIN-WAIT-1" },
		{ "client sent ACK,FIN ack=1", "FIN,ACK ack=1" },
		{ "client returned \"x\"", "\"x\"" },
		{ "client returned epipe", "EPIPE" },
		{ "client recv returned \"x\"", "\"x\"" },
		{ "client listening 80 no", "80 no" },
		{ "client syn-queue 2", "2" },
		{ "client blocked nothing", "nothing" },
		{ "client timer rto", "running" },
		{ "client timer rto off", "off" },
		{ "client timer rto 4m", "4m" },
		{ "client recv-buffer 3", "3" },
		{ "client can receive no", "can receive no" },
		{ "flight 2", "2" },
		{ "time 2msl", "2msl" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char array[200];
		struct text t = text_over(array, sizeof array);
		struct predicate p;
		struct diag d;

		ck_assert_msg(predicate_read(rows[i].predicate, &p, &d), "%s: %s", rows[i].predicate, d.message);
		predicate_write_value(&t, &p);
		ck_assert_str_eq(array, rows[i].value);
	}
}
END_TEST

Suite *suite_language_predicate(void)
{
	Suite *s = suite_create("language/predicate");
	TCase *test = tcase_create("test"), *words = tcase_create("words");

	tcase_add_test(test, state__is_that_of_the_connection_in_view_or_of_the_socket_named);
	tcase_add_test(test, a_socket_number_never_given__is_neither_true_nor_false);
	tcase_add_test(test, sent__compares_the_flags_exactly_and_the_fields_that_are_named);
	tcase_add_test(test, returned__is_the_last_result_of_the_host);
	tcase_add_test(test, returned__of_a_socket_or_a_call_is_its_own);
	tcase_add_test(test, returned__is_forgotten_from_the_oldest_socket_on);
	tcase_add_test(test, sent__of_a_socket_is_its_own);
	tcase_add_test(test, listening__is_of_a_port_and_queues_are_of_a_listener);
	tcase_add_test(test, the_socket_looked_at__is_named);
	tcase_add_test(test, blocked__is_of_the_host_or_of_the_socket_named);
	tcase_add_test(test, timer__runs_with_exactly_so_much_left);
	tcase_add_test(test, buffers__are_those_of_the_slot_in_view);
	tcase_add_test(test, can__is_whether_a_direction_is_open);
	tcase_add_test(test, flight_and_time__are_the_worlds);
	suite_add_tcase(s, test);
	tcase_add_test(words, predicates_that_differ__are_not_the_same_nor_print_alike);
	tcase_add_test(words, what_is_expected__is_written_without_its_subject);
	suite_add_tcase(s, words);
	return s;
}
