/* SHA-256 (FIPS 180-4) and HMAC-SHA-256 (RFC 2104): what the quiz on paper keeps its
 * secrets with. */
#ifndef TCPSTEP_BASE_SHA256_H
#define TCPSTEP_BASE_SHA256_H

#include <stddef.h>
#include <stdint.h>

enum { SHA256_OCTETS = 32, SHA256_BLOCK = 64 };

struct sha256 {
	uint32_t state[8];
	uint64_t len; /* octets added */
	uint8_t block[SHA256_BLOCK];
};
void sha256_begin(struct sha256 *s);
void sha256_add(struct sha256 *s, const void *octets, size_t n);
/* Writes the digest. Nothing more can be added. */
void sha256_end(struct sha256 *s, uint8_t digest[static SHA256_OCTETS]);

/* A copy of the struct goes on from where the original is: the key is read once. */
struct hmac {
	struct sha256 inner, outer;
};
void hmac_begin(struct hmac *h, const void *key, size_t n);
void hmac_add(struct hmac *h, const void *octets, size_t n);
void hmac_end(struct hmac *h, uint8_t code[static SHA256_OCTETS]);

#endif
