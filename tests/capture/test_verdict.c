/* Tests the verdicts: which sentence is chosen, its evidence, both languages. */
#include <check.h>
#include <stdio.h>
#include <string.h>

#include "capture/verdict.h"

#include "capture/packets.h"
#include "suites.h"

struct told {
	char at[LANG_COUNT][4096];
	int64_t end_ns;
};

static void on_connection(void *to, const struct connection *c)
{
	struct told *told = to;

	for (int lang = 0; lang < LANG_COUNT; lang++) {
		size_t used = strlen(told->at[lang]);
		struct text t = text_over(told->at[lang] + used, sizeof told->at[lang] - used);

		verdict_write(&t, c, told->end_ns, (enum lang)lang);
		text_add(&t, "\n");
	}
}

/* The capture ends `after_s` after the last packet. */
static const struct told *tell(const char *packets, int after_s)
{
	static struct told told;
	struct connections *all;

	memset(&told, 0, sizeof told);
	all = connections_new(INT64_MAX, on_connection, &told);
	told.end_ns = packets_add(all, packets) + after_s * SECOND_NS;
	connections_end(all);
	return &told;
}

#define CLOSED_BY_CLIENT OPENED "> FIN,ACK 101 301; < FIN,ACK 301 102; > ACK 102 302"

