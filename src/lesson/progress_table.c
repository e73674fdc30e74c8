/* The table of what a student has done: finding, keeping and forgetting. Called by
 * progress.c and progress_file.c. */
#include <string.h>

#include "base/mem.h"
#include "lesson/progress_parts.h"

/* --- finding --- */

/* What a slot of the hash table refers to: its kind in the lowest three bits, its
 * index above them. An empty slot is 0. */
enum kind { KIND_NONE, KIND_LESSON, KIND_GOAL, KIND_PREDICTION, KIND_POSITION };

enum { KIND_BITS = 3, KIND_MASK = 7 };

static uint32_t slot_value(enum kind kind, size_t at)
{
	return (uint32_t)(at << KIND_BITS) | (uint32_t)kind;
}

static uint64_t hash_of(enum kind kind, const char *id, uint32_t nth)
{
	uint64_t h = 14695981039346656037u ^ ((uint64_t)nth << KIND_BITS | (uint64_t)kind); /* FNV-1a */

	h *= 1099511628211u;
	for (; *id; id++)
		h = (h ^ (unsigned char)*id) * 1099511628211u;
	return h ^ h >> 32;
}

/* Returns what identifies the thing that a slot refers to. */
static const char *id_at(const struct progress *p, uint32_t slot, uint32_t *nth)
{
	size_t at = slot >> KIND_BITS;

	*nth = 0;
	switch ((enum kind)(slot & KIND_MASK)) {
	case KIND_GOAL:
		*nth = p->goals[at].nth;
		return p->goals[at].lesson;
	case KIND_PREDICTION:
		*nth = p->predictions[at].nth;
		return p->predictions[at].lesson;
	case KIND_POSITION:
		return p->positions[at].lesson;
	case KIND_LESSON:
		return p->done[at];
	case KIND_NONE:
		break;
	}
	return "";
}

/* Returns the slot of a thing, or the empty one where it belongs; NULL: there is
 * no table yet. */
static uint32_t *slot_of(const struct progress *p, enum kind kind, const char *id, uint32_t nth)
{
	size_t i = p->slots_size ? (size_t)hash_of(kind, id, nth) & (p->slots_size - 1) : 0;

	for (; p->slots_size && p->slots[i]; i = (i + 1) & (p->slots_size - 1)) {
		uint32_t other_nth;
		const char *other = id_at(p, p->slots[i], &other_nth);

		if ((p->slots[i] & KIND_MASK) == (uint32_t)kind && other_nth == nth && strcmp(other, id) == 0)
			break;
	}
	return p->slots_size ? &p->slots[i] : NULL;
}

static void index_put(struct progress *p, enum kind kind, size_t at)
{
	uint32_t value = slot_value(kind, at), nth;
	const char *id = id_at(p, value, &nth);

	*slot_of(p, kind, id, nth) = value;
	p->slots_used++;
}

/* Makes the table anew. */
static void index_all(struct progress *p)
{
	size_t n = p->used + p->goals_used + p->predictions_used + p->positions_used, size = 64;

	while (size < 4 * n)
		size *= 2;
	mem_free(p->slots);
	p->slots = mem_new(size, sizeof *p->slots);
	p->slots_size = size;
	p->slots_used = 0;
	for (size_t i = 0; i < p->used; i++)
		index_put(p, KIND_LESSON, i);
	for (size_t i = 0; i < p->goals_used; i++)
		index_put(p, KIND_GOAL, i);
	for (size_t i = 0; i < p->predictions_used; i++)
		index_put(p, KIND_PREDICTION, i);
	for (size_t i = 0; i < p->positions_used; i++)
		index_put(p, KIND_POSITION, i);
}

/* Adds the thing that was just appended at index `at`. */
static void index_add(struct progress *p, enum kind kind, size_t at)
{
	if (2 * (p->slots_used + 1) > p->slots_size)
		index_all(p);
	else
		index_put(p, kind, at);
}

/* Finds the index of a thing; false: it is not there. */
static bool find(const struct progress *p, enum kind kind, const char *id, uint32_t nth, size_t *at)
{
	const uint32_t *slot = slot_of(p, kind, id, nth);

	*at = slot ? *slot >> KIND_BITS : 0;
	return slot && *slot;
}

/* --- asking --- */

