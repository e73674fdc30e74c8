/* Makes the sentences from the rows of the last step. For a step of many events
 * (`wait 5s`), it tells their number, and the last event in full. */
#include "ui/tell/story.h"

#include <string.h>

#include "language/format.h"
#include "engine/rules.h"
#include "language/verbs.h"
#include "ui/tell/messages.h"

/* The comments in messages.def name the arguments of its formats. */
#define SAY(t, lang, id, ...) (gap(t), text_addf(t, message(id, lang), __VA_ARGS__))

enum { SEGMENT_NAME_MAX = 96 };
struct segment_name {
	char at[SEGMENT_NAME_MAX];
};

/* Returns a segment's name in an array, for the arguments of a message. */
static struct segment_name name_of(const struct segment *s, enum lang lang)
{
	struct segment_name name;
	struct text t = text_over(name.at, sizeof name.at);

	story_segment(&t, s, lang);
	return name;
}

static void gap(struct text *t)
{
	if (t->len > 0)
		text_add(t, " ");
}

static void tell_call(struct text *t, const struct row *row, enum lang lang)
{
	const char *host = host_word(row->actor, lang);
	char name[SEND_TEXT_MAX * 4 + 64];
	struct text call = text_over(name, sizeof name);

	switch ((enum call_id)row->call.call) {
	case CALL_ABORT:
		SAY(t, lang, MSG_ST_ABORTS, host);
		return;
	case CALL_DUP:
		SAY(t, lang, MSG_ST_DUPS, host);
		return;
	case CALL_EXIT:
		SAY(t, lang, MSG_ST_EXITS, host);
		return;
	case CALL_CRASH:
		SAY(t, lang, MSG_ST_CRASHES, host);
		return;
	case CALL_BOOT:
		SAY(t, lang, MSG_ST_BOOTS, host);
		return;
	case CALL_LINGER:
		format_call(&call, &row->call);
		if (row->call.option)
			SAY(t, lang, MSG_ST_LINGERS, host, strchr(name, ' ') + 1);
		else
			SAY(t, lang, MSG_ST_OPTION_OFF, host, "SO_LINGER");
		return;
	case CALL_REUSEADDR:
		SAY(t, lang, row->call.option ? MSG_ST_OPTION_ON : MSG_ST_OPTION_OFF, host, "SO_REUSEADDR");
		return;
	case CALL_SOCKET:
	case CALL_BIND:
	case CALL_LISTEN:
	case CALL_CONNECT:
	case CALL_ACCEPT:
	case CALL_SEND:
	case CALL_RECV:
	case CALL_SHUTDOWN:
	case CALL_CLOSE:
	case CALL_COUNT:
	case CALL_NONE:
		break;
	}
	story_call(&call, &row->call);
	SAY(t, lang, MSG_ST_CALLS, host, name);
}

static void tell_timer(struct text *t, const struct row *row, enum lang lang)
{
	static const enum message ids[TMR_COUNT] = {
		[TMR_RTO] = MSG_ST_TIMER_RTO,
		[TMR_PERSIST] = MSG_ST_TIMER_PERSIST,
		[TMR_TIME_WAIT] = MSG_ST_TIMER_TIME_WAIT,
		[TMR_FIN_WAIT_2] = MSG_ST_TIMER_FIN_WAIT_2,
		[TMR_KEEPALIVE] = MSG_ST_TIMER_KEEPALIVE,
		[TMR_USER] = MSG_ST_TIMER_USER,
		[TMR_LINGER] = MSG_ST_TIMER_LINGER,
		[TMR_DELAYED_ACK] = MSG_ST_TIMER_DELAYED_ACK,
	};

	gap(t);
	if (row->timer < TMR_COUNT)
		text_addf(t, message(ids[row->timer], lang), host_word(row->actor, lang));
}

static void tell_loss(struct text *t, const struct row *row, enum lang lang)
{
	struct segment_name name = name_of(&row->segment, lang);
	const char *what = name.at;
	const char *to = host_word(host_other(row->segment.from), lang);

	switch ((enum loss)row->loss) {
	case LOSS_OLD_AGE:
		SAY(t, lang, MSG_ST_LOST_OLD, row->id, what, to);
		return;
	case LOSS_HOST_DOWN:
		SAY(t, lang, MSG_ST_LOST_DOWN, row->id, what, to);
		return;
	case LOSS_WIRE_FULL:
		SAY(t, lang, MSG_ST_LOST_FULL, row->id, what, to);
		return;
	case LOSS_NONE:
	case LOSS_DROPPED:
		break;
	}
	SAY(t, lang, MSG_ST_LOST, row->id, what, to);
}

