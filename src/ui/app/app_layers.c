/* The message line and the stack of overlays. Called by every file of the app. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/check.h"
#include "base/text.h"
#include "engine/world.h"
#include "ui/app/app_core.h"

enum { FRAME_MS = 30, LOOK_AFTER_MS = 300, SERVED_MS = 500 /* between two looks at a vote */ };

/* --- the message line --- */

void app_quiet(struct app *a)
{
	a->view.notice = (struct notice){ .id = MSG_COUNT };
}

static void put_safe(char *to, size_t size, const char *s)
{
	struct text t = text_over(to, size);

	text_add_safe(&t, s, strlen(s));
}

void app_say_text(struct app *a, bool bad, const char *s)
{
	put_safe(a->view.notice.text, sizeof a->view.notice.text, s);
	put_safe(a->view.notice.spoken, sizeof a->view.notice.spoken, s);
	a->view.notice.bad = bad;
	a->view.notice.id = MSG_COUNT;
	a->view.notice.refusal = REFUSED_NOT;
}

void app_refuse(struct app *a, enum refusal r)
{
	bool held = r == REFUSED_NOTHING_NEXT && a->player_on && session_world(a->player.session)->net.count > 0;

	app_say_text(a, true, held ? message(MSG_ST_ONLY_HELD, a->view.lang) : refusal_text(r, a->view.lang));
	a->view.notice.refusal = r;
}

void app_say(struct app *a, bool bad, enum message id, ...)
{
	char line[512], spoken[512];
	va_list args, again;

	va_start(args, id);
	va_copy(again, args);
	vsnprintf(line, sizeof line, message(id, a->view.lang), args);
	vsnprintf(spoken, sizeof spoken, message_plain(id, a->view.lang), again);
	va_end(again);
	va_end(args);
	app_say_text(a, bad, line);
	put_safe(a->view.notice.spoken, sizeof a->view.notice.spoken, spoken);
	a->view.notice.id = id;
}

/* --- layers --- */

void app_push(struct app *a, enum overlay o)
{
	CHECK(a->below_used < LAYERS_MAX);
	a->below[a->below_used++] = a->view.overlay;
	a->view.under = a->view.overlay;
	a->view.overlay = o;
	a->view.scroll = 0;
}

void app_pop(struct app *a)
{
	CHECK(a->below_used > 0);
	a->view.overlay = a->below[--a->below_used];
	a->view.under = a->below_used > 0 ? a->below[a->below_used - 1] : OVERLAY_NONE;
	a->view.input_bad_at = 0;
	a->view.scroll = 0;
}

void app_layers_clear(struct app *a)
{
	while (a->below_used > 0)
		app_pop(a);
}

void app_selection_check(struct app *a)
{
	const struct net *net = &session_world(a->player.session)->net;

	if (a->view.selected != 0 && net_find(net, a->view.selected) < 0)
		a->view.selected = 0;
}

bool app_wants_look(const struct app *a)
{
	const struct view *v = &a->view;

	return a->options.key_waits && a->player_on && v->screen == SCREEN_STEP && v->overlay == OVERLAY_NONE &&
	       !v->playing && !a->player.detour && view_goal_is_open(v) && player_goal_actions(&a->player) > 0 &&
	       (v->looked.goal != player_goal(&a->player) || v->looked.moment != session_now(a->player.session));
}

int app_timeout_ms(const struct app *a)
{
	if (a->view.to_go > 0)
		return FRAME_MS;
	int beat = a->view.playing ? (int)(60000 / a->view.speed) : -1; /* 1 ms a step at the highest speed */
	if (beat < 0 && app_wants_look(a))
		beat = LOOK_AFTER_MS;
	if (a->room.serve && (beat < 0 || beat > SERVED_MS))
		beat = SERVED_MS;
	if (a->view.kernels.script && !a->view.kernels.now.ended && (beat < 0 || beat > FOLLOW_EVERY_MS))
		beat = FOLLOW_EVERY_MS;
	bool looks = mode_facts(a->view.mode)->grows && (beat < 0 || beat > FOLLOW_EVERY_MS);
	return looks ? FOLLOW_EVERY_MS : beat;
}
