/* The search: a queue of packed worlds, the set of their keys, and for each state
 * the action that led to it. A world is freed when its successors are known. */
#include "session/search.h"

#include <string.h>

#include "base/check.h"
#include "base/mem.h"
#include "engine/world_key.h"
#include "engine/trace.h"

enum { MOVES_MAX = 96, PORT_SERVER = 80, PORT_CLIENT = 90 };

/* A state: the action that led to it, and how much of the bounds its way uses. */
struct node {
	uint32_t parent;
	uint32_t id; /* number of the action's segment */
	uint16_t depth;
	uint8_t kind, host, call, pick;
	uint8_t losses, copies;
};

struct run {
	const struct search *s;
	struct found *found;
	struct node *nodes;
	size_t nodes_used, nodes_size;
	unsigned char **worlds; /* [node]: its packed world; NULL after it was expanded */
	size_t worlds_size;
	struct world_key *keys; /* hash table with open addressing; 0,0: a free entry */
	size_t keys_size;
	unsigned also;         /* flags for world_key */
	uint16_t ports[HOSTS]; /* the port that each host binds, and that the other connects to */
	bool walked;           /* the action that was traced took the transition */
	struct trace trace;
	struct world now, next;
	struct action moves[MOVES_MAX];
	size_t moves_used;
};

/* --- packed worlds: only the parts that are in use --- */

static size_t host_size(const struct host *h)
{
	return offsetof(struct host, slots) + h->high * sizeof h->slots[0];
}

static unsigned char *pack(const struct world *w)
{
	size_t a = host_size(&w->hosts[0]), b = host_size(&w->hosts[1]);
	size_t n = offsetof(struct net, flights) + w->net.count * sizeof w->net.flights[0];
	unsigned char *p = mem_new(sizeof w->now_ms + a + b + n, 1), *at = p;

	memcpy(at, &w->now_ms, sizeof w->now_ms);
	at += sizeof w->now_ms;
	memcpy(at, &w->net, n);
	memcpy(at + n, &w->hosts[0], a);
	memcpy(at + n + a, &w->hosts[1], b);
	return p;
}

static void unpack(const struct search *s, const unsigned char *p, struct world *w)
{
	uint32_t count = w->net.count;
	size_t n;

	w->config = s->from->config;
	memcpy(&w->now_ms, p, sizeof w->now_ms);
	p += sizeof w->now_ms;
	memcpy(&w->net, p, offsetof(struct net, flights));
	n = offsetof(struct net, flights) + w->net.count * sizeof w->net.flights[0];
	memcpy(&w->net, p, n);
	if (count > w->net.count)
		memset(&w->net.flights[w->net.count], 0, (count - w->net.count) * sizeof w->net.flights[0]);
	p += n;
	for (int i = 0; i < HOSTS; i++) {
		struct host *h = &w->hosts[i];
		uint32_t high = h->high;

		memcpy(h, p, offsetof(struct host, slots));
		memcpy(h, p, host_size(h));
		if (high > h->high)
			memset(&h->slots[h->high], 0, (high - h->high) * sizeof h->slots[0]);
		p += host_size(h);
	}
}

/* --- the set of keys --- */

static bool add_key(struct run *e, struct world_key k, size_t used);

static void grow_keys(struct run *e)
{
	struct world_key *old = e->keys;
	size_t old_size = e->keys_size;

	e->keys_size = old_size ? 2 * old_size : 1 << 16;
	e->keys = mem_new(e->keys_size, sizeof *e->keys);
	for (size_t i = 0; i < old_size; i++)
		if (old[i].high || old[i].low)
			add_key(e, old[i], 0);
	mem_free(old);
}

/* Adds a key. Returns false if it was in the set. `used` is the number of keys. */
static bool add_key(struct run *e, struct world_key k, size_t used)
{
	size_t i;

	if (2 * used >= e->keys_size)
		grow_keys(e);
	k.low |= (k.high | k.low) == 0;
	for (i = (size_t)k.low & (e->keys_size - 1); e->keys[i].high || e->keys[i].low;
	     i = (i + 1) & (e->keys_size - 1))
		if (e->keys[i].high == k.high && e->keys[i].low == k.low)
			return false;
	e->keys[i] = k;
	return true;
}

/* --- the actions to try --- */

static void move(struct run *e, struct action action)
{
	CHECK(e->moves_used < MOVES_MAX);
	e->moves[e->moves_used++] = action;
}

static void call(struct run *e, uint8_t host, enum call_id id, uint32_t amount)
{
	struct action action = action_call(host, id);

	action.amount = amount;
	if (id == CALL_SHUTDOWN)
		action.option = SHUTDOWN_WR;
	move(e, action);
}

