/* What was done and where one is in it: a current world, undo, redo, seek. A
 * step is one action that was performed; a refusal is none. Going back and
 * acting otherwise begins a branch: what was done before stays, so history is
 * a tree. One line of it is the current one, from the start through the
 * current moment to where it goes on. */
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

struct session *session_new(const struct config *config);
void session_free(struct session *s);

/* Performs a on a copy of the current world. When it is not refused, the
 * result is the new moment: the one that a led to before from here, else one
 * on a branch of its own. */
enum refusal session_do(struct session *s, const struct action *a);
/* Steps of the current line, and how many of them the current moment is past. */
size_t session_count(const struct session *s);
size_t session_at(const struct session *s);
/* Goes to the line's moment after `at` steps (0: the start). Clamped. */
void session_seek(struct session *s, size_t at);
bool session_undo(struct session *s); /* false at the start */
bool session_redo(struct session *s); /* false at the end of the line */
/* The line ends here: what followed stays a branch, but redo does not lead
 * there, nor along it once it is done again. */
void session_end_trail(struct session *s);

const struct config *session_config(const struct session *s);
const struct world *session_world(const struct session *s);
/* The world before the current moment's step (the same at the start). */
const struct world *session_before(const struct session *s);
/* The line's step with index i (0: the first). Valid until asked again. */
const struct action *session_action(const struct session *s, size_t i);
/* What the step that led here did: its rows (none at the start). Valid until
 * the session is touched. */
const struct row *session_rows(const struct session *s, size_t *n);
/* Up to the current moment; and in all that was ever tried. */
struct coverage session_coverage(const struct session *s);
struct coverage session_coverage_all(const struct session *s);

/* --- the tree --- */

/* A moment's place in the tree. Moments are numbered as they came, from the
 * start, which is 0; where 0 stands for a moment below, there is none. */
struct moment {
	uint32_t parent;
	uint32_t depth; /* steps from the start */
	uint32_t child; /* the first tried from here */
	uint32_t next;  /* tried from the same parent, after this one */
};

size_t session_moments(const struct session *s);
uint32_t session_now(const struct session *s);
struct moment session_moment(const struct session *s, uint32_t id);
/* The moment of the current line after `depth` steps. */
uint32_t session_trail(const struct session *s, size_t depth);
/* The step that led to a moment other than the start. Valid until asked again. */
const struct action *session_step(const struct session *s, uint32_t id);
/* Makes the line lead through the moment, and goes there. */
void session_goto(struct session *s, uint32_t id);
/* The world of any moment, without going there. dst must be a world. */
void session_world_of(const struct session *s, uint32_t id, struct world *dst);
/* The last moment that two have in common. */
uint32_t session_fork(const struct session *s, uint32_t a, uint32_t b);

#endif
