/* Tests parsing: what each line becomes, and where each error is reported. Rows
 * of errors are "LINE:COLUMN part of the message|hint". Reading files and
 * printing errors is tested by test_source.c. */
#include "lesson/parsing.h"

#include "suites.h"

START_TEST(header__fills_the_script_in)
{
	struct script *s = parse("# first a comment\n\n" HEAD "id half-close # not more\nafter one two\nafter three\n"
				 "set profile linux\nset client.iss 7\nset challenge-ack off\nserver socket\n");

	ck_assert_str_eq(s->id, "half-close");
	ck_assert_uint_eq(s->after_used, 3);
	ck_assert_str_eq(s->after[2], "three");
	ck_assert_uint_eq(s->sets_used, 3);
	ck_assert_str_eq(s->sets[1], "client.iss 7");
	ck_assert_uint_eq(s->config.profile, PROFILE_LINUX);
	ck_assert_uint_eq(s->config.iss[0], 7);
	ck_assert_uint_eq(s->config.iss[1], 300);
	ck_assert(!config_policy(&s->config, POL_CHALLENGE_ACK));
	ck_assert_uint_eq(s->used, 1);
	script_free(s);
}
END_TEST

START_TEST(id__is_the_files_name_unless_it_is_given)
{
	struct script *s = parse(HEAD);

	ck_assert_str_eq(s->id, "a-lesson");
	ck_assert_str_eq(script_title(s, LANG_KO), "a-lesson");
	script_free(s);
}
END_TEST

START_TEST(title__runs_to_the_end_of_its_line_or_is_quoted)
{
	static const struct {
		const char *line, *title;
	} rows[] = { { "title  Half-close, #1 of 2  ", "Half-close, #1 of 2" },
		     { "title One # a comment", "One" },
		     { "title A \"quoted # word\" in it", "A \"quoted # word\" in it" },
		     { "title \"quoted # all\" # a comment", "quoted # all" },
		     { "title \"a\" and \"b\"", "\"a\" and \"b\"" },
		     { "title 5\" wide", "5\" wide" },
		     { "title \"tab\\tand \\\"quote\\\"\"", "tab\tand \"quote\"" },
		     { "title a b c d e f g h i j k l m n o p q r s t u v w x y z 1 2 3",
		       "a b c d e f g h i j k l m n o p q r s t u v w x y z 1 2 3" } };
	char source[200];

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct script *s;

		snprintf(source, sizeof source, HEAD "%s\ntitle[ko] 하프 클로즈\n", rows[i].line);
		s = parse(source);
		ck_assert_str_eq(script_title(s, LANG_EN), rows[i].title);
		ck_assert_str_eq(script_title(s, LANG_KO), "하프 클로즈");
		script_free(s);
	}
}
END_TEST

