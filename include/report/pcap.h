/* A run as a capture: what a tcpdump at one end would have written. */
#ifndef TCPSTEP_REPORT_PCAP_H
#define TCPSTEP_REPORT_PCAP_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "engine/trace.h"

/* The most octets of data that an IPv4 packet has room for, without TCP options. */
enum { PCAP_DATA_MAX = 65535 - 20 - 20 };

struct pcap {
	FILE *out;
	const struct config *config;
	uint8_t at;                /* the host at whose wire it is recorded */
	uint8_t syn[HOSTS];        /* pcap_look has seen its SYN */
	uint32_t wnd[HOSTS];       /* the largest window of each host that pcap_look has seen */
	uint32_t too_long, too_id; /* the segment that did not fit, and its number; 0: none */
};

/* Starts a capture at the wire of a host. The settings must outlive it. */
void pcap_begin(struct pcap *p, FILE *out, uint8_t at, const struct config *config);
/* Looks at a row before any is written: windows beyond 65535 need a scale, which the SYNs
 * say. Only observed hosts have them. */
void pcap_look(struct pcap *p, const struct row *row);
/* Writes the header of the file, and the row if it is a segment on this wire: sent by the
 * host, or arriving at it. Returns false if its data does not fit an IPv4 packet. */
void pcap_header(struct pcap *p);
bool pcap_row(struct pcap *p, const struct row *row);

#endif
