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
	const char *steps, *svg, *svg_ko, *mermaid, *mermaid_ko;
} odd[] = {
	{ "client close\ndrop", ">#4 lost<", ">#4 유실<", "client-xserver: #35;4 FIN,ACK seq=101 ack=301 (lost)",
	  "(유실)" },
	{ "inject to server RST seq=9\ndeliver", "class=\"line forged\"", "RST seq=9 위조<",
	  "client-->>server: #35;4 RST seq=9 forged", "-->>server: #35;4 RST seq=9 위조" },
	{ "client send 3\ndup", "class=\"line copy\"", "#5 ACK #4 복제<", "#35;5 ACK copy of #35;4 is in flight",
	  "#35;4 복제 전송 중" },
	{ "client send 3\nhold\nretransmit client", "class=\"line again\"", "len=3 재전송<", "len=3 again is in flight",
	  "len=3 재전송 전송 중" },
	{ "client send 3\ndrop\nretransmit client\ndeliver", "class=\"line again\"", "len=3 재전송<",
	  "client-->>server: #35;5 ACK seq=101 ack=301 len=3 again", "client-->>server: #35;5 ACK" },
	{ "client send 3\nclient send 4\ndeliver", "len=4<", "len=4<", "#35;4 ACK seq=101 ack=301 len=3 leaves",
	  "len=3 출발" },
	{ "client send 3\nhold\nretransmit client", "class=\"timer\"", "타이머 rto<", "client: timer rto\n",
	  "client: 타이머 rto\n" },
	{ "client send 3\nserver crash\nwait 50ms", ">#4 host is down<", ">#4 호스트 꺼짐<", "(host is down)",
	  "(호스트 꺼짐)" },
	{ "client connect 80", "class=\"bad\">connect 80 = -1 EISCONN<", "class=\"bad\"", "connect 80 = -1 EISCONN",
	  "EISCONN" },
	{ "client close\ndeliver\ndeliver\nserver close\ndeliver\nwait 2msl", ">TIME-WAIT</text>", ">TIME-WAIT</text>",
	  "Note left of client: TIME-WAIT\n", "TIME-WAIT" },
};

START_TEST(what_is_odd__is_told_apart)
{
	char source[1000];

	snprintf(source, sizeof source, "%s%s\n", CONNECTED, odd[_i].steps);
	collect(source);
	ck_assert_msg(strstr(written(chart_svg, NULL, LANG_EN), odd[_i].svg), "%s\n%s", odd[_i].svg, out);
	ck_assert_msg(strstr(written(chart_svg, NULL, LANG_KO), odd[_i].svg_ko), "%s\n%s", odd[_i].svg_ko, out);
	ck_assert_msg(strstr(written(chart_mermaid, NULL, LANG_EN), odd[_i].mermaid), "%s\n%s", odd[_i].mermaid, out);
	ck_assert_msg(strstr(written(chart_mermaid, NULL, LANG_KO), odd[_i].mermaid_ko), "%s\n%s", odd[_i].mermaid_ko,
		      out);
}
END_TEST

/* --- places --- */

enum { PLACES_MAX = 4000 };

/* Returns a number that follows a text, or -1. */
static double number_after(const char *line, const char *text)
{
	const char *at = strstr(line, text);

	return at ? strtod(at + strlen(text), NULL) : -1;
}

/* Checks a line of SVG: segments and their crosses are between the lifelines, and a label is as
 * steep as its line, unless that is too steep to read. */
static void check_segment(const char *line, double left, double right, bool *slanted)
{
	double x, y, end_x, end_y, along, down;

	if (sscanf(line, "<path class=\"line%*[^\"]\" d=\"M%lf %lfL%lf %lf\"", &x, &y, &end_x, &end_y) == 4 ||
	    sscanf(line, "<path class=\"line\" d=\"M%lf %lfL%lf %lf\"", &x, &y, &end_x, &end_y) == 4) {
		ck_assert_msg(x >= left && x <= right && end_x >= left && end_x <= right, "%.100s", line);
		ck_assert_msg(end_y > y, "time runs down: %.100s", line);
	}
	if (sscanf(line, "<text class=\"label\" transform=\"matrix(%lf %lf ", &along, &down) == 2) {
		ck_assert_msg(along > 0 && down / along < 0.41 && down / along > -0.41, "%.100s", line);
		*slanted = *slanted || down != 0;
	}
}

