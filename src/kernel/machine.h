/* One of the two hosts, as the program drives it. */
#ifndef TCPSTEP_KERNEL_MACHINE_H
#define TCPSTEP_KERNEL_MACHINE_H

#include <stdbool.h>

#include "base/diag.h"
#include "kernel/order.h"

struct machine {
	const struct config *config;
	int tun;       /* packets that the host sends are read here; those that arrive are written. -1: it is down */
	int stack;     /* channel to the process that keeps the host */
	int performer; /* channel to the process that makes its calls */
	int pid;
	uint8_t host;
};

/* Starts a host whose next socket has the number `sockets` + 1. `config` must outlive it.
 * Returns false with *diag: what this machine does not allow. */
bool machine_start(struct machine *m, uint8_t host, const struct config *config, uint32_t sockets, struct diag *diag);
/* Ends it: all of its state is lost, and it sends nothing more. */
void machine_stop(struct machine *m);

/* Each returns false when the host's process is gone. */

/* Makes a call, or asks for what has returned; *all is what has returned since. */
bool machine_ask(struct machine *m, const struct order *order, struct returns *all);
bool machine_table(struct machine *m, struct kernel_table *table);
/* Ends the host's program, and starts another one whose next socket has the number
 * `sockets` + 1. */
bool machine_exit(struct machine *m, uint32_t sockets);

#endif
