/* Chooses the actions to try, and makes them. Called by search.c. */
#include "session/moves.h"

#include <string.h>

#include "base/check.h"

static const enum call_id table[MOVE_CALLS] = {
	CALL_SOCKET, CALL_BIND,     CALL_LISTEN, CALL_CONNECT, CALL_ACCEPT, CALL_SEND,
	CALL_RECV,   CALL_SHUTDOWN, CALL_CLOSE,  CALL_ABORT,   CALL_CRASH,  CALL_BOOT,
};

/* Returns the port that a host binds and the other connects to: one that it has
 * bound, or a default. */
static uint16_t port_of(const struct search *s, uint8_t host)
{
	const struct host *h = &s->from->hosts[host];
	uint16_t port = host == HOST_SERVER ? PORT_SERVER : PORT_CLIENT;

	for (uint32_t i = 0; i < h->high; i++)
		if (h->slots[i].used && h->slots[i].lport && !h->slots[i].conn)
			port = h->slots[i].lport;
	return port;
}

static const enum act_kind kinds[] = { ACT_WAIT_NEXT, ACT_DELIVER, ACT_DROP, ACT_DUP };

/* Returns whether the call is made on a socket that has a connection. */
static bool is_of_connection(enum call_id call)
{
	return call == CALL_SEND || call == CALL_RECV || call == CALL_SHUTDOWN || call == CALL_CLOSE ||
	       call == CALL_ABORT;
}

static bool is_forbidden(const struct search *s, const struct action *action)
{
	for (size_t i = 0; i < s->forbid_used; i++)
		if (forbid_matches(&s->forbid[i], action))
			return true;
	return false;
}

/* Returns whether the search tries a call in any world. */
static bool in_bounds(const struct search *s, enum call_id call)
{
	if (call == CALL_SOCKET || call == CALL_BIND)
		return s->set_up;
	if (call == CALL_SEND || call == CALL_RECV)
		return s->data;
	return true;
}

void moves_init(struct moves *m, const struct search *search)
{
	uint16_t ports[HOSTS] = { port_of(search, HOST_CLIENT), port_of(search, HOST_SERVER) };

	memset(m, 0, sizeof *m);
	m->search = search;
	for (uint8_t h = 0; h < HOSTS; h++)
		for (int i = 0; i < MOVE_CALLS; i++) {
			struct action *action = &m->calls[h][i];

			*action = action_call(h, table[i]);
			if (is_of_connection(table[i]))
				action->sock = search->sock[h];
			if (table[i] == CALL_BIND)
				action->amount = ports[h];
			if (table[i] == CALL_CONNECT)
				action->amount = ports[host_other(h)];
			if (table[i] == CALL_SEND)
				action->amount = 1;
			if (table[i] == CALL_SHUTDOWN)
				action->option = SHUTDOWN_WR;
			m->tried[h][i] = in_bounds(search, table[i]) && !is_forbidden(search, action);
		}
	for (int kind = MOVE_WAIT; kind < MOVE_CALL; kind++) {
		const struct action action = { .kind = (uint8_t)kinds[kind] };

		m->forbidden[kind] = is_forbidden(search, &action);
	}
}

/* Returns how many sockets of the host are open. */
static unsigned sockets_of(const struct host *h)
{
	unsigned n = 0;

	for (uint32_t i = 0; i < h->high; i++)
		n += h->slots[i].used && h->slots[i].number && h->slots[i].refs;
	return n;
}

static bool may_call(const struct search *s, const struct host *h, enum call_id call, struct spent spent,
		     unsigned sockets)
{
	if (call == CALL_CRASH || call == CALL_BOOT)
		return h->down ? call == CALL_BOOT : call == CALL_CRASH && spent.crashes < s->crashes_max;
	if (h->down)
		return false;
	if (call == CALL_SOCKET)
		return s->sockets_max ? sockets < s->sockets_max : h->sockets == 0;
	return sockets > 0 && (call != CALL_CONNECT || h->connections < s->connections_max);
}

/* Returns whether another segment in the same direction was sent before. */
static bool waits_its_turn(const struct net *net, uint32_t i)
{
	for (uint32_t k = 0; k < i; k++)
		if (net->flights[k].segment.from == net->flights[i].segment.from)
			return true;
	return false;
}

size_t moves_list(const struct moves *m, const struct world *w, struct spent spent, struct move *moves)
{
	const struct search *s = m->search;
	const struct net *net = &w->net;
	bool faulty = !s->faults_max || spent.losses + spent.copies < (int)s->faults_max;
	bool quiet = true;
	size_t n = 0;

	for (uint32_t i = 0; i < net->count; i++) {
		quiet &= net->flights[i].held != 0;
		if (!m->forbidden[MOVE_DELIVER] && (!s->in_order || !waits_its_turn(net, i)))
			moves[n++] = (struct move){ MOVE_DELIVER, (uint8_t)i };
		if (faulty && !m->forbidden[MOVE_DROP] && spent.losses < s->losses_max)
			moves[n++] = (struct move){ MOVE_DROP, (uint8_t)i };
		if (faulty && !m->forbidden[MOVE_DUP] && spent.copies < s->copies_max)
			moves[n++] = (struct move){ MOVE_DUP, (uint8_t)i };
	}
	if ((quiet || m->forbidden[MOVE_DELIVER]) && !m->forbidden[MOVE_WAIT])
		moves[n++] = (struct move){ MOVE_WAIT, 0 };
	for (uint8_t k = 0; k < HOSTS; k++) {
		uint8_t h = s->server_first ? host_other(k) : k;
		unsigned sockets = sockets_of(&w->hosts[h]);

		for (int i = 0; i < MOVE_CALLS; i++)
			if (m->tried[h][i] && may_call(s, &w->hosts[h], table[i], spent, sockets))
				moves[n++] = (struct move){ (uint8_t)(MOVE_CALL + h * MOVE_CALLS + i), 0 };
	}
	CHECK(n <= MOVES_MAX);
	return n;
}

const struct action *moves_action(struct moves *m, const struct world *w, struct move move)
{
	if (move.what >= MOVE_CALL)
		return &m->calls[(move.what - MOVE_CALL) / MOVE_CALLS][(move.what - MOVE_CALL) % MOVE_CALLS];
	m->net.kind = (uint8_t)kinds[move.what];
	if (move.what == MOVE_WAIT) {
		m->net.pick = PICK_FIRST;
		m->net.id = 0;
		return &m->net;
	}
	if (move.pick >= w->net.count)
		return NULL;
	m->net.pick = PICK_ID;
	m->net.id = w->net.flights[move.pick].id;
	return &m->net;
}

void moves_spend(struct move move, struct spent *spent)
{
	if (move.what == MOVE_DROP)
		spent->losses++;
	if (move.what == MOVE_DUP)
		spent->copies++;
	if (move.what >= MOVE_CALL && table[(move.what - MOVE_CALL) % MOVE_CALLS] == CALL_CRASH)
		spent->crashes++;
}
