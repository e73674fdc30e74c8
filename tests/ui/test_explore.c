/* Looking around without acting: what if, hints, arrows, branches, comparing,
 * the ladder, headers, a mouse. By keys, without a terminal. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "engine/world.h"
#include "ui/app_core.h"
#include "ui/complete.h"
#include "ui/keymap.h"

Suite *suite_ui_explore(void);

static struct app app;
static struct canvas canvas;
static struct script *lesson;

static void press(uint32_t key)
{
	app_key(&app, key);
}

static void type(const char *s)
{
	for (size_t n; *s != '\0'; s += n)
		press(utf8_next(s, &n));
}

static void line(const char *s)
{
	press(':');
	type(s);
	press(K_ENTER);
	ck_assert_msg(app.view.overlay == OVERLAY_NONE, "%s: %s", s, app.view.message);
}

static void connect_both(void)
{
	line("server socket"), line("server bind 80"), line("server listen"), line("client socket");
	line("client connect 80"), line("deliver"), line("deliver"), line("deliver"), line("server accept");
}

static void setup(void)
{
	app_init(&app, &(struct app_options){ .lang = LANG_EN });
	canvas_init(&canvas, 80, 24);
	app.canvas = &canvas;
	lesson = NULL;
	app_open_sandbox(&app);
}

static void teardown(void)
{
	app_free(&app);
	canvas_free(&canvas);
	script_free(lesson);
}

static enum tcp_state state(uint8_t host)
{
	return world_state(session_world(app.player.session), host);
}

static size_t steps(void)
{
	return session_at(app.player.session);
}

static const char *list_line(size_t i)
{
	return i < app.view.list.used ? app.view.list.lines[i].text : "";
}

/* The line of the list that begins so, selected; false: there is none. */
static bool select_line(const char *begins)
{
	for (size_t i = 0; i < app.view.list.used; i++)
		if (strncmp(list_line(i), begins, strlen(begins)) == 0) {
			app.view.list.at = i;
			return true;
		}
	return false;
}

static char *screen_text(void)
{
	canvas_clear(&canvas);
	screen_draw(&canvas, &app.view);
	return canvas_dump(&canvas, false);
}

static void assert_shown(const char *words)
{
	char *dump = screen_text();
	ck_assert_msg(strstr(dump, words) != NULL, "'%s' is not in\n%s", words, dump);
	free(dump);
}

static void assert_not_shown(const char *words)
{
	char *dump = screen_text();
	ck_assert_msg(strstr(dump, words) == NULL, "'%s' is in\n%s", words, dump);
	free(dump);
}

/* Where the words stand on the screen is clicked. */
static void click(const char *words)
{
	screen_draw(&canvas, &app.view);
	for (int y = 0; y < canvas.h; y++)
		for (int x = 0; x < canvas.w; x++) {
			size_t n = 0;
			while (words[n] != '\0' && x + (int)n < canvas.w &&
			       canvas.cells[y * canvas.w + x + (int)n].c == (unsigned char)words[n])
				n++;
			if (words[n] != '\0')
				continue;
			app.mouse_x = x;
			app.mouse_y = y;
			press(K_MOUSE);
			return;
		}
	ck_abort_msg("'%s' is nowhere to be clicked", words);
}

static void begin_goal(void)
{
	static const char source[] = "tcpstep 1\nid goal\ntitle Goal\nserver socket\nserver bind 80\nserver listen\n"
				     "client socket\nclient connect 80\nask\n  Which state follows?\n"
				     "  ( ) LISTEN\n      No.\n  (x) ESTABLISHED\n  ( ) CLOSED\n      No.\n"
				     "goal \"Open it\"\n  reach client ESTABLISHED\n"
				     "  reach server ESTABLISHED\n  solution\n    deliver\n    deliver\n    deliver\n";
	struct diags errors = { 0 };
	lesson = script_parse("goal.tcpstep", source, sizeof source - 1, &errors);
	ck_assert_msg(lesson != NULL, "%s", errors.used > 0 ? errors.at[0].message : "");
	app_open(&app, lesson, MODE_LESSON);
	for (int i = 0; i < 6; i++)
		press(' ');
	ck_assert_int_eq(app.view.overlay, OVERLAY_ASK);
}

