/* Tests the quiz on the screen: choosing it in the menu, answering, continuing, leaving and
 * coming back, with all that helps in a lesson. */

#include "lesson/run.h"

#include "ui/by_keys.h"

Suite *suite_ui_quiz(void);

static void open_quiz(void)
{
	for (app.view.item = 0; app.view.items[app.view.item].kind != ITEM_QUIZ; app.view.item++)
		ck_assert_uint_lt(app.view.item + 1, app.view.items_used);
	press(K_ENTER);
}

static void setup_quiz(void)
{
	setup();
	lessons_load(&app.lessons, TESTS_DIR "/../lessons");
	app_menu(&app);
	open_quiz();
}

static const struct block *question(void)
{
	const struct statement *st = player_now(&app.player);
	ck_assert(st != NULL && st->kind == ST_ASK);
	return statement_block(st, LANG_EN);
}

static unsigned right_choice(void)
{
	unsigned i = 0;
	while (!question()->choices[i].right)
		i++;
	return i;
}

START_TEST(the_menu__has_it)
{
	ck_assert_int_eq(app.view.mode, MODE_QUIZ);
	ck_assert_int_eq(app.view.overlay, OVERLAY_ASK);
	assert_shown("Quiz: question 1");
	assert_not_shown("■"); /* the steps of the situation are not those of the quiz */
	ck_assert_uint_ge(question()->choices_used, 2);
}
END_TEST

START_TEST(an_answer__counts_once_and_its_reason_is_told)
{
	press('1' + right_choice());
	assert_shown("Right.");
	ck_assert_uint_eq(quiz_round_right(&app.quiz), 1);
	press('u'), press('f'); /* before the question, and back to it */
	ck_assert_uint_eq(quiz_round_answered(&app.quiz), 1);
	press(' ');
	if (app.view.overlay == OVERLAY_ASK)
		press('1' + (right_choice() + 1) % 2), press(' ');
	ck_assert_uint_eq(quiz_round_answered(&app.quiz), 1);
	ck_assert_uint_eq(quiz_round_right(&app.quiz), 1);
}
END_TEST

START_TEST(the_score__is_told_at_once_and_when_one_leaves)
{
	press('1' + right_choice());
	assert_shown("Quiz: question 1, 1 right of 1");
	press(' '), press(' ');
	press('1' + (right_choice() + 1) % 2);
	assert_shown("Quiz: question 2, 1 right of 2");
	press('q'), press('q');
	ck_assert_int_eq(app.view.screen, SCREEN_MENU);
	assert_shown("Quiz: 1 right of 2.");
}
END_TEST

START_TEST(space__performs_what_was_asked_about_and_then_asks_the_next)
{
	size_t before = session_at(app.player.session);
	press('1' + right_choice());
	press(' ');
	ck_assert_uint_eq(session_at(app.player.session), before + 1);
	assert_shown("Space: the next question");
	press(' ');
	assert_shown("Quiz: question 2, 1 right of 1");
	ck_assert_int_eq(app.view.overlay, OVERLAY_ASK);
}
END_TEST

START_TEST(a_wrong_answer__comes_again)
{
	char asked[512];
	strcpy(asked, question()->text);
	press('1' + (right_choice() + 1) % (unsigned)question()->choices_used);
	assert_shown("Not quite.");
	int questions = 0;
	do {
		press(' '), press(' ');
		ck_assert_int_lt(++questions, 6);
		if (strcmp(asked, question()->text) != 0)
			press('1' + right_choice());
	} while (strcmp(asked, question()->text) != 0);
	assert_shown("Quiz: once more");
}
END_TEST

START_TEST(what_helps_in_a_lesson__helps_here)
{
	press('T');
	assert_shown("RCV.NXT");
	press(K_ESC);
	ck_assert_int_eq(app.view.overlay, OVERLAY_ASK);
	press('1' + right_choice()), press(' ');
	press(':');
	for (const char *s = "client abort"; *s; s++)
		press((unsigned char)*s);
	press(K_ENTER);
	ck_assert_int_eq(world_state(session_world(app.player.session), HOST_CLIENT), TCPS_CLOSED);
	press('u'), press('u');
	ck_assert_int_eq(player_now(&app.player)->kind, ST_ASK);
	press(' '), press(' '), press(' ');
	if (app.quiz.made == 1)
		press(' ');
	assert_shown("question 2");
}
END_TEST

