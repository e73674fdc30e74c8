/* Golden screens of a class: what the projector and a student show while a question stands,
 * with the vote, with the answer, and when the class is over. A person has read golden/class.txt. */
#include "class_room.h"

#include "ui/golden.h"

#include "suites.h"

enum { TEXT_MAX = 1 << 18 };

static char said[TEXT_MAX];
static struct text all;

static void add_screen(const char *what, struct app *a, int w, int h, enum lang lang)
{
	struct canvas c;
	char *screen;

	canvas_init(&c, w, h);
	a->view.lang = lang;
	screen_draw(&c, &a->view);
	screen = canvas_dump(&c, false);
	text_addf(&all, "== %s, %dx%d, %s ==\n", what, w, h, lang_code(lang));
	text_add(&all, screen);
	free(screen);
	canvas_free(&c);
	a->view.lang = LANG_EN;
}

/* Adds an app's screen in both languages, and, where the layout of a vote differs, large ones. */
static void add_screens(const char *what, struct app *a, bool large)
{
	add_screen(what, a, 80, 24, LANG_EN);
	add_screen(what, a, 80, 24, LANG_KO);
	if (!large)
		return;
	add_screen(what, a, 120, 40, LANG_EN);
	add_screen(what, a, 200, 60, LANG_EN);
}

START_TEST(a_class__is_as_it_was_read)
{
	struct diag diag;

	all = text_over(said, sizeof said);
	class.view.room = (struct class_room){ .served = true, .connected = 60, .behind = 3 };
	class_steps(4);
	look();
	class.view.room.answered = 41;
	add_screens("the projector, a question", &class, false);
	app_key(&student, '1');
	add_screens("a student who has chosen", &student, false);
	line(&class, "votes 12 29");
	class.view.room.answered = 41;
	add_screens("the projector, the vote", &class, true);
	app_key(&class, ' ');
	look();
	add_screens("a student, the answer", &student, true);
	app_key(&student, K_BACKSPACE);
	class_steps(2);
	look();
	add_screens("a student who is behind", &student, false);
	app_key(&student, 'r');
	look();
	app_class_leaves(&student);
	ck_assert(app_class_end(&class, &diag));
	look();
	add_screens("a student, the class is over", &student, false);
	ck_assert(!all.cut);
	assert_read("class", said);
}
END_TEST

Suite *suite_ui_class_screens(void)
{
	Suite *s = suite_create("ui/class_screens");
	TCase *c = tcase_create("class");

	tcase_add_checked_fixture(c, begin, end);
	tcase_add_test(c, a_class__is_as_it_was_read);
	suite_add_tcase(s, c);
	return s;
}
