/* Writes a class as a script that grows. Called by the app while it teaches. */
#include "class/record.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/check.h"
#include "base/mem.h"
#include "base/paths.h"
#include "lesson/parse.h"
#include "lesson/progress.h"
#include "lesson/write.h"
#include "lesson/write_parts.h"

/* --- what was passed, as text --- */

/* The statements and actions that belong to stop i. */
struct span {
	size_t from, to;         /* statements, the stop's own first */
	size_t act_from, act_to; /* steps of the session */
	bool last;
	bool own_way; /* after it, numbers may differ from the script's */
};

static bool own_way_after(const struct player *p, size_t i)
{
	/* that a goal was reached by a different route is known only after the
	 * next stop */
	size_t next = p->stops[i].at->kind == ST_GOAL ? i + 2 : i + 1;

	return next < p->stops_used ? p->stops[next].own_way : p->own_way;
}

static struct span span_of(const struct player *p, size_t i)
{
	bool last = i + 1 == p->stops_used;

	return (struct span){ .from = (size_t)(p->stops[i].at - p->script->statements),
			      .to = last ? p->cursor : (size_t)(p->stops[i + 1].at - p->script->statements),
			      .act_from = p->stops[i].session_after,
			      .act_to = last ? session_at(p->session) : p->stops[i + 1].session_before,
			      .last = last,
			      .own_way = own_way_after(p, i) };
}

static void put_action(struct out *o, const struct script *s, const struct action *a)
{
	struct statement st = { .kind = ST_ACTION, .action = *a };

	write_statement(o, s, &st);
}

static void put_free(struct out *o, const struct player *p, size_t from, size_t to)
{
	if (from < to)
		write_text(o, RECORD_DETOUR "\n");
	for (size_t i = from; i < to; i++)
		put_action(o, p->script, session_action(p->session, i));
}

/* Writes a goal without its solution, then what was done for it: where the class is
 * still at the goal, more may follow. */
static void put_goal(struct out *o, const struct player *p, const struct statement *goal, const struct span *span)
{
	size_t n = span->act_to - span->act_from;
	struct statement with = *goal, *steps = mem_new(n + 1, sizeof *steps);

	with.solution = steps;
	with.solution_used = 0;
	write_statement(o, p->script, &with);
	for (; with.solution_used < n; with.solution_used++) {
		steps[with.solution_used].kind = ST_ACTION;
		steps[with.solution_used].action = *session_action(p->session, span->act_from + with.solution_used);
	}
	if (n > 0)
		write_tried(o, &with);
	if (n > 0 && !span->last)
		write_text(o, ONWARD_COMMENT "\n");
	mem_free(steps);
}

/* Returns the votes on the question that is this statement of the script, NULL: none. */
static const struct record_votes *votes_on(const struct record_shown *shown, size_t at)
{
	for (size_t i = 0; i < shown->votes_used; i++)
		if (shown->votes[i].at == at)
			return &shown->votes[i];
	return NULL;
}

/* Writes a question without its answer; then, if it is revealed, the answer. */
static void put_ask(struct out *o, const struct player *p, const struct statement *ask, bool revealed,
		    const struct record_votes *votes)
{
	struct statement with = *ask;
	struct choice *bare[LANG_COUNT] = { NULL };
	uint32_t counts[RECORD_CHOICES_MAX];

	for (int l = 0; l < LANG_COUNT; l++) {
		struct block *b = &with.block[l];

		b->hidden = true;
		if (revealed)
			continue;
		b->because = NULL;
		bare[l] = mem_new(b->choices_used + 1, sizeof *bare[l]);
		for (size_t i = 0; i < b->choices_used; i++)
			bare[l][i].text = b->choices[i].text;
		b->choices = bare[l];
	}
	with.votes_used = votes ? votes->used : 0;
	for (size_t i = 0; i < with.votes_used; i++)
		counts[i] = votes->counts[i];
	with.votes = counts;
	write_statement(o, p->script, &with);
	for (int l = 0; l < LANG_COUNT; l++)
		mem_free(bare[l]);
}

static void put_stop(struct out *o, const struct player *p, size_t i, const struct record_shown *shown)
{
	const struct statement *st = p->stops[i].at;
	struct span span = span_of(p, i);
	bool refused = st->kind == ST_ACTION && p->stops[i].session_after == p->stops[i].session_before;

	if (st->kind == ST_GOAL)
		put_goal(o, p, st, &span);
	else if (st->kind == ST_ASK)
		put_ask(o, p, st, !span.last || shown->revealed, votes_on(shown, span.from));
	else if (!refused)
		write_statement(o, p->script, st);
	for (size_t k = span.from + 1; k < span.to; k++)
		if (p->script->statements[k].kind == ST_EXPECT && !span.own_way)
			write_statement(o, p->script, &p->script->statements[k]);
	if (st->kind != ST_GOAL)
		put_free(o, p, span.act_from, span.act_to);
}