/* ---- what if ---- */

START_TEST(what_if__tells_and_does_nothing_until_a_line_is_taken)
{
	connect_both();
	line("client send 5");
	size_t before = steps();
	press('w');
	ck_assert(select_line("deliver #4"));
	ck_assert(strstr(list_line(app.view.list.at), "server sends ACK") != NULL);
	ck_assert(select_line("server close"));
	ck_assert(strstr(list_line(app.view.list.at), "ESTABLISHED → FIN-WAIT-1") != NULL);
	ck_assert_uint_eq(steps(), before);
	press(K_ENTER);
	ck_assert_int_eq(state(HOST_SERVER), TCPS_FIN_WAIT_1);
	ck_assert_uint_eq(steps(), before + 1);
	ck_assert_int_eq(app.view.overlay, OVERLAY_NONE);
}
END_TEST

/* ---- hints ---- */

START_TEST(a_hint_for_a_goal__comes_in_three_degrees)
{
	begin_goal();
	press('2'), press(' ');
	ck_assert_ptr_nonnull(player_goal(&app.player));
	press('H');
	ck_assert_uint_eq(app.view.list.used, 1);
	ck_assert(strstr(list_line(0), "has yet to arrive") != NULL);
	press('H');
	ck_assert(strstr(list_line(1), "The rule:") != NULL);
	ck_assert(!app.view.list.choose);
	press('H');
	ck_assert(select_line("The next action: deliver"));
	press(K_ENTER);
	ck_assert_int_eq(state(HOST_SERVER), TCPS_SYN_RECEIVED);
}
END_TEST

START_TEST(a_hint_for_a_goal__comes_from_wherever_the_student_has_got_to)
{
	begin_goal();
	press('2'), press(' ');
	press('x'); /* not in the solution: only its retransmission helps */
	press('H'), press('H'), press('H');
	ck_assert(select_line("The next action: wait next"));
}
END_TEST

START_TEST(a_hint__leads_to_a_state_that_is_picked)
{
	connect_both();
	for (int n = 0; state(HOST_CLIENT) != TCPS_CLOSING; n++) {
		ck_assert_int_lt(n, 20);
		press('H');
		ck_assert(select_line("CLOSING"));
		press(K_ENTER); /* looks for the way */
		ck_assert_msg(select_line("The next action"), "%s", list_line(0));
		press(K_ENTER); /* does its first action */
	}
	press('H');
	select_line("CLOSING");
	press(K_ENTER);
	ck_assert_str_eq(list_line(0), "It is there already.");
}
END_TEST

/* ---- arrows ---- */

START_TEST(arrows__are_remembered_though_undone)
{
	connect_both();
	press('A');
	assert_shown("Arrows: client 2, server 3 of 26");
	press(K_ESC);
	while (steps() > 0)
		press('u');
	press('A');
	assert_shown("Arrows: client 2, server 3 of 26");
}
END_TEST

START_TEST(every_arrow__has_a_way_or_a_reason)
{
	static const char *const unreached[] = { "LISTEN", "SYN-SENT" };
	for (size_t i = 0; i < state_edges_count; i++) {
		const struct state_edge *e = &state_edges[i];
		bool no_call = strcmp(state_name(e->from), unreached[0]) == 0 &&
			       strcmp(state_name(e->to), unreached[1]) == 0;
		app_list_begin(&app, OVERLAY_ARROWS, true);
		app_arrow_choose(&app, (uint32_t)i);
		bool way = select_line("The next action");
		ck_assert_msg(way || no_call, "%s to %s: %s", state_name(e->from), state_name(e->to), list_line(0));
		ck_assert_msg(!no_call || strstr(list_line(0), "No socket call") != NULL, "%s", list_line(0));
		press(K_ESC);
	}
}
END_TEST

/* ---- branches ---- */

