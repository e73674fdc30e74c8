/* Tests the packetdrill export: the calls of the tested end, what arrives there and what it
 * sends, and that what cannot be expressed is a comment. tests/cli/test_export_wire.sh checks
 * the grammar over every lesson. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lesson/parse.h"
#include "lesson/run.h"
#include "report/packetdrill.h"

#include "suites.h"

static char *out;
static size_t size;

static void look(void *to, unsigned step, const struct row *row)
{
	(void)step;
	drill_look(to, row);
}

static void take(void *to, unsigned step, const struct row *row)
{
	drill_row(to, step, row);
}

/* Returns the script that tests the host's end, from its first event on. */
static const char *drilled(uint8_t host, const char *source)
{
	struct diags errors = { 0 };
	struct script *s = script_parse("test", source, strlen(source), &errors);
	FILE *f = open_memstream(&out, &size);
	struct drill *d;
	struct run_events first = { .row = look }, second = { .row = take };
	const char *events;

	ck_assert_msg(s != NULL, "%s", errors.used ? errors.at[0].message : "no script");
	d = drill_begin(host, &s->config);
	first.to = second.to = d;
	script_run(s, &first, NULL);
	script_run(s, &second, NULL);
	drill_end(d, f, "a\nname");
	fclose(f);
	script_free(s);
	diags_free(&errors);
	ck_assert_ptr_nonnull(strstr(out, "// a\\x0Aname: "));
	events = strstr(out, "\n0");
	return events ? events + 1 : out;
}

static void setup(void)
{
	out = NULL;
}

static void teardown(void)
{
	free(out);
}

#define LISTENING "tcpstep 1\nserver socket\nserver bind 80\nserver listen 2\n"
#define CONNECTED LISTENING "server accept\nclient socket\nclient connect 80\ndeliver\ndeliver\ndeliver\n"
#define SOCKET_3 \
	"0.000 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3\n0.000 setsockopt(3, IPPROTO_TCP, TCP_NODELAY, [1], 4) = 0\n"
#define LISTENS SOCKET_3 "0.000 bind(3, ..., ...) = 0\n0.000 listen(3, 2) = 0\n"
#define ACCEPTED \
	LISTENS "0.000...0.150 accept(3, ..., ...) = 4\n0.050 < S 0:0(0) win 64 <mss 536>\n" \
		"0.050 > S. 0:0(0) ack 1 <...>\n0.150 < . 1:1(0) ack 1 win 64\n"
#define CONNECTS \
	SOCKET_3 "0.000...0.100 connect(3, ..., ...) = 0\n0.000 > S 0:0(0) <...>\n" \
		 "0.100 < S. 0:0(0) ack 1 win 64 <mss 536>\n0.100 > . 1:1(0) ack 1\n"

START_TEST(a_server__and_its_client)
{
	const char *source = CONNECTED "client send \"GET /\"\ndeliver\nserver recv\nserver close\nserver.2 close\n";

	ck_assert_str_eq(drilled(HOST_SERVER, source),
			 ACCEPTED "0.200 < . 1:6(5) ack 1 win 64\n0.200 > . 1:1(0) ack 6\n"
				  "0.200 read(4, ..., 65535) = 5\n0.200 close(4) = 0\n0.200 > F. 1:1(0) ack 6\n"
				  "// left out at 0.200: close (there is no descriptor)\n");
	free(out);
	ck_assert_str_eq(drilled(HOST_CLIENT, source),
			 CONNECTS "0.150 write(3, ..., 5) = 5\n0.150 > P. 1:6(5) ack 1\n");
}
END_TEST

