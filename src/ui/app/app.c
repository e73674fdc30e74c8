/* The top of the app: turns a key or a click into a command and performs it. Most
 * commands are implemented in the other files (app_step, app_calls, app_line, …). */
#include "ui/app/app_core.h"

#include "base/mem.h"
#include "ui/app/commands.h"
#include "ui/app/focus.h"
#include "ui/draw/keys.h"
#include "ui/app/ladder_log.h"

/* Steps a minute; the last is a thousand a second. */
static const unsigned speeds[] = { 6, 12, 20, 30, 40, 60, 90, 120, 240, 480, 1200, 6000, 60000 };
enum { SPEEDS = sizeof speeds / sizeof speeds[0], SPEED_FIRST = 4 };
enum { STATES_MOST = 40000 }; /* states of each space that a hint may search: together about a second */
enum { FRAME = 200 };         /* permille of a segment's way covered by one frame */

/* --- start and end --- */

void app_init(struct app *a, const struct app_options *options)
{
	*a = (struct app){ .options = *options, .modes = app_modes, .states_most = STATES_MOST };
	a->view = (struct view){
		.lang = options->lang,
		.ascii = options->ascii,
		.speed = options->speed > 0 ? options->speed : speeds[SPEED_FIRST],
		.ladder = ladder_log_new(),
		.choice = -1,
		.scroll_most = LINES_MAX,
	};
}

void app_free(struct app *a)
{
	app_progress_place(a);
	if (a->player_on)
		player_stop(&a->player);
	script_free(a->own);
	lessons_free(&a->lessons);
	progress_free(&a->progress);
	ladder_log_free(a->view.ladder);
	mem_free(a->view.list.lines);
	mem_free(a->view.outcomes);
	mem_free(a->targets);
	for (size_t i = 0; i < a->typed_used; i++)
		mem_free(a->typed[i]);
	mem_free(a->typed);
	app_class_free(a);
	app_quiz_free(a);
	*a = (struct app){ 0 };
}

/* --- moving about --- */

static void menu_open(struct app *a)
{
	const struct menu_item *item = &a->view.items[a->view.item];

	if (item->problem[a->view.lang])
		app_say(a, true, MSG_APP_CANNOT_OPEN, item->problem[a->view.lang]);
	else if (item->kind == ITEM_QUIZ)
		app_quiz_open(a);
	else if (item->kind == ITEM_SANDBOX)
		app_open_sandbox(a);
	else
		app_open(a, item->script, MODE_LESSON);
}

/* Opens the entry of this kind (enum item_kind). */
static void menu_go(struct app *a, int kind)
{
	for (size_t i = 0; i < a->view.items_used; i++)
		if (a->view.items[i].kind == (enum item_kind)kind)
			a->view.item = i;
	menu_open(a);
}