START_TEST(header__errors)
{
	static const struct wrong rows[] = {
		{ "empty", "", { "1:1 must begin with: tcpstep 1" } },
		{ "comments alone", "# a\n\n# b\n", { "1:1 must begin with: tcpstep 1" } },
		{ "no version line",
		  "\nid x\nset mls 5s\n",
		  { "2:1 must begin with: tcpstep 1", "3:5 setting: 'mls'|msl" } },
		{ "misspelt", "tpcstep 1\nid x\n", { "1:1 must begin with: tcpstep 1|tcpstep" } },
		{ "another version", "tcpstep 2\nnonsense\n", { "1:9 version 1 of the format, not '2'" } },
		{ "no version", "tcpstep\n", { "1:8 missing: expected the format's version" } },
		{ "version and more", "tcpstep 1 2\n", { "1:11 unexpected word" } },
		{ "twice", HEAD "tcpstep 1\n", { "2:1 may appear only once" } },
		{ "indented", "  tcpstep 1\n", { "1:1 begin with", "1:3 this line is indented" } },
		{ "after a step",
		  HEAD "pause\nid x\ntitle y\nafter z\nset mss 5\n",
		  { "3:1 'id' belongs in the header", "4:1 'title' belongs in the header",
		    "5:1 'after' belongs in the header", "6:1 'set' belongs in the header" } },
		{ "a misspelt word is no step", HEAD "titel x\nid y\n", { "2:1 unknown statement 'titel'|title" } },
		{ "id",
		  HEAD "id\nid a b\nid a\nid b\n",
		  { "2:3 missing: expected an id", "3:6 unexpected word", "5:1 the id is already given" } },
		{ "empty id", HEAD "id \"\"\nid \"a\\x00b\"\n", { "2:4 not be empty", "3:4 NUL" } },
		{ "title",
		  HEAD "title\ntitle a\ntitle b\ntitle[en] c\n",
		  { "2:6 missing: expected a title", "4:1 already given", "5:1 already given" } },
		{ "title's language",
		  HEAD "title[kr] a\ntitle[ko a\ntitle[fr] a\ntitle[ko]s a\n",
		  { "2:1 no such language|title[ko]", "3:1 no such language|title[ko]", "4:1 no such language",
		    "5:1 no such language|title[ko]" } },
		{ "title's quotes",
		  HEAD "title \"a\ntitle \"a\\qb\"\ntitle \"\\x00\"\n",
		  { "2:7 no closing quote", "3:9 unknown escape", "4:7 NUL" } },
		{ "set's words",
		  HEAD "set\nset msl\nset msl 5s 6s\n",
		  { "2:4 missing: expected set NAME VALUE", "3:8 missing", "4:12 unexpected word" } },
		{ "set's names",
		  HEAD "set figure7 on\nset xyzzy on\nset client.msl 5s\n",
		  { "2:5 no such setting|figure-7", "3:5 no such setting: 'xyzzy'",
		    "4:5 cannot be set for one host|msl" } },
		{ "names of others",
		  HEAD "set tcp_fin_timeout 60\nset net.ipv4.tcp_retries2 15\nset tcp_tw_reuse 1\nset SO_LINGER 5s\n",
		  { "2:5 no such setting|fin-wait-2", "3:5 no such setting|retries", "4:5 does not model tcp_tw_reuse",
		    "5:5 no such setting|client linger" } },
		{ "durations",
		  HEAD "set rto 999999999h\nset delay 0.5ms\n",
		  { "2:9 at most 876600h", "3:11 whole number of milliseconds" } },
		{ "the caret after a quoted word counts its quotes and escapes as written",
		  HEAD "set \"a\\x41\\x42b\"\n",
		  { "2:17 missing: expected set NAME VALUE" } },
		{ "set's values",
		  HEAD "set profile linx\nset rfc1337 onn\nset buffer 0\nset fin-wait-2 of\nset delay soon\n",
		  { "2:13 expected rfc or linux: 'linx'|linux", "3:13 expected on or off|on",
		    "4:12 octets from 1 to 65535", "5:16 expected off or a duration|off",
		    "6:11 expected a duration" } },
		{ "after", HEAD "after\n", { "2:6 missing" } },
	};

	EXPECT_WRONG(rows);
}
END_TEST

/* --- statements --- */

START_TEST(statements__have_their_place_and_number)
{
	static const unsigned steps[] = { 1, 2, 3, 6, 7 };
	struct script *s = parse(HEAD "set mss 5\n\nserver socket # 1\nsay\n  2\nsay ko\n  2\n# none\n"
				      "goal \"3\"\n  reach flight 0\n  solution\n    drop\n    expect time 0s\n"
				      "goal ko \"3\"\npause\nserver.1 close\n");

	ck_assert_uint_eq(s->used, 5);
	for (size_t i = 0; i < s->used; i++)
		ck_assert_uint_eq(s->statements[i].step, steps[i]);
	ck_assert_uint_eq(s->statements[2].solution[0].step, 4);
	ck_assert_uint_eq(s->statements[2].solution[1].step, 5);
	ck_assert_uint_eq(s->statements[2].solution[1].line, 14);
	ck_assert_uint_eq(s->statements[2].solution[1].column, 5);
	ck_assert_int_eq(s->statements[2].solution[1].kind, ST_EXPECT);
	ck_assert_uint_eq(s->statements[0].line, 4);
	ck_assert_uint_eq(s->statements[4].line, 17);
	ck_assert_uint_eq(s->statements[4].action.sock, 1);
	ck_assert_int_eq(s->statements[3].kind, ST_PAUSE);
	ck_assert_uint_eq(script_steps(s), 7);
	script_free(s);
}
END_TEST

