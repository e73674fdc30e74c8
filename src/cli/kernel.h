/* What the files of `tcpstep kernel` share. */
#ifndef TCPSTEP_CLI_KERNEL_H
#define TCPSTEP_CLI_KERNEL_H

#include "cli/cli.h"
#include "kernel/rehearse.h"

/* Prints what differs at a step, each line after `before`. */
void kernel_print_differences(const struct options *o, const struct step *step, const char *before);
/* Performs `kernel --walks`. Returns the exit status. */
int kernel_walks(const struct options *o);

#endif
