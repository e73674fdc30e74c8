/* Input lines: editing, and what is done with what was typed: a wait, a script
 * statement, a file name. Called by app. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/text.h"
#include "engine/verbs.h"
#include "lesson/write.h"
#include "ui/app_core.h"
#include "ui/keymap.h"

enum { CTRL_A = 1, CTRL_E = 5, CTRL_U = 21 };

void app_line_open(struct app *a, enum overlay o, const char *line, bool fresh)
{
	struct view *v = &a->view;
	struct text t = text_over(v->input, sizeof(v->input));
	text_add(&t, line);
	v->input_at = t.len;
	v->input_bad_at = 0;
	a->line_fresh = fresh;
	a->replace[0] = '\0';
	app_push(a, o);
}

/* ---- editing ---- */

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
	if (len + n >= sizeof(v->input))
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

/* ---- what was typed ---- */

static void say_diag(struct app *a, const struct diag *d, unsigned skipped)
{
	if (d->hint[0] != '\0')
		app_say(a, true, MSG_APP_HINT, d->hint, d->message);
	else
		app_say_text(a, true, d->message);
	a->view.input_bad_at = d->column > skipped ? d->column - skipped : 0;
}

/* Performs what is typed after `prefix`; the line stays open when it is wrong. */
static void submit_action(struct app *a, const char *prefix)
{
	char line[SEND_TEXT_MAX + 8];
	struct text t = text_over(line, sizeof(line));
	struct action action;
	struct diag diag = { 0 };
	text_add(&t, prefix);
	text_add(&t, a->view.input);
	if (!action_read(line, &action, &diag)) {
		say_diag(a, &diag, (unsigned)strlen(prefix));
		return;
	}
	app_pop(a);
	app_act(a, &action);
}

/* An expectation typed is a question: it is answered, nothing is done. */
static void submit_expect(struct app *a, const char *rest, unsigned skipped)
{
	struct predicate p;
	struct diag diag = { 0 };
	char found[SEND_TEXT_MAX];
	struct text t = text_over(found, sizeof(found));
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

static void submit_command(struct app *a)
{
	static const char expect[] = "expect ";
	const char *s = a->view.input + strspn(a->view.input, " \t");
	size_t n = sizeof(expect) - 1;
	if (*s == '\0')
		app_pop(a);
	else if (strncmp(s, expect, n) == 0)
		submit_expect(a, s + n, (unsigned)(s + n - a->view.input));
	else
		submit_action(a, "");
}

/* "~/" is the home directory, as the shell would have made it. */
static void path_of(const char *name, char *path, size_t size)
{
	struct text t = text_over(path, size);
	const char *home = getenv("HOME");
	if (name[0] == '~' && name[1] == '/' && home != NULL) {
		text_add(&t, home);
		name++;
	}
	text_add(&t, name);
}

static void submit_save(struct app *a)
{
	char path[1024];
	struct diag diag = { 0 };
	if (a->view.input[0] == '\0') {
		app_say(a, false, MSG_APP_SAVE_NAME);
		return;
	}
	path_of(a->view.input, path, sizeof(path));
	if (access(path, F_OK) == 0 && strcmp(a->replace, a->view.input) != 0) {
		memcpy(a->replace, a->view.input, sizeof(a->replace));
		app_say(a, true, MSG_APP_SAVE_AGAIN, path);
		return;
	}
	char *script = recording_write(a->player.session, a->player.script);
	bool saved = file_replace(path, script, &diag);
	free(script);
	if (!saved) {
		app_say(a, true, MSG_APP_NOT_SAVED, diag.message);
		return;
	}
	app_pop(a);
	app_say(a, false, MSG_APP_SAVED, path);
}

static void submit(struct app *a)
{
	a->view.input_bad_at = 0;
	app_quiet(a);
	if (a->view.overlay == OVERLAY_WAIT)
		submit_action(a, "wait ");
	else if (a->view.overlay == OVERLAY_SAVE)
		submit_save(a);
	else
		submit_command(a);
}

bool app_line_key(struct app *a, uint32_t key)
{
	if (key == K_ENTER) {
		submit(a);
		return true;
	}
	return edit(a, key);
}
