/* Tests the aliases: each word of the list means something that exists. */
#include <check.h>
#include <string.h>

#include "engine/segment.h"
#include "language/aliases.h"
#include "language/settings.h"
#include "language/verbs.h"

#include "suites.h"

static bool is_call(const char *word)
{
	for (int c = 0; c < CALL_COUNT; c++)
		if (strcmp(call_name((enum call_id)c), word) == 0)
			return true;
	return false;
}

static bool is_first(const char *word)
{
	const char *words[64];
	size_t n = verbs_first(words, 64);

	for (size_t i = 0; i < n; i++)
		if (strcmp(words[i], word) == 0)
			return true;
	return strcmp(word, "ask") == 0;
}

static bool is_setting(const char *word)
{
	const char *names[256];
	size_t n = script_settings_names(names, 256);

	for (size_t i = 0; i < n; i++)
		if (strcmp(names[i], word) == 0)
			return true;
	return false;
}

static bool is_timer(const char *word)
{
	for (int i = 0; i < TMR_COUNT; i++)
		if (strcmp(timer_name((enum timer_id)i), word) == 0)
			return true;
	return false;
}

START_TEST(what_is_meant__exists)
{
	struct alias a;

	for (size_t i = 0; (a = alias_row(i)).kind != ALIAS_NONE; i++) {
		ck_assert_msg(a.kind != ALIAS_CALL || is_call(a.meant), "%s: %s", a.name, a.meant);
		ck_assert_msg(a.kind != ALIAS_STEP || is_first(a.meant), "%s: %s", a.name, a.meant);
		ck_assert_msg(a.kind != ALIAS_SETTING || is_setting(a.meant), "%s: %s", a.name, a.meant);
		ck_assert_msg(a.kind != ALIAS_WORD || is_timer(a.meant), "%s: %s", a.name, a.meant);
		ck_assert_msg(!is_call(a.name) && !is_setting(a.name), "%s is a word of ours", a.name);
	}
}
END_TEST

START_TEST(sysctls_and_options__lead_to_our_names)
{
	static const char *const rows[][2] = { { "tcp_fin_timeout", "fin-wait-2" },
					       { "net.ipv4.tcp_fin_timeout", "fin-wait-2" },
					       { "tcp_retries2", "retries" },
					       { "tcp_syn_retries", "syn-retries" },
					       { "tcp_keepalive_time", "keepalive" },
					       { "SO_KEEPALIVE", "keepalive" },
					       { "TCP_KEEPIDLE", "keepalive" },
					       { "so_rcvbuf", "buffer" },
					       { "TCP_USER_TIMEOUT", "user-timeout" },
					       { "TCP_MAXSEG", "mss" },
					       { "tcp_rfc1337", "rfc1337" },
					       { "net.core.somaxconn", "listen" },
					       { "tcp_tw_reuse", "" },
					       { "tcp_retries", "retries" },
					       { "tcp_", "" },
					       { "9293", "" } };

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		ck_assert_msg(strcmp(alias_find(rows[i][0]).meant, rows[i][1]) == 0, "%s: %s", rows[i][0],
			      alias_find(rows[i][0]).meant);
}
END_TEST

START_TEST(what_is_not_modelled__is_told_so)
{
	struct script_settings s = script_settings_none();
	struct word w = { .text = "tcp_tw_reuse", .len = 12, .column = 5 };
	struct diag d;

	diag_set(&d, 5, script_settings_set(&s, w.text, "1"), w.text, "");
	alias_explain(&w, ALIAS_AFTER_SET, NULL, 0, &d);
	ck_assert_str_eq(d.message, "tcpstep does not model tcp_tw_reuse");
}
END_TEST

START_TEST(push_and_urgent__are_read_and_never_written)
{
	static const struct {
		const char *word, *written;
	} rows[] = { { "PSH,ACK", "ACK" }, { "fin,psh,ack", "FIN,ACK" }, { "URG", "-" }, { "PSH,URG,ACK", "ACK" } };

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		uint8_t flags;

		ck_assert_msg(segment_flags_parse(rows[i].word, &flags), "%s", rows[i].word);
		ck_assert_str_eq(segment_flags_name(flags), rows[i].written);
	}
}
END_TEST

Suite *suite_language_aliases(void)
{
	Suite *s = suite_create("language/aliases");
	TCase *c = tcase_create("aliases");

	tcase_add_test(c, what_is_meant__exists);
	tcase_add_test(c, sysctls_and_options__lead_to_our_names);
	tcase_add_test(c, what_is_not_modelled__is_told_so);
	tcase_add_test(c, push_and_urgent__are_read_and_never_written);
	suite_add_tcase(s, c);
	return s;
}