START_TEST(branches__are_shown_gone_to_and_compared)
{
	connect_both();
	press('u');
	line("client close");
	press('b');
	ck_assert_msg(select_line("│ server accept  ESTABLISHED │ ESTABLISHED"), "%s / %s / %s", list_line(0),
		      list_line(1), list_line(2));
	press('m');
	ck_assert_int_eq(app.view.overlay, OVERLAY_COMPARE);
	assert_shown("client  state          ESTABLISHED          │ FIN-WAIT-1");
	assert_shown("They part after step 8.");
	press(K_ESC);
	ck_assert_int_eq(app.view.overlay, OVERLAY_TREE);
	press('b'), press(K_ESC), press('b');
	ck_assert(select_line("│ server accept"));
	press(K_ENTER);
	ck_assert_int_eq(state(HOST_CLIENT), TCPS_ESTABLISHED);
	press('b');
	ck_assert(select_line("│ client close"));
	press(K_ENTER);
	ck_assert_int_eq(state(HOST_CLIENT), TCPS_FIN_WAIT_1);
}
END_TEST

/* ---- the ladder ---- */

START_TEST(the_ladder__is_searched_and_leads_to_its_moments)
{
	connect_both();
	press('a');
	press('/');
	type("syn,ack");
	press(K_ENTER);
	ck_assert_int_eq(app.view.overlay, OVERLAY_LADDER);
	size_t last = app.view.rung; /* going on from the newest row, it begins again at the oldest */
	ck_assert(ladder_log_has(app.view.ladder, last, "SYN,ACK"));
	press('n');
	ck_assert(ladder_log_has(app.view.ladder, app.view.rung, "SYN,ACK"));
	ck_assert_uint_ne(app.view.rung, last);
	press('N');
	ck_assert_uint_eq(app.view.rung, last);
	size_t step = ladder_log_step(app.view.ladder, app.view.rung);
	press(K_ENTER);
	ck_assert_uint_eq(steps(), step + 1);
	ck_assert_int_eq(state(HOST_CLIENT), TCPS_SYN_SENT);
	press('a'), press('/');
	type("FIN");
	press(K_ENTER);
	ck_assert_str_eq(app.view.message, "Nowhere: FIN");
}
END_TEST

START_TEST(the_ladder_kept__is_the_one_made_anew)
{
	connect_both();
	line("client close"), line("wait idle");
	press('u'), press('u'), press('u'), press('u');
	line("drop"), line("wait 9s");
	press('b'), select_line("│ wait idle"), press(K_ENTER);
	struct ladder_log *fresh = ladder_log_new();
	ladder_log_sync(fresh, app.player.session);
	ck_assert_uint_eq(ladder_log_rows(fresh), ladder_log_rows(app.view.ladder));
	for (size_t i = 0; i < ladder_log_rows(fresh); i++)
		ck_assert_uint_eq(ladder_log_step(fresh, i), ladder_log_step(app.view.ladder, i));
	ladder_log_free(fresh);
}
END_TEST

/* ---- headers ---- */

START_TEST(a_segment__is_looked_into)
{
	connect_both();
	line("client send \"GET /\"");
	press('i');
	assert_shown("|Sequence Number 101 (relative 1)");
	assert_shown("|Data 5 octets GET /");
	assert_shown("seq is RCV.NXT");
	press(K_ESC);
	ck_assert_int_eq(app.view.overlay, OVERLAY_NONE);
}
END_TEST

/* It is not the connection in view that such a segment is for. */
START_TEST(a_segment_for_other_ports__is_not_measured_by_the_connection_in_view)
{
	connect_both();
	line("inject to server RST seq=101 from 5000");
	press('i');
	assert_not_shown("RCV.NXT");
	assert_not_shown("relative");
	press(K_ESC);
	line("deliver last");
	assert_shown("RST reaches the server.");
	assert_not_shown("stays in");
	assert_not_shown("The server now waits");
}
END_TEST

