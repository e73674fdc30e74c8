/* Prints the sentences of plain mode. story words what happened, as on the screen. */
#include "ui/plain/plain_tell.h"

#include <string.h>

#include "engine/states.h"
#include "ui/app/card.h"
#include "language/format.h"
#include "language/verbs.h"
#include "ui/tell/condition.h"
#include "ui/tell/consequence.h"
#include "ui/plain/plain_text.h"
#include "ui/tell/reason.h"
#include "ui/tell/story.h"

enum { LINE = SEND_TEXT_MAX * 4 + 512, STEPS_TOLD = 12 };

/* Prints a message with one argument, control characters escaped. */
static void say_with(FILE *out, const struct app *a, enum message id, const char *text)
{
	char line[LINE];
	struct text t = text_over(line, sizeof line);

	text_addf(&t, message(id, a->view.lang), text);
	plain_text(out, line);
}

static void say(FILE *out, const struct app *a, enum message id)
{
	plain_text(out, message_plain(id, a->view.lang));
}

/* Prints the rest of a line that was started; the text may be empty. */
static void rest_of_line(FILE *out, const char *text)
{
	if (*text == '\0')
		fputc('\n', out);
	else
		plain_text(out, text);
}

static void say_numbered(FILE *out, size_t number, const char *text)
{
	fprintf(out, "%zu. ", number);
	rest_of_line(out, text);
}

/* --- steps --- */

void tell_step(FILE *out, const struct app *a)
{
	char line[LINE];
	struct text t = text_over(line, sizeof line);
	struct story story;
	size_t at = session_at(a->player.session);

	if (at == 0)
		return;
	action_write(&t, session_action(a->player.session, at - 1));
	say_with(out, a, MSG_PLAIN_STEP, line);
	story_tell(&story, a->player.session, a->view.lang);
	plain_text(out, story.what);
	plain_text(out, story.why);
	plain_text(out, story.now);
	if (story.rule[0] != '\0')
		say_with(out, a, MSG_PLAIN_RULE, story.rule);
}

static void say_count(FILE *out, const struct app *a, enum message id, size_t n)
{
	char line[160];
	struct text t = text_over(line, sizeof line);

	text_addf(&t, message(id, a->view.lang), n);
	plain_text(out, line);
}

void tell_way(FILE *out, struct app *a, uint32_t from)
{
	struct session *s = a->player.session;
	uint32_t now = session_now(s), fork = session_fork(s, from, now);
	size_t end = session_moment(s, now).depth, begin = session_moment(s, fork).depth;
	size_t back = session_moment(s, from).depth - begin;

	if (back == 1) {
		char line[LINE];
		struct text t = text_over(line, sizeof line);

		action_write(&t, session_step(s, from));
		say_with(out, a, MSG_PLAIN_TAKEN_BACK, line);
	} else if (back > 1) {
		say_count(out, a, MSG_PLAIN_STEPS_BACK, back);
	}
	if (back > 1 && end == begin && end > 0) {
		char line[LINE], step[LINE / 2];
		struct text t = text_over(line, sizeof line), u = text_over(step, sizeof step);

		action_write(&u, session_step(s, now));
		text_addf(&t, message(MSG_PLAIN_NOW_AFTER, a->view.lang), end, step);
		plain_text(out, line);
	}
	if (end - begin > STEPS_TOLD) {
		say_count(out, a, MSG_PLAIN_STEPS_ON, end - begin);
		begin = end - 1;
	}
	for (size_t i = begin + 1; i < end; i++) {
		session_seek(s, i);
		tell_step(out, a);
	}
	session_seek(s, end);
	if (end > begin)
		tell_step(out, a);
}

