/* Tests the quiz's random numbers: those of a number are splitmix64's, those of a text come from
 * HMAC-SHA-256, here as Python's hmac and hashlib computed them. */
#include <check.h>

#include "quiz/quiz_parts.h"

#include "suites.h"

static const char key[] = "0123456789abcdef";

START_TEST(a_number__has_the_numbers_of_splitmix64)
{
	static const uint64_t published[] = { UINT64_C(6457827717110365317), UINT64_C(3203168211198807973),
					      UINT64_C(9817491932198370423) };
	struct quiz_seed seed = quiz_seed_number(1234567);
	struct dice d;

	dice_begin(&d, &seed);
	for (size_t i = 0; i < sizeof published / sizeof *published; i++)
		ck_assert_uint_eq(dice_next(&d), published[i]);
}
END_TEST

/* Six numbers are more than a block has. */
START_TEST(a_text_under_a_key__has_the_codes_of_a_counter)
{
	static const uint64_t computed[] = { UINT64_C(0x324018d7280de378), UINT64_C(0x2c598ed1a3d2e1b8),
					     UINT64_C(0x207583a36748c897), UINT64_C(0x62fe4e3aa551e09a),
					     UINT64_C(0xd58f16cd8dbb5fda), UINT64_C(0x04dd3912a2573a3d) };
	struct quiz_seed seed = quiz_seed_keyed(key, sizeof key - 1, "s2024-001");
	struct dice d;

	dice_begin(&d, &seed);
	for (size_t i = 0; i < sizeof computed / sizeof *computed; i++)
		ck_assert_uint_eq(dice_next(&d), computed[i]);
}
END_TEST

static uint64_t first_of(struct quiz_seed seed)
{
	struct dice d;

	dice_begin(&d, &seed);
	return dice_next(&d);
}

START_TEST(a_text_without_a_key__has_numbers_of_its_own)
{
	ck_assert_uint_eq(first_of(quiz_seed_text("s2024-001")), UINT64_C(0x229658dbb8a2f940));
	ck_assert_uint_eq(first_of(quiz_seed_text("s2024-002")), UINT64_C(0x9d9ab0b97b494a2a));
}
END_TEST

Suite *suite_quiz_dice(void)
{
	Suite *s = suite_create("quiz/dice");
	TCase *c = tcase_create("numbers");

	tcase_add_test(c, a_number__has_the_numbers_of_splitmix64);
	tcase_add_test(c, a_text_under_a_key__has_the_codes_of_a_counter);
	tcase_add_test(c, a_text_without_a_key__has_numbers_of_its_own);
	suite_add_tcase(s, c);
	return s;
}
