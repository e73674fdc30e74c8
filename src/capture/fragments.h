/* Puts IP fragments of TCP segments together. Called by source.c. */
#ifndef TCPSTEP_CAPTURE_FRAGMENTS_H
#define TCPSTEP_CAPTURE_FRAGMENTS_H

#include "capture/packet.h"

/* So many datagrams are put together at once; a further one replaces the oldest. */
enum { FRAGMENTS_MAX = 32 };

struct fragments;

struct fragments *fragments_new(void);
void fragments_free(struct fragments *all);
/* Takes a packet that is a fragment. Returns whether its datagram is whole now; then *p is
 * the segment, whose data are valid until the next call. */
bool fragments_add(struct fragments *all, struct packet *p);
/* Returns whether a datagram between the addresses of `like` (NULL: between any) is not
 * whole, and its host went on; then *p is what there is of the segment, without its FIN.
 * Each is returned once. Its data are valid until the next call of fragments_add. */
bool fragments_partial(struct fragments *all, const struct packet *like, struct packet *p);

#endif
