/* Tests what an instructor needs in the room: keys at a question, a clicker, a vote without a
 * network, an end that asks, a class that is resumed, and files that are nobody else's. */
#include "ui/class_room.h"

#include <poll.h>
#include <sys/wait.h>

#include "class/follow.h"
#include "class/serve.h"
#include "class/status.h"
#include "lesson/write.h"

#include "suites.h"

static bool says(const struct app *a, const char *what)
{
	return strstr(a->view.notice.text, what) != NULL;
}

START_TEST(a_colon__works_while_a_question_stands)
{
	class_steps(4);
	ck_assert_int_eq(class.view.overlay, OVERLAY_ASK);
	app_key(&class, ':');
	ck_assert_int_eq(class.view.overlay, OVERLAY_COMMAND);
	type(&class, "1");
	ck_assert_int_lt(class.player.answered, 0);
	app_key(&class, K_ESC);
	ck_assert_int_eq(class.view.overlay, OVERLAY_ASK);
	line(&class, "go 1");
	ck_assert_uint_eq(class.player.stops_used, 1);
	ck_assert_int_eq(class.view.overlay, OVERLAY_NONE);
	line(&class, "go 4");
	ck_assert_int_eq(class.view.overlay, OVERLAY_ASK);
	line(&class, "client socket");
	ck_assert(class.player.detour);
	ck_assert_int_eq(class.view.overlay, OVERLAY_NONE);
}
END_TEST

START_TEST(a_command_line__leaves_the_question_and_its_vote_in_sight)
{
	class_steps(4);
	line(&class, "votes 7 14");
	app_key(&class, ' ');
	ck_assert(class.view.passed);
	app_key(&class, ':');
	type(&class, "nonsense");
	ck_assert(shows(&class, "Which call comes next?") && shows(&class, "   14"));
	app_key(&class, K_ENTER);
	ck_assert(class.view.notice.bad);
	ck_assert(shows(&class, "Which call comes next?") && shows(&class, "   14"));
	app_key(&class, K_ESC);
	ck_assert(shows(&class, "   14"));
	ck_assert(shows(&class, "q close"));
	app_key(&class, 'q');
	app_key(&class, ':'); /* what was closed stays closed */
	ck_assert(!shows(&class, "   14"));
}
END_TEST

START_TEST(a_clicker__steps_where_nothing_scrolls)
{
	class.view.scroll_most = 0; /* nothing is drawn here */
	app_key(&class, K_PAGE_DOWN);
	app_key(&class, K_PAGE_DOWN);
	ck_assert_uint_eq(class.player.stops_used, 2);
	app_key(&class, K_PAGE_UP);
	ck_assert_uint_eq(class.player.stops_used, 1);
	for (int i = 0; i < 3; i++)
		app_key(&class, K_PAGE_DOWN);
	ck_assert_int_eq(class.view.overlay, OVERLAY_ASK);
	app_key(&class, K_PAGE_DOWN);
	ck_assert(!class.view.passed);
	app_key(&class, K_PAGE_DOWN);
	ck_assert(class.view.passed);
	look();
	app_key(&student, K_PAGE_UP); /* a student's keys scroll */
	ck_assert_uint_eq(student.player.stops_used, 4);
}
END_TEST

START_TEST(a_clicker__reads_a_long_text_to_its_end_first)
{
	class_steps(1);
	class.view.scroll_most = 3; /* as a screen that cuts the text leaves it */
	app_key(&class, K_PAGE_DOWN);
	ck_assert_uint_eq(class.player.stops_used, 1);
	ck_assert_int_gt(class.view.scroll, 0);
}
END_TEST

START_TEST(votes_that_come__are_in_sight_when_space_shows_them)
{
	class_steps(4);
	class.view.room.choices = 2;
	class.view.room.votes[0] = 317;
	ck_assert(!shows(&class, "317"));
	app_key(&class, ' ');
	ck_assert(shows(&class, "317"));
	ck_assert(!class.view.passed);
}
END_TEST

