/* A capture that is still coming: another process reads it and writes the session script
 * anew as packets come, so that the reader of the script never waits for a packet. */
#ifndef TCPSTEP_CAPTURE_LIVE_H
#define TCPSTEP_CAPTURE_LIVE_H

#include <stdbool.h>

#include "base/diag.h"

struct strace;

struct live {
	char path[64]; /* of the script */
	int pid;       /* of the process */
};

/* Starts reading the capture on standard input. The script ends in last_line when nothing
 * more comes; if there is nothing to show, it says why. The calls are the programs' own; NULL: they are
 * inferred. False with *diag filled. */
bool live_start(struct live *l, const char *last_line, const struct strace *calls, enum lang lang, struct diag *diag);
/* Ends the process and removes the script. */
void live_stop(struct live *l);

#endif