/* Returns how many sockets of the host are open. */
static unsigned sockets_of(const struct host *h)
{
	unsigned n = 0;

	for (uint32_t i = 0; i < h->high; i++)
		n += h->slots[i].used && h->slots[i].number && h->slots[i].refs;
	return n;
}

static uint16_t port_of(const struct run *e, uint8_t host)
{
	return e->ports[host];
}

/* Chooses the ports of the hosts: one that it has bound, or a default. */
static void find_ports(struct run *e)
{
	e->ports[HOST_CLIENT] = PORT_CLIENT;
	e->ports[HOST_SERVER] = PORT_SERVER;
	for (int h = 0; h < HOSTS; h++) {
		const struct host *host = &e->s->from->hosts[h];

		for (uint32_t i = 0; i < host->high; i++)
			if (host->slots[i].used && host->slots[i].lport && !host->slots[i].conn)
				e->ports[h] = host->slots[i].lport;
	}
}

/* Adds the calls of a host. */
static void calls_of(struct run *e, uint8_t host)
{
	const struct host *h = &e->now.hosts[host];

	if (h->down)
		return;
	if (e->s->set_up && sockets_of(h) < e->s->sockets_max)
		call(e, host, CALL_SOCKET, 0);
	if (sockets_of(h) == 0)
		return;
	if (e->s->set_up)
		call(e, host, CALL_BIND, port_of(e, host));
	call(e, host, CALL_LISTEN, 0);
	if (h->connections < e->s->connections_max)
		call(e, host, CALL_CONNECT, port_of(e, host_other(host)));
	call(e, host, CALL_ACCEPT, 0);
	if (e->s->data) {
		call(e, host, CALL_SEND, 1);
		call(e, host, CALL_RECV, 0);
	}
	call(e, host, CALL_SHUTDOWN, 0);
	call(e, host, CALL_CLOSE, 0);
	call(e, host, CALL_ABORT, 0);
}

/* Returns whether another segment in the same direction was sent before. */
static bool waits_its_turn(const struct net *net, uint32_t i)
{
	for (uint32_t k = 0; k < i; k++)
		if (net->flights[k].segment.from == net->flights[i].segment.from)
			return true;
	return false;
}

/* Adds the actions on segments in flight, or `wait next` if there are none. */
static void network_of(struct run *e, const struct node *n)
{
	const struct net *net = &e->now.net;

	for (uint32_t i = 0; i < net->count; i++) {
		if (!e->s->in_order || !waits_its_turn(net, i))
			move(e, action_pick(ACT_DELIVER, net->flights[i].id));
		if (n->losses < e->s->losses_max)
			move(e, action_pick(ACT_DROP, net->flights[i].id));
		if (n->copies < e->s->copies_max)
			move(e, action_pick(ACT_DUP, net->flights[i].id));
	}
	if (net->count == 0) {
		struct action next;

		memset(&next, 0, sizeof next);
		next.kind = ACT_WAIT_NEXT;
		move(e, next);
	}
}

/* --- the search --- */

static struct action action_of(const struct run *e, const struct node *n)
{
	struct action action = action_call(n->host, (enum call_id)n->call);

	action.kind = n->kind;
	action.pick = n->pick;
	action.id = n->id;
	if (n->kind != ACT_CALL)
		return action;
	if (n->call == CALL_BIND)
		action.amount = port_of(e, n->host);
	if (n->call == CALL_CONNECT)
		action.amount = port_of(e, host_other(n->host));
	if (n->call == CALL_SEND)
		action.amount = 1;
	if (n->call == CALL_SHUTDOWN)
		action.option = SHUTDOWN_WR;
	return action;
}

/* Stores the actions that lead to a node in *found. */
static void give_way(struct run *e, size_t at)
{
	struct found *f = e->found;
	size_t depth = e->nodes[at].depth;

	f->actions = mem_new(depth, sizeof *f->actions);
	f->actions_used = depth;
	for (; depth > 0; at = e->nodes[at].parent)
		f->actions[--depth] = action_of(e, &e->nodes[at]);
}

static bool reached(const struct search *s, const struct world *w)
{
	for (size_t i = 0; i < s->goals_used; i++)
		if (predicate_test(w, &s->goals[i], NULL) != PRED_HOLDS)
			return false;
	return s->goals_used > 0;
}

static void note_arrow(void *to, const struct row *row)
{
	struct run *e = to;
	const struct arrow *arrow = e->s->arrow;

	for (int i = 0; i < row->changes_used; i++)
		if (row->changes[i].host == arrow->host && row->changes[i].from == arrow->from &&
		    row->changes[i].to == arrow->to)
			e->walked = true;
}