START_TEST(who_is_behind__is_counted)
{
	struct serve_options options = { .where = "0", .followers = 2 };
	struct diag diag = { 0 };

	class.room.serve = serve_start(&options, &diag); /* app_free ends it */
	if (!class.room.serve && diag.id == DIAG_LISTEN_NOT_BUILT)
		return;
	class_steps(3);
	app_free(&student);
	app_init(&student, &(struct app_options){ .lang = LANG_EN });
	app_class_follow(&student, serve_url(class.room.serve, 0), MODE_FOLLOW);
	for (int i = 0; i < 20000 && student.player.stops_used < 3; i++) {
		app_key(&student, K_TIMEOUT);
		poll(NULL, 0, 1); /* the server's thread */
	}
	ck_assert_uint_eq(student.player.stops_used, 3);
	app_key(&student, K_BACKSPACE);
	for (int i = 0; i < 20000 && serve_count(class.room.serve).behind == 0; i++) {
		app_key(&student, K_TIMEOUT);
		poll(NULL, 0, 1);
	}
	ck_assert_uint_eq(serve_count(class.room.serve).behind, 1);
}
END_TEST

START_TEST(q__asks_before_the_class_ends)
{
	class_steps(1);
	app_key(&class, 'q');
	ck_assert(!class.leave && says(&class, "End the class"));
	app_key(&class, ' ');
	app_key(&class, 'q');
	ck_assert(!class.leave);
	app_key(&class, 'q');
	ck_assert(class.leave);
}
END_TEST

START_TEST(q__asks_before_the_first_step_if_somebody_follows)
{
	class.view.room.connected = 1;
	app_key(&class, 'q');
	ck_assert(!class.leave && says(&class, "End the class"));
	app_key(&class, 'q');
	ck_assert(class.leave);
}
END_TEST

START_TEST(a_vote_without_a_network__is_typed)
{
	char *text;

	class_steps(1);
	app_key(&class, ':');
	type(&class, "votes 1 2");
	app_key(&class, K_ENTER);
	ck_assert(says(&class, "belongs to a question"));
	app_key(&class, K_ESC);
	class_steps(3);
	app_key(&class, ':');
	type(&class, "votes 7");
	app_key(&class, K_ENTER);
	ck_assert(says(&class, "each of the 2"));
	type(&class, " 100001"); /* of each choice, 100000 at most */
	app_key(&class, K_ENTER);
	ck_assert(says(&class, "each of the 2"));
	app_key(&class, K_BACKSPACE);
	type(&class, "0");
	app_key(&class, K_ENTER);
	ck_assert_ptr_nonnull(strstr(class.room.record.text, "votes 7 100000\n"));
	app_key(&class, ':');
	type(&class, "votes 7 14");
	app_key(&class, K_ENTER);
	ck_assert_int_eq(class.view.overlay, OVERLAY_ASK);
	ck_assert(class.view.room.shown);
	ck_assert(shows(&class, "   14"));
	ck_assert(!class.view.passed);
	text = class.room.record.text;
	ck_assert_ptr_nonnull(strstr(text, "  (?) listen\nvotes 7 14\n"));
	ck_assert_ptr_null(strstr(text, "reveal"));
	look();
	ck_assert(shows(&student, "   14"));
	ck_assert(!shows(&student, "Not quite."));
	app_key(&class, ' ');
	ck_assert_ptr_nonnull(strstr(class.room.record.text, "votes 7 14\nreveal\n  ( ) accept\n  (x) listen\n"));
}
END_TEST

