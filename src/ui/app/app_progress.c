/* Keeps what was done of each lesson between runs, and marks it in the menu. Built on
 * lesson/progress. Called by app. */
#include "base/mem.h"
#include "language/verbs.h"
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

/* Sets where the lesson was left, if that is still a place of it. */
static void mark_place(const struct app *a, struct menu_item *item)
{
	const struct progress_position *at = item->script ? progress_position_find(&a->progress, item->script->id)
							  : NULL;

	item->at = at ? at->step : 0;
	item->stops = at ? at->of : 0;
}

size_t app_solution_actions(const struct statement *goal)
{
	size_t n = 0;

	for (size_t i = 0; i < goal->solution_used; i++)
		n += goal->solution[i].kind == ST_ACTION;
	return n;
}

void app_progress_mark(struct app *a)
{
	for (size_t i = 0; a->keeps_progress && i < a->lessons.used; i++) {
		struct menu_item *item = &a->lessons.items[i];
		const struct script *s = item->script;

		item->done = s && progress_has(&a->progress, s->id);
		mark_place(a, item);
		item->goals = item->solved = item->asked = item->right = item->skipped = 0;
		item->best = item->shortest = 0;
		for (size_t k = 0; s && k < s->used; k++) {
			const struct statement *st = &s->statements[k];

			/* the number of a goal or question is how many there are up to it */
			if (st->kind == ST_GOAL) {
				const struct progress_goal *g = progress_goal_find(&a->progress, s->id,
										   (uint32_t)++item->goals);

				item->solved += g && g->solved;
				if (g && g->solved) {
					size_t known = app_solution_actions(st);

					item->best += g->actions;
					item->shortest += known < g->actions ? (unsigned)known : g->actions;
				}
			} else if (st->kind == ST_ASK) {
				const struct progress_prediction *p = progress_prediction_find(&a->progress, s->id,
											       (uint32_t)++item->asked);

				item->right += p && p->right;
				item->skipped += p && p->skipped;
			}
		}
	}
}

/* --- the outcomes of the open lesson --- */

static enum outcome_kind outcome_before(const struct app *a, const struct statement *st, struct outcome *o)
{
	const char *id = a->player.script->id;
	uint32_t nth;

	if (st->kind != ST_ASK && st->kind != ST_GOAL)
		return OUTCOME_NONE;
	nth = progress_nth(a->player.script, st);
	if (st->kind == ST_ASK) {
		const struct progress_prediction *p = progress_prediction_find(&a->progress, id, nth);

		if (p && p->skipped)
			return OUTCOME_SKIPPED;
		return !p ? OUTCOME_NONE : p->right ? OUTCOME_RIGHT : OUTCOME_WRONG;
	}
	if (st->kind == ST_GOAL) {
		const struct progress_goal *g = progress_goal_find(&a->progress, id, nth);

		if (g)
			o->actions = o->shortest = g->actions;
		return !g ? OUTCOME_NONE : g->solved ? OUTCOME_REACHED : OUTCOME_SHOWN;
	}
	return OUTCOME_NONE;
}

void app_progress_open(struct app *a)
{
	struct view *v = &a->view;
	const struct script *s = a->player.script;

	mem_free(v->outcomes);
	v->outcomes = mem_new(s->used + 1, sizeof *v->outcomes);
	v->outcomes_used = s->used;
	for (size_t i = 0; s->id && i < s->used; i++) {
		v->outcomes[i].kind = (uint8_t)outcome_before(a, &s->statements[i], &v->outcomes[i]);
		v->outcomes[i].earlier = true;
	}
}

void app_progress_outcome(struct app *a, const struct statement *st, enum outcome_kind kind, size_t actions,
			  size_t shortest)
{
	size_t i = (size_t)(st - a->player.script->statements);

	if (i >= a->view.outcomes_used) /* a class's script grows */
		return;
	struct outcome *o = &a->view.outcomes[i];
	if (st->kind == ST_ASK && o->kind != OUTCOME_NONE && !o->earlier) {
		o->mended = o->mended || kind == OUTCOME_RIGHT;
		return;
	}
	if (kind == OUTCOME_SHOWN && o->kind == OUTCOME_REACHED && !o->earlier)
		return;
	*o = (struct outcome){ .kind = (uint8_t)kind, .actions = actions, .shortest = shortest };
	o->helped = kind == OUTCOME_REACHED && a->hint.helped == st;
}

void app_progress_leave(struct app *a)
{
	const struct player *p = &a->player;

	if (a->view.screen != SCREEN_STEP || !a->player_on || p->detour || !player_at_end(p))
		return;
	if (!view_goal_is_open(&a->view) && !view_question_hides(&a->view))
		app_progress_lesson(a);
}

/* --- kept in the file --- */

void app_progress_tell_dropped(struct app *a)
{
	unsigned dropped = a->progress.dropped;
	struct diag diag = { 0 };

	if (!a->keeps_progress || dropped == 0)
		return;
	app_say(a, false, MSG_APP_DROPPED, dropped);
	progress_told(&a->progress, &diag); /* if it cannot be saved, it is said again the next time */
}

/* Returns whether the lesson goes on after this place. */
static bool goes_on(const struct player *p, size_t done, size_t all)
{
	return !p->at_end && (done < all || (player_goal(p) && !player_goal_reached(p)));
}

void app_progress_place(struct app *a)
{
	struct diag diag = { 0 };
	size_t done, all;

	if (!a->player_on || !keeps(a) || !a->progress.path)
		return;
	player_progress(&a->player, &done, &all);
	if (!goes_on(&a->player, done, all))
		done = 0;
	tell(a, progress_position(&a->progress, a->player.script->id, (uint32_t)done, (uint32_t)all, &diag), &diag);
}

const struct progress_position *app_progress_left(struct app *a)
{
	const struct progress_position *at = keeps(a) ? progress_position_find(&a->progress, a->player.script->id)
						      : NULL;
	size_t done, all;

	player_progress(&a->player, &done, &all);
	return at && at->of == all && at->step <= all ? at : NULL;
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

void app_progress_skipped(struct app *a, const struct statement *ask)
{
	struct diag diag = { 0 };
	const struct script *s = a->player.script;

	if (keeps(a))
		tell(a, progress_skipped(&a->progress, s->id, progress_nth(s, ask), &diag), &diag);
}

/* Returns the actions since the goal was set as script lines (malloc'ed). */
static char *way_done(const struct app *a)
{
	size_t at = session_at(a->player.session), n = player_goal_actions(&a->player);
	size_t size = n * (4 * SEND_TEXT_MAX + 400) + 1;
	struct text t = text_over(mem_new(size, 1), size);

	for (size_t i = at - n; i < at; i++) {
		if (t.len)
			text_add(&t, "\n");
		action_write(&t, session_action(a->player.session, i));
	}
	return t.at;
}

void app_progress_goal(struct app *a, const struct statement *goal, bool solved, size_t actions)
{
	struct diag diag = { 0 };
	const struct script *s = a->player.script;
	char *way;

	if (!keeps(a))
		return;
	way = solved ? way_done(a) : NULL;
	tell(a, progress_goal(&a->progress, s->id, progress_nth(s, goal), solved, (uint32_t)actions, way, &diag),
	     &diag);
	mem_free(way);
}
