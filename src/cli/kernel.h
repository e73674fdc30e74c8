/* What the files of `tcpstep kernel` share. */
#ifndef TCPSTEP_CLI_KERNEL_H
#define TCPSTEP_CLI_KERNEL_H

#include "cli/cli.h"
#include "kernel/rehearse.h"
#include "lesson/compared.h"

/* Prints what differs at a step, each line after `before`. */
void kernel_print_differences(const struct options *o, const struct step *step, const char *before);
/* Performs `kernel --walks`. Returns the exit status. */
int kernel_walks(const struct options *o);
/* Returns how long a step may wait for timers, by --max-wait and --all. */
vtime kernel_max_wait(const struct options *o);
/* Has two kernels perform a lesson, next to a screen that reads *feed. Returns EXIT_OK, or EXIT_BAD after
 * printing what is missing. kernel_beside_stop ends them; it does nothing if none were started. */
int kernel_beside_start(const struct options *o, const char *lesson, struct compared_feed *feed);
void kernel_beside_stop(void);

#endif
