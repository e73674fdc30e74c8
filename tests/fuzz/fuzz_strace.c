/* Fuzz target: reads any bytes as the output of strace. The calls of each socket must be in
 * order, and each call that has a socket is found once. */
#include <string.h>

#include "base/check.h"
#include "capture/strace.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct endpoint client = { .port = 46992 }, server = { .port = 5000 };
	struct strace *s = strace_new();
	const char *at = (const char *)data;
	uint32_t found = 0;

	while (size > 0) {
		const char *end = memchr(at, '\n', size);
		size_t n = end ? (size_t)(end - at) : size;

		strace_line(s, at, n);
		n += end != NULL;
		at += n;
		size -= n;
	}
	strace_end(s);
	for (uint32_t socket = 0; socket < strace_sockets(s); socket++) {
		uint32_t cursor = STRACE_NONE;
		const struct traced_call *c;

		while ((c = strace_next(s, socket, &cursor, INT64_MAX))) {
			CHECK(c->socket == socket);
			CHECK(strlen(strace_text(s, c)) < STRACE_TEXT_MAX);
			found++;
		}
		CHECK(strace_listener(s, socket) == STRACE_NONE || strace_listener(s, socket) < strace_sockets(s));
	}
	CHECK(found <= strace_calls(s));
	for (int i = 0; i < 2; i++)
		CHECK(strace_socket(s, i == 1, &client, &server, 0) == STRACE_NONE ||
		      strace_socket(s, i == 1, &client, &server, 0) < strace_sockets(s));
	strace_free(s);
	return 0;
}
