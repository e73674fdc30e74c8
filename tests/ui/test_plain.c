/* Tests plain mode over streams: transcripts that a person has read (golden/plain_*), and
 * what a listener relies on. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "ui/draw/keys.h"
#include "ui/tell/messages.h"
#include "ui/plain/plain.h"
#include "ui/plain/plain_words.h"

#include "ui/golden.h"

Suite *suite_ui_plain(void);

#define LESSONS TESTS_DIR "/../lessons"

static char *said; /* what the last run printed */
static size_t said_size;

/* Returns what is printed to someone who types these lines and then ends the input. */
static const char *hear(const char *typed, const char *lesson, enum lang lang)
{
	FILE *in = tmpfile(), *out;
	free(said);
	said = NULL;
	out = open_memstream(&said, &said_size);
	ck_assert_ptr_nonnull(in);
	ck_assert_ptr_nonnull(out);
	fputs(typed, in);
	rewind(in);
	ck_assert_int_eq(plain_run(&(struct app_options){ .lang = lang }, lesson, LESSONS, in, out), 0);
	fclose(in);
	fclose(out);
	return said;
}

/* The same in the free session, the first line of a menu without lessons. */
static const char *hear_free(const char *typed)
{
	char lines[8192];
	FILE *in = tmpfile(), *out;
	free(said);
	said = NULL;
	out = open_memstream(&said, &said_size);
	ck_assert_ptr_nonnull(in);
	snprintf(lines, sizeof lines, "1\n%s", typed);
	fputs(lines, in);
	rewind(in);
	ck_assert_int_eq(plain_run(&(struct app_options){ .lang = LANG_EN }, NULL, NULL, in, out), 0);
	fclose(in);
	fclose(out);
	return said;
}

#define assert_says(what)   ck_assert_msg(strstr(said, what) != NULL, "'%s' is not in:\n%.2500s", what, said)
#define assert_silent(what) ck_assert_msg(strstr(said, what) == NULL, "'%s' is in:\n%.2500s", what, said)

#define OPENED \
	"server socket\nserver bind 80\nserver listen\nserver accept\nclient socket\nclient connect 80\n" \
	"deliver\ndeliver\ndeliver\n"

/* --- transcripts --- */

/* The handshake lesson: a wrong answer, a right one, a detour, hints, the goal
 * with a mistake on the way. */
#define HANDSHAKE \
	"\n\n\n\n\n\n\n\n\n\n\n1\n\n\n\nstatus\nclient send \"hi\"\nreturn\n\n\n\n3\n\n\n\n\nsegments\n\n\n\n3\n\n\n\n\n1\n\n\n\n" \
	"hint\nclient\n1\nclient conect 80\nclient connect 80\nback\nforward\nd\n\n\nserver accept\n\n\n?\nlog\nq\n"

static void assert_handshake(enum lang lang)
{
	char name[64];
	snprintf(name, sizeof name, "plain_handshake_%s", lang_code(lang));
	hear(HANDSHAKE, "handshake", lang);
	assert_read(name, said);
}

START_TEST(the_handshake_lesson__is_as_it_was_read_in_english)
{
	assert_handshake(LANG_EN);
}
END_TEST

START_TEST(the_handshake_lesson__is_as_it_was_read_in_korean)
{
	assert_handshake(LANG_KO);
}
END_TEST

/* --- a whole course --- */

static struct lessons lessons;

/* Steps on, answers 1, takes the solution, until the lesson reports its end. */
START_TEST(every_lesson__can_be_taken_to_its_end)
{
	char typed[4096] = "";
	struct text t = text_over(typed, sizeof typed);
	enum lang lang = _i == 0 ? LANG_EN : LANG_KO;
	lessons_load(&lessons, LESSONS);
	for (int i = 0; i < 60; i++)
		text_add(&t, "play\n1\nsolution\nsolution\n");
	ck_assert_uint_gt(lessons.scripts_used, 0);
	for (size_t i = 0; i < lessons.scripts_used; i++) {
		hear(typed, lessons.scripts[i]->id, lang);
		assert_says(message_plain(MSG_CARD_TITLE, lang));
		assert_silent("\033");
	}
	lessons_free(&lessons);
}
END_TEST

