/* Tests writing scripts: a written script reads back the same, for every kind of line, for
 * scripts made by hand and for damaged ones. */
#include <check.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <dirent.h>
#include <unistd.h>

#include "base/mem.h"
#include "lesson/parse.h"
#include "lesson/run.h"
#include "lesson/library.h"
#include "lesson/write.h"

#include "suites.h"

/* --- sameness --- */

static bool same_text(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

static bool same_block(const struct block *a, const struct block *b)
{
	bool same = same_text(a->text, b->text) && same_text(a->because, b->because) &&
		    a->choices_used == b->choices_used && a->hidden == b->hidden;

	for (size_t i = 0; same && i < a->choices_used; i++)
		same = same_text(a->choices[i].text, b->choices[i].text) &&
		       same_text(a->choices[i].feedback, b->choices[i].feedback) &&
		       a->choices[i].right == b->choices[i].right;
	return same;
}

static bool same_statement(const struct statement *a, const struct statement *b)
{
	bool same = a->kind == b->kind && a->step == b->step && a->reach_used == b->reach_used &&
		    a->solution_used == b->solution_used && a->apart == b->apart && a->votes_used == b->votes_used;

	if (same && a->kind == ST_ACTION)
		same = action_same(&a->action, &b->action);
	if (same && a->kind == ST_EXPECT)
		same = predicate_same(&a->predicate, &b->predicate);
	for (int l = 0; same && l < LANG_COUNT; l++)
		same = same_block(&a->block[l], &b->block[l]);
	for (size_t i = 0; same && i < a->votes_used; i++)
		same = a->votes[i] == b->votes[i];
	for (size_t i = 0; same && i < a->reach_used; i++)
		same = same_statement(&a->reach[i], &b->reach[i]);
	for (size_t i = 0; same && i < a->solution_used; i++)
		same = same_statement(&a->solution[i], &b->solution[i]);
	return same;
}

static bool same_script(const struct script *a, const struct script *b)
{
	bool same = same_text(a->id, b->id) && a->after_used == b->after_used && a->sets_used == b->sets_used &&
		    a->used == b->used && memcmp(&a->config, &b->config, sizeof a->config) == 0;

	for (int l = 0; same && l < LANG_COUNT; l++)
		same = same_text(a->title[l], b->title[l]);
	for (size_t i = 0; same && i < a->after_used; i++)
		same = same_text(a->after[i], b->after[i]);
	for (size_t i = 0; same && i < a->sets_used; i++)
		same = same_text(a->sets[i], b->sets[i]);
	for (size_t i = 0; same && i < a->used; i++)
		same = same_statement(&a->statements[i], &b->statements[i]);
	return same;
}

/* Writing s and reading it back gives s again, and writing that the same text. */
static void expect_inverse(const struct script *s, const char *label)
{
	struct diags errors = { 0 };
	char *text = script_write(s), *again;
	struct script *back = script_parse("other/name", text, strlen(text), &errors);

	if (!back)
		ck_abort_msg("%s: %u:%u: %s\n%s", label, errors.at[0].line, errors.at[0].column, errors.at[0].message,
			     text);
	again = script_write(back);
	ck_assert_msg(same_script(s, back), "%s: not the same script:\n%s---\n%s", label, text, again);
	ck_assert_str_eq(text, again);
	mem_free(text);
	mem_free(again);
	script_free(back);
}

static struct script *parse(const char *source)
{
	struct diags errors = { 0 };
	struct script *s = script_parse("a b/c d.tcpstep", source, strlen(source), &errors);

	if (!s)
		ck_abort_msg("%u:%u: %s\n%s", errors.at[0].line, errors.at[0].column, errors.at[0].message, source);
	return s;
}

static char *read_whole(const char *path, size_t *len)
{
	struct diags errors = { 0 };
	char *text;

	ck_assert_msg(source_read(path, &text, len, &errors), "%s", path);
	return text;
}

/* --- scripts --- */

START_TEST(every_kind_of_line__reads_back_as_it_was)
{
	size_t len;
	char *source = read_whole(TESTS_DIR "/scripts/all-kinds.tcpstep", &len);
	struct script *s = parse(source);
	bool kinds[ST_PAUSE + 1] = { false }, acts[ACT_COUNT] = { false }, calls[CALL_COUNT] = { false };
	bool predicates[PRED_TIME + 1] = { false };

	for (size_t i = 0; i < s->used; i++) {
		const struct statement *st = &s->statements[i];

		kinds[st->kind] = true;
		if (st->kind == ST_ACTION)
			acts[st->action.kind] = true;
		if (st->kind == ST_ACTION && st->action.kind == ACT_CALL)
			calls[st->action.call] = true;
		if (st->kind == ST_EXPECT)
			predicates[st->predicate.kind] = true;
	}
	for (size_t g = 0; g < s->used; g++)
		for (size_t i = 0; s->statements[g].kind == ST_GOAL && i < s->statements[g].solution_used; i++)
			if (s->statements[g].solution[i].kind == ST_ACTION)
				acts[s->statements[g].solution[i].action.kind] = true;
	ck_assert_ptr_null(memchr(kinds, false, sizeof kinds));
	ck_assert_ptr_null(memchr(acts, false, sizeof acts));
	ck_assert_ptr_null(memchr(calls, false, sizeof calls));
	ck_assert_ptr_null(memchr(predicates, false, sizeof predicates));
	expect_inverse(s, "all kinds");
	script_free(s);
	free(source);
}
END_TEST

START_TEST(what_is_odd__reads_back_as_it_was)
{
	static const char *const rows[] = {
		"tcpstep 1\n",
		"tcpstep 1\nid \"two words\"\nafter \"#\" \"a\\nb\" \"\\\"\" a\\b\n",
		"tcpstep 1\nid \"\\xff\"\ntitle \"\\xff\\x1b, \\\\ and \\\"\"\n",
		"tcpstep 1\ntitle[ko] 제목만\n",
		"tcpstep 1\nset delay 0ms\nset delay 00002s\nset delay 1s\n",
		"tcpstep 1\nsay\n    deeper first\n  then less\n      \n  # no comment\n",
		"tcpstep 1\nsay\n  carriage\r\r\n\n\n  return\r\n",
		"tcpstep 1\nsay\n\ttab\n          two more\n",
		("tcpstep 1\nask\n    because of text\n  (x) because\n      because of feedback\n      (not one)\n  ( ) ( )\n"
		 "  because (x)\n     ( ) deeper\n  because\n"),
		"tcpstep 1\nask\n  Q\n  (x) a\n  ( ) b\n  because First\n\n  second\n      depth\n  third\n",
		"tcpstep 1\ngoal \"\\\"\\n\\t\\x1b\\\\ # 한글\"\n reach flight 0\n solution\n  drop #7\ngoal ko \"#\"\n",
		"tcpstep 1\nclient send \"\"\nclient send \"\\x00\\x00\"\nclient.7 recv 0\nserver listen 0\n",
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct script *s = parse(rows[i]);

		expect_inverse(s, rows[i]);
		script_free(s);
	}
}
END_TEST

/* --- scripts made up: always the same ones --- */

static uint32_t next_number(uint32_t *seed)
{
	*seed = *seed * 1664525 + 1013904223;
	return *seed >> 8;
}

static const char *const texts[] = { "word",       "because why", "( ) no", "# sign",    "한글 문장",
				     "\"quoted\"", "a\\b",        "say ko", "tcpstep 1", "reach x" };
static const char *const lines[] = { "server socket\n",
				     "client send \"a\\x00\"\n",
				     "wait 2msl\n",
				     "pause\n",
				     "expect flight 2\n",
				     "deliver last\n",
				     "expect server.1 LISTEN\n",
				     "inject to client RST seq=4294967295\n",
				     "server.4000000000 close\n" };

#define ANY(array, seed) (array)[next_number(seed) % (sizeof array / sizeof *(array))]

static void put_text(FILE *out, uint32_t *seed, const char *indent, const char *prefix)
{
	uint32_t n = next_number(seed) % 4 + 1;

	for (uint32_t i = 0; i < n; i++) {
		fprintf(out, "%s%s%s%s\n", indent, next_number(seed) % 3 ? "" : "  ", prefix, ANY(texts, seed));
		if (next_number(seed) % 3 == 0)
			fputs("\n \n", out);
	}
}

static void put_ask(FILE *out, uint32_t *seed, uint32_t choices, uint32_t right)
{
	put_text(out, seed, "  ", "Q ");
	for (uint32_t i = 0; i < choices; i++) {
		fprintf(out, "   %s %s\n", i == right ? "(x)" : "( )", ANY(texts, seed));
		if (next_number(seed) % 2)
			put_text(out, seed, "       ", "f ");
	}
	if (next_number(seed) % 2) {
		fprintf(out, "  because %s\n", next_number(seed) % 2 ? ANY(texts, seed) : "");
		put_text(out, seed, "      ", "");
	}
}

static void put_block(FILE *out, uint32_t *seed)
{
	uint32_t choices = next_number(seed) % 3 + 2, right = next_number(seed) % choices;
	bool korean = next_number(seed) % 2;

	switch (next_number(seed) % 4) {
	case 0:
		fputs("say\n", out);
		put_text(out, seed, "  ", "");
		if (korean)
			fputs("say ko\n   예\n", out);
		return;
	case 1:
		fputs("note\n", out);
		put_text(out, seed, "\t", "");
		return;
	case 2:
		fputs("ask\n", out);
		put_ask(out, seed, choices, right);
		if (korean)
			fputs("ask ko\n", out);
		if (korean)
			put_ask(out, seed, choices, right);
		return;
	case 3:
		fprintf(out, "goal \"a\\x%02X\"\n  reach flight %u\n", (unsigned)(next_number(seed) % 255 + 1),
			(unsigned)(next_number(seed) % 9));
		if (next_number(seed) % 2)
			fputs("  forbid crash dup server close wait abort linger boot exit client bind\n  within 7\n",
			      out);
		if (next_number(seed) % 2)
			fprintf(out, "  hint \"a\\x%02X\"\n  hint a \" b\\\n", (unsigned)(next_number(seed) % 255 + 1));
		fputs("  solution\n    drop\n    expect time 5s\n", out);
		if (korean)
			fputs("goal ko \"목표\"\n  hint \" 힌트\"\n", out);
		return;
	}
}

static char *made_up(uint32_t seed)
{
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);
	uint32_t n = next_number(&seed) % 12;

	fputs("tcpstep 1\n", out);
	if (next_number(&seed) % 2)
		fprintf(out, "title A %s\n", ANY(texts, &seed));
	if (next_number(&seed) % 2)
		fprintf(out, "set mss %u\n", (unsigned)(next_number(&seed) % 1460 + 1));
	while (n-- > 0)
		if (next_number(&seed) % 2)
			fputs(ANY(lines, &seed), out);
		else
			put_block(out, &seed);
	fclose(out);
	return text;
}

