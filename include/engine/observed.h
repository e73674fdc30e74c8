/* Judges a segment that a host really sent: whether RFC 9293 lets it send that. Used on
 * the engine's TCB and on what a capture shows of a connection. */
#ifndef TCPSTEP_ENGINE_OBSERVED_H
#define TCPSTEP_ENGINE_OBSERVED_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/rules_list.h"
#include "engine/segment.h"
#include "engine/states.h"

/* The sender before it sends the segment. */
struct observed_sender {
	enum tcp_state state;
	seqnum iss, snd_una, snd_nxt, rcv_nxt;
	seqnum fin_seq; /* number of its FIN, if fin_sent */
	seqnum edge;    /* one past the last number that the peer's window allows */
	uint32_t given; /* octets that its program has given it and that it has not sent */
	bool fin_sent;
	bool fin_given; /* its program has ended this direction */
	bool peer_seen; /* something was seen of its peer; else what it acknowledges says nothing */
};

/* Returns the rule by which it would have sent something else or nothing; RULE_NONE:
 * the segment is allowed. Not for RST: whether one was due, the segments before it tell. */
enum rule_id observed_differs(const struct observed_sender *h, const struct segment *s);

/* Returns whether number b comes after a, and near it: no segment is longer than 2^30 octets. Numbers
 * half the number space apart, which a damaged capture may have, come neither before nor after. */
bool observed_after(seqnum a, seqnum b);

#endif