/* Screen readers read arrows, boxes and blocks by their long names, or not at all. */
START_TEST(nothing_said__is_drawn)
{
	enum lang lang = _i == 0 ? LANG_EN : LANG_KO;
	hear(HANDSHAKE "client\nall\n\nhint\n\narrows\n\nbranches\n\nwhat if\n\nstatus\nhelp all\ncompare 2\nLISTEN\n",
	     "handshake", lang);
	assert_silent("->");
	assert_silent("|");
	for (const char *s = said; *s != '\0';) {
		size_t n;
		uint32_t c = utf8_next(s, &n);
		ck_assert_msg(c < 0x2190 || c > 0x2BFF, "U+%04X is in: %.60s", c, s);
		ck_assert_msg(lang == LANG_KO || c < 0x7F, "U+%04X is in: %.60s", c, s);
		s += n;
	}
}
END_TEST

/* --- steps --- */

START_TEST(the_first_line__says_that_it_is_on_and_where_help_is)
{
	hear("", "handshake", LANG_EN);
	ck_assert_int_eq(strncmp(said, "Plain mode is on", 16), 0);
	ck_assert_ptr_nonnull(strstr(said, "? "));
	ck_assert(strstr(said, "? ") < strchr(said, '\n'));
}
END_TEST

START_TEST(a_value__is_told_when_it_changes_and_not_before)
{
	hear_free(OPENED "client send 5\n");
	const char *send = strstr(said, "Step: client send 5\n");
	ck_assert_ptr_nonnull(send);
	ck_assert_ptr_nonnull(strstr(send, "client send buffer: 5 of 64 octets, 5 sent and not acknowledged, open\n"));
	ck_assert_ptr_nonnull(strstr(send, "segment 4: ACK from client to server, seq 101, ack 301, 5 octets, due in"));
	ck_assert_ptr_null(strstr(send, "client receive buffer"));
	ck_assert_ptr_null(strstr(send, "\nserver"));
}
END_TEST

START_TEST(time_that_runs__is_no_change)
{
	hear_free("client socket\nclient connect 80\nwait 20ms\ntimers\n");
	const char *wait = strstr(said, "Step: wait 20ms");
	ck_assert_ptr_nonnull(wait);
	ck_assert_ptr_null(strstr(wait, "segment 1:"));
	ck_assert_ptr_eq(strstr(wait, "client timer rto:"), strstr(wait, "client timer rto: 980 ms left"));
}
END_TEST

START_TEST(what_ended__is_told)
{
	hear_free(OPENED);
	assert_says("client timer rto: none\n");
	assert_says("client waits in: none\n");
}
END_TEST

START_TEST(a_step_taken_back__is_told_as_such)
{
	hear_free("client socket\nclient connect 80\nback\nback\nback\nforward\n");
	assert_says("Undone: client connect 80\nclient: CLOSED\n");
	assert_says("segment 1: none\n");
	assert_says("This is the start");
	const char *back = strstr(said, "This is the start");
	ck_assert_ptr_nonnull(strstr(back, "Step: client socket"));
}
END_TEST

START_TEST(a_solution__is_told_step_by_step)
{
	hear("go 29\nsolution\nsolution\n\n\n\n\n\n", "handshake", LANG_EN);
	const char *asked = strstr(said, "> solution\nShow the solution?");
	ck_assert_ptr_nonnull(asked);
	const char *solution = strstr(asked + 2, "> solution");
	ck_assert_ptr_nonnull(solution);
	ck_assert_ptr_nonnull(strstr(solution, "Step: client socket"));
	ck_assert_ptr_nonnull(strstr(solution, "Step: client connect 80"));
	ck_assert_ptr_nonnull(strstr(solution, "reached: the server's socket 3 is ESTABLISHED"));
	assert_says("The goal is reached, after its solution was shown.");
}
END_TEST

