/* Keys to commands to changes of the view: layers, the menu, moving about.
 * Not the session's commands (app_step), the calls (app_calls), input lines
 * (app_line) nor the entries with the terminal (app_run). */
#include "ui/app/app_core.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/check.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/app/keymap.h"
#include "ui/panel/panel_ladder.h"

static const char sandbox_source[] = "tcpstep 1\n"
				     "id sandbox\n"
				     "title Sandbox\n"
				     "title[ko] 자유 세션\n";

/* Steps a minute: the last is a thousand a second. */
static const unsigned speeds[] = { 6, 12, 20, 30, 40, 60, 90, 120, 240, 480, 1200, 6000, 60000 };
enum { SPEEDS = sizeof speeds / sizeof speeds[0], SPEED_FIRST = 4 };
enum { STATES_MOST = 60000 }; /* of a hint: a second's worth on a slow machine */
enum {
	FRAME = 200, /* permille of a segment's way, drawn each */
	FRAME_MS = 30,
};

/* --- the message line --- */

void app_quiet(struct app *a)
{
	a->view.notice = (struct notice){ .id = MSG_COUNT };
}

void app_say_text(struct app *a, bool bad, const char *s)
{
	struct text t = text_over(a->view.notice.text, sizeof a->view.notice.text);
	text_add_safe(&t, s, strlen(s));
	a->view.notice.bad = bad;
	a->view.notice.id = MSG_COUNT;
	a->view.notice.refusal = REFUSED_NOT;
}

void app_refuse(struct app *a, enum refusal r)
{
	app_say_text(a, true, refusal_text(r, a->view.lang));
	a->view.notice.refusal = r;
}

void app_say(struct app *a, bool bad, enum message id, ...)
{
	char line[512];
	va_list args;
	va_start(args, id);
	vsnprintf(line, sizeof line, (a->options.plain ? message_plain : message)(id, a->view.lang), args);
	va_end(args);
	app_say_text(a, bad, line);
	a->view.notice.id = id;
}

/* --- layers --- */

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

/* --- begin and end --- */

void app_init(struct app *a, const struct app_options *options)
{
	*a = (struct app){ .options = *options, .states_most = STATES_MOST };
	a->view = (struct view){
		.lang = options->lang,
		.ascii = options->ascii,
		.speed = options->speed > 0 ? options->speed : speeds[SPEED_FIRST],
		.ladder = ladder_log_new(),
		.choice = -1,
		.answered = -1,
		.scroll_most = LINES_MAX,
	};
}

void app_free(struct app *a)
{
	if (a->player_on)
		player_stop(&a->player);
	script_free(a->own);
	lessons_free(&a->lessons);
	progress_free(&a->progress);
	ladder_log_free(a->view.ladder);
	mem_free(a->view.list.lines);
	mem_free(a->targets);
	for (size_t i = 0; i < a->typed_used; i++)
		mem_free(a->typed[i]);
	mem_free(a->typed);
	app_class_free(a);
	app_quiz_free(a);
	*a = (struct app){ 0 };
}

void app_menu(struct app *a)
{
	struct view *v = &a->view;
	layers_clear(a);
	app_quiet(a);
	app_progress_mark(a);
	v->screen = SCREEN_MENU;
	v->from_menu = true;
	v->items = a->lessons.items;
	v->items_used = a->lessons.used;
	v->playing = false;
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
		ladder_log_clear(v->ladder);
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
	if (!a->own) {
		struct diags errors = { 0 };
		a->own = script_parse("sandbox", sandbox_source, sizeof sandbox_source - 1, &errors);
		CHECK(a->own);
		diags_free(&errors);
	}
	app_open(a, a->own, MODE_SANDBOX);
}

/* --- moving about --- */

static void menu_open(struct app *a, int unused)
{
	(void)unused;
	const struct menu_item *item = &a->view.items[a->view.item];
	if (item->problem)
		app_say(a, true, MSG_APP_CANNOT_OPEN, item->problem);
	else if (item->kind == ITEM_QUIZ)
		app_quiz_open(a);
	else if (item->kind == ITEM_SANDBOX)
		app_open_sandbox(a);
	else
		app_open(a, item->script, MODE_LESSON);
}

static void speed_by(struct app *a, int by)
{
	size_t at = 0;
	while (at + 1 < SPEEDS && speeds[at] < a->view.speed)
		at++;
	a->view.speed = speeds[app_moved(at, SPEEDS, by)];
	app_say(a, false, MSG_APP_PLAYING, a->view.speed);
}

static void play_toggle(struct app *a, int unused)
{
	(void)unused;
	a->view.playing = !a->view.playing;
	if (a->view.playing)
		app_say(a, false, MSG_APP_PLAYING, a->view.speed);
	else
		app_say(a, false, MSG_APP_PAUSED);
}

/* --- leaving --- */

static void go_back(struct app *a, int unused)
{
	struct view *v = &a->view;
	bool points = v->screen == SCREEN_STEP && v->pane != PANE_WIRE;
	if (v->overlay != OVERLAY_NONE && !(v->overlay == OVERLAY_ASK && points))
		app_pop(a);
	else if (v->playing)
		play_toggle(a, unused);
	else if (points)
		v->pane = PANE_WIRE;
	else if (v->screen == SCREEN_STEP && v->from_menu)
		app_menu(a);
	else
		app_say(a, false, MSG_APP_LEAVE_BY_Q);
}