char *record_text(const struct player *p, const struct record_shown *shown)
{
	static const struct record_shown nothing;
	const struct script *s = p->script;
	size_t before = p->stops_used ? (size_t)(p->stops[0].at - s->statements) : p->cursor;
	struct out o = { 0 };

	if (!shown)
		shown = &nothing;
	write_text(&o, "tcpstep 1\n" RECORD_HEAD "\n");
	write_header(&o, s, false);
	write_text(&o, "\n");
	for (size_t i = 0; i < before; i++)
		if (s->statements[i].kind != ST_NOTE)
			write_statement(&o, s, &s->statements[i]);
	put_free(&o, p, 0, p->stops_used ? p->stops[0].session_before : session_at(p->session));
	for (size_t i = 0; i < p->stops_used; i++)
		put_stop(&o, p, i, shown);
	if (shown->ended)
		write_text(&o, RECORD_END "\n");
	return o.at;
}

void record_votes(struct record *r, size_t at, const uint32_t *counts, size_t used)
{
	struct record_votes *votes = NULL;

	CHECK(used <= RECORD_CHOICES_MAX);
	for (size_t i = 0; i < r->shown.votes_used; i++)
		if (r->votes[i].at == at)
			votes = &r->votes[i];
	if (!votes) {
		r->votes = mem_grow(r->votes, r->shown.votes_used, &r->votes_size, sizeof *r->votes);
		votes = &r->votes[r->shown.votes_used++];
	}
	r->shown.votes = r->votes;
	votes->at = at;
	votes->used = used;
	if (used > 0)
		memcpy(votes->counts, counts, used * sizeof *counts);
}

/* --- the file --- */

char *record_path(void)
{
	static const char name[] = "teach.tcpstep";
	char *progress = progress_path(), *path;
	size_t folder;

	if (!progress)
		return NULL;
	folder = (size_t)(strrchr(progress, '/') + 1 - progress);
	path = mem_new(folder + sizeof name, 1);
	memcpy(path, progress, folder);
	memcpy(path + folder, name, sizeof name);
	mem_free(progress);
	return path;
}

/* Keeps a recording of another class as PATH.before; any other file is not
 * touched. */
static bool make_room(const char *path, struct diag *diag)
{
	struct diags errors = { 0 };
	size_t len, size = strlen(path) + sizeof ".before";
	char *old = NULL, *beside = mem_new(size, 1);
	bool ok = true;

	snprintf(beside, size, "%s.before", path);
	if (!source_read(path, &old, &len, &errors))
		ok = diag_file(diag, DIAG_FILE, path, errors.at[0].id, errors.at[0].argument[1]);
	else if (len > 0 && strncmp(old, "tcpstep 1\n" RECORD_HEAD "\n", sizeof "tcpstep 1\n" RECORD_HEAD) != 0)
		ok = diag_file(diag, DIAG_FILE, path, DIAG_WHY_OTHER_FILE, "");
	else if (len > 0)
		ok = file_replace(beside, old, diag);
	mem_free(old);
	mem_free(beside);
	diags_free(&errors);
	return ok;
}

bool record_begin(struct record *r, const char *path, struct diag *diag)
{
	char *lock;

	memset(r, 0, sizeof *r);
	r->lock = -1;
	r->path = path ? mem_copy_text(path) : record_path();
	if (!r->path)
		return diag_file(diag, DIAG_FILE, "-o FILE", DIAG_WHY_NO_FOLDER, "");
	if (!path && !file_folders(r->path, diag))
		return false;
	lock = path_join(r->path, ".lock");
	r->lock = file_hold(lock);
	mem_free(lock);
	if (r->lock == FILE_HELD)
		return diag_file(diag, DIAG_FILE, r->path, DIAG_WHY_TAUGHT, "");
	if (access(r->path, F_OK) == 0 && !make_room(r->path, diag))
		return false;
	return file_replace(r->path, "", diag);
}

static bool bring(struct record *r, char *text, struct diag *diag)
{
	size_t had = r->written ? strlen(r->written) : 0;
	bool ok = true;

	if (!r->written || strcmp(r->written, text) != 0) {
		bool grew = r->written && strncmp(r->written, text, had) == 0;

		/* if the file was removed or changed meanwhile, it is written
		 * whole again */
		ok = (grew && file_append(r->path, had, text + had, diag)) || file_replace(r->path, text, diag);
		mem_free(r->written);
		r->written = ok ? mem_copy_text(text) : NULL;
	}
	r->behind = !ok;
	mem_free(r->text);
	r->text = text;
	return ok;
}

bool record_update(struct record *r, const struct player *p, struct diag *diag)
{
	return bring(r, record_text(p, &r->shown), diag);
}

bool record_end(struct record *r, const struct player *p, struct diag *diag)
{
	r->shown.ended = true;
	return bring(r, record_text(p, &r->shown), diag);
}

/* Lets others record at this path. The lock's file goes while it is still locked, so that
 * nobody else's goes. */
static void unlock(struct record *r)
{
	char *lock;

	if (r->lock <= 0) /* 0: a record that was never begun */
		return;
	lock = path_join(r->path, ".lock");
	unlink(lock);
	file_unlock(r->lock);
	mem_free(lock);
}

void record_free(struct record *r)
{
	unlock(r);
	mem_free(r->path);
	mem_free(r->text);
	mem_free(r->written);
	mem_free(r->votes);
	memset(r, 0, sizeof *r);
}
