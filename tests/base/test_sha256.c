/* Tests SHA-256 and HMAC-SHA-256 by their published vectors: those of FIPS 180-2 (appendix B)
 * and of NIST's example of an empty message, and those of RFC 4231. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/sha256.h"

#include "suites.h"

enum { HEX = 2 * SHA256_OCTETS + 1 };

static const char *hex(const uint8_t *octets, size_t n)
{
	static char out[HEX];

	out[0] = '\0';
	for (size_t i = 0; i < n; i++)
		snprintf(out + 2 * i, 3, "%02x", (unsigned)octets[i]);
	return out;
}

/* Returns the digest of `times` copies of a text, added in pieces of `piece` octets. */
static const char *digest_of(const char *text, size_t times, size_t piece)
{
	size_t n = strlen(text) * times, at = 0;
	uint8_t digest[SHA256_OCTETS];
	struct sha256 s;
	char *all = calloc(n + 1, 1);

	for (size_t i = 0; i < times; i++)
		memcpy(all + i * strlen(text), text, strlen(text));
	sha256_begin(&s);
	for (; at < n; at += piece)
		sha256_add(&s, all + at, n - at < piece ? n - at : piece);
	sha256_end(&s, digest);
	free(all);
	return hex(digest, sizeof digest);
}

static const struct {
	const char *text;
	size_t times;
	const char *digest;
} messages[] = {
	{ "", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
	{ "abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
	{ "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
	  "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
	{ "a", 1000000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0" },
	/* not published, but at the padding's edges: as Python's hashlib has them */
	{ "a", 55, "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318" },
	{ "a", 56, "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a" },
	{ "a", 63, "7d3e74a05d7db15bce4ad9ec0658ea98e3f06eeecf16b4c6fff2da457ddc2f34" },
	{ "a", 64, "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb" },
};

START_TEST(sha_256__gives_the_published_digests)
{
	for (size_t i = 0; i < sizeof messages / sizeof *messages; i++)
		ck_assert_str_eq(digest_of(messages[i].text, messages[i].times, SIZE_MAX), messages[i].digest);
}
END_TEST

START_TEST(the_pieces_of_a_message__make_no_difference)
{
	for (size_t piece = 1; piece < 200; piece += 9)
		for (size_t n = 50; n < 70; n++) {
			char whole[HEX];

			strcpy(whole, digest_of("x", n, SIZE_MAX));
			ck_assert_str_eq(digest_of("x", n, piece), whole);
		}
	ck_assert_str_eq(digest_of("a", 1000000, 4093), messages[3].digest);
}
END_TEST

/* RFC 4231, 4.2 to 4.8. `key_octet` is repeated key_len times; text starts with its length
 * where it is one octet repeated. */
static const struct {
	const char *key;
	uint8_t key_octet;
	size_t key_len;
	const char *text;
	uint8_t text_octet;
	size_t text_len;
	size_t kept; /* octets of the code: case 5 is truncated */
	const char *code;
} cases[] = {
	{ NULL, 0x0b, 20, "Hi There", 0, 8, 32, "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7" },
	{ "Jefe", 0, 4, "what do ya want for nothing?", 0, 28, 32,
	  "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843" },
	{ NULL, 0xaa, 20, NULL, 0xdd, 50, 32, "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe" },
	{ "\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c\x0d\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19", 0, 25,
	  NULL, 0xcd, 50, 32, "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b" },
	{ NULL, 0x0c, 20, "Test With Truncation", 0, 20, 16, "a3b6167473100ee06e0c796c2955552b" },
	{ NULL, 0xaa, 131, "Test Using Larger Than Block-Size Key - Hash Key First", 0, 54, 32,
	  "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54" },
	{ NULL, 0xaa, 131,
	  "This is a test using a larger than block-size key and a larger than block-size data. "
	  "The key needs to be hashed before being used by the HMAC algorithm.",
	  0, 152, 32, "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2" },
};

START_TEST(hmac__gives_the_codes_of_rfc_4231)
{
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		uint8_t key[200], text[200], code[SHA256_OCTETS];
		struct hmac h, copy;

		memset(key, cases[i].key_octet, sizeof key);
		memset(text, cases[i].text_octet, sizeof text);
		if (cases[i].key)
			memcpy(key, cases[i].key, cases[i].key_len);
		if (cases[i].text)
			memcpy(text, cases[i].text, cases[i].text_len);
		hmac_begin(&h, key, cases[i].key_len);
		copy = h;
		hmac_add(&h, text, cases[i].text_len);
		hmac_end(&h, code);
		ck_assert_str_eq(hex(code, cases[i].kept), cases[i].code);
		hmac_add(&copy, text, cases[i].text_len);
		hmac_end(&copy, code);
		ck_assert_str_eq(hex(code, cases[i].kept), cases[i].code);
	}
}
END_TEST

Suite *suite_base_sha256(void)
{
	Suite *s = suite_create("base/sha256");
	TCase *c = tcase_create("vectors");

	tcase_add_test(c, sha_256__gives_the_published_digests);
	tcase_add_test(c, the_pieces_of_a_message__make_no_difference);
	tcase_add_test(c, hmac__gives_the_codes_of_rfc_4231);
	suite_add_tcase(s, c);
	return s;
}
