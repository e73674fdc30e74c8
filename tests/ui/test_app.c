/* Tests what keys change, the view and the session, without a terminal. */
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"

#include "lesson/run.h"
#include "lesson/write.h"

#include "ui/by_keys.h"

Suite *suite_ui_app(void);

static const char lesson_source[] = "tcpstep 1\n"
				    "id test\n"
				    "title Test\n"
				    "say\n"
				    "  Two hosts.\n"
				    "server socket\n"
				    "server bind 80\n"
				    "ask\n"
				    "  Which call comes next?\n"
				    "  ( ) accept\n"
				    "    Nothing listens yet.\n"
				    "  (x) listen\n"
				    "  because accept needs a listener.\n"
				    "server listen\n"
				    "client socket\n"
				    "client connect 80\n"
				    "expect client SYN-SENT\n"
				    "deliver\n"
				    "deliver\n"
				    "deliver\n"
				    "expect server ESTABLISHED\n";

static bool in_bar(enum command_id id)
{
	const struct command *bar[CMD_COUNT];
	size_t n = commands_bar(&app.view, bar, CMD_COUNT);
	for (size_t i = 0; i < n; i++)
		if (bar[i]->id == id)
			return true;
	return false;
}

/* --- the free session --- */

START_TEST(sandbox__handshake_by_keys_alone__establishes_both)
{
	app_open_sandbox(&app);
	handshake_by_keys();
	ck_assert_int_eq(state(HOST_CLIENT), TCPS_ESTABLISHED);
	ck_assert_int_eq(state(HOST_SERVER), TCPS_ESTABLISHED);
	ck_assert_uint_eq(steps(), 8);
}
END_TEST

START_TEST(back__leads_to_the_first_step_and_forward_to_the_last)
{
	app_open_sandbox(&app);
	handshake_by_keys();
	for (int i = 0; i < 8; i++)
		press(i % 2 == 0 ? K_BACKSPACE : 'u');
	ck_assert_uint_eq(steps(), 0);
	ck_assert_int_eq(state(HOST_SERVER), TCPS_CLOSED);
	press('u');
	ck_assert_msg(app.view.notice.text[0] != '\0', "the start is said");
	for (int i = 0; i < 8; i++)
		press('f');
	ck_assert_uint_eq(steps(), 8);
	ck_assert_int_eq(state(HOST_CLIENT), TCPS_ESTABLISHED);
}
END_TEST

START_TEST(back__is_in_the_key_bar_from_the_first_step)
{
	app_open_sandbox(&app);
	ck_assert(!in_bar(CMD_BACK));
	ck_assert(!in_bar(CMD_DELIVER));
	line("client socket");
	ck_assert(in_bar(CMD_BACK));
	ck_assert(!in_bar(CMD_FORWARD));
	press('u');
	ck_assert(in_bar(CMD_FORWARD));
}
END_TEST

START_TEST(restart__goes_to_the_start_and_forward_comes_again)
{
	app_open_sandbox(&app);
	handshake_by_keys();
	press('R');
	ck_assert_uint_eq(steps(), 0);
	press('f');
	ck_assert_uint_eq(steps(), 1);
}
END_TEST

START_TEST(a_refusal__is_said_and_is_no_step)
{
	app_open_sandbox(&app);
	line("client socket");
	press(':'), type("deliver #9"), press(K_ENTER);
	ck_assert_str_eq(app.view.notice.text, refusal_text(REFUSED_NO_SEGMENT, LANG_EN));
	ck_assert(app.view.notice.bad);
	ck_assert_uint_eq(steps(), 1);
	press(' ');
	ck_assert_str_eq(app.view.notice.text, refusal_text(REFUSED_NOTHING_NEXT, LANG_EN));
	ck_assert_uint_eq(steps(), 1);
	press('d');
	ck_assert(app.view.notice.bad);
	ck_assert_uint_eq(steps(), 1);
}
END_TEST

START_TEST(segment_keys__act_on_the_selected_segment)
{
	app_open_sandbox(&app);
	line("server socket"), line("server bind 80"), line("server listen"), line("client socket");
	line("client connect 80");
	press('D');
	ck_assert_uint_eq(world()->net.count, 2);
	press('j');
	ck_assert_uint_eq(app.view.selected, 2);
	press('x');
	ck_assert_int_eq(net_find(&world()->net, 2), -1);
	ck_assert_uint_eq(app.view.selected, 0);
	press('o');
	ck_assert(world()->net.flights[0].held);
	press('o');
	ck_assert(!world()->net.flights[0].held);
	press('d');
	ck_assert_int_eq(state(HOST_SERVER), TCPS_SYN_RECEIVED);
}
END_TEST