/* Checks that what is written outside of one lifeline is in lines of its own. */
static void check_outside(const char *svg, double left, double right)
{
	static double y[HOSTS][PLACES_MAX];
	size_t used[HOSTS] = { 0 };

	for (const char *at = svg; (at = strstr(at, "<text ")); at++) {
		double x = number_after(at, "x=\""), own = number_after(at, "y=\"");
		int side = x < left ? 0 : 1;

		if (strncmp(at, "<text class=\"label", 18) == 0 || (x >= left && x <= right) || x < left / 2)
			continue;
		for (size_t i = 0; i < used[side]; i++)
			ck_assert_msg(y[side][i] != own, "two texts at %g,%g", x, own);
		ck_assert_uint_lt(used[side], PLACES_MAX);
		y[side][used[side]++] = own;
	}
	ck_assert_uint_gt(used[0], 3);
	ck_assert_uint_gt(used[1], 3);
}

START_TEST(nothing__is_drawn_over_something_else)
{
	char source[1000];
	const char *axis;
	bool slanted = false;
	double left, right;

	snprintf(source, sizeof source, "%s%s\n", CONNECTED, odd[_i].steps);
	collect(source);
	written(chart_svg, NULL, LANG_EN);
	axis = strstr(out, "class=\"axis\"");
	left = number_after(axis, "d=\"M");
	right = number_after(strstr(axis + 1, "class=\"axis\""), "d=\"M");
	ck_assert(left > 0 && right > left);
	for (const char *line = out; line; line = strchr(line, '\n'))
		check_segment(line += *line == '\n', left, right, &slanted);
	ck_assert_msg(slanted, "the labels of a handshake are along their lines");
	check_outside(out, left, right);
}
END_TEST

START_TEST(what_is_cut__is_whole_when_it_is_pointed_at)
{
	collect(CONNECTED "client send \"one two three four five\"\ndeliver\nserver recv\nclient close\n");
	written(chart_svg, NULL, LANG_EN);
	ck_assert_ptr_nonnull(strstr(out, "<title>send &quot;one two three four five&quot; = 23</title>"));
	ck_assert_ptr_nonnull(strstr(out, "<title>recv = &quot;one two three four five&quot;</title>"));
	ck_assert_ptr_null(strstr(out, "<title>close"));
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

START_TEST(events__are_drawn_or_counted_as_left_out)
{
	enum { EVENTS = CHART_STEPS_MAX + 200 };
	size_t drawn = 0, n;
	char *source;
	FILE *f = open_memstream(&source, &n);

	fputs("tcpstep 1\nclient socket\n", f);
	for (int i = 0; i < EVENTS; i++)
		fputs("client send \"abcdefghijklmnopqrstuvwxyz\"\n", f);
	fclose(f);
	collect(source);
	free(source);
	written(chart_mermaid, NULL, LANG_EN);
	for (const char *at = out; (at = strstr(at, "client: s")); at++)
		drawn++;
	ck_assert_uint_gt(drawn, 100);
	ck_assert_uint_eq(drawn + strtoul(strrchr(out, ':') + 1, NULL, 10), 1 + EVENTS);
}
END_TEST

START_TEST(the_last_call_that_is_kept__has_its_own_result)
{
	const struct chart_step *last;
	char *source;
	size_t n;
	FILE *f = open_memstream(&source, &n);

	fputs("tcpstep 1\nclient socket\n", f);
	for (int i = 2; i < CHART_STEPS_MAX; i++)
		fputs("client listen\n", f);
	fputs("client socket\nclient socket\nclient socket\n", f);
	fclose(f);
	collect(source);
	free(source);
	last = &chart.steps[CHART_STEPS_MAX - 1];
	ck_assert_int_eq(last->row.call.call, CALL_SOCKET);
	ck_assert_uint_eq(last->result.value, 2);
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
	tcase_add_loop_test(c, nothing__is_drawn_over_something_else, 0, sizeof odd / sizeof *odd);
	tcase_add_test(c, what_is_cut__is_whole_when_it_is_pointed_at);
	tcase_add_test(c, hostile_text__stays_text);
	tcase_add_test(c, a_long_session__is_cut_and_says_so);
	tcase_add_test(c, events__are_drawn_or_counted_as_left_out);
	tcase_add_test(c, the_last_call_that_is_kept__has_its_own_result);
	tcase_add_test(c, a_part__begins_where_the_one_before_ended);
	suite_add_tcase(s, c);
	return s;
}
