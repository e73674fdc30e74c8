/* What was done and where one is in it: a current world, undo, redo, seek.
 * A step is one action that was performed; a refusal is none. History is the
 * actions, with a world kept every so often: any moment is a short replay. */
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

/* Performs a on a copy of the current world; when it is not refused, cuts the
 * steps that were undone and becomes the new moment. */
enum refusal session_do(struct session *s, const struct action *a);
/* Steps performed, and how many of them the current moment is past. */
size_t session_count(const struct session *s);
size_t session_at(const struct session *s);
/* Goes to the moment after `at` steps (0: the start). Clamped. */
void session_seek(struct session *s, size_t at);
bool session_undo(struct session *s); /* false at the start */
bool session_redo(struct session *s); /* false at the end */

const struct config *session_config(const struct session *s);
const struct world *session_world(const struct session *s);
/* The world before the current moment's step (the same at the start). */
const struct world *session_before(const struct session *s);
/* The step with index i (0: the first). */
const struct action *session_action(const struct session *s, size_t i);
/* What the step that led here did: its rows (none at the start). Valid until
 * the session is touched. */
const struct row *session_rows(const struct session *s, size_t *n);
struct coverage session_coverage(const struct session *s);

#endif
