/* Performs the words that change nothing: they print parts of the present state, the
 * log, the states, help. Called by plain_do. */
#include "language/aliases.h"
#include "language/verbs.h"
#include "lesson/glossary.h"
#include "ui/plain/plain_core.h"

#include <string.h>

#include "base/text.h"
#include "ui/plain/plain_tell.h"

void plain_near(struct plain *p, const char *word, const char *near)
{
	char line[700];
	struct text t = text_over(line, sizeof line);

	if (!near) {
		plain_say_with(p, MSG_PLAIN_UNKNOWN, word);
		return;
	}
	text_addf(&t, message(MSG_PLAIN_UNKNOWN_NEAR, p->app.view.lang), word, near);
	plain_text(p->out, line);
}

void plain_unknown(struct plain *p, const char *line)
{
	char word[256];
	struct text t = text_over(word, sizeof word);
	const char *near = plain_word_near(line);
	struct word typed = { .text = word, .column = 1 };
	struct diag d;

	text_add_n(&t, line, strcspn(line, " \t"));
	if (!near)
		near = plain_word_near(word);
	typed.len = t.len;
	diag_set(&d, 1, DIAG_UNKNOWN_STATEMENT, word, "");
	alias_explain(&typed, ALIAS_AT_START, NULL, 0, &d);
	if (d.id != DIAG_UNKNOWN_STATEMENT) {
		plain_text(p->out, diag_words(&d, p->app.view.lang).at);
		return;
	}
	if (!near && d.hint[0] != '\0')
		near = d.hint;
	if (near && strcmp(near, word) == 0)
		plain_say_with(p, MSG_PLAIN_TAKES_NOTHING, word);
	else
		plain_near(p, word, near);
}

/* --- facts --- */

static void tell_parts(struct plain *p, unsigned parts, enum message none)
{
	facts_now(&p->now, &p->app, parts);
	facts_tell(p->out, &p->now);
	if (p->now.used == 0)
		plain_say(p, none);
}

static void tell_status(struct plain *p)
{
	const struct app *a = &p->app;
	enum lang lang = a->view.lang;
	char line[200], span[64];
	struct text t = text_over(line, sizeof line), s = text_over(span, sizeof span);
	size_t done, all;

	plain_text(p->out, !mode_facts(a->view.mode)->has_steps ? message(MSG_SANDBOX, lang)
								: script_title(a->player.script, lang));
	player_progress(&a->player, &done, &all);
	if (mode_facts(a->view.mode)->has_steps) {
		text_addf(&t, message(MSG_PLAIN_STEP_OF, lang), done, all);
		plain_text(p->out, line);
	}
	if (a->player.detour)
		plain_say(p, MSG_APP_DETOUR);
	plain_span(&s, session_world(a->player.session)->now_ms, lang);
	plain_say_with(p, MSG_PLAIN_TIME, span);
	tell_goal(p->out, a);
	tell_parts(p, FACT_ALL, MSG_SOCKETS_EMPTY);
}

static void tell_segments(struct plain *p, const char *which)
{
	const struct net *net = &session_world(p->app.player.session)->net;
	size_t n;

	if (*which == '\0' && net->count == 1)
		facts_tell_segment(p->out, &p->app, net->flights[0].id);
	else if (*which == '\0')
		tell_parts(p, FACT_SEGMENTS, MSG_APP_NO_SEGMENT);
	else if (!plain_number(which + (*which == '#'), &n) || !facts_tell_segment(p->out, &p->app, (uint32_t)n))
		plain_say_with(p, MSG_PLAIN_NO_SUCH_SEGMENT, which);
}

static void tell_log_of(struct plain *p, const char *words)
{
	size_t n = tell_log(p->out, &p->app, words);

	if (n == 0 && words)
		plain_say_with(p, MSG_NOT_FOUND, words);
	else
		plain_say(p, n == 0 ? MSG_LADDER_EMPTY : MSG_PLAIN_LOG_HOW);
	p->log_told = n > 0;
}

static void tell_a_state(struct plain *p, const char *name)
{
	const struct world *w = session_world(p->app.player.session);
	enum tcp_state client = world_state(w, HOST_CLIENT), server = world_state(w, HOST_SERVER), s;

	if (*name == '\0') {
		tell_state(p->out, &p->app, client);
		if (server != client)
			tell_state(p->out, &p->app, server);
	} else if (state_parse(name, &s)) {
		tell_state(p->out, &p->app, s);
	} else {
		plain_say_with(p, MSG_PLAIN_NO_SUCH_STATE, name);
	}
}

static void tell_the_goal(struct plain *p)
{
	const struct statement *goal = player_goal(&p->app.player);
	const struct block *b;

	if (!goal) {
		plain_say(p, MSG_PLAIN_NO_GOAL);
		return;
	}
	b = statement_block(goal, p->app.view.lang);
	plain_text(p->out, b->text ? b->text : "");
	tell_goal(p->out, &p->app);
}

/* Prints the last statement of the script again, or the last free step. */
static void tell_again(struct plain *p)
{
	const struct app *a = &p->app;
	bool goal = player_goal(&a->player), acted = goal && player_goal_actions(&a->player) > 0;
	bool free = view_context(&a->view) == CTX_FREE && !(goal && !acted && !a->player.detour);

	if (free && session_at(a->player.session) > 0)
		tell_step(p->out, a);
	else
		tell_statement(p->out, a);
	if (free && goal)
		tell_goal(p->out, a);
}

/* --- help --- */

const struct command *plain_command(enum command_id id)
{
	for (size_t i = 0; i < commands_count; i++)
		if (commands[i].id == id)
			return &commands[i];
	return NULL;
}

