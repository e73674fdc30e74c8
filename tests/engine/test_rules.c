/* Tests that every rule is cited by a script, a lesson or a capture, and has a source and a
 * sentence in each language. */
#include <check.h>
#include <glob.h>
#include <stdlib.h>
#include <string.h>

#include "engine/rules.h"
#include "language/verbs.h"
#include "lesson/parse.h"
#include "lesson/run.h"

#include "suites.h"

static bool cited[RULE_COUNT];

static void note(void *to, unsigned step, const struct row *row)
{
	(void)to;
	(void)step;
	for (int i = 0; i < row->rules_used; i++)
		cited[row->rules[i]] = true;
}

static void run_file(const char *path)
{
	struct run_events events = { .row = note };
	struct diags errors = { 0 };
	struct script *s = NULL;
	char *text;
	size_t len;

	if (source_read(path, &text, &len, &errors))
		s = script_parse(path, text, len, &errors);
	if (s)
		script_run(s, &events, NULL);
	script_free(s);
	free(text);
	diags_free(&errors);
}

START_TEST(every_rule__is_cited_by_a_script_or_a_lesson)
{
	static const char *const patterns[] = { TESTS_DIR "/../lessons/*.tcpstep", TESTS_DIR "/captures/*.tcpstep",
						TESTS_DIR "/scripts/*.tcpstep" };
	char missing[2000];
	struct text t = text_over(missing, sizeof missing);

	for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
		glob_t g;

		ck_assert_int_eq(glob(patterns[i], 0, NULL, &g), 0);
		for (size_t k = 0; k < g.gl_pathc; k++)
			run_file(g.gl_pathv[k]);
		globfree(&g);
	}
	for (int r = RULE_NONE + 1; r < RULE_COUNT; r++)
		if (!cited[r])
			text_addf(&t, " %s", rule_name((enum rule_id)r));
	ck_assert_msg(t.len == 0, "never cited:%s", missing);
}
END_TEST

START_TEST(every_rule__has_a_source_and_a_sentence_in_each_language)
{
	for (int r = RULE_NONE + 1; r < RULE_COUNT; r++) {
		ck_assert(rule_source((enum rule_id)r)[0] != '\0');
		for (int l = 0; l < LANG_COUNT; l++) {
			const char *s = rule_text((enum rule_id)r, (enum lang)l);

			ck_assert_msg(strlen(s) > 1 && s[strlen(s) - 1] == '.', "%s: '%s'", rule_name((enum rule_id)r),
				      s);
		}
	}
}
END_TEST

Suite *suite_engine_rules(void)
{
	Suite *s = suite_create("engine/rules");
	TCase *c = tcase_create("rules");

	tcase_add_test(c, every_rule__is_cited_by_a_script_or_a_lesson);
	tcase_add_test(c, every_rule__has_a_source_and_a_sentence_in_each_language);
	suite_add_tcase(s, c);
	return s;
}
