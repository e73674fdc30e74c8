/* Differences between the model and a kernel in words. */
#ifndef TCPSTEP_KERNEL_TELL_H
#define TCPSTEP_KERNEL_TELL_H

#include "base/lang.h"
#include "base/text.h"
#include "kernel/rehearse.h"

/* Appends what the model did at a difference, with the rule behind it, and what the kernel
 * did: one line each, without a line's end. */
void tell_model(struct text *t, const struct difference *d, enum lang lang);
void tell_kernel(struct text *t, const struct difference *d, enum lang lang);
/* Appends of what they differ: "client state of port 49152 to 80". */
void tell_subject(struct text *t, const struct difference *d, enum lang lang);

#endif
