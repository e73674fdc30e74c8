/* The whole simulation: performs actions, and lets events happen in their
 * order. world_query.c answers questions about a world. */
#include "engine/world.h"

#include <string.h>
#include <strings.h>

#include "base/check.h"
#include "engine/sockets.h"
#include "engine/trace.h"

void world_init(struct world *w, const struct config *config)
{
	memset(w, 0, sizeof *w);
	w->config = *config;
	for (int h = 0; h < HOSTS; h++)
		w->hosts[h].next_port = FIRST_PORT;
}

void world_copy_host(struct world *dst, const struct world *src, uint8_t host)
{
	struct host *to = &dst->hosts[host];
	const struct host *from = &src->hosts[host];
	uint32_t high = to->high;

	memcpy(to, from, offsetof(struct host, slots) + from->high * sizeof from->slots[0]);
	if (high > from->high)
		memset(&to->slots[from->high], 0, (high - from->high) * sizeof to->slots[0]);
}

void world_copy_net(struct world *dst, const struct world *src)
{
	uint32_t count = dst->net.count;

	memcpy(&dst->net, &src->net, offsetof(struct net, flights) + src->net.count * sizeof src->net.flights[0]);
	if (count > src->net.count)
		memset(&dst->net.flights[src->net.count], 0, (count - src->net.count) * sizeof dst->net.flights[0]);
}

void world_copy(struct world *dst, const struct world *src)
{
	dst->now_ms = src->now_ms;
	dst->config = src->config;
	for (uint8_t h = 0; h < HOSTS; h++)
		world_copy_host(dst, src, h);
	world_copy_net(dst, src);
	for (int h = 0; h < HOSTS; h++)
		past_copy(&dst->past[h], &src->past[h]);
}

bool world_identical(const struct world *a, const struct world *b)
{
	return memcmp(a, b, sizeof *a) == 0;
}

const char *world_broken(const struct world *w)
{
	for (uint8_t h = 0; h < HOSTS; h++)
		for (uint32_t i = 0; i < w->hosts[h].high; i++) {
			const struct slot *s = &w->hosts[h].slots[i];
			const char *broken = s->used ? tcb_broken(&s->tcb, &w->config, h) : NULL;

			if (broken)
				return broken;
		}
	return NULL;
}

/* --- what happens next --- */

enum event_kind { EVENT_NONE, EVENT_DEATH, EVENT_ARRIVAL, EVENT_TIMER };

/* The next event that happens without an action. world.h has the order of events
 * at the same time. */
struct event {
	vtime when_ms;
	enum event_kind kind;
	int flight;
	struct slot *slot;
	enum timer_id timer;
	uint8_t host;
};

/* Returns whether a timer of this slot expires before the event found so far. Of timers that
 * expire at one moment the client's come first, since the caller looks at them first; those of
 * one host go by kind, then by the age of the connection. A slot's position does not show the
 * age: slots are reused. */
static bool timer_is_sooner(const struct event *e, vtime when_ms, uint8_t host, enum timer_id timer,
			    const struct slot *s)
{
	if (e->kind == EVENT_NONE || when_ms != e->when_ms)
		return e->kind == EVENT_NONE || when_ms < e->when_ms;
	if (e->kind != EVENT_TIMER || e->host != host)
		return false;
	return timer != e->timer ? timer < e->timer : s->conn < e->slot->conn;
}

static void next_timer_of(const struct world *w, uint8_t host, struct slot *s, struct event *e)
{
	for (int t = 0; t < TMR_COUNT; t++) {
		vtime when = s->tcb.deadline_ms[t];

		if (when == TIMER_OFF)
			continue;
		when = when > w->now_ms ? when : w->now_ms;
		if (timer_is_sooner(e, when, host, (enum timer_id)t, s))
			*e = (struct event){
				.when_ms = when, .kind = EVENT_TIMER, .slot = s, .timer = (enum timer_id)t, .host = host
			};
	}
}

