/* A class that is taught: records what was done, serves it to followers, and takes votes.
 * Built on class/record and class/serve; called by app after each key. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "class/place.h"
#include "class/status.h"
#include "ui/app/app_core.h"
#include "ui/draw/keys.h"

/* --- questions --- */

/* Returns the last question so far and its number from 1; NULL and 0: there was none. */
static const struct statement *last_question(const struct player *p, unsigned *number)
{
	const struct statement *last = NULL;

	*number = 0;
	for (size_t i = 0; i < p->stops_used; i++)
		if (p->stops[i].at->kind == ST_ASK) {
			last = p->stops[i].at;
			++*number;
		}
	return last;
}

static size_t choices_of(const struct statement *ask)
{
	size_t n = statement_block(ask, LANG_EN)->choices_used;

	return n < ROOM_CHOICES_MAX ? n : ROOM_CHOICES_MAX;
}

/* Returns the question where the class is; NULL: it is elsewhere. */
static const struct statement *question_here(const struct app *a)
{
	const struct statement *st = player_now(&a->player);

	return st && st->kind == ST_ASK ? st : NULL;
}

static size_t index_of(const struct app *a, const struct statement *st)
{
	return (size_t)(st - a->player.script->statements);
}

static bool is_revealed(const struct app *a)
{
	return a->player.answered >= 0 || a->view.passed;
}

/* Tells the server which question takes votes. */
static void ask(struct app *a)
{
	const struct statement *here = question_here(a), *last;
	unsigned number;

	last = last_question(&a->player, &number);
	if (a->room.serve)
		serve_ask(a->room.serve, number, last ? (unsigned)choices_of(last) : 0, here && !is_revealed(a));
}

/* --- the vote --- */

/* Takes the numbers from the server; the votes until the answer is recorded, so that what came
 * before the key that reveals it counts. Returns whether any has changed. */
static bool count(struct app *a)
{
	struct class_room *room = &a->view.room;
	struct class_room was = *room;
	const struct statement *here = question_here(a);
	struct room_counts n;

	if (!a->room.serve)
		return false;
	n = serve_count(a->room.serve);
	room->connected = n.connected;
	room->behind = n.behind;
	room->answered = n.answered;
	if (here && !a->room.votes_typed && !a->room.record.shown.revealed) {
		room->choices = n.answered > 0 ? n.choices : 0;
		memcpy(room->votes, n.votes, sizeof room->votes);
	}
	return memcmp(&was, room, sizeof was) != 0;
}

/* Forgets the vote of another question, or begins anew with this one. */
static void begin_vote(struct app *a)
{
	const struct statement *here = question_here(a);

	a->view.room.shown = a->room.votes_typed = false;
	a->view.room.choices = 0;
	if (here)
		record_votes(&a->room.record, index_of(a, here), NULL, 0);
}

/* Puts the vote into the recording. */
static void keep_vote(struct app *a)
{
	const struct class_room *room = &a->view.room;
	const struct statement *here = question_here(a);

	if (here && room->choices > 0 && room->choices <= RECORD_CHOICES_MAX)
		record_votes(&a->room.record, index_of(a, here), room->votes, room->choices);
}

void app_class_votes(struct app *a, const char *numbers)
{
	const struct statement *here = question_here(a);
	struct class_room *room = &a->view.room;
	uint32_t votes[ROOM_CHOICES_MAX] = { 0 };
	size_t n = 0;
	char *end;

	if (a->view.mode != MODE_TEACH || !here) {
		app_say(a, true, MSG_CLASS_VOTES_WHERE);
		return;
	}
	for (const char *s = numbers + strspn(numbers, " \t"); *s != '\0'; s = end + strspn(end, " \t"), n++) {
		unsigned long number = strtoul(s, &end, 10);

		if (end == s || *s == '-' || *s == '+' || number > VOTES_MAX || n == choices_of(here)) {
			n = 0;
			break;
		}
		votes[n] = (uint32_t)number;
	}
	if (n != choices_of(here)) {
		app_say(a, true, MSG_CLASS_VOTES_COUNT, choices_of(here));
		return;
	}
	memcpy(room->votes, votes, sizeof votes);
	room->choices = n;
	room->shown = a->room.votes_typed = true;
	keep_vote(a);
	a->room.record.behind = true; /* so that it is written now */
	app_pop(a);
	app_say(a, false, MSG_CLASS_VOTES);
}

/* --- the recording --- */

/* Tells `notes` who follows and how they vote. */
static void tell_notes(struct app *a)
{
	const struct class_room *room = &a->view.room;
	struct class_status status = { .served = room->served };

	if (!a->room.status_path)
		return;
	status.lesson = a->room.lesson_path;
	status.room.connected = room->connected;
	status.room.behind = room->behind;
	status.room.answered = room->answered;
	status.room.choices = question_here(a) ? (unsigned)room->choices : 0;
	memcpy(status.room.votes, room->votes, sizeof status.room.votes);
	status_write(a->room.status_path, &status);
}

static void recorded(struct app *a, bool written, const struct diag *diag)
{
	a->view.class_state = written ? CLASS_RECORDED : CLASS_NOT_RECORDED;
	if (!written)
		app_say(a, true, MSG_CLASS_NOT_WRITTEN, diag_words(diag, a->view.lang).at);
}

/* Returns whether the recording has everything that was done. */
static bool is_recorded(const struct app *a, uint32_t moment, bool revealed)
{
	const struct classroom *room = &a->room;
	const struct player *p = &a->player;

	return !room->record.behind && room->record.written && room->session == p->session && room->moment == moment &&
	       room->cursor == p->cursor && room->stops == p->stops_used && room->detour == p->detour &&
	       room->record.shown.revealed == revealed;
}

