/* Which socket of a host the last event was about: the sentences on the changes of state,
 * and on what it waits for now. Called by story. */
#include "ui/tell/story.h"

#include "engine/states.h"
#include "language/format.h"
#include "ui/tell/messages.h"

static void gap(struct text *t)
{
	text_add(t, t->len > 0 ? " " : "");
}

/* --- changes of state --- */

/* Returns the slot of a connection, or NULL. */
static const struct slot *slot_of(const struct world *w, uint8_t host, uint32_t conn)
{
	for (uint32_t i = 0; conn && i < w->hosts[host].high; i++)
		if (w->hosts[host].slots[i].used && w->hosts[host].slots[i].conn == conn)
			return &w->hosts[host].slots[i];
	return NULL;
}

/* Returns the number of the nth listener of a host that the last step has ended; 0: it was
 * made in this step. */
static uint32_t ended_listener(const struct session *s, uint8_t host, unsigned nth)
{
	const struct host *before = &session_before(s)->hosts[host];

	for (uint32_t i = 0; i < before->high; i++) {
		const struct slot *o = &before->slots[i], *now = world_socket(session_world(s), host, o->number);

		if (!o->used || o->conn || slot_state(o) != TCPS_LISTEN)
			continue;
		if (now && slot_state(now) == TCPS_LISTEN)
			continue;
		if (nth-- == 0)
			return o->number;
	}
	return 0;
}

/* Returns whether the row changes the states of several sockets of this host. */
static bool changes_several(const struct row *row, uint8_t host)
{
	const struct change *first = NULL;

	for (size_t i = 0; i < row->changes_used; i++) {
		const struct change *c = &row->changes[i];

		if (c->host != host)
			continue;
		if (first && first->conn != c->conn)
			return true;
		first = c;
	}
	return false;
}

/* Tells a change of state; `listeners` counts those of this host that the row has ended so far. */
static void tell_change(struct text *t, const struct session *s, const struct row *row, const struct change *c,
			unsigned *listeners, enum lang lang)
{
	const char *host = host_word(c->host, lang), *to = state_name((enum tcp_state)c->to);
	const char *from = state_name((enum tcp_state)c->from);
	const struct slot *slot = slot_of(session_world(s), c->host, c->conn);
	bool several = changes_several(row, c->host);
	uint32_t number;

	gap(t);
	if (!slot)
		slot = slot_of(session_before(s), c->host, c->conn);
	number = slot ? slot->number : 0;
	if (c->conn && c->from == TCPS_LISTEN)
		text_addf(t, message(MSG_ST_BORN, lang), host, to);
	else if (c->conn && c->to == TCPS_LISTEN)
		text_addf(t, message(MSG_ST_UNBORN, lang), host);
	else if (!c->conn && c->from == TCPS_LISTEN && (number = ended_listener(s, c->host, (*listeners)++)) > 0)
		text_addf(t, message(MSG_ST_MOVES_LISTENER, lang), host, number, from, to);
	else if (c->conn && several && number > 0)
		text_addf(t, message(MSG_ST_MOVES_SOCKET, lang), host, number, from, to);
	else if (c->conn && several)
		text_addf(t, message(MSG_ST_MOVES_QUEUED, lang), host, from, to);
	else
		text_addf(t, message(MSG_ST_MOVES, lang), host, from, to);
}

void story_changes(struct text *t, const struct session *s, const struct row *row, enum lang lang)
{
	uint8_t before = HOSTS;
	uint32_t conn = 0;
	unsigned listeners[HOSTS] = { 0 };

	for (size_t i = 0; i < row->changes_used; i++) {
		const struct change *c = &row->changes[i];

		if (c->conn && c->host == before && c->conn == conn) {
			gap(t);
			text_addf(t, message(MSG_ST_MOVES_ON, lang), state_name((enum tcp_state)c->to));
		} else {
			tell_change(t, s, row, c, &listeners[c->host], lang);
		}
		before = c->host;
		conn = c->conn;
	}
}

/* --- what it waits for --- */

bool story_is_for_view(const struct world *w, const struct row *row)
{
	const struct slot *view = world_focus(w, row->actor);

	return !view || view->conn == 0 || world_focus_with(w, row->actor, row->segment.dport, row->segment.sport);
}

/* What acted: a host's connection or socket, and its state now. */
struct acted {
	uint8_t host;
	enum tcp_state state;
	const struct slot *slot; /* NULL: none is in focus */
	uint32_t number;         /* of a socket that is not in focus; 0: it is in focus */
	bool unnamed;            /* not in focus, and without a number */
	bool lost;               /* a segment to it was lost, so that it knows of nothing */
};

/* Returns the newest connection of the host that sends segments with these ports; NULL: none. */
static const struct slot *slot_with(const struct world *w, uint8_t host, const struct segment *sent)
{
	const struct host *h = &w->hosts[host];
	const struct slot *best = NULL;

	for (uint32_t i = 0; i < h->high; i++) {
		const struct slot *s = &h->slots[i];

		if (s->used && s->conn && s->lport == sent->sport && s->rport == sent->dport &&
		    (!best || s->conn > best->conn))
			best = s;
	}
	return best;
}

