/* Tests a class: what the instructor's keys write, and how a student's screen follows. Two
 * apps share one file; a look is a timeout without a key. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "class_room.h"

Suite *suite_ui_follow(void);

/* --- together --- */

START_TEST(who_is_where_the_class_is__is_carried_along)
{
	look();
	expect_shown("with the class");
	expect_shown("steps appear here");
	for (int i = 0; i < 8; i++) {
		class_steps(1);
		look();
		expect_together();
	}
	class_steps(0);
	expect_shown("SYN-RECEIVED");
}
END_TEST

START_TEST(who_comes_late__is_where_the_class_is_at_once)
{
	class_steps(5);
	app_key(&student, K_TIMEOUT);
	expect_together();
}
END_TEST

START_TEST(what_the_instructor_takes_back__is_taken_back)
{
	class_steps(5);
	look();
	app_key(&class, K_BACKSPACE);
	app_key(&class, K_BACKSPACE);
	look();
	expect_together();
	line(&class, "go 1");
	look();
	expect_together();
	line(&class, "go 7");
	look();
	expect_together();
}
END_TEST

START_TEST(a_lesson_that_is_begun_again__is_said)
{
	class_steps(3);
	look();
	app_key(&class, K_BACKSPACE);
	look();
	ck_assert(!shows(&student, "back to the start"));
	app_key(&class, 'R');
	look();
	expect_together();
	expect_shown("back to the start");
	class_steps(1);
	look();
	ck_assert(!shows(&student, "back to the start"));
	class_steps(2);
	look();
	app_key(&student, K_BACKSPACE); /* who is elsewhere stays, and is told */
	line(&class, "go 0");
	look();
	ck_assert_uint_eq(student.player.stops_used, 2);
	expect_shown("back to the start");
}
END_TEST

START_TEST(a_lesson_that_is_begun_again_after_one_step__is_said)
{
	class_steps(1);
	look();
	app_key(&class, 'R');
	look();
	expect_together();
	expect_shown("back to the start");
}
END_TEST

START_TEST(where_nobody_listens__it_is_said_at_once)
{
	struct sockaddr_in at = { .sin_family = AF_INET };
	socklen_t size = sizeof at;
	int held = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	char url[64];

	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	ck_assert_int_eq(bind(held, (struct sockaddr *)&at, sizeof at), 0); /* and does not listen */
	ck_assert_int_eq(getsockname(held, (struct sockaddr *)&at, &size), 0);
	snprintf(url, sizeof url, "http://127.0.0.1:%u/", ntohs(at.sin_port));
	app_free(&student);
	app_init(&student, &(struct app_options){ .lang = LANG_EN });
	app_class_follow(&student, url, MODE_FOLLOW);
	for (int i = 0; i < 3; i++)
		app_key(&student, K_TIMEOUT);
	ck_assert_msg(strstr(student.view.notice.text, "nobody listens there yet") != NULL, "%s",
		      student.view.notice.text);
	expect_shown("waiting");
	close(held);
}
END_TEST

START_TEST(a_detour_of_the_class__is_seen_and_left_with_it)
{
	class_steps(3);
	look();
	line(&class, "client socket");
	line(&class, "client connect 81");
	look();
	ck_assert_int_eq(world_state(session_world(student.player.session), HOST_CLIENT), TCPS_SYN_SENT);
	ck_assert(student.view.live);
	app_key(&class, 'r');
	look();
	expect_together();
}
END_TEST

START_TEST(a_question__can_be_answered_until_the_answer_is_revealed)
{
	class_steps(4);
	look();
	ck_assert_int_eq(student.view.overlay, OVERLAY_ASK);
	app_key(&student, '1');
	ck_assert_int_eq(student.player.answered, 0);
	ck_assert(student.view.live);
	look();
	expect_shown("This is your choice");
	ck_assert(!shows(&student, "Not quite."));
	app_key(&student, '2');
	ck_assert_int_eq(student.player.answered, 1);
	app_key(&student, K_UP);
	app_key(&student, K_ENTER);
	ck_assert_int_eq(student.player.answered, 0);
	app_key(&class, '2');
	look();
	expect_shown("Not quite.");
	app_key(&student, '2');
	ck_assert_int_eq(student.player.answered, 0);
	expect_together();
	class_steps(1);
	look();
	ck_assert_int_eq(student.view.overlay, OVERLAY_NONE);
	expect_together();
	app_key(&student, K_BACKSPACE);
	ck_assert(!student.view.live);
}
END_TEST

