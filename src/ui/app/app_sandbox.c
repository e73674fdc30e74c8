/* The free session: its ready-made beginnings, and the one that was left, which is kept in a
 * file and offered again. Called by app. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/check.h"
#include "base/mem.h"
#include "base/paths.h"
#include "language/verbs.h"
#include "lesson/beginnings.h"
#include "lesson/parse.h"
#include "lesson/write.h"
#include "ui/app/app_core.h"
#include "ui/draw/keys.h"

static const char sandbox_source[] = "tcpstep 1\n"
				     "id sandbox\n"
				     "title Sandbox\n"
				     "title[ko] 자유 세션\n";

/* --- the file --- */

/* Returns the path of the kept session; NULL: no folder is known. mem_free frees it. */
static char *kept_path(void)
{
	return path_xdg("XDG_STATE_HOME", "/.local/state", "/tcpstep/sandbox.tcpstep");
}

/* Reads the kept session; NULL: none is kept, or it is not valid. script_free frees it. */
static struct script *read_kept(const struct app *a)
{
	char *path = a->keeps_sandbox ? kept_path() : NULL, *source = NULL;
	struct diags errors = { 0 };
	struct script *s = path && access(path, R_OK) == 0 ? lesson_read(path, &errors, &source) : NULL;

	mem_free(source);
	mem_free(path);
	diags_free(&errors);
	return s;
}

static size_t actions_of(const struct script *s)
{
	size_t n = 0;

	for (size_t i = 0; s && i < s->used; i++)
		n += s->statements[i].kind == ST_ACTION;
	return n;
}

bool app_sandbox_keep(struct app *a, struct diag *diag)
{
	char *path, *text;
	bool kept;

	if (!a->keeps_sandbox || !a->player_on || a->view.mode != MODE_SANDBOX || session_at(a->player.session) == 0 ||
	    session_now(a->player.session) == a->sandbox_kept)
		return true;
	path = kept_path();
	if (!path)
		return true; /* there is no place for it, as for the progress */
	text = recording_write(a->player.session, a->player.script);
	kept = file_folders(path, diag) && file_replace(path, text, diag);
	if (kept)
		a->sandbox_kept = session_now(a->player.session);
	mem_free(text);
	mem_free(path);
	return kept;
}

void app_sandbox_left(struct app *a)
{
	struct diag diag = { 0 };

	if (!app_sandbox_keep(a, &diag))
		app_say(a, true, MSG_SANDBOX_NOT_KEPT, diag_words(&diag, a->view.lang).at);
}

/* --- opening it --- */

struct script *app_sandbox_script(const char *const *sets, int n, struct diags *errors)
{
	struct script *s;
	char *text;
	size_t len;
	FILE *out = mem_stream(&text, &len);

	fputs(sandbox_source, out);
	for (int i = 0; i < n; i++) {
		int name = (int)strcspn(sets[i], "= ");

		fprintf(out, "set %.*s %s\n", name, sets[i], sets[i] + name + (sets[i][name] != '\0'));
	}
	mem_stream_close(out);
	s = script_parse("sandbox", text, len, errors);
	mem_free(text);
	return s;
}

/* Opens the free session, at its start unless it is already open. */
static void open_it(struct app *a)
{
	struct diags errors = { 0 };

	if (!a->own)
		a->own = app_sandbox_script(a->options.sets, a->options.sets_used, &errors);
	CHECK(a->own);
	diags_free(&errors);
	app_open(a, a->own, MODE_SANDBOX);
}

/* Performs the actions of a script, from the start. */
static void play(struct app *a, const struct script *s)
{
	if (a->player_on)
		player_stop(&a->player);
	a->player_on = false;
	a->sandbox_kept = 0;
	open_it(a);
	for (size_t i = 0; s && i < s->used; i++)
		if (s->statements[i].kind == ST_ACTION &&
		    player_act(&a->player, &s->statements[i].action) != REFUSED_NOT)
			break; /* a session kept by a version that allowed it */
	app_arrived(a, NULL);
	ladder_log_sync(a->view.ladder, a->player.session);
	app_quiet(a);
}

