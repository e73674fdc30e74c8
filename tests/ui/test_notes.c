/* Tests the instructor's notes: what they show at each place, and that it fits. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "language/verbs.h"
#include "lesson/library.h"
#include "class/record.h"
#include "ui/draw/canvas.h"
#include "ui/notes/notes.h"
#include "ui/notes/panel_notes.h"

Suite *suite_ui_notes(void);

static struct script *parse(const char *text)
{
	struct diags errors = { 0 };
	struct script *s = script_parse("test", text, strlen(text), &errors);
	ck_assert_msg(s != NULL, "%s", errors.used ? errors.at[0].message : "?");
	return s;
}

static struct script *lesson;
static struct notes notes;

static void begin(void)
{
	lesson = parse("tcpstep 1\n"
		       "title Mine\n"
		       "title[ko] \"내 것\"\n"
		       "note\n  Before the step.\n"
		       "note ko\n  단계 전에.\n"
		       "client socket\n"
		       "expect client CLOSED\n"
		       "note\n  Behind the step.\n"
		       "ask\n  What does connect send?\n"
		       "  ( ) ACK\n    Nothing is there to be acknowledged.\n"
		       "  (x) SYN\n"
		       "  because It begins.\n"
		       "client connect 80\n"
		       "pause\n"
		       "say\n  A text\n  of two lines.\n"
		       "goal \"Give up\"\n  reach client CLOSED\n  solution\n    client close\n");
	notes = (struct notes){ .lang = LANG_EN, .lesson = lesson, .state = CLASS_LIVE, .all_s = 754, .step_s = 45 };
}

static void end(void)
{
	script_free(lesson);
}

/* Goes to the place after this many stops and returns what the screen shows there. */
static char *screen_at(size_t stops, const char *act, int w, int h)
{
	struct player p;
	struct action a;
	struct diag d;
	struct canvas c;
	player_start(&p, lesson);
	player_go(&p, stops);
	if (act != NULL) {
		ck_assert(action_read(act, &a, &d));
		player_act(&p, &a);
	}
	char *text = record_text(&p, NULL);
	struct script *recording = parse(text);
	notes.place = place_of(lesson, recording);
	canvas_init(&c, w, h);
	panel_notes(&c, &notes);
	notes.scroll_most = c.scroll_most;
	char *screen = canvas_dump(&c, false);
	canvas_free(&c);
	script_free(recording);
	free(text);
	player_stop(&p);
	return screen;
}

static void expect(size_t stops, const char *act, const char *wanted)
{
	char *screen = screen_at(stops, act, 60, 24);
	ck_assert_msg(strncmp(screen, wanted, strlen(wanted)) == 0, "%s", screen);
	free(screen);
}

#define RULE "────────────────────────────────────────────────────────────\n"

START_TEST(a_step__has_the_notes_before_and_behind_it_and_what_comes)
{
	expect(1, NULL,
	       " Mine\n"
	       " step 1 of 6                               here 0:45  12:34\n" RULE " Notes\n"
	       " Before the step.\n"
	       " Behind the step.\n"
	       "\n"
	       " Next\n"
	       "   ask: What does connect send?\n"
	       "   client connect 80\n"
	       "   pause\n"
	       "\n");
	notes.lang = LANG_KO;
	notes.all_s = 3754;
	expect(0, NULL,
	       " 내 것\n"
	       " 0/6단계                              이 단계 0:45  1:02:34\n" RULE " 노트\n"
	       " 단계 전에.\n");
}
END_TEST

START_TEST(a_question__has_its_answer_and_what_each_wrong_one_is_met_with)
{
	expect(2, NULL,
	       " Mine\n"
	       " step 2 of 6                               here 0:45  12:34\n" RULE " Answer\n"
	       "   right: 2. SYN\n"
	       "   It begins.\n"
	       "   wrong: 1. ACK: Nothing is there to be acknowledged.\n"
	       "\n"
	       " Notes\n"
	       " Behind the step.\n"
	       "\n"
	       " Next\n"
	       "   client connect 80\n"
	       "   pause\n"
	       "   say: A text…\n");
}
END_TEST

