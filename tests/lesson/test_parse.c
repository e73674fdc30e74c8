/* Tests parsing: what each line becomes, and where each error is reported. Rows
 * of errors are "LINE:COLUMN part of the message|hint". Reading files and
 * printing errors is tested by test_source.c. */
#include <check.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "lesson/parse.h"

#include "suites.h"

#define HEAD "tcpstep 1\n"

static struct script *parse_n(const char *source, size_t len)
{
	struct diags errors = { 0 };
	struct script *s = script_parse("dir/a-lesson.tcpstep", source, len, &errors);

	if (!s)
		ck_abort_msg("%u:%u: %s\n%s", errors.at[0].line, errors.at[0].column, errors.at[0].message, source);
	ck_assert_uint_eq(errors.used, 0);
	return s;
}

static struct script *parse(const char *source)
{
	return parse_n(source, strlen(source));
}

/* Fails unless the error is that of the row. */
static void expect_error(const struct diag *d, const char *row, const char *label)
{
	char place[32];
	const char *part = strchr(row, ' ') + 1, *bar = strrchr(row, '|');
	size_t n = bar ? (size_t)(bar - part) : strlen(part);
	char *found = mem_copy_n(part, n);

	snprintf(place, sizeof place, "%u:%u", d->line, d->column);
	ck_assert_msg(strlen(place) == (size_t)(part - 1 - row) && strncmp(place, row, strlen(place)) == 0,
		      "%s: expected %s, found %s: %s", label, row, place, d->message);
	ck_assert_msg(strstr(d->message, found) != NULL, "%s: expected %s, found: %s", label, row, d->message);
	ck_assert_msg(strcmp(d->hint, bar ? bar + 1 : "") == 0, "%s: expected %s, found hint '%s'", label, row,
		      d->hint);
	mem_free(found);
}

/* Fails unless the error has a Korean text with each of its arguments. */
static void expect_korean(const struct diag *d, const char *label)
{
	char array[400];
	struct text t = text_over(array, sizeof array);

	ck_assert_msg(d->id != DIAG_NONE, "%s: no id: %s", label, d->message);
	diag_text(&t, d, LANG_KO);
	ck_assert_msg(strcmp(array, d->message) != 0, "%s: the same in Korean: %s", label, array);
	for (int i = 0; i < 2; i++)
		if (d->id != DIAG_UNEXPECTED && strstr(d->message, d->argument[i]))
			ck_assert_msg(strstr(array, d->argument[i]) != NULL, "%s: %s", label, array);
}

struct wrong {
	const char *label, *source;
	const char *errors[8];
};

static void expect_wrong_n(const struct wrong *row, const char *source, size_t len)
{
	struct diags errors = { 0 };
	struct script *s = script_parse("x", source, len, &errors);
	size_t i = 0;

	ck_assert_msg(!s, "%s: no error", row->label);
	for (; row->errors[i]; i++) {
		ck_assert_msg(i < errors.used, "%s: not reported: %s", row->label, row->errors[i]);
		expect_error(&errors.at[i], row->errors[i], row->label);
		expect_korean(&errors.at[i], row->label);
	}
	if (i < errors.used)
		ck_abort_msg("%s: one error too many: %u:%u: %s", row->label, errors.at[i].line, errors.at[i].column,
			     errors.at[i].message);
	diags_free(&errors);
}

static void expect_wrong(const struct wrong *rows, size_t n)
{
	for (size_t i = 0; i < n; i++)
		expect_wrong_n(&rows[i], rows[i].source, strlen(rows[i].source));
}

#define EXPECT_WRONG(rows) expect_wrong(rows, sizeof rows / sizeof *(rows))

/* --- header --- */

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

/* --- blocks --- */

START_TEST(text_blocks__keep_paragraphs_and_lose_their_indentation)
{
	struct script *s = parse(
		HEAD "say\n\n    One \"quoted\" # word\n# gone\n      deeper\n\n\n    # text\n\n\nnote\n\tTab\n"
		     "        Blanks\nsay\n  Korean follows\nsay ko\n  한글\n");

	ck_assert_str_eq(s->statements[0].block[LANG_EN].text, "One \"quoted\" # word\n  deeper\n\n# text");
	ck_assert_int_eq(s->statements[1].kind, ST_NOTE);
	ck_assert_str_eq(s->statements[1].block[LANG_EN].text, "Tab\nBlanks");
	ck_assert_str_eq(statement_block(&s->statements[2], LANG_KO)->text, "한글");
	ck_assert_str_eq(statement_block(&s->statements[1], LANG_KO)->text, "Tab\nBlanks");
	script_free(s);
}
END_TEST

