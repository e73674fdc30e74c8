/* Tests and writes predicates. They are read by predicate_parse.c. */
#include "language/predicate.h"

#include <string.h>

#include "language/format.h"
#include "language/names.h"

static void say(struct text *found, const char *s)
{
	if (found)
		text_add(found, s);
}

/* Returns the slot that a predicate is about, NULL if it is gone or was never
 * there; *known is false for a number that this host has never given. */
static const struct slot *subject(const struct world *w, const struct predicate *p, bool *known)
{
	*known = p->sock == 0 || p->sock <= w->hosts[p->host].sockets;
	return p->sock ? world_socket(w, p->host, p->sock) : world_focus(w, p->host);
}

/* Returns the segment that the host, or the socket that is named, sent last. */
static const struct segment *sent_last(const struct world *w, const struct predicate *p)
{
	const struct past_sent *of_socket = p->sock ? past_find_sent(&w->past[p->host], p->sock) : NULL;

	if (p->sock)
		return of_socket ? &of_socket->segment : NULL;
	return w->hosts[p->host].has_sent ? &w->hosts[p->host].last_sent : NULL;
}

static bool test_sent(const struct world *w, const struct predicate *p, const struct slot *slot, struct text *found)
{
	const struct segment *s = sent_last(w, p);
	bool holds;

	(void)slot;
	if (!s) {
		say(found, "nothing");
		return false;
	}
	holds = s->flags == p->flags && (!(p->fields & SENT_SEQ) || s->seq == p->seq) &&
		(!(p->fields & SENT_ACK) || (s->flags & SEG_ACK && s->ack == p->ack)) &&
		(!(p->fields & SENT_WIN) || s->wnd == p->win) && (!(p->fields & SENT_LEN) || s->len == p->len) &&
		(!(p->fields & SENT_TSVAL) || (s->has_times && s->tsval == p->tsval)) &&
		(!(p->fields & SENT_TSECR) || (s->has_times && s->tsecr == p->tsecr)) &&
		(!(p->fields & SENT_TEXT) || (s->len == p->text_len && octets_all_known(&s->data, s->len) &&
					      memcmp(s->data.text, p->text, p->text_len) == 0));
	if (!holds && found) {
		format_segment(found, s);
		if (p->fields & SENT_TEXT && s->len && octets_all_known(&s->data, s->len)) {
			text_add(found, " ");
			text_add_quoted(found, s->data.text, s->len);
		}
	}
	return holds;
}

static bool same_text(const struct predicate *p, const struct octets *o, uint32_t n)
{
	return n == p->text_len && octets_all_known(o, n) && memcmp(o->text, p->text, n) == 0;
}

static void say_octets(struct text *found, const struct octets *o, uint32_t n, bool as_text)
{
	if (!found)
		return;
	if (as_text && n && octets_all_known(o, n))
		text_add_quoted(found, o->text, n);
	else
		text_addf(found, "%u", (unsigned)n);
}

/* What a call returned. */
struct outcome {
	const struct octets *text; /* of recv, if it is known; else NULL */
	uint32_t value;
	enum sock_error error;
	bool is_recv;
};

static bool test_outcome(const struct outcome *r, const struct predicate *p, struct text *found)
{
	bool holds;

	if (p->error)
		holds = r->error == p->error;
	else if (p->has_text)
		holds = !r->error && r->is_recv &&
			(r->text ? same_text(p, r->text, r->value) : p->text_len == 0 && r->value == 0);
	else
		holds = !r->error && r->value == p->amount;
	if (!holds && found) {
		if (r->error)
			text_add(found, error_name(r->error));
		else if (r->text)
			say_octets(found, r->text, r->value, p->has_text);
		else
			text_addf(found, "%u", (unsigned)r->value);
	}
	return holds;
}

/* Returns the result that a predicate looks at, NULL if there is none. */
static const struct past_return *returned_last(const struct world *w, const struct predicate *p)
{
	bool any = p->kind == PRED_RETURNED;

	return past_find_return(&w->past[p->host], p->sock, any ? CALL_NONE : p->call);
}