START_TEST(a_detour_and_an_exercise__are_told_as_such)
{
	expect(1, "client bind 5",
	       " Mine\n"
	       " step 1 of 6, off the lesson (1)           here 0:45  12:34\n" RULE
	       " This is a detour: r on the class's screen returns to the\n lesson.\n");
	expect(6, "client close",
	       " Mine\n"
	       " step 6 of 6                               here 0:45  12:34\n" RULE " Solution\n"
	       "   client close\n"
	       " actions done so far: 1\n"
	       "\n"
	       " Notes\n"
	       " none for this step\n"
	       "\n"
	       " Next\n"
	       " the lesson ends here\n");
}
END_TEST

START_TEST(where_a_step_has_no_note__the_last_one_stays)
{
	notes.keeps = true;
	expect(4, NULL,
	       " Mine\n"
	       " step 4 of 6                               here 0:45  12:34\n" RULE " Notes\n"
	       " none for this step; the last one:\n"
	       " Behind the step.\n");
}
END_TEST

START_TEST(on_a_small_screen__it_is_scrolled)
{
	char *screen = screen_at(2, NULL, 40, 12);
	ck_assert_ptr_nonnull(strstr(screen, "right: 2. SYN"));
	ck_assert_ptr_null(strstr(screen, "pause"));
	ck_assert_int_gt(notes.scroll_most, 0);
	free(screen);
	notes.scroll = notes.scroll_most;
	screen = screen_at(2, NULL, 40, 12);
	ck_assert_ptr_null(strstr(screen, "right: 2. SYN"));
	ck_assert_ptr_nonnull(strstr(screen, "say: A text"));
	free(screen);
	for (int w = 1; w < 50; w++)
		for (int h = 1; h < 14; h++)
			free(screen_at(2, NULL, w, h));
}
END_TEST

/* Each place of each lesson, in both languages: no text is cut. */
START_TEST(every_lesson__fits_at_every_place)
{
	static const struct {
		int w, h;
	} sizes[] = { { 40, 12 }, { 80, 24 }, { 120, 40 } };
	struct lessons lessons;
	lessons_load(&lessons, TESTS_DIR "/../lessons");
	for (size_t i = 0; i < lessons.scripts_used; i++) {
		struct place place = { 0 };
		notes.lesson = lessons.scripts[i];
		for (size_t at = 0; at < notes.lesson->used; at++)
			for (size_t k = 0; k < 2 * sizeof sizes / sizeof sizes[0]; k++) {
				struct canvas c;
				place.at = at + 1;
				place.now = &notes.lesson->statements[at];
				notes.place = place;
				notes.lang = k % 2 ? LANG_KO : LANG_EN;
				canvas_init(&c, sizes[k / 2].w, sizes[k / 2].h);
				panel_notes(&c, &notes);
				ck_assert_msg(c.cut == 0 || c.w == 40, "%s: cut: %s", notes.lesson->id, c.cut_text);
				canvas_free(&c);
			}
	}
	lessons_free(&lessons);
}
END_TEST

Suite *suite_ui_notes(void)
{
	Suite *s = suite_create("ui/notes");
	TCase *c = tcase_create("notes");
	tcase_add_checked_fixture(c, begin, end);
	tcase_add_test(c, a_step__has_the_notes_before_and_behind_it_and_what_comes);
	tcase_add_test(c, a_question__has_its_answer_and_what_each_wrong_one_is_met_with);
	tcase_add_test(c, a_detour_and_an_exercise__are_told_as_such);
	tcase_add_test(c, where_a_step_has_no_note__the_last_one_stays);
	tcase_add_test(c, on_a_small_screen__it_is_scrolled);
	tcase_add_test(c, every_lesson__fits_at_every_place);
	suite_add_tcase(s, c);
	return s;
}
