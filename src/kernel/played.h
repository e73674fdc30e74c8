/* A model that a script is played on: its sockets, and all that its calls have returned. */
#ifndef TCPSTEP_KERNEL_PLAYED_H
#define TCPSTEP_KERNEL_PLAYED_H

#include "kernel/events.h"
#include "kernel/order.h"

struct played {
	struct world *world;
	struct events events; /* of the last action */
	struct row cause;     /* of the last event */
	struct model_table table;
	struct row *returns; /* all ROW_RETURN so far */
	size_t returns_used, returns_size;
};

void played_begin(struct played *p, const struct config *config);
void played_end(struct played *p);
enum refusal played_do(struct played *p, const struct action *action);

#endif
