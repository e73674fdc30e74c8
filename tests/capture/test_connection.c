/* Tests what is found out about the connections of a capture: states, who closed and how,
 * which packets belong together. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "capture/octets_seen.h"
#include "capture/summary.h"

#include "capture/packets.h"
#include "suites.h"

/* What a capture must be found to be, a connection a line:
 * "client_state server_state closed_by how packets bytes". */
static char found[4096];

static void on_connection(void *to, const struct connection *c)
{
	struct connection_figures f;
	int client = connection_client(c, NULL), closer = connection_closer(c);
	char line[200];

	(void)to;
	connection_figures(c, &f);
	snprintf(line, sizeof line, "%s %s %s %s %u %u\n", state_name(connection_state(c, client)),
		 state_name(connection_state(c, 1 - client)),
		 closer < 0         ? "-"
		 : closer == 2      ? "both"
		 : closer == client ? "client"
				    : "server",
		 ending_name(connection_ending(c)), c->packets, (unsigned)f.octets);
	strncat(found, line, sizeof found - strlen(found) - 1);
}

static void judge(const char *packets)
{
	struct connections *all = connections_new(60 * SECOND_NS, on_connection, NULL);

	found[0] = '\0';
	packets_add(all, packets);
	connections_end(all);
}

static const struct {
	const char *name, *packets, *found;
} rows[] = {
	{ "a SYN without an answer", "> SYN 100", "SYN-SENT CLOSED - open 1 0\n" },
	{ "SYNs without an answer", "> SYN 100; > SYN 100; > SYN 100", "SYN-SENT CLOSED - timeout 3 0\n" },
	{ "a SYN that is answered", "> SYN 100; < SYN,ACK 300 101", "ESTABLISHED SYN-RECEIVED - open 2 0\n" },
	{ "refused", "> SYN 100; < RST,ACK 0 101", "CLOSED CLOSED - refused 2 0\n" },
	{ "a RST to a SYN that does not acknowledge it", "> SYN 100; < RST,ACK 0 77", "SYN-SENT CLOSED - open 2 0\n" },
	{ "open", OPENED "> ACK 101 301 5; < ACK 301 106", "ESTABLISHED ESTABLISHED - open 5 5\n" },
	{ "the client's FIN", OPENED "> FIN,ACK 101 301", "FIN-WAIT-1 CLOSE-WAIT client fin 4 0\n" },
	{ "half closed", OPENED "> FIN,ACK 101 301; < ACK 301 102", "FIN-WAIT-2 CLOSE-WAIT client fin 5 0\n" },
	{ "the last ACK is missing", OPENED "> FIN,ACK 101 301; < FIN,ACK 301 102",
	  "TIME-WAIT LAST-ACK client fin 5 0\n" },
	{ "closed by the client", OPENED "> FIN,ACK 101 301; < FIN,ACK 301 102; > ACK 102 302",
	  "TIME-WAIT CLOSED client fin 6 0\n" },
	{ "closed by the server", OPENED "< FIN,ACK 301 101; > FIN,ACK 101 302; < ACK 302 102",
	  "CLOSED TIME-WAIT server fin 6 0\n" },
	{ "both at once, not acknowledged", OPENED "> FIN,ACK 101 301; < FIN,ACK 301 101",
	  "CLOSING CLOSING both simultaneous 5 0\n" },
	{ "both at once", OPENED "> FIN,ACK 101 301; < FIN,ACK 301 101; > ACK 102 302; < ACK 302 102",
	  "TIME-WAIT TIME-WAIT both simultaneous 7 0\n" },
	{ "a RST", OPENED "> RST,ACK 101 301", "CLOSED CLOSED client rst 4 0\n" },
	{ "a RST outside the window", OPENED "> RST,ACK 5000 301", "ESTABLISHED ESTABLISHED - open 4 0\n" },
	{ "a RST before the window", OPENED "< RST,ACK 300 101", "ESTABLISHED ESTABLISHED - open 4 0\n" },
	{ "a RST after the FINs", OPENED "< FIN,ACK 301 101; > FIN,ACK 101 302; < RST 302",
	  "CLOSED CLOSED server rst 6 0\n" },
	{ "a RST when all is over", OPENED "> FIN,ACK 101 301; < FIN,ACK 301 102; > ACK 102 302; > RST 102",
	  "TIME-WAIT CLOSED client fin 7 0\n" },
	{ "a RST in SYN-RECEIVED", "> SYN 100; < SYN,ACK 300 101; > RST 101", "CLOSED LISTEN client rst 3 0\n" },
	{ "octets that are sent again", OPENED "> ACK 101 301 5; > ACK 101 301 5; > ACK 103 301 5",
	  "ESTABLISHED ESTABLISHED - open 6 7\n" },
	{ "octets out of order", OPENED "> ACK 111 301 10; > ACK 101 301 10; > ACK 96 301 30",
	  "ESTABLISHED ESTABLISHED - open 6 30\n" },
	{ "a keepalive probe", OPENED "> ACK 101 301 5; < ACK 301 106; > ACK 105 301 1",
	  "ESTABLISHED ESTABLISHED - open 6 5\n" },
	{ "each twice", "> SYN 100; = SYN 100; < SYN,ACK 300 101; > ACK 101 301; = ACK 101 301",
	  "ESTABLISHED ESTABLISHED - open 5 0\n" },
	{ "a SYN with another number", "> SYN 100; > SYN 200",
	  "SYN-SENT CLOSED - open 1 0\nSYN-SENT CLOSED - open 1 0\n" },
	{ "a pair used anew",
	  OPENED "> FIN,ACK 101 301; < FIN,ACK 301 102; > ACK 102 302; > SYN 900; < SYN,ACK 700 901",
	  "CLOSED CLOSED client fin 6 0\nESTABLISHED SYN-RECEIVED - open 2 0\n" },
	{ "a late packet of a pair that has ended",
	  OPENED "> FIN,ACK 101 301; < FIN,ACK 301 102; > ACK 102 302; < FIN,ACK 301 102; > ACK 102 302",
	  "TIME-WAIT CLOSED client fin 8 0\n" },
	{ "much later, another connection", OPENED "> RST 101; + 100; > ACK 50 60",
	  "CLOSED CLOSED client rst 4 0\nESTABLISHED CLOSED - open 1 0\n" },
	{ "the beginning is missing", "> ACK 50 60 5; < ACK 60 55 7", "ESTABLISHED ESTABLISHED - open 2 12\n" },
	{ "the server sent first", "< ACK 60 55 7; > ACK 50 67 5; > FIN,ACK 55 67",
	  "FIN-WAIT-1 CLOSE-WAIT client fin 3 12\n" },
	{ "SYN,ACK before SYN", "< SYN,ACK 300 101; > SYN 100; > ACK 101 301", "ESTABLISHED ESTABLISHED - open 3 0\n" },
	{ "one direction", "< SYN,ACK 300 101; < ACK 301 110; < FIN,ACK 301 110",
	  "CLOSED FIN-WAIT-1 server fin 3 0\n" },
	{ "both open at once", "> SYN 100; < SYN 300; > SYN,ACK 100 301; < SYN,ACK 300 101",
	  "ESTABLISHED ESTABLISHED - open 4 0\n" },
	{ "both open at once: who was first is the client",
	  "> SYN 100; < SYN 300; > SYN,ACK 100 301; < SYN,ACK 300 101; > FIN,ACK 101 301",
	  "FIN-WAIT-1 CLOSE-WAIT client fin 5 0\n" },
	{ "both open at once, recorded twice", "> SYN 100; = SYN 100; < SYN 300; > SYN,ACK 100 301; < SYN,ACK 300 101",
	  "ESTABLISHED ESTABLISHED - open 5 0\n" },
	{ "SYN after all of the handshake", "< SYN,ACK 300 101; > ACK 101 301; > SYN 100",
	  "ESTABLISHED ESTABLISHED - open 3 0\n" },
	{ "a SYN with data", "> SYN 100 0 20; < SYN,ACK 300 121 5; > ACK 121 306",
	  "ESTABLISHED ESTABLISHED - open 3 25\n" },
	{ "a SYN with data, refused", "> SYN 100 0 20; < RST,ACK 0 121", "CLOSED CLOSED - refused 2 20\n" },
	{ "a SYN with data after its SYN,ACK", "< SYN,ACK 300 121; > SYN 100 0 20; > ACK 121 301",
	  "ESTABLISHED ESTABLISHED - open 3 20\n" },
	{ "refused three times", "> SYN 100; < RST,ACK 0 101; > SYN 100; < RST,ACK 0 101; > SYN 100; < RST,ACK 0 101",
	  "CLOSED CLOSED - refused 6 0\n" },
	{ "refused, then not", "> SYN 100; < RST,ACK 0 101; > SYN 100; < SYN,ACK 300 101",
	  "ESTABLISHED SYN-RECEIVED - open 4 0\n" },
	{ "the server has an old connection",
	  "> SYN 100; < ACK 9000 5000; > RST 5000; > SYN 100; < SYN,ACK 300 101; > ACK 101 301",
	  "ESTABLISHED ESTABLISHED - open 6 0\n" },
	{ "the server has an old connection and stays with it", "> SYN 100; > SYN 100; < ACK 9000 5000; > SYN 100",
	  "SYN-SENT CLOSED - open 4 0\n" },
	{ "a RST ahead of its sender, answered", OPENED "> ACK 101 301 5; < RST 400; > ACK 106 301",
	  "ESTABLISHED ESTABLISHED - open 6 5\n" },
	{ "a RST ahead of its sender, not answered", OPENED "< RST 400", "CLOSED CLOSED server rst 4 0\n" },
	{ "a RST ahead of its sender, then one in its place", OPENED "< RST 400; < RST 301; > ACK 101 301 5",
	  "CLOSED CLOSED server rst 6 5\n" },
	{ "a forged RST that nobody obeys", OPENED "< RST 301; < ACK 301 101 10; > ACK 101 311",
	  "ESTABLISHED ESTABLISHED - open 6 10\n" },
	{ "a forged RST, and FINs after it",
	  OPENED "< RST 301; < FIN,ACK 301 101; > ACK 101 302; > FIN,ACK 101 302; < ACK 302 102",
	  "CLOSED TIME-WAIT server fin 8 0\n" },
	{ "data on their way after a RST", OPENED "< RST,ACK 301 101; > ACK 101 301 7",
	  "CLOSED CLOSED server rst 5 7\n" },
	{ "a FIN on its way after a RST", OPENED "< RST,ACK 301 101; > FIN,ACK 101 301",
	  "CLOSED CLOSED server rst 5 0\n" },
	{ "a RST that says why", OPENED "< RST,ACK 301 101 9", "CLOSED CLOSED server rst 4 9\n" },
	{ "a FIN that answers nothing", "> FIN 100; < RST,ACK 0 101", "CLOSED CLOSED client rst 2 0\n" },
	{ "no flags", "> - 100; < RST,ACK 0 100", "CLOSED CLOSED server rst 2 0\n" },
	{ "an ACK that answers nothing", "> ACK 100 50; < RST 50", "CLOSED CLOSED server rst 2 0\n" },
	{ "a window probe", OPENED "> ACK 101 301 5; < ACK 301 106 win=0; > ACK 106 301 1; < ACK 301 106 win=0",
	  "ESTABLISHED ESTABLISHED - open 7 6\n" },
	{ "a SYN,ACK again after the ACK", OPENED "< SYN,ACK 300 101; > ACK 101 301",
	  "ESTABLISHED ESTABLISHED - open 5 0\n" },
	{ "a challenged SYN", OPENED "> SYN 500; < ACK 301 101; > RST 101",
	  "ESTABLISHED ESTABLISHED - open 3 0\n"
	  "SYN-SENT CLOSED - open 3 0\n" },
	{ "in the order in which they end", "> SYN 100; > SYN 200; < RST,ACK 0 201; > SYN 300; < RST,ACK 0 301",
	  "CLOSED CLOSED - refused 2 0\nCLOSED CLOSED - refused 2 0\nSYN-SENT CLOSED - open 1 0\n" },
	{ "numbers that wrap",
	  "> SYN 4294967290; < SYN,ACK 300 4294967291; > ACK 4294967291 301 20; < ACK 301 15; > FIN,ACK 15 301",
	  "FIN-WAIT-1 CLOSE-WAIT client fin 5 20\n" },
};

