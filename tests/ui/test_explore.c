/* Tests looking around without acting: what if, hints, arrows, branches, comparing,
 * the ladder, headers, a mouse. By keys, without a terminal. */
#include <stdio.h>

#include "language/complete.h"

#include "base/mem.h"
#include "ui/by_keys.h"

Suite *suite_ui_explore(void);

static void setup_sandbox(void)
{
	setup();
	app_open_sandbox(&app);
}

static const char *list_line(size_t i)
{
	return i < app.view.list.used ? app.view.list.lines[i].text : "";
}

/* Selects the line of the list that starts with this text; false: there is none. */
static bool select_line(const char *begins)
{
	for (size_t i = 0; i < app.view.list.used; i++)
		if (strncmp(list_line(i), begins, strlen(begins)) == 0) {
			app.view.list.at = i;
			return true;
		}
	return false;
}

/* --- what if --- */

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

/* --- what is due --- */

START_TEST(what_is_due__is_listed_by_time_and_enter_waits_until_then)
{
	connect_both();
	line("client close");
	line("wait 20ms");
	press('t');
	ck_assert_int_eq(app.view.overlay, OVERLAY_DUE);
	ck_assert_str_eq(list_line(0), "#4 FIN,ACK arrives at the server in 30ms");
	ck_assert_str_eq(list_line(1), "the client's retransmission timer expires in 980ms");
	ck_assert_str_eq(list_line(2), "for 5s");
	press(K_ENTER);
	ck_assert_int_eq(app.view.overlay, OVERLAY_NONE);
	ck_assert_int_eq(state(HOST_SERVER), TCPS_CLOSE_WAIT);
	line("server close"), line("wait idle");
	ck_assert_int_eq(state(HOST_CLIENT), TCPS_TIME_WAIT);
	press('t');
	ck_assert_msg(select_line("the client's 2MSL in TIME-WAIT end"), "%s", list_line(0));
	press(K_ENTER);
	ck_assert_int_eq(state(HOST_CLIENT), TCPS_CLOSED);
}
END_TEST

START_TEST(what_is_due__takes_another_time_typed_at_once_or_asked_for)
{
	vtime before;

	connect_both();
	before = world()->now_ms;
	press('t');
	ck_assert_str_eq(list_line(0), "for 5s");
	type("7s");
	ck_assert_int_eq(app.view.overlay, OVERLAY_WAIT);
	ck_assert_str_eq(app.view.input, "7s");
	press(K_ENTER);
	ck_assert_uint_eq(world()->now_ms, before + 7000);
	press('t'), press('j'), press('G'), press(K_ENTER);
	ck_assert_int_eq(app.view.overlay, OVERLAY_WAIT);
	press(K_ESC);
	ck_assert_int_eq(app.view.overlay, OVERLAY_NONE);
}
END_TEST

START_TEST(what_is_due__says_that_a_held_segment_grows_too_old)
{
	connect_both();
	line("client close"), line("hold #4");
	press('t');
	ck_assert_str_eq(list_line(0), "the client's retransmission timer expires in 1s");
	ck_assert(select_line("#4 FIN,ACK, on its way to the server, is discarded as too old in"));
}
END_TEST

/* --- hints --- */

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

/* Opens a goal with two hints of its own, which socket() begins: a call that no rule decides. */
static void begin_goal_with_hints(void)
{
	begin_lesson("tcpstep 1\nid hints\ntitle Hints\ngoal \"Connect\"\n  reach client SYN-SENT\n"
		     "  forbid crash\n  within 3\n  hint A call asks for it.\n  hint First make a socket.\n"
		     "  solution\n    client socket\n    client connect 80\n");
	press(' ');
	ck_assert_ptr_nonnull(player_goal(&app.player));
}

START_TEST(the_lessons_own_hints__come_first)
{
	begin_goal_with_hints();
	press('H');
	ck_assert_uint_eq(app.view.list.used, 1);
	ck_assert_str_eq(list_line(0), "A call asks for it.");
	press('H');
	ck_assert_str_eq(list_line(1), "First make a socket.");
	press('H');
	ck_assert_uint_eq(app.view.list.used, 3);
	press('H'); /* no rule decides: the action follows at once */
	ck_assert(select_line("The next action: client socket"));
	for (size_t i = 0; i < app.view.list.used; i++)
		ck_assert_ptr_null(strstr(list_line(i), "own choice"));
	press(K_ESC), press('H');
	ck_assert_uint_eq(app.view.list.used, 2); /* what was shown once is shown again */
}
END_TEST

