/* Tests the list of calls and the socket table: keys in, the canvas out. */
#include "ui/by_keys.h"
#include "ui/tell/ss.h"

Suite *suite_ui_calls(void);

static const struct {
	int w, h;
} sizes[] = { { 36, 11 },  { 40, 12 },  { 52, 16 },  { 65, 17 }, { 80, 24 },
	      { 100, 30 }, { 120, 40 }, { 160, 50 }, { 200, 60 } };
enum { SIZES = sizeof sizes / sizeof sizes[0] };

static const struct call_item *selected(void)
{
	return &app.view.calls[app.view.call];
}

/* Selects a call of the open list by its name. */
static void point_at(enum call_id call)
{
	for (app.view.call = 0; app.view.call < app.view.calls_used; app.view.call++)
		if (selected()->action.kind == ACT_CALL && selected()->action.call == call)
			return;
	ck_abort_msg("no such call");
}

/* --- the line under the list --- */

START_TEST(the_selected_call__is_foretold_at_every_size)
{
	static const char *const words[LANG_COUNT] = { "client CLOSED", "client CLOSED" };

	app_open_sandbox(&app);
	line("client socket");
	press('c');
	point_at(CALL_CONNECT);
	for (int lang = 0; lang < LANG_COUNT; lang++)
		for (size_t i = 0; i < SIZES; i++) {
			app.view.lang = (enum lang)lang;
			canvas_resize(&canvas, sizes[i].w, sizes[i].h);
			assert_shown(words[lang]);
		}
	canvas_resize(&canvas, 80, 24);
	assert_shown(", connect()");
	app.view.lang = LANG_EN;

	assert_shown("SYN-SENT, sends SYN, connect()");
}
END_TEST

START_TEST(no_call__is_grey_without_a_reason)
{
	app_open_sandbox(&app);
	for (int lang = 0; lang < LANG_COUNT; lang++)
		for (size_t i = 0; i < SIZES; i++) {
			app.view.lang = (enum lang)lang;
			canvas_resize(&canvas, sizes[i].w, sizes[i].h);
			press('c');
			point_at(CALL_ACCEPT);
			assert_shown(lang == LANG_EN ? "EBADF: no socket yet" : "EBADF: 아직 소켓 없음");
			press(K_ESC);
		}
}
END_TEST

START_TEST(a_refusal__has_a_short_form)
{
	static const char *const words[LANG_COUNT] = { "not accepted yet", "accept() 전" };

	app_open_sandbox(&app);
	connect_both();
	line("inject to server SYN seq=900 from 50000 to 80"), line("deliver last");
	press('s');
	for (int lang = 0; lang < LANG_COUNT; lang++) {
		app.view.lang = (enum lang)lang;
		point_at(CALL_RECV);
		assert_shown(words[lang]);
	}
}
END_TEST

/* --- the rows --- */

START_TEST(a_row_with_an_argument__is_marked)
{
	app_open_sandbox(&app);
	press('s');
	assert_shown("bind 80…");
	assert_shown("connect 80…");
	assert_not_shown("close…");
	press(K_ESC), line("server socket"), press('s'), press(K_ENTER);
	ck_assert_int_eq(app.view.overlay, OVERLAY_COMMAND);
	assert_shown("Enter do it");
	assert_not_shown("Enter choose");
}
END_TEST

START_TEST(retransmit__has_its_name)
{
	app_open_sandbox(&app);
	connect_both();
	line("client send \"hi\"");
	press('c');
	press('r'), press('r'), press('r'), press('r');
	canvas_resize(&canvas, 120, 40);
	assert_shown(" retransmit");
}
END_TEST

START_TEST(a_letter__goes_to_the_next_call_of_its_name)
{
	static const enum call_id calls[] = { CALL_CONNECT, CALL_CLOSE, CALL_CRASH };

	app_open_sandbox(&app);
	press('c');
	for (size_t i = 0; i < 20; i++)
		press('c');
	bool met[CALL_COUNT] = { false };
	for (size_t i = 0; i < 3; i++)
		press('c'), met[selected()->action.call] = true;
	for (size_t i = 0; i < 3; i++)
		ck_assert(met[calls[i]]);
	press('b');
	ck_assert_int_eq(selected()->action.call, CALL_BOOT);
	press('b');
	ck_assert_int_eq(selected()->action.call, CALL_BIND);
	press('j'); /* no call begins with it: it moves */
	ck_assert_int_ne(selected()->action.call, CALL_BIND);
	press('q');
	ck_assert_int_eq(app.view.overlay, OVERLAY_NONE);
}
END_TEST

START_TEST(a_second_socket__is_to_be_connected)
{
	app_open_sandbox(&app);
	connect_both();
	line("client socket");
	press('c');
	ck_assert_int_eq(selected()->action.call, CALL_CONNECT);
}
END_TEST

/* --- the socket table --- */