START_TEST(numbers_of_segments__begin_no_comment)
{
	struct script *s = parse(HEAD "deliver #7 # a comment\nclient send \"a # b\"\n#client close\ndrop #\n");

	ck_assert_uint_eq(s->used, 3);
	ck_assert_uint_eq(s->statements[0].action.id, 7);
	ck_assert_uint_eq(s->statements[1].action.text_len, 5);
	ck_assert_int_eq(s->statements[2].action.pick, PICK_FIRST);
	script_free(s);
}
END_TEST

START_TEST(statements__errors)
{
	static const struct wrong rows[] = {
		{ "notations of others",
		  HEAD
		  "// a comment\nlose\nkill\ngoal \u201cclose\u201d\nserver send \u201cGET /\u201d\nwait 5s // now\n",
		  { "2:1 starts with #", "3:1 unknown statement|drop", "4:1 unknown statement|client exit",
		    "5:6 straight quotes", "6:13 straight quotes", "7:9 starts with #" } },
		{ "unknown",
		  HEAD "clinet close\nxyzzy\n\"client\" close\n",
		  { "2:1 unknown statement 'clinet'|client", "3:1 unknown statement 'xyzzy'",
		    "4:1 unknown statement" } },
		{ "no host", HEAD "shutdown wr\n", { "2:1 client shutdown or server shutdown" } },
		{ "call", HEAD "client conect 80\n", { "2:8 'conect'|connect" } },
		{ "expect alone", HEAD "expect   # nothing\n", { "2:7 missing: expected client" } },
		{ "expect", HEAD "expect client ESTABLISHD\n", { "2:15 'ESTABLISHD'|ESTABLISHED" } },
		{ "expect of a call",
		  HEAD "expect client recv returnd 0\nexpect client rcv returned 0\n"
		       "expect client recv returned\nexpect client recv blocked\n",
		  { "2:20 'returnd'|returned", "3:15 'rcv'|recv", "4:28 missing", "5:20 expected returned" } },
		{ "expect of a port",
		  HEAD "expect server.1 listening 80\nexpect server listening\nexpect server listening 80 yes\n"
		       "expect server syn-queue x\n",
		  { "2:14 expected server alone", "3:24 missing: expected a port", "4:28 unexpected word: 'yes'",
		    "5:25 expected a number of connections" } },
		{ "pause and more", HEAD "pause now\n", { "2:7 pause takes no arguments" } },
		{ "every line is reported",
		  HEAD "wait\nwait 5\nwait 5s\nwait 5x\n",
		  { "2:5 missing", "3:6 '5'|5s", "5:6 '5x'" } },
		{ "columns count characters", HEAD "client send \"한글\" 덤\n", { "2:18 unexpected word" } },
		{ "indented",
		  HEAD "  client close\npause\n\tpause\n   # a comment\n \n",
		  { "2:3 this line is indented", "4:2 this line is indented" } },
		{ "indented under what is unknown", HEAD "sya\n  text\n  text\n", { "2:1 unknown statement|say" } },
		{ "unclosed", HEAD "client send \"a\nwait\n", { "2:13 no closing quote", "3:5 missing" } },
	};

	EXPECT_WRONG(rows);
}
END_TEST

