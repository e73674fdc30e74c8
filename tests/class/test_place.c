/* Tests finding the place of a class in its lesson from its recording. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "language/verbs.h"
#include "lesson/library.h"
#include "class/place.h"
#include "class/record.h"
#include "lesson/run.h"

#include "suites.h"

static struct script *lesson;
static struct player p;

static struct script *parse(const char *text)
{
	struct diags errors = { 0 };
	struct script *s = script_parse("test", text, strlen(text), &errors);

	ck_assert_msg(s != NULL, "%s", errors.used ? errors.at[0].message : "?");
	diags_free(&errors);
	return s;
}

static void begin(void)
{
	lesson = parse("tcpstep 1\n"
		       "title Mine\n"
		       "note\n  First.\n"
		       "say\n   Hello,\n   world.\n"
		       "server   socket   # its own\n"
		       "expect server CLOSED\n"
		       "note\n  Second.\n"
		       "ask\n  What now?\n  ( ) this\n  (x) that\n"
		       "client socket\n"
		       "goal \"Send a SYN\"\n  reach client SYN-SENT\n  solution\n    client connect 80\n"
		       "expect client sent SYN seq=100\n"
		       "deliver\n"
		       "pause\n");
	player_start(&p, lesson);
}

static void end(void)
{
	player_stop(&p);
	script_free(lesson);
}

static struct place here(bool ended)
{
	char *text = record_text(&p, &(struct record_shown){ .ended = ended });
	struct script *recording = parse(text);
	struct place place = place_of(lesson, recording);

	script_free(recording);
	free(text);
	return place;
}

static void act(const char *line)
{
	struct action a;
	struct diag d;

	ck_assert_msg(action_read(line, &a, &d), "%s: %s", line, d.message);
	ck_assert_int_eq(player_act(&p, &a), REFUSED_NOT);
}

START_TEST(each_stop__is_found)
{
	struct place place = here(false);

	ck_assert_ptr_null(place.now);
	ck_assert_uint_eq(place.all, 7);
	for (size_t n = 1; n <= 4; n++) {
		ck_assert_ptr_nonnull(player_step(&p));
		place = here(false);
		ck_assert_uint_eq(place.done, n);
		ck_assert_ptr_eq(place.now, player_now(&p));
		ck_assert_uint_eq(place.detour, 0);
	}
	ck_assert_ptr_nonnull(player_step(&p));
	act("client bind 5000");
	act("client connect 80");
	place = here(false);
	ck_assert_ptr_eq(place.now, player_now(&p));
	ck_assert_uint_eq(place.tried, 2);
	ck_assert_ptr_nonnull(player_step(&p)); /* the expectation is left out */
	ck_assert_ptr_nonnull(player_step(&p));
	place = here(true);
	ck_assert_uint_eq(place.done, 7);
	ck_assert_uint_eq(place.at, lesson->used);
}
END_TEST

START_TEST(a_detour__is_one_even_where_it_does_what_the_lesson_would)
{
	struct place place;

	player_go(&p, 3);
	act("client socket");
	act("client connect 80");
	place = here(false);
	ck_assert_uint_eq(place.done, 3);
	ck_assert_uint_eq(place.detour, 2);
	ck_assert_int_eq(place.now->kind, ST_ASK);
}
END_TEST

START_TEST(a_goal__counts_what_was_done_for_it)
{
	player_go(&p, 5);
	ck_assert_int_eq(here(false).now->kind, ST_GOAL);
	ck_assert_uint_eq(here(false).tried, 0);
	act("client bind 5000");
	ck_assert_uint_eq(here(false).tried, 1);
}
END_TEST

START_TEST(what_comes__is_found_behind_notes_and_expectations)
{
	size_t at = 0;
	const struct statement *st = place_next(lesson, 0, &at);

	ck_assert_int_eq(st->kind, ST_SAY);
	st = place_next(lesson, at + 2, &at);
	ck_assert_int_eq(st->kind, ST_ASK);
	ck_assert_ptr_null(place_next(lesson, lesson->used, &at));
}
END_TEST

START_TEST(every_lesson__is_followed_to_its_end)
{
	struct lessons lessons;

	lessons_load(&lessons, TESTS_DIR "/../lessons");
	for (size_t i = 0; i < lessons.scripts_used; i++) {
		const struct script *s = lessons.scripts[i];
		struct script *recording;
		struct player q;
		size_t done, all;
		char *text;

		if (script_run(s, &(struct run_events){ 0 }, NULL) > 0)
			continue; /* test_lessons reports it */
		player_start(&q, s);
		player_progress(&q, &done, &all);
		for (size_t n = 0; n <= all; n++) {
			struct place place;

			player_go(&q, n);
			text = record_text(&q, NULL);
			recording = parse(text);
			place = place_of(s, recording);
			ck_assert_msg(place.done == n && place.detour == 0, "%s: at %zu of %zu, step %zu", s->id,
				      place.done, place.all, n);
			script_free(recording);
			free(text);
		}
		player_stop(&q);
	}
	lessons_free(&lessons);
}
END_TEST

Suite *suite_class_place(void)
{
	Suite *s = suite_create("class/place");
	TCase *c = tcase_create("places");

	tcase_add_checked_fixture(c, begin, end);
	tcase_add_test(c, each_stop__is_found);
	tcase_add_test(c, a_detour__is_one_even_where_it_does_what_the_lesson_would);
	tcase_add_test(c, a_goal__counts_what_was_done_for_it);
	tcase_add_test(c, what_comes__is_found_behind_notes_and_expectations);
	tcase_add_test(c, every_lesson__is_followed_to_its_end);
	suite_add_tcase(s, c);
	return s;
}
