/* Input lines: edits them, and performs what was typed: a wait, a script statement,
 * a file name. Called by app. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/text.h"
#include "language/verbs.h"
#include "language/complete.h"
#include "lesson/write.h"
#include "ui/app/app_core.h"
#include "ui/app/commands.h"
#include "ui/draw/keys.h"

enum { CTRL_A = 1, CTRL_E = 5, CTRL_U = 21 };

void app_line_open(struct app *a, enum overlay o, const char *line, bool fresh)
{
	struct view *v = &a->view;
	struct text t = text_over(v->input, sizeof v->input);

	text_add(&t, line);
	v->input_at = t.len;
	v->input_bad_at = 0;
	a->line_fresh = fresh;
	a->replace[0] = '\0';
	app_push(a, o);
}

/* --- editing --- */

static size_t before(const char *s, size_t at)
{
	while (at > 0 && ((unsigned char)s[--at] & 0xC0) == 0x80)
		continue;
	return at;
}

static size_t after(const char *s, size_t at)
{
	size_t n = 0;

	if (s[at] != '\0')
		utf8_next(s + at, &n);
	return at + n;
}

static void cut(struct view *v, size_t from, size_t to)
{
	memmove(v->input + from, v->input + to, strlen(v->input + to) + 1);
	v->input_at = from;
}

static void insert(struct view *v, uint32_t c)
{
	char utf8[4];
	size_t n = utf8_put(utf8, c), len = strlen(v->input);

	if (len + n >= sizeof v->input)
		return;
	memmove(v->input + v->input_at + n, v->input + v->input_at, len - v->input_at + 1);
	memcpy(v->input + v->input_at, utf8, n);
	v->input_at += n;
}

static bool edit(struct app *a, uint32_t key)
{
	struct view *v = &a->view;
	size_t at = v->input_at;
	bool fresh = a->line_fresh;

	a->line_fresh = false;
	switch (key) {
	case K_LEFT:
		v->input_at = before(v->input, at);
		return true;
	case K_RIGHT:
		v->input_at = after(v->input, at);
		return true;
	case K_HOME:
	case CTRL_A:
		v->input_at = 0;
		return true;
	case K_END:
	case CTRL_E:
		v->input_at = strlen(v->input);
		return true;
	case K_BACKSPACE:
		cut(v, before(v->input, at), at);
		return true;
	case K_DELETE:
		cut(v, at, after(v->input, at));
		return true;
	case CTRL_U:
		cut(v, 0, strlen(v->input));
		return true;
	}
	if (key < ' ' || key == 127 || key >= KEYS_BEGIN) {
		a->line_fresh = fresh;
		return false;
	}
	if (fresh)
		cut(v, 0, strlen(v->input));
	insert(v, key);
	return true;
}

/* --- history and completion --- */

static void remember(struct app *a)
{
	const char *line = a->view.input;

	if (*line != '\0' && (a->typed_used == 0 || strcmp(a->typed[a->typed_used - 1], line) != 0)) {
		a->typed = mem_grow(a->typed, a->typed_used, &a->typed_size, sizeof *a->typed);
		a->typed[a->typed_used++] = mem_copy_text(line);
	}
	a->typed_at = a->typed_used;
}

static void put_line(struct view *v, const char *s)
{
	struct text t = text_over(v->input, sizeof v->input);

	text_add(&t, s);
	v->input_at = t.len;
	v->input_bad_at = 0;
}

/* Shows the previous (by < 0) or next line of the history. */
static void recall(struct app *a, int by)
{
	if (by < 0 && a->typed_at > 0)
		a->typed_at--;
	else if (by > 0 && a->typed_at < a->typed_used)
		a->typed_at++;
	put_line(&a->view, a->typed_at < a->typed_used ? a->typed[a->typed_at] : "");
}

/* Adds the common prefix of all words that fit; lists them if there are several. */
static void complete_input(struct app *a)
{
	struct view *v = &a->view;
	static const char *const also[] = { "go", "w", "votes",
					    "?" }; /* words of the input line itself, see submit_command */
	struct completion c;
	const char *prefix = v->overlay == OVERLAY_WAIT ? "wait " : "";
	char line[SEND_TEXT_MAX + 8];
	struct text t = text_over(line, sizeof line);

	text_add(&t, prefix);
	text_add_n(&t, v->input, v->input_at);
	complete_line(&c, line, session_world(a->player.session), also, sizeof also / sizeof *also);
	if (c.used == 0 || strlen(v->input) + strlen(c.rest) + 1 >= sizeof v->input)
		return;
	for (const char *s = c.rest; *s != '\0'; s++)
		insert(v, (unsigned char)*s);
	if (c.used > 1)
		app_say_text(a, false, c.words);
}

