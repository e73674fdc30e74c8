/* Opens the menu, a script in any mode, or the sandbox. */
#include "base/check.h"
#include "ui/app/app_core.h"

static const char sandbox_source[] = "tcpstep 1\n"
				     "id sandbox\n"
				     "title Sandbox\n"
				     "title[ko] 자유 세션\n";

void app_menu(struct app *a)
{
	struct view *v = &a->view;

	app_layers_clear(a);
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
		v->selected = 0;
		v->side = HOST_CLIENT;
		v->choice = -1;
	}
	app_layers_clear(a);
	app_quiet(a);
	v->player = &a->player;
	v->screen = SCREEN_STEP;
	v->mode = mode;
	v->playing = !mode_facts(mode)->student_acts;
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
