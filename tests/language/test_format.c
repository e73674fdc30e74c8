/* Tests values as text: the columns of the trace. */
#include <check.h>
#include <string.h>

#include "language/format.h"
#include "language/verbs.h"

#include "suites.h"

static char array[700];

static struct text fresh(void)
{
	return text_over(array, sizeof array);
}

START_TEST(spans__are_written_in_the_largest_unit_that_is_exact)
{
	static const struct {
		vtime ms;
		const char *text;
	} rows[] = { { 0, "0ms" },       { 1, "1ms" },           { 999, "999ms" },    { 1000, "1s" },
		     { 1500, "1500ms" }, { 59000, "59s" },       { 60000, "1m" },     { 90000, "90s" },
		     { 240000, "4m" },   { 240001, "240001ms" }, { 7200000, "120m" }, { CLOCK_MAX, "52596000m" } };

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct text t = fresh();
		struct duration d;

		format_span(&t, rows[i].ms);
		ck_assert_str_eq(array, rows[i].text);
		ck_assert(duration_parse(array, &d) && duration_ms(d, 0) == rows[i].ms);
	}
}
END_TEST

START_TEST(the_clock__shows_hours_from_an_hour_on)
{
	static const struct {
		vtime ms;
		const char *text;
	} rows[] = { { 0, "00:00.000" },
		     { 4170, "00:04.170" },
		     { 61001, "01:01.001" },
		     { 3599999, "59:59.999" },
		     { 3600000, "01:00:00.000" },
		     { 3723004, "01:02:03.004" },
		     { 360000000, "100:00:00.000" } };

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct text t = fresh();

		format_clock(&t, rows[i].ms);
		ck_assert_str_eq(array, rows[i].text);
	}
}
END_TEST

START_TEST(durations__are_written_as_they_were_read)
{
	static const char *const rows[] = { "0ms", "500ms", "5s", "2m", "2msl", "1000ms", "60s" };

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct text t = fresh();
		struct duration d;

		ck_assert_msg(duration_parse(rows[i], &d), "%s", rows[i]);
		duration_write(&t, d);
		ck_assert_str_eq(array, rows[i]);
	}
}
END_TEST

START_TEST(durations_with_a_fraction__are_whole_milliseconds)
{
	static const struct {
		const char *word, *written;
		enum duration_fault fault;
	} rows[] = { { "59.95s", "59950ms", DURATION_OK },
		     { "1.5m", "90s", DURATION_OK },
		     { "0.5h", "30m", DURATION_OK },
		     { "2.0s", "2s", DURATION_OK },
		     { "0.001s", "1ms", DURATION_OK },
		     { "1200.05h", "72003m", DURATION_OK },
		     { "4320000.001s", "4320000001ms", DURATION_OK },
		     { "876600h", "52596000m", DURATION_OK },
		     { "1.5ms", "", DURATION_FINE },
		     { "1.0001s", "", DURATION_FINE },
		     { "0.0000000001h", "", DURATION_FINE },
		     { "876600.1h", "", DURATION_LONG },
		     { "999999999h", "", DURATION_LONG },
		     { "99999999999999999999ms", "", DURATION_LONG },
		     { "5.s", "", DURATION_NONE },
		     { ".5s", "", DURATION_NONE },
		     { "1.5msl", "", DURATION_NONE },
		     { "1.5", "", DURATION_NONE },
		     { "1.5.5s", "", DURATION_NONE },
		     { "-1s", "", DURATION_NONE } };

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct text t = fresh();
		struct duration d;

		ck_assert_msg(duration_read(rows[i].word, &d) == rows[i].fault, "%s", rows[i].word);
		if (rows[i].fault != DURATION_OK)
			continue;
		duration_write(&t, d);
		ck_assert_str_eq(array, rows[i].written);
		ck_assert(duration_parse(array, &d));
	}
}
END_TEST

START_TEST(segments__show_ack_with_the_ack_bit_alone)
{
	struct segment s = { .seq = 300, .ack = 101, .wnd = 64, .flags = SEG_SYN | SEG_ACK };
	struct text t = fresh();

	format_segment(&t, &s);
	ck_assert_str_eq(array, "SYN,ACK seq=300 ack=101 win=64 len=0");
	s = (struct segment){ .seq = 4294967295u, .wnd = 65535, .len = 20, .flags = SEG_SYN | SEG_FIN | SEG_RST };
	t = fresh();
	format_segment(&t, &s);
	ck_assert_str_eq(array, "SYN,FIN,RST seq=4294967295 win=65535 len=20");
	s = (struct segment){ 0 };
	t = fresh();
	format_segment(&t, &s);
	ck_assert_str_eq(array, "- seq=0 win=0 len=0");
}
END_TEST

