/* An observed host sends nothing by itself. This remembers the RSTs that the engine would
 * have sent for it, the newest OWED_MAX, until the host sends them or something else. */
#ifndef TCPSTEP_ENGINE_OWED_H
#define TCPSTEP_ENGINE_OWED_H

#include <stdbool.h>

#include "engine/world.h"

void owed_add(struct host *h, const struct segment *s);
/* Returns whether such a RST was due, and strikes it off. */
bool owed_take(struct host *h, const struct segment *s);
/* Forgets all. Returns whether there were any. */
bool owed_forget(struct host *h);

#endif