START_TEST(ask__has_text_choices_feedback_and_because)
{
	struct script *s = parse(HEAD
				 "ask\n  What\n  because?\n\n    ( ) one  \n      First\n\n      second (x) because\n"
				 "    (x)two\n    ( ) three\n\n  because Inline\n\n  and more\n  because so\n");
	const struct block *b = &s->statements[0].block[LANG_EN];

	ck_assert_int_eq(s->statements[0].kind, ST_ASK);
	ck_assert_str_eq(b->text, "What\nbecause?");
	ck_assert_uint_eq(b->choices_used, 3);
	ck_assert_str_eq(b->choices[0].text, "one");
	ck_assert_str_eq(b->choices[0].feedback, "First\n\nsecond (x) because");
	ck_assert(!b->choices[0].right && b->choices[1].right && !b->choices[2].right);
	ck_assert_str_eq(b->choices[1].text, "two");
	ck_assert_ptr_null(b->choices[1].feedback);
	ck_assert_str_eq(b->because, "Inline\n\nand more\nbecause so");
	script_free(s);
}
END_TEST

START_TEST(because__may_stand_alone_above_its_text)
{
	struct script *s = parse(HEAD "ask\n  Q\n  (x) a\n  ( ) b\n  because\n    Two\n    lines\n");

	ck_assert_str_eq(s->statements[0].block[LANG_EN].because, "Two\nlines");
	script_free(s);
}
END_TEST

START_TEST(goal__has_predicates_and_a_solution)
{
	struct script *s = parse(HEAD "goal \"Close \\\"it\\\"\"\n  reach client CLOSED # the first\n\n  # between\n"
				      "  reach flight 0\n  solution\n    client close\n# column one\n    wait idle\n"
				      "goal ko \"닫기\"\n");
	const struct statement *g = &s->statements[0];

	ck_assert_uint_eq(s->used, 1);
	ck_assert_str_eq(g->block[LANG_EN].text, "Close \"it\"");
	ck_assert_str_eq(g->block[LANG_KO].text, "닫기");
	ck_assert_uint_eq(g->reach_used, 2);
	ck_assert_int_eq(g->reach[1].predicate.kind, PRED_FLIGHT);
	ck_assert_uint_eq(g->reach[1].line, 6);
	ck_assert_uint_eq(g->solution_used, 2);
	ck_assert_int_eq(g->solution[1].action.kind, ACT_WAIT_IDLE);
	script_free(s);
}
END_TEST

START_TEST(goal__has_rules_and_hints)
{
	struct script *s = parse(HEAD "goal \"a\"\n  forbid crash dup server close # and\n  forbid wait\n  within 2\n"
				      "  hint Who is still # open?  \n  reach flight 0\n  hint \"two\\n lines\"\n"
				      "  hint \"close\" ends both\n  solution\n    client close\n    deliver\n"
				      "goal ko \"b\"\n  # between\n  hint 누가 남았습니까?\n");
	const struct statement *g = &s->statements[0];
	const struct forbidden *f = g->forbid;

	ck_assert_uint_eq(s->used, 1);
	ck_assert_uint_eq(g->forbid_used, 4);
	ck_assert(f[0].host == HOSTS && f[0].call == CALL_CRASH && f[0].act == ACT_CALL);
	ck_assert(f[1].host == HOSTS && f[1].call == CALL_DUP && f[1].act == ACT_DUP);
	ck_assert(f[2].host == HOST_SERVER && f[2].call == CALL_CLOSE && f[2].act == ACT_CALL);
	ck_assert(f[3].call == CALL_NONE && f[3].act == ACT_WAIT);
	ck_assert_uint_eq(g->within, 2);
	ck_assert_str_eq(goal_hint(g, LANG_EN, 0), "Who is still # open?");
	ck_assert_str_eq(goal_hint(g, LANG_EN, 1), "two\n lines");
	ck_assert_str_eq(goal_hint(g, LANG_EN, 2), "\"close\" ends both");
	ck_assert_ptr_null(goal_hint(g, LANG_EN, 3));
	ck_assert_str_eq(goal_hint(g, LANG_KO, 0), "누가 남았습니까?");
	ck_assert_ptr_null(goal_hint(g, LANG_KO, 1));
	script_free(s);
	s = parse(HEAD "goal \"a\"\n  reach flight 0\n  hint One\n  solution\n    drop\ngoal ko \"b\"\n");
	ck_assert_str_eq(goal_hint(&s->statements[0], LANG_KO, 0), "One");
	script_free(s);
}
END_TEST