static void leave_layer(struct app *a, int unused)
{
	(void)unused;
	if (a->view.overlay != OVERLAY_NONE)
		app_pop(a);
	else if (a->view.screen == SCREEN_STEP && a->view.from_menu)
		app_menu(a);
	else
		a->leave = true;
}

static void help_toggle(struct app *a, int unused)
{
	(void)unused;
	if (a->view.overlay == OVERLAY_HELP)
		app_pop(a);
	else
		app_push(a, OVERLAY_HELP);
}

static void choose(struct app *a, int unused)
{
	(void)unused;
	if (a->view.overlay == OVERLAY_CALLS)
		app_calls_choose(a);
	else if (a->view.pane == PANE_WIRE)
		app_answer(a, a->view.choice);
	else
		app_answer_state(a, a->view.pointed[a->view.pane == PANE_CLIENT ? HOST_CLIENT : HOST_SERVER]);
}

static void answer_by_number(struct app *a, int unused)
{
	(void)unused;
	app_answer(a, (int)(a->key - '1'));
}

/* --- dispatch --- */

static void open_line(struct app *a, int overlay)
{
	if (overlay == OVERLAY_WAIT)
		app_line_open(a, OVERLAY_WAIT, "next", true);
	else if (overlay == OVERLAY_SAVE)
		app_line_open(a, OVERLAY_SAVE, "session.tcpstep", true);
	else
		app_line_open(a, OVERLAY_COMMAND, "", false);
}

static void explain(struct app *a, int unused)
{
	(void)unused;
	struct view *v = &a->view;
	v->explained = v->pane == PANE_WIRE ? (uint8_t)world_state(session_world(a->player.session), v->side)
					    : v->pointed[v->pane == PANE_CLIENT ? HOST_CLIENT : HOST_SERVER];
	app_push(a, OVERLAY_STATE);
}

static void find_open(struct app *a, int unused)
{
	(void)unused;
	app_line_open(a, OVERLAY_SEARCH, a->view.search, true);
}

static void numbers_open(struct app *a, int unused)
{
	(void)unused;
	app_push(a, OVERLAY_NUMBERS);
}

static void language(struct app *a, int unused)
{
	(void)unused;
	a->view.lang = (enum lang)((a->view.lang + 1) % LANG_COUNT);
}

/* What each command does, with its argument; plays_on: playing goes on. */
static const struct {
	void (*perform)(struct app *a, int argument);
	int argument;
	bool plays_on;
} performs[CMD_COUNT] = {
	[CMD_NEXT] = { app_next, 0, false },
	[CMD_EVENT] = { app_event, 0, false },
	[CMD_BACK] = { app_back, 0, false },
	[CMD_FORWARD] = { app_forward, 0, false },
	[CMD_RESTART] = { app_restart, 0, false },
	[CMD_PLAY] = { play_toggle, 0, true },
	[CMD_FASTER] = { speed_by, 1, true },
	[CMD_SLOWER] = { speed_by, -1, true },
	[CMD_RETURN] = { app_return, 0, false },
	[CMD_CLIENT] = { app_calls_open, HOST_CLIENT, false },
	[CMD_SERVER] = { app_calls_open, HOST_SERVER, false },
	[CMD_DELIVER] = { app_act_on_selected, ACT_DELIVER, false },
	[CMD_DROP] = { app_act_on_selected, ACT_DROP, false },
	[CMD_COPY] = { app_act_on_selected, ACT_DUP, false },
	[CMD_HOLD] = { app_act_on_selected, ACT_HOLD, false },
	[CMD_WAIT] = { open_line, OVERLAY_WAIT, false },
	[CMD_LINE] = { open_line, OVERLAY_COMMAND, false },
	[CMD_SAVE] = { open_line, OVERLAY_SAVE, false },
	[CMD_SELECT] = { app_pane, 1, true },
	[CMD_SELECT_BACK] = { app_pane, -1, true },
	[CMD_UP] = { app_move, -1, true },
	[CMD_DOWN] = { app_move, 1, true },
	[CMD_LEFT] = { app_side, HOST_CLIENT, true },
	[CMD_RIGHT] = { app_side, HOST_SERVER, true },
	[CMD_PAGE_UP] = { app_scroll, -PAGE, true },
	[CMD_PAGE_DOWN] = { app_scroll, PAGE, true },
	[CMD_FIRST] = { app_move, -LINES_MAX, true },
	[CMD_LAST] = { app_move, LINES_MAX, true },
	[CMD_CHOOSE] = { choose, 0, false },
	[CMD_ANSWER] = { answer_by_number, 0, false },
	[CMD_SOLUTION] = { app_solution, 0, false },
	[CMD_STATE] = { explain, 0, false },
	[CMD_HINT] = { app_hint, 0, false },
	[CMD_WHAT_IF] = { app_what_if, 0, false },
	[CMD_INSPECT] = { app_inspect, 0, false },
	[CMD_FORGE] = { app_forge_open, 0, false },
	[CMD_LADDER] = { app_ladder_open, 0, false },
	[CMD_NUMBERS] = { numbers_open, 0, false },
	[CMD_ARROWS] = { app_arrows, 0, false },
	[CMD_TREE] = { app_tree_open, 0, false },
	[CMD_COMPARE] = { app_compare, 0, false },
	[CMD_GO] = { app_list_choose, 0, false },
	[CMD_SEARCH] = { find_open, 0, false },
	[CMD_SEARCH_NEXT] = { app_ladder_find, 1, false },
	[CMD_SEARCH_BACK] = { app_ladder_find, -1, false },
	[CMD_OPEN] = { menu_open, 0, false },
	[CMD_LANGUAGE] = { language, 0, true },
	[CMD_HELP] = { help_toggle, 0, false },
	[CMD_ESCAPE] = { go_back, 0, true },
	[CMD_LEAVE] = { leave_layer, 0, false },
};

