/* Numbers and checksums as the network has them. Used by report/pcap and kernel/wire. */
#include "base/network.h"

uint32_t network_get(const uint8_t *at, int octets)
{
	uint32_t value = 0;

	for (int i = 0; i < octets; i++)
		value = value << 8 | at[i];
	return value;
}

uint8_t *network_put(uint8_t *at, uint32_t value, int octets)
{
	for (int i = octets - 1; i >= 0; i--)
		*at++ = (uint8_t)(value >> 8 * i);
	return at;
}

uint32_t network_sum(uint32_t so_far, const uint8_t *octets, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		so_far += (uint32_t)octets[i] << (i % 2 ? 0 : 8);
		so_far = (so_far & 0xFFFF) + (so_far >> 16);
	}
	return so_far;
}