static void record(struct app *a)
{
	struct classroom *room = &a->room;
	struct player *p = &a->player;
	struct diag diag = { 0 };
	uint32_t moment = session_now(p->session);
	bool revealed = is_revealed(a), written;

	if (is_recorded(a, moment, revealed))
		return;
	if (room->stops != p->stops_used || room->session != p->session)
		begin_vote(a);
	ask(a);
	count(a);
	if (revealed && !room->record.shown.revealed) {
		keep_vote(a);
		a->view.room.shown = a->view.room.choices > 0;
	}
	room->session = p->session;
	room->moment = moment;
	room->cursor = p->cursor;
	room->stops = p->stops_used;
	room->detour = p->detour;
	room->record.shown.revealed = revealed;
	written = record_update(&room->record, p, &diag);
	recorded(a, written, &diag);
	if (room->serve)
		serve_text(room->serve, room->record.text);
	tell_notes(a);
}

void app_class_record(struct app *a, uint32_t key)
{
	bool idle = key == K_TIMEOUT && !a->view.playing;

	record(a);
	if (a->room.serve)
		serve_beat(a->room.serve);
	if (count(a)) {
		tell_notes(a);
		if (a->view.room.answered > 0 && a->view.notice.id == MSG_CLASS_REVEALS)
			app_quiet(a); /* their number stands there, and space shows them first */
	} else {
		a->room.idle = idle;
	}
}

/* --- keys --- */

bool app_class_asks(struct app *a)
{
	bool begun = a->player.stops_used > 0 || a->view.room.connected > 0; /* R goes back to no step */
	bool asks = a->view.mode == MODE_TEACH && begun && !a->room.end_asked;

	if (asks)
		app_say(a, false, MSG_CLASS_ENDS);
	a->room.end_asked = asks;
	return asks;
}

bool app_class_clicks(struct app *a, int by)
{
	const struct view *v = &a->view;
	enum context here = view_context(v);
	bool more = by > 0 ? v->scroll < v->scroll_most : v->scroll > 0;

	if (v->mode != MODE_TEACH || v->screen != SCREEN_STEP || !(here & (CTX_LESSON | CTX_FREE | CTX_ASK)) || more)
		return false;
	if (by > 0)
		here == CTX_FREE ? app_event(a) : app_next(a);
	else if (a->player.cursor > 0 || session_at(a->player.session) > 0)
		app_back(a);
	return true;
}

bool app_class_resumes(struct app *a, uint32_t key)
{
	size_t stops = a->room.resume;

	a->room.resume = 0;
	if (key != 'q')
		a->room.end_asked = false;
	if (stops == 0 || key != K_ENTER)
		return false;
	app_go(a, stops);
	return true;
}

/* --- start and end --- */

/* Returns the stops after which the recording at this path left the lesson; 0: it is another
 * one's, or had begun or finished. */
static size_t stops_before(const struct app *a, const char *path)
{
	char *own = path ? NULL : record_path(), *text = NULL;
	struct diags errors = { 0 };
	struct script *s = NULL;
	size_t len, stops = 0;

	if ((path || own) && access(path ? path : own, R_OK) == 0 &&
	    source_read(path ? path : own, &text, &len, &errors))
		s = script_parse("recording", text, len, &errors);
	if (s && a->player.script->id && strcmp(s->id, a->player.script->id) == 0) {
		struct place place = place_of(a->player.script, s);

		stops = place.done < place.all ? place.done : 0;
	}
	script_free(s);
	mem_free(text);
	mem_free(own);
	diags_free(&errors);
	return stops;
}

/* Says where the class is, and offers to resume the last one. */
static void say_begin(struct app *a, size_t before)
{
	const char *url = a->room.serve ? serve_url(a->room.serve, 0) : NULL;
	char said[300];
	struct text t = text_over(said, sizeof said);

	if (a->view.class_state != CLASS_RECORDED)
		return;
	text_addf(&t, message(url ? MSG_CLASS_SERVING : MSG_CLASS_RECORDING, a->view.lang),
		  url ? url : a->room.record.path);
	a->room.resume = before;
	if (before > 0) {
		text_add(&t, " ");
		text_addf(&t, message(MSG_CLASS_RESUME, a->view.lang), before);
	}
	app_say_text(a, false, said);
}

/* Begins to serve the class, if that is asked for. */
static bool serve(struct app *a, struct diag *diag)
{
	const struct app_options *o = &a->options;
	const struct serve_options options = { .where = o->listen, .code = o->code, .followers = o->followers };

	if (!o->listen)
		return true;
	a->room.serve = serve_start(&options, diag);
	a->view.room.served = a->room.serve != NULL;
	return a->room.serve;
}

bool app_class_teach(struct app *a, const char *path, struct diag *diag)
{
	size_t before = stops_before(a, path);

	if (!serve(a, diag) || !record_begin(&a->room.record, path, diag))
		return false;
	a->room.status_path = status_path(a->room.record.path);
	a->room.lesson_path = a->options.file ? realpath(a->options.file, NULL) : NULL;
	record(a);
	say_begin(a, before);
	return true;
}

bool app_class_end(struct app *a, struct diag *diag)
{
	bool ok = record_end(&a->room.record, &a->player, diag);

	if (a->room.serve)
		serve_text(a->room.serve, a->room.record.text);
	serve_stop(a->room.serve);
	a->room.serve = NULL;
	return ok;
}

void app_class_taught(struct app *a)
{
	serve_stop(a->room.serve);
	record_free(&a->room.record);
	mem_free(a->room.status_path);
	free(a->room.lesson_path);
}
