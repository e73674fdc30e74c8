/* Tests the recording of a class as a script that grows: its text, and its file. */
#include <check.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "language/verbs.h"
#include "lesson/library.h"
#include "class/record.h"
#include "lesson/run.h"
#include "lesson/write.h"

#include "suites.h"

static struct script *script;
static struct player p;
static struct record r;
static char folder[64], path[128], before[160];

static struct script *parse(const char *text)
{
	struct diags errors = { 0 };
	struct script *s = script_parse("test", text, strlen(text), &errors);

	ck_assert_msg(s != NULL, "%u: %s in\n%s", errors.used ? errors.at[0].line : 0,
		      errors.used ? errors.at[0].message : "?", text);
	diags_free(&errors);
	return s;
}

static const char lesson[] = "tcpstep 1\n"
			     "id mine\n"
			     "title Mine\n"
			     "title[ko] \"내 것\"\n"
			     "after handshake\n"
			     "set msl 1s\n"
			     "say\n  Hello.\n"
			     "say ko\n  안녕하십니까.\n"
			     "server socket\n"
			     "note\n  Ask the class.\n"
			     "server bind 80\n"
			     "server listen\n"
			     "expect server LISTEN\n"
			     "goal \"Send a SYN\"\n"
			     "  reach client SYN-SENT\n"
			     "  solution\n"
			     "    client socket\n"
			     "    client connect 80\n"
			     "    expect client SYN-SENT\n"
			     "goal ko \"SYN을 보내십시오\"\n"
			     "expect client sent SYN seq=100\n"
			     "deliver\n"
			     "expect server SYN-RECEIVED\n";

static const char header[] = "tcpstep 1\n"
			     "# tcpstep: recording\n"
			     "id mine\n"
			     "title \"Mine\"\n"
			     "title[ko] \"내 것\"\n"
			     "set msl 1s\n"
			     "\n";

static void begin(void)
{
	memset(&r, 0, sizeof r);
	script = parse(lesson);
	player_start(&p, script);
	strcpy(folder, "/tmp/tcpstep-record-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/rec", folder);
	snprintf(before, sizeof before, "%s.before", path);
}

static void end(void)
{
	record_free(&r);
	player_stop(&p);
	script_free(script);
	unlink(path);
	unlink(before);
	rmdir(folder);
}

static void act(const char *line)
{
	struct action a;
	struct diag d;

	ck_assert_msg(action_read(line, &a, &d), "%s: %s", line, d.message);
	ck_assert_int_eq(player_act(&p, &a), REFUSED_NOT);
}

static void step(int n)
{
	while (n-- > 0)
		ck_assert_ptr_nonnull(player_step(&p));
}

/* Expects this text after the header. */
static void expect_text(bool ended, const char *rest)
{
	char *text = record_text(&p, &(struct record_shown){ .ended = ended });

	ck_assert_msg(strncmp(text, header, sizeof header - 1) == 0, "%s", text);
	ck_assert_str_eq(text + sizeof header - 1, rest);
	script_free(parse(text));
	free(text);
}

static char *file_text(const char *name)
{
	struct diags errors = { 0 };
	char *text = NULL;
	size_t len;

	ck_assert_msg(source_read(name, &text, &len, &errors), "%s is missing", name);
	return text;
}

static void put_file(const char *name, const char *text)
{
	FILE *out = fopen(name, "w");

	ck_assert_ptr_nonnull(out);
	fputs(text, out);
	fclose(out);
}

/* --- its text --- */

#define HELLO  "say\n  Hello.\nsay ko\n  안녕하십니까.\n"
#define SOCKET HELLO "server socket\n"
#define LISTEN SOCKET "server bind 80\nserver listen\nexpect server LISTEN\n"

START_TEST(what_was_passed__stands_there_in_both_languages_without_notes)
{
	expect_text(false, "");
	step(1);
	expect_text(false, HELLO);
	step(1);
	expect_text(false, SOCKET);
	step(2);
	expect_text(false, LISTEN);
	player_back(&p);
	player_back(&p);
	expect_text(false, SOCKET);
	player_go(&p, 0);
	expect_text(false, "");
}
END_TEST