START_TEST(left_and_opened_again__it_is_where_it_was)
{
	char asked[512];
	strcpy(asked, question()->text);
	press(K_ESC), press('q');
	ck_assert_int_eq(app.view.screen, SCREEN_MENU);
	open_quiz();
	press(' ');
	ck_assert_str_eq(asked, question()->text);
	press(K_ESC), press('q');
	app.view.item = 0;
	press(K_ENTER); /* a lesson in between */
	press('q');
	open_quiz();
	ck_assert_str_eq(asked, question()->text);
	ck_assert_int_eq(app.view.overlay, OVERLAY_ASK);
}
END_TEST

START_TEST(it_leaves_no_progress)
{
	press('1' + right_choice()), press(' '), press(' ');
	ck_assert_ptr_null(progress_prediction_find(&app.progress, "quiz", 1));
	ck_assert(!progress_has(&app.progress, "quiz"));
}
END_TEST

/* Every question, as a script, runs to its end, and the question is last but one. */
START_TEST(each_question__is_a_script_that_runs)
{
	struct quiz_round round;
	quiz_round_begin(&round, quiz_seed_number(3), 0);
	for (int i = 0; i < 1500; i++) {
		const struct quiz_question *q = quiz_round_next(&round);
		struct script *s = quiz_script(&round);
		ck_assert_uint_eq(s->used, q->used + 1);
		ck_assert_int_eq(s->statements[q->used - 1].kind, ST_ASK);
		ck_assert(s->statements[q->used - 1].block[LANG_KO].choices[q->right].right);
		ck_assert_uint_eq(script_run(s, &(struct run_events){ .failure = NULL }, NULL), 0);
		script_free(s);
		quiz_round_answer(&round, i % 3 == 0 ? (q->right + 1) % q->choices_used : q->right);
	}
	quiz_round_end(&round);
}
END_TEST

/* Even the longest question can be read completely. */
START_TEST(no_question__is_cut)
{
	static const int sizes[][2] = { { 80, 24 }, { 100, 30 }, { 120, 40 }, { 160, 50 }, { 65, 17 }, { 40, 24 } };
	canvas_resize(&canvas, sizes[_i][0], sizes[_i][1]);
	for (int lang = 0; lang < LANG_COUNT; lang++) {
		app.view.lang = (enum lang)lang;
		for (int i = 0; i < 200; i++) {
			canvas_clear(&canvas);
			canvas.cut = 0;
			screen_draw(&canvas, &app.view);
			ck_assert_msg(canvas.cut == 0, "cut: '%s'", canvas.cut_text);
			press('1');
			screen_draw(&canvas, &app.view);
			ck_assert_msg(canvas.cut == 0, "cut: '%s'", canvas.cut_text);
			press(' '), press(' ');
			ck_assert_int_eq(app.view.overlay, OVERLAY_ASK);
		}
	}
}
END_TEST

Suite *suite_ui_quiz(void)
{
	Suite *s = suite_create("ui/quiz");
	TCase *c = tcase_create("screen");
	tcase_add_checked_fixture(c, setup_quiz, teardown);
	tcase_add_test(c, the_menu__has_it);
	tcase_add_test(c, an_answer__counts_once_and_its_reason_is_told);
	tcase_add_test(c, the_score__is_told_at_once_and_when_one_leaves);
	tcase_add_test(c, space__performs_what_was_asked_about_and_then_asks_the_next);
	tcase_add_test(c, a_wrong_answer__comes_again);
	tcase_add_test(c, what_helps_in_a_lesson__helps_here);
	tcase_add_test(c, left_and_opened_again__it_is_where_it_was);
	tcase_add_test(c, it_leaves_no_progress);
	tcase_add_test(c, each_question__is_a_script_that_runs);
	tcase_add_loop_test(c, no_question__is_cut, 0, 6);
	suite_add_tcase(s, c);
	return s;
}
