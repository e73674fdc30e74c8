/* The rows of a session as the lines of a ladder: kept, so that a long session is
 * drawn as quickly as a short one. */
#ifndef TCPSTEP_UI_APP_LADDER_LOG_H
#define TCPSTEP_UI_APP_LADDER_LOG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "session/session.h"

/* One line of the ladder. */
struct rung {
	vtime time_ms;
	uint32_t step; /* index of the session's step */
	uint32_t id;
	uint8_t kind, actor, from, timer;
	uint8_t state[HOSTS];
	char text[42]; /* what is longer is cut: a session may have a million of these */
};

/* The lines up to the current moment of a session. */
struct ladder_log;
struct ladder_log *ladder_log_new(void);
void ladder_log_free(struct ladder_log *log);
/* Brings the log to where the session is; another session begins it anew. */
void ladder_log_sync(struct ladder_log *log, const struct session *s);
/* Forgets all: the session that it knew is gone. */
void ladder_log_clear(struct ladder_log *log);
size_t ladder_log_rows(const struct ladder_log *log);
/* Returns line i. */
const struct rung *ladder_log_rung(const struct ladder_log *log, size_t i);
/* Returns the index of the step that line i belongs to. */
size_t ladder_log_step(const struct ladder_log *log, size_t i);
/* Whether row i's text, time or a state entered in it has the words, in any case. */
bool ladder_log_has(const struct ladder_log *log, size_t i, const char *words);

#endif
