/* The commands that act on the session: steps, undo, actions on the selected segment,
 * answers, playing. Called by app. */
#include <string.h>

#include "engine/world.h"
#include "language/verbs.h"
#include "ui/app/app_core.h"

static const struct world *world(const struct app *a)
{
	return session_world(a->player.session);
}

void app_select(struct app *a, int by)
{
	const struct net *net = &world(a)->net;
	int n = (int)net->count;

	if (n == 0)
		return;
	int at = net_find(net, view_segment(&a->view)) + by % n;
	a->view.selected = net->flights[(at + n) % n].id;
}

/* Starts the animation of an arrival, if exactly one segment arrived. */
static void motion_begin(struct app *a)
{
	size_t n, arrived = 0;
	const struct row *rows = session_rows(a->player.session, &n);

	for (size_t i = 0; i < n; i++)
		arrived += rows[i].kind == ROW_ARRIVE;
	a->view.to_go = a->options.animation && arrived == 1 ? 1000 : 0;
}

/* --- free actions --- */

void app_refuse_action(struct app *a, const struct action *action, unsigned r)
{
	uint32_t number = world_listener_meant(session_world(a->player.session), action);
	struct action meant = *action;
	char line[SEND_TEXT_MAX * 4 + 64], said[400];
	struct text call = text_over(line, sizeof line), t = text_over(said, sizeof said);

	if (r == REFUSED_BY_GOAL) {
		app_goal_refused(a, action);
		return;
	}
	app_refuse(a, (enum refusal)r);
	if (r != REFUSED_NOT_ACCEPTED || number == 0)
		return;
	meant.sock = number;
	action_write(&call, &meant);
	text_addf(&t, message(MSG_APP_LISTENERS, a->view.lang), refusal_text(REFUSED_NOT_ACCEPTED, a->view.lang), line);
	app_say_text(a, true, said);
	a->view.notice.refusal = r;
}

void app_act(struct app *a, const struct action *action)
{
	bool was = a->player.detour;
	unsigned r = player_act(&a->player, action);

	if (r != REFUSED_NOT) {
		app_refuse_action(a, action, r);
		a->view.playing = false;
		return;
	}
	app_selection_check(a);
	motion_begin(a);
	app_quiet(a);
	if (player_goal_reached(&a->player))
		app_goal_reached(a);
	else if (!was && a->player.detour)
		app_say(a, false, MSG_APP_DETOUR);
}

void app_act_on_selected(struct app *a, int kind)
{
	const struct net *net = &world(a)->net;
	const struct flight *f = &net->flights[net_find(net, view_segment(&a->view))];

	if (a->view.overlay == OVERLAY_ASK)
		app_pop(a); /* it comes back with the lesson */
	if (kind == ACT_HOLD && f->held)
		kind = ACT_RELEASE;
	struct action action = action_pick((enum act_kind)kind, f->id);
	app_act(a, &action);
}

void app_goto(struct app *a, uint32_t moment)
{
	struct view *v = &a->view;

	player_goto(&a->player, moment);
	v->choice = -1;
	v->scroll = 0;
	app_selection_check(a);
	motion_begin(a);
	app_quiet(a);
	if (a->player.detour)
		app_say(a, false, MSG_APP_DETOUR);
}

/* --- along the script --- */

static void ask_open(struct app *a)
{
	a->view.choice = a->player.answered = -1;
	a->view.passed = false;
	a->view.pane = PANE_WIRE;
	a->skip_asked = false;
	app_push(a, OVERLAY_ASK);
}

void app_ask_again(struct app *a)
{
	a->view.pane = PANE_WIRE;
	app_push(a, OVERLAY_ASK);
}

void app_lesson_ended(struct app *a)
{
	struct view *v = &a->view;

	player_ended(&a->player);
	if (v->item + 1 < v->items_used && v->items[v->item].script == a->player.script)
		v->item++; /* the menu selects the next lesson */
	v->playing = false;
	app_say(a, false, mode_facts(v->mode)->ends);
	app_progress_lesson(a);
	if (a->options.once)
		a->leave = true;
}