START_TEST(a_vote_that_comes__takes_the_place_of_what_space_would_do)
{
	struct serve_options options = { .where = "0", .followers = 2 };
	struct follow follower;
	struct diag diag = { 0 };

	class.room.serve = serve_start(&options, &diag); /* app_free ends it */
	if (!class.room.serve && diag.id == DIAG_LISTEN_NOT_BUILT)
		return;
	ck_assert_msg(class.room.serve != NULL, "%s", diag.message);
	class_steps(4);
	app_key(&class, ' ');
	ck_assert(says(&class, "The question stands"));
	follow_begin(&follower, serve_url(class.room.serve, 0), NULL);
	for (int i = 0; i < 20000 && class.view.room.answered == 0; i++) {
		if (follow_look(&follower) && follower.state == FOLLOW_LIVE)
			follow_vote(&follower, 1, 2);
		app_key(&class, K_TIMEOUT);
		poll(NULL, 0, 1); /* the server's thread */
	}
	ck_assert_uint_eq(class.view.room.answered, 1);
	ck_assert_str_eq(class.view.notice.text, "");
	follow_free(&follower);
}
END_TEST

/* Teaches another lesson in the place of the one that there is. */
static void teach(const char *source)
{
	struct diags errors = { 0 };
	struct diag diag = { 0 };

	app_free(&class);
	script_free(lesson);
	lesson = script_parse("another", source, strlen(source), &errors);
	ck_assert_ptr_nonnull(lesson);
	app_init(&class, &(struct app_options){ .lang = LANG_EN });
	app_open(&class, lesson, MODE_TEACH);
	ck_assert_msg(app_class_teach(&class, path, &diag), "%s", diag.message);
}

START_TEST(the_next_question__has_no_bars_of_the_last_one)
{
	teach("tcpstep 1\nid two\nask\n  First?\n  ( ) a\n  (x) b\nask\n  Second?\n  (x) c\n  ( ) d\nclient socket\n");
	class_steps(1);
	line(&class, "votes 317 294");
	ck_assert(shows(&class, "317"));
	class_steps(1);
	ck_assert(shows(&class, "Second?"));
	ck_assert(!shows(&class, "317") && !shows(&class, "294"));
	ck_assert(!class.view.room.shown);
	ck_assert_uint_eq(class.view.room.choices, 0);
	app_key(&class, ' '); /* the question stands */
	app_key(&class, ' ');
	ck_assert(class.view.passed);
	ck_assert(!shows(&class, "317"));
	ck_assert_ptr_null(strstr(strstr(class.room.record.text, "Second?"), "votes"));
	app_key(&class, K_BACKSPACE); /* nor has the first one, asked once more */
	ck_assert(shows(&class, "First?"));
	ck_assert(!shows(&class, "317"));
}
END_TEST

/* Lets followers look until the server has as many votes. */
static void until_votes(struct follow *follower, size_t n, unsigned votes)
{
	for (int i = 0; i < 20000 && serve_count(class.room.serve).answered < votes; i++) {
		for (size_t k = 0; k < n; k++)
			follow_look(&follower[k]);
		poll(NULL, 0, 1); /* the server's thread */
	}
	ck_assert_uint_eq(serve_count(class.room.serve).answered, votes);
}

START_TEST(what_came_before_the_answer__is_counted_and_nothing_after_it)
{
	struct serve_options options = { .where = "0", .followers = 4 };
	struct follow follower[2];
	struct diag diag = { 0 };
	char *text;

	class.room.serve = serve_start(&options, &diag); /* app_free ends it */
	if (!class.room.serve && diag.id == DIAG_LISTEN_NOT_BUILT)
		return;
	class_steps(4);
	for (size_t k = 0; k < 2; k++) {
		follow_begin(&follower[k], serve_url(class.room.serve, 0), NULL);
		while (follower[k].state != FOLLOW_LIVE) {
			follow_look(&follower[k]);
			poll(NULL, 0, 1);
		}
	}
	follow_vote(&follower[0], 1, 2);
	until_votes(follower, 2, 1);
	app_key(&class, K_TIMEOUT);
	follow_vote(&follower[1], 1, 1);
	until_votes(follower, 2, 2);
	app_key(&class, '2'); /* the key comes before the screen has counted */
	text = class.room.record.text;
	ck_assert_msg(strstr(text, "votes 1 1\nreveal\n") != NULL, "%s", text);
	ck_assert(class.view.room.shown);
	ck_assert_uint_eq(class.view.room.votes[0], 1);
	ck_assert_uint_eq(class.view.room.votes[1], 1);
	serve_ask(class.room.serve, 1, 2, true); /* whatever the server has after it */
	follow_vote(&follower[1], 1, 2);
	for (int i = 0; i < 20000 && serve_count(class.room.serve).votes[1] < 2; i++) {
		follow_look(&follower[1]);
		poll(NULL, 0, 1);
	}
	ck_assert_uint_eq(serve_count(class.room.serve).votes[1], 2);
	for (int i = 0; i < 3; i++)
		app_key(&class, K_TIMEOUT);
	ck_assert_uint_eq(class.view.room.votes[0], 1);
	ck_assert_ptr_nonnull(strstr(class.room.record.text, "votes 1 1\nreveal\n"));
	for (size_t k = 0; k < 2; k++)
		follow_free(&follower[k]);
}
END_TEST

