/* Lets a student's screen follow a class. Built on class/follow; called by app after each
 * key. */
#include <string.h>

#include "base/check.h"
#include "base/mem.h"
#include "ui/app/app_core.h"
#include "ui/draw/keys.h"

enum { WAITS_SAID = 20 }; /* polls without a readable file before it is reported */

static const char class_begins[] = "tcpstep 1\nid follow\ntitle Class\ntitle[ko] 수업\n";
static const char capture_begins[] = "tcpstep 1\nid follow\ntitle Capture\ntitle[ko] 캡처\n";

void app_class_follow(struct app *a, const char *path, enum mode mode)
{
	const char *begins = mode == MODE_WATCH ? capture_begins : class_begins;
	struct diags errors = { 0 };
	struct classroom *room = &a->room;

	room->script = script_parse("follow", begins, strlen(begins), &errors);
	CHECK(room->script);
	diags_free(&errors);
	if (path)
		follow_begin(&room->follow, path, a->options.code);
	else
		follow_begin_pushed(&room->follow);
	app_open(a, room->script, mode);
	a->player.grows = true;
	a->view.live = true;
	a->view.class_state = CLASS_WAITS;
	app_class_look(a, K_TIMEOUT);
	room->idle = false; /* the screen says that it waits */
}

/* Gives the player the newest version of the script. Returns true if the session
 * moved, because it had gone beyond where the two versions agree. */
static bool take_news(struct app *a)
{
	struct classroom *room = &a->room;
	size_t stops = a->player.stops_used;
	uint32_t moment = session_now(a->player.session);
	struct script *old = room->script;

	room->script = room->news;
	room->open = room->news_open;
	room->news = NULL;
	if (script_same_header(old, room->script)) {
		player_extend(&a->player, room->script);
	} else {
		app_open(a, room->script, a->view.mode);
		a->player.grows = true;
	}
	script_free(old);
	return a->player.stops_used != stops || session_now(a->player.session) != moment;
}

/* Performs here what the class has done. */
static void go_along(struct app *a, bool moved)
{
	struct player *p = &a->player;
	const struct statement *st;
	size_t steps = 0;
	bool solved = false;

	for (;;) {
		if (player_goal(p) && player_at_end(p) && a->room.open) {
			moved = moved || player_goal_actions(p) > 0;
			player_go(p, p->stops_used); /* the goal from its start */
			break;
		}
		if (player_goal(p) && player_goal(p)->solution_used > 0 && player_goal_actions(p) == 0) {
			player_show_solution(p);
			solved = true;
		}
		st = player_step(p);
		if (!st)
			break;
		solved = false;
		steps++;
	}
	if (!moved && steps == 0 && !solved)
		return;
	app_arrived(a, solved ? NULL : player_now(p));
	if (moved || steps != 1)
		a->view.to_go = 0;
}

/* Reports whether the view may follow the class now. A student who is in a menu or
 * is typing is not interrupted. */
static bool may_go_along(const struct view *v)
{
	return v->live && (v->overlay == OVERLAY_NONE || v->overlay == OVERLAY_ASK);
}

static size_t stops_in(const struct script *s)
{
	size_t n = 0;

	for (size_t i = 0; i < s->used; i++)
		n += s->statements[i].kind != ST_EXPECT && s->statements[i].kind != ST_NOTE;
	return n;
}

/* Returns the number of a question among those of the script, from 1. */
static unsigned number_of(const struct script *s, const struct statement *ask)
{
	unsigned n = 0;

	for (const struct statement *st = s->statements; st <= ask; st++)
		n += st->kind == ST_ASK;
	return n;
}

/* Sends the choice at a question that still stands. */
static void vote(struct app *a)
{
	const struct statement *st = player_now(&a->player);

	if (st && question_is_open(st) && a->player.answered >= 0)
		follow_vote(&a->room.follow, number_of(a->player.script, st), (unsigned)a->player.answered + 1);
}

