/* Performs a script over the loopback device, where no namespace can be made: no segment can be lost or kept
 * there, and each arrives at once. States and results are compared where the model has none in flight. */
#ifndef TCPSTEP_KERNEL_LOOPBACK_H
#define TCPSTEP_KERNEL_LOOPBACK_H

#include "base/diag.h"
#include "kernel/agenda.h"
#include "kernel/rehearse.h"

struct loopback; /* opaque */

/* Returns whether the script leads to the same states and results if each segment arrives at once; else false with
 * *diag, which has the line. */
bool loopback_fits(const struct agenda *p, const struct script *s, struct diag *diag);
/* These correspond to those of rehearse.h. */
struct loopback *loopback_begin(const struct config *config, const struct rehearsal_options *options,
				struct diag *diag);
void loopback_do(struct loopback *l, const struct action *action, struct step *step);
void loopback_end(struct loopback *l);

#endif