static void next_timer(struct world *w, struct event *e)
{
	for (uint8_t h = 0; h < HOSTS; h++)
		for (uint32_t i = 0; i < w->hosts[h].high; i++)
			if (w->hosts[h].slots[i].used)
				next_timer_of(w, h, &w->hosts[h].slots[i], e);
}

static struct event next_event(struct world *w, bool arrivals)
{
	struct event e = { .kind = EVENT_NONE };
	vtime when;
	int i = net_next_death(&w->net, w->config.msl_ms, &when);

	if (i >= 0)
		e = (struct event){ .when_ms = when > w->now_ms ? when : w->now_ms, .kind = EVENT_DEATH, .flight = i };
	i = arrivals ? net_next(&w->net) : -1;
	if (i >= 0) {
		when = w->net.flights[i].due_ms > w->now_ms ? w->net.flights[i].due_ms : w->now_ms;
		if (e.kind == EVENT_NONE || when < e.when_ms)
			e = (struct event){ .when_ms = when, .kind = EVENT_ARRIVAL, .flight = i };
	}
	next_timer(w, &e);
	return e;
}

bool world_next_ms(const struct world *w, vtime *when_ms)
{
	struct event e = next_event((struct world *)w, true); /* does not change the world */

	*when_ms = e.when_ms;
	return e.kind != EVENT_NONE;
}

/* Ends every event: blocked calls return, unneeded slots are freed, and the rows
 * of the trace are passed on. */
static void settle(struct world *w, struct trace *trace)
{
	for (uint8_t h = 0; h < HOSTS; h++)
		sockets_wake(w, h, trace);
	trace_end(trace, w);
}

/* Returns the number of the host's socket with the newest connection of this pair of ports;
 * 0: there is none, or it was not yet accepted. */
static uint32_t socket_of(const struct world *w, uint8_t host, uint16_t lport, uint16_t rport)
{
	const struct host *h = &w->hosts[host];
	const struct slot *best = NULL;

	for (uint32_t i = 0; i < h->high; i++) {
		const struct slot *s = &h->slots[i];

		if (s->used && s->conn && s->lport == lport && s->rport == rport && (!best || s->conn > best->conn))
			best = s;
	}
	return best ? best->number : 0;
}

static void lose(struct world *w, int index, enum loss loss, struct trace *trace)
{
	struct flight f = w->net.flights[index];
	struct row *row = trace_begin(trace, ROW_LOSE, f.segment.from, w->now_ms);

	if (row) {
		row->has_segment = 1;
		row->id = f.id;
		row->segment = f.segment;
		row->loss = (uint8_t)loss;
		row->socket = f.forged ? 0 : socket_of(w, f.segment.from, f.segment.sport, f.segment.dport);
		if (loss == LOSS_OLD_AGE)
			trace_cite(trace, RULE_OLD_AGE);
	}
	net_remove(&w->net, index);
	settle(w, trace);
}

static void arrive(struct world *w, int index, struct trace *trace)
{
	struct flight f = w->net.flights[index];
	uint8_t host = host_other(f.segment.from);
	struct row *row;

	if (w->hosts[host].down) {
		lose(w, index, LOSS_HOST_DOWN, trace);
		return;
	}
	row = trace_begin(trace, ROW_ARRIVE, host, w->now_ms);
	if (row) {
		row->has_segment = 1;
		row->id = f.id;
		row->segment = f.segment;
		row->socket = socket_of(w, host, f.segment.dport, f.segment.sport);
	}
	net_remove(&w->net, index);
	host_arrive(w, host, &f.segment, trace);
	settle(w, trace);
}

static void expire(struct world *w, uint8_t host, struct slot *s, enum timer_id timer, struct trace *trace)
{
	struct row *row = trace_begin(trace, ROW_TIMER, host, w->now_ms);
	struct tcp_at at = slot_at(w, host, s, trace);

	if (row) {
		row->timer = (uint8_t)timer;
		row->socket = s->number;
	}
	if (timer == TMR_LINGER)
		sockets_linger_over(w, host, s, trace);
	else
		tcp_timeout(&at, timer);
	settle(w, trace);
}

