/* Tells what is new: what the app reports, what a step changed, where the lesson
 * is now. Called by the loop after each line, and by what acts several times. */
#include <string.h>

#include "ui/panel/panel_menu.h"
#include "ui/plain/plain_core.h"
#include "ui/plain/plain_tell.h"

/* Whether what the app says was made of this format. */
static bool is_made_of(const char *said, enum message id, enum lang lang)
{
	const char *format = message(id, lang);
	size_t n = strcspn(format, "%"), length = strlen(said);
	return length > 0 && strncmp(said, format, n < length ? n : length) == 0;
}

/* What the app says on its message line, in words that fit here: no space bar,
 * no arrows. */
void plain_message(struct plain *p)
{
	static const struct {
		enum message app, plain;
	} others[] = {
		{ MSG_APP_ANSWER_FIRST, MSG_PLAIN_ANSWER_FIRST }, { MSG_APP_GOAL, MSG_PLAIN_YOUR_TURN },
		{ MSG_APP_LESSON_END, MSG_PLAIN_LESSON_END },     { MSG_APP_REPLAY_END, MSG_PLAIN_REPLAY_END },
		{ MSG_APP_SOLUTION, MSG_PLAIN_SOLUTION },         { MSG_APP_DETOUR, MSG_PLAIN_DETOUR },
		{ MSG_APP_NO_KEY, MSG_PLAIN_NOT_HERE },           { MSG_APP_GO_NOWHERE, MSG_PLAIN_GO_NOWHERE },
		{ MSG_QUIZ_GOES_ON, MSG_PLAIN_QUIZ_GOES_ON },
	};
	struct view *v = &p->app.view;
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
		if (is_made_of(v->message, others[i].app, v->lang)) {
			plain_say(p, others[i].plain);
			app_quiet(&p->app);
		}
	for (int r = 0; r < REFUSED_COUNT; r++) {
		const char *refused = r != REFUSED_NOT ? refusal_text((enum refusal)r, v->lang) : "";
		if (v->message[0] == '\0' || strcmp(v->message, refused) != 0)
			continue;
		plain_say_with(p, MSG_PLAIN_REFUSED, refused);
		app_quiet(&p->app);
	}
	bool goal = is_made_of(v->message, MSG_APP_GOAL_REACHED, v->lang) ||
		    is_made_of(v->message, MSG_APP_GOAL_AFTER_SOLUTION, v->lang);
	char *last = NULL;
	for (char *s = strstr(v->message, ". "); goal && s; s = strstr(s + 1, ". "))
		last = s; /* its last sentence is of the space bar */
	if (last)
		last[1] = '\0';
	if (!is_made_of(v->message, MSG_APP_EXPECTED, v->lang)) /* told with its statement, in full */
		plain_text(p->out, v->message);
	if (goal)
		plain_say(p, MSG_PLAIN_GOES_ON);
	app_quiet(&p->app);
}

void plain_news(struct plain *p)
{
	struct app *a = &p->app;
	if (!plain_in_session(p)) {
		plain_message(p);
		return;
	}
	if (a->player.script != p->script) { /* the quiz's next question */
		plain_begin(p);
		return;
	}
	const struct statement *now = player_now(&a->player);
	uint32_t moment = session_now(a->player.session);
	bool moved = moment != p->moment, other = now != p->at;
	if (moved) {
		bool onwards = session_fork(a->player.session, p->moment, moment) == p->moment;
		tell_way(p->out, a, p->moment);
		facts_now(&p->now, a, FACT_NEWS);
		facts_tell_changes(p->out, &p->before, &p->now, !onwards, a->view.lang);
		struct facts swap = p->before;
		p->before = p->now;
		p->now = swap;
	}
	if (other && !moved)
		tell_place(p->out, a);
	else if (other && (!now || now->kind != ST_ACTION))
		tell_statement(p->out, a);
	else if (moved)
		tell_goal(p->out, a);
	plain_message(p);
	p->moment = moment;
	p->at = now;
}

void plain_begin(struct plain *p)
{
	struct app *a = &p->app;
	bool begun = player_now(&a->player) || session_at(a->player.session) > 0;
	a->view.playing = false; /* as the student goes on */
	if (a->view.mode != MODE_SANDBOX)
		plain_text(p->out, script_title(a->player.script, a->view.lang));
	facts_now(&p->before, a, FACT_NEWS);
	facts_tell(p->out, &p->before);
	p->script = a->player.script;
	p->moment = session_now(a->player.session);
	p->at = player_now(&a->player);
	if (begun && a->view.mode != MODE_SANDBOX && !a->player.detour)
		tell_statement(p->out, a);
	plain_say(p, a->view.mode == MODE_SANDBOX ? MSG_PLAIN_SANDBOX_BEGINS
		     : begun                      ? MSG_PLAIN_GOES_ON
						  : MSG_PLAIN_LESSON_BEGINS);
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
