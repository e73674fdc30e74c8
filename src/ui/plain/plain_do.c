/* Performs what was typed: a number, a word, a statement of the script language. Called
 * by the loop, which then prints what is new. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "language/verbs.h"
#include "lesson/write.h"
#include "ui/plain/plain_core.h"
#include "ui/plain/plain_tell.h"

enum { PLAY_MOST = 1000, PLAY_FREE_MOST = 20 };

/* --- words that act --- */

/* Returns whether the line is a valid statement; if not, prints what is wrong. */
static bool is_sound(struct plain *p, const char *line)
{
	struct action action;
	struct predicate predicate;
	struct diag d = { 0 };
	char said[600];
	struct text t = text_over(said, sizeof said);
	bool expects = strncmp(line, "expect ", 7) == 0, goes = strncmp(line, "go", 2) == 0;

	if (goes || (expects ? predicate_read(line + 7, &predicate, &d) : action_read(line, &action, &d)))
		return true; /* the app reports what is wrong with a `go` */
	text_add(&t, message(MSG_PLAIN_WRONG, p->app.view.lang));
	diag_text(&t, &d, p->app.view.lang);
	text_add(&t, ".");
	if (d.hint[0] != '\0') {
		text_add(&t, " ");
		text_addf(&t, message(MSG_PLAIN_DID_YOU_MEAN, p->app.view.lang), d.hint);
	}
	plain_text(p->out, said);
	return false;
}

/* Returns whether an open question blocks everything else, after printing that. Leaves a
 * question that was answered. */
static bool question_stands(struct plain *p)
{
	struct app *a = &p->app;

	if (view_context(&a->view) != CTX_ASK)
		return false;
	if (a->player.answered >= 0 || a->view.passed) {
		app_perform(a, CMD_ESCAPE);
		return false;
	}
	a->skip_asked = true; /* the message offers to skip the question */
	plain_say(p, MSG_APP_ANSWER_FIRST);
	return true;
}

/* Performs a statement of the script language. */
static void statement(struct plain *p, const char *line)
{
	struct app *a = &p->app;
	enum tcp_state s;
	struct notice notice;

	if (state_parse(line, &s)) {
		tell_state(p->out, a, s);
		return;
	}
	if (!plain_word_is_script(line)) {
		plain_unknown(p, line);
		return;
	}
	if (strncmp(line, "expect ", 7) != 0 && question_stands(p))
		return;
	if (strlen(line) >= sizeof a->view.input) {
		plain_say(p, MSG_PLAIN_TOO_LONG);
		return;
	}
	if (!is_sound(p, line))
		return;
	if (view_context(&a->view) == CTX_CARD)
		app_perform(a, CMD_ESCAPE);
	app_line_open(a, OVERLAY_COMMAND, line, false);
	app_submit(a);
	if (a->view.overlay != OVERLAY_COMMAND)
		return;
	notice = a->view.notice; /* leaving the line clears it */
	app_perform(a, CMD_ESCAPE);
	a->view.notice = notice;
}

/* Performs a word that is a statement's verb: "deliver 3" means "deliver #3". */
static void statement_of(struct plain *p, const struct plain_word *w, const char *rest)
{
	char line[sizeof p->line];
	struct text t = text_over(line, sizeof line);
	size_t n;
	bool segment = w->command != CMD_WAIT && w->command != CMD_NONE && plain_number(rest, &n);

	text_addf(&t, "%s%s%s%s", w->verb, *rest != '\0' ? " " : "", segment ? "#" : "", rest);
	statement(p, line);
}

/* Performs the next step, which is one command in a lesson and another after its end. */
static void next(struct app *a)
{
	enum context context = view_context(&a->view);

	app_perform(a, context == CTX_FREE ? CMD_EVENT : context == CTX_CARD ? CMD_ONWARD : CMD_NEXT);
}

/* Performs the screen's command, and prints what it opened. */
static void command_of(struct plain *p, const struct plain_word *w)
{
	struct app *a = &p->app;
	const struct statement *at = player_now(&a->player);
	uint32_t moment = session_now(a->player.session);
	enum overlay overlay = a->view.overlay;
	bool detour = a->player.detour, passed = a->view.passed;
	bool idle, turn;

	if (w->command == CMD_NEXT)
		next(a);
	else
		app_perform(a, w->command);
	idle = a->view.overlay == overlay && session_now(a->player.session) == moment && player_now(&a->player) == at &&
	       a->view.notice.text[0] == '\0';
	turn = player_goal(&a->player) && !player_goal_reached(&a->player);
	p->hint_told = 0;
	if (detour && !a->player.detour)
		p->at = NULL; /* so that the place where the lesson continues is printed again */
	plain_opened(p);
	if (a->view.passed && !passed)
		tell_answer(p->out, a);
	if (idle)
		plain_say(p, MSG_APP_NO_KEY);
	if (w->command == CMD_NEXT && turn && a->view.notice.bad) { /* no event is left */
		plain_news(p);
		plain_say(p, MSG_APP_GOAL);
	}
}

