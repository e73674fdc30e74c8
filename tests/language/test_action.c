/* Tests actions as values: when two are the same, and that each prints as a line that reads
 * back as the same action. */
#include <check.h>
#include <stdio.h>
#include <string.h>

#include "engine/net.h"
#include "engine/segment.h"
#include "language/verbs.h"

#include "suites.h"

static const char *line_of(const struct action *a)
{
	static char array[1400];
	struct text t = text_over(array, sizeof array);

	action_write(&t, a);
	ck_assert(!t.cut);
	return array;
}

static struct action read_line(const char *line)
{
	struct action a;
	struct diag d;

	ck_assert_msg(action_read(line, &a, &d), "%s: %u: %s", line, d.column, d.message);
	return a;
}

START_TEST(actions_made_by_hand__are_those_that_lines_give)
{
	struct action row, read;

	static const enum call_id bare[] = { CALL_SOCKET, CALL_LISTEN, CALL_ACCEPT, CALL_RECV,  CALL_CLOSE,
					     CALL_ABORT,  CALL_DUP,    CALL_EXIT,   CALL_CRASH, CALL_BOOT };

	for (size_t i = 0; i < sizeof bare / sizeof *bare; i++) {
		char line[60];

		snprintf(line, sizeof line, "server %s", call_name(bare[i]));
		row = action_call(HOST_SERVER, bare[i]);
		read = read_line(line);
		ck_assert_msg(action_same(&row, &read), "%s", line);
	}
	row = action_pick(ACT_DROP, 0);
	read = read_line("drop");
	ck_assert(action_same(&row, &read));
	row = action_pick(ACT_HOLD, 9);
	read = read_line("hold #9");
	ck_assert(action_same(&row, &read));
	row = action_wait(2, UNIT_MSL);
	read = read_line("wait 2msl");
	ck_assert(action_same(&row, &read));
}
END_TEST

/* Each line differs from every other in one thing or more. */
static const char *const different[] = {
	"client close",
	"server close",
	"server.1 close",
	"server.2 close",
	"client listen",
	"client listen 0",
	"client listen 5",
	"client recv",
	"client recv 0",
	"client bind 0",
	"client bind 80",
	"client connect 80",
	"client send 0",
	"client send 3",
	"client send \"\"",
	"client send \"abc\"",
	"client send \"abd\"",
	"client send \"abc\\x00\"",
	"client shutdown rd",
	"client shutdown wr",
	"client shutdown rdwr",
	"client linger off",
	"client linger 0",
	"client linger 5s",
	"client linger 5m",
	"client linger 5msl",
	"client reuseaddr on",
	"client reuseaddr off",
	"client dup",
	"dup",
	"dup #1",
	"dup #2",
	"dup last",
	"dup to client",
	"dup to server",
	"deliver",
	"drop",
	"hold",
	"release",
	"inject to client SYN seq=1",
	"inject to server SYN seq=1",
	"inject to server FIN seq=1",
	"inject to server - seq=1",
	"inject to server SYN seq=2",
	"inject to server SYN seq=1 win=0",
	"inject to server SYN seq=1 len=1",
	"inject to server SYN seq=1 \"a\"",
	"inject to server SYN seq=1 \"b\"",
	"inject to server SYN seq=1 \"\"",
	"inject to server SYN seq=1 from 80",
	"inject to server SYN seq=1 to 80",
	"inject to server SYN,ACK seq=1 ack=0",
	"inject to server SYN,ACK seq=1 ack=1",
	"retransmit client",
	"retransmit server",
	"wait 0ms",
	"wait 1ms",
	"wait 1s",
	"wait next",
	"wait idle",
};

START_TEST(actions_that_differ__are_not_the_same_nor_print_alike)
{
	enum { N = sizeof different / sizeof *different };
	static char lines[N][1400];
	static struct action actions[N];

	for (size_t i = 0; i < N; i++) {
		actions[i] = read_line(different[i]);
		snprintf(lines[i], sizeof lines[i], "%s", line_of(&actions[i]));
		for (size_t j = 0; j < i; j++)
			ck_assert_msg(!action_same(&actions[i], &actions[j]) && strcmp(lines[i], lines[j]) != 0,
				      "%s | %s", different[i], different[j]);
	}
}
END_TEST