static bool test_returned(const struct world *w, const struct predicate *p, const struct slot *s, struct text *found)
{
	const struct past_return *r = returned_last(w, p);
	struct outcome o;

	(void)s;
	if (!r) {
		say(found, "nothing");
		return false;
	}
	o = (struct outcome){ .value = r->value, .error = (enum sock_error)r->error, .is_recv = r->call == CALL_RECV };
	o.text = o.is_recv && !o.error ? past_find_text(&w->past[p->host], r->sock) : NULL;
	return test_outcome(&o, p, found);
}

#define test_call_returned test_returned

static bool test_blocked(const struct world *w, const struct predicate *p, const struct slot *s, struct text *found)
{
	const struct host *h = &w->hosts[p->host];
	uint16_t blocked = 0;

	if (p->sock)
		blocked = s ? s->blocked : 0;
	else
		for (uint32_t i = 0; i < h->high; i++)
			blocked |= h->slots[i].blocked;
	if (p->call == CALL_NONE ? blocked == 0 : (blocked >> p->call & 1) != 0)
		return true;
	if (blocked == 0)
		say(found, "nothing");
	for (int c = 0, n = 0; c < CALL_COUNT; c++)
		if (blocked >> c & 1) {
			say(found, n++ ? ", " : "");
			say(found, call_name((enum call_id)c));
		}
	return false;
}

static bool test_timer(const struct world *w, const struct predicate *p, const struct slot *s, struct text *found)
{
	vtime left = 0;
	bool on = s && slot_timer_left(w, s, (enum timer_id)p->timer, &left);

	if (p->off ? !on : on && (!p->has_amount || left == duration_ms(p->span, w->config.msl_ms)))
		return true;
	if (!on)
		say(found, "off");
	else if (found)
		format_span(found, left);
	return false;
}

static bool test_number(uint64_t is, uint64_t wanted, struct text *found)
{
	if (is != wanted && found)
		text_addf(found, "%llu", (unsigned long long)is);
	return is == wanted;
}

static bool test_state(const struct world *w, const struct predicate *p, const struct slot *s, struct text *found)
{
	enum tcp_state state = s ? slot_state(s) : TCPS_CLOSED;

	(void)w;
	if (state != p->state)
		say(found, state_name(state));
	return state == p->state;
}

static bool test_send_buffer(const struct world *w, const struct predicate *p, const struct slot *s, struct text *found)
{
	(void)w;
	return test_number(s ? s->tcb.snd_len : 0, p->amount, found);
}

static bool test_recv_buffer(const struct world *w, const struct predicate *p, const struct slot *s, struct text *found)
{
	(void)w;
	if (!p->has_text)
		return test_number(s ? s->tcb.rcv_len : 0, p->amount, found);
	if (s ? same_text(p, &s->tcb.rcv, s->tcb.rcv_len) : p->text_len == 0)
		return true;
	if (s)
		say_octets(found, &s->tcb.rcv, s->tcb.rcv_len, true);
	else
		say(found, "0");
	return false;
}

static bool test_can(bool can, const struct predicate *p, struct text *found)
{
	if (can == !p->off)
		return true;
	say(found, predicate_names[p->kind].name);
	say(found, can ? "" : " no");
	return false;
}

static bool test_can_send(const struct world *w, const struct predicate *p, const struct slot *s, struct text *found)
{
	(void)w;
	return test_can(s && tcb_can_send(&s->tcb), p, found);
}

static bool test_can_receive(const struct world *w, const struct predicate *p, const struct slot *s, struct text *found)
{
	(void)w;
	return test_can(s && tcb_can_receive(&s->tcb), p, found);
}

static bool test_listening(const struct world *w, const struct predicate *p, const struct slot *s, struct text *found)
{
	bool listening = world_listener_on(w, p->host, (uint16_t)p->amount);

	(void)s;
	if (listening != p->off)
		return true;
	if (found)
		text_addf(found, "listening %u%s", (unsigned)p->amount, listening ? "" : " no");
	return false;
}

