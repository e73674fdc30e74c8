/* A comparison of a script with two kernels in a process of its own, which goes ahead while a screen
 * shows what it has found so far. */
#ifndef TCPSTEP_KERNEL_ALONGSIDE_H
#define TCPSTEP_KERNEL_ALONGSIDE_H

#include "base/diag.h"
#include "engine/profile.h"
#include "lesson/compared.h"
#include "lesson/script.h"

struct alongside; /* opaque */

/* Starts it. The script must outlive it. A step that waits longer than max_wait_ms for timers ends the
 * comparison. Returns NULL with *diag: what the script (then with its line) or this machine does not allow. */
struct alongside *alongside_start(const struct script *s, vtime max_wait_ms, struct diag *diag);
/* The function of a feed (lesson/compared.h); `from` is a struct alongside. */
bool alongside_look(void *from, struct comparison *now, int wait_ms);
/* Ends the process, and with it the hosts; does nothing for NULL. */
void alongside_stop(struct alongside *a);

#endif