START_TEST(two_thousand_made_up_scripts__read_back_as_they_were)
{
	for (uint32_t i = 0; i < 2000; i++) {
		char *source = made_up(i);
		struct script *s = parse(source);

		expect_inverse(s, source);
		script_free(s);
		free(source);
	}
}
END_TEST

/* With octets changed, inserted or removed, a script either has an error with a place in the
 * file, or reads back after writing. */
START_TEST(damaged_scripts__are_told_of_or_read_back)
{
	size_t whole;
	char *original = read_whole(TESTS_DIR "/scripts/all-kinds.tcpstep", &whole);
	unsigned valid = 0;

	for (uint32_t i = 0; i < 1500; i++) {
		static const char octets[] = " \n\t\"\\#()x,=-0\xFF\x80\0\r";
		uint32_t seed = i, hits = i % 3 + 1;
		size_t len = whole;
		char *source = mem_new(whole + 8, 1);
		struct diags errors = { 0 };
		struct script *s;

		memcpy(source, original, whole);
		for (; hits > 0; hits--) {
			size_t at = next_number(&seed) % len;
			char c = octets[next_number(&seed) % (sizeof octets - 1)];

			if (next_number(&seed) % 2 && len > 1)
				memmove(source + at, source + at + 1, len-- - at - 1);
			else
				source[at] = c;
		}
		s = script_parse("x", source, len, &errors);
		ck_assert((s != NULL) == (errors.used == 0));
		for (size_t k = 0; k < errors.used; k++) {
			ck_assert_uint_ge(errors.at[k].line, k ? errors.at[k - 1].line : 1);
			ck_assert_uint_ge(errors.at[k].column, 1);
			ck_assert(errors.at[k].message[0] != '\0');
		}
		if (s)
			expect_inverse(s, "damaged");
		valid += s != NULL;
		script_free(s);
		diags_free(&errors);
		mem_free(source);
	}
	ck_assert_uint_gt(valid, 100);
	ck_assert_uint_lt(valid, 1400);
	free(original);
}
END_TEST

