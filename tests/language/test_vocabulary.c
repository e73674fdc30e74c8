/* Tests that completion, help, the first words of a line and FORMAT.md have each row of the
 * vocabulary. */
#include <check.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/world.h"
#include "language/complete.h"
#include "language/settings.h"
#include "language/verbs.h"

#include "suites.h"

Suite *suite_language_vocabulary(void);

static struct world world;

static void setup(void)
{
	const struct script_settings none = script_settings_none();
	const struct config config = script_settings_resolve(&none);

	world_init(&world, &config);
}

/* Returns the text before the name of a verb in a line. */
static const char *before(const struct verb *v)
{
	if (v->is_call)
		return "server.2 ";
	return !v->is_predicate ? "" : strstr(v->form, "HOST") ? "expect client " : "expect ";
}

START_TEST(completion__offers_every_verb)
{
	for (size_t i = 0; i < verbs_count; i++) {
		char line[80];
		struct completion c;

		if (!verbs[i].name[0])
			continue;
		snprintf(line, sizeof line, "%s%s", before(&verbs[i]), verbs[i].name);
		complete_line(&c, line, &world, NULL, 0);
		ck_assert_msg(c.used == 1 && strcmp(c.rest, " ") == 0, "%s: %zu, '%s'", line, c.used, c.rest);
	}
}
END_TEST

