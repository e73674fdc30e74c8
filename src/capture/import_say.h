/* What the script of an import says first. */
#ifndef TCPSTEP_CAPTURE_IMPORT_SAY_H
#define TCPSTEP_CAPTURE_IMPORT_SAY_H

#include "capture/import_write.h"

struct import_said {
	bool midway[HOSTS]; /* the capture has no SYN */
	bool speaks[HOSTS]; /* it has packets of the host */
	bool traced[HOSTS]; /* strace saw its calls */
	bool refused;       /* the server has sent nothing but RSTs */
	bool port_0;        /* an end has port 0 */
	bool shifted;       /* strace's clock is not the capture's */
};

/* Writes the first lines: the rules by which calls and losses are inferred, and the title. `traced`: strace saw
 * calls. */
void import_head(const struct imported *all, bool anonymous, bool traced, FILE *out);
/* Writes what is said first, in both languages. */
void import_say(const struct imported *all, const struct import_said *said, FILE *out);

#endif
