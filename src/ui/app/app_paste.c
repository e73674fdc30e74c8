/* Takes a paste: into the command line as script lines, into another input as text, nowhere else,
 * where its letters would be commands. Called by app. */
#include <string.h>

#include "base/mem.h"
#include "language/verbs.h"
#include "ui/app/app_core.h"
#include "ui/draw/keys.h"

/* Adds the paste to the input, as if it was typed; one newline at its end is left out. */
static void type(struct app *a, const char *text)
{
	size_t n;

	for (; *text != '\0' && *text != '\n'; text += n) {
		uint32_t c = utf8_next(text, &n);

		if (view_context(&a->view) == CTX_FORGE)
			app_forge_key(a, c);
		else
			app_line_key(a, c == '\t' ? ' ' : c);
	}
}

static bool has_statement(const char *line)
{
	line += strspn(line, " \t");
	return *line != '\0' && *line != '#';
}

/* Reports whether a line could be performed; *diag: why not. */
static bool is_valid(const struct app *a, const char *line, struct diag *diag)
{
	static const char expect[] = "expect ";
	const char *s = line + strspn(line, " \t");
	struct predicate p;
	struct action action;

	if (strlen(line) >= sizeof a->view.input) {
		diag_set(diag, 1, DIAG_LINE_TOO_LONG, "", "");
		return false;
	}
	if (strncmp(s, expect, sizeof expect - 1) != 0)
		return action_read(line, &action, diag);
	if (predicate_read(s + sizeof expect - 1, &p, diag))
		return true;
	diag->column += (unsigned)(s + sizeof expect - 1 - line);
	return false;
}

/* Checks each of the lines; false after reporting the first that is not valid. */
static bool check(struct app *a, char **lines, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct diag diag = { 0 };

		if (has_statement(lines[i]) && !is_valid(a, lines[i], &diag)) {
			app_say(a, true, MSG_PASTE_WRONG, i + 1, diag.column, diag_words(&diag, a->view.lang).at);
			return false;
		}
	}
	return true;
}

/* Performs the lines up to the first that is refused, which is reported. */
static void perform(struct app *a, char **lines, size_t n)
{
	size_t done = 0;

	for (size_t i = 0; i < n; i++) {
		if (!has_statement(lines[i]))
			continue;
		if (a->view.overlay == OVERLAY_COMMAND)
			app_pop(a);
		app_line_open(a, OVERLAY_COMMAND, lines[i], false);
		app_line_submit(a);
		if (a->view.notice.bad) {
			char why[sizeof a->view.notice.text];

			memcpy(why, a->view.notice.text, sizeof why);
			app_say(a, true, MSG_PASTE_STOPPED, i + 1, why);
			return;
		}
		done++;
	}
	if (done > 1)
		app_say(a, false, MSG_PASTE_DONE, done);
}

/* Performs script lines, all of them or none; what follows the last newline stays in the input. */
static void paste_lines(struct app *a, const char *text)
{
	struct view *v = &a->view;
	size_t size = strlen(text) + sizeof v->input + 1, n = 0, room = 0;
	char *all = mem_new(size, 1), **lines = NULL;
	struct text t = text_over(all, size);

	text_addf(&t, "%.*s%s%s", (int)v->input_at, v->input, text, v->input + v->input_at);
	for (char *at = all, *end; at; at = end) {
		end = strchr(at, '\n');
		if (end)
			*end++ = '\0';
		lines = mem_grow(lines, n, &room, sizeof *lines);
		lines[n++] = at;
	}
	if (check(a, lines, n - 1)) {
		perform(a, lines, n - 1);
		if (v->overlay == OVERLAY_COMMAND)
			app_pop(a);
		if (!v->notice.bad && lines[n - 1][0] != '\0')
			app_line_open(a, OVERLAY_COMMAND, lines[n - 1], false);
	}
	mem_free(lines);
	mem_free(all);
}

void app_paste(struct app *a, const char *text, bool whole)
{
	enum context context = view_context(&a->view);
	const char *newline = strchr(text, '\n');
	bool lines = newline && newline[1] != '\0';

	app_quiet(a);
	a->view.playing = false;
	if (a->view.overlay == OVERLAY_DUE && whole && !lines) {
		app_due_type(a);
		context = CTX_LINE;
	}
	if (context != CTX_LINE && context != CTX_FORGE)
		app_say(a, true, MSG_PASTE_NOWHERE);
	else if (!whole)
		app_say(a, true, MSG_PASTE_TOO_LONG);
	else if (a->view.overlay == OVERLAY_COMMAND && newline)
		paste_lines(a, text);
	else if (lines)
		app_say(a, true, MSG_PASTE_ONE_LINE);
	else
		type(a, text);
}