START_TEST(other_ways_to_write_an_action__give_the_canonical_line)
{
	static const struct {
		const char *line, *canonical;
	} rows[] = {
		{ "  client \t close  # and that is it", "client close" },
		{ "client linger 0s", "client linger 0" },
		{ "client linger 0msl", "client linger 0" },
		{ "client linger 2h", "client linger 120m" },
		{ "wait 1h", "wait 60m" },
		{ "client connect 0080", "client connect 80" },
		{ "client send \"\\x41\\xed\\x95\\x9c\"", "client send \"A한\"" },
		{ "client send \"\tx\"", "client send \"\\tx\"" },
		{ "inject to server ack,syn ack=2 seq=1", "inject to server SYN,ACK seq=1 ack=2 win=64" },
		{ "inject to server FIN to 5 from 6 seq=1 win=9", "inject to server FIN seq=1 win=9 from 6 to 5" },
		{ "inject to client \t RST,ACK,FIN \"x\" ack=1 seq=2",
		  "inject to client FIN,RST,ACK seq=2 ack=1 win=64 \"x\"" },
		{ "inject to client - seq=2 len=0", "inject to client - seq=2 win=64" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct action a = read_line(rows[i].line), b;

		ck_assert_str_eq(line_of(&a), rows[i].canonical);
		b = read_line(rows[i].canonical);
		ck_assert_msg(action_same(&a, &b), "%s", rows[i].line);
	}
}
END_TEST

START_TEST(the_edges_of_every_range__are_read_and_written)
{
	static const char *const lines[] = {
		"client bind 65535",
		"client connect 1",
		"client connect 65535",
		"client listen 65535",
		"client send 1048576",
		"client recv 1048576",
		"client.4294967295 close",
		"deliver #4294967295",
		"wait 4294967295ms",
		"inject to client ACK seq=4294967295 ack=4294967295 win=65535 len=65535 from 65535 to 1",
		"inject to client ACK seq=0 ack=0 win=0 from 1 to 65535",
	};

	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		struct action a = read_line(lines[i]);

		ck_assert_str_eq(line_of(&a), lines[i]);
	}
}
END_TEST

START_TEST(any_octets__are_sent_as_written)
{
	char text[SEND_TEXT_MAX];

	for (size_t i = 0; i < sizeof text; i++)
		text[i] = (char)i;
	/* every octet at every place in a character */
	for (size_t from = 0; from < sizeof text; from++) {
		struct action a = action_call(HOST_CLIENT, CALL_SEND), b;

		a.option = 1;
		a.text_len = (uint16_t)(from % 7 ? 4 : sizeof text - from);
		for (size_t i = 0; i < a.text_len; i++)
			a.text[i] = text[(from + i * (from % 5 + 1)) % sizeof text];
		a.amount = a.text_len;
		b = read_line(line_of(&a));
		ck_assert_msg(action_same(&a, &b), "from %zu", from);
	}
}
END_TEST

/* What lies between fields and beyond the text is no part of an action. */
START_TEST(octets_outside_of_fields__do_not_make_actions_differ)
{
	struct action a = read_line("inject to client FIN,ACK seq=301 ack=101 win=7 \"ab\" from 90 to 80"), b;

	memset(&b, 0xff, sizeof b);
	b.inferred = a.inferred, b.forgery.has_times = a.forgery.has_times;
	b.forgery.tsval = a.forgery.tsval, b.forgery.tsecr = a.forgery.tsecr;
	b.kind = a.kind, b.host = a.host, b.call = a.call, b.pick = a.pick, b.option = a.option;
	b.has_amount = a.has_amount, b.text_len = a.text_len, b.sock = a.sock, b.id = a.id, b.amount = a.amount;
	b.span.count = a.span.count, b.span.unit = a.span.unit;
	b.forgery.seq = a.forgery.seq, b.forgery.ack = a.forgery.ack, b.forgery.len = a.forgery.len;
	b.forgery.wnd = a.forgery.wnd, b.forgery.from_port = a.forgery.from_port, b.forgery.to_port = a.forgery.to_port;
	b.forgery.flags = a.forgery.flags, b.forgery.has_text = a.forgery.has_text;
	memcpy(b.text, a.text, a.text_len);
	ck_assert(action_same(&a, &b));
}
END_TEST

Suite *suite_language_action(void)
{
	Suite *s = suite_create("language/action");
	TCase *c = tcase_create("actions");

	tcase_add_test(c, actions_made_by_hand__are_those_that_lines_give);
	tcase_add_test(c, actions_that_differ__are_not_the_same_nor_print_alike);
	tcase_add_test(c, other_ways_to_write_an_action__give_the_canonical_line);
	tcase_add_test(c, the_edges_of_every_range__are_read_and_written);
	tcase_add_test(c, any_octets__are_sent_as_written);
	tcase_add_test(c, octets_outside_of_fields__do_not_make_actions_differ);
	suite_add_tcase(s, c);
	return s;
}