static const struct {
	const char *packets, *told;
} rows[] = {
	{ "> SYN 100; < RST,ACK 0 101",
	  "the server refused: RST (packet 2) answers the SYN (packet 1); nobody listens on port 80, or a firewall refuses\n" },
	{ "> SYN 100; + 3; > SYN 100; + 6; > SYN 100",
	  "connection timeout: the SYN was sent 3 times in 9 s (packets 1 to 3), and nobody answered\n" },
	{ OPENED "< FIN,ACK 301 101; > ACK 101 302; > FIN,ACK 101 302; < FIN,ACK 302 101; > RST 102",
	  "the server closed first (packet 4), then the client (packet 6), which answered what still came (packet 7) with RST "
	  "(packet 8)\n" },
	{ "< RST 301",
	  "reset by the server (packet 1), of which the file has nothing else: why, it does not show; the file does not have "
	  "the beginning; the file has only what the server sent\n" },
	{ "> SYN 100", "no answer to the SYN (packet 1) is in the file\n" },
	{ OPENED "< ACK 301 101 5; > ACK 101 307",
	  "open when the capture ends, 41 s after the last packet (packet 5): no FIN, no RST; one number acknowledged but not in the file: the server's FIN may "
	  "be missing\n" },
	{ "> SYN 100; < SYN,ACK 300 101; + 1; < SYN,ACK 300 101",
	  "the server answered the SYN (packet 2), the client never acknowledged it: SYN-RECEIVED, half-open; the "
	  "server sent one segment again (packet 3)\n" },
	{ OPENED "> FIN,ACK 101 301; < FIN,ACK 301 101; > ACK 102 302; < ACK 302 102",
	  "both closed at once: neither FIN (packets 4 and 5) acknowledges the other; TIME-WAIT at both ends\n" },
	{ OPENED "> FIN,ACK 101 301; < FIN,ACK 301 101",
	  "both closed at once: neither FIN (packets 4 and 5) acknowledges the other; the client is in CLOSING, the "
	  "server in CLOSING\n" },
	{ CLOSED_BY_CLIENT,
	  "the client closed first (packet 4), the server 10 ms later (packet 5); TIME-WAIT at the client\n" },
	{ CLOSED_BY_CLIENT "; > SYN 900; < RST,ACK 0 901",
	  "the client closed first (packet 4), the server 10 ms later (packet 5); no TIME-WAIT is left, since the "
	  "pair is used anew (packet 7)\n"
	  "the server refused: RST (packet 8) answers the SYN (packet 7); nobody listens on port 80, or a firewall refuses\n" },
	{ OPENED "> FIN,ACK 101 301; > SYN 900",
	  "the client closed (packet 4), but nothing acknowledges its FIN; the pair is used anew (packet 5)\n"
	  "no answer to the SYN (packet 5) is in the file\n" },
	{ OPENED "< FIN,ACK 301 101; > ACK 101 302 20; + 2; > FIN,ACK 121 302; + 3; > FIN,ACK 121 302",
	  "the server closed first (packet 4), the client 2 s later (packet 6); nothing acknowledges the second "
	  "FIN: LAST-ACK at the client; TIME-WAIT at the server; half-close: the client "
	  "sent 20 octets more after the server's FIN; the client sent one segment again (packet 7)\n" },
	{ OPENED "< FIN,ACK 301 101; > ACK 101 302",
	  "the server closed (packet 4), the client never did: CLOSE-WAIT for 41 s, until the capture ends\n" },
	{ "< FIN,ACK 301 101",
	  "the server closed (packet 1); what the client did is not in the file; the file does not have the "
	  "beginning; the file has only what the server sent\n" },
	{ OPENED "> ACK 101 301 5; < ACK 301 106; < RST,ACK 301 106 ttl=250",
	  "a box between seems to have reset it (packet 6): the TTL is 250, in the server's other packets 64\n" },
	{ OPENED "> ACK 101 301 5; < ACK 301 106; < RST,ACK 301 106 ttl=66",
	  "the server closed with data unread (packet 4), it seems: it sent RST (packet 6)\n" },
	{ OPENED "> ACK 101 301 5; < ACK 301 106; + 350; < RST,ACK 301 106",
	  "reset 350 s after the last packet: a box between forgot it, or the server aborted only then (packet 6)\n" },
	{ OPENED "< FIN,ACK 301 101; > ACK 101 302; + 350; > RST,ACK 101 302",
	  "reset 350 s after the last packet: a box between forgot it, or the client aborted only then (packet 6); "
	  "before that, the server closed (packet 4)\n" },
	{ OPENED "> ACK 101 301 5; < ACK 301 106; + 350; > ACK 106 301 9; < RST 301",
	  "reset after 350 s of silence: RST (packet 7) answers packet 6, so a box between forgot the connection, or "
	  "the server did\n" },
	/* a minute is a silence, and what comes within five seconds an answer */
	{ OPENED "> ACK 101 301 5; < ACK 301 106; + 61; < RST,ACK 301 106",
	  "reset 61 s after the last packet: a box between forgot it, or the server aborted only then (packet 6)\n" },
	{ OPENED "> ACK 101 301 5; < ACK 301 106; + 59; < RST,ACK 301 106",
	  "the server closed with data unread (packet 4), it seems: it sent RST (packet 6)\n" },
	{ OPENED "> ACK 101 301 5; < ACK 301 106; + 61; > ACK 106 301 9; + 4; < RST 301",
	  "reset after 61 s of silence: RST (packet 7) answers packet 6, so a box between forgot the connection, or "
	  "the server did\n" },
	{ OPENED "> ACK 101 301 5; < ACK 301 106; + 61; > ACK 106 301 9; + 6; < RST 301",
	  "the server knows no such connection, or no longer: RST (packet 7) answers packet 6\n" },
	{ OPENED "> ACK 101 301 5; > ACK 101 301 5; > ACK 101 301 5; > RST,ACK 106 301",
	  "the client gave up (packet 7): what it sent again 2 times was never acknowledged; the client sent 2 "
	  "segments again (first packet 5)\n" },
	{ "> SYN 100; < SYN,ACK 300 101; > RST 101",
	  "the client answered the SYN,ACK (packet 2) with RST (packet 3): it scans ports, or wanted the connection "
	  "no more\n" },
	{ OPENED "> FIN,ACK 101 301; < ACK 301 102 9; > RST 102",
	  "the client closed (packet 4), and answered what still came (packet 5) with RST (packet 6)\n" },
	{ OPENED "> FIN,ACK 101 301; < ACK 301 102 1; > ACK 102 302; < ACK 302 102 9; > RST 102",
	  "the client closed (packet 4), and answered what still came (packet 7) with RST (packet 8); "
	  "half-close: the server sent 10 octets more after the client's FIN\n" },
	{ OPENED "> FIN,ACK 101 301; < ACK 301 102 1; < FIN,ACK 302 102; > ACK 102 303",
	  "the client closed first (packet 4), the server 20 ms later (packet 6); TIME-WAIT at the client; "
	  "half-close: the server sent one octet more after the client's FIN\n" },
	{ OPENED "< ACK 301 101 9; < ACK 310 101 9; > FIN,ACK 101 301; < ACK 319 102; > RST 101; > RST 102",
	  "the client closed (packet 6), and answered what still came (packet 5) with RST (packet 8)\n" },
	{ OPENED "< ACK 301 101 9; > FIN,ACK 101 301; > ACK 102 310; < ACK 310 102; > RST 90; > RST 102",
	  "the client closed (packet 5), and answered what still came (packet 7) with RST (packet 9); "
	  "a RST with numbers that its receiver does not accept is ignored (packet 8)\n" },
	{ OPENED "> FIN,ACK 101 301; < ACK 301 102; + 2; > SYN 900",
	  "the client closed (packet 4), the server never did, and the pair is used anew 2 s later (packet 6)\n"
	  "no answer to the SYN (packet 6) is in the file\n" },
	{ OPENED "> SYN 900", "no FIN and no RST, and then the pair is used anew (packet 4)\n"
			      "no answer to the SYN (packet 4) is in the file\n" },
	{ OPENED "> ACK 101 301 5; < ACK 301 106; > RST 106; + 1; > ACK 106 301 5; < RST 301",
	  "reset (packet 6), though the client seems not to have sent that RST: it went on with this connection "
	  "(packet 7)\n" },
	{ OPENED "> FIN,ACK 101 301; + 2; > RST,ACK 102 301",
	  "the client closed (packet 4) and reset the connection 2 s later (packet 5)\n" },
	{ OPENED "> ACK 101 301 5; < RST 301", "the server knows no such connection, or no longer: RST (packet 5) "
					       "answers packet 4\n" },
	{ OPENED "> FIN,ACK 101 301; < RST,ACK 301 102",
	  "the client closed (packet 4), the server sent RST in place of a FIN 10 ms later (packet 5)\n" },
	{ OPENED "> ACK 101 301 5; < ACK 301 106 win=995; < RST,ACK 301 106 win=995",
	  "the server closed with data unread (packet 4), it seems: it sent RST (packet 6)\n" },
	{ OPENED "> RST,ACK 101 301",
	  "the client aborted (packet 4): RST without a FIN, and no sign of unread data\n" },
	{ OPENED "> ACK 101 301 5; > ACK 101 301 5; > ACK 101 301 5",
	  "the client sent again 2 times (first packet 5), and nothing acknowledges it until the capture ends\n" },
	{ OPENED "> ACK 101 301 5; < ACK 301 106 win=0",
	  "open when the capture ends, 41 s after the last packet (packet 5): no FIN, no RST; the server's window "
	  "fell to 0 (packet 5)\n" },
	{ OPENED "> ACK 111 301 5; < ACK 301 116; > RST,ACK 9000 301; = RST,ACK 9000 301",
	  "open when the capture ends, 41 s after the last packet (packet 7): no FIN, no RST; octets acknowledged "
	  "but not in the file: 10; a RST with numbers that its receiver does not accept is ignored (packet 6); records that are copies: 1\n" },
	{ OPENED "+ 60; > ACK 100 301; + 75; > ACK 100 301; + 75; > RST,ACK 101 301",
	  "the client gave up (packet 6): 2 keepalive probes (first packet 4) got no answer\n" },
	{ OPENED "> ACK 100 301; + 75; > ACK 100 301 1",
	  "the client sent 2 keepalive probes (first packet 4), and nothing answers until the capture ends\n" },
	{ OPENED "> ACK 100 301; < ACK 301 101; + 75; > ACK 100 301",
	  "open when the capture ends, 41 s after the last packet (packet 6): no FIN, no RST\n" },
	{ OPENED "> ACK 101 301 5; < RST 301; < ACK 301 106 7; > ACK 106 308",
	  "open when the capture ends, 41 s after the last packet (packet 7): no FIN, no RST; the RST in packet 5 "
	  "seems forged: the server went on as if it had not sent it, and so did the client\n" },
	{ OPENED "< RST 301; < ACK 301 101 7; > ACK 101 500",
	  "the server knows no such connection, or no longer: RST (packet 4) answers packet 3; octets acknowledged "
	  "but not in the file: 192\n" },
	{ "> SYN 100; < SYN 300; > SYN,ACK 100 301; < SYN,ACK 300 101",
	  "open when the capture ends, 41 s after the last packet (packet 4): no FIN, no RST; both opened at once: "
	  "each sent a SYN before the other's arrived\n" },
	{ "> SYN 900; < ACK 301 101; > RST 101; > SYN 900; < SYN,ACK 500 901",
	  "the server answered the SYN (packet 5), the client never acknowledged it: SYN-RECEIVED, half-open; the "
	  "server still had the connection before: it answered the SYN with an ACK of that one (packet 2); the client "
	  "sent one segment again (packet 4)\n" },
	{ OPENED "> ACK 101 301 5; < ACK 301 106 5 win=995; < RST,ACK 306 106 win=995",
	  "the server closed with data unread (packet 4), it seems: it sent RST (packet 6)\n" },
	{ OPENED "> ACK 101 301 win=2; < ACK 301 101 5; < RST,ACK 306 101",
	  "the server aborted (packet 6): RST without a FIN, and no sign of unread data\n" },
	{ OPENED "> ACK 101 301; = ACK 101 301 win=900",
	  "open when the capture ends, 41 s after the last packet (packet 5): no FIN, no RST\n" },
	{ OPENED "> ACK 101 301 5; < ACK 301 106 win=0; > ACK 106 301 1; < ACK 301 106 win=0; > ACK 106 301 1; "
		 "< ACK 301 106 win=0; > ACK 106 301 1; < ACK 301 106 win=0",
	  "open when the capture ends, 41 s after the last packet (packet 11): no FIN, no RST; the server's window "
	  "fell to 0 (packet 5)\n" },
	{ "< ACK 50 60 port=8080",
	  "open when the capture ends, 41 s after the last packet (packet 1): no FIN, no RST; the file does not have "
	  "the beginning; the file has only what the client sent; which end is the client is a guess\n" },
	{ "< ACK 50 60; > ACK 60 50",
	  "open when the capture ends, 41 s after the last packet (packet 2): no FIN, no RST; the file does not have "
	  "the beginning\n" },
};
enum { ROWS = sizeof rows / sizeof *rows };