/* Does the same with that script's settings in place of the session's. */
static void play_as(struct app *a, const struct script *s)
{
	struct diags errors = { 0 };
	struct script *with = app_sandbox_script((const char *const *)s->sets, (int)s->sets_used, &errors);

	diags_free(&errors);
	if (with && a->own && !script_same_header(with, a->own)) {
		if (a->player_on)
			player_stop(&a->player);
		a->player_on = false;
		script_free(a->own);
		a->own = NULL;
	}
	if (a->own)
		script_free(with);
	else
		a->own = with;
	play(a, s);
}

/* Begins as a row of the table says. */
static void play_beginning(struct app *a, const struct beginning *b)
{
	char source[1024];
	struct text t = text_over(source, sizeof source);
	struct diags errors = { 0 };
	struct script *s;

	text_addf(&t, "%s%s", sandbox_source, b->lines);
	s = script_parse("sandbox", source, t.len, &errors);
	CHECK(s);
	play(a, s);
	script_free(s);
	diags_free(&errors);
}

/* Resumes the kept session; false: there is none. */
static bool play_kept(struct app *a)
{
	struct script *s = read_kept(a);

	if (!s)
		return false;
	play_as(a, s);
	script_free(s);
	return true;
}

void app_open_sandbox(struct app *a)
{
	bool open = a->player_on && a->own && a->player.script == a->own;
	struct script *kept = open ? NULL : read_kept(a);

	open_it(a);
	if (!open)
		a->sandbox_kept = 0;
	a->sandbox_offered = actions_of(kept) > 0;
	if (a->sandbox_offered)
		app_say(a, false, MSG_SANDBOX_OFFER, actions_of(kept));
	script_free(kept);
}

void app_sandbox_named(struct app *a, const char *name)
{
	for (size_t i = 0; i < beginnings_count; i++)
		if (strcmp(beginnings[i].name, name) == 0) {
			play_beginning(a, &beginnings[i]);
			return;
		}
	if (play_kept(a))
		return;
	open_it(a);
	app_say(a, true, MSG_SANDBOX_NONE);
}

bool app_sandbox_accept(struct app *a, uint32_t key)
{
	bool offered = a->sandbox_offered;

	a->sandbox_offered = false;
	return offered && key == K_ENTER && play_kept(a);
}

/* --- the list of beginnings --- */

enum { TARGET_KEPT = 1000 };

static void choose(struct app *a, const struct target *target)
{
	struct script *kept = target->id == TARGET_KEPT ? read_kept(a) : NULL;

	app_sandbox_left(a); /* what was done so far can be resumed */
	if (target->id != TARGET_KEPT)
		play_beginning(a, &beginnings[target->id]);
	else if (kept)
		play_as(a, kept);
	script_free(kept);
}

void app_sandbox_list(struct app *a)
{
	struct view *v = &a->view;
	struct text title = text_over(v->list.title, sizeof v->list.title);
	struct text foot = text_over(v->list.foot, sizeof v->list.foot);
	struct script *kept = read_kept(a);
	char line[128];
	struct text t = text_over(line, sizeof line);

	app_list_begin(a, OVERLAY_BEGIN, choose);
	text_add(&title, message(MSG_BEGIN_TITLE, v->lang));
	if (a->keeps_sandbox)
		text_add(&foot, message(MSG_BEGIN_FOOT, v->lang));
	if (actions_of(kept) > 0) {
		text_addf(&t, message(MSG_BEGIN_LAST, v->lang), actions_of(kept));
		app_list_add(a, LOOK_PLAIN, 0, line)->id = TARGET_KEPT;
	}
	for (size_t i = 0; i < beginnings_count; i++)
		app_list_add(a, LOOK_PLAIN, 0, beginnings[i].title[v->lang])->id = (uint32_t)i;
	script_free(kept);
}