START_TEST(at_the_end_of_what_there_is__space_says_so)
{
	class_steps(2);
	look();
	app_key(&student, ' ');
	expect_shown("This is where the class is");
	ck_assert(student.view.live);
	ck_assert(!student.player.at_end);
}
END_TEST

/* --- apart --- */

START_TEST(who_steps_back__stays_and_is_told_how_far_behind)
{
	class_steps(3);
	look();
	app_key(&student, K_BACKSPACE);
	expect_shown("1 behind");
	class_steps(2);
	look();
	ck_assert_uint_eq(student.player.stops_used, 2);
	expect_shown("3 behind");
	expect_shown("r catch up");
	app_key(&student, 'r');
	expect_together();
	expect_shown("with the class");
}
END_TEST

START_TEST(who_stepped_back__may_step_on_and_is_with_the_class_again)
{
	class_steps(3);
	look();
	app_key(&student, K_BACKSPACE);
	app_key(&student, K_BACKSPACE);
	look();
	app_key(&student, ' ');
	ck_assert(!student.view.live);
	app_key(&student, ' ');
	ck_assert(student.view.live);
	class_steps(1);
	look();
	expect_together();
}
END_TEST

START_TEST(who_acts_otherwise__stays_until_they_catch_up)
{
	class_steps(3);
	look();
	line(&student, "client socket");
	line(&student, "client connect 80");
	ck_assert(!student.view.live);
	expect_shown("off the lesson");
	class_steps(3);
	look();
	ck_assert_int_eq(world_state(session_world(student.player.session), HOST_CLIENT), TCPS_SYN_SENT);
	expect_shown("3 behind");
	app_key(&student, 'r');
	look();
	expect_together();
}
END_TEST

START_TEST(what_was_taken_back_meanwhile__is_found_on_catching_up)
{
	class_steps(5);
	look();
	line(&student, "client socket");
	line(&class, "go 2");
	look();
	ck_assert_uint_eq(student.player.stops_used, 5);
	app_key(&student, 'r');
	look();
	expect_together();
}
END_TEST

START_TEST(who_is_in_a_menu__is_not_interrupted)
{
	class_steps(2);
	look();
	app_key(&student, 's');
	ck_assert_int_eq(student.view.overlay, OVERLAY_CALLS);
	class_steps(1);
	look();
	ck_assert_int_eq(student.view.overlay, OVERLAY_CALLS);
	ck_assert_uint_eq(student.player.stops_used, 2);
	ck_assert_uint_eq(student.view.behind, 1);
	app_key(&student, K_ESC);
	look();
	expect_together();
}
END_TEST

START_TEST(a_jump__leaves_the_class_and_catching_up_finds_it)
{
	class_steps(5);
	look();
	line(&student, "go 1");
	expect_shown("4 behind");
	ck_assert(!student.view.live);
	app_key(&student, 'r');
	look();
	expect_together();
}
END_TEST

/* --- exercises --- */

START_TEST(an_exercise__is_the_students_own_until_they_catch_up)
{
	class_steps(6);
	look();
	expect_together();
	expect_shown("Send a SYN");
	ck_assert_int_eq(view_context(&student.view), CTX_FREE);
	line(&student, "client socket");
	line(&student, "client bind 5000");
	line(&student, "client connect 80");
	ck_assert(player_goal_reached(&student.player));
	ck_assert(!student.view.live);
	line(&class, "client socket");
	line(&class, "client connect 80");
	look();
	ck_assert_uint_eq(session_at(student.player.session), 6);
	class_steps(1);
	look();
	app_key(&student, 'r');
	look();
	expect_together();
}
END_TEST

START_TEST(an_exercise_done_by_the_class__is_seen_action_by_action)
{
	class_steps(6);
	look();
	line(&class, "client socket");
	look();
	expect_together();
	line(&class, "client bind 5000");
	look();
	expect_together();
	app_key(&class, K_BACKSPACE);
	look();
	expect_together();
	app_key(&class, 'v');
	look();
	expect_together();
	class_steps(2);
	look();
	expect_together();
}
END_TEST

/* --- the file --- */