START_TEST(a_verdict__has_its_evidence)
{
	const struct told *told = tell(rows[_i].packets, 41);

	ck_assert_str_eq(told->at[LANG_EN], rows[_i].told);
	ck_assert_msg(!strchr(told->at[LANG_KO], '%'), "%s", told->at[LANG_KO]);
}
END_TEST

START_TEST(korean__has_the_same_evidence)
{
	const struct told *told = tell(OPENED "< FIN,ACK 301 101; > ACK 101 302", 41);

	ck_assert_str_eq(told->at[LANG_KO], "서버는 닫았지만(패킷 4) 클라이언트는 닫지 않았습니다. 캡처가 끝날 때까지 "
					    "41초 동안 CLOSE-WAIT입니다\n");
	ck_assert_ptr_nonnull(strstr(tell("< ACK 50 60", 41)->at[LANG_KO], "뒤로 41초가 지났고"));
	ck_assert_ptr_nonnull(strstr(tell("< ACK 50 60", 0)->at[LANG_KO], "파일에"));
}
END_TEST

/* Returns which of "%w", "%1" … a text has, as bits of the letters. */
static uint64_t places(const char *s)
{
	uint64_t found = 0;

	while ((s = strchr(s, '%'))) {
		found |= UINT64_C(1) << (s[1] & 63);
		s += 2;
	}
	return found;
}

