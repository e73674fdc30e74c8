/* Tests the kernels next to a lesson, by records that a test feeds: their states beside the diagrams, a
 * difference, kernels that are behind, a comparison that has ended, and steps off the lesson's path. */
#include "ui/by_keys.h"

#include "ui/app/kernels.h"

Suite *suite_ui_kernels(void);

static const char source[] =
	"tcpstep 1\nid pair\ntitle A pair\n"
	"client socket\nclient connect 80\ndeliver\ndeliver\n"
	"goal \"Again\"\n  reach client SYN-SENT\n  solution\n    client socket\n    client connect 80\n";
enum { LINE_OF_FIRST = 4, MODEL_PORT = 49152 };

static struct compared records[6];
static size_t fed;      /* that the feed gives */
static bool over, came; /* no more will come; something is new */
static struct compared_feed feed;
static int waited_ms; /* for which the feed was told to wait last */

static bool look(void *from, struct comparison *now, int wait_ms)
{
	bool news = came;

	ck_assert_ptr_eq(from, records);
	waited_ms = wait_ms;
	now->at = records;
	now->used = fed;
	now->ended = over;
	came = false;
	return news;
}

/* Lets the kernels come to after `n` actions. */
static void feed_to(size_t n, bool ended)
{
	fed = n;
	over = ended;
	came = true;
	press(K_TIMEOUT);
}

static void record(size_t i, uint8_t kind, enum tcp_state client)
{
	records[i] = (struct compared){ .kind = kind, .line = LINE_OF_FIRST + (unsigned)i };
	records[i].used[HOST_CLIENT] = 1;
	records[i].sockets[HOST_CLIENT][0] = (struct compared_socket){ MODEL_PORT, 80, (uint8_t)client };
}

static void begin(void)
{
	record(0, COMPARED_AGREES, TCPS_CLOSED);
	record(1, COMPARED_AGREES, TCPS_SYN_SENT);
	record(2, COMPARED_AGREES, TCPS_SYN_SENT);
	record(3, COMPARED_AGREES, TCPS_CLOSED);
	fed = 0;
	over = came = false;
	feed = (struct compared_feed){ .look = look, .from = records };
	app.options.kernel = &feed;
	begin_lesson(source);
}

START_TEST(the_kernel__is_beside_each_diagram_at_every_size)
{
	static const int sizes[][2] = { { 40, 12 }, { 65, 17 }, { 80, 24 }, { 100, 30 }, { 120, 40 }, { 200, 60 } };

	begin();
	feed_to(4, true);
	press(' '), press(' ');
	for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
		char *dump, *first;

		canvas_resize(&canvas, sizes[i][0], sizes[i][1]);
		dump = screen_text();
		first = strstr(dump, "kernel =");
		ck_assert_msg(first != NULL, "%dx%d\n%s", sizes[i][0], sizes[i][1], dump);
		if (sizes[i][0] > 65)
			ck_assert_msg(strstr(first + 1, "kernel =") != NULL, "%dx%d\n%s", sizes[i][0], sizes[i][1],
				      dump);
		free(dump);
	}
}
END_TEST

START_TEST(a_step_back__shows_the_kernel_of_then)
{
	const struct compared *r;

	begin();
	feed_to(4, true);
	press(' '), press(' '), press(' '), press(' ');
	ck_assert_int_eq(kernel_place(&app.view, &r), KERNEL_HERE);
	ck_assert_ptr_eq(r, &records[3]);
	ck_assert_int_eq(kernel_state(&app.view, r, HOST_CLIENT), TCPS_CLOSED);
	press(K_BACKSPACE);
	ck_assert_int_eq(kernel_place(&app.view, &r), KERNEL_HERE);
	ck_assert_ptr_eq(r, &records[2]);
	ck_assert_int_eq(kernel_state(&app.view, r, HOST_CLIENT), TCPS_SYN_SENT);
	press('R');
	ck_assert_int_eq(kernel_place(&app.view, &r), KERNEL_HERE);
	ck_assert_ptr_null(r);
}
END_TEST

START_TEST(a_difference__is_marked_by_a_sign_and_explained_by_both_rules)
{
	begin();
	record(1, COMPARED_DIFFERS, TCPS_ESTABLISHED);
	records[1].differs[HOST_CLIENT] = true;
	records[1].said_used = 1;
	records[1].said[0][LANG_EN] = (struct compared_words){ "client, state", "SYN-SENT (RFC of the model)",
							       "ESTABLISHED (arrow of the kernel)" };
	feed_to(2, true);
	press(' ');
	assert_not_shown("≠");
	press(' ');
	assert_shown("kernel ≠");
	assert_shown("kernel ="); /* the server's is the same */
	assert_shown("A kernel differs here. K shows");
	app.view.ascii = true;
	assert_shown("kernel !=");
	app.view.ascii = false;
	press('K');
	assert_shown("client: model SYN-SENT, kernel ESTABLISHED: different");
	assert_shown("server: model CLOSED, kernel CLOSED: the same");
	assert_shown("model:  SYN-SENT (RFC of the model)");
	assert_shown("kernel: ESTABLISHED (arrow of the kernel)");
	press(K_ESC);
	press(' ');
	assert_not_shown("≠");
	assert_shown("The comparison has ended: a kernel differed in line 5.");
	assert_shown("to line 4");
}
END_TEST

START_TEST(a_call_that_differs__is_marked_though_the_states_are_the_same)
{
	begin();
	record(1, COMPARED_DIFFERS, TCPS_SYN_SENT);
	records[1].differs[HOST_CLIENT] = true;
	feed_to(2, true);
	press(' '), press(' ');
	assert_shown("kernel ≠");
	press('K');
	assert_shown("client: model SYN-SENT, kernel SYN-SENT: different");
}
END_TEST

