/* A host: a TCP stack of its own in namespaces of its own. */
#ifndef TCPSTEP_KERNEL_STACK_H
#define TCPSTEP_KERNEL_STACK_H

#include "kernel/order.h"

enum { ADDRESS_FIRST = 0x0A000001 }; /* 10.0.0.1 is the client, 10.0.0.2 the server */

/* Becomes the process that keeps a host, and answers on `channel` until it is closed; then
 * ends the process. It ends too when `parent` does. */
_Noreturn void stack_run(int channel, uint8_t host, const struct config *config, uint32_t sockets, int parent);

/* Sends a struct with up to two descriptors, and receives one. False: it could not. */
bool stack_send(int channel, const void *at, size_t size, const int *descriptors, int n);
bool stack_receive(int channel, void *at, size_t size, int *descriptors, int n);

#endif