size_t tell_log(FILE *out, struct app *a, const char *words)
{
	struct session *s = a->player.session;
	const struct ladder_log *log = a->view.ladder;
	size_t at = session_at(s), told = 0, row = 0, rows = ladder_log_rows(log);

	for (size_t i = 1; i <= at; i++) {
		struct story story;
		bool has = !words;

		for (; row < rows && ladder_log_step(log, row) < i; row++)
			has = has || ladder_log_has(log, row, words);
		if (!has)
			continue;
		session_seek(s, i);
		story_tell(&story, s, a->view.lang);
		say_numbered(out, i, story.what);
		told++;
	}
	session_seek(s, at);
	return told;
}

/* --- the script --- */

static void tell_question(FILE *out, const struct app *a, const struct block *b)
{
	fprintf(out, "%s: ", message(MSG_ASK_TITLE, a->view.lang));
	rest_of_line(out, b->text ? b->text : "");
	for (size_t i = 0; i < b->choices_used; i++)
		say_numbered(out, i + 1, b->choices[i].text);
	say(out, a, MSG_PLAIN_ANSWER);
}

void tell_goal(FILE *out, const struct app *a)
{
	const struct statement *goal = player_goal(&a->player);

	for (size_t i = 0; goal && i < goal->reach_used; i++) {
		char line[LINE];
		struct text t = text_over(line, sizeof line);

		condition_tell(&t, &goal->reach[i].predicate, a->view.lang);
		say_with(out, a, player_reached(&a->player, i) ? MSG_PLAIN_REACHED : MSG_PLAIN_OPEN, line);
	}
}

void tell_place(FILE *out, const struct app *a)
{
	const struct statement *st = player_now(&a->player);
	char line[LINE];
	struct text t = text_over(line, sizeof line);

	if (!st || st->kind != ST_ACTION) {
		tell_statement(out, a);
		return;
	}
	action_write(&t, &st->action);
	say_with(out, a, MSG_PLAIN_BACK_AT, line);
}

void tell_statement(FILE *out, const struct app *a)
{
	const struct statement *st = player_now(&a->player);
	const struct block *b;

	if (!st) {
		say(out, a, MSG_PLAIN_AT_BEGINNING);
		return;
	}
	b = statement_block(st, a->view.lang);
	switch (st->kind) {
	case ST_SAY:
		plain_text(out, b->text ? b->text : "");
		return;
	case ST_ASK:
		tell_question(out, a, b);
		return;
	case ST_GOAL:
		fprintf(out, "%s: ", message(MSG_PLAIN_GOAL, a->view.lang));
		rest_of_line(out, b->text ? b->text : "");
		tell_goal(out, a);
		return;
	case ST_PAUSE:
		say(out, a, MSG_PAUSE_HERE);
		return;
	case ST_EXPECT:
		if (a->player.failure.at == st)
			say_with(out, a, MSG_APP_EXPECTED, a->player.failure.message[a->view.lang]);
		return;
	case ST_ACTION:
		tell_step(out, a);
		return;
	case ST_NOTE:
		return;
	}
}

void tell_answer(FILE *out, const struct app *a)
{
	const struct statement *st = player_now(&a->player);
	const struct block *b = st ? statement_block(st, a->view.lang) : NULL;
	const struct choice *c = NULL;

	bool answered = b && a->player.answered >= 0 && (size_t)a->player.answered < b->choices_used;

	if (!b || (!answered && !view_answer_stands(&a->view)))
		return;
	if (question_is_open(st)) {
		say(out, a, MSG_ASK_CHOSEN);
		return;
	}
	if (answered && !a->view.passed) {
		c = &b->choices[a->player.answered];
		say(out, a, c->right ? MSG_ASK_RIGHT : MSG_ASK_WRONG);
	}
	if (c && c->feedback)
		plain_text(out, c->feedback);
	for (size_t i = 0; i < b->choices_used && !(c && c->right); i++) {
		if (!b->choices[i].right)
			continue;
		fprintf(out, message(MSG_PLAIN_RIGHT_IS, a->view.lang), i + 1);
		rest_of_line(out, b->choices[i].text);
	}
	if (b->because)
		plain_text(out, b->because);
}

