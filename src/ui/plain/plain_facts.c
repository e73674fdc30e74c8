/* Describes the present world; plain_tell describes steps. Called by plain*.c. */
#include "ui/plain/plain_facts.h"

#include <stdarg.h>
#include <string.h>

#include "base/mem.h"
#include "engine/seq.h"
#include "ui/app/focus.h"
#include "ui/plain/plain_text.h"
#include "ui/tell/story.h"

void facts_free(struct facts *f)
{
	mem_free(f->at);
	*f = (struct facts){ 0 };
}

/* Adds a fact with its name; the caller adds its value. */
static struct fact *add(struct facts *f, enum lang lang, enum message name, ...)
{
	struct fact *fact;
	va_list args;

	f->at = mem_grow(f->at, f->used, &f->size, sizeof *f->at);
	fact = &f->at[f->used++];
	*fact = (struct fact){ 0 };
	va_start(args, name);
	vsnprintf(fact->name, sizeof fact->name, message(name, lang), args);
	va_end(args);
	return fact;
}

static struct text value_of(struct fact *fact)
{
	return text_over(fact->value, sizeof fact->value);
}

/* Adds the octets that are known, quoted: all of them, or how they start. */
static void add_octets(struct text *t, const struct octets *octets, uint32_t n, enum lang lang)
{
	char known[KEPT_MAX * 4 + 8];
	struct text k = text_over(known, sizeof known);
	uint32_t run = 0;

	while (run < n && run < KEPT_MAX && (octets->known >> run & 1) != 0)
		run++;
	if (run == 0)
		return;
	text_add_quoted(&k, octets->text, run);
	text_add(t, ", ");
	text_addf(t, run < n ? message(MSG_PLAIN_BEGINS_WITH, lang) : "%s", known);
}

static const char *flags_of(const struct segment *g, enum lang lang)
{
	return g->flags == 0 ? message(MSG_PLAIN_NO_FLAGS, lang) : segment_flags_name(g->flags);
}

/* --- one connection --- */

/* Adds which connection is in focus, where there are several. */
static void add_which(struct text *t, const struct app *a, const struct host *h, const struct slot *view)
{
	size_t live = 0;

	for (uint32_t i = 0; i < h->high; i++)
		live += h->slots[i].used && !h->slots[i].gone && slot_state(&h->slots[i]) != TCPS_CLOSED;
	if (live < 2 || !view)
		return;
	text_add(t, ", ");
	story_socket(t, view, a->view.lang);
}

static void add_state(struct facts *f, const struct app *a, uint8_t host)
{
	const struct world *w = session_world(a->player.session);
	struct fact *fact = add(f, a->view.lang, MSG_PLAIN_NAME_STATE, host_name(host));
	struct text t = value_of(fact);

	text_add(&t, state_name(focus_state(&a->view, host)));
	add_which(&t, a, &w->hosts[host], focus_slot(&a->view, host));
	if (w->hosts[host].down)
		text_addf(&t, ", %s", message(MSG_HOST_DOWN, a->view.lang));
}

static void add_calls(struct facts *f, const struct app *a, uint8_t host)
{
	char calls[80];
	struct text c = text_over(calls, sizeof calls);
	struct fact *fact;
	struct text t;

	if (!story_waiting(&c, a->player.session, host))
		return;
	fact = add(f, a->view.lang, MSG_PLAIN_NAME_WAITS, host_name(host));
	t = value_of(fact);
	text_add(&t, calls);
	fact->end = END_TOLD;
}

/* Adds `5 of 64 octets, "GET /"`; the caller adds what its end is. */
static struct text add_buffer(struct facts *f, const struct app *a, enum message name, uint8_t host,
			      const struct octets *octets, uint32_t held)
{
	struct fact *fact = add(f, a->view.lang, name, host_name(host));
	struct text t = value_of(fact);

	if (config_observed(&session_world(a->player.session)->config, host))
		text_addf(&t, message(MSG_PLAIN_OCTETS_SEEN, a->view.lang), held);
	else
		text_addf(&t, message(MSG_PLAIN_OCTETS, a->view.lang), held,
			  session_config(a->player.session)->buffer[host]);
	add_octets(&t, octets, held, a->view.lang);
	fact->end = END_TOLD;
	return t;
}