/* --- recordings --- */

START_TEST(recording__has_the_settings_and_the_actions_up_to_now)
{
	struct script *like = parse("tcpstep 1\nid lesson\ntitle Lesson\nset profile linux\nset client.iss 5\npause\n");
	struct session *session = session_new(&like->config);
	struct action send = action_call(0, CALL_SEND);
	char *text;

	send.option = 1;
	send.amount = send.text_len = 2;
	memcpy(send.text, "a\"", 2);
	ck_assert_int_eq(session_do(session, &(struct action){ .kind = ACT_CALL, .call = CALL_SOCKET }), REFUSED_NOT);
	ck_assert_int_eq(session_do(session, &send), REFUSED_NOT);
	text = recording_write(session, like);
	ck_assert_str_eq(text,
			 "tcpstep 1\nset profile linux\nset client.iss 5\n\nclient socket\nclient send \"a\\\"\"\n");
	mem_free(text);
	session_undo(session);
	text = recording_write(session, NULL);
	ck_assert_str_eq(text, "tcpstep 1\n\nclient socket\n");
	mem_free(text);
	session_free(session);
	script_free(like);
}
END_TEST

/* --- drafts --- */

static void act(struct session *session, const struct statement *statements, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (statements[i].kind == ST_ACTION)
			ck_assert_int_eq(session_do(session, &statements[i].action), REFUSED_NOT);
		act(session, statements[i].solution, statements[i].solution_used);
	}
}

