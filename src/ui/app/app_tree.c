/* The lists that look back: the tree of what was tried, and two moments compared. */
#include <string.h>

#include "base/mem.h"
#include "language/format.h"
#include "language/verbs.h"
#include "ui/app/app_core.h"
#include "ui/app/focus.h"
#include "ui/tell/story.h"

enum { ROWS_MOST = 500 }; /* of the tree: longer lists are cut */

static void say_foot(struct app *a, enum message id)
{
	struct text t = text_over(a->view.list.foot, sizeof a->view.list.foot);

	text_add(&t, message(id, a->view.lang));
}

static void say_title(struct app *a, enum message id)
{
	struct text t = text_over(a->view.list.title, sizeof a->view.list.title);

	text_add(&t, message(id, a->view.lang));
}

/* --- the tree --- */

static void go_to_moment(struct app *a, const struct target *target)
{
	app_pop(a);
	app_goto(a, target->id);
}

/* Returns the last moment of the chain that starts at id: the chain ends at a fork, at
 * its last moment, or at the current moment. */
static uint32_t chain_end(const struct session *s, uint32_t id)
{
	for (;;) {
		struct moment m = session_moment(s, id);

		if (id == session_now(s) || m.child == 0 || session_moment(s, m.child).next != 0)
			return id;
		id = m.child;
	}
}

static void line_of(struct text *t, const struct session *s, uint32_t id)
{
	action_write(t, session_step(s, id));
}

static void states_of(struct text *t, const struct app *a, uint32_t id, struct world *w)
{
	session_world_of(a->player.session, id, w);
	text_addf(t, "  %s %s %s", state_name(world_state(w, HOST_CLIENT)), a->view.ascii ? "|" : "│",
		  state_name(world_state(w, HOST_SERVER)));
}

static void add_chain(struct app *a, uint32_t first, uint32_t last, unsigned level, struct world *w)
{
	const struct session *s = a->player.session;
	unsigned steps = session_moment(s, last).depth - session_moment(s, first).depth + 1;
	char line[200], from[64], to[64];
	struct text t = text_over(line, sizeof line), f = text_over(from, sizeof from), e = text_over(to, sizeof to);
	bool here = last == session_now(s);

	for (unsigned i = 0; i < level && i < 12; i++)
		text_add(&t, a->view.ascii ? "| " : "│ ");
	if (first == 0) {
		text_add(&t, message(MSG_TREE_START, a->view.lang));
	} else if (steps == 1) {
		line_of(&t, s, last);
	} else {
		line_of(&f, s, first);
		line_of(&e, s, last);
		text_addf(&t, message(MSG_TREE_STEPS, a->view.lang), steps, from, to);
	}
	states_of(&t, a, last, w);
	if (here)
		text_addf(&t, "  (%s)", message(MSG_TREE_HERE, a->view.lang));
	app_list_add(a, here ? LOOK_STRONG : LOOK_PLAIN, here ? GL_POINTER : 0, line)->id = last;
	if (here)
		a->view.list.at = a->view.list.used - 1;
}

/* Adds one line for each chain, with the branches of a fork indented by one level.
 * Uses a stack of its own, as the tree may be too deep for recursion. */
static void add_tree(struct app *a, struct world *w)
{
	const struct session *s = a->player.session;
	struct {
		uint32_t id;
		unsigned level;
	} *rest = NULL;
	size_t used = 0, size = 0;

	rest = mem_grow(rest, used, &size, sizeof *rest);
	rest[used++].id = 0;
	while (used > 0 && a->view.list.used < ROWS_MOST) {
		uint32_t first = rest[--used].id;
		unsigned level = rest[used].level;
		uint32_t last = chain_end(s, first);

		if (first == 0 && last != 0 && session_now(s) != 0) { /* the start has its own line */
			add_chain(a, 0, 0, level, w);
			first = session_moment(s, 0).child;
			if (session_moment(s, first).next != 0)
				last = 0;
			else
				last = chain_end(s, first);
		}
		if (last != 0 || first == 0)
			add_chain(a, first, last, level, w);
		uint32_t child = session_moment(s, last).child;
		bool forks = child != 0 && session_moment(s, child).next != 0;
		size_t begin = used;
		for (; child != 0; child = session_moment(s, child).next) {
			rest = mem_grow(rest, used, &size, sizeof *rest);
			rest[used].id = child;
			rest[used++].level = level + forks;
		}
		for (size_t i = begin, j = used; i + 1 < j; i++) { /* the branch tried first comes first */
			uint32_t id = rest[i].id;

			rest[i].id = rest[--j].id;
			rest[j].id = id;
		}
	}
	if (used > 0) {
		char line[80];
		struct text t = text_over(line, sizeof line);

		text_addf(&t, message(MSG_TREE_MORE, a->view.lang), used);
		app_list_add(a, LOOK_QUIET, 0, line)->id = session_now(s);
	}
	mem_free(rest);
}

void app_tree_open(struct app *a)
{
	struct world *w = mem_new(1, sizeof *w);

	world_init(w, session_config(a->player.session));
	app_list_begin(a, OVERLAY_TREE, go_to_moment);
	say_title(a, MSG_TREE_TITLE);
	say_foot(a, MSG_TREE_FOOT);
	add_tree(a, w);
	mem_free(w);
}

/* --- two moments --- */