static void happen(struct world *w, const struct event *e, struct trace *trace)
{
	w->now_ms = e->when_ms;
	switch (e->kind) {
	case EVENT_DEATH:
		lose(w, e->flight, LOSS_OLD_AGE, trace);
		break;
	case EVENT_ARRIVAL:
		arrive(w, e->flight, trace);
		break;
	case EVENT_TIMER:
		expire(w, e->host, e->slot, e->timer, trace);
		break;
	case EVENT_NONE:
		break;
	}
}

/* How many events one action has caused: in all, and at the present instant. */
struct events {
	uint32_t all, instant;
};

/* Lets an event happen, unless that is one too many. Forged segments can make two
 * ends answer each other for ever, at one instant if segments take no time.
 * Returns REFUSED_NOT, or which limit was reached. */
static enum refusal happen_bounded(struct world *w, const struct event *e, struct events *n, struct trace *trace)
{
	if (e->when_ms > w->now_ms)
		n->instant = 0;
	if (++n->instant > INSTANT_MAX)
		return REFUSED_INSTANT;
	if (++n->all > EVENTS_MAX)
		return REFUSED_EVENTS;
	happen(w, e, trace);
	return REFUSED_NOT;
}

/* --- actions on segments --- */

static enum refusal deliver(struct world *w, const struct action *action, struct trace *trace)
{
	int i = net_pick(&w->net, (enum pick_kind)action->pick, action->id, false, false);
	struct events n = { 0, 0 };
	enum refusal r;
	uint32_t id;
	vtime when;

	if (i < 0)
		return REFUSED_NO_SEGMENT;
	id = w->net.flights[i].id;
	when = w->net.flights[i].due_ms > w->now_ms ? w->net.flights[i].due_ms : w->now_ms;
	if (when > CLOCK_MAX)
		return REFUSED_CLOCK;
	for (;;) {
		struct event e = next_event(w, false);

		if (e.kind == EVENT_NONE || e.when_ms > when || (e.kind == EVENT_TIMER && e.when_ms == when))
			break;
		r = happen_bounded(w, &e, &n, trace);
		if (r != REFUSED_NOT)
			return r;
	}
	w->now_ms = when;
	i = net_find(&w->net, id);
	if (i >= 0) /* it may have been discarded meanwhile, older than the MSL */
		arrive(w, i, trace);
	return REFUSED_NOT;
}

static enum refusal drop(struct world *w, const struct action *action, struct trace *trace)
{
	int i = net_pick(&w->net, (enum pick_kind)action->pick, action->id, action->pick == PICK_LAST, false);

	if (i < 0)
		return REFUSED_NO_SEGMENT;
	lose(w, i, LOSS_DROPPED, trace);
	return REFUSED_NOT;
}

static void forge_row(struct world *w, const struct flight *f, uint32_t of, struct trace *trace)
{
	struct row *row = trace_begin(trace, ROW_FORGE, f->segment.from, w->now_ms);

	if (row) {
		row->has_segment = 1;
		row->id = f->id;
		row->of = of;
		row->segment = f->segment;
	}
	settle(w, trace);
}

static enum refusal duplicate(struct world *w, const struct action *action, struct trace *trace)
{
	int i = net_pick(&w->net, (enum pick_kind)action->pick, action->id, action->pick == PICK_LAST, false);
	struct flight *copy;

	if (i < 0)
		return REFUSED_NO_SEGMENT;
	copy = net_put(&w->net, &w->net.flights[i].segment, 0, 0);
	if (!copy)
		return REFUSED_WIRE_FULL;
	copy->sent_ms = w->net.flights[i].sent_ms;
	copy->due_ms = w->net.flights[i].due_ms;
	copy->held = w->net.flights[i].held;
	copy->forged = w->net.flights[i].forged;
	copy->copy = 1;
	forge_row(w, copy, w->net.flights[i].id, trace);
	return REFUSED_NOT;
}

