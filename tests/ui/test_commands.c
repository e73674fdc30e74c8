/* Tests the table of commands: keys, words, the manual page. */
#include "ui/by_keys.h"

Suite *suite_ui_commands(void);

START_TEST(a_letter__means_one_thing_everywhere)
{
	for (uint32_t c = '!'; c <= '~'; c++) {
		const struct command *first = NULL;
		for (unsigned bit = CTX_MENU; bit < CTX_END; bit <<= 1) {
			const struct command *found = command_find(c, (enum context)bit);
			if (first == NULL)
				first = found;
			ck_assert_msg(found == NULL || found == first, "'%c' is %s and %s", (int)c, first->label[0],
				      found != NULL ? found->label[0] : "");
		}
	}
}
END_TEST

START_TEST(a_key__gives_one_command_in_a_context)
{
	for (size_t i = 0; i < commands_count; i++)
		for (size_t k = 0; k < 4 && commands[i].keys[k] != 0; k++)
			for (unsigned bit = CTX_MENU; bit < CTX_END; bit <<= 1)
				if (commands[i].contexts & bit)
					ck_assert_ptr_eq(command_find(commands[i].keys[k], (enum context)bit),
							 &commands[i]);
}
END_TEST

START_TEST(the_manual_page__has_the_keys_of_the_table)
{
	static char keys[1 << 16], page[1 << 18];
	FILE *memory = fmemopen(keys, sizeof keys, "w"), *f = fopen(TESTS_DIR "/../src/tcpstep.1", "rb");
	ck_assert(memory != NULL && f != NULL);
	commands_roff(memory);
	fclose(memory);
	page[fread(page, 1, sizeof page - 1, f)] = '\0';
	fclose(f);
	ck_assert_msg(strstr(page, keys) != NULL, "src/tcpstep.1, KEYS, is to be:\n%s", keys);
}
END_TEST

START_TEST(the_letters_that_move__do_not_act)
{
	static const char letters[] = "hjkl";
	static const enum command_id moves[] = { CMD_LEFT, CMD_DOWN, CMD_UP, CMD_RIGHT };
	for (size_t i = 0; i < 4; i++)
		ck_assert_int_eq(command_find((uint32_t)letters[i], CTX_FREE)->id, moves[i]);
}
END_TEST

START_TEST(each_command__has_its_words_in_each_language)
{
	for (size_t i = 0; i < commands_count; i++) {
		char keys[64];
		struct text t = text_over(keys, sizeof keys);
		command_keys(&t, &commands[i], true, false);
		ck_assert_uint_gt(t.len, 0);
		for (int l = 0; l < LANG_COUNT; l++) {
			ck_assert_uint_gt(strlen(commands[i].label[l]), 0);
			ck_assert_uint_gt(strlen(commands[i].help[l]), 0);
		}
	}
}
END_TEST

Suite *suite_ui_commands(void)
{
	Suite *s = suite_create("ui/commands");
	TCase *t = tcase_create("the table");

	tcase_add_test(t, a_letter__means_one_thing_everywhere);
	tcase_add_test(t, a_key__gives_one_command_in_a_context);
	tcase_add_test(t, the_manual_page__has_the_keys_of_the_table);
	tcase_add_test(t, the_letters_that_move__do_not_act);
	tcase_add_test(t, each_command__has_its_words_in_each_language);
	suite_add_tcase(s, t);
	return s;
}
