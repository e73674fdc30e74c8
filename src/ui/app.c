/* Keys to commands to changes of the view: layers, the menu, moving about.
 * Not the session's commands (app_step), the calls (app_calls), input lines
 * (app_line) nor the entries with the terminal (app_run). */
#include "ui/app_core.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/check.h"
#include "base/text.h"
#include "ui/keymap.h"

static const char sandbox_source[] =
	"tcpstep 1\n"
	"id sandbox\n"
	"title Sandbox\n"
	"title[ko] 자유 세션\n";

static const unsigned speeds[] = { 6, 12, 20, 30, 40, 60, 90, 120, 240, 480 };
enum { SPEEDS = sizeof(speeds) / sizeof(speeds[0]), SPEED_FIRST = 4 };
enum {
	PAGE = 10,     /* lines */
	FRAME = 200,   /* permille of a segment's way, drawn each */
	FRAME_MS = 30
};

/* ---- the message line ---- */

void app_quiet(struct app *a)
{
	a->view.message[0] = '\0';
	a->view.message_bad = false;
}

void app_say_text(struct app *a, bool bad, const char *s)
{
	struct text t = text_over(a->view.message, sizeof(a->view.message));
	text_add_safe(&t, s, strlen(s));
	a->view.message_bad = bad;
}

void app_say(struct app *a, bool bad, enum message id, ...)
{
	char line[512];
	va_list args;
	va_start(args, id);
	vsnprintf(line, sizeof(line), message(id, a->view.lang), args);
	va_end(args);
	app_say_text(a, bad, line);
}

/* ---- layers ---- */

void app_push(struct app *a, enum overlay o)
{
	CHECK(a->below_used < LAYERS_MAX);
	a->below[a->below_used++] = a->view.overlay;
	a->view.overlay = o;
	a->view.scroll = 0;
}

void app_pop(struct app *a)
{
	CHECK(a->below_used > 0);
	a->view.overlay = a->below[--a->below_used];
	a->view.input_bad_at = 0;
	a->view.scroll = 0;
}

static void layers_clear(struct app *a)
{
	while (a->below_used > 0)
		app_pop(a);
}

/* ---- begin and end ---- */

void app_init(struct app *a, const struct app_options *options)
{
	*a = (struct app){ .options = *options };
	a->view = (struct view){
		.lang = options->lang, .ascii = options->ascii, .speed = speeds[SPEED_FIRST],
		.choice = -1, .answered = -1,
	};
}

void app_free(struct app *a)
{
	if (a->player_on)
		player_stop(&a->player);
	script_free(a->own);
	lessons_free(&a->lessons);
	*a = (struct app){ 0 };
}

void app_menu(struct app *a)
{
	struct view *v = &a->view;
	layers_clear(a);
	app_quiet(a);
	v->screen = SCREEN_MENU;
	v->items = a->lessons.items;
	v->items_used = a->lessons.used;
	v->playing = false;
	a->from_menu = true;
}

void app_open(struct app *a, const struct script *script, enum mode mode)
{
	struct view *v = &a->view;
	if (a->player_on && a->player.script != script) {
		player_stop(&a->player);
		a->player_on = false;
	}
	if (!a->player_on) {
		player_start(&a->player, script);
		a->player_on = true;
		v->at_end = false;
		v->selected = 0;
		v->side = HOST_CLIENT;
		v->choice = v->answered = -1;
	}
	layers_clear(a);
	app_quiet(a);
	v->player = &a->player;
	v->screen = SCREEN_STEP;
	v->mode = mode;
	v->playing = mode == MODE_REPLAY;
}

void app_open_sandbox(struct app *a)
{
	if (a->own == NULL) {
		struct diags errors = { 0 };
		a->own = script_parse("sandbox", sandbox_source, sizeof(sandbox_source) - 1, &errors);
		CHECK(a->own != NULL);
		diags_free(&errors);
	}
	app_open(a, a->own, MODE_SANDBOX);
}

/* ---- moving about ---- */

static void menu_open(struct app *a)
{
	const struct menu_item *item = &a->view.items[a->view.item];
	if (item->problem != NULL)
		app_say(a, true, MSG_APP_CANNOT_OPEN, item->problem);
	else if (item->sandbox)
		app_open_sandbox(a);
	else
		app_open(a, item->script, MODE_LESSON);
}

static size_t moved(size_t at, size_t n, int by)
{
	long to = (long)at + by;
	if (to < 0 || n == 0)
		return 0;
	return (size_t)to < n ? (size_t)to : n - 1;
}