START_TEST(draft__expects_what_each_step_changed)
{
	struct script *s = parse("tcpstep 1\nset client.iss 5\nclient socket\nclient connect 80\ndeliver\ndeliver\n");
	struct session *session = session_new(&s->config);
	char *text;

	act(session, s->statements, s->used);
	text = draft_write(session, s);
	ck_assert_ptr_nonnull(strstr(text, "\nset client.iss 5\n"));
	ck_assert_ptr_nonnull(strstr(text, "\nclient socket\nexpect client returned 1\n\nclient connect 80\n"
					   "expect client SYN-SENT\nexpect client sent SYN seq=5\n\n"
					   "deliver\nexpect server sent RST,ACK seq=0 ack=6\n\n"
					   "deliver\nexpect client CLOSED\nexpect client returned ECONNREFUSED\n"));
	mem_free(text);
	session_free(session);
	script_free(s);
}
END_TEST

/* A draft of what any lesson does holds. */
START_TEST(draft_of_each_lesson__holds)
{
	DIR *d = opendir(TESTS_DIR "/../lessons");
	unsigned drafts = 0;

	ck_assert_ptr_nonnull(d);
	for (struct dirent *e; (e = readdir(d)) != NULL;) {
		char name[600];
		struct diags errors = { 0 };
		struct script *lesson, *draft;
		struct session *session;
		char *source, *text;

		if (!strstr(e->d_name, ".tcpstep"))
			continue;
		snprintf(name, sizeof name, "%s/../lessons/%s", TESTS_DIR, e->d_name);
		lesson = lesson_read(name, &errors, &source);
		ck_assert(lesson);
		session = session_new(&lesson->config);
		act(session, lesson->statements, lesson->used);
		text = draft_write(session, lesson);
		draft = script_parse("draft", text, strlen(text), &errors);
		ck_assert_msg(draft != NULL, "%s: %s", name, errors.used ? errors.at[0].message : "?");
		ck_assert_msg(script_run(draft, &(struct run_events){ .failure = NULL }, NULL) == 0, "%s", name);
		drafts++;
		script_free(draft);
		script_free(lesson);
		session_free(session);
		diags_free(&errors);
		free(source);
		mem_free(text);
	}
	closedir(d);
	ck_assert_uint_gt(drafts, 20);
}
END_TEST

/* --- files --- */

static char folder[64], path[128];

static void make_folder(void)
{
	strcpy(folder, "/tmp/tcpstep-write-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/file", folder);
}

/* Removes the folder. Returns how many files were in it. */
static unsigned remove_folder(void)
{
	DIR *d = opendir(folder);
	unsigned files = 0;

	for (struct dirent *e; (e = readdir(d)) != NULL;) {
		char name[400];

		if (e->d_name[0] == '.')
			continue;
		snprintf(name, sizeof name, "%s/%s", folder, e->d_name);
		files++;
		if (unlink(name) != 0)
			rmdir(name);
	}
	closedir(d);
	rmdir(folder);
	return files;
}