static void stopped_at(struct app *a, const struct statement *st)
{
	struct view *v = &a->view;

	v->scroll = 0;
	app_selection_check(a);
	if (!st) {
		a->modes[v->mode].at_end(a);
		return;
	}
	switch (st->kind) {
	case ST_EXPECT:
		app_say(a, true, MSG_APP_EXPECTED, a->player.failure.message[a->view.lang]);
		v->playing = false;
		break;
	case ST_ASK:
		if (v->playing && !mode_facts(v->mode)->student_acts)
			break; /* a replay only shows the question */
		v->playing = false;
		ask_open(a);
		break;
	case ST_GOAL:
		if (mode_facts(v->mode)->student_acts)
			app_say(a, false, MSG_APP_GOAL);
		v->playing = v->playing && !mode_facts(v->mode)->student_acts;
		break;
	case ST_ACTION:
		motion_begin(a);
		if (a->player.failure.at == st) {
			app_say_text(a, true, a->player.failure.message[a->view.lang]);
			v->playing = false;
		} else if (mode_facts(v->mode)->at_last != MSG_COUNT && player_at_end(&a->player)) {
			app_say(a, false, mode_facts(v->mode)->at_last);
		}
		break;
	case ST_PAUSE:
		v->playing = false;
		break;
	case ST_SAY:
	case ST_NOTE:
		break;
	}
}

/* Shows a class's votes on the question here, if there are any and they are not shown yet. Returns
 * whether it did. */
static bool shows_votes(struct app *a)
{
	const struct statement *st = player_now(&a->player);
	struct class_room *room = &a->view.room;

	if (a->view.mode != MODE_TEACH || room->shown || room->choices == 0 || !st || st->kind != ST_ASK ||
	    a->player.answered >= 0 || a->view.passed)
		return false;
	room->shown = true;
	app_say(a, false, MSG_CLASS_VOTES);
	return true;
}

/* Returns true if an unanswered question stops the step. Trying again skips it: its answer
 * is shown, and the next step goes on. */
static bool question_stands(struct app *a)
{
	const struct statement *st = player_now(&a->player);

	if (!st || st->kind != ST_ASK || a->player.answered >= 0 || view_answer_stands(&a->view) || a->view.playing)
		return false;
	if (a->view.overlay != OVERLAY_ASK) {
		app_ask_again(a);
		a->skip_asked = false;
	}
	if (shows_votes(a)) {
		a->skip_asked = true;
		return true;
	}
	if (a->skip_asked && question_is_open(st))
		return false;
	if (a->skip_asked || (a->view.mode == MODE_TEACH && a->view.room.shown)) {
		a->view.passed = true;
		app_progress_outcome(a, st, OUTCOME_SKIPPED, 0, 0);
		app_progress_skipped(a, st);
		app_say(a, false, a->view.mode == MODE_TEACH ? MSG_CLASS_REVEALED : MSG_ASK_SKIPPED);
		return true;
	}
	a->skip_asked = true;
	app_say(a, false, a->view.mode == MODE_TEACH ? MSG_CLASS_REVEALS : MSG_APP_ANSWER_FIRST);
	return true;
}

/* Steps once; through the whole set-up of a lesson, if it begins with one. */
static void step_on(struct app *a)
{
	size_t before = a->player.stops_used;
	const struct statement *st = player_step(&a->player);

	while (st && !a->view.playing && player_in_setup(&a->player))
		st = player_step(&a->player);
	stopped_at(a, st);
	if (a->player.stops_used > before + 1)
		app_say(a, false, MSG_APP_SET_UP, a->player.stops_used - before - 1);
}

void app_next(struct app *a)
{
	if (question_stands(a))
		return;
	if (a->view.overlay == OVERLAY_ASK)
		app_pop(a);
	if (a->player.detour) { /* the detour started while the question was open */
		app_event(a);
		return;
	}
	a->skip_asked = false;
	app_quiet(a);
	if (player_goal(&a->player) && !player_goal_reached(&a->player) && player_goal(&a->player)->solution_used > 0 &&
	    player_goal_actions(&a->player) == 0) {
		player_show_solution(&a->player); /* a replay: no student acts */
		app_selection_check(a);
		return;
	}
	step_on(a);
}

static void came_back(struct app *a)
{
	struct view *v = &a->view;

	if (v->overlay == OVERLAY_ASK)
		app_pop(a);
	v->choice = a->player.answered = -1;
	v->passed = false;
	v->scroll = 0;
	app_selection_check(a);
}