static bool test_queue(const struct slot *listener, uint32_t n, const struct predicate *p, struct text *found)
{
	if (listener)
		return test_number(n, p->amount, found);
	say(found, "no listener");
	return false;
}

static bool test_syn_queue(const struct world *w, const struct predicate *p, const struct slot *s, struct text *found)
{
	const struct slot *listener = world_listener(w, p->host, p->sock);

	(void)s;
	return test_queue(listener, listener ? world_syn_queue(w, p->host, listener) : 0, p, found);
}

static bool test_accept_queue(const struct world *w, const struct predicate *p, const struct slot *s,
			      struct text *found)
{
	const struct slot *listener = world_listener(w, p->host, p->sock);

	(void)s;
	return test_queue(listener, listener ? world_accept_queue(w, p->host, listener) : 0, p, found);
}

static bool test_flight(const struct world *w, const struct predicate *p, const struct slot *s, struct text *found)
{
	(void)s;
	return test_number(w->net.count, p->amount, found);
}

static bool test_time(const struct world *w, const struct predicate *p, const struct slot *s, struct text *found)
{
	(void)s;
	if (w->now_ms == duration_ms(p->span, w->config.msl_ms))
		return true;
	if (found)
		format_span(found, w->now_ms);
	return false;
}

static bool (*const tests[PRED_COUNT])(const struct world *, const struct predicate *, const struct slot *,
				       struct text *) = {
#define PREDICATE(id, name, subject, test, argument, form, en, ko) [PRED_##id] = test_##test,
#include "language/verbs.def"
};

enum pred_verdict predicate_test(const struct world *w, const struct predicate *p, struct text *found)
{
	bool known;
	const struct slot *s = subject(w, p, &known);

	if (!known)
		return PRED_NO_SOCKET;
	return tests[p->kind](w, p, s, found) ? PRED_HOLDS : PRED_FAILS;
}

/* Returns the number of a slot's socket; *waits: it has none yet. */
static uint32_t number_of(const struct slot *s, bool *waits)
{
	*waits = s && s->number == 0;
	return s ? s->number : 0;
}

uint32_t predicate_socket(const struct world *w, const struct predicate *p, bool *waits)
{
	const struct past_sent *sent;
	const struct past_return *returned;

	*waits = false;
	switch ((enum pred_kind)p->kind) {
	case PRED_SENT:
		sent = past_find_sent(&w->past[p->host], p->sock);
		if (!sent || sent->id != w->hosts[p->host].sent_id)
			return p->sock;
		*waits = sent->sock == 0;
		return sent->sock;
	case PRED_RETURNED:
	case PRED_CALL_RETURNED:
		returned = returned_last(w, p);
		return returned ? returned->sock : p->sock;
	case PRED_SYN_QUEUE:
	case PRED_ACCEPT_QUEUE:
		return number_of(world_listener(w, p->host, p->sock), waits);
	case PRED_STATE:
	case PRED_TIMER:
	case PRED_SEND_BUFFER:
	case PRED_RECV_BUFFER:
	case PRED_CAN_SEND:
	case PRED_CAN_RECEIVE:
		return number_of(p->sock ? world_socket(w, p->host, p->sock) : world_focus(w, p->host), waits);
	case PRED_BLOCKED:
	case PRED_LISTENING:
	case PRED_FLIGHT:
	case PRED_TIME:
	case PRED_COUNT:
		break;
	}
	return p->sock;
}

static void write_sent(struct text *t, const struct predicate *p)
{
	text_add(t, segment_flags_name(p->flags));
	if (p->fields & SENT_SEQ)
		text_addf(t, " seq=%u", (unsigned)p->seq);
	if (p->fields & SENT_ACK)
		text_addf(t, " ack=%u", (unsigned)p->ack);
	if (p->fields & SENT_WIN)
		text_addf(t, " win=%u", (unsigned)p->win);
	if (p->fields & SENT_LEN)
		text_addf(t, " len=%u", (unsigned)p->len);
	if (p->fields & SENT_TEXT) {
		text_add(t, " ");
		text_add_quoted(t, p->text, p->text_len);
	}
	if (p->fields & SENT_TSVAL)
		text_addf(t, " tsval=%u", (unsigned)p->tsval);
	if (p->fields & SENT_TSECR)
		text_addf(t, " tsecr=%u", (unsigned)p->tsecr);
}

