/* Tests which socket each diagram shows, and how another one is put there: keys in, the
 * canvas and the script lines out. */
#include "ui/by_keys.h"

#include "language/verbs.h"
#include "ui/app/focus.h"

Suite *suite_ui_focus(void);

/* Two connections: the server has a listener, an accepted connection, and one in
 * SYN-RECEIVED. */
static void connect_twice(void)
{
	app_open_sandbox(&app);
	connect_both();
	line("client socket"), line("client connect 80"), line("deliver");
}

static enum tcp_state shown(uint8_t host)
{
	return focus_state(&app.view, host);
}

/* Returns the last action as a script line. */
static const char *last_line(void)
{
	static char array[SEND_TEXT_MAX * 4 + 64];
	struct text t = text_over(array, sizeof array);

	action_write(&t, session_action(app.player.session, steps() - 1));
	return array;
}

/* Chooses a call of the open list by its name. */
static void choose_call(const char *name)
{
	for (size_t i = 0; i < app.view.calls_used; i++)
		if (strcmp(call_name((enum call_id)app.view.calls[i].action.call), name) == 0) {
			app.view.call = i;
			press(K_ENTER);
			return;
		}
	ck_abort_msg("no call %s", name);
}

/* --- what the header says --- */

static const struct {
	int w, h;
	const char *words[LANG_COUNT]; /* of the server, which has three sockets */
} headers[] = {
	{ 40, 24, { "SYN-RECEIVED", "SYN-RECEIVED" } },
	{ 65, 17, { "server SYN-RECEIVED ▸-", "server SYN-RECEIVED ▸-" } },
	{ 80, 24, { "server 10.0.0.2:80 ▸not yet accepted", "server 10.0.0.2:80 ▸accept 전 + 2개" } },
	{ 100, 30, { "server 10.0.0.2:80 · LISTEN + ESTAB + ▸SYN-RECV", "LISTEN + ESTAB + ▸SYN-RECV" } },
	{ 120, 40, { "server 10.0.0.2:80 · LISTEN + ESTAB + ▸SYN-RECV", "LISTEN + ESTAB + ▸SYN-RECV" } },
	{ 160, 50, { "server 10.0.0.2:80 · LISTEN + ESTAB + ▸SYN-RECV", "LISTEN + ESTAB + ▸SYN-RECV" } },
	{ 200, 60, { "server 10.0.0.2:80 · LISTEN + ESTAB + ▸SYN-RECV", "LISTEN + ESTAB + ▸SYN-RECV" } },
};

START_TEST(the_header__says_which_socket_of_how_many)
{
	connect_twice();
	press('l');
	for (int lang = 0; lang < LANG_COUNT; lang++) {
		app.view.lang = (enum lang)lang;
		canvas_resize(&canvas, headers[_i].w, headers[_i].h);
		assert_shown(headers[_i].words[lang]);
	}
}
END_TEST

START_TEST(one_socket__needs_no_number)
{
	app_open_sandbox(&app);
	line("server socket");
	assert_not_shown(" of 1");
	assert_not_shown("C other socket");
	press('C');
	assert_shown("There is no other socket to show.");
}
END_TEST

/* --- the key --- */

START_TEST(a_host_of_a_capture__has_no_invented_address)
{
	app_open_sandbox(&app);
	connect_both();
	assert_shown("client 10.0.0.1:");
	line("observe client ACK seq=1 ack=1");
	assert_shown("client:");
	assert_shown("server 10.0.0.2:");
}
END_TEST

START_TEST(the_key__shows_each_socket_in_turn_and_the_other_end_with_it)
{
	connect_twice();
	ck_assert_int_eq(shown(HOST_SERVER), TCPS_SYN_RECEIVED);
	press('l'), press('C');
	ck_assert_int_eq(shown(HOST_SERVER), TCPS_LISTEN);
	ck_assert_int_eq(shown(HOST_CLIENT), TCPS_SYN_SENT); /* a listener has no other end */
	press('C');
	ck_assert_int_eq(shown(HOST_SERVER), TCPS_ESTABLISHED);
	ck_assert_int_eq(shown(HOST_CLIENT), TCPS_ESTABLISHED);
	assert_shown("▐ESTABLISHED▌");
	assert_not_shown("▐SYN-RECEIVED▌");
	assert_shown("server 10.0.0.2:80 ▸socket 2 + 2 more");
	press('C');
	ck_assert_int_eq(shown(HOST_SERVER), TCPS_SYN_RECEIVED);
	ck_assert_int_eq(shown(HOST_CLIENT), TCPS_SYN_SENT);
	ck_assert(!focus_is_chosen(&app.view, HOST_SERVER));
}
END_TEST