static void card_said(void *to, uint8_t look, const char *text)
{
	(void)look;
	plain_text(to, text);
}

void tell_card(FILE *out, const struct app *a)
{
	const struct view *v = &a->view;
	char line[LINE];
	struct text t = text_over(line, sizeof line);

	say(out, a, MSG_CARD_TITLE);
	card_tell(v, card_said, out);
	if (view_first_missed(v) < v->outcomes_used)
		say(out, a, MSG_CARD_AGAIN);
	if (!v->next) {
		say(out, a, MSG_CARD_LAST);
		return;
	}
	text_addf(&t, message_plain(MSG_CARD_NEXT, v->lang), menu_title(v->next, v));
	plain_text(out, line);
}

/* Adds a label of the figure, "rcv ACK of FIN; CLOSE", in words that can be heard. */
static void add_events(struct text *t, const char *s)
{
	for (; *s != '\0'; s++) {
		if (strncmp(s, "rcv ", 4) == 0)
			text_add(t, "receive "), s += 3;
		else if (strncmp(s, "snd ", 4) == 0)
			text_add(t, "send "), s += 3;
		else if (*s == '=')
			text_add(t, " ");
		else
			text_add_n(t, s, 1);
	}
}

void tell_state(FILE *out, const struct app *a, enum tcp_state s)
{
	enum lang lang = a->view.lang;

	fprintf(out, "%s: %s\n", state_name(s), state_meaning(s, lang));
	fprintf(out, "%s: %s\n", message(MSG_STATE_CALLS, lang), state_calls(s, lang));
	fprintf(out, "%s: %s\n", message(MSG_STATE_WAITS, lang), state_waits(s, lang));
	for (size_t i = 0; i < state_edges_count; i++) {
		const struct state_edge *e = &state_edges[i];

		if (e->from != s || !e->in_figure)
			continue;
		char line[160], events[120];
		struct text t = text_over(line, sizeof line), v = text_over(events, sizeof events);
		add_events(&v, e->event);
		text_add(&v, e->action[0] != '\0' ? ", " : "");
		add_events(&v, e->action);
		text_addf(&t, message(MSG_PLAIN_WAY, lang), state_name(e->to), events);
		plain_text(out, line);
	}
}

/* --- the menu, the calls --- */

/* Prints the name of the section that starts with entry i of the menu, if one does. */
static void tell_section(FILE *out, const struct view *v, size_t i)
{
	enum course_section section = v->items[i].section;

	if (section != SECTION_NONE && (i == 0 || v->items[i - 1].section != section))
		plain_text(out, message(section == SECTION_CORE ? MSG_MENU_CORE : MSG_MENU_ADVANCED, v->lang));
}

void tell_menu(FILE *out, const struct app *a)
{
	const struct view *v = &a->view;
	char line[LINE];
	struct text t = text_over(line, sizeof line);
	size_t lessons = 0, done = 0;

	for (size_t i = 0; i < v->items_used; i++) {
		lessons += v->items[i].kind == ITEM_LESSON;
		done += v->items[i].done;
	}
	text_addf(&t, message(MSG_PLAIN_MENU_HEAD, v->lang), lessons, done);
	plain_text(out, line);
	for (size_t i = 0; i < v->items_used; i++) {
		const struct menu_item *item = &v->items[i];

		tell_section(out, v, i);
		text_clear(&t);
		text_add(&t, menu_title(item, v));
		if (item->minutes > 0)
			text_add(&t, ", "), text_addf(&t, message(MSG_MENU_MINUTES, v->lang), item->minutes);
		if (item->problem[v->lang])
			text_add(&t, ": "),
				text_addf(&t, message(MSG_APP_CANNOT_OPEN, v->lang), item->problem[v->lang]);
		else if (item->done)
			text_addf(&t, ", %s", message(MSG_PLAIN_DONE, v->lang));
		else if (item->at > 0)
			text_addf(&t, ", %u/%u", item->at, item->stops);
		say_numbered(out, i + 1, line);
	}
}

