/* The history as a tree of actions. The world of every CHECKPOINT_EVERY-th step
 * is kept, so that any moment is reached by a short replay. */
#include "session/session.h"

#include <string.h>

#include "base/check.h"
#include "base/mem.h"
#include "engine/states.h"

/* CHECKPOINT_EVERY: steps between two kept worlds; a seek replays at most as
 * many. ROWS_KEPT: rows of one step. */
enum { CHECKPOINT_EVERY = 256, ROWS_KEPT = 4096 };

/* A moment, with the action that led to it. The action's text is in a pool. The
 * start has no action. */
struct node {
	char head[offsetof(struct action, text)];
	uint32_t text_at; /* position in the pool */
	struct moment place;
	uint32_t last_child;      /* the last moment that followed this one; 0: none */
	uint32_t onward;          /* the next moment on the last trail through this one; 0: none */
	struct coverage coverage; /* up to this moment */
	struct world *world;      /* kept if the depth is a multiple of CHECKPOINT_EVERY; else NULL */
};

struct session {
	struct config config;
	struct world worlds[3]; /* the three below point here, in any order */
	struct world *now, *before, *scratch;
	struct node *nodes;
	size_t used, size;
	uint32_t *trail; /* [d]: the moment after d steps of the current trail */
	size_t count, trail_size;
	size_t at;
	char *pool;
	size_t pool_used, pool_size;
	struct rows {
		struct row *at;
		size_t used, size;
	} rows, gathered; /* of the last step; of the attempt, which becomes the last step if it succeeds */
	struct coverage coverage, gathering, ever;
	struct action shown; /* the action that session_action and session_step return */
	struct trace trace;
};

/* --- coverage --- */

/* Adds a change of state. */
static void cover(struct coverage *c, uint8_t host, uint8_t from, uint8_t to)
{
	c->states[host] |= (uint16_t)(1u << from | 1u << to);
	for (size_t i = 0; i < state_edges_count; i++)
		if (state_edges[i].from == from && state_edges[i].to == to)
			c->edges[host] |= (uint64_t)1 << i;
}

/* Keeps a row of the attempt, and what it covers. Called by the trace. */
static void keep_row(void *to, const struct row *row)
{
	struct session *s = to;

	for (int i = 0; i < row->changes_used; i++)
		cover(&s->gathering, row->changes[i].host, row->changes[i].from, row->changes[i].to);
	if (s->gathered.used == ROWS_KEPT)
		return;
	s->gathered.at = mem_grow(s->gathered.at, s->gathered.used, &s->gathered.size, sizeof *s->gathered.at);
	s->gathered.at[s->gathered.used++] = *row;
}

/* --- moments --- */

/* Stores an action in a node. */
static void pack(struct session *s, struct node *n, const struct action *action)
{
	memcpy(n->head, action, sizeof n->head);
	n->text_at = (uint32_t)s->pool_used;
	if (s->pool_used + action->text_len > s->pool_size) {
		s->pool_size = 2 * s->pool_size + SEND_TEXT_MAX;
		s->pool = mem_resize(s->pool, s->pool_size, 1);
	}
	if (action->text_len)
		memcpy(s->pool + s->pool_used, action->text, action->text_len);
	s->pool_used += action->text_len;
}

/* Returns the action of a moment in *action. */
static void unpack(const struct session *s, uint32_t id, struct action *action)
{
	memset(action, 0, sizeof *action);
	memcpy(action, s->nodes[id].head, sizeof s->nodes[id].head);
	if (action->text_len)
		memcpy(action->text, s->pool + s->nodes[id].text_at, action->text_len);
}

/* Adds a moment after the current one; fills in only its place in the tree. */
static uint32_t add_node(struct session *s)
{
	uint32_t id = (uint32_t)s->used, parent = s->trail[s->at];
	struct node *n;

	CHECK(s->used < UINT32_MAX);
	s->nodes = mem_grow(s->nodes, s->used, &s->size, sizeof *s->nodes);
	n = &s->nodes[s->used++];
	memset(n, 0, sizeof *n);
	n->place = (struct moment){ .parent = parent, .depth = (uint32_t)s->at + 1 };
	if (s->nodes[parent].last_child)
		s->nodes[s->nodes[parent].last_child].place.next = id;
	else
		s->nodes[parent].place.child = id;
	s->nodes[parent].last_child = id;
	return id;
}

