/* Makes a session script of one connection of a capture: what each end sent, the calls that
 * must have been made, what was lost, when it arrived. */
#ifndef TCPSTEP_CAPTURE_IMPORT_H
#define TCPSTEP_CAPTURE_IMPORT_H

#include <stdio.h>

#include "capture/packet.h"

/* Packets of the connection that are kept; more are passed over, and the script says so. */
enum { IMPORT_PACKETS_MAX = 1000000 };

struct strace;

struct import_options {
	bool no_data;               /* lengths only */
	bool anonymize;             /* addresses of RFC 5737 and 3849 in place of those in the file */
	const struct strace *calls; /* which programs made, in place of those inferred; NULL: none */
	bool *traced;               /* two: set if the client's, the server's calls were found; NULL: not asked for */
};

struct import; /* opaque */

/* wanted: the number of the connection, by first packets, from 1. */
struct import *import_new(uint32_t wanted);
void import_add(struct import *im, const struct packet *p);
/* Returns how many connections there were so far. */
uint32_t import_connections(const struct import *im);
/* Writes the script of what came so far. False: there is no such connection. More packets
 * may follow, and the script be written again. */
bool import_write(const struct import *im, const struct import_options *o, FILE *out);
void import_free(struct import *im);

#endif
