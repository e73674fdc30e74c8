/* Tests the ladder: its text, that it is never wider than 80 columns, and that nothing in it
 * can act on a terminal. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "lesson/parse.h"
#include "lesson/run.h"
#include "report/report.h"

#include "suites.h"

static char *out;
static size_t out_size;
static struct world end;

static void on_row(void *to, unsigned step, const struct row *row)
{
	(void)step;
	ladder_row(to, row);
}

static const char *ladder_of(const char *source, struct ladder_style style)
{
	struct diags errors = { 0 };
	struct script *s = script_parse("test", source, strlen(source), &errors);
	FILE *f = open_memstream(&out, &out_size);
	struct ladder l;
	struct run_events events = { .to = &l, .row = on_row };

	ck_assert_msg(s != NULL, "%s", errors.used ? errors.at[0].message : "no script");
	world_init(&end, &s->config);
	ladder_begin(&l, f, &style, script_title(s, style.lang));
	script_run(s, &events, &end);
	ladder_end(&l, &end);
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
	"server socket\nserver bind 80\nserver listen\nclient socket\nclient connect 80\n" \
	"deliver\ndeliver\ndeliver\nserver accept\n"

/* Everything that makes a line long: numbers near 2^32, texts, errors, a late clock. */
static const char wide[] =
	"tcpstep 1\ntitle A title that is far too long for a terminal of eighty columns and so must be cut "
	"somewhere\nset client.iss 4294967200\nset server.iss 4000000000\nset buffer 65535\nset mss 65000\n" CONNECTED
	"client send \"한국어로 된 아주 긴 문장을 보내면 사다리의 줄이 여든 칸을 넘을 수도 있습니다. 넘으면 안 됩니다.\"\n"
	"client send 60000\ndup last\ndup last\nwait 1s\nserver recv\nserver recv\n"
	"inject to client SYN,FIN,RST,ACK seq=4294967295 ack=4294967295 win=0 len=65000\ndrop last\n"
	"client crash\nserver close\nwait idle\nwait 100000m\nclient boot\nclient socket\nclient connect 80\nwait 30000000m\n";

static void check_width(const char *text)
{
	char line[1000];

	for (size_t n; *text; text += n + 1) {
		n = strcspn(text, "\n");
		ck_assert_uint_lt(n, sizeof line);
		memcpy(line, text, n);
		line[n] = '\0';
		ck_assert_msg(text_width(line) <= 80, "%zu columns: %s", text_width(line), line);
	}
}

START_TEST(a_handshake__is_drawn)
{
	ck_assert_str_eq(
		ladder_of("tcpstep 1\ntitle Hello\n" CONNECTED "wait 2s\n", (struct ladder_style){ .lang = LANG_EN }),
		"Hello\n"
		"                   client                                           server\n"
		"00:00.000          CLOSED │                                socket │ CLOSED\n"
		"                          │                          ↳ socket = 1 │\n"
		"                          │                               bind 80 │\n"
		"                          │                            ↳ bind = 0 │\n"
		"                          │                                listen │ LISTEN\n"
		"                          │                          ↳ listen = 0 │\n"
		"                          │ socket                                │\n"
		"                          │ ↳ socket = 1                          │\n"
		"                 SYN-SENT │ connect 80                            │\n"
		"                          ├─ #1 SYN seq=100 ┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈│\n"
		"00:00.050                 │┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈ #1 SYN ━━━━━━━━━━━━━━━▶┤ SYN-RECEIVED\n"
		"                          │┈┈┈┈┈┈┈┈┈┈ #2 SYN,ACK seq=300 ack=101 ─┤\n"
		"00:00.100     ESTABLISHED ├◀━━━━━━━━━━━━━ #2 SYN,ACK ┈┈┈┈┈┈┈┈┈┈┈┈┈│\n"
		"                          ├─ #3 ACK seq=101 ack=301 ┈┈┈┈┈┈┈┈┈┈┈┈┈┈│\n"
		"                          │ ↳ connect = 0                         │\n"
		"00:00.150                 │┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈ #3 ACK ━━━━━━━━━━━━━━━▶┤ ESTABLISHED\n"
		"                          │                                accept │\n"
		"                          │                          ↳ accept = 2 │\n"
		"                          ⋮                                       ⋮\n"
		"00:02.150     ESTABLISHED ╵                                       ╵ ESTABLISHED\n");
}
END_TEST

START_TEST(no_line__is_wider_than_80_columns)
{
	struct ladder_style style = {
		.ascii = _i & 1,
		.why = _i >> 1 & 1,
		.lang = _i & 4 ? LANG_KO : LANG_EN,
	};

	check_width(ladder_of(wide, style));
}
END_TEST

START_TEST(states__stand_only_where_they_change)
{
	const char *text = ladder_of("tcpstep 1\n" CONNECTED, (struct ladder_style){ .lang = LANG_EN });
	unsigned shown = 0;

	for (const char *c = text; (c = strstr(c, "SYN-SENT")) != NULL; c++)
		shown++;
	ck_assert_uint_eq(shown, 1);
}
END_TEST

