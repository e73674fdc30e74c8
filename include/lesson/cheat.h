/* Looks for ways to reach a goal without doing what it asks for. */
#ifndef TCPSTEP_LESSON_CHEAT_H
#define TCPSTEP_LESSON_CHEAT_H

#include <stdbool.h>

#include "base/text.h"
#include "lesson/script.h"

/* Tries to reach a goal from the world in which it is set by what its rules do not
 * forbid and its solution does not use: by letting time pass alone (`wait next`
 * again and again), and that after a crash, a boot, an exit, an abort or a close
 * with linger 0 of either host. Appends each way that reaches it, "wait next" or
 * "client crash", with ", " between them. Returns whether there is one. */
bool goal_cheats(const struct statement *goal, const struct world *set, struct text *ways);

#endif
