/* Tests the texts of both languages: their formats take the same arguments in the same order,
 * which no compiler checks, and each of them is used. */
#include <check.h>
#include <ctype.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "engine/rules.h"
#include "engine/states.h"
#include "ui/tell/messages.h"

Suite *suite_ui_messages(void);

static const char *const names[MSG_COUNT] = {
#define MESSAGE(name, en, ko) #name,
#include "ui/tell/messages.def"
};

/* --- Arguments --- */

enum { ARGUMENTS_MAX = 9 };

/* The conversions of a printf format by the argument that each one takes: "zu", "s"… */
struct arguments {
	char of[ARGUMENTS_MAX][8];
	size_t used;            /* the highest argument that is taken */
	bool positional, plain; /* "%2$s"; "%s" */
	bool is_sound;          /* the format can be read at all */
};

/* Reads one conversion after its '%'. Returns what follows it. */
static const char *read_conversion(struct arguments *a, const char *at)
{
	size_t digits = strspn(at, "0123456789"), argument = a->used;
	char *kept;
	size_t n;

	if (digits > 0 && at[digits] == '$') {
		argument = (size_t)strtoul(at, NULL, 10) - 1;
		a->positional = true;
		at += digits + 1;
	} else {
		a->plain = true;
	}
	at += strspn(at, "-+ #0123456789.");
	n = strspn(at, "hlzjt");
	if (argument >= ARGUMENTS_MAX || n > 2 || at[n] == '\0' || !strchr("dusxXcp", at[n])) {
		a->is_sound = false;
		return at;
	}
	kept = a->of[argument];
	if (kept[0] != '\0' && (strncmp(kept, at, n + 1) != 0 || kept[n + 1] != '\0'))
		a->is_sound = false; /* taken twice, as two types */
	memcpy(kept, at, n + 1);
	kept[n + 1] = '\0';
	if (argument + 1 > a->used)
		a->used = argument + 1;
	return at + n + 1;
}

static struct arguments arguments_of(const char *format)
{
	struct arguments a = { .is_sound = true };

	for (const char *at = strchr(format, '%'); at; at = strchr(at, '%'))
		at = at[1] == '%' ? at + 2 : read_conversion(&a, at + 1);
	for (size_t i = 0; i < a.used; i++)
		if (a.of[i][0] == '\0')
			a.is_sound = false; /* printf cannot skip an argument whose type it does not know */
	if (a.positional && a.plain)
		a.is_sound = false;
	return a;
}

static bool takes_the_same(const char *a, const char *b)
{
	struct arguments of_a = arguments_of(a), of_b = arguments_of(b);
	bool same = of_a.is_sound && of_b.is_sound && of_a.used == of_b.used;

	for (size_t i = 0; same && i < of_a.used; i++)
		same = strcmp(of_a.of[i], of_b.of[i]) == 0;
	return same;
}

