/* Tests the free session: its ready-made beginnings, and that it is kept and offered again. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "lesson/beginnings.h"
#include "by_keys.h"

Suite *suite_ui_sandbox(void);

static char folder[] = "/tmp/test_sandbox.XXXXXX";
static char path[100];

static void begin(void)
{
	setup();
	app.keeps_sandbox = true;
}

static void setup_folder(void)
{
	strcpy(folder + sizeof folder - 7, "XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/tcpstep/sandbox.tcpstep", folder);
	ck_assert_int_eq(setenv("XDG_STATE_HOME", folder, 1), 0);
	begin();
}

static void teardown_folder(void)
{
	char command[200];

	teardown();
	snprintf(command, sizeof command, "rm -rf '%s'", folder);
	ck_assert_int_eq(system(command), 0);
}

/* Ends the program as a signal or q does, and starts it again. */
static void again(void)
{
	struct diag diag = { 0 };

	ck_assert(app.modes[app.view.mode].leave(&app, &diag));
	teardown();
	begin();
}

static bool is_kept(void)
{
	return access(path, F_OK) == 0;
}

START_TEST(a_session_that_was_left__is_offered_and_enter_resumes_it)
{
	app_open_sandbox(&app);
	ck_assert_str_eq(app.view.notice.text, "");
	connect_both();
	again();
	app_open_sandbox(&app);
	ck_assert_uint_eq(steps(), 0);
	assert_shown("last session (steps: 9)");
	press(K_RESIZE), press(K_TIMEOUT);
	press(K_ENTER);
	ck_assert_uint_eq(steps(), 9);
	ck_assert_int_eq(state(HOST_SERVER), TCPS_ESTABLISHED);
	press('u');
	ck_assert_msg(steps() == 8, "what was resumed can be taken back");
}
END_TEST

START_TEST(any_other_key__starts_anew_and_acts)
{
	app_open_sandbox(&app);
	connect_both();
	again();
	app_open_sandbox(&app);
	press('c');
	ck_assert_int_eq(app.view.overlay, OVERLAY_CALLS);
	press(K_ESC);
	press(K_ENTER);
	ck_assert_msg(steps() == 0 && app.view.overlay == OVERLAY_STATE, "the offer is over");
	press(K_ESC);
	again();
	app_open_sandbox(&app);
	press(K_ENTER);
	ck_assert_msg(steps() == 9, "a session in which nothing was done replaces nothing");
}
END_TEST

START_TEST(leaving_to_the_menu__keeps_it)
{
	lessons_load(&app.lessons, NULL);
	app_menu(&app);
	press('F');
	connect_both();
	ck_assert(!is_kept());
	press('q');
	ck_assert(is_kept());
	press('F');
	ck_assert_msg(steps() == 9 && app.view.notice.text[0] == '\0',
		      "in one run it is still open: nothing is offered");
}
END_TEST

START_TEST(a_damaged_file__is_not_offered)
{
	FILE *f;

	app_open_sandbox(&app);
	connect_both();
	again();
	f = fopen(path, "w");
	fputs("tcpstep 1\nclient conect 80\n", f);
	fclose(f);
	app_open_sandbox(&app);
	ck_assert_str_eq(app.view.notice.text, "");
	app_sandbox_named(&app, BEGINNING_LAST);
	ck_assert(app.view.notice.bad);
	ck_assert_uint_eq(steps(), 0);
}
END_TEST

START_TEST(without_a_folder__nothing_is_kept_and_nothing_said)
{
	struct diag diag = { 0 };

	unsetenv("XDG_STATE_HOME");
	unsetenv("HOME");
	app_open_sandbox(&app);
	connect_both();
	ck_assert(app_sandbox_keep(&app, &diag));
	setenv("XDG_STATE_HOME", folder, 1);
	ck_assert(!is_kept());
}
END_TEST