static void speed_by(struct app *a, int by)
{
	size_t at = 0;

	while (at + 1 < SPEEDS && speeds[at] < a->view.speed)
		at++;
	a->view.speed = speeds[app_moved(at, SPEEDS, by)];
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

/* --- leaving --- */

/* Leaves the session for the menu. */
static void to_menu(struct app *a)
{
	enum mode left = a->view.mode;

	app_progress_leave(a);
	app_menu(a);
	app_sandbox_left(a);
	if (mode_facts(left)->has_score)
		app_quiz_left(a);
}

static void go_back(struct app *a)
{
	struct view *v = &a->view;
	bool points = v->screen == SCREEN_STEP && v->pane != PANE_WIRE;

	if (v->overlay == OVERLAY_ASK && !points) {
		app_pop(a);
		if (view_question_hides(v))
			app_say(a, false, MSG_ASK_HIDDEN);
	} else if (v->overlay != OVERLAY_NONE && v->overlay != OVERLAY_ASK)
		app_pop(a);
	else if (v->playing)
		play_toggle(a);
	else if (points)
		v->pane = PANE_WIRE;
	else if (view_question_hides(v))
		app_ask_again(a);
	else if (v->screen == SCREEN_STEP && v->from_menu) {
		bool lesson = v->mode == MODE_LESSON;

		to_menu(a);
		if (lesson && v->items[v->item].at > 0 && v->notice.text[0] == '\0')
			app_say(a, false, MSG_PLACE_KEPT);
	} else
		app_say(a, false, MSG_APP_LEAVE_BY_Q);
}

static void leave_program(struct app *a)
{
	app_progress_leave(a);
	a->leave = true;
}

static void leave_layer(struct app *a)
{
	if (a->view.overlay != OVERLAY_NONE && a->view.overlay != OVERLAY_CARD)
		app_pop(a);
	else if (a->view.screen == SCREEN_STEP && a->view.from_menu)
		to_menu(a);
	else if (!app_class_asks(a))
		leave_program(a);
}

static void help_toggle(struct app *a)
{
	if (a->view.overlay == OVERLAY_HELP)
		app_pop(a);
	else
		app_push(a, OVERLAY_HELP);
}

static void glossary_toggle(struct app *a)
{
	if (a->view.overlay == OVERLAY_GLOSSARY) {
		app_pop(a);
		return;
	}
	a->view.term[0] = '\0';
	app_push(a, OVERLAY_GLOSSARY);
}

/* Chooses the selected line of a list or row of the ladder. */
static void choose_line(struct app *a)
{
	if (a->view.overlay == OVERLAY_LADDER)
		app_ladder_go(a);
	else
		app_list_choose(a);
}

static void choose(struct app *a)
{
	if (a->view.overlay == OVERLAY_CALLS)
		app_calls_choose(a);
	else if (a->view.pane == PANE_WIRE)
		app_answer(a, a->view.choice);
	else
		app_answer_state(a, a->view.pointed[a->view.pane == PANE_CLIENT ? HOST_CLIENT : HOST_SERVER]);
}

static void answer_by_number(struct app *a)
{
	app_answer(a, (int)(a->key - '1'));
}

/* --- dispatch --- */

static void open_line(struct app *a, int overlay)
{
	if (overlay == OVERLAY_SAVE)
		app_line_open(a, OVERLAY_SAVE, "session.tcpstep", true);
	else
		app_line_open(a, OVERLAY_COMMAND, "", false);
}

static void explain(struct app *a)
{
	struct view *v = &a->view;

	if (a->key == K_ENTER && v->pane == PANE_WIRE && view_goal_is_open(v) && !a->player.detour) {
		app_goal_list(a);
		return;
	}
	if (a->key == K_ENTER && view_question_hides(v)) {
		app_ask_again(a);
		return;
	}
	v->explained = v->pane == PANE_WIRE ? (uint8_t)focus_state(v, v->side)
					    : v->pointed[v->pane == PANE_CLIENT ? HOST_CLIENT : HOST_SERVER];
	app_push(a, OVERLAY_STATE);
}

/* Returns from a detour; at the end of a lesson, to a question that was missed. */
static void come_back(struct app *a)
{
	if (a->view.overlay == OVERLAY_CARD)
		app_card_missed(a);
	else
		app_return(a);
}

static void find_open(struct app *a)
{
	if (a->view.overlay == OVERLAY_GLOSSARY)
		app_line_open(a, OVERLAY_TERM, a->view.term, true);
	else
		app_line_open(a, OVERLAY_SEARCH, a->view.search, true);
}

static void numbers_toggle(struct app *a)
{
	if (a->view.overlay == OVERLAY_NUMBERS)
		app_pop(a);
	else
		app_push(a, OVERLAY_NUMBERS);
}

static void language(struct app *a)
{
	a->view.lang = (enum lang)((a->view.lang + 1) % LANG_COUNT);
}

/* What each command does. */
static const struct {
	void (*perform)(struct app *app);
	void (*perform_with)(struct app *app, int argument); /* instead of perform */
	int argument;
	bool plays_on;        /* playing continues */
	enum message why_not; /* shown if it does nothing now; MSG_COUNT: nothing, or see say_why_not */
} performs[CMD_COUNT] = {
/* clang-format off */
#define DO(handler) handler, NULL, 0
#define WITH(handler, argument) NULL, handler, argument
#define ALWAYS MSG_COUNT
#define IF(ready, why_not) why_not
#define COMMAND(id, keys, contexts, bar, does, plays_on, ready, ...) [CMD_##id] = { does, plays_on, ready },
#include "ui/app/commands.def"
#undef COMMAND
#undef IF
#undef ALWAYS
#undef WITH
#undef DO
	/* clang-format on */
};

/* Reports why a command that has a key here does nothing now. */
static void say_why_not(struct app *a, enum command_id id)
{
	if (id == CMD_NEXT && a->view.overlay == OVERLAY_CARD)
		app_say(a, false, a->view.next ? MSG_CARD_ENTER : MSG_CARD_ENTER_LAST);
	else if (id == CMD_NEXT && (a->view.overlay == OVERLAY_ASK || mode_facts(a->view.mode)->grows))
		app_next(a); /* reports what it waits for */
	else if (id == CMD_NEXT || id == CMD_PLAY)
		app_say(a, false, mode_facts(a->view.mode)->ends);
	else if (id == CMD_EVENT)
		app_refuse(a, REFUSED_NOTHING_NEXT);
	else if (performs[id].why_not != MSG_COUNT)
		app_say(a, performs[id].why_not == MSG_APP_NO_SEGMENT, performs[id].why_not);
}

/* Performs a command, or reports why it does nothing; c: NULL for an unknown key. */
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
	if (c->id != CMD_NEXT && c->id != CMD_PAGE_DOWN) /* a clicker's next */
		a->skip_asked = false;
	if (c->id != CMD_SOLUTION)
		a->solution_asked = false;
	if (command_ready(c, v) && performs[c->id].perform)
		performs[c->id].perform(a);
	else if (command_ready(c, v))
		performs[c->id].perform_with(a, performs[c->id].argument);
	else
		say_why_not(a, c->id);
}