START_TEST(the_key__takes_the_host_that_has_several)
{
	app_open_sandbox(&app);
	connect_both();
	ck_assert_int_eq(app.view.side, HOST_CLIENT);
	press('C');
	ck_assert_int_eq(app.view.side, HOST_SERVER);
	ck_assert_int_eq(shown(HOST_SERVER), TCPS_LISTEN);
}
END_TEST

START_TEST(what_the_panels_say__is_of_the_socket_shown)
{
	connect_twice();
	line("server.2 send \"hello\"");
	assert_not_shown("hello·");
	press('l'), press('C'), press('C'), press(K_ESC);
	assert_shown("hello·");
	assert_shown("server 10.0.0.2:80 ▸socket 2 + 2 more");
	press('e');
	assert_shown("─ ESTABLISHED ─");
}
END_TEST

START_TEST(the_list_of_calls__names_the_socket_of_each)
{
	connect_twice();
	line("client socket");
	press('c');
	assert_shown("connect 80… (client.3)"); /* no call by the socket that the diagram shows */
	press(K_ESC);
	press('h'), press('C'), press('C');
	press('c');
	assert_shown("A call by the client (client.1)");
	assert_shown("connect 80… (client.3)");
}
END_TEST

START_TEST(retransmit__is_of_the_socket_shown)
{
	connect_twice();
	line("client.1 send \"hello\"");
	press('h'), press('C');
	ck_assert_int_eq(shown(HOST_CLIENT), TCPS_ESTABLISHED);
	press('c');
	assert_shown(" retransmit");
	for (size_t i = 0; i < app.view.calls_used; i++)
		if (app.view.calls[i].action.kind == ACT_RETRANSMIT)
			app.view.call = i;
	press(K_ENTER);
	ck_assert_str_eq(last_line(), "retransmit client.1");
	assert_shown("The client's socket 1 now waits for the ACK"); /* not for what the newer connection does */
}
END_TEST

START_TEST(hints_and_comparisons__are_about_the_socket_shown)
{
	connect_twice();
	press('h'), press('C');
	press('H');
	assert_shown("▸ ESTABLISHED");
	app.view.list.at = TCPS_FIN_WAIT_1;
	press(K_ENTER);
	assert_shown("The next action: client.1 ");
	press(K_ESC);
	line("client.1 close");
	press('a'), press('k'), press('k'), press('k'), press('k');
	press('m');
	assert_shown("client  state          ESTABLISHED          │ FIN-WAIT-1");
}
END_TEST

/* --- what is recorded --- */

START_TEST(a_typed_line__means_what_it_meant)
{
	connect_twice();
	line("deliver"), line("deliver"), line("server accept");
	press('l'), press('C'), press('C'); /* socket 2 */
	ck_assert(focus_is_chosen(&app.view, HOST_SERVER));
	line("server close");
	ck_assert_str_eq(last_line(), "server close");
	ck_assert_int_eq(slot_state(world_socket(world(), HOST_SERVER, 2)), TCPS_ESTABLISHED);
	ck_assert_int_eq(slot_state(world_socket(world(), HOST_SERVER, 3)), TCPS_FIN_WAIT_1);
}
END_TEST

START_TEST(a_call_from_the_list__names_the_socket_shown)
{
	connect_twice();
	press('l'), press('C'), press('C'); /* the accepted connection, socket 2 */
	press('s');
	choose_call("close");
	ck_assert_str_eq(last_line(), "server.2 close");
}
END_TEST

START_TEST(a_call_from_the_list__needs_no_name_for_the_socket_that_it_means)
{
	connect_twice();
	press('l'), press('C'); /* the listener */
	press('s');
	choose_call("accept");
	ck_assert_str_eq(last_line(), "server accept");
	press('C');
	while (shown(HOST_SERVER) != TCPS_ESTABLISHED)
		press('C');
	press('s');
	choose_call("socket");
	ck_assert_str_eq(last_line(), "server socket");
}
END_TEST

START_TEST(a_connection_that_was_not_accepted__takes_no_call)
{
	app_open_sandbox(&app);
	connect_both();
	line("inject to server SYN seq=900 from 50000 to 80"), line("deliver last");
	line("inject to server SYN seq=900 from 50001 to 80"), line("deliver last");
	size_t before = steps();
	press('l');
	do
		press('C');
	while (focus_slot(&app.view, HOST_SERVER)->number != 0 || !focus_is_chosen(&app.view, HOST_SERVER));
	press('s');
	choose_call("close");
	ck_assert_uint_eq(steps(), before);
	assert_shown("accept() has not handed out this connection yet");
}
END_TEST

/* --- what the simulation does --- */

