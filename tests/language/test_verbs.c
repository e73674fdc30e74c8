/* Tests the lines of the script language: a valid line prints as it was read, and a wrong
 * one is reported with its column and the near word. */
#include <check.h>
#include <string.h>

#include "language/verbs.h"

#include "suites.h"

static const char *const actions[] = {
	"client socket",
	"server bind 80",
	"server bind 0",
	"server listen",
	"server listen 3",
	"client connect 80",
	"server accept",
	"server.1 accept",
	"client send 20",
	"client send \"GET /\"",
	"client send \"a\\\"b\\\\c\\n\\x01\"",
	"client send \"\"",
	"server recv",
	"server.2 recv 5",
	"client shutdown rd",
	"client shutdown wr",
	"client shutdown rdwr",
	"client close",
	"client abort",
	"client linger off",
	"client linger 0",
	"client linger 5s",
	"server reuseaddr on",
	"server reuseaddr off",
	"client dup",
	"client exit",
	"client crash",
	"client boot",
	"deliver",
	"deliver #3",
	"deliver to client",
	"drop to server",
	"drop last",
	"dup #2",
	"hold",
	"release last",
	"inject to server SYN seq=300 win=64",
	"inject to client SYN,ACK seq=1 ack=2 win=10 len=5 from 5000 to 80",
	"inject to client ACK seq=4294967295 ack=0 win=64 \"x y\"",
	"inject to client - seq=0 win=64",
	"retransmit client",
	"retransmit client.2",
	"wait 5s",
	"wait 500ms",
	"wait 2m",
	"wait 2msl",
	"wait next",
	"wait idle",
};

START_TEST(every_action__prints_as_the_line_that_it_was_read_from)
{
	for (size_t i = 0; i < sizeof actions / sizeof *actions; i++) {
		struct action a, b;
		struct diag d;
		char array[700];
		struct text t = text_over(array, sizeof array);

		ck_assert_msg(action_read(actions[i], &a, &d), "%s: %s", actions[i], d.message);
		action_write(&t, &a);
		ck_assert_str_eq(array, actions[i]);
		ck_assert(action_read(array, &b, &d) && action_same(&a, &b));
	}
}
END_TEST

static const char *const predicates[] = {
	"client ESTABLISHED",
	"server.1 LISTEN",
	"client sent FIN,ACK seq=101 ack=301",
	"client sent - seq=0 win=1 len=2",
	"client sent ACK ack=1 win=1073741824 \"a\" tsval=4294967295 tsecr=0",
	"client returned 0",
	"client returned ECONNREFUSED",
	"server returned \"GET /\"",
	"client blocked recv",
	"client blocked nothing",
	"client timer time-wait 4m",
	"client timer rto",
	"client timer fin-wait-2 off",
	"client send-buffer 0",
	"server recv-buffer 5",
	"server recv-buffer \"x\"",
	"client can send",
	"client can receive no",
	"flight 2",
	"time 4m",
};

START_TEST(every_predicate__prints_as_it_was_read)
{
	for (size_t i = 0; i < sizeof predicates / sizeof *predicates; i++) {
		struct predicate p, q;
		struct diag d;
		char array[700];
		struct text t = text_over(array, sizeof array);

		ck_assert_msg(predicate_read(predicates[i], &p, &d), "%s: %s", predicates[i], d.message);
		predicate_write(&t, &p);
		ck_assert_str_eq(array, predicates[i]);
		ck_assert(predicate_read(array, &q, &d) && predicate_same(&p, &q));
	}
}
END_TEST

START_TEST(state_and_errno_names__are_read_in_common_spellings)
{
	static const struct {
		const char *word;
		enum tcp_state state;
	} rows[] = { { "fin_wait_1", TCPS_FIN_WAIT_1 }, { "FIN-WAIT1", TCPS_FIN_WAIT_1 },
		     { "SYN_RCVD", TCPS_SYN_RECEIVED }, { "syn-rcvd", TCPS_SYN_RECEIVED },
		     { "time_wait", TCPS_TIME_WAIT },   { "Established", TCPS_ESTABLISHED },
		     { "LASTACK", TCPS_LAST_ACK } };
	struct predicate p;
	struct diag d;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		enum tcp_state s;

		ck_assert_msg(state_parse(rows[i].word, &s) && s == rows[i].state, "%s", rows[i].word);
	}
	ck_assert(predicate_read("client returned econnreset", &p, &d));
	ck_assert(!predicate_read("client FIN-WAIT-3", &p, &d));
}
END_TEST