START_TEST(goal__errors_of_rules_and_hints)
{
	static const struct wrong rows[] = {
		{ "forbid",
		  HEAD
		  "goal \"a\"\n  reach flight 0\n  forbid\n  forbid clsoe\n  forbid client\n  forbid client deliver\n"
		  "  forbid server.1 close\n  solution\n    drop\n",
		  { "4:9 missing: expected a call", "5:10 'clsoe'|close", "6:16 missing: expected a call such as",
		    "7:17 not 'deliver'", "8:16 no socket number" } },
		{ "forbid again",
		  HEAD
		  "goal \"a\"\n  reach flight 0\n  forbid crash crash\n  forbid \"crash\"\n  forbid kill\n  solution\n"
		  "    drop\n",
		  { "4:16 crash is given twice", "5:10 not 'crash'", "6:10 not 'kill'|exit" } },
		{ "within",
		  HEAD "goal \"a\"\n  reach flight 0\n  within\n  within 0\n  within two\n  within 2 3\n  within 2\n"
		       "  within 3\n  solution\n    drop\n",
		  { "4:9 missing: expected a number of actions", "5:10 not '0'", "6:10 not 'two'",
		    "7:12 unexpected word: 3", "9:3 within is given twice" } },
		{ "hint",
		  HEAD "goal \"a\"\n  reach flight 0\n  hint\n  hint \"\"\n  hnit x\n  solution\n    drop\n",
		  { "4:7 missing: expected the hint's text", "5:7 missing", "6:3 a goal consists of|hint" } },
		{ "too late",
		  HEAD "goal \"a\"\n  reach flight 0\n  solution\n    drop\n  forbid crash\n  within 2\n  hint x\n",
		  { "6:3 'forbid' must come before", "7:3 'within' must", "8:3 'hint' must" } },
		{ "a translation",
		  HEAD
		  "goal \"a\"\n  reach flight 0\n  solution\n    drop\ngoal ko \"b\"\n  forbid crash\n  hnit x\n  hint\n",
		  { "7:3 a translated goal has only", "8:3 a translated goal|hint", "9:7 missing" } },
		{ "a solution that breaks a rule",
		  HEAD "goal \"a\"\n  reach flight 0\n  forbid crash server dup wait\n  within 3\n  solution\n"
		       "    client crash\n    server dup\n    client dup\n    dup #1\n    wait next\n    drop\n",
		  { "7:5 this goal forbids 'crash'", "8:5 this goal forbids 'server dup'",
		    "10:5 this goal allows 3 actions at most", "11:5 this goal forbids 'wait'" } },
	};

	EXPECT_WRONG(rows);
}
END_TEST