START_TEST(arrows__choose_the_side)
{
	app_open_sandbox(&app);
	press('l');
	ck_assert_uint_eq(app.view.side, HOST_SERVER);
	press('h');
	ck_assert_uint_eq(app.view.side, HOST_CLIENT);
	press(K_RIGHT);
	ck_assert_uint_eq(app.view.side, HOST_SERVER);
}
END_TEST

START_TEST(wait__takes_the_first_line_by_enter_and_what_is_typed_instead)
{
	app_open_sandbox(&app);
	line("client socket"), line("client connect 80");
	press('t');
	type("10ms");
	ck_assert_str_eq(app.view.input, "10ms");
	press(K_ENTER);
	ck_assert_uint_eq(world()->now_ms, 10);
	press('t'), press(K_ENTER);
	ck_assert_uint_gt(world()->now_ms, 10);
}
END_TEST

/* --- layers --- */

START_TEST(leave__closes_the_innermost_layer_only)
{
	app_open_sandbox(&app);
	press('c'), press('?');
	ck_assert_int_eq(app.view.overlay, OVERLAY_HELP);
	press('q');
	ck_assert_int_eq(app.view.overlay, OVERLAY_CALLS);
	press('q');
	ck_assert_int_eq(app.view.overlay, OVERLAY_NONE);
	ck_assert(!app.leave);
	press('q');
	ck_assert(app.leave);
}
END_TEST

START_TEST(escape__never_quits)
{
	app_open_sandbox(&app);
	press('e'), press(K_ESC), press(K_ESC), press(K_ESC);
	ck_assert_int_eq(app.view.overlay, OVERLAY_NONE);
	ck_assert(!app.leave);
}
END_TEST

/* Returns what the screen shows at that size; free it with mem_free. */
START_TEST(help__opens_and_closes_by_the_same_key)
{
	app_open_sandbox(&app);
	press('?');
	ck_assert_int_eq(app.view.overlay, OVERLAY_HELP);
	press('?');
	ck_assert_int_eq(app.view.overlay, OVERLAY_NONE);
}
END_TEST

START_TEST(language__switches_everywhere)
{
	app_open_sandbox(&app);
	press('L');
	ck_assert_int_eq(app.view.lang, LANG_KO);
	press('?'), press('L');
	ck_assert_int_eq(app.view.lang, LANG_EN);
}
END_TEST

/* --- lessons --- */

START_TEST(space__steps_a_lesson_to_its_end_and_no_further)
{
	begin_lesson(lesson_source);
	press(' '), press(' '), press(' '), press(' '), press('2');
	for (int i = 0; i < 20; i++)
		press(' ');
	ck_assert(app.player.at_end);
	ck_assert_int_eq(state(HOST_SERVER), TCPS_ESTABLISHED);
	ck_assert_uint_eq(steps(), 8);
	ck_assert_int_eq(app.view.overlay, OVERLAY_CARD);
}
END_TEST

static const char set_up_source[] = "tcpstep 1\n"
				    "id test\n"
				    "title Test\n"
				    "server socket\n"
				    "expect server returned 1\n"
				    "server bind 80\n"
				    "server listen\n"
				    "say\n"
				    "  The server listens.\n"
				    "client socket\n"
				    "client connect 80\n"
				    "say\n"
				    "  A SYN.\n";

START_TEST(space__performs_a_lessons_set_up_at_once)
{
	begin_lesson(set_up_source);
	press(' ');
	ck_assert_uint_eq(app.player.stops_used, 4);
	ck_assert_int_eq(player_now(&app.player)->kind, ST_SAY);
	ck_assert_ptr_nonnull(strstr(app.view.notice.text, "3 steps"));
	press(' ');
	ck_assert_uint_eq(app.player.stops_used, 5);
	press(K_BACKSPACE), press(K_BACKSPACE), press(K_BACKSPACE);
	ck_assert_uint_eq(app.player.stops_used, 2);
	ck_assert_int_eq(state(HOST_SERVER), TCPS_CLOSED);
	press(' ');
	ck_assert_uint_eq(app.player.stops_used, 4);
}
END_TEST

