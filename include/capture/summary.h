/* The summary of a capture: a row a connection. */
#ifndef TCPSTEP_CAPTURE_SUMMARY_H
#define TCPSTEP_CAPTURE_SUMMARY_H

#include <stdio.h>

#include "capture/connection.h"

/* Prints the header row, and a row, separated by tabs. */
void summary_header(FILE *out);
void summary_row(FILE *out, const struct connection *c);
/* Prints the same as one line of JSON. */
void summary_json(FILE *out, const struct connection *c);

#endif
