/* Tests the order of events that are due in the same millisecond (world.h, "Same
 * instant"). Each row leads up to such an instant by real actions; its last line
 * lets the clock run, and only what that line does is compared. */
#include <check.h>
#include <stdio.h>
#include <string.h>

#include "language/format.h"
#include "lesson/parse.h"
#include "lesson/run.h"

#include "suites.h"

#define SERVER "server socket\nserver bind 80\nserver listen\n"
/* The handshake ends at 150 ms; segments #1 to #3 are gone. */
#define CONNECTED SERVER "client socket\nclient connect 80\ndeliver\ndeliver\ndeliver\nserver accept\n"

static const struct {
	const char *what, *script, *events;
} cases[] = {
	{ "two arrivals: the lower number first", CONNECTED "server send \"a\"\nclient send \"b\"\nwait 50ms\n",
	  "200 arrive #4\n200 send #6 ACK seq=102\n200 arrive #5\n200 send #7 ACK seq=302\n" },
	{ "overdue arrivals: by the time they were due, not by number",
	  CONNECTED "client send \"a\"\nhold #4\nwait 5ms\nclient send \"b\"\nwait 5ms\n"
		    "server send \"c\"\ndeliver #6\nrelease #4\nwait 0ms\n",
	  "210 arrive #5\n210 send #8 ACK seq=302\n210 arrive #4\n210 send #9 ACK seq=302\n" },
	{ "an arrival and a timer: the arrival first, so that nothing is retransmitted",
	  "set rto 100ms\n" SERVER "client socket\nclient connect 80\nwait 100ms\n",
	  "50 arrive #1\n50 send #2 SYN,ACK seq=300\n100 arrive #2\n100 send #3 ACK seq=101\n" },
	{ "a death and an arrival: the death first",
	  "set msl 1s\nset rto 5s\n" CONNECTED "client send \"a\"\nhold #4\nwait 951ms\nserver send \"b\"\nwait 50ms\n",
	  "1151 lose #4\n1151 arrive #5\n1151 send #6 ACK seq=102\n" },
	{ "a death and a delivery: the death first",
	  "set msl 1s\nset rto 5s\n" CONNECTED
	  "client send \"a\"\nhold #4\nwait 951ms\nserver send \"b\"\ndeliver #5\n",
	  "1151 lose #4\n1151 arrive #5\n1151 send #6 ACK seq=102\n" },
	{ "a death and a timer: the death first",
	  "set msl 1s\nset rto 1001ms\n" CONNECTED "client send \"a\"\nhold #4\nwait 1000ms\nwait 1ms\n",
	  "1151 lose #4\n1151 timer client rto\n1151 send #5 ACK seq=101\n" },
	{ "two deaths: the lower number first",
	  "set msl 1s\nset rto 5s\n" CONNECTED
	  "server send \"a\"\nclient send \"b\"\nhold #4\nhold #5\nwait 999ms\nwait 2ms\n",
	  "1151 lose #4\n1151 lose #5\n" },
	{ "timers of two hosts: all of the client's first, whatever their kind",
	  "set user-timeout 1s\nclient socket\nclient bind 90\nserver socket\nserver bind 80\n"
	  "server connect 90\nclient connect 80\ndrop\ndrop\nwait 1s\n",
	  "1000 timer client rto\n1000 send #3 SYN seq=100\n1000 timer client user\n1000 timer server rto\n1000 send #4 SYN seq=300\n1000 timer server user\n" },
	{ "timers of one connection: rto before user",
	  "set user-timeout 1s\nclient socket\nclient connect 80\ndrop\nwait 1s\n",
	  "1000 timer client rto\n1000 send #2 SYN seq=100\n1000 timer client user\n" },
	{ "timers of one connection: user before linger, which then has nothing to wait for",
	  "set rto 5s\nset user-timeout 1s\n" CONNECTED
	  "client linger 1s\nclient send \"a\"\ndrop\nclient close\nwait 1s\n",
	  "200 arrive #5\n200 send #6 ACK seq=301\n250 arrive #6\n1150 timer client user\n" },
	{ "timers of one host: rto of the younger connection before time-wait of the older one",
	  "set msl 500ms\n" CONNECTED "client close\ndeliver\ndeliver\nserver close\ndeliver\n"
	  "client socket\nclient connect 81\ndrop #8\ndeliver #7\nwait 950ms\n",
	  "1300 timer client rto\n1300 send #9 SYN seq=100100\n1300 timer client time-wait\n" },
	{ "a delayed ACK comes after the host's other timers: the retransmission takes it along",
	  "set rto 200ms\nset delayed-ack 40ms\n" CONNECTED
	  "client send \"a\"\ndrop\nwait 110ms\nserver send \"b\"\ndeliver\nwait 40ms\n",
	  "350 timer client rto\n350 send #6 ACK seq=101\n" },
	{ "timers of one kind: the older connection first, whatever place its socket has",
	  "client socket\nclient connect 80\ndrop\nclient socket\nclient.1 abort\nclient.1 close\nclient.2 connect 80\ndrop\n"
	  "client socket\nclient.3 connect 80\ndrop\nwait 1s\n",
	  "1000 timer client rto\n1000 send #4 SYN seq=100100\n1000 timer client rto\n1000 send #5 SYN seq=200100\n" },
};

/* Collects the events of the script's last line, one a line. */
struct last_step {
	unsigned step;
	struct text text;
};

static void on_row(void *to, unsigned step, const struct row *row)
{
	struct last_step *last = to;
	struct text *t = &last->text;

	if (step != last->step)
		text_clear(t);
	last->step = step;
	if (row->kind == ROW_CALL || row->kind == ROW_RETURN)
		return;
	text_addf(t, "%llu %s", (unsigned long long)row->time_ms, row_kind_name((enum row_kind)row->kind));
	if (row->kind == ROW_TIMER)
		text_addf(t, " %s %s", host_name(row->actor), timer_name((enum timer_id)row->timer));
	if (row->has_segment)
		text_addf(t, " #%u", (unsigned)row->id);
	if (row->kind == ROW_SEND)
		text_addf(t, " %s seq=%u", segment_flags_name(row->segment.flags), (unsigned)row->segment.seq);
	text_add(t, "\n");
}

START_TEST(events_of_one_instant__happen_in_the_documented_order)
{
	char source[1024], array[1024];
	struct diags errors = { 0 };
	struct last_step last = { .text = text_over(array, sizeof array) };
	struct run_events events = { .to = &last, .row = on_row };
	struct script *s;

	snprintf(source, sizeof source, "tcpstep 1\n%s", cases[_i].script);
	s = script_parse("order", source, strlen(source), &errors);
	ck_assert_msg(s != NULL, "%s: %s", cases[_i].what, errors.used ? errors.at[0].message : "");
	ck_assert_uint_eq(script_run(s, &events, NULL), 0);
	ck_assert_msg(strcmp(array, cases[_i].events) == 0, "%s: the events are\n%s", cases[_i].what, array);
	script_free(s);
	diags_free(&errors);
}
END_TEST

Suite *suite_engine_order(void)
{
	Suite *s = suite_create("engine/order");
	TCase *t = tcase_create("same instant");

	tcase_add_loop_test(t, events_of_one_instant__happen_in_the_documented_order, 0, sizeof cases / sizeof *cases);
	suite_add_tcase(s, t);
	return s;
}