START_TEST(the_settings_of_a_lesson__may_make_the_difference)
{
	begin();
	records[1].sockets[HOST_CLIENT][0].state = TCPS_ESTABLISHED;
	feed_to(4, true);
	press(' '), press(' ');
	assert_shown("kernel ≠");
	press('K');
	assert_shown("The settings make this difference");
}
END_TEST

START_TEST(kernels_that_are_behind__come_later_and_no_key_waits)
{
	begin();
	feed_to(1, false);
	press(' '), press(' '), press(' ');
	ck_assert_int_eq(waited_ms, 0);
	assert_shown("at step 1");
	assert_not_shown("kernel =");
	press('K');
	assert_shown("they are at step 1");
	press(K_ESC);
	app.view.kernels.now.of_s = 5;
	assert_shown("waits 5 s");
	ck_assert_int_gt(app_timeout_ms(&app), 0); /* the screen looks again by itself */
	feed_to(3, false);
	assert_shown("kernel =");
	press(K_TIMEOUT);
	ck_assert(app.room.idle); /* nothing is drawn for no news */
	feed_to(4, true);
	press(' ');
	ck_assert_int_eq(app_timeout_ms(&app), -1);
}
END_TEST

START_TEST(playing__keeps_its_pace_while_the_kernels_run)
{
	begin();
	feed_to(4, false);
	press('p'); /* 40 a minute: 1500 ms a step, 100 ms a look */
	for (int i = 0; i < 14; i++)
		press(K_TIMEOUT);
	ck_assert_uint_eq(steps(), 0);
	press(K_TIMEOUT);
	ck_assert_uint_eq(steps(), 1);
}
END_TEST

START_TEST(a_comparison_that_has_ended__says_where_and_why)
{
	begin();
	record(2, COMPARED_SKIPPED, TCPS_SYN_SENT);
	records[2].wait_s = 60;
	feed_to(3, true);
	press(' '), press(' '), press(' ');
	assert_shown("to line 5");
	assert_shown("a step waits 60 s for timers, in line 6");
	press('K');
	assert_shown("Compared up to line 5.");
	press(K_ESC), press(K_BACKSPACE);
	assert_shown("kernel =");
	app.view.kernels.now.used = 2; /* the process is gone */
	press(' ');
	assert_shown("the process of a host has ended");
}
END_TEST

START_TEST(what_is_done_freely__is_not_compared)
{
	begin();
	feed_to(6, true);
	press(' ');
	line("client bind 7");
	assert_shown("lesson only");
	assert_not_shown("kernel =");
	press('K');
	assert_shown("The kernels follow the lesson only");
	press(K_ESC), press('r');
	assert_shown("kernel =");
}
END_TEST

START_TEST(a_goal__is_compared_while_it_is_solved_as_the_lesson_does)
{
	const struct compared *r;

	begin();
	record(4, COMPARED_AGREES, TCPS_CLOSED);
	record(5, COMPARED_AGREES, TCPS_SYN_SENT);
	feed_to(6, true);
	for (int i = 0; i < 5; i++)
		press(' ');
	line("client socket");
	ck_assert_int_eq(kernel_place(&app.view, &r), KERNEL_HERE);
	ck_assert_ptr_eq(r, &records[4]);
	line("client connect 81");
	ck_assert_int_eq(kernel_place(&app.view, &r), KERNEL_OFF);
}
END_TEST

START_TEST(another_lesson__has_no_kernel)
{
	struct diags errors = { 0 };
	struct script *other = script_parse("other", source, strlen(source), &errors);

	begin();
	feed_to(4, true);
	app_open(&app, other, MODE_LESSON);
	press(' '), press(' ');
	assert_not_shown("kernel");
	press('K');
	ck_assert_int_eq(app.view.overlay, OVERLAY_NONE);
	assert_shown("No kernel runs next to this session");
	app_open(&app, lesson, MODE_LESSON);
	script_free(other);
}
END_TEST

START_TEST(an_ordinary_lesson__has_no_trace_of_it)
{
	begin_lesson(source);
	press(' '), press(' ');
	assert_not_shown("kernel");
	ck_assert_int_eq(app_timeout_ms(&app), -1);
	canvas_resize(&canvas, 120, 200);
	press('?');
	assert_not_shown("learn --kernel");
	press('?');
	app.options.kernel = &feed;
	begin();
	press('?');
	assert_shown("learn --kernel");
}
END_TEST

Suite *suite_ui_kernels(void)
{
	Suite *s = suite_create("ui_kernels");
	TCase *t = tcase_create("records");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, the_kernel__is_beside_each_diagram_at_every_size);
	tcase_add_test(t, a_step_back__shows_the_kernel_of_then);
	tcase_add_test(t, a_difference__is_marked_by_a_sign_and_explained_by_both_rules);
	tcase_add_test(t, a_call_that_differs__is_marked_though_the_states_are_the_same);
	tcase_add_test(t, the_settings_of_a_lesson__may_make_the_difference);
	tcase_add_test(t, kernels_that_are_behind__come_later_and_no_key_waits);
	tcase_add_test(t, playing__keeps_its_pace_while_the_kernels_run);
	tcase_add_test(t, a_comparison_that_has_ended__says_where_and_why);
	tcase_add_test(t, what_is_done_freely__is_not_compared);
	tcase_add_test(t, a_goal__is_compared_while_it_is_solved_as_the_lesson_does);
	tcase_add_test(t, another_lesson__has_no_kernel);
	tcase_add_test(t, an_ordinary_lesson__has_no_trace_of_it);
	suite_add_tcase(s, t);
	return s;
}
