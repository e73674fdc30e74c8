/* Plays a script on a screen that nobody sees, for films and casts. Called by film and
 * cast. */
#include "ui/export/reel.h"

#include "base/mem.h"
#include "ui/app/app_core.h"

enum {
	STEP_MS = 900,  /* a step */
	SPAN_MS = 2000, /* more for the virtual time that passes, at most */
	COLUMN_MS = 35, /* of a text */
	TEXT_MS = 8000, /* a text, at most */
	FLY_MS = 120,   /* a frame of a segment that arrives */
	LAST_MS = 4000,
};

struct reel {
	struct app *app;
	struct canvas canvas;
	void (*take)(void *to, const struct frame *frame);
	void *to;
	vtime shown_ms; /* virtual time of the last frame */
	bool asks;
};

static void show(struct reel *r, unsigned ms, const char *mark)
{
	struct frame frame = { &r->canvas, ms, mark };

	canvas_clear(&r->canvas);
	r->canvas.scroll_most = r->canvas.cut = 0;
	screen_draw(&r->canvas, &r->app->view);
	r->take(r->to, &frame);
}

/* Returns whether exactly one segment arrived in the last step: it is seen on its way. */
static bool one_arrived(const struct app *a)
{
	size_t n, arrived = 0;
	const struct row *rows = session_rows(a->player.session, &n);

	for (size_t i = 0; i < n; i++)
		arrived += rows[i].kind == ROW_ARRIVE;
	return a->options.animation && arrived == 1;
}

/* Shows what an action has done. */
static void show_action(struct reel *r)
{
	struct app *a = r->app;
	vtime now = session_world(a->player.session)->now_ms, passed = now - r->shown_ms;

	ladder_log_sync(a->view.ladder, a->player.session);
	if (one_arrived(a))
		for (a->view.to_go = 660; a->view.to_go > 0; a->view.to_go -= 330)
			show(r, FLY_MS, NULL);
	a->view.to_go = 0;
	show(r, STEP_MS + (unsigned)(passed < SPAN_MS ? passed : SPAN_MS), NULL);
	r->shown_ms = now;
}

/* Shows a text, a question or an exercise as long as it takes to read. */
static void show_text(struct reel *r, const struct statement *st)
{
	const struct block *b = statement_block(st, r->app->view.lang);
	size_t ms = STEP_MS + (b->text ? text_width(b->text) : 0) * COLUMN_MS;

	for (size_t i = 0; i < b->choices_used; i++)
		ms += text_width(b->choices[i].text) * COLUMN_MS;
	if (st->kind == ST_ASK) {
		app_push(r->app, OVERLAY_ASK);
		r->asks = true;
	}
	show(r, (unsigned)(ms < TEXT_MS ? ms : TEXT_MS), b->text);
}

static void solve(struct reel *r, const struct statement *goal)
{
	for (size_t i = 0; i < goal->solution_used; i++) {
		if (goal->solution[i].kind != ST_ACTION)
			continue;
		player_act(&r->app->player, &goal->solution[i].action);
		show_action(r);
	}
}

static void play(struct reel *r)
{
	const struct statement *st;

	show(r, STEP_MS, NULL);
	while (!player_at_end(&r->app->player) && (st = player_step(&r->app->player))) {
		if (r->asks)
			app_pop(r->app);
		r->asks = false;
		if (st->kind == ST_SAY || st->kind == ST_ASK || st->kind == ST_GOAL)
			show_text(r, st);
		else if (st->kind != ST_PAUSE)
			show_action(r);
		if (st->kind == ST_GOAL)
			solve(r, st);
	}
	show(r, LAST_MS, NULL);
}

void reel_play(const struct app_options *options, const struct script *script, unsigned w, unsigned h,
	       void (*take)(void *to, const struct frame *frame), void *to)
{
	struct reel r = { .app = mem_new(1, sizeof *r.app), .take = take, .to = to };

	app_init(r.app, options);
	app_open(r.app, script, MODE_LESSON);
	canvas_init(&r.canvas, w > 0 ? (int)w : 80, h > 0 ? (int)h : 24);
	play(&r);
	canvas_free(&r.canvas);
	app_free(r.app);
	mem_free(r.app);
}
