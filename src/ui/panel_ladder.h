/* The ladder of all that happened up to the current moment, newest below. */
#ifndef TCPSTEP_UI_PANEL_LADDER_H
#define TCPSTEP_UI_PANEL_LADDER_H

#include "ui/view.h"

/* The rows of every step, kept beside a session, which itself has those of the
 * current step alone. Owned by app, handed to the panel in the view. */
struct ladder_log;
struct ladder_log *ladder_log_new(void);
void ladder_log_free(struct ladder_log *log);
/* Brings the log to the session's current moment. A step forward or back costs
 * no more than that step; a jump is a replay. */
void ladder_log_sync(struct ladder_log *log, const struct session *s);

/* Without a log in the view: made for this one drawing. */
void panel_ladder(struct canvas *c, struct rect r, const struct view *v);

#endif
