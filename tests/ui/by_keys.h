/* An app without a terminal, driven by keys and looked at by its canvas. */
#ifndef TCPSTEP_TESTS_UI_BY_KEYS_H
#define TCPSTEP_TESTS_UI_BY_KEYS_H

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "engine/world.h"
#include "ui/app/app_core.h"
#include "ui/app/commands.h"
#include "ui/draw/keys.h"

static struct app app;
static struct canvas canvas;
static struct script *lesson; /* of begin_lesson; NULL: none */

static inline void setup(void)
{
	app_init(&app, &(struct app_options){ .lang = LANG_EN, .seed = 7 });
	canvas_init(&canvas, 80, 24);
	app.canvas = &canvas;
	lesson = NULL;
}

static inline void teardown(void)
{
	app_free(&app);
	canvas_free(&canvas);
	script_free(lesson);
}

static inline void press(uint32_t key)
{
	app_key(&app, key);
}

static inline void type(const char *s)
{
	for (size_t n; *s != '\0'; s += n)
		press(utf8_next(s, &n));
}

/* Types a script line in the command line. */
static inline void line(const char *s)
{
	press(':');
	type(s);
	press(K_ENTER);
	ck_assert_msg(app.view.overlay == OVERLAY_NONE, "%s: %s", s, app.view.notice.text);
}

static inline void connect_both(void)
{
	line("server socket"), line("server bind 80"), line("server listen"), line("client socket");
	line("client connect 80"), line("deliver"), line("deliver"), line("deliver"), line("server accept");
}

/* Makes a handshake with the menus of calls only, with Enter at what they propose. */
static inline void handshake_by_keys(void)
{
	press('s'), press(K_ENTER);                 /* socket */
	press('s'), press(K_ENTER), press(K_ENTER); /* bind 80 */
	press('s'), press(K_ENTER);                 /* listen */
	press('c'), press(K_ENTER);                 /* socket */
	press('c'), press(K_ENTER), press(K_ENTER); /* connect 80 */
	press(' '), press(' '), press(' ');
}

static inline void begin_lesson(const char *source)
{
	struct diags errors = { 0 };
	struct script *before = lesson; /* of a test that begins twice */

	lesson = script_parse("test.tcpstep", source, strlen(source), &errors);
	ck_assert_msg(lesson != NULL, "%s", errors.used > 0 ? errors.at[0].message : "no lesson");
	diags_free(&errors);
	app_open(&app, lesson, MODE_LESSON);
	script_free(before);
}

/* Opens a lesson with a question and an exercise, and steps to the question. */
static inline void begin_goal(void)
{
	static const char source[] = "tcpstep 1\nid goal\ntitle Goal\nserver socket\nserver bind 80\nserver listen\n"
				     "client socket\nclient connect 80\nask\n  Which state follows?\n"
				     "  ( ) LISTEN\n      No.\n  (x) ESTABLISHED\n  ( ) CLOSED\n      No.\n"
				     "goal \"Open it\"\n  reach client ESTABLISHED\n"
				     "  reach server ESTABLISHED\n  solution\n    deliver\n    deliver\n    deliver\n";
	begin_lesson(source);
	for (int i = 0; i < 6; i++)
		press(' ');
	ck_assert_int_eq(app.view.overlay, OVERLAY_ASK);
}

static inline const struct world *world(void)
{
	return session_world(app.player.session);
}

static inline size_t steps(void)
{
	return session_at(app.player.session);
}

static inline enum tcp_state state(uint8_t host)
{
	return world_state(world(), host);
}

/* Returns the screen as text. The caller frees it. */
static inline char *screen_text(void)
{
	canvas_clear(&canvas);
	screen_draw(&canvas, &app.view);
	return canvas_dump(&canvas, false);
}

static inline void assert_shown(const char *words)
{
	char *dump = screen_text();
	ck_assert_msg(strstr(dump, words) != NULL, "'%s' is not in\n%s", words, dump);
	free(dump);
}

static inline void assert_not_shown(const char *words)
{
	char *dump = screen_text();
	ck_assert_msg(strstr(dump, words) == NULL, "'%s' is in\n%s", words, dump);
	free(dump);
}

#endif
