/* How long a comparison waits for kernels, whose clock is real and whose timers are late. */
#ifndef TCPSTEP_KERNEL_PATIENCE_H
#define TCPSTEP_KERNEL_PATIENCE_H

#include "engine/profile.h"

enum {
	ANSWER_MS = 1000, /* for what follows at once; the kernel may delay an ACK by 200 ms */
	LATE_MS = 3500,   /* timers, beyond their time: 3 s is the timeout after a lost SYN */
	LATE_PART = 4,    /* ... and a part of it */
	LOOK_MS = 4
};

/* The machine's clock, which only goes on. */
vtime real_ms(void);
/* Returns how long to wait for timers that expire `since_ms` after now in the model. */
vtime timer_patience_ms(vtime since_ms);

#endif