START_TEST(formats__are_compared_by_what_each_argument_is)
{
	static const struct {
		const char *a, *b;
		bool same;
	} rows[] = {
		{ "nothing", "아무것도", true },
		{ "%s has %u", "%s: %u", true },
		{ "%s has %u", "%2$u of %1$s", true },
		{ "%s has %u", "%u of %s", false },
		{ "%zu", "%s", false },
		{ "%zu", "%u", false },
		{ "%s", "none", false },
		{ "none", "%s", false },
		{ "%s and %s", "%2$s", false },
		{ "%s and %s", "%1$s %s", false },
		{ "%1$u %1$s", "%1$u %1$s", false },
		{ "100%%", "100%%", true },
		{ "%", "%", false },
		{ "%q", "%q", false },
		{ "%3zu", "%zu", true },
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		ck_assert_msg(takes_the_same(rows[i].a, rows[i].b) == rows[i].same, "'%s' and '%s'", rows[i].a,
			      rows[i].b);
}
END_TEST

START_TEST(each_message__takes_the_same_arguments_in_both_languages)
{
	for (int id = 0; id < MSG_COUNT; id++) {
		const char *en = message((enum message)id, LANG_EN), *ko = message((enum message)id, LANG_KO);
		ck_assert_msg(takes_the_same(en, ko), "%s: '%s' and '%s'", names[id], en, ko);
		for (int lang = 0; lang < LANG_COUNT; lang++) {
			const char *plain = message_plain((enum message)id, (enum lang)lang);
			ck_assert_msg(takes_the_same(en, plain), "%s, plain: '%s' and '%s'", names[id], en, plain);
		}
	}
}
END_TEST

/* Returns the number, from 1, of the first argument between these two words: `after` begins what
 * follows it, or what follows the word that it is part of ("%zu개 중": " 중"). 0: there is none. */
static size_t argument_between(const char *format, const char *before, const char *after)
{
	size_t nth = 0, n = strlen(before);

	for (const char *at = strchr(format, '%'), *begin = format; at; at = strchr(at, '%')) {
		struct arguments one = { .is_sound = true };
		const char *end = read_conversion(&one, at + 1), *word_end = end + strcspn(end, " ,.:%)");
		size_t argument = one.positional ? one.used : ++nth;
		bool follows = strncmp(end, after, strlen(after)) == 0 || strncmp(word_end, after, strlen(after)) == 0;

		if (follows && (size_t)(at - begin) >= n && strncmp(at - n, before, n) == 0)
			return argument;
		at = end;
	}
	return 0;
}

/* Of two arguments of one type, the compiler and the test above take each for the other. What is
 * next to them tells them apart. */
START_TEST(each_message__has_its_arguments_at_the_same_words_in_both_languages)
{
	static const struct {
		const char *en[2], *ko[2]; /* what is before and after an argument */
	} words[] = {
		{ { " of ", "" }, { "", " 중" } },
		{ { " of ", "" }, { "/", "" } },
		{ { " of ", "" }, { "최대 ", "" } },
		{ { "at most ", "" }, { "최대 ", "" } },
		{ { "known way: ", "" }, { "짧은 풀이는 ", "" } },
		{ { "client ", "" }, { "client ", "" } },
		{ { "server ", "" }, { "server ", "" } },
		{ { "client is in ", "" }, { "클라이언트는 ", "" } },
		{ { "server in ", "" }, { "서버는 ", "" } },
		{ { "model ", "" }, { "모델 ", "" } },
		{ { "kernel ", "" }, { "커널 ", "" } },
		{ { " from ", "" }, { "", "에서" } },
		{ { " from ", "" }, { "", " 상태에서" } },
		{ { " from the ", "" }, { "", "에서" } },
		{ { " to ", "" }, { "", "까지" } },
		{ { " to ", "" }, { "", " 상태로" } },
		{ { " to the ", "" }, { "", "로" } },
		{ { " in ", "" }, { "", " 뒤" } },
		{ { "still in ", "" }, { "", " 상태" } },
		{ { "", "'s " }, { "", "의 " } },
		{ { "", "'s " }, { "", ": " } },
		{ { " > ", "" }, { " > ", "" } },
		{ { "waits ", "" }, { "", "초" } },
		{ { " line ", "" }, { "", "번째 줄" } },
		{ { "", " behind" }, { "", " 뒤처짐" } },
	};
	enum { WORDS = sizeof words / sizeof words[0] };
	unsigned found[WORDS] = { 0 };

	for (int id = 0; id < MSG_COUNT; id++)
		for (size_t i = 0; i < WORDS; i++) {
			const char *en = message((enum message)id, LANG_EN), *ko = message((enum message)id, LANG_KO);
			size_t in_en = argument_between(en, words[i].en[0], words[i].en[1]);
			size_t in_ko = argument_between(ko, words[i].ko[0], words[i].ko[1]);

			if (in_en == 0 || in_ko == 0)
				continue;
			ck_assert_msg(in_en == in_ko, "%s: '%s%%%s' and '%s%%%s': '%s' and '%s'", names[id],
				      words[i].en[0], words[i].en[1], words[i].ko[0], words[i].ko[1], en, ko);
			found[i]++;
		}
	for (size_t i = 0; i < WORDS; i++)
		ck_assert_msg(found[i] > 0, "no message has '%s%%%s'", words[i].en[0], words[i].en[1]);
}
END_TEST

/* They are printed without formatting. */
START_TEST(rules_and_states__take_no_arguments)
{
	for (int lang = 0; lang < LANG_COUNT; lang++) {
		for (int id = RULE_NONE + 1; id < RULE_COUNT; id++) {
			const char *text = rule_text((enum rule_id)id, (enum lang)lang);
			ck_assert_msg(!strchr(text, '%'), "%s", text);
		}
		for (int s = 0; s < TCPS_COUNT; s++)
			ck_assert_ptr_null(strchr(state_waits((enum tcp_state)s, (enum lang)lang), '%'));
	}
}
END_TEST

/* --- Use --- */

static void find_uses(const char *path, bool *used)
{
	enum { MAX = 1 << 18 };
	char *source = mem_new(MAX, 1);
	FILE *f = fopen(path, "rb");

	ck_assert_msg(f != NULL, "%s", path);
	source[fread(source, 1, MAX - 1, f)] = '\0';
	fclose(f);
	for (const char *at = strstr(source, "MSG_"); at; at = strstr(at, "MSG_")) {
		size_t n = 0;
		at += strlen("MSG_");
		while (isupper((unsigned char)at[n]) || isdigit((unsigned char)at[n]) || at[n] == '_')
			n++;
		for (int id = 0; id < MSG_COUNT; id++)
			used[id] |= strncmp(names[id], at, n) == 0 && names[id][n] == '\0';
	}
	mem_free(source);
}

/* An unused text would still be translated and maintained. */
START_TEST(each_message__is_used)
{
	bool used[MSG_COUNT] = { false };
	glob_t files = { 0 };

	ck_assert_int_eq(glob(TESTS_DIR "/../src/ui/*/*.[ch]", 0, NULL, &files), 0);
	ck_assert_int_eq(glob(TESTS_DIR "/../src/ui/app/*.def", GLOB_APPEND, NULL, &files), 0);
	ck_assert_int_eq(glob(TESTS_DIR "/../src/*.c", GLOB_APPEND, NULL, &files), 0);
	ck_assert_int_eq(glob(TESTS_DIR "/../src/cli/*.c", GLOB_APPEND, NULL, &files), 0);
	for (size_t i = 0; i < files.gl_pathc; i++)
		find_uses(files.gl_pathv[i], used);
	globfree(&files);
	for (int id = 0; id < MSG_COUNT; id++)
		ck_assert_msg(used[id], "nothing shows MSG_%s", names[id]);
}
END_TEST

Suite *suite_ui_messages(void)
{
	Suite *s = suite_create("ui/messages");
	TCase *arguments = tcase_create("arguments"), *use = tcase_create("use");
	tcase_add_test(arguments, formats__are_compared_by_what_each_argument_is);
	tcase_add_test(arguments, each_message__takes_the_same_arguments_in_both_languages);
	tcase_add_test(arguments, each_message__has_its_arguments_at_the_same_words_in_both_languages);
	tcase_add_test(arguments, rules_and_states__take_no_arguments);
	suite_add_tcase(s, arguments);
	tcase_add_test(use, each_message__is_used);
	suite_add_tcase(s, use);
	return s;
}