START_TEST(results__are_a_number_a_text_or_an_errno)
{
	static const struct {
		const char *label;
		uint8_t call, error;
		const char *data;
		uint32_t value;
		const char *text;
	} rows[] = {
		{ "success", CALL_CONNECT, ERR_NONE, NULL, 0, "connect = 0" },
		{ "a socket's number", CALL_ACCEPT, ERR_NONE, NULL, 2, "accept = 2" },
		{ "known octets", CALL_RECV, ERR_NONE, "GET /", 5, "recv = \"GET /\"" },
		{ "octets that must be escaped", CALL_RECV, ERR_NONE, "\"\n\033", 3, "recv = \"\\\"\\n\\x1B\"" },
		{ "counted octets", CALL_RECV, ERR_NONE, NULL, 20, "recv = 20" },
		{ "end of file", CALL_RECV, ERR_NONE, "", 0, "recv = 0" },
		{ "an errno", CALL_SEND, ERR_EPIPE, NULL, 0, "send = -1 EPIPE" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct result r = { .call = rows[i].call, .error = rows[i].error, .value = rows[i].value };
		struct text t = fresh();

		r.has_text = rows[i].data != NULL;
		if (rows[i].data)
			octets_put(&r.data, 0, rows[i].data, rows[i].value);
		format_result(&t, &r);
		ck_assert_msg(strcmp(array, rows[i].text) == 0, "%s: %s", rows[i].label, array);
	}
}
END_TEST

START_TEST(octets__known_ones_are_shown_and_others_are_dots)
{
	struct octets o = { 0 };
	struct text t = fresh();

	octets_put(&o, 0, "a한\033", 5);
	octets_put(&o, 6, "b", 1);
	format_octets(&t, &o, 7);
	ck_assert_str_eq(array, "a한\\x1B·b");
	memset(&o, 0, sizeof o);
	octets_put(&o, 0, "0123456789012345678901234567890123456789012345678901234567890123", KEPT_MAX);
	t = fresh();
	format_octets(&t, &o, KEPT_MAX + 2);
	ck_assert_str_eq(array, "0123456789012345678901234567890123456789012345678901234567890123··");
	t = fresh();
	format_octets(&t, &o, 0);
	ck_assert_str_eq(array, "");
}
END_TEST

START_TEST(the_detail_of_a_row__is_its_call_result_or_timer)
{
	static struct row row;
	struct text t = fresh();
	struct diag d;

	row.kind = ROW_CALL;
	ck_assert(action_read("server.2 send \"hi\"", &row.call, &d));
	format_detail(&t, &row);
	ck_assert_str_eq(array, "send \"hi\"");
	row.kind = ROW_RETURN;
	row.result = (struct result){ .call = CALL_CLOSE };
	t = fresh();
	format_detail(&t, &row);
	ck_assert_str_eq(array, "close = 0");
	row.kind = ROW_TIMER;
	row.timer = TMR_TIME_WAIT;
	t = fresh();
	format_detail(&t, &row);
	ck_assert_str_eq(array, "time-wait");
	for (size_t i = 0; i < 4; i++) {
		row.kind = (uint8_t[]){ ROW_SEND, ROW_ARRIVE, ROW_LOSE, ROW_FORGE }[i];
		t = fresh();
		format_detail(&t, &row);
		ck_assert_str_eq(array, "-");
	}
}
END_TEST

START_TEST(kinds_of_rows__have_the_names_of_the_contract)
{
	static const char *const names[] = { "call", "return", "send", "arrive", "lose", "timer", "forge" };

	for (int i = ROW_CALL; i <= ROW_FORGE; i++)
		ck_assert_str_eq(row_kind_name((enum row_kind)i), names[i]);
}
END_TEST

Suite *suite_language_format(void)
{
	Suite *s = suite_create("language/format");
	TCase *times = tcase_create("times"), *values = tcase_create("values");

	tcase_add_test(times, spans__are_written_in_the_largest_unit_that_is_exact);
	tcase_add_test(times, the_clock__shows_hours_from_an_hour_on);
	tcase_add_test(times, durations__are_written_as_they_were_read);
	tcase_add_test(times, durations_with_a_fraction__are_whole_milliseconds);
	suite_add_tcase(s, times);
	tcase_add_test(values, segments__show_ack_with_the_ack_bit_alone);
	tcase_add_test(values, results__are_a_number_a_text_or_an_errno);
	tcase_add_test(values, octets__known_ones_are_shown_and_others_are_dots);
	tcase_add_test(values, the_detail_of_a_row__is_its_call_result_or_timer);
	tcase_add_test(values, kinds_of_rows__have_the_names_of_the_contract);
	suite_add_tcase(s, values);
	return s;
}