static void leave(struct plain *p)
{
	struct app *a = &p->app;

	if (view_context(&a->view) == CTX_ASK)
		app_pop(a); /* here a question is not a layer of its own */
	app_perform(a, CMD_LEAVE);
	if (!a->leave)
		plain_menu(p, false);
}

/* Plays until a question, a goal, a pause or the end. */
static void play(struct plain *p)
{
	struct app *a = &p->app;
	enum context context = view_context(&a->view);
	int most = context == CTX_FREE ? PLAY_FREE_MOST : PLAY_MOST;

	for (int i = 0; i < most; i++) {
		const struct statement *at = player_now(&a->player);
		uint32_t moment = session_now(a->player.session);
		const struct statement *now;
		bool stops;

		next(a);
		now = player_now(&a->player);
		if (now == at && session_now(a->player.session) == moment)
			return;
		plain_news(p);
		stops = now != at && now && (now->kind == ST_PAUSE || now->kind == ST_EXPECT);
		if (view_context(&a->view) != context || stops)
			return;
	}
}

static void save(struct plain *p, const char *name, bool lesson)
{
	struct app *a = &p->app;
	struct diag diag = { 0 };
	char array[sizeof p->line + 512];
	struct text path = text_over(array, sizeof array);

	if (*name == '\0' || session_at(a->player.session) == 0) {
		plain_say(p, *name != '\0' ? MSG_APP_NOTHING_DONE
			     : lesson      ? MSG_PLAIN_WRITE_NAME
					   : MSG_PLAIN_SAVE_WHERE);
		return;
	}
	switch (app_save(a, name, lesson, false, &path, &diag)) {
	case SAVE_EXISTS:
		plain_say(p, MSG_PLAIN_EXISTS);
		return;
	case SAVE_FAILED:
		plain_say_with(p, MSG_APP_NOT_SAVED, diag_words(&diag, p->app.view.lang).at);
		return;
	case SAVE_DONE:
		plain_say_with(p, lesson ? MSG_APP_DRAFTED : MSG_APP_SAVED, path.at);
		return;
	}
}

static void language(struct plain *p, const char *line, const char *rest)
{
	struct view *v = &p->app.view;
	enum lang lang = (enum lang)((v->lang + 1) % LANG_COUNT);

	if (*rest != '\0' && !lang_parse(rest, &lang)) {
		plain_say(p, MSG_PLAIN_LANG_WHICH);
		return;
	}
	if (*rest == '\0' && (line[0] == 'E' || line[0] == 'e')) /* "English" */
		lang = LANG_EN;
	else if (*rest == '\0' && strcmp(line, "한국어") == 0)
		lang = LANG_KO;
	v->lang = lang;
	plain_say(p, MSG_PLAIN_LANG);
	if (plain_in_session(p))
		facts_now(&p->before, &p->app, FACT_NEWS);
	else
		plain_menu(p, true);
}

/* --- what was typed --- */

/* Returns whether the word may be used while a question is open: it neither acts nor
 * leads away. */
static bool fits_question(const struct plain_word *w)
{
	bool key = w->command == CMD_NEXT || w->command == CMD_BACK || w->command == CMD_LEAVE;

	return w->act == PLAIN_COMMAND ? key : !plain_acts(w) && w->act != PLAIN_COMPARE;
}

