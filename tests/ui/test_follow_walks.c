/* Tests a class in which both do random things: a student who catches up is where the class
 * is. The walks are seeded, so they are the same on every machine. */
#include "class_room.h"

Suite *suite_ui_follow_walks(void);

static uint32_t chance_state;

static unsigned below(unsigned n)
{
	chance_state = chance_state * 1664525u + 1013904223u;
	return (chance_state >> 16) % n;
}

static void anything(struct app *a)
{
	static const char keys[] = "        uuuufvr1LpRdxDo";
	static const char *const lines[] = { "client socket", "client connect 80",
					     "server close",  "client close",
					     "deliver",       "wait next",
					     "go 0",          "go 3",
					     "go 6",          "go 8",
					     "client crash",  "server listen 2" };
	if (below(3) > 0) {
		app_key(a, (uint32_t)keys[below(sizeof keys - 1)]);
		return;
	}
	if (a->view.overlay != OVERLAY_NONE)
		app_key(a, K_ESC);
	app_key(a, ':');
	type(a, lines[below(sizeof lines / sizeof lines[0])]);
	app_key(a, K_ENTER);
	if (a->view.overlay == OVERLAY_COMMAND)
		app_key(a, K_ESC);
}

/* Expects that the file is valid and, once the class has ended, that it holds. */
static void expect_recording(bool ended)
{
	struct diags errors = { 0 };
	char *source;
	struct script *s = lesson_read(path, &errors, &source);
	ck_assert_msg(s != NULL, "%u: %s in\n%s", errors.used ? errors.at[0].line : 0,
		      errors.used ? errors.at[0].message : "", source);
	if (ended)
		ck_assert_msg(script_run(s, &(struct run_events){ 0 }, NULL) == 0, "%s", source);
	script_free(s);
	free(source);
}

/* Expects the same steps; otherwise prints the file. */
static void expect_same_steps(void)
{
	const struct session *of[] = { class.player.session, student.player.session };
	char *told[2];
	for (int k = 0; k < 2; k++)
		told[k] = recording_write(of[k], NULL);
	if (strcmp(told[0], told[1]) == 0) {
		free(told[0]);
		free(told[1]);
		return;
	}
	struct diags errors = { 0 };
	char *text;
	size_t len;
	source_read(path, &text, &len, &errors);
	ck_abort_msg("the class:\n%s\nthe student:\n%s\nthe recording:\n%s", told[0], told[1], text);
}

START_TEST(whatever_both_do__who_catches_up_is_where_the_class_is)
{
	chance_state = (uint32_t)_i + 1;
	for (int i = 0; i < 150; i++) {
		for (unsigned n = below(4); n > 0; n--)
			anything(&class);
		for (unsigned n = below(4); n > 0; n--)
			anything(&student);
		if (below(3) == 0)
			look();
		expect_recording(false);
		if (below(4) > 0)
			continue;
		class.view.playing = student.view.playing = false;
		while (student.view.overlay != OVERLAY_NONE)
			app_key(&student, K_ESC);
		app_key(&student, 'r');
		look();
		expect_same_steps();
		ck_assert(student.view.live);
	}
	struct diag diag;
	ck_assert(app_class_end(&class, &diag));
	expect_recording(true);
}
END_TEST

Suite *suite_ui_follow_walks(void)
{
	Suite *s = suite_create("ui/follow_walks");
	TCase *c = tcase_create("walks");

	tcase_add_checked_fixture(c, begin, end);
	tcase_add_loop_test(c, whatever_both_do__who_catches_up_is_where_the_class_is, 0, 20);
	suite_add_tcase(s, c);
	return s;
}
