/* Putting a stream back in order: octets ahead of RCV.NXT are held (RFC 9293
 * SHLD-31) until the gap is filled. Called by tcp_arrive.c. */
#ifndef TCPSTEP_ENGINE_REASSEMBLY_H
#define TCPSTEP_ENGINE_REASSEMBLY_H

#include "engine/segment.h"
#include "engine/tcb.h"

/* Puts the octets of s, trimmed to the window, where they belong. False: too
 * many gaps to remember, it was dropped. What is in order always finds room. */
bool reassembly_hold(struct tcb *t, const struct segment *s);
/* RCV.NXT advances over what is in order now; returns by how much. */
uint32_t reassembly_take(struct tcb *t);
/* Remembers where the peer's FIN stands; the first one counts. */
void reassembly_note_fin(struct tcb *t, const struct segment *s);

#endif