START_TEST(a_question__holds_back_what_would_pass_it_by)
{
	hear("go 10\ndeliver\nplay\nclient\nexpect server LISTEN\n9\n2\n2\nclient close\n", "handshake", LANG_EN);
	assert_says("> deliver\nAnswer first");
	assert_says("> play\nAnswer first");
	assert_says("> client\nAnswer first");
	assert_says("> expect server LISTEN\nThat holds.");
	assert_says("> 9\nThere is no such number.");
	assert_says("> 2\nRight.");
	assert_says("> 2\nYou have answered.");
	assert_says("> client close\nStep: client close");
	hear("go 10\nwhat if\n\n\n", "handshake", LANG_EN);
	assert_says("> what if\nAnswer first: type its number. Enter alone once more skips the question.\n> \n"
		    "The right answer is 2: LISTEN: no segment has reached it yet\n");
	assert_says("Skipped. Press Enter alone to continue.\n> \nStep: deliver");
}
END_TEST

START_TEST(a_detour__says_so_and_leads_back)
{
	hear("\n\nclient socket\nreturn\n\n", "handshake", LANG_EN);
	assert_says("This is a detour from the lesson");
	assert_says("> return\nUndone: client socket");
	assert_says("Back in the lesson.");
	assert_says("Step: server bind 80");
}
END_TEST

/* --- lists --- */

START_TEST(a_list__takes_a_number_and_is_left_by_anything_else)
{
	hear_free("client\n99\n1\nserver\n\nclient\ntimers\n1\n");
	assert_says("not possible now: 19");
	assert_says("> 99\nThere is no such number.");
	assert_says("> 1\nStep: client socket");
	assert_says("> \nNothing was done.");
	assert_says("> timers\nNo timer runs.");
	assert_says("> 1\nThere is nothing to choose by number now.");
}
END_TEST

START_TEST(the_log__leads_to_its_moments)
{
	hear_free(OPENED "log\n3\nlog\nfind listen\nstatus\nbranches\ncompare 3\n");
	assert_says("9. #3 ACK reaches the server.");
	assert_silent("server socket 1: none");
	assert_says("6 steps were undone.\nNow after step 3: server listen\n");
	assert_says("> find listen\n3. The server calls listen().");
	assert_says("3. 6 steps, server accept to deliver #3: client ESTABLISHED, server ESTABLISHED");
	assert_says("client state ESTABLISHED, now CLOSED");
}
END_TEST

START_TEST(an_arrow__is_looked_for_on_the_host_that_is_named)
{
	hear_free("arrows\n1 server\n1\n");
	assert_says("1. CLOSED to LISTEN, passive OPEN: not walked");
	assert_says("Hint: The next action: server socket");
	assert_says("> 1\nStep: server socket");
}
END_TEST

START_TEST(hints__say_more_each_time)
{
	hear("go 29\nhint\nhint\nhint\nhint\n2\n1\n", "handshake", LANG_EN);
	assert_says(
		"> hint\nHint: A socket makes one connection. The second one needs a socket of its own.\nType hint");
	assert_says("> hint\nHint: After the three segments the server still has to call accept()");
	assert_says("> hint\nHint: Think: which call must the client make now?\nType hint again for more.");
	assert_says("Hint: The next action: client socket");
	assert_says("> 2\nThere is no such number.");
	assert_says("> 1\nStep: client socket");
}
END_TEST

START_TEST(the_menu__says_what_is_done_and_takes_numbers_and_names)
{
	hear("nowhere\nhandsahke\nhandshake\n\nquit\n", NULL, LANG_EN);
	assert_says("Lessons: ");
	assert_says("\n1. ");
	assert_says("Did you mean 'handshake'?");
	assert_says("> handshake\nThe three-way handshake\n");
}
END_TEST

START_TEST(the_glossary__is_read_in_the_menu_and_at_a_question)
{
	hear("glossary half-\nglossary 말소\nglossary nothing like it\nhandshake\nV\n", NULL, LANG_EN);
	assert_says("half-close (하프 클로즈, half-closed): One direction has ended");
	assert_says("[RFC 9293 3.6.1; lesson \"Half-close\"]");
	assert_says("delete (소켓 말소");
	assert_says("The glossary has no term with 'nothing like it'.");
	assert_says("TIME-WAIT (");
	hear("용어집 하프\n", NULL, LANG_KO);
	assert_says("하프 클로즈(half-close, half-closed): shutdown(SHUT_WR)으로");
}
END_TEST

/* --- wrong input --- */