/* Tells a segment of a capture, and whether the engine would have done otherwise. */
static void tell_observed(struct text *t, const struct row *row, enum lang lang)
{
	if (!row->observed)
		return;
	SAY(t, lang, row->retransmitted ? MSG_ST_OBSERVED_AGAIN : MSG_ST_OBSERVED, host_word(row->actor, lang), row->id,
	    name_of(&row->segment, lang).at);
	if (row->differs) {
		gap(t);
		text_add(t, message(MSG_ST_DIFFERS, lang));
	}
}

/* Tells what the event was, from its first row. */
static void tell_event(struct text *t, const struct row *row, enum lang lang)
{
	struct segment_name name = name_of(&row->segment, lang);
	const char *what = name.at;

	switch ((enum row_kind)row->kind) {
	case ROW_CALL:
		tell_call(t, row, lang);
		if (row->call.inferred) {
			gap(t);
			text_add(t, message(MSG_ST_INFERRED, lang));
		}
		return;
	case ROW_TIMER:
		tell_timer(t, row, lang);
		return;
	case ROW_LOSE:
		tell_loss(t, row, lang);
		return;
	case ROW_ARRIVE:
		SAY(t, lang, MSG_ST_ARRIVES, row->id, what, host_word(row->actor, lang));
		return;
	case ROW_FORGE:
		if (row->of != 0)
			SAY(t, lang, MSG_ST_COPIED, row->of, row->id);
		else
			SAY(t, lang, MSG_ST_FORGED, row->id, what, host_word(host_other(row->segment.from), lang));
		return;
	case ROW_SEND:
		tell_observed(t, row, lang);
		return;
	case ROW_RETURN:
		return;
	}
}

/* Tells the segments that the event sent, "#5 FIN,ACK", and in another sentence those
 * that it sent again. */
static void tell_sends(struct text *t, const struct row *rows, size_t n, enum lang lang)
{
	for (int again = 0; again < 2; again++) {
		char list[320];
		struct text names = text_over(list, sizeof list);

		for (size_t i = 0; i < n; i++) {
			if (rows[i].kind != ROW_SEND || rows[i].observed || rows[i].retransmitted != again)
				continue;
			text_addf(&names, "%s#%u %s", names.len > 0 ? ", " : "", rows[i].id,
				  name_of(&rows[i].segment, lang).at);
		}
		if (names.len > 0 && again != 0)
			SAY(t, lang, MSG_ST_RESENDS, list);
		else if (names.len > 0)
			SAY(t, lang, MSG_ST_SENDS, list);
	}
}

/* Returns the function of the socket API: options are set by setsockopt. */
static const char *function_name(enum call_id call)
{
	return call == CALL_LINGER || call == CALL_REUSEADDR ? "setsockopt" : call_name(call);
}

/* Reports whether the call that returns in rows[at] asked for 0 octets. */
static bool asked_for_none(const struct row *rows, size_t at)
{
	while (at-- > 0)
		if (rows[at].kind == ROW_CALL && rows[at].actor == rows[at + 1].actor &&
		    rows[at].call.call == CALL_RECV)
			return rows[at].call.has_amount && rows[at].call.amount == 0;
	return false;
}

/* Returns why the recv() that returns in rows[at] returned 0. */
static enum message why_zero(const struct session *s, const struct row *rows, size_t at)
{
	const struct slot *slot = world_socket(session_world(s), rows[at].actor, rows[at].result.sock);

	if (asked_for_none(rows, at))
		return MSG_ST_RECV_NONE;
	if (!slot || slot->tcb.peer_fin_done)
		return MSG_ST_EOF;
	if (slot_state(slot) == TCPS_CLOSED)
		return MSG_ST_RECV_OVER;
	return slot->tcb.shut_rd ? MSG_ST_SHUT_RD : MSG_ST_EOF;
}

/* Tells which socket has the port that a failed call asked for. */
static void tell_holder(struct text *t, const struct session *s, const struct result *r, uint8_t host, enum lang lang)
{
	const struct world *w = session_world(s);
	const struct slot *mine = world_socket(w, host, r->sock);
	const struct action *a = session_action(s, session_at(s) - 1);
	uint32_t port = r->call == CALL_BIND ? a->amount : mine ? mine->lport : 0;

	if (r->error != ERR_EADDRINUSE || a->kind != ACT_CALL || a->call != r->call || port == 0)
		return;
	for (uint32_t i = 0; i < w->hosts[host].high; i++) {
		const struct slot *o = &w->hosts[host].slots[i];

		if (!o->used || o == mine || o->lport != port)
			continue;
		if (o->refs == 0 && slot_state(o) == TCPS_CLOSED)
			continue;
		if (o->number)
			SAY(t, lang, o->refs > 0 ? MSG_ST_HOLDER : MSG_ST_HOLDER_GONE, port, o->number,
			    state_name(slot_state(o)));
		else
			SAY(t, lang, MSG_ST_HOLDER_QUEUED, port, state_name(slot_state(o)));
		return;
	}
}

