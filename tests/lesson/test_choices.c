/* Tests that the right choice is not given away by its length, its form or its place, over all
 * lessons and in each language. Prints what it counted. */
#include <check.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "lesson/library.h"

#include "suites.h"

enum { PLACES = 8 };

/* Counts of one language. The expected values are those of chance: 1/n in a question of n
 * choices. */
struct counts {
	unsigned asks, shortest, longest, mixed;
	unsigned right[PLACES];
	double chance, expected[PLACES];
	char first_mixed[160];
};

static struct lessons menu;

static void open_lessons(void)
{
	lessons_load(&menu, TESTS_DIR "/../lessons");
}

static void close_lessons(void)
{
	lessons_free(&menu);
}

/* What introduces a reason: "ESTABLISHED: it listens", "서버가 닫았으므로". Reasons in other words
 * are not found, so this is a lower bound. */
static const char *const reasons[LANG_COUNT][20] = {
	[LANG_EN] = { ": ", " for ", " because ", " since ", ", so ", " so it ", ", as ", " as it " },
	[LANG_KO] = { "므로", "니까", "때문", "라서", "으니 ", "하니 ", "이니 ", "오니 ", "없으니", "있으니", "되니 ",
		      "지니 ", "나니 " },
};

/* Returns whether a reason is introduced at s, text in quotes apart. */
static bool has_reason(const char *s, enum lang lang)
{
	bool quoted = false;

	for (; *s != '\0'; s++) {
		quoted = quoted != (*s == '"');
		for (size_t i = 0; !quoted && reasons[lang][i]; i++)
			if (strncmp(s, reasons[lang][i], strlen(reasons[lang][i])) == 0)
				return true;
	}
	return false;
}

/* Returns whether choice i is shorter (sign 1) or longer (sign -1) than each other one. */
static bool is_extreme(const struct block *b, size_t i, int sign)
{
	for (size_t k = 0; k < b->choices_used; k++)
		if (k != i && sign * (int)text_width(b->choices[i].text) >= sign * (int)text_width(b->choices[k].text))
			return false;
	return true;
}

static void count(struct counts *n, const struct script *s, const struct statement *st, enum lang lang)
{
	const struct block *b = &st->block[lang];
	size_t with = 0;

	ck_assert_uint_le(b->choices_used, PLACES);
	n->asks++;
	n->chance += 1.0 / (double)b->choices_used;
	for (size_t i = 0; i < b->choices_used; i++) {
		n->expected[i] += 1.0 / (double)b->choices_used;
		with += has_reason(b->choices[i].text, lang);
		if (!b->choices[i].right)
			continue;
		n->right[i]++;
		n->shortest += is_extreme(b, i, 1);
		n->longest += is_extreme(b, i, -1);
	}
	if (with > 0 && with < b->choices_used && n->mixed++ == 0)
		snprintf(n->first_mixed, sizeof n->first_mixed, "%.120s:%u", s->id, st->line);
}

static struct counts counts_of(enum lang lang)
{
	struct counts n = { 0 };

	for (size_t i = 0; i < menu.used; i++) {
		const struct script *s = menu.items[i].script;

		for (size_t k = 0; s && menu.items[i].kind == ITEM_LESSON && k < s->used; k++)
			if (s->statements[k].kind == ST_ASK)
				count(&n, s, &s->statements[k], lang);
	}
	return n;
}

START_TEST(choices__give_nothing_away_by_their_length)
{
	struct counts n = counts_of((enum lang)_i);

	printf("%s: %u questions; the right choice is the only shortest in %u, the only longest in %u (chance: %.1f)\n",
	       lang_code((enum lang)_i), n.asks, n.shortest, n.longest, n.chance);
	ck_assert_uint_ge(n.asks, 80);
	ck_assert_msg(n.shortest <= n.chance, "the only shortest: %u", n.shortest);
	ck_assert_msg(n.longest <= n.chance, "the only longest: %u", n.longest);
}
END_TEST

/* All choices of a question say why, or none does. */
START_TEST(choices__give_nothing_away_by_their_form)
{
	struct counts n = counts_of((enum lang)_i);

	ck_assert_msg(n.mixed == 0, "in %s, %u questions have choices with a reason and without, the first %s",
		      lang_code((enum lang)_i), n.mixed, n.first_mixed);
}
END_TEST

START_TEST(the_right_choice__is_in_each_place_as_often)
{
	struct counts n = counts_of((enum lang)_i);

	for (size_t i = 0; i < PLACES; i++)
		ck_assert_msg(n.right[i] >= 0.75 * n.expected[i] && n.right[i] <= 1.25 * n.expected[i],
			      "%s: the right choice is in place %zu %u times, not about %.1f", lang_code((enum lang)_i),
			      i + 1, n.right[i], n.expected[i]);
}
END_TEST

Suite *suite_lesson_choices(void)
{
	Suite *s = suite_create("lesson/choices");
	TCase *t = tcase_create("shipped");

	tcase_add_checked_fixture(t, open_lessons, close_lessons);
	tcase_add_loop_test(t, choices__give_nothing_away_by_their_length, 0, LANG_COUNT);
	tcase_add_loop_test(t, choices__give_nothing_away_by_their_form, 0, LANG_COUNT);
	tcase_add_loop_test(t, the_right_choice__is_in_each_place_as_often, 0, LANG_COUNT);
	suite_add_tcase(s, t);
	return s;
}