START_TEST(blocks__errors)
{
	static const struct wrong rows[] = {
		{ "no text",
		  HEAD "say\nnote\n\n# x\nsay ko\n",
		  { "2:1 this say has no text", "3:1 this note has no text" } },
		{ "text on the head",
		  HEAD "say Hello\n  x\nsay \"Hello\"\n  x\nsay ko x\n  x\n",
		  { "2:5 expected a language", "4:5 unexpected word", "6:8 unexpected word" } },
		{ "language",
		  HEAD "say\n  x\nsay kr\n  y\nsay ko_KR\n  y\n",
		  { "4:5 expected a language|ko", "6:5 expected a language" } },
		{ "no question", HEAD "ask\n  ( ) a\n  (x) b\n", { "2:1 no text" } },
		{ "no choices", HEAD "ask\n  What?\n", { "2:1 at least two choices" } },
		{ "one choice", HEAD "ask\n  What?\n  (x) a\n", { "2:1 at least two choices" } },
		{ "none right", HEAD "ask\n  What?\n  ( ) a\n  ( ) b\n", { "2:1 this question has no right choice" } },
		{ "empty choice",
		  HEAD "ask\n  What?\n  (x)  \n  ( ) b\n",
		  { "4:6 missing: expected the choice's text" } },
		{ "crooked choices",
		  HEAD "ask\n  What?\n   (x) a\n  ( ) b\n     ( ) c\n",
		  { "5:3 must be indented alike", "6:6 indented deeper" } },
		{ "text between",
		  HEAD "ask\n  What?\n  (x) a\n  becuase\n  ( ) b\n",
		  { "5:3 after a choice, only|because" } },
		{ "because first",
		  HEAD "ask\n  What?\n  (x) a\n  ( ) b\n  because x\n  ( ) c\n",
		  { "7:3 must come before 'because'" } },
		{ "because nothing", HEAD "ask\n  What?\n  (x) a\n  ( ) b\n  because\n", { "6:10 missing" } },
		{ "goal's head",
		  HEAD "goal\n  reach flight 0\ngoal Close it\ngoal \"\"\n  reach flight 0\n  solution\n    drop\n"
		       "goal \"a\" b\n",
		  { "2:5 missing: expected the goal's text", "4:6 the goal's text in quotes", "5:6 text is empty",
		    "9:10 unexpected word" } },
		{ "goal of nothing", HEAD "goal \"a\"\n", { "2:1 no 'reach'", "2:1 no solution" } },
		{ "goal without reach", HEAD "goal \"a\"\n  solution\n    drop\n", { "2:1 no 'reach'" } },
		{ "goal without steps", HEAD "goal \"a\"\n  reach flight 0\n  solution\n", { "2:1 has no steps" } },
		{ "goal's lines",
		  HEAD "goal \"a\"\n  reech flight 0\n  reach\n  reach flihgt 0\n  solution x\n    say\n    drop #x\n",
		  { "3:3 'reach', 'forbid', 'within' and 'hint'|reach", "4:8 missing", "5:9 'flihgt'|flight",
		    "6:12 unexpected word", "7:5 not 'say'", "8:10 '#x'" } },
		{ "solution's depth",
		  HEAD "goal \"a\"\n  reach flight 0\n  solution\n  drop\n",
		  { "5:3 one level deeper" } },
	};

	EXPECT_WRONG(rows);
}
END_TEST

START_TEST(translations__errors)
{
	static const struct wrong rows[] = {
		{ "nothing before", HEAD "say ko\n  x\n", { "2:1 no 'say' before" } },
		{ "another kind", HEAD "note\n  x\nsay ko\n  x\n", { "4:1 no 'say' before" } },
		{ "a step between", HEAD "say\n  x\npause\nsay ko\n  x\n", { "5:1 no 'say' before" } },
		{ "twice", HEAD "say\n  x\nsay ko\n  x\nsay ko\n  x\n", { "6:1 already has a text in 'ko'" } },
		{ "the first language", HEAD "say\n  x\nsay en\n  x\n", { "4:1 already has a text in 'en'" } },
		{ "of what is wrong",
		  HEAD "say\nsay ko\n  x\nsya\n  x\nsay ko\n  x\n",
		  { "2:1 no text", "5:1 unknown statement|say" } },
		{ "choices",
		  HEAD "ask\n  Q\n  (x) a\n  ( ) b\nask ko\n  Q\n  (x) a\n  ( ) b\n  ( ) c\n",
		  { "6:1 has 2 choices, its translation 3" } },
		{ "answers",
		  HEAD "ask\n  Q\n  (x) a\n  ( ) b\nask ko\n  Q\n  ( ) a\n  (x) b\n",
		  { "6:1 choice 1 is right" } },
		{ "goal's lines",
		  HEAD "goal \"a\"\n  reach flight 0\n  solution\n    drop\ngoal ko \"a\"\n  reach flight 0\n",
		  { "7:3 a translated goal has only a text" } },
	};

	EXPECT_WRONG(rows);
}
END_TEST

static void add(Suite *s, const char *name, const TTest *const *tests)
{
	TCase *c = tcase_create(name);

	for (; *tests; tests++)
		tcase_add_test(c, *tests);
	suite_add_tcase(s, c);
}

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
	add(s, "blocks",
	    (const TTest *const[]){ text_blocks__keep_paragraphs_and_lose_their_indentation,
				    ask__has_text_choices_feedback_and_because, because__may_stand_alone_above_its_text,
				    goal__has_predicates_and_a_solution, goal__has_rules_and_hints,
				    goal__errors_of_rules_and_hints, blocks__errors, translations__errors, NULL });
	return s;
}
