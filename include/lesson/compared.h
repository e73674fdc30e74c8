/* What two kernels did at each action of a script, next to the model: records that `kernel` fills in
 * and screens read. */
#ifndef TCPSTEP_LESSON_COMPARED_H
#define TCPSTEP_LESSON_COMPARED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/lang.h"
#include "engine/world.h"

enum compared_kind {
	COMPARED_AGREES,
	COMPARED_DIFFERS,
	COMPARED_SKIPPED, /* it waits longer for timers than wanted */
	COMPARED_BROKEN   /* the process of a host has ended */
};

enum { COMPARED_SOCKETS = 32, COMPARED_SAID = 3 };

struct compared_socket {
	uint16_t lport, rport; /* rport 0: a listener */
	uint8_t state;         /* enum tcp_state */
};

/* What differs, and what each side did, with the rule that it follows. */
struct compared_words {
	char subject[96], model[600], kernel[400];
};

/* One action of the script. Only the last record is not COMPARED_AGREES. */
struct compared {
	uint8_t kind;                                            /* enum compared_kind */
	bool differs[HOSTS];                                     /* which host's kernel differs */
	unsigned line;                                           /* of the script */
	unsigned wait_s;                                         /* SKIPPED: seconds that it would wait */
	uint32_t used[HOSTS];                                    /* the kernels' sockets after it */
	struct compared_socket sockets[HOSTS][COMPARED_SOCKETS]; /* ... */
	size_t said_used;
	struct compared_words said[COMPARED_SAID][LANG_COUNT];
};

/* All records so far, one for each action in the order in which they are performed: a goal's are those of its
 * solution. */
struct comparison {
	const struct compared *at;
	size_t used;
	bool ended;              /* no more will come */
	unsigned waited_s, of_s; /* the kernels' timers are being waited for; of_s 0: they are not */
};

/* Where records come from. Looks for new ones for up to `wait_ms` (negative: until there is one, or no
 * more will come). Returns whether *now has changed. */
struct compared_feed {
	bool (*look)(void *from, struct comparison *now, int wait_ms);
	void *from;
};

#endif