static enum refusal hold(struct world *w, const struct action *action)
{
	bool release = action->kind == ACT_RELEASE;
	int i = net_pick(&w->net, (enum pick_kind)action->pick, action->id, false, release);

	if (i < 0)
		return release ? REFUSED_NOT_HELD : REFUSED_NO_SEGMENT;
	if (release && !w->net.flights[i].held)
		return REFUSED_NOT_HELD;
	w->net.flights[i].held = !release;
	if (release && w->net.flights[i].due_ms < w->now_ms)
		w->net.flights[i].due_ms = w->now_ms;
	return REFUSED_NOT;
}

static enum refusal inject(struct world *w, const struct action *action, struct trace *trace)
{
	const struct slot *focus = world_focus(w, action->host);
	const struct slot *far = world_focus(w, host_other(action->host));
	struct segment s;
	struct flight *f;

	memset(&s, 0, sizeof s);
	s.from = host_other(action->host);
	s.seq = action->forgery.seq;
	s.ack = action->forgery.flags & SEG_ACK ? action->forgery.ack : 0;
	s.flags = action->forgery.flags;
	s.wnd = action->forgery.wnd;
	s.len = action->forgery.len;
	octets_put(&s.data, 0, action->forgery.has_text ? action->text : NULL, s.len);
	s.dport = action->forgery.to_port;
	s.sport = action->forgery.from_port;
	if (s.dport == 0 && focus)
		s.dport = focus->lport;
	if (s.sport == 0 && focus)
		s.sport = focus->rport;
	/* There is no connection in focus: the other host's port, or the first that it would pick. */
	if (s.sport == 0)
		s.sport = far && far->lport ? far->lport : FIRST_PORT;
	f = net_put(&w->net, &s, w->now_ms, w->config.delay_ms);
	if (!f)
		return REFUSED_WIRE_FULL;
	f->forged = 1;
	forge_row(w, f, 0, trace);
	return REFUSED_NOT;
}

static enum refusal observe(struct world *w, const struct action *action, struct trace *trace)
{
	const struct forgery *f = &action->forgery;
	struct segment s;

	if (w->hosts[action->host].down)
		return REFUSED_DOWN;
	if (!net_has_room(&w->net))
		return REFUSED_WIRE_FULL;
	memset(&s, 0, sizeof s);
	s.from = action->host;
	s.seq = f->seq;
	s.ack = f->flags & SEG_ACK ? f->ack : 0;
	s.flags = f->flags;
	s.wnd = f->wnd;
	s.len = f->len;
	s.has_times = f->has_times;
	s.tsval = f->tsval;
	s.tsecr = f->tsecr;
	octets_put(&s.data, 0, f->has_text ? action->text : NULL, s.len);
	host_observe(w, action->host, &s, trace);
	settle(w, trace);
	return REFUSED_NOT;
}

static enum refusal retransmit(struct world *w, const struct action *action, struct trace *trace)
{
	struct slot *s = (struct slot *)(action->sock ? world_socket(w, action->host, action->sock)
						      : world_focus(w, action->host));

	if (w->hosts[action->host].down)
		return REFUSED_DOWN;
	if (!s || !s->conn || slot_state(s) == TCPS_CLOSED || s->tcb.deadline_ms[TMR_RTO] == TIMER_OFF)
		return REFUSED_NOTHING_UNACKED;
	expire(w, action->host, s, TMR_RTO, trace);
	return REFUSED_NOT;
}

/* --- the clock --- */

static enum refusal wait_span(struct world *w, vtime span_ms, struct trace *trace)
{
	vtime until = w->now_ms + span_ms;
	struct events n = { 0, 0 };
	enum refusal r;

	if (span_ms > CLOCK_MAX || until > CLOCK_MAX)
		return REFUSED_CLOCK;
	for (;;) {
		struct event e = next_event(w, true);

		if (e.kind == EVENT_NONE || e.when_ms > until)
			break;
		r = happen_bounded(w, &e, &n, trace);
		if (r != REFUSED_NOT)
			return r;
	}
	w->now_ms = until;
	return REFUSED_NOT;
}

