/* Opens the menu, or a script in any mode. */
#include <string.h>

#include "ui/app/app_core.h"

void app_menu(struct app *a)
{
	struct view *v = &a->view;

	app_layers_clear(a);
	app_quiet(a);
	app_progress_place(a);
	app_progress_mark(a);
	v->screen = SCREEN_MENU;
	v->from_menu = true;
	v->items = a->lessons.items;
	v->items_used = a->lessons.used;
	v->playing = false;
	app_progress_tell_dropped(a);
}

/* Goes to where the lesson was left, and says so. */
static void resume(struct app *a)
{
	const struct progress_position *at = app_progress_left(a);

	if (!at)
		return;
	size_t step = at->step, of = at->of;
	app_go(a, step);
	if (!a->view.notice.bad)
		app_say(a, false, MSG_APP_RESUMED, step, of);
}

void app_open(struct app *a, const struct script *script, enum mode mode)
{
	struct view *v = &a->view;
	bool starts = !a->player_on || a->player.script != script;

	if (a->player_on && starts) {
		app_progress_place(a);
		player_stop(&a->player);
		a->player_on = false;
	}
	if (!a->player_on) {
		player_start(&a->player, script);
		ladder_log_clear(v->ladder);
		a->player_on = true;
		v->selected = 0;
		v->side = HOST_CLIENT;
		v->choice = -1;
		v->passed = false;
		app_progress_open(a);
		memset(v->pins, 0, sizeof v->pins);
	}
	app_layers_clear(a);
	app_quiet(a);
	v->player = &a->player;
	app_kernel_begin(a, script);
	v->screen = SCREEN_STEP;
	v->mode = mode;
	v->playing = !mode_facts(mode)->student_acts;
	const struct statement *st = view_statement(v);
	if (st && st->kind == ST_ASK && mode_facts(mode)->student_acts)
		app_push(a, OVERLAY_ASK);
	if (starts)
		resume(a);
}
