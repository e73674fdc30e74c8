/* A class: what the instructor's keys write, and what a student's screen makes
 * of it. Two apps over one file; a look is a beat without a key. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"
#include "engine/world.h"
#include "lesson/parse.h"
#include "lesson/run.h"
#include "lesson/write.h"
#include "ui/app/app_core.h"
#include "ui/draw/canvas.h"
#include "ui/app/commands.h"
#include "ui/draw/keys.h"

Suite *suite_ui_follow(void);

static struct app class, student;
static struct script *lesson;
static char folder[64], path[128], before[160];

static const char lesson_source[] = "tcpstep 1\n"
				    "id test\n"
				    "title Test\n"
				    "say\n  Two hosts.\n"
				    "server socket\n"
				    "note\n  A note.\n"
				    "server bind 80\n"
				    "ask\n  Which call comes next?\n  ( ) accept\n  (x) listen\n"
				    "server listen\n"
				    "expect server LISTEN\n"
				    "goal \"Send a SYN\"\n"
				    "  reach client SYN-SENT\n"
				    "  solution\n"
				    "    client socket\n"
				    "    client connect 80\n"
				    "deliver\n"
				    "deliver\n";

static void begin(void)
{
	struct diags errors = { 0 };
	struct diag diag = { 0 };
	strcpy(folder, "/tmp/tcpstep-class-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/rec", folder);
	snprintf(before, sizeof before, "%s.before", path);
	lesson = script_parse("test", lesson_source, sizeof lesson_source - 1, &errors);
	ck_assert_ptr_nonnull(lesson);
	app_init(&class, &(struct app_options){ .lang = LANG_EN });
	app_open(&class, lesson, MODE_TEACH);
	ck_assert_msg(app_class_teach(&class, path, &diag), "%s", diag.message);
	app_init(&student, &(struct app_options){ .lang = LANG_EN });
	app_class_follow(&student, path);
}

static void end(void)
{
	app_free(&class);
	app_free(&student);
	script_free(lesson);
	unlink(path);
	unlink(before);
	rmdir(folder);
}

static void type(struct app *a, const char *s)
{
	for (size_t n; *s != '\0'; s += n)
		app_key(a, utf8_next(s, &n));
}

static void line(struct app *a, const char *s)
{
	app_key(a, ':');
	type(a, s);
	app_key(a, K_ENTER);
	ck_assert_msg(a->view.overlay != OVERLAY_COMMAND, "%s: %s", s, a->view.notice.text);
}

/* A second goes by on the student's screen. */
static void look(void)
{
	for (int i = 0; i < 10; i++)
		app_key(&student, K_TIMEOUT);
}

/* Steps of the class; questions and goals are passed over. */
static void class_steps(int n)
{
	while (n-- > 0) {
		size_t stops = class.player.stops_used;
		for (int i = 0; i < 3 && class.player.stops_used == stops; i++)
			app_key(&class,
				player_goal(&class.player) != NULL && !player_goal_reached(&class.player) ? 'v' : ' ');
		ck_assert_uint_eq(class.player.stops_used, stops + 1);
	}
}

/* Both see the same: the hosts, the place. */
static void expect_together(void)
{
	ck_assert_mem_eq(session_world(class.player.session), session_world(student.player.session),
			 sizeof(struct world));
	ck_assert_uint_eq(class.player.stops_used, student.player.stops_used);
	ck_assert(student.view.live);
	ck_assert_uint_eq(student.view.behind, 0);
}

static bool shows(const struct app *a, const char *what)
{
	struct canvas c;
	canvas_init(&c, 80, 24);
	screen_draw(&c, &a->view);
	char *text = canvas_dump(&c, false);
	bool found = strstr(text, what) != NULL;
	free(text);
	canvas_free(&c);
	return found;
}

static void expect_shown(const char *what)
{
	ck_assert_msg(shows(&student, what), "not shown: %s", what);
}

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