/* Returns the moment to which this action has led from the current one before, or
 * 0. */
static uint32_t tried(const struct session *s, const struct action *action)
{
	struct action other;
	uint32_t id = s->nodes[s->trail[s->at]].place.child;

	for (; id; id = s->nodes[id].place.next) {
		unpack(s, id, &other);
		if (action_same(&other, action))
			break;
	}
	return id;
}

/* Makes the trail lead to id after `depth` steps, and then along the last trail
 * through id. */
static void lead_on(struct session *s, size_t depth, uint32_t id)
{
	if (depth > 0)
		s->nodes[s->trail[depth - 1]].onward = id;
	for (;; depth++) {
		s->trail = mem_grow(s->trail, depth, &s->trail_size, sizeof *s->trail);
		s->trail[depth] = id;
		s->count = depth;
		id = s->nodes[id].onward;
		if (!id)
			return;
	}
}

/* Keeps the current world if its depth asks for it. */
static void checkpoint(struct session *s)
{
	struct node *n = &s->nodes[s->trail[s->at]];

	if (s->at % CHECKPOINT_EVERY != 0 || n->world)
		return;
	n->world = mem_new(1, sizeof *n->world);
	world_copy(n->world, s->now);
}

struct session *session_new(const struct config *config)
{
	struct session *s = mem_new(1, sizeof *s);

	s->config = *config;
	s->now = &s->worlds[0];
	s->before = &s->worlds[1];
	s->scratch = &s->worlds[2];
	for (size_t i = 0; i < 3; i++)
		world_init(&s->worlds[i], config);
	s->nodes = mem_grow(s->nodes, s->used, &s->size, sizeof *s->nodes);
	memset(&s->nodes[s->used++], 0, sizeof *s->nodes);
	s->nodes[0].coverage = (struct coverage){ .states = { 1u << TCPS_CLOSED, 1u << TCPS_CLOSED } };
	s->trail = mem_grow(s->trail, 0, &s->trail_size, sizeof *s->trail);
	s->trail[0] = 0;
	s->coverage = s->ever = s->nodes[0].coverage;
	trace_init(&s->trace, keep_row, s);
	checkpoint(s);
	return s;
}

void session_free(struct session *s)
{
	if (!s)
		return;
	for (size_t i = 0; i < s->used; i++)
		mem_free(s->nodes[i].world);
	mem_free(s->nodes);
	mem_free(s->trail);
	mem_free(s->pool);
	mem_free(s->rows.at);
	mem_free(s->gathered.at);
	mem_free(s);
}

/* --- steps --- */

/* Performs the action on the scratch world and collects its rows. The current
 * moment stays the same until step_forward. */
static enum refusal attempt(struct session *s, const struct action *action)
{
	world_copy(s->scratch, s->now);
	s->gathered.used = 0;
	s->gathering = s->coverage;
	return world_apply(s->scratch, action, &s->trace);
}

/* Makes the attempt the current moment. */
static void step_forward(struct session *s)
{
	struct world *spare = s->before;
	struct rows rows = s->rows;

	s->before = s->now;
	s->now = s->scratch;
	s->scratch = spare;
	s->rows = s->gathered;
	s->gathered = rows;
	s->coverage = s->gathering;
	s->at++;
}

enum refusal session_do(struct session *s, const struct action *action)
{
	enum refusal r = attempt(s, action);
	uint32_t id;

	if (r != REFUSED_NOT)
		return r;
	id = tried(s, action);
	if (!id) {
		id = add_node(s);
		pack(s, &s->nodes[id], action);
		s->nodes[id].coverage = s->gathering;
		for (int h = 0; h < HOSTS; h++) {
			s->ever.states[h] |= s->gathering.states[h];
			s->ever.edges[h] |= s->gathering.edges[h];
		}
	}
	if (s->at == s->count || s->trail[s->at + 1] != id)
		lead_on(s, s->at + 1, id);
	step_forward(s);
	checkpoint(s);
	return r;
}

