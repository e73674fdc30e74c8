/* Reads captures of Solaris' snoop (RFC 1761), which libpcap does not. Called by
 * source.c. */
#ifndef TCPSTEP_CAPTURE_SNOOP_H
#define TCPSTEP_CAPTURE_SNOOP_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

/* The first octet of such a file. */
enum { SNOOP_FIRST = 's' };

struct snoop;

struct record {
	int64_t time_ns;
	uint32_t recorded, length;
	const uint8_t *frame; /* valid until the next call */
};

/* The first two are those of pcap_next_ex. */
enum { SNOOP_RECORD = 1, SNOOP_END = -2, SNOOP_CUT_OFF = -11, SNOOP_DAMAGED = -12 };

/* Reads the file's header. NULL: it is no such file. Sets *link to the link type (DLT_…),
 * -1 for one that is not known. snoop_close closes the file too. */
struct snoop *snoop_open(FILE *f, int *link);
int snoop_next(struct snoop *s, struct record *r);
void snoop_close(struct snoop *s);

#endif
