/* IPv4 packets with TCP segments: what a TUN device carries. */
#ifndef TCPSTEP_KERNEL_WIRE_H
#define TCPSTEP_KERNEL_WIRE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/segment.h"

enum { PACKET_MAX = 65535, PACKET_HEADERS = 40 };

/* Reads a packet. Returns false if it is not a whole IPv4 packet with a TCP segment. */
bool wire_read(const uint8_t *octets, size_t size, uint8_t from, struct segment *s);
/* Writes a segment as a packet from host s->from to the other one, without options; unknown octets
 * are dots. Returns its size: s->len + PACKET_HEADERS. */
size_t wire_write(uint8_t *octets, const struct segment *s);

#endif