void tell_calls(FILE *out, const struct app *a, bool all)
{
	const struct view *v = &a->view;
	size_t left_out = 0;

	say_with(out, a, MSG_CALLS_TITLE, host_word(v->side, v->lang));
	for (size_t i = 0; i < v->calls_used; i++) {
		const struct call_item *item = &v->calls[i];
		bool works = item->refusal == REFUSED_NOT && item->error == ERR_NONE;
		char line[LINE];
		struct text t = text_over(line, sizeof line);

		if (!works && !all) {
			left_out++;
			continue;
		}
		action_write(&t, &item->action);
		if (!works) {
			text_add(&t, ": ");
			reason_add(&t, item->refusal, item->error, item->rule, v->lang, LINE);
		}
		say_numbered(out, i + 1, line);
	}
	if (left_out > 0)
		say_count(out, a, MSG_PLAIN_CALLS_MORE, left_out);
	say(out, a, MSG_PLAIN_CHOOSE);
}

/* --- list overlays --- */

/* Adds s with runs of spaces made one, and with words for the signs that a screen
 * reader would spell out; bar: the word for the bar between columns. */
static void add_spoken(struct text *t, const char *s, enum lang lang, const char *bar)
{
	const struct {
		const char *sign, *words;
	} signs[] = { { " -> ", message(MSG_PLAIN_TO, lang) },
		      { " = ", message(MSG_PLAIN_GIVES, lang) },
		      { " | ", bar } };
	while (*s != '\0') {
		size_t n = 0;

		for (size_t i = 0; i < sizeof signs / sizeof signs[0] && n == 0; i++)
			if (strncmp(s, signs[i].sign, strlen(signs[i].sign)) == 0) {
				n = strlen(signs[i].sign);
				text_add(t, signs[i].words);
			}
		if (n == 0 && strncmp(s, " - ", 3) == 0) {
			n = 2; /* the column is empty */
			text_add(t, " ");
			text_add(t, message(MSG_PLAIN_GONE, lang));
		}
		if (n == 0 && (*s != ' ' || (s[1] != ' ' && s[1] != '\0' && t->len > 0)))
			text_add_n(t, s, 1);
		s += n > 0 ? n : 1;
	}
}

/* Adds all that the action would lead to. */
static void add_what_if(struct text *t, const struct app *a, const struct action *action)
{
	struct consequence c;

	consequence_of(&c, session_world(a->player.session), action, a->view.lang, true, (int)sizeof c.words);
	action_write(t, action);
	text_add(t, ": ");
	add_spoken(t, c.words, a->view.lang, ", ");
}

/* "| | LINE  STATE | STATE  (here)": the bars are the branch's depth. */
static void add_moment(struct text *t, const struct app *a, const char *line)
{
	unsigned depth = 0;
	const char *states = NULL;

	for (; strncmp(line, "| ", 2) == 0; line += 2)
		depth++;
	for (const char *s = line; *s != '\0'; s++)
		if (strncmp(s, " | ", 3) == 0)
			states = s;
	if (depth > 0)
		text_addf(t, message(MSG_PLAIN_BRANCH, a->view.lang), depth);
	if (!states) {
		text_add(t, line);
		return;
	}
	while (states > line && states[-1] != ' ')
		states--;
	text_add_n(t, line, (size_t)(states - line));
	while (t->len > 0 && t->at[t->len - 1] == ' ')
		t->at[--t->len] = '\0';
	text_addf(t, ": %s ", host_name(HOST_CLIENT));
	add_spoken(t, states, a->view.lang, ", server ");
}