START_TEST(a_detour__is_marked_and_gone_once_one_returned)
{
	step(2);
	act("server bind 81");
	act("server listen");
	expect_text(false, SOCKET "# tcpstep: detour\nserver bind 81\nserver listen\n");
	player_back(&p);
	expect_text(false, SOCKET "# tcpstep: detour\nserver bind 81\n");
	expect_text(true, SOCKET "# tcpstep: detour\nserver bind 81\n# tcpstep: end\n");
	player_return(&p);
	expect_text(false, SOCKET);
}
END_TEST

#define GOAL  "goal \"Send a SYN\"\n  reach client SYN-SENT\ngoal ko \"SYN을 보내십시오\"\n"
#define TRIED "# tcpstep: tried\n"

START_TEST(a_goal__has_no_solution_and_what_was_done_follows)
{
	step(5);
	expect_text(false, LISTEN GOAL);
	act("client socket");
	expect_text(false, LISTEN GOAL TRIED "client socket\n");
	act("client connect 80");
	expect_text(false, LISTEN GOAL TRIED "client socket\nclient connect 80\n");
	expect_text(true, LISTEN GOAL TRIED "client socket\nclient connect 80\n# tcpstep: end\n");
	step(1);
	expect_text(true, LISTEN GOAL TRIED "client socket\nclient connect 80\n# tcpstep: onward\n"
					    "expect client sent SYN seq=100\ndeliver\nexpect server SYN-RECEIVED\n"
					    "# tcpstep: end\n");
}
END_TEST

START_TEST(a_goal_reached_otherwise__leaves_out_expectations_that_need_not_hold)
{
	step(5);
	act("client socket");
	act("client bind 5000");
	act("client connect 80");
	step(1);
	expect_text(true, LISTEN GOAL TRIED "client socket\nclient bind 5000\nclient connect 80\n# tcpstep: onward\n"
					    "deliver\n# tcpstep: end\n");
}
END_TEST

START_TEST(a_goal_that_was_not_reached__stays_a_goal)
{
	step(5);
	expect_text(true, LISTEN GOAL "# tcpstep: end\n");
	act("client socket");
	expect_text(true, LISTEN GOAL TRIED "client socket\n# tcpstep: end\n");
}
END_TEST

#define ASKED "ask\n  Which?\n  (?) one\n  (?) two\nask ko\n  무엇?\n  (?) 하나\n  (?) 둘\n"
#define REVEALED \
	"reveal\n  ( ) one\n      No.\n  (x) two\n  because\n    So.\n" \
	"reveal ko\n  ( ) 하나\n      아닙니다.\n  (x) 둘\n  because\n    그렇습니다.\n"

START_TEST(a_question__has_its_answer_only_once_it_is_revealed)
{
	static const char text[] =
		"tcpstep 1\nid mine\ntitle Mine\ntitle[ko] \"내 것\"\nset msl 1s\n"
		"ask\n  Which?\n  ( ) one\n    No.\n  (x) two\n  because So.\n"
		"ask ko\n  무엇?\n  ( ) 하나\n    아닙니다.\n  (x) 둘\n  because 그렇습니다.\npause\n";
	static const uint32_t counts[] = { 4, 7 };
	char *shown;

	player_stop(&p);
	script_free(script);
	script = parse(text);
	player_start(&p, script);
	step(1);
	expect_text(false, ASKED);
	expect_text(true, ASKED "# tcpstep: end\n");
	record_votes(&r, 0, counts, 2);
	r.shown.revealed = true;
	shown = record_text(&p, &r.shown);
	ck_assert_ptr_nonnull(strstr(shown, ASKED "votes 4 7\n" REVEALED));
	script_free(parse(shown));
	free(shown);
	step(1);
	expect_text(false, ASKED REVEALED "pause\n");
}
END_TEST

START_TEST(beyond_the_end__actions_are_free)
{
	step(5);
	player_show_solution(&p);
	step(1);
	act("deliver");
	char *text = record_text(&p, &(struct record_shown){ .ended = true });

	ck_assert_ptr_nonnull(
		strstr(text, "deliver\nexpect server SYN-RECEIVED\n# tcpstep: detour\ndeliver\n# tcpstep: end\n"));
	free(text);
}
END_TEST