static void write_data(struct text *t, const struct predicate *p)
{
	if (p->has_text)
		text_add_quoted(t, p->text, p->text_len);
	else
		text_addf(t, "%u", (unsigned)p->amount);
}

static void write_octets(struct text *t, const struct predicate *p)
{
	write_data(t, p);
}

static void write_segments(struct text *t, const struct predicate *p)
{
	write_data(t, p);
}

static void write_connections(struct text *t, const struct predicate *p)
{
	write_data(t, p);
}

static void write_listening(struct text *t, const struct predicate *p)
{
	text_addf(t, "%u%s", (unsigned)p->amount, p->off ? " no" : "");
}

static void write_state(struct text *t, const struct predicate *p)
{
	text_add(t, state_name((enum tcp_state)p->state));
}

static void write_returned(struct text *t, const struct predicate *p)
{
	if (p->error)
		text_add(t, error_name((enum sock_error)p->error));
	else
		write_data(t, p);
}

static void write_call(struct text *t, const struct predicate *p)
{
	text_add(t, p->call == CALL_NONE ? "nothing" : call_name((enum call_id)p->call));
}

static void write_timer(struct text *t, const struct predicate *p)
{
	if (p->off)
		text_add(t, "off");
	else if (p->has_amount)
		duration_write(t, p->span);
	else
		text_add(t, "running");
}

static void write_can(struct text *t, const struct predicate *p)
{
	text_addf(t, "%s%s", predicate_names[p->kind].name, p->off ? " no" : "");
}

static void write_moment(struct text *t, const struct predicate *p)
{
	duration_write(t, p->span);
}

static const struct {
	void (*write)(struct text *, const struct predicate *);
} values[PRED_COUNT] = {
#define PREDICATE(id, name, subject, test, argument, form, en, ko) [PRED_##id] = { write_##argument },
#include "language/verbs.def"
};

void predicate_write_value(struct text *t, const struct predicate *p)
{
	values[p->kind].write(t, p);
}

void predicate_write(struct text *t, const struct predicate *p)
{
	const struct predicate_name *name = &predicate_names[p->kind];

	if (names_of_host(name->subject)) {
		text_add(t, host_name(p->host));
		if (p->sock)
			text_addf(t, ".%u", (unsigned)p->sock);
		text_add(t, " ");
	}
	if (name->subject == SUBJECT_CALL)
		text_addf(t, "%s ", call_name((enum call_id)p->call));
	if (name->name[0] && values[p->kind].write != write_can)
		text_addf(t, "%s ", name->name);
	if (p->kind == PRED_TIMER) {
		text_add(t, timer_name((enum timer_id)p->timer));
		if (!p->off && !p->has_amount)
			return;
		text_add(t, " ");
	}
	predicate_write_value(t, p);
}

bool predicate_same(const struct predicate *a, const struct predicate *b)
{
	return a->kind == b->kind && a->host == b->host && a->state == b->state && a->flags == b->flags &&
	       a->fields == b->fields && a->call == b->call && a->error == b->error && a->timer == b->timer &&
	       a->off == b->off && a->has_amount == b->has_amount && a->has_text == b->has_text && a->sock == b->sock &&
	       a->seq == b->seq && a->ack == b->ack && a->win == b->win && a->len == b->len && a->tsval == b->tsval &&
	       a->tsecr == b->tsecr && a->amount == b->amount && a->span.count == b->span.count &&
	       a->span.unit == b->span.unit && a->text_len == b->text_len && memcmp(a->text, b->text, a->text_len) == 0;
}