START_TEST(untrusted_words__are_escaped_in_messages)
{
	struct wrong row = { "escape", HEAD "cl\x1b[2Jient\n", { "2:1 'cl\\x1B[2Jient'" } };

	expect_wrong_n(&row, row.source, strlen(row.source));
}
END_TEST

/* --- octets --- */

START_TEST(byte_order_mark_and_crlf__are_read)
{
	struct script *s = parse(
		"\xEF\xBB\xBFtcpstep 1\r\ntitle A  \r\nsay\r\n  One\r\n\r\n  Two\r\nserver socket\r\npause");

	ck_assert_str_eq(s->title[LANG_EN], "A");
	ck_assert_str_eq(s->statements[0].block[LANG_EN].text, "One\n\nTwo");
	ck_assert_uint_eq(s->used, 3);
	script_free(s);
}
END_TEST

START_TEST(octets__errors)
{
	static const struct wrong rows[] = {
		{ "not UTF-8", HEAD "한글 \xFF\nwait\n", { "2:4 not UTF-8: octet 0xFF", "3:5 missing" } },
		{ "overlong", HEAD "# \xC0\xAF\n", { "2:3 not UTF-8" } },
		{ "surrogate", HEAD "# \xED\xA0\x80\n", { "2:3 not UTF-8" } },
		{ "torn at the end", HEAD "# \xED\x95", { "2:3 not UTF-8" } },
		{ "in a block",
		  HEAD "say\n  \xFE\nask\n  Q\n  ( ) a\n  (x) \xFF\n",
		  { "3:3 not UTF-8", "7:7 not UTF-8" } },
		{ "in the first line", "tcpstep \xFF\nid x\n", { "1:9 not UTF-8" } },
	};
	static const char nul[] = HEAD "client send \"a\0b\"\nwait\n";
	static const struct wrong nul_row = { "NUL", NULL, { "2:15 NUL", "3:5 missing" } };

	EXPECT_WRONG(rows);
	expect_wrong_n(&nul_row, nul, sizeof nul - 1);
}
END_TEST

START_TEST(long_lines__are_an_error_beyond_4096_octets)
{
	static const struct wrong row = { "long", NULL, { "3:1 longer than 4096 octets", "4:5 missing" } };
	char source[10000];
	int n = snprintf(source, sizeof source, HEAD "#%4095s\nsay ", "");

	ck_assert_int_eq(n, 10 + 4097 + 4);
	snprintf(source + n, sizeof source - (size_t)n, "%4093s\nwait\n", "");
	expect_wrong_n(&row, source, strlen(source));
}
END_TEST

START_TEST(errors_beyond_a_thousand__are_not_reported)
{
	struct diags errors = { 0 };
	size_t lines = 3000;
	char *source = mem_new(lines * 2 + 20, 1);

	strcpy(source, HEAD);
	for (size_t i = 0; i < lines; i++)
		strcat(source + 2 * i, "x\n");
	ck_assert_ptr_null(script_parse("x", source, strlen(source), &errors));
	ck_assert_uint_eq(errors.used, 1001);
	ck_assert_ptr_nonnull(strstr(errors.at[1000].message, "more than 1000 errors"));
	diags_free(&errors);
	mem_free(source);
}
END_TEST

Suite *suite_lesson_parse(void)
{
	Suite *s = suite_create("lesson/parse");

	add(s, "header",
	    (const TTest *const[]){ header__fills_the_script_in, id__is_the_files_name_unless_it_is_given,
				    title__runs_to_the_end_of_its_line_or_is_quoted, header__errors, NULL });
	add(s, "statements",
	    (const TTest *const[]){ statements__have_their_place_and_number, numbers_of_segments__begin_no_comment,
				    statements__errors, untrusted_words__are_escaped_in_messages, NULL });
	add(s, "octets",
	    (const TTest *const[]){ byte_order_mark_and_crlf__are_read, octets__errors,
				    long_lines__are_an_error_beyond_4096_octets,
				    errors_beyond_a_thousand__are_not_reported, NULL });
	return s;
}
