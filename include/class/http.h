/* Reads the answer to an HTTP/1.1 request piece by piece, from octets that anybody may
 * have sent: every size is bounded. Knows no socket. For class/fetch. */
#ifndef TCPSTEP_CLASS_HTTP_H
#define TCPSTEP_CLASS_HTTP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	HTTP_LINE_MAX = 1024, /* octets of a line of the head, or with a chunk's size */
	HTTP_HEAD_MAX = 16384 /* of the whole head, and of all trailers */
};

enum http_state {
	HTTP_HEAD,
	HTTP_BODY,
	HTTP_DONE, /* the answer is complete */
	HTTP_BAD   /* this is not HTTP, or too large */
};

enum http_part { HTTP_STATUS, HTTP_HEADER, HTTP_PLAIN, HTTP_CHUNK_SIZE, HTTP_CHUNK, HTTP_CHUNK_END, HTTP_TRAILER };

struct http {
	enum http_state state;
	unsigned status; /* 200; known once the state is no longer HTTP_HEAD */
	enum http_part part;
	bool chunked, has_length;
	uint64_t left; /* octets of the chunk, or of the body, that are still to come */
	char line[HTTP_LINE_MAX];
	size_t line_used;
	size_t head; /* octets of the head so far */
};

/* Takes n octets that have arrived, and puts those of the body into `body`, which has room
 * for n. Returns their number. */
size_t http_take(struct http *h, const char *octets, size_t n, char *body);
/* Says that the connection has ended: a body of unknown length is complete then, any other
 * answer is HTTP_BAD. */
void http_end(struct http *h);

#endif
