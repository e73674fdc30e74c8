/* Sequence numbers. Only these functions compare them. RFC 9293 3.4: all
 * arithmetic is modulo 2^32, and a < b if b is less than 2^31 ahead of a. */
#ifndef TCPSTEP_ENGINE_SEQ_H
#define TCPSTEP_ENGINE_SEQ_H

#include <stdbool.h>
#include <stdint.h>

typedef uint32_t seqnum;

/* Returns how far `to` is ahead of `from`. */
static inline uint32_t seq_diff(seqnum from, seqnum to)
{
	return to - from;
}
static inline bool seq_lt(seqnum a, seqnum b)
{
	return (int32_t)(a - b) < 0;
}
static inline bool seq_le(seqnum a, seqnum b)
{
	return (int32_t)(a - b) <= 0;
}
static inline bool seq_gt(seqnum a, seqnum b)
{
	return seq_lt(b, a);
}
static inline bool seq_ge(seqnum a, seqnum b)
{
	return seq_le(b, a);
}
/* Returns whether low =< x < low + size. */
static inline bool seq_within(seqnum x, seqnum low, uint32_t size)
{
	return x - low < size;
}

#endif
