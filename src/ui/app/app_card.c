/* The end of a lesson: shows how it went, and leads on to the next lesson or back to a question
 * that was missed. Called by app. */
#include "ui/app/app_core.h"

/* Returns the next lesson in the menu's order that can be opened; NULL: none. */
static const struct menu_item *next_lesson(const struct app *a)
{
	const struct lessons *l = &a->lessons;
	size_t i = 0;

	while (i < l->used && l->items[i].script != a->player.script)
		i++;
	for (i++; i < l->used; i++)
		if (l->items[i].kind == ITEM_LESSON && l->items[i].script && !l->items[i].problem[a->view.lang])
			return &l->items[i];
	return NULL;
}

void app_card_open(struct app *a)
{
	app_lesson_ended(a);
	app_quiet(a);
	a->view.next = next_lesson(a);
	app_push(a, OVERLAY_CARD);
}

void app_card_onward(struct app *a)
{
	struct view *v = &a->view;
	const struct menu_item *next = v->next;

	if (!next) {
		app_menu(a);
		return;
	}
	if (!lessons_complete(&a->lessons, next->script)) {
		app_menu(a);
		app_say(a, true, MSG_APP_CANNOT_OPEN, next->name);
		return;
	}
	v->item = (size_t)(next - a->lessons.items);
	app_open(a, next->script, MODE_LESSON);
}

void app_card_missed(struct app *a)
{
	const struct script *s = a->player.script;

	app_pop(a);
	app_go(a, view_stop_of(s, view_first_missed(&a->view)));
}