START_TEST(completion__offers_what_a_verb_takes)
{
	static const struct {
		const char *typed, *words;
	} rows[] = {
		{ "client shutdown ", "rd wr rdwr" },
		{ "client close ", "" },
		{ "wait ", "next idle 1s 5s 2msl" },
		{ "deliver ", "to last" },
		{ "drop to ", "client server" },
		{ "retransmit ", "client server" },
		{ "inject to server SYN from ", "80" },
		{ "inject to server ", "SYN SYN,ACK ACK FIN,ACK RST RST,ACK" },
		{ "inject to server SYN ", "seq= ack= win= len= from to" },
		{ "expect server sent SYN ", "seq= ack= win= len= tsval= tsecr=" },
		{ "client linger ", "off 0 5s" },
		{ "client reuseaddr ", "on off" },
		{ "expect ", "client server flight time" },
		{ "expect server.1 can ", "send receive" },
		{ "expect server can send ", "no" },
		{ "expect client timer rto ", "off" },
		{ "expect client blocked n", "nothing" },
		{ "expect client returned ECONNRESE", "ECONNRESET" },
		{ "expect flight ", "" },
		{ "expect client recv ", "returned" },
		{ "expect client recv returned ECONNRESE", "ECONNRESET" },
		{ "expect server listening ", "80" },
		{ "expect server listening 80 ", "no" },
		{ "expect server syn-queue ", "" },
		{ "expect server a", "accept-queue accept abort" },
		{ "gibberish ", "" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct completion c;

		complete_line(&c, rows[i].typed, &world, NULL, 0);
		ck_assert_msg(strcmp(c.words, rows[i].words) == 0, "%s: '%s'", rows[i].typed, c.words);
	}
}
END_TEST

START_TEST(completion__begins_a_line_with_the_apps_words_too)
{
	static const char *const also[] = { "go", "w" };
	struct completion c;

	complete_line(&c, "g", &world, also, 2);
	ck_assert_str_eq(c.words, "go");
	complete_line(&c, "", &world, also, 2);
	ck_assert_ptr_nonnull(strstr(c.words, "retransmit wait expect go w"));
	complete_line(&c, "client g", &world, also, 2);
	ck_assert_uint_eq(c.used, 0);
}
END_TEST

START_TEST(help__has_a_line_for_each_verb_of_a_name)
{
	char array[400];
	struct text t = text_over(array, sizeof array);

	ck_assert(verb_help(&t, "connect", LANG_EN));
	ck_assert_str_eq(array, "HOST connect PORT: active open, to the other host's port");
	t = text_over(array, sizeof array);
	ck_assert(verb_help(&t, "dup", LANG_EN));
	ck_assert_ptr_nonnull(strstr(array, "HOST dup: "));
	ck_assert_ptr_nonnull(strstr(array, "\ndup [SEGMENT]: "));
	t = text_over(array, sizeof array);
	ck_assert(verb_help(&t, "can", LANG_KO));
	ck_assert_ptr_nonnull(strstr(array, "receive [no]: 수신"));
	t = text_over(array, sizeof array);
	ck_assert(!verb_help(&t, "", LANG_EN) && !verb_help(&t, "connec", LANG_EN) && array[0] == '\0');
}
END_TEST

/* Reads the form in a table's row, "| `HOST recv [N]` | …", with "\\|" unescaped. */
static bool row_form(const char *line, char *form)
{
	if (strncmp(line, "| `", 3) != 0)
		return false;
	for (line += 3; *line && *line != '`'; line++)
		if (line[0] != '\\' || line[1] != '|')
			*form++ = *line;
	*form = '\0';
	return true;
}

START_TEST(the_format__documents_every_verb_and_no_other)
{
	const char *lessons = getenv("LESSONS");
	bool found[256] = { false };
	char path[1000], line[1000], form[1000];
	FILE *in;

	snprintf(path, sizeof path, "%s/FORMAT.md", lessons ? lessons : "lessons");
	in = fopen(path, "r");
	ck_assert_msg(in != NULL, "%s", path);
	while (fgets(line, sizeof line, in)) {
		size_t i = 0;

		if (!row_form(line, form))
			continue;
		while (i < verbs_count && strcmp(verbs[i].form, form) != 0)
			i++;
		ck_assert_msg(i < verbs_count, "FORMAT.md has a form that the vocabulary has not: %s", form);
		found[i] = true;
	}
	fclose(in);
	for (size_t i = 0; i < verbs_count; i++)
		ck_assert_msg(found[i], "FORMAT.md lacks: %s", verbs[i].form);
}
END_TEST

/* Returns whether each word of a default is a word of the line. */
static bool line_has(const char *line, const char *value)
{
	char words[32];

	snprintf(words, sizeof words, "%s", value);
	for (char *word = strtok(words, " "); word; word = strtok(NULL, " ")) {
		size_t n = strlen(word);
		bool found = false;

		for (const char *at = strstr(line, word); at && !found; at = strstr(at + 1, word))
			found = !isalnum((unsigned char)at[-1]) && !isalnum((unsigned char)at[n]);
		if (!found)
			return false;
	}
	return true;
}

START_TEST(the_format__documents_every_setting_with_its_defaults)
{
	const char *lessons = getenv("LESSONS");
	bool found[SET_COUNT] = { false };
	char path[1000], line[1000], name[100];
	FILE *in;

	snprintf(path, sizeof path, "%s/FORMAT.md", lessons ? lessons : "lessons");
	in = fopen(path, "r");
	ck_assert_msg(in != NULL, "%s", path);
	while (fgets(line, sizeof line, in)) {
		const char *base;

		if (sscanf(line, "    set %99s", name) != 1 || strcmp(name, "POLICY") == 0)
			continue;
		base = strchr(name, '.') ? strchr(name, '.') + 1 : name;
		for (int id = 0; id < SET_COUNT; id++) {
			const struct setting_info *info = setting_info((enum setting)id);

			if (strcmp(base, info->name) != 0)
				continue;
			found[id] = true;
			ck_assert_msg(line_has(line, info->rfc) && line_has(line, info->linux_),
				      "%s: the defaults are %s and %s: %s", name, info->rfc, info->linux_, line);
		}
	}
	fclose(in);
	for (int id = 0; id < SET_COUNT; id++)
		ck_assert_msg(found[id], "FORMAT.md lacks: set %s", setting_info((enum setting)id)->name);
}
END_TEST

Suite *suite_language_vocabulary(void)
{
	Suite *s = suite_create("language/vocabulary");
	TCase *c = tcase_create("vocabulary");

	tcase_add_checked_fixture(c, setup, NULL);
	tcase_add_test(c, completion__offers_every_verb);
	tcase_add_test(c, completion__offers_what_a_verb_takes);
	tcase_add_test(c, completion__begins_a_line_with_the_apps_words_too);
	tcase_add_test(c, help__has_a_line_for_each_verb_of_a_name);
	tcase_add_test(c, the_format__documents_every_verb_and_no_other);
	tcase_add_test(c, the_format__documents_every_setting_with_its_defaults);
	suite_add_tcase(s, c);
	return s;
}