static void tell_returns(struct text *t, const struct session *s, const struct row *rows, size_t n, enum lang lang)
{
	for (size_t i = 0; i < n; i++) {
		char value[KEPT_MAX * 4 + 64], name[32];
		struct text v = text_over(value, sizeof value), c = text_over(name, sizeof name);

		if (rows[i].kind != ROW_RETURN)
			continue;
		const struct result *r = &rows[i].result;
		if (r->call == CALL_RECV && r->error == ERR_NONE && r->value == 0) {
			gap(t);
			text_add(t, message(why_zero(s, rows, i), lang));
			continue;
		}
		story_value(&v, r);
		text_addf(&c, "%s()", function_name((enum call_id)r->call));
		SAY(t, lang, MSG_ST_RETURNS, name, value);
		tell_holder(t, s, r, rows[i].actor, lang);
	}
}

static bool begins_event(const struct row *row)
{
	return row->observed || (row->kind != ROW_SEND && row->kind != ROW_RETURN);
}

/* Tells a step that has no rows, from its action. */
static void tell_action(struct text *t, const struct session *s, enum lang lang)
{
	const struct action *a = session_action(s, session_at(s) - 1);
	vtime passed = session_world(s)->now_ms - session_before(s)->now_ms;
	char span[32];
	struct text ms = text_over(span, sizeof span);

	story_span(&ms, passed, lang);
	if (a->kind == ACT_HOLD || a->kind == ACT_RELEASE) {
		const struct net *now = &session_world(s)->net;
		const struct net *before = &session_before(s)->net;
		uint32_t id = a->id;

		for (uint32_t i = 0; i < now->count && i < before->count; i++)
			if (now->flights[i].held != before->flights[i].held)
				id = now->flights[i].id;
		if (a->kind == ACT_HOLD)
			SAY(t, lang, MSG_ST_HELD, id);
		else
			SAY(t, lang, MSG_ST_RELEASED, id);
		return;
	}
	SAY(t, lang, MSG_ST_PASSED, span);
}

/* Tells what can happen next, after a step in which nothing moved. */
static void tell_next(struct story *story, const struct session *s, enum lang lang)
{
	struct text now = text_over(story->now, sizeof story->now);
	const struct world *w = session_world(s);
	vtime when;
	char span[32];
	struct text ms = text_over(span, sizeof span);

	if (!world_next_ms(w, &when)) {
		text_add(&now, message(w->net.count > 0 ? MSG_ST_ONLY_HELD : MSG_ST_NOTHING_NEXT, lang));
		return;
	}
	if (when <= w->now_ms) {
		text_add(&now, message(MSG_ST_NEXT_NOW, lang));
		return;
	}
	story_span(&ms, when - w->now_ms, lang);
	text_addf(&now, message(MSG_ST_NEXT, lang), span);
}

/* Returns the rule that decided: that of the last state change, else the last cited.
 * That an ACK brought nothing new decides only if nothing else was cited. */
static enum rule_id rule_of(const struct row *row)
{
	if (row->differs)
		return (enum rule_id)row->differs;
	for (size_t i = row->changes_used; i > 0; i--)
		if (row->changes[i - 1].rule != RULE_NONE)
			return (enum rule_id)row->changes[i - 1].rule;
	for (size_t i = row->rules_used; i > 0; i--)
		if (row->rules[i - 1] != RULE_ACK_DUPLICATE)
			return (enum rule_id)row->rules[i - 1];
	return row->rules_used > 0 ? RULE_ACK_DUPLICATE : RULE_NONE;
}

/* Tells the octets that the event put into the receive buffer of its host. */
static void tell_data(struct text *t, const struct session *s, const struct row *row, enum lang lang)
{
	const struct slot *now = world_focus(session_world(s), row->actor);
	const struct slot *before = world_focus(session_before(s), row->actor);

	if (row->kind != ROW_ARRIVE || row->segment.len == 0 || !now || !before || now->conn != before->conn)
		return;
	uint32_t taken = seq_diff(before->tcb.rcv_nxt, now->tcb.rcv_nxt);
	uint32_t octets = now->tcb.rcv_len - before->tcb.rcv_len;
	if (taken > 0 && now->tcb.rcv_len > before->tcb.rcv_len)
		SAY(t, lang, message_for(octets, MSG_ST_DATUM, MSG_ST_DATA), octets);
}

