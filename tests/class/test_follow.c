/* Tests reading a recording while another process writes it: grown, torn, cut off,
 * replaced, missing. The test makes each look; no time passes. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "class/follow.h"

#include "suites.h"

static struct follow f;
static char folder[64], path[128], other[160];

#define HEAD "tcpstep 1\n# tcpstep: recording\nid mine\nset msl 1s\n\n"

static void begin(void)
{
	strcpy(folder, "/tmp/tcpstep-follow-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/rec", folder);
	snprintf(other, sizeof other, "%s.new", path);
	follow_begin(&f, path, NULL);
}

static void end(void)
{
	follow_free(&f);
	unlink(path);
	unlink(other);
	rmdir(folder);
}

static void put_in(const char *name, const char *mode, const char *text)
{
	FILE *out = fopen(name, mode);

	ck_assert_ptr_nonnull(out);
	fputs(text, out);
	fclose(out);
}

static void write_file(const char *text)
{
	put_in(path, "w", text);
}

static void append(const char *text)
{
	put_in(path, "a", text);
}

static void replace(const char *text)
{
	put_in(other, "w", text);
	ck_assert_int_eq(rename(other, path), 0);
}

/* Looks once and expects a version with this number of statements. */
static void expect_version(size_t statements)
{
	struct script *s;

	ck_assert(follow_look(&f));
	s = follow_take(&f);
	ck_assert_msg(s != NULL, "no version");
	ck_assert_uint_eq(s->used, statements);
	script_free(s);
	ck_assert_ptr_null(follow_take(&f));
}

static void expect_none(enum follow_state state)
{
	follow_look(&f);
	ck_assert_ptr_null(f.script);
	ck_assert_int_eq(f.state, state);
}

START_TEST(a_file_that_comes_later__is_waited_for)
{
	expect_none(FOLLOW_WAITS);
	ck_assert_uint_eq(f.errors.used, 1);
	write_file("");
	expect_none(FOLLOW_WAITS);
	ck_assert_uint_eq(f.errors.used, 0);
	append("tcp");
	expect_none(FOLLOW_WAITS);
	append("step 1\n");
	expect_version(0);
	ck_assert_int_eq(f.state, FOLLOW_LIVE);
	expect_none(FOLLOW_LIVE);
}
END_TEST

START_TEST(a_line_counts__once_it_is_whole)
{
	write_file(HEAD "client socket\nclient conn");
	expect_version(1);
	append("ect 80");
	expect_none(FOLLOW_LIVE);
	append("\ndeliver");
	expect_version(2);
}
END_TEST

START_TEST(a_block_that_is_half_there__is_waited_for)
{
	write_file(HEAD "client socket\n");
	expect_version(1);
	append("ask\n  What now?\n  ( ) this\n");
	expect_none(FOLLOW_WAITS);
	ck_assert_uint_gt(f.errors.used, 0);
	append("  (x) that\n");
	expect_version(2);
	ck_assert_uint_eq(f.errors.used, 0);
	ck_assert_int_eq(f.state, FOLLOW_LIVE);
}
END_TEST

START_TEST(a_file_cut_off_for_a_moment__leaves_the_last_version_standing)
{
	write_file(HEAD "client socket\nclient connect 80\n");
	expect_version(2);
	write_file("");
	expect_none(FOLLOW_WAITS);
	write_file("tcpstep 1\n");
	for (int i = 0; i < 10; i++) /* its header is incomplete, so it is not a version */
		expect_none(FOLLOW_WAITS);
	write_file(HEAD "client socket\n");
	expect_none(FOLLOW_WAITS);
	unlink(path);
	expect_none(FOLLOW_WAITS);
	write_file(HEAD "client socket\nclient connect 80\n");
	expect_none(FOLLOW_LIVE); /* as it was */
	append("deliver\n");
	expect_version(3);
}
END_TEST

START_TEST(a_version_that_lost_its_end__is_believed_after_three_looks)
{
	write_file(HEAD "client socket\nclient connect 80\n");
	expect_version(2);
	replace(HEAD "client socket\n");
	for (int i = 1; i < FOLLOW_TAKES_BACK; i++)
		expect_none(FOLLOW_WAITS);
	expect_version(1);
	ck_assert_int_eq(f.state, FOLLOW_LIVE);
	expect_none(FOLLOW_LIVE);
	replace(HEAD "# tcpstep: detour\nclient socket\n");
	expect_version(1);
	replace(HEAD); /* all that is left is the header */
	for (int i = 1; i < FOLLOW_TAKES_BACK; i++)
		expect_none(FOLLOW_WAITS);
	expect_version(0);
}
END_TEST

START_TEST(a_file_replaced_by_another_way__is_taken_at_once)
{
	write_file(HEAD "client socket\nclient connect 80\n");
	expect_version(2);
	replace(HEAD "server socket\n");
	expect_version(1);
}
END_TEST

START_TEST(a_line_tcpstep_1_within__begins_it_anew)
{
	write_file(HEAD "client socket\nclient connect 80\n" HEAD "server socket\n");
	expect_version(1);
	append(HEAD);
	expect_none(FOLLOW_WAITS); /* it starts the same, and may continue */
	append("server socket\nserver bind 80\nserver listen\n");
	expect_version(3);
}
END_TEST

