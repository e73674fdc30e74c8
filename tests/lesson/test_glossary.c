/* Tests the glossary: each term is in both languages and in the lesson that it names, and
 * what a reader types or a sheet contains finds it. */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "lesson/glossary.h"
#include "lesson/parse.h"

#include "suites.h"

#define LESSONS_DIR TESTS_DIR "/../lessons"

static const struct term *term_named(const char *name)
{
	for (size_t i = 0; i < glossary_count; i++)
		if (strcmp(glossary[i].name[LANG_EN], name) == 0)
			return &glossary[i];
	ck_abort_msg("no term '%s'", name);
}

static void add_block(FILE *out, const struct block *b)
{
	fprintf(out, "%s\n%s\n", b->text ? b->text : "", b->because ? b->because : "");
	for (size_t i = 0; i < b->choices_used; i++)
		fprintf(out, "%s\n%s\n", b->choices[i].text, b->choices[i].feedback ? b->choices[i].feedback : "");
}

/* Returns what a student reads in that language; notes are the instructor's. */
static char *words_of(const struct script *s, enum lang lang)
{
	char *text;
	size_t len;
	FILE *out = mem_stream(&text, &len);

	fprintf(out, "%s\n", s->title[lang]);
	for (size_t i = 0; i < s->used; i++)
		if (s->statements[i].kind != ST_NOTE)
			add_block(out, &s->statements[i].block[lang]);
	mem_stream_close(out);
	return text;
}

START_TEST(every_term__is_in_both_languages_and_in_order)
{
	ck_assert_uint_ge(glossary_count, 30);
	for (size_t i = 0; i < glossary_count; i++) {
		const struct term *t = &glossary[i];

		for (int l = 0; l < LANG_COUNT; l++)
			ck_assert_msg(t->name[l][0] && t->meaning[l][0], "%s", t->name[LANG_EN]);
		ck_assert_msg(strcmp(t->meaning[LANG_EN], t->meaning[LANG_KO]) != 0, "%s", t->name[LANG_EN]);
		ck_assert_msg(i == 0 || strcasecmp(glossary[i - 1].name[LANG_EN], t->name[LANG_EN]) < 0,
			      "%s is out of order", t->name[LANG_EN]);
	}
}
END_TEST

START_TEST(the_lesson_it_names__exists_and_uses_the_term_in_both_languages)
{
	for (size_t i = 0; i < glossary_count; i++) {
		const struct term *t = &glossary[i];
		struct diags errors = { 0 };
		char path[512], *source;
		size_t len;
		struct script *s;

		snprintf(path, sizeof path, "%s/%s.tcpstep", LESSONS_DIR, t->lesson);
		ck_assert_msg(source_read(path, &source, &len, &errors), "%s: there is no lesson %s", t->name[LANG_EN],
			      t->lesson);
		s = script_parse(path, source, len, &errors);
		ck_assert_msg(s, "%s", path);
		for (int l = 0; l < LANG_COUNT; l++) {
			char *text = words_of(s, (enum lang)l);

			ck_assert_msg(term_occurs(t, text, (enum lang)l), "%s is not in lesson %s in %s",
				      t->name[LANG_EN], t->lesson, lang_code((enum lang)l));
			mem_free(text);
		}
		script_free(s);
		free(source);
		diags_free(&errors);
	}
}
END_TEST

START_TEST(a_term__occurs_as_a_word)
{
	const struct term *ack = term_named("ACK"), *wait = term_named("TIME-WAIT");

	ck_assert(term_occurs(ack, "an ACK comes", LANG_EN));
	ck_assert(term_occurs(ack, "two acks, and more", LANG_EN));
	ck_assert(!term_occurs(ack, "back on the stack", LANG_EN));
	ck_assert(!term_occurs(ack, "acked, acknowledged", LANG_EN));
	ck_assert(term_occurs(ack, "ACK를 보냅니다", LANG_KO));
	ck_assert(term_occurs(wait, "ss shows TIME_WAIT", LANG_EN));
	ck_assert(!term_occurs(wait, "time waits", LANG_EN));
	ck_assert(!term_occurs(wait, "", LANG_EN));
}
END_TEST

START_TEST(what_is_typed__finds_a_name_in_either_language)
{
	const struct term *t = term_named("half-close");

	ck_assert(term_matches(t, "HALF"));
	ck_assert(term_matches(t, "하프"));
	ck_assert(term_matches(t, ""));
	ck_assert(!term_matches(t, "quarter"));
}
END_TEST

START_TEST(a_heading__has_each_name_once)
{
	char line[256];
	struct text t = text_over(line, sizeof line);

	term_heading(&t, term_named("half-close"), LANG_EN);
	ck_assert_str_eq(line, "half-close (하프 클로즈, half-closed)");
	text_clear(&t);
	term_heading(&t, term_named("half-close"), LANG_KO);
	ck_assert_str_eq(line, "하프 클로즈(half-close, half-closed)");
	text_clear(&t);
	term_heading(&t, term_named("SACK"), LANG_EN);
	ck_assert_str_eq(line, "SACK");
	text_clear(&t);
	term_source(&t, term_named("half-close"), "half-close", LANG_EN);
	ck_assert_str_eq(line, "RFC 9293 3.6.1; lesson half-close");
}
END_TEST

Suite *suite_lesson_glossary(void)
{
	Suite *s = suite_create("lesson/glossary");
	TCase *t = tcase_create("terms");

	tcase_add_test(t, every_term__is_in_both_languages_and_in_order);
	tcase_add_test(t, the_lesson_it_names__exists_and_uses_the_term_in_both_languages);
	tcase_add_test(t, a_term__occurs_as_a_word);
	tcase_add_test(t, what_is_typed__finds_a_name_in_either_language);
	tcase_add_test(t, a_heading__has_each_name_once);
	suite_add_tcase(s, t);
	return s;
}
