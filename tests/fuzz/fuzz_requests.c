/* Fuzz target: what a class reads from the network. The first octet says how the rest is cut:
 * an answer of HTTP must be read alike in one piece and in many; a form must be refused or have
 * only what it may have. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/check.h"
#include "class/form.h"
#include "class/http.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Takes the answer in pieces of n octets; returns the octets of the body. */
static size_t take(struct http *h, const char *answer, size_t size, size_t n, char *body)
{
	size_t used = 0;

	memset(h, 0, sizeof *h);
	for (size_t at = 0; at < size; at += n) {
		size_t now = size - at < n ? size - at : n;

		used += http_take(h, answer + at, now, body + used);
		CHECK(used <= at + now);
	}
	return used;
}

static void read_answer(const char *answer, size_t size, size_t n)
{
	char *whole = malloc(size + 1), *cut = malloc(size + 1);
	struct http a, b;
	size_t used;

	CHECK(whole && cut);
	used = take(&a, answer, size, size + 1, whole);
	CHECK(take(&b, answer, size, n, cut) == used);
	CHECK(a.state == b.state && a.status == b.status && memcmp(whole, cut, used) == 0);
	http_end(&a);
	CHECK(a.state == HTTP_DONE || a.state == HTTP_BAD);
	free(whole);
	free(cut);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *)data + 1;
	struct form f;

	if (size == 0)
		return 0;
	read_answer(text, size - 1, data[0] % 31 + 1);
	if (form_read(&f, text, size - 1)) {
		CHECK(f.token[0] == '\0' || form_is_token(f.token));
		CHECK(f.code[0] == '\0' || form_is_code(f.code));
		CHECK(form_same_code(f.code, f.code));
	}
	return 0;
}
