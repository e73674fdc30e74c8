/* The history of a session: a current world, undo, redo and seek. A step is one
 * action that was performed; a refused action is no step. Going back and doing
 * something else starts a branch and keeps the old one, so the history is a
 * tree. The *trail* is its current line: from the start through the current
 * moment to the moments that redo leads to. */
#ifndef TCPSTEP_SESSION_SESSION_H
#define TCPSTEP_SESSION_SESSION_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/trace.h"
#include "engine/world.h"

struct session; /* opaque */

/* Which states each host's connections were in, and which arrows of
 * state_edges they took, up to a moment. */
struct coverage {
	uint16_t states[HOSTS]; /* bit enum tcp_state */
	uint64_t edges[HOSTS];  /* bit index into state_edges */
};

/* Makes a session that is at its start: a new world with these settings. */
struct session *session_new(const struct config *config);
/* Frees a session; does nothing if s is NULL. */
void session_free(struct session *s);

/* Performs an action on a copy of the current world. On success the result becomes
 * the current moment: repeating an action tried before from this moment revisits
 * that branch, any other action starts a new one. A refused action changes
 * nothing, session_rows included, and costs one copy of the world. */
enum refusal session_do(struct session *s, const struct action *action);
/* Return the number of steps of the trail, and how many of them are done. */
size_t session_count(const struct session *s);
size_t session_at(const struct session *s);
/* Goes to the moment after `at` steps of the trail (0: the start), or to its end
 * if it is shorter. */
void session_seek(struct session *s, size_t at);
/* Goes one step back. Returns false at the start. */
bool session_undo(struct session *s);
/* Goes one step on along the trail. Returns false at its end. */
bool session_redo(struct session *s);
/* Ends the trail at the current moment. The steps after it stay in the tree, but
 * redo no longer leads to them, not even after the same steps are done again. */
void session_end_trail(struct session *s);

/* Returns the settings of the session. */
const struct config *session_config(const struct session *s);
/* Returns the current world. Valid until the session is touched. */
const struct world *session_world(const struct session *s);
/* Returns the world before the last step (at the start, the current world).
 * Valid until the session is touched. */
const struct world *session_before(const struct session *s);
/* Returns step i of the trail (0: the first). Valid until the next such call. */
const struct action *session_action(const struct session *s, size_t i);
/* Returns the rows of the step that led to the current moment (none at the
 * start). Valid until the session is touched. */
const struct row *session_rows(const struct session *s, size_t *n);
/* Return what was covered up to the current moment, and in all that was ever tried. */
struct coverage session_coverage(const struct session *s);
struct coverage session_coverage_all(const struct session *s);

/* --- the tree --- */

/* A moment's place in the tree. Moments are numbered in the order in which they
 * were made; the start is 0. In the fields below 0 means that there is none. */
struct moment {
	uint32_t parent;
	uint32_t depth; /* steps from the start */
	uint32_t child; /* the first moment that followed this one */
	uint32_t next;  /* the next one that followed the same parent */
};

/* Returns the number of moments. */
size_t session_moments(const struct session *s);
/* Returns the current moment. */
uint32_t session_now(const struct session *s);
/* Returns the place of a moment. */
struct moment session_moment(const struct session *s, uint32_t id);
/* Returns the moment after `depth` steps of the trail. */
uint32_t session_trail(const struct session *s, size_t depth);
/* Returns the step that led to a moment other than the start. Valid until the
 * next such call. */
const struct action *session_step(const struct session *s, uint32_t id);
/* Goes to a moment, and makes the trail lead through it. */
void session_goto(struct session *s, uint32_t id);
/* Copies the world of a moment to *dst, which must be a world already. The
 * current moment stays the same. */
void session_world_of(const struct session *s, uint32_t id, struct world *dst);
/* Returns the last moment that the ways to two moments have in common. */
uint32_t session_fork(const struct session *s, uint32_t a, uint32_t b);

#endif
