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

static bool test_sent(const struct world *w, const struct predicate *p, const struct slot *slot, struct text *found)
{
	const struct host *h = &w->hosts[p->host];
	const struct segment *s = &h->last_sent;
	bool holds;

	(void)slot;
	if (!h->has_sent) {
		say(found, "nothing");
		return false;
	}
	holds = s->flags == p->flags && (!(p->fields & SENT_SEQ) || s->seq == p->seq) &&
		(!(p->fields & SENT_ACK) || (s->flags & SEG_ACK && s->ack == p->ack)) &&
		(!(p->fields & SENT_WIN) || s->wnd == p->win) && (!(p->fields & SENT_LEN) || s->len == p->len) &&
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

static bool test_returned(const struct world *w, const struct predicate *p, const struct slot *s, struct text *found)
{
	const struct host *h = &w->hosts[p->host];
	const struct result *r = &h->last;
	bool holds;

	(void)s;
	if (!h->has_returned) {
		say(found, "nothing");
		return false;
	}
	if (p->error)
		holds = r->error == p->error;
	else if (p->has_text)
		holds = !r->error && r->call == CALL_RECV && same_text(p, &r->data, r->value);
	else
		holds = !r->error && r->value == p->amount;
	if (!holds && found) {
		if (r->error)
			text_add(found, error_name((enum sock_error)r->error));
		else
			say_octets(found, &r->data, r->value, p->has_text && r->has_text);
	}
	return holds;
}

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

	if (name->subject == SUBJECT_HOST) {
		text_add(t, host_name(p->host));
		if (p->sock)
			text_addf(t, ".%u", (unsigned)p->sock);
		text_add(t, " ");
	}
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
	       a->seq == b->seq && a->ack == b->ack && a->win == b->win && a->len == b->len && a->amount == b->amount &&
	       a->span.count == b->span.count && a->span.unit == b->span.unit && a->text_len == b->text_len &&
	       memcmp(a->text, b->text, a->text_len) == 0;
}