static void add_difference(struct app *a, uint8_t host, const char *name, const char *there, const char *now)
{
	char line[200];
	struct text t = text_over(line, sizeof line);

	if (strcmp(there, now) == 0)
		return;
	text_addf(&t, "%-7s %-14s %-20s %s %s", host < HOSTS ? host_name(host) : "", name, there,
		  a->view.ascii ? "|" : "│", now);
	app_list_add(a, host == HOST_CLIENT ? LOOK_CLIENT : host == HOST_SERVER ? LOOK_SERVER : LOOK_PLAIN, 0, line);
}

static void add_number(struct app *a, uint8_t host, const char *name, uint64_t there, uint64_t now)
{
	char x[24], y[24];
	struct text t = text_over(x, sizeof x), u = text_over(y, sizeof y);

	text_addf(&t, "%llu", (unsigned long long)there);
	text_addf(&u, "%llu", (unsigned long long)now);
	add_difference(a, host, name, x, y);
}

static void timer_text(struct text *t, const struct world *w, const struct slot *s, enum timer_id timer, enum lang lang)
{
	vtime left;

	if (s && slot_timer_left(w, s, timer, &left))
		story_span(t, left, lang);
	else
		text_add(t, message(MSG_COMPARE_OFF, lang));
}

static void compare_host(struct app *a, const struct world *there, const struct world *now, uint8_t host)
{
	const struct slot *u = focus_slot(&a->view, host);
	const struct slot *s = focus_is_chosen(&a->view, host) ? focus_same(there, host, u) : world_focus(there, host);
	static const struct tcb none;
	const struct tcb *p = s ? &s->tcb : &none, *q = u ? &u->tcb : &none;

	add_difference(a, host, message(MSG_COMPARE_STATE, a->view.lang), state_name(s ? slot_state(s) : TCPS_CLOSED),
		       state_name(u ? slot_state(u) : TCPS_CLOSED));
	add_number(a, host, "SND.UNA", p->snd_una, q->snd_una);
	add_number(a, host, "SND.NXT", p->snd_nxt, q->snd_nxt);
	add_number(a, host, "SND.WND", p->snd_wnd, q->snd_wnd);
	add_number(a, host, "RCV.NXT", p->rcv_nxt, q->rcv_nxt);
	add_number(a, host, "RCV.WND", p->rcv_wnd, q->rcv_wnd);
	add_number(a, host, message(MSG_BUF_SEND, a->view.lang), p->snd_len, q->snd_len);
	add_number(a, host, message(MSG_BUF_RECV, a->view.lang), p->rcv_len, q->rcv_len);
	for (int timer = 0; timer < TMR_COUNT; timer++) {
		char name[48], x[32], y[32];
		struct text n = text_over(name, sizeof name), t = text_over(x, sizeof x), k = text_over(y, sizeof y);

		text_addf(&n, message(MSG_COMPARE_TIMER, a->view.lang),
			  story_timer((enum timer_id)timer, a->view.lang));
		timer_text(&t, there, s, (enum timer_id)timer, a->view.lang);
		timer_text(&k, now, u, (enum timer_id)timer, a->view.lang);
		add_difference(a, host, name, x, y);
	}
}

static void flight_text(struct text *t, const struct world *w)
{
	for (uint32_t i = 0; i < w->net.count; i++)
		text_addf(t, "%s#%u %s", i > 0 ? " " : "", w->net.flights[i].id,
			  segment_flags_name(w->net.flights[i].segment.flags));
	if (w->net.count == 0)
		text_add(t, "-");
}

static void compare_with(struct app *a, uint32_t moment)
{
	const struct session *s = a->player.session;
	struct world *there = mem_new(1, sizeof *there);
	const struct world *now = session_world(s);
	char x[64], y[64], line[120];
	struct text t = text_over(x, sizeof x), u = text_over(y, sizeof y), f = text_over(line, sizeof line);

	world_init(there, session_config(s));
	session_world_of(s, moment, there);
	app_list_begin(a, OVERLAY_COMPARE, NULL);
	say_title(a, MSG_COMPARE_TITLE);
	format_clock(&t, there->now_ms);
	format_clock(&u, now->now_ms);
	add_difference(a, HOSTS, message(MSG_COMPARE_CLOCK, a->view.lang), x, y);
	compare_host(a, there, now, HOST_CLIENT);
	compare_host(a, there, now, HOST_SERVER);
	text_clear(&t);
	text_clear(&u);
	flight_text(&t, there);
	flight_text(&u, now);
	add_difference(a, HOSTS, message(MSG_COMPARE_FLIGHT, a->view.lang), x, y);
	if (a->view.list.used == 0)
		app_list_add(a, LOOK_PLAIN, 0, message(MSG_COMPARE_SAME, a->view.lang));
	text_addf(&f, message(MSG_COMPARE_FORK, a->view.lang),
		  view_step_number(&a->view, session_moment(s, session_fork(s, moment, session_now(s))).depth));
	struct text foot = text_over(a->view.list.foot, sizeof a->view.list.foot);
	text_add(&foot, line);
	mem_free(there);
}

void app_compare(struct app *a)
{
	const struct session *s = a->player.session;
	bool ladder = a->view.overlay == OVERLAY_LADDER;
	uint32_t moment = ladder ? session_trail(s, ladder_log_step(a->view.ladder, a->view.rung) + 1)
				 : a->targets[a->view.list.at].id;

	if (moment == session_now(s))
		app_say(a, false, MSG_COMPARE_HERE);
	else
		compare_with(a, moment);
}