START_TEST(a_wrong_word__has_its_near_one)
{
	hear_free(
		"nexxt\nclient conect 80\nexpect client CLSED\nsegment 9\nexplain FOO\ncompare 1\ngo 3\nfoo\nback 2\nread\n"
		"tcp_tw_reuse\n// no\nserver socket\nserver.1 bind 80\n");
	assert_says("There is no command 'nexxt'. Did you mean 'next'?");
	assert_says("There is no command 'read'. Did you mean 'client recv'?");
	assert_says("not 'conect'. Did you mean 'connect'?");
	assert_says("Did you mean 'CLOSED'?");
	assert_says("No segment 9 is in flight.");
	assert_says("There is no state 'FOO'.");
	assert_says("> compare 1\nThere is no such number.");
	assert_says("A free session has no steps");
	assert_says("There is no command 'foo'. Type ? for help.");
	assert_says("'back' takes nothing after it.");
	assert_says("tcpstep does not model tcp_tw_reuse");
	assert_says("a comment starts with #");
	assert_says("Step: server.1 bind 80");
}
END_TEST

START_TEST(what_would_act_on_the_terminal__is_escaped)
{
	hear_free("\033[2J\nclient send \"\033]0;x\007\"\nexplain \033c\nfind \xC2\x9B\n");
	assert_silent("\033");
	assert_silent("\007");
	assert_silent("\xC2\x9B");
}
END_TEST

START_TEST(a_line_of_any_length__is_one_line)
{
	char typed[7000];
	memset(typed, 'x', sizeof typed);
	memcpy(typed, "client send \"", 13);
	strcpy(typed + 6000, "\"\nclient socket\n");
	hear_free(typed);
	assert_says("That line is too long for a statement.");
	assert_says("Step: client socket");
}
END_TEST

START_TEST(the_end_of_the_input__needs_no_new_line)
{
	hear_free("client socket");
	assert_says("Step: client socket");
}
END_TEST

/* --- the table of words --- */

/* Returns whether a command only moves about a screen, or has another form here. */
static bool of_the_screen(enum command_id id)
{
	static const enum command_id ids[] = { CMD_EVENT,       CMD_FASTER,    CMD_SLOWER, CMD_LINE,   CMD_SELECT,
					       CMD_SELECT_BACK, CMD_UP,        CMD_DOWN,   CMD_LEFT,   CMD_RIGHT,
					       CMD_PAGE_UP,     CMD_PAGE_DOWN, CMD_FIRST,  CMD_LAST,   CMD_CHOOSE,
					       CMD_ANSWER,      CMD_GO,        CMD_OPEN,   CMD_ESCAPE, CMD_SEARCH_NEXT,
					       CMD_SEARCH_BACK, CMD_SUBMIT,    CMD_ONWARD };
	for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++)
		if (ids[i] == id)
			return true;
	return false;
}

START_TEST(every_command_of_the_screen__has_a_word_and_its_letter)
{
	for (size_t i = 0; i < commands_count; i++) {
		const struct command *c = &commands[i];
		const char *rest;
		char letter[2] = { c->keys[0] == K_BACKSPACE ? 'u' : (char)c->keys[0], '\0' };
		if (of_the_screen(c->id))
			continue;
		const struct plain_word *w = plain_word_find(letter[0] == ' ' ? "space" : letter, &rest);
		ck_assert_msg(w != NULL && w->command == c->id, "%s", c->label[LANG_EN]);
	}
}
END_TEST

START_TEST(every_word__is_found_in_each_language)
{
	for (size_t i = 0; i < plain_words_count; i++)
		for (int lang = 0; lang < LANG_COUNT; lang++)
			for (size_t k = 0; k < 3 && plain_words[i].words[lang][k] != NULL; k++) {
				const char *word = plain_words[i].words[lang][k], *rest;
				ck_assert_msg(plain_word_find(word, &rest) == &plain_words[i], "%s", word);
				ck_assert_str_eq(rest, "");
			}
}
END_TEST

START_TEST(a_statement__is_no_word)
{
	const char *rest;
	ck_assert_ptr_null(plain_word_find("client close", &rest));
	ck_assert_ptr_null(plain_word_find("server listen", &rest));
	ck_assert_ptr_null(plain_word_find("nexxt", &rest));
	ck_assert_ptr_nonnull(plain_word_find("deliver #3", &rest));
	ck_assert_str_eq(rest, "#3");
	ck_assert(plain_word_is_script("inject to server RST"));
	ck_assert(!plain_word_is_script("connect 80"));
}
END_TEST

