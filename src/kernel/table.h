/* The kernel's table of TCP sockets, which has also those without a descriptor. */
#ifndef TCPSTEP_KERNEL_TABLE_H
#define TCPSTEP_KERNEL_TABLE_H

#include "kernel/order.h"

/* Opens sock_diag for the namespace that the process is in. Returns -1 with errno. */
int table_open(void);
/* Reads the table: the sockets of a local address, or of any (0). On failure table->error is the errno. */
void table_read(int diag, uint32_t address, struct kernel_table *table);

#endif
