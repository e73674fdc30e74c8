/* Numbers and checksums as the network has them. */
#ifndef TCPSTEP_BASE_NETWORK_H
#define TCPSTEP_BASE_NETWORK_H

#include <stddef.h>
#include <stdint.h>

/* Returns the big-endian number of `octets` octets, at most 4. */
uint32_t network_get(const uint8_t *at, int octets);
/* Writes one; returns the place after it. */
uint8_t *network_put(uint8_t *at, uint32_t value, int octets);
/* Adds octets to an Internet checksum (RFC 1071), which begins as 0 and whose complement is
 * sent; after an odd number of octets nothing may follow. */
uint32_t network_sum(uint32_t so_far, const uint8_t *octets, size_t n);

#endif