START_TEST(the_last_class__can_be_resumed)
{
	struct diag diag = { 0 };

	class_steps(3);
	ck_assert(app_class_end(&class, &diag));
	app_free(&class);
	app_init(&class, &(struct app_options){ .lang = LANG_EN });
	app_open(&class, lesson, MODE_TEACH);
	ck_assert(app_class_teach(&class, path, &diag));
	ck_assert(says(&class, "stopped at step 3"));
	app_key(&class, K_ENTER);
	ck_assert_uint_eq(class.player.stops_used, 3);
	app_free(&class);
	app_init(&class, &(struct app_options){ .lang = LANG_KO });
	app_open(&class, lesson, MODE_TEACH);
	ck_assert(app_class_teach(&class, path, &diag));
	app_key(&class, ' ');
	ck_assert_uint_eq(class.player.stops_used, 1);
	app_key(&class, K_ENTER);
	ck_assert_uint_eq(class.player.stops_used, 1);
}
END_TEST

START_TEST(a_class_that_came_to_its_end__is_not_resumed)
{
	struct diag diag = { 0 };
	size_t done, all;

	player_progress(&class.player, &done, &all);
	app_go(&class, all);
	ck_assert_uint_eq(class.player.stops_used, all);
	ck_assert(app_class_end(&class, &diag));
	app_free(&class);
	app_init(&class, &(struct app_options){ .lang = LANG_EN });
	app_open(&class, lesson, MODE_TEACH);
	ck_assert(app_class_teach(&class, path, &diag));
	ck_assert(!says(&class, "stopped at"));
	app_key(&class, K_ENTER);
	ck_assert_uint_le(class.player.stops_used, 1);
}
END_TEST

/* A lock is a process's. */
START_TEST(a_second_class__is_not_recorded_in_the_same_file)
{
	int end;
	pid_t child = fork();

	if (child == 0) {
		struct record other;
		struct diag diag = { 0 };
		bool begun = record_begin(&other, path, &diag);

		_exit(begun ? 1 : strstr(diag.message, "another class") ? 0 : 2);
	}
	ck_assert_int_eq(waitpid(child, &end, 0), child);
	ck_assert(WIFEXITED(end));
	ck_assert_int_eq(WEXITSTATUS(end), 0);
	class_steps(1); /* and the first class goes on */
	look();
	expect_together();
}
END_TEST

START_TEST(a_kiosk__writes_nothing)
{
	struct diag diag = { 0 };
	char other[160];

	class_steps(2);
	look();
	file_forbid();
	snprintf(other, sizeof other, "%s/other", folder);
	app_key(&student, 'S');
	for (int i = 0; i < 20; i++)
		app_key(&student, K_BACKSPACE);
	type(&student, other);
	app_key(&student, K_ENTER);
	ck_assert(says(&student, "--kiosk"));
	app_key(&student, K_ENTER);
	app_key(&student, K_ESC);
	app_key(&student, ':');
	type(&student, "w ");
	type(&student, other);
	app_key(&student, K_ENTER);
	ck_assert(says(&student, "--kiosk"));
	ck_assert_int_ne(access(other, F_OK), 0);
	ck_assert(!file_append(path, 0, "x", &diag));
	ck_assert_int_lt(file_lock(other), 0);
	ck_assert_ptr_null(file_keep(path, ".kept", &diag));
	ck_assert_int_ne(access(other, F_OK), 0);
}
END_TEST

