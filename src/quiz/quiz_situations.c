/* Makes random legal situations: the start of a plot, then a few random moves, each of
 * which is one event. Other files ask the questions (quiz_kinds.def). */
#include <string.h>

#include "base/check.h"
#include "language/verbs.h"
#include "quiz/quiz_parts.h"
#include "language/settings.h"

enum { TRIES = 12, LOSSES_MAX = 2, COPIES_MAX = 1, FORGED_MAX = 1, FLIGHTS_MAX = 4 };

/* --- one action --- */

static void keep_row(void *to, const struct row *row)
{
	struct outcome *o = to;

	o->events += row->kind != ROW_SEND && row->kind != ROW_RETURN;
	if (o->used < ROWS_KEPT)
		o->rows[o->used++] = *row;
	else
		o->cut = true;
}

bool maker_try(struct maker *m, const struct action *a)
{
	const struct row *first = &m->out.rows[0];

	m->out.used = m->out.events = 0;
	m->out.cut = false;
	world_copy(&m->after, &m->now);
	trace_init(&m->trace, keep_row, &m->out);
	if (world_apply(&m->after, a, &m->trace) != REFUSED_NOT || m->out.events != 1 || m->out.cut)
		return false;
	m->out.host = first->kind == ROW_LOSE ? host_other(first->actor) : first->actor;
	return true;
}

/* Accepts the action that was tried last. */
static void go_on(struct maker *m, const struct action *a)
{
	CHECK(m->used < QUIZ_ACTIONS_MAX);
	m->actions[m->used++] = *a;
	world_copy(&m->now, &m->after);
}

/* --- the beginning --- */

static void begin(struct maker *m)
{
	struct script_settings s = script_settings_none();
	struct config c;

	if (m->plot->set[0])
		CHECK(script_settings_set(&s, m->plot->set[0], m->plot->set[1]) == DIAG_NONE);
	c = script_settings_resolve(&s);
	world_init(&m->now, &c);
	world_init(&m->after, &c);
	m->used = 0;
	m->losses = m->copies = m->forged = 0;
	for (const char *at = m->plot->lines; *at; at = strchr(at, '\n') + 1) {
		char line[64];
		struct text t = text_over(line, sizeof line);
		struct action a;
		struct diag d;

		text_add_n(&t, at, strcspn(at, "\n"));
		CHECK(action_read(line, &a, &d));
		CHECK(maker_try(m, &a));
		go_on(m, &a);
	}
	m->told = m->used;
}

static void choose_plot(struct maker *m)
{
	uint32_t all = 0, at;
	size_t i = 0;

	for (size_t k = 0; k < quiz_plots_count; k++)
		all += quiz_plots[k].chance;
	for (at = dice_roll(&m->dice, all); at >= quiz_plots[i].chance; i++)
		at -= quiz_plots[i].chance;
	m->plot = &quiz_plots[i];
}

/* --- the network's moves --- */

/* Returns whether segment i has the lowest number of those in its direction. */
static bool is_first(const struct net *net, uint32_t i)
{
	for (uint32_t k = 0; k < i; k++)
		if (net->flights[k].segment.from == net->flights[i].segment.from)
			return false;
	return true;
}

static bool pick_segment(struct maker *m, enum move move, struct action *a)
{
	const struct net *net = &m->now.net;
	uint32_t i;

	if (net->count == 0)
		return false;
	i = dice_roll(&m->dice, net->count);
	if (move == MOVE_DELIVER) {
		while (!is_first(net, i))
			i--;
		*a = action_pick(ACT_DELIVER, net->flights[i].id);
		return true;
	}
	if (move == MOVE_REORDER) {
		*a = action_pick(ACT_DELIVER, net->flights[i].id);
		return !is_first(net, i);
	}
	*a = action_pick(move == MOVE_DROP ? ACT_DROP : ACT_DUP, net->flights[i].id);
	return move == MOVE_DROP ? m->losses < LOSSES_MAX : m->copies < COPIES_MAX;
}

/* Forges a segment for a connection: a RST inside or outside the window, a SYN, an ACK
 * of what was never sent, or a FIN without ACK. */