START_TEST(a_header__is_filled_in_and_sent)
{
	connect_both();
	press('I');
	ck_assert_uint_eq(app.view.forge.forgery.seq, 101);
	type("120");
	assert_shown("seq is in the window, but not RCV.NXT");
	press(K_ENTER);
	const struct flight *f = &session_world(app.player.session)->net.flights[0];
	ck_assert_uint_eq(f->segment.seq, 120);
	ck_assert_uint_eq(f->segment.flags, SEG_RST);
	ck_assert_uint_eq(f->forged, 1);
	line("deliver");
	ck_assert_int_eq(state(HOST_SERVER), TCPS_ESTABLISHED); /* a challenge ACK, no more */
}
END_TEST

START_TEST(a_form__is_walked_through_and_takes_flags)
{
	connect_both();
	press('I');
	while (app.view.field != FORGE_FLAG_SYN)
		press(K_DOWN);
	press(' ');
	ck_assert_uint_eq(app.view.forge.forgery.flags, SEG_SYN | SEG_RST);
	while (app.view.field != FORGE_TO)
		press(K_UP);
	press(' ');
	ck_assert_uint_eq(app.view.forge.host, HOST_CLIENT);
	press(K_ESC);
	ck_assert_uint_eq(session_world(app.player.session)->net.count, 0);
}
END_TEST

/* ---- panes and the mouse ---- */

START_TEST(tab__goes_through_the_panes_and_a_state_pointed_at_is_explained)
{
	connect_both();
	press(K_TAB);
	ck_assert_int_eq(app.view.pane, PANE_CLIENT);
	press(K_DOWN), press(K_DOWN);
	enum tcp_state pointed = (enum tcp_state)app.view.pointed[HOST_CLIENT];
	ck_assert_int_ne(pointed, TCPS_ESTABLISHED);
	press(K_ENTER);
	ck_assert_int_eq(app.view.overlay, OVERLAY_STATE);
	assert_shown(state_name(pointed));
	press(K_ESC), press(K_TAB);
	ck_assert_int_eq(app.view.side, HOST_SERVER);
	press(K_ESC);
	ck_assert_int_eq(app.view.pane, PANE_WIRE);
}
END_TEST

START_TEST(from_any_state__arrows_reach_any_other)
{
	static const uint32_t keys[] = { K_UP, K_DOWN, K_LEFT, K_RIGHT };
	press(K_TAB);
	for (int from = 0; from < TCPS_COUNT; from++) {
		unsigned seen = 1u << from, before = 0;
		while (seen != before) {
			before = seen;
			for (uint8_t s = 0; s < TCPS_COUNT; s++)
				for (int k = 0; k < 4 && (seen >> s & 1); k++) {
					app.view.pointed[HOST_CLIENT] = s;
					press(keys[k]);
					seen |= 1u << app.view.pointed[HOST_CLIENT];
				}
		}
		ck_assert_msg(seen == (1u << TCPS_COUNT) - 1, "from %s: %x", state_name((enum tcp_state)from), seen);
	}
}
END_TEST

START_TEST(a_click__does_what_stands_there)
{
	connect_both();
	line("client send 5");
	click("#4 ACK");
	ck_assert_uint_eq(app.view.selected, 4);
	click("#4 ACK");
	ck_assert_int_eq(app.view.overlay, OVERLAY_SEGMENT);
	screen_draw(&canvas, &app.view);
	app.mouse_x = 0, app.mouse_y = 0;
	press(K_MOUSE); /* beside the box */
	ck_assert_int_eq(app.view.overlay, OVERLAY_NONE);
	click("d deliver");
	ck_assert_uint_eq(session_world(app.player.session)->net.count, 1);
	click("CLOSE-WAIT");
	ck_assert_int_eq(app.view.pane, PANE_CLIENT);
	ck_assert_uint_eq(app.view.pointed[HOST_CLIENT], TCPS_CLOSE_WAIT);
	click("? help");
	ck_assert_int_eq(app.view.overlay, OVERLAY_HELP);
}
END_TEST

START_TEST(a_click_on_a_state__answers_a_question_about_it)
{
	begin_goal();
	click("ESTABLISHED");
	ck_assert_int_eq(app.view.answered, 1);
}
END_TEST

