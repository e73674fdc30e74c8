/* Tests every shipped lesson: it holds, is in both languages and fits the screen; it asks
 * before it explains, refutes each wrong answer and has an exercise. main/test_cli.sh tests
 * that a changed lesson fails. */
#include <check.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lesson/library.h"
#include "lesson/parse.h"
#include "lesson/review.h"
#include "lesson/run.h"
#include "ui/draw/canvas.h"

#include "suites.h"

#define LESSONS_DIR TESTS_DIR "/../lessons"
/* The story's width at 80x24; its lines, and those of a question. */
enum { STORY_W = STORY_COLUMNS, CHOICE_W = STORY_W - 6, TOLD_LINES = 6, MAX = 64 };

static struct script *lessons[MAX];
static size_t lessons_used;

static struct script *read_lesson(const char *name)
{
	struct diags errors = { 0 };
	char path[512];
	char *text;
	size_t len;
	struct script *s;

	snprintf(path, sizeof path, "%s/%s", LESSONS_DIR, name);
	ck_assert_msg(source_read(path, &text, &len, &errors), "%s", path);
	s = script_parse(name, text, len, &errors);
	ck_assert_msg(s, "%s:%u: %s", name, errors.used ? errors.at[0].line : 0,
		      errors.used ? errors.at[0].message : "?");
	diags_free(&errors);
	free(text);
	return s;
}

static void open_lessons(void)
{
	DIR *dir = opendir(LESSONS_DIR);
	struct dirent *entry;

	ck_assert_ptr_nonnull(dir);
	lessons_used = 0;
	while ((entry = readdir(dir)) != NULL) {
		const char *dot = strrchr(entry->d_name, '.');

		if (dot && strcmp(dot, ".tcpstep") == 0 && lessons_used < MAX)
			lessons[lessons_used++] = read_lesson(entry->d_name);
	}
	closedir(dir);
	ck_assert_uint_ge(lessons_used, 20);
}

static void close_lessons(void)
{
	while (lessons_used)
		script_free(lessons[--lessons_used]);
}

static int lines_of(const char *text, int w)
{
	struct canvas c;
	int n;

	if (!text)
		return 0;
	canvas_init(&c, w, 1);
	n = canvas_wrap(&c, (struct rect){ 0, 0, w, 0 }, 0, text);
	canvas_free(&c);
	return n;
}

static const struct script *lesson_named(const char *id)
{
	for (size_t i = 0; i < lessons_used; i++)
		if (strcmp(lessons[i]->id, id) == 0)
			return lessons[i];
	return NULL;
}

static void on_failure(void *to, const struct failure *f)
{
	const struct script *s = to;

	ck_abort_msg("%s:%u: %s", s->path, f->at->line, f->message[LANG_EN]);
}

START_TEST(each_lesson__holds)
{
	for (size_t i = 0; i < lessons_used; i++) {
		struct run_events events = { .to = lessons[i], .failure = on_failure };

		ck_assert_uint_eq(script_run(lessons[i], &events, NULL), 0);
	}
}
END_TEST

START_TEST(its_id__is_its_file)
{
	for (size_t i = 0; i < lessons_used; i++) {
		char file[300];

		snprintf(file, sizeof file, "%s.tcpstep", lessons[i]->id);
		ck_assert_str_eq(file, lessons[i]->path);
	}
}
END_TEST

/* Returns whether following `after` from s leads back to s; -1: a name is no lesson. */
static int leads_back(const struct script *s, const struct script *at, size_t depth)
{
	if (depth > lessons_used)
		return 1;
	for (size_t i = 0; i < at->after_used; i++) {
		const struct script *before = lesson_named(at->after[i]);
		int found = !before ? -1 : before == s ? 1 : leads_back(s, before, depth + 1);

		if (found)
			return found;
	}
	return 0;
}

START_TEST(lessons_before_it__exist_and_do_not_come_round)
{
	for (size_t i = 0; i < lessons_used; i++)
		ck_assert_msg(leads_back(lessons[i], lessons[i], 0) == 0, "%s", lessons[i]->id);
}
END_TEST

/* Returns the place of the id in the menu, from 1; 0: it is not there. */
static size_t place_in_menu(const struct lessons *menu, const char *id)
{
	for (size_t i = 0; i < menu->used; i++)
		if (strcmp(menu->items[i].name, id) == 0)
			return i + 1;
	return 0;
}

/* The library puts a lesson after those that it needs whatever the course says, so
 * that a lesson in the wrong line would be moved out of its section. */
START_TEST(the_course__has_every_lesson_in_a_section_and_after_those_it_needs)
{
	struct lessons menu;
	enum course_section section = SECTION_CORE;
	size_t core = 0;

	lessons_load(&menu, LESSONS_DIR);
	for (size_t i = 0; i < menu.used; i++) {
		const struct menu_item *item = &menu.items[i];

		if (item->kind != ITEM_LESSON)
			continue;
		ck_assert_msg(item->section, "lessons/course does not name %s", item->name);
		ck_assert_msg(item->section >= section, "%s is a lesson of the core and needs an advanced one",
			      item->name);
		section = item->section;
		core += section == SECTION_CORE;
		for (size_t k = 0; k < item->script->after_used; k++)
			ck_assert_msg(place_in_menu(&menu, item->script->after[k]) <= i, "%s comes before %s",
				      item->name, item->script->after[k]);
	}
	ck_assert_uint_ge(core, 10);
	ck_assert_uint_le(core, 15);
	lessons_free(&menu);
}
END_TEST

static size_t words_in(const char *text)
{
	size_t n = 0;

	while (text && *text) {
		text += strspn(text, " \n");
		n += *text != '\0';
		text += strcspn(text, " \n");
	}
	return n;
}