START_TEST(a_file_that_is_gone_for_a_while__is_waited_for)
{
	class_steps(3);
	look();
	unlink(path);
	look();
	ck_assert_uint_eq(student.player.stops_used, 3);
	expect_shown("waiting");
	class_steps(1);
	look();
	expect_together();
	expect_shown("with the class");
}
END_TEST

START_TEST(what_cannot_be_recorded__is_said_and_teaching_goes_on)
{
	class_steps(1);
	unlink(path);
	ck_assert_int_eq(mkdir(path, 0700), 0);
	class_steps(1);
	ck_assert(class.view.notice.bad);
	ck_assert(shows(&class, "not recorded"));
	rmdir(path);
	app_key(&class, K_TIMEOUT);
	ck_assert(!shows(&class, "not recorded"));
	look();
	expect_together();
}
END_TEST

START_TEST(another_recording_in_its_place__begins_anew)
{
	struct diags errors = { 0 };
	struct diag diag;
	static const char source[] = "tcpstep 1\nid next\nset msl 1s\nclient socket\nclient connect 80\n";
	class_steps(4);
	look();
	app_free(&class);
	script_free(lesson);
	lesson = script_parse("next", source, sizeof source - 1, &errors);
	app_init(&class, &(struct app_options){ .lang = LANG_EN });
	app_open(&class, lesson, MODE_TEACH);
	ck_assert(app_class_teach(&class, path, &diag));
	class_steps(2);
	look();
	expect_together();
	ck_assert_uint_eq(session_config(student.player.session)->msl_ms, 1000);
}
END_TEST

/* Lets the recording of a class come over a network. */
static void push(const char *text)
{
	follow_connected(&student.room.follow, true);
	follow_push(&student.room.follow, text, strlen(text));
	look();
}

START_TEST(a_note__is_no_step)
{
	follow_free(&student.room.follow);
	follow_begin_pushed(&student.room.follow);
	push("tcpstep 1\nid x\nsay\n  One.\nnote\n  For who teaches.\nclient socket\n");
	ck_assert_uint_eq(student.player.stops_used, 2);
	ck_assert_uint_eq(student.view.behind, 0);
}
END_TEST

START_TEST(what_is_waited_for__is_said_until_it_comes)
{
	char elsewhere[160];

	class_steps(3);
	look();
	snprintf(elsewhere, sizeof elsewhere, "%s.elsewhere", path);
	ck_assert_int_eq(rename(path, elsewhere), 0);
	for (int i = 0; i < 40 && student.view.notice.text[0] == '\0'; i++)
		look();
	ck_assert_msg(strstr(student.view.notice.text, path) != NULL, "%s", student.view.notice.text);
	ck_assert_int_eq(rename(elsewhere, path), 0);
	look();
	ck_assert_str_eq(student.view.notice.text, "");
}
END_TEST

START_TEST(a_choice__is_sent_again_after_the_connection_broke)
{
	static const char question[] = "tcpstep 1\nid x\nask\n  Which?\n  (?) a\n  (?) b\n";
	struct follow *f = &student.room.follow;
	unsigned asked, choice;

	follow_free(f);
	follow_begin_pushed(f);
	push(question);
	ck_assert_int_eq(student.view.overlay, OVERLAY_ASK);
	app_key(&student, '2');
	ck_assert(follow_take_vote(f, &asked, &choice));
	ck_assert(asked == 1 && choice == 2);
	ck_assert(!follow_take_vote(f, &asked, &choice));
	follow_connected(f, false);
	look();
	expect_shown("reconnecting");
	ck_assert(!follow_take_vote(f, &asked, &choice));
	follow_connected(f, true); /* the text comes in two pieces */
	follow_push(f, question, 20);
	look();
	follow_push(f, question + 20, strlen(question) - 20);
	look();
	expect_shown("Connected to the class again");
	ck_assert(follow_take_vote(f, &asked, &choice));
	ck_assert(asked == 1 && choice == 2);
	follow_connected(f, false);
	look();
	push("tcpstep 1\nid x\nask\n  Which?\n  (?) a\n  (?) b\nreveal\n  (x) a\n  ( ) b\n");
	ck_assert(!follow_take_vote(f, &asked, &choice)); /* it takes no votes any more */
}
END_TEST