START_TEST(a_state_pointed_at__answers_a_question_about_it)
{
	begin_goal();
	press(K_TAB);
	assert_shown("Enter answers with it");
	press(K_UP), press(K_UP), press(K_UP), press(K_UP);
	ck_assert_int_eq(app.view.choice, -1);
	press(K_TAB), press(K_TAB);
	assert_shown("In the choices");
	press(K_DOWN);
	ck_assert_int_eq(app.view.choice, 0);
	press(K_TAB), press(K_ENTER); /* it is in SYN-SENT */
	assert_shown("No choice is SYN-SENT alone.");
	ck_assert_int_eq(app.view.answered, -1);
	press(K_ESC);
	ck_assert_int_eq(app.view.overlay, OVERLAY_ASK);
	press(K_TAB);
	app.view.pointed[HOST_CLIENT] = TCPS_ESTABLISHED;
	press(K_ENTER);
	ck_assert_int_eq(app.view.answered, 1);
	press(' ');
	ck_assert_int_eq(app.view.overlay, OVERLAY_NONE);
}
END_TEST

START_TEST(a_click_on_a_row__goes_there)
{
	canvas_resize(&canvas, 120, 40);
	connect_both();
	click("connect = 0");
	ck_assert_uint_eq(steps(), 7);
}
END_TEST

/* ---- the command line ---- */

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
		complete_line(&c, rows[i].typed, session_world(app.player.session));
		ck_assert_msg(c.used == rows[i].words && strcmp(c.rest, rows[i].rest) == 0, "%s: %zu '%s'",
			      rows[i].typed, c.used, c.rest);
	}
	press(':');
	type("server soc");
	press(K_TAB), press(K_ENTER);
	ck_assert_uint_eq(steps(), 1);
}
END_TEST

/* Every kind of mistake, and none of them told in English to a Korean reader. */
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
		ck_assert_msg(app.view.message_bad, "%s", lines[i]);
		for (size_t k = 0; k < sizeof english / sizeof english[0]; k++)
			ck_assert_msg(strstr(app.view.message, english[k]) == NULL, "%s: %s", lines[i],
				      app.view.message);
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

Suite *suite_ui_explore(void)
{
	Suite *s = suite_create("ui/explore");
	TCase *c = tcase_create("looking ahead and back");
	tcase_add_checked_fixture(c, setup, teardown);
	tcase_set_timeout(c, 120);
	tcase_add_test(c, what_if__tells_and_does_nothing_until_a_line_is_taken);
	tcase_add_test(c, a_hint_for_a_goal__comes_in_three_degrees);
	tcase_add_test(c, a_hint_for_a_goal__comes_from_wherever_the_student_has_got_to);
	tcase_add_test(c, a_hint__leads_to_a_state_that_is_picked);
	tcase_add_test(c, arrows__are_remembered_though_undone);
	tcase_add_test(c, every_arrow__has_a_way_or_a_reason);
	tcase_add_test(c, branches__are_shown_gone_to_and_compared);
	tcase_add_test(c, the_ladder__is_searched_and_leads_to_its_moments);
	tcase_add_test(c, the_ladder_kept__is_the_one_made_anew);
	tcase_add_test(c, a_segment__is_looked_into);
	tcase_add_test(c, a_segment_for_other_ports__is_not_measured_by_the_connection_in_view);
	tcase_add_test(c, a_header__is_filled_in_and_sent);
	tcase_add_test(c, a_form__is_walked_through_and_takes_flags);
	tcase_add_test(c, tab__goes_through_the_panes_and_a_state_pointed_at_is_explained);
	tcase_add_test(c, from_any_state__arrows_reach_any_other);
	tcase_add_test(c, a_click__does_what_stands_there);
	tcase_add_test(c, a_click_on_a_state__answers_a_question_about_it);
	tcase_add_test(c, a_state_pointed_at__answers_a_question_about_it);
	tcase_add_test(c, a_click_on_a_row__goes_there);
	tcase_add_test(c, tab__completes_a_statement);
	tcase_add_test(c, a_wrong_line__is_told_in_the_students_language);
	tcase_add_test(c, lines_typed__are_remembered);
	tcase_add_test(c, wait__takes_the_name_of_a_running_timer);
	suite_add_tcase(s, c);
	return s;
}