START_TEST(a_dead_end__says_how_far_back_it_was_entered)
{
	begin_goal();
	press('2'), press(' ');
	app.states_most = 200;
	press('d');
	line("client exit"), line("server exit");
	press('H');
	ck_assert_uint_eq(app.view.list.used, 1);
	ck_assert_msg(strstr(list_line(0), "Press u 2 times") != NULL, "%s", list_line(0));
	press(K_ESC), press('u'), press('u'), press('H');
	ck_assert_msg(strstr(list_line(0), "No short way") == NULL, "%s", list_line(0));
}
END_TEST

static unsigned polls;

static bool no_key(void)
{
	return false;
}

static bool a_key(void)
{
	polls++;
	return true;
}

/* While no key is pressed, the search looks; it ends as soon as one is. */
START_TEST(a_dead_end__is_said_at_once)
{
	const struct statement *goal;

	begin_goal();
	press('2'), press(' ');
	goal = player_goal(&app.player);
	ck_assert_ptr_nonnull(goal);
	line("deliver");
	ck_assert_int_eq(app_timeout_ms(&app), -1); /* whether a key waits is not known */
	app.options.key_waits = no_key;
	ck_assert_int_gt(app_timeout_ms(&app), 0);
	press(K_TIMEOUT);
	ck_assert_ptr_eq(app.view.looked.goal, goal);
	assert_not_shown("No short way");
	ck_assert_int_eq(app_timeout_ms(&app), -1); /* it is known now */
	line("client exit"), line("server exit");
	app.states_most = 2000;
	app.options.key_waits = a_key;
	press(K_TIMEOUT);
	ck_assert_uint_gt(polls, 0);
	ck_assert_uint_lt(polls, 3);
	assert_not_shown("No short way");
	app.options.key_waits = no_key;
	press(K_TIMEOUT);
	assert_shown("No short way leads from here to the goal");
	press('u');
	press('u');
	assert_not_shown("No short way");
}
END_TEST

START_TEST(a_call__is_chosen_from_a_hint_too)
{
	begin_goal();
	press('2'), press(' ');
	press('H');
	ck_assert_int_eq(app.view.overlay, OVERLAY_HINT);
	press(' '); /* meant for the hint */
	ck_assert_int_eq(app.view.overlay, OVERLAY_HINT);
	press('c');
	ck_assert_int_eq(app.view.overlay, OVERLAY_CALLS);
	press(K_ESC);
	ck_assert_int_eq(app.view.overlay, OVERLAY_NONE);
}
END_TEST

START_TEST(a_hint__works_in_the_list_of_calls_and_in_the_explanation_of_a_state)
{
	begin_goal();
	press('2'), press(' ');
	press('c'), press('H');
	ck_assert_int_eq(app.view.overlay, OVERLAY_HINT);
	ck_assert(strstr(list_line(0), "has yet to arrive") != NULL);
	press(K_ESC);
	ck_assert_int_eq(app.view.overlay, OVERLAY_NONE);
	press(K_TAB), press('e'); /* the client's state */
	press('H');
	ck_assert_str_eq(list_line(0), "It is already in that state.");
}
END_TEST

START_TEST(the_solution__asks_first_and_goes_an_action_at_a_time)
{
	begin_goal();
	press('2'), press(' ');
	size_t before = steps();
	press('x'), press('v');
	ck_assert_uint_eq(steps(), before + 1);
	assert_shown("Show the solution?");
	press('j'), press('v'); /* anything else takes it back */
	ck_assert_uint_eq(steps(), before + 1);
	press('v');
	ck_assert_uint_eq(steps(), before + 1); /* from where the goal was set */
	ck_assert_int_eq(state(HOST_SERVER), TCPS_SYN_RECEIVED);
	ck_assert(player_solution_shown(&app.player));
	press(' '), press(' ');
	ck_assert(player_goal_reached(&app.player));
	ck_assert_uint_eq(steps(), before + 3);
}
END_TEST

START_TEST(a_goals_rules__are_listed_and_named)
{
	begin_goal_with_hints();
	press(K_ENTER);
	assert_shown("actions: 0 of at most 3");
	assert_shown("not allowed: crash");
	press(K_ESC);
	app_act(&app, &(struct action){ .kind = ACT_CALL, .host = HOST_CLIENT, .call = CALL_CRASH });
	ck_assert_uint_eq(steps(), 0);
	assert_shown("The goal forbids this: crash.");
	assert_shown("0 of 1");
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
	ck_assert_str_eq(list_line(0), "It is already in that state.");
}
END_TEST

