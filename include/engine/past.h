/* What the sockets of a host have returned and sent last. Events never depend on
 * it: only expectations ask (`expect client.2 recv returned 0`), also about a
 * socket that is gone. */
#ifndef TCPSTEP_ENGINE_PAST_H
#define TCPSTEP_ENGINE_PAST_H

#include <stdint.h>

#include "engine/limits.h"
#include "engine/octets.h"
#include "engine/segment.h"

struct result;

/* What a call has returned last on a socket. */
struct past_return {
	uint32_t sock;  /* the socket's number; 0: the call had none */
	uint32_t order; /* it is newer than those with a smaller one */
	uint32_t value;
	uint8_t call;  /* enum call_id */
	uint8_t error; /* enum sock_error */
	uint8_t pad_[2];
};

/* What recv has returned last on a socket, if the content of all octets is
 * known. */
struct past_text {
	uint32_t sock;
	uint32_t order;
	struct octets data;
};

/* The segment that a connection has sent last. */
struct past_sent {
	uint32_t conn; /* its serial number on the host */
	uint32_t sock; /* its socket's number; 0: not yet accepted */
	uint32_t order;
	uint32_t id; /* the segment's number */
	struct segment segment;
};

/* When a table is full, the oldest entry is forgotten, but not the newest one of
 * a call. What is beyond the used entries is zero. */
struct past {
	uint32_t order; /* that of the newest entry */
	uint16_t returns_used, texts_used, sent_used;
	uint8_t off; /* nothing more is kept: for a search whose goals do not ask */
	uint8_t pad_[5];
	struct past_return returns[PAST_RETURNS_MAX];
	struct past_text texts[PAST_TEXTS_MAX];
	struct past_sent sent[PAST_SENT_MAX];
};

/* Keep what happened. `sock` is the number of the socket, 0 if it has none. */
void past_returned(struct past *p, uint32_t sock, const struct result *r);
void past_sent(struct past *p, uint32_t conn, uint32_t sock, uint32_t id, const struct segment *s);
/* Notes that accept has given a connection its socket number. */
void past_accepted(struct past *p, uint32_t conn, uint32_t sock);
void past_copy(struct past *dst, const struct past *src);

/* Returns the newest result: of this socket (0: of any), of this call (CALL_NONE:
 * of any). NULL: there is none. */
const struct past_return *past_find_return(const struct past *p, uint32_t sock, uint8_t call);
/* Returns the text that recv has returned last on a socket, NULL if it is not
 * known. */
const struct octets *past_find_text(const struct past *p, uint32_t sock);
/* Returns the newest segment of a socket (0: of any connection), or NULL. */
const struct past_sent *past_find_sent(const struct past *p, uint32_t sock);

#endif
