/* A capture file or stream, read by libpcap. */
#ifndef TCPSTEP_CAPTURE_SOURCE_H
#define TCPSTEP_CAPTURE_SOURCE_H

#include "base/diag.h"
#include "capture/packet.h"

struct capture;

enum capture_read {
	CAPTURE_SEGMENT,
	CAPTURE_END,
	CAPTURE_CUT_OFF, /* the file ends within a record, or what follows is damaged */
	CAPTURE_BAD      /* it cannot be read on, although its beginning could */
};

/* Opens a capture ("-": standard input). NULL with *diag filled. libpcap is loaded here,
 * so that no other command waits for it. */
struct capture *capture_open(const char *path, struct diag *diag);
/* Reads the next TCP segment; other packets are counted and passed over. Not
 * CAPTURE_SEGMENT: nothing follows, and for the last two *diag says why. */
enum capture_read capture_next(struct capture *c, struct packet *p, struct diag *diag);
/* Returns the number of records so far that are not TCP. */
uint64_t capture_others(const struct capture *c);
/* Returns the number of TCP segments so far that the snap length cut off before their flags; they
 * count among the others. */
uint64_t capture_cut_short(const struct capture *c);
/* Returns the time of the last record read, TCP or not. */
int64_t capture_last_ns(const struct capture *c);
void capture_close(struct capture *c);

#endif
