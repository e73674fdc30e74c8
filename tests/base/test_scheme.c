/* Tests the rule that chooses colours for every combination of --color, --scheme, NO_COLOR
 * and COLORFGBG. */
#include <check.h>

#include "base/scheme.h"

#include "suites.h"

START_TEST(scheme_choose__follows_the_rule)
{
	static const struct {
		struct colour_wish wish;
		enum scheme scheme;
		bool colours;
	} rows[] = {
		{ { WHEN_AUTO, NULL, NULL, NULL }, SCHEME_DEFAULT, true },
		{ { WHEN_AUTO, NULL, "", NULL }, SCHEME_DEFAULT, true },
		{ { WHEN_AUTO, NULL, NULL, "0;15" }, SCHEME_LIGHT, true },
		{ { WHEN_AUTO, NULL, NULL, "0;default;7" }, SCHEME_LIGHT, true },
		{ { WHEN_AUTO, NULL, NULL, "15;0" }, SCHEME_DEFAULT, true },
		{ { WHEN_AUTO, NULL, NULL, "15" }, SCHEME_DEFAULT, true },
		{ { WHEN_AUTO, NULL, "1", NULL }, SCHEME_MONO, false },
		{ { WHEN_AUTO, NULL, "1", "0;15" }, SCHEME_MONO, false },
		{ { WHEN_AUTO, "default", "1", NULL }, SCHEME_DEFAULT, true },
		{ { WHEN_AUTO, "default", NULL, "0;15" }, SCHEME_DEFAULT, true },
		{ { WHEN_AUTO, "light", "1", NULL }, SCHEME_LIGHT, true },
		{ { WHEN_AUTO, "safe", "1", "0;15" }, SCHEME_SAFE, true },
		{ { WHEN_AUTO, "mono", NULL, NULL }, SCHEME_MONO, true },
		{ { WHEN_ALWAYS, NULL, "1", NULL }, SCHEME_DEFAULT, true },
		{ { WHEN_ALWAYS, NULL, "1", "0;15" }, SCHEME_LIGHT, true },
		{ { WHEN_ALWAYS, "safe", "1", NULL }, SCHEME_SAFE, true },
		{ { WHEN_NEVER, NULL, NULL, "0;15" }, SCHEME_MONO, false },
		{ { WHEN_NEVER, "light", NULL, NULL }, SCHEME_MONO, false },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		ck_assert_msg(scheme_choose(&rows[i].wish) == rows[i].scheme, "row %zu: scheme", i);
		ck_assert_msg(colour_wanted(&rows[i].wish) == rows[i].colours, "row %zu: colours", i);
	}
}
END_TEST

Suite *suite_base_scheme(void)
{
	Suite *s = suite_create("base/scheme");
	TCase *t = tcase_create("scheme");

	tcase_add_test(t, scheme_choose__follows_the_rule);
	suite_add_tcase(s, t);
	return s;
}