START_TEST(what_cannot_be_written__is_reported)
{
	struct diag diag = { 0 };

	setenv("XDG_STATE_HOME", "/dev/null", 1);
	app_open_sandbox(&app);
	connect_both();
	ck_assert(!app_sandbox_keep(&app, &diag));
	app.view.from_menu = true;
	press('q');
	ck_assert(app.view.screen == SCREEN_MENU && app.view.notice.bad);
}
END_TEST

START_TEST(the_list__begins_in_each_and_keeps_what_was_done)
{
	press('B');
	app_open_sandbox(&app);
	line("client socket");
	press('B');
	ck_assert_int_eq(app.view.overlay, OVERLAY_BEGIN);
	ck_assert_uint_eq(app.view.list.used, beginnings_count);
	press('j'), press(K_ENTER);
	ck_assert_int_eq(app.view.overlay, OVERLAY_NONE);
	ck_assert_int_eq(state(HOST_CLIENT), TCPS_ESTABLISHED);
	press('B');
	assert_shown("The last session (steps: 1)");
	press(K_ENTER);
	ck_assert_uint_eq(steps(), 1);
}
END_TEST

static const struct {
	const char *name;
	enum tcp_state client, server;
	size_t connections;
} expected[] = {
	{ "closed", TCPS_CLOSED, TCPS_CLOSED, 0 },
	{ "connected", TCPS_ESTABLISHED, TCPS_ESTABLISHED, 1 },
	{ "half-closed", TCPS_FIN_WAIT_2, TCPS_CLOSE_WAIT, 1 },
	{ "time-wait", TCPS_TIME_WAIT, TCPS_LAST_ACK, 1 },
	{ "close-wait", TCPS_FIN_WAIT_2, TCPS_CLOSE_WAIT, 1 },
	{ "two", TCPS_ESTABLISHED, TCPS_ESTABLISHED, 2 },
};

START_TEST(a_beginning__is_the_situation_that_it_names)
{
	size_t connections = 0;

	ck_assert_uint_eq(beginnings_count, sizeof expected / sizeof expected[0]);
	ck_assert_str_eq(beginnings[_i].name, expected[_i].name);
	app_sandbox_named(&app, expected[_i].name);
	ck_assert_int_eq(app.view.mode, MODE_SANDBOX);
	ck_assert_int_eq(state(HOST_CLIENT), expected[_i].client);
	ck_assert_int_eq(state(HOST_SERVER), expected[_i].server);
	ck_assert_msg(world()->net.count == 0, "nothing is in flight");
	canvas_resize(&canvas, 120, 40);
	if (steps() > 0)
		assert_not_shown(message(MSG_LADDER_EMPTY, LANG_EN));
	for (size_t i = 0; i < SLOTS_MAX; i++)
		connections += world()->hosts[HOST_CLIENT].slots[i].tcb.state != TCPS_CLOSED;
	ck_assert_uint_eq(connections, expected[_i].connections);
	for (int lang = 0; lang < LANG_COUNT; lang++)
		ck_assert_msg(text_width(beginnings[_i].title[lang]) <= 70, "%s", beginnings[_i].title[lang]);
	while (steps() > 0)
		press('u');
	ck_assert_int_eq(state(HOST_SERVER), TCPS_CLOSED);
}
END_TEST

Suite *suite_ui_sandbox(void)
{
	Suite *s = suite_create("ui/sandbox");
	TCase *t = tcase_create("kept");

	tcase_add_checked_fixture(t, setup_folder, teardown_folder);
	tcase_add_test(t, a_session_that_was_left__is_offered_and_enter_resumes_it);
	tcase_add_test(t, any_other_key__starts_anew_and_acts);
	tcase_add_test(t, leaving_to_the_menu__keeps_it);
	tcase_add_test(t, a_damaged_file__is_not_offered);
	tcase_add_test(t, without_a_folder__nothing_is_kept_and_nothing_said);
	tcase_add_test(t, what_cannot_be_written__is_reported);
	tcase_add_test(t, the_list__begins_in_each_and_keeps_what_was_done);
	tcase_add_loop_test(t, a_beginning__is_the_situation_that_it_names, 0, sizeof expected / sizeof expected[0]);
	suite_add_tcase(s, t);
	return s;
}
