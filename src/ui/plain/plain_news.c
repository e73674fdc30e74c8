/* Prints what is new: the app's notice, what a step changed, where the lesson is
 * now. Called by the loop after each line, and by words that take several steps. */
#include "ui/plain/plain_core.h"
#include "ui/plain/plain_tell.h"

#include "language/format.h"
#include "ui/app/kernels.h"

void plain_message(struct plain *p)
{
	const struct notice *n = &p->app.view.notice;

	if (n->refusal != REFUSED_NOT)
		plain_say_with(p, MSG_PLAIN_REFUSED, n->spoken);
	else if (n->id != MSG_APP_EXPECTED) /* tell_statement prints that in full */
		plain_text(p->out, n->spoken);
	app_quiet(&p->app);
}

/* Prints what the kernels did at this step. Someone at a terminal does not wait long for them. */
static void tell_kernels(struct plain *p)
{
	enum { PATIENCE_MS = 1000 };
	struct app *a = &p->app;
	const struct view *v = &a->view;
	const struct compared *record;
	enum kernel_place place;
	char line[256];
	struct text t = text_over(line, sizeof line);
	bool differs;

	if (kernel_place(v, NULL) == KERNEL_NONE)
		return;
	app_kernel_look(a, p->echo ? -1 : PATIENCE_MS);
	place = kernel_place(v, &record);
	differs = kernel_differs(v, record, HOST_CLIENT) || kernel_differs(v, record, HOST_SERVER);
	if (place == KERNEL_HERE)
		text_addf(&t, message(differs ? MSG_PLAIN_KERNEL_OTHER : MSG_PLAIN_KERNEL_SAME, v->lang),
			  state_name(kernel_state(v, record, HOST_CLIENT)),
			  state_name(kernel_state(v, record, HOST_SERVER)));
	else if (place == KERNEL_OFF)
		text_add(&t, message(MSG_KERNEL_OFF, v->lang));
	else if (place == KERNEL_BEHIND)
		text_addf(&t, message(MSG_KERNEL_BEHIND, v->lang), view_step_number(v, v->kernels.now.used));
	else
		text_addf(&t, message(MSG_KERNEL_UP_TO, v->lang), kernel_line(v));
	plain_text(p->out, line);
	if (place == KERNEL_HERE || place == KERNEL_OVER)
		app_kernel_say(a);
}

void plain_news(struct plain *p)
{
	struct app *a = &p->app;
	const struct statement *now;
	uint32_t moment;
	bool moved, other;

	if (!plain_in_session(p)) {
		plain_message(p);
		return;
	}
	if (a->player.script != p->script) { /* the quiz's next question */
		plain_begin(p);
		return;
	}
	now = player_now(&a->player);
	moment = session_now(a->player.session);
	moved = moment != p->moment;
	other = now != p->at;
	if (moved) {
		bool onwards = session_fork(a->player.session, p->moment, moment) == p->moment;
		struct facts swap;

		tell_way(p->out, a, p->moment);
		facts_now(&p->now, a, FACT_NEWS);
		facts_tell_changes(p->out, &p->before, &p->now, !onwards, a->view.lang);
		swap = p->before;
		p->before = p->now;
		p->now = swap;
	}
	if (other && !moved)
		tell_place(p->out, a);
	else if (other && (!now || now->kind != ST_ACTION))
		tell_statement(p->out, a);
	else if (moved)
		tell_goal(p->out, a);
	if (moved)
		tell_kernels(p);
	plain_message(p);
	p->moment = moment;
	p->at = now;
}

void plain_begin(struct plain *p)
{
	struct app *a = &p->app;
	bool begun = player_now(&a->player) || session_at(a->player.session) > 0;

	a->view.playing = false; /* each step waits for the student */
	if (mode_facts(a->view.mode)->has_steps)
		plain_text(p->out, script_title(a->player.script, a->view.lang));
	facts_now(&p->before, a, FACT_NEWS);
	facts_tell(p->out, &p->before);
	p->script = a->player.script;
	p->moment = session_now(a->player.session);
	p->at = player_now(&a->player);
	if (kernel_place(&a->view, NULL) != KERNEL_NONE) {
		plain_say(p, MSG_PLAIN_KERNEL_START);
		tell_kernels(p);
	}
	if (begun && mode_facts(a->view.mode)->has_steps && !a->player.detour)
		tell_statement(p->out, a);
	plain_say(p,
		  begun && mode_facts(a->view.mode)->has_steps ? MSG_PLAIN_GOES_ON : mode_facts(a->view.mode)->begins);
}

void plain_menu(struct plain *p, bool all)
{
	const struct view *v = &p->app.view;
	const struct menu_item *item = &v->items[v->item];
	char line[512];
	struct text t = text_over(line, sizeof line);

	if (all)
		tell_menu(p->out, &p->app);
	text_addf(&t, message(all ? MSG_PLAIN_MENU : MSG_PLAIN_MENU_AGAIN, v->lang), v->item + 1, menu_title(item, v));
	plain_text(p->out, line);
}