static void add_arrow(struct text *t, const struct app *a, uint32_t edge, const char *line)
{
	struct coverage c = session_coverage_all(a->player.session);
	const struct state_edge *e = &state_edges[edge];
	bool client = c.edges[HOST_CLIENT] >> edge & 1, server = c.edges[HOST_SERVER] >> edge & 1;
	const char *ways = strstr(line, " -> ");

	text_addf(t, "%s%s%s", state_name(e->from), message(MSG_PLAIN_TO, a->view.lang), state_name(e->to));
	if (ways) {
		ways += strlen(" -> ") + strlen(state_name(e->to));
		text_add(t, ", ");
		add_events(t, ways + strspn(ways, " "));
	}
	text_add(t, ": ");
	text_add(t, message(client && server ? MSG_PLAIN_WALKED_BOTH
			    : client         ? MSG_PLAIN_WALKED_CLIENT
			    : server         ? MSG_PLAIN_WALKED_SERVER
					     : MSG_PLAIN_WALKED_NOT,
			    a->view.lang));
}

/* Adds a line with the ASCII signs in the place of those that a screen draws. */
static void add_ascii(struct text *t, const char *s)
{
	static const struct {
		const char *drawn, *ascii;
	} signs[] = { { "→", "->" }, { "│", "|" } };

	while (*s != '\0') {
		const char *ascii = NULL;
		size_t n;

		utf8_next(s, &n);
		for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
			if (strncmp(s, signs[i].drawn, n) == 0 && strlen(signs[i].drawn) == n)
				ascii = signs[i].ascii;
		text_add_n(t, ascii ? ascii : s, ascii ? strlen(ascii) : n);
		s += n;
	}
}

static void add_line(struct text *t, const struct app *a, size_t i)
{
	char line[2 * sizeof a->view.list.lines->text];
	struct text plain = text_over(line, sizeof line);

	add_ascii(&plain, a->view.list.lines[i].text);
	if (a->view.overlay == OVERLAY_WHAT_IF && a->view.list.choose)
		add_what_if(t, a, &a->targets[i].action);
	else if (a->view.overlay == OVERLAY_TREE)
		add_moment(t, a, line);
	else if (a->view.overlay == OVERLAY_ARROWS)
		add_arrow(t, a, a->targets[i].id, line);
	else
		add_spoken(t, line, a->view.lang, message(MSG_PLAIN_COMPARED, a->view.lang));
}

static void tell_hint(FILE *out, const struct app *a, size_t from)
{
	const struct list *l = &a->view.list;
	char back[LINE];
	struct text t = text_over(back, sizeof back);

	if (a->hint.back > 0) {
		text_addf(&t, message_plain(message_for(a->hint.back, MSG_HINT_UNDO_ONE, MSG_HINT_UNDO), a->view.lang),
			  a->hint.back);
		say_with(out, a, MSG_PLAIN_HINT, back);
		return;
	}
	for (size_t i = from; i < l->used; i++)
		say_with(out, a, MSG_PLAIN_HINT, l->lines[i].text);
	if (l->choose)
		say(out, a, MSG_PLAIN_HINT_DO);
	else if (a->hint.more)
		say(out, a, MSG_PLAIN_HINT_MORE);
}

void tell_list(FILE *out, const struct app *a, size_t hint_from)
{
	const struct list *l = &a->view.list;
	char line[LINE];
	struct text t = text_over(line, sizeof line);

	if (a->view.overlay == OVERLAY_HINT && a->hint.degree > 0) {
		tell_hint(out, a, hint_from);
		return;
	}
	plain_text(out, a->view.overlay == OVERLAY_COMPARE ? message(MSG_PLAIN_COMPARE_TITLE, a->view.lang) : l->title);
	for (size_t i = 0; i < l->used; i++) {
		text_clear(&t);
		add_line(&t, a, i);
		if (l->choose)
			say_numbered(out, i + 1, line);
		else
			plain_text(out, line);
	}
	if (l->choose)
		say(out, a, MSG_PLAIN_CHOOSE);
	else
		plain_text(out, a->view.overlay == OVERLAY_COMPARE ? l->foot : "");
	if (a->view.overlay == OVERLAY_TREE)
		say(out, a, MSG_PLAIN_COMPARE_HOW);
}