START_TEST(both_languages__say_the_same)
{
	for (int v = 0; v < VERDICTS; v++) {
		const char *en = verdict_format((enum verdict)v, LANG_EN),
			   *ko = verdict_format((enum verdict)v, LANG_KO);

		/* the client and the server are each other's other end */
		ck_assert_msg((places(en) & ~places("%w%o")) == (places(ko) & ~places("%w%o")), "%s\n%s", en, ko);
		ck_assert_msg(!strpbrk(en, "\"\\\t") && !strpbrk(ko, "\"\\\t"), "%s", en);
	}
}
END_TEST

/* Each sentence is that of some row. */
START_TEST(every_sentence__is_used)
{
	static char all[1 << 16];

	for (size_t i = 0; i < ROWS; i++)
		strncat(all, rows[i].told, sizeof all - strlen(all) - 1);
	strncat(all, tell(OPENED "< ACK 301 101", 0)->at[LANG_EN], sizeof all - strlen(all) - 1);
	for (int v = 0; v < VERDICTS; v++) {
		const char *s = verdict_format((enum verdict)v, LANG_EN), *best = s;
		char piece[200];
		size_t longest = 0;

		while (*s) {
			size_t n = strcspn(s, "%");

			if (n > longest) {
				longest = n;
				best = s;
			}
			s += n;
			s += *s ? 2 : 0;
		}
		snprintf(piece, sizeof piece, "%.*s", (int)longest, best);
		ck_assert_msg(strstr(all, piece), "no row has '%s'", verdict_format((enum verdict)v, LANG_EN));
	}
}
END_TEST

Suite *suite_capture_verdict(void)
{
	Suite *s = suite_create("capture/verdict");
	TCase *t = tcase_create("verdicts");

	tcase_add_loop_test(t, a_verdict__has_its_evidence, 0, ROWS);
	tcase_add_test(t, korean__has_the_same_evidence);
	tcase_add_test(t, both_languages__say_the_same);
	tcase_add_test(t, every_sentence__is_used);
	suite_add_tcase(s, t);
	return s;
}