/* Returns how many words of a statement are read, in English. */
static size_t words_of(const struct statement *st)
{
	const struct block *b = &st->block[LANG_EN];
	size_t n = st->kind == ST_NOTE ? 0 : words_in(b->text) + words_in(b->because);

	for (size_t i = 0; i < b->choices_used; i++)
		n += words_in(b->choices[i].text) + words_in(b->choices[i].feedback);
	return n;
}

/* The formula of the minutes: 0.4 s a word (150 words a minute), 6 s a stop, 30 s a
 * question, 2 minutes a goal. */
static unsigned minutes_by_formula(const struct script *s)
{
	unsigned ms = 0;

	for (size_t i = 0; i < s->used; i++) {
		const struct statement *st = &s->statements[i];

		ms += 400 * (unsigned)words_of(st);
		if (st->kind != ST_EXPECT && st->kind != ST_NOTE)
			ms += 6000;
		if (st->kind == ST_ASK)
			ms += 30000;
		if (st->kind == ST_GOAL)
			ms += 120000;
	}
	return (ms + 30000) / 60000;
}

START_TEST(the_minutes_of_the_course__are_those_of_the_formula)
{
	enum { TOLERANCE = 3 };
	struct lessons menu;

	lessons_load(&menu, LESSONS_DIR);
	for (size_t i = 0; i < menu.used; i++) {
		unsigned minutes = menu.items[i].minutes;

		if (menu.items[i].kind != ITEM_LESSON)
			continue;
		unsigned expected = minutes_by_formula(menu.items[i].script);

		ck_assert_msg(minutes + TOLERANCE >= expected && minutes <= expected + TOLERANCE,
			      "lessons/course: %s takes %u minutes by the formula, not %u", menu.items[i].name,
			      expected, minutes);
	}
	lessons_free(&menu);
}
END_TEST

START_TEST(every_text__is_in_every_language)
{
	for (size_t i = 0; i < lessons_used; i++)
		for (int l = 0; l < LANG_COUNT; l++) {
			const struct script *s = lessons[i];

			ck_assert_msg(s->title[l], "%s: title in %s", s->id, lang_code((enum lang)l));
			for (size_t k = 0; k < s->used; k++) {
				const struct statement *st = &s->statements[k];
				bool has_text = st->kind != ST_ACTION && st->kind != ST_EXPECT && st->kind != ST_PAUSE;

				ck_assert_msg(!has_text || st->block[l].text, "%s:%u in %s", s->path, st->line,
					      lang_code((enum lang)l));
			}
		}
}
END_TEST

START_TEST(its_words__fit_the_screen_of_80_by_24)
{
	for (size_t i = 0; i < lessons_used; i++)
		for (size_t k = 0; k < lessons[i]->used; k++)
			for (int l = 0; l < LANG_COUNT; l++) {
				const struct statement *st = &lessons[i]->statements[k];
				const struct block *b = &st->block[l];
				const char *code = lang_code((enum lang)l);
				int lines = lines_of(b->text, STORY_W);

				if (st->kind == ST_GOAL)
					lines += (int)st->reach_used;
				ck_assert_msg(st->kind == ST_ASK || st->kind == ST_NOTE || lines <= STORY_LINES,
					      "%s:%u in %s: %d lines", lessons[i]->path, st->line, code, lines);
				for (size_t c = 0; c < b->choices_used; c++) {
					ck_assert_msg(lines_of(b->choices[c].text, CHOICE_W) == 1,
						      "%s:%u in %s: choice %zu is longer than a line", lessons[i]->path,
						      st->line, code, c + 1);
					ck_assert_msg(lines_of(b->choices[c].feedback, STORY_W) +
								      lines_of(b->because, STORY_W) <=
							      TOLD_LINES,
						      "%s:%u in %s: choice %zu is told too much", lessons[i]->path,
						      st->line, code, c + 1);
				}
				ck_assert_msg(st->kind != ST_ASK || lines + (int)b->choices_used <= ASK_LINES,
					      "%s:%u in %s: the question has %d lines", lessons[i]->path, st->line,
					      code, lines);
			}
}
END_TEST

static bool any_lesson(void *to, const char *id, const char **near)
{
	(void)to, (void)id;
	*near = NULL;
	return true;
}

static void on_warning(void *to, const struct diag *d)
{
	const struct script *s = to;

	ck_abort_msg("%s:%u: %s", s->path, d->line, diag_words(d, LANG_EN).at);
}

START_TEST(check_strict__has_nothing_to_say)
{
	for (size_t i = 0; i < lessons_used; i++) {
		struct reviewer strict = { lessons[i], true, any_lesson, on_warning };

		script_review(lessons[i], &strict);
	}
}
END_TEST

Suite *suite_lesson_lessons(void)
{
	Suite *s = suite_create("lesson/lessons");
	TCase *t = tcase_create("shipped");

	tcase_add_checked_fixture(t, open_lessons, close_lessons);
	tcase_add_test(t, each_lesson__holds);
	tcase_add_test(t, its_id__is_its_file);
	tcase_add_test(t, lessons_before_it__exist_and_do_not_come_round);
	tcase_add_test(t, the_course__has_every_lesson_in_a_section_and_after_those_it_needs);
	tcase_add_test(t, the_minutes_of_the_course__are_those_of_the_formula);
	tcase_add_test(t, every_text__is_in_every_language);
	tcase_add_test(t, its_words__fit_the_screen_of_80_by_24);
	tcase_add_test(t, check_strict__has_nothing_to_say);
	suite_add_tcase(s, t);
	return s;
}
