/* Tests pointing: panes, states, clicks. By keys, without a terminal. */
#include <stdio.h>

#include "ui/by_keys.h"

Suite *suite_ui_pointing(void);

static void setup_sandbox(void)
{
	setup();
	app_open_sandbox(&app);
}

/* Clicks where these words are on the screen. */
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

/* --- panes and the mouse --- */

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
	click("#4 5 octets");
	ck_assert_uint_eq(app.view.selected, 4);
	click("#4 5 octets");
	ck_assert_int_eq(app.view.overlay, OVERLAY_SEGMENT);
	screen_draw(&canvas, &app.view);
	app.mouse_x = 0, app.mouse_y = 0;
	press(K_MOUSE); /* next to the box */
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
	ck_assert_int_eq(app.player.answered, 1);
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
	assert_shown("Answers: arrow keys");
	press(K_DOWN);
	ck_assert_int_eq(app.view.choice, 0);
	press(K_TAB), press(K_ENTER); /* it is in SYN-SENT */
	assert_shown("None of the answers is just SYN-SENT.");
	ck_assert_int_eq(app.player.answered, -1);
	press(K_ESC);
	ck_assert_int_eq(app.view.overlay, OVERLAY_ASK);
	press(K_TAB);
	app.view.pointed[HOST_CLIENT] = TCPS_ESTABLISHED;
	press(K_ENTER);
	ck_assert_int_eq(app.player.answered, 1);
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

Suite *suite_ui_pointing(void)
{
	Suite *s = suite_create("ui/pointing");
	TCase *c = tcase_create("keys");
	tcase_add_checked_fixture(c, setup_sandbox, teardown);
	tcase_add_test(c, tab__goes_through_the_panes_and_a_state_pointed_at_is_explained);
	tcase_add_test(c, from_any_state__arrows_reach_any_other);
	tcase_add_test(c, a_click__does_what_stands_there);
	tcase_add_test(c, a_click_on_a_state__answers_a_question_about_it);
	tcase_add_test(c, a_state_pointed_at__answers_a_question_about_it);
	tcase_add_test(c, a_click_on_a_row__goes_there);
	suite_add_tcase(s, c);
	return s;
}