START_TEST(while_nothing_happens__nothing_is_drawn)
{
	class_steps(1);
	look();
	ck_assert(student.room.idle);
	ck_assert_int_eq(app_timeout_ms(&student), FOLLOW_EVERY_MS);
	class_steps(1);
	app_key(&student, K_TIMEOUT);
	ck_assert(!student.room.idle);
	look();
	ck_assert(student.room.idle);
	app_key(&student, K_RESIZE);
	ck_assert(!student.room.idle);
}
END_TEST

START_TEST(playing__goes_at_its_speed_and_looks_as_often)
{
	class_steps(5);
	look();
	line(&student, "go 0");
	app_key(&student, 'p'); /* 40 a minute: every 1.5 s */
	ck_assert_int_eq(app_timeout_ms(&student), FOLLOW_EVERY_MS);
	for (int i = 0; i < 14; i++)
		app_key(&student, K_TIMEOUT);
	ck_assert_uint_eq(student.player.stops_used, 0);
	app_key(&student, K_TIMEOUT);
	ck_assert_uint_eq(student.player.stops_used, 1);
}
END_TEST

/* --- go --- */

START_TEST(go__says_how_many_steps_there_are)
{
	line(&class, "go 99");
	ck_assert_str_eq(class.view.notice.text, "Steps run from 0, the start, to 8.");
	app_key(&class, ':');
	type(&class, "go there");
	app_key(&class, K_ENTER);
	ck_assert(class.view.notice.bad);
	ck_assert_int_eq(class.view.overlay, OVERLAY_COMMAND);
	app_key(&class, K_ESC);
	line(&class, "go 4");
	ck_assert_int_eq(class.view.overlay, OVERLAY_ASK);
	app_key(&class, 'q');
	line(&class, "go 8");
	ck_assert_uint_eq(class.player.stops_used, 8);
	line(&class, "go 0");
	ck_assert_uint_eq(class.player.stops_used, 0);
}
END_TEST

START_TEST(go__has_nowhere_to_go_in_a_free_session)
{
	struct app a;
	app_init(&a, &(struct app_options){ .lang = LANG_EN });
	app_open_sandbox(&a);
	line(&a, "go 1");
	ck_assert(a.view.notice.bad);
	app_free(&a);
}
END_TEST

/* --- anything, in any order --- */

Suite *suite_ui_follow(void)
{
	const TTest *const tests[] = {
		who_is_where_the_class_is__is_carried_along,
		who_comes_late__is_where_the_class_is_at_once,
		what_the_instructor_takes_back__is_taken_back,
		a_lesson_that_is_begun_again__is_said,
		a_lesson_that_is_begun_again_after_one_step__is_said,
		where_nobody_listens__it_is_said_at_once,
		a_detour_of_the_class__is_seen_and_left_with_it,
		a_question__can_be_answered_until_the_answer_is_revealed,
		at_the_end_of_what_there_is__space_says_so,
		who_steps_back__stays_and_is_told_how_far_behind,
		who_stepped_back__may_step_on_and_is_with_the_class_again,
		who_acts_otherwise__stays_until_they_catch_up,
		what_was_taken_back_meanwhile__is_found_on_catching_up,
		who_is_in_a_menu__is_not_interrupted,
		a_jump__leaves_the_class_and_catching_up_finds_it,
		an_exercise__is_the_students_own_until_they_catch_up,
		an_exercise_done_by_the_class__is_seen_action_by_action,
		a_file_that_is_gone_for_a_while__is_waited_for,
		what_cannot_be_recorded__is_said_and_teaching_goes_on,
		another_recording_in_its_place__begins_anew,
		a_note__is_no_step,
		what_is_waited_for__is_said_until_it_comes,
		a_choice__is_sent_again_after_the_connection_broke,
		while_nothing_happens__nothing_is_drawn,
		playing__goes_at_its_speed_and_looks_as_often,
		go__says_how_many_steps_there_are,
		go__has_nowhere_to_go_in_a_free_session,
	};
	Suite *s = suite_create("ui/follow");
	TCase *c = tcase_create("class");
	tcase_add_checked_fixture(c, begin, end);
	for (size_t i = 0; i < sizeof tests / sizeof tests[0]; i++)
		tcase_add_test(c, tests[i]);
	suite_add_tcase(s, c);
	return s;
}
