/* Tests what is typed: statements, completion, waiting, saving. By keys, without a terminal. */
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "language/complete.h"
#include "lesson/run.h"
#include "lesson/library.h"
#include "lesson/write.h"
#include "ui/export/picture.h"

#include "ui/by_keys.h"

START_TEST(calls__say_why_one_would_fail)
{
	bool found = false;

	app_open_sandbox(&app);
	press('c');
	for (size_t i = 0; i < app.view.calls_used; i++) {
		const struct call_item *item = &app.view.calls[i];

		if (item->action.call == CALL_CONNECT) {
			ck_assert_int_eq(item->error, ERR_EBADF);
			ck_assert_int_eq(item->rule, RULE_NO_SOCKET);
			found = true;
		}
	}
	ck_assert(found);
}
END_TEST

Suite *suite_ui_line(void);

static void setup_sandbox(void)
{
	setup();
	app_open_sandbox(&app);
}

/* --- the command line --- */

START_TEST(tab__completes_a_statement)
{
	static const struct {
		const char *typed, *rest;
		size_t words;
	} rows[] = {
		{ "cl", "ient ", 1 },
		{ "client con", "nect ", 1 },
		{ "client s", "", 3 },
		{ "client shutdown w", "r ", 1 },
		{ "del", "iver ", 1 },
		{ "expect client FIN", "-WAIT-", 2 },
		{ "expect server timer ti", "me-wait ", 1 },
		{ "inject to server RST s", "eq=", 1 },
		{ "wait i", "dle ", 1 },
		{ "nothing", "", 0 },
		{ "client send \"a", "", 0 },
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct completion c;
		complete_line(&c, rows[i].typed, session_world(app.player.session), NULL, 0);
		ck_assert_msg(c.used == rows[i].words && strcmp(c.rest, rows[i].rest) == 0, "%s: %zu '%s'",
			      rows[i].typed, c.used, c.rest);
	}
	press(':');
	type("server soc");
	press(K_TAB), press(K_ENTER);
	ck_assert_uint_eq(steps(), 1);
}
END_TEST

/* Makes every kind of mistake; none is reported in English to a Korean reader. */
START_TEST(a_wrong_line__is_told_in_the_students_language)
{
	static const char *const lines[] = {
		"clent close",
		"client",
		"client clos",
		"client close now",
		"client.0 close",
		"retransmit client.1",
		"client send",
		"client send 9999999",
		"client bind x",
		"client connect 0",
		"client listen -1",
		"client linger 5",
		"client shutdown x",
		"client reuseaddr x",
		"deliver 3",
		"wait",
		"wait soon",
		"inject",
		"inject to",
		"inject to server",
		"inject to server XYN",
		"inject to server SYN",
		"inject to server SYN seq=x",
		"inject to server SYN seq=1 seq=2",
		"inject to server ACK seq=1",
		"inject to server SYN seq=1 ack=1",
		"inject to server SYN seq=1 len=1 \"a\"",
		"inject to server SYN seq=1 port 1",
		"inject to server SYN seq=1 from x",
		"client send \"a",
		"client send \"\\q\"",
		"client send \"\\x1\"",
		"client send \"a\"b",
		"expect",
		"expect client",
		"expect client X",
		"expect client sent",
		"expect client returned",
		"expect client blocked x",
		"expect client timer x",
		"expect client timer rto x",
		"expect client send-buffer x",
		"expect client can x",
		"expect flight x",
		"expect time x",
		"expect client sent ACK foo",
	};
	app.view.lang = LANG_KO;
	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
		static const char *const english[] = { "expected", "missing", "takes", "number", "such as", "string",
						       "given",    "blank",   "word",  "octets", " or ",    " a " };
		press(':');
		type(lines[i]);
		press(K_ENTER);
		ck_assert_msg(app.view.notice.bad, "%s", lines[i]);
		for (size_t k = 0; k < sizeof english / sizeof english[0]; k++)
			ck_assert_msg(strstr(app.view.notice.text, english[k]) == NULL, "%s: %s", lines[i],
				      app.view.notice.text);
		press(K_ESC);
	}
}
END_TEST

START_TEST(lines_typed__are_remembered)
{
	line("server socket"), line("client socket");
	press(':'), press(K_UP), press(K_UP);
	ck_assert_str_eq(app.view.input, "server socket");
	press(K_DOWN);
	ck_assert_str_eq(app.view.input, "client socket");
	press(K_DOWN);
	ck_assert_str_eq(app.view.input, "");
}
END_TEST

