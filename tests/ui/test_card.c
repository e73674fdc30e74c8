/* Tests the end of a lesson: its card, what counts as finished, and questions that were
 * skipped, hidden or missed. */
#include "ui/by_keys.h"

#include "ui/app/card.h"

Suite *suite_ui_card(void);

static const char source[] = "tcpstep 1\nid first\ntitle The first lesson\ntitle[ko] 첫 레슨\n"
			     "server socket\n"
			     "ask\n  Which call gives a port?\n  ( ) listen\n      It needs one.\n  (x) bind\n"
			     "  because a server chooses its port.\n"
			     "server bind 80\n"
			     "goal \"Listen\"\n  reach server LISTEN\n  solution\n    server listen\n"
			     "say\n  A listener waits for any client.\nsay ko\n  리스너는 누구든 기다립니다.\n";

static void begin(void)
{
	begin_lesson(source);
	press(' '), press(' ');
	ck_assert_int_eq(app.view.overlay, OVERLAY_ASK);
}

/* Goes on from the answered question to the lesson's last text. */
static void to_last_text(void)
{
	press(' '), press(' ');
	line("server listen");
	press(' ');
	assert_shown("A listener waits for any client.");
}

static void to_card(void)
{
	begin();
	press('1');
	to_last_text();
	press(' ');
	ck_assert_int_eq(app.view.overlay, OVERLAY_CARD);
}

START_TEST(the_card__says_how_it_went_and_keeps_the_last_words)
{
	to_card();
	assert_shown("The first lesson");
	assert_shown("Questions: 0 of 1 right.");
	assert_shown("Actions: 1; no shorter way is known.");
	assert_shown("Missed: Which call gives a port?");
	assert_shown("A listener waits for any client.");
	assert_shown("Enter: the menu");
	press(K_ESC);
	ck_assert_int_eq(app.view.overlay, OVERLAY_NONE);
	assert_shown("A listener waits for any client."); /* not an old story */
	press(' ');
	ck_assert_int_eq(app.view.overlay, OVERLAY_CARD);
}
END_TEST

START_TEST(the_card__shows_results_and_what_comes_next_at_every_size_from_24x8)
{
	static const int sizes[][2] = { { 24, 8 },  { 30, 10 },  { 40, 12 },  { 40, 24 },  { 65, 17 },  { 80, 24 },
					{ 80, 50 }, { 100, 30 }, { 119, 23 }, { 120, 40 }, { 160, 50 }, { 200, 60 } };
	enum lang lang = (enum lang)(_i % LANG_COUNT);
	char *dump;
	to_card();
	app.view.lang = lang;
	canvas_resize(&canvas, sizes[_i / 2][0], sizes[_i / 2][1]);
	dump = screen_text();
	const char *const words[] = { script_title(lesson, lang), lang == LANG_EN ? "Questions:" : "질문:", "Enter" };
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		ck_assert_msg(strstr(dump, words[i]) != NULL, "'%s' is not in\n%s", words[i], dump);
	bool whole = strstr(dump, message(MSG_CARD_WORDS, lang)) != NULL;
	ck_assert_msg(whole || strstr(dump, "▾") != NULL, "neither the words nor a mark that there is more:\n%s", dump);
	ck_assert_int_eq(canvas.cut, 0);
	free(dump);
	for (int i = 0; i < 20; i++)
		app.view.scroll_most = canvas.scroll_most, press('j'), free(screen_text());
	assert_shown(lang == LANG_EN ? "client." : "기다립니다.");
}
END_TEST

START_TEST(a_question_that_was_missed__can_be_answered_again)
{
	to_card();
	press('r');
	ck_assert_int_eq(app.view.overlay, OVERLAY_ASK);
	assert_shown("Which call gives a port?");
	press('2');
	to_last_text();
	press(' ');
	assert_shown("Questions: 0 of 1 right."); /* the first answer counts */
	assert_not_shown("Missed:");
	press('r');
	ck_assert_int_eq(app.view.overlay, OVERLAY_CARD);
}
END_TEST

START_TEST(leaving_on_the_last_text__finishes_the_lesson)
{
	bool done = _i > 0;
	app.keeps_progress = true;
	begin();
	press('2');
	if (done)
		to_last_text();
	else
		press(' ');
	press(_i == 2 ? (uint32_t)K_LEAVE : 'q');
	ck_assert(app.leave);
	ck_assert(progress_has(&app.progress, "first") == done);
}
END_TEST