START_TEST(a_comment__is_a_number_sign_by_itself)
{
	struct action a;
	struct diag d;

	ck_assert(action_read("deliver #7", &a, &d));
	ck_assert_uint_eq(a.id, 7);
	ck_assert(action_read("deliver # the earliest", &a, &d));
	ck_assert_uint_eq(a.id, 0);
	ck_assert(action_read("client send \"# no\" # yes", &a, &d));
	ck_assert_uint_eq(a.text_len, 4);
}
END_TEST

START_TEST(a_wrong_line__is_told_with_its_column_and_the_near_word)
{
	static const struct {
		const char *line;
		unsigned column;
		const char *hint;
	} rows[] = {
		{ "clent connect 80", 1, "client" },
		{ "client conect 80", 8, "connect" },
		{ "client connect", 15, "" },
		{ "client connect 70000", 16, "" },
		{ "client connect 80 81", 19, "" },
		{ "client shutdown write", 17, "" },
		{ "client linger of", 15, "off" },
		{ "client send \"x", 13, "" },
		{ "client send \"a\\q\"", 15, "" },
		{ "deliver lst", 9, "last" },
		{ "deliver #0", 9, "" },
		{ "wait 5", 6, "5s" },
		{ "wait idel", 6, "idle" },
		{ "inject to server SYM seq=1", 18, "SYN" },
		{ "inject to server ACK seq=1", 27, "" },
		{ "inject to server SYN seq=1 ack=2", 18, "" },
		{ "inject to server SYN seq=x", 26, "" },
		{ "inject to server SYN", 21, "" },
		{ "client send \"한글\" 5", 18, "" },
		{ "inject to server SYN \"a\\n\\x41한\"", 32, "" },
		{ "inject to server SYN seq=1 seq=1", 28, "" },
		{ "inject to server SYN seq=1 from 1 from 1", 35, "" },
		{ "inject to server SYN seq=1 \"a\" \"a\"", 32, "" },
		{ "inject to server SYN seq=1 \"a\" len=1", 32, "" },
		{ "inject to server SYN seq=1 len=1 \"a\"", 34, "" },
		{ "inject to server SYN seq=1 len=65536", 32, "" },
		{ "inject to server SYN seq=4294967296", 26, "" },
		{ "inject to server SYN sec=1", 22, "" },
		{ "inject to server SYN seq=1 form 80", 28, "from" },
		{ "inject to server SYN seq=1 to 0", 31, "" },
		{ "inject to sever SYN seq=1", 11, "server" },
		{ "inject to server.1 SYN seq=1", 17, "" },
		{ "inject too server", 8, "to" },
		{ "deliver \"#3\"", 9, "" },
		{ "deliver \"last\"", 9, "" },
		{ "wait \"5s\"", 6, "" },
		{ "wait", 5, "" },
		{ "client linger \"5s\"", 15, "" },
		{ "client connect \"80\"", 16, "" },
		{ "\"client\" close", 1, "" },
		{ "client.0 close", 8, "" },
		{ "client.x close", 8, "" },
		{ "client. close", 8, "" },
		{ "client.4294967296 close", 8, "" },
		{ "retransmit client.0", 19, "" },
		{ "client send 1048577", 13, "" },
		{ "client send GET", 13, "" },
		{ "client send \"a\\", 13, "" },
		{ "client send \"a\\x4\"", 15, "" },
		{ "client send \"a\"b", 16, "" },
		{ "client listen -1", 15, "" },
		{ "client bind 65536", 13, "" },
		{ "client connect 0", 16, "" },
		{ "client reuseaddr yes", 18, "" },
		{ "client shutdown rdrw", 17, "rdwr" },
		{ "client Close", 8, "close" },
		{ "wait 5 s", 6, "5s" },
		{ "wait 5000000000s", 6, "" },
		{ "wait 1.0005s", 6, "" },
		{ "wait 1.5msl", 6, "" },
		{ "wait 1.s", 6, "" },
		{ "client send \u201cGET\u201d", 13, "" },
		{ "client close // now", 14, "" },
		{ "inject to server ACK seq=1 ack=1 data=\"hi\"", 34, "\"hi\"" },
		{ "inject to server PSH,PSH seq=1", 18, "" },
		{ "client read", 8, "recv" },
		{ "client kill", 8, "exit" },
		{ "client SO_LINGER 5s", 8, "linger" },
		{ "client tcp_fin_timeout", 8, "set fin-wait-2" },
		{ "client TCP_NODELAY on", 8, "" },
		{ "read", 1, "client recv" },
		{ "sleep 5s", 1, "wait" },
		{ "", 1, "" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct action a;
		struct diag d;

		ck_assert_msg(!action_read(rows[i].line, &a, &d), "%s", rows[i].line);
		ck_assert_msg(d.column == rows[i].column, "%s: column %u, not %u (%s)", rows[i].line, d.column,
			      rows[i].column, d.message);
		ck_assert_msg(strcmp(d.hint, rows[i].hint) == 0, "%s: hint '%s'", rows[i].line, d.hint);
		ck_assert_str_ne(d.message, "");
	}
}
END_TEST

START_TEST(a_wrong_expectation__is_told_with_its_column_and_the_near_word)
{
	static const struct {
		const char *line;
		unsigned column;
		const char *hint;
	} rows[] = {
		{ "", 1, "" },
		{ "clent CLOSED", 1, "client" },
		{ "fligth 2", 1, "flight" },
		{ "flight", 7, "" },
		{ "flight two", 8, "" },
		{ "flight 2 3", 10, "" },
		{ "time", 5, "" },
		{ "time 4", 6, "4s" },
		{ "client", 7, "" },
		{ "client.0 CLOSED", 8, "" },
		{ "client ESTABLISHD", 8, "ESTABLISHED" },
		{ "client \"CLOSED\"", 8, "" },
		{ "client CLOSED now", 15, "" },
		{ "client sendt FIN", 8, "sent" },
		{ "client sent", 12, "" },
		{ "client sent FIN,AKC", 13, "FIN,ACK" },
		{ "client sent FIN,FIN", 13, "" },
		{ "client sent FIN seq=x", 21, "" },
		{ "client sent FIN seq=1 seq=1", 23, "" },
		{ "client sent FIN sek=1", 17, "" },
		{ "client sent FIN \"a\" \"a\"", 21, "" },
		{ "client returned", 16, "" },
		{ "client returned EPIP", 17, "EPIPE" },
		{ "client returned -1", 17, "" },
		{ "client returned 5x", 17, "" },
		{ "client blocked", 15, "" },
		{ "client blocked noting", 16, "nothing" },
		{ "client blocked reciv", 16, "recv" },
		{ "client timer", 13, "" },
		{ "client timer timewait", 14, "time-wait" },
		{ "client timer 2msl", 14, "time-wait" },
		{ "client timer rto of", 18, "off" },
		{ "client timer rto off 1s", 22, "" },
		{ "client send-buffer", 19, "" },
		{ "client send-buffer \"a\"", 20, "" },
		{ "client recv-bufer 0", 8, "recv-buffer" },
		{ "client recv-buffer x", 20, "" },
		{ "client can", 11, "" },
		{ "client can recieve", 12, "receive" },
		{ "client can send yes", 17, "" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct predicate p;
		struct diag d;

		ck_assert_msg(!predicate_read(rows[i].line, &p, &d), "%s", rows[i].line);
		ck_assert_msg(d.column == rows[i].column, "%s: column %u, not %u (%s)", rows[i].line, d.column,
			      rows[i].column, d.message);
		ck_assert_msg(strcmp(d.hint, rows[i].hint) == 0, "%s: hint '%s'", rows[i].line, d.hint);
		ck_assert_str_ne(d.message, "");
	}
}
END_TEST

START_TEST(a_wrong_word__is_shown_safe_and_cut_at_a_character)
{
	struct action a;
	struct diag d;

	ck_assert(!action_read("client \033[31m", &a, &d));
	ck_assert_ptr_nonnull(strstr(d.message, "'\\x1B[31m'"));
	ck_assert(!action_read("client a가나다라마바사아자차카타파하거너더러머버서어저처", &a, &d));
	ck_assert_ptr_nonnull(strstr(d.message, "'a가나다라마바사아자차카타파하거너더러머버…'"));
}
END_TEST

START_TEST(a_text_longer_than_a_send_takes__is_refused_with_the_way_out)
{
	char line[SEND_TEXT_MAX + 40] = "client send \"";
	size_t n = strlen(line);
	struct action a;
	struct diag d;

	memset(line + n, 'x', SEND_TEXT_MAX);
	line[n + SEND_TEXT_MAX] = '"';
	ck_assert(action_read(line, &a, &d));
	ck_assert_uint_eq(a.text_len, SEND_TEXT_MAX);
	memcpy(line + n + SEND_TEXT_MAX, "x\"", 3);
	ck_assert(!action_read(line, &a, &d));
	ck_assert_uint_eq(d.column, 13);
	ck_assert_ptr_nonnull(strstr(d.message, "256"));
	ck_assert_ptr_nonnull(strstr(d.message, "number of octets"));
}
END_TEST

START_TEST(words__have_their_columns_in_characters)
{
	static const char line[] = " 한글\t\"a b\\\"\\x00\" #7 x#y \"#\" # gone";
	char store[sizeof line];
	struct word words[WORDS_MAX];
	struct diag d;
	size_t n;

	ck_assert(words_split(line, store, words, &n, &d));
	ck_assert_uint_eq(n, 5);
	ck_assert_str_eq(words[0].text, "한글");
	ck_assert_uint_eq(words[0].column, 2);
	ck_assert_uint_eq(words[0].end, 4);
	ck_assert(words[1].quoted);
	ck_assert_uint_eq(words[1].len, 5);
	ck_assert(memcmp(words[1].text, "a b\"\0", 6) == 0);
	ck_assert_uint_eq(words[1].column, 5);
	ck_assert_uint_eq(words[1].end, 16);
	ck_assert_str_eq(words[2].text, "#7");
	ck_assert_str_eq(words[3].text, "x#y");
	ck_assert(words[4].quoted && strcmp(words[4].text, "#") == 0);
	ck_assert(words_split("#comment at once", store, words, &n, &d));
	ck_assert_uint_eq(n, 0);
	ck_assert(words_split(" #no comment", store, words, &n, &d));
	ck_assert_uint_eq(n, 2);
}
END_TEST

START_TEST(too_many_words__are_refused_at_the_first_of_them)
{
	char line[2 * WORDS_MAX + 3], store[sizeof line];
	struct word words[WORDS_MAX];
	struct diag d;
	size_t n;

	for (size_t i = 0; i < WORDS_MAX + 1; i++)
		memcpy(line + 2 * i, "a ", 3);
	ck_assert(!words_split(line, store, words, &n, &d));
	ck_assert_uint_eq(d.column, 2 * WORDS_MAX + 1);
	line[2 * WORDS_MAX] = '\0';
	ck_assert(words_split(line, store, words, &n, &d));
	ck_assert_uint_eq(n, WORDS_MAX);
}
END_TEST

START_TEST(the_table__has_every_verb_with_its_form_in_both_languages)
{
	for (size_t i = 0; i < verbs_count; i++) {
		ck_assert_msg(strstr(verbs[i].form, verbs[i].name) != NULL, "%s: %s", verbs[i].name, verbs[i].form);
		ck_assert_msg((strncmp(verbs[i].form, "HOST ", 5) == 0) == verbs[i].is_call, "%s", verbs[i].name);
		ck_assert_msg((strncmp(verbs[i].form, "expect ", 7) == 0) == verbs[i].is_predicate, "%s",
			      verbs[i].name);
		for (int lang = 0; lang < LANG_COUNT; lang++)
			ck_assert_msg(verbs[i].what[lang] && verbs[i].what[lang][0], "%s", verbs[i].name);
	}
	for (int c = 0; c < CALL_COUNT; c++)
		ck_assert_msg(verbs[c].is_call, "%s", call_name((enum call_id)c));
	ck_assert_str_eq(call_name(CALL_SOCKET), "socket");
	ck_assert_str_eq(call_name(CALL_SHUTDOWN), "shutdown");
	ck_assert_str_eq(call_name(CALL_BOOT), "boot");
	for (int k = ACT_DELIVER; k <= ACT_WAIT; k++) {
		bool there = false;

		for (size_t i = 0; i < verbs_count; i++)
			there = there || (!verbs[i].is_call && strcmp(verbs[i].name, act_name((enum act_kind)k)) == 0);
		ck_assert_msg(there, "%s", act_name((enum act_kind)k));
	}
}
END_TEST

Suite *suite_language_verbs(void)
{
	Suite *s = suite_create("language/verbs");
	TCase *c = tcase_create("lines");

	tcase_add_test(c, every_action__prints_as_the_line_that_it_was_read_from);
	tcase_add_test(c, every_predicate__prints_as_it_was_read);
	tcase_add_test(c, state_and_errno_names__are_read_in_common_spellings);
	tcase_add_test(c, a_comment__is_a_number_sign_by_itself);
	tcase_add_test(c, a_wrong_line__is_told_with_its_column_and_the_near_word);
	tcase_add_test(c, a_wrong_expectation__is_told_with_its_column_and_the_near_word);
	tcase_add_test(c, a_wrong_word__is_shown_safe_and_cut_at_a_character);
	tcase_add_test(c, a_text_longer_than_a_send_takes__is_refused_with_the_way_out);
	suite_add_tcase(s, c);
	c = tcase_create("words");
	tcase_add_test(c, words__have_their_columns_in_characters);
	tcase_add_test(c, too_many_words__are_refused_at_the_first_of_them);
	suite_add_tcase(s, c);
	c = tcase_create("table");
	tcase_add_test(c, the_table__has_every_verb_with_its_form_in_both_languages);
	suite_add_tcase(s, c);
	return s;
}
