/* The summary of a capture: a row a connection. */
#ifndef TCPSTEP_CAPTURE_SUMMARY_H
#define TCPSTEP_CAPTURE_SUMMARY_H

#include <stdio.h>

#include "base/lang.h"
#include "capture/connection.h"

struct summary {
	FILE *out;
	bool json;    /* a line of JSON a connection, not a row separated by tabs */
	bool verdict; /* with the verdict, in this language */
	enum lang lang;
};

/* Prints the header row. JSON has none. */
void summary_begin(const struct summary *s);
/* Prints what is known of a connection; `end_ns` is when the capture ends, or as far as
 * it was read. */
void summary_connection(const struct summary *s, const struct connection *c, int64_t end_ns);

#endif
