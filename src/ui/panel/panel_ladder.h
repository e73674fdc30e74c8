/* The time-sequence diagram of all that has happened, newest last. */
#ifndef TCPSTEP_UI_PANEL_PANEL_LADDER_H
#define TCPSTEP_UI_PANEL_PANEL_LADDER_H

#include "session/session.h"
#include "ui/draw/canvas.h"
#include "ui/app/view.h"

/* The rows of a session up to its current moment, gathered as it goes on; one
 * that is kept makes a long session as quick to draw as a short one. */
struct ladder_log;
struct ladder_log *ladder_log_new(void);
void ladder_log_free(struct ladder_log *log);
/* Brings the log to where the session is; another session begins it anew. */
void ladder_log_sync(struct ladder_log *log, const struct session *s);
/* Forgets all: the session that it knew is gone. */
void ladder_log_clear(struct ladder_log *log);
size_t ladder_log_rows(const struct ladder_log *log);
/* The index of the step that row i tells of. */
size_t ladder_log_step(const struct ladder_log *log, size_t i);
/* Whether row i's text, time or a state entered in it has the words, in any case. */
bool ladder_log_has(const struct ladder_log *log, size_t i, const char *words);

/* Nothing where r is too small for it. */
void panel_ladder(struct canvas *c, struct rect r, const struct view *v);
/* All of it, with the row selected: the overlay. */
void panel_ladder_all(struct canvas *c, struct rect screen, const struct view *v);

#endif