/* --- what was typed --- */

static void say_diag(struct app *a, const struct diag *d, unsigned skipped)
{
	char message[400];
	struct text t = text_over(message, sizeof message);

	diag_text(&t, d, a->view.lang);
	if (d->hint[0] != '\0')
		app_say(a, true, MSG_APP_HINT, d->hint, message);
	else
		app_say_text(a, true, message);
	a->view.input_bad_at = d->column > skipped ? d->column - skipped : 0;
}

/* Turns the name of a running timer into a wait for the time that it has left;
 * returns false if no such timer runs. */
static bool timer_named(struct app *a, const char *name, struct action *action)
{
	const struct world *w = session_world(a->player.session);

	for (int timer = 0; timer < TMR_COUNT; timer++)
		for (int k = 0; k < HOSTS; k++) {
			uint8_t host = k == 0 ? a->view.side : host_other(a->view.side);
			const struct slot *s = world_focus(w, host);
			vtime left;

			if (strcmp(name, timer_name((enum timer_id)timer)) != 0 || !s ||
			    !slot_timer_left(w, s, (enum timer_id)timer, &left))
				continue;
			*action = action_wait(left, UNIT_MS);
			return true;
		}
	return false;
}

/* Performs `prefix` and the input as an action; if they are wrong, the line stays
 * open. */
static void submit_action(struct app *a, const char *prefix)
{
	char line[SEND_TEXT_MAX + 8];
	struct text t = text_over(line, sizeof line);
	struct action action;
	struct diag diag = { 0 };

	text_add(&t, prefix);
	text_add(&t, a->view.input);
	if (!(a->view.overlay == OVERLAY_WAIT && timer_named(a, a->view.input, &action)) &&
	    !action_read(line, &action, &diag)) {
		say_diag(a, &diag, (unsigned)strlen(prefix));
		return;
	}
	app_pop(a);
	if (a->view.overlay == OVERLAY_ASK)
		app_pop(a); /* it comes back with the lesson */
	app_act(a, &action);
}

/* Reports whether a typed expectation holds; nothing is performed. */
static void submit_expect(struct app *a, const char *rest, unsigned skipped)
{
	struct predicate p;
	struct diag diag = { 0 };
	char found[SEND_TEXT_MAX];
	struct text t = text_over(found, sizeof found);

	if (!predicate_read(rest, &p, &diag)) {
		diag.column += skipped;
		say_diag(a, &diag, 0);
		return;
	}
	app_pop(a);
	switch (predicate_test(session_world(a->player.session), &p, &t)) {
	case PRED_HOLDS:
		app_say(a, false, MSG_APP_HOLDS);
		break;
	case PRED_FAILS:
		app_say(a, true, MSG_APP_FOUND, found);
		break;
	case PRED_NO_SOCKET:
		app_say(a, true, MSG_APP_NO_SOCKET);
		break;
	}
}

/* Goes to a step of the lesson: "go 7". */
static void submit_go(struct app *a, const char *rest)
{
	const char *s = rest + strspn(rest, " \t");
	size_t stop = 0;

	for (; *s >= '0' && *s <= '9' && stop < 1000000; s++)
		stop = 10 * stop + (size_t)(*s - '0');
	bool number = s > rest && s[-1] >= '0' && s[-1] <= '9';
	s += strspn(s, " \t");
	if (!number || *s != '\0') {
		app_say(a, true, MSG_APP_GO_WHERE);
		return;
	}
	app_pop(a);
	app_go(a, stop);
}

