/* Prints lists to choose from by number: the menu, calls, a question's answers, what if,
 * branches, arrows, hints, the log. Called by plain_do. */
#include "ui/plain/plain_core.h"

#include <string.h>

#include "language/format.h"
#include "ui/plain/plain_tell.h"

bool plain_list_open(const struct plain *p)
{
	enum context c = view_context(&p->app.view);

	return c == CTX_CALLS || c == CTX_LIST;
}

void plain_list_close(struct plain *p)
{
	while (plain_list_open(p) || view_context(&p->app.view) == CTX_LADDER)
		app_perform(&p->app, CMD_ESCAPE);
}

/* Returns whether the open list applies to one of the hosts. */
static bool for_a_host(const struct view *v, const struct hint *h)
{
	return v->overlay == OVERLAY_ARROWS || (v->overlay == OVERLAY_HINT && h->degree == 0);
}

void plain_opened(struct plain *p)
{
	const struct view *v = &p->app.view;

	switch (view_context(v)) {
	case CTX_CALLS:
		tell_calls(p->out, &p->app, false);
		return;
	case CTX_LIST:
		tell_list(p->out, &p->app, p->hint_told);
		p->hint_told = v->overlay == OVERLAY_HINT ? v->list.used : 0;
		if (for_a_host(v, &p->app.hint))
			plain_say_with(p, MSG_PLAIN_FOR_HOST, host_word(v->side, v->lang));
		if (!v->list.choose && (v->overlay != OVERLAY_HINT || !p->app.hint.more))
			plain_list_close(p); /* nothing can be chosen from it */
		return;
	case CTX_LINE:
	case CTX_READ:
	case CTX_LADDER:
	case CTX_FORGE:
		app_perform(&p->app, CMD_ESCAPE);
		return;
	case CTX_CARD:
		tell_card(p->out, &p->app);
		return;
	case CTX_MENU:
	case CTX_LESSON:
	case CTX_FREE:
	case CTX_ASK:
		return;
	}
}

/* --- a number --- */

static bool question_stands(const struct app *a)
{
	const struct statement *st = a->player_on ? player_now(&a->player) : NULL;
	enum context c = view_context(&a->view);

	return c == CTX_ASK || (c == CTX_LESSON && st && st->kind == ST_ASK && !a->player.at_end);
}

static void answer(struct plain *p, size_t n)
{
	struct app *a = &p->app;
	const struct statement *st = player_now(&a->player);

	if (view_answer_stands(&a->view)) {
		plain_say(p, MSG_PLAIN_ANSWERED);
	} else if (n < 1 || n > statement_block(st, a->view.lang)->choices_used) {
		plain_say(p, MSG_PLAIN_NO_NUMBER);
	} else {
		app_answer(a, (int)n - 1);
		tell_answer(p->out, a);
	}
}

static void go_to_step(struct plain *p, size_t n)
{
	struct session *s = p->app.player.session;

	if (n > session_at(s))
		plain_say(p, MSG_PLAIN_NO_NUMBER);
	else
		app_goto(&p->app, session_trail(s, n));
}

/* Performs line n of the open list; *at is its selection, used the number of lines. */
static void take(struct plain *p, size_t *at, size_t used, size_t n)
{
	struct app *a = &p->app;
	bool hint = a->view.overlay == OVERLAY_HINT && a->hint.degree > 0;

	if (n < 1 || n > (hint && used > 0 ? 1 : used)) {
		plain_say(p, MSG_PLAIN_NO_NUMBER);
		return;
	}
	if (!hint)
		*at = n - 1;
	p->hint_told = 0;
	app_perform(a, a->view.screen == SCREEN_MENU      ? CMD_OPEN
		       : a->view.overlay == OVERLAY_CALLS ? CMD_CHOOSE
							  : CMD_GO);
	if (a->view.overlay == OVERLAY_COMMAND) /* the call with the argument that was proposed */
		app_submit(a);
	if (plain_list_open(p))
		plain_opened(p); /* one list led to another */
}

static void take_in_list(struct plain *p, size_t n)
{
	struct view *v = &p->app.view;
	bool menu = v->screen == SCREEN_MENU, begins = v->overlay == OVERLAY_BEGIN;

	if (menu)
		take(p, &v->item, v->items_used, n);
	else if (v->overlay == OVERLAY_CALLS)
		take(p, &v->call, v->calls_used, n);
	else
		take(p, &v->list.at, v->list.choose ? v->list.used : 0, n);
	if ((menu || begins) && plain_in_session(p) && !plain_list_open(p))
		plain_begin(p);
}

bool plain_choose(struct plain *p, const char *line)
{
	struct app *a = &p->app;
	char digits[8] = "";
	size_t n, length = strcspn(line, " ");
	const char *host = line + length + strspn(line + length, " ");
	bool named;

	if (length < sizeof digits)
		memcpy(digits, line, length);
	if (!plain_number(digits, &n))
		return false;
	named = strcmp(host, "client") == 0 || strcmp(host, "server") == 0;
	if (*host != '\0' && !(named && for_a_host(&a->view, &a->hint)))
		return false;
	if (named)
		a->view.side = strcmp(host, "server") == 0 ? HOST_SERVER : HOST_CLIENT;
	if (plain_list_open(p) || a->view.screen == SCREEN_MENU)
		take_in_list(p, n);
	else if (question_stands(a))
		answer(p, n);
	else if (p->log_told)
		go_to_step(p, n);
	else
		plain_say(p, MSG_PLAIN_NO_LIST);
	return true;
}

/* --- comparing --- */

void plain_compare(struct plain *p, const char *number)
{
	struct app *a = &p->app;
	struct view *v = &a->view;
	size_t n;
	bool tree = v->overlay == OVERLAY_TREE, good = plain_number(number, &n) && n > 0;

	if (!tree)
		plain_list_close(p);
	if (!good || n > (tree ? v->list.used : session_at(a->player.session))) {
		plain_say(p, good ? MSG_PLAIN_NO_NUMBER : MSG_PLAIN_COMPARE_WHAT);
		return;
	}
	if (tree) {
		v->list.at = n - 1;
	} else {
		size_t rows;

		app_perform(a, CMD_LADDER);
		if (v->overlay != OVERLAY_LADDER)
			return; /* the app has reported why not */
		rows = ladder_log_rows(v->ladder);
		for (v->rung = 0; v->rung + 1 < rows && ladder_log_step(v->ladder, v->rung) + 1 < n;)
			v->rung++;
	}
	app_perform(a, CMD_COMPARE);
	plain_opened(p);
	plain_list_close(p);
}
