/* Plays a script's statements without a screen: `tcpstep run` and `tcpstep
 * follow --trace`. */
#ifndef TCPSTEP_LESSON_RUN_H
#define TCPSTEP_LESSON_RUN_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/trace.h"
#include "lesson/judge.h"
#include "lesson/script.h"

/* Callbacks for what happens, in order. Any may be NULL. */
struct run_events {
	void *to;
	void (*row)(void *to, unsigned step, const struct row *row);
	void (*statement)(void *to, const struct statement *st, const struct world *w); /* before it runs */
	void (*failure)(void *to, const struct failure *f);
};

/* Runs all statements from two fresh hosts; goals are played by their solution.
 * Returns the number of failures. The world at the end is copied to *end (NULL:
 * not wanted). */
size_t script_run(const struct script *s, const struct run_events *events, struct world *end);

/* Does the same piece by piece, for a script that is still growing. `config`
 * and `events` must outlive it. */
struct run; /* opaque */
struct run *run_begin(const struct config *config, const struct run_events *events);
/* Performs one statement; a goal is played by its solution, then its `reach`
 * lines are judged. */
void run_statement(struct run *r, const struct statement *st);
const struct world *run_world(const struct run *r);
size_t run_failures(const struct run *r);
void run_free(struct run *r);

#endif