static void forge_connected(struct maker *m, const struct tcb *t, struct forgery *f)
{
	switch (dice_roll(&m->dice, 7)) {
	case 0:
	case 1:
		f->flags = SEG_RST;
		f->seq = t->rcv_nxt;
		return;
	case 2:
		f->flags = SEG_RST;
		f->seq = t->rcv_nxt + 1 + dice_roll(&m->dice, 9);
		return;
	case 3:
		f->flags = SEG_RST;
		f->seq = t->rcv_nxt - 10 - dice_roll(&m->dice, 50);
		return;
	case 4:
		f->flags = SEG_SYN;
		f->seq = t->rcv_nxt + dice_roll(&m->dice, 9);
		return;
	case 5:
		f->flags = SEG_ACK;
		f->seq = t->rcv_nxt;
		f->ack = t->snd_nxt + 10 + dice_roll(&m->dice, 50);
		return;
	case 6:
		f->flags = SEG_FIN;
		f->seq = t->rcv_nxt;
		return;
	}
}

static void forge_syn_sent(struct maker *m, const struct tcb *t, struct forgery *f)
{
	uint32_t dice = dice_roll(&m->dice, 4);

	f->flags = dice == 0 ? SEG_RST : dice == 1 ? SEG_SYN | SEG_ACK : SEG_RST | SEG_ACK;
	f->seq = 300 + dice_roll(&m->dice, 9);
	if (f->flags & SEG_ACK)
		f->ack = dice == 3 ? t->iss + 1 : t->iss - 20;
}

static void forge_listen(struct maker *m, struct forgery *f)
{
	static const uint8_t flags[] = { SEG_RST, SEG_ACK, SEG_FIN };

	f->flags = flags[dice_roll(&m->dice, sizeof flags)];
	f->seq = 700 + dice_roll(&m->dice, 9);
	f->ack = f->flags & SEG_ACK ? 900 : 0;
}

static bool forge(struct maker *m, uint8_t host, struct action *a)
{
	const struct slot *s = world_focus(&m->now, host);

	if (!s || m->forged == FORGED_MAX || m->now.hosts[host].down)
		return false;
	*a = action_call(host, CALL_NONE);
	a->kind = ACT_INJECT;
	a->forgery.wnd = 64;
	if (slot_state(s) == TCPS_LISTEN)
		forge_listen(m, &a->forgery);
	else if (slot_state(s) == TCPS_SYN_SENT)
		forge_syn_sent(m, &s->tcb, &a->forgery);
	else if (slot_state(s) != TCPS_CLOSED)
		forge_connected(m, &s->tcb, &a->forgery);
	else
		return false;
	return true;
}

/* Lets the next timer expire, but only with nothing in flight: that would come first. */
static bool next_timer(const struct maker *m, struct action *a)
{
	memset(a, 0, sizeof *a);
	a->kind = ACT_WAIT_NEXT;
	return m->now.net.count == 0;
}

/* --- calls --- */

static void say_something(struct maker *m, struct action *a)
{
	static const char *const texts[] = { "hi", "bye", "abcd", "hello", "GET /x" };
	const char *text = texts[dice_roll(&m->dice, sizeof texts / sizeof *texts)];

	a->option = 1;
	a->text_len = (uint16_t)strlen(text);
	a->amount = a->text_len;
	memcpy(a->text, text, a->text_len);
}

static bool make_call(struct maker *m, enum move move, uint8_t host, struct action *a)
{
	static const uint8_t calls[MOVE_COUNT] = {
		[MOVE_CLOSE] = CALL_CLOSE,         [MOVE_SHUT_WR] = CALL_SHUTDOWN,   [MOVE_SHUT_RD] = CALL_SHUTDOWN,
		[MOVE_SEND] = CALL_SEND,           [MOVE_SHUT_RDWR] = CALL_SHUTDOWN, [MOVE_RECV] = CALL_RECV,
		[MOVE_ABORT] = CALL_ABORT,         [MOVE_LINGER] = CALL_LINGER,      [MOVE_DUP] = CALL_DUP,
		[MOVE_EXIT] = CALL_EXIT,           [MOVE_ACCEPT] = CALL_ACCEPT,      [MOVE_CONNECT] = CALL_CONNECT,
		[MOVE_LISTEN] = CALL_LISTEN,       [MOVE_BIND] = CALL_BIND,          [MOVE_CRASH] = CALL_CRASH,
		[MOVE_REUSEADDR] = CALL_REUSEADDR, [MOVE_BOOT] = CALL_BOOT,
	};

	const struct slot *view;

	*a = action_call(host, (enum call_id)calls[move]);
	if (move == MOVE_SHUT_WR || move == MOVE_SHUT_RD || move == MOVE_SHUT_RDWR)
		a->option = move == MOVE_SHUT_WR ? SHUTDOWN_WR : move == MOVE_SHUT_RD ? SHUTDOWN_RD : SHUTDOWN_RDWR;
	if (move == MOVE_SEND)
		say_something(m, a);
	if (move == MOVE_LINGER || move == MOVE_REUSEADDR)
		a->option = 1;
	if (move == MOVE_CONNECT)
		a->amount = host == HOST_CLIENT ? 80 : 90;
	if (move == MOVE_BIND)
		a->amount = 80;
	/* Only the server makes the server's calls. */
	if (move == MOVE_ACCEPT || move == MOVE_LISTEN || move == MOVE_BIND || move == MOVE_REUSEADDR)
		return host == HOST_SERVER;
	/* connect() again on a socket whose first attempt failed: POSIX leaves it open. */
	view = world_focus(&m->now, host);
	return move != MOVE_CONNECT ||
	       (host == HOST_CLIENT && !(view && view->conn && slot_state(view) == TCPS_CLOSED));
}