START_TEST(playing__shows_each_step_of_a_lessons_set_up)
{
	begin_lesson(set_up_source);
	press('p');
	for (size_t i = app.player.stops_used; i < 4; i++) {
		ck_assert_uint_eq(app.player.stops_used, i);
		app_beat(&app);
	}
	ck_assert_uint_eq(app.player.stops_used, 4);
}
END_TEST

START_TEST(a_question__waits_for_its_answer_and_keeps_it)
{
	begin_lesson(lesson_source);
	press(' '), press(' '), press(' '), press(' ');
	ck_assert_int_eq(app.view.overlay, OVERLAY_ASK);
	press(' ');
	ck_assert_int_eq(app.view.overlay, OVERLAY_ASK);
	press('9');
	ck_assert_int_eq(app.player.answered, -1);
	press('1');
	ck_assert_int_eq(app.player.answered, 0);
	press('2'), press('j'), press(K_ENTER);
	ck_assert_int_eq(app.player.answered, 0);
	press(' ');
	ck_assert_int_eq(app.view.overlay, OVERLAY_NONE);
	ck_assert_uint_eq(steps(), 3);
}
END_TEST

START_TEST(a_question__is_answered_by_arrows_too_and_skipped_by_space)
{
	begin_lesson(lesson_source);
	press(' '), press(' '), press(' '), press(' ');
	press(K_DOWN), press(K_DOWN), press(K_DOWN), press(K_ENTER);
	ck_assert_int_eq(app.player.answered, 1);
	press('u');
	ck_assert_int_eq(app.view.overlay, OVERLAY_NONE);
	press(' ');
	ck_assert_int_eq(app.view.overlay, OVERLAY_ASK);
	press(' '), press(' '); /* the second shows the answer */
	ck_assert_int_eq(app.view.overlay, OVERLAY_ASK);
	press(' ');
	ck_assert_int_eq(app.view.overlay, OVERLAY_NONE);
	ck_assert_uint_eq(steps(), 3);
}
END_TEST

START_TEST(a_free_action_in_a_lesson__is_a_detour_with_a_way_back)
{
	begin_lesson(lesson_source);
	press(' '), press(' ');
	size_t before = steps();
	line("client socket");
	ck_assert(app.player.detour);
	ck_assert_ptr_nonnull(strstr(app.view.notice.text, "r "));
	ck_assert(in_bar(CMD_RETURN));
	line("client bind 1000");
	press('r');
	ck_assert(!app.player.detour);
	ck_assert_uint_eq(steps(), before);
	press(' ');
	ck_assert_uint_eq(steps(), before + 1);
}
END_TEST

START_TEST(lesson__by_backspace_to_the_first_step)
{
	begin_lesson(lesson_source);
	for (int i = 0; i < 30; i++)
		press(' ');
	ck_assert(app.player.at_end);
	for (int i = 0; i < 30; i++)
		press(K_BACKSPACE);
	ck_assert_uint_eq(steps(), 0);
	ck_assert(!app.player.at_end);
	ck_assert_int_eq(state(HOST_SERVER), TCPS_CLOSED);
	ck_assert(!in_bar(CMD_BACK));
}
END_TEST

/* --- playing --- */

START_TEST(idle__waits_without_end_unless_playing)
{
	begin_lesson(lesson_source);
	ck_assert_int_eq(app_timeout_ms(&app), -1);
	press('p');
	int slow = app_timeout_ms(&app);
	ck_assert_int_gt(slow, 0);
	press('+');
	ck_assert_int_lt(app_timeout_ms(&app), slow);
	press('-'), press('-');
	ck_assert_int_gt(app_timeout_ms(&app), slow);
	press('p');
	ck_assert_int_eq(app_timeout_ms(&app), -1);
}
END_TEST

START_TEST(a_replay__plays_by_itself_to_the_end)
{
	begin_lesson(lesson_source);
	app_open(&app, lesson, MODE_REPLAY);
	for (int i = 0; i < 40; i++)
		press(K_TIMEOUT);
	ck_assert(app.player.at_end);
	ck_assert(!app.view.playing);
	ck_assert_int_eq(state(HOST_CLIENT), TCPS_ESTABLISHED);
}
END_TEST

START_TEST(a_step_by_hand__pauses)
{
	begin_lesson(lesson_source);
	press('p'), press(' ');
	ck_assert(!app.view.playing);
	press(K_TIMEOUT);
	ck_assert_uint_eq(steps(), 0);
}
END_TEST

