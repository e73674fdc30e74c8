/* History as actions, with a checkpoint every so often. Knows nothing of
 * lessons or screens. */
#include "session/session.h"

#include <stdlib.h>
#include <string.h>

#include "base/check.h"
#include "base/mem.h"
#include "engine/states.h"

/* Steps between checkpoints: a seek replays fewer than this many. */
enum { CHECKPOINT_EVERY = 256, ROWS_KEPT = 4096 };

/* An action without its text, which stands in a pool. */
struct step {
	char head[offsetof(struct action, text)];
	uint32_t text_at;         /* octet in the pool */
	struct coverage coverage; /* after the step */
};

struct session {
	struct config config;
	struct world now, before, scratch;
	struct step *steps;
	size_t used, size, at;
	char *pool;
	size_t pool_used, pool_size;
	struct world **checkpoints; /* [i]: the world after i * CHECKPOINT_EVERY steps */
	size_t checkpoints_used, checkpoints_size;
	struct row *rows;
	size_t rows_used, rows_size;
	struct coverage coverage, gathering;
	struct action shown; /* what session_action unpacks into */
	struct trace trace;
};

/* --- coverage --- */

static void cover(struct coverage *c, uint8_t host, uint8_t from, uint8_t to)
{
	c->states[host] |= (uint16_t)(1u << from | 1u << to);
	for (size_t i = 0; i < state_edges_count; i++)
		if (state_edges[i].from == from && state_edges[i].to == to)
			c->edges[host] |= (uint64_t)1 << i;
}

static void keep_row(void *to, const struct row *row)
{
	struct session *s = to;

	for (int i = 0; i < row->changes_used; i++)
		cover(&s->gathering, row->changes[i].host, row->changes[i].from, row->changes[i].to);
	if (s->rows_used == ROWS_KEPT)
		return;
	s->rows = mem_grow(s->rows, s->rows_used, &s->rows_size, sizeof *s->rows);
	s->rows[s->rows_used++] = *row;
}

/* --- steps --- */

static void pack(struct session *s, const struct action *a)
{
	struct step *step;

	s->steps = mem_grow(s->steps, s->used, &s->size, sizeof *s->steps);
	step = &s->steps[s->used++];
	memcpy(step->head, a, sizeof step->head);
	step->text_at = (uint32_t)s->pool_used;
	if (s->pool_used + a->text_len > s->pool_size) {
		s->pool_size = 2 * s->pool_size + SEND_TEXT_MAX;
		s->pool = mem_resize(s->pool, s->pool_size, 1);
	}
	if (a->text_len)
		memcpy(s->pool + s->pool_used, a->text, a->text_len);
	s->pool_used += a->text_len;
}

static void unpack(const struct session *s, size_t i, struct action *a)
{
	memset(a, 0, sizeof *a);
	memcpy(a, s->steps[i].head, sizeof s->steps[i].head);
	if (a->text_len)
		memcpy(a->text, s->pool + s->steps[i].text_at, a->text_len);
}

/* Forgets the steps from the current moment on. */
static void cut(struct session *s)
{
	if (s->at < s->used)
		s->pool_used = s->steps[s->at].text_at;
	s->used = s->at;
	while (s->checkpoints_used > s->at / CHECKPOINT_EVERY + 1)
		free(s->checkpoints[--s->checkpoints_used]);
}

static void checkpoint(struct session *s)
{
	struct world *w;

	if (s->at % CHECKPOINT_EVERY != 0 || s->checkpoints_used != s->at / CHECKPOINT_EVERY)
		return;
	s->checkpoints = mem_grow(s->checkpoints, s->checkpoints_used, &s->checkpoints_size, sizeof *s->checkpoints);
	w = mem_new(1, sizeof *w);
	world_copy(w, &s->now);
	s->checkpoints[s->checkpoints_used++] = w;
}

static struct coverage coverage_at(const struct session *s, size_t at)
{
	struct coverage start = { .states = { 1u << TCPS_CLOSED, 1u << TCPS_CLOSED } };

	return at == 0 ? start : s->steps[at - 1].coverage;
}

struct session *session_new(const struct config *config)
{
	struct session *s = mem_new(1, sizeof *s);

	s->config = *config;
	world_init(&s->now, config);
	world_copy(&s->before, &s->now);
	s->coverage = coverage_at(s, 0);
	trace_init(&s->trace, keep_row, s);
	checkpoint(s);
	return s;
}

void session_free(struct session *s)
{
	if (!s)
		return;
	for (size_t i = 0; i < s->checkpoints_used; i++)
		free(s->checkpoints[i]);
	free(s->checkpoints);
	free(s->steps);
	free(s->pool);
	free(s->rows);
	free(s);
}

/* Performs a on the scratch world, gathering its rows. */
static enum refusal attempt(struct session *s, const struct action *a)
{
	world_copy(&s->scratch, &s->now);
	s->rows_used = 0;
	s->gathering = s->coverage;
	return world_apply(&s->scratch, a, &s->trace);
}

static void step_forward(struct session *s)
{
	world_copy(&s->before, &s->now);
	world_copy(&s->now, &s->scratch);
	s->coverage = s->gathering;
	s->at++;
}

enum refusal session_do(struct session *s, const struct action *a)
{
	size_t at = s->at;
	enum refusal r = attempt(s, a);

	if (r != REFUSED_NOT) {
		session_seek(s, at); /* the rows shown are again those of the moment */
		return r;
	}
	cut(s);
	pack(s, a);
	step_forward(s);
	s->steps[s->at - 1].coverage = s->coverage;
	checkpoint(s);
	return r;
}

size_t session_count(const struct session *s)
{
	return s->used;
}

size_t session_at(const struct session *s)
{
	return s->at;
}

void session_seek(struct session *s, size_t at)
{
	struct action a;
	size_t i;

	at = at < s->used ? at : s->used;
	i = at == 0 ? 0 : (at - 1) / CHECKPOINT_EVERY * CHECKPOINT_EVERY;
	world_copy(&s->now, s->checkpoints[i / CHECKPOINT_EVERY]);
	for (; i + 1 < at; i++) {
		unpack(s, i, &a);
		CHECK(world_apply(&s->now, &a, NULL) == REFUSED_NOT);
	}
	s->at = i;
	s->coverage = coverage_at(s, i);
	world_copy(&s->before, &s->now);
	s->rows_used = 0;
	if (at == 0)
		return;
	unpack(s, i, &a);
	CHECK(attempt(s, &a) == REFUSED_NOT);
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
	struct action a;

	if (s->at == s->used)
		return false;
	unpack(s, s->at, &a);
	CHECK(attempt(s, &a) == REFUSED_NOT);
	step_forward(s);
	return true;
}

const struct config *session_config(const struct session *s)
{
	return &s->config;
}

const struct world *session_world(const struct session *s)
{
	return &s->now;
}

const struct world *session_before(const struct session *s)
{
	return &s->before;
}

const struct action *session_action(const struct session *s, size_t i)
{
	CHECK(i < s->used);
	unpack(s, i, &((struct session *)s)->shown); /* a cache, not a change */
	return &s->shown;
}

const struct row *session_rows(const struct session *s, size_t *n)
{
	*n = s->rows_used;
	return s->rows;
}

struct coverage session_coverage(const struct session *s)
{
	return s->coverage;
}