static void add_buffers(struct facts *f, const struct app *a, uint8_t host)
{
	const struct slot *s = focus_slot(&a->view, host);
	uint32_t size = session_config(a->player.session)->buffer[host];
	enum lang lang = a->view.lang;
	const struct tcb *k;
	struct text t;
	bool closed, open;

	if (!s || s->conn == 0)
		return;
	k = &s->tcb;
	closed = slot_state(s) == TCPS_CLOSED;
	open = tcb_can_send(k);
	if (closed && k->rcv_len == 0 && k->snd_len == 0)
		return;
	t = add_buffer(f, a, MSG_PLAIN_NAME_SEND, host, &k->snd, k->snd_len);
	if (tcb_sent_octets(k) > 0)
		text_addf(&t, message(MSG_PLAIN_SENT, lang), tcb_sent_octets(k));
	if (!closed)
		text_addf(&t, ", %s",
			  message(open && k->snd_len >= size ? MSG_VALVE_FULL
				  : open                     ? MSG_VALVE_OPEN
							     : MSG_VALVE_SHUT,
				  lang));
	if (!closed && k->fin_wanted != 0 && k->fin_acked == 0)
		text_add(&t, message(MSG_PLAIN_FIN_BEHIND, lang));
	t = add_buffer(f, a, MSG_PLAIN_NAME_RECEIVE, host, &k->rcv, k->rcv_len);
	if (k->shut_rd != 0)
		text_addf(&t, ", %s", message(MSG_VALVE_SHUT, lang));
	else if (k->peer_fin_done != 0)
		text_add(&t, message(MSG_PLAIN_END_BEHIND, lang));
	else if (!closed && k->closed != 0) /* nobody can read any more */
		text_addf(&t, ", %s", message(MSG_VALVE_SHUT, lang));
	else if (!closed)
		text_addf(&t, ", %s", message(k->rcv_len >= size ? MSG_VALVE_FULL : MSG_VALVE_OPEN, lang));
}

static void add_timers(struct facts *f, const struct app *a, uint8_t host)
{
	const struct world *w = session_world(a->player.session);
	const struct slot *s = focus_slot(&a->view, host);

	for (int timer = 0; s && timer < TMR_COUNT; timer++) {
		vtime left;
		char span[48];
		struct text t = text_over(span, sizeof span);
		struct fact *fact;
		struct text v;

		if (!slot_timer_left(w, s, (enum timer_id)timer, &left))
			continue;
		plain_span(&t, left, a->view.lang);
		fact = add(f, a->view.lang, MSG_PLAIN_NAME_TIMER, host_name(host),
			   story_timer((enum timer_id)timer, a->view.lang));
		v = value_of(fact);
		text_addf(&v, message(MSG_PLAIN_LEFT, a->view.lang), span);
		fact->until = w->now_ms + left;
		fact->end = END_TOLD;
	}
}

static void add_variables(struct facts *f, const struct app *a, uint8_t host)
{
	const struct slot *s = focus_slot(&a->view, host);
	char rto[48];
	struct text r = text_over(rto, sizeof rto), t;
	const struct tcb *k;

	if (!s || s->conn == 0)
		return;
	k = &s->tcb;
	const struct {
		const char *name;
		uint32_t value;
	} numbers[] = { { "SND.UNA", k->snd_una }, { "SND.NXT", k->snd_nxt }, { "SND.WND", k->snd_wnd },
			{ "RCV.NXT", k->rcv_nxt }, { "RCV.WND", k->rcv_wnd }, { "ISS", k->iss },
			{ "IRS", k->irs } };
	for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
		t = value_of(add(f, a->view.lang, MSG_PLAIN_NAME_VARIABLE, host_name(host), numbers[i].name));
		text_addf(&t, "%u", numbers[i].value);
	}
	plain_span(&r, k->rto_ms, a->view.lang);
	t = value_of(add(f, a->view.lang, MSG_PLAIN_NAME_VARIABLE, host_name(host), "RTO"));
	text_add(&t, rto);
	t = value_of(add(f, a->view.lang, MSG_PLAIN_NAME_RESENT, host_name(host)));
	text_addf(&t, "%u", (unsigned)k->rtx_count);
}

/* --- sockets --- */

static void port_text(struct text *t, uint16_t port, enum lang lang)
{
	if (port == 0)
		text_add(t, message(MSG_PLAIN_NO_PORT, lang));
	else
		text_addf(t, "%u", port);
}

static uint32_t children_ready(const struct host *h, const struct slot *s)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < h->high; i++)
		n += h->slots[i].used && h->slots[i].parent == s->number && h->slots[i].ready != 0;
	return n;
}