static const struct {
	const char *steps, *says, *says_ko;
} oddities[] = {
	{ "client close\ndrop", "┈┈ #4 FIN,ACK lost ✗ ", "#4 FIN,ACK 유실 ✗" },
	{ "server close\ndrop", " ✗ #4 FIN,ACK lost ┈┈", "✗ #4 FIN,ACK 유실" },
	{ "inject to server SYN seq=1", "#4 SYN seq=1 forged", "#4 SYN seq=1 위조" },
	{ "client send 3\ndup", "─ #5 ACK copy of #4 ┈", "─ #5 ACK #4 복제 ┈" },
	{ "client send 3\nhold\nretransmit client", "timer rto", "타이머 rto" },
	{ "client send 3\nhold\nretransmit client", "len=3 again", "len=3 재전송" },
	{ "client send 64\ndeliver", "ack=165 win=0", "ack=165 win=0" },
	{ "client send 3\nserver crash\nwait 50ms", "#4 ACK host is down ✗", "#4 ACK 호스트 꺼짐 ✗" },
	{ "client send 3\nhold\nwait 3m", "#4 ACK too old ✗", "#4 ACK 수명 초과 ✗" },
	{ "server.1 listen 2\nserver.2 send \"hi\"", ".2 send \"hi\"", ".2 send \"hi\"" },
	{ "client connect 80", "↳ connect = -1 EISCONN", "↳ connect = -1 EISCONN" },
};

START_TEST(what_is_odd__is_said)
{
	char source[1000];
	struct text t = text_over(source, sizeof source);
	const char *text;

	text_addf(&t, "tcpstep 1\n" CONNECTED "%s\n", oddities[_i].steps);
	text = ladder_of(source, (struct ladder_style){ .lang = LANG_EN });
	ck_assert_msg(strstr(text, oddities[_i].says) != NULL, "no '%s' in\n%s", oddities[_i].says, text);
	free(out);
	text = ladder_of(source, (struct ladder_style){ .lang = LANG_KO });
	ck_assert_msg(strstr(text, oddities[_i].says_ko) != NULL, "no '%s' in\n%s", oddities[_i].says_ko, text);
}
END_TEST

START_TEST(ascii__is_ascii)
{
	const char *text = ladder_of("tcpstep 1\n" CONNECTED "client send 3\ndup\ndrop\nwait 5s\nserver close\ndrop\n"
				     "inject to client ACK seq=4294967295 ack=4294967295\n",
				     (struct ladder_style){ .ascii = true, .why = true, .lang = LANG_EN });

	for (const char *c = text; *c; c++)
		ck_assert_msg(*c == '\n' || (*c >= ' ' && *c <= '~'), "octet %02x in\n%s", (unsigned char)*c, text);
}
END_TEST

START_TEST(colours__only_when_asked_for_and_always_undone)
{
	const char *source = "tcpstep 1\ntitle x\n" CONNECTED "client close\ndrop\nwait 5s\n";
	const char *text = ladder_of(source, (struct ladder_style){ .lang = LANG_EN, .why = true });
	bool on = false;

	ck_assert_ptr_null(strchr(text, '\033'));
	free(out);
	text = ladder_of(source, (struct ladder_style){ .lang = LANG_EN, .why = true, .colour = true });
	ck_assert_ptr_nonnull(strstr(text, "\033[1m"));
	for (const char *c = strchr(text, '\033'); c; c = strchr(c + 1, '\033'))
		on = strncmp(c, "\033[0m", 4) != 0;
	ck_assert(!on);
}
END_TEST

START_TEST(why__cites_the_rule_and_its_text)
{
	const char *source = "tcpstep 1\n" CONNECTED;

	ck_assert_ptr_null(strstr(ladder_of(source, (struct ladder_style){ .lang = LANG_EN }), "RFC 9293"));
	free(out);
	ck_assert_ptr_nonnull(strstr(ladder_of(source, (struct ladder_style){ .lang = LANG_EN, .why = true }),
				     "RFC 9293 3.10.1 — connect(), an active OPEN, sends SYN and enters\n"
				     "               SYN-SENT.\n"));
}
END_TEST

START_TEST(why__does_not_cite_a_rule_that_the_next_one_overrules)
{
	const char *text = ladder_of("tcpstep 1\nset time-wait off\n" CONNECTED
				     "server accept\nclient close\nwait idle\nserver close\nwait idle\n",
				     (struct ladder_style){ .lang = LANG_EN, .why = true });

	ck_assert_ptr_nonnull(strstr(text, "TIME-WAIT is switched off"));
	ck_assert_ptr_null(strstr(text, "2MSL"));
}
END_TEST

START_TEST(a_title__cannot_act_on_the_terminal)
{
	struct ladder_style style = { .lang = LANG_EN };
	FILE *f = open_memstream(&out, &out_size);
	struct ladder l;

	ladder_begin(&l, f, &style, "a\033]0;b\a\xff\xe2\x80\xae");
	fclose(f);
	ck_assert_ptr_null(strpbrk(out, "\033\a\xff\xe2"));
}
END_TEST

Suite *suite_report_ladder(void)
{
	Suite *s = suite_create("report/ladder");
	TCase *c = tcase_create("lines");

	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_test(c, a_handshake__is_drawn);
	tcase_add_loop_test(c, no_line__is_wider_than_80_columns, 0, 8);
	tcase_add_test(c, states__stand_only_where_they_change);
	tcase_add_loop_test(c, what_is_odd__is_said, 0, (int)(sizeof oddities / sizeof *oddities));
	tcase_add_test(c, ascii__is_ascii);
	tcase_add_test(c, colours__only_when_asked_for_and_always_undone);
	tcase_add_test(c, why__cites_the_rule_and_its_text);
	tcase_add_test(c, why__does_not_cite_a_rule_that_the_next_one_overrules);
	tcase_add_test(c, a_title__cannot_act_on_the_terminal);
	suite_add_tcase(s, c);
	return s;
}
