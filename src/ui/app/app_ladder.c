/* The ladder overlay: finds a row and goes to its moment. Called by app. */
#include <string.h>

#include "ui/app/app_core.h"
#include "ui/app/ladder_log.h"

void app_ladder_open(struct app *a)
{
	size_t rows = ladder_log_rows(a->view.ladder);

	a->view.rung = rows > 0 ? rows - 1 : 0;
	app_push(a, OVERLAY_LADDER);
}

void app_ladder_go(struct app *a)
{
	const struct session *s = a->player.session;

	if (ladder_log_rows(a->view.ladder) == 0)
		return;
	uint32_t moment = session_trail(s, ladder_log_step(a->view.ladder, a->view.rung) + 1);
	app_pop(a);
	app_goto(a, moment);
}

void app_ladder_find(struct app *a, int by)
{
	struct view *v = &a->view;
	size_t rows = ladder_log_rows(v->ladder), at = v->rung;

	for (size_t n = 0; n < rows; n++) {
		if (n > 0 || by != 0)
			at = by < 0 ? (at + rows - 1) % rows : (at + 1) % rows;
		if (!ladder_log_has(v->ladder, at, v->search))
			continue;
		v->rung = at;
		return;
	}
	app_say(a, true, MSG_NOT_FOUND, v->search);
}