START_TEST(a_skipped_question__shows_its_answer_and_counts)
{
	begin();
	press(' ');
	assert_not_shown("a server chooses its port");
	press(' ');
	ck_assert_int_eq(app.view.overlay, OVERLAY_ASK);
	assert_shown("a server chooses its port");
	assert_shown("✓ bind");
	press('2'); /* too late */
	ck_assert_int_eq(app.player.answered, -1);
	to_last_text();
	press(' ');
	assert_shown("Questions: 0 of 1 right. Skipped: 1.");
	assert_shown("Skipped: Which call gives a port?");
}
END_TEST

/* Escape shows the screen beneath; each of these keys brings the choices back. */
START_TEST(a_hidden_question__comes_back)
{
	static const uint32_t keys[] = { K_ESC, K_ENTER, ' ' };
	begin();
	press(K_ESC);
	ck_assert_int_eq(app.view.overlay, OVERLAY_NONE);
	assert_not_shown("2 ○ bind");
	press(keys[_i]);
	ck_assert_int_eq(app.view.overlay, OVERLAY_ASK);
	assert_shown("2 ○ bind");
	press(K_ESC);
	app_open(&app, lesson, MODE_LESSON); /* left and opened again */
	assert_shown("2 ○ bind");
	press('2');
	ck_assert_int_eq(app.player.answered, 1);
}
END_TEST

START_TEST(enter__opens_the_next_lesson)
{
	lessons_load(&app.lessons, TESTS_DIR "/../lessons");
	app_menu(&app);
	app_open(&app, app.lessons.items[0].script, MODE_LESSON);
	app_go(&app, view_stop_of(app.player.script, app.player.script->used));
	press(' ');
	ck_assert_int_eq(app.view.overlay, OVERLAY_CARD);
	assert_shown(menu_title(&app.lessons.items[1], &app.view));
	press(K_ENTER);
	ck_assert_ptr_eq(app.player.script, app.lessons.items[1].script);
	ck_assert_int_eq(app.view.overlay, OVERLAY_NONE);
	ck_assert_uint_eq(steps(), 0);
}
END_TEST

START_TEST(a_goal_that_a_hint_acted_for__says_so)
{
	begin();
	press('1');
	press(' '), press(' ');
	while (app.view.overlay != OVERLAY_HINT || app.hint.more)
		press('H');
	press(K_ENTER); /* performs it */
	press(' ');
	press(' ');
	ck_assert_int_eq(app.view.overlay, OVERLAY_CARD);
	assert_shown("A hint performed some of");
}
END_TEST

/* Space goes on everywhere else: pressed often, it must not pass over the results. */
START_TEST(space_on_the_card__says_which_key_goes_on)
{
	to_card();
	press(' ');
	ck_assert_int_eq(app.view.overlay, OVERLAY_CARD);
	assert_shown("This was the last lesson: Enter goes to the menu");
}
END_TEST

START_TEST(any_other_key_of_the_lesson__closes_the_card)
{
	to_card();
	press('c');
	ck_assert_int_eq(app.view.overlay, OVERLAY_CALLS);
	press(K_ESC);
	ck_assert_int_eq(app.view.overlay, OVERLAY_NONE);
	press(' ');
	press('u');
	ck_assert_int_eq(app.view.overlay, OVERLAY_NONE);
	ck_assert(!app.player.at_end);
}
END_TEST

Suite *suite_ui_card(void)
{
	Suite *s = suite_create("ui/card");
	TCase *t = tcase_create("the end of a lesson");
	tcase_add_checked_fixture(t, setup, teardown);
	suite_add_tcase(s, t);
	tcase_add_test(t, the_card__says_how_it_went_and_keeps_the_last_words);
	tcase_add_loop_test(t, the_card__shows_results_and_what_comes_next_at_every_size_from_24x8, 0, 24);
	tcase_add_test(t, a_question_that_was_missed__can_be_answered_again);
	tcase_add_loop_test(t, leaving_on_the_last_text__finishes_the_lesson, 0, 3);
	tcase_add_test(t, a_skipped_question__shows_its_answer_and_counts);
	tcase_add_loop_test(t, a_hidden_question__comes_back, 0, 3);
	tcase_add_test(t, enter__opens_the_next_lesson);
	tcase_add_test(t, a_goal_that_a_hint_acted_for__says_so);
	tcase_add_test(t, space_on_the_card__says_which_key_goes_on);
	tcase_add_test(t, any_other_key_of_the_lesson__closes_the_card);
	return s;
}
