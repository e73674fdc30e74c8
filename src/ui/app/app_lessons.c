/* Opens the installed lessons: their menu, or one of them. Only the headers are read
 * before the first screen; the rest follows. Called by ui/start and ui/web. */
#include "ui/app/app_core.h"

bool app_lessons_complete(struct app *a)
{
	struct view *v = &a->view;
	const struct script *script = v->item < v->items_used ? v->items[v->item].script : NULL;

	if (a->lessons_complete)
		return false;
	a->lessons_complete = true;
	lessons_complete_all(&a->lessons);
	if (v->items_used == 0)
		return false;
	v->items = a->lessons.items;
	for (size_t i = 0; script && i < a->lessons.used; i++)
		if (v->items[i].script == script)
			v->item = i;
	app_progress_mark(a);
	return v->screen == SCREEN_MENU;
}

const struct script *app_lesson_find(struct app *a, const char *lesson, const char **near)
{
	const struct script *script = lessons_find(&a->lessons, lesson, near);

	if (script && !lessons_complete(&a->lessons, script))
		script = lessons_find(&a->lessons, lesson, near);
	return script;
}

bool app_lessons_open(struct app *a, const char *lesson, const char **near)
{
	const struct script *s;

	lessons_load_headers(&a->lessons, lessons_directory());
	if (lesson) {
		s = app_lesson_find(a, lesson, near);
		app_progress_begin(a);
		if (s)
			app_open(a, s, MODE_LESSON);
		return s;
	}
	/* The menu shows the text of the selected lesson. */
	if (!lessons_complete(&a->lessons, a->lessons.items[a->view.item].script))
		lessons_complete_all(&a->lessons);
	app_progress_begin(a);
	app_menu(a);
	if (a->lessons.scripts_used == 0)
		app_say(a, false, MSG_APP_NO_LESSONS);
	return true;
}