static size_t failures_of(const char *text, size_t *rows)
{
	struct run_events none = { 0 };
	struct script *s = parse(text);
	size_t n = script_run(s, &none, NULL);

	*rows = script_steps(s);
	script_free(s);
	return n;
}

START_TEST(every_lesson__is_valid_at_every_step_and_runs_alike_in_the_end)
{
	struct lessons lessons;

	lessons_load(&lessons, TESTS_DIR "/../lessons");
	ck_assert_uint_ge(lessons.scripts_used, 7);
	for (size_t i = 0; i < lessons.scripts_used; i++) {
		const struct script *s = lessons.scripts[i];
		struct player q;
		size_t steps, of_lesson = script_steps(s);
		char *text;

		if (script_run(s, &(struct run_events){ 0 }, NULL) > 0)
			continue; /* test_lessons reports it */
		player_start(&q, s);
		for (;;) {
			if (player_goal(&q) && !player_goal_reached(&q))
				player_show_solution(&q);
			text = record_text(&q, NULL);
			ck_assert_msg(failures_of(text, &steps) == 0, "%s", text);
			free(text);
			if (!player_step(&q))
				break;
			text = record_text(&q, NULL);
			script_free(parse(text));
			free(text);
		}
		text = record_text(&q, &(struct record_shown){ .ended = true });
		ck_assert_uint_eq(failures_of(text, &steps), 0);
		ck_assert_msg(steps <= of_lesson, "%s: %zu steps of %zu", s->id, steps, of_lesson);
		ck_assert_msg(!strstr(text, "\nnote") && !strstr(text, "solution\n"), "%s", text);
		free(text);
		player_stop(&q);
	}
	lessons_free(&lessons);
}
END_TEST

/* --- its file --- */

static ino_t inode(void)
{
	struct stat st;

	ck_assert_int_eq(stat(path, &st), 0);
	return st.st_ino;
}

static void update(bool ended)
{
	struct diag diag = { 0 };
	bool ok = ended ? record_end(&r, &p, &diag) : record_update(&r, &p, &diag);
	char *text, *wanted = record_text(&p, &(struct record_shown){ .ended = ended });

	ck_assert_msg(ok, "%s", diag.message);
	text = file_text(path);
	ck_assert_str_eq(text, wanted);
	free(text);
	free(wanted);
}

START_TEST(the_file__grows_in_place_and_is_replaced_when_something_is_taken_back)
{
	struct diag diag;
	ino_t was;

	ck_assert(record_begin(&r, path, &diag));
	update(false);
	was = inode();
	step(2);
	update(false);
	ck_assert_uint_eq(inode(), was);
	player_back(&p);
	update(false);
	ck_assert_uint_ne(inode(), was);
	was = inode();
	update(true);
	ck_assert_uint_eq(inode(), was);
}
END_TEST

START_TEST(a_file_that_vanished_or_was_changed__is_whole_again_with_the_next_step)
{
	struct diag diag;

	ck_assert(record_begin(&r, path, &diag));
	step(1);
	update(false);
	unlink(path);
	step(1);
	update(false);
	put_file(path, "torn");
	step(1);
	update(false);
}
END_TEST

START_TEST(what_cannot_be_written__is_said_and_tried_again)
{
	struct diag diag = { 0 };

	ck_assert(record_begin(&r, path, &diag));
	update(false);
	unlink(path);
	ck_assert_int_eq(mkdir(path, 0700), 0); /* in its place */
	step(1);
	ck_assert(!record_update(&r, &p, &diag));
	ck_assert(r.behind);
	ck_assert_ptr_nonnull(strstr(diag.message, path));
	rmdir(path);
	update(false);
	ck_assert(!r.behind);
}
END_TEST