/* Why a command that has a key here does nothing now. */
static void say_why_not(struct app *a, enum command_id id)
{
	static const struct {
		enum command_id id;
		enum message why;
	} reasons[] = {
		{ CMD_BACK, MSG_APP_AT_START },      { CMD_RESTART, MSG_APP_AT_START },
		{ CMD_FORWARD, MSG_APP_AT_LAST },    { CMD_SAVE, MSG_APP_NOTHING_DONE },
		{ CMD_DELIVER, MSG_APP_NO_SEGMENT }, { CMD_DROP, MSG_APP_NO_SEGMENT },
		{ CMD_COPY, MSG_APP_NO_SEGMENT },    { CMD_HOLD, MSG_APP_NO_SEGMENT },
		{ CMD_INSPECT, MSG_APP_NO_SEGMENT }, { CMD_LADDER, MSG_LADDER_EMPTY },
		{ CMD_RETURN, MSG_APP_NO_KEY },
	};
	if (id == CMD_NEXT && (a->view.overlay == OVERLAY_ASK || a->view.mode == MODE_FOLLOW))
		app_next(a, 0); /* which says what it waits for */
	else if (id == CMD_NEXT || id == CMD_PLAY)
		app_say(a, false, a->view.mode == MODE_REPLAY ? MSG_APP_REPLAY_END : MSG_APP_LESSON_END);
	else if (id == CMD_EVENT)
		app_refuse(a, REFUSED_NOTHING_NEXT);
	for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++)
		if (reasons[i].id == id)
			app_say(a, reasons[i].why == MSG_APP_NO_SEGMENT, reasons[i].why);
}

/* Performs the command, or says why not; c: NULL for none that is known here. */
static void perform(struct app *a, const struct command *c)
{
	struct view *v = &a->view;
	app_quiet(a);
	if (!c) {
		app_say(a, false, MSG_APP_NO_KEY);
		return;
	}
	if (!performs[c->id].plays_on)
		v->playing = false;
	if (c->id != CMD_NEXT)
		a->skip_asked = false;
	if (command_ready(c, v))
		performs[c->id].perform(a, performs[c->id].argument);
	else
		say_why_not(a, c->id);
}

static void settle(struct app *a)
{
	if (a->player_on)
		ladder_log_sync(a->view.ladder, a->player.session);
}

void app_perform(struct app *a, enum command_id id)
{
	const struct command *c = NULL;

	a->view.to_go = 0;
	for (size_t i = 0; i < commands_count; i++)
		if (commands[i].id == id && commands[i].contexts & (unsigned)view_context(&a->view))
			c = &commands[i];
	perform(a, c);
	settle(a);
}

void app_submit(struct app *a)
{
	app_line_submit(a);
	settle(a);
}

void app_key(struct app *a, uint32_t key)
{
	struct view *v = &a->view;
	a->room.idle = false;
	a->key = key;
	if (key == K_RESIZE || key == K_OTHER)
		return;
	if (key == K_TIMEOUT && v->to_go > 0) {
		v->to_go = v->to_go > FRAME ? v->to_go - FRAME : 0;
		return;
	}
	v->to_go = 0; /* any key completes a motion */
	if (a->canvas)
		v->scroll_most = a->canvas->scroll_most;
	if (key == K_LEAVE)
		a->leave = true;
	else if (key == K_TIMEOUT)
		app_beat(a);
	else if (key == K_MOUSE)
		app_click(a);
	else if ((view_context(v) != CTX_LINE || !app_line_key(a, key)) &&
		 (view_context(v) != CTX_FORGE || !app_forge_key(a, key)))
		perform(a, keymap_find(key, view_context(v)));
	app_class_key(a, key);
	settle(a);
}

int app_timeout_ms(const struct app *a)
{
	if (a->view.to_go > 0)
		return FRAME_MS;
	int beat = a->view.playing ? (int)(60000 / a->view.speed) : -1; /* at its fastest, 1 ms a step */
	bool looks = a->view.mode == MODE_FOLLOW && (beat < 0 || beat > FOLLOW_EVERY_MS);
	return looks ? FOLLOW_EVERY_MS : beat;
}