/* What the app may report names no space bar and no arrow keys here. */
START_TEST(no_report__names_a_key_that_is_not_here)
{
	static const char *const keys[] = { "Space", "space", "arrow keys", "스페이스", "화살표" };
	enum lang lang = (enum lang)_i;
	for (int id = MSG_APP_NO_LESSONS; id <= (int)MSG_APP_GO_NOWHERE; id++)
		for (size_t k = 0; k < sizeof keys / sizeof keys[0]; k++)
			ck_assert_msg(!strstr(message_plain((enum message)id, lang), keys[k]), "%s",
				      message_plain((enum message)id, lang));
}
END_TEST

START_TEST(no_key_that_is_not_here__is_spoken_of)
{
	enum lang lang = _i == 0 ? LANG_EN : LANG_KO;
	hear("\n\n\n\n\n\n\n\n\n\n\n1\ngo 29\nclient socket\nclient connect 80\nd\nd\nd\nserver accept\n\n\n\n",
	     "handshake", lang);
	assert_says(_i == 0 ? "the server's socket 3 is ESTABLISHED" : "서버의 소켓 3번: ESTABLISHED 상태");
	assert_says(message(MSG_PLAIN_GOES_ON, lang));
	assert_silent("Space");
	assert_silent("space");
	assert_silent("arrows");
	assert_silent("스페이스");
	assert_silent("화살표");
}
END_TEST

Suite *suite_ui_plain(void)
{
	Suite *s = suite_create("ui/plain");
	TCase *c = tcase_create("transcripts");
	tcase_add_test(c, the_handshake_lesson__is_as_it_was_read_in_english);
	tcase_add_test(c, the_handshake_lesson__is_as_it_was_read_in_korean);
	tcase_add_loop_test(c, every_lesson__can_be_taken_to_its_end, 0, 2);
	tcase_add_loop_test(c, nothing_said__is_drawn, 0, 2);
	tcase_add_loop_test(c, no_key_that_is_not_here__is_spoken_of, 0, 2);
	tcase_add_loop_test(c, no_report__names_a_key_that_is_not_here, 0, LANG_COUNT);
	suite_add_tcase(s, c);
	c = tcase_create("steps");
	tcase_add_test(c, the_first_line__says_that_it_is_on_and_where_help_is);
	tcase_add_test(c, a_value__is_told_when_it_changes_and_not_before);
	tcase_add_test(c, time_that_runs__is_no_change);
	tcase_add_test(c, what_ended__is_told);
	tcase_add_test(c, a_step_taken_back__is_told_as_such);
	tcase_add_test(c, a_solution__is_told_step_by_step);
	tcase_add_test(c, a_question__holds_back_what_would_pass_it_by);
	tcase_add_test(c, a_detour__says_so_and_leads_back);
	suite_add_tcase(s, c);
	c = tcase_create("lists");
	tcase_add_test(c, a_list__takes_a_number_and_is_left_by_anything_else);
	tcase_add_test(c, the_log__leads_to_its_moments);
	tcase_add_test(c, an_arrow__is_looked_for_on_the_host_that_is_named);
	tcase_add_test(c, hints__say_more_each_time);
	tcase_add_test(c, the_menu__says_what_is_done_and_takes_numbers_and_names);
	tcase_add_test(c, the_glossary__is_read_in_the_menu_and_at_a_question);
	suite_add_tcase(s, c);
	c = tcase_create("wrong input");
	tcase_add_test(c, a_wrong_word__has_its_near_one);
	tcase_add_test(c, what_would_act_on_the_terminal__is_escaped);
	tcase_add_test(c, a_line_of_any_length__is_one_line);
	tcase_add_test(c, the_end_of_the_input__needs_no_new_line);
	suite_add_tcase(s, c);
	c = tcase_create("words");
	tcase_add_test(c, every_command_of_the_screen__has_a_word_and_its_letter);
	tcase_add_test(c, every_word__is_found_in_each_language);
	tcase_add_test(c, a_statement__is_no_word);
	suite_add_tcase(s, c);
	return s;
}
