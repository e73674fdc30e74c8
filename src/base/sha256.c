/* SHA-256 and HMAC-SHA-256. Called by the quiz, for sheets that only who has the key can
 * make. tests/base/test_sha256.c has the published vectors. */
#include "base/sha256.h"

#include <string.h>

enum { WORDS = 64 };

static const uint32_t constants[WORDS] = {
	0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
	0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
	0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
	0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
	0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
	0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
	0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
	0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2
};

static uint32_t turn(uint32_t v, unsigned bits)
{
	return v >> bits | v << (32 - bits);
}

static uint32_t read_word(const uint8_t *at)
{
	return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

/* Fills in the message schedule of a block (FIPS 180-4 6.2.2, step 1). */
static void schedule(uint32_t w[static WORDS], const uint8_t *block)
{
	for (int i = 0; i < 16; i++)
		w[i] = read_word(block + 4 * i);
	for (int i = 16; i < WORDS; i++)
		w[i] = w[i - 16] + w[i - 7] + (turn(w[i - 15], 7) ^ turn(w[i - 15], 18) ^ w[i - 15] >> 3) +
		       (turn(w[i - 2], 17) ^ turn(w[i - 2], 19) ^ w[i - 2] >> 10);
}

/* Takes a whole block into account (FIPS 180-4 6.2.2, steps 2 to 4). */
static void compress(uint32_t state[static 8], const uint8_t *block)
{
	uint32_t w[WORDS], v[8];

	schedule(w, block);
	memcpy(v, state, sizeof v);
	for (int i = 0; i < WORDS; i++) {
		uint32_t sum = turn(v[4], 6) ^ turn(v[4], 11) ^ turn(v[4], 25);
		uint32_t choice = (v[4] & v[5]) ^ (~v[4] & v[6]);
		uint32_t first = v[7] + sum + choice + constants[i] + w[i];
		uint32_t second = (turn(v[0], 2) ^ turn(v[0], 13) ^ turn(v[0], 22)) +
				  ((v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]));

		memmove(v + 1, v, 7 * sizeof *v);
		v[4] += first;
		v[0] = first + second;
	}
	for (int i = 0; i < 8; i++)
		state[i] += v[i];
}

void sha256_begin(struct sha256 *s)
{
	static const uint32_t first[8] = { 0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
					   0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19 };

	*s = (struct sha256){ .len = 0 };
	memcpy(s->state, first, sizeof first);
}

void sha256_add(struct sha256 *s, const void *octets, size_t n)
{
	const uint8_t *from = octets;

	while (n > 0) {
		size_t used = (size_t)(s->len % SHA256_BLOCK), part = SHA256_BLOCK - used;

		part = part < n ? part : n;
		memcpy(s->block + used, from, part);
		s->len += part;
		from += part;
		n -= part;
		if (used + part == SHA256_BLOCK)
			compress(s->state, s->block);
	}
}

void sha256_end(struct sha256 *s, uint8_t digest[static SHA256_OCTETS])
{
	static const uint8_t padding[SHA256_BLOCK] = { 0x80 };
	uint64_t bits = s->len * 8;
	size_t used = (size_t)(s->len % SHA256_BLOCK);
	uint8_t length[8];

	for (int i = 0; i < 8; i++)
		length[i] = (uint8_t)(bits >> (56 - 8 * i));
	sha256_add(s, padding, (used < 56 ? 56 : 56 + SHA256_BLOCK) - used);
	sha256_add(s, length, sizeof length);
	for (int i = 0; i < SHA256_OCTETS; i++)
		digest[i] = (uint8_t)(s->state[i / 4] >> (24 - 8 * (i % 4)));
}

/* Begins a hash with the key, each octet of it changed by `with`. */
static void begin_with(struct sha256 *s, const uint8_t *key, uint8_t with)
{
	uint8_t block[SHA256_BLOCK];

	for (int i = 0; i < SHA256_BLOCK; i++)
		block[i] = key[i] ^ with;
	sha256_begin(s);
	sha256_add(s, block, sizeof block);
}

void hmac_begin(struct hmac *h, const void *key, size_t n)
{
	uint8_t block[SHA256_BLOCK] = { 0 };

	if (n > SHA256_BLOCK) {
		sha256_begin(&h->inner);
		sha256_add(&h->inner, key, n);
		sha256_end(&h->inner, block);
	} else if (n > 0) {
		memcpy(block, key, n);
	}
	begin_with(&h->inner, block, 0x36);
	begin_with(&h->outer, block, 0x5c);
}

void hmac_add(struct hmac *h, const void *octets, size_t n)
{
	sha256_add(&h->inner, octets, n);
}

void hmac_end(struct hmac *h, uint8_t code[static SHA256_OCTETS])
{
	uint8_t digest[SHA256_OCTETS];

	sha256_end(&h->inner, digest);
	sha256_add(&h->outer, digest, sizeof digest);
	sha256_end(&h->outer, code);
}