void app_arrived(struct app *a, const struct statement *st)
{
	came_back(a);
	app_quiet(a);
	a->view.to_go = 0;
	if (st)
		stopped_at(a, st);
}

void app_go(struct app *a, size_t stop)
{
	size_t done, all;

	player_progress(&a->player, &done, &all);
	if (!mode_facts(a->view.mode)->has_steps) {
		app_say(a, true, MSG_APP_GO_NOWHERE);
		return;
	}
	if (stop > all) {
		app_say(a, true, MSG_APP_GO_RANGE, all);
		return;
	}
	player_go(&a->player, stop);
	app_arrived(a, player_now(&a->player));
	a->view.to_go = 0;
}

void app_return(struct app *a)
{
	a->modes[a->view.mode].come_back(a);
}

void app_came_to_lesson(struct app *a)
{
	player_return(&a->player);
	came_back(a);
	if (view_question_hides(&a->view))
		ask_open(a);
	app_say(a, false, MSG_APP_RETURNED);
}

void app_event(struct app *a)
{
	struct action action = { .kind = ACT_WAIT_NEXT };

	if (view_shows_solution(&a->view)) {
		app_solution_step(a);
		motion_begin(a);
		return;
	}
	app_act(a, &action);
}

void app_forward(struct app *a)
{
	if (view_context(&a->view) == CTX_LESSON)
		app_next(a);
	else
		session_redo(a->player.session);
	app_selection_check(a);
}

void app_back(struct app *a)
{
	player_back(&a->player);
	came_back(a);
	if (view_question_hides(&a->view))
		ask_open(a);
}

void app_restart(struct app *a)
{
	app_goto(a, 0);
	while (player_back(&a->player))
		; /* also the statements before the first action */
	came_back(a);
}

void app_beat(struct app *a)
{
	bool (*due)(struct app *) = a->modes[a->view.mode].beat_due;

	if (!a->view.playing || (due && !due(a)))
		return;
	if (view_context(&a->view) == CTX_FREE)
		app_event(a);
	else
		app_next(a);
}

/* Records the answer, which is final once it is known which choices are right. */
void app_answer(struct app *a, int choice)
{
	const struct statement *st = player_now(&a->player);

	if (!st || st->kind != ST_ASK || (a->player.answered < 0 && view_answer_stands(&a->view)))
		return;
	if (choice < 0 || (size_t)choice >= statement_block(st, a->view.lang)->choices_used) {
		app_say(a, false, MSG_APP_ANSWER_FIRST);
		return;
	}
	a->view.choice = a->player.answered = choice;
	a->view.pane = PANE_WIRE;
	if (a->modes[a->view.mode].answered)
		a->modes[a->view.mode].answered(a, (size_t)choice);
	if (question_is_open(st))
		return;
	bool right = statement_block(st, a->view.lang)->choices[choice].right;
	app_progress_answer(a, st, right);
	app_progress_outcome(a, st, right ? OUTCOME_RIGHT : OUTCOME_WRONG, 0, 0);
}

/* Returns the only choice that names this state and no other; -1: there is none, or
 * more than one. */
static int choice_of_state(const struct block *b, enum tcp_state state)
{
	int found = -1;

	for (size_t i = 0; i < b->choices_used; i++) {
		bool names = false, others = false;

		for (enum tcp_state s = TCPS_CLOSED; s < TCPS_COUNT; s++) {
			bool there = strstr(b->choices[i].text, state_name(s));

			names = names || (there && s == state);
			others = others || (there && s != state);
		}
		if (names && !others && found >= 0)
			return -1;
		if (names && !others)
			found = (int)i;
	}
	return found;
}

void app_answer_state(struct app *a, uint8_t state)
{
	const struct statement *st = player_now(&a->player);

	if (!st || st->kind != ST_ASK || view_answer_stands(&a->view))
		return;
	int choice = choice_of_state(statement_block(st, a->view.lang), (enum tcp_state)state);
	if (choice >= 0)
		app_answer(a, choice);
	else
		app_say(a, false, MSG_APP_NO_SUCH_CHOICE, state_name((enum tcp_state)state));
}