START_TEST(a_connection__is_judged)
{
	judge(rows[_i].packets);
	ck_assert_msg(strcmp(found, rows[_i].found) == 0, "%s: expected\n%sfound\n%s", rows[_i].name, rows[_i].found,
		      found);
}
END_TEST

/* --- the summary's other columns --- */

static char *printed;

static void print(void *to, const struct connection *c)
{
	summary_connection(&(struct summary){ .out = to }, c, 0);
}

/* Returns column `name` of the first row. */
static const char *column(const struct packet *packets, size_t n, const char *name)
{
	static char value[128];
	size_t len;
	FILE *out = open_memstream(&printed, &len);
	struct connections *all = connections_new(60 * SECOND_NS, print, out);
	const char *head, *row;
	int at = 0;

	summary_begin(&(struct summary){ .out = out });
	for (size_t i = 0; i < n; i++)
		connections_add(all, &packets[i]);
	connections_end(all);
	fclose(out);
	head = strstr(printed, name);
	ck_assert_ptr_nonnull(head);
	for (const char *s = printed; s < head; s++)
		at += *s == '\t';
	row = strchr(printed, '\n') + 1;
	for (; at > 0; at--)
		row = strchr(row, '\t') + 1;
	snprintf(value, sizeof value, "%.*s", (int)strcspn(row, "\t\n"), row);
	free(printed);
	return value;
}

