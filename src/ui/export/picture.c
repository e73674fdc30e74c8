/* Draws the screen at a step of a script as SVG. panel/screen draws the canvas and
 * draw/svg writes it. Called by start. */
#include "ui/export/picture.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "lesson/library.h"
#include "lesson/write.h"
#include "ui/app/app_core.h"
#include "ui/draw/svg.h"

enum { GOOD, BAD = 2 };

/* Performs a goal's solution up to step `at`. */
static void solve(struct app *a, const struct statement *goal, uint32_t at)
{
	for (size_t i = 0; i < goal->solution_used && goal->solution[i].step <= at; i++)
		if (goal->solution[i].kind == ST_ACTION)
			player_act(&a->player, &goal->solution[i].action);
}

/* Returns the step that the script would perform next; UINT32_MAX: none. */
static uint32_t next_step(const struct player *p)
{
	return p->cursor < p->script->used ? p->script->statements[p->cursor].step : UINT32_MAX;
}

static void play(struct app *a, uint32_t at)
{
	const struct statement *now;

	while (next_step(&a->player) <= at && !player_at_end(&a->player)) {
		const struct statement *st = player_step(&a->player);

		if (!st)
			break;
		if (st->kind == ST_GOAL)
			solve(a, st, at);
	}
	now = player_now(&a->player);
	if (now && now->kind == ST_ASK)
		app_push(a, OVERLAY_ASK);
	a->view.to_go = 0;
	ladder_log_sync(a->view.ladder, a->player.session);
}

/* Plays to the step that the screen counts as `at`. */
static void go(struct app *a, uint32_t at)
{
	const struct statement *now;

	player_go(&a->player, at);
	now = player_now(&a->player);
	if (now && now->kind == ST_ASK)
		app_push(a, OVERLAY_ASK);
	ladder_log_sync(a->view.ladder, a->player.session);
}

/* Writes the picture's title and description: "The client is in FIN-WAIT-2, …". */
static void tell(const struct app *a, char *title, size_t title_size, char *about, size_t about_size)
{
	const struct world *w = session_world(a->player.session);
	struct text t = text_over(title, title_size), d = text_over(about, about_size);

	text_add(&t, script_title(a->player.script, a->view.lang));
	text_addf(&d, message(MSG_PICTURE, a->view.lang), state_name(world_state(w, HOST_CLIENT)),
		  state_name(world_state(w, HOST_SERVER)), w->net.count);
}

/* Returns the whole picture as SVG, to be freed with mem_free. */
static char *draw(struct app *a, unsigned w, unsigned h, enum scheme scheme)
{
	char title[256], about[256], *svg = NULL;
	size_t size;
	struct canvas c;
	FILE *memory = mem_stream(&svg, &size);

	canvas_init(&c, (int)w, (int)h);
	screen_draw(&c, &a->view);
	tell(a, title, sizeof title, about, sizeof about);
	svg_write(memory, &c, scheme, title, about);
	canvas_free(&c);
	mem_stream_close(memory);
	return svg;
}

char *picture_of(struct app *a)
{
	const struct canvas *c = a->canvas;

	return draw(a, c ? (unsigned)c->w : 80, c ? (unsigned)c->h : 24, a->options.scheme);
}

static int deliver(const char *svg, const char *output, enum lang lang)
{
	struct diag diag = { 0 };

	if (output) {
		if (file_replace(output, svg, &diag))
			return GOOD;
		diag_complain(&diag, lang);
		return BAD;
	}
	if (fputs(svg, stdout) != EOF && fflush(stdout) == 0)
		return GOOD;
	diag_output_failed(errno, lang);
	return BAD;
}

static int too_far(const struct script *s, uint32_t at, enum lang lang)
{
	struct diag d;

	diag_set(&d, 0, DIAG_PICTURE_AT, "", "");
	diag_argument(&d, 1, "%u", at);
	diag_argument(&d, 2, "%u", script_steps(s));
	diag_complain(&d, lang);
	return BAD;
}

/* Reports that the screen counts the steps of another lesson, or of another version. */
static int not_these(uint32_t at, uint32_t at_of, size_t all, enum lang lang)
{
	struct diag d;

	diag_set(&d, 0, DIAG_PICTURE_STOP, "", "");
	diag_argument(&d, 1, "%u", at);
	diag_argument(&d, 2, "%u", at_of);
	diag_argument(&d, 3, "%zu", all);
	diag_complain(&d, lang);
	return BAD;
}

int picture_make(const struct app_options *options, const struct script *s, uint32_t at, uint32_t at_of, unsigned w,
		 unsigned h, const char *output)
{
	static struct app a; /* large */
	int status = BAD;
	size_t done, all;
	char *svg;

	if (at_of == 0 && at != UINT32_MAX && at > script_steps(s))
		return too_far(s, at, options->lang);
	app_init(&a, options);
	app_open(&a, s, MODE_LESSON);
	player_progress(&a.player, &done, &all);
	if (at_of > 0 && at_of != all) {
		status = not_these(at, at_of, all, options->lang);
	} else {
		if (at_of > 0)
			go(&a, at);
		else
			play(&a, at);
		svg = draw(&a, w > 0 ? w : 80, h > 0 ? h : 24, options->scheme);
		status = deliver(svg, output, options->lang);
		mem_free(svg);
	}
	app_free(&a);
	return status;
}