START_TEST(errors_and_options__have_their_words)
{
	ck_assert_str_eq(
		drilled(HOST_CLIENT, CONNECTED "client linger 0\nclient abort\nclient socket\nclient reuseaddr on\n"),
		CONNECTS "0.150 setsockopt(3, SOL_SOCKET, SO_LINGER, {onoff=1, linger=0}, 8) = 0\n"
			 "0.150 setsockopt(3, SOL_SOCKET, SO_LINGER, {onoff=1, linger=0}, 8) = 0\n"
			 "0.150 close(3) = 0\n0.150 > R 1:1(0)\n"
			 "0.150 socket(..., SOCK_STREAM, IPPROTO_TCP) = 4\n"
			 "0.150 setsockopt(4, IPPROTO_TCP, TCP_NODELAY, [1], 4) = 0\n"
			 "0.150 setsockopt(4, SOL_SOCKET, SO_REUSEADDR, [1], 4) = 0\n");
	free(out);
	ck_assert_str_eq(drilled(HOST_CLIENT, "tcpstep 1\nclient socket\nclient connect 80\ndeliver\ndeliver\n"),
			 SOCKET_3 "0.000...0.100 connect(3, ..., ...) = -1 ECONNREFUSED (Connection refused)\n"
				  "0.000 > S 0:0(0) <...>\n0.100 < R. 0:0(0) ack 1 win 0\n");
}
END_TEST

START_TEST(a_call_that_waits__gives_way_to_another)
{
	ck_assert_str_eq(
		drilled(HOST_SERVER, CONNECTED "server recv\nserver send \"abc\"\nclient send 2\ndeliver to server\n"),
		ACCEPTED "// left out at 0.150: read(4, ..., 65535) (it waits, and is made when it returns)\n"
			 "0.150 write(4, ..., 3) = 3\n0.150 > P. 1:4(3) ack 1\n"
			 "0.200 < . 1:3(2) ack 1 win 64\n0.200 > . 4:4(0) ack 3\n"
			 "0.200 read(4, ..., 65535) = 2\n");
	free(out);
	ck_assert_str_eq(drilled(HOST_CLIENT, "tcpstep 1\nclient socket\nclient connect 80\nclient close\n"),
			 SOCKET_3 "0.000 fcntl(3, F_SETFL, O_RDWR|O_NONBLOCK) = 0\n"
				  "0.000 connect(3, ..., ...) = -1 EINPROGRESS (Operation now in progress)\n"
				  "0.000 fcntl(3, F_SETFL, O_RDWR) = 0\n0.000 > S 0:0(0) <...>\n0.000 close(3) = 0\n");
}
END_TEST

START_TEST(what_cannot_be_expressed__is_a_comment)
{
	ck_assert_ptr_nonnull(
		strstr(drilled(HOST_SERVER, CONNECTED "client dup\nclient socket\nclient connect 80\ndeliver\n"),
		       "// left out at 0.200: < S 100000:100000(0)"));
	ck_assert_ptr_nonnull(strstr(out, "(another connection)\n"));
	ck_assert_ptr_nonnull(strstr(out, "// There is more than one connection: only the first is tested.\n"));
	free(out);
	drilled(HOST_CLIENT, CONNECTED "client dup\nclient crash\nclient boot\nclient socket\n");
	ck_assert_ptr_nonnull(strstr(out, "// left out at 0.150: dup (packetdrill has no dup)\n"
					  "// the rest is left out: the host loses power\n"));
	free(out);
	drilled(HOST_SERVER, "tcpstep 1\nclient socket\nclient connect 80\ndeliver\n");
	ck_assert_ptr_nonnull(
		strstr(out, "// left out at 0.050: < S 100:100(0) win 64 <mss 536> (there is no socket)\n"));
	ck_assert_ptr_nonnull(strstr(out, "\n0 `true`\n"));
}
END_TEST

Suite *suite_report_packetdrill(void)
{
	Suite *s = suite_create("report/packetdrill");
	TCase *c = tcase_create("scripts");

	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_test(c, a_server__and_its_client);
	tcase_add_test(c, errors_and_options__have_their_words);
	tcase_add_test(c, a_call_that_waits__gives_way_to_another);
	tcase_add_test(c, what_cannot_be_expressed__is_a_comment);
	suite_add_tcase(s, c);
	return s;
}
