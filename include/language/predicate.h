/* Questions about a world: what `expect` and `reach` ask. */
#ifndef TCPSTEP_LANGUAGE_PREDICATE_H
#define TCPSTEP_LANGUAGE_PREDICATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"
#include "engine/action.h"
#include "engine/world.h"

enum pred_kind {
#define PREDICATE(id, name, subject, test, argument, form, en, ko) PRED_##id,
#include "language/verbs.def"
	PRED_COUNT
};

/* The fields of `sent` that were named. */
enum { SENT_SEQ = 1, SENT_ACK = 2, SENT_WIN = 4, SENT_LEN = 8, SENT_TEXT = 16, SENT_TSVAL = 32, SENT_TSECR = 64 };

struct predicate {
	uint8_t kind; /* enum pred_kind */
	uint8_t host;
	uint8_t state;      /* enum tcp_state */
	uint8_t flags;      /* sent: control bits */
	uint8_t fields;     /* sent: SENT_… */
	uint8_t call;       /* blocked: enum call_id, CALL_NONE for nothing; call returned */
	uint8_t error;      /* returned: enum sock_error, ERR_NONE for a number or text */
	uint8_t timer;      /* enum timer_id */
	uint8_t off;        /* timer off; can … no; listening … no */
	uint8_t has_amount; /* timer: a time is given */
	uint8_t has_text;   /* returned, recv-buffer, sent: text is given */
	uint8_t pad_;
	uint32_t sock; /* 0: none named */
	seqnum seq, ack;
	uint32_t win, len;
	uint32_t tsval, tsecr;
	uint32_t amount;      /* octets, count, port */
	struct duration span; /* timer, time */
	uint16_t text_len;
	uint8_t pad2_[2];
	char text[SEND_TEXT_MAX];
};

/* The last one: the predicate names a socket number that this host never
 * made. */
enum pred_verdict { PRED_HOLDS, PRED_FAILS, PRED_NO_SOCKET };

/* Tests a predicate. If it does not hold, appends the actual value to `found`
 * (NULL: not wanted), as `expect` would write it: "ESTABLISHED". */
enum pred_verdict predicate_test(const struct world *w, const struct predicate *p, struct text *found);
/* Returns the number of the socket that the predicate looks at, 0 if it looks at
 * none or at more than one. *waits is set to true if it looks at a connection
 * that accept has not handed out, which has no number. */
uint32_t predicate_socket(const struct world *w, const struct predicate *p, bool *waits);
/* Appends what follows the word `expect`: "client timer time-wait 4m". */
void predicate_write(struct text *t, const struct predicate *p);
/* Appends the value alone, for "expected …, found …": "ESTABLISHED". */
void predicate_write_value(struct text *t, const struct predicate *p);
bool predicate_same(const struct predicate *a, const struct predicate *b);

#endif