/* The disk has room for a part of what is appended. */
/* A class may act freely once the lesson has ended, after its last goal. */
START_TEST(what_a_goal_forbids__is_recorded_after_the_end_too)
{
	struct script *again, *own = parse("tcpstep 1\nid own\ngoal \"A socket\"\n  reach client returned 1\n"
					   "  forbid crash\n  within 1\n  hint Which call makes one?\n  solution\n"
					   "    client socket\n");
	char *text;

	player_stop(&p);
	player_start(&p, own);
	player_step(&p);
	act("client socket");
	text = record_text(&p, &(struct record_shown){ .ended = true });
	ck_assert_ptr_nonnull(strstr(text, "  forbid crash\n  within 1\n  hint Which call makes one?\n"));
	mem_free(text);
	player_step(&p);
	player_ended(&p);
	act("server crash");
	text = record_text(&p, &(struct record_shown){ .ended = true });
	ck_assert_ptr_nonnull(strstr(text, "client socket\nserver crash\n"));
	again = parse(text);
	script_free(again);
	mem_free(text);
	player_stop(&p);
	player_start(&p, script);
	script_free(own);
}
END_TEST

START_TEST(an_append_that_fails__leaves_nothing_of_it)
{
	struct diag diag;
	struct rlimit limit = { 12, RLIM_INFINITY };
	struct stat st;

	ck_assert(file_replace(path, "0123456789", &diag));
	signal(SIGXFSZ, SIG_IGN);
	ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
	ck_assert(!file_append(path, 10, "abcdefghij", &diag));
	limit.rlim_cur = RLIM_INFINITY;
	ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
	ck_assert_int_eq(stat(path, &st), 0);
	ck_assert_int_eq(st.st_size, 10);
	ck_assert(file_append(path, 10, "abc", &diag));
}
END_TEST

START_TEST(another_kind_of_file__is_not_touched)
{
	struct diag diag = { 0 };
	char *text;

	put_file(path, lesson);
	ck_assert(!record_begin(&r, path, &diag));
	ck_assert_ptr_nonnull(strstr(diag.message, "not the recording"));
	text = file_text(path);
	ck_assert_str_eq(text, lesson);
	free(text);
	ck_assert_int_ne(access(before, F_OK), 0);
}
END_TEST

START_TEST(an_earlier_recording__is_kept_beside)
{
	struct diag diag = { 0 };
	char *text;

	put_file(path, header);
	ck_assert_msg(record_begin(&r, path, &diag), "%s", diag.message);
	update(false);
	text = file_text(before);
	ck_assert_str_eq(text, header);
	free(text);
	put_file(path, "");
	record_free(&r);
	ck_assert_msg(record_begin(&r, path, &diag), "an empty file: %s", diag.message);
}
END_TEST

Suite *suite_class_record(void)
{
	Suite *s = suite_create("class/record");
	TCase *c = tcase_create("text");

	tcase_add_checked_fixture(c, begin, end);
	tcase_add_test(c, what_was_passed__stands_there_in_both_languages_without_notes);
	tcase_add_test(c, a_detour__is_marked_and_gone_once_one_returned);
	tcase_add_test(c, a_goal__has_no_solution_and_what_was_done_follows);
	tcase_add_test(c, a_goal_reached_otherwise__leaves_out_expectations_that_need_not_hold);
	tcase_add_test(c, a_goal_that_was_not_reached__stays_a_goal);
	tcase_add_test(c, a_question__has_its_answer_only_once_it_is_revealed);
	tcase_add_test(c, beyond_the_end__actions_are_free);
	tcase_add_test(c, every_lesson__is_valid_at_every_step_and_runs_alike_in_the_end);
	suite_add_tcase(s, c);
	c = tcase_create("file");
	tcase_add_checked_fixture(c, begin, end);
	tcase_add_test(c, the_file__grows_in_place_and_is_replaced_when_something_is_taken_back);
	tcase_add_test(c, a_file_that_vanished_or_was_changed__is_whole_again_with_the_next_step);
	tcase_add_test(c, what_cannot_be_written__is_said_and_tried_again);
	tcase_add_test(c, what_a_goal_forbids__is_recorded_after_the_end_too);
	tcase_add_test(c, an_append_that_fails__leaves_nothing_of_it);
	tcase_add_test(c, another_kind_of_file__is_not_touched);
	tcase_add_test(c, an_earlier_recording__is_kept_beside);
	suite_add_tcase(s, c);
	return s;
}
