/* Fuzz target: reads any bytes as the output of strace. The calls of each socket must be in
 * order, and each call that has a socket is found once. Then a connection is imported with these
 * calls. */
#include <stdio.h>
#include <string.h>

#include "base/check.h"
#include "capture/import.h"
#include "capture/strace.h"
#include "engine/segment.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The connection of tests/capture/client-server.strace: packets, each 10 ms after the one before. */
static void import_with(const struct strace *calls)
{
	static const struct {
		bool server;
		uint8_t flags;
		uint32_t seq, ack, length;
	} packets[] = {
		{ false, SEG_SYN, 100, 0, 0 },
		{ true, SEG_SYN | SEG_ACK, 300, 101, 0 },
		{ false, SEG_ACK, 101, 301, 0 },
		{ false, SEG_ACK, 101, 301, 5 },
		{ false, SEG_FIN | SEG_ACK, 106, 301, 0 },
		{ true, SEG_ACK, 301, 107, 100 },
		{ true, SEG_FIN | SEG_ACK, 401, 107, 0 },
		{ false, SEG_ACK, 107, 402, 0 },
		{ true, SEG_RST, 402, 0, 0 },
	};
	struct endpoint client = { { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 127, 0, 0, 1 }, 46992 }, server = client;
	const struct import_options how = { .calls = calls };
	struct import *im = import_new(1);
	FILE *out = fopen("/dev/null", "w");

	CHECK(out != NULL);
	server.port = 5000;
	for (size_t i = 0; i < sizeof packets / sizeof *packets; i++) {
		struct packet p = { .time_ns = INT64_C(1795875766409900000) + (int64_t)i * 10000000,
				    .record = (uint32_t)i + 1,
				    .from = packets[i].server ? server : client,
				    .to = packets[i].server ? client : server,
				    .seq = packets[i].seq,
				    .ack = packets[i].ack,
				    .flags = packets[i].flags,
				    .window = 1000,
				    .id = (uint16_t)(i + 1),
				    .length = packets[i].length };

		import_add(im, &p);
	}
	CHECK(import_write(im, &how, out));
	import_free(im);
	fclose(out);
}

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
	import_with(s);
	strace_free(s);
	return 0;
}