/* Finds what the event with these n rows was about. */
static struct acted find_acted(const struct world *w, const struct row *row, size_t n)
{
	struct acted who = { .host = row->kind == ROW_LOSE ? host_other(row->actor) : row->actor };
	const struct change *last = row->changes_used ? &row->changes[row->changes_used - 1] : NULL;
	const struct slot *slot = NULL;
	uint32_t sock = row->kind == ROW_CALL ? row->call.sock : 0;

	if (last) {
		who.host = last->host;
		slot = slot_of(w, who.host, last->conn);
	}
	for (size_t i = 1; !last && i < n && row->kind == ROW_CALL; i++)
		if (row[i].kind == ROW_RETURN && row[i].actor == row->actor && row[i].result.sock)
			sock = row[i].result.call == CALL_ACCEPT && !row[i].result.error ? row[i].result.value
											 : row[i].result.sock;
	if (!last && !sock && row->kind == ROW_CALL) /* a listener's accept */
		slot = world_call_means(w, &row->call);
	if (!slot && sock) {
		slot = world_socket(w, who.host, sock);
		who.unnamed = !slot; /* it is gone with its call */
	}
	for (size_t i = 1; !slot && row->kind == ROW_TIMER && i < n; i++) /* whose timer: that of what it sends again */
		if (row[i].kind == ROW_SEND)
			slot = slot_with(w, who.host, &row[i].segment);
	who.lost = row->kind == ROW_LOSE;
	who.state = world_state(w, who.host);
	who.slot = world_focus(w, who.host);
	who.unnamed |= last && !slot && !last->in_focus && last->to != (uint8_t)who.state;
	if (slot && slot != who.slot) {
		who.slot = slot;
		who.state = slot_state(slot);
		who.number = slot->number;
		who.unnamed = slot->number == 0;
	}
	return who;
}

/* Adds what a connection waits for: a sentence of states.c, whose first letter is made
 * small here unless it starts an acronym, or one that also regards its timers and buffers. */
static void add_waits(struct text *t, const struct world *w, const struct acted *who, enum lang lang)
{
	const struct slot *s = who->slot;
	size_t start = t->len;
	vtime left;

	if (who->state == TCPS_SYN_SENT)
		text_add(t, message(MSG_ST_WAITS_SYN_ACK, lang));
	else if (who->state == TCPS_FIN_WAIT_2 && s && slot_timer_left(w, s, TMR_FIN_WAIT_2, &left))
		text_add(t, message(MSG_ST_WAITS_FIN_TIMER, lang));
	else if (who->state == TCPS_FIN_WAIT_2)
		text_add(t, message(MSG_ST_WAITS_FIN, lang));
	else if (who->state == TCPS_ESTABLISHED && s && slot_timer_left(w, s, TMR_PERSIST, &left))
		text_add(t, message(MSG_ST_WAITS_WINDOW, lang));
	else if (who->state == TCPS_ESTABLISHED && s && s->tcb.snd_una != s->tcb.snd_nxt)
		text_add(t, message(MSG_ST_WAITS_ACK, lang));
	else
		text_add(t, state_waits(who->state, lang));
	char *c = t->at + start;
	if (c[0] >= 'A' && c[0] <= 'Z' && !(c[1] >= 'A' && c[1] <= 'Z'))
		c[0] = (char)(c[0] - 'A' + 'a');
}

/* Returns the listener that has the port of a connection which is CLOSED now; NULL: none. */
static const struct slot *listener_of(const struct world *w, const struct acted *who)
{
	const struct host *h = &w->hosts[who->host];

	for (uint32_t i = 0; who->slot && i < h->high; i++) {
		const struct slot *o = &h->slots[i];

		if (o->used && !o->conn && slot_state(o) == TCPS_LISTEN && o->lport == who->slot->lport)
			return o;
	}
	return NULL;
}

/* Tells "The client now waits for the peer's FIN." */
static void tell_now(struct story *story, const struct world *w, const struct acted *who, enum lang lang)
{
	char waits[sizeof story->now];
	struct text t = text_over(waits, sizeof waits), now = text_over(story->now, sizeof story->now);
	const struct slot *listener = who->state == TCPS_CLOSED ? listener_of(w, who) : NULL;

	if (listener) {
		text_addf(&now, message(MSG_ST_NOW_LISTENER, lang), host_word(who->host, lang), listener->number);
		return;
	}
	add_waits(&t, w, who, lang);
	if (who->number)
		text_addf(&now, message(MSG_ST_NOW_SOCKET, lang), host_word(who->host, lang), who->number, waits);
	else
		text_addf(&now, message(who->lost ? MSG_ST_STILL : MSG_ST_NOW, lang), host_word(who->host, lang),
			  waits);
}

void story_now(struct story *story, const struct session *s, const struct row *rows, size_t n, enum lang lang)
{
	const struct world *w = session_world(s);
	struct acted who = find_acted(w, rows, n);
	/* a new socket is CLOSED, but waits for nothing yet */
	bool fresh = rows->changes_used == 0 && who.state == TCPS_CLOSED;
	bool elsewhere = rows->kind == ROW_ARRIVE && rows->changes_used == 0 && !story_is_for_view(w, rows);

	if (rows->kind != ROW_FORGE && !fresh && !elsewhere && !who.unnamed && world_focus(w, who.host))
		tell_now(story, w, &who, lang);
}