#define CLIENT .from = { { 0 }, 40000 }, .to = { { 0 }, 80 }
#define SERVER .from = { { 0 }, 80 }, .to = { { 0 }, 40000 }
#define MS     1000000ll

static const struct packet unread[] = {
	{ CLIENT, .flags = SEG_SYN, .seq = 100, .window = 1000 },
	{ SERVER, .flags = SEG_SYN | SEG_ACK, .seq = 300, .ack = 101, .window = 1000, .time_ns = 40 * MS },
	{ CLIENT, .flags = SEG_ACK, .seq = 101, .ack = 301, .window = 1000, .time_ns = 90 * MS },
	{ CLIENT, .flags = SEG_ACK, .seq = 101, .ack = 301, .length = 50, .window = 1000, .time_ns = 91 * MS },
	{ SERVER, .flags = SEG_ACK, .seq = 301, .ack = 151, .window = 950, .time_ns = 500 * MS },
	{ SERVER, .flags = SEG_RST | SEG_ACK, .seq = 301, .ack = 151, .window = 950, .time_ns = 501 * MS },
};

START_TEST(a_reset_with_unread_data__is_told_with_its_times)
{
	size_t n = sizeof unread / sizeof *unread;

	ck_assert_str_eq(column(unread, n, "cause"), "unread");
	ck_assert_str_eq(column(unread, n, "rtt"), "0.090000");
	ck_assert_str_eq(column(unread, n, "idle"), "0.409000");
	ck_assert_str_eq(column(unread, n, "duration"), "0.501000");
	ck_assert_str_eq(column(unread, n, "history"), "ShADar");
	ck_assert_str_eq(column(unread, n, "seen"), "whole");
	ck_assert_str_eq(column(unread, n - 1, "seen"), "no-end");
	ck_assert_str_eq(column(unread + 3, 1, "seen"), "no-start,no-end,one-way");
}
END_TEST