bool progress_has(const struct progress *p, const char *id)
{
	size_t at;

	return find(p, KIND_LESSON, id, 0, &at);
}

const struct progress_goal *progress_goal_find(const struct progress *p, const char *id, uint32_t nth)
{
	size_t at;

	return find(p, KIND_GOAL, id, nth, &at) ? &p->goals[at] : NULL;
}

const struct progress_prediction *progress_prediction_find(const struct progress *p, const char *id, uint32_t nth)
{
	size_t at;

	return find(p, KIND_PREDICTION, id, nth, &at) ? &p->predictions[at] : NULL;
}

const struct progress_position *progress_position_find(const struct progress *p, const char *id)
{
	size_t at;

	return find(p, KIND_POSITION, id, 0, &at) ? &p->positions[at] : NULL;
}

/* --- keeping --- */

void keep_lesson(struct progress *p, const char *id)
{
	if (progress_has(p, id))
		return;
	p->done = mem_grow(p->done, p->used, &p->size, sizeof *p->done);
	p->done[p->used++] = mem_copy_text(id);
	index_add(p, KIND_LESSON, p->used - 1);
}

void keep_goal(struct progress *p, const char *id, uint32_t nth, const struct progress_goal *result)
{
	struct progress_goal *g = (struct progress_goal *)progress_goal_find(p, id, nth);

	if (!g) {
		p->goals = mem_grow(p->goals, p->goals_used, &p->goals_size, sizeof *p->goals);
		g = &p->goals[p->goals_used++];
		*g = (struct progress_goal){ .lesson = mem_copy_text(id), .nth = nth };
		index_add(p, KIND_GOAL, p->goals_used - 1);
	}
	if (!result->solved || (g->solved && result->actions >= g->actions))
		return;
	g->solved = true;
	g->actions = result->actions;
	mem_free(g->way);
	g->way = result->way && strlen(result->way) <= WAY_OCTETS_MAX ? mem_copy_text(result->way) : NULL;
}

void keep_prediction(struct progress *p, const char *id, uint32_t nth, bool right, bool skipped)
{
	if (progress_prediction_find(p, id, nth))
		return;
	p->predictions = mem_grow(p->predictions, p->predictions_used, &p->predictions_size, sizeof *p->predictions);
	p->predictions[p->predictions_used++] = (struct progress_prediction){
		.lesson = mem_copy_text(id), .nth = nth, .right = right, .skipped = skipped
	};
	index_add(p, KIND_PREDICTION, p->predictions_used - 1);
}

void keep_position(struct progress *p, const char *id, uint32_t step, uint32_t of)
{
	struct progress_position *at = (struct progress_position *)progress_position_find(p, id);

	if (!at) {
		p->positions = mem_grow(p->positions, p->positions_used, &p->positions_size, sizeof *p->positions);
		at = &p->positions[p->positions_used++];
		at->lesson = mem_copy_text(id);
		index_add(p, KIND_POSITION, p->positions_used - 1);
	}
	at->step = step;
	at->of = of;
}

/* --- forgetting --- */

void forget_positions(struct progress *p, const char *id)
{
	size_t used = p->positions_used;

	p->positions_used = 0;
	for (size_t i = 0; i < used; i++)
		if (id && strcmp(p->positions[i].lesson, id) != 0)
			p->positions[p->positions_used++] = p->positions[i];
		else
			mem_free(p->positions[i].lesson);
	index_all(p);
}

void forget(struct progress *p, const char *id)
{
	size_t used = p->used, goals = p->goals_used, predictions = p->predictions_used;

	p->used = p->goals_used = p->predictions_used = 0;
	for (size_t i = 0; i < used; i++)
		if (id && strcmp(p->done[i], id) != 0)
			p->done[p->used++] = p->done[i];
		else
			mem_free(p->done[i]);
	for (size_t i = 0; i < goals; i++)
		if (id && strcmp(p->goals[i].lesson, id) != 0) {
			p->goals[p->goals_used++] = p->goals[i];
		} else {
			mem_free(p->goals[i].lesson);
			mem_free(p->goals[i].way);
		}
	for (size_t i = 0; i < predictions; i++)
		if (id && strcmp(p->predictions[i].lesson, id) != 0)
			p->predictions[p->predictions_used++] = p->predictions[i];
		else
			mem_free(p->predictions[i].lesson);
	forget_positions(p, id);
}
