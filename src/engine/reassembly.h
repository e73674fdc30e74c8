/* Puts the octets of a stream into order: octets beyond RCV.NXT are kept until
 * the gap before them is filled (RFC 9293 SHLD-31). Called by tcp_arrive.c. */
#ifndef TCPSTEP_ENGINE_REASSEMBLY_H
#define TCPSTEP_ENGINE_REASSEMBLY_H

#include "engine/segment.h"
#include "engine/tcb.h"

/* Puts the octets of s into the receive buffer. The segment must be trimmed to
 * the window. Returns false if they were dropped because there are already
 * RANGES_MAX ranges; octets at RCV.NXT are never dropped. */
bool reassembly_hold(struct tcb *t, const struct segment *s);
/* Advances RCV.NXT over the octets that are in order now, and reduces RCV.WND.
 * Returns the number of these octets. */
uint32_t reassembly_take(struct tcb *t);
/* Discards the octets that are out of order: the FIN was processed, so no text
 * can follow RCV.NXT. */
void reassembly_forget(struct tcb *t);
/* Remembers the number of the peer's FIN if s has one. Of several numbers that
 * of the first counts, but a FIN at RCV.NXT always does, and a number that
 * RCV.NXT has passed is forgotten: text proves that no FIN was there. */
void reassembly_note_fin(struct tcb *t, const struct segment *s);

#endif
