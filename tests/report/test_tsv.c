/* Tests the tsv trace: it follows the format exactly, whatever a row contains. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lesson/parse.h"
#include "lesson/run.h"
#include "report/report.h"

#include "suites.h"

static char *out;
static size_t out_size;

static void on_row(void *to, unsigned step, const struct row *row)
{
	tsv_row(to, step, row, "a\tname");
}

/* Returns the rows of a script, without the header row. */
static const char *rows_of(const char *source)
{
	struct diags errors = { 0 };
	struct script *s = script_parse("test", source, strlen(source), &errors);
	FILE *f = open_memstream(&out, &out_size);
	struct run_events events = { .to = f, .row = on_row };

	ck_assert_msg(s != NULL, "%s", errors.used ? errors.at[0].message : "no script");
	script_run(s, &events, NULL);
	fclose(f);
	script_free(s);
	diags_free(&errors);
	return out;
}

static void setup(void)
{
	out = NULL;
}

static void teardown(void)
{
	free(out);
}

#define CONNECTED \
	"tcpstep 1\nserver socket\nserver bind 80\nserver listen\nclient socket\nclient connect 80\n" \
	"deliver\ndeliver\ndeliver\nserver accept\n"

START_TEST(the_header__names_the_columns)
{
	FILE *f = open_memstream(&out, &out_size);

	tsv_header(f);
	fclose(f);
	ck_assert_str_eq(out, "step\ttime_ms\tkind\tactor\tclient\tserver\tsegment\tdetail\tsocket\tfile\n");
}
END_TEST

START_TEST(a_call__then_what_it_sends_then_what_returns)
{
	ck_assert_str_eq(
		rows_of("tcpstep 1\nserver socket\nserver bind 80\nserver listen 1\nclient socket\n"
			"client connect 80\nwait 50ms\nwait 50ms\n"),
		"1\t0\tcall\tserver\tCLOSED\tCLOSED\t-\tsocket\t-\ta\\x09name\n"
		"1\t0\treturn\tserver\tCLOSED\tCLOSED\t-\tsocket = 1\t1\ta\\x09name\n"
		"2\t0\tcall\tserver\tCLOSED\tCLOSED\t-\tbind 80\t1\ta\\x09name\n"
		"2\t0\treturn\tserver\tCLOSED\tCLOSED\t-\tbind = 0\t1\ta\\x09name\n"
		"3\t0\tcall\tserver\tCLOSED\tLISTEN\t-\tlisten 1\t1\ta\\x09name\n"
		"3\t0\treturn\tserver\tCLOSED\tLISTEN\t-\tlisten = 0\t1\ta\\x09name\n"
		"4\t0\tcall\tclient\tCLOSED\tLISTEN\t-\tsocket\t-\ta\\x09name\n"
		"4\t0\treturn\tclient\tCLOSED\tLISTEN\t-\tsocket = 1\t1\ta\\x09name\n"
		"5\t0\tcall\tclient\tSYN-SENT\tLISTEN\t-\tconnect 80\t1\ta\\x09name\n"
		"5\t0\tsend\tclient\tSYN-SENT\tLISTEN\t#1 SYN seq=100 win=64 len=0\t-\t1\ta\\x09name\n"
		"6\t50\tarrive\tserver\tSYN-SENT\tSYN-RECEIVED\t#1 SYN seq=100 win=64 len=0\t-\t-\ta\\x09name\n"
		"6\t50\tsend\tserver\tSYN-SENT\tSYN-RECEIVED\t#2 SYN,ACK seq=300 ack=101 win=64 len=0\t-\t-\ta\\x09name\n"
		"7\t100\tarrive\tclient\tESTABLISHED\tSYN-RECEIVED\t#2 SYN,ACK seq=300 ack=101 win=64 len=0\t-\t1\ta\\x09name\n"
		"7\t100\tsend\tclient\tESTABLISHED\tSYN-RECEIVED\t#3 ACK seq=101 ack=301 win=64 len=0\t-\t1\ta\\x09name\n"
		"7\t100\treturn\tclient\tESTABLISHED\tSYN-RECEIVED\t-\tconnect = 0\t1\ta\\x09name\n");
}
END_TEST

