/* Random numbers for the quiz: a seed gives the same numbers on every machine. A number
 * as seed has a splitmix64 generator. A text has HMAC-SHA-256 of a counter, so that who
 * does not have its key cannot find the numbers by trying. */
#include <string.h>

#include "base/sha256.h"
#include "quiz/quiz_parts.h"

uint64_t dice_mix(uint64_t *state)
{
	uint64_t z = *state += UINT64_C(0x9E3779B97F4A7C15);

	z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
	return z ^ z >> 31;
}

void dice_begin(struct dice *d, const struct quiz_seed *seed)
{
	*d = (struct dice){ .keyed = seed->keyed, .state = seed->number };
	hmac_begin(&d->key, seed->key, sizeof seed->key);
}

/* Makes the next block of a keyed generator: the code of its number. */
static void next_block(struct dice *d)
{
	struct hmac h = d->key;
	uint8_t number[8];

	for (int i = 0; i < 8; i++)
		number[i] = (uint8_t)(d->state >> (56 - 8 * i));
	hmac_add(&h, number, sizeof number);
	hmac_end(&h, d->block);
	d->state++;
	d->left = sizeof d->block;
}

uint64_t dice_next(struct dice *d)
{
	uint64_t n = 0;

	if (!d->keyed)
		return dice_mix(&d->state);
	if (d->left == 0)
		next_block(d);
	for (int i = 0; i < 8; i++)
		n = n << 8 | d->block[sizeof d->block - d->left--];
	return n;
}

uint32_t dice_roll(struct dice *d, uint32_t n)
{
	return (uint32_t)((dice_next(d) >> 32) * n >> 32);
}

struct quiz_seed quiz_seed_number(uint32_t number)
{
	return (struct quiz_seed){ .number = number };
}

struct quiz_seed quiz_seed_keyed(const void *key, size_t n, const char *text)
{
	static const char use[] = "tcpstep quiz: dice"; /* with its NUL */
	struct quiz_seed seed = { .keyed = true };
	struct hmac h;

	hmac_begin(&h, key, n);
	hmac_add(&h, use, sizeof use);
	hmac_add(&h, text, strlen(text));
	hmac_end(&h, seed.key);
	return seed;
}

struct quiz_seed quiz_seed_text(const char *text)
{
	return quiz_seed_keyed("", 0, text);
}
