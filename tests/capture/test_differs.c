/* Tests which packets of a capture are counted as such that RFC 9293 does not let their host
 * send. */
#include <check.h>

#include "capture/packets.h"
#include "suites.h"

static uint32_t differs;

static void on_connection(void *to, const struct connection *c)
{
	struct connection_figures f;

	(void)to;
	connection_figures(c, &f);
	differs += f.differs;
}

#define CLOSED_BOTH OPENED "> FIN,ACK 101 301; < FIN,ACK 301 102; > ACK 102 302; "

static const struct {
	const char *name, *packets;
	uint32_t differs;
} rows[] = {
	{ "closed in the usual way", OPENED "> ACK 101 301 5; < FIN,ACK 301 106; > FIN,ACK 106 302; < ACK 302 107", 0 },
	{ "sent again", OPENED "> ACK 101 301 5; > ACK 101 301 5; < ACK 301 106", 0 },
	{ "beyond the window", OPENED "> ACK 101 301 1001", 1 },
	{ "as much as the window has", OPENED "> ACK 101 301 1000", 0 },
	{ "a window that was opened", OPENED "< ACK 301 101 win=2000; > ACK 101 301 2000", 0 },
	{ "a probe of a closed window", OPENED "> ACK 101 301 1000; < ACK 301 1101 win=0; > ACK 1101 301 1", 0 },
	{ "two octets into a closed window", OPENED "> ACK 101 301 1000; < ACK 301 1101 win=0; > ACK 1101 301 2", 1 },
	{ "data after a FIN", OPENED "> FIN,ACK 101 301; > ACK 102 301 5", 1 },
	{ "a FIN with another number", OPENED "> ACK 101 301 5; > FIN,ACK 106 301; > FIN,ACK 103 301", 1 },
	{ "a second FIN, one number later", OPENED "> FIN,ACK 101 301; > FIN,ACK 102 301", 1 },
	{ "a segment without ACK", OPENED "> FIN 101", 1 },
	{ "a SYN,ACK with another number", "> SYN 100; < SYN,ACK 300 101; < SYN,ACK 400 101", 1 },
	{ "a SYN,ACK that acknowledges something else", "> SYN 100; < SYN,ACK 300 105", 1 },
	{ "a SYN,ACK for data in the SYN", "> SYN 100 0 10; < SYN,ACK 300 111", 0 },
	{ "data without ACK before the SYN,ACK", "> SYN 100; > - 101 0 5", 1 },
	{ "data that acknowledge a SYN,ACK which the file lacks", "> SYN 100; > ACK 101 301 5", 0 },
	{ "both open at once", "> SYN 100; < SYN 300; > SYN,ACK 100 301; < SYN,ACK 300 101; > ACK 101 301", 0 },
	{ "refused", "> SYN 100; < RST,ACK 0 101", 0 },
	{ "refused with a number", "> SYN 100; < RST,ACK 7 101", 1 },
	{ "aborted", OPENED "> RST 101", 0 },
	{ "aborted with another number", OPENED "> RST 151", 1 },
	{ "a RST that its host did not send", OPENED "> RST 151; > ACK 101 301 5; < ACK 301 106", 0 },
	{ "a RST for data that came after close", OPENED "> FIN,ACK 101 301; < ACK 301 102 5; > RST 102", 0 },
	{ "a RST after shutdown: an abort", OPENED "> FIN,ACK 101 301; < ACK 301 102; > RST 102", 0 },
	{ "a RST after both FINs, where an abort sends none", CLOSED_BOTH "> RST 102", 1 },
	{ "a RST for data that came after close, then one for nothing",
	  OPENED "> FIN,ACK 101 301; < ACK 301 102 5; > RST 102; > RST 102; > RST 102", 1 },
	{ "a RST for each segment that comes after close",
	  OPENED "> FIN,ACK 101 301; < ACK 301 102 5; < ACK 306 102 5; > RST 102; > RST 102", 0 },
	{ "a RST after close in one direction", "> FIN,ACK 101 301; + 9; > RST,ACK 90 301", 0 },
	{ "a RST that answers a segment before the last",
	  OPENED "> FIN,ACK 101 301; < ACK 301 101 5; < ACK 306 102 5; > RST 101", 0 },
	{ "a RST outside the window that its host did not send", OPENED "> ACK 101 301 5; < RST 9301; < ACK 301 106",
	  0 },
	{ "the ACK of a connection before", "> SYN 100; < ACK 901 55; > RST 55; + 1; > SYN 100; < SYN,ACK 300 101", 0 },
	{ "a RST for nothing", "> RST 101", 1 },
	{ "the beginning is missing", "> ACK 101 301 5; < ACK 301 106", 0 },
	{ "a window that may be scaled", "> ACK 101 301; < ACK 301 101; > ACK 101 301 1400", 0 },
	{ "one direction", "< SYN,ACK 300 101; < ACK 301 106 5; < FIN,ACK 306 107", 0 },
};

START_TEST(what_rfc_9293_does_not_let_a_host_send__is_counted)
{
	struct connections *all = connections_new(60 * SECOND_NS, on_connection, NULL);

	differs = 0;
	packets_add(all, rows[_i].packets);
	connections_end(all);
	ck_assert_msg(differs == rows[_i].differs, "%s: %u, not %u", rows[_i].name, (unsigned)differs,
		      (unsigned)rows[_i].differs);
}
END_TEST

Suite *suite_capture_differs(void)
{
	Suite *s = suite_create("capture/differs");
	TCase *t = tcase_create("rules");

	tcase_add_loop_test(t, what_rfc_9293_does_not_let_a_host_send__is_counted, 0, sizeof rows / sizeof *rows);
	suite_add_tcase(s, t);
	return s;
}