static size_t choices_of(const struct app *a)
{
	const struct statement *st = player_now(&a->player);
	return st != NULL && st->kind == ST_ASK ? statement_block(st, a->view.lang)->choices_used : 0;
}

/* Up and down, by lines: in whatever is innermost. */
static void move_by(struct app *a, int by)
{
	struct view *v = &a->view;
	switch (view_context(v)) {
	case CTX_MENU: v->item = moved(v->item, v->items_used, by); break;
	case CTX_CALLS: v->call = moved(v->call, v->calls_used, by); break;
	case CTX_ASK:
		if (v->answered < 0 && v->choice < 0)
			v->choice = by > 0 ? 0 : (int)choices_of(a) - 1;
		else if (v->answered < 0)
			v->choice = (int)moved((size_t)v->choice, choices_of(a), by);
		break;
	case CTX_READ: v->scroll = (int)moved((size_t)v->scroll, 1000, by); break;
	case CTX_LESSON:
	case CTX_FREE: app_select(a, by); break;
	case CTX_LINE: break;
	}
}

static void side_to(struct app *a, uint8_t host)
{
	a->view.side = host;
	if (a->view.overlay == OVERLAY_CALLS)
		app_calls_list(a);
}

static void select_next(struct app *a, int by)
{
	if (session_world(a->player.session)->net.count == 0)
		side_to(a, host_other(a->view.side));
	else
		app_select(a, by);
}

static void speed_by(struct app *a, int by)
{
	size_t at = 0;
	while (at + 1 < SPEEDS && speeds[at] < a->view.speed)
		at++;
	a->view.speed = speeds[moved(at, SPEEDS, by)];
	app_say(a, false, MSG_APP_PLAYING, a->view.speed);
}

static void play_toggle(struct app *a)
{
	a->view.playing = !a->view.playing;
	if (a->view.playing)
		app_say(a, false, MSG_APP_PLAYING, a->view.speed);
	else
		app_say(a, false, MSG_APP_PAUSED);
}

/* ---- leaving ---- */

static void go_back(struct app *a)
{
	struct view *v = &a->view;
	if (v->overlay != OVERLAY_NONE)
		app_pop(a);
	else if (v->playing)
		play_toggle(a);
	else if (v->screen == SCREEN_STEP && a->from_menu)
		app_menu(a);
	else
		app_say(a, false, MSG_APP_LEAVE_BY_Q);
}

static void leave_layer(struct app *a)
{
	if (a->view.overlay != OVERLAY_NONE)
		app_pop(a);
	else if (a->view.screen == SCREEN_STEP && a->from_menu)
		app_menu(a);
	else
		a->leave = true;
}

static void help_toggle(struct app *a)
{
	if (a->view.overlay == OVERLAY_HELP)
		app_pop(a);
	else
		app_push(a, OVERLAY_HELP);
}

static void choose(struct app *a)
{
	if (a->view.overlay == OVERLAY_CALLS)
		app_calls_choose(a);
	else
		app_answer(a, a->view.choice);
}

/* ---- dispatch ---- */

/* Why a command that has a key here does nothing now. */
static void say_why_not(struct app *a, enum command_id id)
{
	switch (id) {
	case CMD_NEXT:
	case CMD_PLAY:
		if (a->view.overlay == OVERLAY_ASK)
			app_step(a, CMD_NEXT);
		else
			app_say(a, false, a->view.mode == MODE_REPLAY ? MSG_APP_REPLAY_END : MSG_APP_LESSON_END);
		break;
	case CMD_EVENT:
		app_say_text(a, true, refusal_text(REFUSED_NOTHING_NEXT, a->view.lang));
		break;
	case CMD_BACK:
	case CMD_RESTART: app_say(a, false, MSG_APP_AT_START); break;
	case CMD_FORWARD: app_say(a, false, MSG_APP_AT_LAST); break;
	case CMD_DELIVER:
	case CMD_DROP:
	case CMD_COPY:
	case CMD_HOLD:
	case CMD_SELECT_BACK: app_say(a, true, MSG_APP_NO_SEGMENT); break;
	case CMD_SAVE: app_say(a, false, MSG_APP_NOTHING_DONE); break;
	case CMD_NONE: case CMD_RETURN: case CMD_FASTER: case CMD_SLOWER: case CMD_CLIENT: case CMD_SERVER:
	case CMD_WAIT: case CMD_LINE: case CMD_SELECT: case CMD_UP: case CMD_DOWN: case CMD_LEFT:
	case CMD_RIGHT: case CMD_PAGE_UP: case CMD_PAGE_DOWN: case CMD_FIRST: case CMD_LAST:
	case CMD_CHOOSE: case CMD_ANSWER: case CMD_SOLUTION: case CMD_STATE: case CMD_OPEN: case CMD_LANGUAGE: case CMD_HELP:
	case CMD_ESCAPE: case CMD_LEAVE: case CMD_COUNT: break;
	}
}

