/* Tests charts: which rows become a step, what SVG and Mermaid have of it, and that no text
 * gets out of its place. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lesson/parse.h"
#include "lesson/run.h"
#include "report/chart.h"

#include "suites.h"

static struct chart chart;
static char *out;
static size_t out_size;

static void on_row(void *to, unsigned step, const struct row *row)
{
	(void)step;
	chart_row(to, row);
}

static void collect(const char *source)
{
	struct diags errors = { 0 };
	struct script *s = script_parse("test", source, strlen(source), &errors);
	struct run_events events = { .to = &chart, .row = on_row };

	ck_assert_msg(s != NULL, "%s", errors.used ? errors.at[0].message : "no script");
	chart_begin(&chart, NULL, 0);
	script_run(s, &events, NULL);
	script_free(s);
	diags_free(&errors);
}

static const char *written(void (*write)(FILE *, const struct chart *, const struct chart_style *), const char *title,
			   enum lang lang)
{
	struct chart_style style = { .lang = lang, .title = title };
	FILE *f;

	free(out);
	f = open_memstream(&out, &out_size);
	write(f, &chart, &style);
	fclose(f);
	return out;
}

static void setup(void)
{
	out = NULL;
	chart_begin(&chart, NULL, 0);
}

static void teardown(void)
{
	chart_free(&chart);
	free(out);
}

#define CONNECTED \
	"tcpstep 1\nserver socket\nserver bind 80\nserver listen\nclient socket\nclient connect 80\n" \
	"deliver\ndeliver\ndeliver\nserver accept\n"

START_TEST(a_result_in_the_same_event__is_part_of_its_call)
{
	collect("tcpstep 1\nserver socket\nserver accept\nclient socket\nclient connect 80\ndeliver\ndeliver\n");
	ck_assert_int_eq(chart.steps[0].row.kind, ROW_CALL);
	ck_assert(chart.steps[0].returned);
	ck_assert_int_eq(chart.steps[3].row.call.call, CALL_CONNECT);
	ck_assert_msg(!chart.steps[3].returned, "connect waits for the answer");
	ck_assert_ptr_nonnull(strstr(written(chart_svg, NULL, LANG_EN), ">socket = 1<"));
	ck_assert_ptr_nonnull(strstr(out, ">↳ connect = -1 ECONNREFUSED<"));
}
END_TEST

START_TEST(a_segment__is_joined_to_its_end)
{
	size_t sent = 0;

	collect(CONNECTED "client send \"hi\"\nhold\nclient send 3\ndeliver last\ndrop #4\n");
	while (chart.steps[sent].row.kind != ROW_SEND || chart.steps[sent].row.id != 4)
		sent++;
	ck_assert_int_eq(chart.steps[chart.steps[sent].other].row.kind, ROW_LOSE);
	ck_assert_uint_eq(chart.steps[chart.steps[sent].other].other, sent);
	ck_assert_ptr_nonnull(strstr(written(chart_svg, NULL, LANG_EN), "class=\"cross\""));
	ck_assert_ptr_nonnull(strstr(out, "#4 ACK seq=101 ack=301 &quot;hi&quot;<"));
	ck_assert_ptr_nonnull(strstr(written(chart_mermaid, NULL, LANG_EN),
				     "client-xserver: #35;4 ACK seq=101 ack=301 #34;hi#34; (lost)\n"));
}
END_TEST

static const struct {
	const char *steps, *svg, *svg_ko, *mermaid;
} odd[] = {
	{ "client close\ndrop", ">#4 lost<", ">#4 유실<", "client-xserver: #35;4 FIN,ACK seq=101 ack=301 (lost)" },
	{ "inject to server RST seq=9\ndeliver", "class=\"line forged\"", "RST seq=9 위조<",
	  "client-->>server: #35;4 RST seq=9 forged" },
	{ "client send 3\ndup", "class=\"line copy\"", "#5 ACK #4 복제<", "#35;5 ACK copy of #35;4 is in flight" },
	{ "client send 3\nhold\nretransmit client", "class=\"line again\"", "len=3 재전송<",
	  "len=3 again is in flight" },
	{ "client send 3\nhold\nretransmit client", "class=\"timer\"", "타이머 rto<", "client: timer rto\n" },
	{ "client send 3\nserver crash\nwait 50ms", ">#4 host is down<", ">#4 호스트 꺼짐<", "(host is down)" },
	{ "client connect 80", "class=\"bad\">connect 80 = -1 EISCONN<", "class=\"bad\"", "connect 80 = -1 EISCONN" },
	{ "client close\ndeliver\ndeliver\nserver close\ndeliver\nwait 2msl", ">TIME-WAIT</text>", ">TIME-WAIT</text>",
	  "Note left of client: TIME-WAIT\n" },
};

START_TEST(what_is_odd__is_told_apart)
{
	char source[1000];

	snprintf(source, sizeof source, "%s%s\n", CONNECTED, odd[_i].steps);
	collect(source);
	ck_assert_msg(strstr(written(chart_svg, NULL, LANG_EN), odd[_i].svg), "%s\n%s", odd[_i].svg, out);
	ck_assert_msg(strstr(written(chart_svg, NULL, LANG_KO), odd[_i].svg_ko), "%s\n%s", odd[_i].svg_ko, out);
	ck_assert_msg(strstr(written(chart_mermaid, NULL, LANG_EN), odd[_i].mermaid), "%s\n%s", odd[_i].mermaid, out);
}
END_TEST

/* All that has a meaning in SVG, in Mermaid, or on a terminal. */
static const char hostile[] = "<script>alert(1)</script>&\"'];;#%%{init}$$:end\n\033[31m\xe2\x80\xae\xff";

