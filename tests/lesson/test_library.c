/* Tests reading lessons in two steps: the headers for the menu, the rest after it is drawn. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lesson/library.h"
#include "lesson/write.h"

#define LESSONS TESTS_DIR "/../lessons"

static char folder[] = "/tmp/test_library.XXXXXX";

static void put(const char *name, const char *text)
{
	char path[200];
	FILE *f;

	snprintf(path, sizeof path, "%s/%s", folder, name);
	f = fopen(path, "w");
	ck_assert_ptr_nonnull(f);
	fputs(text, f);
	fclose(f);
}

static void make_folder(void)
{
	strcpy(folder + sizeof folder - 7, "XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(folder));
}

static void remove_folder(void)
{
	char command[200];

	snprintf(command, sizeof command, "rm -rf '%s'", folder);
	ck_assert_int_eq(system(command), 0);
}

static void same_text(const char *a, const char *b)
{
	ck_assert_int_eq(!a, !b);
	if (a)
		ck_assert_str_eq(a, b);
}

static void same_menu(const struct lessons *a, const struct lessons *b)
{
	ck_assert_uint_eq(a->used, b->used);
	for (size_t i = 0; i < a->used; i++) {
		const struct menu_item *x = &a->items[i], *y = &b->items[i];

		same_text(x->name, y->name);
		for (int l = 0; l < LANG_COUNT; l++)
			same_text(x->problem[l], y->problem[l]);
		ck_assert_int_eq(x->kind, y->kind);
		ck_assert_int_eq(!x->script, !y->script);
		for (int lang = 0; x->script && lang < LANG_COUNT; lang++)
			same_text(x->script->title[lang], y->script->title[lang]);
		if (x->script)
			ck_assert_uint_eq(x->script->after_used, y->script->after_used);
	}
}

START_TEST(headers__give_the_same_menu_and_then_the_same_lessons)
{
	struct lessons whole, later;

	lessons_load(&whole, LESSONS);
	lessons_load_headers(&later, LESSONS);
	ck_assert_uint_gt(whole.scripts_used, 20);
	same_menu(&whole, &later);
	for (size_t i = 0; i < later.scripts_used; i++)
		ck_assert_uint_eq(later.scripts[i]->used, 0);
	ck_assert(lessons_complete_all(&later));
	same_menu(&whole, &later);
	for (size_t i = 0; i < whole.scripts_used; i++) {
		ck_assert(script_same_header(whole.scripts[i], later.scripts[i]));
		ck_assert_uint_eq(script_common(whole.scripts[i], later.scripts[i]), whole.scripts[i]->used);
		ck_assert_uint_eq(whole.scripts[i]->used, later.scripts[i]->used);
		ck_assert_str_eq(whole.scripts[i]->source, later.scripts[i]->source);
	}
	lessons_free(&whole);
	lessons_free(&later);
}
END_TEST

START_TEST(one_lesson__is_completed_in_place)
{
	struct lessons l;
	const struct script *s;
	const char *near;

	lessons_load_headers(&l, LESSONS);
	s = lessons_find(&l, "half-close", &near);
	ck_assert_ptr_nonnull(s);
	ck_assert(lessons_complete(&l, s));
	ck_assert_ptr_eq(lessons_find(&l, "half-close", &near), s);
	ck_assert_uint_gt(s->used, 10);
	for (size_t i = 0; i < l.used; i++)
		if (l.items[i].script)
			ck_assert_ptr_eq(l.items[i].name, l.items[i].script->id);
	ck_assert(lessons_complete(&l, s));
	lessons_free(&l);
}
END_TEST

/* Errors in a header, in a body, a byte order mark, comments and blank lines. */
START_TEST(errors__are_listed_as_if_all_had_been_read)
{
	struct lessons whole, later;

	make_folder();
	put("a.tcpstep", "tcpstep 1\nid a\nclient sokcet\n");
	put("b.tcpstep", "tcpstep 1\nid b\nset nonsense 1\nclient socket\n");
	put("c.tcpstep", "\xEF\xBB\xBFtcpstep 1\nid c\nclient socket\n");
	put("d.tcpstep",
	    "# first\n\ntcpstep 1\n  \n# more\nid d\ntitle A title\ntitle[ko] 제목\nafter c\nclient socket\n");
	put("e.tcpstep", "nothing\n");
	put("f.tcpstep", "tcpstep 1\nid f\nclient socket\nid g\n");
	put("g.tcpstep", "tcpstep 1\r\nid g\r\nset msl 1s\r\nclient socket\r\n");
	put("h.tcpstep", "");
	lessons_load(&whole, folder);
	lessons_load_headers(&later, folder);
	ck_assert_uint_eq(whole.scripts_used, 3);
	ck_assert_uint_eq(later.scripts_used, 5); /* the bodies of a and f were not read */
	ck_assert(!lessons_complete_all(&later));
	same_menu(&whole, &later);
	ck_assert(lessons_complete_all(&later));
	lessons_free(&whole);
	lessons_free(&later);
	remove_folder();
}
END_TEST