bool plain_acts(const struct plain_word *w)
{
	return w->act == PLAIN_COMMAND || w->act == PLAIN_CALLS || w->act == PLAIN_STATEMENT || w->act == PLAIN_PLAY;
}

bool plain_ready(const struct plain *p, const struct plain_word *w)
{
	const struct view *v = &p->app.view;
	const struct command *c = plain_command(w->command);

	if (!plain_in_session(p))
		return w->command == CMD_LEAVE || w->act == PLAIN_HELP || w->act == PLAIN_GLOSSARY ||
		       w->act == PLAIN_LANG || w->act == PLAIN_QUIT || w->act == PLAIN_AGAIN;
	if (w->command == CMD_NEXT && view_context(v) == CTX_FREE)
		c = plain_command(CMD_EVENT);
	if (w->command == CMD_NEXT && view_context(v) == CTX_CARD)
		return true;
	if (w->act == PLAIN_GOAL)
		return player_goal(v->player);
	if (w->act == PLAIN_STATEMENT && w->command == CMD_NONE) /* go */
		return mode_facts(v->mode)->has_steps;
	struct view beneath = *v;
	if (v->overlay == OVERLAY_CARD && c && !(c->contexts & CTX_CARD))
		beneath.overlay = OVERLAY_NONE; /* the command closes it */
	return !plain_acts(w) || !c || command_ready(c, &beneath);
}

static void tell_words(struct plain *p, enum message format, bool acting)
{
	char line[900];
	struct text t = text_over(line, sizeof line);

	for (size_t i = 0; i < plain_words_count; i++)
		if (plain_acts(&plain_words[i]) == acting && plain_ready(p, &plain_words[i]))
			text_addf(&t, "%s%s", t.len > 0 ? ", " : "", plain_words[i].words[p->app.view.lang][0]);
	plain_say_with(p, format, line);
}

static void help(struct plain *p, const char *about)
{
	const char *rest;
	const struct plain_word *w = plain_word_find(about, &rest);
	char line[600];
	struct text verb = text_over(line, sizeof line);
	bool all = strcmp(about, "all") == 0 || strcmp(about, "모두") == 0;

	if (*about != '\0' && !all) {
		if (w)
			plain_word_tell(p->out, w, p->app.view.lang);
		if (verb_help(&verb, about, p->app.view.lang))
			fprintf(p->out, "%s\n", line);
		else if (!w)
			plain_unknown(p, about);
		return;
	}
	plain_say(p, MSG_PLAIN_HELP);
	if (all) {
		for (size_t i = 0; i < plain_words_count; i++)
			plain_word_tell(p->out, &plain_words[i], p->app.view.lang);
		return;
	}
	tell_words(p, MSG_PLAIN_HELP_DO, true);
	tell_words(p, MSG_PLAIN_HELP_TELL, false);
	plain_say(p, MSG_PLAIN_HELP_MORE);
}

/* Prints the terms of the glossary whose names have what was typed. */
static void tell_glossary(struct plain *p, const char *typed)
{
	enum lang lang = p->app.view.lang;
	bool any = false;

	for (size_t i = 0; i < glossary_count; i++) {
		char line[1024];
		struct text t = text_over(line, sizeof line);

		if (!term_matches(&glossary[i], typed))
			continue;
		term_heading(&t, &glossary[i], lang);
		text_addf(&t, ": %s [", glossary[i].meaning[lang]);
		term_source(&t, &glossary[i], view_lesson_title(&p->app.view, glossary[i].lesson), lang);
		text_add(&t, "]");
		plain_text(p->out, line);
		any = true;
	}
	if (!any)
		plain_say_with(p, MSG_PLAIN_NO_TERM, typed);
}

void plain_ask(struct plain *p, const struct plain_word *w, const char *rest)
{
	switch (w->act) {
	case PLAIN_STATUS:
		tell_status(p);
		return;
	case PLAIN_SEGMENTS:
		tell_segments(p, rest);
		return;
	case PLAIN_BUFFERS:
		tell_parts(p, FACT_BUFFERS, MSG_PLAIN_NO_BUFFERS);
		return;
	case PLAIN_TIMERS:
		tell_parts(p, FACT_TIMERS, MSG_PLAIN_NO_TIMER);
		return;
	case PLAIN_SOCKETS:
		tell_parts(p, FACT_SOCKETS, MSG_SOCKETS_EMPTY);
		return;
	case PLAIN_VARIABLES:
		tell_parts(p, FACT_VARIABLES, MSG_TCB_EMPTY);
		return;
	case PLAIN_LOG:
		tell_log_of(p, NULL);
		return;
	case PLAIN_FIND:
		if (*rest == '\0')
			plain_say(p, MSG_PLAIN_FIND_WHAT);
		else
			tell_log_of(p, rest);
		return;
	case PLAIN_AGAIN:
		tell_again(p);
		return;
	case PLAIN_GOAL:
		tell_the_goal(p);
		return;
	case PLAIN_STATE:
		tell_a_state(p, rest);
		return;
	case PLAIN_GLOSSARY:
		tell_glossary(p, rest);
		return;
	case PLAIN_HELP:
		help(p, rest);
		return;
	case PLAIN_COMMAND:
	case PLAIN_CALLS:
	case PLAIN_STATEMENT:
	case PLAIN_COMPARE:
	case PLAIN_PLAY:
	case PLAIN_FORGE:
	case PLAIN_FOCUS:
	case PLAIN_SAVE:
	case PLAIN_WRITE:
	case PLAIN_LANG:
	case PLAIN_QUIT:
		return;
	}
}
