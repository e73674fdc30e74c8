/* Finds the socket that a diagram shows. The student's choice holds while the script
 * language has the same socket in focus as when it was made: a new connection is shown
 * at once, and undo brings the choice back. */
#include "ui/app/focus.h"

static bool is_slot(const struct slot *s, uint32_t conn, uint32_t number)
{
	return s->used && ((number && s->number == number) || (conn && s->conn == conn));
}

const struct slot *focus_slot(const struct view *v, uint8_t host)
{
	const struct world *w = session_world(v->player->session);
	const struct host *h = &w->hosts[host];
	const struct slot *s = world_focus(w, host);
	const struct pin *p = &v->pins[host];

	if (!s || !is_slot(s, p->over_conn, p->over_number))
		return s;
	for (uint32_t i = 0; i < h->high; i++)
		if (!h->slots[i].gone && is_slot(&h->slots[i], p->conn, p->number))
			return &h->slots[i];
	return s;
}

enum tcp_state focus_state(const struct view *v, uint8_t host)
{
	const struct slot *s = focus_slot(v, host);

	return s ? slot_state(s) : TCPS_CLOSED;
}

bool focus_is_chosen(const struct view *v, uint8_t host)
{
	return focus_slot(v, host) != world_focus(session_world(v->player->session), host);
}

/* In the order in which they were made: listeners, connections, sockets that have none. */
static int age_class(const struct slot *s)
{
	return slot_state(s) == TCPS_LISTEN ? 0 : s->conn ? 1 : 2;
}

static bool comes_before(const struct slot *a, const struct slot *b)
{
	if (age_class(a) != age_class(b))
		return age_class(a) < age_class(b);
	return a->conn != b->conn ? a->conn < b->conn : a->number < b->number;
}

unsigned focus_list(const struct world *w, uint8_t host, const struct slot *out[SLOTS_MAX])
{
	const struct host *h = &w->hosts[host];
	unsigned n = 0;

	for (uint32_t i = 0; i < h->high; i++) {
		unsigned at = n;

		if (!h->slots[i].used || h->slots[i].gone)
			continue;
		for (n++; at > 0 && comes_before(&h->slots[i], out[at - 1]); at--)
			out[at] = out[at - 1];
		out[at] = &h->slots[i];
	}
	return n;
}

const struct slot *focus_same(const struct world *w, uint8_t host, const struct slot *s)
{
	const struct host *h = &w->hosts[host];

	for (uint32_t i = 0; i < h->high; i++)
		if (h->slots[i].used && h->slots[i].conn == s->conn && (s->conn || h->slots[i].number == s->number))
			return &h->slots[i];
	return NULL;
}

const struct slot *focus_with(const struct world *w, uint8_t host, uint16_t lport, uint16_t rport)
{
	const struct host *h = &w->hosts[host];
	const struct slot *best = NULL;

	for (uint32_t i = 0; i < h->high; i++) {
		const struct slot *s = &h->slots[i];

		if (s->used && !s->gone && s->conn && s->lport == lport && s->rport == rport &&
		    (!best || s->conn > best->conn))
			best = s;
	}
	return best;
}

const struct slot *focus_peer(const struct world *w, uint8_t host, const struct slot *s)
{
	return s->conn ? focus_with(w, host_other(host), s->rport, s->lport) : NULL;
}

/* --- the socket that a call names --- */

/* Reports whether a call is made on such a socket: accept on a listener, and those that
 * make a connection on a socket that has none. Of all others it is not asked. */
static bool suits(enum call_id call, const struct slot *s)
{
	if (call == CALL_ACCEPT)
		return slot_state(s) == TCPS_LISTEN;
	return !s->conn && s->refs > 0 && slot_state(s) != TCPS_LISTEN;
}

static bool is_of_unconnected(enum call_id call)
{
	return call == CALL_ACCEPT || call == CALL_LISTEN || call == CALL_BIND || call == CALL_CONNECT ||
	       call == CALL_REUSEADDR;
}

const struct slot *focus_of_call(const struct view *v, const struct action *action)
{
	const struct world *w = session_world(v->player->session);

	if (action->kind == ACT_RETRANSMIT)
		return action->sock ? world_socket(w, action->host, action->sock) : world_focus(w, action->host);
	return world_call_means(w, action);
}

bool focus_name(const struct view *v, struct action *action)
{
	const struct slot *shown = focus_slot(v, action->host), *meant = focus_of_call(v, action);
	enum call_id call = (enum call_id)action->call;

	if (!focus_is_chosen(v, action->host) || !meant || meant == shown)
		return true;
	if (action->kind == ACT_CALL && is_of_unconnected(call) && suits(call, meant) && !suits(call, shown))
		return true;
	action->sock = shown->number;
	return shown->number != 0;
}
