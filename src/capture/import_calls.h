/* The calls that strace saw, in the place of those that an import infers. Called by
 * import_write.c. */
#ifndef TCPSTEP_CAPTURE_IMPORT_CALLS_H
#define TCPSTEP_CAPTURE_IMPORT_CALLS_H

#include "capture/import_lines.h"
#include "capture/import_plan.h"
#include "capture/import_write.h"
#include "capture/strace.h"

enum { REAL_SOCKETS_MAX = 3, WAITING_MAX = 16 };

/* A socket of a traced program. */
struct real_socket {
	uint32_t socket, at; /* for strace_next */
	uint32_t number;     /* in the world; 0: not yet */
	uint8_t host;
	bool listens;
};

/* A call that was made, and whose result has not been compared. */
struct waiting {
	const struct traced_call *call;
	uint32_t number, order; /* the world's: of the socket, and of its last result before */
	uint8_t host;
};

struct real_calls {
	const struct imported *all;
	struct lines *lines;
	struct real_socket sockets[REAL_SOCKETS_MAX];
	struct waiting waiting[WAITING_MAX];
	int used;
	uint32_t waiting_used, told;
	uint32_t packet;         /* the next one of the capture */
	int64_t shift_ns[HOSTS]; /* what the clock of the host's trace is behind the capture's */
	bool has[HOSTS];         /* its calls are real */
	/* Lets the next segment to a host arrive. Returns whether there was one. */
	bool (*arrive)(void *to, uint8_t host);
	void *to;
};

/* Finds the sockets of the connection among those of all->trace, if there is one. */
void real_calls_find(struct real_calls *c, const struct imported *all, struct lines *lines);
/* Makes the calls up to a time since the first packet, each at its time. */
void real_calls_until(struct real_calls *c, int64_t ns);
/* Makes those up to `ns` at once, as long as the host has no reason to send packet k. */
void real_calls_for(struct real_calls *c, const struct kept *k, int64_t ns);
/* Makes those that follow the last packet. */
void real_calls_rest(struct real_calls *c);

#endif
