/* Plain mode beside a screen: prints what a key changed, and what it opened or selected.
 * Called by ui/web. */
#include "ui/plain/plain_beside.h"

#include "base/mem.h"
#include "language/verbs.h"
#include "ui/plain/plain_core.h"
#include "ui/plain/plain_tell.h"

/* What the last call has told of the layer in front. */
struct told {
	enum screen screen;
	enum overlay overlay;
	enum lang lang;
	size_t at; /* the selected line */
	int choice, answered;
	bool passed;
};

struct beside {
	struct plain plain;
	struct told told;
	bool begun; /* something was told */
	char *text; /* NULL: nothing was */
};

struct beside *beside_new(const struct app_options *options)
{
	struct beside *b = mem_new(1, sizeof *b);

	app_init(&b->plain.app, options);
	return b;
}

void beside_free(struct beside *b)
{
	facts_free(&b->plain.before);
	facts_free(&b->plain.now);
	app_free(&b->plain.app);
	mem_free(b->text);
	mem_free(b);
}

struct app *beside_app(struct beside *b)
{
	return &b->plain.app;
}

static size_t selected(const struct view *v)
{
	if (v->screen == SCREEN_MENU && v->overlay == OVERLAY_NONE)
		return v->item;
	return view_context(v) == CTX_CALLS ? v->call : view_context(v) == CTX_LIST ? v->list.at : 0;
}

static struct told now(const struct app *a)
{
	const struct view *v = &a->view;

	return (struct told){ .screen = v->screen,
			      .overlay = v->overlay,
			      .lang = v->lang,
			      .at = selected(v),
			      .choice = v->choice,
			      .answered = a->player_on ? a->player.answered : -1,
			      .passed = v->passed };
}

/* Prints the layer that has come to the front. */
static void tell_opened(struct plain *p)
{
	struct app *a = &p->app;

	switch (view_context(&a->view)) {
	case CTX_MENU:
		plain_menu(p, true);
		return;
	case CTX_CALLS:
		tell_calls(p->out, a, false);
		return;
	case CTX_CARD:
		tell_card(p->out, a);
		return;
	case CTX_LADDER:
		tell_log(p->out, a, NULL);
		return;
	case CTX_LIST:
		if (a->view.overlay == OVERLAY_GOAL)
			tell_goal(p->out, a);
		else
			tell_list(p->out, a, 0);
		return;
	case CTX_READ:
		if (a->view.overlay == OVERLAY_STATE)
			tell_state(p->out, a, (enum tcp_state)a->view.explained);
		else if (a->view.overlay == OVERLAY_SEGMENT)
			facts_tell_segment(p->out, a, a->view.segment);
		else if (a->view.overlay == OVERLAY_NUMBERS) {
			facts_now(&p->now, a, FACT_ALL);
			facts_tell(p->out, &p->now);
		}
		return;
	case CTX_LESSON:
	case CTX_FREE:
	case CTX_ASK:
	case CTX_LINE:
	case CTX_FORGE:
		return;
	}
}

/* Prints the line that is selected now. */
static void tell_selected(struct plain *p)
{
	const struct app *a = &p->app;
	const struct view *v = &a->view;
	char line[SEND_TEXT_MAX + 64];
	struct text t = text_over(line, sizeof line);

	if (v->screen == SCREEN_MENU) {
		plain_menu(p, false);
	} else if (v->overlay == OVERLAY_CALLS) {
		action_write(&t, &v->calls[v->call].action);
		plain_text(p->out, line);
	} else {
		plain_text(p->out, v->list.lines[v->list.at].text);
	}
}

static void tell_layer(struct plain *p, const struct told *before, const struct told *after)
{
	const struct app *a = &p->app;
	const struct statement *st = a->player_on ? player_now(&a->player) : NULL;

	if (before->screen != after->screen || before->overlay != after->overlay)
		tell_opened(p);
	else if (before->at != after->at)
		tell_selected(p);
	if (!st || st->kind != ST_ASK)
		return;
	if ((before->answered != after->answered && after->answered >= 0) || (!before->passed && after->passed))
		tell_answer(p->out, a);
	else if (after->overlay == OVERLAY_ASK && before->choice != after->choice && after->choice >= 0)
		plain_text(p->out, statement_block(st, after->lang)->choices[after->choice].text);
}

/* Prints what happened. Plain mode changes the notice and the playing, so both are put back. */
static void tell_news(struct beside *b)
{
	struct plain *p = &b->plain;
	struct view *v = &p->app.view;
	struct notice notice = v->notice;
	bool playing = v->playing, other = b->told.lang != v->lang || b->told.screen != v->screen || !b->begun;

	if (plain_in_session(p) && (other || p->app.player.script != p->script))
		plain_begin(p);
	else
		plain_news(p);
	v->notice = notice;
	v->playing = playing;
}

const char *beside_tell(struct beside *b)
{
	struct plain *p = &b->plain;
	struct told before = b->told;
	size_t size;

	mem_free(b->text);
	b->text = NULL;
	p->out = mem_stream(&b->text, &size);
	tell_news(b);
	b->told = now(&p->app);
	if (!b->begun)
		before = (struct told){ .screen = SCREEN_STEP, .choice = -1, .answered = b->told.answered };
	tell_layer(p, &before, &b->told);
	mem_stream_close(p->out);
	b->begun = true;
	return b->text;
}