START_TEST(a_motion__is_completed_by_any_key)
{
	app.options.animation = true;
	app_open_sandbox(&app);
	line("client socket"), line("client connect 80");
	press('d');
	ck_assert_uint_gt(app.view.to_go, 0);
	ck_assert_int_gt(app_timeout_ms(&app), 0);
	press(K_TIMEOUT);
	ck_assert_uint_lt(app.view.to_go, 1000);
	press('d');
	ck_assert_uint_eq(steps(), 4);
	for (int i = 0; i < 50; i++)
		press(K_TIMEOUT);
	ck_assert_uint_eq(app.view.to_go, 0);
	ck_assert_int_eq(app_timeout_ms(&app), -1);
}
END_TEST

/* --- the menu --- */

static void put_file(const char *dir, const char *name, const char *text)
{
	char path[128];
	struct text t = text_over(path, sizeof path);
	text_addf(&t, "%s/%s", dir, name);
	FILE *f = fopen(path, "w");
	ck_assert_ptr_nonnull(f);
	fputs(text, f);
	fclose(f);
}

START_TEST(lessons__are_listed_after_those_they_need_and_broken_ones_with_their_problem)
{
	static const char *const names[] = { "a.tcpstep", "b.tcpstep", "c.tcpstep", "d.tcpstep", "README.md" };
	char dir[] = "/tmp/tcpstep-test-XXXXXX", path[128];
	ck_assert_ptr_nonnull(mkdtemp(dir));
	put_file(dir, names[0], "tcpstep 1\nid a\ntitle A\nafter c\nclient socket\n");
	put_file(dir, names[1], "tcpstep 1\nid b\ntitle B\nclient conect 80\n");
	put_file(dir, names[2], "tcpstep 1\nid c\ntitle C\nclient socket\n");
	put_file(dir, names[3], "tcpstep 1\nid d\ntitle D\nafter a\nafter missing\nclient socket\n");
	put_file(dir, names[4], "not a lesson\n");
	lessons_load(&app.lessons, dir);
	app_menu(&app);
	static const char *const order[] = { "c", "a", "d", "b.tcpstep", "sandbox", "quiz" };
	ck_assert_uint_eq(app.view.items_used, 6);
	for (size_t i = 0; i < 6; i++)
		ck_assert_str_eq(app.view.items[i].name, order[i]);
	ck_assert_ptr_nonnull(app.view.items[3].problem);
	press('j'), press('j'), press('j'), press(K_ENTER);
	ck_assert_int_eq(app.view.screen, SCREEN_MENU);
	ck_assert(app.view.notice.bad);
	press('g'), press(K_ENTER);
	ck_assert_int_eq(app.view.screen, SCREEN_STEP);
	press(' ');
	ck_assert_uint_eq(steps(), 1);
	press('q');
	ck_assert_int_eq(app.view.screen, SCREEN_MENU);
	press(K_ENTER);
	ck_assert_msg(steps() == 1, "a lesson opens where it was left");
	press(K_ESC), press(K_ESC);
	ck_assert(!app.leave);
	press('q');
	ck_assert(app.leave);
	for (size_t i = 0; i < 5; i++) {
		struct text t = text_over(path, sizeof path);
		text_addf(&t, "%s/%s", dir, names[i]);
		unlink(path);
	}
	rmdir(dir);
}
END_TEST

START_TEST(menu__without_lessons__offers_the_sandbox)
{
	lessons_load(&app.lessons, NULL);
	app_menu(&app);
	ck_assert_uint_eq(app.view.items_used, 2);
	press(K_ENTER);
	ck_assert_int_eq(app.view.mode, MODE_SANDBOX);
}
END_TEST

/* --- a monkey --- */

static uint32_t chance(uint32_t *seed, uint32_t below)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 17;
	*seed ^= *seed << 5;
	return *seed % below;
}

/* Mostly keys that act; S would write files. */
static uint32_t any_key(uint32_t *seed)
{
	static const char letters[] = "   udxDofRrpcsttehjkl?L:q+-12gG";
	static const char *const lines[] = {
		"client close", "server close", "client send \"x\"",  "wait 5s",   "inject to server RST seq=101",
		"server crash", "server boot",  "client shutdown wr", "wait idle", "expect flight 0",
	};
	uint32_t kind = chance(seed, 20);
	if (kind == 0)
		return K_UP + chance(seed, K_OTHER - K_UP);
	if (kind == 1)
		return ' ' + chance(seed, 95) % ('S' - ' ');
	if (kind < 7)
		return K_ENTER;
	if (kind == 7 && app.view.overlay == OVERLAY_COMMAND)
		type(lines[chance(seed, sizeof lines / sizeof lines[0])]);
	return (uint32_t)(unsigned char)letters[chance(seed, sizeof letters - 1)];
}

