/* What the program and the processes of a host say to each other: fixed structs over
 * SOCK_SEQPACKET pairs, each order followed by its answer. */
#ifndef TCPSTEP_KERNEL_ORDER_H
#define TCPSTEP_KERNEL_ORDER_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/action.h"
#include "engine/profile.h"
#include "engine/trace.h"

enum { RETURNS_MAX = 16, TABLE_MAX = 64, SOCKETS_MAX = 4096, DESCRIPTORS_OF_ONE = 64 };

/* --- to the performer --- */

enum order_kind { ORDER_CALL, ORDER_LOOK };

struct order {
	uint32_t kind;
	uint32_t call;   /* enum call_id */
	uint32_t socket; /* the number of the socket; 0: none */
	uint32_t amount, option, has_amount;
	uint32_t span_ms;
	uint32_t port; /* the local port that the system must choose; 0: it is not asked to */
	uint32_t text_len;
	char text[SEND_TEXT_MAX];
};

/* Returns the order for a call of the model. `port`: that the model's system chose. */
struct order order_of(const struct row *cause, uint32_t port, const struct config *config);

/* What a call has returned on the kernel. */
struct kernel_return {
	uint32_t call, socket; /* socket: that the call was made on; of socket(), the new one */
	uint32_t value;
	int32_t error;     /* errno; 0: none */
	uint32_t text_len; /* octets that recv gave, KEPT_MAX at most */
	char text[KEPT_MAX];
};

/* The answer to both orders: what has returned since the last answer. Every call that
 * has not returned is asleep in the kernel. */
struct returns {
	uint32_t used;
	struct kernel_return at[RETURNS_MAX];
};

/* --- to the stack --- */

enum stack_order { STACK_TABLE, STACK_EXIT };

/* A row of the kernel's table of TCP sockets. */
struct kernel_socket {
	uint16_t lport, rport; /* rport 0: a listener */
	uint8_t state;         /* enum tcp_state */
	uint8_t timer;         /* as sock_diag has it: 1 retransmission, 2 keepalive, 3 TIME-WAIT, 4 window probe */
	uint8_t pad_[2];
	uint32_t recv_queue, send_queue;
	uint32_t expires_ms;
};

struct kernel_table {
	uint32_t used;
	int32_t error;
	struct kernel_socket at[TABLE_MAX];
};

/* --- what the stack says when it is ready, with two descriptors: the device, and the
 * performer's end --- */

enum stack_step {
	STEP_READY,
	STEP_USER_NAMESPACE,
	STEP_NET_NAMESPACE,
	STEP_OPEN_DEVICE,
	STEP_MAKE_DEVICE,
	STEP_ADDRESS,
	STEP_SYSCTL,
	STEP_ROUTE,
	STEP_PROCESS
};

struct stack_ready {
	uint32_t step; /* enum stack_step: STEP_READY, or what failed */
	int32_t error;
	char what[64]; /* the sysctl */
};

#endif