/* Returns whether the action that led from `now` to `next` took the transition.
 * The action is performed again with a trace, but only if the state of the host
 * has changed. */
static bool walks(struct run *e, const struct action *action)
{
	const struct arrow *arrow = e->s->arrow;

	if (!arrow || (uint8_t)world_state(&e->now, arrow->host) == (uint8_t)world_state(&e->next, arrow->host))
		return false;
	world_copy(&e->next, &e->now);
	trace_init(&e->trace, note_arrow, e);
	e->walked = false;
	world_apply(&e->next, action, &e->trace);
	return e->walked;
}

/* Adds a state unless it was seen before. Returns true if the search is over.
 * arrived: the last action took the transition that is searched for. */
static bool enter(struct run *e, const struct world *w, const struct node *node, bool arrived)
{
	struct found *f = e->found;
	size_t at = e->nodes_used;

	if (!add_key(e, world_key(w, e->also), at) && !arrived)
		return false;
	e->nodes = mem_grow(e->nodes, at, &e->nodes_size, sizeof *e->nodes);
	e->worlds = mem_grow(e->worlds, at, &e->worlds_size, sizeof *e->worlds);
	e->nodes[at] = *node;
	e->worlds[at] = pack(w);
	e->nodes_used++;
	f->depth = node->depth;
	f->pairs[world_state(w, HOST_CLIENT)][world_state(w, HOST_SERVER)] = true;
	f->broken = world_broken(w);
	f->end = f->broken ? SEARCH_BROKEN : arrived || reached(e->s, w) ? SEARCH_FOUND : SEARCH_EXHAUSTED;
	if (f->end != SEARCH_EXHAUSTED) {
		give_way(e, at);
		return true;
	}
	if (e->nodes_used < e->s->states_max)
		return false;
	f->end = SEARCH_LIMIT;
	return true;
}

/* Performs an action on a node, and adds the state. Returns true if the search is
 * over. */
static bool try_move(struct run *e, uint32_t from, const struct action *action)
{
	struct node n = e->nodes[from];

	e->found->moves++;
	world_copy(&e->next, &e->now);
	if (world_apply(&e->next, action, NULL) != REFUSED_NOT)
		return false;
	n.parent = from;
	n.depth++;
	n.kind = action->kind;
	n.host = action->host;
	n.call = action->call;
	n.pick = action->pick;
	n.id = action->id;
	n.losses = (uint8_t)(n.losses + (action->kind == ACT_DROP));
	n.copies = (uint8_t)(n.copies + (action->kind == ACT_DUP));
	return enter(e, &e->next, &n, walks(e, action));
}

/* Tries all actions on a node. Returns true if the search is over. */
static bool expand(struct run *e, uint32_t at)
{
	struct node n = e->nodes[at];

	unpack(e->s, e->worlds[at], &e->now);
	mem_free(e->worlds[at]);
	e->worlds[at] = NULL;
	if (e->s->steps_max && n.depth == e->s->steps_max)
		return false;
	e->moves_used = 0;
	network_of(e, &n);
	calls_of(e, HOST_CLIENT);
	calls_of(e, HOST_SERVER);
	for (size_t i = 0; i < e->moves_used; i++)
		if (try_move(e, at, &e->moves[i]))
			return true;
	return false;
}

/* Returns the flags for world_key that the goals need. */
static unsigned what_goals_see(const struct search *s)
{
	unsigned also = 0;

	for (size_t i = 0; i < s->goals_used; i++) {
		also |= s->goals[i].kind == PRED_RETURNED ? KEY_RETURNED : 0;
		also |= s->goals[i].kind == PRED_SENT ? KEY_SENT : 0;
	}
	return also;
}

void search_run(const struct search *s, struct found *found)
{
	struct run *e = mem_new(1, sizeof *e);
	struct node start = { 0 };
	bool over;

	memset(found, 0, sizeof *found);
	e->s = s;
	e->found = found;
	e->also = what_goals_see(s);
	find_ports(e);
	over = enter(e, s->from, &start, false);
	for (uint32_t at = 0; !over && at < e->nodes_used; at++) {
		over = expand(e, at);
		if (s->progress && at % 65536 == 65535)
			s->progress(s->to, e->nodes_used);
	}
	found->states = e->nodes_used;
	for (size_t i = 0; i < e->nodes_used; i++)
		mem_free(e->worlds[i]);
	mem_free(e->worlds);
	mem_free(e->nodes);
	mem_free(e->keys);
	mem_free(e);
}

void found_free(struct found *f)
{
	mem_free(f->actions);
	memset(f, 0, sizeof *f);
}
