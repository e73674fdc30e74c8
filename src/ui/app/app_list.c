/* The list overlays: builds their lines, and chooses one. The caller that opens a
 * list decides what choosing a line does. */
#include "base/mem.h"
#include "ui/app/app_core.h"

void app_list_begin(struct app *a, enum overlay o, list_chooser *choose)
{
	struct list *l = &a->view.list;

	l->used = l->at = 0;
	l->title[0] = l->foot[0] = '\0';
	l->choose = choose != NULL;
	a->list_choose = choose;
	if (a->view.overlay != o)
		app_push(a, o);
	a->view.scroll = 0;
}

void app_list_title(struct app *a, const char *s)
{
	struct text t = text_over(a->view.list.title, sizeof a->view.list.title);

	text_add(&t, s);
}

void app_list_foot(struct app *a, const char *s)
{
	struct text t = text_over(a->view.list.foot, sizeof a->view.list.foot);

	text_add(&t, s);
}

struct target *app_list_add(struct app *a, uint8_t look, uint8_t mark, const char *text)
{
	struct list *l = &a->view.list;

	a->targets = mem_grow(a->targets, l->used, &a->targets_size, sizeof *a->targets);
	l->lines = mem_grow(l->lines, l->used, &l->size, sizeof *l->lines);
	struct list_line *line = &l->lines[l->used];
	struct text t = text_over(line->text, sizeof line->text);
	text_add(&t, text);
	line->look = look;
	line->mark = mark;
	struct target *target = &a->targets[l->used++];
	*target = (struct target){ 0 };
	return target;
}

void app_list_choose(struct app *a)
{
	struct target target;

	if (a->view.list.used == 0)
		return;
	target = a->targets[a->view.list.at]; /* choosing may build another list */
	a->list_choose(a, &target);
}