static const struct packet gap[] = {
	{ CLIENT, .flags = SEG_ACK, .seq = 101, .ack = 301, .length = 10, .window = 1000, .id = 1 },
	{ CLIENT, .flags = SEG_ACK, .seq = 121, .ack = 301, .length = 10, .window = 1000, .id = 2, .time_ns = 1 * MS },
	{ SERVER, .flags = SEG_ACK, .seq = 301, .ack = 131, .window = 1000, .id = 1, .time_ns = 2 * MS },
	{ CLIENT, .flags = SEG_ACK, .seq = 121, .ack = 301, .length = 10, .window = 1000, .id = 3,
	  .time_ns = 300 * MS },
};

START_TEST(octets_that_the_file_lacks__are_lost)
{
	ck_assert_str_eq(column(gap, 4, "lost"), "10");
	ck_assert_str_eq(column(gap, 2, "lost"), "0");
	ck_assert_str_eq(column(gap, 4, "bytes"), "20");
	ck_assert_str_eq(column(gap, 4, "client_resent"), "1");
	ck_assert_str_eq(column(gap, 4, "twice"), "0");
}
END_TEST

/* A thousand gaps: memory stays bounded, and every octet is in one of the two sums. */
START_TEST(many_gaps__are_bounded)
{
	static struct packet packets[1001];

	for (unsigned i = 0; i < 1000; i++)
		packets[i] = (struct packet){ CLIENT, .flags = SEG_ACK, .seq = 2 * i, .ack = 1, .length = 1, .id = 1 };
	packets[1000] = (struct packet){ SERVER, .flags = SEG_ACK, .seq = 1, .ack = 2000 };
	ck_assert_str_eq(column(packets, 1001, "bytes"), "1000");
	ck_assert_str_eq(column(packets, 1001, "lost"), "1000");
}
END_TEST

/* Five gigabytes: sequence numbers wrap. */
START_TEST(octets__are_counted_beyond_four_gigabytes)
{
	struct octets_seen o = { 0 };
	uint32_t at = 7;

	for (int i = 0; i < 5000; i++, at += 1 << 20)
		ck_assert_uint_eq(octets_seen_add(&o, at, at + (1 << 20)), 1 << 20);
	ck_assert_uint_eq(octets_seen_add(&o, at - 100, at), 0);
	ck_assert_uint_eq(o.octets, UINT64_C(5000) << 20);
	ck_assert_uint_eq(o.used, 1);
	octets_seen_free(&o);
}
END_TEST

Suite *suite_capture_connection(void)
{
	Suite *s = suite_create("capture/connection");
	TCase *t = tcase_create("judgement");

	tcase_add_loop_test(t, a_connection__is_judged, 0, sizeof rows / sizeof *rows);
	tcase_add_test(t, a_reset_with_unread_data__is_told_with_its_times);
	tcase_add_test(t, octets_that_the_file_lacks__are_lost);
	tcase_add_test(t, many_gaps__are_bounded);
	tcase_add_test(t, octets__are_counted_beyond_four_gigabytes);
	suite_add_tcase(s, t);
	return s;
}