static void say_state(struct app *a, enum follow_state before)
{
	struct classroom *room = &a->room;
	static const enum class_state states[] = { [FOLLOW_LIVE] = CLASS_LIVE,
						   [FOLLOW_WAITS] = CLASS_WAITS,
						   [FOLLOW_BROKE] = CLASS_BROKE,
						   [FOLLOW_ENDED] = CLASS_ENDED };
	const struct follow *f = &room->follow;

	a->view.class_state = f->lost ? CLASS_LOST : states[f->state];
	room->broke = room->broke || f->state == FOLLOW_BROKE;
	if (f->state == before)
		return;
	if (f->state == FOLLOW_ENDED && f->errors.used > 0)
		app_say(a, true, MSG_CLASS_WAITS_FOR, f->path, diag_words(&f->errors.at[0], a->view.lang).at);
	else if (f->state == FOLLOW_ENDED && f->lost)
		app_say(a, true, MSG_CLASS_LOST);
	else if (f->state == FOLLOW_ENDED)
		app_class_over(a);
	else if (f->state == FOLLOW_BROKE)
		app_say(a, true, MSG_CLASS_BROKE);
	else if (room->broke && f->state == FOLLOW_LIVE) {
		room->broke = false;
		app_say(a, false, MSG_CLASS_AGAIN);
		vote(a); /* an instructor who began anew has no votes */
	}
}

/* Returns whether a version of the class begins the lesson again. */
static bool is_restart(const struct app *a, const struct script *next)
{
	const struct script *last = a->room.news ? a->room.news : a->room.script;

	return a->view.mode == MODE_FOLLOW && stops_in(next) == 0 && stops_in(last) > 0;
}

/* Reads the recording; returns true if something visible changed. */
static bool look(struct app *a)
{
	struct classroom *room = &a->room;
	enum follow_state before = room->follow.state;
	bool news = follow_look(&room->follow);
	struct script *s = news ? follow_take(&room->follow) : NULL;
	bool restart = s && is_restart(a, s);

	if (s) {
		script_free(room->news);
		room->news = s;
		room->news_open = room->follow.is_open_goal;
	}
	if (room->follow.state != FOLLOW_WAITS && room->waits >= WAITS_SAID)
		app_quiet(a);
	room->waits = room->follow.state == FOLLOW_WAITS ? room->waits + 1 : 0;
	if (room->waits < WAITS_SAID && follow_has_no_class(&room->follow))
		room->waits = WAITS_SAID;
	if (room->waits == WAITS_SAID && room->follow.errors.used > 0) {
		app_say(a, true, MSG_CLASS_WAITS_FOR, room->follow.path,
			diag_words(&room->follow.errors.at[0], a->view.lang).at);
		news = true;
	}
	if (room->news && may_go_along(&a->view)) {
		go_along(a, take_news(a));
		news = true;
	} else if (room->news && !a->view.live &&
		   script_common(room->script, room->news) >= (a->player.cursor > 0 ? a->player.cursor : 1)) {
		take_news(a); /* the script only grew, so the student can step on */
		news = true;
	}
	if (restart)
		app_say(a, false, MSG_CLASS_RESTARTED);
	if (news)
		say_state(a, before);
	return news;
}

void app_class_look(struct app *a, uint32_t key)
{
	struct view *v = &a->view;
	struct classroom *room = &a->room;

	app_class_over_key(a, key);
	if (key != K_TIMEOUT || v->playing)
		v->live = player_in_step(&a->player, room->open);
	bool news = look(a);
	room->idle = key == K_TIMEOUT && !v->playing && !news;
	if (room->idle)
		return;
	size_t all = stops_in(room->news ? room->news : room->script), done = a->player.stops_used;
	v->behind = all > done ? all - done : 0;
	if (v->behind != room->place_told)
		follow_place(&room->follow, v->behind);
	room->place_told = v->behind;
}

void app_class_answered(struct app *a, size_t choice)
{
	(void)choice;
	vote(a);
}

void app_class_waits(struct app *a)
{
	const struct mode_facts *facts = mode_facts(a->view.mode);

	a->view.playing = false;
	if (a->view.class_state == CLASS_LOST)
		app_say(a, true, MSG_CLASS_LOST);
	else
		app_say(a, false, a->view.class_state == CLASS_ENDED ? facts->ended : facts->here);
}

void app_class_catch_up(struct app *a)
{
	player_rejoin(&a->player);
	if (a->room.news)
		take_news(a);
	a->view.live = true;
	go_along(a, true);
	if (a->view.notice.text[0] == '\0')
		app_say(a, false, mode_facts(a->view.mode)->caught_up);
}

bool app_class_beat_due(struct app *a)
{
	a->room.waited_ms += (unsigned)app_timeout_ms(a);
	if (a->room.waited_ms < 60000 / a->view.speed)
		return false;
	a->room.waited_ms = 0;
	return true;
}

void app_class_free(struct app *a)
{
	app_class_taught(a);
	follow_free(&a->room.follow);
	script_free(a->room.script);
	script_free(a->room.news);
}
