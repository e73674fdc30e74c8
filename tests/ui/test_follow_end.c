/* Tests the end of a class that is followed: when the program ends with it, what it says, and
 * where the class is kept. */
#include "class_room.h"

#include "suites.h"

START_TEST(when_the_class_is_over__it_is_said_and_one_goes_on_alone)
{
	struct diag diag;
	class_steps(8);
	look();
	ck_assert(app_class_end(&class, &diag));
	look();
	expect_together();
	expect_shown("class over");
	line(&student, "deliver");
	ck_assert(student.player.detour);
	look();
	ck_assert(student.player.detour);
	expect_shown("class over");
}
END_TEST

/* Ends the class while the student's program is one that ends with it. */
static void class_ends(void)
{
	struct diag diag;

	app_class_leaves(&student);
	ck_assert(app_class_end(&class, &diag));
	app_key(&student, K_TIMEOUT);
	ck_assert(!student.leave);
}

START_TEST(when_the_class_is_over__the_program_ends_a_little_later)
{
	char *farewell;

	class_steps(4);
	look();
	ck_assert_ptr_null(app_class_farewell(&student));
	class_ends();
	expect_shown("ends in 5 seconds");
	for (int i = 0; i < 49; i++)
		app_key(&student, K_TIMEOUT);
	app_key(&student, K_RESIZE);
	ck_assert(!student.leave);
	app_key(&student, K_TIMEOUT);
	ck_assert(student.leave);
	farewell = app_class_farewell(&student);
	ck_assert_ptr_nonnull(farewell);
	ck_assert_msg(strstr(farewell, "The class is over.") && strstr(farewell, "\n  tcpstep replay /") &&
			      strstr(farewell, path),
		      "%s", farewell);
	free(farewell);
}
END_TEST

START_TEST(when_the_class_is_over__a_key_keeps_the_screen)
{
	class_steps(4);
	look();
	class_ends();
	for (int i = 0; i < 48; i++)
		app_key(&student, K_TIMEOUT);
	app_key(&student, K_BACKSPACE);
	for (int i = 0; i < 100; i++)
		app_key(&student, K_TIMEOUT);
	ck_assert(!student.leave);
	expect_shown("class over");
	expect_shown("q leaves");
	ck_assert(!shows(&student, "5 seconds"));
}
END_TEST

START_TEST(when_the_class_is_over__who_is_elsewhere_stays)
{
	class_steps(4);
	look();
	app_key(&student, 'q'); /* the question is passed */
	line(&student, "client socket");
	class_ends();
	for (int i = 0; i < 100; i++)
		app_key(&student, K_TIMEOUT);
	ck_assert(!student.leave);
	expect_shown("class over");
}
END_TEST

START_TEST(when_the_class_is_over__who_is_in_a_menu_stays)
{
	class_steps(2);
	look();
	app_key(&student, 's');
	ck_assert_int_eq(student.view.overlay, OVERLAY_CALLS);
	class_ends();
	for (int i = 0; i < 100; i++)
		app_key(&student, K_TIMEOUT);
	ck_assert(!student.leave);
	ck_assert_int_eq(student.view.overlay, OVERLAY_CALLS);
	app_key(&student, K_ESC);
	look();
	ck_assert(!student.leave);
	expect_shown("class over");
}
END_TEST

START_TEST(when_the_connection_is_lost__the_program_stays)
{
	app_class_leaves(&student);
	follow_free(&student.room.follow);
	follow_begin_pushed(&student.room.follow);
	follow_connected(&student.room.follow, true);
	follow_push(&student.room.follow, "tcpstep 1\nid x\nclient socket\n", 30);
	look();
	follow_push_end(&student.room.follow);
	for (int i = 0; i < 100; i++)
		app_key(&student, K_TIMEOUT);
	ck_assert(!student.leave);
	expect_shown("connection lost");
	ck_assert_ptr_null(app_class_farewell(&student));
}
END_TEST

/* Lets the recording of a class come over a network. */
static void push(const char *text)
{
	follow_connected(&student.room.follow, true);
	follow_push(&student.room.follow, text, strlen(text));
	look();
}

/* Lets a student leave a class over a network that has this id; its recording must be kept under this name. */
static void leave_class(const char *id, const char *name)
{
	char *farewell, recording[100], kept[160], last[64] = "";
	FILE *f;

	setenv("XDG_STATE_HOME", folder, 1);
	app_class_leaves(&student);
	follow_free(&student.room.follow);
	follow_begin_pushed(&student.room.follow);
	snprintf(recording, sizeof recording, "tcpstep 1\nid %s\nclient socket\n# tcpstep: end\n", id);
	push(recording);
	farewell = app_class_farewell(&student);
	snprintf(kept, sizeof kept, "%s/tcpstep/%s", folder, name);
	ck_assert_ptr_nonnull(farewell);
	ck_assert_msg(strstr(farewell, kept) != NULL, "%s", farewell);
	free(farewell);
	f = fopen(kept, "r");
	ck_assert_ptr_nonnull(f);
	while (fgets(last, sizeof last, f))
		;
	ck_assert_str_eq(last, "# tcpstep: end\n");
	fclose(f);
	unlink(kept);
	snprintf(kept, sizeof kept, "%s/tcpstep", folder);
	ck_assert_int_eq(rmdir(kept), 0);
}

START_TEST(a_class_over_a_network__is_kept)
{
	leave_class("half-close", "class-half-close.tcpstep");
}
END_TEST

START_TEST(an_id_from_elsewhere__names_no_other_folder)
{
	leave_class("../../x", "class.tcpstep");
}
END_TEST

Suite *suite_ui_follow_end(void)
{
	const TTest *const tests[] = {
		when_the_class_is_over__it_is_said_and_one_goes_on_alone,
		when_the_class_is_over__the_program_ends_a_little_later,
		when_the_class_is_over__a_key_keeps_the_screen,
		when_the_class_is_over__who_is_elsewhere_stays,
		when_the_class_is_over__who_is_in_a_menu_stays,
		when_the_connection_is_lost__the_program_stays,
		a_class_over_a_network__is_kept,
		an_id_from_elsewhere__names_no_other_folder,
	};
	Suite *s = suite_create("ui/follow_end");
	TCase *c = tcase_create("class");

	tcase_add_checked_fixture(c, begin, end);
	for (size_t i = 0; i < sizeof tests / sizeof tests[0]; i++)
		tcase_add_test(c, tests[i]);
	suite_add_tcase(s, c);
	return s;
}