static void expect_file(const char *text)
{
	size_t len;
	char *found = read_whole(path, &len);

	ck_assert_str_eq(found, text);
	free(found);
}

START_TEST(file_replace__makes_and_replaces_and_keeps_the_permission)
{
	struct diag diag;
	struct stat st;

	umask(027);
	ck_assert(file_replace(path, "one\n", &diag));
	expect_file("one\n");
	stat(path, &st);
	ck_assert_uint_eq(st.st_mode & 07777, 0640);
	chmod(path, 0604);
	ck_assert(file_replace(path, "two\n", &diag));
	expect_file("two\n");
	stat(path, &st);
	ck_assert_uint_eq(st.st_mode & 07777, 0604);
	ck_assert_uint_eq(remove_folder(), 1);
}
END_TEST

START_TEST(file_replace__follows_a_link)
{
	char link_path[160];
	struct diag diag;
	struct stat st;

	snprintf(link_path, sizeof link_path, "%s/link", folder);
	ck_assert(file_replace(path, "one\n", &diag));
	ck_assert_int_eq(symlink(path, link_path), 0);
	ck_assert(file_replace(link_path, "two\n", &diag));
	expect_file("two\n");
	lstat(link_path, &st);
	ck_assert(S_ISLNK(st.st_mode));
	ck_assert_uint_eq(remove_folder(), 2);
}
END_TEST

START_TEST(file_replace__that_fails__leaves_the_old_file_and_nothing_else)
{
	struct rlimit limit = { 16, 16 };
	struct diag diag = { 0 };
	char text[100];

	memset(text, 'x', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	ck_assert(file_replace(path, "old\n", &diag));
	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_FSIZE, &limit);
	ck_assert(!file_replace(path, text, &diag));
	ck_assert_ptr_nonnull(strstr(diag.message, path));
	ck_assert_ptr_nonnull(strstr(diag.message, strerror(EFBIG)));
	expect_file("old\n");
	ck_assert_uint_eq(remove_folder(), 1);
}
END_TEST

START_TEST(file_replace__refuses_what_is_no_plain_file)
{
	struct diag diag = { 0 };
	struct stat st;

	ck_assert(!file_replace(folder, "x", &diag));
	ck_assert_ptr_nonnull(strstr(diag.message, "folder"));
	ck_assert_int_eq(mkfifo(path, 0600), 0);
	ck_assert(!file_replace(path, "x", &diag));
	ck_assert_ptr_nonnull(strstr(diag.message, "not a plain file"));
	stat(path, &st);
	ck_assert(S_ISFIFO(st.st_mode));
	ck_assert(!file_replace("/no/such/folder/file", "x", &diag));
	ck_assert_ptr_nonnull(strstr(diag.message, strerror(ENOENT)));
	remove_folder();
}
END_TEST

Suite *suite_lesson_write(void)
{
	Suite *s = suite_create("lesson/write");
	TCase *scripts = tcase_create("scripts"), *recordings = tcase_create("recordings"),
	      *files = tcase_create("files");

	tcase_add_test(scripts, every_kind_of_line__reads_back_as_it_was);
	tcase_add_test(scripts, what_is_odd__reads_back_as_it_was);
	tcase_add_test(scripts, two_thousand_made_up_scripts__read_back_as_they_were);
	tcase_add_test(scripts, damaged_scripts__are_told_of_or_read_back);
	suite_add_tcase(s, scripts);
	tcase_add_test(recordings, recording__has_the_settings_and_the_actions_up_to_now);
	tcase_add_test(recordings, draft__expects_what_each_step_changed);
	tcase_add_test(recordings, draft_of_each_lesson__holds);
	suite_add_tcase(s, recordings);
	tcase_add_checked_fixture(files, make_folder, NULL);
	tcase_add_test(files, file_replace__makes_and_replaces_and_keeps_the_permission);
	tcase_add_test(files, file_replace__follows_a_link);
	tcase_add_test(files, file_replace__that_fails__leaves_the_old_file_and_nothing_else);
	tcase_add_test(files, file_replace__refuses_what_is_no_plain_file);
	suite_add_tcase(s, files);
	return s;
}