START_TEST(the_table__is_what_ss_prints)
{
	static const char *const lines[] = {
		"State      Recv-Q Send-Q     Local:Port      Peer:Port",
		"LISTEN          1      5     0.0.0.0:80      0.0.0.0:*",
		"▸c FIN-WAIT-1      0      3 10.0.0.1:49152    10.0.0.2:80 timer:(on,1sec,0)",
		"not in ss:",
		"c socket 2 :7000 bound",
	};

	app_open_sandbox(&app);
	line("server socket"), line("server bind 80"), line("server listen"), line("client socket");
	line("client connect 80"), line("deliver"), line("deliver"), line("deliver");
	line("client send \"hi\""), line("client close"), line("client socket"), line("client bind 7000");
	press('T');
	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
		assert_shown(lines[i]);
}
END_TEST

START_TEST(a_fin_that_is_not_read__counts_as_an_octet)
{
	app_open_sandbox(&app);
	connect_both();
	line("client send \"hi\""), line("client shutdown wr");
	line("deliver to server"), line("deliver to server");
	press('T');
	assert_shown("s CLOSE-WAIT      3      0");
	press('T'), line("server recv"), press('T');
	assert_shown("s CLOSE-WAIT      0      0");
}
END_TEST

START_TEST(time_wait_of_an_earlier_connection__counts_down)
{
	app_open_sandbox(&app);
	connect_both();
	line("client close"), line("wait idle"), line("server close"), line("wait idle");
	line("client socket"), line("wait 1s"), line("client connect 80");
	press('T');
	assert_shown("timer:(timewait,3min");
	assert_shown("SYN-SENT");
	press('T'), line("wait 1m"), press('T');
	assert_shown("timer:(timewait,2min");
}
END_TEST

START_TEST(the_time_of_a_timer__is_that_of_ss)
{
	static const struct {
		vtime left_ms;
		const char *said;
	} times[] = {
		{ 950, "950ms" },        { 1000, "1sec" },
		{ 1500, "1.500ms" },     { 9005, "9.005ms" },
		{ 10500, "10sec" },      { 59999, "59sec" },
		{ 60000, "1min" },       { 239500, "3min59sec" },
		{ 599000, "9min59sec" }, { 600000 + 59000, "10min" },
		{ 7200000, "120min" },
	};

	app_open_sandbox(&app);
	connect_both();
	for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
		struct slot s = *world_focus(world(), HOST_CLIENT);
		char said[64], want[64];
		struct text t = text_over(said, sizeof said);

		s.tcb.deadline_ms[TMR_KEEPALIVE] = world()->now_ms + times[i].left_ms;
		snprintf(want, sizeof want, "timer:(keepalive,%s,0)", times[i].said);
		ck_assert(ss_timer(&t, world(), &s));
		ck_assert_str_eq(said, want);
	}
}
END_TEST

START_TEST(a_click_on_a_row__shows_that_socket)
{
	app_open_sandbox(&app);
	connect_both();
	press('T');
	free(screen_text());
	for (int y = 0; y < canvas.h; y++)
		for (int x = 0; x < canvas.w; x++)
			if (canvas_tag_at(&canvas, x, y) == tag_of(TAG_SOCKET, HOST_SERVER * 64u)) {
				app.mouse_x = x;
				app.mouse_y = y;
			}
	press(K_MOUSE), press('T');
	assert_shown("▐LISTEN▌");
}
END_TEST

Suite *suite_ui_calls(void)
{
	Suite *s = suite_create("ui/calls");
	TCase *foot = tcase_create("foot"), *rows = tcase_create("rows"), *table = tcase_create("table");

	tcase_add_checked_fixture(foot, setup, teardown);
	tcase_add_test(foot, the_selected_call__is_foretold_at_every_size);
	tcase_add_test(foot, no_call__is_grey_without_a_reason);
	tcase_add_test(foot, a_refusal__has_a_short_form);
	suite_add_tcase(s, foot);
	tcase_add_checked_fixture(rows, setup, teardown);
	tcase_add_test(rows, a_row_with_an_argument__is_marked);
	tcase_add_test(rows, retransmit__has_its_name);
	tcase_add_test(rows, a_letter__goes_to_the_next_call_of_its_name);
	tcase_add_test(rows, a_second_socket__is_to_be_connected);
	suite_add_tcase(s, rows);
	tcase_add_checked_fixture(table, setup, teardown);
	tcase_add_test(table, the_table__is_what_ss_prints);
	tcase_add_test(table, a_fin_that_is_not_read__counts_as_an_octet);
	tcase_add_test(table, time_wait_of_an_earlier_connection__counts_down);
	tcase_add_test(table, the_time_of_a_timer__is_that_of_ss);
	tcase_add_test(table, a_click_on_a_row__shows_that_socket);
	suite_add_tcase(s, table);
	return s;
}