static const struct menu_item *item_of(const struct lessons *l, const char *id)
{
	for (size_t i = 0; i < l->used; i++)
		if (strcmp(l->items[i].name, id) == 0)
			return &l->items[i];
	ck_abort_msg("no %s", id);
}

static void put_lessons(const char *ids)
{
	for (; *ids; ids++) {
		char file[32], text[64];

		snprintf(file, sizeof file, "%c.tcpstep", *ids);
		snprintf(text, sizeof text, "tcpstep 1\nid %c\nclient socket\n", *ids);
		put(file, text);
	}
}

static void check_order(const struct lessons *l, const char *ids)
{
	for (size_t i = 0; ids[i]; i++)
		ck_assert_msg(l->items[i].name[0] == ids[i], "place %zu has %s, not %c", i, l->items[i].name, ids[i]);
}

START_TEST(a_course__has_sections_and_minutes)
{
	struct lessons l;

	make_folder();
	put_lessons("abcdef");
	put("course",
	    "# e 1\nf\r\n\nsection core\n d\t12 \r\nb\n\nsection advanced\na 0\nc 7\nsection nonsense\na 999\n");
	lessons_load(&l, folder);
	check_order(&l, "fdbcae");
	ck_assert_int_eq(item_of(&l, "f")->section, SECTION_NONE);
	ck_assert_int_eq(item_of(&l, "d")->section, SECTION_CORE);
	ck_assert_uint_eq(item_of(&l, "d")->minutes, 12);
	ck_assert_int_eq(item_of(&l, "b")->section, SECTION_CORE);
	ck_assert_uint_eq(item_of(&l, "b")->minutes, 0);
	ck_assert_int_eq(item_of(&l, "c")->section, SECTION_ADVANCED);
	ck_assert_uint_eq(item_of(&l, "c")->minutes, 7);
	ck_assert_uint_eq(item_of(&l, "a")->minutes, 999);
	ck_assert_int_eq(item_of(&l, "e")->section, SECTION_NONE);
	lessons_free(&l);
	remove_folder();
}
END_TEST

START_TEST(a_course_of_ids_alone__orders_them)
{
	struct lessons l;

	make_folder();
	put_lessons("abc");
	put("course", "c\na");
	lessons_load(&l, folder);
	check_order(&l, "cab");
	ck_assert_int_eq(l.items[0].section, SECTION_NONE);
	ck_assert_uint_eq(l.items[0].minutes, 0);
	lessons_free(&l);
	remove_folder();
}
END_TEST

START_TEST(no_folder__has_the_sandbox_and_the_quiz)
{
	struct lessons l;

	lessons_load_headers(&l, NULL);
	ck_assert_uint_eq(l.used, 2);
	ck_assert(lessons_complete(&l, l.items[0].script));
	ck_assert(lessons_complete_all(&l));
	ck_assert_uint_eq(l.used, 2);
	lessons_free(&l);
}
END_TEST

Suite *suite_lesson_library(void)
{
	Suite *s = suite_create("lesson/library");
	TCase *t = tcase_create("two steps");

	tcase_add_test(t, headers__give_the_same_menu_and_then_the_same_lessons);
	tcase_add_test(t, one_lesson__is_completed_in_place);
	tcase_add_test(t, errors__are_listed_as_if_all_had_been_read);
	tcase_add_test(t, a_course__has_sections_and_minutes);
	tcase_add_test(t, a_course_of_ids_alone__orders_them);
	tcase_add_test(t, no_folder__has_the_sandbox_and_the_quiz);
	suite_add_tcase(s, t);
	return s;
}
