/* The connections to a class, and how long each may take: for its request, and for what it is
 * sent. Whoever trickles octets keeps no place for ever. Knows no clock and no thread:
 * class/serve calls it under its lock. */
#ifndef TCPSTEP_CLASS_VISITS_H
#define TCPSTEP_CLASS_VISITS_H

#include <stdbool.h>

/* The numbers that `teach --help` tells. */
#define VISIT_ASKS_SECONDS  20
#define VISIT_TAKES_MINUTES 2
enum {
	VISIT_ASKS_MS = VISIT_ASKS_SECONDS * 1000, /* from the connection, or the last answer, to a whole request */
	VISIT_TAKES_MS = VISIT_TAKES_MINUTES *
			 60000 /* to a whole answer, or until a follower has what is there of the recording */
};

enum visit_phase {
	VISIT_ASKS,  /* its request is not whole yet */
	VISIT_TAKES, /* it is sent something */
	VISIT_WAITS  /* a follower that has everything */
};

struct visit {
	int fd;
	enum visit_phase phase;
	long long since_ms; /* when the phase began */
	struct visit *next;
};

/* Adds a connection, which asks from now on. */
struct visit *visit_add(struct visit **all, int fd, long long now_ms);
/* Removes and frees it. To be called before its socket is closed. */
void visit_remove(struct visit **all, struct visit *v);
/* Begins a phase; a connection that is in it already keeps its time, but that of another
 * request counts anew. */
void visit_goes_on(struct visit *v, enum visit_phase phase, long long now_ms);
/* Shuts down the sockets of those that have taken too long. */
void visit_end_overdue(struct visit *all, long long now_ms);

#endif
