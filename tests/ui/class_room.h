/* A class in a test: an instructor's app and a student's over one file. For
 * test_follow.c and test_follow_walks.c. */
#ifndef TCPSTEP_TESTS_UI_CLASS_ROOM_H
#define TCPSTEP_TESTS_UI_CLASS_ROOM_H

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/text.h"
#include "engine/world.h"
#include "lesson/parse.h"
#include "lesson/run.h"
#include "lesson/write.h"
#include "ui/app/app_core.h"
#include "ui/draw/canvas.h"
#include "ui/app/commands.h"
#include "ui/draw/keys.h"

static struct app class, student;
static struct script *lesson;
static char folder[64], path[128], before[160], status[160];

static const char lesson_source[] = "tcpstep 1\n"
				    "id test\n"
				    "title Test\n"
				    "say\n  Two hosts.\n"
				    "server socket\n"
				    "note\n  A note.\n"
				    "server bind 80\n"
				    "ask\n  Which call comes next?\n  ( ) accept\n  (x) listen\n"
				    "server listen\n"
				    "expect server LISTEN\n"
				    "goal \"Send a SYN\"\n"
				    "  reach client SYN-SENT\n"
				    "  solution\n"
				    "    client socket\n"
				    "    client connect 80\n"
				    "deliver\n"
				    "deliver\n";

static inline void begin(void)
{
	struct diags errors = { 0 };
	struct diag diag = { 0 };
	strcpy(folder, "/tmp/tcpstep-class-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/rec", folder);
	snprintf(before, sizeof before, "%s.before", path);
	snprintf(status, sizeof status, "%s.status", path);
	lesson = script_parse("test", lesson_source, sizeof lesson_source - 1, &errors);
	ck_assert_ptr_nonnull(lesson);
	app_init(&class, &(struct app_options){ .lang = LANG_EN });
	app_open(&class, lesson, MODE_TEACH);
	ck_assert_msg(app_class_teach(&class, path, &diag), "%s", diag.message);
	app_init(&student, &(struct app_options){ .lang = LANG_EN });
	app_class_follow(&student, path, MODE_FOLLOW);
}

static inline void end(void)
{
	app_free(&class);
	app_free(&student);
	script_free(lesson);
	unlink(path);
	unlink(before);
	unlink(status);
	rmdir(folder);
}

static inline void type(struct app *a, const char *s)
{
	for (size_t n; *s != '\0'; s += n)
		app_key(a, utf8_next(s, &n));
}

static inline void line(struct app *a, const char *s)
{
	app_key(a, ':');
	type(a, s);
	app_key(a, K_ENTER);
	ck_assert_msg(a->view.overlay != OVERLAY_COMMAND, "%s: %s", s, a->view.notice.text);
}

/* Lets a second pass on the student's screen. */
static inline void look(void)
{
	for (int i = 0; i < 10; i++)
		app_key(&student, K_TIMEOUT);
}

/* Steps the class n times, past questions and goals. */
static inline void class_steps(int n)
{
	while (n-- > 0) {
		size_t stops = class.player.stops_used;
		for (int i = 0; i < 64 && class.player.stops_used == stops; i++)
			app_key(&class,
				player_goal(&class.player) != NULL && !player_goal_reached(&class.player) ? 'v' : ' ');
		ck_assert_uint_eq(class.player.stops_used, stops + 1);
	}
}

/* Expects that both see the same hosts and place. */
static inline void expect_together(void)
{
	ck_assert_mem_eq(session_world(class.player.session), session_world(student.player.session),
			 sizeof(struct world));
	ck_assert_uint_eq(class.player.stops_used, student.player.stops_used);
	ck_assert(student.view.live);
	ck_assert_uint_eq(student.view.behind, 0);
}

static inline bool shows(const struct app *a, const char *what)
{
	struct canvas c;
	canvas_init(&c, 80, 24);
	screen_draw(&c, &a->view);
	char *text = canvas_dump(&c, false);
	bool found = strstr(text, what) != NULL;
	free(text);
	canvas_free(&c);
	return found;
}

static inline void expect_shown(const char *what)
{
	ck_assert_msg(shows(&student, what), "not shown: %s", what);
}

#endif
