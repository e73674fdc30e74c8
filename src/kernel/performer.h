/* The process of a host that makes its calls. */
#ifndef TCPSTEP_KERNEL_PERFORMER_H
#define TCPSTEP_KERNEL_PERFORMER_H

#include "kernel/order.h"

/* Answers orders from `channel` until it is closed, then ends the process. `own` is the address of this
 * host, which shares its network namespace with others; 0: it has one of its own. `peer` is the address of
 * the other host, `first` how many sockets this host has made before. */
_Noreturn void performer_run(int channel, const struct config *config, uint32_t own, uint32_t peer, uint32_t first);

#endif
