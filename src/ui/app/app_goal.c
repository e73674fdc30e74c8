/* The exercise that is being worked on: when it is reached, the list of its conditions,
 * its solution. Called by app and app_step. */
#include "ui/app/app_core.h"
#include "ui/tell/condition.h"

/* Returns the fewest actions known to reach the goal: those of the stored solution, or
 * of a shorter one that the student found. */
static size_t shortest(const struct app *a, const struct statement *goal)
{
	size_t n = app_solution_actions(goal);
	const struct progress_goal *best;

	best = progress_goal_find(&a->progress, a->player.script->id, progress_nth(a->player.script, goal));
	return best && best->solved && best->actions < n ? best->actions : n;
}

void app_goal_reached(struct app *a)
{
	const struct statement *goal = player_goal(&a->player);
	size_t actions = player_goal_actions(&a->player), known = shortest(a, goal);

	if (player_solution_shown(&a->player)) {
		app_say(a, false, MSG_APP_GOAL_AFTER_SOLUTION);
		return;
	}
	app_say(a, false,
		actions > known    ? MSG_APP_GOAL_REACHED
		: actions == known ? MSG_APP_GOAL_BEST
				   : MSG_APP_GOAL_SHORTER,
		actions, known);
	app_progress_outcome(a, goal, OUTCOME_REACHED, actions, actions < known ? actions : known);
	if (player_goal_honest(&a->player))
		app_progress_goal(a, goal, true, actions);
}

void app_goal_refused(struct app *a, const struct action *action)
{
	struct goal_refusal why = player_refuses(&a->player, action);
	char word[64];
	struct text t = text_over(word, sizeof word);

	switch (why.rule) {
	case GOAL_FORBIDS:
		forbid_write(&t, why.forbidden);
		app_say(a, true, MSG_APP_GOAL_FORBIDS, word);
		break;
	case GOAL_WITHIN:
		app_say(a, true, MSG_APP_GOAL_WITHIN, player_goal_count(&a->player).within);
		break;
	case GOAL_ALLOWS:
		return;
	}
	a->view.notice.refusal = REFUSED_BY_GOAL;
}

void app_goal_list(struct app *a)
{
	const struct statement *goal = player_goal(&a->player);
	const struct block *b = statement_block(goal, a->view.lang);
	struct text title = text_over(a->view.list.title, sizeof a->view.list.title);
	size_t hold = 0;
	char line[sizeof a->view.list.lines->text];
	struct text t = text_over(line, sizeof line);

	app_list_begin(a, OVERLAY_GOAL, NULL);
	text_add(&title, message(MSG_PLAIN_GOAL, a->view.lang));
	app_list_add(a, LOOK_STRONG, 0, b && b->text ? b->text : "");
	for (size_t i = 0; i < goal->reach_used; i++) {
		bool holds = player_reached(&a->player, i);

		hold += holds;
		text_clear(&t);
		condition_tell(&t, &goal->reach[i].predicate, a->view.lang);
		app_list_add(a, holds ? LOOK_GOOD : LOOK_PLAIN, holds ? GL_CHECK : GL_EMPTY, line);
	}
	text_clear(&t);
	text_addf(&t, message(MSG_GOAL_HOLD, a->view.lang), hold, goal->reach_used);
	text_add(&t, ", ");
	goal_actions_tell(&t, &a->player, a->view.lang);
	app_list_add(a, LOOK_QUIET, 0, line);
	for (size_t i = 0; i < goal->forbid_used; i++) {
		char word[240];
		struct text w = text_over(word, sizeof word);

		forbidden_tell(&w, &goal->forbid[i], a->view.lang);
		text_clear(&t);
		text_addf(&t, message(MSG_GOAL_NOT_ALLOWED, a->view.lang), word);
		app_list_add(a, LOOK_QUIET, 0, line);
	}
}

void app_solution_step(struct app *a)
{
	player_solution_step(&a->player);
	app_selection_check(a);
	if (player_goal_reached(&a->player))
		app_goal_reached(a);
	else
		app_say(a, false, MSG_APP_SOLUTION_ON);
}

void app_solution(struct app *a)
{
	const struct statement *goal = player_goal(&a->player);

	if (goal->solution_used == 0) {
		app_say(a, false, MSG_APP_NO_SOLUTION);
		return;
	}
	if (!a->solution_asked && !view_shows_solution(&a->view)) {
		a->solution_asked = true;
		app_say(a, false, MSG_APP_SOLUTION);
		return;
	}
	a->solution_asked = false;
	app_solution_step(a);
	app_progress_goal(a, goal, false, 0);
	app_progress_outcome(a, goal, OUTCOME_SHOWN, 0, 0);
}
