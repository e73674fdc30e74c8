/* The search: a queue of nodes, the set of their keys, and the worlds on the way
 * to the node that is expanded. The queue is in the order of depth, and the
 * children of a node follow each other, so that the next node shares most of its
 * way with the last one: 2.5 actions on average make its world. */
#include "session/search.h"

#include <string.h>

#include "base/check.h"
#include "base/mem.h"
#include "engine/trace.h"
#include "engine/world_key.h"
#include "session/key_set.h"
#include "session/moves.h"

/* A way is performed in the real world with at most LATE_MAX actions `wait next`
 * in place of one: there, a connection may be given up after more retransmissions. */
enum { CHUNK = 1 << 16, PROGRESS_EVERY = 1 << 13, STOP_EVERY = 1 << 6, LATE_MAX = 100, WAYS_MAX = 2000 };

struct node {
	uint32_t parent;
	struct move move; /* led from there */
	uint8_t depth;
	struct spent spent;
};

/* The world of the node that is expanded, or of one on its way. */
struct stop {
	uint32_t node;
	struct world world;
};

/* The parts of a world's key. */
struct parts {
	struct world_key hosts[HOSTS], net;
};

/* What an action may have changed, or has changed. */
struct changed {
	bool hosts[HOSTS], net; /* as far as the key depends on it */
	bool all;               /* what all parts depend on */
};

struct run {
	const struct search *s;
	struct found *found;
	struct node **chunks; /* CHUNK nodes each */
	size_t chunks_used, chunks_size;
	size_t nodes_used;
	struct key_set seen;
	struct moves moves;
	struct stop *way[WAY_MAX + 1]; /* [depth] */
	unsigned also;                 /* flags for world_key */
	unsigned ways_tried;
	bool walked; /* the action that was traced took the transition */
	bool cut;    /* a state was not expanded because its way has WAY_MAX steps */
	struct trace trace;
	struct world next; /* a copy of the world that is expanded, but for the action that is tried */
	struct move list[MOVES_MAX];
};

static struct node *node_at(const struct run *e, size_t at)
{
	return &e->chunks[at / CHUNK][at % CHUNK];
}

static void add_node(struct run *e, const struct node *node)
{
	if (e->nodes_used % CHUNK == 0) {
		e->chunks = mem_grow(e->chunks, e->chunks_used, &e->chunks_size, sizeof *e->chunks);
		e->chunks[e->chunks_used++] = mem_new(CHUNK, sizeof **e->chunks);
	}
	*node_at(e, e->nodes_used++) = *node;
}

/* --- worlds --- */

/* Makes *dst a copy of a world of this search. What sockets have returned and
 * sent last is copied only if the goals ask for it: no event depends on it. */
static void copy(const struct run *e, struct world *dst, const struct world *src)
{
	if (e->also) {
		world_copy(dst, src);
		return;
	}
	dst->now_ms = src->now_ms;
	for (uint8_t i = 0; i < HOSTS; i++)
		world_copy_host(dst, src, i);
	world_copy_net(dst, src);
}

/* Makes *dst, which is all zero, a world of this search. */
static void first_copy(const struct run *e, struct world *dst, const struct world *src)
{
	world_copy(dst, src);
	for (int i = 0; i < HOSTS; i++)
		dst->past[i].off = e->also == 0;
}

/* Returns which parts of a world an action may change if it takes no time: a call
 * its host and the network, an arrival the host to which the segment goes. */
static struct changed touches(const struct world *now, const struct action *action, struct move move)
{
	struct changed c = { .net = true };

	if (move.what >= MOVE_CALL)
		c.hosts[action->host] = true;
	else if (move.what == MOVE_DELIVER)
		c.hosts[host_other(now->net.flights[move.pick].segment.from)] = true;
	else if (move.what == MOVE_WAIT)
		c.hosts[HOST_CLIENT] = c.hosts[HOST_SERVER] = true;
	return c;
}

static bool host_differs(const struct run *e, const struct world *now, uint8_t i)
{
	const struct host *a = &e->next.hosts[i], *b = &now->hosts[i];
	size_t from = e->also ? 0 : offsetof(struct host, sockets);

	return a->high != b->high ||
	       memcmp((const char *)a + from, (const char *)b + from,
		      offsetof(struct host, slots) + b->high * sizeof b->slots[0] - from) != 0 ||
	       (e->also && e->next.past[i].order != now->past[i].order);
}