static bool header_has(const struct app *a, int w, const char *what)
{
	struct canvas c;
	char *text;
	bool found;

	canvas_init(&c, w, 24);
	screen_draw(&c, &a->view);
	text = canvas_dump(&c, false);
	text[strcspn(text, "\n")] = '\0';
	found = strstr(text, what) != NULL;
	free(text);
	canvas_free(&c);
	return found;
}

START_TEST(the_state_of_the_class__is_never_cut)
{
	ck_assert(!student.room.idle); /* the first screen says that it waits */
	class_steps(3);
	look();
	app_key(&student, K_BACKSPACE);
	for (int w = 40; w <= 120; w += 10)
		ck_assert_msg(header_has(&student, w, "1 behind"), "%d columns", w);
	student.view.lang = LANG_KO;
	for (int w = 40; w <= 120; w += 10)
		ck_assert_msg(header_has(&student, w, "1단계 뒤처짐"), "%d columns", w);
	class.view.room = (struct class_room){ .served = true, .connected = 12345, .behind = 678 };
	for (int w = 44; w <= 120; w++)
		ck_assert_msg(header_has(&class, w, "12345 here, 678 behind"), "%d columns", w);
}
END_TEST

START_TEST(the_status__tells_notes_the_lesson_and_the_vote)
{
	struct class_status told = { .lesson = folder, .served = true }, read;

	told.room = (struct room_counts){ .connected = 9, .behind = 1, .answered = 7, .choices = 2, .votes = { 3, 4 } };
	ck_assert(status_read(status, &read)); /* that of the class: an installed lesson, nobody is served */
	ck_assert(!read.lesson && !read.served);
	status_free(&read);
	ck_assert(status_write(status, &told));
	ck_assert(status_read(status, &read));
	ck_assert_str_eq(read.lesson, folder);
	ck_assert(read.served);
	ck_assert_uint_eq(read.room.answered, 7);
	ck_assert_uint_eq(read.room.choices, 2);
	ck_assert_uint_eq(read.room.votes[1], 4);
	status_free(&read);
	ck_assert_int_eq(truncate(status, 30), 0);
	ck_assert(!status_read(status, &read));
}
END_TEST

Suite *suite_ui_teach(void)
{
	const TTest *const tests[] = {
		a_colon__works_while_a_question_stands,
		a_command_line__leaves_the_question_and_its_vote_in_sight,
		a_clicker__steps_where_nothing_scrolls,
		a_clicker__reads_a_long_text_to_its_end_first,
		votes_that_come__are_in_sight_when_space_shows_them,
		who_is_behind__is_counted,
		q__asks_before_the_class_ends,
		q__asks_before_the_first_step_if_somebody_follows,
		a_vote_without_a_network__is_typed,
		a_vote_that_comes__takes_the_place_of_what_space_would_do,
		the_next_question__has_no_bars_of_the_last_one,
		what_came_before_the_answer__is_counted_and_nothing_after_it,
		the_last_class__can_be_resumed,
		a_class_that_came_to_its_end__is_not_resumed,
		a_second_class__is_not_recorded_in_the_same_file,
		a_kiosk__writes_nothing,
		the_state_of_the_class__is_never_cut,
		the_status__tells_notes_the_lesson_and_the_vote,
	};
	Suite *s = suite_create("ui/teach");
	TCase *c = tcase_create("room");

	tcase_add_checked_fixture(c, begin, end);
	for (size_t i = 0; i < sizeof tests / sizeof tests[0]; i++)
		tcase_add_test(c, tests[i]);
	suite_add_tcase(s, c);
	return s;
}
