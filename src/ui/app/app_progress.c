/* Keeps what was done of each lesson between runs, and marks it in the menu. Built on
 * lesson/progress. Called by app. */
#include "base/mem.h"
#include "ui/app/app_core.h"

static bool keeps(const struct app *a)
{
	return a->keeps_progress && mode_facts(a->view.mode)->keeps_progress && a->player.script;
}

static void tell(struct app *a, bool kept, const struct diag *diag)
{
	if (!kept)
		app_say(a, true, MSG_PROGRESS_NOT_KEPT, diag_words(diag, a->view.lang).at);
}

void app_progress_begin(struct app *a)
{
	struct diag diag = { 0 };
	char *path = progress_path();

	a->keeps_progress = true;
	bool good = progress_load(&a->progress, path, &diag);
	mem_free(path);
	if (!good)
		app_say_text(a, true, diag_words(&diag, a->view.lang).at);
	app_progress_mark(a);
}

void app_progress_mark(struct app *a)
{
	for (size_t i = 0; a->keeps_progress && i < a->lessons.used; i++) {
		struct menu_item *item = &a->lessons.items[i];
		const struct script *s = item->script;

		item->done = s && progress_has(&a->progress, s->id);
		item->goals = item->solved = item->asked = item->right = 0;
		for (size_t k = 0; s && k < s->used; k++) {
			const struct statement *st = &s->statements[k];

			/* the number of a goal or question is how many there are up to it */
			if (st->kind == ST_GOAL) {
				const struct progress_goal *g = progress_goal_find(&a->progress, s->id,
										   (uint32_t)++item->goals);

				item->solved += g && g->solved;
			} else if (st->kind == ST_ASK) {
				const struct progress_prediction *p = progress_prediction_find(&a->progress, s->id,
											       (uint32_t)++item->asked);

				item->right += p && p->right;
			}
		}
	}
}

void app_progress_lesson(struct app *a)
{
	struct diag diag = { 0 };

	if (keeps(a))
		tell(a, progress_add(&a->progress, a->player.script->id, &diag), &diag);
}

void app_progress_answer(struct app *a, const struct statement *ask, bool right)
{
	struct diag diag = { 0 };
	const struct script *s = a->player.script;

	if (keeps(a))
		tell(a, progress_prediction(&a->progress, s->id, progress_nth(s, ask), right, &diag), &diag);
}

void app_progress_goal(struct app *a, const struct statement *goal, bool solved, size_t actions)
{
	struct diag diag = { 0 };
	const struct script *s = a->player.script;

	if (keeps(a))
		tell(a, progress_goal(&a->progress, s->id, progress_nth(s, goal), solved, (uint32_t)actions, &diag),
		     &diag);
}
