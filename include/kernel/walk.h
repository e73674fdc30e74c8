/* Random walks: legal actions from a seed, performed in the model and on two kernels. */
#ifndef TCPSTEP_KERNEL_WALK_H
#define TCPSTEP_KERNEL_WALK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kernel/rehearse.h"

enum { WALK_STEPS = 60 };

struct walk {
	struct action actions[WALK_STEPS];
	size_t used;
};

/* Makes the walk of a seed. `losses`: segments are lost, copied and held too, and timers are
 * waited for. */
void walk_make(struct walk *w, uint32_t seed, bool losses);
/* Performs a walk. Returns false with *diag if kernels cannot be started. *step is the last
 * step that was compared, *done how many were performed. */
bool walk_perform(const struct walk *w, const struct rehearsal_options *options, struct step *step, size_t *done,
		  struct diag *diag);
/* Removes actions as long as the kernels still differ from the model; *step is the last one
 * of what remains. */
void walk_shrink(struct walk *w, const struct rehearsal_options *options, struct step *step);

#endif