/* --- arrows --- */

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
		app_list_begin(&app, OVERLAY_ARROWS, app_arrow_choose);
		app_arrow_choose(&app, &(struct target){ .id = (uint32_t)i });
		bool way = select_line("The next action");
		ck_assert_msg(way || no_call, "%s to %s: %s", state_name(e->from), state_name(e->to), list_line(0));
		ck_assert_msg(!no_call || strstr(list_line(0), "No socket call") != NULL, "%s", list_line(0));
		press(K_ESC);
	}
}
END_TEST

/* --- branches --- */

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
	assert_shown("They diverge after step 8.");
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

/* --- the ladder --- */

START_TEST(a_moment__is_not_compared_with_itself)
{
	app_open_sandbox(&app);
	connect_both();
	press('b'), press('m');
	ck_assert_int_eq(app.view.overlay, OVERLAY_TREE);
	assert_shown("This is the moment where you are.");
}
END_TEST

START_TEST(data__are_seen_on_the_wire_and_their_acknowledgment_in_the_story)
{
	static const int sizes[][2] = { { 80, 24 }, { 100, 30 }, { 120, 40 }, { 160, 50 }, { 200, 60 } };
	app_open_sandbox(&app);
	connect_both();
	line("client send \"hello\"");
	for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
		canvas_resize(&canvas, sizes[i][0], sizes[i][1]);
		assert_shown("▸#4 \"hello\"");
	}
	press(' '), press(' ');
	assert_shown("It acknowledges 5 octets, which leave the send buffer.");
	assert_shown("timer stops");
}
END_TEST

START_TEST(held_segments__are_not_forgotten)
{
	app_open_sandbox(&app);
	connect_both();
	line("client send 5"), line("server crash"), line("client crash");
	press('o');
	press(' ');
	assert_shown("Only segments that are held aside are left");
}
END_TEST

START_TEST(a_question__leaves_the_wire_and_its_keys)
{
	begin_goal();
	char *asked = screen_text();
	press(K_ESC);
	char *bare = screen_text();
	const char *row = strstr(bare, "#1 SYN"), *same = strstr(asked, "#1 SYN");
	ck_assert(row != NULL && same != NULL && row - bare == same - asked);
	mem_free(asked), mem_free(bare);
	press(K_ESC);
	press('d');
	ck_assert_int_eq(state(HOST_SERVER), TCPS_SYN_RECEIVED);
	ck_assert(app.player.detour);
	press('r');
	ck_assert_int_eq(app.view.overlay, OVERLAY_ASK);
	ck_assert_int_eq(app.player.answered, -1);
}
END_TEST

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
	ck_assert_str_eq(app.view.notice.text, "Not found: FIN");
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

/* --- headers --- */

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

/* Such a segment is not for the connection in focus. */
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

Suite *suite_ui_explore(void)
{
	Suite *s = suite_create("ui/explore");
	TCase *c = tcase_create("looking ahead and back");
	tcase_add_checked_fixture(c, setup_sandbox, teardown);
	tcase_set_timeout(c, 120);
	tcase_add_test(c, what_if__tells_and_does_nothing_until_a_line_is_taken);
	tcase_add_test(c, what_is_due__is_listed_by_time_and_enter_waits_until_then);
	tcase_add_test(c, what_is_due__takes_another_time_typed_at_once_or_asked_for);
	tcase_add_test(c, what_is_due__says_that_a_held_segment_grows_too_old);
	tcase_add_test(c, a_hint_for_a_goal__comes_in_three_degrees);
	tcase_add_test(c, a_moment__is_not_compared_with_itself);
	tcase_add_test(c, data__are_seen_on_the_wire_and_their_acknowledgment_in_the_story);
	tcase_add_test(c, held_segments__are_not_forgotten);
	tcase_add_test(c, a_question__leaves_the_wire_and_its_keys);
	tcase_add_test(c, the_lessons_own_hints__come_first);
	tcase_add_test(c, a_dead_end__says_how_far_back_it_was_entered);
	tcase_add_test(c, a_dead_end__is_said_at_once);
	tcase_add_test(c, a_call__is_chosen_from_a_hint_too);
	tcase_add_test(c, a_hint__works_in_the_list_of_calls_and_in_the_explanation_of_a_state);
	tcase_add_test(c, the_solution__asks_first_and_goes_an_action_at_a_time);
	tcase_add_test(c, a_goals_rules__are_listed_and_named);
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
	suite_add_tcase(s, c);
	return s;
}