static void still_sane(void)
{
	const struct view *v = &app.view;
	ck_assert_ptr_null(world_broken(world()));
	ck_assert_uint_le(v->input_at, strlen(v->input));
	ck_assert(v->calls_used == 0 || v->call < v->calls_used);
	ck_assert(v->selected == 0 || net_find(&world()->net, v->selected) >= 0);
	ck_assert_int_ge(v->scroll, 0);
	ck_assert_uint_le(app.below_used, LAYERS_MAX);
	ck_assert((v->overlay == OVERLAY_NONE) == (app.below_used == 0));
}

START_TEST(a_monkey_at_the_keys__breaks_nothing)
{
	static const int sizes[][2] = { { 80, 24 }, { 120, 40 }, { 40, 12 }, { 1, 1 }, { 200, 10 } };
	uint32_t seed = 2463534242u + (uint32_t)_i * 7919u;
	struct canvas c;
	canvas_init(&c, 80, 24);
	if (_i % 2 == 0)
		app_open_sandbox(&app);
	else
		begin_lesson(lesson_source);
	for (int i = 0; i < 2000; i++) {
		press(any_key(&seed));
		app.leave = false;
		still_sane();
		const int *size = sizes[chance(&seed, 5)];
		canvas_resize(&c, size[0], size[1]);
		screen_draw(&c, &app.view);
	}
	canvas_free(&c);
}
END_TEST

static TCase *section(Suite *s, const char *name)
{
	TCase *t = tcase_create(name);
	tcase_add_checked_fixture(t, setup, teardown);
	suite_add_tcase(s, t);
	return t;
}

static void sessions(Suite *s)
{
	TCase *t = section(s, "the free session");
	tcase_add_test(t, sandbox__handshake_by_keys_alone__establishes_both);
	tcase_add_test(t, back__leads_to_the_first_step_and_forward_to_the_last);
	tcase_add_test(t, back__is_in_the_key_bar_from_the_first_step);
	tcase_add_test(t, restart__goes_to_the_start_and_forward_comes_again);
	tcase_add_test(t, a_refusal__is_said_and_is_no_step);
	tcase_add_test(t, segment_keys__act_on_the_selected_segment);
	tcase_add_test(t, arrows__choose_the_side);
	tcase_add_test(t, wait__takes_the_first_line_by_enter_and_what_is_typed_instead);
	t = section(s, "lessons");
	tcase_add_test(t, space__steps_a_lesson_to_its_end_and_no_further);
	tcase_add_test(t, space__performs_a_lessons_set_up_at_once);
	tcase_add_test(t, playing__shows_each_step_of_a_lessons_set_up);
	tcase_add_test(t, a_question__waits_for_its_answer_and_keeps_it);
	tcase_add_test(t, a_question__is_answered_by_arrows_too_and_skipped_by_space);
	tcase_add_test(t, a_free_action_in_a_lesson__is_a_detour_with_a_way_back);
	tcase_add_test(t, lesson__by_backspace_to_the_first_step);
	t = section(s, "playing");
	tcase_add_test(t, idle__waits_without_end_unless_playing);
	tcase_add_test(t, a_replay__plays_by_itself_to_the_end);
	tcase_add_test(t, a_step_by_hand__pauses);
	tcase_add_test(t, a_motion__is_completed_by_any_key);
}

Suite *suite_ui_app(void)
{
	Suite *s = suite_create("ui/app");
	TCase *t;

	sessions(s);
	t = section(s, "layers");
	tcase_add_test(t, leave__closes_the_innermost_layer_only);
	tcase_add_test(t, escape__never_quits);
	tcase_add_test(t, help__opens_and_closes_by_the_same_key);
	tcase_add_test(t, language__switches_everywhere);
	t = section(s, "the menu");
	tcase_add_test(t, lessons__are_listed_after_those_they_need_and_broken_ones_with_their_problem);
	tcase_add_test(t, menu__without_lessons__offers_the_sandbox);
	t = section(s, "a monkey");
	tcase_add_loop_test(t, a_monkey_at_the_keys__breaks_nothing, 0, 6);
	return s;
}
