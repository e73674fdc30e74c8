/* Tests the reading of strace's output: of a client and a server on one machine, of what
 * -y, -yy and -T add, and of lines that are wrong. */
#include <check.h>
#include <stdio.h>
#include <string.h>

#include "capture/strace.h"
#include "language/verbs.h"

#include "suites.h"

#define SECONDS INT64_C(1000000000)

static struct endpoint at(uint8_t last, uint16_t port)
{
	struct endpoint e = { { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 127, 0, 0, last }, port };

	return e;
}

static struct strace *read_lines(const char *lines)
{
	struct strace *s = strace_new();

	for (const char *line = lines; *line; line += strcspn(line, "\n"), line += *line == '\n')
		strace_line(s, line, strcspn(line, "\n"));
	strace_end(s);
	return s;
}

/* Returns the calls of a socket, as "connect 5000 = 0; close = 0". */
static const char *calls_of(const struct strace *s, uint32_t socket)
{
	static char array[2000];
	struct text t = text_over(array, sizeof array);
	const struct traced_call *c;
	uint32_t cursor = STRACE_NONE;
	int64_t before = 0;

	ck_assert_uint_ne(socket, STRACE_NONE);
	text_clear(&t);
	while ((c = strace_next(s, socket, &cursor, INT64_MAX))) {
		ck_assert(c->start_ns >= before && c->end_ns >= c->start_ns && c->socket == socket);
		before = c->start_ns;
		if (t.len > 0)
			text_add(&t, "; ");
		text_add(&t, c->call == CALL_NONE ? strace_text(s, c) : call_name(c->call));
		if (c->call != CALL_NONE)
			text_addf(&t, " %d = %d%s%s%s", (int)c->amount, (int)c->result, c->error[0] ? " " : "",
				  c->error, c->end_ns == INT64_MAX ? "?" : "");
		text_add(&t, c->spare ? " spare" : "");
	}
	return array;
}

/* The real output of a run, see the file. */
START_TEST(a_client_and_a_server__are_told_apart)
{
	struct strace *s = strace_new();
	const struct endpoint server = at(1, 5000), first = at(1, 46992), second = at(1, 46994);
	const int64_t first_ns = 1795875766 * SECONDS + 409900000, second_ns = 1795875766 * SECONDS + 498300000;
	struct diag d;
	uint32_t socket;

	ck_assert(strace_read(s, TESTS_DIR "/capture/client-server.strace", &d));
	strace_end(s);
	ck_assert_str_eq(
		calls_of(s, strace_socket(s, false, &first, &server, first_ns)),
		"socket 0 = 3; connect 5000 = 0; send 5 = 5; shutdown 1 = 0; recv 100 = 100; recv 100 = 0; close "
		"0 = 0");
	socket = strace_socket(s, true, &first, &server, first_ns);
	ck_assert_str_eq(calls_of(s, socket), "recv 4096 = 5; recv 4096 = 0; send 100 = 100; close 0 = 0");
	ck_assert_str_eq(
		calls_of(s, strace_listener(s, socket)),
		"socket 0 = 3; reuseaddr 1 = 0; bind 5000 = 0; listen 5 = 0; accept 0 = 4; close 0 = 0 spare; accept 0 "
		"= 4; close 0 = 0");
	ck_assert_str_eq(
		calls_of(s, strace_socket(s, false, &second, &server, second_ns)),
		"socket 0 = 3; linger 0 = 0; connect 5000 = -1 EINPROGRESS; getsockopt(3, SOL_SOCKET, SO_ERROR, [0], [4]) = "
		"0; send 9 = 9; close 0 = 0");
	ck_assert_str_eq(calls_of(s, strace_socket(s, true, &second, &server, second_ns)),
			 "recv 10 = 9; recv 10 = -1 ECONNRESET; close 0 = 0");
	ck_assert_uint_eq(strace_socket(s, true, &second, &first, second_ns), STRACE_NONE);
	strace_free(s);
}
END_TEST

START_TEST(a_call__is_given_up_to_a_time)
{
	struct strace *s = read_lines("5 1.000000 socket(AF_INET, SOCK_STREAM, IPPROTO_IP) = 3\n"
				      "5 2.500000 shutdown(3, SHUT_RDWR) = 0 <0.250000>\n");
	uint32_t cursor = STRACE_NONE;
	const struct traced_call *c = strace_next(s, 0, &cursor, 2 * SECONDS);

	ck_assert(c && c->call == CALL_SOCKET && c->start_ns == SECONDS);
	ck_assert_ptr_null(strace_next(s, 0, &cursor, 2 * SECONDS));
	c = strace_next(s, 0, &cursor, 3 * SECONDS);
	ck_assert(c && c->call == CALL_SHUTDOWN && c->amount == SHUTDOWN_RDWR);
	ck_assert_int_eq(c->end_ns, 2750000000);
	strace_free(s);
}
END_TEST