/* Adds the sockets other than the one in focus; or all of them, with their ports. */
static void add_sockets(struct facts *f, const struct app *a, uint8_t host, bool every)
{
	const struct world *w = session_world(a->player.session);
	const struct host *h = &w->hosts[host];
	const struct slot *view = focus_slot(&a->view, host);
	enum lang lang = a->view.lang;

	for (uint32_t i = 0; i < h->high; i++) {
		const struct slot *s = &h->slots[i];
		struct fact *fact;
		struct text t;

		if (!s->used || s->gone || (!every && (s == view || slot_state(s) == TCPS_CLOSED)))
			continue;
		fact = s->number > 0 ? add(f, lang, MSG_PLAIN_NAME_SOCKET, host_name(host), s->number)
				     : add(f, lang, MSG_PLAIN_NAME_PENDING, host_name(host), s->rport);
		t = value_of(fact);
		text_add(&t, state_name(slot_state(s)));
		fact->end = END_SILENT; /* in focus, it is the host's own line */
		if (!every)
			continue;
		char local[24], peer[24];
		struct text l = text_over(local, sizeof local), p = text_over(peer, sizeof peer);
		port_text(&l, s->lport, lang);
		port_text(&p, s->rport, lang);
		text_addf(&t, message(MSG_PLAIN_PORTS, lang), local, peer);
		if (slot_state(s) == TCPS_LISTEN)
			text_addf(&t, message(MSG_PLAIN_QUEUE, lang), children_ready(h, s), s->backlog);
	}
}

/* --- segments in flight --- */

static void add_segment(struct facts *f, const struct app *a, const struct flight *fl)
{
	const struct world *w = session_world(a->player.session);
	const struct segment *g = &fl->segment;
	enum lang lang = a->view.lang;
	char span[48];
	struct text s = text_over(span, sizeof span);
	struct fact *fact = add(f, lang, MSG_PLAIN_NAME_SEGMENT, fl->id);
	struct text t = value_of(fact);

	text_addf(&t, message(MSG_PLAIN_SEGMENT, lang), flags_of(g, lang), host_name(g->from),
		  host_name(host_other(g->from)), g->seq);
	if (g->flags & SEG_ACK)
		text_addf(&t, ", ack %u", g->ack);
	if (g->len > 0) {
		text_add(&t, ", ");
		text_addf(&t, message(message_for(g->len, MSG_SEG_OCTET, MSG_SEG_OCTETS), lang), g->len);
		add_octets(&t, &g->data, g->len, lang);
	}
	if (fl->forged || fl->copy)
		text_addf(&t, ", %s", message(fl->forged ? MSG_SEG_FORGED : MSG_SEG_COPY, lang));
	text_add(&t, ", ");
	fact->fixed = t.len;
	if (fl->held) {
		text_add(&t, message(MSG_SEG_HELD, lang));
	} else if (fl->due_ms <= w->now_ms) {
		text_add(&t, message(MSG_PLAIN_OVERDUE, lang));
	} else {
		plain_span(&s, fl->due_ms - w->now_ms, lang);
		text_addf(&t, message(MSG_PLAIN_DUE, lang), span);
		fact->until = fl->due_ms;
	}
}

void facts_now(struct facts *f, const struct app *a, unsigned parts)
{
	const struct net *net = &session_world(a->player.session)->net;

	f->used = 0;
	for (uint8_t host = 0; host < HOSTS; host++) {
		if (parts & FACT_STATES)
			add_state(f, a, host);
		if (parts & FACT_OTHERS)
			add_sockets(f, a, host, false);
		if (parts & FACT_CALLS)
			add_calls(f, a, host);
		if (parts & FACT_BUFFERS)
			add_buffers(f, a, host);
		if (parts & FACT_TIMERS)
			add_timers(f, a, host);
	}
	for (uint32_t i = 0; (parts & FACT_SEGMENTS) && i < net->count; i++)
		add_segment(f, a, &net->flights[i]);
	for (uint8_t host = 0; host < HOSTS; host++)
		if (parts & FACT_SOCKETS)
			add_sockets(f, a, host, true);
	for (uint8_t host = 0; host < HOSTS; host++)
		if (parts & FACT_VARIABLES)
			add_variables(f, a, host);
}

/* --- printing --- */

static void tell(FILE *out, const char *name, const char *value)
{
	char line[sizeof(struct fact)];
	struct text t = text_over(line, sizeof line);

	text_addf(&t, "%s: %s", name, value);
	plain_text(out, line);
}

void facts_tell(FILE *out, const struct facts *f)
{
	for (size_t i = 0; i < f->used; i++)
		tell(out, f->at[i].name, f->at[i].value);
}