/* Tells how many octets of its host's send buffer the event acknowledged. */
static void tell_acknowledged(struct text *t, const struct session *s, const struct row *row, enum lang lang)
{
	const struct slot *now = world_focus(session_world(s), row->actor);
	const struct slot *before = world_focus(session_before(s), row->actor);

	if (row->kind != ROW_ARRIVE || !now || !before || now->conn != before->conn)
		return;
	if (now->tcb.snd_len < before->tcb.snd_len && slot_state(now) != TCPS_CLOSED) {
		uint32_t octets = before->tcb.snd_len - now->tcb.snd_len;

		SAY(t, lang, message_for(octets, MSG_ST_ACKS_ONE, MSG_ST_ACKS), octets);
		vtime left;
		if (slot_timer_left(session_before(s), before, TMR_RTO, &left) &&
		    !slot_timer_left(session_world(s), now, TMR_RTO, &left))
			SAY(t, lang, MSG_ST_TIMER_STOPS, host_word(row->actor, lang));
	}
}

/* Reports whether a listener took the segment, whatever the diagram shows. */
static bool came_to_listener(const struct row *row)
{
	for (size_t i = 0; i < row->rules_used; i++)
		if (row->rules[i] == RULE_LISTEN_RST)
			return true;
	return false;
}

/* Tells a call that has not returned, or an arrival after which nothing changed. */
static void tell_waiting(struct text *t, const struct session *s, const struct row *row, size_t rows, enum lang lang)
{
	const struct host *h = &session_world(s)->hosts[row->actor];
	bool waits = false;

	for (uint32_t i = 0; row->kind == ROW_CALL && i < h->high && i < SLOTS_MAX; i++)
		waits = waits || (h->slots[i].used != 0 && row->call.call < CALL_COUNT &&
				  (h->slots[i].blocked >> row->call.call & 1) != 0);
	if (waits) {
		char name[32];
		struct text call = text_over(name, sizeof name);

		text_addf(&call, "%s()", call_name((enum call_id)row->call.call));
		SAY(t, lang, MSG_ST_BLOCKS, name);
	}
	if (row->kind == ROW_ARRIVE && row->changes_used == 0 && row->segment.len == 0 && rows == 1 &&
	    story_is_for_view(session_world(s), row))
		SAY(t, lang, MSG_ST_STAYS, host_word(row->actor, lang),
		    state_name(came_to_listener(row) ? TCPS_LISTEN : (enum tcp_state)row->state[row->actor]));
}

void story_tell(struct story *story, const struct session *s, enum lang lang)
{
	size_t n, events = 0, first = 0;

	*story = (struct story){ 0 };
	if (session_at(s) == 0)
		return;
	struct text what = text_over(story->what, sizeof story->what);
	const struct row *rows = session_rows(s, &n);
	for (size_t i = 0; i < n; i++) {
		if (i == 0 || begins_event(&rows[i])) {
			events++;
			first = i;
		}
	}
	if (n == 0) {
		tell_action(&what, s, lang);
		tell_next(story, s, lang);
		return;
	}
	if (events > 1) {
		char span[32];
		struct text ms = text_over(span, sizeof span);

		story_span(&ms, session_world(s)->now_ms - session_before(s)->now_ms, lang);
		SAY(&what, lang, MSG_ST_MANY, (int)events, span);
	}
	const struct row *row = &rows[first];
	tell_event(&what, row, lang);
	story_changes(&what, s, row, lang);
	if (events == 1) {
		tell_acknowledged(&what, s, row, lang);
		tell_data(&what, s, row, lang);
	}
	tell_sends(&what, rows + first, n - first, lang);
	tell_returns(&what, s, rows + first, n - first, lang);
	tell_waiting(&what, s, row, n - first, lang);
	story_focus(&what, s, lang);
	enum rule_id rule = rule_of(row);
	struct text why = text_over(story->why, sizeof story->why);
	struct text source = text_over(story->rule, sizeof story->rule);
	if (rule != RULE_NONE) {
		text_add(&why, rule_text(rule, lang));
		text_add(&source, rule_source(rule));
	}
	story_now(story, s, row, n - first, lang);
}