/* Compares `next` with `now` in what the key depends on, where the action may have
 * changed it. No move changes a segment in flight: it is removed, or one is added. */
static struct changed compare(const struct run *e, const struct world *now, struct changed may)
{
	struct changed c = { .all = e->next.now_ms != now->now_ms };

	for (uint8_t i = 0; i < HOSTS; i++) {
		c.all |= e->next.hosts[i].connections != now->hosts[i].connections;
		c.hosts[i] = (may.hosts[i] || c.all) && host_differs(e, now, i);
	}
	c.net = e->next.net.count != now->net.count || e->next.net.last_id != now->net.last_id;
	return c;
}

/* Makes `next` a copy of `now` again. */
static void restore(struct run *e, const struct world *now, const struct changed *c)
{
	struct world *next = &e->next;

	next->now_ms = now->now_ms;
	for (uint8_t i = 0; i < HOSTS; i++) {
		if (c->hosts[i])
			world_copy_host(next, now, i);
		if (e->also && next->past[i].order != now->past[i].order)
			past_copy(&next->past[i], &now->past[i]);
	}
	if (c->net)
		world_copy_net(next, now);
}

/* Performs a move that was performed on this world before. */
static void perform_again(struct run *e, struct world *w, struct move move)
{
	const struct action *action = moves_action(&e->moves, w, move);

	CHECK(action && world_apply(w, action, NULL) == REFUSED_NOT);
}

/* Returns the world of a node. It starts from the last node's way, as far as this
 * one has the same. */
static const struct world *world_of(struct run *e, uint32_t at)
{
	unsigned depth = node_at(e, at)->depth, d = depth;
	uint32_t nodes[WAY_MAX + 1];

	for (nodes[d] = at; !e->way[d] || e->way[d]->node != nodes[d]; d--)
		nodes[d - 1] = node_at(e, nodes[d])->parent;
	for (d++; d <= depth; d++) {
		if (!e->way[d]) {
			e->way[d] = mem_new(1, sizeof *e->way[d]);
			first_copy(e, &e->way[d]->world, e->s->from);
		}
		e->way[d]->node = nodes[d];
		copy(e, &e->way[d]->world, &e->way[d - 1]->world);
		perform_again(e, &e->way[d]->world, node_at(e, nodes[d])->move);
	}
	return &e->way[depth]->world;
}

/* --- the way --- */