/* Saves to `name`, which is the save line or the rest of `w NAME`. */
static void save(struct app *a, const char *name, bool lesson)
{
	char array[1024];
	struct text path = text_over(array, sizeof array);
	struct diag diag = { 0 };
	bool again = strcmp(a->replace, a->view.input) == 0;

	switch (app_save(a, name, lesson, again, &path, &diag)) {
	case SAVE_EXISTS:
		memcpy(a->replace, a->view.input, sizeof a->replace);
		app_say(a, true, MSG_APP_SAVE_AGAIN, path.at);
		return;
	case SAVE_FAILED:
		app_say(a, true, MSG_APP_NOT_SAVED, diag_words(&diag, a->view.lang).at);
		return;
	case SAVE_DONE:
		app_pop(a);
		app_say(a, false, lesson ? MSG_APP_DRAFTED : MSG_APP_SAVED, path.at);
		return;
	}
}

static void submit_save(struct app *a)
{
	if (a->view.input[0] == '\0')
		app_say(a, false, MSG_APP_SAVE_NAME);
	else
		save(a, a->view.input, false);
}

/* Saves what was done as a lesson: "w my-lesson". */
static void submit_write(struct app *a, const char *rest)
{
	const char *name = rest + strspn(rest, " \t");

	if (*name == '\0')
		app_say(a, false, MSG_APP_WRITE_NAME);
	else if (session_at(a->player.session) == 0)
		app_say(a, true, MSG_APP_NOTHING_DONE);
	else
		save(a, name, true);
}

/* Explains how a statement is written and what it does: "? connect"; or lists the
 * words that start one: "?". The line stays open. */
static void submit_help(struct app *a, const char *rest)
{
	char array[400];
	struct text t = text_over(array, sizeof array);
	const char *word = rest + strspn(rest, " \t");
	bool known = verb_help(&t, word, a->view.lang);
	const char *first[64];
	size_t n = known ? 0 : verbs_first(first, sizeof first / sizeof *first);

	for (size_t i = 0; i < n; i++)
		text_addf(&t, "%s%s", i > 0 ? ", " : "", first[i]);
	app_say_text(a, !known && *word != '\0', array);
}

static bool is_word(const char *s, const char *word)
{
	size_t n = strlen(word);

	return strncmp(s, word, n) == 0 && (s[n] == '\0' || s[n] == ' ' || s[n] == '\t');
}

static void submit_command(struct app *a)
{
	static const char expect[] = "expect ";
	const char *s = a->view.input + strspn(a->view.input, " \t");
	size_t n = sizeof expect - 1;

	remember(a);
	if (*s == '\0')
		app_pop(a);
	else if (is_word(s, "go"))
		submit_go(a, s + 2);
	else if (is_word(s, "votes"))
		app_class_votes(a, s + 5);
	else if (*s == '?')
		submit_help(a, s + 1);
	else if (is_word(s, "w"))
		submit_write(a, s + 1);
	else if (strncmp(s, expect, n) == 0)
		submit_expect(a, s + n, (unsigned)(s + n - a->view.input));
	else
		submit_action(a, "");
}

static void submit_search(struct app *a)
{
	struct view *v = &a->view;
	struct text t = text_over(v->search, sizeof v->search);

	text_add(&t, v->input);
	app_pop(a);
	if (v->search[0] != '\0')
		app_ladder_find(a, 0);
}

static void submit_term(struct app *a)
{
	struct view *v = &a->view;
	struct text t = text_over(v->term, sizeof v->term);

	text_add(&t, v->input);
	app_pop(a);
}

void app_line_submit(struct app *a)
{
	a->view.input_bad_at = 0;
	app_quiet(a);
	if (a->view.overlay == OVERLAY_WAIT)
		submit_action(a, "wait ");
	else if (a->view.overlay == OVERLAY_SAVE)
		submit_save(a);
	else if (a->view.overlay == OVERLAY_SEARCH)
		submit_search(a);
	else if (a->view.overlay == OVERLAY_TERM)
		submit_term(a);
	else
		submit_command(a);
}

bool app_line_key(struct app *a, uint32_t key)
{
	bool lines = a->view.overlay == OVERLAY_COMMAND;

	if (key == K_ENTER) {
		app_line_submit(a);
		return true;
	}
	if (lines && (key == K_UP || key == K_DOWN)) {
		recall(a, key == K_UP ? -1 : 1);
		return true;
	}
	if (key == K_TAB && (lines || a->view.overlay == OVERLAY_WAIT)) {
		a->line_fresh = false;
		complete_input(a);
		return true;
	}
	return edit(a, key);
}