START_TEST(a_new_connection__is_shown_and_told)
{
	static const char *const words[LANG_COUNT] = { "This is a second", "번째 연결입니다. 첫 연결은" };
	app_open_sandbox(&app);
	connect_both();
	press('C');
	ck_assert_int_eq(shown(HOST_SERVER), TCPS_LISTEN);
	line("inject to server SYN seq=900 from 50000 to 80"), line("deliver");
	ck_assert_int_eq(shown(HOST_SERVER), TCPS_SYN_RECEIVED);
	for (int lang = 0; lang < LANG_COUNT; lang++) {
		app.view.lang = (enum lang)lang;
		assert_shown(words[lang]);
	}
}
END_TEST

START_TEST(undo__brings_the_choice_back)
{
	app_open_sandbox(&app);
	connect_both();
	press('C');
	line("inject to server SYN seq=900 from 50000 to 80"), line("deliver");
	press('u');
	ck_assert_int_eq(shown(HOST_SERVER), TCPS_LISTEN);
}
END_TEST

START_TEST(a_passive_open_that_ends__leaves_the_earlier_connection)
{
	app_open_sandbox(&app);
	connect_both();
	line("inject to server SYN seq=900 from 50000 to 80"), line("deliver"), line("deliver");
	line("deliver");
	ck_assert_int_eq(state(HOST_SERVER), TCPS_LISTEN); /* the client has reset what it did not ask for */
	assert_shown("No newer connection of the server is left; the one before is");
	assert_shown("▸LISTEN + ESTAB");
}
END_TEST

/* --- the numbers --- */

START_TEST(the_key_of_the_numbers__closes_them)
{
	app_open_sandbox(&app);
	press('T');
	ck_assert_int_eq(app.view.overlay, OVERLAY_NUMBERS);
	press('T');
	ck_assert_int_eq(app.view.overlay, OVERLAY_NONE);
	press('?'), press('T'); /* of the help it opens nothing */
	ck_assert_int_eq(app.view.overlay, OVERLAY_HELP);
}
END_TEST

START_TEST(move__is_offered_where_something_moves)
{
	static const struct {
		int w, h;
		bool moves;
	} rows[] = { { 80, 24, true }, { 120, 60, false }, { 200, 60, false } };

	app_open_sandbox(&app);
	press('?');
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		canvas_resize(&canvas, rows[i].w, rows[i].h);
		(rows[i].moves ? assert_shown : assert_not_shown)("↓ move");
	}
	press('?'), canvas_resize(&canvas, 80, 24);
	assert_not_shown("↓ move"); /* no segment is in flight */
	press('T');
	assert_not_shown("↓ move");
}
END_TEST

Suite *suite_ui_focus(void)
{
	Suite *s = suite_create("ui/focus");
	TCase *header = tcase_create("header"), *key = tcase_create("key"), *record = tcase_create("record");
	TCase *simulation = tcase_create("simulation"), *numbers = tcase_create("numbers");

	tcase_add_checked_fixture(header, setup, teardown);
	tcase_add_loop_test(header, the_header__says_which_socket_of_how_many, 0, sizeof headers / sizeof headers[0]);
	tcase_add_test(header, one_socket__needs_no_number);
	tcase_add_test(header, a_host_of_a_capture__has_no_invented_address);
	suite_add_tcase(s, header);
	tcase_add_checked_fixture(key, setup, teardown);
	tcase_add_test(key, the_key__shows_each_socket_in_turn_and_the_other_end_with_it);
	tcase_add_test(key, the_key__takes_the_host_that_has_several);
	tcase_add_test(key, the_list_of_calls__names_the_socket_of_each);
	tcase_add_test(key, retransmit__is_of_the_socket_shown);
	tcase_add_test(key, hints_and_comparisons__are_about_the_socket_shown);
	tcase_add_test(key, what_the_panels_say__is_of_the_socket_shown);
	suite_add_tcase(s, key);
	tcase_add_checked_fixture(record, setup, teardown);
	tcase_add_test(record, a_typed_line__means_what_it_meant);
	tcase_add_test(record, a_call_from_the_list__names_the_socket_shown);
	tcase_add_test(record, a_call_from_the_list__needs_no_name_for_the_socket_that_it_means);
	tcase_add_test(record, a_connection_that_was_not_accepted__takes_no_call);
	suite_add_tcase(s, record);
	tcase_add_checked_fixture(simulation, setup, teardown);
	tcase_add_test(simulation, a_new_connection__is_shown_and_told);
	tcase_add_test(simulation, undo__brings_the_choice_back);
	tcase_add_test(simulation, a_passive_open_that_ends__leaves_the_earlier_connection);
	suite_add_tcase(s, simulation);
	tcase_add_checked_fixture(numbers, setup, teardown);
	tcase_add_test(numbers, the_key_of_the_numbers__closes_them);
	tcase_add_test(numbers, move__is_offered_where_something_moves);
	suite_add_tcase(s, numbers);
	return s;
}
