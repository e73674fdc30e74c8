/* The clock of a comparison. Called by rehearse.c and loopback.c. */
#include "kernel/patience.h"

#include <time.h>

vtime real_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (vtime)t.tv_sec * 1000 + (vtime)t.tv_nsec / 1000000;
}

vtime timer_patience_ms(vtime since_ms)
{
	return since_ms + since_ms / LATE_PART + LATE_MS;
}