/* Returns whether an arrival or a timer is ahead. Segments that grow too old do
 * not count. */
static bool something_next(const struct world *w)
{
	vtime when;

	if (net_next(&w->net) >= 0)
		return true;
	for (uint8_t h = 0; h < HOSTS; h++)
		for (uint32_t i = 0; i < w->hosts[h].high; i++)
			for (int t = 0; t < TMR_COUNT; t++)
				if (w->hosts[h].slots[i].used &&
				    slot_timer_left(w, &w->hosts[h].slots[i], (enum timer_id)t, &when))
					return true;
	return false;
}

static enum refusal wait_next(struct world *w, struct trace *trace)
{
	if (!something_next(w))
		return REFUSED_NOTHING_NEXT;
	for (;;) {
		struct event e = next_event(w, true);

		if (e.kind == EVENT_NONE)
			return REFUSED_NOT; /* the segment that was next grew older than the MSL */
		if (e.when_ms > CLOCK_MAX)
			return REFUSED_CLOCK;
		happen(w, &e, trace);
		if (e.kind != EVENT_DEATH)
			return REFUSED_NOT;
	}
}

static bool idle(const struct world *w)
{
	if (net_next(&w->net) >= 0)
		return false;
	for (uint8_t h = 0; h < HOSTS; h++)
		for (uint32_t i = 0; i < w->hosts[h].high; i++)
			if (w->hosts[h].slots[i].used && w->hosts[h].slots[i].tcb.deadline_ms[TMR_RTO] != TIMER_OFF)
				return false;
	return true;
}

static enum refusal wait_idle(struct world *w, struct trace *trace)
{
	struct events n = { 0, 0 };

	while (!idle(w)) {
		struct event e = next_event(w, true);
		enum refusal r = e.when_ms > CLOCK_MAX ? REFUSED_CLOCK : happen_bounded(w, &e, &n, trace);

		if (r != REFUSED_NOT)
			return r;
	}
	return REFUSED_NOT;
}

/* --- performing an action --- */

static enum refusal apply_call(struct world *w, const struct action *action, struct trace *trace)
{
	enum refusal r = sockets_call(w, action, trace);

	if (r == REFUSED_NOT)
		settle(w, trace);
	return r;
}

enum refusal world_apply(struct world *w, const struct action *action, struct trace *trace)
{
	switch ((enum act_kind)action->kind) {
	case ACT_CALL:
		return apply_call(w, action, trace);
	case ACT_DELIVER:
		return deliver(w, action, trace);
	case ACT_DROP:
		return drop(w, action, trace);
	case ACT_DUP:
		return duplicate(w, action, trace);
	case ACT_HOLD:
	case ACT_RELEASE:
		return hold(w, action);
	case ACT_INJECT:
		return inject(w, action, trace);
	case ACT_OBSERVE:
		return observe(w, action, trace);
	case ACT_RETRANSMIT:
		return retransmit(w, action, trace);
	case ACT_WAIT:
		return wait_span(w, duration_ms(action->span, w->config.msl_ms), trace);
	case ACT_WAIT_NEXT:
		return wait_next(w, trace);
	case ACT_WAIT_IDLE:
		return wait_idle(w, trace);
	case ACT_COUNT:
		break;
	}
	CHECK(false);
}

enum refusal world_would(const struct world *w, const struct action *action, enum sock_error *error)
{
	struct world copy;
	enum refusal r;

	memset(&copy, 0, sizeof copy);
	world_copy(&copy, w);
	copy.hosts[action->host].has_returned = 0;
	r = world_apply(&copy, action, NULL);
	*error = ERR_NONE;
	if (r == REFUSED_NOT && action->kind == ACT_CALL && copy.hosts[action->host].has_returned)
		*error = (enum sock_error)copy.hosts[action->host].last.error;
	return r;
}