static void perform(struct plain *p, const struct plain_word *w, const char *line, const char *rest)
{
	switch (w->act) {
	case PLAIN_COMMAND:
		if (w->command == CMD_LEAVE)
			leave(p);
		else
			command_of(p, w);
		return;
	case PLAIN_CALLS:
		command_of(p, w);
		return;
	case PLAIN_STATEMENT:
		if (w->command == CMD_WAIT && *rest == '\0')
			plain_say(p, MSG_PLAIN_WAIT_HOW);
		else if (w->command != CMD_NONE && *rest == '\0')
			command_of(p, w);
		else
			statement_of(p, w, rest);
		return;
	case PLAIN_STATUS:
	case PLAIN_SEGMENTS:
	case PLAIN_BUFFERS:
	case PLAIN_TIMERS:
	case PLAIN_SOCKETS:
	case PLAIN_VARIABLES:
	case PLAIN_LOG:
	case PLAIN_FIND:
	case PLAIN_AGAIN:
	case PLAIN_GOAL:
	case PLAIN_STATE:
	case PLAIN_GLOSSARY:
	case PLAIN_HELP:
		plain_ask(p, w, rest);
		return;
	case PLAIN_COMPARE:
		plain_compare(p, rest);
		return;
	case PLAIN_PLAY:
		play(p);
		return;
	case PLAIN_FOCUS:
		plain_focus(p, rest);
		return;
	case PLAIN_FORGE:
		plain_say(p, MSG_PLAIN_FORGE_HOW);
		return;
	case PLAIN_SAVE:
		save(p, rest, false);
		return;
	case PLAIN_WRITE:
		save(p, rest, true);
		return;
	case PLAIN_LANG:
		language(p, line, rest);
		return;
	case PLAIN_QUIT:
		p->app.leave = true;
		return;
	}
}

/* Opens a lesson by its name, or performs a word that works in the menu. */
static void do_in_menu(struct plain *p, const char *line)
{
	struct app *a = &p->app;
	const char *rest, *near = NULL;
	const struct plain_word *w = plain_word_find(line, &rest);
	size_t item = a->view.items_used;

	for (size_t i = 0; i < a->view.items_used; i++)
		if (strcmp(a->view.items[i].name, line) == 0)
			item = i;
	for (size_t i = 0; w && i < a->view.items_used; i++)
		if ((w->command == CMD_MENU_SANDBOX && a->view.items[i].kind == ITEM_SANDBOX) ||
		    (w->command == CMD_MENU_QUIZ && a->view.items[i].kind == ITEM_QUIZ))
			item = i;
	if (*line == '\0' || (w && w->command == CMD_NEXT))
		item = a->view.item;
	if (item < a->view.items_used) {
		char number[16];
		struct text t = text_over(number, sizeof number);

		text_addf(&t, "%zu", item + 1);
		plain_choose(p, number);
	} else if (w && w->act == PLAIN_AGAIN) {
		plain_menu(p, true);
	} else if (w && plain_ready(p, w)) {
		perform(p, w, line, rest);
	} else if (w) {
		plain_say(p, MSG_APP_NO_KEY);
	} else {
		lessons_find(&a->lessons, line, &near);
		if (near)
			plain_near(p, line, near);
		else
			plain_unknown(p, line);
	}
}

/* Performs what belongs to the open list and returns true; otherwise leaves the list. */
static bool do_in_list(struct plain *p, const char *line, const struct plain_word *w)
{
	struct view *v = &p->app.view;
	bool all = strcmp(line, "all") == 0 || strcmp(line, "모두") == 0;

	if (v->overlay == OVERLAY_CALLS && all) {
		tell_calls(p->out, &p->app, true);
		return true;
	}
	if (v->overlay == OVERLAY_HINT && w && w->command == CMD_HINT && p->app.hint.degree > 0) {
		app_perform(&p->app, CMD_HINT);
		plain_opened(p);
		return true;
	}
	if (v->overlay == OVERLAY_TREE && w && w->act == PLAIN_COMPARE)
		return false;
	plain_list_close(p);
	if (*line != '\0' && (!w || w->command != CMD_LEAVE))
		return false;
	plain_say(p, MSG_PLAIN_NOTHING_TAKEN);
	return true;
}

void plain_do(struct plain *p, const char *line)
{
	const char *rest = "";
	const struct plain_word *w;
	bool colon;

	if (plain_choose(p, line))
		return;
	p->log_told = false;
	if (!plain_in_session(p)) {
		do_in_menu(p, line);
		return;
	}
	colon = line[0] == ':';
	line += colon;
	line += strspn(line, " \t");
	if (colon && *line == '\0') {
		plain_say(p, MSG_PLAIN_WHOLE_LINE);
		return;
	}
	w = colon ? NULL : plain_word_find(*line == '\0' ? "next" : line, &rest);
	if (plain_list_open(p) && do_in_list(p, line, w))
		return;
	if (w && !fits_question(w) && question_stands(p))
		return;
	if (w)
		perform(p, w, line, *line == '\0' ? "" : rest);
	else
		statement(p, line);
}
