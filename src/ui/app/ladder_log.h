/* The rows of a session as the lines of a ladder. They are kept between steps, so that
 * a long session is drawn as quickly as a short one. */
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
	char text[42]; /* longer text is cut: a session may have a million of these */
};

/* The lines up to the current moment of a session. */
struct ladder_log;
struct ladder_log *ladder_log_new(void);
void ladder_log_free(struct ladder_log *log);
/* Brings the log up to the session's current moment; starts over if it is another
 * session. */
void ladder_log_sync(struct ladder_log *log, const struct session *s);
/* Forgets everything, because the session is gone. */
void ladder_log_clear(struct ladder_log *log);
/* Returns the number of lines. */
size_t ladder_log_rows(const struct ladder_log *log);
/* Returns line i. */
const struct rung *ladder_log_rung(const struct ladder_log *log, size_t i);
/* Returns the index of the step that line i belongs to. */
size_t ladder_log_step(const struct ladder_log *log, size_t i);
/* Reports whether line i's text, time, kind or an entered state contains the words,
 * ignoring case. */
bool ladder_log_has(const struct ladder_log *log, size_t i, const char *words);

#endif
