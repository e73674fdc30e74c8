/* What one action did in the model: its events, and what the model's sockets were after
 * each of them. */
#ifndef TCPSTEP_KERNEL_EVENTS_H
#define TCPSTEP_KERNEL_EVENTS_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/trace.h"
#include "engine/world.h"

/* A socket or connection of the model that is not CLOSED. */
struct model_socket {
	uint16_t lport, rport; /* rport 0: a listener */
	uint32_t conn;
	uint32_t recv_queue, send_queue; /* as sock_diag counts them */
	uint8_t state;                   /* enum tcp_state */
	uint8_t retransmits;             /* its retransmission timer runs */
	uint8_t delays_ack;              /* an ACK is due later */
	uint8_t counts;                  /* the queues can be compared */
};

struct model_table {
	uint32_t used[HOSTS];
	struct model_socket at[HOSTS][SLOTS_MAX];
};

struct event {
	size_t row, rows;         /* its rows; the first is the cause */
	uint32_t port;            /* of a call: the local port that the model's system chose; 0: none */
	uint32_t made;            /* sockets that the actor's host had made before */
	struct model_table table; /* after the event */
};

/* More events of one action are not recorded. */
enum { EVENTS_RECORDED = 2000 };

struct events {
	struct event *at;
	size_t used, size;
	struct row *rows;
	size_t rows_used, rows_size;
	vtime from_ms, to_ms; /* the clock before and after the action */
	bool many;            /* there were more than EVENTS_RECORDED */
};

/* Performs an action on the model. Returns why it was refused, or REFUSED_NOT; then *e has
 * its events. */
enum refusal events_record(struct events *e, struct world *w, const struct action *action);
void events_free(struct events *e);
/* Returns for how long the kernels must be waited for: until each timer that expired, and
 * to the end of a wait for a time. */
vtime events_wait_ms(const struct events *e, const struct action *action);

#endif