START_TEST(text_with_tabs_and_lines__cannot_break_a_row)
{
	const char *rows = rows_of(CONNECTED "client send \"a\\tb\\nc\\\"d\\\\\\x1b[31m\"\ndeliver\nserver recv\n");
	unsigned columns = 0, lines = 0;

	for (const char *c = rows; *c; c++) {
		ck_assert_msg(*c == '\t' || *c == '\n' || (unsigned char)*c >= ' ', "octet %02x", (unsigned)*c);
		columns += *c == '\t';
		if (*c != '\n')
			continue;
		ck_assert_uint_eq(columns, 9);
		columns = 0;
		lines++;
	}
	ck_assert_uint_gt(lines, 10);
	ck_assert_ptr_nonnull(strstr(rows, "\tsend \"a\\tb\\nc\\\"d\\\\\\x1B[31m\"\t1\ta\\x09name\n"));
	ck_assert_ptr_nonnull(strstr(rows, "\trecv = \"a\\tb\\nc\\\"d\\\\\\x1B[31m\"\t2\ta\\x09name\n"));
}
END_TEST

START_TEST(every_kind__has_its_row)
{
	static const char *const wanted[] = {
		"\tforge\tclient\tESTABLISHED\tESTABLISHED\t#4 RST seq=1 win=64 len=0\t-\t-\ta\\x09name\n",
		"\tlose\tclient\tESTABLISHED\tESTABLISHED\t#4 RST seq=1 win=64 len=0\t-\t-\ta\\x09name\n",
		"\tsend\tclient\tFIN-WAIT-1\tESTABLISHED\t#5 FIN,ACK seq=101 ack=301 win=64 len=0\t-\t1\ta\\x09name\n",
		"\tforge\tclient\tFIN-WAIT-1\tESTABLISHED\t#6 FIN,ACK seq=101 ack=301 win=64 len=0\t-\t-\ta\\x09name\n",
		"\ttimer\tclient\tFIN-WAIT-1\tESTABLISHED\t-\trto\t1\ta\\x09name\n",
		"\treturn\tserver\tFIN-WAIT-1\tESTABLISHED\t-\tlisten = -1 EINVAL\t2\ta\\x09name\n",
	};
	const char *rows = rows_of(CONNECTED
				   "inject to server RST seq=1\ndrop last\nclient close\ndup last\nhold #5\nhold #6\n"
				   "wait 1s\nserver.2 listen\n");

	for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
		ck_assert_msg(strstr(rows, wanted[i]) != NULL, "no row%sin\n%s", wanted[i], rows);
}
END_TEST

START_TEST(a_blocked_call__returns_in_a_later_step)
{
	const char *rows = rows_of(
		"tcpstep 1\nserver socket\nserver bind 80\nserver listen\nserver accept\nclient socket\n"
		"client connect 80\nwait idle\n");

	ck_assert_ptr_nonnull(strstr(rows, "4\t0\tcall\tserver\tCLOSED\tLISTEN\t-\taccept\t1\ta\\x09name\n5\t"));
	ck_assert_ptr_nonnull(
		strstr(rows, "7\t150\treturn\tserver\tESTABLISHED\tESTABLISHED\t-\taccept = 2\t1\ta\\x09name\n"));
}
END_TEST

START_TEST(steps__count_a_goals_solution_and_not_the_lines_of_a_block)
{
	const char *rows = rows_of(
		"tcpstep 1\nsay\n  one\n  two\nsay ko\n  하나\ngoal \"do\"\n  reach client CLOSED\n  solution\n"
		"    client socket\nserver socket\n");

	ck_assert_int_eq(strncmp(rows, "3\t0\tcall\tclient\t", 16), 0);
	ck_assert_ptr_nonnull(strstr(rows, "\n4\t0\tcall\tserver\t"));
}
END_TEST

Suite *suite_report_tsv(void)
{
	Suite *s = suite_create("report/tsv");
	TCase *c = tcase_create("rows");

	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_test(c, the_header__names_the_columns);
	tcase_add_test(c, a_call__then_what_it_sends_then_what_returns);
	tcase_add_test(c, text_with_tabs_and_lines__cannot_break_a_row);
	tcase_add_test(c, every_kind__has_its_row);
	tcase_add_test(c, a_blocked_call__returns_in_a_later_step);
	tcase_add_test(c, steps__count_a_goals_solution_and_not_the_lines_of_a_block);
	suite_add_tcase(s, c);
	return s;
}
