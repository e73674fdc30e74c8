/* A run as a script of packetdrill (github.com/google/packetdrill), which tests a real
 * kernel's end of it: that end's calls with their results, what arrives there injected, what
 * it sends expected. */
#ifndef TCPSTEP_REPORT_PACKETDRILL_H
#define TCPSTEP_REPORT_PACKETDRILL_H

#include <stdint.h>
#include <stdio.h>

#include "engine/trace.h"

struct drill; /* opaque */

/* Starts a script that tests this host's end. The settings must outlive it. The rows are
 * passed twice: first each to drill_look, which learns what connections there are, then each
 * to drill_row. */
struct drill *drill_begin(uint8_t at, const struct config *config);
void drill_look(struct drill *d, const struct row *row);
void drill_row(struct drill *d, unsigned step, const struct row *row);
/* Prints the script under a comment with this name, made safe, and frees it. What packetdrill
 * cannot express is a comment in its place. */
void drill_end(struct drill *d, FILE *out, const char *name);

#endif