START_TEST(what_y_adds__gives_the_endpoints)
{
	struct strace *s = read_lines(
		"[pid 7] 1.0 socket(AF_INET6, SOCK_STREAM|SOCK_CLOEXEC, IPPROTO_IP) = 3<TCPv6:[6139664]>\n"
		"[pid 7] 2.0 connect(3<TCPv6:[6139664]>, {sa_family=AF_INET6, sin6_port=htons(80), sin6_flowinfo=htonl(0), "
		"inet_pton(AF_INET6, \"::1\", &sin6_addr), sin6_scope_id=0}, 28) = 0\n"
		"[pid 7] 3.0 write(3<TCPv6:[[::1]:40000->[::1]:80]>, \"a) = 1 \\\"(\"..., 100) = 100\n"
		"[pid 7] 4.0 read(4</etc/a>, \"\", 5) = 0\n"
		"[pid 7] 5.0 +++ killed by SIGKILL +++\n");
	struct endpoint client = { .port = 40000 }, server = { .port = 80 }, other = { .port = 40001 };

	client.address[15] = server.address[15] = other.address[15] = 1;
	ck_assert_str_eq(calls_of(s, strace_socket(s, false, &client, &server, 0)),
			 "socket 0 = 3; connect 80 = 0; send 100 = 100; exit 0 = 0");
	ck_assert_uint_eq(strace_socket(s, false, &other, &server, 0), STRACE_NONE);
	strace_free(s);
}
END_TEST

START_TEST(a_call_that_never_returns__has_no_end)
{
	struct strace *s = read_lines("1.0 socket(AF_INET, SOCK_STREAM, IPPROTO_IP) = 3\n"
				      "2.0 recvfrom(3,  <unfinished ...>\n"
				      "2.5 --- SIGINT {si_signo=SIGINT, si_code=SI_KERNEL} ---\n");

	ck_assert_str_eq(calls_of(s, 0), "socket 0 = 3; recv 0 = 0?");
	strace_free(s);
	s = read_lines("1.0 socket(AF_INET, SOCK_STREAM, IPPROTO_IP) = 3\n"
		       "2.0 recvfrom(3,  <unfinished ...>) = ?\n"
		       "3.0 +++ killed by SIGKILL +++\n");
	ck_assert_str_eq(calls_of(s, 0), "socket 0 = 3; recv 0 = 0?; exit 0 = 0");
	strace_free(s);
}
END_TEST

START_TEST(what_is_not_tcp__is_passed_over)
{
	struct strace *s = read_lines("1.0 socket(AF_UNIX, SOCK_STREAM, 0) = 3\n"
				      "1.0 socket(AF_INET, SOCK_DGRAM, 0) = 4\n"
				      "1.0 socket(AF_INET, SOCK_STREAM, 0) = -1 EMFILE (Too many open files)\n"
				      "2.0 write(3, \"x\", 1) = 1\n"
				      "close(3) = 0\n"
				      "12:00:00 close(3) = 0\n"
				      "3.0 close(\n"
				      "3.0 = 0\n"
				      "3.0 <... close resumed>) = 0\n"
				      "3.0 <... \n");

	ck_assert_uint_eq(strace_calls(s), 0);
	strace_free(s);
}
END_TEST

START_TEST(descriptors__are_copied_and_inherited)
{
	static const char *const copies[] = { "dup(3)", "dup2(3, 9)", "dup3(3, 9, O_CLOEXEC)" };
	char lines[400];

	snprintf(lines, sizeof lines,
		 "1 1.0 socket(AF_INET, SOCK_STREAM, 0) = 3\n"
		 "1 2.0 %s = 9\n"
		 "1 3.0 close(3) = 0\n"
		 "2 4.0 write(9, \"x\", 1) = 1\n"
		 "1 5.0 close(9) = 0\n"
		 "1 5.1 write(9, \"x\", 1) = 1\n"
		 "2 6.0 close(9) = 0\n",
		 copies[_i]);
	struct strace *s = read_lines(lines);

	ck_assert_str_eq(calls_of(s, 0),
			 "socket 0 = 3; dup 0 = 9; close 0 = 0 spare; send 1 = 1; close 0 = 0 spare; close 0 "
			 "= 0");
	strace_free(s);
}
END_TEST

START_TEST(a_file_without_calls__is_refused)
{
	struct strace *s = strace_new();
	struct diag d;

	ck_assert(!strace_read(s, TESTS_DIR "/capture/crafted.h", &d));
	ck_assert(d.id != DIAG_NONE);
	ck_assert(!strace_read(s, TESTS_DIR "/capture/none", &d));
	ck_assert(!strace_read(s, TESTS_DIR, &d));
	strace_free(s);
}
END_TEST

/* Each line of the sample, cut at each place. */
START_TEST(a_line_cut_anywhere__does_no_harm)
{
	FILE *f = fopen(TESTS_DIR "/capture/client-server.strace", "r");
	char line[1000];

	ck_assert_ptr_nonnull(f);
	while (fgets(line, sizeof line, f))
		for (size_t n = 0; n < strlen(line); n++) {
			struct strace *s = strace_new();

			strace_line(s, "1001 1.0 socket(AF_INET, SOCK_STREAM, 0) = 3", 44);
			strace_line(s, line, n);
			strace_line(s, line + n, strlen(line) - n);
			strace_end(s);
			strace_free(s);
		}
	fclose(f);
}
END_TEST

Suite *suite_capture_strace(void)
{
	Suite *s = suite_create("capture/strace");
	TCase *t = tcase_create("lines");

	tcase_add_test(t, a_client_and_a_server__are_told_apart);
	tcase_add_test(t, a_call__is_given_up_to_a_time);
	tcase_add_test(t, what_y_adds__gives_the_endpoints);
	tcase_add_test(t, a_call_that_never_returns__has_no_end);
	tcase_add_test(t, what_is_not_tcp__is_passed_over);
	tcase_add_loop_test(t, descriptors__are_copied_and_inherited, 0, 3);
	tcase_add_test(t, a_file_without_calls__is_refused);
	tcase_add_test(t, a_line_cut_anywhere__does_no_harm);
	suite_add_tcase(s, t);
	return s;
}