static void settle(struct app *a)
{
	if (a->player_on)
		ladder_log_sync(a->view.ladder, a->player.session);
}

/* Returns the layer that a window of a lesson covers: its card, a hint, the goal's conditions. */
static enum context beneath(struct app *a)
{
	struct view *v = &a->view;
	enum overlay window = v->overlay;
	enum context context = view_context(v);

	if ((window == OVERLAY_CARD || window == OVERLAY_HINT || window == OVERLAY_GOAL) && a->below_used == 1) {
		v->overlay = OVERLAY_NONE;
		context = view_context(v);
		v->overlay = window;
	}
	return context;
}

/* Closes such a window for a command that works beneath it only. */
static enum context close_for(struct app *a, const struct command *here, const struct command *beneath_it)
{
	bool card = a->view.overlay == OVERLAY_CARD; /* from a hint only calls lead on: Space might be meant for it */

	if (!here && beneath_it &&
	    (card || beneath_it->id == CMD_CLIENT || beneath_it->id == CMD_SERVER || beneath_it->id == CMD_LINE))
		app_pop(a);
	return view_context(&a->view);
}

void app_perform(struct app *a, enum command_id id)
{
	enum context here = view_context(&a->view), under = beneath(a);

	a->view.to_go = 0;
	perform(a,
		command_here(id, close_for(a, command_here(id, here), here == under ? NULL : command_here(id, under))));
	settle(a);
}

void app_submit(struct app *a)
{
	app_line_submit(a);
	settle(a);
}

/* Performs a key. Input lines and the header form take it as text; elsewhere it is a
 * command. */
static void perform_key(struct app *a, uint32_t key)
{
	enum context here = view_context(&a->view), under = beneath(a);
	enum context context = close_for(a, command_find(key, here), here == under ? NULL : command_find(key, under));

	char letters[KEYS_OF_HANGUL];

	if (app_sandbox_accept(a, key) || app_class_resumes(a, key))
		return;
	if (key == K_PASTE) {
		app_paste(a, a->pasted ? a->pasted : "", a->pasted_whole);
		return;
	}
	if (context == CTX_LINE && app_line_key(a, key))
		return;
	if (context == CTX_FORGE && app_forge_key(a, key))
		return;
	if (context == CTX_CALLS && app_calls_key(a, key))
		return;
	if (app_due_key(a, key))
		return;
	if (keys_of_hangul(key, letters)) { /* the input method is on: the keys of the same places */
		for (const char *letter = letters; *letter != '\0'; letter++)
			perform_key(a, (uint32_t)*letter);
		return;
	}
	perform(a, command_find(key, context));
}

/* Performs a click. On the key bar of an input line or the form it acts as the key. */
static void perform_click(struct app *a, const struct command *c)
{
	if (c && view_context(&a->view) & (CTX_LINE | CTX_FORGE))
		perform_key(a, c->keys[0]);
	else if (c)
		perform(a, c);
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
	v->to_go = 0; /* any key completes an animation */
	if (a->canvas) {
		v->scroll_most = a->canvas->scroll_most;
		v->scroll_page = a->canvas->scroll_page;
	}
	if (key == K_LEAVE)
		leave_program(a);
	else if (key == K_TIMEOUT && app_kernel_beat(a))
		return;
	else if (key == K_TIMEOUT && !v->playing && app_wants_look(a))
		app_look(a);
	else if (key == K_TIMEOUT)
		app_beat(a);
	else if (key == K_MOUSE)
		perform_click(a, app_click(a));
	else
		perform_key(a, key);
	if (a->player_on && a->modes[v->mode].after_key)
		a->modes[v->mode].after_key(a, key);
	if (key != K_TIMEOUT)
		app_kernel_look(a, 0);
	app_kernel_say(a);
	settle(a);
}