START_TEST(a_question__can_be_answered_until_the_next_step_comes)
{
	class_steps(4);
	look();
	ck_assert_int_eq(student.view.overlay, OVERLAY_ASK);
	app_key(&student, '1');
	ck_assert_int_eq(student.view.answered, 0);
	ck_assert(student.view.live);
	look();
	expect_shown("Not quite.");
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
	ck_assert(!student.view.at_end);
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

START_TEST(when_the_class_is_over__it_is_said_and_one_goes_on_alone)
{
	struct diag diag;
	class_steps(8);
	look();
	ck_assert(app_class_end(&class, &diag));
	look();
	expect_together();
	expect_shown("class over");
	line(&student, "deliver");
	ck_assert(student.player.detour);
	look();
	ck_assert(student.player.detour);
	expect_shown("class over");
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

static uint32_t chance_state;

static unsigned below(unsigned n)
{
	chance_state = chance_state * 1664525u + 1013904223u;
	return (chance_state >> 16) % n;
}

static void anything(struct app *a)
{
	static const char keys[] = "        uuuufvr1LpRdxDo";
	static const char *const lines[] = { "client socket", "client connect 80",
					     "server close",  "client close",
					     "deliver",       "wait next",
					     "go 0",          "go 3",
					     "go 6",          "go 8",
					     "client crash",  "server listen 2" };
	if (below(3) > 0) {
		app_key(a, (uint32_t)keys[below(sizeof keys - 1)]);
		return;
	}
	if (a->view.overlay != OVERLAY_NONE)
		app_key(a, K_ESC);
	app_key(a, ':');
	type(a, lines[below(sizeof lines / sizeof lines[0])]);
	app_key(a, K_ENTER);
	if (a->view.overlay == OVERLAY_COMMAND)
		app_key(a, K_ESC);
}

/* What stands in the file is valid; in the end it holds, too. */
static void expect_recording(bool ended)
{
	struct diags errors = { 0 };
	char *source;
	struct script *s = lesson_read(path, &errors, &source);
	ck_assert_msg(s != NULL, "%u: %s in\n%s", errors.used ? errors.at[0].line : 0,
		      errors.used ? errors.at[0].message : "", source);
	if (ended)
		ck_assert_msg(script_run(s, &(struct run_events){ 0 }, NULL) == 0, "%s", source);
	script_free(s);
	free(source);
}

/* Told with what the file has, when not. */
static void expect_same_steps(void)
{
	const struct session *of[] = { class.player.session, student.player.session };
	char *told[2];
	for (int k = 0; k < 2; k++)
		told[k] = recording_write(of[k], NULL);
	if (strcmp(told[0], told[1]) == 0) {
		free(told[0]);
		free(told[1]);
		return;
	}
	struct diags errors = { 0 };
	char *text;
	size_t len;
	source_read(path, &text, &len, &errors);
	ck_abort_msg("the class:\n%s\nthe student:\n%s\nthe recording:\n%s", told[0], told[1], text);
}

START_TEST(whatever_both_do__who_catches_up_is_where_the_class_is)
{
	chance_state = (uint32_t)_i + 1;
	for (int i = 0; i < 150; i++) {
		for (unsigned n = below(4); n > 0; n--)
			anything(&class);
		for (unsigned n = below(4); n > 0; n--)
			anything(&student);
		if (below(3) == 0)
			look();
		expect_recording(false);
		if (below(4) > 0)
			continue;
		class.view.playing = student.view.playing = false;
		while (student.view.overlay != OVERLAY_NONE)
			app_key(&student, K_ESC);
		app_key(&student, 'r');
		look();
		expect_same_steps();
		ck_assert(student.view.live);
	}
	struct diag diag;
	ck_assert(app_class_end(&class, &diag));
	expect_recording(true);
}
END_TEST

Suite *suite_ui_follow(void)
{
	const TTest *const tests[] = {
		who_is_where_the_class_is__is_carried_along,
		who_comes_late__is_where_the_class_is_at_once,
		what_the_instructor_takes_back__is_taken_back,
		a_detour_of_the_class__is_seen_and_left_with_it,
		a_question__can_be_answered_until_the_next_step_comes,
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
		when_the_class_is_over__it_is_said_and_one_goes_on_alone,
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
	tcase_add_loop_test(c, whatever_both_do__who_catches_up_is_where_the_class_is, 0, 20);
	suite_add_tcase(s, c);
	return s;
}