/* A look round or a change of speed lets playing go on. */
static bool keeps_playing(enum command_id id)
{
	return id == CMD_PLAY || id == CMD_FASTER || id == CMD_SLOWER || id == CMD_LANGUAGE || id == CMD_ESCAPE ||
		id == CMD_UP || id == CMD_DOWN || id == CMD_LEFT || id == CMD_RIGHT || id == CMD_SELECT ||
		id == CMD_SELECT_BACK || id == CMD_PAGE_UP || id == CMD_PAGE_DOWN;
}

static void scroll_by(struct app *a, int by)
{
	if (view_context(&a->view) & (CTX_LESSON | CTX_FREE))
		a->view.scroll = (int)moved((size_t)a->view.scroll, 1000, by);
	else
		move_by(a, by);
}

static void perform(struct app *a, enum command_id id, uint32_t key)
{
	struct view *v = &a->view;
	switch (id) {
	case CMD_NEXT: case CMD_EVENT: case CMD_BACK: case CMD_FORWARD: case CMD_RESTART: case CMD_RETURN:
	case CMD_DELIVER: case CMD_DROP: case CMD_COPY: case CMD_HOLD: case CMD_SOLUTION:
		app_step(a, id);
		break;
	case CMD_PLAY: play_toggle(a); break;
	case CMD_FASTER: speed_by(a, 1); break;
	case CMD_SLOWER: speed_by(a, -1); break;
	case CMD_CLIENT: app_calls_open(a, HOST_CLIENT); break;
	case CMD_SERVER: app_calls_open(a, HOST_SERVER); break;
	case CMD_WAIT: app_line_open(a, OVERLAY_WAIT, "next", true); break;
	case CMD_LINE: app_line_open(a, OVERLAY_COMMAND, "", false); break;
	case CMD_SAVE: app_line_open(a, OVERLAY_SAVE, "session.tcpstep", true); break;
	case CMD_SELECT: select_next(a, 1); break;
	case CMD_SELECT_BACK: select_next(a, -1); break;
	case CMD_UP: move_by(a, -1); break;
	case CMD_DOWN: move_by(a, 1); break;
	case CMD_LEFT: side_to(a, HOST_CLIENT); break;
	case CMD_RIGHT: side_to(a, HOST_SERVER); break;
	case CMD_PAGE_UP: scroll_by(a, -PAGE); break;
	case CMD_PAGE_DOWN: scroll_by(a, PAGE); break;
	case CMD_FIRST: move_by(a, -1000); break;
	case CMD_LAST: move_by(a, 1000); break;
	case CMD_CHOOSE: choose(a); break;
	case CMD_ANSWER: app_answer(a, (int)(key - '1')); break;
	case CMD_STATE: app_push(a, OVERLAY_STATE); break;
	case CMD_OPEN: menu_open(a); break;
	case CMD_LANGUAGE: v->lang = (enum lang)((v->lang + 1) % LANG_COUNT); break;
	case CMD_HELP: help_toggle(a); break;
	case CMD_ESCAPE: go_back(a); break;
	case CMD_LEAVE: leave_layer(a); break;
	case CMD_NONE:
	case CMD_COUNT: break;
	}
}

void app_key(struct app *a, uint32_t key)
{
	struct view *v = &a->view;
	if (key == K_RESIZE || key == K_OTHER)
		return;
	if (key == K_LEAVE) {
		a->leave = true;
		return;
	}
	if (key == K_TIMEOUT && v->to_go > 0) {
		v->to_go = v->to_go > FRAME ? v->to_go - FRAME : 0;
		return;
	}
	v->to_go = 0; /* any key completes a motion */
	if (key == K_TIMEOUT) {
		app_beat(a);
		return;
	}
	if (view_context(v) == CTX_LINE && app_line_key(a, key))
		return;
	const struct command *c = keymap_find(key, view_context(v));
	app_quiet(a);
	if (c == NULL) {
		app_say(a, false, MSG_APP_NO_KEY);
		return;
	}
	if (v->playing && !keeps_playing(c->id))
		v->playing = false;
	if (c->id != CMD_NEXT)
		a->skip_asked = false;
	if (command_ready(c, v))
		perform(a, c->id, key);
	else
		say_why_not(a, c->id);
}

int app_timeout_ms(const struct app *a)
{
	if (a->view.to_go > 0)
		return FRAME_MS;
	return a->view.playing ? (int)(60000 / a->view.speed) : -1;
}