size_t session_count(const struct session *s)
{
	return s->count;
}

size_t session_at(const struct session *s)
{
	return s->at;
}

void session_seek(struct session *s, size_t at)
{
	struct action action;
	size_t i;

	at = at < s->count ? at : s->count;
	i = at == 0 ? 0 : (at - 1) / CHECKPOINT_EVERY * CHECKPOINT_EVERY;
	world_copy(s->now, s->nodes[s->trail[i]].world);
	for (; i + 1 < at; i++) {
		unpack(s, s->trail[i + 1], &action);
		CHECK(world_apply(s->now, &action, NULL) == REFUSED_NOT);
	}
	s->at = i;
	s->coverage = s->nodes[s->trail[i]].coverage;
	world_copy(s->before, s->now);
	s->rows.used = 0;
	if (at == 0)
		return;
	unpack(s, s->trail[at], &action);
	CHECK(attempt(s, &action) == REFUSED_NOT);
	step_forward(s);
}

bool session_undo(struct session *s)
{
	if (s->at == 0)
		return false;
	session_seek(s, s->at - 1);
	return true;
}

bool session_redo(struct session *s)
{
	struct action action;

	if (s->at == s->count)
		return false;
	unpack(s, s->trail[s->at + 1], &action);
	CHECK(attempt(s, &action) == REFUSED_NOT);
	step_forward(s);
	return true;
}

void session_end_trail(struct session *s)
{
	for (size_t d = s->at; d < s->count; d++)
		s->nodes[s->trail[d]].onward = 0;
	s->count = s->at;
}

const struct config *session_config(const struct session *s)
{
	return &s->config;
}

const struct world *session_world(const struct session *s)
{
	return s->now;
}

const struct world *session_before(const struct session *s)
{
	return s->before;
}

const struct action *session_action(const struct session *s, size_t i)
{
	CHECK(i < s->count);
	return session_step(s, s->trail[i + 1]);
}

const struct row *session_rows(const struct session *s, size_t *n)
{
	*n = s->rows.used;
	return s->rows.at;
}

struct coverage session_coverage(const struct session *s)
{
	return s->coverage;
}

struct coverage session_coverage_all(const struct session *s)
{
	return s->ever;
}

/* --- the tree --- */

size_t session_moments(const struct session *s)
{
	return s->used;
}

uint32_t session_now(const struct session *s)
{
	return s->trail[s->at];
}

struct moment session_moment(const struct session *s, uint32_t id)
{
	CHECK(id < s->used);
	return s->nodes[id].place;
}

uint32_t session_trail(const struct session *s, size_t depth)
{
	CHECK(depth <= s->count);
	return s->trail[depth];
}

const struct action *session_step(const struct session *s, uint32_t id)
{
	CHECK(id > 0 && id < s->used);
	unpack(s, id, &((struct session *)s)->shown); /* only a buffer for the result */
	return &s->shown;
}

uint32_t session_fork(const struct session *s, uint32_t a, uint32_t b)
{
	while (a != b) {
		if (s->nodes[a].place.depth >= s->nodes[b].place.depth)
			a = s->nodes[a].place.parent;
		else
			b = s->nodes[b].place.parent;
	}
	return a;
}

void session_goto(struct session *s, uint32_t id)
{
	CHECK(id < s->used);
	for (uint32_t n = id; n; n = s->nodes[n].place.parent)
		s->nodes[s->nodes[n].place.parent].onward = n;
	lead_on(s, 0, 0);
	session_seek(s, s->nodes[id].place.depth);
}

void session_world_of(const struct session *s, uint32_t id, struct world *dst)
{
	uint32_t way[CHECKPOINT_EVERY];
	size_t n = 0;
	struct action action;

	CHECK(id < s->used);
	for (; !s->nodes[id].world; id = s->nodes[id].place.parent)
		way[n++] = id;
	world_copy(dst, s->nodes[id].world);
	while (n > 0) {
		unpack(s, way[--n], &action);
		CHECK(world_apply(dst, &action, NULL) == REFUSED_NOT);
	}
}
