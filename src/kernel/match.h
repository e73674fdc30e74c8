/* Whether the kernels have done what an event did in the model. */
#ifndef TCPSTEP_KERNEL_MATCH_H
#define TCPSTEP_KERNEL_MATCH_H

#include "kernel/carrier.h"
#include "kernel/events.h"
#include "kernel/machine.h"
#include "kernel/rehearse.h"

/* What is known of the kernels, and not yet matched. */
struct seen {
	struct carrier *carrier;
	struct kernel_return returns[HOSTS][RETURNS_MAX * 2];
	size_t returns_used[HOSTS];
	struct kernel_table tables[HOSTS];
	struct model_table before; /* the model's, before the event */
};

/* Adds what a host's calls have returned. */
void seen_add_returns(struct seen *s, uint8_t host, const struct returns *all);

/* Takes from what was seen all that the event did in the model. `begin` comes before the
 * first look at an event. */
struct match {
	const struct event *event;
	const struct row *rows; /* of the event */
	uint64_t found;         /* bit i: what row i says was found */
};
struct match match_begin(const struct events *all, const struct event *e);
/* Returns whether all was found, and nothing was seen that the model did not do. */
bool match_look(struct match *m, struct seen *s);
/* Fills in what differs; returns the number of differences, at least 1. */
size_t match_differences(const struct match *m, const struct seen *s, struct difference *differences, size_t most);
/* Returns the state that the kernel has for a socket of the model; CLOSED if it has none. */
enum tcp_state match_state(const struct seen *s, uint8_t host, uint16_t lport, uint16_t rport);

#endif