static bool build(struct maker *m, enum move move, struct action *a)
{
	uint8_t host = (uint8_t)dice_roll(&m->dice, HOSTS);

	if (move <= MOVE_COPY)
		return pick_segment(m, move, a);
	if (move == MOVE_TIMER)
		return next_timer(m, a);
	if (move == MOVE_FORGE)
		return forge(m, host, a);
	return make_call(m, move, host, a);
}

/* --- the walk --- */

/* Returns whether the move only prepares something, so that there is nothing to ask. */
static bool prepares(enum move move)
{
	return move == MOVE_DROP || move == MOVE_COPY || move == MOVE_FORGE || move == MOVE_LINGER ||
	       move == MOVE_DUP || move == MOVE_REUSEADDR || move == MOVE_CRASH || move == MOVE_BOOT;
}

static enum move choose_move(struct maker *m, bool last)
{
	uint32_t all = 0, at;
	int i = 0;

	for (int k = 0; k < MOVE_COUNT; k++)
		all += last && prepares((enum move)k) ? 0 : m->plot->weight[k];
	for (at = dice_roll(&m->dice, all);; i++) {
		uint32_t weight = last && prepares((enum move)i) ? 0 : m->plot->weight[i];

		if (at < weight)
			return (enum move)i;
		at -= weight;
	}
}

/* Returns whether the action is a call that was already made and changes nothing. */
static bool repeats(const struct maker *m, const struct action *a)
{
	if (a->kind != ACT_CALL || a->call == CALL_SEND || a->call == CALL_RECV || a->call == CALL_CLOSE ||
	    a->call == CALL_CONNECT)
		return false;
	for (size_t i = m->told; i < m->used; i++)
		if (action_same(&m->actions[i], a))
			return true;
	return false;
}

static bool step(struct maker *m, bool last)
{
	struct action a;

	for (int tries = 0; tries < TRIES; tries++) {
		enum move move = choose_move(m, last);

		if (!build(m, move, &a) || !maker_try(m, &a) || repeats(m, &a) || (!last && outcome_refused(m)))
			continue;
		if (m->after.net.count > FLIGHTS_MAX)
			continue;
		m->losses += move == MOVE_DROP;
		m->copies += move == MOVE_COPY;
		m->forged += move == MOVE_FORGE;
		if (last)
			m->actions[m->used++] = a;
		else
			go_on(m, &a);
		return true;
	}
	return false;
}

/* Returns the index of a forged segment in flight, which is to be asked about; -1: none. */
static int forged_in_flight(const struct maker *m)
{
	for (uint32_t i = 0; i < m->now.net.count; i++)
		if (m->now.net.flights[i].forged)
			return (int)i;
	return -1;
}

static bool deliver_forged(struct maker *m, int i)
{
	struct action a = action_pick(ACT_DELIVER, m->now.net.flights[i].id);

	if (!maker_try(m, &a))
		return false;
	m->actions[m->used++] = a;
	return true;
}

bool maker_situation(struct maker *m)
{
	uint32_t steps;
	int forged;

	choose_plot(m);
	begin(m);
	steps = m->plot->steps[0] + dice_roll(&m->dice, (uint32_t)(m->plot->steps[1] - m->plot->steps[0]) + 1);
	for (uint32_t i = 0; i < steps; i++)
		if (!step(m, false))
			return false;
	forged = forged_in_flight(m);
	return forged >= 0 ? deliver_forged(m, forged) : step(m, true);
}