START_TEST(wait__takes_the_name_of_a_running_timer)
{
	connect_both();
	line("client close"), line("wait idle"), line("server close"), line("wait idle");
	ck_assert_int_eq(state(HOST_CLIENT), TCPS_TIME_WAIT);
	press('t');
	type("time-wait");
	press(K_ENTER);
	ck_assert_int_eq(state(HOST_CLIENT), TCPS_CLOSED);
}
END_TEST

/* --- sharing --- */

static char shared[] = "/tmp/test_share.XXXXXX";

static void enter_folder(void)
{
	setup_sandbox();
	app.options.picture = picture_of;
	strcpy(shared + sizeof shared - 7, "XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(shared));
	ck_assert_int_eq(chdir(shared), 0);
}

static void leave_folder(void)
{
	char command[100];

	teardown();
	ck_assert_int_eq(chdir("/"), 0);
	snprintf(command, sizeof command, "rm -rf '%s'", shared);
	ck_assert_int_eq(system(command), 0);
}

static off_t size_of(const char *path)
{
	struct stat st;

	ck_assert_msg(stat(path, &st) == 0, "%s is missing", path);
	return st.st_size;
}

START_TEST(a_moment__is_shared_as_a_picture_and_a_script_that_leads_there)
{
	struct script *s;

	press('Y');
	ck_assert_str_eq(app.view.notice.text, message(MSG_APP_NOTHING_DONE, LANG_EN));
	connect_both();
	line("client close");
	press('Y');
	ck_assert_str_eq(app.view.notice.text, "Written: sandbox-10.svg and sandbox-10.tcpstep");
	ck_assert_int_gt(size_of("sandbox-10.svg"), 1000);
	s = script_open("sandbox-10.tcpstep", LANG_EN);
	ck_assert_ptr_nonnull(s);
	app_open(&app, s, MODE_REPLAY);
	for (int i = 0; i < 10; i++)
		press(' ');
	ck_assert_int_eq(state(HOST_CLIENT), TCPS_FIN_WAIT_1);
	ck_assert_int_eq(state(HOST_SERVER), TCPS_ESTABLISHED);
	ck_assert_uint_eq(world()->net.count, 1);
	lesson = s;
}
END_TEST

START_TEST(a_moment_shared_again__overwrites_nothing)
{
	off_t before;

	connect_both();
	press('Y');
	before = size_of("sandbox-9.svg");
	press('T');
	press('Y');
	ck_assert_str_eq(app.view.notice.text, "Written: sandbox-9-2.svg and sandbox-9-2.tcpstep");
	ck_assert_int_eq(app.view.overlay, OVERLAY_NUMBERS);
	ck_assert_int_eq(size_of("sandbox-9.svg"), before);
	ck_assert_int_ne(size_of("sandbox-9-2.svg"), before);
	size_of("sandbox-9-2.tcpstep");
}
END_TEST

START_TEST(a_moment_that_cannot_be_written__is_reported)
{
	connect_both();
	ck_assert_int_eq(rmdir(shared), 0);
	press('Y');
	ck_assert(app.view.notice.bad);
	ck_assert_ptr_nonnull(strstr(app.view.notice.text, "Not saved: "));
	ck_assert_ptr_nonnull(strstr(app.view.notice.text, "sandbox-9.tcpstep"));
}
END_TEST

/* Somebody else writes the picture's file meanwhile. */
static char *picture_too_late(struct app *a)
{
	FILE *f = fopen("sandbox-9.svg", "w");

	(void)a;
	ck_assert_ptr_nonnull(f);
	fclose(f);
	return mem_copy_text("<svg/>");
}

START_TEST(a_moment_whose_picture_cannot_be_written__leaves_no_script)
{
	struct stat st;

	connect_both();
	app.options.picture = picture_too_late;
	press('Y');
	ck_assert(app.view.notice.bad);
	ck_assert_ptr_nonnull(strstr(app.view.notice.text, "sandbox-9.svg"));
	ck_assert_int_ne(stat("sandbox-9.tcpstep", &st), 0);
}
END_TEST

/* --- input lines --- */

START_TEST(a_wrong_line__stays_open_with_the_place)
{
	app_open_sandbox(&app);
	press(':'), type("client conect 80"), press(K_ENTER);
	ck_assert_int_eq(app.view.overlay, OVERLAY_COMMAND);
	ck_assert_uint_eq(app.view.input_bad_at, 8);
	ck_assert(app.view.notice.bad);
	ck_assert_ptr_nonnull(strstr(app.view.notice.text, "connect"));
	ck_assert_uint_eq(steps(), 0);
	press(K_ESC);
	ck_assert_int_eq(app.view.overlay, OVERLAY_NONE);
	ck_assert(!app.leave);
}
END_TEST

START_TEST(an_input_line__is_edited_by_characters)
{
	app_open_sandbox(&app);
	press(':'), type("a한b");
	press(K_LEFT), press(K_BACKSPACE);
	ck_assert_str_eq(app.view.input, "ab");
	press('q'), press('?'), press('L');
	ck_assert_str_eq(app.view.input, "aq?Lb");
	press(K_HOME), press(K_DELETE), press(K_END), type("!");
	ck_assert_str_eq(app.view.input, "q?Lb!");
	ck_assert_int_eq(app.view.overlay, OVERLAY_COMMAND);
}
END_TEST

START_TEST(a_line_too_long__takes_no_more)
{
	app_open_sandbox(&app);
	press(':');
	for (int i = 0; i < 3 * SEND_TEXT_MAX; i++)
		press(0xD55C);
	ck_assert_uint_lt(strlen(app.view.input), sizeof app.view.input);
	ck_assert_uint_eq(strlen(app.view.input) % 3, 0);
}
END_TEST

START_TEST(an_expectation_typed__is_answered_and_is_no_step)
{
	app_open_sandbox(&app);
	line("expect client CLOSED");
	ck_assert(!app.view.notice.bad);
	line("expect client LISTEN");
	ck_assert(app.view.notice.bad);
	ck_assert_ptr_nonnull(strstr(app.view.notice.text, "CLOSED"));
	ck_assert_uint_eq(steps(), 0);
}
END_TEST

/* --- saving --- */

START_TEST(save__writes_a_script_that_reaches_the_same_world)
{
	char path[] = "/tmp/tcpstep-test-XXXXXX", *text;
	struct diags errors = { 0 };
	size_t len;
	int fd = mkstemp(path);
	ck_assert_int_ge(fd, 0);
	close(fd);
	app_open_sandbox(&app);
	handshake_by_keys();
	press('S'), type(path), press(K_ENTER);
	ck_assert_msg(app.view.overlay == OVERLAY_SAVE, "what exists is not replaced at once");
	press(K_ENTER);
	ck_assert_msg(app.view.overlay == OVERLAY_NONE, "%s", app.view.notice.text);
	ck_assert(source_read(path, &text, &len, &errors));
	struct script *saved = script_parse(path, text, len, &errors);
	ck_assert_ptr_nonnull(saved);
	struct world end;
	world_init(&end, &saved->config);
	ck_assert_uint_eq(script_run(saved, &(struct run_events){ 0 }, &end), 0);
	ck_assert(world_identical(&end, world()));
	script_free(saved);
	free(text);
	diags_free(&errors);
	unlink(path);
}
END_TEST

START_TEST(save__where_it_cannot_write__says_so_and_stays)
{
	app_open_sandbox(&app);
	line("client socket");
	press('S'), type("/nowhere/at/all"), press(K_ENTER);
	ck_assert_int_eq(app.view.overlay, OVERLAY_SAVE);
	ck_assert(app.view.notice.bad);
}
END_TEST

Suite *suite_ui_line(void)
{
	Suite *s = suite_create("ui/line");
	TCase *c = tcase_create("keys");
	tcase_add_checked_fixture(c, setup_sandbox, teardown);
	tcase_add_test(c, tab__completes_a_statement);
	tcase_add_test(c, a_wrong_line__is_told_in_the_students_language);
	tcase_add_test(c, lines_typed__are_remembered);
	tcase_add_test(c, wait__takes_the_name_of_a_running_timer);
	tcase_add_test(c, a_wrong_line__stays_open_with_the_place);
	tcase_add_test(c, an_input_line__is_edited_by_characters);
	tcase_add_test(c, a_line_too_long__takes_no_more);
	tcase_add_test(c, an_expectation_typed__is_answered_and_is_no_step);
	tcase_add_test(c, calls__say_why_one_would_fail);
	tcase_add_test(c, save__writes_a_script_that_reaches_the_same_world);
	tcase_add_test(c, save__where_it_cannot_write__says_so_and_stays);
	suite_add_tcase(s, c);
	c = tcase_create("sharing");
	tcase_add_checked_fixture(c, enter_folder, leave_folder);
	tcase_add_test(c, a_moment__is_shared_as_a_picture_and_a_script_that_leads_there);
	tcase_add_test(c, a_moment_shared_again__overwrites_nothing);
	tcase_add_test(c, a_moment_that_cannot_be_written__is_reported);
	tcase_add_test(c, a_moment_whose_picture_cannot_be_written__leaves_no_script);
	suite_add_tcase(s, c);
	return s;
}
