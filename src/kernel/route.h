/* The route between the hosts, which carries what no sysctl of older kernels sets. */
#ifndef TCPSTEP_KERNEL_ROUTE_H
#define TCPSTEP_KERNEL_ROUTE_H

#include <stdbool.h>

#include "engine/profile.h"

/* Sets the retransmission timeout, immediate ACKs and the initial congestion window of all
 * connections over tun0. Returns false with errno. */
bool route_set(const struct config *config);

#endif