static const struct fact *find(const struct facts *f, const char *name)
{
	for (size_t i = 0; i < f->used; i++)
		if (strcmp(f->at[i].name, name) == 0)
			return &f->at[i];
	return NULL;
}

static bool same(const struct fact *a, const struct fact *b)
{
	if (a->until == 0 || a->until != b->until)
		return strcmp(a->value, b->value) == 0;
	return a->fixed == b->fixed && memcmp(a->value, b->value, a->fixed) == 0;
}

void facts_tell_changes(FILE *out, const struct facts *before, const struct facts *now, bool all_gone, enum lang lang)
{
	for (size_t i = 0; i < now->used; i++) {
		const struct fact *old = find(before, now->at[i].name);

		if (!old || !same(old, &now->at[i]))
			tell(out, now->at[i].name, now->at[i].value);
	}
	for (size_t i = 0; i < before->used; i++) {
		enum fact_end end = before->at[i].end;
		bool worth = end == END_TOLD || (end == END_OF_STEP && all_gone);

		if (worth && !find(now, before->at[i].name))
			tell(out, before->at[i].name, message(MSG_PLAIN_GONE, lang));
	}
}

/* --- a segment's header --- */

static void number(struct text *t, seqnum n, bool known, seqnum from, enum lang lang)
{
	bool behind = seq_lt(n, from);

	text_addf(t, "%u", n);
	if (!known)
		return;
	text_add(t, ", ");
	text_addf(t, message(MSG_SEG_RELATIVE, lang), behind ? "-" : "",
		  behind ? seq_diff(n, from) : seq_diff(from, n));
}

/* Adds whether the receiver expects this number. */
static void tell_verdict(FILE *out, const struct app *a, const struct segment *g)
{
	uint8_t host = host_other(g->from);
	const struct slot *to = focus_with(session_world(a->player.session), host, g->dport, g->sport);
	uint32_t ahead;
	enum message id;

	if (!to || to->tcb.irs == 0)
		return;
	ahead = seq_diff(to->tcb.rcv_nxt, g->seq);
	id = ahead == 0 ? MSG_SEG_WINDOW_EXACT : ahead < to->tcb.rcv_wnd ? MSG_SEG_WINDOW_IN : MSG_SEG_WINDOW_OUT;
	tell(out, host_name(host), message(id, a->view.lang));
}

bool facts_tell_segment(FILE *out, const struct app *a, uint32_t id)
{
	const struct world *w = session_world(a->player.session);
	int i = net_find(&w->net, id);
	enum lang lang = a->view.lang;
	struct facts f = { 0 };
	struct text t;
	const struct segment *g;
	const struct slot *from;
	bool known;

	if (i < 0)
		return false;
	g = &w->net.flights[i].segment;
	from = focus_with(w, g->from, g->sport, g->dport);
	known = from && from->tcb.iss != 0;
	add_segment(&f, a, &w->net.flights[i]);
	t = value_of(add(&f, lang, MSG_PLAIN_HEADER_SOURCE));
	text_addf(&t, "%u", g->sport);
	t = value_of(add(&f, lang, MSG_PLAIN_HEADER_DESTINATION));
	text_addf(&t, "%u", g->dport);
	t = value_of(add(&f, lang, MSG_PLAIN_HEADER_SEQ));
	number(&t, g->seq, known, known ? from->tcb.iss : 0, lang);
	t = value_of(add(&f, lang, MSG_PLAIN_HEADER_ACK));
	if (g->flags & SEG_ACK)
		number(&t, g->ack, known && from->tcb.irs != 0, known ? from->tcb.irs : 0, lang);
	else
		text_add(&t, message(MSG_PLAIN_NO_ACK, lang));
	t = value_of(add(&f, lang, MSG_PLAIN_HEADER_FLAGS));
	text_add(&t, flags_of(g, lang));
	t = value_of(add(&f, lang, MSG_PLAIN_HEADER_WINDOW));
	text_addf(&t, "%u", g->wnd);
	t = value_of(add(&f, lang, MSG_PLAIN_HEADER_DATA));
	if (g->len == 0) {
		text_add(&t, message(MSG_PLAIN_GONE, lang));
	} else {
		text_addf(&t, message(message_for(g->len, MSG_SEG_OCTET, MSG_SEG_OCTETS), lang), g->len);
		add_octets(&t, &g->data, g->len, lang);
	}
	facts_tell(out, &f);
	facts_free(&f);
	tell_verdict(out, a, g);
	return true;
}