START_TEST(hostile_text__stays_text)
{
	collect(CONNECTED "client send \"<script>&\\\"];#%%{\\x1b\\xe2\\x80\\xae\"\ndeliver\nserver recv\n");
	written(chart_svg, hostile, LANG_EN);
	ck_assert_ptr_null(strstr(out, "<script"));
	ck_assert_ptr_nonnull(strstr(out, "&lt;script&gt;alert(1)&lt;/script&gt;&amp;&quot;"));
	for (const char *c = out; *c; c++)
		ck_assert_msg(*c == '\n' || (unsigned char)*c >= ' ', "a control character");
	ck_assert_ptr_null(strstr(out, "\xe2\x80\xae"));
	written(chart_mermaid, hostile, LANG_EN);
	ck_assert_ptr_null(strstr(out, "%%"));
	ck_assert_ptr_null(strstr(out, "$"));
	ck_assert_ptr_null(strstr(out, "<"));
	ck_assert_ptr_null(strstr(out, "\033"));
	ck_assert_ptr_null(strstr(out, "\xe2\x80\xae"));
	ck_assert_ptr_nonnull(strstr(out, "title #60;script#62;alert(1)#60;/script#62;#38;#34;'#93;#59;#59;#35;#37;"));
}
END_TEST

START_TEST(a_long_session__is_cut_and_says_so)
{
	char *source;
	size_t n;
	FILE *f = open_memstream(&source, &n);

	fputs(CONNECTED, f);
	for (int i = 0; i < 1500; i++)
		fputs("client send \"a\"\ndeliver\ndeliver\nserver recv\n", f);
	fclose(f);
	collect(source);
	free(source);
	ck_assert_uint_eq(chart.used, CHART_STEPS_MAX);
	ck_assert_uint_gt(chart.more, 0);
	ck_assert_ptr_nonnull(
		strstr(written(chart_svg, NULL, LANG_EN), " more events are not drawn (at most 1000 are)."));
	ck_assert_uint_lt(out_size, 512 * 1024);
	ck_assert_ptr_nonnull(strstr(written(chart_svg, NULL, LANG_KO), "개는 그리지 않았습니다(최대 1000개)."));
	ck_assert_ptr_nonnull(strstr(written(chart_mermaid, NULL, LANG_EN), " more events are left out\n"));
	ck_assert_uint_lt(out_size, 50000);
}
END_TEST

START_TEST(a_part__begins_where_the_one_before_ended)
{
	collect(CONNECTED "client send 3\n");
	chart_next(&chart);
	ck_assert_uint_eq(chart.used, 0);
	ck_assert_uint_eq(chart.begun_ms, 150);
	ck_assert_uint_eq(chart.state[HOST_CLIENT], TCPS_ESTABLISHED);
	ck_assert_ptr_nonnull(strstr(written(chart_svg, NULL, LANG_EN), ">ESTABLISHED</text>"));
}
END_TEST

Suite *suite_report_chart(void)
{
	Suite *s = suite_create("report_chart");
	TCase *c = tcase_create("chart");

	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_test(c, a_result_in_the_same_event__is_part_of_its_call);
	tcase_add_test(c, a_segment__is_joined_to_its_end);
	tcase_add_loop_test(c, what_is_odd__is_told_apart, 0, sizeof odd / sizeof *odd);
	tcase_add_test(c, hostile_text__stays_text);
	tcase_add_test(c, a_long_session__is_cut_and_says_so);
	tcase_add_test(c, a_part__begins_where_the_one_before_ended);
	suite_add_tcase(s, c);
	return s;
}