static bool reached(const struct search *s, const struct world *w)
{
	for (size_t i = 0; i < s->goals_used; i++)
		if (predicate_test(w, &s->goals[i], NULL) != PRED_HOLDS)
			return false;
	return s->goals_used > 0 || s->arrow;
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

/* Performs an action, and notes whether it takes the transition. */
static bool perform_traced(struct run *e, struct world *w, const struct action *action)
{
	if (!e->s->arrow)
		return world_apply(w, action, NULL) == REFUSED_NOT;
	trace_init(&e->trace, note_arrow, e);
	return world_apply(w, action, &e->trace) == REFUSED_NOT;
}

/* Performs an action of the way in the real world, and adds it to *found. */
static bool really(struct run *e, struct world *w, const struct action *action)
{
	struct found *f = e->found;

	if (!action || !perform_traced(e, w, action))
		return false;
	f->actions[f->actions_used++] = *action;
	return true;
}

static bool same_states(const struct world *a, const struct world *b)
{
	return world_state(a, HOST_CLIENT) == world_state(b, HOST_CLIENT) &&
	       world_state(a, HOST_SERVER) == world_state(b, HOST_SERVER);
}

/* Performs one move of the way in both worlds. Where a timer leads to other
 * states in the real one, it waits on there. */
static bool advance(struct run *e, struct world *w, struct world *real, struct move move)
{
	const struct action *action;

	perform_again(e, w, move);
	action = moves_action(&e->moves, real, move);
	if (!really(e, real, action))
		return false;
	for (int late = 0; move.what == MOVE_WAIT && late < LATE_MAX && !same_states(w, real); late++)
		if (!really(e, real, action))
			return false;
	return true;
}

/* Stores in *found the actions that lead to a node. Returns false if they do not
 * lead to the goals in the real world. */
static bool give_way(struct run *e, size_t at)
{
	struct found *f = e->found;
	struct move way[WAY_MAX];
	unsigned depth = node_at(e, at)->depth;
	struct world *w = mem_new(2, sizeof *w), *real = w + 1;
	bool leads = true;

	for (unsigned d = depth; d > 0; at = node_at(e, at)->parent)
		way[--d] = node_at(e, at)->move;
	f->actions = mem_new(depth * (1 + LATE_MAX), sizeof *f->actions);
	f->actions_used = 0;
	world_copy(w, e->s->from);
	world_copy(real, e->s->real ? e->s->real : e->s->from);
	e->walked = false;
	for (unsigned d = 0; d < depth && leads; d++)
		leads = advance(e, w, real, way[d]);
	leads = leads && (f->broken || (reached(e->s, real) && (!e->s->arrow || e->walked)));
	mem_free(w);
	if (!leads) {
		mem_free(f->actions);
		f->actions = NULL;
		f->actions_used = 0;
	}
	return leads;
}

/* --- the search --- */

/* Returns whether the action that led from `now` to `next` took the transition.
 * The action is performed again with a trace, but only if the state of the host
 * has changed. */
static bool walks(struct run *e, const struct world *now, const struct action *action)
{
	const struct arrow *arrow = e->s->arrow;

	if (!arrow || world_state(now, arrow->host) == world_state(&e->next, arrow->host))
		return false;
	copy(e, &e->next, now);
	e->walked = false;
	perform_traced(e, &e->next, action);
	return e->walked;
}

/* Returns whether the search is over at a new state: the goals hold, or the
 * invariants do not. arrived: the last action took the transition. */
static bool ends_here(struct run *e, size_t at, bool arrived)
{
	struct found *f = e->found;
	const struct world *w = &e->next;
	bool explores = !e->s->goals_used && !e->s->arrow;

	f->broken = explores ? world_broken(w) : NULL;
	if (!f->broken && !(e->s->arrow ? arrived : reached(e->s, w)))
		return false;
	if (e->ways_tried++ == WAYS_MAX || !give_way(e, at)) {
		f->missed = true;
		return false;
	}
	f->end = f->broken ? SEARCH_BROKEN : SEARCH_FOUND;
	return true;
}

/* Adds the state `next` unless it was seen before. Returns true if the search is
 * over. */
static bool enter(struct run *e, struct world_key key, const struct node *node, bool arrived)
{
	struct found *f = e->found;
	size_t at = e->nodes_used;
	unsigned spent = e->s->exact ? (unsigned)node->spent.losses + node->spent.copies : 0;

	if (key_set_add(&e->seen, key, spent) == KEY_SEEN && !arrived)
		return false;
	add_node(e, node);
	f->depth = node->depth;
	f->pairs[world_state(&e->next, HOST_CLIENT)][world_state(&e->next, HOST_SERVER)] = true;
	if (ends_here(e, at, arrived))
		return true;
	if (e->seen.used < e->s->states_max)
		return false;
	f->end = SEARCH_LIMIT;
	return true;
}

/* Adds to the key of `next` what it may yet do within the bounds of an exact
 * search, where the key does not show it. */
static struct world_key bounded_key(const struct run *e, struct world_key key)
{
	unsigned may = 0;

	for (int i = 0; e->s->exact && i < HOSTS; i++)
		may = may << 2 | (unsigned)(e->next.hosts[i].connections < e->s->connections_max) << 1 |
		      (unsigned)(e->s->set_up && e->next.hosts[i].sockets == 0);
	key.low ^= may * 0x9e3779b97f4a7c15u;
	return key;
}

/* Returns the key of `next`. The parts that have not changed are those of now. */
static struct world_key key_of(const struct run *e, const struct changed *c, const struct parts *now)
{
	struct parts p = *now;

	for (uint8_t i = 0; i < HOSTS; i++)
		if (c->all || c->hosts[i])
			p.hosts[i] = world_key_host(&e->next, i, e->also);
	if (c->all || c->net)
		p.net = world_key_net(&e->next);
	return bounded_key(e, world_key_join(p.hosts, p.net));
}

/* Performs a move on `next`, adds the state, and makes `next` a copy of `now`
 * again. Returns true if the search is over. */
static bool try_move(struct run *e, uint32_t from, const struct world *now, const struct parts *parts, struct move move)
{
	const struct action *action = moves_action(&e->moves, now, move);
	struct node n = *node_at(e, from);
	struct changed c = touches(now, action, move);
	bool arrived, over = false;

	e->found->moves++;
	if (world_apply(&e->next, action, NULL) != REFUSED_NOT) {
		copy(e, &e->next, now);
		return false;
	}
	arrived = walks(e, now, action);
	c = compare(e, now, c);
	if (c.all || c.hosts[0] || c.hosts[1] || c.net || arrived) {
		n.parent = from;
		n.depth++;
		n.move = move;
		moves_spend(move, &n.spent);
		over = enter(e, key_of(e, &c, parts), &n, arrived);
	}
	restore(e, now, &c);
	return over;
}

/* Tries all moves on a node. Returns true if the search is over. */
static bool expand(struct run *e, uint32_t at)
{
	const struct node *n = node_at(e, at);
	const struct world *now;
	struct parts parts;
	size_t moves;

	if (e->s->steps_max && n->depth == e->s->steps_max)
		return false;
	if (n->depth == WAY_MAX) {
		e->cut = true;
		return false;
	}
	now = world_of(e, at);
	for (uint8_t i = 0; i < HOSTS; i++)
		parts.hosts[i] = world_key_host(now, i, e->also);
	parts.net = world_key_net(now);
	moves = moves_list(&e->moves, now, n->spent, e->list);
	copy(e, &e->next, now);
	for (size_t i = 0; i < moves; i++)
		if (try_move(e, at, now, &parts, e->list[i]))
			return true;
	return false;
}

/* Returns the flags for world_key that the goals need. */
static unsigned what_goals_see(const struct search *s)
{
	unsigned also = 0;

	for (size_t i = 0; i < s->goals_used; i++) {
		const struct predicate *p = &s->goals[i];

		if (p->kind == PRED_RETURNED)
			also |= p->sock ? KEY_RETURNED_OF : KEY_RETURNED;
		if (p->kind == PRED_SENT)
			also |= p->sock ? KEY_SENT_OF : KEY_SENT;
		if (p->kind == PRED_CALL_RETURNED)
			also |= (unsigned)KEY_CALL << p->call;
	}
	return also;
}

static size_t octets_used(const struct run *e)
{
	size_t n = sizeof *e + e->chunks_used * CHUNK * sizeof **e->chunks + e->seen.size * sizeof *e->seen.keys;

	for (unsigned d = 0; d <= WAY_MAX; d++)
		n += e->way[d] ? sizeof *e->way[d] : 0;
	return n;
}

static void run_free(struct run *e)
{
	for (size_t i = 0; i < e->chunks_used; i++)
		mem_free(e->chunks[i]);
	mem_free(e->chunks);
	for (unsigned d = 0; d <= WAY_MAX; d++)
		mem_free(e->way[d]);
	key_set_free(&e->seen);
	mem_free(e);
}

void search_run(const struct search *s, struct found *found)
{
	struct run *e = mem_new(1, sizeof *e);
	struct node start = { 0 };
	bool over;

	memset(found, 0, sizeof *found);
	found->end = SEARCH_EXHAUSTED;
	e->s = s;
	e->found = found;
	e->also = what_goals_see(s);
	moves_init(&e->moves, s);
	e->way[0] = mem_new(1, sizeof *e->way[0]);
	first_copy(e, &e->way[0]->world, s->from);
	first_copy(e, &e->next, s->from);
	over = enter(e, bounded_key(e, world_key(s->from, e->also)), &start, false);
	for (uint32_t at = 0; !over && at < e->nodes_used; at++) {
		over = expand(e, at);
		if (!over && s->stop && at % STOP_EVERY == STOP_EVERY - 1 && s->stop()) {
			found->end = SEARCH_STOPPED;
			over = true;
		}
		if (s->progress && at % PROGRESS_EVERY == PROGRESS_EVERY - 1)
			s->progress(s->to, e->seen.used);
	}
	if (e->cut && found->end == SEARCH_EXHAUSTED)
		found->end = SEARCH_LIMIT;
	found->states = e->seen.used;
	found->octets = octets_used(e);
	run_free(e);
}

void found_free(struct found *f)
{
	mem_free(f->actions);
	memset(f, 0, sizeof *f);
}