START_TEST(the_end__is_said_by_the_last_line)
{
	write_file(HEAD "client socket\n");
	expect_version(1);
	append("# tcpstep: end");
	expect_none(FOLLOW_LIVE);
	append("\n");
	expect_version(1);
	ck_assert_int_eq(f.state, FOLLOW_ENDED);
	replace(HEAD "client socket\n");
	for (int i = 1; i < FOLLOW_TAKES_BACK; i++)
		expect_none(FOLLOW_WAITS);
	expect_version(1); /* the class continues after all */
	ck_assert_int_eq(f.state, FOLLOW_LIVE);
}
END_TEST

START_TEST(a_goal_that_is_still_open__is_known)
{
	write_file(HEAD "goal \"G\"\n  reach client SYN-SENT\n");
	expect_version(1);
	ck_assert(f.is_open_goal);
	append("# tcpstep: tried\nclient socket\n");
	expect_version(1);
	ck_assert(!f.is_open_goal);
}
END_TEST

START_TEST(what_is_no_file__is_said)
{
	follow_free(&f);
	follow_begin(&f, folder, NULL);
	expect_none(FOLLOW_WAITS);
	ck_assert_str_eq(f.errors.at[0].message, "this is not a plain file");
	ck_assert_int_eq(mkfifo(path, 0600), 0);
	follow_free(&f);
	follow_begin(&f, path, NULL);
	expect_none(FOLLOW_WAITS); /* without waiting for a writer */
	ck_assert_str_eq(f.errors.at[0].message, "this is not a plain file");
}
END_TEST

START_TEST(a_file_that_is_too_large__is_said)
{
	static char line[1001];
	FILE *out = fopen(path, "w");

	memset(line, '#', 1000);
	for (int i = 0; i < 4300; i++)
		fprintf(out, "%s\n", line);
	fclose(out);
	expect_none(FOLLOW_WAITS);
	ck_assert_ptr_nonnull(strstr(f.errors.at[0].message, "4 MiB"));
	write_file(HEAD);
	expect_version(0);
	ck_assert_uint_eq(f.errors.used, 0);
}
END_TEST

START_TEST(octets_of_any_kind__do_no_harm)
{
	static const char bad[] = HEAD "client \0 socket\n\xff\xfe\n\0\0\0tcpstep 1\n";
	FILE *out = fopen(path, "w");

	fwrite(bad, 1, sizeof bad, out);
	fclose(out);
	expect_none(FOLLOW_WAITS);
	ck_assert_uint_gt(f.errors.used, 0);
	write_file(HEAD "client socket\n");
	expect_version(1);
}
END_TEST

/* --- versions compared --- */

static struct script *parse(const char *text)
{
	struct diags errors = { 0 };
	struct script *s = script_parse("test", text, strlen(text), &errors);

	ck_assert_msg(s != NULL, "%s", errors.used ? errors.at[0].message : "?");
	return s;
}

START_TEST(two_versions__agree_as_far_as_their_lines_do)
{
	static const struct {
		const char *a, *b;
		size_t common;
	} cases[] = {
		{ HEAD, HEAD "client socket\n", 0 },
		{ HEAD "client socket\n", HEAD "client socket\n\n# a comment\nclient connect 80\n", 1 },
		{ HEAD "client socket\nclient connect 80\n", HEAD "client socket\nclient connect 81\n", 1 },
		{ HEAD "say\n  One.\nclient socket\n", HEAD "say\n  One.\nsay ko\n  하나.\nclient socket\n", 0 },
		{ HEAD "client socket\n# tcpstep: end\n", HEAD "client socket\n", 1 },
		{ HEAD "client socket\n", "tcpstep 1\nid mine\nset msl 2s\nclient socket\n", 0 },
		{ HEAD "client socket\n", "tcpstep 1\nid other\nset msl 1s\nclient socket\n", 0 },
		{ "tcpstep 1\nid mine\nset msl 1s\ntitle New\nclient socket\n", HEAD "client socket\n", 1 },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct script *a = parse(cases[i].a), *b = parse(cases[i].b);

		ck_assert_msg(script_common(a, b) == cases[i].common, "case %zu: %zu", i, script_common(a, b));
		ck_assert_uint_eq(script_common(b, a), cases[i].common);
		script_free(a);
		script_free(b);
	}
}
END_TEST

Suite *suite_class_follow(void)
{
	Suite *s = suite_create("class/follow");
	TCase *c = tcase_create("looks");

	tcase_add_checked_fixture(c, begin, end);
	tcase_add_test(c, a_file_that_comes_later__is_waited_for);
	tcase_add_test(c, a_line_counts__once_it_is_whole);
	tcase_add_test(c, a_block_that_is_half_there__is_waited_for);
	tcase_add_test(c, a_file_cut_off_for_a_moment__leaves_the_last_version_standing);
	tcase_add_test(c, a_version_that_lost_its_end__is_believed_after_three_looks);
	tcase_add_test(c, a_file_replaced_by_another_way__is_taken_at_once);
	tcase_add_test(c, a_line_tcpstep_1_within__begins_it_anew);
	tcase_add_test(c, the_end__is_said_by_the_last_line);
	tcase_add_test(c, a_goal_that_is_still_open__is_known);
	tcase_add_test(c, what_is_no_file__is_said);
	tcase_add_test(c, a_file_that_is_too_large__is_said);
	tcase_add_test(c, octets_of_any_kind__do_no_harm);
	suite_add_tcase(s, c);
	c = tcase_create("versions");
	tcase_add_test(c, two_versions__agree_as_far_as_their_lines_do);
	suite_add_tcase(s, c);
	return s;
}
